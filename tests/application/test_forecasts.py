"""Forecasts of a real workspace: they learn from its own history, as of a day, and write nothing."""

from desktop_app.application.desk import Desk
from desktop_app.domain.benchmark import CountingBasis
from desktop_app.domain.events import Verb
from desktop_app.domain.limit import Limit, Unit
from tests.desks import Clock, act, finish, on, opened, stored_events


def slow_history(desk: Desk, cases: int = 6) -> None:
    """Cases in which QQ01, promised in one working day, took twelve."""
    for _ in range(cases):
        case = opened(desk, day="2026-10-12")
        act(desk, case, Verb.ACCEPT, "QQ01", "2026-10-13")
        act(desk, case, Verb.FINISH, "QQ01", "2026-10-29")


def test_a_forecast_learns_from_what_other_cases_took(workspace: Desk) -> None:
    case = opened(workspace)
    believed = workspace.forecasts.case(case.id)
    slow_history(workspace)
    learned = workspace.forecasts.case(case.id)
    assert (believed.step("QQ01").samples, learned.step("QQ01").samples) == (0, 6)
    assert (believed.step("QQ01").thin, learned.step("QQ01").thin) == (True, False)
    assert learned.step("QQ01").finish.p50 > believed.step("QQ01").finish.p50
    assert believed.thin and "样本不足" in believed.words()


def test_an_earlier_day_knows_nothing_of_what_came_later(workspace: Desk, clock: Clock) -> None:
    case = opened(workspace)
    then = workspace.forecasts.case(case.id, as_of=on("2026-10-20"))
    actions = workspace.forecasts.next_actions(case.id, as_of=on("2026-11-04"))
    clock.day = "2026-11-20"
    finish(workspace, case, "2026-11-16", "QQ01")
    act(workspace, case, Verb.ACCEPT, "QQ02", "2026-11-17")
    assert workspace.forecasts.case(case.id, as_of=on("2026-10-20")) == then
    assert workspace.forecasts.next_actions(case.id, as_of=on("2026-11-04")) == actions
    assert workspace.forecasts.case(case.id).as_of == on("2026-11-20")


def test_the_same_seed_gives_the_same_answer_on_a_desk_opened_again(workspace: Desk) -> None:
    slow_history(workspace, 2)
    case = opened(workspace)
    first = workspace.forecasts.case(case.id, seed=5), workspace.forecasts.next_actions(case.id, seed=5)
    workspace.forecasts._learned = None
    assert (workspace.forecasts.case(case.id, seed=5), workspace.forecasts.next_actions(case.id, seed=5)) == first
    assert workspace.forecasts.case(case.id, seed=6) != first[0]


def test_gains_are_those_of_the_outlook_and_nothing_is_recorded(workspace: Desk) -> None:
    case = opened(workspace)
    act(workspace, case, Verb.ACCEPT, "QQ01", "2026-11-19")
    events = stored_events(workspace, case.project_id)
    found = workspace.forecasts.next_actions(case.id)
    assert found and found[0].verb is Verb.FINISH
    for one in found:
        assert one.gain == workspace.outlooks.what_if(case.id, one.verb, one.matter).gain
    assert stored_events(workspace, case.project_id) == events


def test_the_building_time_of_the_plan_in_force_counts(workspace: Desk) -> None:
    case = opened(workspace, "SX-BZD")
    lengths = {"SG02": Limit.parse("200WD")}
    bare, built = workspace.forecasts.case(case.id), workspace.forecasts.case(case.id, lengths=lengths)
    assert ("SG02" in bare.unknown, "SG02" in built.unknown) == (True, False)
    assert built.finish and bare.finish and built.finish.p50 > bare.finish.p50


def test_the_chance_of_a_benchmark_follows_the_basis_of_the_workspace(workspace: Desk) -> None:
    case = opened(workspace)
    act(workspace, case, Verb.ACCEPT, "QQ01", "2026-11-09")
    act(workspace, case, Verb.SUSPEND, "QQ01", "2026-11-10", kind="correction", reason="缺图")
    act(workspace, case, Verb.RESUME, "QQ01", "2026-11-19")
    own = workspace.forecasts.case(case.id)
    assert {one.basis for one in own.benchmarks} == {one.benchmark.basis for one in own.benchmarks}
    without = CountingBasis(Unit.NATURAL_DAYS, corrections=False)
    workspace.benchmarks.count_by(without, "甲")
    found = workspace.forecasts.case(case.id)
    assert {one.basis for one in found.benchmarks} == {without}
    before = {one.benchmark.name: one for one in own.benchmarks}
    running = [one for one in found.benchmarks if one.benchmark.start.matter == "QQ01"]
    assert running and all((one.probability or 0) >= (before[one.benchmark.name].probability or 0) for one in running)
    assert any(before[one.benchmark.name].decided and not one.decided for one in running), "it was over, and is not"
    for advice in workspace.forecasts.next_actions(case.id):
        for rise in advice.rises:
            assert rise.before == next(one.probability for one in found.benchmarks if one.benchmark.name == rise.name)

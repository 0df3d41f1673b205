"""Benchmarks on a real workspace: definitions in versions, results after every act, records proposed and answered."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_app.application.desk import Desk
from desktop_app.domain.benchmark import Benchmark, BenchmarkPoint, CountingBasis
from desktop_app.domain.benchmark_definition import DefinitionDraft
from desktop_app.domain.events import Verb
from desktop_app.domain.limit import Unit
from desktop_app.domain.measure import Reach
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.results import SubjectKind
from tests.desks import Clock, act, entered, finish, opened, stored_events

MARK = Benchmark(
    "本区 5 天", BenchmarkPoint("QQ01", "accepted"), BenchmarkPoint("QQ02", "done"), 5, Unit.WORKING_DAYS, "纪要"
)
DRAFT = DefinitionDraft(MARK)


def measured(desk: Desk, name: str = MARK.name) -> list[int]:
    """The days of every result of one benchmark."""
    return [one.days for one in desk.benchmarks.view().results if one.subject.title == name]


def two_cases(desk: Desk) -> tuple[str, str]:
    """One case that took eight working days to the end, and one entered later that took three."""
    slow, quick = opened(desk), opened(desk)
    finish(desk, slow, "2026-11-02", "QQ01")
    finish(desk, slow, "2026-11-12", "QQ02")
    finish(desk, quick, "2026-11-16", "QQ01")
    finish(desk, quick, "2026-11-19", "QQ02")
    return slow.id, quick.id


def test_bundled_definitions_stand_beside_own_ones(workspace: Desk) -> None:
    made, changes = workspace.benchmarks.add(DRAFT, " 甲 ")
    assert changes.benchmarks and (made.version, made.by) == (1, "甲")
    rows = workspace.benchmarks.definitions()
    assert rows[0].own == made and "SX-ZS" in rows[0].templates
    unverified = {row.mark.name: row.mark for row in rows if not row.mark.verified}
    for days, unit in ((10, Unit.NATURAL_DAYS), (26, Unit.NATURAL_DAYS), (150, Unit.NATURAL_DAYS)):
        found = [mark for mark in unverified.values() if (mark.days, mark.unit) == (days, unit)]
        assert found and all("待核" in mark.note for mark in found), f"{days} 天 says what is ambiguous"
    assert len({mark.rule for mark in unverified.values() if mark.days == 150}) == 2, "two readings of the 150 days"


def test_the_project_page_measures_by_own_definitions_too(workspace: Desk) -> None:
    workspace.benchmarks.add(DRAFT, "甲")
    case = opened(workspace)
    act(workspace, case, Verb.ACCEPT, "QQ01", "2026-11-18")
    (page,) = workspace.overview.project_page(case.project_id).cases
    (one,) = [one for one in page.benchmarks if one.benchmark.name == MARK.name]
    assert (one.reach, one.elapsed, one.remaining) == (Reach.RUNNING, 2, 3)
    panel = workspace.overview.step_panel(case.id, "QQ01")
    assert panel.benchmarks == page.benchmarks


def test_an_edit_is_a_new_version_and_results_keep_theirs(workspace: Desk, clock: Clock) -> None:
    made, _ = workspace.benchmarks.add(DRAFT, "甲")
    slow, _ = two_cases(workspace)
    clock.day = "2026-11-24"
    edited = DefinitionDraft(replace(MARK, days=9), ("SX-ZS",))
    second, _ = workspace.benchmarks.edit(made.id, edited, "乙", "目标放宽")
    assert (second.version, second.reason) == (2, "目标放宽")
    later = opened(workspace, day="2026-11-20")
    finish(workspace, later, "2026-11-20", "QQ01")
    finish(workspace, later, "2026-11-24", "QQ02")
    versions = {
        one.case_id: (one.subject.version, one.allowed)
        for one in workspace.benchmarks.view().results
        if one.subject.key == made.id
    }
    assert versions[slow] == ("1", 5) and versions[later.id] == ("2", 9)
    assert [one.version for one in workspace.benchmarks.versions(made.id)] == [1, 2]


def test_a_retired_definition_keeps_its_results_and_measures_no_more(workspace: Desk, clock: Clock) -> None:
    made, _ = workspace.benchmarks.add(DRAFT, "甲")
    two_cases(workspace)
    clock.day = "2026-11-24"
    workspace.benchmarks.retire(made.id, "甲", "口径作废")
    assert sorted(measured(workspace)) == [3, 8]
    later = opened(workspace, day="2026-11-20")
    finish(workspace, later, "2026-11-23", "QQ01", "QQ02")
    assert sorted(measured(workspace)) == [3, 8]
    assert all(row.own is None for row in workspace.benchmarks.definitions())
    with pytest.raises(Refusal, match="已经停用"):
        workspace.benchmarks.retire(made.id, "甲", "再停")


def test_what_cannot_be_kept_is_refused_and_nothing_written(workspace: Desk) -> None:
    made, _ = workspace.benchmarks.add(DRAFT, "甲")
    service = workspace.benchmarks
    with pytest.raises(Refusal, match="已经有名为"):
        service.add(DRAFT, "甲")
    with pytest.raises(Refusal, match="请写明登记人"):
        service.add(DefinitionDraft(replace(MARK, name="另一条")), " ")
    with pytest.raises(Refusal, match="没有任何改动"):
        service.edit(made.id, DefinitionDraft(made.mark, made.templates), "甲", "原因")
    with pytest.raises(Refusal, match="为什么修改"):
        service.edit(made.id, DefinitionDraft(replace(MARK, days=6)), "甲", " ")
    with pytest.raises(Refusal, match="为什么停用"):
        service.retire(made.id, "甲", "")
    with pytest.raises(Refusal, match="内置的对标不能改"):
        service.versions("内置:侯马")
    assert [one.version for one in service.versions(made.id)] == [1]


def test_one_basis_for_everything_and_back(workspace: Desk) -> None:
    workspace.benchmarks.add(DRAFT, "甲")
    two_cases(workspace)
    natural = CountingBasis(Unit.NATURAL_DAYS)
    workspace.benchmarks.count_by(natural, "甲")
    assert workspace.benchmarks.standing_basis() == natural
    assert sorted(measured(workspace)) == [3, 10]
    assert {one.basis for one in workspace.benchmarks.view().results} == {natural}
    for_now = workspace.benchmarks.view(CountingBasis(Unit.WORKING_DAYS))
    assert for_now.standing_basis == natural and for_now.basis == CountingBasis(Unit.WORKING_DAYS)
    assert workspace.benchmarks.view(own_basis=True).basis is None
    workspace.benchmarks.count_by(None, "甲")
    assert workspace.benchmarks.standing_basis() is None and sorted(measured(workspace)) == [3, 8]


def test_corrections_are_taken_out_where_the_basis_says_so(workspace: Desk) -> None:
    workspace.benchmarks.add(DRAFT, "甲")
    case = opened(workspace)
    act(workspace, case, Verb.ACCEPT, "QQ01", "2026-11-02")
    act(workspace, case, Verb.SUSPEND, "QQ01", "2026-11-04", kind="correction", reason="缺图")
    act(workspace, case, Verb.RESUME, "QQ01", "2026-11-09", kind="correction")
    act(workspace, case, Verb.FINISH, "QQ01", "2026-11-10")
    finish(workspace, case, "2026-11-12", "QQ02")
    assert measured(workspace) == [8]
    without = workspace.benchmarks.view(CountingBasis(corrections=False))
    assert [one.days for one in without.results if one.subject.title == MARK.name] == [5]
    assert [one.days for one in without.results if one.subject.key == "QQ01"] == [3], "the matter as well"


def test_a_record_is_proposed_once_and_accepted_with_a_journal(workspace: Desk) -> None:
    workspace.benchmarks.add(DRAFT, "甲")
    _, quick = two_cases(workspace)
    news = [one for one in workspace.benchmarks.news() if one.fallen.result.subject.title == MARK.name]
    (one,) = news
    assert (one.fallen.result.case_id, one.fallen.result.days, one.fallen.before.days) == (quick, 3, 8)
    assert workspace.benchmarks.news(one.fallen.result.project_id) and not workspace.benchmarks.news("别的项目")
    answer, changes = workspace.benchmarks.answer(one.fallen, "组长", accepted=True, note="核过原件")
    assert (answer.days, answer.before, answer.by, answer.accepted) == (3, 8, "组长", True)
    journal = stored_events(workspace, answer.project_id)[-1]
    assert (journal.verb, journal.by, journal.case_id, journal.reason) == (Verb.HONOUR, "组长", quick, "核过原件")
    assert "3 个工作日（原纪录 8）；口径：按工作日计" in journal.note and changes.events == (journal,)
    (line,) = [line for line in workspace.benchmarks.view().board if line.subject.title == MARK.name]
    assert line.confirmed and line.accepted == answer
    with pytest.raises(Refusal, match="已经有人处理"):
        workspace.benchmarks.answer(one.fallen, "组长", accepted=True)


def test_a_record_put_aside_is_not_told_again_and_not_journaled(workspace: Desk) -> None:
    workspace.benchmarks.add(DRAFT, "甲")
    two_cases(workspace)
    one = workspace.benchmarks.news()[0]
    before = stored_events(workspace, one.fallen.result.project_id)
    workspace.benchmarks.answer(one.fallen, "甲", accepted=False)
    assert one.fallen not in [other.fallen for other in workspace.benchmarks.news()]
    assert stored_events(workspace, one.fallen.result.project_id) == before


def test_a_reversed_act_takes_record_and_proposal_back(workspace: Desk) -> None:
    workspace.benchmarks.add(DRAFT, "甲")
    _, quick = two_cases(workspace)
    assert min(measured(workspace)) == 3
    case = workspace.cases.get(quick)
    last = [event for event in case.events if event.matter == "QQ02"][-1]
    act(workspace, case, Verb.REVERSE, "QQ02", "2026-11-20", event=last.id, reason="登记错了")
    assert measured(workspace) == [8]
    assert MARK.name not in [one.fallen.result.subject.title for one in workspace.benchmarks.news()]


def test_results_follow_every_act_and_a_renamed_project(workspace: Desk) -> None:
    project = entered(workspace, "旧名")
    case = opened(workspace, project_id=project.id)
    assert workspace.benchmarks.view().results == ()
    finish(workspace, case, "2026-11-02", "QQ01")
    view = workspace.benchmarks.view()
    assert [(one.subject.kind, one.days) for one in view.results] == [(SubjectKind.MATTER, 0)]
    workspace.projects.edit(replace(workspace.projects.get(project.id), name="新名"), "甲")
    assert workspace.benchmarks.view().cases[case.id].project == "新名"


def test_running_cases_stand_under_their_definition(workspace: Desk) -> None:
    case = opened(workspace)
    act(workspace, case, Verb.ACCEPT, "QQ01", "2026-11-18")
    running = {
        row.mark.name: [mark.case_id for mark in row.running]
        for row in workspace.benchmarks.view().definitions
        if row.running
    }
    assert len(running) == len(case.template.benchmarks)
    assert set(map(tuple, running.values())) == {(case.id,)}


def test_the_service_sheet_prints_the_basis(workspace: Desk) -> None:
    workspace.benchmarks.count_by(CountingBasis(special=False), "甲")
    case = opened(workspace)
    act(workspace, case, Verb.ACCEPT, "QQ01", "2026-11-18")
    (page,) = workspace.overview.project_page(case.project_id).cases
    assert page.benchmarks and {one.basis for one in page.benchmarks} == {CountingBasis(special=False)}


def test_matters_to_choose_from_name_their_templates(workspace: Desk) -> None:
    found = {one.code: one for one in workspace.benchmarks.matters()}
    assert list(found) == sorted(found) and "SX-SGYP" in found["QQ04"].templates and found["QQ04"].name


def test_a_case_on_an_earlier_template_version_is_still_listed(workspace: Desk) -> None:
    case = opened(workspace)
    act(workspace, case, Verb.ACCEPT, "QQ01", "2026-11-18")
    with workspace.benchmarks.open_work() as work:
        newest = work.templates.latest(case.template.key, workspace.overview.day())
        work.templates.add_version(replace(newest, version="以后", benchmarks=()))
        work.commit()
    listed = [row for row in workspace.benchmarks.view().definitions if row.running]
    assert {row.mark.name for row in listed} == {mark.name for mark in case.template.benchmarks}
    assert {row.templates for row in listed} >= {("SX-ZS",)}


def test_own_benchmarks_are_forecast_too(workspace: Desk) -> None:
    elsewhere = replace(MARK, leaves_out=("SG02",))
    workspace.benchmarks.add(DefinitionDraft(elsewhere), "甲")
    case = opened(workspace)
    act(workspace, case, Verb.ACCEPT, "QQ01", "2026-11-18")
    (chance,) = [one for one in workspace.forecasts.case(case.id).benchmarks if one.benchmark.name == elsewhere.name]
    assert chance.probability is not None and not chance.decided


def test_a_running_case_races_the_benchmark_with_the_least_left(workspace: Desk) -> None:
    case = opened(workspace)
    assert case.id not in workspace.benchmarks.races().of_case
    finish(workspace, case, "2026-11-16", "QQ01")
    workspace.benchmarks.add(DRAFT, "甲")
    found = workspace.benchmarks.races()
    race = found.of_case[case.id]
    assert found.of_project[case.project_id] == race
    assert race.standing.benchmark == MARK
    assert (race.standing.elapsed, race.total) == (4, 1)
    finish(workspace, case, "2026-11-19", "QQ02")
    ended = workspace.benchmarks.races().of_case[case.id]
    assert ended.standing.benchmark != MARK or ended.standing.reach is Reach.REACHED

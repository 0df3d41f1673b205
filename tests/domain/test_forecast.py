"""Forecasts: the same for the same seed, never before today, sure of what is decided, blind to what comes later."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.bootstrap import bundled
from desktop_app.domain.benchmark import Benchmark, BenchmarkPoint, CountingBasis
from desktop_app.domain.events import Verb
from desktop_app.domain.experience import Experience, PastStep
from desktop_app.domain.forecast import forecast, quantile
from desktop_app.domain.limit import Limit, Unit
from desktop_app.domain.measure import measure
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.template import StepTemplate
from tests.builders import case, event, template

CALENDAR = bundled().calendar
NOTHING = Experience()
TODAY = date(2026, 3, 18)


def chain(**more):
    """Three steps one after the other, each promised in three working days."""
    return template(steps=template().steps[:3], **more)


def marked(days: int, unit: Unit = Unit.WORKING_DAYS, **more):
    mark = Benchmark("对标", BenchmarkPoint("A01", "accepted"), BenchmarkPoint("A03", "done"), days, unit, **more)
    return chain(benchmarks=(mark,))


def running(graph=None, *acts, opened=date(2026, 3, 2)):
    """A case with acts given as (verb, matter, day of March)."""
    one = case("p", graph or chain(), id="c", opened_on=opened)
    events = [
        event("p", verb, matter, id=f"event {number}", case_id="c", on=date(2026, 3, day))
        for number, (verb, matter, day) in enumerate(acts)
    ]
    return replace(one, events=tuple(events))


def done(*codes, day):
    return [(verb, code, day) for code in codes for verb in (Verb.ACCEPT, Verb.FINISH)]


def seen(days, *, waited=0, count=8, matters=("A01", "A02", "A03")):
    limit = Limit.parse("3WD")
    return Experience(
        PastStep(f"p{number}", code, "行政审批局", "甲", limit, days, True, waited)
        for number in range(count)
        for code in matters
    )


def look(one, experience=NOTHING, today=TODAY, **more):
    return forecast(one, experience, CALENDAR, today, **more)


def test_the_same_seed_gives_the_same_answer_and_another_one_another():
    one = running(None, *done("A01", day=9))
    assert look(one, seed=7) == look(one, seed=7)
    assert look(one, seed=7).finish != look(one, seed=8, runs=31).finish


def test_dates_are_working_days_after_today_in_order():
    found = look(running(marked(10), (Verb.ACCEPT, "A01", 16)))
    assert found.finish is not None and TODAY < found.finish.p50 < found.finish.p90
    ends = [found.step(code).finish for code in ("A01", "A02", "A03")]
    assert [one.p50 for one in ends] == sorted(one.p50 for one in ends)
    assert all(CALENDAR.is_working(one.p50) and CALENDAR.is_working(one.p90) for one in ends)
    assert found.finish == ends[-1]
    assert (found.step("A01").start, found.ended) == (None, False)
    assert TODAY < found.step("A02").start.p50 <= found.step("A02").finish.p50


def test_an_ended_case_has_its_day_and_no_chance_left():
    found = look(running(marked(10), *done("A01", "A02", "A03", day=9)))
    assert (found.finish.p50, found.finish.p90, found.ended, found.steps, found.thin) == (
        date(2026, 3, 9),
        date(2026, 3, 9),
        True,
        (),
        False,
    )
    assert [(one.probability, one.decided) for one in found.benchmarks] == [(1.0, True)]
    with pytest.raises(Refusal):
        found.step("A03")


@pytest.mark.parametrize("unit", [Unit.WORKING_DAYS, Unit.NATURAL_DAYS])
def test_a_benchmark_that_is_over_has_probability_zero(unit):
    found = look(running(marked(3, unit), (Verb.ACCEPT, "A01", 3)))
    assert [(one.probability, one.decided) for one in found.benchmarks] == [(0.0, True)]


def test_an_open_benchmark_is_never_certain_and_more_days_make_it_likelier():
    chances = [
        look(running(marked(days, unit), (Verb.ACCEPT, "A01", 16))).benchmarks[0].probability
        for unit, days in [
            (Unit.WORKING_DAYS, 6),
            (Unit.WORKING_DAYS, 12),
            (Unit.WORKING_DAYS, 500),
            (Unit.NATURAL_DAYS, 12),
        ]
    ]
    assert 0 < chances[0] < chances[1] < chances[2] < 1
    assert chances[3] < chances[1]


def test_days_left_out_of_a_benchmark_help_it():
    plain = look(running(marked(8), (Verb.ACCEPT, "A01", 16))).benchmarks[0].probability
    without = look(running(marked(8, leaves_out=("A02",)), (Verb.ACCEPT, "A01", 16))).benchmarks[0].probability
    assert without > plain


def test_another_basis_counts_the_same_stretch_in_its_own_unit():
    natural = CountingBasis(Unit.NATURAL_DAYS)
    begun, fresh = running(marked(12), (Verb.ACCEPT, "A01", 16)), running(marked(12))
    for one in (begun, fresh):
        (own,), (other,) = look(one).benchmarks, look(one, basis=natural).benchmarks
        assert (own.basis.unit, other.basis) == (Unit.WORKING_DAYS, natural)
        assert own.probability == other.probability, "every run ends on a working day: met in one unit, met in both"
    (own,) = look(begun, basis=CountingBasis()).benchmarks
    assert own.probability == look(begun).benchmarks[0].probability


def test_a_benchmark_whose_dates_nobody_knows_has_no_probability():
    one = running(marked(8), (Verb.ACCEPT, "A01", 16))
    recorded = replace(one.events[0], verb=Verb.RECORD, on=None, month="2026-02")
    (found,) = look(replace(one, events=(recorded,))).benchmarks
    assert (found.probability, found.decided, found.why) == (None, False, "起止日期不详，无法计算")


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 40), min_size=3, max_size=3), st.integers(0, 2), st.integers(0, 999))
def test_a_longer_promise_never_gives_an_earlier_date(promises, longer, seed):
    def promised(days):
        steps = tuple(
            StepTemplate(replace(step.matter, promised=Limit(amount, Unit.WORKING_DAYS)), step.after)
            for step, amount in zip(chain().steps, days, strict=True)
        )
        return running(replace(chain(), steps=steps), opened=TODAY)

    more = [days + 7 * (place == longer) for place, days in enumerate(promises)]
    short, long = (look(promised(days), seed=seed, runs=200).finish for days in (promises, more))
    assert short.p50 <= long.p50 and short.p90 <= long.p90


def test_what_took_long_before_will_take_long_again_and_says_how_often_it_was_seen():
    one = running(None, *done("A01", day=17))
    assert look(one, seen(30)).finish.p50 > look(one).finish.p90
    assert look(one, seen(3, waited=20)).finish.p50 > look(one, seen(3)).finish.p50 + timedelta(days=20)
    few, enough = look(one, seen(3, count=4)), look(one, seen(3, count=5))
    assert (few.thin, enough.thin) == (True, False)
    assert (few.step("A02").samples, few.step("A02").thin, enough.step("A02").thin) == (4, True, False)
    assert "样本不足" in few.words() and enough.words() == ""


def test_a_step_that_has_lasted_will_not_end_before_today():
    fresh, old = (look(running(None, (Verb.ACCEPT, "A01", day)), seen(10)) for day in (17, 4))
    assert TODAY < old.step("A01").finish.p50 < fresh.step("A01").finish.p50


def test_later_events_do_not_leak_into_an_earlier_day():
    early = running(marked(20), (Verb.ACCEPT, "A01", 16))
    late = running(marked(20), (Verb.ACCEPT, "A01", 16), (Verb.FINISH, "A01", 19), *done("A02", "A03", day=20))
    assert look(early) == look(late)
    assert look(late, today=date(2026, 3, 20)).ended


def test_a_refused_step_that_others_wait_for_is_filed_again():
    found = look(running(None, (Verb.ACCEPT, "A01", 9), (Verb.RETURN, "A01", 12)))
    assert found.step("A01").start.p50 > TODAY
    assert found.step("A03").finish.p50 > found.step("A01").finish.p50


def test_unknown_and_undecided_steps_are_named():
    first, *others = chain().steps
    unpromised = StepTemplate(replace(first.matter, promised=None, ask_days=True))
    optional = replace(others[0], optional=True)
    one = running(replace(chain(), steps=(unpromised, optional, others[1])))
    found = look(one)
    assert (found.unknown, found.undecided) == (("A01",), ("A02",))
    assert "A01 没有时限也没有先例，未计天数" in found.words() and "A02 尚未选定" in found.words()
    built = look(one, lengths={"A01": Limit.parse("100WD")})
    assert built.unknown == () and built.finish.p50 > found.finish.p90
    with pytest.raises(Refusal):
        look(one, lengths={"A03": Limit.parse("9WD")})


def test_dates_in_an_unannounced_year_are_not_firm():
    late = running(None, opened=date(2026, 12, 30))
    found = look(late, today=date(2026, 12, 30)).finish
    assert (found.firm, found.missing_years) == (False, (2027,))
    assert look(running()).finish.firm


def test_every_bundled_template_can_be_forecast():
    for graph in bundled().templates.load():
        found = look(case("p", graph, opened_on=TODAY), runs=50)
        assert found.finish is not None and found.finish.p50 <= found.finish.p90
        assert all(one.probability is None or 0 <= one.probability <= 1 for one in found.benchmarks)
        assert [one.benchmark for one in found.benchmarks] == list(graph.benchmarks)


def test_what_is_decided_agrees_with_the_measure():
    one = running(marked(5), *done("A01", "A02", "A03", day=16))
    (found,) = look(one).benchmarks
    assert found.probability == float(measure(found.benchmark, one.situation().progress, TODAY, CALENDAR).met is True)


@pytest.mark.parametrize(("chance", "value"), [(0.05, 1), (0.5, 5), (0.9, 9), (0.91, 10), (1.0, 10)])
def test_quantiles_are_values_that_occur(chance, value):
    assert quantile([10, 9, 8, 7, 6, 5, 4, 3, 2, 1], chance) == value


def test_an_ended_case_keeps_its_recorded_day_when_looked_at_on_a_rest_day():
    acts = done("A01", "A02", "A03", day=12)
    assert look(running(None, *acts), today=date(2026, 3, 22)).finish.p50 == date(2026, 3, 12)  # a Sunday
    rested = look(running(None, *done("A01", "A02", "A03", day=14)), today=date(2026, 3, 22))
    assert (rested.finish.p50, rested.finish.p90, rested.finish.firm) == (date(2026, 3, 14), date(2026, 3, 14), True)


def test_a_length_that_was_entered_is_no_promise_that_may_be_missed():
    first, *others = template().steps[:3]
    unpromised = StepTemplate(replace(first.matter, promised=None, ask_days=True))
    graph = template(steps=(unpromised, *others))
    lengths = {"A01": Limit.parse("180ND")}
    built = look(running(graph, (Verb.ACCEPT, "A01", 16)), seen(40), lengths=lengths)
    end = built.step("A01").finish
    assert (end.p50, end.p90) == (date(2026, 9, 14), date(2026, 9, 14))  # 180 days end on a Saturday, which rolls
    assert (built.entered, built.step("A01").thin) == (("A01",), False)
    assert "A01 按录入的工期计" in built.words()
    waiting = look(running(graph), seen(40), lengths=lengths).step("A01")
    assert waiting.start is not None
    assert CALENDAR.next_working(waiting.start.p90 + timedelta(days=180)) == waiting.finish.p90
    late = look(running(graph, (Verb.ACCEPT, "A01", 16)), lengths={"A01": Limit.parse("1WD")}, today=date(2026, 3, 22))
    assert late.step("A01").finish.p90 == date(2026, 3, 23)

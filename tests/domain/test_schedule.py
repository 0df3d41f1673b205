"""The schedule of a template against a second scheduler that counts days one by one on another calendar package."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta

import chinese_calendar
import networkx as nx
import pytest
from chinese_calendar.constants import holidays, workdays
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.catalog.matters import load_matters
from desktop_app.catalog.templates import load_templates
from desktop_app.domain.calendar import WorkingCalendar, YearNotice
from desktop_app.domain.limit import Limit, Unit
from desktop_app.domain.matter import Matter
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.schedule import ScheduledStep, schedule
from desktop_app.domain.template import ApprovalTemplate, ChoiceGroup, ChoiceRule, StepTemplate
from desktop_app.locations import resources

RESOURCES = resources()
TEMPLATES = {
    template.key: template for template in load_templates(RESOURCES / "templates", load_matters(RESOURCES / "matters"))
}
CALENDAR = WorkingCalendar(
    YearNotice(
        year,
        f"{year} 年放假安排",
        True,
        frozenset(day for day in holidays if day.year == year),
        frozenset(day for day in workdays if day.year == year),
    )
    for year in range(2018, 2027)
)
# Make-up weekends, days off, the ends of years, plain days.
STARTS = [
    date(2024, 2, 4),
    date(2024, 2, 18),
    date(2024, 12, 31),
    date(2025, 1, 26),
    date(2025, 9, 28),
    date(2025, 10, 1),
    date(2025, 12, 27),
    date(2026, 1, 4),
    date(2026, 2, 14),
    date(2026, 5, 9),
]
ADDED = {
    "SX-BA-CG": [
        "DJ06",
        "PG01",
        "PG03",
        "JN01",
        "SB01",
        "QS01",
        "HP02",
        "RF01",
        "XF01",
        "AQ01",
        "AQ02",
        "PW02",
        "RT02",
    ],
    "SX-BA-CNZ": ["HP04", "RF01", "AQ01", "AQ02", "XF01", "SG1A", "PW01", "PS01", "AQ04", "RT01", "JG06"],
    "SX-BZD": ["HP03", "SG1A", "SZ04", "PW03", "TZ01", "RT02"],
    "SX-HZ-CNZ": ["YS01", "HP01", "CN01", "SB02", "CN03", "SGT1", "SG1A", "PW01", "AQ04"],
    "SX-HZ": ["YS01", "SW01", "PG02", "PG05", "HP01", "SB02", "FL01", "PW01", "AQ04"],
    "SX-SGYP": ["RT01", "RT02"],
    "SX-ZL": ["LX01", "HP04", "XF01", "ZL03", "XF02", "PW01", "RT01"],
    "SX-ZS": ["DJ06", "LX01"],
    "SX-ZS-JS": ["DJ06", "LX01"],
}


def nth_working_day(start: date, count: int) -> date:
    day = start
    while count:
        day += timedelta(days=1)
        count -= chinese_calendar.is_workday(day)
    return day


def last_day(start: date, limit: Limit | None) -> date:
    """Counted one day at a time; natural days roll off a rest day."""
    if limit is None or limit.amount == 0:
        return start
    if limit.unit is not Unit.NATURAL_DAYS:
        return nth_working_day(start, limit.amount)
    day = start + timedelta(days=limit.amount)
    while not chinese_calendar.is_workday(day):
        day += timedelta(days=1)
    return day


def network_of(template: ApprovalTemplate, included: Collection[str]) -> nx.DiGraph:
    """The kept steps, each left-out step bridged from all before it to all behind it and then removed."""
    network = nx.DiGraph()
    network.add_nodes_from(template.codes)
    network.add_edges_from((before, step.code) for step in template.steps for before in step.after)
    for step in template.steps:
        if step.optional and step.code not in included:
            bridges = [(a, b) for a in network.predecessors(step.code) for b in network.successors(step.code)]
            network.add_edges_from(bridges)
            network.remove_node(step.code)
    return network


def finishes(
    template: ApprovalTemplate, network: nx.DiGraph, start: date, slips: Mapping[str, int] | None = None
) -> dict[str, tuple[date, date]]:
    spans: dict[str, tuple[date, date]] = {}
    for code in nx.topological_sort(network):
        begins = max((spans[before][1] for before in network.predecessors(code)), default=start)
        ends = last_day(begins, template.step(code).promised_limit)
        spans[code] = begins, nth_working_day(ends, (slips or {}).get(code, 0))
    return spans


def compare(template: ApprovalTemplate, start: date, included: Collection[str]) -> None:
    """Every date agrees; slipping by the slack leaves the last finish where it is, one working day more moves it."""
    steps = {step.code: step for step in schedule(template, start, CALENDAR, included)}
    network = network_of(template, included)
    plain = finishes(template, network, start)
    assert {code: (step.start, step.finish) for code, step in steps.items()} == plain
    end = max((finish for _, finish in plain.values()), default=start)
    for code, step in steps.items():
        assert step.critical == (step.slack == 0)
        slipped = finishes(template, network, start, {code: step.slack})
        assert max(finish for _, finish in slipped.values()) == end, code
        over = finishes(template, network, start, {code: step.slack + 1})
        assert max(finish for _, finish in over.values()) > end, code


@pytest.mark.parametrize("start", STARTS, ids=str)
@pytest.mark.parametrize("key", sorted(TEMPLATES))
def test_dates_of_every_template(key: str, start: date) -> None:
    for included in ([], ADDED[key]):
        steps = schedule(TEMPLATES[key], start, CALENDAR, included)
        plain = finishes(TEMPLATES[key], network_of(TEMPLATES[key], included), start)
        assert {step.code: (step.start, step.finish) for step in steps} == plain


@pytest.mark.parametrize("key", sorted(TEMPLATES))
def test_slack_of_every_template_by_slipping(key: str) -> None:
    compare(TEMPLATES[key], date(2025, 1, 26), [])
    compare(TEMPLATES[key], date(2025, 9, 28), ADDED[key])


@st.composite
def random_templates(draw: st.DrawFn) -> tuple[ApprovalTemplate, frozenset[str]]:
    limits = st.none() | st.builds(
        Limit, st.integers(0, 12), st.sampled_from([Unit.WORKING_DAYS, Unit.NATURAL_DAYS, Unit.DAYS])
    )
    steps = []
    for index in range(draw(st.integers(1, 7))):
        before = draw(st.sets(st.integers(0, index - 1))) if index else set()
        matter = Matter(f"S{index}", f"事项{index}", promised=draw(limits))
        after = tuple(f"S{other}" for other in before)
        steps.append(StepTemplate(matter, after, optional=draw(st.booleans()), promised=draw(limits)))
    included = frozenset(step.code for step in steps if step.optional and draw(st.booleans()))
    return ApprovalTemplate("T", "随机", steps=tuple(steps)), included


@settings(max_examples=150, deadline=None)
@given(random_templates(), st.dates(date(2018, 1, 2), date(2026, 3, 1)))
def test_random_templates(made: tuple[ApprovalTemplate, frozenset[str]], start: date) -> None:
    template, included = made
    compare(template, start, included)


def by_code(steps: tuple[ScheduledStep, ...]) -> dict[str, ScheduledStep]:
    return {step.code: step for step in steps}


def test_the_first_step_starts_on_a_rest_day_too() -> None:
    steps = by_code(schedule(TEMPLATES["SX-ZS"], date(2026, 1, 1), CALENDAR))
    assert steps["QQ01"].start == date(2026, 1, 1)
    assert steps["QQ01"].finish == date(2026, 1, 4)


def test_the_usual_chain_takes_16_working_days_and_the_fast_one_6() -> None:
    start = date(2026, 11, 5)
    usual = by_code(schedule(TEMPLATES["SX-ZS"], start, CALENDAR))["DJ02"].finish
    fast = by_code(schedule(TEMPLATES["SX-ZS-JS"], start, CALENDAR))["DJ02"].finish
    assert (CALENDAR.count_working(start, usual), CALENDAR.count_working(start, fast)) == (16, 6)


def test_steps_come_in_topological_order() -> None:
    template = TEMPLATES["SX-BA-CG"]
    kept = [step.code for step in schedule(template, date(2026, 1, 5), CALENDAR)]
    assert kept == [code for code in template.order if code in kept]


def test_what_reaches_into_an_unannounced_year_is_provisional() -> None:
    steps = schedule(TEMPLATES["SX-ZS"], date(2026, 12, 12), CALENDAR)
    states = {step.code: (step.start_firm, step.firm, step.missing_years) for step in steps}
    assert states["QQ04"] == (True, True, ())
    assert states["QQ05"] == (True, False, (2027,))
    assert states["YJ01"] == (False, False, (2027,))
    # Done on the spot, but on a day nobody knows yet.
    assert states["DJ01"] == (False, False, (2027,))


def test_two_of_one_choice_are_refused() -> None:
    with pytest.raises(Refusal, match="“环评”只能选一项，现在选了 HP01、HP02"):
        schedule(TEMPLATES["SX-BA-CG"], date(2026, 1, 5), CALENDAR, ["HP02", "HP01"])
    with pytest.raises(Refusal, match="“水土保持”只能选一项"):
        schedule(TEMPLATES["SX-BA-CG"], date(2026, 1, 5), CALENDAR, ["SB01", "SB02"])


def test_choices_of_different_groups_go_together() -> None:
    steps = by_code(schedule(TEMPLATES["SX-BA-CG"], date(2026, 1, 5), CALENDAR, ["SB01", "HP01", "PW01"]))
    assert {"SB01", "HP01", "PW01"} <= steps.keys()


def test_an_unknown_matter_is_refused() -> None:
    with pytest.raises(Refusal, match="没有事项 XX99"):
        schedule(TEMPLATES["SX-ZS"], date(2026, 1, 5), CALENDAR, ["XX99"])


def test_building_time_counts_only_when_given() -> None:
    template = TEMPLATES["SX-BA-CNZ"]
    bare = by_code(schedule(template, date(2024, 1, 2), CALENDAR))
    built = by_code(schedule(template, date(2024, 1, 2), CALENDAR, lengths={"SG02": Limit(180, Unit.NATURAL_DAYS)}))
    assert bare["SG02"].finish == bare["SG02"].start
    assert built["SG02"].finish >= built["SG02"].start + timedelta(days=180)
    with pytest.raises(Refusal, match="SG01 的时限由流程模板规定"):
        schedule(template, date(2024, 1, 2), CALENDAR, lengths={"SG01": Limit(1, Unit.WORKING_DAYS)})


def test_a_template_of_optional_steps_may_keep_none() -> None:
    template = ApprovalTemplate(
        "T",
        "可选",
        choices=(ChoiceGroup("择", ChoiceRule.AT_MOST_ONE, ("A",)),),
        steps=(StepTemplate(Matter("A", "甲"), optional=True),),
    )
    assert schedule(template, date(2026, 1, 5), CALENDAR) == ()


def test_the_end_of_the_calendar_is_refused() -> None:
    with pytest.raises(Refusal, match="日期超出日历"):
        schedule(TEMPLATES["SX-ZS"], date(9999, 12, 30), CALENDAR)


def test_the_day_policy_decides_what_days_mean() -> None:
    template = ApprovalTemplate("T", "日", steps=(StepTemplate(Matter("A", "甲", promised=Limit(7, Unit.DAYS))),))
    start = date(2026, 11, 5)
    assert schedule(template, start, CALENDAR)[0].finish == date(2026, 11, 16)
    natural = CALENDAR.counting_days_as(Unit.NATURAL_DAYS)
    assert schedule(template, start, natural)[0].finish == date(2026, 11, 12)


def test_doubt_passes_on_even_where_the_calendar_is_known_again() -> None:
    gap = WorkingCalendar(
        YearNotice(
            year,
            f"{year} 年放假安排",
            True,
            frozenset(day for day in holidays if day.year == year),
            frozenset(day for day in workdays if day.year == year),
        )
        for year in (2024, 2026)
    )
    steps = (
        StepTemplate(Matter("A", "甲", promised=Limit(300, Unit.WORKING_DAYS))),
        StepTemplate(Matter("B", "乙", promised=Limit(1, Unit.WORKING_DAYS)), ("A",)),
    )
    first, second = schedule(ApprovalTemplate("T", "隔年", steps=steps), date(2024, 12, 30), gap)
    assert (first.finish.year, second.finish.year) == (2026, 2026)
    assert (first.start_firm, first.firm, first.missing_years) == (True, False, (2025,))
    assert (second.start_firm, second.firm, second.missing_years) == (False, False, (2025,))

"""Advice: every claimed gain is what scheduling a copy again gives, and nothing impossible is advised."""

from dataclasses import replace
from datetime import date

import pytest

from bench.office import Office
from desktop_app.bootstrap import bundled
from desktop_app.domain.benchmark import Benchmark, BenchmarkPoint
from desktop_app.domain.events import Verb
from desktop_app.domain.experience import Experience
from desktop_app.domain.forecast import forecast
from desktop_app.domain.imagination import imagined
from desktop_app.domain.limit import Limit, Unit
from desktop_app.domain.next_action import next_actions
from desktop_app.domain.outlook import as_known, outlook
from desktop_app.domain.template import ParallelGroup, StepTemplate
from tests.builders import case, event, template

BUNDLED = bundled()
CALENDAR = BUNDLED.calendar
NOTHING = Experience()
TODAY = date(2026, 3, 18)


def advised(one, today=TODAY, **more):
    return next_actions(one, NOTHING, CALENDAR, today, runs=200, **more)


def acted(graph, *acts):
    events = tuple(
        event("p", verb, matter, id=f"event {number}", case_id="c", on=date(2026, 3, day), **more)
        for number, (verb, matter, day, more) in enumerate(acts)
    )
    return case("p", graph, id="c", opened_on=date(2026, 3, 2), events=events)


def pair(group: str = ""):
    """B follows A, both promised in eight working days; 对标 wants the end of B within 12."""
    first, second, *_ = template().steps
    eight = Limit.parse("8WD")
    steps = tuple(
        StepTemplate(replace(step.matter, promised=eight), step.after, parallel_group=group) for step in (first, second)
    )
    mark = Benchmark("对标", BenchmarkPoint("A01", "accepted"), BenchmarkPoint("A02", "done"), 12, Unit.WORKING_DAYS)
    groups = (ParallelGroup(group, ("A01", "A02")),) if group else ()
    return template(steps=steps, groups=groups, benchmarks=(mark,))


@pytest.mark.parametrize("key", ["SX-ZS", "SX-BA-CNZ", "SX-BA-CG", "SX-SGYP"])
@pytest.mark.parametrize("share", [0.2, 0.5])
def test_every_gain_is_what_scheduling_a_copy_again_gives(key, share):
    graph = next(one for one in BUNDLED.templates.load() if one.key == key)
    life = Office(11, CALENDAR).live(graph, 0, date(2024, 3, 4))
    today = life.case.opened_on + (life.over - life.case.opened_on) * share
    known = as_known(life.case, today)
    day = CALENDAR.next_working(today)
    before = outlook(known, today, CALENDAR, lengths=life.said).finish
    found = next_actions(life.case, NOTHING, CALENDAR, today, runs=100, lengths=life.said)
    assert found
    for one in found:
        # Seen from the day of the act, which is the same outlook unless today is a rest day.
        after = outlook(imagined(known, one.verb, one.matter, day), day, CALENDAR, lengths=life.said).finish
        assert (one.before, one.after) == (before, after)
        assert one.gain == CALENDAR.count_working(after, before)
        assert one.gain > 0 or one.rise > 0 or one.sooner > 0
    days = [max(one.gain, one.sooner or 0) for one in found]
    assert days == sorted(days, reverse=True) == [one.days for one in found]


def test_finishing_today_what_has_long_to_run_gains_its_days():
    (first, *_) = advised(acted(pair(), (Verb.ACCEPT, "A01", 17, {})))
    assert (first.verb, first.matter, first.words, first.day) == (
        Verb.FINISH,
        "A01",
        "催办“事项A01”（促成办结）",
        TODAY,
    )
    assert first.gain == 7  # 8 working days from 17 March would end on the 27th
    assert first.rises[0].before < first.rises[0].after and first.sooner > 0


def test_only_what_is_handled_together_is_advised_ahead_of_its_predecessors():
    alone = advised(acted(pair(), (Verb.ACCEPT, "A01", 17, {})))
    together = advised(acted(pair("并联"), (Verb.ACCEPT, "A01", 17, {})))
    assert all(one.verb is not Verb.ACCEPT for one in alone)
    beside = next(one for one in together if one.verb is Verb.ACCEPT)
    assert (beside.matter, beside.words) == ("A02", "不等“事项A01”办完，并行受理“事项A02”")
    assert beside.gain == 7


def test_starting_what_is_ready_makes_the_benchmark_likelier():
    done = [(Verb.ACCEPT, "A01", 11, {}), (Verb.FINISH, "A01", 17, {})]
    (found,) = advised(acted(pair(), *done))
    assert (found.verb, found.matter, found.words, found.gain) == (Verb.ACCEPT, "A02", "受理“事项A02”", 0)
    assert found.rises[0].after > found.rises[0].before and found.sooner > 0


def test_getting_papers_back_today_gains_the_day_the_outlook_would_wait():
    held = (Verb.SUSPEND, "A01", 17, {"kind": "correction", "reason": "缺件"})
    found = advised(acted(pair(), (Verb.ACCEPT, "A01", 16, {}), held))
    resume = next(one for one in found if one.verb is Verb.RESUME)
    assert (resume.words, resume.gain, resume.rises, resume.sooner) == ("结束“事项A01”的补正，恢复办理", 1, (), None)


def test_nothing_is_advised_for_an_ended_case_and_later_events_do_not_count():
    acts = [(verb, code, 17, {}) for code in ("A01", "A02") for verb in (Verb.ACCEPT, Verb.FINISH)]
    ended = acted(pair(), *acts)
    assert advised(ended) == ()
    assert advised(ended, date(2026, 3, 16)) == advised(acted(pair()), date(2026, 3, 16)) != ()


def test_on_a_rest_day_the_probability_before_is_the_one_that_is_listed():
    one = acted(pair(), (Verb.ACCEPT, "A01", 9, {}))
    sunday = date(2026, 3, 22)
    (listed,) = forecast(one, NOTHING, CALENDAR, sunday, runs=200).benchmarks
    rises = [rise for found in advised(one, sunday) for rise in found.rises]
    assert rises and {rise.before for rise in rises} == {listed.probability}
    assert all(0 <= rise.after <= 1 for rise in rises)


def test_what_the_centre_does_itself_is_done_and_the_rest_is_urged():
    graph = pair()
    own = StepTemplate(replace(graph.steps[0].matter, approval_kind="内部"), graph.steps[0].after)
    inside = template(steps=(own, graph.steps[1]), benchmarks=graph.benchmarks)
    (first, *_) = advised(acted(inside, (Verb.ACCEPT, "A01", 17, {})))
    assert first.words == "办结“事项A01”"

"""The record board: fewest firm days, ties, what is provisional, what was accepted, and what fell a moment ago."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.benchmark import CountingBasis
from desktop_app.domain.record_board import NEWS_DAYS, RecordAnswer, fallen_records, record_board
from desktop_app.domain.results import Result, Subject, SubjectKind
from tests.builders import on

AT = datetime(2026, 11, 20, 10, tzinfo=timezone(timedelta(hours=8)))
SUBJECT = Subject(SubjectKind.BENCHMARK, "d", "本区 45 天", "1", "规则")


def result(days, number=0, **more):
    values = {
        "subject": SUBJECT,
        "case_id": f"c{number}",
        "project_id": f"p{number}",
        "template": "SX",
        "officer": "甲",
        "started": on("2026-01-05"),
        "ended": on("2026-01-05") + timedelta(days=days),
        "days": days,
        "basis": CountingBasis(),
        "allowed": 45,
        "firm": True,
        "recorded_at": AT + timedelta(hours=number),
    }
    return Result(**values | more)


def answer(of, accepted=True):
    values = [of.subject, of.case_id, of.project_id, of.officer, of.started, of.ended, of.days, of.days + 5, of.basis]
    return RecordAnswer("r", *values, accepted, "", AT, "乙")


def test_the_fewest_firm_days_hold_the_record():
    (line,) = record_board([result(30, 0), result(20, 1), result(25, 2), result(20, 3)])
    assert (line.days, line.second, line.count) == (20, 25, 4)
    assert [one.case_id for one in line.holders] == ["c1", "c3"], "a tie, the first entered first"


def test_what_is_provisional_holds_no_record():
    (line,) = record_board([result(30, 0), result(20, 1, firm=False), result(40, 2, firm=False)])
    assert line.days == 30 and [one.days for one in line.provisional] == [20]
    (alone,) = record_board([result(20, 0, firm=False)])
    assert alone.days is None and alone.holders == () and len(alone.provisional) == 1


def test_only_days_counted_by_one_rule_are_held_against_each_other():
    other = replace(SUBJECT, rule="另一规则")
    lines = record_board([result(30, 0), result(20, 1, subject=other)])
    assert sorted(line.days for line in lines) == [20, 30]


def test_a_matter_shared_by_two_cases_of_a_project_counts_once():
    matter = replace(SUBJECT, kind=SubjectKind.MATTER)
    (line,) = record_board([result(3, 0, subject=matter), result(3, 0, case_id="c9", subject=matter)])
    assert line.count == 1 and len(line.holders) == 1


def test_benchmarks_come_first_then_cases_then_matters():
    kinds = [replace(SUBJECT, kind=kind) for kind in reversed(SubjectKind)]
    lines = record_board([result(3, number, subject=one) for number, one in enumerate(kinds)])
    assert [line.subject.kind for line in lines] == list(SubjectKind)


def test_an_accepted_record_stands_until_the_events_say_otherwise():
    best = result(20, 1)
    (line,) = record_board([result(30, 0), best], [answer(best)])
    assert line.accepted is not None and line.confirmed
    (corrected,) = record_board([result(30, 0), replace(best, days=22)], [answer(best)])
    assert corrected.accepted is not None and not corrected.confirmed
    (declined,) = record_board([best], [answer(best, accepted=False)])
    assert declined.accepted is None


def test_a_record_that_fell_is_told_once():
    before, best = result(30, 0), result(20, 1)
    (news,) = fallen_records([before, best], [], AT + timedelta(days=1))
    assert (news.result, news.before) == (best, before)
    for accepted in (True, False):
        assert fallen_records([before, best], [answer(best, accepted)], AT + timedelta(days=1)) == ()


def test_a_first_result_a_tie_and_old_news_are_no_news():
    assert fallen_records([result(20)], [], AT) == ()
    assert fallen_records([result(20, 0), result(20, 1)], [], AT) == ()
    late = AT + timedelta(days=NEWS_DAYS, hours=2)
    assert fallen_records([result(30, 0), result(20, 1)], [], late) == ()
    assert fallen_records([result(30, 0), result(20, 1, firm=False)], [], AT) == ()


def test_news_are_in_order_of_weight():
    subjects = [replace(SUBJECT, kind=kind, key=kind.value) for kind in reversed(SubjectKind)]
    results = [result(days, place, subject=one) for place, one in enumerate(subjects) for days in (9, 5)]
    results = [replace(one, recorded_at=one.recorded_at - timedelta(minutes=one.days)) for one in results]
    told = fallen_records(results, [], AT + timedelta(days=1))
    assert [one.result.subject.kind for one in told] == list(SubjectKind)


@given(st.lists(st.tuples(st.integers(0, 60), st.booleans()), min_size=1, max_size=30))
def test_the_record_is_the_least_and_the_newest_fall_led_there(told):
    results = [result(days, number, firm=firm) for number, (days, firm) in enumerate(told)]
    (line,) = record_board(results)
    firm = [days for days, sure in told if sure]
    assert line.days == min(firm, default=None)
    assert all(one.days == line.days and one.firm for one in line.holders)
    fallen = fallen_records(results, [], AT + timedelta(days=2))
    if firm and min(firm) < firm[0]:
        (news,) = fallen
        assert news.result == line.holders[0] and news.before.days > news.result.days
    else:
        assert fallen == ()

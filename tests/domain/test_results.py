"""Results read from events: benchmarks reached, whole cases, matters, by whom and by which version."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

from desktop_app.domain.benchmark import STANDARD_BASIS, Benchmark, BenchmarkPoint, CountingBasis
from desktop_app.domain.benchmark_definition import BenchmarkDefinition
from desktop_app.domain.calendar import WorkingCalendar, YearNotice
from desktop_app.domain.events import Verb
from desktop_app.domain.limit import Unit
from desktop_app.domain.results import OwnMark, SubjectKind, case_results, version_of
from tests.builders import CODES, case, event, on, template

CALENDAR = WorkingCalendar([YearNotice(2026, "测试安排", True, frozenset(), frozenset(), None, "", "")])
AT = datetime(2026, 11, 20, 10, tzinfo=timezone(timedelta(hours=8)))
MARK = Benchmark("三步", BenchmarkPoint("A01", "accepted"), BenchmarkPoint("A03", "done"), 9, Unit.NATURAL_DAYS, "纪要")
OWN = OwnMark("d", "1", MARK)


def acts(*told, **more):
    """Events of one project: (verb, matter, day)."""
    return tuple(
        event("p", verb, matter, case_id="c", on=on(day), at=AT + timedelta(minutes=place), **more)
        for place, (verb, matter, day) in enumerate(told)
    )


def worked(days, *more, codes=CODES):
    """A case in which each matter was accepted and finished on its day."""
    told = [(verb, code, day) for code, day in zip(codes, days, strict=True) for verb in (Verb.ACCEPT, Verb.FINISH)]
    return replace(case("p", id="c", opened_on=on(days[0])), events=(*acts(*told), *more))


WHOLE = ("2026-11-02", "2026-11-04", "2026-11-06", "2026-11-09", "2026-11-12")


def found(of, kind, **more):
    return [one for one in case_results(of, [OWN], CALENDAR, **more) if one.subject.kind is kind]


def test_a_reached_benchmark_is_a_result():
    (one,) = found(worked(WHOLE), SubjectKind.BENCHMARK)
    assert (one.started, one.ended, one.days, one.allowed, one.met) == (on(WHOLE[0]), on(WHOLE[2]), 4, 9, True)
    assert (one.officer, one.subject.key, one.subject.version, one.firm) == ("甲", "d", "1", True)
    assert one.late_entry and one.basis == MARK.basis


def test_another_basis_counts_it_otherwise_and_is_not_compared_with_it():
    (own,) = found(worked(WHOLE), SubjectKind.BENCHMARK)
    (other,) = found(worked(WHOLE), SubjectKind.BENCHMARK, basis=CountingBasis(Unit.WORKING_DAYS))
    assert (other.days, other.allowed, other.met) == (4, 7, True)
    assert own.subject.comparable != other.subject.comparable


def test_a_whole_case_counts_when_every_step_is_done():
    (one,) = found(worked(WHOLE), SubjectKind.TEMPLATE)
    assert (one.days, one.allowed, one.met, one.basis) == (8, None, None, STANDARD_BASIS)
    assert found(worked(WHOLE[:4], codes=CODES[:4]), SubjectKind.TEMPLATE) == []


def test_a_case_with_a_step_of_which_only_the_month_is_known_gives_no_whole_time():
    told = [
        (verb, code, day) for code, day in zip(CODES[:4], WHOLE, strict=False) for verb in (Verb.ACCEPT, Verb.FINISH)
    ]
    long_ago = event("p", Verb.RECORD, "E01", on=None, month="2026-06")
    of = replace(case("p", id="c"), events=(*acts(*told), long_ago))
    assert found(of, SubjectKind.TEMPLATE) == []
    assert {one.subject.key for one in found(of, SubjectKind.MATTER)} == set(CODES[:4])


def test_a_withdrawn_step_leaves_no_whole_time():
    of = worked(WHOLE[:4], codes=CODES[:4])
    gone = acts((Verb.ACCEPT, "E01", "2026-11-10"), (Verb.WITHDRAW, "E01", "2026-11-11"), reason="不办了")
    assert found(replace(of, events=(*of.events, *gone)), SubjectKind.TEMPLATE) == []


def test_a_matter_counts_from_its_first_filing():
    told = acts(
        (Verb.RECEIVE, "A01", "2026-11-02"),
        (Verb.RETURN, "A01", "2026-11-03"),
        (Verb.ACCEPT, "A01", "2026-11-05"),
        (Verb.FINISH, "A01", "2026-11-09"),
        reason="缺件",
    )
    (one,) = found(replace(case("p", id="c"), events=told), SubjectKind.MATTER)
    assert (one.started, one.days, one.subject.title) == (on("2026-11-02"), 5, "事项A01")


def test_a_reversed_finish_is_no_result_any_more():
    of = worked(WHOLE)
    last = of.events[-1]
    back = event("p", Verb.REVERSE, "E01", case_id="c", reverses=last.id, reason="登记错了")
    assert found(replace(of, events=(*of.events, back)), SubjectKind.TEMPLATE) == []
    assert "E01" not in {one.subject.key for one in found(replace(of, events=(*of.events, back)), SubjectKind.MATTER)}


def test_days_of_an_unannounced_year_are_not_firm():
    days = ("2026-12-28", "2026-12-29", "2026-12-30", "2026-12-31", "2027-01-08")
    (one,) = found(worked(days), SubjectKind.TEMPLATE)
    assert not one.firm
    (natural,) = found(worked(days), SubjectKind.TEMPLATE, basis=CountingBasis(Unit.NATURAL_DAYS))
    assert natural.firm


def test_the_version_in_force_when_the_end_was_entered_measures_it():
    of = worked(WHOLE)
    ended = next(one.at for one in of.events if one.matter == "A03" and one.verb is Verb.FINISH)
    first = BenchmarkDefinition("d", 1, MARK, (), ended - timedelta(days=9), "甲")
    longer = BenchmarkDefinition("d", 2, replace(MARK, days=3), (), ended + timedelta(seconds=1), "甲")
    assert version_of([first, longer], of) == first
    assert version_of([first, replace(longer, at=ended)], of) == replace(longer, at=ended)
    running = replace(of, events=of.events[:2])
    assert version_of([first, longer], running) == longer, "what still runs is measured by the newest"
    assert version_of([first, replace(longer, retired=True)], running) is None


def test_an_end_moved_later_to_another_matter_leaves_the_old_result():
    of = worked(WHOLE)
    entered = {one.matter: one.at for one in of.events if one.verb is Verb.FINISH}
    first = BenchmarkDefinition("d", 1, MARK, (), AT - timedelta(days=9), "甲")
    moved = replace(MARK, end=BenchmarkPoint("E01", "done"))
    after_all = BenchmarkDefinition("d", 2, moved, (), entered["E01"] + timedelta(days=1), "甲")
    between = replace(after_all, at=entered["A04"])
    assert version_of([first, after_all], of) == first
    assert version_of([first, between], of) == between


def test_a_bundled_benchmark_is_one_whatever_template_brings_it():
    one, other = template("SX-YB", "1"), template("SX-EB", "2")
    first, second = OwnMark.bundled(one, MARK), OwnMark.bundled(other, MARK)
    assert first.key == second.key and (first.version, second.version) == ("1", "2")


def test_what_was_done_before_a_handover_stays_with_whom_it_was_done_by():
    of = worked(("2026-11-02", "2026-11-03", "2026-11-04"), codes=CODES[:3])
    opened = event("p", Verb.OPEN, "", case_id="c", at=AT - timedelta(days=1), officer="甲")
    middle = replace(of.events[3], id="h", matter="", verb=Verb.ASSIGN, officer="乙")
    # The second step ends in the very moment before the handover, the third one after it.
    events = (opened, *of.events[:4], replace(middle, at=of.events[3].at + timedelta(seconds=30)), *of.events[4:])
    moved = replace(of, officer="乙", events=events)
    assert [one.officer for one in case_results(moved, (OWN,), CALENDAR)] == ["乙", "甲", "甲", "乙"]
    own = replace(of.events[0], id="o", verb=Verb.ASSIGN, matter="A03", officer="丙", at=AT)
    assert [one.officer for one in case_results(replace(moved, events=(opened, own, *events[1:])), (), CALENDAR)] == [
        "甲",
        "甲",
        "丙",
    ]

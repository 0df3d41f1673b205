"""As of a day: what had been recorded then and what is known now, and exactly the entries that tell them apart."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.as_of import Sight, late_entries, seen_on
from desktop_app.domain.events import Verb
from desktop_app.domain.progress import without_reversed
from tests.builders import CODES, case, event, on

FIRST = on("2026-09-01")
TODAY = on("2026-11-20")
DAYS = st.integers(0, (TODAY - FIRST).days).map(lambda number: FIRST + timedelta(days=number))


def at(day: date) -> datetime:
    return datetime.combine(day, time(10), event("p").at.tzinfo)


@st.composite
def recorded_cases(draw):
    """A case whose entries came on or after their day, some of them taken back by a later entry."""
    of = case("p1", opened_on=draw(DAYS))
    events = [event("p1", Verb.OPEN, "", case_id=of.id, on=of.opened_on, at=at(draw(st.dates(of.opened_on, TODAY))))]
    for _ in range(draw(st.integers(0, 12))):
        day = draw(DAYS)
        entered = draw(st.dates(day, TODAY))
        known = [one for one in without_reversed(events) if one.verb is not Verb.OPEN and one.at.date() <= entered]
        if known and draw(st.booleans()):
            target = draw(st.sampled_from(known))
            events.append(
                event("p1", Verb.REVERSE, target.matter, on=entered, at=at(entered), reverses=target.id, case_id=of.id)
            )
        else:
            verb = draw(st.sampled_from([Verb.ACCEPT, Verb.FINISH, Verb.RECORD]))
            events.append(event("p1", verb, draw(st.sampled_from(CODES)), on=day, at=at(entered), case_id=of.id))
    return replace(of, events=tuple(sorted(events, key=lambda one: one.at)))


def held(of, day, sight):
    found = seen_on(of, day, sight)
    return None if found is None else {one.id for one in found.events}


@given(recorded_cases())
def test_today_both_sights_are_the_same(of):
    assert held(of, TODAY, Sight.KNOWN) == held(of, TODAY, Sight.RECORDED)
    assert late_entries(of, TODAY) == ()


@given(recorded_cases(), DAYS)
def test_what_only_one_sight_holds_was_entered_or_taken_back_after_the_day(of, day):
    known, recorded = held(of, day, Sight.KNOWN), held(of, day, Sight.RECORDED)
    by_id = {one.id: one for one in of.events}
    taken_back = {one.reverses: one.at.date() for one in of.events if one.reverses}
    assert recorded is None or known is not None
    for one in (known or set()) - (recorded or set()):
        assert by_id[one].at.date() > day or recorded is None
    for one in (recorded or set()) - (known or set()):
        assert taken_back[one] > day


@given(recorded_cases(), DAYS)
def test_the_late_entries_are_exactly_the_difference(of, day):
    known, recorded = held(of, day, Sight.KNOWN), held(of, day, Sight.RECORDED)
    if known is None or recorded is None:
        return
    late = late_entries(of, day)
    assert {one.event.id for one in late if not one.taken_back} == known - recorded
    assert {one.event.id for one in late if one.taken_back} == recorded - known


@given(recorded_cases(), DAYS)
def test_nothing_later_than_the_day_is_seen(of, day):
    for sight in Sight:
        found = seen_on(of, day, sight)
        assert found is None or all(one.happened_by(day) for one in found.events)


def test_a_late_entry_is_known_now_and_was_not_recorded_then():
    of = case("p1", opened_on=on("2026-11-02"))
    early = event("p1", Verb.ACCEPT, "A01", on=on("2026-11-05"), at=at(on("2026-11-05")), case_id=of.id)
    late = event("p1", Verb.FINISH, "A01", on=on("2026-11-06"), at=at(on("2026-11-12")), case_id=of.id)
    of = replace(of, events=(early, late))
    day = on("2026-11-10")
    assert held(of, day, Sight.KNOWN) == {early.id, late.id}
    assert held(of, day, Sight.RECORDED) == {early.id}
    (entry,) = late_entries(of, day)
    assert (entry.event, entry.word) == (late, "补录")


def test_a_reversal_of_today_counts_for_every_past_day_but_was_not_known_then():
    of = case("p1", opened_on=on("2026-11-02"))
    wrong = event("p1", Verb.ACCEPT, "A01", on=on("2026-11-05"), at=at(on("2026-11-05")), case_id=of.id)
    back = event(
        "p1", Verb.REVERSE, "A01", on=on("2026-11-12"), at=at(on("2026-11-12")), case_id=of.id, reverses=wrong.id
    )
    of = replace(of, events=(wrong, back))
    day = on("2026-11-10")
    assert held(of, day, Sight.KNOWN) == set()
    assert held(of, day, Sight.RECORDED) == {wrong.id}
    (entry,) = late_entries(of, day)
    assert (entry.event, entry.word) == (wrong, "冲正")


def test_a_case_entered_later_was_not_there_then():
    of = case("p1", opened_on=on("2026-11-02"))
    opening = event("p1", Verb.OPEN, "", on=of.opened_on, at=at(on("2026-11-12")), case_id=of.id)
    of = replace(of, events=(opening,))
    assert seen_on(of, on("2026-11-01"), Sight.KNOWN) is None
    assert seen_on(of, on("2026-11-05"), Sight.KNOWN) is not None
    assert seen_on(of, on("2026-11-05"), Sight.RECORDED) is None
    assert [one.word for one in late_entries(of, on("2026-11-05"))] == ["补录"]


def test_changes_of_the_ledger_are_no_late_entries_of_a_figure():
    of = case("p1", opened_on=on("2026-11-02"))
    edited = event("p1", Verb.EDIT, "", on=None, at=at(on("2026-11-12")))
    other = event("p1", Verb.ACCEPT, "Z99", on=on("2026-11-05"), at=at(on("2026-11-12")))
    assert late_entries(replace(of, events=(edited, other)), on("2026-11-10")) == ()

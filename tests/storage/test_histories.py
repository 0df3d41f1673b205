"""The history the forecast learns from: the database says the same as folding every event does, and looks back."""

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest

from desktop_app.domain.case import Case
from desktop_app.domain.events import SHARED_VERBS, Event, Verb
from desktop_app.domain.experience import StepRecord
from desktop_app.domain.progress import StepState
from desktop_app.storage.database import Database
from desktop_app.storage.histories import SqlHistories
from desktop_app.storage.unit_of_work import unit_of_work
from tests.builders import CODES, event, on, stored_case
from tests.storage.test_readers import _statements

ACTS = (Verb.RECEIVE, Verb.ACCEPT, Verb.FINISH, Verb.RETURN, Verb.WITHDRAW, Verb.SUSPEND, Verb.RECORD, Verb.ASSIGN)


def enter(database: Database, *acts: tuple[Verb, str, str], **more: object) -> Case:
    """One case with acts given as (verb, matter, day)."""
    with unit_of_work(database)() as work:
        opened = stored_case(work)
        for verb, matter, day in acts:
            work.record(event(opened.project_id, verb, matter, case_id=opened.id, on=on(day), **more))
        work.commit()
    return opened


def records(database: Database, day: str) -> dict[str, StepRecord]:
    (found,) = SqlHistories(database).durations(on(day))
    return dict(found.records)


def test_first_filing_and_finish_as_known_on_a_day(database: Database) -> None:
    opened = enter(
        database,
        (Verb.RECEIVE, "A01", "2026-11-03"),
        (Verb.ACCEPT, "A01", "2026-11-05"),
        (Verb.FINISH, "A01", "2026-11-10"),
        (Verb.ACCEPT, "A02", "2026-11-11"),
    )
    first = on("2026-11-03")
    assert records(database, "2026-11-02") == {}
    assert records(database, "2026-11-09") == {"A01": StepRecord(first)}
    assert records(database, "2026-11-30") == {
        "A01": StepRecord(first, on("2026-11-10"), done=True),
        "A02": StepRecord(on("2026-11-11")),
    }
    (found,) = SqlHistories(database).durations(on("2026-11-30"))
    assert (found.case_id, found.project_id, found.officer) == (opened.id, opened.project_id, opened.officer)
    assert (found.opened_on, found.template) == (opened.opened_on, opened.template)
    assert SqlHistories(database).durations(opened.opened_on - timedelta(days=1)) == []


def test_refused_and_filed_again_counts_from_the_first_filing(database: Database) -> None:
    enter(
        database,
        (Verb.ACCEPT, "A01", "2026-11-03"),
        (Verb.RETURN, "A01", "2026-11-06"),
        (Verb.ACCEPT, "A01", "2026-11-12"),
    )
    first = on("2026-11-03")
    assert records(database, "2026-11-08") == {"A01": StepRecord(first, gone=True)}
    assert records(database, "2026-11-30") == {"A01": StepRecord(first)}


def test_what_was_taken_back_by_the_day_never_happened(database: Database) -> None:
    with unit_of_work(database)() as work:
        opened = stored_case(work)
        accepted = event(opened.project_id, on=on("2026-11-03"))
        work.record(accepted)
        back = event(opened.project_id, Verb.REVERSE, on=on("2026-11-20"), reverses=accepted.id)
        before = SqlHistories(database).mark()
        work.record(back)
        work.commit()
    assert records(database, "2026-11-10") == {"A01": StepRecord(on("2026-11-03"))}
    assert records(database, "2026-11-30") == {}
    assert SqlHistories(database).mark() != before


def test_a_project_has_a_number_that_grows_with_its_events(database: Database) -> None:
    histories = SqlHistories(database)
    with unit_of_work(database)() as work:
        first, second = stored_case(work), stored_case(work)
        work.record(event(first.project_id))
        work.record(event(second.project_id))
        work.commit()
    before = histories.marks()
    assert before.keys() == {first.project_id, second.project_id}
    with unit_of_work(database)() as work:
        work.record(event(first.project_id, Verb.FINISH))
        work.commit()
    after = histories.marks()
    assert after[first.project_id] > before[first.project_id]
    assert after[second.project_id] == before[second.project_id]


@pytest.mark.parametrize("seed", range(12))
def test_the_database_says_what_folding_says(database: Database, seed: int) -> None:
    dice = random.Random(seed)
    with unit_of_work(database)() as work:
        opened = stored_case(work, opened_on=on("2026-09-01"))
        events: list[Event] = []
        day = on("2026-09-01")
        for _ in range(60):
            day += timedelta(days=dice.randint(0, 3))
            verb, matter = dice.choice(ACTS), dice.choice(CODES)
            reversible = [one for one in events if one.matter == matter and one.verb in SHARED_VERBS]
            if reversible and dice.random() < 0.15:
                one = event(
                    opened.project_id, Verb.REVERSE, matter, case_id=opened.id, on=day, reverses=reversible[-1].id
                )
            else:
                one = event(opened.project_id, verb, matter, case_id=opened.id, on=day, kind="correction")
                possible = replace(opened, events=tuple(events))
                if not _can(possible, one.verb, matter):
                    continue
            events.append(one)
            work.record(one)
        work.commit()
    for at in (on("2026-09-20"), on("2026-10-15"), day):
        whole = replace(opened, events=tuple(events))
        folded = _folded(whole, at)
        found = SqlHistories(database).durations(at)
        assert dict(found[0].records) == folded


def _can(case: Case, verb: Verb, matter: str) -> bool:
    """The rules of a case that matter here; no step is accepted twice in one attempt."""
    progress = case.situation().progress[matter]
    state, attempt = progress.raw_state, progress.attempt
    begun = state in (StepState.IN_PROGRESS, StepState.SUSPENDED)
    needs = {Verb.FINISH: begun, Verb.RETURN: begun, Verb.WITHDRAW: begun, Verb.SUSPEND: begun, Verb.ASSIGN: True}
    files = {
        Verb.RECEIVE: not begun,
        Verb.ACCEPT: not (begun and attempt and attempt.accepted),
        Verb.RECORD: state is StepState.WAITING,
    }
    return state is not StepState.DONE and bool((needs | files)[verb])


def _folded(case: Case, day: date) -> dict[str, StepRecord]:
    found = {}
    for code, progress in case.situation(day).progress.items():
        if progress.attempts:
            last = progress.attempts[-1]
            days = [one.filed for one in progress.attempts if one.filed]
            done = last.outcome is StepState.DONE
            gone = last.outcome in (StepState.REFUSED, StepState.WITHDRAWN)
            found[code] = StepRecord(min(days, default=None), last.ended if done else None, done, gone)
    return found


@pytest.mark.parametrize("cases", [1, 4])
def test_history_takes_two_statements_however_many_cases(database: Database, cases: int) -> None:
    histories = SqlHistories(database)
    for _ in range(cases):
        enter(database, (Verb.ACCEPT, "A01", "2026-11-03"))
    histories.durations(on("2026-11-30"))  # the template is decoded once and then kept
    with _statements(database) as seen:
        assert len(histories.durations(on("2026-11-30"))) == cases
    assert len([one for one in seen if "pg_advisory" not in one]) == 2

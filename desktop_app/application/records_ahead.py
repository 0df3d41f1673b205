"""Records of days to come 日期在今天之后的记录: what the stored projection already counts and today must not.

The command line takes an act of a later day and says so in a remark. Until that day has come it bears on nothing that
is said of today, and is named wherever such things are said, so that a slip is seen and reversed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol

from desktop_app.application.cover import EVERYBODY
from desktop_app.application.ports import Readers, StepNow, TodayStep, UnitOfWork
from desktop_app.application.projection import case_steps
from desktop_app.domain.calendar import WorkingCalendar
from desktop_app.domain.events import Event
from desktop_app.domain.progress import ENDED_STATES
from desktop_app.domain.terms import VERB_WORDS

if TYPE_CHECKING:
    from desktop_app.domain.case import Case

_NAMED = 2
"""So many records are named in a sentence; of more the number is said."""


class AheadBook(Protocol):
    """The acts on cases that bear a later date; storage finds them in the index over the dates."""

    def after(self, day: date) -> Sequence[Event]:
        """Acts dated after a day (a month: after its month) and not taken back by then, the earliest first."""


@dataclass(frozen=True, slots=True)
class RecordAhead:
    """An act dated after today, with the names of its project and step."""

    event: Event
    project: str
    step: str

    @property
    def words(self) -> str:
        """2026年12月24日办结（示例项目·用地预审）."""
        place = f"{self.project}·{self.step}" if self.step else self.project
        return f"{self.event.date_words}{VERB_WORDS[self.event.verb]}（{place}）"


def records_ahead(work: UnitOfWork, today: date) -> tuple[RecordAhead, ...]:
    """Every act dated after today that stands, the earliest first."""
    found = work.ahead.after(today)
    if not found:
        return ()
    projects = {one: work.projects.get(one).name for one in {event.project_id for event in found}}
    cases = {one: work.cases.get(one) for one in {event.case_id for event in found}}
    return tuple(
        RecordAhead(event, projects[event.project_id], _title(cases[event.case_id], event.matter)) for event in found
    )


def _title(case: Case, matter: str) -> str:
    return case.template.step(matter).title if matter in case.template.codes else matter


def ahead_words(found: Sequence[RecordAhead]) -> str:
    """What must be known of records of days to come, empty when there are none."""
    if not found:
        return ""
    named = "；".join(one.words for one in found[:_NAMED])
    more = f"；另有 {len(found) - _NAMED} 条" if len(found) > _NAMED else ""
    return f"有 {len(found)} 条办理记录的日期在今天之后，请核对：{named}{more}。未到那天不计数，记错的请冲销"


def steps_then(
    work: UnitOfWork, cases: Iterable[Case], calendar: WorkingCalendar, day: date
) -> list[tuple[StepNow, TodayStep]]:
    """The steps of cases folded up to a day, each with the names 今日 shows beside it."""
    names = {project.id: project for project in work.projects.find_all()}
    return [
        (row, TodayStep(row, project.name, project.enterprise, case.template.name, case.officer))
        for case in cases
        for project in (names[case.project_id],)
        for row in case_steps(case, calendar, day)
    ]


def overdue_then(work: UnitOfWork, calendar: WorkingCalendar, day: date) -> list[TodayStep]:
    """The slow way to what was overdue on a day: every case folded, since the stored projection knows later events."""
    found = [
        entry
        for row, entry in steps_then(work, work.cases.every(), calendar, day)
        if row.state not in ENDED_STATES and row.binds_on is not None and row.binds_on < day
    ]
    return sorted(found, key=lambda entry: (entry.step.due_on or day, entry.step.case_id, entry.step.ordinal))


def open_on(
    work: UnitOfWork,
    readers: Readers,
    names: Sequence[str],
    calendar: WorkingCalendar,
    today: date,
    found: Sequence[RecordAhead],
) -> list[TodayStep]:
    """What people of these names have before them today: as projected, but folded where a record was `found` ahead."""
    stored = [entry for name in names for entry in readers.open_steps(name)]
    if not found:
        return stored
    ahead = {one.event.project_id for one in found}
    folded = steps_then(work, _begun(work, ahead, today), calendar, today)
    seen = tuple(names) == EVERYBODY
    return [
        *(entry for entry in stored if entry.step.project_id not in ahead),
        *(entry for row, entry in folded if row.on_board and (seen or row.officer in names)),
    ]


def _begun(work: UnitOfWork, project_ids: Collection[str], today: date) -> list[Case]:
    cases = (case for one in sorted(project_ids) for case in work.cases.of_project(one))
    return [case for case in cases if case.opened_on <= today]

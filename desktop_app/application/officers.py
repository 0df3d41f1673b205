"""Officers 人员: the directory, teams and leaves, and what everybody has in hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from desktop_app.application.calendars import CalendarService
from desktop_app.application.changes import Changes
from desktop_app.application.cover import directory
from desktop_app.application.handed import DUTY, open_problems
from desktop_app.application.officer_book import OfficerReaders, StepLoad
from desktop_app.application.officer_hand import VISITOR, VISITS, Hand, hand_of
from desktop_app.application.overview import TodayRow
from desktop_app.application.ports import Ids, Now, OpenUnitOfWork, Readers, UnitOfWork
from desktop_app.application.projection import refresh
from desktop_app.application.records_ahead import open_on, records_ahead
from desktop_app.domain.custody import CustodyState, custody_items
from desktop_app.domain.escalation import Recipient
from desktop_app.domain.events import Act, Event
from desktop_app.domain.handover import reassigned
from desktop_app.domain.officer import (
    Cover,
    Directory,
    DirectoryEntry,
    Leave,
    Officer,
    Subject,
    Team,
    check_leave,
    check_officer,
    check_team,
)
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.standing import lamp_on

if TYPE_CHECKING:
    from desktop_app.application.entries import EntryService
    from desktop_app.domain.escalation import Ladder

SOON_DAYS = 5
"""The workload counts what falls due within so many working days."""


@dataclass(frozen=True, slots=True)
class OfficerRow:
    """One person with what they have in hand; `officer` is None for a name that cases use and nobody registered.

    `steps` counts every matter of a project once, `share` is their part of all matters in hand (running, suspended and
    ready), `originals` counts papers kept, `reminders` those that wait for them, `problems` the
    open ones of the ledger they answer for, `visits` the visits they made.
    """

    name: str
    officer: Officer | None
    active: bool
    teams: tuple[str, ...]
    cover: Cover | None
    projects: int
    cases: int
    steps: StepLoad
    originals: int
    reminders: int
    problems: int = 0
    visits: int = 0
    share: float = 0.0

    @property
    def in_hand(self) -> int:
        """The matters in hand."""
        return self.steps.running + self.steps.suspended + self.steps.ready

    @property
    def registered(self) -> bool:
        """Whether the person is in the directory."""
        return self.officer is not None


@dataclass(frozen=True, slots=True)
class OfficerBoard:
    """Everybody with their work, the directory behind it, and the day it is true for."""

    today: date
    rows: tuple[OfficerRow, ...]
    directory: Directory

    @property
    def strangers(self) -> tuple[str, ...]:
        """The names that cases use and nobody registered."""
        return tuple(row.name for row in self.rows if not row.registered)


@dataclass(frozen=True, slots=True)
class OfficerService:
    """Use cases on people. `by` is who records; an empty one is refused."""

    open_work: OpenUnitOfWork
    readers: Readers
    loads: OfficerReaders
    calendars: CalendarService
    ids: Ids
    now: Now
    entries: Callable[[], EntryService]
    ladder: Callable[[], Ladder]

    def directory(self) -> Directory:
        """Officers, teams and leaves as they are now."""
        with self.open_work(writes=False) as work:
            return directory(work)

    def covers(self) -> dict[str, str]:
        """Who stands in today for everybody who is away, by name."""
        return self.directory().covers(self.now().date())

    def history(self) -> tuple[DirectoryEntry, ...]:
        """Every act on the directory, the newest first."""
        with self.open_work(writes=False) as work:
            return tuple(reversed(work.officers.entries()))

    def board(self) -> OfficerBoard:
        """Everybody in the directory in the order of entry, then the names only cases know."""
        today, calendar = self.now().date(), self.calendars.current()
        until = calendar.add_working(today, SOON_DAYS)
        steps = {one.officer: one for one in self.loads.step_loads(today, until)}
        cases = {one.officer: one for one in self.loads.case_loads()}
        with self.open_work(writes=False) as work:
            known = directory(work)
            originals, reminders = _originals(work), _reminders(work)
            problems = Counter(one.values.get(DUTY, "") for one in open_problems(work))
            visits = Counter(one.values.get(VISITOR, "") for one in work.entries.of_kind(VISITS))
        listed = {name for officer in known.officers for name in officer.names}
        strangers = [
            name for name in dict.fromkeys((*self.readers.officers(), *sorted(originals))) if name not in listed
        ]
        people = [(one.name, one.names) for one in known.officers] + [(name, (name,)) for name in strangers]
        rows = [
            OfficerRow(
                name=name,
                officer=known.officer(name),
                active=(officer := known.officer(name)) is None or officer.active(today),
                teams=tuple(team.name for team in known.teams_of(name, today)),
                cover=known.cover(name, today),
                projects=sum(cases[one].projects for one in names if one in cases),
                cases=sum(cases[one].cases for one in names if one in cases),
                steps=_together(name, [steps[one] for one in names if one in steps]),
                originals=sum(originals[one] for one in names),
                reminders=sum(reminders[one] for one in names),
                problems=sum(problems[one] for one in names),
                visits=sum(visits[one] for one in names),
            )
            for name, names in people
        ]
        every = sum(row.in_hand for row in rows)
        shared = tuple(replace(row, share=row.in_hand / every if every else 0.0) for row in rows)
        return OfficerBoard(today, shared, known)

    def steps(self, name: str) -> tuple[TodayRow, ...]:
        """What somebody has in hand: steps running, suspended, ready, or with a date, the most urgent first."""
        today, calendar = self.now().date(), self.calendars.current()
        rows = []
        with self.open_work(writes=False) as work:
            names = sorted(directory(work).known_as(name))
            entries = open_on(work, self.readers, names, calendar, today, records_ahead(work, today))
        for entry in entries:
            step = entry.step
            certain = step.deemed_after is None or step.deemed_after < today
            lamp, left = lamp_on(step.state, step.due_on if certain else None, today, calendar)
            rows.append(TodayRow(entry, lamp, left))
        return tuple(sorted(rows, key=lambda row: (row.step.due_on or date.max, row.entry.project, row.step.ordinal)))

    def hand(self, name: str) -> Hand:
        """Everything else somebody has in hand, the rows behind the counts of `board`, by kind."""
        calendar, today, ladder, entries = self.calendars.current(), self.now().date(), self.ladder(), self.entries()
        with self.open_work(writes=False) as work:
            names = directory(work).known_as(name)
            return hand_of(work, names, calendar, today, ladder, entries)

    def save(
        self, wanted: Officer, by: str, note: str = "", *, carry: bool = False
    ) -> tuple[Officer, tuple[Event, ...], Changes]:
        """Enter an officer or change one; a changed name is kept as a former one.

        With `carry` the running cases take the new name too, by events. Raises Refusal for a name that is taken, a
        deputy nobody knows, or when nothing changes.
        """
        calendar, at = self.calendars.current(), self.now()
        with self.open_work() as work:
            known = directory(work)
            before = next((one for one in known.officers if one.id == wanted.id), None)
            officer = check_officer(known, wanted if wanted.id else replace(wanted, id=self.ids()))
            if before is not None and before.name != officer.name:
                former = (before.name, *(one for one in before.former if one not in (before.name, officer.name)))
                officer = replace(officer, former=former)
            events: list[Event] = []
            if carry and officer.former:
                events = self._rename(work, officer, by)
            if before == officer and not events:
                raise Refusal.say(f"“{officer.name}”没有改动，无需保存")
            work.officers.add(DirectoryEntry(officer, at, _named(by), note.strip()))
            for project_id in sorted({event.project_id for event in events}):
                refresh(work, project_id, calendar)
            work.commit()
        return officer, tuple(events), replace(Changes.of(*events), officers=True)

    def register_strangers(self, by: str) -> tuple[tuple[Officer, ...], Changes]:
        """Enter every name that cases use and nobody registered; raises Refusal when there is none."""
        names = self.board().strangers
        at = self.now()
        if not names:
            raise Refusal.say("代办件里的人员都已登记，没有未登记的姓名")
        with self.open_work() as work:
            made = tuple(check_officer(directory(work), Officer(self.ids(), name)) for name in names)
            for officer in made:
                work.officers.add(DirectoryEntry(officer, at, _named(by), "由代办件中的姓名登记"))
            work.commit()
        return made, Changes(officers=True)

    def save_team(self, wanted: Team, by: str, note: str = "") -> tuple[Team, Changes]:
        """Enter a 专班 or change one; raises Refusal for a name that is taken or a member nobody registered."""
        with self.open_work() as work:
            team = check_team(directory(work), wanted if wanted.id else replace(wanted, id=self.ids()))
            self._add(work, team, by, note)
        return team, Changes(officers=True)

    def weigh_leave(self, wanted: Leave) -> str:
        """Who would cover a leave, in a sentence; nothing is stored. Raises Refusal when nobody would."""
        with self.open_work(writes=False) as work:
            return check_leave(directory(work), wanted)[1]

    def save_leave(self, wanted: Leave, by: str) -> tuple[Leave, str, Changes]:
        """Enter a leave and say who covers it; no case changes hands. Raises Refusal as `weigh_leave` does."""
        with self.open_work() as work:
            leave, said = check_leave(directory(work), wanted if wanted.id else replace(wanted, id=self.ids()))
            self._add(work, leave, by, said)
        return leave, said, Changes(officers=True)

    def cancel_leave(self, leave_id: str, by: str, reason: str) -> tuple[Leave, Changes]:
        """Take a leave back; raises Refusal without a reason, and when there is none or it was taken back before."""
        if not reason.strip():
            raise Refusal.say("请写明撤销请假的原因")
        with self.open_work() as work:
            leave = next((one for one in directory(work).leaves if one.id == leave_id.strip()), None)
            if leave is None or leave.cancelled:
                raise Refusal.say("没有这次请假，或者已经撤销")
            leave = replace(leave, cancelled=True)
            self._add(work, leave, by, reason)
        return leave, Changes(officers=True)

    def _add(self, work: UnitOfWork, subject: Subject, by: str, note: str) -> None:
        work.officers.add(DirectoryEntry(subject, self.now(), _named(by), note.strip()))
        work.commit()

    def _rename(self, work: UnitOfWork, officer: Officer, by: str) -> list[Event]:
        """The running cases take the new name, by events that say so."""
        at, events = self.now(), list[Event]()
        act = Act(at.date(), _named(by), at, reason=f"人员更名：{officer.former[0]} → {officer.name}", kind="rename")
        for case_id in work.handovers.carried(officer.former):
            case, told = reassigned(work.cases.get(case_id), officer.former, officer.name, act, self._new_ids())
            work.cases.update_people(case)
            events += told
        for event in events:
            work.record(event)
        return events

    def _new_ids(self) -> Iterator[str]:
        while True:
            yield self.ids()


def _named(by: str) -> str:
    if not by.strip():
        raise Refusal.say("请写明登记人")
    return by.strip()


def _together(name: str, loads: Sequence[StepLoad]) -> StepLoad:
    """The load under a present and former names."""
    return StepLoad(
        name,
        running=sum(one.running for one in loads),
        suspended=sum(one.suspended for one in loads),
        ready=sum(one.ready for one in loads),
        waiting=sum(one.waiting for one in loads),
        overdue=sum(one.overdue for one in loads),
        soon=sum(one.soon for one in loads),
    )


def _originals(work: UnitOfWork) -> Counter[str]:
    """How many originals everybody keeps."""
    found: Counter[str] = Counter()
    for item in custody_items(work.custody.of_originals()):
        if item.state is CustodyState.HELD:
            found[item.holder] += item.received.originals
    return found


def _reminders(work: UnitOfWork) -> Counter[str]:
    """How many reminders wait for everybody as the one who carries the step."""
    return Counter(
        one.person for one in work.reminders.unended() if one.who is Recipient.OFFICER and one.handled_at is None
    )

"""Rows of 提醒: one line for every date to keep, with the highest rung that fired and the ones around it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from desktop_app.application.cover import WorkSeen
from desktop_app.application.ports import TodayStep
from desktop_app.application.reminder_book import Reminder, WatchedRun
from desktop_app.domain.calendar import WorkingCalendar
from desktop_app.domain.clock_runs import NATURAL_TRACKS, Track
from desktop_app.domain.escalation import Ladder, Rung, schedule
from desktop_app.domain.progress import Lamp


@dataclass(frozen=True, slots=True)
class ReminderRow:
    """One date to keep as 提醒 lists it: the highest rung that fired, and what is known of its step.

    `left` is in working days (of 证照有效期 and 保管的原件 natural days), negative when over. `entry` is None when
    the step is no longer in its case; `next` is the rung to come with its day; `steps` are all rungs switched on, with
    days; `substitute` stands in today for the person it is for.
    """

    reminder: Reminder
    rung: Rung | None
    earlier: tuple[Reminder, ...] = ()
    entry: TodayStep | None = None
    watched: WatchedRun | None = None
    lamp: Lamp = Lamp.WARNING
    due: date = date.min
    left: int = 0
    steps: tuple[tuple[Rung, date], ...] = ()
    next: tuple[Rung, date] | None = None
    substitute: str = ""

    @property
    def fresh(self) -> bool:
        """Whether nobody has looked at it."""
        return self.reminder.seen_at is None


@dataclass(frozen=True, slots=True)
class ReminderBoard:
    """Everything 提醒 shows: what waits for somebody, what was put off, and what ended lately."""

    now: datetime
    open: tuple[ReminderRow, ...]
    snoozed: tuple[ReminderRow, ...]
    ended: tuple[ReminderRow, ...]

    @property
    def fresh(self) -> int:
        """How many nobody has looked at."""
        return sum(row.fresh for row in self.open)


@dataclass(frozen=True, slots=True)
class Known:
    """What the rows are made with: the ladder in force, the calendar and the moment, running dates and steps."""

    ladder: Ladder
    calendar: WorkingCalendar
    now: datetime
    watched: Sequence[WatchedRun]
    entries: Mapping[tuple[str, str], TodayStep]


def make_board(unended: Sequence[Reminder], ended: Sequence[Reminder], known: Known, seen: WorkSeen) -> ReminderBoard:
    """Put reminders together by the run they belong to; `ended` may hold some that are in `unended` too."""
    runs: dict[tuple[str, str, str], WatchedRun] = {}
    for one in known.watched:
        runs.setdefault((one.run.project_id, one.run.matter, one.run.run), one)
    live = [_row(group, known, runs) for group in _by_run(unended, known.ladder)]
    over = [_row(group, known, runs) for group in _by_run(ended, known.ladder)]
    waiting = sorted((row for row in live if row.reminder.handled_at is None), key=_urgency)
    places = {row.reminder.place for row in waiting}
    return ReminderBoard(
        now=known.now,
        open=_of(seen, (row for row in waiting if not _put_off(row.reminder, known.now))),
        snoozed=_of(seen, (row for row in waiting if _put_off(row.reminder, known.now))),
        # A lower rung that was handled before a higher one fired is told with that one.
        ended=_of(seen, (row for row in over if row.reminder.place not in places)),
    )


def count_fresh(unended: Sequence[Reminder], ladder: Ladder, now: datetime) -> int:
    """How many runs wait for somebody and were not looked at, as `ReminderBoard.fresh` of everybody says."""
    tops = (group[-1] for group in _by_run(unended, ladder))
    return sum(one.handled_at is None and one.seen_at is None and not _put_off(one, now) for one in tops)


def _by_run(reminders: Iterable[Reminder], ladder: Ladder) -> list[list[Reminder]]:
    """Reminders of each run, the highest rung last; runs in the order given."""
    groups: dict[tuple[str, str, str], list[Reminder]] = {}
    for one in reminders:
        groups.setdefault(one.place, []).append(one)
    return [sorted(group, key=lambda one: (ladder.level(one.rung), one.on, one.id)) for group in groups.values()]


def _row(group: Sequence[Reminder], known: Known, runs: Mapping[tuple[str, str, str], WatchedRun]) -> ReminderRow:
    top, today = group[-1], known.now.date()
    watched = runs.get(top.place)
    due = watched.run.due if watched else top.due
    steps = schedule(watched.run, known.ladder, known.calendar) if watched else ()
    fired = {one.rung for one in group}
    level = known.ladder.level(top.rung)
    ahead = ((rung, day) for rung, day in steps if rung.key not in fired and known.ladder.level(rung.key) > level)
    return ReminderRow(
        reminder=top,
        rung=next((rung for rung in known.ladder.rungs if rung.key == top.rung), None),
        earlier=tuple(group[:-1]),
        entry=known.entries.get((top.case_id, top.matter)),
        watched=watched,
        lamp=Lamp.OVERDUE if due < today and top.track is not Track.PLAN else Lamp.WARNING,
        due=due,
        left=(due - today).days if top.track in NATURAL_TRACKS else known.calendar.count_working(today, due),
        steps=steps,
        next=next(ahead, None),
    )


def _put_off(reminder: Reminder, now: datetime) -> bool:
    return reminder.snoozed_until is not None and reminder.snoozed_until > now


def _urgency(row: ReminderRow) -> tuple[bool, date, str, str]:
    return (row.lamp is not Lamp.OVERDUE, row.due, row.reminder.project_id, row.reminder.matter)


def _of(seen: WorkSeen, rows: Iterable[ReminderRow]) -> tuple[ReminderRow, ...]:
    """The rows somebody sees, by who carries the step or whom a rung of it is for, with who stands in for them."""
    return tuple(
        replace(row, substitute=seen.covers.get(row.reminder.person, ""))
        for row in rows
        if any(map(seen.shows, _people(row)))
    )


def _people(row: ReminderRow) -> set[str]:
    carried = {row.entry.step.officer} if row.entry else set()
    return carried | {one.person for one in (*row.earlier, row.reminder)}

"""Reminders 提醒: firing the rungs whose time has come, once each, and what people do about them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from desktop_app.application.calendars import CalendarService
from desktop_app.application.changes import Changes
from desktop_app.application.cover import work_seen
from desktop_app.application.ports import Ids, Now, OpenUnitOfWork, UnitOfWork
from desktop_app.application.reminder_book import LadderVersion, Reminder, WatchedRun
from desktop_app.application.reminder_rows import Known, ReminderBoard, count_fresh, make_board
from desktop_app.domain.calendar import WorkingCalendar, out_of_reach
from desktop_app.domain.clock import OfficeHours
from desktop_app.domain.clock_runs import Track
from desktop_app.domain.escalation import DueRung, Ladder, due_rungs, in_office
from desktop_app.domain.progress import StepState
from desktop_app.domain.refusals import Refusal

_LONGEST_SNOOZE = 60
_KEPT_IN_VIEW = timedelta(days=30)
"""Ended reminders are shown for so long; they are kept for good."""


@dataclass(frozen=True, slots=True)
class Fired:
    """What a firing did: rungs that fired, in order, and reminders whose date has ended or runs again."""

    reminders: tuple[Reminder, ...] = ()
    closed: tuple[Reminder, ...] = ()
    revived: tuple[Reminder, ...] = ()

    @property
    def changes(self) -> Changes:
        """What pages must know of it."""
        every = (*self.reminders, *self.closed, *self.revived)
        return Changes(reminders=bool(every))


@dataclass(frozen=True, slots=True)
class ReminderService:
    """Use cases on reminders and the ladder."""

    open_work: OpenUnitOfWork
    calendars: CalendarService
    ids: Ids
    now: Now
    hours: OfficeHours = field(default_factory=OfficeHours)

    def fire(self) -> Fired:
        """Fire every rung whose time has come, and close the reminders whose date no longer runs.

        Outside office hours nothing fires; it fires at the next opportunity, marked 补发. Writes only when there is
        something to write.
        """
        calendar, now = self.calendars.current(), self.now()
        with self.open_work(writes=False) as work:
            due = self._due(work, calendar, now)
            if not due and not work.reminders.groundless() and not work.reminders.revived():
                return Fired()
        with self.open_work() as work:
            # Looked at again: another window may have fired them in between.
            due = self._due(work, calendar, now)
            ladder = _in_force(work).ladder
            fired = tuple(self._fired(one, watched, ladder, now) for one, watched in _named(work, due))
            for reminder in fired:
                work.reminders.add(reminder)
            revived = tuple(replace(one, closed_at=None, closed_why="") for one in work.reminders.revived())
            closed = tuple(
                replace(one, closed_at=now, closed_why=_why(one, state)) for one, state in work.reminders.groundless()
            )
            for reminder in (*revived, *closed):
                work.reminders.update(reminder)
            work.commit()
        return Fired(fired, closed, revived)

    def pending(self, day: date) -> tuple[tuple[DueRung, WatchedRun], ...]:
        """The rungs that would fire by the end of a day and have not fired yet; Refusal for a day past the calendar."""
        calendar = self.calendars.current()
        working = day if calendar.is_working(day) else calendar.add_working(day, -1)
        moment = datetime.combine(working, self.hours.closes, self.now().tzinfo)
        with self.open_work(writes=False) as work:
            return tuple(_named(work, self._due(work, calendar, moment)))

    def next_opening(self) -> datetime | None:
        """When reminders are fired again; None while the office is open and they fire at once."""
        now, calendar = self.now(), self.calendars.current()
        if in_office(calendar, now, self.hours):
            return None
        return _opening_after(calendar, self.hours, now)

    def board(self, officer: str = "") -> ReminderBoard:
        """The reminders of one person and of those they stand in for, or of everybody: by the officer of the step, or
        by whom they are for."""
        calendar, now = self.calendars.current(), self.now()
        seen = work_seen(self.open_work, officer, now.date())
        with self.open_work(writes=False) as work:
            ladder = _in_force(work).ladder
            unended = work.reminders.unended()
            ended = work.reminders.ended_since(now - _KEPT_IN_VIEW)
            watched = work.reminders.watched(now.date() + timedelta(days=ladder.ahead))
            entries = work.reminders.entries({(one.case_id, one.matter) for one in (*unended, *ended)})
        return make_board(unended, ended, Known(ladder, calendar, now, watched, entries), seen)

    def fresh(self) -> int:
        """How many dates nobody has looked at yet: what the board of everybody counts, without making its rows."""
        with self.open_work(writes=False) as work:
            return count_fresh(work.reminders.unended(), _in_force(work).ladder, self.now())

    def get(self, reminder_id: str) -> Reminder:
        """One reminder; raises Refusal when there is none with this id."""
        with self.open_work(writes=False) as work:
            return work.reminders.get(reminder_id)

    def seen(self, reminder_id: str, by: str) -> Changes:
        """Mark a reminder and the lower rungs of its run as read."""
        at = self.now()
        return self._change(
            reminder_id, lambda one: one if one.seen_at else replace(one, seen_at=at, seen_by=by.strip())
        )

    def snooze(self, reminder_id: str, until: datetime, by: str) -> Changes:
        """Put a reminder off; a higher rung fires all the same. Raises Refusal for a moment that has passed."""
        at = self.now()
        if until <= at:
            raise Refusal.say(f"稍后提醒的时间 {until:%Y-%m-%d %H:%M} 已经过了，请选以后的时间")

        def put_off(one: Reminder) -> Reminder:
            return replace(one, snoozed_until=until, seen_at=one.seen_at or at, seen_by=one.seen_by or by.strip())

        return self._change(reminder_id, put_off)

    def handled(self, reminder_id: str, by: str, note: str = "") -> Changes:
        """Mark a reminder as dealt with; raises Refusal without a name, and when it has been dealt with before."""
        if not by.strip():
            raise Refusal.say("请写明登记人：由谁处理了这条提醒")
        at = self.now()
        one = self.get(reminder_id)
        if one.handled_at is not None:
            raise Refusal.say(f"这条提醒已由{one.handled_by}在 {one.handled_at:%Y-%m-%d} 标为已处理，无需重复")

        def done(one: Reminder) -> Reminder:
            if one.handled_at is not None:
                return one
            read = replace(one, seen_at=one.seen_at or at, seen_by=one.seen_by or by.strip())
            return replace(read, handled_at=at, handled_by=by.strip(), note=note.strip(), snoozed_until=None)

        return self._change(reminder_id, done)

    def reopen(self, reminder_id: str) -> Changes:
        """Take back 已处理 or 稍后提醒 of a reminder whose date still runs."""
        return self._change(
            reminder_id,
            lambda one: replace(one, handled_at=None, handled_by="", note="", snoozed_until=None),
            only_this=True,
        )

    def issued(self, reminder_id: str, number: str) -> Changes:
        """Note the number of the paper a reminder led to."""
        return self._change(reminder_id, lambda one: replace(one, paper=number), only_this=True)

    def next_moment(self, working_days: int) -> datetime:
        """The opening of the office so many working days from today; 0 is an hour from now, or when it opens again.

        Raises Refusal for a number that makes no sense.
        """
        now, calendar = self.now(), self.calendars.current()
        if not 0 <= working_days <= _LONGEST_SNOOZE:
            raise Refusal.say(f"稍后提醒可以推迟 0 至 {_LONGEST_SNOOZE} 个工作日，请改正")
        if working_days == 0:
            later = now + timedelta(hours=1)
            if in_office(calendar, later, self.hours):
                return later
            return _opening_after(calendar, self.hours, later)
        day = calendar.add_working(now.date(), working_days)
        return datetime.combine(day, self.hours.opens, now.tzinfo)

    def ladder(self) -> LadderVersion:
        """The ladder in force."""
        with self.open_work(writes=False) as work:
            return _in_force(work)

    def ladders(self) -> tuple[LadderVersion, ...]:
        """Every ladder there was, the bundled one first."""
        with self.open_work(writes=False) as work:
            return (LadderVersion(0, Ladder()), *work.reminders.ladders())

    def save_ladder(self, ladder: Ladder, by: str) -> LadderVersion:
        """Put another ladder in force; raises Refusal without a name, and when nothing differs."""
        if not by.strip():
            raise Refusal.say("请写明登记人：由谁修改了催办阶梯")
        with self.open_work() as work:
            before = _in_force(work)
            if before.ladder == ladder:
                raise Refusal.say("催办阶梯没有改动，无需保存")
            version = LadderVersion(before.version + 1, ladder, self.now(), by.strip())
            work.reminders.add_ladder(version)
            work.commit()
        return version

    def _due(self, work: UnitOfWork, calendar: WorkingCalendar, now: datetime) -> tuple[DueRung, ...]:
        ladder = _in_force(work).ladder
        if now.date() > date.max - timedelta(days=ladder.ahead):
            raise out_of_reach()
        runs = work.reminders.runs(now.date() + timedelta(days=ladder.ahead))
        return due_rungs(runs, ladder, calendar, now, self.hours, work.reminders.fired_keys())

    def _fired(self, one: DueRung, watched: WatchedRun, ladder: Ladder, now: datetime) -> Reminder:
        run = one.run
        return Reminder(
            id=self.ids(),
            project_id=run.project_id,
            case_id=run.case_id,
            matter=run.matter,
            track=run.track,
            clock=run.clock,
            run=run.run,
            rung=one.rung.key,
            who=one.rung.who,
            person=ladder.person(one.rung.who, watched.entry.step.officer, watched.lead_official),
            due=run.due,
            on=one.on,
            fired_at=now,
            late=one.late,
        )

    def _change(self, reminder_id: str, change: Callable[[Reminder], Reminder], *, only_this: bool = False) -> Changes:
        """Change a reminder and, unless `only_this`, the rungs of its run that fired before it."""
        with self.open_work() as work:
            wanted = work.reminders.get(reminder_id)
            for one in [wanted] if only_this else work.reminders.of_run(wanted):
                new = change(one)
                if new != one:
                    work.reminders.update(new)
            work.commit()
        return Changes(
            projects=frozenset({wanted.project_id}),
            cases=frozenset({wanted.case_id}),
            matters=frozenset({wanted.matter}),
            reminders=True,
        )


def _in_force(work: UnitOfWork) -> LadderVersion:
    saved = work.reminders.ladders()
    return saved[-1] if saved else LadderVersion(0, Ladder())


def _named(work: UnitOfWork, due: Sequence[DueRung]) -> Iterator[tuple[DueRung, WatchedRun]]:
    """The rungs with the names of their steps, which are read only when something is due."""
    last = max((one.run.due for one in due), default=None)
    watched = {one.run: one for one in work.reminders.watched(last)} if last is not None else {}
    for one in due:
        yield one, watched[one.run]


_ENDED_WORDS = {
    StepState.DONE: "环节已办结",
    StepState.REFUSED: "环节已退件",
    StepState.WITHDRAWN: "环节已撤回",
    StepState.SKIPPED: "环节标为不适用",
    StepState.SUSPENDED: "环节已暂停计时",
}
_GIVEN_UP = frozenset({StepState.REFUSED, StepState.WITHDRAWN, StepState.SKIPPED})
_TRACK_WORDS = {
    Track.TOLERANCE: "容缺材料已补齐",
    Track.DELIVERY: "结果已送达",
    Track.PLAN: "环节已申报，或方案已调整",
    Track.VALIDITY: "证照已使用，或不再适用",
    Track.HELD: "原件已移交企业，或登记已冲销",
}


def _why(one: Reminder, state: StepState | None) -> str:
    """Why a date no longer runs."""
    if state is None:
        return "环节已不在代办件里"
    if one.track in _TRACK_WORDS and state not in _GIVEN_UP:
        return _TRACK_WORDS[one.track]
    return _ENDED_WORDS.get(state, "期限已变动")


def _opening_after(calendar: WorkingCalendar, hours: OfficeHours, moment: datetime) -> datetime:
    """When the office opens next after a moment at which it is closed, after the break at noon too."""
    day = moment.date()
    later = [opens for opens, _closes in hours.spans if opens > moment.time()] if calendar.is_working(day) else []
    return datetime.combine(
        day if later else calendar.add_working(day, 1), min(later, default=hours.opens), moment.tzinfo
    )

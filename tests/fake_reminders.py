"""The reminder book of the in-memory store; it keeps the same promises as the real one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from desktop_app.application.ports import TodayStep
from desktop_app.application.reminder_book import LadderVersion, Reminder, WatchedRun
from desktop_app.domain.clock_runs import ClockRun, Track
from desktop_app.domain.escalation import FiredKey
from desktop_app.domain.progress import StepState
from desktop_app.domain.refusals import Refusal

if TYPE_CHECKING:
    from tests.fakes import Content


class FakeReminderBook:
    """Running dates by project and reminders by id."""

    def __init__(self, content: Content, changing: Callable[[], Content]) -> None:
        self._content, self._changing = content, changing

    def watch(self, project_id: str, runs: Sequence[ClockRun]) -> None:
        self._changing().runs[project_id] = tuple(runs)

    def runs(self, until: date) -> list[ClockRun]:
        runs = [run for runs in self._content.runs.values() for run in runs if run.due <= until]
        return sorted(runs, key=lambda one: (one.due, one.case_id, one.matter))

    def watched(self, until: date, track: Track | None = None) -> list[WatchedRun]:
        return self._named([run for run in self.runs(until) if track is None or run.track is track])

    def _named(self, runs: Sequence[ClockRun]) -> list[WatchedRun]:
        entries = self.entries((run.case_id, run.matter) for run in runs)
        return [
            WatchedRun(run, entries[run.case_id, run.matter], self._content.cases[run.case_id].lead_official)
            for run in sorted(runs, key=lambda one: (one.due, one.case_id, one.matter))
            if (run.case_id, run.matter) in entries
        ]

    def entries(self, places: Iterable[tuple[str, str]]) -> dict[tuple[str, str], TodayStep]:
        wanted, found = set(places), {}
        for steps in self._content.steps.values():
            for step in steps:
                project, case = self._content.projects[step.project_id], self._content.cases[step.case_id]
                if (step.case_id, step.matter) in wanted:
                    found[step.case_id, step.matter] = TodayStep(
                        step, project.name, project.enterprise, case.template.name, case.officer
                    )
        return found

    def fired_keys(self) -> set[FiredKey]:
        return {(*one.place, one.rung) for one in self.unended()}

    def add(self, reminder: Reminder) -> None:
        if any((*one.place, one.rung) == (*reminder.place, reminder.rung) for one in self._content.reminders.values()):
            raise Refusal.say("这条提醒已经发过，不会重复发出")
        self._changing().reminders[reminder.id] = reminder

    def get(self, reminder_id: str) -> Reminder:
        if reminder_id not in self._content.reminders:
            raise Refusal.say(f"没有编号为“{reminder_id}”的提醒，请用 remind list 查看")
        return self._content.reminders[reminder_id]

    def of_run(self, reminder: Reminder) -> list[Reminder]:
        return self._sorted(lambda one: one.place == reminder.place)

    def update(self, reminder: Reminder) -> None:
        self._changing().reminders[reminder.id] = reminder

    def unended(self) -> list[Reminder]:
        return self._sorted(self._still_runs)

    def ended_since(self, since: datetime) -> list[Reminder]:
        def ended(one: Reminder) -> bool:
            return any(moment is not None and moment >= since for moment in (one.closed_at, one.handled_at))

        found = sorted(self._sorted(ended), key=lambda one: one.id, reverse=True)
        return sorted(found, key=lambda one: one.closed_at or one.handled_at or since, reverse=True)

    def groundless(self) -> list[tuple[Reminder, StepState | None]]:
        gone = self._sorted(lambda one: one.closed_at is None and not self._still_runs(one))
        return [(one, self._state(one)) for one in sorted(gone, key=lambda one: one.id)]

    def revived(self) -> list[Reminder]:
        back = self._sorted(lambda one: one.closed_at is not None and self._still_runs(one))
        return sorted(back, key=lambda one: one.id)

    def ladders(self) -> list[LadderVersion]:
        return list(self._content.ladders)

    def add_ladder(self, version: LadderVersion) -> None:
        if version.version != len(self._content.ladders) + 1 or version.recorded_at is None:
            raise ValueError(f"ladder {version.version} does not follow {len(self._content.ladders)}")
        self._changing().ladders.append(version)

    def _sorted(self, fits: Callable[[Reminder], bool]) -> list[Reminder]:
        return sorted(filter(fits, self._content.reminders.values()), key=lambda one: (one.on, one.id))

    def _still_runs(self, reminder: Reminder) -> bool:
        runs = self._content.runs.get(reminder.project_id, ())
        return any((run.matter, run.run) == (reminder.matter, reminder.run) for run in runs)

    def _state(self, reminder: Reminder) -> StepState | None:
        steps = self._content.steps.get(reminder.project_id, ())
        place = (reminder.case_id, reminder.matter)
        return next((step.state for step in steps if (step.case_id, step.matter) == place), None)

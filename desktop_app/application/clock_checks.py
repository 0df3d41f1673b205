"""Clock checks 核对计算书: an archived 期限计算书 derived again, as things stood at its printing and as they do now.

Three derivations are held side by side: from the acts and the calendar named on the sheet, which must give exactly what
was archived; from the same acts with the calendar of today; and from the acts of today. What differs between the second
and the first is the calendar's doing, between the third and the second the record's.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from desktop_app.application.benchmark_checks import BENCHMARK_FORM, KeptBenchmark, check_benchmark
from desktop_app.application.calendars import CalendarService
from desktop_app.application.clock_sheets import used_events
from desktop_app.application.counting import measuring
from desktop_app.application.day_policy import DAY_POLICY_WORDS
from desktop_app.application.ports import Now, OpenUnitOfWork, Paper, UnitOfWork
from desktop_app.application.sheet_checks import DayLine, SheetCheck, day_lines, differing, told_since
from desktop_app.domain.calendar import WorkingCalendar
from desktop_app.domain.case import Case
from desktop_app.domain.events import Event
from desktop_app.domain.limit import Limit, LimitKind, Unit
from desktop_app.domain.progress import fold
from desktop_app.domain.refusals import Damaged, Refusal
from desktop_app.domain.step_clocks import RunningClock, step_clocks
from desktop_app.domain.template import StepTemplate

CHECKED_FORMS = ("clock-sheet", BENCHMARK_FORM)
"""The papers that can be derived again."""


@dataclass(frozen=True, slots=True)
class ClockCheckService:
    """The use case 核对; it only reads."""

    open_work: OpenUnitOfWork
    calendars: CalendarService
    now: Now

    def check(self, number: str) -> SheetCheck:
        """Derive an archived sheet again; raises Refusal when the number is unknown or that of another form."""
        with self.open_work(writes=False) as work:
            paper, _content = work.papers.get(number.strip())
            if paper.form not in CHECKED_FORMS:
                raise Refusal.say(f"{paper.number} 是{paper.title}，只有期限计算书和对标计算书可以重算核对")
            data = work.register.data(paper.number)
            if paper.form == BENCHMARK_FORM:
                return self._benchmark(work, KeptBenchmark.read(paper, data))
            kept = _Kept.read(paper, data)
            case = work.cases.get(kept.case)
        now = self.calendars.current()
        then = self.calendars.of_version(kept.calendar, kept.day_policy)
        return _Check(kept, case, then, now).outcome()

    def _benchmark(self, work: UnitOfWork, kept: KeptBenchmark) -> SheetCheck:
        now = self.calendars.current()
        then = self.calendars.of_version(kept.calendar, now.day_policy)
        return check_benchmark(kept, work.cases.get(kept.case), measuring(work), then, now, self.now().date())


@dataclass(frozen=True, slots=True)
class _Kept:
    """What the archive says: the record of the sheet and its days."""

    paper: Paper
    case: str
    matter: str
    clock: str
    place: int
    limit: Limit
    day_policy: Unit
    calendar: str
    events: tuple[str, ...]
    due: date
    missing_years: tuple[int, ...]
    held: bool
    days: tuple[DayLine, ...]
    name: str

    @classmethod
    def read(cls, paper: Paper, data: bytes) -> _Kept:
        """Read the frozen data; raises Damaged when it is not that of a sheet."""
        try:
            found = json.loads(data)
            record = found["record"]
            amount, unit, start, kind = record["limit"]
            return cls(
                paper=paper,
                case=record["case"],
                matter=record["matter"],
                clock=record["clock"],
                place=record["place"],
                limit=Limit(int(amount), Unit(unit), start, LimitKind(kind)),
                day_policy=Unit(record["day_policy"]),
                calendar=found["calendar"],
                events=tuple(record["events"]),
                due=date.fromisoformat(record["due"]),
                missing_years=tuple(record["missing_years"]),
                held=record["held"],
                days=tuple((day["date"], day["counts"] == "计", day["n"], day["why"]) for day in found["days"]),
                name=found["clock"],
            )
        except (KeyError, TypeError, ValueError) as broken:
            raise Damaged(f"文书 {paper.number} 存档的数据无法读出，请从备份恢复") from broken


class _Check:
    """One sheet against the acts and calendars of then and now."""

    def __init__(self, kept: _Kept, case: Case, then: WorkingCalendar | None, now: WorkingCalendar) -> None:
        self.kept = kept
        self.case = case
        self.then = then
        self.now = now
        self.step = case.template.step(kept.matter)
        self.known = tuple(event for event in case.events if event.id in set(kept.events))
        self.present = used_events(case, kept.matter, kept.limit.start)

    def outcome(self) -> SheetCheck:
        kept = self.kept
        same, differences = self._archive()
        old_acts = self._derived(self.known, self.now, old_limit=True)
        today = self._derived(self.present, self.now, old_limit=False)
        if self.then is not None:
            differences += self._calendar_moved(self._derived(self.known, self.then, old_limit=True), old_acts)
        elif old_acts is not None and day_lines(old_acts.derivation.days) != kept.days:
            told = differing(kept.days, day_lines(old_acts.derivation.days))
            differences.append(f"与今天的日历相比：{told}")
        differences += self._record_moved(old_acts, today)
        return SheetCheck(
            paper=kept.paper,
            clock=kept.name,
            due=kept.due,
            firm=not kept.missing_years,
            held=kept.held,
            calendar=kept.calendar,
            same=same,
            now_due=today.due if today else None,
            now_firm=today.derivation.firm if today else True,
            missing_years=kept.missing_years,
            now_missing_years=today.derivation.missing_years if today else (),
            differences=tuple(differences),
        )

    def _archive(self) -> tuple[bool | None, list[str]]:
        """Whether the acts and the calendar of then give what is archived."""
        if len(self.known) < len(self.kept.events):
            return False, ["出具时所依据的登记有的已不在数据库里"]
        if self.then is None:
            return None, []
        again = self._derived(self.known, self.then, old_limit=True)
        if again is None:
            return False, [f"按出具时的登记，没有{self.kept.name}在计算"]
        days, due = day_lines(again.derivation.days), again.derivation.due
        if days == self.kept.days and due == self.kept.due:
            return True, []
        told = differing(self.kept.days, days) or f"存档到期 {self.kept.due}，重算 {due}"
        return False, [f"存档与重算不同：{told}"]

    def _derived(self, events: Sequence[Event], calendar: WorkingCalendar, *, old_limit: bool) -> RunningClock | None:
        """The clock as some acts and a calendar give it, None when they start no such clock."""
        step = _with_limit(self.step, self.kept.clock, self.kept.limit) if old_limit else self.step
        start = self.kept.limit.start
        others = {start.removeprefix("done:")} if start.startswith("done:") else set()
        progress = {
            code: fold(code, [event for event in events if event.matter == code])
            for code in (*others, self.kept.matter)
        }
        named = [
            clock
            for clock in step_clocks(step, progress[self.kept.matter], progress, calendar)
            if clock.name == self.kept.clock
        ]
        return named[self.kept.place - 1] if len(named) >= self.kept.place else None

    def _calendar_moved(self, before: RunningClock | None, after: RunningClock | None) -> list[str]:
        if before is None or after is None or day_lines(before.derivation.days) == day_lines(after.derivation.days):
            return []
        causes = []
        if self.then is not None and self.then.day_policy is not self.now.day_policy:
            was, now = DAY_POLICY_WORDS[self.then.day_policy], DAY_POLICY_WORDS[self.now.day_policy]
            causes.append(f"只写“日”的时限当时按{was}计，现在按{now}计")
        told = differing(day_lines(before.derivation.days), day_lines(after.derivation.days))
        if self.kept.calendar != self.now.version:
            causes.append(f"工作日历已更新（{self.kept.calendar} → {self.now.version}）")
        return [f"{'；'.join(causes)}：{told}{_moved(before, after)}"]

    def _record_moved(self, before: RunningClock | None, after: RunningClock | None) -> list[str]:
        known = {event.id for event in self.known}
        later = [event for event in self.present if event.id not in known]
        told = [told_since(event, self.case.events) for event in later]
        if before is None or after is None:
            gone = f"今天没有{self.kept.name}在计算" if after is None and before is not None else ""
            return ["；".join(part for part in (*told, gone) if part)] if told or gone else []
        if day_lines(before.derivation.days) == day_lines(after.derivation.days) and before.due == after.due:
            return []
        if before.limit.amount != after.limit.amount or before.limit.unit is not after.limit.unit:
            told.append(f"流程模板的时限由{before.limit.words()}改为{after.limit.words()}")
        days = differing(day_lines(before.derivation.days), day_lines(after.derivation.days))
        return [f"{'；'.join(told)}：{days}{_moved(before, after)}"]


def _with_limit(step: StepTemplate, clock: str, limit: Limit) -> StepTemplate:
    """The step with the limit it had, should its template say another one by now."""
    match clock:
        case "promised":
            present = step.promised_limit
            return replace(step, promised=_as_was(present, limit))
        case "statutory":
            return replace(step, matter=replace(step.matter, statutory=_as_was(step.statutory_limit, limit)))
        case _:
            return step


def _as_was(present: Limit | None, limit: Limit) -> Limit:
    same = present is not None and (present.amount, present.unit, present.start, present.kind) == (
        limit.amount,
        limit.unit,
        limit.start,
        limit.kind,
    )
    return present if same and present is not None else limit


def _moved(before: RunningClock, after: RunningClock) -> str:
    was = f"{before.derivation.due}" if before.due else "恢复后重算"
    now = f"{after.derivation.due}" if after.due else "恢复后重算"
    return f"；到期 {was} → {now}" if was != now else "；到期不变"

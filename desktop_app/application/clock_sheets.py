"""Clock sheets 期限计算书: one clock of a real step with everything its date rests on, from the act that started it on.

Nothing is computed here a second time: the days are those of the derivation that also gave the date.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from desktop_app.application.day_policy import DAY_POLICY_WORDS
from desktop_app.domain.calendar import DayOverride, WorkingCalendar
from desktop_app.domain.case import Case
from desktop_app.domain.clock import Pause
from desktop_app.domain.events import Event, Verb
from desktop_app.domain.limit import Unit
from desktop_app.domain.progress import Extension, without_reversed
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.standing import Standing, bound_party, standing
from desktop_app.domain.step_clocks import RunningClock
from desktop_app.domain.suspension import Suspension
from desktop_app.domain.terms import CLOCK_WORDS, VERB_WORDS, clock_words, day_words

START_RULES: Mapping[str, str] = {
    "received": "自收件之日起算，当日不计入；下班后或休息日收件，视为次一工作日收件。",
    "accepted": "自受理之日起算，当日不计入；逾期未告知补正的，自收件之日起即为受理（行政许可法32）。",
    "done": "自前序事项办结之日起算，当日不计入。",
}
"""How a clock starts, by the event its limit names."""

_TOLERATED = "自容缺受理之日起算，当日不计入；须在期限内补齐所缺材料。"
_STARTING_VERBS: Mapping[str, tuple[Verb, ...]] = {
    "received": (Verb.RESTART, Verb.RECEIVE, Verb.ACCEPT),
    "accepted": (Verb.RESTART, Verb.ACCEPT, Verb.RECEIVE),
}


@dataclass(frozen=True, slots=True)
class YearDocument:
    """What a year of the sheet rests on: its notice, or, when not `known`, why its days are only estimated."""

    year: int
    known: bool
    citation: str


@dataclass(frozen=True, slots=True)
class Credit:
    """A suspension with the counting days it gave back; `pause` is None while it lasts, or when it was empty.

    `stops` is False for one that leaves this clock running.
    """

    suspension: Suspension
    pause: Pause | None
    days: int
    stops: bool


@dataclass(frozen=True, slots=True)
class ClockSheet:
    """期限计算书 of one clock of a real step; `started_by` is the recorded act its start comes from.

    `place` tells several clocks of one name apart (容缺 of different days), from 1.
    """

    case: Case
    standing: Standing
    clock: RunningClock
    started_by: Event | None
    calendar: WorkingCalendar
    place: int = 1

    @property
    def name(self) -> str:
        """What the clock is called: 承诺, 法定, 容缺补齐, 送达, or 企业时限 where it binds the enterprise."""
        return clock_words(self.clock.name, bound_party(self.standing.step, self.clock))

    @property
    def day_policy(self) -> Unit:
        """How limits in 日 are counted at present."""
        return self.calendar.day_policy

    @property
    def rule(self) -> str:
        """How the clock starts."""
        if self.clock.name == "tolerance":
            return _TOLERATED
        return START_RULES[self.clock.limit.start.partition(":")[0]]

    @property
    def start_words(self) -> str:
        """From which recorded act the start comes, and why it is another day where it is."""
        event, start = self.started_by, self.clock.start
        if event is None:
            return f"{start}（没有对应的登记）"
        time = f" {event.time}" if event.time else ""
        told = f"{event.on}{time} {VERB_WORDS[event.verb]}，{event.by} 于 {event.at:%Y-%m-%d %H:%M} 登记"
        if self.clock.deemed_after is not None:
            return f"{told}；到 {self.clock.deemed_after} 没有告知补正，视为受理"
        if event.on is not None and event.on != start:
            return f"{told}；下班后或休息日收件，视为 {start} 收件"
        return told

    @property
    def counting(self) -> str:
        """The basis of counting 口径 in words."""
        unit = self.clock.limit.unit
        counted = self.clock.derivation.counted_as
        if unit is Unit.DAYS:
            return f"法条只写“日”，本工作区按{DAY_POLICY_WORDS[counted]}计"
        if counted.on_working_days:
            return "按工作日计，不含法定节假日和双休日，含调休补班日（行政许可法82）"
        return "按自然日计，末日是休息日的顺延到下一个工作日（民法典203）"

    @property
    def extension(self) -> Extension | None:
        """The extension of this clock."""
        attempt = self.standing.progress.attempt
        return attempt.extension(self.clock.name) if attempt is not None and self.clock.original is not None else None

    @property
    def limit_words(self) -> str:
        """The limit in words: as the matter has it, and, when it was extended, by how much and what that makes."""
        original, longer = self.clock.limit, self.extension
        if longer is None:
            return original.words()
        more = replace(original, amount=longer.amount, text="").words()
        return f"{original.words()} ＋ 延期 {more}，共 {self.clock.derivation.limit.words()}"

    @property
    def credits(self) -> tuple[Credit, ...]:
        """Every suspension of the run, with what it gave back to this clock; a day is credited once."""
        attempt = self.standing.progress.attempt
        if attempt is None or self.clock.name not in ("promised", "statutory"):
            return ()
        derivation, found = self.clock.derivation, []
        held = [day.date for day in derivation.days if day.held]
        for one in attempt.suspensions:
            stops, pause = one.stops(self.clock.name), one.pause()
            mine = [day for day in held if stops and pause and _first(derivation.pauses, day) == pause]
            held = [day for day in held if day not in mine]
            found.append(Credit(one, pause, len(mine), stops))
        return tuple(found)

    @property
    def documents(self) -> tuple[YearDocument, ...]:
        """The notice of every year the sheet reaches into."""
        notices = {notice.year: notice.citation for notice in self.calendar.notices}
        years = range(self.clock.start.year, self.clock.derivation.due.year + 1)
        return tuple(
            YearDocument(year, year in notices, notices.get(year) or self.calendar.missing_reason(year))
            for year in years
        )

    @property
    def overrides(self) -> tuple[DayOverride, ...]:
        """The local changes of days within the sheet."""
        first, last = self.clock.start, self.clock.derivation.due
        return tuple(one for one in self.calendar.overrides if first <= one.day <= last)

    @property
    def laws(self) -> tuple[str, ...]:
        """The law of the limit, and of every rule that was applied to it."""
        return tuple(dict.fromkeys(law for law in self._laws() if law))

    def _laws(self) -> Iterator[str]:
        derivation = self.clock.derivation
        yield "；".join(part for part in (self.clock.limit.basis, self.clock.limit.text) if part)
        yield "民法典201（开始的当日不计入）"
        if derivation.rolled:
            yield "民法典203（末日顺延）"
        for credit in self.credits:
            if credit.stops:
                kind = credit.suspension.kind
                yield f"{kind.law}（{kind.word}）" if kind.law else ""
        if self.extension is not None:
            yield "行政许可法42（延长期限）"
        if self.clock.deemed_after is not None:
            yield "行政许可法32（逾期不告知，自收到之日起即为受理）"

    @property
    def used_events(self) -> tuple[Event, ...]:
        """The record the sheet was made from: every act of the step, and of the one whose end starts the clock."""
        return used_events(self.case, self.standing.step.code, self.clock.limit.start)

    @property
    def due_words(self) -> str:
        """The date as a sentence part, with 暂估 and its reason."""
        if self.clock.held_by is not None:
            held = self.clock.held_by
            return f"{day_words(held.first)}起{held.kind.word}暂停，恢复后重算"
        derivation = self.clock.derivation
        word = "" if self.clock.counts_as_late else "（最早）"
        doubt = "" if derivation.firm else f"（暂估：{derivation.doubt}）"
        return f"{day_words(derivation.due)}{word}{doubt}"


def used_events(case: Case, matter: str, start: str) -> tuple[Event, ...]:
    """The acts a clock of `matter` that starts with `start` (received, accepted, done:CODE) is derived from."""
    before = start.removeprefix("done:") if start.startswith("done:") else ""
    own = case.events_of(matter)
    return own if before in ("", matter) else (*case.events_of(before), *own)


def clock_sheet(
    case: Case, matter: str, today: date, calendar: WorkingCalendar, clock: str = "", place: int = 1
) -> ClockSheet:
    """The sheet of a clock of a step; without a name that of the clock its lamp follows.

    Raises Refusal when the step is unknown or has no such clock running.
    """
    if matter not in case.template.codes:
        raise Refusal("unknown_step", matter=matter, template=case.template.name)
    stands = standing(case, case.situation(), matter, today, calendar)
    if not clock:
        found = stands.primary or next(iter(stands.clocks), None)
    else:
        named = [one for one in stands.clocks if one.name == clock]
        found = named[place - 1] if 0 < place <= len(named) else None
    if found is None:
        running = dict.fromkeys(CLOCK_WORDS.get(one.name, one.name) for one in stands.clocks)
        hint = f"现有：{'、'.join(running)}" if running else "尚未起算，收件或受理后再看"
        raise Refusal.say(f"“{stands.step.title}”没有正在计算的{CLOCK_WORDS.get(clock, '')}期限；{hint}。")
    return _sheet(case, stands, found, calendar)


def clock_sheets(case: Case, matter: str, today: date, calendar: WorkingCalendar) -> tuple[ClockSheet, ...]:
    """The sheet of every clock of a step that has started."""
    stands = standing(case, case.situation(), matter, today, calendar)
    return tuple(_sheet(case, stands, one, calendar) for one in stands.clocks)


def _sheet(case: Case, stands: Standing, clock: RunningClock, calendar: WorkingCalendar) -> ClockSheet:
    named = [one for one in stands.clocks if one.name == clock.name]
    place = next(place for place, one in enumerate(named, 1) if one is clock)
    return ClockSheet(case, stands, clock, _starting_event(case, stands.step.code, clock), calendar, place)


def _first(pauses: tuple[Pause, ...], day: date) -> Pause | None:
    return next((pause for pause in pauses if pause.covers(day)), None)


def _starting_event(case: Case, matter: str, clock: RunningClock) -> Event | None:
    """The last valid act that set the clock running; a filing after hours starts it on a later day."""
    start = clock.limit.start
    if clock.name == "tolerance":
        verbs: tuple[Verb, ...] = (Verb.TOLERATE,)
    elif start.startswith("done:"):
        matter, verbs = start.removeprefix("done:"), (Verb.FINISH, Verb.RECORD)
    else:
        verbs = _STARTING_VERBS[start]
    events = [event for event in without_reversed(case.events_of(matter)) if event.on and event.on <= clock.start]
    for verb in verbs:
        for event in reversed(events):
            if event.verb is verb:
                return event
    return None

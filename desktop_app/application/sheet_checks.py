"""Sheet checks: what deriving an archived 计算书 again finds, and how its days and acts are compared in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from desktop_app.application.ports import Paper
from desktop_app.domain.clock import DerivedDay
from desktop_app.domain.events import Event, Verb
from desktop_app.domain.terms import VERB_WORDS

_TOLD = 6
"""A cause names at most so many days; the others are counted."""

DayLine = tuple[str, bool, str, str]
"""A day of a sheet: its date, whether it counts, as which day, and why."""


@dataclass(frozen=True, slots=True)
class SheetCheck:
    """What checking an archived sheet found.

    `same` is False when the acts and the calendar named on it no longer give what is archived, None when that calendar
    cannot be put together any more. `now_due` is the date today's records give, None when no such clock runs or a
    suspension holds it. `differences` tell in words what is different and why, empty when nothing is. `due_word` says
    what the date is: that of a benchmark is its 目标日.
    """

    paper: Paper
    clock: str
    due: date
    firm: bool
    held: bool
    calendar: str
    same: bool | None
    now_due: date | None
    now_firm: bool
    missing_years: tuple[int, ...]
    now_missing_years: tuple[int, ...]
    differences: tuple[str, ...]
    due_word: str = "到期"

    @property
    def unchanged(self) -> bool:
        """Whether the sheet is confirmed and would be printed the same today."""
        return self.same is True and not self.differences

    @property
    def verdict(self) -> str:
        """The outcome in one sentence."""
        if self.same is False:
            return "与存档不一致：按出具时的登记和日历重算，得不出存档里的结果，请查明原因。"
        if self.same is None:
            return "出具时的日历版本已无法还原，不能逐日复核；以下是与今天的日历和登记的差别。"
        if self.differences:
            return "存档无误：按出具时的登记和日历重算，逐日一致。此后情况有变化，今天重算会不同。"
        return "存档无误：逐日重算一致，今天重算也是同一天。"


def day_lines(days: Iterable[DerivedDay]) -> tuple[DayLine, ...]:
    """The days of a sheet as they are compared."""
    return tuple((day.date.isoformat(), day.counts, str(day.n or ""), day.why) for day in days)


def differing(before: Iterable[DayLine], after: Iterable[DayLine]) -> str:
    """The days that count in one derivation and not in the other, or that only one of them has."""
    old, new = {line[0]: line for line in before}, {line[0]: line for line in after}
    found = []
    for day in sorted({*old, *new}):
        was, now = old.get(day), new.get(day)
        if was is not None and now is not None and was[1] == now[1]:
            continue
        if was is not None and now is not None:
            found.append(f"{day} {_day_words(was)} → {_day_words(now)}")
    added, dropped = sorted(new.keys() - old.keys()), sorted(old.keys() - new.keys())
    found += [f"多出 {_span(added)}"] if added else []
    found += [f"少去 {_span(dropped)}"] if dropped else []
    more = f"，等 {len(found)} 处" if len(found) > _TOLD else ""
    return "，".join(found[:_TOLD]) + more


def _day_words(line: DayLine) -> str:
    return f"{'计' if line[1] else '不计'}（{line[3]}）"


def _span(days: Sequence[str]) -> str:
    return days[0] if len(days) == 1 else f"{days[0]} 至 {days[-1]}"


def told_since(event: Event, events: Sequence[Event]) -> str:
    """An act recorded since, in words; a reversal names what it took back."""
    who = f"{event.by} 于 {event.at:%Y-%m-%d %H:%M}"
    if event.verb is not Verb.REVERSE:
        return f"此后{who}登记了{event.date_words}{VERB_WORDS[event.verb]}"
    target = next((one for one in events if one.id == event.reverses), None)
    what = f"{target.date_words}{VERB_WORDS[target.verb]}" if target else "一条登记"
    why = f"（{event.reason}）" if event.reason else ""
    return f"此后{who}冲销了{what}{why}"

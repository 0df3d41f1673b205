"""Acts of a ledger's flow 台账流转: whether a row stands for an act, on which day, and what it leaves behind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from desktop_app.domain.ledger_entry import EntryAct, EntryChange, LedgerEntry
from desktop_app.domain.ledger_kind import ColumnType, FlowAct, LedgerFlow, LedgerKind
from desktop_app.domain.ledger_value import day_of
from desktop_app.domain.refusals import Refusal


@dataclass(frozen=True, slots=True)
class WantedAct:
    """An act that may be done: what it writes by itself (its day and the new state) and what must be told with it."""

    kind: LedgerKind
    act: FlowAct
    values: Mapping[str, str]

    def refuse_missing(self, values: Mapping[str, str]) -> None:
        """Raises Refusal naming the columns this act needs that are still empty."""
        lacking = [self.kind.column(key).label for key in self.act.needs if not values.get(key)]
        if lacking:
            raise Refusal.say(f"“{self.act.title}”要写明：{'、'.join(lacking)}")
        counts = [self.kind.column(key) for key in self.act.needs]
        wrong = [one.label for one in counts if one.type is ColumnType.COUNT and int(values[one.key]) < 1]
        if wrong:
            raise Refusal.say(f"“{self.act.title}”的{'、'.join(wrong)}要填大于 0 的整数")


def state_of(kind: LedgerKind, values: Mapping[str, str]) -> str:
    """Where a row stands in the flow of its ledger; empty for a ledger without one."""
    return "" if kind.flow is None else values.get(kind.flow.state, "") or kind.flow.states[0]


def act_wanted(
    kind: LedgerKind, entry: LedgerEntry, key: str, history: Iterable[EntryChange], on: date, today: date
) -> WantedAct:
    """The act with a key or a title on a row; raises Refusal when the row does not stand for it or the day is wrong."""
    if kind.flow is None:
        raise Refusal.say(f"台账“{kind.name}”没有办理流转，请直接修改")
    if entry.removed:
        raise Refusal.say("这一行已经移出台账，要办理请先恢复")
    act = next((one for one in kind.flow.acts if key in (one.key, one.title)), None)
    if act is None:
        known = "、".join(f"{one.key}（{one.title}）" for one in kind.flow.acts)
        raise Refusal.say(f"台账“{kind.name}”没有“{key}”这个动作；可用的有：{known}")
    state = state_of(kind, entry.values)
    if state not in act.before:
        possible = "、".join(one.title for one in kind.flow.possible(state)) or "没有"
        raise Refusal.say(f"这一行现在是“{state}”，不能“{act.title}”；可以办的：{possible}")
    _check_day(act, history, on, today)
    values = {kind.flow.state: act.after} | dict.fromkeys(_undone(kind.flow, act, state), "")
    if act.day:
        values[act.day] = on.isoformat()
    if act.counts:
        values[act.counts] = str(int(entry.values.get(act.counts, "") or 0) + 1)
    return WantedAct(kind, act, values)


def days_of_acts(kind: LedgerKind) -> frozenset[str]:
    """The columns that keep the days of acts."""
    return frozenset(act.day for act in (kind.flow.acts if kind.flow is not None else ()) if act.day)


def check_days(kind: LedgerKind, values: Mapping[str, str], today: date) -> None:
    """The days of acts that were typed or corrected must follow each other; raises Refusal naming the two columns."""
    last, before = None, ""
    for act in kind.flow.acts if kind.flow is not None else ():
        day = day_of(values.get(act.day, "")) if act.day else None
        if day is None:
            continue
        label = kind.column(act.day).label
        if day > today:
            raise Refusal.say(f"“{label}”{day} 在今天之后，请核对")
        if last is not None and day < last:
            raise Refusal.say(f"“{label}”{day} 早于“{before}”{last}，请核对")
        last, before = day, label


def _undone(flow: LedgerFlow, act: FlowAct, state: str) -> list[str]:
    """The days of acts that an act which leads back takes away; the history keeps them."""
    place = flow.states.index(act.after)
    if place >= flow.states.index(state):
        return []
    return [one.day for one in flow.acts if one.day and flow.states.index(one.after) > place]


def _check_day(act: FlowAct, history: Iterable[EntryChange], on: date, today: date) -> None:
    if on > today:
        raise Refusal.say(f"“{act.title}”的日期 {on} 在今天之后，请核对")
    last = max((one.on for one in history if one.act is EntryAct.ACT), default=None)
    if last is not None and on < last:
        raise Refusal.say(f"“{act.title}”的日期 {on} 早于上一步的日期 {last}，请核对")

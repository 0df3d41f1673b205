"""Acts of a ledger's flow 台账流转: whether a row stands for an act, on which day, and what it leaves behind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from desktop_app.domain.ledger_entry import EntryAct, EntryChange, LedgerEntry
from desktop_app.domain.ledger_kind import ColumnType, FlowAct, LedgerColumn, LedgerFlow, LedgerKind
from desktop_app.domain.ledger_value import LONGEST_TEXT, day_of
from desktop_app.domain.refusals import Refusal


@dataclass(frozen=True, slots=True)
class WantedAct:
    """An act that may be done: what it writes by itself (its day and the new state) and what must be told with it."""

    kind: LedgerKind
    act: FlowAct
    values: Mapping[str, str]

    def completed(self, before: Mapping[str, str], told: Mapping[str, str]) -> dict[str, str]:
        """All values the act writes into a row, what is told on top of earlier acts added to what the row holds.

        Raises Refusal naming what is missing; what adds up must be told anew each time.
        """
        adds = self.act.adds
        held = {key: text for key, text in before.items() if key not in adds}
        self.refuse_missing({**held, **told, **self.values})
        written = {
            key: _added(self.kind.column(key), before.get(key, ""), text) if key in adds else text
            for key, text in told.items()
            if text or key not in adds
        }
        return {**written, **self.values}

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
    kind: LedgerKind,
    entry: LedgerEntry,
    key: str,
    history: Iterable[EntryChange],
    on: date,
    today: date,
    due: date | None = None,
) -> WantedAct:
    """The act with a key or a title on a row; raises Refusal when the row does not stand for it or the day is wrong.

    `due` is the date the row has to keep so far: an act that moves it afterwards stays known as such (期满后延期).
    """
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
    _check_day(kind, entry, act, history, on, today)
    values = {kind.flow.state: act.after} | dict.fromkeys(_undone(kind.flow, act, state), "")
    if act.day:
        values[act.day] = on.isoformat()
    if act.counts:
        values[act.counts] = str(int(entry.values.get(act.counts, "") or 0) + 1)
    if act.late and due is not None and on > due:
        values[act.late] = str(int(entry.values.get(act.late, "") or 0) + 1)
    return WantedAct(kind, act, values)


def days_in_order(kind: LedgerKind) -> tuple[str, ...]:
    """The columns whose days must follow each other: the day a matter came up, then the days of the acts."""
    if kind.flow is None:
        return ()
    return tuple(key for key in (kind.flow.since, *(act.day for act in kind.flow.acts)) if key)


def checked_days(kind: LedgerKind) -> frozenset[str]:
    """The columns `check_days` looks at: days in order, and days that can only have happened."""
    return frozenset(days_in_order(kind)) | {one.key for one in kind.columns if one.past}


def check_days(kind: LedgerKind, values: Mapping[str, str], today: date) -> None:
    """The days of a row that were typed have happened and follow each other; raises Refusal naming the columns."""
    for column in kind.columns:
        happened = day_of(values.get(column.key, "")) if column.past else None
        if happened is not None and happened > today:
            raise Refusal.say(f"“{column.label}”{happened} 在今天之后，请核对")
    last, before = None, ""
    for key in days_in_order(kind):
        day = day_of(values.get(key, ""))
        if day is None:
            continue
        label = kind.column(key).label
        if day > today:
            raise Refusal.say(f"“{label}”{day} 在今天之后，请核对")
        if last is not None and day < last:
            raise Refusal.say(f"“{label}”{day} 早于“{before}”{last}，请核对")
        last, before = day, label


def _added(column: LedgerColumn, held: str, told: str) -> str:
    """What a column holds after something came on top of it: the sum of counts, texts one after the other."""
    if column.type is ColumnType.COUNT:
        return str(int(held or 0) + int(told))
    joined = f"{held}；{told}" if held else told
    if len(joined) > LONGEST_TEXT:
        raise Refusal.say(f"“{column.label}”连同以前写的超过 {LONGEST_TEXT} 字，请写短一些")
    return joined


def _undone(flow: LedgerFlow, act: FlowAct, state: str) -> list[str]:
    """The days of acts that an act which leads back takes away; the history keeps them."""
    place = flow.states.index(act.after)
    if place >= flow.states.index(state):
        return []
    return [one.day for one in flow.acts if one.day and flow.states.index(one.after) > place]


def _check_day(
    kind: LedgerKind, entry: LedgerEntry, act: FlowAct, history: Iterable[EntryChange], on: date, today: date
) -> None:
    if on > today:
        raise Refusal.say(f"“{act.title}”的日期 {on} 在今天之后，请核对")
    since = kind.flow.since if kind.flow is not None else ""
    raised = day_of(entry.values.get(since, "")) if since else None
    if raised is not None and on < raised:
        raise Refusal.say(f"“{act.title}”的日期 {on} 早于“{kind.column(since).label}”{raised}，请核对")
    last = max((one.on for one in history if one.act is EntryAct.ACT), default=None)
    if last is not None and on < last:
        raise Refusal.say(f"“{act.title}”的日期 {on} 早于上一步的日期 {last}，请核对")

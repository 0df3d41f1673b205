"""Changes of ledger rows in words 变更记录: who did what when, from what to what, why, and whether it was late 补录."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop_app.domain.ledger import FIELD_LABELS
from desktop_app.domain.ledger_entry import EntryAct, EntryChange, ValueChange
from desktop_app.domain.ledger_kind import ColumnType, LedgerKind, Source
from desktop_app.domain.ledger_value import words_of
from desktop_app.domain.money import amount_words

_ACTS = {EntryAct.ADD: "新增", EntryAct.EDIT: "修改", EntryAct.REMOVE: "移出", EntryAct.RESTORE: "恢复"}
_OF_PROJECT = "project:"


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One value of one change in words; a change without values (taken out, put back) is one line without label."""

    change: EntryChange
    what: str
    label: str = ""
    old: str = ""
    new: str = ""

    @property
    def late(self) -> bool:
        """Whether it was entered after the day it happened on 补录."""
        return entered_late(self.change)

    @property
    def told(self) -> str:
        """What changed in one line: 类别：用地 → 环评."""
        if not self.label:
            return ""
        return f"{self.label}：{self.old} → {self.new or '清空'}" if self.old else f"{self.label}：{self.new}"

    @property
    def why(self) -> str:
        """Where it came from and why it was done."""
        return "；".join(part for part in (self.change.source, self.change.note) if part)


def entered_late(change: EntryChange) -> bool:
    """Whether a change was entered after the day it happened on 补录."""
    return change.on < change.at.date()


def change_lines(kind: LedgerKind, changes: Sequence[EntryChange], projects: Mapping[str, str]) -> list[ChangeLine]:
    """Every value that changed, newest change first; `projects` are the names by id."""
    found: list[ChangeLine] = []
    for change in reversed(changes):
        what = act_words(kind, change)
        lines = [_line(kind, change, what, one, projects) for one in change.changes]
        found += lines or [ChangeLine(change, what)]
    return found


def act_words(kind: LedgerKind, change: EntryChange) -> str:
    """What was done to the row: 新增, 修改, 移出, 恢复, or the act of its flow by its title (交办)."""
    if change.act is not EntryAct.ACT:
        return _ACTS[change.act]
    acts = kind.flow.acts if kind.flow is not None else ()
    return next((one.title for one in acts if one.key == change.flow_act), "办理")


def _line(
    kind: LedgerKind, change: EntryChange, what: str, one: ValueChange, projects: Mapping[str, str]
) -> ChangeLine:
    def said(text: str) -> str:
        return _value(kind, one.column, text, projects)

    return ChangeLine(change, what, _label(kind, one.column), said(one.old), said(one.new))


def _label(kind: LedgerKind, key: str) -> str:
    if kind.has(key):
        return kind.column(key).label
    field = key.removeprefix(_OF_PROJECT)
    named = [one.label for one in kind.columns if one.source is Source.PROJECT and one.field == field]
    return named[0] if named else FIELD_LABELS.get(field, field)


def _value(kind: LedgerKind, key: str, text: str, projects: Mapping[str, str]) -> str:
    if kind.has(key):
        column = kind.column(key)
        if column.type is ColumnType.PROJECT:
            return projects.get(text, text)
        unit = column.unit if column.type is ColumnType.AMOUNT and text else ""
        return words_of(column, text) + unit
    return amount_words(int(text)) if key.endswith("_yuan") and text.isdigit() else text

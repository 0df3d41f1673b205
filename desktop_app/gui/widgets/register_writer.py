"""Writing into a ledger from its table: a cell at a time, the other's value told when two people met, and undo."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.application.changes import Changes
from desktop_app.application.desk import Desk
from desktop_app.application.ledger_rows import LedgerRowNow
from desktop_app.domain.ledger_entry import LedgerEntry
from desktop_app.domain.ledger_kind import ColumnType, LedgerKind, Source
from desktop_app.domain.ledger_value import read_value, words_of
from desktop_app.domain.refusals import Refusal
from desktop_app.gui.dialogs.who import with_name
from desktop_app.gui.models.register_reading import remarks_typed
from desktop_app.gui.session import Session

_UNDONE = "撤销"
_KEPT_STEPS = 50


@dataclass(frozen=True, slots=True)
class Step:
    """Something done here that can be taken back: cells by key before and after, or rows added or taken out.

    Rows that were `imported` are many and are not taken back at one stroke; the step only says so.
    """

    kind: LedgerKind
    entry_id: str
    before: Mapping[str, str]
    after: Mapping[str, str]
    added: bool = False
    removed: tuple[str, ...] = ()
    imported: int = 0


@dataclass(frozen=True, slots=True)
class _Written:
    entry: LedgerEntry
    changes: Changes
    remarks: Sequence[str]


@dataclass(frozen=True, slots=True)
class _Overtaken:
    """Somebody else changed the row first: who, and what the cell says now."""

    by: str
    now: str


class RegisterWriter(QObject):
    """Writes cells under the name of who sits here; `said` tells the outcome, red when it was refused."""

    said = Signal(str, bool)
    overtaken = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._page = session, parent
        self._steps: list[Step] = []

    def write(self, kind: LedgerKind, row: LedgerRowNow, key: str, text: str) -> None:
        """Change one cell of a row as it was read."""

        def write(by: str) -> None:
            def work(desk: Desk) -> _Written | _Overtaken:
                return _write(desk, kind, row, key, text, by)

            self._session.ask(
                work,
                lambda answer: self._wrote(kind, row, key, text, answer),
                lambda error: self._refused(error, text),
                owner=self._page,
            )

        with_name(self._session, self._page, write)

    def remember(self, step: Step) -> None:
        """Something was done in a dialog that Ctrl+Z takes back."""
        self._steps = [*self._steps[1 - _KEPT_STEPS :], step]

    def remember_entry(self, kind: LedgerKind, row: LedgerRowNow | None, entry: LedgerEntry) -> None:
        """A row was entered or changed in its dialog."""
        if row is None:
            self.remember(Step(kind, entry.id, {}, {}, added=True))
            return
        keys = [one.key for one in kind.columns if one.source is Source.ENTERED]
        before = {key: row.cells.get(key, "") for key in keys}
        changed = [key for key in keys if before[key] != entry.values.get(key, "")]
        if changed:
            after = {key: entry.values.get(key, "") for key in changed}
            self.remember(Step(kind, entry.id, {key: before[key] for key in changed}, after))

    def undo(self) -> None:
        """Take the last thing back that was done here, by an edit that reverses it."""
        if not self._steps:
            self.said.emit("没有可以撤销的：只能撤销这次打开以来自己在台账里的改动。", False)
            return
        step = self._steps[-1]
        if step.imported:
            self._steps = self._steps[:-1]
            self.said.emit(
                f"最近一步是导入 {step.imported} 行，导入的不能一次撤销：选中不要的行按 Delete 移出，或按变更记录改回。"
                "再按 Ctrl+Z 撤销导入以前的改动。",
                True,
            )
            return

        def undo(by: str) -> None:
            self._session.ask(
                lambda desk: _undo(desk, step, by),
                lambda changes: self._undid(step, changes),
                self._refused,
                owner=self._page,
            )

        with_name(self._session, self._page, undo)

    def _wrote(self, kind: LedgerKind, row: LedgerRowNow, key: str, text: str, answer: _Written | _Overtaken) -> None:
        column = kind.column(key)
        if isinstance(answer, _Overtaken):
            now = words_of(column, answer.now) or "空"
            self.said.emit(
                f"没有保存：{answer.by or '别人'}刚改过这一行，“{column.label}”现在是“{now}”；看过再改。{_typed(text)}",
                True,
            )
            self.overtaken.emit()
            return
        if not answer.changes.ledgers:
            self.said.emit("没有改动。", False)
            return
        told = read_value(column, text).text
        self.remember(Step(kind, answer.entry.id, {key: row.cells.get(key, "")}, {key: told}))
        name = told if column.type is not ColumnType.PROJECT else "选定的项目"
        shown = f"已改为“{words_of(column, name)}”" if told else "已清空"
        where = "，同时写回项目" if column.source is Source.PROJECT else ""
        doubts = f"提醒：{'；'.join(answer.remarks)}。" if answer.remarks else ""
        self.said.emit(f"“{column.label}”{shown}{where}。{doubts}Ctrl+Z 撤销。", False)
        self._session.announce(answer.changes)

    def _undid(self, step: Step, changes: Changes) -> None:
        self._steps = [one for one in self._steps if one is not step]
        self.said.emit("已撤销，变更记录里留有两笔。", False)
        self._session.announce(changes)

    def _refused(self, error: Exception, text: str = "") -> None:
        if isinstance(error, Refusal):
            self.said.emit(f"没有保存：{error}。{_typed(text)}".replace("。。", "。"), True)
            self.overtaken.emit()
        else:
            self._session.lane.trouble.emit(error)


def _typed(text: str) -> str:
    """What was typed into a cell that was not kept, so that it need not be thought of anew."""
    return f"您写的是“{text}”。" if text else ""


def _write(desk: Desk, kind: LedgerKind, row: LedgerRowNow, key: str, text: str, by: str) -> _Written | _Overtaken:
    try:
        if row.anchor:
            answer = desk.entries.put(kind.key, row.anchor, {key: text}, by, version=row.version)
        else:
            answer = desk.entries.edit(row.id, {key: text}, by, version=row.version)
    except Refusal as refusal:
        if refusal.code != "stale":
            raise
        now = _row_now(desk, kind, row.id, row.anchor) or row
        history = desk.entries.history(now.id) if now.id else ()
        return _Overtaken(history[-1].by if history else "", now.cells.get(key, ""))
    return _Written(*answer, remarks_typed(desk, kind, row.cells, {key: text}))


def _undo(desk: Desk, step: Step, by: str) -> Changes:
    if step.removed:
        kinds: frozenset[str] = frozenset()
        for entry_id in step.removed:
            kinds |= desk.entries.restore(entry_id, by, _UNDONE).ledgers
        return Changes(ledgers=kinds)
    if step.added:
        return desk.entries.remove(step.entry_id, by, f"{_UNDONE}新增")
    row = _row_now(desk, step.kind, step.entry_id)
    if row is None:
        raise Refusal.say("这一行已经移出台账，不能撤销")
    other = [step.kind.column(key).label for key, text in step.after.items() if row.cells.get(key, "") != text]
    if other:
        raise Refusal.say(f"“{'、'.join(other)}”后来又改过，不能撤销；请看变更记录后直接改")
    # Amounts are written in the unit of their column, so the words and not the yuan go back.
    written = {key: words_of(step.kind.column(key), text) for key, text in step.before.items()}
    return desk.entries.edit(step.entry_id, written, by, note=_UNDONE)[1]


def _row_now(desk: Desk, kind: LedgerKind, entry_id: str, anchor: str = "") -> LedgerRowNow | None:
    """The row with an id, or the one of a project, case or result, as it is now."""
    rows = desk.entries.rows(kind.key)
    return next((one for one in rows if (anchor and one.anchor == anchor) or (entry_id and one.id == entry_id)), None)

"""Beside a ledger: the chosen row with every column, what can be done with it, and its history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.application.entry_changes import ChangeLine, change_lines
from desktop_app.application.ledger_rows import LedgerRowNow
from desktop_app.application.ledger_words import label_of, lamp_of, read_aloud, shows_lamp
from desktop_app.domain.ledger_entry import EntryChange
from desktop_app.domain.ledger_flow import state_of
from desktop_app.domain.ledger_kind import FlowAct, LedgerFlow, LedgerKind
from desktop_app.gui.widgets.bars import button, link
from desktop_app.gui.widgets.labels import Facts, Tall, breakable, clear, scrolled, words
from desktop_app.gui.widgets.lamp import LampChip
from desktop_app.gui.widgets.remark_note import RemarkNote

_HISTORY_SHOWN = 8
_ACTS_IN_ROW = 3


class RegisterPanel(QWidget):
    """Explains one row; asks for acts by signals."""

    act_asked = Signal(str)
    edit_asked = Signal()
    remove_asked = Signal()
    restore_asked = Signal()
    history_asked = Signal()
    order_asked = Signal()
    project_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = words("", "heading", wrap=True)
        self.nothing = words("选中一行，这里显示它的全部栏目和变更记录。", "soft", wrap=True)
        self.facts, self.remarks = Facts(), RemarkNote()
        self.edit, self.remove = button("修改", tip="Ctrl+回车"), button("移出…", tip="Delete")
        self.restore, self.order = button("恢复", primary=True), button("打印交办单", tip="问题交办（销号）单")
        self.history = link("全部变更…")
        for part, asked in (
            (self.edit, self.edit_asked),
            (self.remove, self.remove_asked),
            (self.restore, self.restore_asked),
            (self.order, self.order_asked),
            (self.history, self.history_asked),
        ):
            part.clicked.connect(asked)
        self._acts, self._usual, self._past = QVBoxLayout(), QHBoxLayout(), QVBoxLayout()
        self._head = QHBoxLayout()
        self._lay_out()
        self.show_row(None, None, (), {})

    def show_row(
        self,
        kind: LedgerKind | None,
        row: LedgerRowNow | None,
        changes: Sequence[EntryChange],
        projects: Mapping[str, str],
        *,
        removed: bool = False,
        remarks: Sequence[str] = (),
    ) -> None:
        """Explain another row and what is doubtful about it; None says how to choose one."""
        there = kind is not None and row is not None
        self.nothing.setVisible(not there)
        for part in (self.title, self.facts, self.edit, self._history_head):
            part.setVisible(there)
        self.remarks.tell(remarks)
        clear(self._head)
        clear(self._acts)
        clear(self._past)
        for part in (self.remove, self.restore, self.order, self.history):
            part.hide()
        if kind is None or row is None:
            return
        self.title.setText(breakable(row.words.get(kind.headline.key, "")) or kind.title)
        self._show_lamps(kind, row)
        self._show_acts(kind, row, removed=removed)
        self.edit.setVisible(not removed)
        self.remove.setVisible(not removed and not row.anchor)
        self.restore.setVisible(removed)
        self.order.setVisible(not removed and kind.key == "issues")
        self.facts.show_facts(self._pairs(kind, row, projects))
        self._show_history(change_lines(kind, changes, projects))

    def _lay_out(self) -> None:
        inside = Tall()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 10, 0)
        column.setSpacing(8)
        column.addWidget(self.facts)
        self._history_head = words("变更记录", "group")
        column.addSpacing(6)
        column.addWidget(self._history_head)
        column.addLayout(self._past)
        column.addWidget(self.history, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch()
        for part in (self.edit, self.remove, self.restore, self.order):
            self._usual.addWidget(part)
        self._usual.setSpacing(8)
        self._usual.addStretch()
        self._acts.setSpacing(6)
        self._past.setSpacing(4)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(18, 14, 8, 12)
        outer.setSpacing(8)
        outer.addWidget(self.title)
        outer.addWidget(self.nothing)
        outer.addLayout(self._head)
        outer.addLayout(self._acts)
        outer.addWidget(self.remarks)
        outer.addWidget(scrolled(inside), 1)
        outer.addLayout(self._usual)

    def _show_lamps(self, kind: LedgerKind, row: LedgerRowNow) -> None:
        for column in kind.columns:
            text = row.cells.get(column.key, "")
            lamp = lamp_of(column, text)
            if lamp is not None:
                self._head.addWidget(LampChip(lamp, text))
        if kind.flow is not None:
            self._head.addWidget(words(state_of(kind, row.cells), "strong"))
        self._head.addStretch()

    def _show_acts(self, kind: LedgerKind, row: LedgerRowNow, *, removed: bool) -> None:
        if kind.flow is None or removed or not row.id:
            return
        line = QHBoxLayout()
        state = state_of(kind, row.cells)
        acts = sorted(kind.flow.possible(state), key=lambda act: _rank(kind.flow, act, state))
        for place, act in enumerate(acts):
            if place and place % _ACTS_IN_ROW == 0:
                line.addStretch()
                self._acts.addLayout(line)
                line = QHBoxLayout()
            made = button(act.title, primary=place == 0)
            made.clicked.connect(lambda _on, key=act.key: self.act_asked.emit(key))
            line.addWidget(made)
        line.addStretch()
        self._acts.addLayout(line)

    def _pairs(
        self, kind: LedgerKind, row: LedgerRowNow, projects: Mapping[str, str]
    ) -> list[tuple[str, str | QWidget]]:
        """The columns that are filled in, then the names of those that are not."""
        pairs: list[tuple[str, str | QWidget]] = []
        if row.project_id:
            name = projects.get(row.project_id, "打开项目")
            go = link(name if len(name) <= 14 else f"{name[:13]}…")
            go.setToolTip(f"打开项目：{name}")
            go.clicked.connect(lambda: self.project_asked.emit(row.project_id))
            pairs.append(("项目", go))
        above = {kind.flow.state} if kind.flow is not None else set()
        filled = [
            one for one in kind.columns if row.words.get(one.key) and one.key not in above and not shows_lamp(one)
        ]
        named = {one.key for one in kind.columns if one.type.value == "project"} if row.project_id else set()
        pairs += [
            (label_of(one), breakable(read_aloud(one, row.words[one.key]))) for one in filled if one.key not in named
        ]
        lacking = [one.label for one in kind.columns if not row.words.get(one.key)]
        if lacking:
            pairs.append(("未填", words("、".join(lacking), "soft", wrap=True)))
        return pairs

    def _show_history(self, lines: list[ChangeLine]) -> None:
        self.history.setVisible(len(lines) > _HISTORY_SHOWN or any(line.why for line in lines))
        if not lines:
            self._past.addWidget(words("还没有变更。", "soft"))
        before = None
        for line in lines[:_HISTORY_SHOWN]:
            if line.change is not before:
                late = "（补录）" if line.late else ""
                said = f"{line.change.on:%Y-%m-%d} {line.what}{late} · {line.change.by or '未署名'}"
                self._past.addWidget(words(said, "small"))
                before = line.change
            if line.told:
                self._past.addWidget(words(breakable(line.told), wrap=True))
            if line.why and (not line.label or line is lines[0]):
                self._past.addWidget(words(breakable(line.why), "faint", wrap=True))


def _rank(flow: LedgerFlow | None, act: FlowAct, state: str) -> int:
    """What leads on stands first, then what stays (延期) or goes back, last what ends it otherwise (作废)."""
    if flow is None or act.after in flow.ended[1:]:
        return 2
    return 0 if flow.states.index(act.after) > flow.states.index(state) else 1

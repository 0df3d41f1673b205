"""One period being prepared: its figures, the lines to type into, praise and criticism; everything typed is kept."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.application.rhythm import Assembled
from desktop_app.application.rhythm_figures import BEFORE_WORDS
from desktop_app.domain.rhythm import CADENCE_WORDS, Cadence
from desktop_app.gui.models.listed import ListModel
from desktop_app.gui.models.rhythm import (
    RANK_COLUMNS,
    STEP_COLUMNS,
    TYPED_SIGN,
    WEEK_COLUMNS,
    RankLine,
    TypedModel,
    rank_lines,
    step_lines,
    week_lines,
)
from desktop_app.gui.widgets.bars import Empty, Refused, link
from desktop_app.gui.widgets.cells import Table
from desktop_app.gui.widgets.figure_strip import FigureStrip
from desktop_app.gui.widgets.labels import Elided, scrolled, words
from desktop_app.gui.widgets.listing import listing
from desktop_app.gui.widgets.remark_note import RemarkNote

_PAUSE = 800
_WHOLE_PIXELS = 150
_NARROW = 1010
_NARROW_HIDES = {"week": ("done",), "steps": ("authority",)}
_HINT = {
    Cadence.WEEK: "带 ✎ 的三列可以改：双击或按 F2；清空就换回建议。改了就存，下周计划会接到下一周的本周计划。",
    Cadence.FORTNIGHT: "卡点、协调事项可以改：双击或按 F2；清空就换回建议。没有填的取本周周调度里写的。",
    Cadence.MONTH: "表扬、批评按数字拟好，一行一条，可以改、删、加。改了就存，出具时印进通报。",
}
_PUBLISHED = "已经出具，这里是当时数；要改请在“文书”里重出，现在数见“已出”。"
_EMPTY = {
    "week": ("这一周没有代办件", "开办代办件以后，这里每件一行：本周计划、完成、灯、卡点、协调事项、下周计划。"),
    "steps": ("没有逾期和临近到期的环节", "红色清单是已经逾期的，黄色清单是剩两个工作日以内的。"),
}


class _Lines(QStackedWidget):
    """A table whose cells can be typed into with the whole chosen row below, or what an empty one means."""

    def __init__(self, name: str, columns: Any, nothing: tuple[str, str]) -> None:
        super().__init__()
        self.model = TypedModel(columns, self)
        self.table: Table = listing(name, self.model)
        # A double click and Enter come as `opened`.
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.whole = words("", wrap=True)
        self.whole.setTextFormat(Qt.TextFormat.PlainText)
        self.whole.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.whole.setAlignment(Qt.AlignmentFlag.AlignTop)
        below = scrolled(self.whole)
        below.setFixedHeight(_WHOLE_PIXELS)
        filled = QWidget()
        column = QVBoxLayout(filled)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.table, 1)
        column.addWidget(below)
        self.addWidget(filled)
        self.addWidget(Empty(*nothing))
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._show_whole())
        self.model.dataChanged.connect(lambda _first, _last: self._show_whole())

    def show_lines(self, lines: list[Any]) -> None:
        """Show lines."""
        self.model.show_rows(lines)
        self.setCurrentIndex(0 if lines else 1)
        if lines:
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._show_whole()

    def _show_whole(self) -> None:
        """The chosen row with every word, also of columns that made room."""
        line = self.model.row_at(self.table.currentIndex().row())
        named = [(column.name.removesuffix(TYPED_SIGN), column.show(line)) for column in self.model.columns if line]
        self.whole.setText("\n".join(f"{name}：{text}" for name, text in named if text))

    def lock(self, locked: bool) -> None:
        """Let nobody type into what has been published; its headings say so by losing their sign."""
        self.model.lock(locked)

    def hide_columns(self, keys: tuple[str, ...], hidden: bool) -> None:
        """Let some columns make room."""
        for place, column in enumerate(self.model.columns):
            if column.key in keys:
                self.table.setColumnHidden(place, hidden)


class _Paragraphs(QWidget):
    """Praise or criticism: a line each, kept while typing; the proposals can be taken back."""

    typed = Signal(str)
    taken_back = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.edit = QPlainTextEdit()
        self.edit.setAccessibleName(name)
        self.edit.setTabChangesFocus(True)
        self.edit.setPlaceholderText("一行一条；没有就空着，印成“无”")
        self.again: QPushButton = link("恢复建议")
        self.again.setToolTip("丢开改过的，换回按现在的数字拟的")
        self.again.clicked.connect(self.taken_back)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self._tell)
        self._kept = ""
        self.edit.textChanged.connect(self._timer.start)
        head = QHBoxLayout()
        head.addWidget(words(name, "strong"))
        head.addStretch()
        head.addWidget(self.again)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.edit, 1)

    def show_text(self, text: str, changed: bool) -> None:
        """Show what is kept or proposed."""
        self._kept = text
        self.again.setVisible(changed)
        if self.edit.toPlainText() != text:
            self.edit.setPlainText(text)
        self._timer.stop()

    def _tell(self) -> None:
        text = self.edit.toPlainText()
        if text != self._kept:
            self._kept = text
            self.again.setVisible(True)
            self.typed.emit(text)

    def flush(self) -> None:
        """Keep at once what was typed last."""
        if self._timer.isActive():
            self._timer.stop()
            self._tell()


class ReportPane(QWidget):
    """`cell_typed` and `text_typed` tell what to keep (None: take back); `open_asked` names a project."""

    cell_typed = Signal(str, str, str)
    text_typed = Signal(str, object)
    open_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.found: Assembled | None = None
        self.title, self.hint = Elided("", "heading"), Elided("", "faint")
        self.strip = FigureStrip()
        self.ahead = Elided("", "amber")
        self.ahead.hide()
        self.refused, self.remark = Refused(), RemarkNote()
        self.week = _Lines("周调度", WEEK_COLUMNS, _EMPTY["week"])
        self.steps = _Lines("红色清单和黄色清单", STEP_COLUMNS, _EMPTY["steps"])
        for lines in (self.week, self.steps):
            lines.model.typed.connect(self.cell_typed)
            lines.table.opened.connect(lambda index, lines=lines: self._open(lines, index))
        self.praise, self.criticism = _Paragraphs("表扬"), _Paragraphs("批评")
        for name, box in (("praise", self.praise), ("criticism", self.criticism)):
            box.typed.connect(lambda text, name=name: self.text_typed.emit(name, text))
            box.taken_back.connect(lambda name=name: self.text_typed.emit(name, None))
        self.ranks: ListModel[RankLine] = ListModel(RANK_COLUMNS, self)
        self.month = self._make_month()
        self.body = QStackedWidget()
        for part in (self.week, self.steps, self.month):
            self.body.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self.title, self.strip, self.hint, self.ahead, self.refused, self.remark):
            column.addWidget(part)
        column.addWidget(self.body, 1)

    def show_period(self, found: Assembled) -> None:
        """Show another period."""
        self.flush()
        self.found = found
        cadence = found.period.cadence
        issued = f"　已出具 {found.issued}" if found.issued else ""
        self.title.say(f"{found.period.title}　截至 {found.as_of:%m-%d}{issued}")
        kept = f"　已存 {found.saved_at:%m-%d %H:%M}" if found.saved_at else ""
        published = bool(found.issued)
        self.hint.say(f"{_PUBLISHED if published else _HINT[cadence]}　{found.before}{kept}")
        self.ahead.say(f"◆ {found.ahead}" if found.ahead else "")
        self.ahead.setVisible(bool(found.ahead))
        for lines in (self.week, self.steps):
            lines.lock(published)
        for box in (self.praise, self.criticism):
            box.edit.setReadOnly(published)
        self.refused.say("")
        self.strip.show_changes(found.changes, BEFORE_WORDS[cadence])
        self.week.show_lines(week_lines(found))
        self.steps.show_lines(step_lines(found))
        self.praise.show_text(found.praise, not published and "praise" in found.typed.texts)
        self.criticism.show_text(found.criticism, not published and "criticism" in found.typed.texts)
        self.ranks.show_rows(rank_lines(found))
        self.body.setCurrentIndex(tuple(Cadence).index(cadence))
        self.setAccessibleName(f"{CADENCE_WORDS[cadence]}的内容")

    def typed_text(self) -> str:
        """Everything people wrote or may change, as it stands here now."""
        models = (self.week.model, self.steps.model)
        lines = [model.row_at(row) for model in models for row in range(model.rowCount())]
        cells = [text for line in lines if line is not None for text in line.cells.values()]
        return "\n".join([*cells, self.praise.edit.toPlainText(), self.criticism.edit.toPlainText()])

    def flush(self) -> None:
        """Keep at once what was typed last."""
        for box in (self.praise, self.criticism):
            box.flush()

    def make_room(self) -> None:
        """On a narrow page some columns make room; what is typed always stays."""
        narrow = self.width() < _NARROW
        self.week.hide_columns(_NARROW_HIDES["week"], narrow)
        self.steps.hide_columns(_NARROW_HIDES["steps"], narrow)

    def focus(self) -> None:
        """Give the keyboard to what can be typed into."""
        part = self.body.currentWidget()
        target: QWidget = part.table if isinstance(part, _Lines) else self.praise.edit
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_month(self) -> QWidget:
        place = QWidget()
        texts = QVBoxLayout()
        texts.setSpacing(10)
        texts.addWidget(self.praise, 1)
        texts.addWidget(self.criticism, 1)
        table = listing("排名", self.ranks)
        sides = QHBoxLayout(place)
        sides.setContentsMargins(0, 0, 0, 0)
        sides.setSpacing(16)
        sides.addLayout(texts, 4)
        sides.addWidget(table, 5)
        return place

    def _open(self, lines: _Lines, index: QModelIndex) -> None:
        """Enter on a cell that can be typed into edits it; elsewhere it opens the project."""
        line = lines.model.row_at(index.row())
        # The Enter that ends typing goes on to the table.
        if line is None or lines.table.state() is QAbstractItemView.State.EditingState:
            return
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            lines.table.edit(index)
        elif line.project_id:
            self.open_asked.emit(line.project_id)

"""The table of a ledger: cells that can be edited where they stand, headers that sort, filter and move."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QHeaderView,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from desktop_app.application.ledger_words import why_not_typed
from desktop_app.domain.ledger_kind import ColumnType
from desktop_app.gui.models.register import RegisterModel
from desktop_app.gui.theme import colour
from desktop_app.gui.widgets.bars import Refused
from desktop_app.gui.widgets.cells import REMARK_ROLE, Table, paint_corner
from desktop_app.gui.widgets.frozen_column import FrozenColumn
from desktop_app.gui.widgets.lamp import LampCell
from desktop_app.gui.widgets.picked_box import WALKING
from desktop_app.gui.widgets.register_fields import (
    ChoiceValue,
    LineValue,
    LongValue,
    ProjectChoice,
    ProjectValue,
    ValueField,
    problem_of,
    value_field,
)
from desktop_app.gui.widgets.remark_note import RemarkNote

Index = QModelIndex | QPersistentModelIndex
_ELSEWHERE = frozenset({Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason})
_LEAST_WIDTH = 40
_COMPLAINT_WIDTH = 340


class RegisterCell(LampCell):
    """Paints a cell, marks the one the keyboard is in, and edits it by the type of its column.

    `written` carries row, column key and what was typed, once it can be understood; `typed` the same with every key;
    `given_up` the sentence why an edit that was left could not be taken.
    """

    written = Signal(int, str, str)
    typed = Signal(int, str, str)
    given_up = Signal(str)

    def __init__(self, table: RegisterTable) -> None:
        super().__init__(table)
        self._table = table
        self.projects: Sequence[ProjectChoice] = ()
        self.complaint = Refused(table.viewport())
        self.complaint.setFixedWidth(_COMPLAINT_WIDTH)
        self.remark = RemarkNote(table.viewport())
        self.remark.setFixedWidth(_COMPLAINT_WIDTH)
        self.remark.shown.connect(self._place_remark)
        self._editor: QWidget | None = None

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the cell, a corner where something about it is doubtful, and a frame where the keyboard is."""
        super().paint(painter, option, index)
        if index.data(REMARK_ROLE):
            paint_corner(painter, option.rect)  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        if state & QStyle.StateFlag.State_HasFocus:
            painter.save()
            painter.setPen(QPen(colour("accent"), 1))
            painter.drawRect(option.rect.adjusted(1, 1, -2, -2))  # type: ignore[attr-defined]
            painter.restore()

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """The field of the column, in the place of the cell."""
        column = self._table.register.column_at(index.column())
        assert column is not None
        made = value_field(column, self.projects, parent, inline=True)
        if isinstance(made, QComboBox):
            made.activated.connect(lambda _place: self._finish(made))
        row = index.row()
        made.changed.connect(lambda: self.typed.emit(row, column.key, made.written()))
        self._editor = made
        return made

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Begin with what the cell holds."""
        row, column = self._table.register.row_at(index.row()), self._table.register.column_at(index.column())
        if row is not None and column is not None and isinstance(editor, LineValue | ChoiceValue | ProjectValue):
            editor.show_value(row.cells.get(column.key, ""))
            line = editor if isinstance(editor, LineValue) else editor.lineEdit()
            if line is not None:
                line.selectAll()

    def setModelData(self, editor: QWidget, _model: QAbstractItemModel, index: Index) -> None:
        """Hand over what was typed; the ledger itself is changed by whoever listens."""
        column = self._table.register.column_at(index.column())
        if column is None or not isinstance(editor, LineValue | LongValue | ChoiceValue | ProjectValue):
            return
        wrong = problem_of(editor)
        if wrong:
            self.given_up.emit(f"{wrong}。没有保存，原来的值没变。")
        else:
            self.written.emit(index.row(), column.key, editor.written())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        """As large as the cell, but never too narrow to write in."""
        rect = option.rect  # type: ignore[attr-defined]
        width = max(rect.width(), 150)
        rect.setLeft(max(0, min(rect.left(), self._table.viewport().width() - width)))
        rect.setWidth(width)
        editor.setGeometry(rect.adjusted(1, 1, -1, -2))

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        """Take the sentence away with the field."""
        self.complaint.say("")
        self.remark.drop()
        self._editor = None
        super().destroyEditor(editor, index)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """What cannot be understood is told at the cell, and the field stays open; it does so too while another window
        is looked at, for half a text is nothing to keep. A choice is walked in its list, and taken there.
        """
        if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() in _ELSEWHERE:
            return False
        if isinstance(editor, QComboBox) and isinstance(event, QKeyEvent) and event.key() in WALKING:
            if event.type() is QEvent.Type.KeyPress:
                editor.showPopup()
            return True
        if isinstance(editor, LineValue | ChoiceValue | ProjectValue) and isinstance(event, QKeyEvent):
            leaving = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
            if event.type() is QEvent.Type.KeyPress and leaving and self._complain(editor):
                return True
            if event.type() is QEvent.Type.KeyPress and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._finish(editor)
                return True
        return super().eventFilter(editor, event)

    def _finish(self, editor: ValueField) -> None:
        if not self._complain(editor):
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def _complain(self, editor: ValueField) -> bool:
        wrong = problem_of(editor)
        self.complaint.say(wrong)
        if wrong:
            self.remark.drop()
            self._place(self.complaint, editor)
        return bool(wrong)

    def _place_remark(self) -> None:
        if self._editor is not None:
            self.complaint.say("")
            self._place(self.remark, self._editor)

    def _place(self, sentence: QWidget, editor: QWidget) -> None:
        """Below the field, or above it where there is no room below."""
        # A wrapped text is asked for its height at this width; its size hint is that of another width.
        sentence.setFixedHeight(max(sentence.heightForWidth(_COMPLAINT_WIDTH), 0))
        room = self._table.viewport().size()
        place = editor.geometry().bottomLeft() + QPoint(0, 4)
        if place.y() + sentence.height() > room.height():
            place = editor.geometry().topLeft() - QPoint(0, sentence.height() + 4)
        place.setX(max(0, min(place.x(), room.width() - sentence.width())))
        sentence.move(place)
        sentence.raise_()


class RegisterTable(Table):
    """F2 or a double click edits a cell, Enter opens the row, Delete takes it out; headers sort, filter and move."""

    sort_asked = Signal(str, bool)
    menu_asked = Signal(str, QPoint)
    remove_asked = Signal()
    not_editable = Signal(str)
    arranged = Signal()

    frozen: FrozenColumn | None = None
    """None while Qt is still putting the table together."""

    def __init__(self, model: RegisterModel, parent: QWidget | None = None) -> None:
        super().__init__("台账", parent)
        self.register = model
        self._laying = False
        self.setModel(model)
        self.frozen = FrozenColumn(self)
        self.cell = RegisterCell(self)
        self.setItemDelegate(self.cell)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.doubleClicked.disconnect(self.opened)
        head = self.horizontalHeader()
        head.setSectionsClickable(True)
        head.setSectionsMovable(True)
        # Else every painting of the header asks each cell of 50,000 rows whether its column is chosen.
        head.setSelectionModel(QItemSelectionModel(model, self))
        head.setMinimumSectionSize(_LEAST_WIDTH)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        head.customContextMenuRequested.connect(self._offer_menu)
        head.sectionClicked.connect(self._sort)
        head.sectionMoved.connect(lambda *_places: self._tell_arranged())
        head.sectionResized.connect(lambda *_sizes: self._tell_arranged())

    def lay_out_columns(self, widths: dict[str, int]) -> None:
        """Give the columns their widths: those the person made, else those of the ledger."""
        self._laying = True
        head = self.horizontalHeader()
        for number, column in enumerate(self.register.columns):
            head.moveSection(head.visualIndex(number), number)
            self.setColumnWidth(number, max(_LEAST_WIDTH, widths.get(column.key, column.width)))
        self._laying = False
        kind = self.register.kind
        keys = [column.key for column in self.register.columns]
        named = kind.headline.key if kind is not None else ""
        if self.frozen is not None:
            self.frozen.freeze(keys.index(named) if named in keys else -1)

    def keys_in_order(self) -> list[str]:
        """The keys of the columns from left to right."""
        head = self.horizontalHeader()
        columns = self.register.columns
        return [columns[head.logicalIndex(place)].key for place in range(len(columns))]

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Bring a cell into view, beside the column that stays."""
        super().scrollTo(index, hint)
        if self.frozen is None:
            return
        covered = self.frozen.covered() - self.columnViewportPosition(index.column())
        if covered > 0 and index.column() != self.frozen.section:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - covered)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The column that stays is as high as the table."""
        super().resizeEvent(event)
        if self.frozen is not None:
            self.frozen.place()

    def selectionChanged(self, chosen: QItemSelection, left: QItemSelection) -> None:
        """The column that stays shows what is chosen."""
        super().selectionChanged(chosen, left)
        if self.frozen is not None:
            self.frozen.update()

    def edit_cell(self, index: QModelIndex) -> None:
        """Edit a cell where it stands, or say why that cannot be."""
        column, row = self.register.column_at(index.column()), self.register.row_at(index.row())
        kind = self.register.kind
        if column is None or row is None or kind is None or not self.register.writable:
            return
        if why_not_typed(kind, column, row):
            self.not_editable.emit(column.key)
        elif column.type is ColumnType.LONG and "\n" in row.cells.get(column.key, ""):
            self.opened.emit(index)  # a line cannot hold the paragraphs
        else:
            self.scrollTo(index)
            self.edit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 edits, Delete takes the row out, Alt+↓ opens the menu of the column."""
        index = self.currentIndex()
        if index.isValid() and event.key() == Qt.Key.Key_F2:
            self.edit_cell(index)
        elif index.isValid() and event.key() == Qt.Key.Key_Delete:
            self.remove_asked.emit()
        elif event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._offer_menu(QPoint(self.columnViewportPosition(max(index.column(), 0)) + 4, 0))
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A cell that people write is edited, any other one opens its row."""
        index = self.indexAt(event.position().toPoint())
        column, row = self.register.column_at(index.column()), self.register.row_at(index.row())
        kind = self.register.kind
        if column is None or row is None or kind is None:
            return
        if self.register.writable and not why_not_typed(kind, column, row):
            self.edit_cell(index)
        else:
            self.opened.emit(index)

    def _sort(self, section: int) -> None:
        column = self.register.column_at(section)
        if column is not None:
            more = bool(QApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.sort_asked.emit(column.key, more)

    def _offer_menu(self, place: QPoint) -> None:
        head = self.horizontalHeader()
        column = self.register.column_at(head.logicalIndexAt(place))
        if column is not None:
            self.menu_asked.emit(column.key, head.mapToGlobal(QPoint(place.x(), head.height())))

    def _tell_arranged(self) -> None:
        if not self._laying:
            self.arranged.emit()

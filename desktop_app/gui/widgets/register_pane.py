"""A ledger of any kind as a table: its views, conditions, order and columns, totals, and the cells edited in place."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QItemSelectionModel, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.application.desk import Desk
from desktop_app.application.forms.ledger_sheet import sheet_answers
from desktop_app.application.ledger_rows import LedgerRowNow
from desktop_app.application.ledger_words import condition_words, usual_columns, why_not_typed
from desktop_app.domain.ledger_kind import LedgerKind
from desktop_app.domain.ledger_query import Condition, LedgerQuery, LedgerView
from desktop_app.gui.dialogs.column_chooser import ColumnChooser
from desktop_app.gui.dialogs.column_filter import ColumnFilter
from desktop_app.gui.models.register import RegisterModel, row_key
from desktop_app.gui.models.register_reading import (
    PaneQuery,
    PaneRead,
    read_ledger,
    remarks_typed,
    sorted_by,
    sums_words,
)
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.bars import Empty, button, menu_button
from desktop_app.gui.widgets.labels import Elided, words
from desktop_app.gui.widgets.register_bar import ALL, REMOVED, FilterBar, ViewBar
from desktop_app.gui.widgets.register_figures import FigureLine
from desktop_app.gui.widgets.register_memory import (
    keep_columns,
    keep_view,
    keep_widths,
    kept_columns,
    kept_view,
    kept_widths,
)
from desktop_app.gui.widgets.register_menu import column_menu
from desktop_app.gui.widgets.register_table import RegisterTable

_KEYS = "F2 改格 · Enter 打开 · 空格 详情 · Ctrl+N 新增 · Delete 移出 · Ctrl+Z 撤销 · Ctrl+C 复制"
_KEYS_FROM = 1200
_CHOOSE = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
_NONE_REMOVED = ("没有移出的行", "移出台账的行会在这里，可以恢复。")


class RegisterPane(QWidget):
    """Reads one ledger and shows it; what is done with a row is asked for by signals."""

    chosen = Signal()
    opened = Signal()
    previewed = Signal()
    told = Signal(str)
    remove_asked = Signal()
    add_asked = Signal()
    import_asked = Signal()
    written = Signal(object, str, str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.read: PaneRead | None = None
        self.asked = PaneQuery()
        self._kind_key = ""
        self._edition = 0
        self._wanted = ""
        self._columns: list[str] = []
        self._totals = ""
        self.views, self.filters, self.figures = ViewBar(), FilterBar(), FigureLine()
        self.model = RegisterModel(self)
        self.table = RegisterTable(self.model)
        self.said, self.sums = Elided("", "soft"), Elided("", "strong")
        self.refusal = words("", "red", wrap=True)
        self.refusal.hide()
        self._listen()
        self._lay_out()

    @property
    def kind(self) -> LedgerKind | None:
        """The ledger that is shown; None before the first reading."""
        return self.read.kind if self.read is not None else None

    @property
    def removed(self) -> bool:
        """Whether the rows taken out are shown."""
        return self.views.current == REMOVED

    def show_kind(self, key: str, project: tuple[str, str] = ("", ""), row: str = "", text: str = "") -> None:
        """Show a ledger as it was left; with a project, a row or a text to look for everything else is taken away."""
        if key != self._kind_key:
            self._kind_key, self.read = key, None
            self.views.current = kept_view(key)
            self.asked = PaneQuery()
        if project[0] or row or text:
            self.views.current = ALL
            self.asked = PaneQuery(LedgerQuery(text=text), *project)
        self._wanted = row or self._wanted
        self.refresh()

    def search(self, text: str) -> None:
        """Look for a text in all columns."""
        if text != self.asked.query.text:
            self.ask(replace(self.asked.query, text=text))

    def ask(self, query: LedgerQuery) -> None:
        """Show what another query wants, of the rows read already."""
        self.asked = replace(self.asked, query=query)
        self._select()

    def refresh(self) -> None:
        """Read the ledger again; only the newest question is answered."""
        self._edition += 1
        edition, key, removed = self._edition, self._kind_key, self.removed

        def show(found: PaneRead) -> None:
            if edition == self._edition:
                self._take(found)

        self.session.ask(lambda desk: read_ledger(desk, key, removed=removed), show, owner=self)

    def back(self) -> None:
        """Esc: the conditions first, then the view."""
        if self.asked != PaneQuery(self._view_query()):
            self.asked = PaneQuery(self._view_query())
            self._select()
        elif self.views.current != ALL:
            self.views.choose(ALL)

    def current(self) -> LedgerRowNow | None:
        """The row the keyboard is on."""
        index = self.table.currentIndex()
        return self.model.row_at(index.row()) if index.isValid() else None

    def rows(self) -> list[LedgerRowNow]:
        """The chosen rows in the order shown; with none chosen the one the keyboard is on."""
        # By ranges: asking for the selected rows looks at every cell, which takes long in a large ledger.
        ranges = self.table.selectionModel().selection()
        chosen = sorted(
            {row for one in map(ranges.at, range(ranges.size())) for row in range(one.top(), one.bottom() + 1)}
        )
        found = [row for row in map(self.model.row_at, chosen) if row is not None]
        here = self.current()
        return found or ([here] if here is not None else [])

    def select_row(self, key: str) -> None:
        """Choose a row when the ledger has been read again."""
        self._wanted = key

    def sheet_answers(self) -> dict[str, object]:
        """What is shown now as the answers of the printed ledger."""
        kind, asked = self.kind, self.asked
        if kind is None:
            return {}
        return sheet_answers(kind, self.table.keys_in_order(), asked.query, asked.project_name)

    def project_names(self) -> dict[str, str]:
        """The names of the projects by id."""
        return {one.id: one.name for one in self.read.projects} if self.read is not None else {}

    def view_now(self, name: str, view_id: str = "") -> LedgerView:
        """How the ledger is shown now, as a view."""
        every = usual_columns(self.model.kind) if self.model.kind is not None else []
        keys = self.table.keys_in_order()
        return LedgerView(name, self.asked.query, () if keys == every else tuple(keys), view_id)

    def say(self, text: str, refused: bool = False) -> None:
        """Tell below the table what happened; a refusal takes a line of its own, so that every word of it is read."""
        self.said.say(text)
        self.said.setVisible(not refused)
        self.refusal.setText(text if refused else "")
        self.refusal.setVisible(refused)

    def choose_columns(self) -> None:
        """Open the dialog of the columns."""
        if self.kind is not None:
            ColumnChooser(self.session, self.kind, self.table.keys_in_order(), self.show_columns, self).open()

    def filter_column(self, key: str) -> None:
        """Open the dialog of the condition of a column."""
        if self.kind is None or self.read is None:
            return
        column = self.kind.column(key)
        found = sorted({cells.get(key, "") for _row, cells in self.read.lines})
        before = next((one for one in self.asked.query.conditions if one.column == key), None)
        ColumnFilter(self.session, column, found, before, lambda one: self.put_condition(key, one), self).open()

    def _listen(self) -> None:
        table = self.table
        table.opened.connect(lambda _index: self.opened.emit())
        table.previewed.connect(lambda _index: self.previewed.emit())
        table.copy_asked.connect(self._copy)
        table.remove_asked.connect(self.remove_asked)
        table.sort_asked.connect(self._sort)
        table.menu_asked.connect(lambda key, place: column_menu(self, key).popup(place))
        table.not_editable.connect(self._say_why_not)
        table.arranged.connect(self._keep_widths)
        table.cell.written.connect(self._hand_over)
        table.cell.typed.connect(self._look_at)
        table.cell.given_up.connect(lambda said: self.say(said, refused=True))
        table.selectionModel().currentRowChanged.connect(lambda _new, _old: self.chosen.emit())
        table.selectionModel().selectionChanged.connect(lambda _new, _old: self._sum())
        self.views.chosen.connect(self._open_view)
        self.filters.dropped.connect(self._drop)
        self.filters.cleared.connect(self.back)

    def _lay_out(self) -> None:
        self.columns = menu_button("栏", tip="选显示的栏，调先后（Ctrl+L）")
        self.columns.clicked.connect(self.choose_columns)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.views, 1)
        top.addWidget(self.columns)
        self.add, self.bring, clear = button("新增", primary=True), button("导入 Excel"), button("清除条件")
        self.add.clicked.connect(self.add_asked)
        self.bring.clicked.connect(self.import_asked)
        clear.clicked.connect(self.back)
        self.empty = Empty("台账还是空的", "", self.add, self.bring)
        self.nothing = Empty("没有符合条件的行", "换个词，或者去掉条件。查找会看所有的栏。", clear)
        self._stack = QStackedWidget()
        for part in (self.table, self.empty, self.nothing):
            self._stack.addWidget(part)
        foot = QHBoxLayout()
        foot.setSpacing(16)
        foot.addWidget(self.sums)
        foot.addWidget(self.said, 1)
        self.keys = Elided(_KEYS, "soft")
        foot.addWidget(self.keys)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(top)
        column.addWidget(self.filters)
        column.addWidget(self._stack, 1)
        column.addWidget(self.refusal)
        column.addWidget(self.figures)
        column.addLayout(foot)

    def _take(self, found: PaneRead) -> None:
        first = self.read is None
        self.read = found
        self.table.cell.projects = found.projects
        self.model.writable = not self.removed
        self.figures.show_figures(found.figures)
        self.model.remarks = lambda row: found.remarks(row, self.session.today)
        self.views.show_views(found.views, found.counts, self.views.current)
        if first and self.asked == PaneQuery():
            self.asked = PaneQuery(self._view_query())
        if first or self.model.kind is not found.kind:
            self._columns = self._view_columns()
            self._set_columns()
        self._select()

    def _select(self) -> None:
        """Put the rows wanted together on the lane: sorting a long ledger takes a while."""
        read, asked = self.read, self.asked
        if read is None:
            return
        self._edition += 1
        edition = self._edition

        def work(_desk: Desk) -> tuple[list[LedgerRowNow], str]:
            rows = asked.of(read.kind, read.lines)
            return rows, sums_words(read.kind, rows)

        def show(found: tuple[list[LedgerRowNow], str]) -> None:
            if edition == self._edition:
                self._show(read, *found)

        self.session.ask(work, show, owner=self)

    def _show(self, read: PaneRead, rows: list[LedgerRowNow], sums: str) -> None:
        kept, index = self.current(), self.table.currentIndex()
        key = self._wanted or (row_key(kept) if kept is not None else "")
        self._wanted = ""
        self.model.show_rows(rows, self.asked.query)
        place = self.model.position(key)
        if rows:
            place = place if place >= 0 else min(max(index.row(), 0), len(rows) - 1)
            # Told outright: with Ctrl still held from Ctrl+Z the table itself would leave the row unchosen.
            self.table.selectionModel().setCurrentIndex(self.model.index(place, max(index.column(), 0)), _CHOOSE)
            self.table.scrollTo(self.table.currentIndex())
        self._totals = sums
        self._show_conditions(read.kind)
        self.empty.say(*(_NONE_REMOVED if self.removed else ("台账还是空的", read.kind.empty)))
        self._stack.setCurrentIndex(0 if rows else 1 if not read.lines else 2)
        all_of = f"共 {len(read.lines)} 行" if read.lines else ""
        self.told.emit(all_of if len(rows) == len(read.lines) else f"{all_of} · 显示 {len(rows)} 行")
        self._sum()
        self.chosen.emit()

    def _show_conditions(self, kind: LedgerKind) -> None:
        asked = self.asked
        said = [f"项目 {asked.project_name}"] if asked.project_id else []
        said += [condition_words(kind, one) for one in asked.query.conditions if kind.has(one.column)]
        self.filters.show_conditions(said)

    def _sum(self) -> None:
        """Totals of the chosen rows, or of all that are shown."""
        kind = self.kind
        if kind is None:
            return
        chosen = self.rows()
        many = len(chosen) > 1
        said = sums_words(kind, chosen) if many else self._totals
        head = f"选中 {len(chosen)} 行" if many else "合计" if said else ""
        self.sums.say(f"{head}　{said}".strip())
        self.sums.setVisible(bool(head))
        self.keys.setVisible(not head or self.width() > _KEYS_FROM)

    def _view_query(self) -> LedgerQuery:
        view = self.views.view()
        return view.query if view is not None else LedgerQuery()

    def _view_columns(self) -> list[str]:
        """The columns of the open view, else those the person chose for this ledger, else all."""
        kind, view = self.kind, self.views.view()
        if kind is None:
            return []
        wanted = kept_columns(kind.key) if view is None else view.columns
        known = [key for key in wanted if kind.has(key)]
        return known or usual_columns(kind)

    def _set_columns(self) -> None:
        kind = self.kind
        if kind is not None:
            self.model.show_columns(kind, [kind.column(key) for key in self._columns])
            self.table.lay_out_columns(kept_widths(kind.key))

    def show_columns(self, keys: list[str]) -> None:
        """Show these columns in this order."""
        self._columns = keys
        self._set_columns()
        self._keep_columns()
        self._select()

    def _keep_columns(self) -> None:
        if self.kind is not None and self.views.current == ALL:
            keep_columns(self.kind.key, self.table.keys_in_order())

    def _keep_widths(self) -> None:
        kind = self.kind
        if kind is None:
            return
        columns = enumerate(self.model.columns)
        keep_widths(kind.key, {column.key: self.table.columnWidth(number) for number, column in columns})
        self._keep_columns()

    def _open_view(self, key: str) -> None:
        keep_view(self._kind_key, ALL if key == REMOVED else key)
        self.asked = PaneQuery(self._view_query())
        self._columns = self._view_columns()
        self._set_columns()
        self.refresh()

    def _sort(self, key: str, more: bool) -> None:
        self.ask(sorted_by(self.asked.query, key, more=more))

    def put_condition(self, key: str, condition: Condition | None) -> None:
        """Put the condition of a column in force, or take it away."""
        kept = [one for one in self.asked.query.conditions if one.column != key]
        self.ask(replace(self.asked.query, conditions=(*kept, *([condition] if condition else []))))

    def _drop(self, place: int) -> None:
        if self.asked.project_id:
            place -= 1
        if place < 0:
            self.asked = replace(self.asked, project_id="", project_name="")
            self._select()
            return
        conditions = list(self.asked.query.conditions)
        del conditions[place]
        self.ask(replace(self.asked.query, conditions=tuple(conditions)))

    def _say_why_not(self, key: str) -> None:
        kind, row = self.kind, self.current()
        if kind is not None and row is not None:
            column = kind.column(key)
            self.say(f"“{column.label}”{why_not_typed(kind, column, row)}，不能在这里改。", refused=True)

    def _hand_over(self, number: int, key: str, text: str) -> None:
        row = self.model.row_at(number)
        if row is not None and self.kind is not None:
            self.written.emit(row, key, text)

    def _look_at(self, number: int, key: str, text: str) -> None:
        """Say beside the cell what is doubtful about what is being typed."""
        row, kind = self.model.row_at(number), self.kind
        if row is not None and kind is not None:
            self.table.cell.remark.look(self.session, lambda desk: remarks_typed(desk, kind, row.cells, {key: text}))

    def _copy(self) -> None:
        rows = self.rows()
        if rows:
            QGuiApplication.clipboard().setText(self.model.text_of(rows))
            self.say(f"已复制 {len(rows)} 行，可以粘贴到 Excel")

"""统计: figures over all cases, each with its 口径, its table and the rows behind every bar, as of any past day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from PySide6.QtCore import QModelIndex, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.application.changes import Changes
from desktop_app.application.statistics_told import Choices, LateLine, Question, Told
from desktop_app.application.whole_file import write_whole
from desktop_app.domain.as_of import SIGHT_WORDS, Sight
from desktop_app.domain.indicator import SET_WORDS
from desktop_app.domain.statistics.figure import Figure, FigureKind, Row, rows_behind
from desktop_app.domain.statistics.kinds import EVERY_FIGURE, FIGURES, INDICATORS
from desktop_app.gui.dialogs.preview import PreviewDialog
from desktop_app.gui.models.listed import ListModel
from desktop_app.gui.models.paged import copy_chosen
from desktop_app.gui.models.statistics import (
    LATE_COLUMNS,
    ROW_COLUMNS,
    LineShown,
    line_columns,
    lines_shown,
)
from desktop_app.gui.pages.page import Page
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.bars import Empty, Refused, button
from desktop_app.gui.widgets.cells import Table
from desktop_app.gui.widgets.chart import Chart
from desktop_app.gui.widgets.file_choice import choose_place
from desktop_app.gui.widgets.labels import Elided, words
from desktop_app.gui.widgets.listing import fitted_widths, listing, set_columns
from desktop_app.gui.widgets.split import split
from desktop_app.gui.widgets.statistics_bar import StatisticsBar

_LIST_WIDE, _LIST_NARROW = 190, 160
_NARROW = 1500
_LEAST, _MOST = 0.45, 0.66
"""What share of the width the table beside the chart takes at least and at most."""
_NAME = 110
"""Least pixels for what a line of the table is about, before the other columns are scrolled to."""
_FIGURE = 34
"""Pixels a line of the list of figures is high."""
_NARROW_HIDES = ("ended",)


class StatisticsPage(Page):
    """Figures on the left; the chosen one with its chart, its table and what stands behind it on the right."""

    key = "statistics"
    name = "统计"

    def __init__(self, session: Session) -> None:
        super().__init__(session, self.name)
        self._told: Told | None = None
        self._edition = 0
        self._chosen = -1
        self._border_moved = False
        self.copy = button("复制表格", tip="把整张表复制到剪贴板，可以直接粘贴到 Excel")
        self.copy.clicked.connect(self.copy_table)
        self.paper = button("打印", tip="Ctrl+P：这张统计图，或全部统计图")
        self.paper.clicked.connect(self.print_now)
        self.export = button("导出 Excel", tip="统计表、明细，过去的日子连同补录和冲正")
        self.export.clicked.connect(self.ask_where)
        self.rates = button("指标与三未", tip="开工率、投产率等指标的定义、发布和核对，三未清单")
        self.rates.clicked.connect(lambda: self.go.emit("indicators", None))
        for part in (self.rates, self.copy, self.export, self.paper):
            self.topbar.add(part)
        self.find_projects()
        self.bar = StatisticsBar(session.today)
        self.bar.changed.connect(self.refresh)
        self.bar.looked.connect(self._show)
        self._make_parts()
        self._lay_out()

    @property
    def kind(self) -> FigureKind:
        """The chosen figure."""
        return EVERY_FIGURE[max(self.figures.currentRow(), 0)]

    @property
    def figure(self) -> str:
        """The key of the chosen figure."""
        return self.kind.key

    def enter(self, argument: object) -> None:
        """The list of figures has the keyboard; an argument is the key of a figure."""
        keys = [kind.key for kind in EVERY_FIGURE]
        if argument in keys:
            self.figures.setCurrentRow(keys.index(str(argument)))
        super().enter(argument)
        self.figures.setFocus()

    def refresh(self) -> None:
        """Count the chosen figure; only the newest question is answered."""
        self.stale = False
        self._edition += 1
        self.refused.say("")
        self._advance(self._edition, self.bar.question(self.figure))

    def watches(self, changes: Changes) -> bool:
        """Acts, days, plans, projects and benchmarks all bear on the figures."""
        return super().watches(changes) or changes.benchmarks or changes.indicators or bool(changes.ledgers)

    def back(self) -> None:
        """Esc: first the filters, then back to today."""
        if self.bar.narrowed:
            self.bar.widen()
        elif self.bar.is_past:
            self.bar.back_to_today()

    def print_now(self) -> None:
        """Preview the figure on paper; its sheet can carry all figures as well."""
        if self.paper.isEnabled():
            PreviewDialog(self.session, "statistics-sheet", "", self, answers=self._answers()).open()

    def copy_table(self) -> None:
        """Put the whole table on the clipboard."""
        self.lines.selectAll()
        copy_chosen(self.lines, self.line_model)
        self.lines.clearSelection()
        self.progress_words.say("整张表已复制，可以粘贴到 Excel")

    def ask_where(self) -> None:
        """Ask for a place, then save the figure there as a workbook."""
        name = f"{(self._shown() or self).kind.title}-{self.bar.question(self.figure).as_of}.xlsx"
        choose_place(self, "导出统计图表", name, "Excel 工作簿 (*.xlsx)", self.save_to)

    def save_to(self, path: Path) -> None:
        """Write the figure that is shown into a workbook and say so."""
        question, sight = self.bar.question(self.figure), self.bar.chosen_sight
        self.session.ask(
            lambda desk: write_whole(path, desk.statistics.workbook(question, sight)),
            lambda _none: self.progress_words.say(f"已保存：{path}"),
            self._fail,
            owner=self,
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a narrow page the rows do without a column."""
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        self.figures.setFixedWidth(_LIST_NARROW if narrow else _LIST_WIDE)
        for place, column in enumerate(ROW_COLUMNS):
            if column.key in _NARROW_HIDES:
                self.rows.setColumnHidden(place, narrow)
        QTimer.singleShot(0, self, self._fit_lines)

    def _fit_lines(self) -> None:
        """The table takes the room its numbers need, up to a share of the width, until somebody moves the border."""
        widths = fitted_widths(self.lines, self.line_model)
        for place, width in enumerate(widths):
            self.lines.setColumnWidth(place, width)
        head, whole = self.lines.horizontalHeader(), sum(self._above.sizes())
        wished = sum(widths) + self.lines.verticalScrollBar().sizeHint().width() + 4
        if not self._border_moved:
            most = min(round(whole * _MOST), whole - self.chart.least_width)
            table = min(max(wished, round(whole * _LEAST)), most)
            self._above.setSizes([whole - table, table])
        name = min([*widths[:1], _NAME])
        tight = self.lines.viewport().width() < sum(widths[1:]) + name
        # What a line is about takes what is left; where nothing is left the other columns are scrolled to.
        mode = QHeaderView.ResizeMode.Interactive if tight else QHeaderView.ResizeMode.Stretch
        head.setSectionResizeMode(0, mode)
        if tight:
            self.lines.setColumnWidth(0, name)

    def _keep_border(self) -> None:
        self._border_moved = True

    def _answers(self) -> dict[str, object]:
        asked = self.bar.question(self.figure)
        wished = {
            "figure": self.kind.title,
            "first": str(asked.first),
            "last": str(asked.last),
            "as_of": str(asked.as_of),
            "sight": SIGHT_WORDS[self.bar.chosen_sight],
            **asdict(asked.scope),
            "definitions": SET_WORDS[asked.definitions],
        }
        return {key: value for key, value in wished.items() if value}

    def _make_parts(self) -> None:
        self.figures = QListWidget()
        self.figures.setAccessibleName("统计图")
        for kind in EVERY_FIGURE:
            item = QListWidgetItem(kind.title)
            item.setSizeHint(QSize(0, _FIGURE))
            self.figures.addItem(item)
        self.figures.setCurrentRow(0)
        self.figures.currentRowChanged.connect(lambda _row: self._change_figure())
        self.title = words("", "heading")
        self.definition = words("", "soft", wrap=True)
        self.refused = Refused()
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(4)
        self.progress_words, self.compared = Elided("", "small"), Elided("", "amber")
        self.chart = Chart()
        self.chart.clicked.connect(self._clicked_bar)
        self.line_model: ListModel[LineShown] = ListModel(line_columns(FIGURES[0]), self)
        self.lines = listing("统计表", self.line_model)
        self.lines.opened.connect(lambda _index: self.rows.setFocus())
        self.row_model: ListModel[Row] = ListModel(ROW_COLUMNS, self)
        self.rows: Table = listing("明细", self.row_model)
        self.rows.opened.connect(self._open_row)
        self.late_model: ListModel[LateLine] = ListModel(LATE_COLUMNS, self)
        self.late = listing("补录和冲正", self.late_model)
        self.late.opened.connect(self._open_late)
        widen = button("清除筛选")
        widen.clicked.connect(self.bar.widen)
        self.empty = Empty("", "", widen)

    def _lay_out(self) -> None:
        self.beside = QTabWidget()
        self.beside.setDocumentMode(True)
        self.beside.addTab(self.rows, "明细")
        self.beside.addTab(self.late, "补录和冲正")
        card = QFrame()
        card.setObjectName("card")
        around = QVBoxLayout(card)
        around.setContentsMargins(1, 1, 1, 1)
        around.addWidget(self.chart)
        self._stack = QStackedWidget()
        self._above = split(Qt.Orientation.Horizontal, (card, 11), (self.lines, 9))
        self._above.splitterMoved.connect(lambda _place, _index: self._keep_border())
        self._stack.addWidget(split(Qt.Orientation.Vertical, (self._above, 6), (self.beside, 5)))
        self._stack.addWidget(self.empty)
        right = QVBoxLayout()
        right.setSpacing(6)
        right.addWidget(self.bar)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self.title)
        head.addWidget(self.compared, 3)
        head.addWidget(self.progress_words, 2)
        right.addLayout(head)
        for part in (self.definition, self.refused, self.progress):
            right.addWidget(part)
        right.addWidget(self._stack, 1)
        inner = QWidget()
        row = QHBoxLayout(inner)
        row.setContentsMargins(22, 12, 22, 10)
        row.setSpacing(16)
        row.addWidget(self.figures)
        row.addLayout(right, 1)
        self.column.addWidget(inner, 1)

    def _change_figure(self) -> None:
        self._chosen = -1
        self.refresh()

    def _advance(self, edition: int, question: Question) -> None:
        """Measure slice by slice, so that whatever a person asks meanwhile is answered in between."""

        def told(found: tuple[int, int]) -> None:
            done, total = found
            if edition != self._edition:
                return
            self._say_progress(done, total)
            if done < total:
                self._advance(edition, question)
            else:
                self.session.ask(lambda desk: (desk.statistics.tell(question), desk.statistics.choices()), show, failed)

        def show(found: tuple[Told, Choices]) -> None:
            if edition == self._edition:
                self._told = found[0]
                self.bar.show_choices(found[1])
                self._say_progress(1, 1)
                self._show()

        def failed(error: Exception) -> None:
            if edition == self._edition:
                self._fail(error)

        self.session.ask(lambda desk: desk.statistics.advance(question), told, failed, owner=self)

    def _say_progress(self, done: int, total: int) -> None:
        self.progress.setRange(0, max(total, 1))
        self.progress.setValue(done)
        self.progress.setVisible(done < total)
        self.progress_words.say(f"正在计算 {done}／{total} 个项目…" if done < total else "")

    def _fail(self, error: Exception) -> None:
        self._say_progress(1, 1)
        self.session.refusing(self.refused.say)(error)

    def _shown(self) -> Figure | None:
        return self._told.shown(self.bar.chosen_sight) if self._told is not None else None

    def _show(self) -> None:
        """Show the figure by the chosen knowledge."""
        figure = self._shown()
        if figure is None or self._told is None:
            return
        sight, told = self.bar.chosen_sight, self._told
        differing = told.differing(sight)
        self.title.setText(figure.kind.title)
        self.bar.ask_for_span(wanted=figure.kind.spans)
        self.bar.ask_for_definitions(wanted=figure.kind.key == INDICATORS.key)
        self.definition.setText(f"口径：{figure.kind.definition}")
        self._say_differences(differing.count)
        shown = lines_shown(figure.lines, differing, sight)
        self.line_model = ListModel(line_columns(figure.kind), self)
        self.line_model.show_rows(shown)
        self.lines.setModel(self.line_model)
        set_columns(self.lines, self.line_model.columns)
        QTimer.singleShot(0, self, self._fit_lines)
        self.lines.selectionModel().currentRowChanged.connect(self._chose_line)
        self.late_model.show_rows(told.late)
        self.beside.setTabText(1, f"补录和冲正 {len(told.late)}")
        self.beside.setTabVisible(1, bool(told.late))
        self.empty.say(*figure.kind.advice)
        self._stack.setCurrentIndex(0 if shown else 1)
        self.chart.show_figure(figure, self._chosen)
        self._show_rows(figure.rows)
        for part in (self.copy, self.export, self.paper):
            part.setEnabled(bool(shown))

    def _say_differences(self, count: int) -> None:
        told = self._told
        if told is None or not self.bar.is_past:
            self.compared.say("")
            return
        other = SIGHT_WORDS[Sight.KNOWN if self.bar.chosen_sight is Sight.RECORDED else Sight.RECORDED]
        why = f"，以后又补录、更正或冲正 {len(told.late)} 条" if told.late else ""
        self.compared.say(f"与{other}有 {count} 处不同（括号里是{other}）{why}" if count else f"与{other}一致")

    def _chose_line(self, index: QModelIndex, _before: QModelIndex | None = None) -> None:
        one = self.line_model.row_at(index.row())
        if one is not None:
            self._chosen = index.row()
            self.chart.choose(self._chosen)
            self._show_rows(rows_behind([one.line]), one.line.label)

    def _clicked_bar(self, line: int, series: int) -> None:
        figure = self._shown()
        if figure is None or line >= len(figure.lines):
            return
        self.lines.selectRow(line)
        self.lines.scrollTo(self.line_model.index(line, 0))
        of = figure.lines[line]
        name = figure.kind.series[series].name
        self._show_rows(of.behind[series], f"{of.label} · {name}")
        self.rows.setFocus()

    def _show_rows(self, rows: Sequence[Row], about: str = "") -> None:
        self.row_model.show_rows(rows)
        self.beside.setTabText(0, f"{about or '全部'}：明细 {len(rows)}")
        self.beside.setCurrentIndex(0)

    def _open_row(self, index: QModelIndex) -> None:
        row = self.row_model.row_at(index.row())
        if row is not None:
            self._open(row.project_id, row.case_id, row.matter)

    def _open_late(self, index: QModelIndex) -> None:
        late: Any = self.late_model.row_at(index.row())
        if late is not None:
            self._open(late.project_id, late.case_id, late.matter)

    def _open(self, project_id: str, case_id: str, matter: str) -> None:
        """A step opens in its project, anything else the project itself."""
        self.go.emit("project", (project_id, case_id, matter) if matter else project_id)

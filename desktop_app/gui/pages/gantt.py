"""进度图: the chart of one case or of all running ones, with zoom, folding and export as a picture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.application.charts import CaseChoice, Chart, ChartRow
from desktop_app.application.desk import Desk
from desktop_app.application.documents import About
from desktop_app.application.whole_file import write_whole
from desktop_app.domain.forecast import FinishForecast, Forecast
from desktop_app.gui.dialogs.preview import PreviewDialog
from desktop_app.gui.pages.page import Page
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.bars import Empty, button
from desktop_app.gui.widgets.file_choice import choose_place
from desktop_app.gui.widgets.gantt import GanttView
from desktop_app.gui.widgets.gantt_bars import FORECAST
from desktop_app.gui.widgets.gantt_layers import LayerChips
from desktop_app.gui.widgets.gantt_legend import GanttLegend
from desktop_app.gui.widgets.gantt_scale import ZOOMS
from desktop_app.gui.widgets.gantt_sheet import Line, Sheet
from desktop_app.gui.widgets.labels import Elided
from desktop_app.gui.widgets.officer_choice import OfficerChoice
from desktop_app.locations import resources

_ALL = "全部代办件"
_KINDS = {"png": "PNG 图片 (*.png)", "svg": "SVG 矢量图 (*.svg)"}
_NO_CASE = (
    "还没有正在办的代办件",
    "进度图按代办件的办理记录和期限自动画出。请先在项目台账里打开一个项目，点“开办代办件”。",
)
_NO_STEP = ("没有符合条件的事项", "这位代办员在所选代办件里没有要办的事项；请换一位代办员，或看全部人员。")
_KEYS_FROM = 1000
"""Pixels of the page from which there is room for the keys beside the legend."""


@dataclass(frozen=True, slots=True)
class _Read:
    chart: Chart
    choices: tuple[CaseChoice, ...]
    officers: tuple[str, ...]


class GanttPage(Page):
    """The progress chart."""

    key = "gantt"
    name = "进度图"

    def __init__(self, session: Session) -> None:
        super().__init__(session, self.name)
        self._case_id = ""
        self._edition = 0
        self._waiting: list[str] = []
        self._ranges: dict[tuple[str, str], FinishForecast] = {}
        self.export = button("导出")
        self.export.setIcon(QIcon(str(resources() / "icons" / "chevron-down.svg")))
        self.export.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.export.clicked.connect(self._export_menu)
        self.paper = button("打印", tip="Ctrl+P：横放的 A4 或 A3")
        self.paper.clicked.connect(self.print_now)
        self.topbar.add(self.paper)
        self.topbar.add(self.export)
        self.find_projects()
        self.view = GanttView()
        self.view.chosen.connect(self._explain)
        self.view.opened.connect(self._open)
        self.view.zoomed.connect(self._show_zoom)
        self._make_choices()
        self._lay_out()

    def enter(self, argument: object) -> None:
        """The chart has the keyboard; an argument is the id of the case to show."""
        if isinstance(argument, str):
            self._case_id = argument
        self.refresh()
        self.view.setFocus()

    def refresh(self) -> None:
        """Read the chart again; only the newest question is answered."""
        self.stale = False
        self._edition += 1
        edition, case_id, officer = self._edition, self._case_id, self.officer.chosen

        def read(desk: Desk) -> _Read:
            chart = desk.charts.of_case(case_id, officer) if case_id else desk.charts.of_all(officer)
            return _Read(chart, desk.charts.choices(), tuple(desk.overview.officers()))

        def show(found: _Read) -> None:
            if edition == self._edition:
                self._show(found)

        self.session.ask(read, show, owner=self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a narrow page the legend has the foot to itself."""
        super().resizeEvent(event)
        self.keys.setVisible(self.width() >= _KEYS_FROM)

    def back(self) -> None:
        """Esc: from one case back to all of them."""
        if self._case_id:
            self._case_id = ""
            self.refresh()

    def print_now(self) -> None:
        """Preview what is shown on paper: the chosen case, or all running ones, of one 代办员 or everybody's."""
        if not self.paper.isEnabled():
            return
        officer = self.officer.chosen
        form, about = ("progress-chart", About(self._case_id)) if self._case_id else ("progress-charts", About())
        answers = {"officer": officer} if officer else {}
        PreviewDialog(self.session, form, about, self, answers=answers).open()

    def title(self) -> str:
        """What an exported picture is called."""
        whose = self.officer.chosen
        name = self.case.currentText() if self._case_id else _ALL
        return f"进度图 · {name}{f' · {whose}' if whose else ''} · {self.session.today:%Y-%m-%d}"

    def save_to(self, path: Path, kind: str) -> None:
        """Write the whole sheet into a file and say so below the chart."""
        sheet = self.view.sheet
        if sheet is None:
            return
        content = _painters()[kind](sheet, self.title())
        self.session.ask(
            lambda _desk: write_whole(path, content), lambda _none: self.said.say(f"已保存：{path}"), owner=self
        )

    def _make_choices(self) -> None:
        self.case, self.officer = QComboBox(), OfficerChoice("全部人员")
        self.case.setAccessibleName("看哪个代办件")
        self.case.setMinimumWidth(124)
        self.case.setMaximumWidth(420)
        self.case.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.case.setMinimumContentsLength(16)
        self.case.addItem(_ALL, "")
        self.case.activated.connect(lambda _index: self._choose_case())
        self.officer.setMinimumWidth(124)
        self.officer.activated.connect(lambda _index: self.refresh())
        self.now, self.out, self.near = (
            button("今天", tip="Home"),
            button("缩小", tip="Ctrl+滚轮，或 -"),
            button("放大"),
        )
        self.near.setToolTip("Ctrl+滚轮，或 +")
        self.now.clicked.connect(lambda: self.view.go_today())
        self.out.clicked.connect(lambda: self.view.zoom_by(-1))
        self.near.clicked.connect(lambda: self.view.zoom_by(1))
        self.layers = LayerChips()
        self.layers.changed.connect(self._show_layers)
        self.view.show_layers(self.layers.shown)
        self.unfold, self.fold = button("展开", tip="全部展开"), button("收起", tip="全部收起")
        self.unfold.clicked.connect(lambda: self.view.fold_all(folded=False))
        self.fold.clicked.connect(lambda: self.view.fold_all(folded=True))

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.case, 1)
        row.addWidget(self.officer)
        row.addWidget(self.layers)
        row.addStretch()
        for part in (self.fold, self.unfold, self.now, self.out, self.near):
            row.addWidget(part)
        ledger: QPushButton = button("去项目台账", primary=True)
        ledger.clicked.connect(lambda: self.go.emit("ledger", None))
        self.empty = Empty(*_NO_CASE, ledger)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._framed())
        self._stack.addWidget(self.empty)
        foot = QHBoxLayout()
        self.said = Elided("", "soft")
        self.legend = GanttLegend()
        self.keys = Elided("拖动平移 · Ctrl+滚轮缩放 · 空格收放 · 回车打开", "faint")
        foot.addWidget(self.keys, 1)
        foot.addStretch()
        foot.addWidget(self.legend)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(22, 12, 22, 8)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self._stack, 1)
        column.addWidget(self.said)
        column.addLayout(foot)
        self.column.addWidget(inner, 1)

    def _framed(self) -> QWidget:
        frame = QFrame()
        frame.setObjectName("card")
        around = QVBoxLayout(frame)
        around.setContentsMargins(1, 1, 1, 1)
        around.addWidget(self.view)
        return frame

    def _show(self, found: _Read) -> None:
        self._offer_cases(found.choices)
        self.officer.offer(found.officers, self.session.officer)
        chart = found.chart
        several = not chart.whole and len(chart.groups) > 1
        self.view.show_chart(chart, fold=several)
        shown = bool(chart.groups)
        self._stack.setCurrentIndex(0 if shown else 1)
        self.empty.say(*(_NO_STEP if self.officer.chosen and found.choices else _NO_CASE))
        for part in (self.now, self.fold, self.unfold, self.export, self.paper, self.legend):
            part.setEnabled(shown)
        self.legend.setVisible(shown)
        self.topbar.subtitle.say(_summary(chart))
        self._show_zoom(self.view.zoom)
        self._read_forecasts()

    def _read_forecasts(self) -> None:
        """Forecast the cases of the chart while forecasts are shown."""
        sheet = self.view.sheet
        self._waiting, self._ranges = [], {}
        if sheet is not None and FORECAST in self.layers.shown:
            self._waiting = list(dict.fromkeys(group.case_id for group in sheet.chart.groups))
            self._read_next(self._edition)

    def _read_next(self, edition: int) -> None:
        """One case after the other, so that whatever a person asks meanwhile is answered in between."""
        if edition != self._edition or not self._waiting or not self.isVisible():
            return
        case_id = self._waiting.pop(0)

        def show(found: Forecast) -> None:
            if edition == self._edition:
                self._ranges |= ranges_of(found)
                self.view.show_ranges(self._ranges)
                self._read_next(edition)

        self.session.ask(lambda desk: desk.forecasts.case(case_id), show, owner=self)

    def _show_layers(self, layers: frozenset[str]) -> None:
        self.view.show_layers(layers)
        if FORECAST in layers and not self._ranges:
            self._read_forecasts()

    def _offer_cases(self, choices: tuple[CaseChoice, ...]) -> None:
        self.case.clear()
        self.case.addItem(_ALL, "")
        for one in choices:
            self.case.addItem(one.words, one.case_id)
        self.case.setCurrentIndex(max(0, self.case.findData(self._case_id)))

    def _choose_case(self) -> None:
        self._case_id = str(self.case.currentData() or "")
        self.refresh()

    def _show_zoom(self, zoom: int) -> None:
        shown = self._stack.currentIndex() == 0
        self.out.setEnabled(shown and zoom > 0)
        self.near.setEnabled(shown and zoom < len(ZOOMS) - 1)

    def _explain(self, line: Line | None) -> None:
        self.said.say(self.view.words_of(line) if line is not None else "")

    def _open(self, line: Line) -> None:
        """A step opens in its project, a heading opens the project itself."""
        if isinstance(line, ChartRow):
            self.go.emit("project", (line.project_id, line.case_id, line.code))
        else:
            self.go.emit("project", line.project_id)

    def _export_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for kind, words in _KINDS.items():
            menu.addAction(words.split(" (", maxsplit=1)[0] + "…", lambda kind=kind: self.ask_where(kind))
        menu.popup(self.export.mapToGlobal(QPoint(0, self.export.height() + 2)))

    def ask_where(self, kind: str) -> None:
        """Ask for a place, then save the picture there."""
        name = self.title().replace(" · ", "-").replace("/", "／") + f".{kind}"
        choose_place(self, "导出进度图", name, _KINDS[kind], lambda path: self.save_to(path, kind))


def ranges_of(found: Forecast) -> dict[tuple[str, str], FinishForecast]:
    """The days each open step and the whole case probably end, by case and matter; the case has an empty matter."""
    ranges = {(found.case_id, step.code): step.finish for step in found.steps}
    if found.finish is not None and not found.ended:
        ranges[found.case_id, ""] = found.finish
    return ranges


def _painters() -> dict[str, Callable[[Sheet, str], bytes]]:
    """Loaded when first needed: the vector library has no business in the start of the program."""
    from desktop_app.gui.widgets.gantt_export import png, svg

    return {"png": png, "svg": svg}


def _summary(chart: Chart) -> str:
    if not chart.groups:
        return ""
    done, total = sum(group.done for group in chart.groups), sum(group.total for group in chart.groups)
    first = "" if chart.whole else f"{len(chart.groups)} 个代办件 · "
    end = f" · 预计最早 {chart.finish} 全部办完{'' if chart.firm else '（暂估）'}" if chart.finish else ""
    return f"{first}已办结 {done}／{total} 项{end}"

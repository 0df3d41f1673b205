"""The drawing of a template and the table of its steps, with what zooms, switches and exports them."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.application.flows import Flow
from desktop_app.domain.template import ApprovalTemplate
from desktop_app.domain.template_draft import TemplateDraft
from desktop_app.gui.models.listed import ListModel
from desktop_app.gui.models.templates import STEP_COLUMNS, StepLine, step_lines
from desktop_app.gui.widgets.bars import button
from desktop_app.gui.widgets.counters import Chips
from desktop_app.gui.widgets.flow_legend import FlowLegend
from desktop_app.gui.widgets.flow_view import LARGEST, SMALLEST, FlowView
from desktop_app.gui.widgets.labels import Elided
from desktop_app.gui.widgets.listing import listing

_HIDDEN_BELOW = (("stage", 900), ("groups", 1100), ("authority", 900))


class FlowPane(QWidget):
    """One template, drawn or listed; the step in hand is the same in both. `said` is the line below."""

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = FlowView()
        self.model: ListModel[StepLine] = ListModel(STEP_COLUMNS, self)
        self.table = listing("环节表", self.model)
        self.ways = Chips((("flow", "流程图"), ("table", "环节表")))
        self.out = button("缩小", tip="Ctrl+滚轮，或 -")
        self.near = button("放大", tip="Ctrl+滚轮，或 +")
        self.whole = button("全图", tip="0")
        self.said = Elided("", "faint")
        self.bar = QHBoxLayout()
        self._choosing = False
        self._connect()
        self._lay_out()

    def show_template(
        self, template: ApprovalTemplate | TemplateDraft, flow: Flow, wrong: frozenset[str], *, fit: bool
    ) -> None:
        """Show a template; the step in hand stays when it is still there."""
        current = self.view.current
        self.view.show_flow(flow, wrong=wrong, fit=fit)
        self._choosing = True
        self.model.show_rows(step_lines(template, wrong))
        self._choosing = False
        self._choose_row(current if current in flow.steps else "")
        self._tell()

    def choose(self, code: str) -> None:
        """Take a step in hand in drawing and table."""
        self.view.choose(code)

    def focus(self) -> None:
        """Give the keyboard to what is shown."""
        (self.view if self.ways.current == "flow" else self.table).setFocus()

    def fit_columns(self, width: int) -> None:
        """On a narrow page some columns of the table make room."""
        keys = [column.key for column in STEP_COLUMNS]
        for key, room in _HIDDEN_BELOW:
            self.table.setColumnHidden(keys.index(key), width < room)

    def _connect(self) -> None:
        self.ways.chosen.connect(self._switch)
        self.out.clicked.connect(lambda: self.view.zoom_by(-1))
        self.near.clicked.connect(lambda: self.view.zoom_by(1))
        self.whole.clicked.connect(self.view.fit)
        self.view.zoomed.connect(self._show_zoom)
        self.view.chosen.connect(self._view_chose)
        self.view.opened.connect(self.opened)
        self.table.selectionModel().currentRowChanged.connect(lambda index, _before: self._table_chose(index))
        self.table.opened.connect(lambda _index: self.opened.emit(self.view.current))

    def _lay_out(self) -> None:
        frame = QFrame()
        frame.setObjectName("card")
        around = QVBoxLayout(frame)
        around.setContentsMargins(1, 1, 1, 1)
        around.addWidget(self.view)
        self._stack = QStackedWidget()
        self._stack.addWidget(frame)
        self._stack.addWidget(self.table)
        self.bar.setSpacing(8)
        self.bar.addWidget(self.ways)
        self.bar.addStretch()
        for part in (self.out, self.near, self.whole):
            self.bar.addWidget(part)
        self.legend = FlowLegend()
        foot = QHBoxLayout()
        foot.addWidget(self.said, 1)
        foot.addWidget(self.legend)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self.bar)
        column.addWidget(self._stack, 1)
        column.addLayout(foot)

    def _switch(self, way: str) -> None:
        drawn = way == "flow"
        self._stack.setCurrentIndex(0 if drawn else 1)
        for part in (self.out, self.near, self.whole):
            part.setVisible(drawn)
        self.legend.setVisible(drawn)
        self._tell()
        self.focus()

    def _show_zoom(self, zoom: float) -> None:
        self.out.setEnabled(zoom > SMALLEST)
        self.near.setEnabled(zoom < LARGEST)
        self._tell()

    def _tell(self) -> None:
        if self.ways.current == "flow":
            self.said.say(f"{self.view.zoom:.0%} · 方向键沿连线走，Ctrl+滚轮缩放，拖动平移")
        else:
            self.said.say("回车看环节 · Ctrl+C 复制到 Excel")

    def _view_chose(self, code: str) -> None:
        self._choose_row(code)
        self.chosen.emit(code)

    def _choose_row(self, code: str) -> None:
        """Mark the row of a step without telling it as a choice."""
        rows = [
            row for row in range(self.model.rowCount()) if (line := self.model.row_at(row)) and line.step.code == code
        ]
        self._choosing = True
        self.table.setCurrentIndex(self.model.index(rows[0], 0) if rows else QModelIndex())
        self._choosing = False

    def _table_chose(self, index: QModelIndex) -> None:
        line = self.model.row_at(index.row()) if index.isValid() else None
        if line is not None and not self._choosing:
            self.view.choose(line.step.code)

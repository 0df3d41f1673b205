"""推进方案 of a case: the plan in force against what happened, or what to do while there is none."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.gui.models.listed import ListModel
from desktop_app.gui.models.plan import AGAINST_COLUMNS, STARTS, AgainstLine, against_lines
from desktop_app.gui.models.trend import Trend
from desktop_app.gui.widgets.bars import Empty, button
from desktop_app.gui.widgets.labels import Elided
from desktop_app.gui.widgets.listing import listing


def verdict(trend: Trend) -> tuple[str, str]:
    """How the case stands against its target, with a sign, and the role of these words."""
    spare = trend.working_days_to_target
    if spare is None:
        return "", "soft"
    doubt = "" if trend.outlook.firm else "（暂估）"
    done = all(step.ended for step in trend.outlook.steps)
    how = "实际" if done else "照现在走势"
    if spare < 0:
        return f"▲ {how}比目标晚 {-spare} 个工作日{doubt}", "red"
    return (f"✓ {how}比目标早 {spare} 个工作日{doubt}" if spare else f"✓ {how}正好赶上目标{doubt}"), "green"


class PlanPane(QStackedWidget):
    """Shows the plan; asks for a back-schedule, the earlier plans or the printed one by signals."""

    draft_asked = Signal()
    history_asked = Signal()
    print_asked = Signal()
    step_opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model: ListModel[AgainstLine] = ListModel(AGAINST_COLUMNS, self)
        self.table = listing("推进方案与实际", self.model)
        self.table.opened.connect(self._open)
        self.verdict, self.made = Elided("", "strong"), Elided("", "soft")
        self.again, self.history = button("重新倒排"), button("历次方案")
        self.paper = button("打印", tip="Ctrl+P 打印推进方案")
        self.paper.setAccessibleName("打印推进方案")
        self.paper.clicked.connect(self.print_asked)
        self.again.clicked.connect(self.draft_asked)
        self.history.clicked.connect(self.history_asked)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        for action in (self.again, self.history, self.paper):
            self.buttons.addWidget(action)
        head = QHBoxLayout()
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addWidget(self.verdict)
        said.addWidget(self.made)
        head.addLayout(said, 1)
        head.addLayout(self.buttons)
        around = QWidget()
        column = QVBoxLayout(around)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        self.first = button("倒排工期", primary=True)
        self.first.clicked.connect(self.draft_asked)
        self.empty = Empty(
            "还没有推进方案",
            "先定一个全部办完的目标日期，程序从那天往回排，算出每个环节最迟哪天开始、哪天办完，看过再存为方案。",
            self.first,
        )
        self.addWidget(around)
        self.addWidget(self.empty)

    def show_trend(self, trend: Trend) -> None:
        """Show the plan of a case."""
        plan = trend.plan
        self.setCurrentIndex(0 if plan else 1)
        ended = all(step.ended for step in trend.outlook.steps)
        self.first.setEnabled(not ended)
        self.again.setEnabled(not ended)
        if plan is None:
            return
        said, role = verdict(trend)
        self.verdict.setProperty("role", role)
        self.verdict.style().polish(self.verdict)
        self.verdict.say(said)
        unfiled = sum(one.unfiled for one in trend.standings)
        late = f" · 应办未办 {unfiled} 项" if unfiled else ""
        self.made.say(f"目标 {plan.target} · {plan.made_by} {plan.made_at:%Y-%m-%d} 制定{late}")
        self.history.setText(f"历次方案 {len(trend.plans)}")
        row = max(self.table.currentIndex().row(), 0)
        self.model.show_rows(against_lines(trend.standings, trend.outlook.today))
        self.table.setCurrentIndex(self.model.index(min(row, self.model.rowCount() - 1), 0))

    def fit(self, *, narrow: bool) -> None:
        """On a narrow page the days of starting are told in tooltips."""
        for column in STARTS:
            self.table.setColumnHidden(column, narrow)

    def _open(self) -> None:
        line = self.model.row_at(self.table.currentIndex().row())
        if line is not None:
            self.step_opened.emit(line.one.code)

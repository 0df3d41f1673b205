"""走势 of a project: whose the days were, the forecast and the best next acts, and beside them path and plan."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from desktop_app.application.documents import About
from desktop_app.domain.attribution import Party
from desktop_app.domain.forecast import Forecast
from desktop_app.domain.next_action import NextAction
from desktop_app.gui.dialogs.attributed_days import AttributedDaysDialog
from desktop_app.gui.dialogs.back_schedule import BackScheduleDialog
from desktop_app.gui.dialogs.plan_history import PlanHistoryDialog
from desktop_app.gui.dialogs.preview import PreviewDialog
from desktop_app.gui.lanes import Job
from desktop_app.gui.models.listed import ListModel
from desktop_app.gui.models.trend import PATH_COLUMNS, PathLine, Trend, path_lines, read_trend
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.bars import Empty
from desktop_app.gui.widgets.counters import Chips
from desktop_app.gui.widgets.labels import Elided, clear, scrolled
from desktop_app.gui.widgets.listing import listing
from desktop_app.gui.widgets.plan_pane import PlanPane
from desktop_app.gui.widgets.trend_cards import ActionsCard, AttributionCard, ForecastCard

T = TypeVar("T")

_LEFT, _LEFT_NARROW, _NARROW = 500, 406, 1250


class TrendView(QWidget):
    """Reads and shows one case; `act_asked` carries case, verb and matter, the others case and matter."""

    act_asked = Signal(str, object, str)
    step_opened = Signal(str, str)
    urge_asked = Signal(str, str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.case_id = ""
        self.trend: Trend | None = None
        self.forecast: Forecast | None = None
        self._jobs: list[Job] = []
        self._edition = 0
        self.days, self.ahead, self.best = AttributionCard(), ForecastCard(), ActionsCard()
        self.days.chosen.connect(self._show_days)
        self.best.act_asked.connect(lambda verb, matter: self.act_asked.emit(self.case_id, verb, matter))
        self.best.urge_asked.connect(lambda matter: self.urge_asked.emit(self.case_id, matter))
        self.path: ListModel[PathLine] = ListModel(PATH_COLUMNS, self)
        self.table = listing("关键路径和机动", self.path)
        self.table.opened.connect(lambda _index: self._open_step())
        self.plan = PlanPane()
        self.plan.draft_asked.connect(self.draft)
        self.plan.history_asked.connect(self._show_history)
        self.plan.print_asked.connect(self.print_now)
        self.plan.step_opened.connect(lambda matter: self.step_opened.emit(self.case_id, matter))
        self._lay_out()

    def show_case(self, case_id: str) -> None:
        """Show a case; what was asked for another one is no longer wanted."""
        if case_id != self.case_id:
            self.trend = None
            self.case_id = case_id
        self.refresh()

    def refresh(self) -> None:
        """Read again: first the dates, then the forecast, then the acts; older questions are cancelled."""
        for job in self._jobs:
            job.cancel()
        self._edition += 1
        self._jobs = []
        if not self.case_id:
            return
        edition, case_id = self._edition, self.case_id
        if self.trend is None:
            self.forecast = None
            self.ahead.show_waiting()
            self.best.show_waiting()

        def heed(show: Callable[[T], None]) -> Callable[[T], None]:
            def arrived(answer: T) -> None:
                if edition == self._edition:
                    show(answer)

            return arrived

        ask = self.session.ask
        self._jobs = [
            ask(lambda desk: read_trend(desk, case_id), heed(self._show), owner=self),
            ask(lambda desk: desk.forecasts.case(case_id), heed(self._show_forecast), owner=self),
            ask(lambda desk: desk.forecasts.next_actions(case_id), heed(self._show_actions), owner=self),
        ]

    def draft(self) -> None:
        """Count the case back from a target."""
        if self.trend is not None:
            BackScheduleDialog(self.session, self.trend, self.window()).open()

    def print_now(self) -> None:
        """Preview the plan in force, or the service sheet while there is none."""
        if self.trend is not None:
            form = "plan" if self.trend.plan else "service-sheet"
            PreviewDialog(self.session, form, About(self.case_id), self.window()).open()

    def _lay_out(self) -> None:
        cards = QWidget()
        left = QVBoxLayout(cards)
        left.setContentsMargins(0, 0, 6, 0)
        left.setSpacing(12)
        for card in (self.days, self.ahead, self.best):
            left.addWidget(card)
        left.addStretch()
        self._cards = scrolled(cards)
        self._cards.setFixedWidth(_LEFT)
        self.chosen = QTabBar()
        self.chosen.setAccessibleName("关键路径或推进方案")
        self.chosen.setDrawBase(False)
        self.chosen.setExpanding(False)
        self.chosen.addTab("关键路径与机动")
        self.chosen.addTab("推进方案")
        self.chosen.setObjectName("quiet")
        self.end = Elided("", "soft")
        self.end.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        head = QHBoxLayout()
        head.addWidget(self.chosen)
        head.addWidget(self.end, 1)
        self.done = Empty("已经全部办完", "没有还要办的环节。天数归属和方案执行情况仍可查看。")
        self._stack = QStackedWidget()
        for part in (self.table, self.plan, self.done):
            self._stack.addWidget(part)
        self.chosen.currentChanged.connect(lambda _index: self._show_tab())
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addLayout(head)
        right.addWidget(self._stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(22, 12, 22, 14)
        row.setSpacing(16)
        row.addWidget(self._cards)
        row.addLayout(right, 1)

    def fit(self, width: int) -> None:
        """Cards make room on a narrow page."""
        narrow = width < _NARROW
        self._cards.setFixedWidth(_LEFT_NARROW if narrow else _LEFT)
        # Names and reasons come first; the earliest start is in the tooltip of the finish.
        self.table.setColumnHidden([column.key for column in PATH_COLUMNS].index("start"), narrow)
        self.plan.fit(narrow=narrow)

    def _show(self, trend: Trend) -> None:
        self.trend = trend
        seen = trend.outlook
        self.days.show_attribution(trend.attribution)
        kept = self.path.row_at(self.table.currentIndex().row())
        lines = path_lines(seen, trend.case)
        self.path.show_rows(lines)
        codes = [line.step.code for line in lines]
        row = codes.index(kept.step.code) if kept and kept.step.code in codes else 0
        self.table.setCurrentIndex(self.path.index(row, 0))
        self.plan.show_trend(trend)
        self._show_tab()

    def _show_tab(self) -> None:
        path = self.chosen.currentIndex() == 0
        self._stack.setCurrentIndex(1 if not path else 0 if self.path.rowCount() else 2)
        seen = self.trend.outlook if self.trend else None
        if seen is None or not path or seen.finish is None:
            self.end.say("")
            return
        doubt = "" if seen.firm else "（暂估）"
        left_out = f" · {len(seen.undecided)} 项待定未计入" if seen.undecided else ""
        how = "最早" if self.path.rowCount() else "已于"
        self.end.say(f"{how} {seen.finish}{doubt} 全部办完{left_out}")

    def _show_forecast(self, found: Forecast) -> None:
        self.forecast = found
        trend = self.trend
        if trend is not None:
            target = trend.plan.target if trend.plan else None
            self.ahead.show_forecast(found, trend.case, trend.outlook, target)

    def _show_actions(self, found: Sequence[NextAction]) -> None:
        self.best.show_actions(found, ended=bool(self.forecast and self.forecast.ended))

    def _show_days(self, party: Party) -> None:
        if self.trend is not None:
            AttributedDaysDialog(self.session, self.trend.attribution, self.trend.case, party, self.window()).open()

    def _show_history(self) -> None:
        if self.trend is not None:
            PlanHistoryDialog(self.session, self.trend.plans, self.window()).open()

    def _open_step(self) -> None:
        line = self.path.row_at(self.table.currentIndex().row())
        if line is not None:
            self.step_opened.emit(self.case_id, line.step.code)


class TrendPane(QWidget):
    """走势 of every case of a project: chips choose between several cases; without any it says what to do."""

    def __init__(self, session: Session, empty: Empty, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = TrendView(session)
        self.chips: Chips | None = None
        self._cases: list[tuple[str, str]] = []
        self.empty = empty
        self._above = QHBoxLayout()
        self._above.setContentsMargins(22, 12, 22, 0)
        shown = QWidget()
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._above)
        column.addWidget(self.view, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(shown)
        self._stack.addWidget(empty)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self._stack)

    def show_cases(self, cases: Sequence[tuple[str, str]], chosen: str) -> None:
        """Offer the cases of a project as (id, words) and show the chosen one."""
        self._stack.setCurrentIndex(0 if cases else 1)
        if list(cases) != self._cases:
            self._offer(cases)
        if self.chips is not None:
            self.chips.choose(chosen)
        self.view.show_case(chosen)

    def _offer(self, cases: Sequence[tuple[str, str]]) -> None:
        """Other chips; those there are stay as long as they fit, so that the keyboard does not lose its place."""
        self._cases = list(cases)
        clear(self._above)
        self.chips = None
        if len(cases) > 1:
            self.chips = Chips(cases)
            self.chips.chosen.connect(self.view.show_case)
            self._above.addWidget(self.chips)

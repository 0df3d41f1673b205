"""Issued reports: 当时数 as frozen, 现在数 as known now of the same day, and the late entries that explain it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.application.rhythm import ReportView
from desktop_app.application.rhythm_book import Report
from desktop_app.domain.terms import day_words
from desktop_app.gui.models.listed import ListModel
from desktop_app.gui.models.rhythm import REPORT_COLUMNS, THEN_COLUMNS, ThenNow, then_now
from desktop_app.gui.widgets.bars import Empty
from desktop_app.gui.widgets.labels import Elided, words
from desktop_app.gui.widgets.listing import listing

_LIST_WIDTH, _LATE_HEIGHT = 400, 120
_NOTHING = ("还没有出具过调度材料", "在“本期”里核对好一期，点“预览出具”编号存档；数字从此冻结，以后补录也不改。")
_NO_LATE = "出具以后没有补录影响这一期的事项。"


class ReportHistory(QStackedWidget):
    """`asked` names the report to be read; `opened` the one whose paper is to be shown."""

    asked = Signal(str)
    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.reports: ListModel[Report] = ListModel(REPORT_COLUMNS, self)
        self.table = listing("已出的调度材料", self.reports)
        self.table.setFixedWidth(_LIST_WIDTH)
        self.table.selectionModel().currentRowChanged.connect(self._chose)
        self.table.opened.connect(lambda _index: self.opened.emit(self.chosen()))
        self.lines: ListModel[ThenNow] = ListModel(THEN_COLUMNS, self)
        self.figures = listing("当时数和现在数", self.lines)
        self.title = Elided("", "heading")
        self.said = Elided("", "faint")
        self.late = QPlainTextEdit()
        self.late.setAccessibleName("出具以后的补录")
        self.late.setReadOnly(True)
        self.late.setTabChangesFocus(True)
        self.late.setFixedHeight(_LATE_HEIGHT)
        right = QVBoxLayout()
        right.setSpacing(6)
        for part in (self.title, self.said, self.figures, words("出具以后的补录", "strong"), self.late):
            right.addWidget(part, 1 if part is self.figures else 0)
        place = QWidget()
        sides = QHBoxLayout(place)
        sides.setContentsMargins(0, 0, 0, 0)
        sides.setSpacing(16)
        sides.addWidget(self.table)
        sides.addLayout(right, 1)
        self.addWidget(place)
        self.addWidget(Empty(*_NOTHING))

    def chosen(self) -> str:
        """The number of the chosen report, empty for none."""
        row = self.reports.row_at(self.table.currentIndex().row())
        return row.number if row else ""

    def show_reports(self, found: Sequence[Report]) -> None:
        """Show the list; the chosen one stays chosen."""
        kept = self.chosen()
        self.reports.show_rows(found)
        self.setCurrentIndex(0 if found else 1)
        row = next((place for place, one in enumerate(found) if one.number == kept), 0)
        if found:
            self.table.setCurrentIndex(self.reports.index(row, 0))

    def show_view(self, view: ReportView) -> None:
        """Show one report then and now."""
        if view.report.number != self.chosen():
            return
        report = view.report
        self.title.say(f"{report.number}　{report.period.title}{'（已作废）' if report.void else ''}")
        by = f"，{report.issued_by}" if report.issued_by else ""
        self.said.say(
            f"{report.issued_at:%Y-%m-%d %H:%M} 出具{by}；当时数是出具时冻结的，现在数按现在的登记"
            f"重算到{day_words(report.as_of)}。{view.before}"
        )
        self.lines.show_rows(then_now(view))
        self.late.setPlainText("\n".join(view.late) or _NO_LATE)

    def _chose(self, index: QModelIndex, _before: QModelIndex) -> None:
        if self.reports.row_at(index.row()) is not None:
            self.asked.emit(self.chosen())

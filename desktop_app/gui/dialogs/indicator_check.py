"""A published figure computed again: a window that only shows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QTabWidget, QWidget

from desktop_app.application.indicator_facts import side_amount
from desktop_app.application.indicator_view import Late
from desktop_app.domain.as_of import SIGHT_WORDS
from desktop_app.domain.indicator_figure import IndicatorFigure
from desktop_app.domain.published_figure import FigureCheck, PublishedFigure
from desktop_app.domain.terms import day_words
from desktop_app.gui.dialogs.dialog import Dialog, close_only
from desktop_app.gui.models.indicators import (
    LATE_COLUMNS,
    PROJECT_COLUMNS,
    LateLine,
    ProjectLine,
    late_lines,
    project_lines,
)
from desktop_app.gui.models.listed import ListModel
from desktop_app.gui.models.paged import Column
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.bars import button
from desktop_app.gui.widgets.labels import Facts, words
from desktop_app.gui.widgets.listing import listing

_CHECK_HEADINGS = {"before": "发布时", "now": "重算", "entries": "后来改了什么、谁、什么时候"}


class CheckDialog(Dialog):
    """What was published, what comes out now, and every project that makes the difference; `opened` names a project."""

    opened = Signal(str)
    print_asked = Signal(object)
    withdraw_asked = Signal(object)

    def __init__(
        self, session: Session, check: FigureCheck, late: Sequence[Late], parent: QWidget | None = None
    ) -> None:
        super().__init__(session, "核对已发布的指标", "关闭", parent)
        then = check.published.figure
        self.body.addWidget(words(f"{then.indicator.name} {then.words}", "heading", wrap=True))
        self.verdict = words(
            f"{'✓' if check.agrees else '▲'} {check.words}", "green" if check.agrees else "red", wrap=True
        )
        self.body.addWidget(self.verdict)
        gone = check.published.withdrawn
        self.withdrawn = words(f"✕ {gone.words}" if gone else "", "red", wrap=True)
        self.body.addWidget(self.withdrawn)
        self.withdrawn.setVisible(gone is not None)
        facts = Facts()
        facts.show_facts(
            [
                ("发布时", _sides(then)),
                ("重算", _sides(check.now)),
                ("截至", f"{day_words(then.as_of)}，{SIGHT_WORDS[then.sight]}，{then.zone or '全部开发区'}"),
                ("口径", f"{then.definition.label}；{then.indicator.formula}"),
                ("发布", f"{check.published.by} {check.published.at:%Y-%m-%d %H:%M}　{check.published.note}".strip()),
            ]
        )
        self.body.addWidget(facts)
        changed = tuple(
            Column(
                one.key,
                _CHECK_HEADINGS.get(one.key, one.name),
                one.width,
                one.show,
                stretch=one.stretch,
                tone=one.tone,
                tip=one.tip,
            )
            for one in LATE_COLUMNS
        )
        self.changed: ListModel[LateLine] = ListModel(changed, self)
        self.changed.show_rows(late_lines(late))
        self.projects: ListModel[ProjectLine] = ListModel(PROJECT_COLUMNS, self)
        self.projects.show_rows(project_lines(then))
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        for name, model in (("有变的项目", self.changed), ("发布时的项目", self.projects)):
            table = listing(name, model)
            table.opened.connect(lambda index, model=model: self._open(model, index))
            self.tabs.addTab(table, f"{name} {model.rowCount()}")
        self.tabs.setCurrentIndex(0 if late else 1)
        self.body.addWidget(self.tabs, 1)
        self.paper = button("打印指标计算表…")
        self.paper.clicked.connect(lambda: self._print(check.published))
        self.foot.insertWidget(0, self.paper)
        self.withdraw = button("撤回…" if gone is None else "写明接替的数…")
        self.withdraw.clicked.connect(lambda: self._withdraw(check.published))
        self.foot.insertWidget(1, self.withdraw)
        self.withdraw.setVisible(gone is None or not gone.successor)
        close_only(self).setFocus()
        self.fit(900, 600)

    def submit(self) -> None:
        """Nothing to agree to: it only shows."""
        self.accept()

    def _open(self, model: ListModel[LateLine] | ListModel[ProjectLine], index: QModelIndex) -> None:
        line = model.row_at(index.row())
        if line is not None:
            project_id = line.project_id if isinstance(line, LateLine) else line.counted.project_id
            self.accept()
            self.opened.emit(project_id)

    def _withdraw(self, published: PublishedFigure) -> None:
        self.accept()
        self.withdraw_asked.emit(published)

    def _print(self, published: PublishedFigure) -> None:
        self.accept()
        self.print_asked.emit(published)


def _sides(figure: IndicatorFigure) -> str:
    one = figure.indicator
    above = side_amount(one.numerator, figure.numerator)
    below = side_amount(one.denominator, figure.denominator)
    return f"{above} ÷ {below} = {figure.words}，{len(figure.counted)} 个项目"

"""Taking back a published figure that was wrong, and taking up a retired definition again."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from desktop_app.application.changes import Changes
from desktop_app.domain.indicator import SET_WORDS, IndicatorDefinition
from desktop_app.domain.published_figure import PublishedFigure
from desktop_app.gui.dialogs.dialog import Dialog, field, form
from desktop_app.gui.models.listed import ListModel
from desktop_app.gui.models.paged import Column
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.bars import Hint
from desktop_app.gui.widgets.labels import words
from desktop_app.gui.widgets.listing import listing

_RETIRED_COLUMNS: tuple[Column[IndicatorDefinition], ...] = (
    Column("name", "指标", 140, lambda one: one.indicator.name, stretch=True),
    Column("set", "口径", 90, lambda one: SET_WORDS.get(one.preset, one.preset)),
    Column("by", "停用", 150, lambda one: f"{one.by} {one.at:%Y-%m-%d}" if one.at else one.by),
    Column("reason", "原因", 180, lambda one: one.reason, stretch=True, tip=lambda one: one.reason),
)


class WithdrawDialog(Dialog):
    """Say why a published figure is taken back and which one stands for it; or name the latter afterwards."""

    def __init__(
        self,
        session: Session,
        wrong: PublishedFigure,
        others: Sequence[PublishedFigure],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(session, "撤回已发布的指标", "撤回" if wrong.withdrawn is None else "写明接替的数", parent)
        self._wrong = wrong
        self.body.addWidget(words(wrong.name, "heading", wrap=True))
        self.body.addWidget(
            Hint("撤回不会删除：记录照样保留，标“已撤回”，写明原因和由哪个数接替；已经印出去的纸请另行收回或更正。")
        )
        fields = form(self.body)
        self.reason, self.by = QLineEdit(), QLineEdit(session.officer)
        if wrong.withdrawn is None:
            field(fields, "原因", self.reason, "必填，如：投资额录错")
        else:
            field(fields, "已撤回", words(wrong.withdrawn.words, "soft", wrap=True))
        self.successor = QComboBox()
        self.successor.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.successor.setMinimumContentsLength(24)
        self.successor.addItem("（还没有，以后再写）", "")
        for one in _to_stand_for(wrong, others):
            self.successor.addItem(one.name, one.id)
        field(fields, "由哪个数接替", self.successor)
        field(fields, "登记人", self.by, "必填")
        self.body.addStretch()
        self.fit(640, 380)
        (self.reason if wrong.withdrawn is None else self.successor).setFocus()

    def submit(self) -> None:
        """Take it back."""
        figure, by, reason = self._wrong.id, self.by.text(), self.reason.text()
        successor = str(self.successor.currentData())
        self.send(lambda desk: desk.indicators.withdraw(figure, by, reason, successor), self._kept)

    def _kept(self, answer: tuple[PublishedFigure, Changes]) -> None:
        self.session.announce(answer[1])
        self.accept()


class RetiredDialog(Dialog):
    """The definitions that are computed no more; one of them can be taken up again."""

    def __init__(self, session: Session, retired: Sequence[IndicatorDefinition], parent: QWidget | None = None) -> None:
        super().__init__(session, "已停用的指标", "恢复使用", parent)
        self.body.addWidget(Hint("停用的指标不再计算，定义和已经发布的数都保留。选一条，写明原因，可以恢复。"))
        self.model: ListModel[IndicatorDefinition] = ListModel(_RETIRED_COLUMNS, self)
        self.model.show_rows(list(retired))
        self.table = listing("已停用的指标", self.model)
        self.body.addWidget(self.table, 1)
        fields = form(self.body)
        self.reason, self.by = QLineEdit(), QLineEdit(session.officer)
        field(fields, "原因", self.reason, "必填，如：恢复考核")
        field(fields, "登记人", self.by, "必填")
        self.fit(760, 460)
        self.table.setCurrentIndex(self.model.index(0, 0))
        self.table.setFocus()

    def submit(self) -> None:
        """Take the chosen one up again."""
        one = self.model.row_at(self.table.currentIndex().row())
        if one is None:
            return
        definition, by, reason = one.id, self.by.text(), self.reason.text()
        self.send(lambda desk: desk.indicators.resume(definition, by, reason), self._kept)

    def _kept(self, answer: tuple[IndicatorDefinition, Changes]) -> None:
        self.session.announce(answer[1])
        self.accept()


def _to_stand_for(wrong: PublishedFigure, others: Sequence[PublishedFigure]) -> list[PublishedFigure]:
    """What can stand for a figure: not withdrawn itself, those of the same definition first, newest first."""
    kept = [one for one in reversed(others) if one.id != wrong.id and one.withdrawn is None]
    return sorted(kept, key=lambda one: one.figure.definition.id != wrong.figure.definition.id)

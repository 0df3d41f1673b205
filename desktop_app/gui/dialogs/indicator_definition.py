"""Stating an indicator: a new one, a copy of a bundled one, or the next version of one's own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from desktop_app.application.changes import Changes
from desktop_app.application.indicator_facts import Fact
from desktop_app.domain.indicator import MOST_DIGITS, Indicator, IndicatorDefinition, Side, Window
from desktop_app.domain.ledger_kind import ColumnType
from desktop_app.domain.refusals import Refusal
from desktop_app.gui.dialogs.dialog import Dialog, field, form
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.bars import Hint
from desktop_app.gui.widgets.criteria_editor import CriteriaEditor
from desktop_app.gui.widgets.labels import scrolled, words

_MILESTONES = (("signed", "签约时间"), ("started", "开工时间"), ("produced", "投产时间"))


class SideFields(QWidget):
    """Numerator or denominator: its words, what is added up, and the conditions."""

    def __init__(self, name: str, facts: Sequence[Fact], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.said = QLineEdit()
        self.said.setAccessibleName(f"{name}说明")
        self.said.setPlaceholderText("必填，印在表上的说法，如：签约一批项目的总投资")
        self.measure = QComboBox()
        self.measure.setAccessibleName(f"{name}合计什么")
        self.measure.addItem("数项目个数", "")
        for fact in facts:
            if fact.type in (ColumnType.AMOUNT, ColumnType.COUNT):
                self.measure.addItem(f"合计{fact.label}", fact.key)
        self.criteria = CriteriaEditor(name, facts)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.said, 1)
        top.addWidget(self.measure)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(top)
        column.addWidget(self.criteria)
        self.setFocusProxy(self.said)

    def show_side(self, side: Side) -> None:
        """Show a side."""
        self.said.setText(side.words)
        self.said.setCursorPosition(0)
        self.measure.setCurrentIndex(max(self.measure.findData(side.measure), 0))
        self.criteria.show_criteria(side.criteria)

    def side(self) -> Side:
        """The side as stated; raises Refusal for a condition that cannot be read."""
        return Side(self.said.text().strip(), self.criteria.criteria(), str(self.measure.currentData()))


class IndicatorDialog(Dialog):
    """The fields of a definition; `own` is the version that is edited, `like` what a new one begins with."""

    def __init__(
        self,
        session: Session,
        facts: Sequence[Fact],
        *,
        own: IndicatorDefinition | None = None,
        like: Indicator | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(session, "修改指标" if own else "新建指标", "保存新版本" if own else "保存", parent)
        self._own = own
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 10, 0)
        self._fields(column, facts)
        if own is not None:
            self.body.addWidget(Hint(f"保存后成为第 {own.version + 1} 版；已经发布的数字仍按当时的版本，不会改动。"))
        self.body.addWidget(scrolled(inside), 1)
        start = own.indicator if own else like
        if start is not None:
            self._fill(start)
        self.fit(820, 740)
        self.name.setFocus()

    def submit(self) -> None:
        """Keep what was stated; a refusal stays in the dialog."""
        by, reason, own = self.by.text(), self.reason.text(), self._own
        try:
            stated = self.indicator()
        except Refusal as refusal:
            self.fail(refusal)
            return
        if own is None:
            self.send(lambda desk: desk.indicators.define(stated, by, reason), self._kept)
        else:
            self.send(lambda desk: desk.indicators.edit(own.id, stated, by, reason), self._kept)

    def indicator(self) -> Indicator:
        """What the fields say now; raises Refusal for a day or amount that cannot be read."""
        batches = self.batches.text().replace("，", "、").replace(" ", "、").strip("、")
        window = Window(
            str(self.milestone.currentData()),
            _day(self.first.text()),
            _day(self.last.text()),
            tuple(one for one in batches.split("、") if one),
        )
        return Indicator(
            name=self.name.text().strip(),
            numerator=self.numerator.side(),
            denominator=self.denominator.side(),
            digits=self.digits.value(),
            window=window,
            apart=self.apart.isChecked(),
            source=self.source.text().strip(),
            note=self.note.text().strip(),
            verified=self.verified.isChecked(),
        )

    def _fields(self, column: QVBoxLayout, facts: Sequence[Fact]) -> None:
        fields = form(column)
        self.name, self.source, self.note = QLineEdit(), QLineEdit(), QLineEdit()
        field(fields, "名称", self.name, "必填，如：本区开工率")
        self.denominator, self.numerator = SideFields("分母", facts), SideFields("分子", facts)
        field(fields, "分母", self.denominator)
        field(fields, "分子", self.numerator)
        self.apart = QCheckBox("分子从全部项目里另数（不勾：只在分母的项目里数）")
        fields.addRow("", self.apart)
        self.digits = QSpinBox()
        self.digits.setRange(0, MOST_DIGITS)
        self.digits.setValue(1)
        self.digits.setSuffix(" 位小数")
        self.digits.setFixedWidth(120)
        field(fields, "小数", self.digits)
        field(fields, "范围", self._window())
        fields.addRow("", words("范围可留空：不写日期和批次就是台账全部项目。", "soft", wrap=True))
        field(fields, "来源", self.source, "必填，谁在哪里规定的，或本单位自定的依据")
        field(fields, "说明", self.note, "可留空；有不同说法或没有核实的地方写在这里")
        self.verified = QCheckBox("已与考核办法原文核对（不勾则标“待核”）")
        fields.addRow("", self.verified)
        self.reason = QLineEdit()
        field(fields, "原因", self.reason, "必填，为什么修改" if self._own else "可留空")
        self.by = QLineEdit(self.session.officer)
        field(fields, "登记人", self.by, "必填")

    def _window(self) -> QWidget:
        self.milestone = QComboBox()
        self.milestone.setAccessibleName("按哪个时间划范围")
        for key, name in _MILESTONES:
            self.milestone.addItem(name, key)
        self.first, self.last, self.batches = QLineEdit(), QLineEdit(), QLineEdit()
        for line, name, hint in (
            (self.first, "范围起始日", "如 2022-01-01"),
            (self.last, "范围结束日", "可留空"),
            (self.batches, "范围批次", "批次，几个用、隔开"),
        ):
            line.setAccessibleName(name)
            line.setPlaceholderText(hint)
        place = QWidget()
        row = QHBoxLayout(place)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.milestone)
        row.addWidget(self.first, 2)
        row.addWidget(words("至", "soft"))
        row.addWidget(self.last, 2)
        row.addWidget(self.batches, 3)
        place.setFocusProxy(self.milestone)
        return place

    def _fill(self, start: Indicator) -> None:
        self.name.setText(start.name)
        self.denominator.show_side(start.denominator)
        self.numerator.show_side(start.numerator)
        self.apart.setChecked(start.apart)
        self.digits.setValue(start.digits)
        self.milestone.setCurrentIndex(max(self.milestone.findData(start.window.field), 0))
        self.first.setText(start.window.first.isoformat() if start.window.first else "")
        self.last.setText(start.window.last.isoformat() if start.window.last else "")
        self.batches.setText("、".join(start.window.batches))
        self.source.setText(start.source)
        self.note.setText(start.note)
        self.verified.setChecked(start.verified)
        for line in (self.name, self.source, self.note):
            line.setCursorPosition(0)

    def _kept(self, answer: tuple[IndicatorDefinition, Changes]) -> None:
        self.session.announce(answer[1])
        self.accept()


def _day(text: str) -> date | None:
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise Refusal.say(f"范围的日期“{text.strip()[:20]}”看不懂，请写成 2022-01-01 的样子，或留空") from None

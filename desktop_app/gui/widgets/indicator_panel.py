"""The chosen indicator explained: formula, conditions, window, source, what is not verified, and what can be done."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.application.indicator_facts import Fact, side_words
from desktop_app.domain.indicator import OWN, IndicatorDefinition
from desktop_app.gui.widgets.bars import button
from desktop_app.gui.widgets.labels import Facts, scrolled, words

NOT_VERIFIED = "待核：还没有与考核办法原文核对，对外引用前请先核实"


def indicator_facts(definition: IndicatorDefinition, facts: Mapping[str, Fact]) -> list[tuple[str, str | QWidget]]:
    """A definition as pairs of name and value."""
    one = definition.indicator
    pairs: list[tuple[str, str | QWidget]] = [
        ("算式", one.formula),
        ("分子", side_words(facts, one.numerator) + ("" if one.apart else "（只在分母的项目里数）")),
        ("分母", side_words(facts, one.denominator)),
        ("范围", one.window.words),
        ("取数", f"{one.basis}，保留 {one.digits} 位小数，由元四舍五入"),
        ("来源", one.source or "－"),
    ]
    if one.note:
        pairs.append(("说明", one.note))
    pairs.append(("核对", "已核对" if one.verified else NOT_VERIFIED))
    return pairs


class IndicatorPanel(QWidget):
    """One definition explained; asks for acts by signals."""

    publish_asked = Signal()
    edit_asked = Signal()
    copy_asked = Signal()
    versions_asked = Signal()
    retire_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = words("", "strong", wrap=True)
        self.zero = words("", "amber", wrap=True)
        self.facts = Facts()
        self.publish = button("发布…", primary=True, tip="把这个数字连同定义和每个项目的数据一起封存")
        self.edit, self.copy = button("修改"), button("复制", tip="照这一条新建一条自定指标")
        self.versions, self.retire = button("历次版本"), button("停用")
        row = QHBoxLayout()
        row.setSpacing(8)
        for part, asked in (
            (self.publish, self.publish_asked),
            (self.edit, self.edit_asked),
            (self.copy, self.copy_asked),
            (self.versions, self.versions_asked),
            (self.retire, self.retire_asked),
        ):
            part.clicked.connect(asked)
            row.addWidget(part)
        row.addStretch()
        inside = QWidget()
        around = QVBoxLayout(inside)
        around.setContentsMargins(0, 0, 8, 0)
        around.addWidget(self.zero)
        around.addWidget(self.facts)
        around.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(scrolled(inside), 1)
        column.addLayout(row)

    def show_definition(
        self, definition: IndicatorDefinition | None, facts: Mapping[str, Fact], zero: str, *, in_force: bool = True
    ) -> None:
        """Explain a definition; `zero` says why there is no figure. Without a definition the place is empty.

        One that is shown as it was published, not as it is `in_force`, can only be looked at and copied.
        """
        self.setVisible(definition is not None)
        if definition is None:
            return
        own = definition.preset == OWN
        who = f" · {definition.by} {definition.at:%Y-%m-%d}" if definition.at else "，内置，不能修改"
        self.title.setText(f"{definition.indicator.name}（{definition.label}{who}）")
        self.zero.setText(zero)
        self.zero.setVisible(bool(zero))
        self.facts.show_facts(indicator_facts(definition, facts))
        self.publish.setEnabled(not zero)
        for part, shown in (
            (self.publish, in_force),
            (self.edit, own and in_force),
            (self.versions, own),
            (self.retire, in_force),
        ):
            part.setVisible(shown)

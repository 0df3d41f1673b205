"""Fields for how long a result holds: a length that reminders can count, beside the words of the law."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSpinBox, QWidget

from desktop_app.domain.matter import LONGEST_VALIDITY, Validity, ValidityUnit

_UNITS = ((ValidityUnit.DAY, "日"), (ValidityUnit.MONTH, "个月"), (ValidityUnit.YEAR, "年"))
_STARTS = (("done", "办结起"), ("accepted", "受理起"), ("received", "收件起"))


class ValidityFields(QWidget):
    """Edits a validity or its absence; `edited` after every change by the person."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._given: Validity | None = None
        self.amount, self.unit, self.start = QSpinBox(), QComboBox(), QComboBox()
        self.amount.setRange(1, LONGEST_VALIDITY)
        self.unit.addItem("不设", None)
        for unit, word in _UNITS:
            self.unit.addItem(word, unit)
        for event, word in _STARTS:
            self.start.addItem(word, event)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for part, name, share in (
            (self.amount, "有效期长度", 3),
            (self.unit, "有效期单位", 4),
            (self.start, "有效期起算", 4),
        ):
            part.setAccessibleName(name)
            part.setMinimumWidth(60)
            row.addWidget(part, share)
        self.amount.valueChanged.connect(lambda _value: self.edited.emit())
        self.unit.activated.connect(lambda _index: self._switch())
        self.start.activated.connect(lambda _index: self.edited.emit())

    def show_validity(self, lasts: Validity | None) -> None:
        """Fill the fields."""
        self._given = lasts
        self.amount.blockSignals(True)
        self.amount.setValue(lasts.amount if lasts else 1)
        self.amount.blockSignals(False)
        self.unit.setCurrentIndex(self.unit.findData(lasts.unit) if lasts else 0)
        self.start.setCurrentIndex(self.start.findData(lasts.from_event) if lasts else 0)
        self._enable()

    def validity(self) -> Validity | None:
        """What the fields say; facts that have no field stay as they were."""
        unit = self.unit.currentData()
        if unit is None:
            return None
        amount, start = self.amount.value(), str(self.start.currentData())
        if self._given is None:
            return Validity(amount, ValidityUnit(unit), start)
        return replace(self._given, amount=amount, unit=ValidityUnit(unit), from_event=start)

    def _switch(self) -> None:
        self._enable()
        self.edited.emit()

    def _enable(self) -> None:
        for part in (self.amount, self.start):
            part.setEnabled(self.unit.currentData() is not None)

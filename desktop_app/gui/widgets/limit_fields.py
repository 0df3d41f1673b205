"""Fields for a limit: how much, in which unit, from which event, and by which law."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QSpinBox, QWidget

from desktop_app.domain.limit import MOST, Limit, Unit

_UNITS = (
    (Unit.WORKING_DAYS, "工作日"),
    (Unit.NATURAL_DAYS, "自然日"),
    (Unit.DAYS, "日"),
    (Unit.WORKING_HOURS, "工作小时"),
    (Unit.NATURAL_HOURS, "小时"),
)
_STARTS = (("accepted", "受理起"), ("received", "收件起"))


class LimitFields(QWidget):
    """Edits a limit or its absence; `edited` after every change by the person."""

    edited = Signal()

    def __init__(self, name: str, without: str, *, basis: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._given: Limit | None = None
        self.unit, self.amount, self.start = QComboBox(), QSpinBox(), QComboBox()
        self.unit.addItem(without, None)
        for unit, word in _UNITS:
            self.unit.addItem(word, unit)
        self.amount.setRange(0, MOST)
        self.basis = QLineEdit()
        self.basis.setPlaceholderText("依据，如：行政许可法第四十二条")
        for part, what in (
            (self.amount, "数"),
            (self.unit, "单位"),
            (self.start, "起算"),
            (self.basis, "依据"),
        ):
            part.setAccessibleName(f"{name}{what}")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(6)
        grid.addWidget(self.amount, 0, 0)
        grid.addWidget(self.unit, 0, 1)
        grid.addWidget(self.start, 0, 2)
        if basis:
            grid.addWidget(self.basis, 1, 0, 1, 3)
        else:
            self.basis.hide()
        for place, share in ((0, 3), (1, 4), (2, 4)):
            grid.setColumnStretch(place, share)
        for box in (self.amount, self.unit, self.start):
            box.setMinimumWidth(60)
        self.unit.activated.connect(self._switch)
        self.start.activated.connect(lambda _index: self.edited.emit())
        self.amount.valueChanged.connect(lambda _value: self.edited.emit())
        self.basis.textEdited.connect(lambda _text: self.edited.emit())

    def show_limit(self, limit: Limit | None, without: str = "") -> None:
        """Fill the fields; `without` says what no limit means here."""
        self._given = limit
        for part in (self.amount, self.unit, self.start, self.basis):
            part.blockSignals(True)
        if without:
            self.unit.setItemText(0, without)
        self.start.clear()
        for event, word in _STARTS:
            self.start.addItem(word, event)
        if limit is not None and limit.start.startswith("done:"):
            self.start.addItem(f"{limit.start.removeprefix('done:')} 办结起", limit.start)
        self.amount.setValue(limit.amount if limit else 0)
        self.unit.setCurrentIndex(self.unit.findData(limit.unit) if limit else 0)
        self.start.setCurrentIndex(max(0, self.start.findData(limit.start if limit else "accepted")))
        self.basis.setText(limit.basis if limit else "")
        for part in (self.amount, self.unit, self.start, self.basis):
            part.blockSignals(False)
        self._enable()

    def limit(self) -> Limit | None:
        """What the fields say; facts that have no field stay as they were."""
        unit = self.unit.currentData()
        if unit is None:
            return None
        amount, start, basis = self.amount.value(), str(self.start.currentData()), self.basis.text().strip()
        if self._given is None:
            return Limit(amount, Unit(unit), start, basis=basis)
        return replace(self._given, amount=amount, unit=Unit(unit), start=start, basis=basis)

    def _switch(self, _index: int) -> None:
        self._enable()
        self.edited.emit()

    def _enable(self) -> None:
        set_at_all = self.unit.currentData() is not None
        for part in (self.amount, self.start, self.basis):
            part.setEnabled(set_at_all)

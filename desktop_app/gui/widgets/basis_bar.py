"""The 口径 of a page: how figures are counted now, changed by hand, and made the one of the whole workspace."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QWidget

from desktop_app.application.counting import OWN_BASIS_WORDS
from desktop_app.domain.benchmark import CountingBasis
from desktop_app.domain.limit import Unit
from desktop_app.gui.widgets.bars import link
from desktop_app.gui.widgets.labels import words

_UNITS = (
    (OWN_BASIS_WORDS, None),
    ("按工作日计（不数休息日）", Unit.WORKING_DAYS),
    ("按自然日计（连休息日）", Unit.NATURAL_DAYS),
)


class BasisFields(QWidget):
    """Unit, 含补正 and 含特别程序; with `own` each benchmark may keep its own."""

    changed = Signal()

    def __init__(self, *, own: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.unit = QComboBox()
        self.unit.setAccessibleName("口径：按什么日子计")
        for name, unit in _UNITS:
            if own or unit is not None:
                self.unit.addItem(name, unit)
        self.corrections, self.special = QCheckBox("含补正"), QCheckBox("含特别程序")
        self.corrections.setToolTip("不选：事项因补正暂停的日子不计入")
        self.special.setToolTip("不选：听证、招标、检测、专家评审等特别程序（行政许可法45）的日子不计入")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        for part in (self.unit, self.corrections, self.special):
            row.addWidget(part)
        row.addStretch()
        self.unit.activated.connect(lambda _index: self._touched())
        for box in (self.corrections, self.special):
            box.clicked.connect(lambda _on: self._touched())
        self.show_basis(None if own else CountingBasis())
        self.setFocusProxy(self.unit)

    def show_basis(self, basis: CountingBasis | None) -> None:
        """Show a 口径 without telling anybody."""
        self.unit.setCurrentIndex(max(self.unit.findData(basis.unit if basis else None), 0))
        self.corrections.setChecked(basis is None or basis.corrections)
        self.special.setChecked(basis is None or basis.special)
        self._settle()

    def basis(self) -> CountingBasis | None:
        """The 口径 chosen, None when each benchmark keeps its own."""
        unit = self.unit.currentData()
        if unit is None:
            return None
        return CountingBasis(Unit(unit), self.corrections.isChecked(), self.special.isChecked())

    def _touched(self) -> None:
        self._settle()
        self.changed.emit()

    def _settle(self) -> None:
        chosen = self.unit.currentData() is not None
        for box in (self.corrections, self.special):
            box.setVisible(chosen)


class BasisBar(QWidget):
    """The fields in one line, with the wish to count the whole workspace so."""

    changed = Signal()
    kept = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._standing: CountingBasis | None = None
        self.fields = BasisFields(own=True)
        self.keep = link("设为本工作区口径")
        self.keep.setToolTip("以后项目页、服务单、命令行都按这个口径显示对标天数")
        self.keep.clicked.connect(self.kept)
        self.fields.changed.connect(self._changed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(words("口径", "faint"))
        row.addWidget(self.fields)
        row.addWidget(self.keep)
        row.addStretch(1)
        self.keep.hide()

    def show_standing(self, basis: CountingBasis | None) -> None:
        """Learn which 口径 the workspace has; offered to be changed where the page shows another."""
        self._standing = basis
        self.keep.setVisible(self.fields.basis() != basis)

    def _changed(self) -> None:
        self.keep.setVisible(self.fields.basis() != self._standing)
        self.changed.emit()

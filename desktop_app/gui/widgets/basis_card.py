"""The card of 设置 that says by which 口径 benchmark figures are counted in this workspace, and changes it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.application.counting import basis_words
from desktop_app.domain.benchmark import CountingBasis
from desktop_app.gui.widgets.bars import button
from desktop_app.gui.widgets.basis_bar import BasisFields
from desktop_app.gui.widgets.labels import Card, words

_WHAT = (
    "项目页、服务单、对标页和命令行的对标天数都按这个口径计，并在数字旁边写明。"
    "选“各按对标自己的口径”，每条对标按它定义里的单位和口径。换口径只改显示，不改任何登记。"
)


class BasisCard(Card):
    """The 口径 in force with the fields to choose another; storing is asked for by a signal."""

    change_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._standing: CountingBasis | None = None
        self.inside.addWidget(words("对标口径", "group"))
        self.fields = BasisFields(own=True)
        self.store = button("改用这个口径")
        self.store.setEnabled(False)
        self.said = words("", "soft")
        self.fields.changed.connect(self._compare)
        self.store.clicked.connect(lambda: self.change_asked.emit(self.fields.basis()))
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.fields, 1)
        row.addWidget(self.store)
        self.inside.addLayout(row)
        self.inside.addWidget(self.said)
        self.inside.addWidget(words(_WHAT, "soft", wrap=True))

    def show_standing(self, basis: CountingBasis | None) -> None:
        """Show the 口径 in force; what was chosen and not stored stays."""
        untouched = self.fields.basis() == self._standing
        self._standing = basis
        self.said.setText(f"现行{basis_words(basis)}")
        if untouched:
            self.fields.show_basis(basis)
        self._compare()

    def _compare(self) -> None:
        self.store.setEnabled(self.fields.basis() != self._standing)

"""逐项核对: what a paper was issued with, and beside each the field for what the paper in hand shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from desktop_app.application.verification import Finding
from desktop_app.domain.paper_facts import ROW_WORDS, Fact
from desktop_app.gui.widgets.bars import button
from desktop_app.gui.widgets.labels import clear, words

_MOST_ROWS = 200
_LABELS = 132


class FactCheck(QWidget):
    """A grid of facts; `asked` when somebody wants what is filled in to be held against the issued paper."""

    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(words("逐项核对", "group"))
        self.how = words("", "soft")
        head.addWidget(self.how, 1)
        self.ask = button("核对所填")
        self.ask.clicked.connect(self.asked)
        head.addWidget(self.ask)
        column.addLayout(head)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)
        column.addLayout(self._grid)
        self.fields: dict[str, QLineEdit] = {}
        self._marks: dict[str, QLabel] = {}
        self._number = ""
        self._row_of: tuple[QComboBox, QSpinBox, QLineEdit] | None = None

    def shown(self) -> dict[str, str]:
        """What was filled in, by the name of the fact."""
        found = {name: edit.text() for name, edit in self.fields.items() if edit.text().strip()}
        if self._row_of is not None and self._row_of[2].text().strip():
            table, row, edit = self._row_of
            found[f"{table.currentData()}.{row.value()}"] = edit.text()
        return found

    def show_finding(self, finding: Finding) -> None:
        """Build the grid for a paper; what was typed for the same paper stays, with a mark where it differs."""
        if finding.number != self._number:
            self._number = finding.number
            self._build(finding.facts, archived=finding.archived)
        differing = {one.name for one in finding.differences}
        checked = set(self.shown()) - differing
        for name, edit in self.fields.items():
            mark = "▲ 不一致" if name in differing else "✓ 一致" if name in checked else ""
            role = "red" if name in differing else "green"
            self._mark(name, mark, role)
            edit.setAccessibleDescription(mark)

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Forget the last paper."""
        self._number = ""
        self._build(facts, archived=True)

    def _build(self, facts: Iterable[Fact], *, archived: bool) -> None:
        clear(self._grid)
        self.fields, self._marks, self._row_of = {}, {}, None
        self.how.setText(
            "左边是存档，右边照纸上填，空着的不核对" if archived else "本机没有存档：照纸上填，能查出哪一项和出具时不同"
        )
        rows = [(one.name, one.label, (one.value or "（空）") if archived else "") for one in facts]
        for place, (name, label, value) in enumerate(rows):
            self._add(place, name, label, value)
        if not archived:
            self._add_row_fields(len(rows))

    def _add(self, place: int, name: str, label: str, value: str) -> None:
        edit = QLineEdit()
        edit.setAccessibleName(f"纸上的{label}")
        edit.setPlaceholderText("纸上写的")
        edit.returnPressed.connect(self.asked)
        said = words(label, "faint", wrap=True)
        said.setFixedWidth(_LABELS)
        mark = words("", "soft")
        mark.setMinimumWidth(64)
        top = Qt.AlignmentFlag.AlignVCenter
        self._grid.addWidget(said, place, 0, top)
        if value:
            self._grid.addWidget(words(value, wrap=True), place, 1, top)
        self._grid.addWidget(edit, place, 2 if value else 1, 1, 1 if value else 2)
        self._grid.addWidget(mark, place, 3, top)
        self.fields[name], self._marks[name] = edit, mark

    def _add_row_fields(self, place: int) -> None:
        """One row of a table at a time: without the archive nobody knows how many there are."""
        table, row, edit = QComboBox(), QSpinBox(), QLineEdit()
        for name, label in ROW_WORDS.items():
            table.addItem(label, name)
        table.setAccessibleName("表格")
        row.setRange(1, _MOST_ROWS)
        row.setPrefix("第 ")
        row.setSuffix(" 行")
        row.setAccessibleName("第几行")
        edit.setAccessibleName("纸上的这一行")
        edit.setPlaceholderText("照纸上填，两项之间用 ／，没有的留空，如 12-18／11-26")
        edit.returnPressed.connect(self.asked)
        self._grid.addWidget(table, place, 0)
        self._grid.addWidget(edit, place, 1, 1, 2)
        self._grid.addWidget(row, place, 3)
        self._row_of = (table, row, edit)

    def _mark(self, name: str, text: str, role: str) -> None:
        mark = self._marks[name]
        mark.setText(text)
        mark.setProperty("role", role)
        mark.style().polish(mark)

"""On a project's page: its rows in every ledger people write, so that nobody has to look through them one by one."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.application.desk import Desk
from desktop_app.application.ledger_rows import LedgerRowNow
from desktop_app.application.ledger_words import lamp_of
from desktop_app.domain.ledger_kind import ColumnType, LedgerKind, RowsOf
from desktop_app.domain.progress import Lamp
from desktop_app.gui.models.listed import ListModel
from desktop_app.gui.models.paged import Column
from desktop_app.gui.models.register import RegisterWish, row_key
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.bars import Empty, button
from desktop_app.gui.widgets.labels import words
from desktop_app.gui.widgets.lamp import LampCell
from desktop_app.gui.widgets.listing import listing

_TOLD = 4
_NOT_HERE = (RowsOf.PROJECTS, RowsOf.CASES)
"""The project itself and its cases are on the page already."""


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """A row of a ledger as the project's page lists it."""

    kind: LedgerKind
    row: LedgerRowNow

    @property
    def name(self) -> str:
        """What the row is called by; where that is the project itself, by what else tells rows apart."""
        keys = [key for key in self.kind.identity if self.kind.column(key).type is not ColumnType.PROJECT]
        said = [self.row.words.get(key, "") for key in keys or [self.kind.headline.key]]
        return " ".join(part for part in said if part)

    @property
    def lamp(self) -> Lamp | None:
        """The first lamp of its columns, None when none of them has one."""
        found = (lamp_of(one, self.row.cells.get(one.key, "")) for one in self.kind.columns)
        return next((lamp for lamp in found if lamp is not None), None)

    @property
    def hint(self) -> str:
        """Its lamp in words, else the state of its flow."""
        for column in self.kind.columns:
            text = self.row.cells.get(column.key, "")
            if lamp_of(column, text) is not None:
                return text
        return self.row.cells.get(self.kind.flow.state, "") if self.kind.flow is not None else ""

    @property
    def contents(self) -> str:
        """The first longer things it says."""
        skipped = {ColumnType.PROJECT, ColumnType.YES_NO}
        columns = [one for one in self.kind.columns if one.type not in skipped and one.key not in self.kind.identity]
        said = [f"{one.label} {self.row.words[one.key]}" for one in columns if self.row.words.get(one.key)]
        return "；".join(said[:_TOLD])


_COLUMNS: tuple[Column[LedgerLine], ...] = (
    Column("kind", "台账", 110, lambda line: line.kind.name),
    Column("name", "条目", 240, lambda line: line.name),
    Column("hint", "提示", 150, lambda line: line.hint, lamp=lambda line: line.lamp),
    Column("contents", "内容", 300, lambda line: line.contents, stretch=True, tone=lambda _line: "soft"),
)


class ProjectLedgers(QWidget):
    """Lists the rows of one project; `asked` carries what page 台账 is to show."""

    asked = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._project = ("", "")
        self.model = ListModel(_COLUMNS, self)
        self.table = listing("台账条目", self.model)
        self.table.setItemDelegateForColumn(2, LampCell(self.table))
        self.table.opened.connect(self._open)
        self.go = button("去台账", primary=True)
        self.go.clicked.connect(lambda: self.asked.emit(RegisterWish("visits", *self._project)))
        self.empty = Empty(
            "这个项目在各本台账里还没有条目",
            "问题、走访、证照、承诺、融资等台账里，“项目”一栏选了它的行会列在这里。",
            self.go,
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        foot = QHBoxLayout()
        self.count = words("", "soft")
        foot.addWidget(self.count)
        foot.addStretch()
        foot.addWidget(words("双击或回车到那本台账里打开 · Ctrl+C 复制", "soft"))
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 12, 22, 10)
        column.setSpacing(10)
        column.addWidget(self._stack, 1)
        column.addLayout(foot)

    def show_of(self, project_id: str, name: str) -> None:
        """Read the rows of a project."""
        self._project = (project_id, name)

        def read(desk: Desk) -> list[LedgerLine]:
            kinds = [one for one in desk.entries.kinds.all() if one.rows not in _NOT_HERE]
            return [
                LedgerLine(kind, row)
                for kind in kinds
                for row in desk.entries.rows(kind.key)
                if row.project_id == project_id
            ]

        def show(lines: list[LedgerLine]) -> None:
            if self._project[0] == project_id:
                self.model.show_rows(lines)
                self._stack.setCurrentIndex(0 if lines else 1)
                kinds = len({line.kind.key for line in lines})
                self.count.setText(f"{kinds} 本台账，{len(lines)} 行" if lines else "")
                if lines:
                    self.table.setCurrentIndex(self.model.index(0, 0))

        self._session.ask(read, show, owner=self)

    def _open(self, index: QModelIndex) -> None:
        line = self.model.row_at(index.row())
        if line is not None:
            self.asked.emit(RegisterWish(line.kind.key, *self._project, row=row_key(line.row)))

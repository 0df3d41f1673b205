"""新增和修改一行: the fields of a ledger made from its columns, in the order of the ledger."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from desktop_app.application.changes import Changes
from desktop_app.application.desk import Desk
from desktop_app.application.ledger_rows import LedgerRowNow
from desktop_app.application.ledger_words import label_of, why_not_typed
from desktop_app.domain.ledger_entry import LedgerEntry
from desktop_app.domain.ledger_kind import ColumnType, LedgerColumn, LedgerKind, Source
from desktop_app.domain.refusals import Refusal
from desktop_app.gui.dialogs.dialog import Dialog, field, form
from desktop_app.gui.models.register_reading import remarks_typed
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.bars import button
from desktop_app.gui.widgets.labels import Tall, scrolled, words
from desktop_app.gui.widgets.register_fields import (
    ProjectChoice,
    ProjectValue,
    ValueField,
    hint_of,
    problem_of,
    value_field,
)
from desktop_app.gui.widgets.remark_note import RemarkNote

_FILLED_BY_PROJECT = ("enterprise", "zone")
_NUMBER = re.compile(r"(.*?)(\d+)(\D*)")
_TALL_FROM = 9
"""With more fields than this they stand in two columns."""


def next_number(numbers: Sequence[str]) -> str:
    """The number after the last one: WT-2026-009 is followed by WT-2026-010; empty where there is none to follow."""
    found = _NUMBER.fullmatch(numbers[-1]) if numbers else None
    if found is None:
        return ""
    taken = set(numbers)
    head, digits, tail = found.groups()
    number = int(digits)
    while (proposed := f"{head}{number + 1:0{len(digits)}d}{tail}") in taken:
        number += 1
    return proposed


class EntryDialog(Dialog):
    """Enter a row or change one; `kept` carries the entry. Only columns that were changed are written."""

    kept = Signal(object)

    def __init__(
        self,
        session: Session,
        kind: LedgerKind,
        projects: Sequence[ProjectChoice],
        row: LedgerRowNow | None = None,
        parent: QWidget | None = None,
        number: str = "",
        project_id: str = "",
    ) -> None:
        super().__init__(session, f"{'修改' if row else '新增'} · {kind.name}", "保存", parent)
        self.kind, self.row = kind, row
        self._projects = projects
        self.fields: dict[str, ValueField] = {}
        self._shown: dict[str, str] = {}
        self.body.addWidget(words(self._title(), "heading", wrap=True))
        self._make_fields()
        self.remarks = RemarkNote()
        self.body.addWidget(self.remarks)
        last = form(self.body)
        self.note, self.by = QLineEdit(), QLineEdit(session.officer)
        if row is not None:
            field(last, "修改说明", self.note, "可留空；为什么改、依据什么")
        field(last, "登记人", self.by, "必填")
        self.again = button("保存并再记一条")
        self.again.clicked.connect(lambda: self._keep(again=True))
        self.foot.insertWidget(1, self.again)
        self.again.setVisible(row is None)
        self._show(number, project_id)
        for one in self.fields.values():
            one.changed.connect(self._look_at)
        self.fit(920 if len(self.fields) >= _TALL_FROM else 620, 720 if len(self.fields) >= _TALL_FROM else 480)
        self._focus_first()

    def submit(self) -> None:
        """Keep what was written; a refusal stays in the dialog."""
        self._keep(again=False)

    def written(self) -> dict[str, str]:
        """What differs from what was shown, by column."""
        return {key: one.written() for key, one in self.fields.items() if one.written() != self._shown[key]}

    def _title(self) -> str:
        if self.row is None:
            return self.kind.title
        return self.row.words.get(self.kind.headline.key, "") or self.kind.title

    def _typed(self) -> list[LedgerColumn]:
        row = self.row or LedgerRowNow("")
        return [one for one in self.kind.columns if not why_not_typed(self.kind, one, row) and self._belongs(one)]

    def _belongs(self, column: LedgerColumn) -> bool:
        """A new row has no project yet whose facts could be written."""
        return self.row is not None or column.source is not Source.PROJECT

    def _make_fields(self) -> None:
        inside = Tall()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 12, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        columns = self._typed()
        pairs = 2 if len(columns) >= _TALL_FROM else 1
        for pair in range(pairs):
            grid.setColumnStretch(2 * pair + 1, 1)
        row = place = 0
        for column in columns:
            wide = column.type is ColumnType.LONG
            if place and (wide or place == pairs):
                row, place = row + 1, 0
            self._add_field(grid, column, row, place, 2 * pairs - 1 if wide else 1)
            place = pairs if wide else place + 1
        grid.setRowStretch(row + 1, 1)
        self.body.addWidget(scrolled(inside), 1)
        if any(one.required for one in columns):
            self.body.addWidget(words("带 * 的必填；其余不知道就留空，以后再补。", "soft"))

    def _add_field(self, grid: QGridLayout, column: LedgerColumn, row: int, place: int, span: int) -> None:
        made = value_field(column, self._projects)
        label = words(label_of(column) + (" *" if column.required else ""), wrap=True)
        label.setMinimumWidth(84)
        label.setMaximumWidth(124)
        label.setBuddy(made)
        made.setToolTip(hint_of(column))
        if column.source is Source.PROJECT:
            label.setToolTip("项目的资料，改了会写回项目，项目的变更记录里也有一笔")
        top = Qt.AlignmentFlag.AlignTop if column.type is ColumnType.LONG else Qt.AlignmentFlag.AlignVCenter
        grid.addWidget(label, row, 2 * place, top)
        grid.addWidget(made, row, 2 * place + 1, 1, span)
        if isinstance(made, ProjectValue):
            made.picked.connect(self._fill_from_project)
        self.fields[column.key] = made

    def _show(self, number: str, project_id: str) -> None:
        for key, made in self.fields.items():
            made.show_value(self.row.cells.get(key, "") if self.row is not None else "")
        self._shown = {key: one.written() for key, one in self.fields.items()}
        if self.row is None and number and "number" in self.fields:
            self.fields["number"].show_value(number)
        for made in self.fields.values():
            if self.row is None and project_id and isinstance(made, ProjectValue):
                made.show_value(project_id)

    def _fill_from_project(self, chosen: ProjectChoice) -> None:
        """A project brings its enterprise and zone along, where nothing was written yet."""
        for key in _FILLED_BY_PROJECT:
            made = self.fields.get(key)
            if made is not None and not made.written():
                made.show_value(getattr(chosen, key))

    def _keep(self, *, again: bool) -> None:
        wrong = [(one, said) for one in self.fields.values() if (said := problem_of(one))]
        if wrong:
            wrong[0][0].setFocus()
            self.fail(Refusal.say("；".join(said for _one, said in wrong)))
            return
        by = self.by.text().strip()
        if not by:
            self.by.setFocus()
            self.fail(Refusal.say("请写登记人"))
            return
        written, note, kind, row = self.written(), self.note.text().strip(), self.kind.key, self.row

        def keep(desk: Desk) -> tuple[LedgerEntry, Changes]:
            if row is None:
                return desk.entries.add(kind, written, by, note=note)
            if row.anchor:
                return desk.entries.put(kind, row.anchor, written, by, note=note, version=row.version)
            return desk.entries.edit(row.id, written, by, note=note, version=row.version)

        self.send(keep, lambda answer: self._kept(answer, again))

    def _kept(self, answer: tuple[LedgerEntry, Changes], again: bool) -> None:
        entry, changes = answer
        self.session.announce(changes)
        self.kept.emit(entry)
        if not again:
            self.accept()
            return
        number = self.fields["number"].written() if "number" in self.fields else ""
        self._show(next_number([number]) if number else "", "")
        self._focus_first()

    def _look_at(self) -> None:
        """Say what is doubtful about what is written so far."""
        written, kind = self.written(), self.kind
        cells = self.row.cells if self.row is not None else {}
        self.remarks.look(self.session, lambda desk: remarks_typed(desk, kind, cells, written))

    def _focus_first(self) -> None:
        lacking = [self.fields[one.key] for one in self._typed() if one.required and not self.fields[one.key].written()]
        first = lacking[0] if lacking else next(iter(self.fields.values()), None)
        if first is not None:
            first.setFocus()

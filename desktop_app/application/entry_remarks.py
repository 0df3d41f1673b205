"""Remarks on ledger rows 台账提醒: what is doubtful about a row as it is, or as somebody is about to leave it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from desktop_app.application.entry_book import LedgerKinds
from desktop_app.application.ports import Now
from desktop_app.application.project_history import PROJECT_KIND, canonical
from desktop_app.domain.ledger_checks import (
    CellRemark,
    Unprintable,
    missing_signs,
    missing_words,
    row_remarks,
    sign_remarks,
)
from desktop_app.domain.ledger_kind import LedgerKind, Source
from desktop_app.domain.ledger_value import ValueProblem, read_value
from desktop_app.domain.project import Project


@dataclass(frozen=True, slots=True)
class RemarkService:
    """What is said beside a cell before and after it is kept; nothing here changes or refuses anything."""

    kinds: LedgerKinds
    now: Now
    fonts: Unprintable

    def of(self, kind: str, cells: Mapping[str, str]) -> list[CellRemark]:
        """What is doubtful about a row of a ledger by its canonical texts; raises Refusal for an unknown ledger."""
        return self._of(self.kinds.get(kind), cells)

    def project(self, project: Project) -> list[str]:
        """What is doubtful about the facts of a project, in sentences."""
        known = self.kinds.get(PROJECT_KIND)
        facts = (one for one in known.columns if one.source is Source.PROJECT)
        cells = {one.key: canonical(getattr(project, one.field)) for one in facts}
        return [one.message for one in self._of(known, {key: text for key, text in cells.items() if text})]

    def typed(self, kind: str, cells: Mapping[str, str], written: Mapping[str, str]) -> list[CellRemark]:
        """What would be doubtful about the columns being written, by what the row held before.

        A column that cannot be understood yet says nothing here: the field says so itself. Raises Refusal for an
        unknown ledger.
        """
        known = self.kinds.get(kind)
        told = {**cells, **_understood(known, written)}
        return [one for one in self._of(known, told) if not written.keys().isdisjoint(one.columns)]

    def unprintable(self, texts: Iterable[str]) -> frozenset[str]:
        """The signs of many texts that no font of the papers has; the fonts are asked only for unusual ones."""
        return missing_signs(texts, self.fonts)

    def on_paper(self, text: str) -> str:
        """What is said beside a text that is going to be printed, empty when all of it can be."""
        return missing_words(text, self.unprintable([text]))

    def _of(self, kind: LedgerKind, cells: Mapping[str, str]) -> list[CellRemark]:
        return [*row_remarks(kind, cells, self.now().date()), *sign_remarks(kind, cells, self.fonts)]


def _understood(kind: LedgerKind, written: Mapping[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for column in kind.columns:
        if column.key not in written or column.source is Source.DERIVED:
            continue
        try:
            found[column.key] = read_value(column, written[column.key]).text
        except ValueProblem:
            found[column.key] = ""
    return found

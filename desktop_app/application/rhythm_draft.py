"""What a person adds to a report before it is issued 调度草稿: 卡点, 协调, 下周计划, praise and criticism."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from desktop_app.application.rhythm_book import ReportDraft

CELLS = ("stuck", "asked", "coming")
"""What may be typed for a case or a step: 卡点, 协调事项, 下周计划."""
TEXTS = ("praise", "criticism")
"""What may be typed for the whole report, a line each."""
LONGEST_CELL, LONGEST_TEXT = 200, 4000


@dataclass(frozen=True, slots=True)
class Typed:
    """Texts by case or step id and cell, and by name for the whole report; what is not there stays as proposed."""

    cells: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)

    def cell(self, key: str, name: str, proposed: str) -> str:
        """The typed words of a line, else those proposed."""
        return self.cells.get(key, {}).get(name, proposed)

    def text(self, name: str, proposed: str) -> str:
        """The typed words of the report, else those proposed; an empty text was emptied on purpose."""
        return self.texts.get(name, proposed)

    def with_cell(self, key: str, name: str, words: str | None) -> Typed:
        """Another text in a cell; None takes the typed one back."""
        row = {one: text for one, text in self.cells.get(key, {}).items() if one != name}
        if words is not None:
            row[name] = words
        cells = {one: texts for one, texts in self.cells.items() if one != key}
        return replace(self, cells=cells | ({key: row} if row else {}))

    def with_text(self, name: str, words: str | None) -> Typed:
        """Another text of the report; None takes the typed one back."""
        texts = {one: text for one, text in self.texts.items() if one != name}
        return replace(self, texts=texts if words is None else texts | {name: words})

    def written(self) -> str:
        """As JSON."""
        return json.dumps({"cells": self.cells, "texts": self.texts}, ensure_ascii=False, sort_keys=True)


def typed(draft: ReportDraft | None) -> Typed:
    """What a stored draft says; nothing where there is none."""
    if draft is None:
        return Typed()
    said = json.loads(draft.body)
    return Typed(said.get("cells", {}), said.get("texts", {}))

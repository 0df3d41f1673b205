"""Paper facts 核验要素: the single statements of a printed paper that can be checked one by one against its code.

They are read from the frozen form data as it is archived (JSON), so a paper of any year yields the facts it was issued
with. What has no words here is not checked on its own; the digest over all data covers it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

FACT_WORDS: Mapping[str, str] = {
    "project": "项目名称",
    "enterprise": "项目单位",
    "project_code": "项目代码",
    "centre": "出具单位",
    "officer": "代办员",
    "lead_official": "包联领导",
    "entrusted_on": "委托日期",
    "as_of": "截至日期",
    "date": "日期",
    "matter": "事项",
    "authority": "审批部门",
    "due_on": "到期日",
    "amount": "金额",
    "agent": "受托人",
    "principal": "委托人",
    "term": "期限",
    "received_by": "接收人",
    "handed_by": "移交人",
    "witnessed_by": "监交人",
}
"""Fields of form data that are checked on their own, with the words of the paper; never renamed (see the archive)."""

_ROW_CELLS: Mapping[str, Mapping[str, str]] = {
    "steps": {"statutory_due": "法定到期", "promised_due": "承诺到期"},
    "items": {"name": "名称", "document_number": "文号"},
}
"""Of the rows of a table, the cells that are checked, row by row."""

CELL_MARK = "／"
"""Stands between the cells of one row, in labels and where somebody types them."""

ROW_WORDS: Mapping[str, str] = {table: CELL_MARK.join(cells.values()) for table, cells in _ROW_CELLS.items()}
"""The tables whose rows are checked, with what is checked of a row."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement: `name` is its place in the form data (project, steps.3), `value` the text as printed."""

    name: str
    value: str

    @property
    def label(self) -> str:
        """What the paper calls it."""
        return fact_label(self.name)


def fact_label(name: str) -> str:
    """项目名称 for project, 第 3 行（法定到期／承诺到期） for steps.3; an unknown name as it is."""
    table, _, row = name.partition(".")
    if row and table in _ROW_CELLS:
        return f"第 {row} 行（{ROW_WORDS[table]}）"
    return FACT_WORDS.get(name, name)


def facts_of(data: Mapping[str, object]) -> tuple[Fact, ...]:
    """The facts of frozen form data in a fixed order: single fields first, then the rows of its tables."""
    found = [Fact(name, value) for name in FACT_WORDS if isinstance(value := data.get(name), str)]
    for table, cells in _ROW_CELLS.items():
        rows = data.get(table)
        if isinstance(rows, list | tuple):
            found += _rows(table, cells, rows)
    return tuple(found)


def _rows(table: str, cells: Mapping[str, str], rows: Iterable[object]) -> list[Fact]:
    return [
        Fact(f"{table}.{number}", CELL_MARK.join(str(row.get(cell, "")) for cell in cells))
        for number, row in enumerate(rows, 1)
        if isinstance(row, Mapping)
    ]


def plain(text: str) -> str:
    """A text as it is compared: full-width and half-width forms alike, capitals and white space of no account."""
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


def same(shown: str, archived: str) -> bool:
    """Whether what a paper shows is what was issued, letter by letter but not space by space."""
    return plain(shown) == plain(archived)

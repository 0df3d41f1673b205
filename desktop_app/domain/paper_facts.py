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
    "due": "到期",
    "started": "起算",
    "target": "目标日期",
    "term": "委托期限",
    "fee": "收费",
    "credit_code": "信用代码",
    "legal_person": "法定代表人",
    "investment": "总投资",
    "applied_on": "申请日期",
    "signed_on": "签订日期",
    "promised_on": "承诺日期",
    "perform_by": "履行期限",
    "ended_on": "终止日期",
    "visitor": "来访人",
    "received_by": "接收人",
    "handed_by": "移交人",
    "witnessed_by": "监交人",
    "recipient": "受送达人",
    "served_on": "送达日期",
    "serve_by": "送达期限",
    "overall": "总体评价",
    "rated_on": "评价日期",
    "responsible": "责任单位",
    "due_on": "办理时限",
    "closed_on": "销号日期",
    "file_number": "档号",
    "retention": "保管期限",
    "week": "调度周",
    "giver": "交出方",
    "taker": "接收方",
    "moved_on": "流转日期",
}
"""Fields of form data that are checked on their own, with the words of the paper; never renamed (see the archive)."""

_ROWS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "steps": ("steps", {"statutory_due": "法定到期", "promised_due": "承诺到期"}),
    "promises": ("steps", {"statutory": "法定时限", "promised": "承诺时限"}),
    "schedule": ("steps", {"start": "开始", "finish": "完成"}),
    "items": ("items", {"name": "名称", "document_number": "文号"}),
    "missing": ("missing", {"name": "材料", "due": "补齐期限"}),
    "done": ("done", {"title": "事项", "result": "结果"}),
    "papers": ("papers", {"name": "文件", "document_number": "文号"}),
    "entries": ("entries", {"title": "题名", "page": "页次"}),
    "red": ("red", {"matter": "红色清单事项", "due": "到期"}),
    "yellow": ("yellow", {"matter": "黄色清单事项", "due": "到期"}),
    "lines": ("lines", {"project": "调度项目", "lamp": "进度灯"}),
}
"""Tables whose rows are checked: the name of their facts, the field of the form data, and the cells of a row.

Of several that read the same field the first one counts whose cells the rows have. Names are never changed.
"""

CELL_MARK = "／"
"""Stands between the cells of one row, in labels and where somebody types them."""

ROW_WORDS: Mapping[str, str] = {name: CELL_MARK.join(cells.values()) for name, (_field, cells) in _ROWS.items()}
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
    if row and table in ROW_WORDS:
        return f"第 {row} 行（{ROW_WORDS[table]}）"
    return FACT_WORDS.get(name, name)


def facts_of(data: Mapping[str, object]) -> tuple[Fact, ...]:
    """The facts of frozen form data in a fixed order: single fields first, then the rows of its tables."""
    found = [Fact(name, value) for name in FACT_WORDS if isinstance(value := data.get(name), str)]
    read: set[str] = set()
    for name, (field, cells) in _ROWS.items():
        rows = data.get(field)
        if field in read or not isinstance(rows, list | tuple):
            continue
        if rows and all(isinstance(row, Mapping) and cells.keys() <= row.keys() for row in rows):
            read.add(field)
            found += _rows(name, cells, rows)
    return tuple(found)


def _rows(name: str, cells: Mapping[str, str], rows: Iterable[Mapping[str, object]]) -> list[Fact]:
    return [
        Fact(f"{name}.{number}", CELL_MARK.join(str(row[cell]) for cell in cells)) for number, row in enumerate(rows, 1)
    ]


def plain(text: str) -> str:
    """A text as it is compared: full-width and half-width forms alike, capitals and white space of no account."""
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


def same(shown: str, archived: str) -> bool:
    """Whether what a paper shows is what was issued, letter by letter but not space by space."""
    return plain(shown) == plain(archived)

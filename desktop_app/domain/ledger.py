"""Ledgers 台账: what was read from an office's table of projects, before anything is stored."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from desktop_app.domain.partial_date import PartialDate

FIELD_LABELS: Mapping[str, str] = {
    "name": "项目名称",
    "enterprise": "项目单位",
    "zone": "所在开发区",
    "project_code": "项目代码",
    "investment_yuan": "总投资",
    "completed_yuan": "已完成投资",
    "batch": "类别",
    "batch_label": "批次",
    "signed": "签约时间",
    "started": "开工时间",
    "produced": "投产时间",
    "chain": "产业链",
    "commitment": "承诺制",
    "standard_land": "标准地",
    "full_agency": "全代办",
    "lead_official": "包联领导",
    "lead_unit": "包联单位",
    "specialist": "项目专员",
    "note": "备注",
}
"""The fields of a project that a ledger can carry, with the words people know them by."""

_CODE = re.compile(r"\d{4}-\d{6}-\d{2}-\d{2}-\d{6}")
_BRACKETS_AND_DASHES = str.maketrans(
    {bracket: "(" for bracket in "（【〔\uff3b[{〖"}
    | {bracket: ")" for bracket in "）】〕\uff3d]}〗"}
    | {dash: "-" for dash in "—–－\u2010\u2011−\u2015─~～"}
    | {dot: "·" for dot in "•・‧∙"}
    | {quote: '"' for quote in "“”「」『』〝〞"}
)
_NORMAL = re.compile(r"[\x000-9a-z\u4e00-\u9fff().,:;/-]*")
"""A text without anything typing makes different, as most are once they are lowered and closed up."""


@dataclass(frozen=True, slots=True)
class LedgerProblem:
    """Something wrong or doubtful at a cell: an `error` blocks the whole file, a `warning` does not.

    `message` is a Chinese sentence that says what is wrong and what to do; `sheet` and `cell` are empty when it
    concerns the file as a whole.
    """

    sheet: str
    cell: str
    level: str
    message: str

    @property
    def blocks(self) -> bool:
        """Whether nothing of the file may be taken over."""
        return self.level == "error"


@dataclass(frozen=True, slots=True)
class LedgerQuestion:
    """A point where the file can be read in two ways and a person must choose one of `options`.

    `default` is only what a dialog may preselect; it is empty when nothing speaks for one option.
    """

    key: str
    text: str
    options: tuple[str, ...]
    default: str = ""


@dataclass(frozen=True, slots=True)
class ReadColumn:
    """One column as it was understood: its letter, the header text, the field it fills, the unit of its amounts."""

    letter: str
    header: str
    field: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class LedgerLayout:
    """How one sheet was understood: the rows of its header and its columns (rows count from 1)."""

    sheet: str
    first_header_row: int
    last_header_row: int
    columns: tuple[ReadColumn, ...]

    def words(self) -> str:
        """How the sheet was understood, for a person to check before it is imported."""
        first, last = self.first_header_row, self.last_header_row
        rows = f"第 {first} 行" if first == last else f"第 {first}—{last} 行"
        units: dict[str, list[str]] = {}
        kept = [one for one in self.columns if one.field in FIELD_LABELS]
        for one in kept:
            if one.unit:
                units.setdefault(one.unit, []).append(FIELD_LABELS[one.field])
        amounts = "".join(f"，{'、'.join(labels)}按{unit}" for unit, labels in units.items())
        return f"工作表“{self.sheet}”的表头在{rows}，读懂 {len(kept)} 栏{amounts}。"


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One project as a ledger row states it; None or an empty text means the row does not say.

    `cell` is where the name stands and `code_cell` where the code stands, for messages.
    """

    sheet: str
    cell: str
    name: str
    enterprise: str = ""
    zone: str = ""
    project_code: str = ""
    investment_yuan: int | None = None
    completed_yuan: int | None = None
    batch: str = ""
    batch_label: str = ""
    signed: PartialDate | None = None
    started: PartialDate | None = None
    produced: PartialDate | None = None
    chain: str = ""
    commitment: bool | None = None
    standard_land: bool | None = None
    full_agency: bool | None = None
    lead_official: str = ""
    lead_unit: str = ""
    specialist: str = ""
    note: str = ""
    code_cell: str = ""


@dataclass(frozen=True, slots=True)
class LedgerReading:
    """Everything read from one file: rows, problems by sheet and cell, questions, and how sheets were understood."""

    rows: tuple[LedgerRow, ...]
    problems: tuple[LedgerProblem, ...] = ()
    questions: tuple[LedgerQuestion, ...] = ()
    layouts: tuple[LedgerLayout, ...] = ()


def is_project_code(text: str) -> bool:
    """Whether a text has the form of the national project code, such as 2020-140100-48-03-123456."""
    return _CODE.fullmatch(text) is not None


def normalised(text: str) -> str:
    """A text without the differences that typing makes: width, case, spaces, brackets, dashes, quotation marks."""
    lowered = text.lower().replace(" ", "")
    if _NORMAL.fullmatch(lowered):
        return lowered
    plain = unicodedata.normalize("NFKC", text.translate(_BRACKETS_AND_DASHES))
    return "".join(plain.translate(_BRACKETS_AND_DASHES).split()).casefold()


def read_project_code(written: str) -> str:
    """The national project code a text stands for, however its dashes and letters were typed; empty when it is none."""
    plain = "".join(unicodedata.normalize("NFKC", written).translate(_BRACKETS_AND_DASHES).split())
    return plain if is_project_code(plain) else ""


def identity(name: str, zone: str) -> tuple[str, str]:
    """What makes two rows without a project code the same project: the normalised name and zone."""
    return normalised(name), normalised(zone)

"""Asks 填写项: what the person fills in on a form, and answers checked against it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from desktop_app.application.forms.facts import Facts
from desktop_app.domain.money import AmountProblem, read_amount
from desktop_app.domain.refusals import Refusal

Row = tuple[str, ...]
Answer = str | int | date | tuple[str, ...] | tuple[Row, ...] | None
"""A checked answer: text, a number or money in yuan, a date, the chosen boxes, table rows; None where nothing is."""

MOST_COPIES = 20
_LONGEST_LINE, _LONGEST_TEXT, _MOST_ROWS = 200, 4000, 1000
_CUTS = re.compile(r"\t|｜|\|")


class Kind(StrEnum):
    """How an ask is filled in."""

    LINE = "line"
    TEXT = "text"
    DATE = "date"
    CHOICE = "choice"
    NUMBER = "number"
    MONEY = "money"
    CHECKS = "checks"
    ROWS = "rows"


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing the person fills in: its key on the command line, its label in the window and in complaints.

    `default` computes the proposal from the records; `options` are the choices of CHOICE and CHECKS, `offer` computes
    them where they depend on the case; `columns` are the headings of ROWS, those in `fixed` are taken from the records
    and not written over in the window. A `required` one must be there when the paper is issued, a preview does without.
    """

    key: str
    label: str
    kind: Kind = Kind.LINE
    required: bool = False
    default: Callable[[Facts], Answer] | None = None
    options: tuple[str, ...] = ()
    offer: Callable[[Facts], tuple[str, ...]] | None = None
    columns: tuple[str, ...] = ()
    hint: str = ""
    fixed: tuple[str, ...] = ()

    def offered(self, facts: Facts) -> tuple[str, ...]:
        """The choices for these facts."""
        return self.offer(facts) if self.offer else self.options


COPIES = Ask("copies", "份数", Kind.NUMBER, hint="一式几份，1 到 20")
ON = Ask(
    "on",
    "统计日期",
    Kind.DATE,
    default=lambda facts: facts.on or facts.today,
    hint="这一天所在的一期；期满的按期末统计，没有期满的统计到今天",
)
BINDINGS = ("左侧装订", "双面左侧装订")
BINDING = Ask("binding", "装订", Kind.CHOICE, options=BINDINGS, hint="留出打孔的边；双面打印的单双页镜像")


@dataclass(frozen=True, slots=True)
class Asked:
    """An ask with its choices and its proposal for one case, ready to be shown."""

    ask: Ask
    options: tuple[str, ...]
    value: Answer


@dataclass(frozen=True, slots=True)
class Answers:
    """Checked answers by key; what was not answered is empty."""

    given: Mapping[str, Answer] = field(default_factory=dict)

    def text(self, key: str) -> str:
        """A line, text or choice, empty when there is none."""
        found = self.given.get(key)
        return found.strip() if isinstance(found, str) else ""

    def number(self, key: str) -> int | None:
        """A number, or money in yuan."""
        found = self.given.get(key)
        return found if isinstance(found, int) else None

    def day(self, key: str) -> date | None:
        """A date."""
        found = self.given.get(key)
        return found if isinstance(found, date) else None

    def checked(self, key: str) -> tuple[str, ...]:
        """The chosen boxes in the order of the options."""
        found = self.given.get(key)
        return tuple(one for one in found if isinstance(one, str)) if isinstance(found, tuple) else ()

    def rows(self, key: str) -> tuple[Row, ...]:
        """The rows of a table."""
        found = self.given.get(key)
        return tuple(one for one in found if isinstance(one, tuple)) if isinstance(found, tuple) else ()

    @property
    def copies(self) -> int:
        """How many signed originals are made."""
        return self.number(COPIES.key) or 2


def ask_all(asks: Sequence[Ask], facts: Facts, copies: int, *, bound: bool) -> tuple[Asked, ...]:
    """Every ask with its choices and proposal; how it is printed comes last: the binding, the number of copies."""
    found = [Asked(one, one.offered(facts), one.default(facts) if one.default else None) for one in asks]
    return (*found, *([Asked(BINDING, BINDINGS, "")] if bound else ()), Asked(COPIES, (), copies))


def check(asked: Sequence[Asked], given: Mapping[str, object], *, final: bool) -> Answers:
    """The answers as the forms take them; what is not given is as proposed.

    Raises Refusal naming the field: unknown, of the wrong kind, not among the choices, or, when `final`, missing.
    """
    known = {one.ask.key for one in asked}
    strange = [key for key in given if key not in known]
    if strange:
        listed = "、".join(f"{one.ask.key}（{one.ask.label}）" for one in asked)
        raise Refusal.say(f"这种文书没有“{'、'.join(strange)}”这一栏，可以填写：{listed}")
    answers = {one.ask.key: _read(one, given[one.ask.key]) if one.ask.key in given else one.value for one in asked}
    if final:
        missing = [one.ask.label for one in asked if one.ask.required and answers[one.ask.key] in (None, "", ())]
        if missing:
            raise Refusal.say(f"请先填写：{'、'.join(missing)}；要打印出来手工填写，请打印空表")
    return Answers(answers)


def _read(asked: Asked, value: object) -> Answer:
    match asked.ask.kind:
        case Kind.LINE | Kind.TEXT:
            return _text(asked.ask, value)
        case Kind.DATE:
            return _day(asked.ask, value)
        case Kind.CHOICE:
            return _choice(asked, value)
        case Kind.NUMBER:
            return _number(asked.ask, value)
        case Kind.MONEY:
            return _money(asked.ask, value)
        case Kind.CHECKS:
            return _checks(asked, value)
        case Kind.ROWS:
            return _rows(asked.ask, value)


def _wrong(ask: Ask, what: str) -> Refusal:
    return Refusal.say(f"“{ask.label}”（{ask.key}）{what}")


def _text(ask: Ask, value: object) -> str:
    if not isinstance(value, str):
        raise _wrong(ask, "要写成文字")
    text = value.strip()
    most = _LONGEST_LINE if ask.kind is Kind.LINE else _LONGEST_TEXT
    if ask.kind is Kind.LINE and "\n" in text:
        raise _wrong(ask, "只能写一行")
    if len(text) > most:
        raise _wrong(ask, f"太长：{len(text)} 字，最多 {most} 字")
    return text


def _day(ask: Ask, value: object) -> date | None:
    if isinstance(value, date):
        return value
    if value in ("", None):
        return None
    try:
        return date.fromisoformat(value) if isinstance(value, str) else _refuse_day(ask)
    except ValueError:
        return _refuse_day(ask)


def _refuse_day(ask: Ask) -> date:
    raise _wrong(ask, "要写成日期，如 2026-11-20")


def _choice(asked: Asked, value: object) -> str:
    if value in ("", None):
        return ""
    if not isinstance(value, str) or value not in asked.options:
        raise _wrong(asked.ask, f"没有“{value}”，可选：{'、'.join(asked.options) or '（本件没有可选的）'}")
    return value


def _number(ask: Ask, value: object) -> int | None:
    if value in ("", None):
        return None
    text = str(value).strip()
    if isinstance(value, bool) or not re.fullmatch(r"\d{1,9}", text, re.ASCII):
        raise _wrong(ask, "要写成整数")
    number = int(text)
    if ask is COPIES and not 1 <= number <= MOST_COPIES:
        raise _wrong(ask, f"要在 1 到 {MOST_COPIES} 之间")
    return number


def _money(ask: Ask, value: object) -> int | None:
    if value in ("", None):
        return None
    try:
        return read_amount(str(value), "元").yuan
    except AmountProblem as problem:
        raise _wrong(ask, f"要写成金额：{problem}") from None


def _checks(asked: Asked, value: object) -> tuple[str, ...]:
    if value in ("", None):
        return ()
    many = [value] if isinstance(value, str) else value
    if not isinstance(many, list | tuple) or not all(isinstance(one, str) for one in many):
        raise _wrong(asked.ask, "要写成选项的列表")
    strange = [str(one) for one in many if one not in asked.options]
    if strange:
        raise _wrong(asked.ask, f"没有“{'、'.join(strange)}”，可选：{'、'.join(asked.options)}")
    return tuple(one for one in asked.options if one in many)


def _rows(ask: Ask, value: object) -> tuple[Row, ...]:
    """Rows as lists, as mappings by heading, or as text: a row a line, cells parted by a tab or `|`."""
    if isinstance(value, str):
        value = split_rows(value)
    if value is None:
        return ()
    if not isinstance(value, list | tuple) or len(value) > _MOST_ROWS:
        raise _wrong(ask, f"要写成表格的行，最多 {_MOST_ROWS} 行")
    return tuple(_row(ask, number, one) for number, one in enumerate(value, 1))


def split_rows(text: str) -> tuple[Row, ...]:
    """A text as rows: a row a line, cells parted by a tab or `|`, as people paste them from a workbook."""
    return tuple(tuple(cell.strip() for cell in _CUTS.split(line)) for line in text.splitlines() if line.strip())


def _row(ask: Ask, number: int, row: object) -> Row:
    if isinstance(row, Mapping):
        strange = [str(key) for key in row if key not in ask.columns]
        if strange:
            raise _wrong(ask, f"第 {number} 行没有“{'、'.join(strange)}”这一列，有：{'、'.join(ask.columns)}")
        row = [row.get(column, "") for column in ask.columns]
    if not isinstance(row, list | tuple) or len(row) > len(ask.columns):
        raise _wrong(ask, f"第 {number} 行要有至多 {len(ask.columns)} 列：{'、'.join(ask.columns)}")
    cells = tuple(str(cell).strip() for cell in row)
    if any(len(cell) > _LONGEST_LINE for cell in cells):
        raise _wrong(ask, f"第 {number} 行有一格超过 {_LONGEST_LINE} 字")
    return cells + ("",) * (len(ask.columns) - len(cells))


def asked_day(facts: Facts, given: Mapping[str, object]) -> date:
    """The day of ON in the raw answers, else today; raises Refusal for one that cannot be read."""
    if given.get(ON.key) in (None, ""):
        return facts.today
    return check((Asked(ON, (), facts.today),), {ON.key: given[ON.key]}, final=False).day(ON.key) or facts.today

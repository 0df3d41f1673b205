"""Entry values 台账填写: what people wrote per column as the values of a row and the facts of its project."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from desktop_app.domain.ledger import normalised
from desktop_app.domain.ledger_entry import LedgerEntry
from desktop_app.domain.ledger_kind import ColumnType, LedgerColumn, LedgerKind, RowsOf, Source
from desktop_app.domain.ledger_value import ValueProblem, partial_of, read_value, words_of
from desktop_app.domain.project import Project
from desktop_app.domain.refusals import Refusal

_HIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


_FIGURES = re.compile(r"[\d\s./年月日号-]+")
"""A date in figures that cannot be one is a slip; words (待定, 力争年底) are kept as they were written."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What was written as canonical texts: `values` of the row by column, `facts` of its project by field."""

    values: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, str] = field(default_factory=dict)


class ProjectNames:
    """Finds the project people mean by its id, code or exact name."""

    def __init__(self, projects: Iterable[Project]) -> None:
        self._names: dict[str, set[str]] = {}
        self._words: dict[str, str] = {}
        for one in projects:
            self._words[one.id] = one.name
            for name in {one.id, one.project_code, one.name} - {""}:
                self._names.setdefault(name, set()).add(one.id)

    def name_of(self, project_id: str) -> str:
        """What a project is called, empty for an id that is none."""
        return self._words.get(project_id, "")

    def id_of(self, written: str) -> str:
        """The id of the project; raises ValueProblem when none or several are called so."""
        found = self._names.get(written, set())
        if len(found) == 1:
            return next(iter(found))
        if found:
            raise ValueProblem(f"有 {len(found)} 个项目叫“{written}”，请改填项目代码")
        raise ValueProblem(f"没有找到项目“{written}”，请填项目的全称或项目代码")


def read_written(
    kind: LedgerKind, written: Mapping[str, str], names: ProjectNames, *, follows: bool = False, states: bool = False
) -> Taken:
    """What people wrote per column as canonical texts; raises Refusal naming every column that cannot be taken.

    `follows` for a row that is there by itself (a project, case or result), whose derived columns are not typed over;
    `states` lets the state of a flow be written, for rows that were kept elsewhere before.
    """
    values: dict[str, str] = {}
    facts: dict[str, str] = {}
    problems: list[str] = []
    for key, text in written.items():
        column = _column(kind, key)
        closed = _closed(kind, column, follows=follows, states=states)
        if closed:
            problems.append(f"“{column.label}”{closed}")
            continue
        try:
            if _HIDDEN.search(text):
                raise ValueProblem("文字里有看不见的控制字符；请重新输入")
            taken = read_value(column, text).text
            if column.type is ColumnType.DATE and _FIGURES.fullmatch(taken) and _unknown(taken):
                raise ValueProblem(f"“{taken[:40]}”不是能认出的日期；请写成 2026年11月22日、2026年11月 或 2026年")
            if column.type is ColumnType.PROJECT and taken:
                taken = names.id_of(taken)
        except ValueProblem as problem:
            problems.append(f"“{column.label}”：{problem}")
            continue
        if column.source is Source.PROJECT:
            facts[column.field] = taken
        else:
            values[column.key] = taken
    if problems:
        raise Refusal.say("；".join(problems))
    return Taken(values, facts)


def may_write(kind: LedgerKind, column: LedgerColumn, *, follows: bool) -> bool:
    """Whether people write this column of a row; `follows` for one that is there by itself."""
    return not _closed(kind, column, follows=follows, states=False)


def missing(kind: LedgerKind, values: Mapping[str, str]) -> list[str]:
    """The labels of required columns a new row lacks; the facts of a project are asked for with the project."""
    wanted = [one for one in kind.columns if one.required and one.source is Source.ENTERED]
    return [one.label for one in wanted if not values.get(one.key)]


def numbered(
    kind: LedgerKind, values: Mapping[str, str], stored: Iterable[LedgerEntry], year: int
) -> Mapping[str, str]:
    """The values of a new row with its own number where the cell was left empty: the next free one of the year."""
    found = dict(values)
    rows = list(stored)
    for column in kind.columns:
        if column.serial and not found.get(column.key):
            stem = f"{column.serial}-{year}-"
            used = [one.values.get(column.key, "").removeprefix(stem) for one in rows]
            highest = max((int(text) for text in used if text.isdecimal()), default=0)
            found[column.key] = f"{stem}{highest + 1:03d}"
    return found


def refuse_twin(kind: LedgerKind, values: Mapping[str, str], stored: Iterable[LedgerEntry], entry_id: str = "") -> None:
    """Raises Refusal when another row in the ledger says the same in every column that makes a twin."""
    mine = identity_of(kind, values)
    others = (one for one in stored if not one.removed and one.id != entry_id)
    if any(mine) and any(identity_of(kind, one.values) == mine for one in others):
        said = "、".join(words_of(kind.column(key), values[key]) for key in kind.identity if values.get(key))
        raise Refusal.say(f"“{said}”已在台账“{kind.name}”里，请直接修改那一行")


def becomes_another(kind: LedgerKind, before: LedgerEntry, taken: Taken) -> bool:
    """Whether a change of a row people entered changes what tells it from others."""
    return kind.rows is RowsOf.ENTRIES and any(
        taken.values.get(key, before.values.get(key, "")) != before.values.get(key, "") for key in kind.identity
    )


def identity_of(kind: LedgerKind, values: Mapping[str, str]) -> tuple[str, ...]:
    """What makes a row the same as another, without the differences that typing makes."""
    return tuple(normalised(values.get(key, "")) for key in kind.identity)


def project_in(kind: LedgerKind, values: Mapping[str, str], known: str = "") -> str:
    """The project a row belongs to: what its column says, else what is known of it."""
    columns = [one for one in kind.columns if one.type is ColumnType.PROJECT]
    return next((values[one.key] for one in columns if values.get(one.key)), "" if columns else known)


def _unknown(text: str) -> bool:
    found = partial_of(text)
    return found is not None and found.year is None


def _column(kind: LedgerKind, key: str) -> LedgerColumn:
    found = kind.named(key)
    if found is not None:
        return found
    known = "、".join(f"{one.key}（{one.label}）" for one in kind.columns if one.entered)
    raise Refusal.say(f"台账“{kind.name}”没有“{key}”这一栏；可用的栏：{known}")


def _closed(kind: LedgerKind, column: LedgerColumn, *, follows: bool, states: bool) -> str:
    if column.source is Source.DERIVED or (
        follows and column.source is Source.ENTERED and column.field and not column.inline
    ):
        return "由程序得出，不能填写"
    if kind.flow is not None and column.key == kind.flow.state and not states:
        return "由办理动作改变，不能直接填写"
    return ""

"""Entry values 台账填写: what people wrote per column as the values of a row and the facts of its project."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from desktop_app.domain.ledger_kind import ColumnType, LedgerColumn, LedgerKind, Source
from desktop_app.domain.ledger_value import ValueProblem, read_value
from desktop_app.domain.project import Project
from desktop_app.domain.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Taken:
    """What was written as canonical texts: `values` of the row by column, `facts` of its project by field."""

    values: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, str] = field(default_factory=dict)


class ProjectNames:
    """Finds the project people mean by its id, code or exact name."""

    def __init__(self, projects: Iterable[Project]) -> None:
        self._names: dict[str, set[str]] = {}
        for one in projects:
            for name in {one.id, one.project_code, one.name} - {""}:
                self._names.setdefault(name, set()).add(one.id)

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
            taken = read_value(column, text).text
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


def project_in(kind: LedgerKind, values: Mapping[str, str], known: str = "") -> str:
    """The project a row belongs to: what its column says, else what is known of it."""
    columns = [one for one in kind.columns if one.type is ColumnType.PROJECT]
    return next((values[one.key] for one in columns if values.get(one.key)), "" if columns else known)


def _column(kind: LedgerKind, key: str) -> LedgerColumn:
    for one in kind.columns:
        if key in (one.key, one.label):
            return one
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

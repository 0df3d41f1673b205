"""Ledger import 台账导入: decides what a read ledger would change, without changing anything."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter

from desktop_app.domain.ledger import FIELD_LABELS, LedgerProblem, LedgerRow, identity, is_project_code, normalised
from desktop_app.domain.money import amount_words
from desktop_app.domain.partial_date import PartialDate
from desktop_app.domain.project import Project


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field before and after, in the words a person reads; `old` is empty for a new project."""

    field: str
    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class PlannedProject:
    """What one row does: `before` is None for a project to create, `after` lacks its id until it is created.

    `differing` names the fields it states something else for than was known.
    """

    row: LedgerRow
    before: Project | None
    after: Project
    differing: tuple[str, ...]

    @property
    def kind(self) -> str:
        """One of created, updated, unchanged."""
        if self.before is None:
            return "created"
        return "updated" if self.differing else "unchanged"

    @property
    def changes(self) -> tuple[FieldChange, ...]:
        """The fields that differ in words, made when somebody reads them: a file has fifty thousand rows."""
        old = {} if self.before is None else {name: words(getattr(self.before, name)) for name in self.differing}
        return tuple(
            FieldChange(name, FIELD_LABELS[name], old.get(name, ""), words(getattr(self.after, name)))
            for name in self.differing
        )


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """All rows with their effect, and the problems that only show against the stored projects or within the file."""

    projects: tuple[PlannedProject, ...]
    problems: tuple[LedgerProblem, ...]

    def count(self, kind: str) -> int:
        """How many rows are created, updated or unchanged."""
        return sum(planned.kind == kind for planned in self.projects)


_STATED = attrgetter(*FIELD_LABELS)
"""What a row of a ledger states, and what is known of a project, field by field."""
_NOTHING_KNOWN = _STATED(Project(id="", name=""))


@dataclass(slots=True)
class _Known:
    """The stored projects by code, by identity and by name."""

    by_code: dict[str, Project] = field(default_factory=dict)
    by_identity: dict[tuple[str, str], list[Project]] = field(default_factory=lambda: defaultdict(list))
    by_name: dict[str, list[Project]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, projects: Iterable[Project]) -> _Known:
        known = cls()
        for project in projects:
            if is_project_code(project.project_code):
                known.by_code[project.project_code] = project
            known.by_identity[identity(project.name, project.zone)].append(project)
            known.by_name[normalised(project.name)].append(project)
        return known

    def match(self, row: LedgerRow) -> tuple[Project | None, LedgerProblem | None]:
        """The stored project a row speaks of, and what is doubtful about the choice."""
        if not self.by_name:
            return None, None
        if row.project_code in self.by_code:
            return self.by_code[row.project_code], None
        same = self.by_identity.get(identity(row.name, row.zone), [])
        if row.project_code:
            return self._match_with_new_code(row, same)
        if len(same) > 1:
            return None, _error(row, f"项目“{row.name}”在库里有 {len(same)} 个同名同区的项目，请填写项目代码以区分")
        if same:
            return same[0], None
        return None, self._namesake_warning(row)

    @staticmethod
    def _match_with_new_code(row: LedgerRow, same: list[Project]) -> tuple[Project | None, LedgerProblem | None]:
        without_code = [project for project in same if not is_project_code(project.project_code)]
        if len(without_code) == 1:
            return without_code[0], None
        if same and not without_code:
            other = same[0].project_code
            return None, _warning(
                row,
                f"库里同名同区的项目代码是 {other}，本行是 {row.project_code}，"
                "将作为另一个项目新建；如是笔误请先改正代码",
            )
        return None, None

    def _namesake_warning(self, row: LedgerRow) -> LedgerProblem | None:
        namesakes = self.by_name.get(normalised(row.name), [])
        if not namesakes:
            return None
        where = namesakes[0].zone or "未填开发区"
        return _warning(
            row,
            f"库里已有同名项目“{row.name}”（{where}），本行所在开发区不同，将作为新项目；如是同一项目请统一开发区写法",
        )


def _error(row: LedgerRow, message: str) -> LedgerProblem:
    return LedgerProblem(row.sheet, row.cell, "error", message)


def _warning(row: LedgerRow, message: str) -> LedgerProblem:
    return LedgerProblem(row.sheet, row.cell, "warning", message)


def plan_import(existing: Sequence[Project], rows: Sequence[LedgerRow]) -> ImportPlan:
    """Match every row with the stored projects and say what it would create, change or leave.

    Identity is the project code, else normalised name and zone. A row changes only what it states; a vaguer date never
    replaces a known day; an empty cell never blanks a value.
    """
    problems = list(_repeated_rows(rows))
    known = _Known.of(existing)
    planned: list[PlannedProject] = []
    claimed: dict[str, LedgerRow] = {}
    repeated = {(problem.sheet, problem.cell) for problem in problems}
    for row in rows:
        before, doubt = known.match(row)
        if doubt is not None:
            problems.append(doubt)
        if before is not None:
            first = claimed.setdefault(before.id, row)
            if first is not row and (row.sheet, row.cell) not in repeated:
                message = f"与{_place(first, row)}对应库里同一个项目“{before.name}”，请核对名称和项目代码"
                problems.append(_error(row, message))
        planned.append(_plan_row(row, before))
    return ImportPlan(tuple(planned), tuple(problems))


def _place(first: LedgerRow, seen_from: LedgerRow) -> str:
    return f" {first.cell} " if first.sheet == seen_from.sheet else f"工作表“{first.sheet}”的 {first.cell} "


def _repeated_rows(rows: Sequence[LedgerRow]) -> Iterable[LedgerProblem]:
    """Errors for projects that stand twice in one file; two different valid codes make two projects."""
    by_code: dict[str, LedgerRow] = {}
    by_identity: dict[tuple[str, str], list[LedgerRow]] = defaultdict(list)
    for row in rows:
        same_code = by_code.setdefault(row.project_code, row) if row.project_code else row
        if same_code is not row:
            yield _error(row, f"项目代码 {row.project_code} 与{_place(same_code, row)}的项目重复，请删去一行或改正代码")
            continue
        earlier = by_identity[identity(row.name, row.zone)]
        twin = next((one for one in earlier if not (one.project_code and row.project_code)), None)
        if twin is not None:
            yield _error(row, f"项目“{row.name}”与{_place(twin, row)}重复，同一项目在一个文件里只能有一行，请删去一行")
        earlier.append(row)


def _plan_row(row: LedgerRow, before: Project | None) -> PlannedProject:
    stated, known = _STATED(row), _NOTHING_KNOWN if before is None else _STATED(before)
    values = {
        name: new
        for name, new, old in zip(FIELD_LABELS, stated, known, strict=True)
        if new is not None and new != "" and new != old and not (type(new) is PartialDate and _is_vaguer(new, old))
    }
    # Field names come from FIELD_LABELS, which the tests compare with both dataclasses.
    if before is None:
        return PlannedProject(row, None, Project(id="", **values), tuple(values))
    return PlannedProject(row, before, replace(before, **values), tuple(values))


def _is_vaguer(new: PartialDate, old: object) -> bool:
    """Whether a date only says, less exactly, what is known."""
    return isinstance(old, PartialDate) and new.says_no_more_than(old)


def words(value: object) -> str:
    """A project's field as a person reads it in a comparison of old and new."""
    if value is None or value == "":
        return "未填"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int):
        return amount_words(value)
    if isinstance(value, PartialDate):
        return value.words()
    return str(value)

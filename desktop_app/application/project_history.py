"""History of projects 项目变更记录: every fact before and after, kept as changes of the row in 三个一批."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, replace
from datetime import datetime

from desktop_app.application.ports import Ids, UnitOfWork
from desktop_app.domain.ledger_entry import EntryAct, EntryChange, LedgerEntry, ValueChange, differences, folded
from desktop_app.domain.ledger_value import NO, YES, partial_of
from desktop_app.domain.partial_date import PartialDate
from desktop_app.domain.project import Project

PROJECT_KIND = "three-batches"
"""The ledger that has a row for every project; the id of that row is the id of the project."""

PREFIX = "project:"
"""What the columns of a change begin with that tell a fact of the project itself."""

_NOT_FACTS = frozenset({"id", "version", "demo"})
FACTS: tuple[str, ...] = tuple(one.name for one in fields(Project) if one.name not in _NOT_FACTS)
"""The fields of a project that people state, in order."""

_MONEY = frozenset({"investment_yuan", "completed_yuan"})
_DATES = frozenset({"signed", "started", "produced"})
_FLAGS = frozenset({"commitment", "standard_land", "full_agency"})
_EMPTY: Mapping[str, object] = {
    one.name: one.default for one in fields(Project) if one.default is not MISSING and one.name in FACTS
}
_FEW = 20
"""Up to so many projects their rows are asked for one by one, above it all at once."""


@dataclass(frozen=True, slots=True)
class ProjectEdit:
    """One project before and after; `before` is None for a new one, `source` the cell of a file it came from."""

    before: Project | None
    after: Project
    source: str = ""


def canonical(value: object) -> str:
    """A fact of a project as canonical text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, PartialDate):
        return value.words()
    return str(value)


def fact_of(field: str, text: str) -> object:
    """A canonical text as the value of a project's field; an empty text is what an unknown fact is stored as."""
    if not text:
        return _EMPTY.get(field, "")
    if field in _MONEY:
        return int(text)
    if field in _FLAGS:
        return text == YES
    return partial_of(text) if field in _DATES else text


def facts_of(project: Project) -> dict[str, str]:
    """Every known fact of a project as canonical texts by `project:<field>`."""
    told = {PREFIX + name: canonical(getattr(project, name)) for name in FACTS}
    return {key: text for key, text in told.items() if text}


def project_of(entry: LedgerEntry) -> Project:
    """The project as the facts of its row tell it."""
    told = {name: fact_of(name, entry.values.get(PREFIX + name, "")) for name in FACTS}
    # The names come from the fields of the dataclass itself.
    return Project(id=entry.id, demo=entry.demo, **told)  # type: ignore[arg-type]


def record_project_change(
    work: UnitOfWork, ids: Ids, change: ProjectEdit, at: datetime, by: str, note: str = ""
) -> None:
    """Append what became of one project to the history, in the transaction that stores the project."""
    record_project_changes(work, ids, [change], at, by, note)


def record_project_changes(
    work: UnitOfWork, ids: Ids, changes: Sequence[ProjectEdit], at: datetime, by: str, note: str = ""
) -> None:
    """Append what became of projects to the history, in the transaction that stores the projects.

    A project of an older workspace that has no history yet first gets one: what it said before, entered at the instant
    of its first event.
    """
    known = _known(work, [one.after.id for one in changes if one.before is not None])
    told: dict[bool, list[EntryChange]] = {False: [], True: []}
    for one in changes:
        made = told[one.after.demo]
        before: Mapping[str, str] = {}
        if one.before is not None:
            before = facts_of(one.before)
            if one.after.id not in known:
                made.append(_first(work, ids, one.before))
        act = EntryAct.ADD if one.before is None else EntryAct.EDIT
        differing = differences(before, facts_of(one.after))
        if differing:
            change = _change(ids(), one.after.id, at, by, differing)
            made.append(replace(change, act=act, source=one.source, note=note))
    for demo, made in told.items():
        work.entries.append(made, demo=demo)


def with_history(work: UnitOfWork, ids: Ids, project: Project) -> LedgerEntry:
    """The row of a project, made from what the project says where an older workspace has none."""
    found = work.entries.anchored(PROJECT_KIND, project.id)
    if found is not None:
        return found
    return work.entries.append([_first(work, ids, project)], demo=project.demo)[-1]


def projects_at(work: UnitOfWork, until: datetime) -> list[Project]:
    """The projects as they were recorded up to an instant, in the order of entering.

    A project of an older workspace without history counts as it is now from its first event on.
    """
    rows = folded(work.entries.changes_of(PROJECT_KIND, until), until)
    told = {one.id for one in work.entries.of_kind(PROJECT_KIND, removed=True)}
    found: list[Project] = []
    for project in work.projects.find_all():
        if project.id in rows:
            found.append(replace(project_of(rows[project.id]), demo=project.demo))
        elif project.id not in told and work.events_of_project(project.id)[0].at <= until:
            found.append(project)
    return found


def _known(work: UnitOfWork, ids: Sequence[str]) -> set[str]:
    if len(ids) > _FEW:
        return {one.anchor for one in work.entries.of_kind(PROJECT_KIND, removed=True)}
    return {one for one in ids if work.entries.anchored(PROJECT_KIND, one) is not None}


def _first(work: UnitOfWork, ids: Ids, project: Project) -> EntryChange:
    event = work.events_of_project(project.id)[0]
    made = _change(ids(), project.id, event.at, event.by, differences({}, facts_of(project)))
    return replace(made, act=EntryAct.ADD, note="变更记录启用前的内容")


def _change(change_id: str, project_id: str, at: datetime, by: str, changes: tuple[ValueChange, ...]) -> EntryChange:
    return EntryChange(
        id=change_id,
        entry_id=project_id,
        kind=PROJECT_KIND,
        act=EntryAct.EDIT,
        on=at.date(),
        at=at,
        by=by,
        changes=changes,
        project_id=project_id,
        anchor=project_id,
    )

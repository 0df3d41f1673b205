"""Repositories: projects, cases, templates and papers of one transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select, update

from desktop_app.application.ports import Paper
from desktop_app.application.template_book import all_in_force, line_in_force
from desktop_app.domain.case import Case
from desktop_app.domain.events import Event
from desktop_app.domain.project import Project
from desktop_app.domain.refusals import Damaged, Refusal
from desktop_app.domain.template import ApprovalTemplate
from desktop_app.storage import tables
from desktop_app.storage.database import Database
from desktop_app.storage.mapping import (
    event_of,
    event_row,
    instant_text,
    paper_of,
    project_of,
    project_row,
    template_of,
)
from desktop_app.storage.summary import summary
from desktop_app.storage.template_book import digest_of, insert_version, lines


class SqlProjects:
    """The projects of the workspace."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, project_id: str) -> Project:
        """The project; raises Refusal when there is none with this id."""
        row = (
            self._connection.execute(select(tables.project).where(tables.project.c.id == project_id)).mappings().first()
        )
        if row is None:
            raise Refusal.say(f"没有找到项目 {project_id}，请用 project list 查看")
        return project_of(row)

    def find_all(self) -> list[Project]:
        """All projects in the order they were entered (UUIDv7 ids sort by time)."""
        rows = self._connection.execute(select(tables.project).order_by(tables.project.c.id)).mappings()
        return [project_of(row) for row in rows]

    def add(self, project: Project) -> None:
        """Enter a new project."""
        self._connection.execute(tables.project.insert().values(project_row(project)))

    def enter(self, entered: Sequence[tuple[Project, Event]]) -> None:
        """Enter new projects without steps, each with the event that made it."""
        if not entered:
            return
        standing = summary([], [])
        for table, rows in (
            (tables.project, [project_row(project) for project, _ in entered]),
            (tables.event, [event_row(event) | {"ordinal": 1} for _, event in entered]),
            (tables.project_now, [standing | {"project_id": project.id} for project, _ in entered]),
        ):
            self._connection.execute(table.insert(), rows)

    def update(self, project: Project) -> None:
        """Store a changed project; raises Refusal `stale` when its `version` is no longer the stored one."""
        row = project_row(project)
        row["version"] = project.version + 1
        column = tables.project.c
        changed = self._connection.execute(
            update(tables.project).where(column.id == project.id, column.version == project.version).values(row)
        )
        if changed.rowcount != 1:
            raise Refusal("stale", name=project.name)


class SqlTemplates:
    """Immutable template versions; decoded once per open database."""

    def __init__(self, connection: Connection, database: Database) -> None:
        self._connection = connection
        self._decoded = database.templates
        self._uncommitted: dict[tuple[str, str], ApprovalTemplate] = {}

    def all_latest(self, today: date) -> list[ApprovalTemplate]:
        """The version in force of every key, in order of key."""
        return [self.version(line.key, line.version) for line in all_in_force(lines(self._connection), today)]

    def latest(self, key: str, today: date) -> ApprovalTemplate:
        """The version of a template in force; raises Refusal naming the keys there are."""
        return self.version(key, line_in_force(lines(self._connection), key, today).version)

    def version(self, key: str, version: str) -> ApprovalTemplate:
        """One stored version."""
        found = self._uncommitted.get((key, version)) or self._decoded.get((key, version))
        if found is None:
            table = tables.template_version
            body = self._connection.execute(
                select(table.c.body).where(table.c.key == key, table.c.version == version)
            ).scalar()
            if body is None:
                raise Damaged(f"数据库缺少流程模板 {key} 的版本 {version}，请从备份恢复")
            found = template_of(key, body)
            self._decoded[key, version] = found
        return found

    def add_version(self, template: ApprovalTemplate) -> bool:
        """Store a version unless the same content, as it was declared, is there already.

        Changed content never replaces a stored version: under the same version it gets a suffix.
        """
        digest = digest_of(template)
        stored = self._connection.execute(
            select(tables.template_version.c.version, tables.template_version.c.digest).where(
                tables.template_version.c.key == template.key
            )
        ).all()
        taken = {row.version for row in stored}
        if any(row.digest == digest for row in stored) or self._says_the_same(template, taken):
            return False
        version, suffix = template.version, 2
        while version in taken:
            version, suffix = f"{template.version}.{suffix}", suffix + 1
        template = replace(template, version=version)
        insert_version(self._connection, template, digest)
        # Not yet for every transaction to come: this one may still be forgotten.
        self._uncommitted[template.key, version] = template
        return True

    def _says_the_same(self, template: ApprovalTemplate, versions: set[str]) -> bool:
        """Whether a version stored under this name, or this name with a suffix, holds the same values.

        The digest of an older program differs when a field was added to the templates since: the values do not.
        """
        same = (one for one in versions if one == template.version or one.startswith(f"{template.version}."))
        return any(replace(self.version(template.key, one), version=template.version) == template for one in same)


class SqlCases:
    """The cases with the events that count for them."""

    def __init__(self, connection: Connection, templates: SqlTemplates) -> None:
        self._connection = connection
        self._templates = templates

    def get(self, case_id: str) -> Case:
        """The case with all events of its project; raises Refusal when there is none with this id."""
        found = self._load(self._select().where(tables.case_file.c.id == case_id))
        if not found:
            raise Refusal.say(f"没有找到代办件 {case_id}，请用 project show 查看")
        return found[0]

    def of_project(self, project_id: str) -> list[Case]:
        """All cases of a project, oldest first."""
        return self._load(self._select().where(tables.case_file.c.project_id == project_id))

    def of_template(self, key: str) -> Sequence[Case]:
        """All cases that follow any version of a template, oldest first."""
        return self._load(self._select().where(tables.case_file.c.template_key == key))

    def every(self) -> Sequence[Case]:
        """All cases of the workspace, oldest first."""
        return self._load(self._select())

    def count(self) -> int:
        """How many cases there are."""
        return self._connection.scalar(select(func.count()).select_from(tables.case_file)) or 0

    def add(self, case: Case) -> None:
        """Enter a newly opened case; its events are recorded separately."""
        self._connection.execute(
            tables.case_file.insert().values(
                id=case.id,
                project_id=case.project_id,
                template_key=case.template.key,
                template_version=case.template.version,
                opened_on=case.opened_on,
                officer=case.officer,
                lead_official=case.lead_official,
                lead_unit=case.lead_unit,
                specialist=case.specialist,
            )
        )

    def update_people(self, case: Case) -> None:
        """Store who carries the case now."""
        self._connection.execute(
            update(tables.case_file)
            .where(tables.case_file.c.id == case.id)
            .values(
                officer=case.officer,
                lead_official=case.lead_official,
                lead_unit=case.lead_unit,
                specialist=case.specialist,
            )
        )

    def update_template(self, case: Case) -> None:
        """Store which version of its template the case follows now."""
        self._connection.execute(
            update(tables.case_file)
            .where(tables.case_file.c.id == case.id)
            .values(template_version=case.template.version)
        )

    def _select(self) -> Select[Any]:
        return select(tables.case_file).order_by(tables.case_file.c.id)

    def _load(self, query: Select[Any]) -> list[Case]:
        rows = self._connection.execute(query).mappings().all()
        events = events_by_project(self._connection, {row["project_id"] for row in rows})
        return [
            Case(
                id=row["id"],
                project_id=row["project_id"],
                template=self._templates.version(row["template_key"], row["template_version"]),
                opened_on=row["opened_on"],
                officer=row["officer"],
                lead_official=row["lead_official"],
                lead_unit=row["lead_unit"],
                specialist=row["specialist"],
                events=tuple(events[row["project_id"]]),
            )
            for row in rows
        ]


class SqlPapers:
    """The register of issued papers with their archived bytes."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def next_number(self, year: int, desk: str, kind: str) -> int:
        """The next gap-free number; writers take turns, so nobody else gets it, and a rollback gives it back."""
        column = tables.paper.c
        last = self._connection.execute(
            select(func.max(column.serial)).where(column.year == year, column.desk == desk, column.kind == kind)
        ).scalar()
        return (last or 0) + 1

    def add(self, paper: Paper, content: bytes, data: bytes) -> None:
        """Archive an issued paper: its exact bytes and the frozen form data they were made from.

        Raises ValueError for a number that is not the next one: BB-year-desk-kind-serial, without gaps.
        """
        _, year, desk, kind, serial = paper.number.split("-")
        if int(serial) != self.next_number(int(year), desk, kind):
            raise ValueError(f"{paper.number} is not the next number")
        self._connection.execute(
            tables.paper.insert().values(
                id=paper.id,
                number=paper.number,
                year=int(year),
                desk=desk,
                kind=kind,
                serial=int(serial),
                form=paper.form,
                case_id=paper.case_id or None,
                project_id=paper.project_id or None,
                matter=paper.matter,
                title=paper.title,
                sha256=paper.sha256,
                pages=paper.pages,
                issued_on=paper.issued_on,
                issued_at=instant_text(paper.issued_at),
                issued_by=paper.issued_by,
                content=content,
                data=data,
            )
        )

    def get(self, number: str) -> tuple[Paper, bytes]:
        """A paper and its bytes; raises Refusal when unknown, Damaged when the bytes are not those that were issued."""
        row = self._connection.execute(select(tables.paper).where(tables.paper.c.number == number)).mappings().first()
        if row is None:
            raise Refusal.say(f"没有编号为 {number} 的文书，请核对编号")
        content = bytes(row["content"])
        if sha256(content).hexdigest() != row["sha256"]:
            raise Damaged(f"文书 {number} 的存档与出具时不一致，请从备份恢复")
        return paper_of(row), content

    def of_case(self, case_id: str) -> list[Paper]:
        """The papers issued for a case, oldest first."""
        return self._where(tables.paper.c.case_id == case_id)

    def of_form(self, form: str) -> list[Paper]:
        """The papers of one form, oldest first."""
        return self._where(tables.paper.c.form == form)

    def of_project(self, project_id: str) -> list[Paper]:
        """The papers issued for a project or a case of it, oldest first; of the zone for an empty id."""
        column = tables.paper.c.project_id
        return self._where(column == project_id if project_id else column.is_(None))

    def _where(self, condition: ColumnElement[bool]) -> list[Paper]:
        columns = [column for column in tables.paper.c if column.name not in ("content", "data")]
        rows = self._connection.execute(select(*columns).where(condition).order_by(tables.paper.c.id)).mappings()
        return [paper_of(row) for row in rows]


def events_by_project(connection: Connection, project_ids: Iterable[str]) -> dict[str, list[Event]]:
    """The events of some projects in the order of recording."""
    table = tables.event
    found: dict[str, list[Event]] = defaultdict(list)
    for some in chunks(sorted(project_ids)):
        query = select(table).where(table.c.project_id.in_(some)).order_by(table.c.project_id, table.c.ordinal)
        for row in connection.execute(query).mappings():
            found[row["project_id"]].append(event_of(row))
    return found


def add_event(connection: Connection, event: Event) -> None:
    """Append one event behind those of its project; writers take turns, so the place is free."""
    earlier = tables.event.alias()
    last = select(func.coalesce(func.max(earlier.c.ordinal), 0)).where(earlier.c.project_id == event.project_id)
    connection.execute(tables.event.insert().values(**event_row(event), ordinal=last.scalar_subquery() + 1))


def chunks(values: Sequence[str], size: int = 500) -> Iterable[Sequence[str]]:
    """Lists short enough for one IN clause; old SQLite allows 999 parameters."""
    return (values[start : start + size] for start in range(0, len(values), size))


def upsert(connection: Connection, table: Any, key: str, values: dict[str, Any]) -> None:
    """Insert a row or replace the one with the same key."""
    changed = connection.execute(update(table).where(table.c[key] == values[key]).values(values))
    if changed.rowcount == 0:
        connection.execute(table.insert().values(values))

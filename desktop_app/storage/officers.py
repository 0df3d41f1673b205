"""Officers: the directory and the handovers of one transaction, appended and never changed, and the workload."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

import msgspec
from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Integer,
    Select,
    Table,
    Text,
    and_,
    case,
    distinct,
    false,
    func,
    or_,
    select,
)

from desktop_app.application.officer_book import CaseLoad, StepLoad
from desktop_app.domain.handover import HandoverAct, HandoverEntry, HandoverList
from desktop_app.domain.officer import DirectoryEntry, EntryKind, Leave, Officer, Subject, Team
from desktop_app.domain.progress import ENDED_STATES, StepState
from desktop_app.storage.appending import next_number
from desktop_app.storage.database import Database
from desktop_app.storage.mapping import Row, instant_text, understood
from desktop_app.storage.tables import case_file, metadata, step_now

directory_entry = Table(
    "directory_entry",
    metadata,
    # The order of recording: the clock of a PC may be set back, this does not go back.
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),
    # The name is in the body too; here it can be read by whoever looks into the database.
    Column("name", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("recorded_at", Text, nullable=False),
    Column("recorded_by", Text, nullable=False),
)

handover_entry = Table(
    "handover_entry",
    metadata,
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("number", Text, nullable=False, index=True),
    Column("act", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("recorded_at", Text, nullable=False),
    Column("recorded_by", Text, nullable=False),
)

_TYPES: dict[EntryKind, type[Officer | Team | Leave]] = {
    EntryKind.OFFICER: Officer,
    EntryKind.TEAM: Team,
    EntryKind.LEAVE: Leave,
}


class SqlOfficerBook:
    """The directory of one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def entries(self) -> list[DirectoryEntry]:
        """Every act, in the order of recording; raises Damaged when one cannot be understood."""
        rows = self._connection.execute(select(directory_entry).order_by(directory_entry.c.ordinal)).mappings()
        return [_directory_entry(row) for row in rows]

    def add(self, entry: DirectoryEntry) -> None:
        """Keep an act; writers take turns, so the next place is free."""
        subject = entry.subject
        self._connection.execute(
            directory_entry.insert().values(
                ordinal=next_number(self._connection, directory_entry.c.ordinal),
                kind=entry.kind.value,
                subject=subject.id,
                name=subject.officer if isinstance(subject, Leave) else subject.name,
                body=_body(subject),
                note=entry.note,
                recorded_at=instant_text(entry.at),
                recorded_by=entry.by,
            )
        )


class SqlHandoverBook:
    """The handovers of one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def entries(self) -> list[HandoverEntry]:
        """Every act, in the order of recording; raises Damaged when one cannot be understood."""
        return self._read(select(handover_entry))

    def carried(self, names: Collection[str]) -> list[str]:
        """The ids of the running cases that people of these names carry or help to carry, oldest first."""
        known = list(names)
        running = select(step_now.c.case_id).where(_open())
        steps = running.where(step_now.c.officer.in_(known))
        statement = (
            select(case_file.c.id)
            .where(or_(case_file.c.id.in_(steps), case_file.c.officer.in_(known) & case_file.c.id.in_(running)))
            .order_by(case_file.c.id)
        )
        return list(self._connection.execute(statement).scalars())

    def of_number(self, number: str) -> list[HandoverEntry]:
        """The acts on one handover, in the order of recording."""
        return self._read(select(handover_entry).where(handover_entry.c.number == number))

    def add(self, entry: HandoverEntry) -> None:
        """Keep an act; writers take turns, so the next place is free."""
        self._connection.execute(
            handover_entry.insert().values(
                ordinal=next_number(self._connection, handover_entry.c.ordinal),
                number=entry.number,
                act=entry.act.value,
                body=_body(entry.handed) if entry.handed else "",
                note=entry.note,
                recorded_at=instant_text(entry.at),
                recorded_by=entry.by,
            )
        )

    def _read(self, statement: Select[Any]) -> list[HandoverEntry]:
        rows = self._connection.execute(statement.order_by(handover_entry.c.ordinal)).mappings()
        return [_handover_entry(row) for row in rows]


class SqlOfficerReaders:
    """The workload straight from SQL, one statement each."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def step_loads(self, today: date, until: date) -> list[StepLoad]:
        """The matters that have not ended by 代办员."""
        due, state = step_now.c.open_due_on, step_now.c.state
        near = and_(due.between(today, until), state != StepState.SUSPENDED.value)
        # The lamp decides, as everywhere: what was late before it was suspended is late, not paused.
        late = func.coalesce(due < today, false())
        paused = and_(state == StepState.SUSPENDED.value, ~late)
        running = and_(state.in_([StepState.IN_PROGRESS.value, StepState.SUSPENDED.value]), ~paused)
        statement = (
            select(
                step_now.c.officer,
                _matters(running).label("running"),
                _matters(paused).label("suspended"),
                _matters(state == StepState.READY.value).label("ready"),
                _matters(state == StepState.WAITING.value).label("waiting"),
                _matters(due < today).label("overdue"),
                _matters(near).label("soon"),
            )
            .where(_open())
            .group_by(step_now.c.officer)
            .order_by(step_now.c.officer)
        )
        with self._database.reading() as connection:
            return [StepLoad(**row) for row in connection.execute(statement).mappings()]

    def case_loads(self) -> list[CaseLoad]:
        """The cases with a step that has not ended, by 代办员 of the case."""
        running = select(step_now.c.case_id).where(_open())
        statement = (
            select(
                case_file.c.officer,
                func.count(distinct(case_file.c.project_id)).label("projects"),
                func.count().label("cases"),
            )
            .where(case_file.c.id.in_(running))
            .group_by(case_file.c.officer)
            .order_by(case_file.c.officer)
        )
        with self._database.reading() as connection:
            return [CaseLoad(**row) for row in connection.execute(statement).mappings()]


def _open() -> ColumnElement[bool]:
    return step_now.c.state.not_in([state.value for state in ENDED_STATES])


def _matters(fits: ColumnElement[bool]) -> ColumnElement[int]:
    """How many different matters of projects fit."""
    return func.count(distinct(case((fits, step_now.c.project_id + "/" + step_now.c.matter))))


def _body(value: Subject | HandoverList) -> str:
    return msgspec.json.encode(value, order="deterministic").decode()


def _directory_entry(row: Row) -> DirectoryEntry:
    with understood("人员名册", f"第 {row['ordinal']} 条"):
        subject = msgspec.json.decode(row["body"], type=_TYPES[EntryKind(row["kind"])])
        at = datetime.fromisoformat(row["recorded_at"])
    return DirectoryEntry(subject, at, row["recorded_by"], row["note"])


def _handover_entry(row: Row) -> HandoverEntry:
    with understood("交接", row["number"]):
        handed = msgspec.json.decode(row["body"], type=HandoverList) if row["body"] else None
        at, act = datetime.fromisoformat(row["recorded_at"]), HandoverAct(row["act"])
    return HandoverEntry(row["number"], act, at, row["recorded_by"], row["note"], handed)

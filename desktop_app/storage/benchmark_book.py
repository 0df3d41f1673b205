"""Benchmark book: definitions and record answers of one transaction."""

from __future__ import annotations

from datetime import datetime

import msgspec
from sqlalchemy import Connection, RowMapping, select

from desktop_app.domain.benchmark import Benchmark, CountingBasis
from desktop_app.domain.benchmark_definition import BenchmarkDefinition
from desktop_app.domain.record_board import RecordAnswer
from desktop_app.domain.results import Subject
from desktop_app.storage.appending import demand_next, next_number
from desktop_app.storage.benchmark_tables import benchmark_definition, record_answer
from desktop_app.storage.mapping import instant_text, understood


class SqlBenchmarkBook:
    """The benchmarks' records."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def definitions(self) -> list[BenchmarkDefinition]:
        """Every version of every definition; raises Damaged when one cannot be understood."""
        table = benchmark_definition
        rows = self._connection.execute(select(table).order_by(table.c.id, table.c.version)).mappings()
        return [_definition(row) for row in rows]

    def add_definition(self, definition: BenchmarkDefinition) -> None:
        """Keep a version; raises ValueError when its number is not the next one of its definition."""
        table = benchmark_definition
        demand_next(self._connection, definition.id, definition.version, table.c.version, table.c.id == definition.id)
        self._connection.execute(
            table.insert().values(
                id=definition.id,
                version=definition.version,
                name=definition.mark.name,
                body=msgspec.json.encode(definition.mark).decode(),
                templates=" ".join(definition.templates),
                retired=definition.retired,
                reason=definition.reason,
                recorded_at=instant_text(definition.at),
                recorded_by=definition.by,
            )
        )

    def answers(self) -> list[RecordAnswer]:
        """What was said to proposed records, oldest first; raises Damaged when one cannot be understood."""
        table = record_answer
        rows = self._connection.execute(select(table).order_by(table.c.ordinal)).mappings()
        return [_answer(row) for row in rows]

    def add_answer(self, answer: RecordAnswer) -> None:
        """Keep what was said to a proposed record; writers take turns, so the next place is free."""
        table = record_answer
        self._connection.execute(
            table.insert().values(
                id=answer.id,
                ordinal=next_number(self._connection, table.c.ordinal),
                subject=msgspec.json.encode(answer.subject).decode(),
                case_id=answer.case_id,
                project_id=answer.project_id,
                officer=answer.officer,
                started_on=answer.started,
                ended_on=answer.ended,
                days=answer.days,
                days_before=answer.before,
                basis=answer.basis.code,
                accepted=answer.accepted,
                note=answer.note,
                recorded_at=instant_text(answer.at),
                recorded_by=answer.by,
            )
        )


def _definition(row: RowMapping) -> BenchmarkDefinition:
    with understood("对标定义", row["name"]):
        mark = msgspec.json.decode(row["body"], type=Benchmark)
        at = datetime.fromisoformat(row["recorded_at"])
    return BenchmarkDefinition(
        id=row["id"],
        version=row["version"],
        mark=mark,
        templates=tuple(row["templates"].split()),
        at=at,
        by=row["recorded_by"],
        reason=row["reason"],
        retired=row["retired"],
    )


def _answer(row: RowMapping) -> RecordAnswer:
    with understood("纪录认定", row["id"]):
        subject = msgspec.json.decode(row["subject"], type=Subject)
        basis = CountingBasis.parse(row["basis"])
        at = datetime.fromisoformat(row["recorded_at"])
    return RecordAnswer(
        id=row["id"],
        subject=subject,
        case_id=row["case_id"],
        project_id=row["project_id"],
        officer=row["officer"],
        started=row["started_on"],
        ended=row["ended_on"],
        days=row["days"],
        before=row["days_before"],
        basis=basis,
        accepted=row["accepted"],
        note=row["note"],
        at=at,
        by=row["recorded_by"],
    )

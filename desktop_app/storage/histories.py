"""Histories: first filing and finish of every matter, grouped by the database instead of folded event by event."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select

from desktop_app.application.histories import CaseHistory
from desktop_app.domain.events import Verb
from desktop_app.domain.experience import StepRecord
from desktop_app.storage.database import Database
from desktop_app.storage.repositories import SqlTemplates
from desktop_app.storage.tables import case_file, event

_FILING = (Verb.RECEIVE.value, Verb.ACCEPT.value)
_ENDING = (Verb.FINISH.value, Verb.RECORD.value)
_GOING = (Verb.RETURN.value, Verb.WITHDRAW.value)


class SqlHistories:
    """The history of all cases for the forecast."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def durations(self, as_of: date) -> list[CaseHistory]:
        """Every case opened by a day with the records of its project's matters, oldest first."""
        cases = select(case_file).where(case_file.c.opened_on <= as_of).order_by(case_file.c.id)
        with self._database.reading() as connection:
            records: dict[str, dict[str, StepRecord]] = defaultdict(dict)
            for row in connection.execute(_records(as_of)):
                done = row.endings > 0
                gone = not done and (row.last_gone or 0) > (row.last_filed or 0)
                records[row.project_id][row.matter] = StepRecord(row.filed, row.ended, done, gone)
            templates = SqlTemplates(connection, self._database)
            return [
                CaseHistory(
                    case_id=row["id"],
                    project_id=row["project_id"],
                    officer=row["officer"],
                    opened_on=row["opened_on"],
                    template=templates.version(row["template_key"], row["template_version"]),
                    records=records[row["project_id"]],
                )
                for row in connection.execute(cases).mappings().all()
            ]

    def mark(self) -> str:
        """How many events there are and the last of them: events are never changed or deleted."""
        with self._database.reading() as connection:
            count, last = connection.execute(select(func.count(), func.max(event.c.id))).one()
        return f"{count} {last}"

    def marks(self) -> dict[str, int]:
        """The ordinal of the last event of each project: read from the index over both."""
        newest = select(event.c.project_id, func.max(event.c.ordinal)).group_by(event.c.project_id)
        with self._database.reading() as connection:
            return {project_id: ordinal for project_id, ordinal in connection.execute(newest)}


def _records(as_of: date) -> Select[Any]:
    """One row for each matter of a project on which anything valid happened by the day."""
    column, taken_back = event.c, event.alias()
    gone = select(taken_back.c.reverses).where(taken_back.c.verb == Verb.REVERSE.value, _happened(taken_back, as_of))
    return (
        select(
            column.project_id,
            column.matter,
            func.min(case((column.verb.in_(_FILING), column.on_date))).label("filed"),
            func.max(case((column.verb.in_(_ENDING), column.on_date))).label("ended"),
            func.count(case((column.verb.in_(_ENDING), 1))).label("endings"),
            func.max(case((column.verb.in_(_FILING), column.ordinal))).label("last_filed"),
            func.max(case((column.verb.in_(_GOING), column.ordinal))).label("last_gone"),
        )
        .where(
            column.verb.in_((*_FILING, *_ENDING, *_GOING)),
            column.id.not_in(gone),
            _happened(event, as_of),
        )
        .group_by(column.project_id, column.matter)
    )


def _happened(table: Any, as_of: date) -> ColumnElement[bool]:
    """As Event.happened_by: on or before the day; an act of unknown date counts as long past."""
    day, month = table.c.on_date, table.c.month
    return or_(day <= as_of, and_(day.is_(None), month <= as_of.strftime("%Y-%m")))

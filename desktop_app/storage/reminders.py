"""Reminders: running dates as a projection, the reminders that fired for them, and the versions of the ladder."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import date, datetime
from typing import Any

import msgspec
from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Date,
    ForeignKey,
    Integer,
    Select,
    Table,
    Text,
    UniqueConstraint,
    and_,
    delete,
    func,
    or_,
    select,
    update,
)

from desktop_app.application.ports import StepNow, TodayStep
from desktop_app.application.reminder_book import LadderVersion, Reminder, WatchedRun
from desktop_app.domain.clock_runs import ClockRun, Track
from desktop_app.domain.escalation import FiredKey, Ladder, Recipient
from desktop_app.domain.progress import StepState
from desktop_app.domain.refusals import Refusal
from desktop_app.storage.appending import demand_next
from desktop_app.storage.mapping import Row, instant_of, instant_text, step_of, understood
from desktop_app.storage.repositories import chunks
from desktop_app.storage.tables import case_file, metadata, project, step_now, template_version


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


running_date = Table(
    "running_date",
    metadata,
    Column("case_id", Text, ForeignKey(case_file.c.id), primary_key=True),
    Column("matter", Text, primary_key=True),
    Column("run", Text, primary_key=True),
    Column("project_id", Text, ForeignKey(project.c.id), nullable=False, index=True),
    _text("track"),
    _text("clock"),
    Column("due_on", Date, nullable=False, index=True),
    Column("since_on", Date, nullable=False),
    _text("missing_years"),
    _text("what"),
)

reminder = Table(
    "reminder",
    metadata,
    Column("id", Text, primary_key=True),
    Column("project_id", Text, ForeignKey(project.c.id), nullable=False),
    Column("case_id", Text, ForeignKey(case_file.c.id), nullable=False),
    _text("matter"),
    _text("track"),
    _text("clock"),
    _text("run"),
    _text("rung"),
    _text("who"),
    _text("person"),
    Column("due_on", Date, nullable=False),
    Column("on_date", Date, nullable=False),
    _text("fired_at"),
    Column("late", Boolean, nullable=False),
    Column("seen_at", Text),
    _text("seen_by"),
    Column("snoozed_until", Text),
    Column("handled_at", Text, index=True),
    _text("handled_by"),
    _text("note"),
    Column("closed_at", Text, index=True),
    _text("closed_why"),
    _text("paper"),
    # The guarantee that a rung of a run fires once, whoever tries.
    UniqueConstraint("project_id", "matter", "run", "rung"),
)

ladder_version = Table(
    "ladder_version",
    metadata,
    Column("version", Integer, primary_key=True, autoincrement=False),
    _text("body"),
    _text("recorded_at"),
    _text("recorded_by"),
)

_INSTANTS = ("fired_at", "seen_at", "snoozed_until", "handled_at", "closed_at")
_RENAMED = {"due": "due_on", "on": "on_date", "since": "since_on"}


class SqlReminderBook:
    """Running dates, fired reminders and ladders of one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def watch(self, project_id: str, runs: Sequence[ClockRun]) -> None:
        """Replace the running dates of a project."""
        self._connection.execute(delete(running_date).where(running_date.c.project_id == project_id))
        if runs:
            self._connection.execute(running_date.insert(), [_run_row(run) for run in runs])

    def runs(self, until: date) -> list[ClockRun]:
        """Running dates through a day without their names, the earliest first."""
        table = running_date.c
        near = select(running_date).where(table.due_on <= until).order_by(table.due_on, table.case_id, table.matter)
        return [_run_of(row) for row in self._connection.execute(near).mappings()]

    def watched(self, until: date, track: Track | None = None) -> list[WatchedRun]:
        """Running dates through a day, the earliest first."""
        statement = _watched().where(running_date.c.due_on <= until)
        return self._watched(statement if track is None else statement.where(running_date.c.track == track.value))

    def _watched(self, statement: Select[Any]) -> list[WatchedRun]:
        ordered = statement.order_by(running_date.c.due_on, running_date.c.case_id, running_date.c.matter)
        return [_watched_of(row) for row in self._connection.execute(ordered).mappings()]

    def entries(self, places: Iterable[tuple[str, str]]) -> dict[tuple[str, str], TodayStep]:
        """The projected steps of (case id, matter), with their names."""
        wanted = set(places)
        found = {}
        for some in chunks(sorted({case_id for case_id, _ in wanted})):
            for row in self._connection.execute(_steps(step_now).where(step_now.c.case_id.in_(some))).mappings():
                place = (row[step_now.c.case_id], row[step_now.c.matter])
                if place in wanted:
                    found[place] = _entry(row)
        return found

    def fired_keys(self) -> set[FiredKey]:
        """What has fired for dates that still run."""
        columns = (reminder.c.project_id, reminder.c.matter, reminder.c.run, reminder.c.rung)
        rows = self._connection.execute(select(*columns).where(_still_runs()))
        return {(row.project_id, row.matter, row.run, row.rung) for row in rows}

    def add(self, one: Reminder) -> None:
        """Keep a reminder that fired; raises Refusal when that rung of that run has fired already."""
        fired = select(reminder.c.id).where(_same_run(one), reminder.c.rung == one.rung)
        if self._connection.execute(fired).first() is not None:
            raise Refusal.say("这条提醒已经发过，不会重复发出")
        self._connection.execute(reminder.insert().values(**_reminder_row(one)))

    def get(self, reminder_id: str) -> Reminder:
        """A reminder; raises Refusal when there is none with this id."""
        found = self._reminders(select(reminder).where(reminder.c.id == reminder_id))
        if not found:
            raise Refusal.say(f"没有编号为“{reminder_id}”的提醒，请用 remind list 查看")
        return found[0]

    def of_run(self, one: Reminder) -> list[Reminder]:
        """Every reminder of the same run, in the order they should have fired."""
        return self._reminders(select(reminder).where(_same_run(one)).order_by(reminder.c.on_date, reminder.c.id))

    def update(self, one: Reminder) -> None:
        """Store what became of a reminder."""
        self._connection.execute(update(reminder).where(reminder.c.id == one.id).values(**_reminder_row(one)))

    def unended(self) -> list[Reminder]:
        """Reminders of dates that still run."""
        return self._reminders(select(reminder).where(_still_runs()).order_by(reminder.c.on_date, reminder.c.id))

    def ended_since(self, since: datetime) -> list[Reminder]:
        """Reminders closed or handled since an instant, the newest first."""
        limit = instant_text(since)
        ended = or_(reminder.c.closed_at >= limit, reminder.c.handled_at >= limit)
        newest = func.coalesce(reminder.c.closed_at, reminder.c.handled_at).desc()
        return self._reminders(select(reminder).where(ended).order_by(newest, reminder.c.id.desc()))

    def groundless(self) -> list[tuple[Reminder, StepState | None]]:
        """Reminders not closed whose date no longer runs."""
        here = and_(step_now.c.case_id == reminder.c.case_id, step_now.c.matter == reminder.c.matter)
        statement = (
            select(reminder, step_now.c.state.label("step_state"))
            .select_from(reminder.outerjoin(step_now, here))
            .where(reminder.c.closed_at.is_(None), ~_still_runs())
            .order_by(reminder.c.id)
        )
        rows = self._connection.execute(statement).mappings().all()
        return [(_reminder_of(row), StepState(row["step_state"]) if row["step_state"] else None) for row in rows]

    def revived(self) -> list[Reminder]:
        """Closed reminders whose date runs again."""
        return self._reminders(
            select(reminder).where(reminder.c.closed_at.is_not(None), _still_runs()).order_by(reminder.c.id)
        )

    def _reminders(self, statement: Select[Any]) -> list[Reminder]:
        return [_reminder_of(row) for row in self._connection.execute(statement).mappings()]

    def ladders(self) -> list[LadderVersion]:
        """Every saved ladder, oldest first; raises Damaged when one cannot be understood."""
        rows = self._connection.execute(select(ladder_version).order_by(ladder_version.c.version))
        return [
            LadderVersion(row.version, _ladder(row.version, row.body), instant_of(row.recorded_at), row.recorded_by)
            for row in rows
        ]

    def add_ladder(self, version: LadderVersion) -> None:
        """Keep another ladder; raises ValueError when its number is not the next one."""
        demand_next(self._connection, "ladder", version.version, ladder_version.c.version)
        self._connection.execute(
            ladder_version.insert().values(
                version=version.version,
                body=msgspec.json.encode(version.ladder, order="deterministic").decode(),
                recorded_at=instant_text(version.recorded_at),
                recorded_by=version.recorded_by,
            )
        )


def _still_runs() -> ColumnElement[bool]:
    # Asked from the side of the running dates: they are few, while reminders are kept for good.
    told = reminder.alias("told")
    same = and_(
        told.c.project_id == running_date.c.project_id,
        told.c.matter == running_date.c.matter,
        told.c.run == running_date.c.run,
    )
    return reminder.c.id.in_(select(told.c.id).select_from(running_date.join(told, same)))


def _same_run(one: Reminder) -> ColumnElement[bool]:
    return and_(reminder.c.project_id == one.project_id, reminder.c.matter == one.matter, reminder.c.run == one.run)


def _steps(*tables: Table) -> Select[Any]:
    """Projected steps with the names shown beside them."""
    return (
        select(*tables, project, case_file, template_version.c.name)
        .select_from(step_now)
        .join(project, project.c.id == step_now.c.project_id)
        .join(case_file, case_file.c.id == step_now.c.case_id)
        .join(
            template_version,
            and_(
                template_version.c.key == case_file.c.template_key,
                template_version.c.version == case_file.c.template_version,
            ),
        )
    )


def _watched() -> Select[Any]:
    here = and_(step_now.c.case_id == running_date.c.case_id, step_now.c.matter == running_date.c.matter)
    return _steps(running_date, step_now).join(running_date, here)


def _entry(row: Row) -> TodayStep:
    return TodayStep(
        step=step_of({one.name: row[step_now.c[one.name]] for one in fields(StepNow)}),
        project=row[project.c.name],
        enterprise=row[project.c.enterprise],
        template=row[template_version.c.name],
        case_officer=row[case_file.c.officer],
    )


def _run_row(run: ClockRun) -> dict[str, Any]:
    row = {_RENAMED.get(one.name, one.name): getattr(run, one.name) for one in fields(ClockRun)}
    return row | {"track": run.track.value, "missing_years": " ".join(str(year) for year in run.missing_years)}


_RUN_COLUMNS = tuple((one.name, running_date.c[_RENAMED.get(one.name, one.name)]) for one in fields(ClockRun))


def _run_of(row: Row) -> ClockRun:
    values = {name: row[column] for name, column in _RUN_COLUMNS}
    with understood("在办期限", f"{values['case_id']} {values['matter']}"):
        values["track"] = Track(values["track"])
        values["missing_years"] = tuple(int(year) for year in values["missing_years"].split())
    return ClockRun(**values)


def _watched_of(row: Row) -> WatchedRun:
    return WatchedRun(_run_of(row), _entry(row), row[case_file.c.lead_official])


def _reminder_row(one: Reminder) -> dict[str, Any]:
    row = {_RENAMED.get(field.name, field.name): getattr(one, field.name) for field in fields(Reminder)}
    for name in _INSTANTS:
        row[name] = instant_text(row[name]) if row[name] is not None else None
    return row | {"track": one.track.value, "who": one.who.value}


def _reminder_of(row: Row) -> Reminder:
    values = {field.name: row[_RENAMED.get(field.name, field.name)] for field in fields(Reminder)}
    with understood("提醒", row["id"]):
        for name in _INSTANTS:
            values[name] = datetime.fromisoformat(values[name]) if values[name] is not None else None
        values |= {"track": Track(values["track"]), "who": Recipient(values["who"])}
    return Reminder(**values)


def _ladder(version: int, body: str) -> Ladder:
    with understood("催办阶梯", f"第 {version} 版"):
        return msgspec.json.decode(body, type=Ladder).completed()

"""Mapping: rows to domain values and back; nothing outside storage ever sees a row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

import msgspec

from desktop_app.application.ports import Paper, StepNow, Workspace
from desktop_app.domain.events import Event, Verb
from desktop_app.domain.partial_date import PartialDate
from desktop_app.domain.progress import ENDED_STATES, RUNNING_STATES, StepState
from desktop_app.domain.project import Project

Row = Mapping[Any, Any]

_PARTIAL = ("signed", "started", "produced")
_LIST_MARK = "\x1f"


def partial_to_text(value: PartialDate | None) -> str | None:
    """A partial date as sortable text: its sort key, then everything that was written."""
    if value is None:
        return None
    return f"{value.sort_key()} {msgspec.json.encode(value).decode()}"


def partial_from_text(value: str | None) -> PartialDate | None:
    """The partial date a stored text stands for."""
    if value is None:
        return None
    return msgspec.json.decode(value[value.index("{") :], type=PartialDate)


def project_row(project: Project) -> dict[str, Any]:
    """A project as the columns of its table."""
    row = {field.name: getattr(project, field.name) for field in fields(Project)}
    for name in _PARTIAL:
        row[name] = partial_to_text(row[name])
    return row


def project_of(row: Row) -> Project:
    """The project a row stands for."""
    values = {field.name: row[field.name] for field in fields(Project)}
    for name in _PARTIAL:
        values[name] = partial_from_text(values[name])
    return Project(**values)


def event_row(event: Event) -> dict[str, Any]:
    """An event as the columns of its table."""
    row = {field.name: getattr(event, field.name) for field in fields(Event)}
    row["on_date"] = row.pop("on")
    row["recorded_at"] = row.pop("at").isoformat()
    row["recorded_by"] = row.pop("by")
    row["case_id"] = row["case_id"] or None
    row["verb"] = event.verb.value
    return row


def event_of(row: Row) -> Event:
    """The event a row stands for."""
    values = dict(row)
    values["on"] = values.pop("on_date")
    values["at"] = datetime.fromisoformat(values.pop("recorded_at"))
    values["by"] = values.pop("recorded_by")
    values["case_id"] = values["case_id"] or ""
    values["verb"] = Verb(values["verb"])
    return Event(**values)


def step_row(step: StepNow) -> dict[str, Any]:
    """A projected step as the columns of its table, with what the lists search by."""
    row = asdict(step)
    row["state"] = step.state.value
    row["missing_years"] = " ".join(str(year) for year in step.missing_years)
    row["blocked_by"] = _LIST_MARK.join(step.blocked_by)
    ended = step.state in ENDED_STATES
    row["open_due_on"] = None if ended else step.due_on
    row["shown"] = not ended and (
        step.state in RUNNING_STATES
        or (step.state is StepState.READY and not step.undecided)
        or (step.undecided and not step.blocked_by)
        or step.due_on is not None
    )
    return row


def step_of(row: Row) -> StepNow:
    """The projected step a row stands for."""
    values = {field.name: row[field.name] for field in fields(StepNow)}
    values["state"] = StepState(values["state"])
    values["missing_years"] = tuple(int(year) for year in values["missing_years"].split())
    values["blocked_by"] = tuple(values["blocked_by"].split(_LIST_MARK)) if values["blocked_by"] else ()
    return StepNow(**values)


def workspace_of(row: Row) -> Workspace:
    """The settings a row stands for."""
    return Workspace(**{field.name: row[field.name] for field in fields(Workspace)})


def paper_of(row: Row) -> Paper:
    """The issued paper a row stands for, without its bytes."""
    values = {field.name: row[field.name] for field in fields(Paper)}
    values["issued_at"] = datetime.fromisoformat(values["issued_at"])
    return Paper(**values)

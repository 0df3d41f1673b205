"""Mapping: rows to domain values and back; nothing outside storage ever sees a row."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields
from datetime import datetime
from typing import Any

import msgspec

from desktop_app.application.ports import Paper, StepNow, Workspace
from desktop_app.domain.events import Event, Verb
from desktop_app.domain.partial_date import PartialDate
from desktop_app.domain.progress import ENDED_STATES, StepState
from desktop_app.domain.project import Project
from desktop_app.domain.refusals import Damaged, Refusal, WrongUsage
from desktop_app.domain.template import ApprovalTemplate

Row = Mapping[Any, Any]

_PARTIAL = ("signed", "started", "produced")
_ORDERED = ("name", "enterprise", "zone")
_LIST_MARK = "\x1f"


def order_key(text: str) -> bytes | None:
    """The key a text sorts by: GB 18030 keeps the 3755 common characters in order of pinyin. None for an empty text."""
    return unicodedata.normalize("NFKC", text).casefold().encode("gb18030", "replace") or None


def partial_columns(name: str, value: PartialDate | None) -> dict[str, str | None]:
    """A partial date as its two columns: everything that was written, and a text that sorts by time."""
    if value is None:
        return {name: None, f"{name}_order": None}
    return {name: msgspec.json.encode(value).decode(), f"{name}_order": value.sort_key()}


def project_row(project: Project) -> dict[str, Any]:
    """A project as the columns of its table."""
    row = {field.name: getattr(project, field.name) for field in fields(Project)}
    for name in _PARTIAL:
        row |= partial_columns(name, row[name])
    return row | {f"{name}_order": order_key(row[name]) for name in _ORDERED}


def project_of(row: Row) -> Project:
    """The project a row stands for; raises Damaged when it cannot be understood."""
    values = {field.name: row[field.name] for field in fields(Project)}
    with understood("项目", row["id"]):
        for name in _PARTIAL:
            if values[name] is not None:
                values[name] = msgspec.json.decode(values[name], type=PartialDate)
    return Project(**values)


def template_of(key: str, body: str) -> ApprovalTemplate:
    """The template version a stored body stands for; raises Damaged when it cannot be understood."""
    with understood("流程模板", key):
        return msgspec.json.decode(body, type=ApprovalTemplate)


def instant_text(moment: datetime | None) -> str:
    """An instant with its offset; raises ValueError without one, because nobody could say later when that was."""
    if moment is None or moment.utcoffset() is None:
        raise ValueError(f"an instant without offset: {moment}")
    return moment.isoformat()


def instant_of(text: str) -> datetime:
    """The instant a stored text stands for; raises Damaged when it is none."""
    with understood("时间", f"“{text}”"):
        return datetime.fromisoformat(text)


@contextmanager
def understood(kind: str, name: object) -> Iterator[None]:
    """What cannot be read out of stored columns is damage; raises Damaged naming what it was."""
    try:
        yield
    except (ValueError, msgspec.MsgspecError, Refusal, WrongUsage) as error:
        raise Damaged(f"数据库里的{kind} {name} 无法识别，可能已损坏；请从备份恢复", str(error)) from error


def event_row(event: Event) -> dict[str, Any]:
    """An event as the columns of its table."""
    row = {field.name: getattr(event, field.name) for field in fields(Event)}
    row["on_date"] = row.pop("on")
    row["recorded_at"] = instant_text(row.pop("at"))
    row["recorded_by"] = row.pop("by")
    row["case_id"] = row["case_id"] or None
    row["verb"] = event.verb.value
    return row


def event_of(row: Row) -> Event:
    """The event a row stands for; raises Damaged when it cannot be understood."""
    values = dict(row)
    del values["ordinal"]
    values["on"] = values.pop("on_date")
    values["by"] = values.pop("recorded_by")
    values["case_id"] = values["case_id"] or ""
    with understood("记录", values["id"]):
        values["at"] = datetime.fromisoformat(values.pop("recorded_at"))
        values["verb"] = Verb(values["verb"])
    return Event(**values)


_STEP_FIELDS = tuple(field.name for field in fields(StepNow))


def step_row(step: StepNow) -> dict[str, Any]:
    """A projected step as the columns of its table, with what the lists search by."""
    row = {name: getattr(step, name) for name in _STEP_FIELDS}
    row["state"] = step.state.value
    row["missing_years"] = " ".join(str(year) for year in step.missing_years)
    row["blocked_by"] = _LIST_MARK.join(step.blocked_by)
    ended = step.state in ENDED_STATES
    row["open_due_on"] = None if ended else step.binds_on
    row["shown"] = step.on_board
    return row


def step_of(row: Row) -> StepNow:
    """The projected step a row stands for."""
    values = {name: row[name] for name in _STEP_FIELDS}
    with understood("环节", f"{row['case_id']} {row['matter']}"):
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
    values |= {"case_id": row["case_id"] or "", "project_id": row["project_id"] or ""}
    with understood("文书", row["number"]):
        values["issued_at"] = datetime.fromisoformat(values["issued_at"])
    return Paper(**values)

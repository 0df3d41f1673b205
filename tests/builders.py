"""Small builders: valid domain values in one line, so that a test states only what it is about."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta, timezone
from hashlib import sha256
from itertools import count
from typing import Any

from desktop_app.application.ports import Paper, StepNow, UnitOfWork
from desktop_app.domain.case import Case
from desktop_app.domain.events import Event, Verb
from desktop_app.domain.limit import Limit
from desktop_app.domain.matter import Matter
from desktop_app.domain.progress import ENDED_STATES, StepState
from desktop_app.domain.project import Project
from desktop_app.domain.template import ApprovalTemplate, StepTemplate

CODES = ("A01", "A02", "A03", "A04", "E01")
NOON = datetime(2026, 11, 5, 12, 0, 0, 123456, tzinfo=timezone(timedelta(hours=8)))
CONTENT = b"%PDF-1.4 \x00\xff"

_numbers = count(1)


def new_id(kind: str = "id") -> str:
    """An id that sorts after every earlier one, as the program's UUIDv7 ids do."""
    return f"{next(_numbers):012d}-{kind}"


def on(day: str) -> date:
    """The date written 2026-11-05."""
    return date.fromisoformat(day)


def project(name: str = "某项目", **more: Any) -> Project:
    """A project with a name and nothing else."""
    return Project(**{"id": new_id("project"), "name": name} | more)


def template(key: str = "SX-YB", version: str = "1", **more: Any) -> ApprovalTemplate:
    """A chain of five steps, each promised in three working days."""
    steps = tuple(
        StepTemplate(
            Matter(code, f"事项{code}", stage="立项", authority="行政审批局", promised=Limit.parse("3WD")),
            after=CODES[max(place - 1, 0) : place],
        )
        for place, code in enumerate(CODES)
    )
    return ApprovalTemplate(**{"key": key, "name": f"流程{key}", "version": version, "steps": steps} | more)


def case(project_id: str, flow: ApprovalTemplate | None = None, **more: Any) -> Case:
    """A case without events, carried by 甲."""
    values: dict[str, Any] = {
        "id": new_id("case"),
        "project_id": project_id,
        "template": flow or template(),
        "opened_on": on("2026-11-02"),
        "officer": "甲",
    }
    return Case(**values | more)


def stored_case(work: UnitOfWork, flow: ApprovalTemplate | None = None, **more: Any) -> Case:
    """A case entered into an open unit of work together with a new project and its template."""
    flow = flow or template()
    owner = project()
    opened = case(owner.id, flow, **more)
    work.projects.add(owner)
    work.templates.add_version(flow)
    work.cases.add(opened)
    return opened


def event(project_id: str, verb: Verb = Verb.ACCEPT, matter: str = "A01", **more: Any) -> Event:
    """An event of a project, recorded by 甲 at noon."""
    values: dict[str, Any] = {
        "id": new_id("event"),
        "project_id": project_id,
        "case_id": "",
        "matter": matter,
        "verb": verb,
        "on": on("2026-11-05"),
        "at": NOON,
        "by": "甲",
    }
    return Event(**values | more)


def step_now(of: Case, matter: str = "A01", **more: Any) -> StepNow:
    """The projected standing of one step: in progress and due on 2026-11-10, unless told otherwise."""
    values: dict[str, Any] = {
        "case_id": of.id,
        "project_id": of.project_id,
        "matter": matter,
        "ordinal": CODES.index(matter),
        "title": f"事项{matter}",
        "stage": "立项",
        "authority": "行政审批局",
        "officer": of.officer,
        "state": StepState.IN_PROGRESS,
        "undecided": False,
        "clock": "promised",
        "start_on": on("2026-11-05"),
        "due_on": on("2026-11-10"),
        "firm": True,
        "missing_years": (),
        "statutory_due_on": None,
        "bound_party": "authority",
        "suspended_on": None,
        "suspension_kind": "",
        "ended_on": None,
        "ended_month": "",
        "late": False,
        "blocked_by": (),
    }
    return StepNow(**values | more)


def still(of: Case, matter: str, state: StepState, **more: Any) -> StepNow:
    """The projected standing of a step without a running clock."""
    return step_now(of, matter, **{"state": state, "clock": "", "start_on": None, "due_on": None} | more)


def paper(of: Case, number: str = "BB-2026-A-D11-0001", content: bytes = CONTENT, **more: Any) -> Paper:
    """A service sheet issued for a case."""
    values: dict[str, Any] = {
        "id": new_id("paper"),
        "number": number,
        "form": "service-sheet",
        "case_id": of.id,
        "project_id": of.project_id,
        "title": "项目帮办代办服务单",
        "sha256": sha256(content).hexdigest(),
        "pages": 1,
        "issued_on": NOON.date(),
        "issued_at": NOON,
        "issued_by": "甲",
    }
    return Paper(**values | more)


def carried_steps(case: Case, names: Collection[str]) -> tuple[str, ...]:
    """The steps of a case that somebody carries and that have not ended, in the order of the template."""
    situation = case.situation()
    return tuple(
        code
        for code in case.template.codes
        if situation.state[code] not in ENDED_STATES and case.officer_of(code, situation.progress[code]) in names
    )

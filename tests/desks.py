"""A whole desk on a real database, as the use-case tests sit at it: short ways to open cases and to record acts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import select

from desktop_app.application.approvals import Decided, Statement
from desktop_app.application.cases import Opening
from desktop_app.application.desk import Desk
from desktop_app.application.ports import StepNow
from desktop_app.application.projection import case_steps
from desktop_app.bootstrap import DATABASE_FILE, open_desk
from desktop_app.domain.case import Case
from desktop_app.domain.events import Event, Verb
from desktop_app.domain.project import Project
from desktop_app.storage.database import file_url, open_database
from desktop_app.storage.mapping import step_of
from desktop_app.storage.tables import step_now
from tests.command_line import CHINA

FRIDAY = "2026-11-20"
"""The day tests live on unless they say otherwise: an ordinary working Friday."""

_numbers = count(1)


@dataclass
class Clock:
    """A present instant that a test moves by hand."""

    day: str = FRIDAY

    def __call__(self) -> datetime:
        """Ten o'clock of the day."""
        return datetime.fromisoformat(self.day).replace(hour=10, tzinfo=CHINA)


def on(day: str) -> date:
    """A date from its ISO form."""
    return date.fromisoformat(day)


def new_desk(folder: Path, clock: Clock | None = None, url: str = "") -> Desk:
    """A new workspace in a folder, or at the address of an empty database."""
    return open_desk(folder, now=clock or Clock(), create=True, url=url)


def entered(desk: Desk, name: str = "", **more: Any) -> Project:
    """A project entered by 甲."""
    draft = Project(id="", name=name or f"项目{next(_numbers)}", **({"zone": "临汾经济开发区"} | more))
    return desk.projects.add(draft, "甲")[0]


def opened(desk: Desk, template: str = "SX-ZS", day: str = "2026-11-02", **more: Any) -> Case:
    """A case of a new project, or of the project `project_id`, carried by 甲."""
    project_id = more.pop("project_id", None) or entered(desk).id
    opening = Opening(project_id, template, on(day), more.pop("officer", "甲"), **more)
    return desk.cases.open(opening, "甲")[0]


def said(day: str, **more: Any) -> Statement:
    """What 甲 states of a day; an empty day is an unknown one."""
    return Statement(on=on(day) if day else None, by="甲", **more)


def act(desk: Desk, case: Case, verb: Verb, matter: str, day: str = FRIDAY, **more: Any) -> Decided:
    """One act on a step."""
    return desk.approvals.decide(case.id, verb, matter, said(day, **more))


def finish(desk: Desk, case: Case, day: str, *matters: str) -> None:
    """Accept and finish steps on one day."""
    for matter in matters:
        act(desk, case, Verb.ACCEPT, matter, day)
        act(desk, case, Verb.FINISH, matter, day)


def stored_events(desk: Desk, project_id: str) -> list[Event]:
    """Every event of a project in the order of recording."""
    with desk.projects.open_work(writes=False) as work:
        return work.events_of_project(project_id)


def derived_steps(desk: Desk, project_id: str) -> list[StepNow]:
    """The standing of every step of a project as its events say."""
    with desk.projects.open_work(writes=False) as work:
        return [row for case in work.cases.of_project(project_id) for row in case_steps(case, desk.calendar)]


def stored_steps(desk: Desk, project_id: str) -> list[StepNow]:
    """The standing of every step of a project as the database keeps it."""
    wanted = select(step_now).where(step_now.c.project_id == project_id)
    database = open_database(file_url(desk.folder / DATABASE_FILE))
    with database.reading() as connection:
        rows = connection.execute(wanted.order_by(step_now.c.case_id, step_now.c.ordinal)).mappings().all()
    database.close()
    return [step_of(row) for row in rows]


def with_desk_letter(desk: Desk, letter: str) -> None:
    """Give this PC another letter."""
    desk.workspace.save(replace(desk.workspace.get(), desk=letter))

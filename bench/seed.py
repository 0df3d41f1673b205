"""Seed: a workspace with very many projects, written in bulk through the tables of the storage room."""

import itertools
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from desktop_app.application.ports import StepNow
from desktop_app.bootstrap import DATABASE_FILE, open_desk
from desktop_app.domain.calendar import WorkingCalendar
from desktop_app.domain.progress import StepState
from desktop_app.domain.project import Project
from desktop_app.domain.template import ApprovalTemplate
from desktop_app.storage import tables
from desktop_app.storage.database import file_url, open_database
from desktop_app.storage.mapping import project_row, step_row
from desktop_app.storage.summary import summary

TEMPLATE = "SX-ZS"
STEPS = 4
LATE_IN = 50
"""One project in so many is overdue."""

_OFFICERS = ("甲", "乙", "丙", "丁")
_BATCHES = ("签约", "开工", "投产", "")
_ZONES = ("临汾经济开发区", "侯马经济开发区", "安泽县", "襄汾县")


def fill(folder: Path, projects: int) -> None:
    """A new workspace with so many projects, each with one case of which the first steps are projected."""
    desk = open_desk(folder, create=True)
    template, calendar, today = desk.templates.get(TEMPLATE), desk.calendar, desk.overview.day()
    desk.close()
    database = open_database(file_url(folder / DATABASE_FILE))
    seeds = (_Seed(number, template, calendar, today) for number in range(projects))
    try:
        while some := list(itertools.islice(seeds, 5_000)):
            with database.writing() as connection:
                connection.execute(tables.project.insert(), [seed.project for seed in some])
                connection.execute(tables.case_file.insert(), [seed.case for seed in some])
                connection.execute(tables.step_now.insert(), [row for seed in some for row in seed.steps])
                connection.execute(tables.project_now.insert(), [seed.now for seed in some])
                connection.commit()
    finally:
        database.close()


class _Seed:
    """The rows of one project."""

    def __init__(self, number: int, template: ApprovalTemplate, calendar: WorkingCalendar, today: date) -> None:
        self._number, self._template, self._calendar, self._today = number, template, calendar, today
        self._id = f"00000000-0000-7000-8000-{number:012x}"
        self._case = f"00000000-0000-7000-9000-{number:012x}"
        self._officer = _OFFICERS[number % len(_OFFICERS)]
        steps = list(self._steps())
        self.steps = [step_row(step) for step in steps]
        self.now: dict[str, Any] = {"project_id": self._id, **summary(steps, [self._officer])}

    @property
    def project(self) -> dict[str, Any]:
        """The row of the project; the numbers are spread so that sorting has something to do."""
        spread = self._number * 7919 % 1_000_003
        zone = _ZONES[self._number % len(_ZONES)]
        return project_row(
            Project(
                id=self._id,
                name=f"{spread:07d}号智能制造项目",
                enterprise=f"第{spread % 5000}制造有限公司",
                zone=zone,
                investment_yuan=spread * 10_000,
                batch=_BATCHES[self._number % len(_BATCHES)],
            )
        )

    @property
    def case(self) -> dict[str, Any]:
        """The row of its case."""
        return {
            "id": self._case,
            "project_id": self._id,
            "template_key": self._template.key,
            "template_version": self._template.version,
            "opened_on": self._today,
            "officer": self._officer,
            "lead_official": "",
            "lead_unit": "",
            "specialist": "",
        }

    def _steps(self) -> Iterator[StepNow]:
        for ordinal, step in enumerate(self._template.steps[:STEPS]):
            running = ordinal == 1
            late = self._number % LATE_IN == 0
            due = self._calendar.add_working(self._today, -3 if late else 4 + self._number % 20) if running else None
            states = (StepState.DONE, StepState.IN_PROGRESS, StepState.WAITING, StepState.WAITING)
            yield StepNow(
                case_id=self._case,
                project_id=self._id,
                matter=step.code,
                ordinal=ordinal,
                title=step.title,
                stage=step.matter.stage,
                authority=step.matter.authority,
                officer=self._officer,
                state=states[ordinal],
                undecided=False,
                clock="promised" if running else "",
                start_on=self._today - timedelta(days=9) if running else None,
                due_on=due,
                firm=due is None or self._calendar.known(due.year),
                missing_years=(due.year,) if due is not None and not self._calendar.known(due.year) else (),
                statutory_due_on=None,
                bound_party="authority",
                suspended_on=None,
                suspension_kind="",
                ended_on=self._today - timedelta(days=9) if ordinal == 0 else None,
                ended_month="",
                late=False,
                blocked_by=(self._template.steps[ordinal - 1].code,) if ordinal > 1 else (),
            )

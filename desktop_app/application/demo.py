"""Demonstration data 演示数据: the real projects of the bundled sample ledger, with cases made by calling the services.

Every date is counted back from the day the data is built, in working days, so that every state, lamp and suspension
kind is there on whatever day that is. The cases are invented; what the ledger says of a project is left as it is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from desktop_app import locations
from desktop_app.application.approvals import Statement
from desktop_app.application.cases import DoneBefore, Opening
from desktop_app.application.demo_script import CENTRE, SCRIPTS, CaseScript, Days, Move
from desktop_app.application.desk import Desk
from desktop_app.domain.calendar import WorkingCalendar

SAMPLE = "三个一批项目台账-临汾样例.xlsx"
"""The ledger in resources/samples that the demonstration imports."""


def build_demo(desk: Desk, today: date) -> None:
    """Fill an empty workspace with demonstration data as of `today`, the day of the desk's own clock."""
    desk.workspace.save(replace(desk.workspace.get(), name="演示工作区", centre=CENTRE, demo=True))
    desk.ledgers.commit(locations.resources() / "samples" / SAMPLE, "演示", demo=True)
    projects = {project.name: project for project in desk.projects.all()}
    days = WorkingDays(desk.calendar, today)
    for write in SCRIPTS:
        script = write(days)
        _play(desk, projects[script.project].id, script, days)


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """Days counted back from today: day 0 is today, or the last working day before it when today is a rest day."""

    calendar: WorkingCalendar
    today: date

    def ago(self, number: int) -> date:
        """The working day `number` working days before day 0."""
        last = self.today if self.calendar.is_working(self.today) else self.calendar.add_working(self.today, -1)
        return self.calendar.add_working(last, -number)

    def months_ago(self, number: int) -> str:
        """A month (YYYY-MM) `number` months back."""
        months = self.today.year * 12 + self.today.month - 1 - number
        return f"{months // 12:04d}-{months % 12 + 1:02d}"

    def tight(self, length: int, most: int) -> int:
        """How long ago the latest stretch of `length` working days ended that took at most `most` natural days.

        A stretch across 春节 takes twice as long as any other, so a project that ran in ten days did not run there.
        """
        ended = 7
        while (self.ago(ended) - self.ago(ended + length)).days > most:
            ended += 1
        return ended


def _play(desk: Desk, project_id: str, script: CaseScript, days: Days) -> None:
    opening = Opening(
        project_id=project_id,
        template=script.template,
        on=days.ago(script.opened),
        officer=script.officer,
        include=script.include,
        leave_out=script.leave_out,
        done=tuple(_done_before(matter, when, days) for matter, when in script.done),
    )
    case, _ = desk.cases.open(opening, script.officer)
    acts = tuple((move.verb, move.matter, _statement(move, script, days)) for move in script.moves)
    if acts:
        desk.approvals.decide_all(case.id, acts)


def _done_before(matter: str, when: int | str, days: Days) -> DoneBefore:
    if isinstance(when, int):
        return DoneBefore(matter, on=days.ago(when), note="接手前已办")
    return DoneBefore(matter, month=when, note="接手前已办")


def _statement(move: Move, script: CaseScript, days: Days) -> Statement:
    on = days.today if move.ago is None else days.ago(move.ago)
    return Statement(
        on=on,
        by=script.officer,
        note=move.note,
        reason=move.reason,
        kind=move.kind,
        basis=move.basis,
        officer=move.officer,
        amount=move.amount,
    )

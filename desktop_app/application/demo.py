"""Demonstration data 演示数据: the real projects of the bundled sample ledger, with cases made by calling the services.

Every date is counted back from the day the data is built, in working days, so that every state, lamp and suspension
kind is there on whatever day that is. The cases are invented; what the ledger says of a project is left as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from desktop_app import locations
from desktop_app.application.approvals import Statement
from desktop_app.application.cases import DoneBefore, Opening
from desktop_app.application.demo_ledgers import fill_ledgers
from desktop_app.application.demo_materials import hand_in_materials
from desktop_app.application.demo_people import add_people
from desktop_app.application.demo_reports import prepare_reports
from desktop_app.application.demo_script import CENTRE, SCRIPTS, CaseScript, Days, Move
from desktop_app.application.desk import Desk
from desktop_app.domain.calendar import WorkingCalendar
from desktop_app.domain.clock import OfficeHours
from desktop_app.domain.limit import Limit, Unit

SAMPLE = "三个一批项目台账-临汾样例.xlsx"
"""The ledger in resources/samples that the demonstration imports."""

_BUILDING = ("SG02", Limit(120, Unit.WORKING_DAYS))
"""The building time the plan of the demonstration was made with, in the templates that build."""

_REMINDED = 30
"""For so many working days the program is taken to have been running: reminders fired on their days, not all today."""


def build_demo(desk: Desk, today: date) -> None:
    """Fill an empty workspace with demonstration data as of `today`, the day of the desk's own clock."""
    desk.workspace.save(replace(desk.workspace.get(), name="演示工作区", centre=CENTRE, demo=True))
    desk.ledgers.commit(locations.resources() / "samples" / SAMPLE, "演示", demo=True)
    projects = {project.name: project for project in desk.projects.all()}
    days = WorkingDays(desk.calendar, today)
    for write in SCRIPTS:
        script = write(days)
        _play(desk, projects[script.project].id, script, days)
    hand_in_materials(desk, days)
    fill_ledgers(desk, days)
    add_people(desk)
    prepare_reports(desk)
    for moment in days.office_moments(desk.reminders.now(), desk.reminders.hours):
        replace(desk.reminders, now=_standing_at(moment)).fire()


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """Days counted back from today: day 0 is today, or the last working day before it when today is a rest day."""

    calendar: WorkingCalendar
    today: date

    def ago(self, number: int) -> date:
        """The working day `number` working days before day 0."""
        last = self.today if self.calendar.is_working(self.today) else self.calendar.add_working(self.today, -1)
        return self.calendar.add_working(last, -number)

    def office_moments(self, now: datetime, hours: OfficeHours) -> Iterator[datetime]:
        """The end of office hours on the working days before today, and today the last minute of them up to now."""
        for number in range(_REMINDED, -1, -1):
            day = self.ago(number)
            for opens, closes in hours.spans:
                moment = min(datetime.combine(day, closes, now.tzinfo), now)
                if moment >= datetime.combine(day, opens, now.tzinfo):
                    yield moment

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
    plan_day = days.ago(script.planned) if script.planned is not None else None
    before = [move for move in script.moves if plan_day is not None and _day(move, days) <= plan_day]
    _decide(desk, case.id, script, before, days)
    if plan_day is not None:
        _plan(desk, case.id, script, plan_day)
    _decide(desk, case.id, script, [move for move in script.moves if move not in before], days)


def _decide(desk: Desk, case_id: str, script: CaseScript, moves: Sequence[Move], days: Days) -> None:
    acts = tuple((move.verb, move.matter, _statement(move, script, days)) for move in moves)
    if acts:
        desk.approvals.decide_all(case_id, acts)


def _plan(desk: Desk, case_id: str, script: CaseScript, day: date) -> None:
    """Freeze a plan as it could have been made on a day: by the acts entered so far."""
    hours, now = desk.reminders.hours, desk.reminders.now()
    then = _standing_at(datetime.combine(day, hours.closes, now.tzinfo))
    code, limit = _BUILDING
    lengths = {code: limit} if code in desk.cases.get(case_id).template.codes else {}
    finish = replace(desk.outlooks, now=then).outlook(case_id, lengths=lengths).finish
    if finish is None:
        raise ValueError("a case of the demonstration that is planned has an end")
    target = desk.calendar.add_working(finish, script.spare)
    reason = "按招商引资专班调度要求倒排"
    replace(desk.plans, now=then).freeze(case_id, target, script.officer, reason, lengths=lengths)


def _standing_at(moment: datetime) -> Callable[[], datetime]:
    return lambda: moment


def _done_before(matter: str, when: int | str, days: Days) -> DoneBefore:
    if isinstance(when, int):
        return DoneBefore(matter, on=days.ago(when), note="接手前已办")
    return DoneBefore(matter, month=when, note="接手前已办")


def _day(move: Move, days: Days) -> date:
    return days.today if move.ago is None else days.ago(move.ago)


def _statement(move: Move, script: CaseScript, days: Days) -> Statement:
    return Statement(
        on=_day(move, days),
        by=script.officer,
        note=move.note,
        reason=move.reason,
        kind=move.kind,
        basis=move.basis,
        officer=move.officer,
        amount=move.amount,
    )

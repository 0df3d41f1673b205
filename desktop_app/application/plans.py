"""Plans 推进方案: counting a case back from a target, freezing that, and holding it against what happens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop_app.application.calendars import CalendarService
from desktop_app.application.cover import work_seen
from desktop_app.application.outlooks import Lengths, planned_lengths
from desktop_app.application.ports import Ids, Now, OpenUnitOfWork, Readers, UnfiledStep
from desktop_app.application.projection import refresh
from desktop_app.domain.case import Case
from desktop_app.domain.plan import BackSchedule, Plan, PlanStanding, against, back_schedule
from desktop_app.domain.refusals import Refusal


@dataclass(frozen=True, slots=True)
class PlanService:
    """Use cases on plans. Without `lengths` the building time is that of the plan in force, 0 when there is none."""

    open_work: OpenUnitOfWork
    readers: Readers
    calendars: CalendarService
    ids: Ids
    now: Now

    def draft(self, case_id: str, target: date, *, lengths: Lengths | None = None) -> BackSchedule:
        """The latest dates that meet a target, before anything is written.

        Raises Refusal when everything has ended or the target is too early, with the earliest possible day.
        """
        calendar = self.calendars.current()
        with self.open_work(writes=False) as work:
            case = work.cases.get(case_id)
            given = lengths if lengths is not None else planned_lengths(work, case_id)
        return back_schedule(case, target, self.now().date(), calendar, lengths=given)

    def freeze(
        self, case_id: str, target: date, by: str, reason: str = "", *, lengths: Lengths | None = None
    ) -> tuple[Plan, BackSchedule]:
        """Freeze the latest dates as the plan in force; older plans stay.

        Raises Refusal like `draft`, without a name, and when the time of a step such as the building is not stated.
        """
        if not by.strip():
            raise Refusal.say("请写明由谁制定推进方案")
        calendar = self.calendars.current()
        with self.open_work() as work:
            case = work.cases.get(case_id)
            given = lengths if lengths is not None else planned_lengths(work, case_id)
            found = back_schedule(case, target, self.now().date(), calendar, lengths=given)
            _check_lengths(case, found, given)
            plan = Plan(
                id=self.ids(),
                case_id=case.id,
                target=target,
                made_at=self.now(),
                made_by=by.strip(),
                reason=reason.strip(),
                calendar_version=calendar.version,
                steps=found.steps,
                lengths=tuple((code, f"{limit.amount}{limit.unit}") for code, limit in sorted(given.items())),
            )
            work.plans.add(plan)
            refresh(work, case.project_id, calendar)
            work.commit()
        return plan, found

    def in_force(self, case_id: str) -> Plan | None:
        """The newest plan of a case, None when none was made."""
        with self.open_work(writes=False) as work:
            return work.plans.in_force(case_id)

    def history(self, case_id: str) -> list[Plan]:
        """Every plan of a case, oldest first."""
        with self.open_work(writes=False) as work:
            return work.plans.of_case(case_id)

    def against(self, case_id: str) -> tuple[Plan, tuple[PlanStanding, ...]]:
        """The plan in force against what happened or is expected today; raises Refusal when there is no plan."""
        calendar = self.calendars.current()
        with self.open_work(writes=False) as work:
            case = work.cases.get(case_id)
            plan = work.plans.in_force(case_id)
        if plan is None:
            raise Refusal.say("这个代办件还没有推进方案，请先给出目标日期倒排并存为方案")
        return plan, against(plan, case, self.now().date(), calendar)

    def unfiled(self, officer: str = "") -> list[UnfiledStep]:
        """应办未办 today: steps past the planned start of the plan in force that nobody has filed, oldest first."""
        today = self.now().date()
        names = work_seen(self.open_work, officer, today).names
        found = [one for name in names for one in self.readers.unfiled_steps(today, name)]
        return sorted(found, key=lambda one: one.planned_start)


def _check_lengths(case: Case, found: BackSchedule, given: Lengths) -> None:
    """A plan that counts the building as nothing would bind everybody to dates that nobody can keep."""
    for step in found.steps:
        if not step.ended and case.template.step(step.code).matter.ask_days and step.code not in given:
            raise Refusal.say(ask_for_length(step.title))


def ask_for_length(title: str) -> str:
    """The sentence that asks for the building time of a step; the window and the command line say the same."""
    return f"请填“{title}”的工期（天数和单位），不填就排不准；问企业要施工合同上的工期。"

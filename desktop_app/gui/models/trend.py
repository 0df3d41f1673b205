"""The trend of a case 走势: what is read for it in one go, and the table of the steps still to come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop_app.application.desk import Desk
from desktop_app.domain.attribution import AttributedDay, Attribution
from desktop_app.domain.case import Case
from desktop_app.domain.outlook import Outlook, StepOutlook
from desktop_app.domain.plan import Plan, PlanStanding
from desktop_app.domain.progress import StepState
from desktop_app.gui.models.paged import Column

CRITICAL = "◆ 关键"


@dataclass(frozen=True, slots=True)
class Trend:
    """Where a case is heading and whose its days were; `working_days_to_target` is None without a plan.

    `working_days_to_target` are the working days between the expected finish and the target of the plan, negative
    when the target will be missed.
    """

    case: Case
    outlook: Outlook
    attribution: Attribution
    plans: tuple[Plan, ...]
    standings: tuple[PlanStanding, ...]
    working_days_to_target: int | None

    @property
    def plan(self) -> Plan | None:
        """The plan in force."""
        return self.plans[-1] if self.plans else None


def read_trend(desk: Desk, case_id: str) -> Trend:
    """Everything but the forecast, which takes longer; raises Refusal for a case that does not exist."""
    plans = tuple(desk.plans.history(case_id))
    seen = desk.outlooks.outlook(case_id)
    spare = desk.calendar.count_working(seen.finish, plans[-1].target) if plans and seen.finish else None
    return Trend(
        case=desk.cases.get(case_id),
        outlook=seen,
        attribution=desk.outlooks.attribution(case_id),
        plans=plans,
        standings=desk.plans.against(case_id)[1] if plans else (),
        working_days_to_target=spare,
    )


def short_day(day: date | None, today: date) -> str:
    """A date without its year while that is this one."""
    if day is None:
        return "不详"
    return f"{day:%m-%d}" if day.year == today.year else day.isoformat()


def marked_day(day: date | None, today: date, *, firm: bool) -> str:
    """A date, with 暂估 while it is."""
    return short_day(day, today) + ("" if firm else " 暂估")


@dataclass(frozen=True, slots=True)
class PathLine:
    """A step still to come with the day its words depend on and the titles of what it waits for."""

    step: StepOutlook
    today: date
    waits_for: tuple[str, ...]

    @property
    def slack(self) -> str:
        """How far the step may slip; without slack it decides when everything ends."""
        if self.step.critical:
            return CRITICAL
        return "" if self.step.slack is None else f"余 {self.step.slack} 日"

    @property
    def why(self) -> str:
        """Why the step is not done yet."""
        said = f"等{'、'.join(self.waits_for)}" if self.waits_for else _WAITS.get(self.step.state, "")
        return "；".join(part for part in (said, self.step.assumed) if part)


_WAITS = {
    StepState.READY: "前面的都办完了，随时可以申报",
    StepState.IN_PROGRESS: "在办，按承诺时限推算",
    StepState.SUSPENDED: "暂停计时",
    StepState.REFUSED: "已退件",
    StepState.WITHDRAWN: "已撤回",
}


def path_lines(seen: Outlook, case: Case) -> list[PathLine]:
    """The steps not ended, those without slack first, then by their earliest finish."""
    ended = {step.code for step in seen.steps if step.ended}
    lines = [
        PathLine(
            step,
            seen.today,
            tuple(case.template.step(code).title for code in step.before if code not in ended),
        )
        for step in seen.steps
        if not step.ended
    ]
    return sorted(lines, key=lambda line: (not line.step.critical, line.step.finish or date.max))


PATH_COLUMNS: tuple[Column[PathLine], ...] = (
    Column(
        "slack",
        "机动",
        84,
        lambda line: line.slack,
        tone=lambda line: "red" if line.step.critical else "soft",
        tip=lambda line: "关键：拖一个工作日，全程就晚一个工作日" if line.step.critical else "可以拖的工作日",
    ),
    Column("title", "环节", 170, lambda line: line.step.title, stretch=True),
    Column(
        "start",
        "最早开始",
        134,
        lambda line: marked_day(line.step.start, line.today, firm=line.step.began or line.step.start_firm),
        copied=lambda line: str(line.step.start or ""),
    ),
    Column(
        "finish",
        "最早办完",
        134,
        lambda line: marked_day(line.step.finish, line.today, firm=line.step.firm),
        tip=lambda line: (
            f"最早 {marked_day(line.step.start, line.today, firm=line.step.began or line.step.start_firm)} 开始，"
            f"{marked_day(line.step.finish, line.today, firm=line.step.firm)} 办完"
        ),
        copied=lambda line: str(line.step.finish or ""),
    ),
    Column("why", "为什么", 190, lambda line: line.why, stretch=True, tone=lambda _line: "soft"),
)


@dataclass(frozen=True, slots=True)
class DayLine:
    """One elapsed working day with the title of the step that decided whose it is."""

    one: AttributedDay
    title: str

    @property
    def why(self) -> str:
        """The reason without the name of the step, which stands beside it."""
        return self.one.reason.removeprefix(f"“{self.title}”")


DAY_COLUMNS: tuple[Column[DayLine], ...] = (
    Column("day", "日期", 116, lambda line: f"{line.one.day.isoformat()}{'' if line.one.firm else ' 暂估'}"),
    Column("party", "归谁", 84, lambda line: line.one.party.value),
    Column("title", "环节", 200, lambda line: line.title or "—", stretch=True),
    Column("reason", "为什么", 320, lambda line: line.why, stretch=True, tone=lambda _line: "soft"),
)


def day_lines(found: Attribution, case: Case) -> list[DayLine]:
    """Every day, newest first."""
    return [DayLine(one, case.template.step(one.matter).title if one.matter else "") for one in reversed(found.days)]

"""Plans 推进方案 as tables: the plan against what happened, a draft counted back from a target, and earlier plans."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from desktop_app.domain.limit import Limit
from desktop_app.domain.plan import BackSchedule, Plan, PlannedStep, PlanStanding
from desktop_app.domain.plan import slip_words as told
from desktop_app.domain.progress import StepState
from desktop_app.gui.models.paged import Column
from desktop_app.gui.models.trend import marked_day


def slip_words(slip: int | None) -> str:
    """How far from the plan, with a sign: later, earlier or as planned."""
    return "" if slip is None else told(slip)


@dataclass(frozen=True, slots=True)
class AgainstLine:
    """One step of the plan against what happened or is expected."""

    one: PlanStanding
    today: date

    @property
    def planned_start(self) -> str:
        """When it should start."""
        was = self.one.planned
        return "" if was is None else marked_day(was.start, self.today, firm=was.began or was.firm)

    @property
    def planned(self) -> str:
        """When it should end."""
        was = self.one.planned
        return "后来增加" if was is None else marked_day(was.finish, self.today, firm=was.ended or was.firm)

    @property
    def started(self) -> str:
        """When it started or is expected to."""
        seen = self.one.now
        return "" if seen is None else marked_day(seen.start, self.today, firm=seen.began or seen.start_firm)

    @property
    def now(self) -> str:
        """When it ended or is expected to."""
        seen = self.one.now
        return "不再办理" if seen is None else marked_day(seen.finish, self.today, firm=seen.ended or seen.firm)

    @property
    def tip(self) -> str:
        """The whole of both, for a page without room for the starts."""
        now = f"\n实际或预计 {self.started} 至 {self.now}" if self.one.now else ""
        return (f"计划 {self.planned_start} 至 {self.planned}" if self.one.planned else self.planned) + now

    @property
    def slip(self) -> str:
        """How far from the plan; what had ended when the plan was made is no success of it."""
        was = self.one.planned
        return "" if was is not None and was.ended else slip_words(self.one.finish_slip)

    @property
    def note(self) -> str:
        """What must be done about it."""
        if self.one.unfiled:
            return "▲ 应办未办"
        return "已办结" if self.one.state is StepState.DONE else ""


def against_lines(standings: Iterable[PlanStanding], today: date) -> list[AgainstLine]:
    """The steps of a plan: 应办未办 first, then what is to come by its planned start, what is done last."""

    def place(one: PlanStanding) -> tuple[bool, bool, date]:
        start = one.planned.start if one.planned else None
        return one.state is StepState.DONE, not one.unfiled, start or date.max

    return [AgainstLine(one, today) for one in sorted(standings, key=place)]


def _slip_tone(line: AgainstLine) -> str:
    slip = line.one.finish_slip or 0
    return "red" if slip > 0 else "green" if slip < 0 else "soft"


AGAINST_COLUMNS: tuple[Column[AgainstLine], ...] = (
    Column("title", "环节", 170, lambda line: line.one.title, stretch=True),
    Column("planned_start", "计划开始", 134, lambda line: line.planned_start),
    Column("planned", "计划办完", 134, lambda line: line.planned, tip=lambda line: line.tip),
    Column("started", "实际或预计开始", 134, lambda line: line.started),
    Column(
        "now",
        "实际或预计办完",
        134,
        lambda line: line.now,
        tone=lambda line: "soft" if line.one.now is None else "",
        tip=lambda line: line.tip,
    ),
    Column(
        "slip",
        "相差",
        92,
        lambda line: line.slip,
        tone=_slip_tone,
        tip=lambda _line: "办完的日子比计划早或晚几个工作日",
    ),
    Column("note", "说明", 100, lambda line: line.note, tone=lambda line: "red" if line.one.unfiled else "faint"),
)
STARTS = (1, 3)
"""The columns that make room first."""


@dataclass(frozen=True, slots=True)
class PlannedLine:
    """One step of a draft or of an earlier plan."""

    step: PlannedStep
    today: date


def _fact(line: PlannedLine) -> str:
    return "已办" if line.step.ended else "在办" if line.step.began else ""


PLANNED_COLUMNS: tuple[Column[PlannedLine], ...] = (
    Column("title", "环节", 240, lambda line: line.step.title, stretch=True),
    Column(
        "start",
        "最迟开始",
        140,
        lambda line: marked_day(line.step.start, line.today, firm=line.step.began or line.step.firm),
    ),
    Column(
        "finish",
        "最迟完成",
        140,
        lambda line: marked_day(line.step.finish, line.today, firm=line.step.ended or line.step.firm),
    ),
    Column("fact", "现在", 64, _fact, tone=lambda _line: "faint"),
)


def planned_lines(found: BackSchedule | Plan, today: date, *, only_open: bool = False) -> list[PlannedLine]:
    """The steps of a draft or a plan by their start; `only_open` leaves out what had ended already."""
    kept = [step for step in found.steps if not (only_open and step.ended)]
    kept.sort(key=lambda step: (step.start or date.min, step.finish or date.min))
    return [PlannedLine(step, today) for step in kept]


def length_words(plan: Plan) -> str:
    """The building times a plan was made with, as 施工 180 个自然日."""
    titles = {step.code: step.title for step in plan.steps}
    return "；".join(f"{titles.get(code, code)} {Limit.parse(text).words()}" for code, text in plan.lengths)


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A plan in the history of a case."""

    plan: Plan
    in_force: bool


PLAN_COLUMNS: tuple[Column[PlanLine], ...] = (
    Column("made_at", "制定时间", 140, lambda line: f"{line.plan.made_at:%Y-%m-%d %H:%M}"),
    Column("made_by", "制定人", 80, lambda line: line.plan.made_by),
    Column("target", "目标日期", 104, lambda line: line.plan.target.isoformat(), tone=lambda _line: "strong"),
    Column("lengths", "工期", 150, lambda line: length_words(line.plan) or "未填", tone=lambda _line: "soft"),
    Column("reason", "原因", 160, lambda line: line.plan.reason or "未写", stretch=True),
    Column("state", "状态", 64, lambda line: "现行" if line.in_force else "已替换", tone=lambda _line: "soft"),
)

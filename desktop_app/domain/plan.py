"""Plans 推进方案: the latest dates that still meet a target (倒排工期), frozen, and held against what happens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from desktop_app.domain.calendar import WorkingCalendar
from desktop_app.domain.case import Case, Situation
from desktop_app.domain.length import StepLengths
from desktop_app.domain.limit import Limit
from desktop_app.domain.outlook import Outlook, StepOutlook, outlook
from desktop_app.domain.progress import StepState
from desktop_app.domain.refusals import Refusal

_NOT_FILED = frozenset({StepState.WAITING, StepState.READY})
_NAMED = 4
"""A sentence names at most so many steps."""


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """When a step should start and end at the latest; `began` and `ended` mark dates that were facts already.

    The dates are None for what ended on an unknown day; they are provisional while not `firm`.
    """

    code: str
    title: str
    start: date | None
    finish: date | None
    began: bool = False
    ended: bool = False
    missing_years: tuple[int, ...] = ()

    @property
    def firm(self) -> bool:
        """Whether every day the dates were counted through is announced."""
        return not self.missing_years


@dataclass(frozen=True, slots=True)
class BackSchedule:
    """A schedule counted back from `target`; `earliest` is when the case could end, `spare` the working days between.

    `undecided` optional steps are not in it; `lengths` are the steps whose time was entered.
    """

    target: date
    earliest: date
    spare: int
    steps: tuple[PlannedStep, ...]
    undecided: tuple[str, ...]
    lengths: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """A frozen plan of a case; the newest is in force, older ones stay. `lengths` are the building times it took."""

    id: str
    case_id: str
    target: date
    made_at: datetime
    made_by: str
    reason: str
    calendar_version: str
    steps: tuple[PlannedStep, ...]
    lengths: tuple[tuple[str, str], ...] = ()

    def given_lengths(self) -> dict[str, Limit]:
        """The building times as limits."""
        return {code: Limit.parse(text) for code, text in self.lengths}


@dataclass(frozen=True, slots=True)
class PlanStanding:
    """One step against the plan: planned, and what happened or is expected now.

    Slips are in working days, positive when later than planned, None without both dates. `unfiled` 应办未办: past its
    planned start and nobody has filed it. A step added since has no plan, one left out since no `now`.
    """

    code: str
    title: str
    state: StepState
    planned: PlannedStep | None
    now: StepOutlook | None
    start_slip: int | None
    finish_slip: int | None
    unfiled: bool


def slip_words(slip: int) -> str:
    """A slip against the plan with its sign, in working days: ▲ 晚, ▼ 早, ● 按计划."""
    if slip > 0:
        return f"▲ 晚 {slip} 日"
    return f"▼ 早 {-slip} 日" if slip < 0 else "● 按计划"


def back_schedule(
    case: Case,
    target: date,
    today: date,
    calendar: WorkingCalendar,
    *,
    lengths: Mapping[str, Limit] | None = None,
) -> BackSchedule:
    """The latest working day each step may start and end so that the last one ends by `target`.

    Raises Refusal when everything has ended already, and when the target is too early, with the earliest possible day.
    """
    seen = outlook(case, today, calendar, lengths=lengths)
    earliest = seen.finish
    if earliest is None or all(step.ended for step in seen.steps):
        raise Refusal.say("这个代办件没有还要办的环节，无需倒排工期。")
    if earliest > target:
        raise _too_early(seen, earliest, target, case)
    rules = StepLengths.of(case.template, calendar, lengths)
    latest = {step.code: target for step in seen.steps if not step.ended}
    planned: dict[str, PlannedStep] = {}
    for step in reversed(seen.steps):
        if step.code not in latest:
            planned[step.code] = PlannedStep(step.code, step.title, step.start, step.finish, True, True)
            continue
        start, finish = _latest(step, latest[step.code], rules)
        if not step.began and start is not None:
            for other in step.before:
                if other in latest:
                    latest[other] = min(latest[other], start)
        first = finish if step.began or start is None else start
        missing = tuple(year for year in range(first.year, target.year + 1) if not calendar.known(year))
        planned[step.code] = PlannedStep(step.code, step.title, start, finish, step.began, False, missing)
    steps = tuple(planned[step.code] for step in seen.steps)
    return BackSchedule(
        target, earliest, calendar.count_working(earliest, target), steps, seen.undecided, tuple(lengths or ())
    )


def _latest(step: StepOutlook, finish: date, rules: StepLengths) -> tuple[date | None, date]:
    """The latest start and finish of a step, both on working days, since nobody files or decides on a rest day."""
    if step.began or step.start is None:
        return step.start, _working_by(finish, rules.calendar)
    start = max(step.start, _working_by(rules.latest_start(step.code, step.start, finish), rules.calendar))
    return start, rules.finish(step.code, start)


def _working_by(day: date, calendar: WorkingCalendar) -> date:
    return day if calendar.is_working(day) else calendar.add_working(day, -1)


def _too_early(seen: Outlook, earliest: date, target: date, case: Case) -> Refusal:
    names = [case.template.step(code).title for code in seen.critical]
    doubt = " " if seen.firm else "（暂估）"
    more = f"等 {len(names)} 项" if len(names) > _NAMED else ""
    return Refusal.say(
        f"赶不上 {target}，目标比承诺早：从今天起按承诺时限最早 {earliest}{doubt}才能全部办完，"
        f"请把目标日期定在这一天或以后，或先压缩关键环节：{'、'.join(names[:_NAMED])}{more}。"
    )


def unfiled(plan: Plan, situation: Situation, today: date) -> tuple[PlannedStep, ...]:
    """应办未办: steps whose planned start lies before `today` and that nobody has filed, in the order of the plan."""
    return tuple(step for step in plan.steps if _is_unfiled(step, situation.state.get(step.code), today))


def _is_unfiled(step: PlannedStep, state: StepState | None, today: date) -> bool:
    return state in _NOT_FILED and not step.began and step.start is not None and step.start < today


def against(plan: Plan, case: Case, today: date, calendar: WorkingCalendar) -> tuple[PlanStanding, ...]:
    """Every planned step against what happened by `today` or is expected, then the steps that came in since."""
    seen = outlook(case, today, calendar, lengths=plan.given_lengths())
    state = case.situation(today).state
    expected = {step.code: step for step in seen.steps}
    planned = {step.code: step for step in plan.steps}
    found = []
    for code in (*planned, *(code for code in expected if code not in planned)):
        was, now = planned.get(code), expected.get(code)
        found.append(
            PlanStanding(
                code=code,
                title=case.template.step(code).title,
                state=state[code],
                planned=was,
                now=now,
                start_slip=_slip(was.start, now.start, calendar) if was and now else None,
                finish_slip=_slip(was.finish, now.finish, calendar) if was and now else None,
                unfiled=was is not None and _is_unfiled(was, state[code], today),
            )
        )
    return tuple(found)


def _slip(planned: date | None, now: date | None, calendar: WorkingCalendar) -> int | None:
    return calendar.count_working(planned, now) if planned and now else None

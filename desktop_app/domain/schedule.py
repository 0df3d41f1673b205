"""Back and forth over a template: when each step starts and ends by its promised limit, and how far it may slip."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from desktop_app.domain import graph
from desktop_app.domain.calendar import WorkingCalendar
from desktop_app.domain.clock import derive
from desktop_app.domain.limit import Limit, Unit
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.template import ApprovalTemplate, ChoiceGroup

_AT_ONCE = Limit(0, Unit.WORKING_DAYS)


@dataclass(frozen=True, slots=True)
class ScheduledStep:
    """A step on the calendar; dates are provisional while not firm.

    `slack` counts the working days its finish may slip without moving the last finish; `critical` is slack 0.
    `firm` speaks of the finish, `start_firm` of the start; `missing_years` lack an official notice.
    """

    code: str
    title: str
    start: date
    finish: date
    slack: int
    critical: bool
    firm: bool
    missing_years: tuple[int, ...]
    start_firm: bool = True


@dataclass(frozen=True, slots=True)
class _Span:
    start: date
    finish: date
    start_firm: bool
    firm: bool
    missing_years: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Rules:
    """What turns the start of a step into its finish."""

    calendar: WorkingCalendar
    day_policy: Unit
    limits: Mapping[str, Limit]

    def finish(self, code: str, start: date) -> date:
        """The last day of a step that starts on a day; never earlier for a later start."""
        return derive(self.calendar, start, self.limits[code], day_policy=self.day_policy).due

    def latest_start(self, code: str, earliest: date, finish: date) -> date:
        """The latest day on which a step may start and still end by `finish`; it can when it starts on `earliest`."""
        low, high = earliest, max(earliest, finish)
        while low < high:
            middle = low + timedelta(days=((high - low).days + 1) // 2)
            if self.finish(code, middle) <= finish:
                low = middle
            else:
                high = middle - timedelta(days=1)
        return low


def schedule(
    template: ApprovalTemplate,
    start: date,
    calendar: WorkingCalendar,
    included: Collection[str] = (),
    *,
    day_policy: Unit = Unit.WORKING_DAYS,
    lengths: Mapping[str, Limit] | None = None,
) -> tuple[ScheduledStep, ...]:
    """The kept steps in topological order, each starting on the latest finish of those before it, the first on `start`.

    Optional steps are left out unless `included`. `lengths` gives the time of steps such as the building itself, which
    otherwise count nothing. Raises Refusal for an unknown step, two of one choice group, or dates past the calendar.
    """
    chosen = frozenset(included)
    _check_choice(template, chosen)
    limits = _limits(template, lengths or {})
    left_out = frozenset(step.code for step in template.steps if step.optional and step.code not in chosen)
    before = graph.effective_predecessors(template, left_out)
    rules = _Rules(calendar, day_policy, limits)
    spans = _forward(before, start, rules)
    latest = _backward(before, spans, rules)
    scheduled: list[ScheduledStep] = []
    for code, span in spans.items():
        slack = calendar.count_working(span.finish, latest[code])
        scheduled.append(
            ScheduledStep(
                code=code,
                title=template.step(code).title,
                start=span.start,
                finish=span.finish,
                slack=slack,
                critical=slack == 0,
                firm=span.firm,
                missing_years=tuple(sorted(span.missing_years)),
                start_firm=span.start_firm,
            )
        )
    return tuple(scheduled)


def _check_choice(template: ApprovalTemplate, chosen: frozenset[str]) -> None:
    for code in sorted(chosen):
        template.step(code)
    for choice in template.choices:
        _check_group(choice, chosen)


def _check_group(choice: ChoiceGroup, chosen: frozenset[str]) -> None:
    taken = [code for code in choice.members if code in chosen]
    if len(taken) > 1:
        raise Refusal.say(f"“{choice.name}”只能选一项，现在选了 {'、'.join(taken)}，请只留一项。")


def _limits(template: ApprovalTemplate, lengths: Mapping[str, Limit]) -> dict[str, Limit]:
    limits = {step.code: step.promised_limit or _AT_ONCE for step in template.steps}
    for code, limit in lengths.items():
        if not template.step(code).matter.ask_days:
            raise Refusal.say(f"事项 {code} 的时限由流程模板规定，不能另填天数。")
        limits[code] = limit
    return limits


def _forward(before: Mapping[str, frozenset[str]], start: date, rules: _Rules) -> dict[str, _Span]:
    spans: dict[str, _Span] = {}
    for code, codes in before.items():
        earlier = [spans[other] for other in codes]
        begins = max((span.finish for span in earlier), default=start)
        start_firm = all(span.firm for span in earlier)
        derivation = derive(rules.calendar, begins, rules.limits[code], day_policy=rules.day_policy)
        missing = frozenset(derivation.missing_years).union(*(span.missing_years for span in earlier))
        spans[code] = _Span(begins, derivation.due, start_firm, start_firm and derivation.firm, missing)
    return spans


def _backward(before: Mapping[str, frozenset[str]], spans: Mapping[str, _Span], rules: _Rules) -> dict[str, date]:
    """The latest finish of each step that leaves the last finish of all where it is.

    A later start never ends a step earlier, so each successor can be asked on its own; a step counted in natural days
    may start on several days and end on one, hence the search instead of counting back.
    """
    end = max((span.finish for span in spans.values()), default=date.min)
    latest = dict.fromkeys(spans, end)
    for code in reversed(list(before)):
        begins = rules.latest_start(code, spans[code].start, latest[code])
        for other in before[code]:
            latest[other] = min(latest[other], begins)
    return latest

"""Back and forth over a template: when each step starts and ends by its promised limit, and how far it may slip."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from desktop_app.domain import graph
from desktop_app.domain.calendar import WorkingCalendar
from desktop_app.domain.length import StepLengths
from desktop_app.domain.limit import Limit
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.template import ApprovalTemplate, ChoiceGroup


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


def schedule(
    template: ApprovalTemplate,
    start: date,
    calendar: WorkingCalendar,
    included: Collection[str] = (),
    *,
    lengths: Mapping[str, Limit] | None = None,
) -> tuple[ScheduledStep, ...]:
    """The kept steps in topological order, each starting on the latest finish of those before it, the first on `start`.

    Optional steps are left out unless `included`. `lengths` gives the time of steps such as the building itself, which
    otherwise count nothing. Raises Refusal for an unknown step, two of one choice group, or dates past the calendar.
    """
    chosen = frozenset(included)
    _check_choice(template, chosen)
    rules = StepLengths.of(template, calendar, lengths)
    left_out = frozenset(step.code for step in template.steps if step.optional and step.code not in chosen)
    before = graph.effective_predecessors(template, left_out)
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


def _forward(before: Mapping[str, frozenset[str]], start: date, rules: StepLengths) -> dict[str, _Span]:
    spans: dict[str, _Span] = {}
    for code, codes in before.items():
        earlier = [spans[other] for other in codes]
        begins = max((span.finish for span in earlier), default=start)
        start_firm = all(span.firm for span in earlier)
        finish = rules.finish(code, begins)
        own = rules.missing_years(code, begins, finish)
        missing = own.union(*(span.missing_years for span in earlier))
        spans[code] = _Span(begins, finish, start_firm, start_firm and not own, missing)
    return spans


def _backward(before: Mapping[str, frozenset[str]], spans: Mapping[str, _Span], rules: StepLengths) -> dict[str, date]:
    """The latest finish of each step that leaves the last finish of all where it is.

    A later start never ends a step earlier, so each successor can be asked on its own.
    """
    end = max((span.finish for span in spans.values()), default=date.min)
    latest = dict.fromkeys(spans, end)
    for code in reversed(list(before)):
        begins = rules.latest_start(code, spans[code].start, latest[code])
        for other in before[code]:
            latest[other] = min(latest[other], begins)
    return latest

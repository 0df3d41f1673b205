"""灯的走势: how many steps were overdue, due soon, running and suspended at the end of every week."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import dropwhile

from desktop_app.domain.calendar import WorkingCalendar
from desktop_app.domain.case import Case, Situation
from desktop_app.domain.progress import RUNNING_STATES, Lamp, Progress
from desktop_app.domain.standing import Standing, lamp_on, standing
from desktop_app.domain.statistics.figure import (
    FigureKind,
    Heading,
    Line,
    Row,
    Seen,
    Series,
    Shape,
    Span,
    of_series,
    once,
)
from desktop_app.domain.template import StepTemplate
from desktop_app.domain.terms import LAMP_SIGNS, LAMP_WORDS
from desktop_app.domain.unfolding import Unfolding

_DRAWN = (Lamp.OVERDUE, Lamp.WARNING, Lamp.SUSPENDED, Lamp.NORMAL)
_TONES = ("red", "amber", "slate", "green")
_WEEK = timedelta(days=7)


def week_ends(first: date, last: date) -> tuple[date, ...]:
    """The Sundays of a span, and its last day."""
    sunday = first + timedelta(days=6 - first.weekday())
    found = []
    while sunday < last:
        found.append(sunday)
        sunday += _WEEK
    return (*found, last)


def measure(seen: Seen) -> Iterator[Row]:
    """A row for every spell of weeks in which a step showed the same lamp in the hands of the same 代办员."""
    open_spells: dict[str, Row] = {}
    changed_hands = len(seen.case.namings()) > 1
    for day, shown in _weekly(seen):
        carrier = seen.case.officer_on(day) if changed_hands else seen.case.officer
        carried = {code: step.progress.officer or carrier for code, (step, _lamp_shown) in shown.items()}
        for code, row in [*open_spells.items()]:
            if code not in shown or (shown[code][1], carried[code]) != (row.series, row.officer):
                yield open_spells.pop(code)
        for code, (step, lamp) in shown.items():
            spell = open_spells.get(code)
            if spell is None:
                words = f"{LAMP_SIGNS[_DRAWN[lamp]]} {LAMP_WORDS[_DRAWN[lamp]]}"
                due = step.primary.due if step.primary else None
                if due is not None:
                    words += f"，{due:%Y-%m-%d} 到期"
                spell = seen.row("", lamp, step, officer=carried[code], started=day, words=words)
            open_spells[code] = replace(spell, ended=day)
    yield from open_spells.values()


def _weekly(seen: Seen) -> Iterator[tuple[date, dict[str, tuple[Standing, int]]]]:
    """The running steps at the end of every week of the case, with the number of the lamp they showed."""
    began = [event.on for event in seen.case.events if event.on is not None and event.matter]
    if not began:
        return
    steps = _Running(seen.case, seen.calendar)
    for day in week_ends(min(began), seen.day):
        running = steps.on(day)
        yield day, {code: (one, number) for code, one in running.items() if (number := _lamp(one, day, seen)) >= 0}


class _Running:
    """The steps in hand from week to week; only what happened since is worked out again.

    Whether a step is in hand follows from its own acts alone, so the graph need not be walked.
    """

    def __init__(self, case: Case, calendar: WorkingCalendar) -> None:
        self._case, self._calendar = case, calendar
        self._record = Unfolding(case)
        # The clock of such a step starts when another one ends.
        self._linked = {step.code for step in case.template.steps if _starts_behind(step)}
        self._running: dict[str, Standing] = {}

    def on(self, day: date) -> dict[str, Standing]:
        """The steps in hand at the end of a day, with clocks that do not depend on it."""
        if self._record.grown(day):
            progress = self._record.progress
            state = {code: one.raw_state for code, one in progress.items()}
            situation = Situation(progress, state, {}, frozenset(), frozenset())
            self._running = {
                code: self._kept(code, progress[code]) or standing(self._case, situation, code, None, self._calendar)
                for code, one in state.items()
                if one in RUNNING_STATES
            }
        return self._running

    def _kept(self, code: str, progress: Progress) -> Standing | None:
        kept = self._running.get(code)
        return kept if kept is not None and kept.progress is progress and code not in self._linked else None


def _starts_behind(step: StepTemplate) -> bool:
    return any(limit and limit.start.startswith("done:") for limit in (step.promised_limit, step.statutory_limit))


def _lamp(one: Standing, day: date, seen: Seen) -> int:
    clock = one.primary
    # Until the time for a 补正 notice is over nobody knows whether the matter counts as accepted.
    certain = clock is not None and (clock.deemed_after is None or clock.deemed_after < day)
    due = clock.due if clock is not None and certain else None
    lamp, _left = lamp_on(one.state, due, day, seen.calendar)
    return _DRAWN.index(lamp) if lamp in _DRAWN else -1


def gather(rows: Sequence[Row], span: Span, calendar: WorkingCalendar) -> list[Line]:
    """A line a week that ended in the span, and one for the day it is looked at."""
    lines = []
    for day in (one for one in week_ends(span.first, span.as_of) if one <= span.last):
        here = once(row for row in rows if row.started and row.ended and row.started <= day <= row.ended)
        behind = of_series(here, len(_DRAWN))
        counts = tuple(len(each) for each in behind)
        lines.append(Line(f"{day:%Y-%m-%d}", (*counts, sum(counts)), behind))
    # Weeks before the first step was in hand say nothing.
    return list(dropwhile(lambda line: not line.cells[-1], lines))


LAMPS = FigureKind(
    key="lamps",
    title="灯的走势",
    definition="每周日（最后一点为截至日）日终在办、暂停环节各亮哪盏灯，按当日已发生的办理记录和现行日历推算；"
    "▲ 逾期为过了承诺（无承诺看法定）期限，◆ 预警为剩 2 个工作日以内。同一项目的同一事项只计一次。",
    shape=Shape.STACKED_COLUMNS,
    first="截至",
    headings=(*(Heading(LAMP_WORDS[lamp]) for lamp in _DRAWN), Heading("合计")),
    series=tuple(
        Series(f"{LAMP_SIGNS[lamp]} {LAMP_WORDS[lamp]}", tone, column)
        for column, (lamp, tone) in enumerate(zip(_DRAWN, _TONES, strict=True))
    ),
    measure=measure,
    gather=gather,
    advice=("这段日子里没有在办的环节", "代办件登记了收件或受理，这里就有数；也可以放宽起止日期或筛选条件。"),
)

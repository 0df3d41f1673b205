"""Simulation 推演: many possible futures of one running case, each day an index on the working calendar.

Index 0 is the as-of day, k the k-th working day after it, so that a future costs additions and comparisons only. Every
step has its own random numbers, so two futures of a case and its copy differ by what differs between them alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from random import Random

from desktop_app.domain import graph
from desktop_app.domain.calendar import WorkingCalendar
from desktop_app.domain.case import Case
from desktop_app.domain.clock import Pause, derive
from desktop_app.domain.experience import Experience
from desktop_app.domain.length import StepLengths
from desktop_app.domain.limit import Limit
from desktop_app.domain.pace import draw_after
from desktop_app.domain.progress import RUNNING_STATES, StepState

Column = list[int]
"""One index for each run."""

LONG_AGO = -1_000_000
"""The index of a day nobody knows: it holds nothing up."""

_GONE = frozenset({StepState.REFUSED, StepState.WITHDRAWN})
_FARTHEST = 5_000


class Simulation:
    """The filing and the finish of every kept step in each run, as known on the evening of `as_of`.

    Optional steps nobody has decided on are left out (`undecided`), as in the outlook. A step that is neither promised
    nor was ever seen takes no time (`unknown`). A step whose time is entered in `lengths` takes exactly that in every
    run (按录入的工期). The same seed gives the same runs. Raises Refusal for a length of a step the template rules.
    """

    def __init__(
        self,
        case: Case,
        experience: Experience,
        calendar: WorkingCalendar,
        as_of: date,
        *,
        seed: int,
        runs: int,
        lengths: Mapping[str, Limit] | None = None,
    ) -> None:
        self.case, self.calendar, self.as_of, self.runs = case, calendar, as_of, runs
        self.situation = case.situation(as_of)
        self.undecided = tuple(code for code in case.template.codes if code in self.situation.undecided)
        self.before = graph.effective_predecessors(case.template, self.situation.left_out | self.situation.undecided)
        self.filed: dict[str, Column] = {}
        self.finish: dict[str, Column] = {}
        self.unknown: list[str] = []
        self._lengths = StepLengths.of(case.template, calendar, lengths)
        self.entered = frozenset(lengths or {})
        self._experience, self._seed = experience, seed
        # Counting back from a rest day: what ended on the last working day before it has index 0 too.
        self._evening = as_of if calendar.is_working(as_of) else calendar.add_working(as_of, -1)
        self._again = self._filed_again()
        self._slow, self._late = experience.case_factors(case.project_id, self._rng("case"), runs)
        self._shared: dict[str, list[float]] = {}
        for code in self.before:
            self._run(code)

    def index(self, day: date) -> int:
        """The index of a day, negative for one that is past."""
        return self.calendar.count_working(self.as_of, day)

    def day(self, index: int) -> date:
        """The working day with an index, the as-of day itself for 0."""
        return self.calendar.add_working(self._evening if index < 0 else self.as_of, index)

    def is_ended(self, code: str) -> bool:
        """Whether a kept step has ended and nobody waits for it to be filed again."""
        state = self.situation.state[code]
        return state is StepState.DONE or (state in _GONE and code not in self._again)

    @property
    def open(self) -> tuple[str, ...]:
        """The kept steps that have not ended, in topological order."""
        return tuple(code for code in self.before if not self.is_ended(code))

    def last(self) -> Column:
        """The finish of the case in each run: of its last kept step."""
        return list(map(max, *self.finish.values(), [LONG_AGO] * self.runs))

    def _run(self, code: str) -> None:
        attempt = self.situation.progress[code].attempt
        filed = self.situation.progress[code].attempts[0].filed if attempt else None
        if self.is_ended(code):
            ended = self._at(attempt.ended if attempt else None)
            self.filed[code] = [ended if filed is None else self.index(filed)] * self.runs
            self.finish[code] = [ended] * self.runs
        elif self.situation.state[code] in RUNNING_STATES and filed is not None:
            start = min(self.index(filed), 0)
            self.filed[code] = [start] * self.runs
            self.finish[code] = self._till_entered(code, filed) if code in self.entered else self._lasting(code, start)
        else:
            self.filed[code] = filed_in = self._start(code)
            if code in self.entered:
                self.finish[code] = self._as_entered(code, filed_in)
            else:
                self.finish[code] = list(map(int.__add__, filed_in, self._length(code)))

    def _as_entered(self, code: str, filed: Column) -> Column:
        """The finish of a step whose time somebody entered: a fact of the project, not a promise that may be missed."""
        known = {index: self.index(self._lengths.finish(code, self.day(index))) for index in set(filed)}
        return [known[index] for index in filed]

    def _till_entered(self, code: str, filed: date) -> Column:
        """The finish of such a step that runs: when its time is over, but not before tomorrow."""
        attempt = self.situation.progress[code].attempt
        start = (attempt.accepted if attempt else None) or filed
        pauses = [pause for one in (attempt.suspensions if attempt else ()) if isinstance(pause := one.pause(), Pause)]
        due = derive(self.calendar, start, self._lengths.limits[code], pauses).due
        return [max(self.index(due), 1)] * self.runs

    def _start(self, code: str) -> Column:
        """When a step not begun is filed: some days after the last finish before it, never before tomorrow."""
        opened = min(self.index(self.case.opened_on), 0)
        attempt = self.situation.progress[code].attempt
        if attempt is not None and attempt.ended is not None:
            opened = min(self.index(attempt.ended), 0)
        columns = [self.finish[other] for other in self.before[code]]
        ready = list(map(max, [opened] * self.runs, *columns)) if columns else [opened] * self.runs
        step, rng = self.case.template.step(code), self._rng(f"wait {code}")
        officer = self.case.officer_of(code, self.situation.progress[code])
        table = self._experience.waits(step, officer, rng)
        factors = self._factors(f"officer {officer}", officer, of_officer=True)
        if max(ready) > 0:
            drawn = rng.choices(table, k=self.runs)
            return [
                day + int(wait * case * own)
                for day, wait, case, own in zip(ready, drawn, self._late, factors, strict=True)
            ]
        return [
            day + draw_after(table, case * own, -day, rng)
            for day, case, own in zip(ready, self._late, factors, strict=True)
        ]

    def _length(self, code: str) -> Column:
        table, factors = self._days(code)
        if table is None:
            return [0] * self.runs
        drawn = self._rng(f"draw {code}").choices(table, k=self.runs)
        return [int(days * case * own) for days, case, own in zip(drawn, self._slow, factors, strict=True)]

    def _lasting(self, code: str, start: int) -> Column:
        table, factors = self._days(code)
        if table is None:
            return [1] * self.runs
        rng = self._rng(f"draw {code}")
        return [
            start + min(draw_after(table, case * own, -start, rng), _FARTHEST - start)
            for case, own in zip(self._slow, factors, strict=True)
        ]

    def _days(self, code: str) -> tuple[list[float] | None, Sequence[float]]:
        step = self.case.template.step(code)
        limit = step.promised_limit
        if not self._experience.knows(step, limit):
            self.unknown.append(code)
            return None, []
        authority = step.matter.authority
        table = self._experience.days(step, limit, self._rng(f"table {code}"))
        return table, self._factors(f"authority {authority}", authority)

    def _factors(self, key: str, name: str, *, of_officer: bool = False) -> Sequence[float]:
        if key not in self._shared:
            ask = self._experience.officer_factors if of_officer else self._experience.authority_factors
            self._shared[key] = ask(name, self._rng(key), self.runs)
        return self._shared[key]

    def _filed_again(self) -> frozenset[str]:
        """Refused or withdrawn steps that hold up another one: they must be filed again."""
        again: set[str] = set()
        for code in reversed(list(self.before)):
            if self.situation.state[code] is StepState.WAITING or code in again:
                again.update(other for other in self.before[code] if self.situation.state[other] in _GONE)
        return frozenset(again)

    def _at(self, day: date | None) -> int:
        return LONG_AGO if day is None else self.index(day)

    def _rng(self, purpose: str) -> Random:
        return Random(f"{self._seed} {purpose}")

"""Next action 最值得做的下一步: of the acts possible today, which one brings the finish forward or saves a benchmark.

The days gained are never estimated: the case is copied, the act done to the copy, and the outlook schedules both.
How likely a benchmark becomes is simulated on the same copy with the same chances.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from desktop_app.domain.benchmark import CountingBasis
from desktop_app.domain.calendar import WorkingCalendar
from desktop_app.domain.case import Case, Situation
from desktop_app.domain.events import Verb
from desktop_app.domain.experience import Experience
from desktop_app.domain.forecast import RUNS, SEED, BenchmarkChance, chance_words, chances, quantile
from desktop_app.domain.imagination import imagined
from desktop_app.domain.limit import Limit
from desktop_app.domain.outlook import Outlook, WhatIf, as_known, what_if
from desktop_app.domain.progress import RUNNING_STATES, StepState
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.simulation import Simulation

MOST_ACTIONS = 5
RANK_WORDS = "提前的工作日多的在前（最早办完日、五成把握的日期取提前多的），一样多的看对标达成概率升得多少"
_OWN_WORK = "内部"
_MOST_SIMULATED = 6
_TELLING_RISE = 0.01


@dataclass(frozen=True, slots=True)
class Rise:
    """How likely a benchmark is met without and with the act."""

    name: str
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class NextAction:
    """One act worth doing on `day`, in Chinese as `words`.

    `gain` is how many working days the earliest finish of the case moves forward (from `before` to `after`, as the
    outlook schedules them); `sooner` how many the 50 % date of the forecast does. Neither is firm when the dates
    reach into `missing_years`. `rises` are the benchmarks not decided yet; both are empty for a resumption, because
    standing still is part of what the forecast learned. `urges`: somebody else ends the step, all the agent can do is
    urge them.
    """

    verb: Verb
    matter: str
    words: str
    day: date
    gain: int
    before: date | None
    after: date | None
    missing_years: tuple[int, ...]
    sooner: int | None
    rises: tuple[Rise, ...]
    urges: bool = False

    def benefit(self) -> str:
        """What the act gains, in words."""
        return benefit_words(self.gain, self.sooner, ((one.name, one.before, one.after) for one in self.rises))

    @property
    def days(self) -> int:
        """The working days gained: of the earliest finish or of the 50 % date, whichever gains more."""
        return max(self.gain, self.sooner or 0)

    @property
    def rise(self) -> float:
        """The largest rise of the probability of a benchmark."""
        return max((one.after - one.before for one in self.rises), default=0.0)


def benefit_words(gain: int, sooner: int | None, rises: Iterable[tuple[str, float, float]]) -> str:
    """What an act gains, in words; each rise is the name of a benchmark with its probability before and after."""
    said = [f"最早办完日提前 {gain} 个工作日"] if gain > 0 else []
    if sooner and sooner > 0:
        said.append(f"五成把握的日期提前 {sooner} 个工作日")
    said += [
        f"“{name}”达成概率 {chance_words(before)} → {chance_words(after)}"
        for name, before, after in rises
        if after > before
    ]
    return "，".join(said)


@dataclass(frozen=True, slots=True)
class _Expected:
    """What a simulation says of the finish (the index of the 50 % date) and of the benchmarks."""

    finish: int
    chances: tuple[BenchmarkChance, ...]

    @classmethod
    def of(cls, simulation: Simulation, basis: CountingBasis | None) -> _Expected:
        return cls(quantile(simulation.last(), 0.5), chances(simulation, basis))


@dataclass(frozen=True, slots=True)
class _Futures:
    """What is expected without the act, the probabilities listed beside the forecast, and how to ask for a copy."""

    now: _Expected
    listed: tuple[BenchmarkChance, ...]
    of: Callable[[Case], _Expected]


def next_actions(
    case: Case,
    experience: Experience,
    calendar: WorkingCalendar,
    today: date,
    *,
    seed: int = SEED,
    runs: int = RUNS,
    lengths: Mapping[str, Limit] | None = None,
    basis: CountingBasis | None = None,
) -> tuple[NextAction, ...]:
    """The acts that help most in the order of `RANK_WORDS`; none when none helps.

    Benchmarks are reckoned by `basis`, each by its own when None.

    An act of a rest day is imagined for the next working day, as the outlook does. Events after `today` are ignored.
    """
    known, day = as_known(case, today), calendar.next_working(today)
    candidates = []
    for verb, matter in _candidates(known):
        try:
            candidates.append(what_if(known, verb, matter, today, calendar, lengths=lengths))
        except Refusal:
            continue  # The rules of the case forbid it today, so it is no advice.
    candidates.sort(key=lambda one: (-one.gain, not _is_critical(one.before, one.matter)))

    def future(of: Case) -> _Expected:
        return _Expected.of(Simulation(of, experience, calendar, day, seed=seed, runs=runs, lengths=lengths), basis)

    now = future(known)
    # On a rest day the forecast is seen from that day, the act from the next working day: tell one number.
    listed = now.chances
    if day != today:
        seen = Simulation(known, experience, calendar, today, seed=seed, runs=runs, lengths=lengths)
        listed = chances(seen, basis)
    found = [_action(known, one, day, _Futures(now, listed, future)) for one in candidates[:_MOST_SIMULATED]]
    found += [_scheduled(known, one, day) for one in candidates[_MOST_SIMULATED:]]
    helps = [one for one in found if one.gain > 0 or one.rise >= _TELLING_RISE or (one.sooner or 0) > 0]
    helps.sort(key=lambda one: (-one.days, -one.rise, -one.gain))
    return tuple(helps[:MOST_ACTIONS])


def _candidates(case: Case) -> list[tuple[Verb, str]]:
    """Start what is ready, get back what stands still, finish what runs.

    Ahead of its predecessors only what the template handles together with them (并联): nobody signs a contract before
    the auction, however many days that would gain.
    """
    situation = case.situation()
    found = []
    for code, state in situation.state.items():
        if code in situation.undecided:
            continue
        if state is StepState.READY or (state is StepState.WAITING and _runs_beside(case, situation, code)):
            found.append((Verb.ACCEPT, code))
        elif state is StepState.SUSPENDED:
            found.append((Verb.RESUME, code))
        elif state is StepState.IN_PROGRESS:
            found.append((Verb.FINISH, code))
    return found


def _runs_beside(case: Case, situation: Situation, code: str) -> bool:
    """Whether every step it waits for is running and in its own parallel group."""
    group = case.template.step(code).parallel_group
    return bool(group) and all(
        situation.state[one] in RUNNING_STATES and case.template.step(one).parallel_group == group
        for one in situation.blocked_by[code]
    )


def _is_critical(outlook: Outlook, matter: str) -> bool:
    return matter in outlook.critical


def _action(case: Case, one: WhatIf, day: date, futures: _Futures) -> NextAction:
    plain = _scheduled(case, one, day)
    if one.verb is Verb.RESUME:
        return plain
    then = futures.of(imagined(case, one.verb, one.matter, day))
    rises = tuple(
        Rise(
            listed.benchmark.name, listed.probability, _moved(listed.probability, before.probability, after.probability)
        )
        for listed, before, after in zip(futures.listed, futures.now.chances, then.chances, strict=True)
        if not before.decided
        and listed.probability is not None
        and before.probability is not None
        and after.probability is not None
    )
    return replace(plain, sooner=futures.now.finish - then.finish, rises=rises)


def _moved(listed: float, before: float, after: float) -> float:
    """A listed probability moved by what the act changes."""
    return min(max(listed + after - before, 0.0), 1.0)


def _scheduled(case: Case, one: WhatIf, day: date) -> NextAction:
    return NextAction(
        verb=one.verb,
        matter=one.matter,
        words=_words(case, one.verb, one.matter),
        day=day,
        gain=one.gain,
        before=one.before.finish,
        after=one.after.finish,
        missing_years=tuple(sorted({*one.before.missing_years, *one.after.missing_years})),
        sooner=None,
        rises=(),
        urges=one.verb is Verb.FINISH and is_of_others(case, one.matter),
    )


def _words(case: Case, verb: Verb, matter: str) -> str:
    situation, title = case.situation(), case.template.step(matter).title
    if verb is Verb.FINISH:
        return f"催办“{title}”（促成办结）" if is_of_others(case, matter) else f"办结“{title}”"
    if verb is Verb.RESUME:
        attempt = situation.progress[matter].attempt
        kinds = dict.fromkeys(one.kind.word for one in attempt.open_suspensions) if attempt else {}
        return f"结束“{title}”的{'、'.join(kinds)}，恢复办理"
    if situation.state[matter] is StepState.WAITING:
        before = "、".join(f"“{case.template.step(code).title}”" for code in situation.blocked_by[matter])
        return f"不等{before}办完，并行受理“{title}”"
    return f"受理“{title}”"


def is_of_others(case: Case, matter: str) -> bool:
    """Whether an authority or the enterprise ends the step, so that all the agent can do is urge (内部: the centre)."""
    return case.template.step(matter).matter.approval_kind != _OWN_WORK

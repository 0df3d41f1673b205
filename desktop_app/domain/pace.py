"""Pace 节奏: how long things of many kinds take, learned from few examples of each by letting them share.

Logarithms of working days are split into the pace of everything, of a group (an authority), of a kind (a matter), and
of a whole (a case), each shrunk towards nothing where it was seen seldom; what remains is the chance of the single day.
Half a day is added before the logarithm, so that 0 working days (即办) has one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp, inf, log, log1p, sqrt
from random import Random

GRID = 256
"""How many equally likely values a table of chances has."""

_PARTS = ("group", "kind", "whole")
_SIZES = (1.5, 4.0, 12.0, inf)
"""Working days: things of like size scatter alike."""

_ROUNDS = 4
_HUBER = 1.5
"""Standard deviations beyond which a value counts no more than one at this distance (Huber 1964)."""

_LOGISTIC = 1.81
"""The standard deviation of a logistic value of scale 1."""

_POOL_POINTS = 199
_OWN_SHAPE = 8.0
_TAIL = 2.0
_FEW_LEFT = GRID // 40


@dataclass(frozen=True, slots=True)
class Observation:
    """One thing seen: its kind, group and whole, what is usual for it (working days) and how many days it took.

    `usual` is None when nobody promised anything; `over` is False for what still lasts, so that it took more than that.
    """

    kind: str
    group: str
    whole: str
    usual: float | None
    days: int
    over: bool = True


@dataclass(frozen=True, slots=True)
class Belief:
    """What is believed before anything was seen.

    `ratio` is the median of days to what is usual, `spread` the scale of a single log-logistic value, `doubt` the
    standard deviation (of logarithms) of the pace of everything, `between_groups`, `between_kinds`, `between_wholes`
    those of its parts. `weight` is how many examples the shape of that belief is worth.
    """

    ratio: float
    spread: float
    doubt: float
    between_groups: float
    between_kinds: float
    between_wholes: float
    weight: float = 20.0


class Pace:
    """A belief corrected by observations; answers tables of equally likely days for one kind of thing."""

    def __init__(self, observations: Sequence[Observation], belief: Belief) -> None:
        self._belief = belief
        self._usual = _usual_of_kinds(observations)
        self._overall = log(belief.ratio)
        self._parts: dict[str, dict[str, float]] = {name: {} for name in _PARTS}
        self._evidence: dict[str, dict[str, float]] = {name: {} for name in _PARTS}
        self._between_wholes = belief.between_wholes
        self._noise = [_LOGISTIC * belief.spread] * len(_SIZES)
        self._pools = [_believed_shape(belief.spread, _POOL_POINTS)] * len(_SIZES)
        self._counts: dict[str, int] = {}
        self._own: dict[str, list[float]] = {}
        seen = [one for one in observations if one.over]
        if seen:
            self._fit(seen)
            lasting = [one for one in observations if not one.over and self.knows(one.kind, one.usual)]
            if lasting:
                self._fit([*seen, *lasting])

    def seen(self, kind: str) -> int:
        """How many finished examples of a kind there are."""
        return self._counts.get(kind, 0)

    def knows(self, kind: str, usual: float | None) -> bool:
        """Whether anything can be said of a kind: it was promised or was seen."""
        return usual is not None or kind in self._usual

    def table(self, kind: str, group: str, usual: float | None, rng: Random) -> list[float]:
        """Equally likely values of days + 1/2 ascending, before the factors of the run; only for a kind it knows.

        Days are the whole part of a value times those factors.
        """
        base = self._usual[kind] if usual is None else usual
        count, size = self.seen(kind), _size(base)
        middle = log(base + 0.5) + self._overall
        middle += self._parts["group"].get(group, 0.0) + self._parts["kind"].get(kind, 0.0)
        doubt = 1 / sqrt(self._evidence["kind"].get(kind, 0.0) + self._belief.between_kinds**-2)
        from_own = round(GRID * max(count - 1, 0) / (max(count - 1, 0) + _OWN_SHAPE))
        shape = _spread_over(self._own.get(kind, []), from_own) + _spread_over(self._pools[size], GRID - from_own)
        doubts = list(_normal())
        rng.shuffle(doubts)
        return sorted(exp(middle + value + doubt * by) for value, by in zip(shape, doubts, strict=True))

    def whole_factors(self, whole: str, rng: Random, runs: int) -> list[float]:
        """How much slower one whole (a case) is than others, one chance for each run; knows what it took so far."""
        own = 1 / (self._evidence["whole"].get(whole, 0.0) + self._between_wholes**-2)
        overall = self._belief.doubt**2 / (1 + len(self._evidence["whole"]))
        return _factors(self._parts["whole"].get(whole, 0.0), sqrt(own + overall), rng, runs)

    def group_factors(self, group: str, rng: Random, runs: int) -> list[float]:
        """How far the pace of a group may be off, one chance for each run."""
        evidence = self._evidence["group"].get(group, 0.0) + self._belief.between_groups**-2
        return _factors(0.0, 1 / sqrt(evidence), rng, runs)

    def _fit(self, seen: Sequence[Observation]) -> None:
        """Split the logarithms into their parts, each round with the others held; short things are less telling."""
        sizes = [_size(self._base(one)) for one in seen]
        values = [self._value(one, size) for one, size in zip(seen, sizes, strict=True)]
        names = {part: [getattr(one, part) for one in seen] for part in _PARTS}
        residuals = values
        for _ in range(_ROUNDS):
            weights = [self._noise[size] ** -2 for size in sizes]
            rest = [value - self._sum(one) for value, one in zip(values, seen, strict=True)]
            self._overall = self._general(rest, weights, len(set(names["whole"])))
            for part in _PARTS:
                known = self._parts[part]
                left = [
                    value - self._overall - self._sum(one) + known.get(name, 0.0)
                    for value, one, name in zip(values, seen, names[part], strict=True)
                ]
                self._shrink(part, names[part], left, weights)
            residuals = [value - self._overall - self._sum(one) for value, one in zip(values, seen, strict=True)]
            self._noise = [self._scatter(size, sizes, residuals) for size in range(len(_SIZES))]
        self._remember(seen, sizes, residuals)

    def _general(self, rest: Sequence[float], weights: Sequence[float], wholes: int) -> float:
        prior = log(self._belief.ratio)
        mean = sum(w * value for w, value in zip(weights, rest, strict=True)) / sum(weights)
        doubt = self._between_wholes**2 / wholes + 1 / sum(weights)
        return prior + (mean - prior) * self._belief.doubt**2 / (self._belief.doubt**2 + doubt)

    def _shrink(self, part: str, names: Sequence[str], left: Sequence[float], weights: Sequence[float]) -> None:
        sums: dict[str, float] = {}
        evidence: dict[str, float] = {}
        for name, value, weight in zip(names, left, weights, strict=True):
            # One thing that took for ever says little of all the others.
            most = _HUBER / sqrt(weight)
            sums[name] = sums.get(name, 0.0) + weight * min(max(value, -most), most)
            evidence[name] = evidence.get(name, 0.0) + weight
        between = {"group": self._belief.between_groups, "kind": self._belief.between_kinds}.get(part)
        if between is None:
            between = self._between_wholes = _between(sums, evidence, self._belief.between_wholes)
        self._evidence[part] = evidence
        self._parts[part] = {name: total / (evidence[name] + between**-2) for name, total in sums.items()}

    def _scatter(self, size: int, sizes: Sequence[int], residuals: Sequence[float]) -> float:
        own = [value**2 for value, of in zip(residuals, sizes, strict=True) if of == size]
        return sqrt((sum(own) + 5 * (_LOGISTIC * self._belief.spread) ** 2) / (len(own) + 5))

    def _remember(self, seen: Sequence[Observation], sizes: Sequence[int], residuals: Sequence[float]) -> None:
        self._own = {}
        size_of: dict[str, int] = {}
        for one, size, residual in zip(seen, sizes, residuals, strict=True):
            if one.over:
                self._own.setdefault(one.kind, []).append(residual)
                size_of[one.kind] = size
        pools: list[list[float]] = [[] for _ in _SIZES]
        for kind, own in self._own.items():
            self._counts[kind] = len(own)
            # A mean taken from few values lies too close to them.
            widen = sqrt(len(own) / (len(own) - 1)) if len(own) > 1 else 0.0
            self._own[kind] = sorted(widen * value for value in own)
            if len(own) > 1:
                pools[size_of[kind]] += self._own[kind]
        self._pools = [self._mixed(sorted(pool)) for pool in pools]

    def _mixed(self, pool: list[float]) -> list[float]:
        known = round(_POOL_POINTS * len(pool) / (len(pool) + self._belief.weight))
        return sorted(_spread_over(pool, known) + _believed_shape(self._belief.spread, _POOL_POINTS - known))

    def _base(self, one: Observation) -> float:
        return self._usual[one.kind] if one.usual is None else one.usual

    def _value(self, one: Observation, size: int) -> float:
        """The logarithm of days to what is usual; of what still lasts, what may be expected of it by now."""
        value = log(one.days + 0.5) - log(self._base(one) + 0.5)
        if one.over:
            return value
        part = self._overall + self._sum(one)
        later = [residual for residual in self._pools[size] if residual > value - part]
        return part + sum(later) / len(later) if later else value + self._noise[size] / 2

    def _sum(self, one: Observation) -> float:
        parts = self._parts
        return (
            parts["group"].get(one.group, 0.0) + parts["kind"].get(one.kind, 0.0) + parts["whole"].get(one.whole, 0.0)
        )


def draw_after(table: Sequence[float], factor: float, past: int, rng: Random) -> int:
    """Days of something that lasts longer than `past` working days already."""
    least = (past + 1) / factor
    place = bisect_left(table, least)
    left = len(table) - place
    if left >= _FEW_LEFT:
        return max(int(table[place + int(rng.random() * left)] * factor), past + 1)
    # Longer than nearly anything seen: the longer it has lasted, the longer it may last.
    return int((past + 1) * (1.0 - rng.random()) ** (-1.0 / _TAIL))


def _usual_of_kinds(observations: Sequence[Observation]) -> dict[str, float]:
    """The typical days of every kind that was seen, for kinds nobody promises anything for."""
    found: dict[str, list[int]] = {}
    for one in observations:
        if one.over:
            found.setdefault(one.kind, []).append(one.days)
    return {kind: float(sorted(days)[len(days) // 2]) for kind, days in found.items()}


def _between(sums: Mapping[str, float], evidence: Mapping[str, float], believed: float) -> float:
    """The standard deviation between wholes, with four wholes of belief.

    What their means differ by beyond chance, each by its evidence (DerSimonian and Laird 1986).
    """
    total = sum(evidence.values())
    beyond = sum(own**2 / evidence[name] for name, own in sums.items()) - (len(sums) - 1)
    scale = total - sum(own**2 for own in evidence.values()) / total
    found = max(beyond, 0.0) / scale if scale > 0 else 0.0
    return sqrt(max((found * (len(sums) - 1) + 4 * believed**2) / (len(sums) + 3), 1e-4))


def _believed_shape(spread: float, count: int) -> list[float]:
    """Quantiles of the log-logistic shape believed before anything was seen."""
    chances = ((index + 0.5) / count for index in range(count))
    return [spread * (log(chance) - log1p(-chance)) for chance in chances]


def _size(usual: float) -> int:
    return bisect_left(_SIZES, usual)


def _spread_over(values: Sequence[float], count: int) -> list[float]:
    """`count` equally likely values of a sorted list, in between its own where it is short."""
    if not values or not count:
        return []
    last = len(values) - 1
    found = []
    for index in range(count):
        place = (index + 0.5) / count * len(values) - 0.5
        low = min(max(int(place), 0), last)
        high = min(low + 1, last)
        share = min(max(place - low, 0.0), 1.0)
        found.append(values[low] * (1 - share) + values[high] * share)
    return found


def _factors(middle: float, spread: float, rng: Random, runs: int) -> list[float]:
    return rng.choices([exp(middle + spread * value) for value in _normal()], k=runs)


@cache
def _normal() -> tuple[float, ...]:
    """Equally likely standard normal values."""
    from statistics import NormalDist  # slow to import, and nothing needs it while the program starts

    return tuple(NormalDist().inv_cdf((index + 0.5) / GRID) for index in range(GRID))

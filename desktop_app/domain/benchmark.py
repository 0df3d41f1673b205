"""Benchmarks 对标: how fast a stretch of a case ran against a published result such as 10, 26 or 150 days."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.domain.limit import Unit


@dataclass(frozen=True, slots=True)
class BenchmarkPoint:
    """One end of a benchmark: an event (`received`, `accepted` or `done`) of a matter."""

    matter: str
    event: str


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A published result to measure against: from `start` to `end` in `days` of `unit`; the start day is day 0."""

    name: str
    start: BenchmarkPoint
    end: BenchmarkPoint
    days: int
    unit: Unit
    source: str = ""
    leaves_out: tuple[str, ...] = ()

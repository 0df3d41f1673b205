"""Benchmarks 对标: how fast a stretch of a case ran against a published result such as 10, 26 or 150 days."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.domain.limit import Unit
from desktop_app.domain.refusals import WrongUsage

POINT_EVENTS = ("received", "accepted", "done")
"""The events a benchmark may begin or end with."""

POINT_WORDS = {"received": "收件", "accepted": "受理", "done": "办结"}

_UNIT_WORDS = {Unit.WORKING_DAYS: "工作日", Unit.NATURAL_DAYS: "自然日"}


@dataclass(frozen=True, slots=True)
class CountingBasis:
    """口径: what a figure of elapsed days counts.

    `unit` is working days (rest days do not count) or natural days (they do). Without `corrections` the days a step
    stood still for 补正 are taken out, without `special` those of 特别程序 (行政许可法45); a day is taken out once.
    """

    unit: Unit = Unit.WORKING_DAYS
    corrections: bool = True
    special: bool = True

    @property
    def unit_word(self) -> str:
        """工作日 or 自然日."""
        return _UNIT_WORDS[self.unit]

    @property
    def complete(self) -> bool:
        """Whether nothing is taken out."""
        return self.corrections and self.special

    def words(self) -> str:
        """The basis as it is printed beside a figure."""
        corrections = "含补正" if self.corrections else "不含补正"
        special = "含特别程序" if self.special else "不含特别程序"
        return f"口径：按{self.unit_word}计，{corrections}，{special}"

    @property
    def code(self) -> str:
        """The short form that is stored and typed: WD or ND, then `-补正` and `-特别程序` for what is taken out."""
        return self.unit.value + ("" if self.corrections else "-补正") + ("" if self.special else "-特别程序")

    @classmethod
    def parse(cls, code: str) -> CountingBasis:
        """Read the short form; raises WrongUsage when it cannot be understood."""
        unit, *without = code.strip().split("-")
        if unit not in ("WD", "ND") or not set(without) <= {"补正", "特别程序"} or len(set(without)) < len(without):
            raise WrongUsage(f"口径“{code}”看不懂，请写 WD 或 ND，不含的写在后面，如 WD-补正-特别程序")
        return cls(Unit(unit), "补正" not in without, "特别程序" not in without)


STANDARD_BASIS = CountingBasis()
"""What is counted where nothing else is said: every working day."""


@dataclass(frozen=True, slots=True)
class BenchmarkPoint:
    """One end of a benchmark: an event (`received`, `accepted` or `done`) of a matter."""

    matter: str
    event: str


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A published result to measure against: from `start` to `end` in `days` of `unit`; the start day is day 0.

    `note` says what is ambiguous about it; `verified` is false while its ends or its figure are 待核. Without
    `corrections` or `special` those suspensions do not count (口径).
    """

    name: str
    start: BenchmarkPoint
    end: BenchmarkPoint
    days: int
    unit: Unit
    source: str = ""
    leaves_out: tuple[str, ...] = ()
    note: str = ""
    verified: bool = True
    corrections: bool = True
    special: bool = True

    @property
    def basis(self) -> CountingBasis:
        """The 口径 it was defined with."""
        unit = self.unit if self.unit is Unit.WORKING_DAYS else Unit.NATURAL_DAYS
        return CountingBasis(unit, self.corrections, self.special)

    @property
    def rule(self) -> str:
        """What decides its figures, in one text: results of equal rules can be compared."""
        ends = f"{self.start.matter}.{self.start.event} {self.end.matter}.{self.end.event}"
        return f"{ends} {self.days} {self.basis.code} {' '.join(sorted(self.leaves_out))}".strip()

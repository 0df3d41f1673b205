"""Race 赛程: which benchmark a case runs against now, on which day of how many, and whether it lies ahead or behind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_app.domain.benchmark_definition import matters_up_to
from desktop_app.domain.limit import Unit
from desktop_app.domain.measure import BenchmarkStanding, Reach
from desktop_app.domain.progress import Lamp, StepState

if TYPE_CHECKING:
    from desktop_app.domain.benchmark import Benchmark
    from desktop_app.domain.case import Situation
    from desktop_app.domain.template import ApprovalTemplate


@dataclass(frozen=True, slots=True)
class Race:
    """A benchmark on a running case, with how many matters lie on its way and how many of them are done."""

    standing: BenchmarkStanding
    done: int
    total: int

    @property
    def lead(self) -> int | None:
        """Days ahead (negative: behind) when every matter on the way is given the same part of the days.

        None while it does not run, and where a single matter is the whole way.
        """
        one = self.standing
        if one.reach is not Reach.RUNNING or one.elapsed is None or self.total < 2:
            return None
        return one.allowed * self.done // self.total - one.elapsed

    @property
    def lamp(self) -> Lamp:
        """How it lies: over its days, behind, in time; or how it ended."""
        one = self.standing
        if one.reach is Reach.REACHED:
            return Lamp.DONE if one.met else Lamp.DONE_LATE
        if one.met is False:
            return Lamp.OVERDUE
        if one.elapsed is None:
            return Lamp.NOT_STARTED
        return Lamp.WARNING if (self.lead or 0) < 0 else Lamp.NORMAL

    @property
    def words(self) -> str:
        """In a cell: on which day of how many, and how far ahead or behind, as 22／26 天 落后 4."""
        one = self.standing
        days = f"{one.allowed} {'工作日' if one.basis.unit is Unit.WORKING_DAYS else '天'}"
        if one.elapsed is None:
            return f"{days} {'未起算' if one.reach is Reach.NOT_STARTED else '日期不详'}"
        if one.reach is Reach.REACHED:
            return f"用 {one.elapsed}／{days}"
        told = f"{one.elapsed}／{days}"
        if one.elapsed > one.allowed:
            return f"{told} 超 {one.elapsed - one.allowed}"
        return f"{told} {'领先' if self.lead > 0 else '落后'} {abs(self.lead)}" if self.lead else told

    @property
    def lead_words(self) -> str:
        """How ahead or behind it is counted; empty where it is not."""
        lead, elapsed = self.lead, self.standing.elapsed
        if lead is None or elapsed is None:
            return ""
        lies = "正好跟上" if not lead else f"{'领先' if lead > 0 else '落后'} {abs(lead)} 天"
        return f"路上 {self.total} 个事项已办 {self.done} 个，按事项匀算应到第 {elapsed + lead} 天，{lies}"


def race_of(mark: Benchmark, standing: BenchmarkStanding, template: ApprovalTemplate, situation: Situation) -> Race:
    """A benchmark with its way: the matters between its two ends that apply to the case."""
    behind = set(matters_up_to(template, mark.start.matter)) if mark.start.matter != mark.end.matter else set()
    way = [
        code
        for code in matters_up_to(template, mark.end.matter)
        if code not in behind
        and code not in mark.leaves_out
        and code not in situation.undecided
        and situation.state.get(code) is not StepState.SKIPPED
    ]
    return Race(standing, sum(situation.state.get(code) is StepState.DONE for code in way), len(way))


def foremost(races: Iterable[Race]) -> Race | None:
    """The race to look at among several: the running one with the least of its days left, else one that ended last."""
    every = [one for one in races if one.standing.elapsed is not None]
    running = [one for one in every if one.standing.reach is Reach.RUNNING]
    if running:
        return min(
            running, key=lambda one: ((one.standing.remaining or 0) / one.standing.allowed, one.standing.allowed)
        )
    ended = [one for one in every if one.standing.ended is not None]
    return max(ended, key=lambda one: (str(one.standing.ended), -one.standing.allowed), default=None)

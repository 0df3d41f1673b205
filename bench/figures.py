"""Figures: a measured time, its bare floor, and their ratio."""

import time
from collections.abc import Callable
from dataclasses import dataclass

Clock = Callable[[], float]
"""Tells seconds that only grow."""

GOAL = 1.5
"""The program should take no more than this many times its floor."""


@dataclass(frozen=True)
class Figure:
    """One comparison, both in seconds for the same work; `floor_is` says what the floor does."""

    name: str
    ours: float
    floor: float
    floor_is: str

    @property
    def ratio(self) -> float:
        """How many times the floor the program takes."""
        return self.ours / self.floor

    def line(self) -> str:
        """One line of the report."""
        verdict = "ok" if self.ratio <= GOAL else f"over {GOAL}"
        times = f"{self.ours * 1000:10.1f} ms  {self.floor * 1000:10.1f} ms  {self.ratio:6.2f}  {verdict:8}"
        return f"{self.name:52}{times}  floor: {self.floor_is}"


def best(action: Callable[[], object], times: int) -> float:
    """The shortest of several runs in seconds: the one the machine disturbed least."""
    return min(once(action) for _ in range(times))


def best_of_both(
    ours: Callable[[], object], floor: Callable[[], object], times: int, clock: Clock = time.perf_counter
) -> tuple[float, float]:
    """The shortest run of each, taken in turns, so that a busy moment of the machine strikes both.

    With `time.process_time` as the clock only this process counts: what runs beside it then hardly matters.
    """
    runs = [(once(ours, clock), once(floor, clock)) for _ in range(times)]
    return min(run[0] for run in runs), min(run[1] for run in runs)


def once(action: Callable[[], object], clock: Clock = time.perf_counter) -> float:
    """The time of one run in seconds."""
    began = clock()
    action()
    return clock() - began

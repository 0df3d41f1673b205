"""A race: on which day of how many, ahead or behind by the matters done, and the one to look at among several."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.benchmark import Benchmark, BenchmarkPoint
from desktop_app.domain.limit import Unit
from desktop_app.domain.measure import BenchmarkStanding, Reach
from desktop_app.domain.progress import Lamp
from desktop_app.domain.race import Race, foremost

START, END = BenchmarkPoint("A", "accepted"), BenchmarkPoint("B", "done")
DAY = date(2026, 11, 2)


def race(days: int, elapsed: int | None, done: int = 0, total: int = 0, reach: Reach = Reach.RUNNING) -> Race:
    mark = Benchmark(f"{days}天", START, END, days, Unit.NATURAL_DAYS, "纪要")
    ended = DAY if reach is Reach.REACHED else None
    return Race(BenchmarkStanding(mark, reach, DAY, ended, elapsed), done, total)


def test_ahead_and_behind_by_an_even_share_of_the_days() -> None:
    behind, ahead = race(26, 22, 9, 13), race(150, 74, 12, 23)
    assert (behind.lead, behind.words, behind.lamp) == (-4, "22／26 天 落后 4", Lamp.WARNING)
    assert (ahead.lead, ahead.words, ahead.lamp) == (4, "74／150 天 领先 4", Lamp.NORMAL)
    assert behind.lead_words == "路上 13 个事项已办 9 个，按事项匀算应到第 18 天，落后 4 天"
    assert race(10, 5, 1, 2).lead_words.endswith("正好跟上")


def test_a_single_matter_is_neither_ahead_nor_behind() -> None:
    one = race(10, 5, 0, 1)
    assert (one.lead, one.words, one.lead_words, one.lamp) == (None, "5／10 天", "", Lamp.NORMAL)


def test_over_its_days_reached_and_not_begun() -> None:
    assert (race(10, 12, 1, 2).words, race(10, 12, 1, 2).lamp) == ("12／10 天 超 2", Lamp.OVERDUE)
    assert (race(10, 9, 2, 2, Reach.REACHED).words, race(10, 9, 2, 2, Reach.REACHED).lamp) == ("用 9／10 天", Lamp.DONE)
    assert race(10, 12, 2, 2, Reach.REACHED).lamp is Lamp.DONE_LATE
    waiting = race(10, None, 0, 2, Reach.NOT_STARTED)
    assert (waiting.words, waiting.lamp) == ("10 天 未起算", Lamp.NOT_STARTED)
    assert race(10, None, 0, 2, Reach.UNKNOWN).words == "10 天 日期不详"


def test_the_running_one_with_the_least_left_is_looked_at() -> None:
    near, far, ended = race(10, 9, 1, 2), race(150, 20, 1, 9), race(26, 12, 2, 2, Reach.REACHED)
    assert foremost([far, ended, near]) is near
    assert foremost([ended, race(5, None, reach=Reach.NOT_STARTED)]) is ended
    assert foremost([race(5, None, reach=Reach.NOT_STARTED)]) is None
    assert foremost([]) is None


@given(days=st.integers(1, 600), elapsed=st.integers(0, 700), total=st.integers(2, 60), share=st.floats(0, 1))
def test_more_done_is_never_further_behind(days: int, elapsed: int, total: int, share: float) -> None:
    done = int(total * share)
    less, more = race(days, elapsed, done, total), race(days, elapsed, min(done + 1, total), total)
    assert less.lead is not None and more.lead is not None
    assert less.lead <= more.lead <= days - elapsed

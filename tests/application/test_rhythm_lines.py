"""Praise and criticism: a line only where the figures carry it, with the figure in it."""

from __future__ import annotations

from datetime import date

from desktop_app.application.forms.supervision import Tally
from desktop_app.application.rhythm_figures import Counted, Figures, Item, ListedStep
from desktop_app.application.rhythm_lines import criticism, praise
from desktop_app.domain.rhythm import Cadence, period_of
from desktop_app.domain.statistics.figure import UNNAMED

MONTH = period_of(Cadence.MONTH, date(2026, 11, 1))


def figures(overdue: int = 0, red: tuple[ListedStep, ...] = (), **rankings: tuple[Tally, ...]) -> Figures:
    late = Counted("overdue", "▲ 逾期", tuple(Item(str(n), str(n)) for n in range(overdue)))
    return Figures(MONTH, MONTH.last, (late,), rankings, red, ())


def late(authority: str, days: int, *, own: bool = False) -> ListedStep:
    return ListedStep(f"p {days}", "项目一", "备案", authority, "甲", "2026-11-02承诺", f"逾 {days} 日", days, own)


def test_nothing_is_said_without_a_figure() -> None:
    assert praise(figures(), {}) == ()
    assert criticism(figures(), {}) == ()


def test_who_ended_enough_and_all_of_it_in_time_is_praised() -> None:
    found = figures(
        officer=(
            Tally("甲", 5, 4, 4, 0),
            Tally("乙", 2, 2, 2, 0),
            Tally("丙", 6, 6, 6, 1),
            Tally(UNNAMED, 9, 9, 9, 0),
        ),
        authority=(Tally("审批局", 3, 3, 3, 0),),
    )
    assert praise(found, {}) == (
        "代办员甲：本月办结 5 项，有时限可比的 4 项全部按期，目前没有逾期。",
        "审批局：本月办结 3 项，有时限可比的 3 项全部按期，目前没有逾期。",
    )


def test_late_authorities_and_low_shares_are_criticised() -> None:
    red = (late("规划局", 7), late("水利局", 1), late("水利局", 2), late("税务局", 1), late("建设单位", 30, own=True))
    found = figures(red=red, officer=(Tally("丁", 5, 3, 2, 0), Tally("戊", 5, 2, 0, 0)))
    assert criticism(found, {}) == (
        "规划局：目前逾期 1 项，最长的已超 7 个工作日（项目一：备案）。",
        "水利局：目前逾期 2 项，最长的已超 2 个工作日（项目一：备案）。",
        "代办员丁：本月按期率 66.7%（2/3）。",
    )


def test_the_whole_zone_is_compared_with_the_month_before() -> None:
    assert praise(figures(overdue=2), {"overdue": 5}) == ("全区逾期环节由上月的 5 项降到 2 项。",)
    assert criticism(figures(overdue=5), {"overdue": 2}) == ("全区逾期环节由上月的 2 项升到 5 项。",)
    assert praise(figures(overdue=2), {"overdue": 2}) == criticism(figures(overdue=2), {"overdue": 2}) == ()

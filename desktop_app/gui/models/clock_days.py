"""The days of a clock in a table, under a heading for each week or month that counts them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from PySide6.QtCore import QObject

from desktop_app.domain.calendar import weekday_word
from desktop_app.domain.clock import DerivedDay
from desktop_app.gui.models.headed import HeadedModel
from desktop_app.gui.models.paged import Column


def _faint(day: DerivedDay) -> str:
    return "" if day.counts else "faint"


def _counted(day: DerivedDay) -> str:
    return "strong" if day.counts else "faint"


DAY_COLUMNS: tuple[Column[DerivedDay], ...] = (
    Column("date", "日期", 108, lambda day: day.date.isoformat(), tone=_faint),
    Column("weekday", "星期", 60, lambda day: weekday_word(day.date), tone=_faint),
    Column("counts", "计否", 104, lambda day: f"✓ 第 {day.n} 日" if day.counts else "－ 不计", tone=_counted),
    Column("why", "理由", 140, lambda day: day.why, stretch=True, tone=_faint),
)

GROUPINGS: tuple[tuple[str, str], ...] = (("week", "按周"), ("month", "按月"))


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _week_words(monday: date) -> str:
    return f"{monday:%Y-%m-%d} 至 {monday + timedelta(days=6):%m-%d}"


_KEYS: dict[str, tuple[Callable[[date], date], Callable[[date], str]]] = {
    "week": (_monday, _week_words),
    "month": (lambda day: day.replace(day=1), lambda first: f"{first.year}年{first.month}月"),
}


class ClockDaysModel(HeadedModel[DerivedDay, tuple[str, str]]):
    """Every day of a derivation in order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(DAY_COLUMNS, parent)

    def show_days(self, days: Iterable[DerivedDay], grouping: str) -> None:
        """Show other days, under headings by week or month."""
        key, said = _KEYS[grouping]
        groups: dict[date, list[DerivedDay]] = {}
        for day in days:
            groups.setdefault(key(day.date), []).append(day)
        sections = []
        for first, members in groups.items():
            counted = sum(day.counts for day in members)
            sections.append(((said(first), f"计 {counted} 天，不计 {len(members) - counted} 天"), members))
        self.show_sections(sections)

    def section_words(self, heading: tuple[str, str]) -> tuple[str, str]:
        """The week or month, and how many of its days count."""
        return heading

"""Pages: what the side bar offers, in its order, and the pages reached from another one; loaded when first visited."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop_app.application.desk import Desk
    from desktop_app.gui.pages.page import Page
    from desktop_app.gui.session import Session


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page as the window knows it before anybody went there.

    `place` is the module and the class below this package. `number` reads what is written beside the name in the side
    bar while the page itself may not exist yet, `number_words` says what it counts to those who hear it read.
    """

    key: str
    name: str
    place: str
    foot: bool = False
    parent_key: str = ""
    number: Callable[[Desk], int] | None = None
    number_words: str = ""

    def load(self) -> Callable[[Session], Page]:
        """The class of the page; its module, with the dialogs and models it needs, is loaded with the first call."""
        module, _, kind = self.place.partition(".")
        found: Callable[[Session], Page] = getattr(import_module(f"{__name__}.{module}"), kind)
        return found


PAGES: tuple[PageEntry, ...] = (
    PageEntry("today", "今日", "today.TodayPage", number_words="件逾期"),
    PageEntry(
        "reminders",
        "提醒",
        "reminders.RemindersPage",
        number=lambda desk: desk.reminders.fresh(),
        number_words="条未读",
    ),
    PageEntry("ledger", "项目", "ledger.LedgerPage"),
    PageEntry("registers", "台账", "register.RegisterPage"),
    PageEntry("issues", "问题", "register.IssuesPage"),
    PageEntry("visits", "走访", "register.VisitsPage"),
    PageEntry("gantt", "进度图", "gantt.GanttPage"),
    PageEntry("benchmarks", "对标", "benchmarks.BenchmarksPage"),
    PageEntry("papers", "文书", "papers.PapersPage"),
    PageEntry(
        "rhythm",
        "调度",
        "rhythm.RhythmPage",
        number=lambda desk: len(desk.rhythm.waiting()),
        number_words="期该出",
    ),
    PageEntry("statistics", "统计", "statistics.StatisticsPage"),
    PageEntry("officers", "专班", "officers.OfficersPage", foot=True),
    PageEntry("templates", "流程模板", "templates.TemplatesPage", foot=True),
    PageEntry("calendar", "工作日历", "calendar.CalendarPage", foot=True),
    PageEntry("settings", "设置", "settings.SettingsPage", foot=True),
)
"""Pages of the side bar; a page joins when it works. Those at its foot come last."""

INNER_PAGES: tuple[PageEntry, ...] = (
    PageEntry("project", "项目详情", "project.ProjectDetailPage", parent_key="ledger"),
    PageEntry("template", "流程图", "template.TemplatePage", parent_key="templates"),
    PageEntry("indicators", "指标", "indicators.IndicatorsPage", parent_key="statistics"),
)
"""Pages opened from a page of the side bar, which stays marked."""

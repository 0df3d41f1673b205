"""Pages: what the side bar offers, in its order, and the pages reached from another one."""

from __future__ import annotations

from desktop_app.gui.pages.benchmarks import BenchmarksPage
from desktop_app.gui.pages.calendar import CalendarPage
from desktop_app.gui.pages.gantt import GanttPage
from desktop_app.gui.pages.indicators import IndicatorsPage
from desktop_app.gui.pages.ledger import LedgerPage
from desktop_app.gui.pages.officers import OfficersPage
from desktop_app.gui.pages.papers import PapersPage
from desktop_app.gui.pages.project import ProjectDetailPage
from desktop_app.gui.pages.register import IssuesPage, RegisterPage, VisitsPage
from desktop_app.gui.pages.reminders import RemindersPage
from desktop_app.gui.pages.rhythm import RhythmPage
from desktop_app.gui.pages.settings import SettingsPage
from desktop_app.gui.pages.statistics import StatisticsPage
from desktop_app.gui.pages.template import TemplatePage
from desktop_app.gui.pages.templates import TemplatesPage
from desktop_app.gui.pages.today import TodayPage

PAGES: tuple[
    type[
        TodayPage
        | RemindersPage
        | LedgerPage
        | RegisterPage
        | IssuesPage
        | VisitsPage
        | GanttPage
        | BenchmarksPage
        | PapersPage
        | RhythmPage
        | StatisticsPage
        | OfficersPage
        | TemplatesPage
        | CalendarPage
        | SettingsPage
    ],
    ...,
] = (
    TodayPage,
    RemindersPage,
    LedgerPage,
    RegisterPage,
    IssuesPage,
    VisitsPage,
    GanttPage,
    BenchmarksPage,
    PapersPage,
    RhythmPage,
    StatisticsPage,
    OfficersPage,
    TemplatesPage,
    CalendarPage,
    SettingsPage,
)
"""Pages of the side bar; a page joins when it works."""

FOOT_PAGES = frozenset({OfficersPage.key, TemplatesPage.key, CalendarPage.key, SettingsPage.key})
"""Those of PAGES that stand at the foot of the side bar; they come last."""

INNER_PAGES: tuple[type[ProjectDetailPage | TemplatePage | IndicatorsPage], ...] = (
    ProjectDetailPage,
    TemplatePage,
    IndicatorsPage,
)
"""Pages opened from a page of the side bar, which stays marked."""

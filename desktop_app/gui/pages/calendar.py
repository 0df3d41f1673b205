"""工作日历: a year of days with their reasons and documents, notices to import, and local changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.application.calendar_book import NoticeVersion, OverrideEntry
from desktop_app.application.changes import Changes
from desktop_app.application.desk import Desk
from desktop_app.domain.calendar import DayFact, DayKind, DayOverride, WorkingCalendar, weekday_word
from desktop_app.gui.dialogs.calendar_day import OverrideDialog, RemoveOverrideDialog
from desktop_app.gui.dialogs.calendar_versions import VersionsDialog
from desktop_app.gui.dialogs.import_notice import ImportNoticeDialog
from desktop_app.gui.models.calendar import version_words
from desktop_app.gui.pages.page import Page
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.bars import Banner, button
from desktop_app.gui.widgets.labels import Facts, clear, scrolled, words
from desktop_app.gui.widgets.year_view import DAY_SIGNS, Legend, YearView

_PANEL, _PANEL_NARROW = 340, 284
_FIRST_YEAR, _LAST_YEAR = 1950, 2190


@dataclass(frozen=True, slots=True)
class _Book:
    """Everything the page needs, read in one go."""

    calendar: WorkingCalendar
    versions: tuple[NoticeVersion, ...]
    entries: tuple[OverrideEntry, ...]


class CalendarPage(Page):
    """The working calendar of the workspace."""

    key = "calendar"
    name = "工作日历"

    def __init__(self, session: Session) -> None:
        super().__init__(session, self.name)
        self._book: _Book | None = None
        self.bring, self.adjust = button("导入放假安排", primary=True), button("本地调整")
        self.bring.clicked.connect(self._import)
        self.adjust.clicked.connect(lambda: self._adjust(self.view.day))
        self.topbar.add(self.adjust)
        self.topbar.add(self.bring)
        self.find_projects()
        self.view: YearView = YearView()
        self.view.chosen.connect(self._show_day)
        self.view.opened.connect(self._act)
        self.banner = Banner()
        self._make_panel()
        self._lay_out()

    def enter(self, argument: object) -> None:
        """The days have the keyboard; an argument is the day to look at."""
        if isinstance(argument, date):
            self.view.choose(argument)
        super().enter(argument)
        self.view.setFocus()

    def refresh(self) -> None:
        """Read the calendar and its history again; the day in hand stays."""
        self.stale = False

        def read(desk: Desk) -> _Book:
            return _Book(desk.calendar, desk.calendars.versions(), desk.calendars.entries())

        self.session.ask(read, self._show, owner=self)

    def watches(self, changes: Changes) -> bool:
        """Only a change of days concerns this page."""
        return changes.calendar

    def back(self) -> None:
        """Esc: back to today."""
        self.view.choose(self.session.today)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a narrow page the panel makes room for the days."""
        super().resizeEvent(event)
        self.panel.setFixedWidth(_PANEL_NARROW if self.width() < 1300 else _PANEL)

    def _make_panel(self) -> None:
        self.day_title, self.day_kind = words("", "heading"), words("", "strong")
        self.day_facts, self.year_facts = Facts(), Facts()
        self.change = button("")
        self.change.clicked.connect(lambda: self._act(self.view.day))
        self.history = button("历次版本")
        self.history.clicked.connect(self._show_versions)
        self.year_title = words("", "group")
        self.local = QVBoxLayout()
        self.local.setSpacing(4)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(18, 16, 18, 16)
        column.setSpacing(10)
        for part in (self.day_title, self.day_kind, self.day_facts, self.change):
            column.addWidget(part)
        column.addSpacing(12)
        column.addWidget(self.year_title)
        column.addWidget(self.year_facts)
        column.addWidget(self.history)
        column.addSpacing(12)
        column.addWidget(words("本地调整", "group"))
        column.addLayout(self.local)
        column.addStretch()
        self.panel = QWidget()
        self.panel.setObjectName("panel")
        self.panel.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        around = QVBoxLayout(self.panel)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(scrolled(inside))

    def _lay_out(self) -> None:
        self.earlier, self.later, self.now = button("<"), button(">"), button("今天")
        self.earlier.setAccessibleName("上一年")
        self.later.setAccessibleName("下一年")
        for turn, step in ((self.earlier, -1), (self.later, 1)):
            turn.setFixedWidth(40)
            turn.clicked.connect(lambda _on=False, step=step: self._turn(step))
        self.now.clicked.connect(self.back)
        self.year_label = words("", "heading")
        self.year_label.setMinimumWidth(84)
        self.year_label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row = QHBoxLayout()
        row.setSpacing(8)
        for part in (self.earlier, self.year_label, self.later, self.now):
            row.addWidget(part)
        row.addStretch()
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(22, 12, 22, 12)
        column.setSpacing(10)
        column.addLayout(row)
        column.addWidget(self.view, 1)
        column.addWidget(Legend())
        sides = QHBoxLayout()
        sides.setContentsMargins(0, 0, 0, 0)
        sides.setSpacing(0)
        sides.addWidget(left, 1)
        sides.addWidget(self.panel)
        self.column.addWidget(self.banner)
        self.column.addLayout(sides, 1)

    def _show(self, book: _Book) -> None:
        self._book = book
        self.view.show_calendar(book.calendar, self.session.today)

    def _turn(self, step: int) -> None:
        day, year = self.view.day, self.view.year + step
        if _FIRST_YEAR <= year <= _LAST_YEAR:
            self.view.choose(day.replace(year=year, day=min(day.day, 28)))

    def _show_day(self, day: date) -> None:
        """Explain the day in hand, and its year."""
        if self._book is None:
            return
        calendar = self._book.calendar
        fact, sign = calendar.fact(day), DAY_SIGNS[calendar.fact(day).kind]
        self.day_title.setText(f"{day.month}月{day.day}日 {weekday_word(day)}")
        tentative = "" if fact.firm else " · 暂估"
        self.day_kind.setText(f"{sign.word} · {'上班' if fact.works else '不上班'}{tentative}")
        facts: list[tuple[str, str | QWidget]] = [("为什么", fact.reason)]
        entry = self._entry_in_force(day)
        if entry is not None:
            facts.append(("登记", f"{entry.recorded_by}，{entry.recorded_at:%Y-%m-%d %H:%M}"))
        self.day_facts.show_facts(facts)
        self.change.setText(_act_words(fact))
        self.change.setAccessibleName(f"{self.change.text()} {day:%Y-%m-%d}")
        self._show_year(day.year)

    def _entry_in_force(self, day: date) -> OverrideEntry | None:
        entries = self._book.entries if self._book else ()
        last = next((one for one in reversed(entries) if one.day == day), None)
        return None if last is None or last.removed else last

    def _show_year(self, year: int) -> None:
        book = self._book
        assert book is not None
        calendar = book.calendar
        self.year_label.setText(f"{year}年")
        working = calendar.count_working(date(year - 1, 12, 31), date(year, 12, 31))
        local = [one for one in calendar.overrides if one.day.year == year]
        known = calendar.known(year)
        self.topbar.subtitle.say(
            f"{year} 年 · 工作日 {working} 天{'' if known else '（暂估）'}"
            + (f" · 本地调整 {len(local)} 处" if local else "")
        )
        self.banner.say(
            ""
            if known
            else f"{calendar.missing_reason(year)}：这一年按双休日和法定节假日推算，没有调休，算到这里的期限都是暂估。"
            "通知公布以后请点“导入放假安排”。"
        )
        version = next((one for one in reversed(book.versions) if one.year == year), None)
        self.year_title.setText(f"{year} 年放假安排")
        self.year_facts.show_facts(_year_facts(version))
        self._show_local(local)

    def _show_local(self, overrides: list[DayOverride]) -> None:
        clear(self.local)
        if not overrides:
            self.local.addWidget(words("这一年没有本地调整", "faint"))
        for one in overrides:
            word = "临时补班" if one.works else "本地停办"
            line = button(f"{one.day:%m-%d} {word} · {one.reason}", tip="看这一天")
            line.setObjectName("crumb")
            line.clicked.connect(lambda _on=False, day=one.day: self.view.choose(day))
            self.local.addWidget(line, 0, Qt.AlignmentFlag.AlignLeft)

    def _import(self) -> None:
        calendar = self._book.calendar if self._book else None
        year = self.session.today.year
        while calendar is not None and calendar.known(year):
            year += 1
        dialog = ImportNoticeDialog(self.session, year, self)
        dialog.accepted.connect(lambda: self._look_at_year(dialog.year_read))
        dialog.open()

    def _look_at_year(self, year: int) -> None:
        if year and year != self.view.year:
            self.view.choose(date(year, 1, 1))

    def _adjust(self, day: date) -> None:
        if self._book is not None:
            OverrideDialog(self.session, self._book.calendar, day, self).open()

    def _act(self, day: date) -> None:
        """Take a local change of the day away, or make one."""
        if self._book is None:
            return
        override = next((one for one in self._book.calendar.overrides if one.day == day), None)
        if override is None:
            self._adjust(day)
        else:
            RemoveOverrideDialog(self.session, override, self).open()

    def _show_versions(self) -> None:
        if self._book is not None:
            VersionsDialog(self.session, self._book.versions, self._book.entries, self.view.year, self).open()


def _act_words(fact: DayFact) -> str:
    if fact.kind in (DayKind.CLOSED, DayKind.OPENED):
        return "撤销本地调整…"
    return "登记本地停办…" if fact.works else "登记临时补班…"


def _year_facts(version: NoticeVersion | None) -> list[tuple[str, str | QWidget]]:
    if version is None:
        return [("文号", "尚未导入"), ("日期", "暂估")]
    notice = version.notice
    facts: list[tuple[str, str | QWidget]] = [("文号", notice.document)]
    if notice.amended_by:
        facts.append(("修改", notice.amended_by))
    if not notice.verified:
        facts.append(("核对", words("文号待核", "amber")))
    if notice.issued:
        facts.append(("印发", f"{notice.issued:%Y-%m-%d}"))
    facts.append(("放假", f"{len(notice.off)} 天，补班 {len(notice.work)} 天"))
    facts.append(("版本", version_words(version)))
    if version.recorded_at:
        facts.append(("登记", f"{version.recorded_by}，{version.recorded_at:%Y-%m-%d %H:%M}"))
    return facts

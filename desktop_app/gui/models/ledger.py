"""The project ledger 项目台账: its columns, told as data; sorting is done by SQL by the key of a column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QObject

from desktop_app.application.ports import ProjectRow
from desktop_app.domain.calendar import WorkingCalendar
from desktop_app.domain.money import in_unit, two_decimals
from desktop_app.domain.officer import NOBODY, in_words
from desktop_app.domain.progress import Lamp
from desktop_app.domain.race import Race
from desktop_app.domain.terms import DATE_WORDS, LAMP_WORDS
from desktop_app.gui.models.board import left_words
from desktop_app.gui.models.paged import Column, PagedModel
from desktop_app.gui.models.race import RACE, race_column
from desktop_app.gui.session import Session

_COUNTED = frozenset({Lamp.OVERDUE, Lamp.WARNING, Lamp.SUSPENDED})


def hundred_millions(yuan: int | None) -> str:
    """An amount in 亿元 with two decimals for the eye; the exact yuan are in the tooltip."""
    if yuan is None:
        return "—"
    return two_decimals(yuan, "亿元")


def lamp_of(row: ProjectRow) -> Lamp:
    """The loudest lamp of a project."""
    return Lamp(row.lamp) if row.cases else Lamp.NOT_STARTED


def _lamp_words(row: ProjectRow) -> str:
    lamp = lamp_of(row)
    if not row.cases:
        return "未开办"
    return f"{LAMP_WORDS[lamp]} {row.lamp_count}" if lamp in _COUNTED and row.lamp_count else LAMP_WORDS[lamp]


def _tip(row: ProjectRow) -> str:
    return f"{row.name}\n{row.project_code}".strip() + ("\n演示数据" if row.demo else "")


class LedgerColumns:
    """The columns with the day and calendar that due dates are told by."""

    def __init__(self) -> None:
        self.today = date.min
        self.calendar: WorkingCalendar | None = None
        self.covers: Mapping[str, str] = NOBODY
        self.races: Mapping[str, Race] = {}

    def every(self) -> Sequence[Column[ProjectRow]]:
        """The columns in order; their keys are the sort keys of ProjectQuery."""
        return (
            Column("lamp", "灯号", 100, _lamp_words, lamp=lamp_of),
            Column("name", "项目名称", 220, lambda row: row.name, stretch=True, tip=_tip),
            Column("enterprise", "企业", 132, lambda row: row.enterprise),
            Column("zone", "园区", 120, lambda row: row.zone),
            Column(
                "investment",
                "总投资（亿元）",
                110,
                lambda row: hundred_millions(row.investment_yuan),
                right=True,
                tip=lambda row: "未填" if row.investment_yuan is None else f"{row.investment_yuan:,} 元",
                copied=lambda row: "" if row.investment_yuan is None else in_unit(row.investment_yuan, "亿元"),
            ),
            Column("batch", "批次", 60, lambda row: row.batch),
            Column("matter", "当前事项", 150, lambda row: row.current_matter, sortable=False),
            Column("officer", "代办员", 64, self._officer, tip=self._officer),
            Column(
                "next_due",
                "下一期限",
                130,
                self._due,
                tip=self._due_tip,
                tone=self._due_tone,
                copied=lambda row: self._due(row, whole=True),
            ),
            Column("left", "余／逾", 76, self._left, right=True, tone=self._left_tone, sortable=False),
            race_column(lambda row: self.races.get(row.project_id)),
            Column("progress", "进度", 72, lambda row: f"{row.done}／{row.total}" if row.total else "", right=True),
        )

    def _officer(self, row: ProjectRow) -> str:
        """Who carries it, and who stands in for them today."""
        return in_words(row.officer, self.covers.get(row.officer, ""))

    def _due(self, row: ProjectRow, *, whole: bool = False) -> str:
        """Which clock ends next and when, with the year when it is not this one or the `whole` date is wanted."""
        due = row.next_due_on
        if due is None:
            return "恢复后重算" if row.suspended_on else ""
        day = f"{due:%m-%d}" if due.year == self.today.year and not whole else due.isoformat()
        told = f"{DATE_WORDS.get(row.next_due_clock, '')} {day}".strip()
        return told if row.next_due_firm else f"{told} 暂估"

    def _due_tip(self, row: ProjectRow) -> str:
        if row.next_due_on is None:
            return ""
        doubt = "" if row.next_due_firm else "\n暂估：当年放假安排尚未公布，公布后会自动重算"
        return f"{self._due(row, whole=True)}{doubt}\n打开项目可看法定、承诺、对标三个时钟"

    def _due_tone(self, row: ProjectRow) -> str:
        return "faint" if row.next_due_on is None else ""

    def _days(self, row: ProjectRow) -> int | None:
        if row.next_due_on is None or self.calendar is None:
            return None
        return self.calendar.count_working(self.today, row.next_due_on)

    def _left(self, row: ProjectRow) -> str:
        days = self._days(row)
        if days is not None and row.next_due_on is not None:
            return left_words(days, over=row.next_due_on < self.today)
        if row.suspended_on is None or self.calendar is None:
            return ""
        stopped = self.calendar.count_working(row.suspended_on, self.today)
        return f"停 {stopped + self.calendar.is_working(row.suspended_on)} 日"

    def _left_tone(self, row: ProjectRow) -> str:
        if row.next_due_on is not None and row.next_due_on < self.today:
            return "red"
        return "amber" if lamp_of(row) is Lamp.WARNING else ""


class LedgerModel(PagedModel[ProjectRow]):
    """The ledger as a paged table."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        self.telling = LedgerColumns()
        super().__init__(session, self.telling.every(), session.desk.overview.project_rows, parent)

    def show_races(self, races: Mapping[str, Race]) -> None:
        """Show which benchmark every project races, by its id; they are counted after the list is on the screen."""
        self.telling.races = races
        place = [column.key for column in self.columns].index(RACE)
        if self.rowCount():
            self.dataChanged.emit(self.index(0, place), self.index(self.rowCount() - 1, place))

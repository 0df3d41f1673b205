"""The rows of 提醒: one line for every date to keep, in groups by urgency."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop_app.application.reminder_issues import IssueLine
from desktop_app.application.reminder_rows import ReminderRow
from desktop_app.domain.clock_runs import NATURAL_TRACKS, Track
from desktop_app.domain.escalation import RECIPIENT_WORDS, TRACK_WORDS
from desktop_app.domain.officer import in_words
from desktop_app.domain.progress import Lamp
from desktop_app.domain.terms import LAMP_WORDS, clock_words
from desktop_app.gui.models.board import left_words
from desktop_app.gui.models.headed import HeadedModel
from desktop_app.gui.models.paged import Column
from desktop_app.gui.widgets.cells import TONE_ROLE
from desktop_app.gui.widgets.lamp import LAMP_ROLE


@dataclass(frozen=True, slots=True)
class ReminderGroup:
    """A heading with its rows."""

    key: str
    title: str
    note: str
    rows: tuple[ReminderRow | IssueLine, ...]


_GROUPS: tuple[tuple[str, str, str, Callable[[ReminderRow], bool]], ...] = (
    ("overdue", "已过期限", "先办这些", lambda row: row.lamp is Lamp.OVERDUE),
    (
        "near",
        "临近期限",
        "趁还没有逾期",
        lambda row: row.lamp is not Lamp.OVERDUE and row.reminder.track not in {Track.PLAN, *NATURAL_TRACKS},
    ),
    ("plan", "应办未办", "推进方案里应当申报的", lambda row: row.reminder.track is Track.PLAN),
    (
        "validity",
        "证照和原件将到期",
        "安排使用、延续或换新",
        lambda row: row.lamp is not Lamp.OVERDUE and row.reminder.track in NATURAL_TRACKS,
    ),
)


def groups_of(rows: Sequence[ReminderRow]) -> tuple[ReminderGroup, ...]:
    """Rows by urgency, without groups that are empty."""
    every = (
        ReminderGroup(key, title, note, tuple(row for row in rows if fits(row))) for key, title, note, fits in _GROUPS
    )
    return tuple(group for group in every if group.rows)


def ended_group(rows: Sequence[ReminderRow]) -> tuple[ReminderGroup, ...]:
    """What ended lately, in the order it ended."""
    return (ReminderGroup("ended", "近 30 天已处理或已消除", "最近的在前", tuple(rows)),) if rows else ()


def issue_group(lines: Sequence[IssueLine]) -> tuple[ReminderGroup, ...]:
    """The issues of enterprises whose date is near or over; none while every one is in time."""
    said = ("issues", "企业问题", "回车打开问题台账里的这一行")
    return (ReminderGroup(*said, tuple(lines)),) if lines else ()


def lamp_words(row: ReminderRow) -> str:
    """The word of the lamp, as the track calls it."""
    if row.reminder.track is Track.PLAN:
        return "未办"
    return LAMP_WORDS[row.lamp]


def row_left_words(row: ReminderRow) -> str:
    """Days left or over; natural days for a certificate."""
    if row.reminder.track in NATURAL_TRACKS:
        return f"余 {row.left} 天" if row.left >= 0 else f"过 {-row.left} 天"
    if row.reminder.track is Track.PLAN:
        return f"晚 {-row.left} 日"
    return left_words(row.left, over=row.lamp is Lamp.OVERDUE)


def due_words(row: ReminderRow) -> str:
    """Which clock ends when; 暂估 while it reaches into a year without a notice."""
    firm = row.watched is None or not row.watched.run.missing_years
    return f"{clock_words(row.reminder.clock, row.reminder.track)} {row.due:%m-%d}{'' if firm else ' 暂估'}".strip()


def for_words(row: ReminderRow) -> str:
    """Whom the highest rung is for, with the name when there is one."""
    office = RECIPIENT_WORDS[row.reminder.who]
    if row.substitute:
        return in_words(row.reminder.person, row.substitute)
    return row.reminder.person if row.reminder.person == office else f"{office} {row.reminder.person}"


def end_words(row: ReminderRow) -> str:
    """How a reminder ended."""
    one = row.reminder
    if one.handled_at is not None:
        return f"{one.handled_at:%m-%d} {one.handled_by}已处理" + (f"：{one.note}" if one.note else "")
    return f"{one.closed_at:%m-%d} {one.closed_why}" if one.closed_at is not None else ""


def said_words(row: ReminderRow) -> str:
    """What the rung says, what became of it when it ended, or until when it was put off."""
    if ended := end_words(row):
        return ended
    told = row.rung.words if row.rung is not None else TRACK_WORDS[row.reminder.track]
    until = row.reminder.snoozed_until
    return told if until is None else f"{moment_words(until)} 再提醒 · {told}"


def moment_words(moment: datetime) -> str:
    """A moment as the list shows it."""
    return f"{moment:%m-%d %H:%M}"


def _project(row: ReminderRow) -> str:
    return row.entry.project if row.entry else "（环节已不在代办件里）"


def _project_tip(row: ReminderRow) -> str:
    return f"{row.entry.project}\n{row.entry.enterprise}".strip() if row.entry else ""


def _title(row: ReminderRow) -> str:
    return row.entry.step.title if row.entry else row.reminder.matter


def _firm_tip(row: ReminderRow) -> str:
    years = "、".join(str(year) for year in row.watched.run.missing_years) if row.watched else ""
    return f"暂估：{years} 年放假安排尚未公布，公布后会自动重算" if years else ""


def _fired(row: ReminderRow) -> str:
    return f"{row.reminder.fired_at:%m-%d}" + (" 补发" if row.reminder.late else "")


def _fired_tip(row: ReminderRow) -> str:
    on = row.reminder.on.isoformat()
    return f"应在 {on} 发出，当时程序没有开，开机后补发" if row.reminder.late else f"{on} 发出"


def _tone(row: ReminderRow) -> str:
    return {Lamp.OVERDUE: "red", Lamp.WARNING: "amber"}.get(row.lamp, "ink")


def _strong(row: ReminderRow) -> str:
    return "strong" if row.fresh else "ink"


COLUMNS: tuple[Column[ReminderRow], ...] = (
    Column("lamp", "灯号", 88, lamp_words, lamp=lambda row: row.lamp),
    Column("matter", "事项", 170, _title, stretch=True, tone=_strong, tip=_project_tip),
    Column("project", "项目", 150, _project, stretch=True, tip=_project_tip),
    Column("for", "提醒到", 124, for_words, tip=for_words),
    Column("said", "说明", 220, said_words, stretch=True, tip=said_words),
    Column("due", "期限", 132, due_words, tip=_firm_tip, copied=lambda row: f"{row.due}"),
    Column("left", "余／逾", 72, row_left_words, right=True, tone=_tone),
    Column("fired", "发出", 92, _fired, tip=_fired_tip, copied=lambda row: f"{row.reminder.fired_at:%Y-%m-%d %H:%M}"),
)
FOR, SAID, FIRED = 3, 4, 7

_ISSUE_CELLS: dict[str, Callable[[IssueLine], str]] = {
    "lamp": lambda line: LAMP_WORDS[line.lamp],
    "matter": lambda line: line.description,
    "project": lambda line: line.enterprise,
    "for": lambda line: line.responsible,
    "said": lambda line: f"{line.number}，{line.words}",
    "due": lambda line: f"{line.due:%m-%d}{'' if line.firm else ' 暂估'}",
    "left": lambda line: left_words(line.left, over=line.over),
}
"""What the columns show of an issue."""


class ReminderModel(HeadedModel[ReminderRow, ReminderGroup]):
    """All rows with a heading above each group; rows of issues stand between them in words of their own."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(COLUMNS, parent)
        self._issues: dict[int, IssueLine] = {}

    def show_groups(self, groups: Sequence[ReminderGroup]) -> None:
        """Show other rows."""
        lines = [line for group in groups for line in (None, *group.rows)]
        self._issues = {number: line for number, line in enumerate(lines) if isinstance(line, IssueLine)}
        self.show_sections(
            (group, [row if isinstance(row, ReminderRow) else None for row in group.rows]) for group in groups
        )

    def section_words(self, heading: ReminderGroup) -> tuple[str, str]:
        """Its name with the number of its rows, and its note."""
        return f"{heading.title}  {len(heading.rows)}", heading.note

    def spoken_words(self, heading: ReminderGroup) -> str:
        """Its name and how many rows it has."""
        return f"{heading.title} {len(heading.rows)} 条"

    def issue_at(self, row: int) -> IssueLine | None:
        """The issue in a row, None for anything else."""
        return self._issues.get(row)

    def find(self, place: tuple[str, str, str]) -> int:
        """The row of a run, -1 when it is not shown."""
        return self.find_row(lambda row: row.reminder.place == place)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Cells of reminders and issues, and the words of headings."""
        issue = self.issue_at(index.row()) if index.isValid() else None
        return (
            super().data(index, role) if issue is None else _issue_cell(issue, self.columns[index.column()].key, role)
        )


def _issue_cell(line: IssueLine, key: str, role: int) -> Any:
    """What a column of an issue answers."""
    text = _ISSUE_CELLS[key](line) if key in _ISSUE_CELLS else ""
    if role == LAMP_ROLE and key == "lamp":
        return line.lamp
    if role == Qt.ItemDataRole.DisplayRole:
        return text
    if role == TONE_ROLE and key == "left":
        return "red" if line.over else "amber"
    if role == Qt.ItemDataRole.ToolTipRole:
        return f"{line.number}\n{line.description}\n{line.enterprise}\n{line.responsible}".strip()
    if role == Qt.ItemDataRole.TextAlignmentRole and key == "left":
        return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    return None

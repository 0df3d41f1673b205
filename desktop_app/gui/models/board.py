"""The board 今日: groups of steps below each other in one table, so that their columns line up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop_app.application.ports import UnfiledStep
from desktop_app.domain.calendar import WorkingCalendar
from desktop_app.domain.limit import BoundParty
from desktop_app.domain.officer import in_words
from desktop_app.domain.progress import Lamp, StepState
from desktop_app.domain.terms import CLOCK_WORDS, LAMP_WORDS, clock_words
from desktop_app.gui.models.headed import HeadedModel
from desktop_app.gui.models.paged import Column
from desktop_app.gui.models.race import race_column

if TYPE_CHECKING:
    # Only named here: what the first page shows is read by the lane, after the window is on the screen.
    from desktop_app.application.overview import TodayBoard, TodayRow
    from desktop_app.domain.race import Race


def left_words(left: int, *, over: bool) -> str:
    """Working days left or over; a clock that ran out just before a weekend is over although no working day passed."""
    if not over:
        return f"余 {left} 日"
    return f"逾 {-left} 日" if left else "刚逾期"


@dataclass(frozen=True, slots=True)
class Group:
    """A heading of the board: its key, title, a quiet note and its rows."""

    key: str
    title: str
    note: str
    rows: tuple[TodayRow, ...]


def enterprise_words(board: TodayBoard) -> str:
    """How many of the late steps are the enterprise's own, so that no department is accused of them."""
    number = sum(row.step.bound_party == BoundParty.ENTERPRISE for row in board.overdue)
    return f"其中企业自己的 {number} 件" if number else ""


def groups_of(board: TodayBoard, unfiled: Sequence[UnfiledStep] = ()) -> tuple[Group, ...]:
    """The groups of a board that have rows, in the order of urgency; what is 应办未办 is not told as 可以开办 again."""
    from desktop_app.application.overview import TodayRow

    pressing = tuple(TodayRow(one.entry, _waiting_lamp(one), None) for one in unfiled)
    told = {(row.step.case_id, row.step.matter) for row in pressing}
    ready = tuple(row for row in board.ready if (row.step.case_id, row.step.matter) not in told)
    every = (
        Group("overdue", "逾期", "；".join(filter(None, ("先办这些", enterprise_words(board)))), board.overdue),
        Group("due_today", "今日到期", "", board.due_today),
        Group("soon", "三个工作日内", "", board.soon),
        Group("unfiled", "应办未办", "推进方案里该开始了，还没有人申报", pressing),
        Group("tolerances", "容缺待补", "企业承诺后补的材料", board.tolerances),
        Group("expiring", "证照将到期", "30 天内要使用或延续", board.expiring),
        Group("originals", "原件在外逾期", "过了约定日期还没有收回", board.originals),
        Group("suspended", "暂停计时", "等企业补正或专家评审等", board.suspended),
        Group("ready", "可以开办", "前面的环节都已办结", ready),
        Group("undecided", "待定环节", "先决定纳入，还是不适用", board.undecided),
    )
    return tuple(group for group in every if group.rows)


def _waiting_lamp(one: UnfiledStep) -> Lamp:
    """What nobody has filed is either possible now or waits for others."""
    return Lamp.READY if one.entry.step.state is StepState.READY else Lamp.NOT_STARTED


@dataclass(frozen=True, slots=True)
class BoardLine:
    """A row of the board as shown, with the day and calendar its words depend on.

    `planned` is set for a step that is 应办未办, `behind` its working days since the planned start;
    `substitute` stands in today for the 代办员.
    """

    row: TodayRow
    today: date
    stopped: int | None
    planned: UnfiledStep | None = None
    behind: int = 0
    statutory_firm: bool = True
    substitute: str = ""

    @property
    def lamp_words(self) -> str:
        """The word of the lamp; an optional step nobody decided on is 待定."""
        return "待定" if self.row.step.undecided else LAMP_WORDS[self.row.lamp]

    @property
    def officer(self) -> str:
        """Who carries the step, and who stands in for them today."""
        return in_words(self.row.step.officer, self.substitute)

    @property
    def matter(self) -> str:
        """The step; of an original that is out, which one and with whom."""
        return self.row.what if self.row.step.clock == "custody" else self.row.step.title

    @property
    def due_words(self) -> str:
        """Which clock ends when; a clock that stands still is computed again on resumption."""
        step = self.row.step
        if self.planned is not None:
            return f"应于 {self._short(self.planned.planned_start)} 报"
        if step.suspended_on is not None and step.due_on is None:
            return "恢复后重算"
        if step.due_on is None:
            return ""
        day = self._short(step.due_on)
        return f"{clock_words(step.clock, step.bound_party)} {day}{'' if step.firm else ' 暂估'}".strip()

    @property
    def whole_due_words(self) -> str:
        """The same with the year, as a list that is carried elsewhere needs it."""
        step = self.row.step
        if self.planned is not None:
            return f"应于 {self.planned.planned_start.isoformat()} 报"
        if step.due_on is None:
            return self.due_words
        told = f"{clock_words(step.clock, step.bound_party)} {step.due_on.isoformat()}".strip()
        return told if step.firm else f"{told} 暂估"

    @property
    def left_words(self) -> str:
        """Days left, over or suspended."""
        left, step = self.row.left, self.row.step
        if self.planned is not None:
            return f"迟 {self.behind} 日" if self.behind else "刚过"
        if self.stopped is not None and step.due_on is None:
            return f"已停 {self.stopped} 日"
        if left is None:
            return ""
        if step.clock in ("validity", "custody"):
            return f"余 {left} 天" if left >= 0 else f"过 {-left} 天"
        return left_words(left, over=self.row.lamp is Lamp.OVERDUE)

    @property
    def note(self) -> str:
        """What else must be known: why it stands still, whose limit it is."""
        step = self.row.step
        if self.planned is not None:
            return f"等 {len(step.blocked_by)} 个前置" if step.blocked_by else "可以申报"
        if self.row.what:
            return step.title if step.clock == "custody" else self.row.what
        if step.suspended_on is not None:
            return step.suspension_kind
        if step.undecided:
            return "可选"
        return "企业时限" if step.bound_party == BoundParty.ENTERPRISE and step.due_on else ""

    @property
    def clocks(self) -> str:
        """Every clock of the step with its name and whole date, for the tooltip."""
        step = self.row.step
        said = [self.whole_due_words] if step.due_on is not None or self.planned is not None else []
        if self.planned is not None:
            said.append(f"方案目标 {self.planned.target.isoformat()}")
        if step.statutory_due_on is not None and step.clock != "statutory":
            doubt = "" if self.statutory_firm else " 暂估"
            said.append(f"{CLOCK_WORDS['statutory']} {step.statutory_due_on.isoformat()}{doubt}")
        if years := "、".join(str(year) for year in step.missing_years):
            said.append(f"暂估：{years} 年放假安排尚未公布，公布后会自动重算")
        return "\n".join(said)

    @property
    def statutory_words(self) -> str:
        """The statutory date when the lamp follows the promise."""
        due = self.row.step.statutory_due_on
        if due is None or self.row.step.clock == "statutory":
            return ""
        return f"{self._short(due)}{'' if self.statutory_firm else ' 暂估'}"

    def _short(self, day: date) -> str:
        return f"{day:%m-%d}" if day.year == self.today.year else day.isoformat()


def _tone(line: BoardLine) -> str:
    if line.planned is not None:
        return "red"
    return {Lamp.OVERDUE: "red", Lamp.WARNING: "amber"}.get(line.row.lamp, "ink")


COLUMNS: tuple[Column[BoardLine], ...] = (
    Column("lamp", "灯号", 88, lambda line: line.lamp_words, lamp=lambda line: line.row.lamp),
    Column(
        "project",
        "项目",
        200,
        lambda line: line.row.entry.project,
        stretch=True,
        tip=lambda line: f"{line.row.entry.project}\n{line.row.entry.enterprise}".strip(),
    ),
    Column("matter", "事项", 200, lambda line: line.matter, stretch=True, tip=lambda line: line.row.entry.template),
    Column("authority", "办理部门", 150, lambda line: line.row.step.authority),
    Column("officer", "代办员", 64, lambda line: line.officer, tip=lambda line: line.officer),
    Column(
        "due",
        "期限",
        132,
        lambda line: line.due_words,
        tip=lambda line: line.clocks,
        copied=lambda line: line.whole_due_words,
    ),
    Column(
        "statutory",
        "法定期限",
        104,
        lambda line: line.statutory_words,
        tone=lambda _line: "soft",
        tip=lambda line: line.clocks,
        copied=lambda line: str(line.row.step.statutory_due_on or ""),
    ),
    Column("left", "余／逾", 76, lambda line: line.left_words, right=True, tone=_tone, tip=lambda line: line.note),
    Column("note", "说明", 84, lambda line: line.note, tone=lambda _line: "soft", tip=lambda line: line.note),
)


class BoardModel(HeadedModel[BoardLine, Group]):
    """All rows of 今日 with a heading above each group."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__((*COLUMNS, race_column(self._race)), parent)
        self._races: Mapping[str, Race] = {}

    def show_races(self, races: Mapping[str, Race]) -> None:
        """Show which benchmark every case races, by its id; they are counted after the board is on the screen."""
        self._races = races
        if self.rowCount():
            last = self.columnCount() - 1
            self.dataChanged.emit(self.index(0, last), self.index(self.rowCount() - 1, last))

    def _race(self, line: BoardLine) -> Race | None:
        return self._races.get(line.row.step.case_id)

    def show_board(self, board: TodayBoard, calendar: WorkingCalendar, unfiled: Sequence[UnfiledStep] = ()) -> None:
        """Show another board with the steps that are 应办未办."""
        today = board.today

        def line(row: TodayRow) -> BoardLine:
            return BoardLine(
                row,
                today,
                _stopped(row, today, calendar),
                statutory_firm=_statutory_firm(row, calendar),
                substitute=board.covers.get(row.step.officer, ""),
            )

        def planned(row: TodayRow, one: UnfiledStep) -> BoardLine:
            late = calendar.count_working(one.planned_start, today)
            return BoardLine(row, today, None, one, late, substitute=board.covers.get(row.step.officer, ""))

        self.show_sections(
            (
                group,
                [planned(*pair) for pair in zip(group.rows, unfiled, strict=True)]
                if group.key == "unfiled"
                else [line(row) for row in group.rows],
            )
            for group in groups_of(board, unfiled)
        )

    def section_words(self, heading: Group) -> tuple[str, str]:
        """Its name with the number of its rows, and its note."""
        return f"{heading.title}  {len(heading.rows)}", heading.note

    def spoken_words(self, heading: Group) -> str:
        """Its name and how many steps it has."""
        return f"{heading.title} {len(heading.rows)} 件"

    def find(self, case_id: str, matter: str) -> int:
        """The row of a step, -1 when it is not on the board."""
        return self.find_row(lambda line: (line.row.step.case_id, line.row.step.matter) == (case_id, matter))


def _statutory_firm(row: TodayRow, calendar: WorkingCalendar) -> bool:
    """Whether every year the statutory date was counted through has its notice."""
    due, start = row.step.statutory_due_on, row.step.start_on
    return due is None or all(calendar.known(year) for year in range((start or due).year, due.year + 1))


def _stopped(row: TodayRow, today: date, calendar: WorkingCalendar) -> int | None:
    """Working days a suspended step has stood still; the day of suspension is the first."""
    since = row.step.suspended_on
    return None if since is None else calendar.count_working(since, today) + int(calendar.is_working(since))

"""The steps of a case, grouped by stage, as 项目详情 lists them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject

from desktop_app.application.form_filling import lamp_text
from desktop_app.application.overview import CasePage
from desktop_app.domain.calendar import WorkingCalendar
from desktop_app.domain.officer import NOBODY, in_words
from desktop_app.domain.progress import Lamp, StepState
from desktop_app.domain.standing import Standing, bound_party
from desktop_app.domain.step_clocks import RunningClock
from desktop_app.domain.terms import LAMP_WORDS, clock_words
from desktop_app.gui.models.board import left_words
from desktop_app.gui.models.headed import HeadedModel
from desktop_app.gui.models.paged import Column


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step as shown, with the day its words depend on."""

    one: Standing
    today: date
    beside: str
    substitute: str = ""

    def day(self, day: date | None) -> str:
        """A date, with the year when it is not this one."""
        if day is None:
            return ""
        return f"{day:%m-%d}" if day.year == self.today.year else day.isoformat()

    @property
    def officer(self) -> str:
        """Who carries the step, and who stands in for them today."""
        return in_words(self.one.officer, self.substitute)

    @property
    def lamp_words(self) -> str:
        """The word of the lamp; an optional step nobody decided on is 待定."""
        return "待定" if self.one.undecided else LAMP_WORDS[self.one.lamp]

    @property
    def accepted(self) -> str:
        """When it was accepted, or at least received."""
        attempt = self.one.progress.attempt
        if attempt is None:
            return ""
        if attempt.accepted is not None:
            return self.day(attempt.accepted)
        return f"{self.day(attempt.received)} 收件" if attempt.received else ""

    @property
    def due(self) -> str:
        """When it ended; while it runs, which clock ends when."""
        clock = self.one.primary
        if self.ended:
            return f"{self.ended} {LAMP_WORDS[Lamp.DONE if self.one.state is StepState.DONE else self.one.lamp]}"
        if clock is None or self.one.state is StepState.SKIPPED:
            return ""
        if clock.due is None:
            return "恢复后重算"
        return f"{self._name(clock)} {self.day(clock.due)}{'' if clock.derivation.firm else ' 暂估'}"

    @property
    def statutory(self) -> str:
        """The statutory date while the lamp follows the promise."""
        clock = next((one for one in self.one.clocks if one.name == "statutory"), None)
        if clock is None or clock is self.one.primary or clock.due is None or self.ended:
            return ""
        return f"{self.day(clock.due)}{'' if clock.derivation.firm else ' 暂估'}"

    @property
    def clocks(self) -> str:
        """Every clock of the step with its name, its date and the date before an extension."""
        lines = []
        for clock in self.one.clocks:
            doubt = "" if clock.derivation.firm else "（暂估）"
            when = f"{clock.due.isoformat()}{doubt}" if clock.due else "恢复后重算"
            moved = f"，延期前 {clock.original.due.isoformat()}" if clock.original else ""
            lines.append(f"{self._name(clock)} {when}{moved}")
        return "\n".join(lines)

    def _name(self, clock: RunningClock) -> str:
        return clock_words(clock.name, bound_party(self.one.step, clock))

    @property
    def ended(self) -> str:
        """When it ended, as far as it is known."""
        attempt = self.one.progress.attempt
        if attempt is None or attempt.outcome is None:
            return ""
        return self.day(attempt.ended) or attempt.ended_month or "不详"

    @property
    def limits(self) -> str:
        """The promised limit, else the statutory one."""
        step = self.one.step
        limit = step.promised_limit or step.statutory_limit
        return limit.words() if limit is not None else "—"


def _beside(line: StepLine) -> str:
    if line.one.undecided:
        return "先决定办不办"
    if line.one.lamp in (Lamp.NORMAL, Lamp.WARNING, Lamp.OVERDUE, Lamp.SUSPENDED):
        left, over = line.one.left, line.one.lamp is Lamp.OVERDUE
        return line.beside if left is None else left_words(left, over=over)
    if line.one.blocked_by:
        return f"等 {len(line.one.blocked_by)} 个前置"
    return "、".join(line.one.progress.marks)


def _tone(line: StepLine) -> str:
    return {Lamp.OVERDUE: "red", Lamp.WARNING: "amber"}.get(line.one.lamp, "soft")


def _quiet(line: StepLine) -> str:
    return "faint" if line.one.state is StepState.SKIPPED else ""


COLUMNS: tuple[Column[StepLine], ...] = (
    Column("lamp", "灯号", 104, lambda line: line.lamp_words, lamp=lambda line: line.one.lamp),
    Column("title", "事项", 260, lambda line: line.one.step.title, stretch=True, tone=_quiet),
    Column("authority", "办理部门", 160, lambda line: line.one.step.matter.authority, tone=lambda _line: "soft"),
    Column("officer", "代办员", 64, lambda line: line.officer, tip=lambda line: line.officer),
    Column("limit", "时限", 110, lambda line: line.limits, tone=lambda _line: "soft"),
    Column("accepted", "受理", 92, lambda line: line.accepted),
    Column("due", "期限／办结", 124, lambda line: line.due, tip=lambda line: line.clocks),
    Column(
        "statutory",
        "法定期限",
        104,
        lambda line: line.statutory,
        tone=lambda _line: "soft",
        tip=lambda line: line.clocks,
    ),
    Column("beside", "余／逾", 104, _beside, right=True, tone=_tone),
)


class StepsModel(HeadedModel[StepLine, tuple[str, str]]):
    """The steps of one case in template order, a heading above each stage with how many are done."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(COLUMNS, parent)

    def show_case(
        self, page: CasePage | None, today: date, calendar: WorkingCalendar, covers: Mapping[str, str] = NOBODY
    ) -> None:
        """Show the steps of a case, or nothing; `covers` tells who stands in today, by the name of who is away."""
        stages: dict[str, list[Standing]] = {}
        for one in page.standings if page else ():
            stages.setdefault(one.step.matter.stage or "其他", []).append(one)
        sections = []
        for stage, members in stages.items():
            counted = [one for one in members if one.state is not StepState.SKIPPED and not one.undecided]
            done = sum(one.state is StepState.DONE for one in counted)
            lines = [
                StepLine(one, today, lamp_text(one, today, calendar), covers.get(one.officer, "")) for one in members
            ]
            sections.append(((stage, f"{done}／{len(counted)}"), lines))
        self.show_sections(sections)

    def section_words(self, heading: tuple[str, str]) -> tuple[str, str]:
        """The stage, and how many of its steps are done."""
        return heading

    def find(self, matter: str) -> int:
        """The row of a matter, -1 when the case does not have it."""
        return self.find_row(lambda line: line.one.step.code == matter)

    def first_of_interest(self) -> int:
        """The loudest step, else the first one that can start, else the first."""
        order = (Lamp.OVERDUE, Lamp.WARNING, Lamp.SUSPENDED, Lamp.NORMAL, Lamp.READY)
        return self.first_of(order, lambda line: line.one.lamp)

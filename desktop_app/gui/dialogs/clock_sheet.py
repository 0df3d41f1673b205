"""期限计算书 in the window: what a clock starts from, what moved it, and every day, to be read, copied and printed."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop_app.application.clock_sheets import ClockSheet, Credit
from desktop_app.application.documents import About
from desktop_app.application.forms.clock_sheet import choice_words
from desktop_app.application.overview import StepPanel
from desktop_app.domain.clock import DerivedDay
from desktop_app.gui.dialogs.sheet_dialog import SheetDialog, day_text
from desktop_app.gui.session import Session


class ClockSheetDialog(SheetDialog[ClockSheet]):
    """Look at one clock of a step, or at another of its clocks."""

    form = "clock-sheet"
    chooses = "哪一个期限"
    nothing = ("这个环节还没有开始计算的期限", "登记收件或受理以后再看。")

    def __init__(
        self,
        session: Session,
        about: About,
        parent: QWidget | None = None,
        clock: str = "",
        place: int = 1,
    ) -> None:
        super().__init__(session, "期限计算书", about, parent)
        self._wanted = (clock, place)
        self.session.ask(
            lambda desk: desk.outlooks.clock_sheets(about.case_id, about.matter), self._read, self.fail, owner=self
        )

    def name_of(self, sheet: ClockSheet) -> str:
        """The name of the clock."""
        return choice_words(sheet)

    def head_of(self, sheet: ClockSheet) -> tuple[str, str]:
        """The step, and when the clock is due."""
        return sheet.standing.step.title, f"{sheet.name}到期：{sheet.due_words}"

    def facts_of(self, sheet: ClockSheet) -> list[tuple[str, str]]:
        """Start, rule, suspensions, laws and notices."""
        return sheet_facts(sheet)

    def days_of(self, sheet: ClockSheet) -> tuple[DerivedDay, ...]:
        """The days of the derivation."""
        return sheet.clock.derivation.days

    def answers(self, sheet: ClockSheet) -> dict[str, object]:
        """The clock that is shown."""
        return {"clock": choice_words(sheet)}

    def text_of(self, sheet: ClockSheet) -> str:
        """The whole sheet as text, with the code of the step."""
        return sheet_text(sheet)

    def _read(self, sheets: tuple[ClockSheet, ...]) -> None:
        wanted = [number for number, one in enumerate(sheets) if (one.clock.name, one.place) == self._wanted]
        self.show_sheets(sheets, wanted[0] if wanted else 0)


def sheet_dialog(session: Session, parent: QWidget, panel: StepPanel, clock: str, place: int) -> ClockSheetDialog:
    """The dialog for a clock of the step shown in a panel."""
    return ClockSheetDialog(session, About(panel.case.id, panel.standing.step.code), parent, clock, place)


def sheet_facts(sheet: ClockSheet) -> list[tuple[str, str]]:
    """What the days rest on, as pairs of name and value."""
    clock = sheet.clock
    facts = [("时限", sheet.limit_words), ("起算", sheet.start_words), ("规则", sheet.rule)]
    facts.append(("口径", sheet.counting))
    if sheet.extension is not None and clock.original is not None:
        longer = sheet.extension
        facts.append(("延期", f"延长 {longer.amount} 日：{longer.approver}批准，{longer.notice}；{longer.reason}"))
        facts.append(("延期前", f"{clock.original.due} {sheet.name}到期"))
    facts += [("暂停", _credit_words(one)) for one in sheet.credits]
    if not clock.derivation.firm:
        facts.append(("暂估", clock.derivation.doubt))
    facts += [("依据", law) for law in sheet.laws]
    facts += [("放假安排", f"{one.year} 年：{one.citation}") for one in sheet.documents]
    facts += [
        ("本地调整", f"{one.day} {'临时补班' if one.works else '本地停办'}（{one.reason}）") for one in sheet.overrides
    ]
    return [*facts, ("日历版本", clock.derivation.calendar_version)]


def sheet_text(sheet: ClockSheet) -> str:
    """The whole sheet as lines of text, the days tab-separated for Excel."""
    case = sheet.standing.step
    lines = [f"期限计算书　{case.code} {case.title}", f"{sheet.name}到期：{sheet.due_words}"]
    lines += [f"{name}：{value}" for name, value in sheet_facts(sheet)]
    return "\n".join([*lines, *day_text(sheet.clock.derivation.days)])


def _credit_words(one: Credit) -> str:
    held = one.suspension
    until = f"{one.pause.last}" if one.pause else "未恢复"
    ground = "；".join(part for part in (held.reason, held.basis) if part)
    credited = f"扣除 {one.days} 日" if one.stops else "不停本时限"
    return f"{held.kind.word} {held.first} 至 {until}（{ground}），{credited}"

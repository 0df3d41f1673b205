"""Differences from an official system: lines with what was decided about each, what was not matched, the journal."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.application.reconcile_matching import AbsentStep, UnmatchedStep
from desktop_app.application.reconciliations import JournalLine, OfficialDifference
from desktop_app.domain.ledger import LedgerProblem
from desktop_app.domain.reconciliation import ASPECT_WORDS, Aspect
from desktop_app.gui.models.paged import Column

TAKE, KEEP = "take", "keep"


@dataclass(frozen=True, slots=True)
class DifferenceLine:
    """A difference with the decision made here: TAKE, KEEP or nothing yet."""

    of: OfficialDifference
    choice: str = ""

    @property
    def explained(self) -> str:
        """Why it cannot be taken over, or why it was kept before; empty when there is nothing to say."""
        if self.of.obstacle:
            return f"不能按官方更正：{self.of.obstacle}。可以按 K 保留本系统的记录。"
        return f"以前保留的原因：{self.of.kept}" if self.of.kept else ""

    @property
    def choice_words(self) -> str:
        """What will be done, or why nothing has to be or can be."""
        if self.choice == TAKE:
            return "→ 按官方更正"
        if self.choice == KEEP:
            return "○ 保留本系统"
        if self.of.kept:
            return "○ 以前已保留"
        return "! 不能更正" if self.of.obstacle else "待定"


@dataclass(frozen=True, slots=True)
class OtherLine:
    """A line of the export that was not compared, or a step it does not mention."""

    kind: str
    place: str
    project: str
    matter: str
    why: str
    of: UnmatchedStep | None = None


def _tone(line: DifferenceLine) -> str:
    if line.choice:
        return "green"
    return "faint" if line.of.kept else "amber" if line.of.obstacle else "strong"


DIFFERENCE_COLUMNS: tuple[Column[DifferenceLine], ...] = (
    Column("project", "项目", 250, lambda line: line.of.project),
    Column("step", "环节", 190, lambda line: line.of.title, stretch=True),
    Column("aspect", "比对项", 84, lambda line: line.of.aspect_words),
    Column("ours", "本系统", 130, lambda line: line.of.ours),
    Column("theirs", "官方系统", 138, lambda line: line.of.theirs, tone=lambda _line: "strong"),
    Column("choice", "处理", 122, lambda line: line.choice_words, tone=_tone, tip=lambda line: line.explained),
    Column("place", "出处", 140, lambda line: line.of.place),
)
OTHER_COLUMNS: tuple[Column[OtherLine], ...] = (
    Column("kind", "情形", 92, lambda line: line.kind),
    Column("place", "出处", 140, lambda line: line.place),
    Column("project", "项目", 190, lambda line: line.project),
    Column("matter", "事项", 210, lambda line: line.matter),
    Column("why", "说明", 300, lambda line: line.why, stretch=True),
)
JOURNAL_COLUMNS: tuple[Column[JournalLine], ...] = (
    Column("at", "时间", 146, lambda one: f"{one.decision.at:%Y-%m-%d %H:%M}"),
    Column("done", "处理", 92, lambda one: "按官方更正" if one.decision.accepted else "保留"),
    Column("project", "项目", 120, lambda one: one.project, stretch=True),
    Column("matter", "环节", 120, lambda one: one.title, stretch=True),
    Column("aspect", "比对项", 80, lambda one: ASPECT_WORDS[Aspect(one.decision.aspect)]),
    Column("values", "结果", 348, lambda one: one.outcome),
    Column("reason", "原因", 100, lambda one: one.decision.reason, stretch=True),
    Column("by", "登记人", 68, lambda one: one.decision.by),
    Column("source", "出处", 110, lambda one: one.decision.source, stretch=True),
)


def other_lines(
    unmatched: tuple[UnmatchedStep, ...], absent: tuple[AbsentStep, ...], problems: tuple[LedgerProblem, ...]
) -> list[OtherLine]:
    """Everything of a comparison that is no difference: first what a person can mend."""
    lines = [
        OtherLine(
            "没有对上", one.place, one.project, one.matter, one.why, one if one.suggestions or one.others else None
        )
        for one in unmatched
    ]
    lines += [
        OtherLine("没有比对" if one.blocks else "请核实", f"{one.sheet} {one.cell}".strip(), "", "", one.message)
        for one in problems
    ]
    lines += [
        OtherLine("官方未提到", "", one.project, one.title, "本系统在办，导出里没有这一项；不作处理") for one in absent
    ]
    return lines

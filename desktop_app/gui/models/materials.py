"""The checklist of a case as the window shows it: materials below their steps, with lamps and where originals are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject

from desktop_app.application.materials import CaseMaterials, expiring
from desktop_app.domain.checklist import LineKind, MaterialLine
from desktop_app.domain.custody import ACT_WORDS, STATE_WORDS, CustodyItem, CustodyState
from desktop_app.domain.progress import Lamp
from desktop_app.gui.models.headed import HeadedModel
from desktop_app.gui.models.paged import Column


@dataclass(frozen=True, slots=True)
class ShownMaterial:
    """A line of the checklist with the day its words depend on."""

    line: MaterialLine
    today: date

    @property
    def loudest(self) -> CustodyItem | None:
        """The original that is told in the row: one that is late, else out, else kept, else the newest."""
        order = (CustodyState.OUT, CustodyState.HELD, CustodyState.HANDED_OVER)
        items = sorted(self.line.items, key=lambda one: (not one.overdue(self.today), order.index(one.state)))
        return items[0] if items else None

    @property
    def lamp(self) -> Lamp:
        """The lamp of the row."""
        return self._told[0]

    @property
    def lamp_words(self) -> str:
        """Its word."""
        return self._told[1]

    @property
    def _told(self) -> tuple[Lamp, str]:
        line, items = self.line, self.line.items
        if any(item.overdue(self.today) for item in items):
            return Lamp.OVERDUE, "逾期未还"
        if any(expiring(item, self.today) for item in items):
            return Lamp.WARNING, "将到期"
        if any(item.state is CustodyState.OUT for item in items):
            return Lamp.SUSPENDED, "原件在外"
        if line.complete:
            return Lamp.DONE, "已收" if line.kind is not LineKind.ASKED else "已齐"
        if line.last is not None:
            return Lamp.NORMAL, "未收齐"
        return Lamp.NOT_STARTED, "可容缺" if line.tolerable else "未出" if line.kind is LineKind.RESULT else "未收"

    @property
    def where(self) -> str:
        """Where the original is, with whom."""
        item = self.loudest
        if item is None:
            return "验后退还" if self.line.seen else ""
        more = f" 等 {len(self.line.items)} 件" if len(self.line.items) > 1 else ""
        return f"{STATE_WORDS[item.state]}：{item.holder}{more}"

    @property
    def due_back(self) -> str:
        """When it should be back, or until when a certificate is valid."""
        item = self.loudest
        if item is None:
            return ""
        if item.due_back is not None:
            return f"{item.due_back:%m-%d} 还" if item.due_back.year == self.today.year else f"{item.due_back} 还"
        until = item.received.valid_until
        return f"{until} 止" if until is not None and item.state is not CustodyState.HANDED_OVER else ""


def _due(one: ShownMaterial) -> str:
    if one.line.kind is LineKind.RESULT:
        return "证照批文"
    return one.line.due.words() if one.line.kind is LineKind.ASKED else "清单外"


def _last(one: ShownMaterial) -> str:
    last = one.line.last
    return f"{last.on:%m-%d} {ACT_WORDS[last.act]} {last.by}" if last else ""


def _tone(one: ShownMaterial) -> str:
    return {Lamp.OVERDUE: "red", Lamp.WARNING: "amber"}.get(one.lamp, "")


MATERIAL_COLUMNS: tuple[Column[ShownMaterial], ...] = (
    Column("lamp", "状态", 104, lambda one: one.lamp_words, lamp=lambda one: one.lamp),
    Column("name", "材料", 220, lambda one: one.line.name, stretch=True, tip=lambda one: one.line.note),
    Column("due", "应收", 96, _due, tone=lambda _one: "soft"),
    Column("tolerable", "容缺", 52, lambda one: "可" if one.line.tolerable else "", tone=lambda _one: "soft"),
    Column("source", "来源", 96, lambda one: one.line.source, tone=lambda _one: "soft"),
    Column("received", "已收", 136, lambda one: one.line.received.words() if one.line.last else ""),
    Column("check", "验／收", 78, lambda one: one.line.check_words),
    Column("where", "原件在哪里", 150, lambda one: one.where, tone=_tone),
    Column("due_back", "归还／有效期", 128, lambda one: one.due_back, tone=_tone),
    Column("last", "最近登记", 170, _last, tone=lambda _one: "faint"),
)


class MaterialsModel(HeadedModel[ShownMaterial, tuple[str, str]]):
    """The checklist of one case, a heading above each step with how many materials are complete."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(MATERIAL_COLUMNS, parent)

    def show_materials(self, found: CaseMaterials | None) -> None:
        """Show the checklist of a case, or nothing."""
        sections = []
        for step in found.steps if found else ():
            asked = f"已齐 {step.complete}／{len(step.asked)}" if step.asked else "没有要收的材料"
            heading = (step.step.title, f"{asked}　{step.step.matter.authority}")
            sections.append((heading, [ShownMaterial(line, found.today) for line in step.lines] if found else []))
        self.show_sections(sections)

    def section_words(self, heading: tuple[str, str]) -> tuple[str, str]:
        """The step, and how many of its materials are complete."""
        return heading

    def find(self, matter: str, name: str) -> int:
        """The row of a material; with an empty name the first one of the step; -1 when there is none."""
        return self.find_row(lambda one: one.line.matter == matter and name in ("", one.line.name))

    def first_of_interest(self) -> int:
        """The row of the loudest lamp, else the first that is not complete, else the first."""
        order = (Lamp.OVERDUE, Lamp.WARNING, Lamp.SUSPENDED, Lamp.NORMAL, Lamp.NOT_STARTED)
        return self.first_of(order, lambda one: one.lamp)

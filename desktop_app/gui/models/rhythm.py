"""调度 as tables: due periods, lines a person types into, numbers then and now, issued reports, acts of supervision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from desktop_app.application.forms.supervision import Tally, share_words
from desktop_app.application.rhythm import Assembled, ReportView
from desktop_app.application.rhythm_book import Report, RhythmAct
from desktop_app.application.rhythm_figures import RANKING_WORDS, Change, Difference
from desktop_app.application.rhythm_rates import RateDifference
from desktop_app.application.supervision_register import ACT_WORDS, SupervisionAct
from desktop_app.domain.progress import Lamp
from desktop_app.domain.rhythm import CADENCE_WORDS, DuePeriod, Period, period_of
from desktop_app.gui.models.listed import ListModel
from desktop_app.gui.models.paged import Column


@dataclass(frozen=True, slots=True)
class PeriodLine:
    """A period in the list on the left: due, present and out already or never asked for, or one left without."""

    period: Period
    due: DuePeriod | None
    skipped: str = ""
    issued: bool = False

    @property
    def lamp(self) -> Lamp:
        """Its lamp; a present period with its report is done, one that was due before the rhythm began asks nothing."""
        if self.skipped:
            return Lamp.SKIPPED
        if self.due is None:
            return Lamp.DONE if self.issued else Lamp.NOT_STARTED
        return self.due.lamp

    @property
    def lamp_words(self) -> str:
        """逾 2 日, 刚逾期, 今天到期, 余 3 日, 已出, 可不出."""
        if self.due is None:
            return "不出" if self.skipped else "已出" if self.issued else "可不出"
        if self.due.over:
            return f"逾 {-self.due.left} 日" if self.due.left else "刚逾期"
        return f"余 {self.due.left} 日" if self.due.left else "今天到期"

    @property
    def why(self) -> str:
        """Why nothing is asked for the period."""
        unasked = self.due is None and not self.issued
        return self.skipped or ("开始使用以前就到期了，不要求出；要出也可以" if unasked else "")

    @property
    def due_words(self) -> str:
        """The due day; 暂估 while its year has no notice."""
        if self.due is None:
            return ""
        return f"{self.due.due:%m-%d}{'' if self.due.firm else ' 暂估'}"


def period_lines(
    due: Sequence[DuePeriod], present: Sequence[Period], skipped: Sequence[RhythmAct], reports: Sequence[Report]
) -> list[PeriodLine]:
    """What is due, the present periods that have their report or need none, and those left without one."""
    left = {(one.cadence, one.first): one.reason for one in skipped}
    asked = {one.period.key for one in due} | set(left)
    out = {one.period.key for one in reports if not one.void}
    return [
        *(PeriodLine(one.period, one) for one in due),
        *(PeriodLine(period, None, issued=period.key in out) for period in present if period.key not in asked),
        *(PeriodLine(period_of(*key), None, reason) for key, reason in left.items()),
    ]


PERIOD_COLUMNS: tuple[Column[PeriodLine], ...] = (
    Column("lamp", "状态", 104, lambda line: line.lamp_words, lamp=lambda line: line.lamp),
    Column(
        "period",
        "哪一期",
        190,
        lambda line: f"{CADENCE_WORDS[line.period.cadence]} {_short(line.period)}",
        stretch=True,
        tip=lambda line: "，".join(text for text in (line.period.title, line.due_words, line.why) if text),
    ),
    Column("due", "应出", 66, lambda line: line.due_words),
)


def _short(period: Period) -> str:
    return period.words.removeprefix(f"{period.first.year}年")


class PeriodModel(ListModel[PeriodLine]):
    """The periods with their lamps."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(PERIOD_COLUMNS, parent)


@dataclass(frozen=True, slots=True)
class TypedLine:
    """A case or step with what may be typed for it; `key` tells it apart."""

    key: str
    project: str
    shown: Mapping[str, str]
    cells: Mapping[str, str]
    project_id: str = ""


def _shown(key: str, name: str, width: int, *, stretch: bool = False) -> Column[TypedLine]:
    return Column(key, name, width, lambda line: line.shown.get(key, ""), stretch=stretch, tip=lambda line: _tip(line))


TYPED_SIGN = " ✎"
"""Behind the names of the columns a person types into."""


def _cell(key: str, name: str, width: int) -> Column[TypedLine]:
    return Column(
        key,
        f"{name}{TYPED_SIGN}",
        width,
        lambda line: line.cells.get(key, ""),
        stretch=True,
        tip=lambda line: line.cells.get(key, "") or f"双击或按 F2 填写{name}",
    )


def _tip(line: TypedLine) -> str:
    return "\n".join(text for text in (line.project, *line.shown.values()) if text)


_PROJECT: Column[TypedLine] = Column(
    "project", "项目", 170, lambda line: line.project, stretch=True, tip=lambda line: line.project
)
WEEK_COLUMNS: tuple[Column[TypedLine], ...] = (
    _PROJECT,
    _shown("planned", "本周计划", 130, stretch=True),
    _shown("done", "本周完成", 110),
    _shown("lamp", "进度灯", 104),
    _cell("stuck", "卡点", 150),
    _cell("asked", "协调事项", 150),
    _cell("coming", "下周计划", 150),
)
STEP_COLUMNS: tuple[Column[TypedLine], ...] = (
    _shown("list", "清单", 72),
    _PROJECT,
    _shown("matter", "事项", 170, stretch=True),
    _shown("authority", "办理部门", 120),
    _shown("left", "天数", 74),
    _cell("stuck", "卡点", 160),
    _cell("asked", "协调事项", 160),
)


def week_lines(found: Assembled) -> list[TypedLine]:
    """The cases of a week."""
    return [
        TypedLine(
            one.case_id,
            one.project,
            {"planned": one.planned, "done": one.done, "lamp": one.lamp},
            {"stuck": one.stuck, "asked": one.asked, "coming": one.coming},
        )
        for one in found.lines
    ]


def step_lines(found: Assembled) -> list[TypedLine]:
    """The red list, then the yellow one."""
    lists = (("▲ 红色", found.figures.red), ("◆ 黄色", found.figures.yellow))
    lines = []
    for name, steps in lists:
        for one in steps:
            stuck, asked = found.held.get(one.id, ("", ""))
            shown = {"list": name, "matter": one.matter, "authority": one.authority, "left": one.left}
            project_id = one.id.split(" ")[0]
            lines.append(TypedLine(one.id, one.project, shown, {"stuck": stuck, "asked": asked}, project_id))
    return lines


class TypedModel(ListModel[TypedLine]):
    """Lines whose cells a person types into; every change is told at once, so that it can be kept."""

    typed = Signal(str, str, str)
    locked = False
    """Nothing is typed into what has been published."""

    def lock(self, locked: bool) -> None:
        """Let nobody type, or everybody again; the headings show which."""
        self.locked = locked
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The column names; those of a published report have nothing to type into."""
        said = super().headerData(section, orientation, role)
        return said.removesuffix(TYPED_SIGN) if self.locked and isinstance(said, str) else said

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """What is typed may be edited."""
        line = self.row_at(index.row()) if index.isValid() else None
        editable = not self.locked and line is not None and self.columns[index.column()].key in line.cells
        return super().flags(index) | (Qt.ItemFlag.ItemIsEditable if editable else Qt.ItemFlag.NoItemFlags)

    def cell(self, row: TypedLine, column: Column[TypedLine], role: int) -> Any:
        """The text that is edited."""
        if role == Qt.ItemDataRole.EditRole:
            return row.cells.get(column.key, row.shown.get(column.key, ""))
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.tip(row) or None
        return super().cell(row, column, role)

    def setData(
        self, index: QModelIndex | QPersistentModelIndex, value: Any, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Take what was typed and tell it."""
        line = self.row_at(index.row()) if index.isValid() else None
        if line is None or role != Qt.ItemDataRole.EditRole:
            return False
        key, words = self.columns[index.column()].key, " ".join(str(value).split())
        if key not in line.cells or line.cells[key] == words:
            return False
        rows = list(self._rows)
        rows[index.row()] = replace(line, cells={**line.cells, key: words})
        self._rows = tuple(rows)
        self.dataChanged.emit(index, index)
        self.typed.emit(line.key, key, words)
        return True


@dataclass(frozen=True, slots=True)
class RankLine:
    """A place in one of the rankings."""

    kind: str
    place: int
    tally: Tally


RANK_COLUMNS: tuple[Column[RankLine], ...] = (
    Column("kind", "排名", 80, lambda line: RANKING_WORDS[line.kind], tone=lambda _line: "soft"),
    Column("place", "名次", 50, lambda line: str(line.place), right=True),
    Column("name", "名称", 160, lambda line: line.tally.name, stretch=True),
    Column("finished", "办结", 54, lambda line: str(line.tally.finished), right=True),
    Column("share", "按期率", 76, lambda line: share_words(line.tally.per_mille), right=True),
    Column(
        "overdue",
        "逾期",
        54,
        lambda line: str(line.tally.overdue),
        right=True,
        tone=lambda line: "red" if line.tally.overdue else "",
    ),
)


def rank_lines(found: Assembled) -> list[RankLine]:
    """Every ranking below the other."""
    return [
        RankLine(kind, place, tally)
        for kind in RANKING_WORDS
        for place, tally in enumerate(found.figures.rankings.get(kind, ()), 1)
    ]


REPORT_COLUMNS: tuple[Column[Report], ...] = (
    Column("issued", "出具日期", 96, lambda one: f"{one.issued_at:%Y-%m-%d}"),
    Column(
        "period",
        "哪一期",
        200,
        lambda one: f"{CADENCE_WORDS[one.period.cadence]} {one.period.words}",
        stretch=True,
    ),
    Column(
        "state",
        "状态",
        68,
        lambda one: "已作废" if one.void else "有效",
        tone=lambda one: "faint" if one.void else "green",
    ),
)


@dataclass(frozen=True, slots=True)
class ThenNow:
    """A published number beside the present one in words, with its change against the period before."""

    name: str
    then: str
    now: str
    change: str = "—"
    why: str = ""
    differs: bool = False

    @classmethod
    def of(cls, one: Difference, change: Change | None) -> ThenNow:
        """A count; `why` names what is counted now and was not then, and the other way round."""
        added, gone = "、".join(one.added), "、".join(one.gone)
        why = "；".join(text for text in (f"多出：{added}" if added else "", f"少了：{gone}" if gone else "") if text)
        told = change.words if change else "—"
        return cls(one.name, str(one.then), str(one.now), told, why or "一致", one.now != one.then)

    @classmethod
    def of_rate(cls, one: RateDifference) -> ThenNow:
        """A rate with both its sides and the version of its definition."""
        then = one.then
        by = f"{then.label}{'' if then.verified else '，待核'}"
        if one.now is None:
            return cls(then.name, then.words, "—", why=f"当时 {then.sides}（{by}）；这条口径已不在程序里，不能重算")
        now = f"现在 {one.now.sides}，" if one.differs else "一致，"
        return cls(then.name, then.words, one.now.words, "—", f"{now}当时 {then.sides}（{by}）", one.differs)


def then_now(view: ReportView) -> list[ThenNow]:
    """The counts of an issued report, then its rates."""
    changes = {one.key: one for one in view.changes}
    counts = [ThenNow.of(one, changes.get(one.key)) for one in view.differences]
    return [*counts, *(ThenNow.of_rate(one) for one in view.rates)]


THEN_COLUMNS: tuple[Column[ThenNow], ...] = (
    Column("name", "数据", 150, lambda line: line.name, tip=lambda line: line.name),
    Column("then", "当时数", 76, lambda line: line.then, right=True, tone=lambda _line: "strong"),
    Column("change", "较上期", 76, lambda line: line.change, right=True),
    Column("now", "现在数", 76, lambda line: line.now, right=True, tone=lambda line: "amber" if line.differs else ""),
    Column("why", "差在哪里", 220, lambda line: line.why, stretch=True, tip=lambda line: line.why),
)

ACT_COLUMNS: tuple[Column[SupervisionAct], ...] = (
    Column("on", "日期", 104, lambda one: one.on.isoformat()),
    Column("kind", "种类", 96, lambda one: ACT_WORDS[one.kind]),
    Column("title", "内容", 260, lambda one: one.title, stretch=True),
    Column("number", "编号／文号", 190, lambda one: one.number),
    Column("unit", "主持人／项目", 150, lambda one: one.unit, tip=lambda one: one.unit),
    Column("by", "出具人", 76, lambda one: one.by),
    Column(
        "followed",
        "落实",
        276,
        lambda one: one.followed,
        tone=lambda one: "red" if one.late or one.pressing else "",
        stretch=True,
        tip=lambda one: one.followed,
    ),
)

"""The lists of 专班: people with their work, what somebody has in hand, teams, leaves, handovers; told as data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QObject

from desktop_app.application.officer_hand import HandKind, HandLine
from desktop_app.application.officers import OfficerRow
from desktop_app.application.overview import TodayRow
from desktop_app.domain.handover import HANDOVER_WORDS, HandedCase, Handover, HandoverState
from desktop_app.domain.officer import Cover, Leave, Team
from desktop_app.domain.progress import Lamp
from desktop_app.domain.terms import LAMP_WORDS, clock_words
from desktop_app.gui.models.board import left_words
from desktop_app.gui.models.listed import ListModel
from desktop_app.gui.models.paged import Column
from desktop_app.gui.widgets.share_cell import SHARE_ROLE


def person_words(row: OfficerRow) -> str:
    """Whether somebody is there, with its sign."""
    if row.officer is None:
        return "○ 未登记"
    if not row.active:
        return "✕ 不在岗"
    if row.cover is None:
        return "● 在岗"
    return f"‖ 请假，{row.cover.by}代" if row.cover.by else "▲ 请假，没人代"


def _person_tone(row: OfficerRow) -> str:
    sign = person_words(row)[0]
    return {"○": "amber", "✕": "faint", "●": "green", "‖": "slate", "▲": "red"}[sign]


def _person_tip(row: OfficerRow) -> str:
    if row.officer is None:
        return "代办件里有这个姓名，人员名册里还没有；可点“登记全部”或逐个登记"
    return row.cover.words if row.cover else ""


def _names_tip(row: OfficerRow) -> str:
    officer = row.officer
    if officer is None:
        return ""
    parts = [officer.unit, officer.post, officer.zone]
    parts += [f"旧名 {'、'.join(officer.former)}"] if officer.former else []
    parts += [f"常任代管人 {officer.deputy}"] if officer.deputy else []
    return "\n".join(filter(None, (*parts, officer.note)))


def _count(number: int) -> str:
    return str(number) if number else "–"


def _quiet(number: int, tone: str = "ink") -> str:
    return tone if number else "faint"


PERSON_COLUMNS: tuple[Column[OfficerRow], ...] = (
    Column("name", "姓名", 92, lambda row: row.name, tone=lambda _row: "strong", tip=_names_tip),
    Column("state", "状态", 132, person_words, tone=_person_tone, tip=_person_tip),
    Column("unit", "单位", 128, lambda row: row.officer.unit if row.officer else "", stretch=True),
    Column("teams", "专班", 128, lambda row: "、".join(row.teams), stretch=True),
    Column("projects", "项目", 52, lambda row: _count(row.projects), right=True),
    Column("cases", "代办件", 62, lambda row: _count(row.cases), right=True),
    Column("running", "在办", 52, lambda row: _count(row.steps.running), right=True),
    Column("ready", "可办", 52, lambda row: _count(row.steps.ready), right=True),
    Column("suspended", "暂停", 52, lambda row: _count(row.steps.suspended), right=True),
    Column(
        "overdue",
        "逾期",
        52,
        lambda row: _count(row.steps.overdue),
        right=True,
        tone=lambda row: _quiet(row.steps.overdue, "red"),
    ),
    Column(
        "soon",
        "五日内",
        62,
        lambda row: _count(row.steps.soon),
        right=True,
        tone=lambda row: _quiet(row.steps.soon, "amber"),
        tip=lambda _row: "五个工作日内到期的环节",
    ),
    Column("originals", "原件", 52, lambda row: _count(row.originals), right=True),
    Column("reminders", "提醒", 52, lambda row: _count(row.reminders), right=True),
    Column(
        "problems", "问题", 52, lambda row: _count(row.problems), right=True, tip=lambda _row: "责任人是他的未销号问题"
    ),
    Column("visits", "走访", 52, lambda row: _count(row.visits), right=True, tip=lambda _row: "他做的走访与服务记录"),
    Column(
        "share",
        "占在手环节",
        126,
        lambda row: f"{row.share:.0%}",
        tip=lambda row: f"手上 {row.in_hand} 个环节（在办、可办、暂停），占全部的 {row.share:.1%}",
    ),
)
PERSON_KEYS = {column.key: place for place, column in enumerate(PERSON_COLUMNS)}

_PERSON_ORDER = {
    "projects": lambda row: row.projects,
    "cases": lambda row: row.cases,
    "running": lambda row: row.steps.running,
    "ready": lambda row: row.steps.ready,
    "suspended": lambda row: row.steps.suspended,
    "overdue": lambda row: row.steps.overdue,
    "soon": lambda row: row.steps.soon,
    "originals": lambda row: row.originals,
    "reminders": lambda row: row.reminders,
    "problems": lambda row: row.problems,
    "visits": lambda row: row.visits,
    "share": lambda row: row.share,
}


def ordered(rows: Sequence[OfficerRow], key: str, *, descending: bool) -> list[OfficerRow]:
    """People by a count; by any other column in the order of the directory, reversed when asked."""
    counted = _PERSON_ORDER.get(key)
    if counted is None:
        return list(reversed(rows)) if descending else list(rows)
    return sorted(rows, key=counted, reverse=descending)


class PeopleModel(ListModel[OfficerRow]):
    """The people; the share column answers with its share too."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(PERSON_COLUMNS, parent)

    def cell(self, row: OfficerRow, column: Column[OfficerRow], role: int) -> Any:
        """The share for the bar."""
        if role == SHARE_ROLE and column.key == "share":
            return row.share
        return super().cell(row, column, role)


def _due(row: TodayRow) -> str:
    if row.step.due_on is None:
        return "恢复后重算" if row.step.suspended_on else ""
    doubt = "" if row.step.firm else " 暂估"
    return f"{clock_words(row.step.clock, row.step.bound_party)} {row.step.due_on.isoformat()}{doubt}".strip()


def _left(row: TodayRow) -> str:
    return "" if row.left is None else left_words(row.left, over=row.lamp is Lamp.OVERDUE)


WORK_COLUMNS: tuple[Column[TodayRow], ...] = (
    Column(
        "lamp",
        "灯号",
        88,
        lambda row: "待定" if row.step.undecided else LAMP_WORDS[row.lamp],
        lamp=lambda row: row.lamp,
    ),
    Column("project", "项目", 220, lambda row: row.entry.project, stretch=True),
    Column("matter", "环节", 220, lambda row: row.step.title, stretch=True, tip=lambda row: row.entry.template),
    Column("authority", "办理部门", 150, lambda row: row.step.authority),
    Column("due", "期限", 178, _due),
    Column(
        "left",
        "余／逾",
        80,
        _left,
        right=True,
        tone=lambda row: {Lamp.OVERDUE: "red", Lamp.WARNING: "amber"}.get(row.lamp, "ink"),
    ),
)


class WorkModel(ListModel[TodayRow]):
    """The steps somebody has in hand."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(WORK_COLUMNS, parent)


def _day(line: HandLine) -> str:
    return line.on.isoformat() if line.on else ""


def _hand_columns(state: str, what: str, where: str, day: str, note: str = "说明") -> tuple[Column[HandLine], ...]:
    """The same columns for every kind, under the names that kind has for them."""
    return (
        Column("state", state, 150, lambda line: line.state, lamp=lambda line: line.lamp),
        Column("where", where, 220, lambda line: line.where, stretch=True),
        Column("what", what, 260, lambda line: line.what, stretch=True),
        Column("on", day, 116, _day),
        Column("note", note, 210, lambda line: line.note, stretch=True, tone=lambda _line: "soft"),
    )


HAND_COLUMNS: Mapping[HandKind, tuple[Column[HandLine], ...]] = {
    HandKind.CASES: _hand_columns("灯号", "流程", "项目", "最近期限"),
    HandKind.ORIGINALS: _hand_columns("状态", "原件", "项目", "何时起保管"),
    HandKind.REMINDERS: _hand_columns("灯号", "环节", "项目", "期限", "哪一级提醒"),
    HandKind.PROBLEMS: _hand_columns("时限提示", "问题", "项目或企业", "应办结日", "状态"),
    HandKind.VISITS: _hand_columns("方式", "事项", "企业", "日期"),
}

COUNTED_BY: Mapping[str, HandKind | None] = {
    **dict.fromkeys(("running", "ready", "suspended", "overdue", "soon", "share")),
    **dict.fromkeys(("projects", "cases"), HandKind.CASES),
    "originals": HandKind.ORIGINALS,
    "reminders": HandKind.REMINDERS,
    "problems": HandKind.PROBLEMS,
    "visits": HandKind.VISITS,
}
"""The rows behind each count of the people, by the key of its column; None for the steps."""


@dataclass(frozen=True, slots=True)
class TeamLine:
    """A team with the names of its projects and who belongs to it today."""

    team: Team
    members: tuple[str, ...]
    projects: tuple[str, ...]


def team_lines(teams: Sequence[Team], names: Mapping[str, str], today: date) -> list[TeamLine]:
    """The teams that are not dissolved."""
    return [
        TeamLine(
            team,
            tuple(one.name for one in team.members if one.on(today)),
            tuple(names[one] for one in team.projects if one in names),
        )
        for team in teams
        if not team.dissolved
    ]


TEAM_COLUMNS: tuple[Column[TeamLine], ...] = (
    Column("name", "专班", 190, lambda line: line.team.name, stretch=True, tone=lambda _line: "strong"),
    Column("leader", "组长", 84, lambda line: line.team.leader or "未定"),
    Column("members", "成员", 200, lambda line: "、".join(line.members) or "还没有", stretch=True),
    Column("chain", "产业链", 130, lambda line: line.team.chain),
    Column("zone", "园区", 130, lambda line: line.team.zone),
    Column("projects", "承担项目", 240, lambda line: "、".join(line.projects) or "未写", stretch=True),
    Column("note", "备注", 120, lambda line: line.team.note, tone=lambda _line: "soft"),
)


@dataclass(frozen=True, slots=True)
class LeaveLine:
    """A leave with where it stands today and who covers it."""

    leave: Leave
    today: date
    cover: Cover | None

    @property
    def state(self) -> str:
        """Whether it is over, runs or is to come, with its sign."""
        if self.leave.cancelled:
            return "✕ 已撤销"
        if self.leave.last < self.today:
            return "✓ 已结束"
        if self.leave.first > self.today:
            return "○ 未开始"
        return "‖ 请假中" if self.cover and self.cover.by else "▲ 没人代管"

    @property
    def by(self) -> str:
        """Who stands in."""
        return (self.cover.by if self.cover else "") or self.leave.substitute or "常任代管人"


LEAVE_COLUMNS: tuple[Column[LeaveLine], ...] = (
    Column(
        "state",
        "状态",
        104,
        lambda line: line.state,
        tone=lambda line: {"✕": "faint", "✓": "faint", "○": "soft", "‖": "slate", "▲": "red"}[line.state[0]],
        tip=lambda line: line.cover.words if line.cover else "",
    ),
    Column("officer", "请假人", 100, lambda line: line.leave.officer, tone=lambda _line: "strong"),
    Column("first", "第一天", 116, lambda line: line.leave.first.isoformat()),
    Column("last", "最后一天", 116, lambda line: line.leave.last.isoformat()),
    Column("days", "天数", 60, lambda line: str(len(line.leave.days())), right=True),
    Column("substitute", "代管人", 120, lambda line: line.by),
    Column("reason", "事由", 240, lambda line: line.leave.reason, stretch=True),
)

HANDOVER_SIGNS = {
    HandoverState.WAITING: "◆",
    HandoverState.ACCEPTED: "✓",
    HandoverState.DISPUTED: "▲",
    HandoverState.TAKEN_BACK: "↩",
}
_HANDOVER_TONES = {
    HandoverState.WAITING: "amber",
    HandoverState.ACCEPTED: "green",
    HandoverState.DISPUTED: "red",
    HandoverState.TAKEN_BACK: "faint",
}


def _of_handover(key: str, name: str, width: int = 62) -> Column[Handover]:
    return Column(key, name, width, lambda one: _count(getattr(one.handed.counts, key)), right=True)


HANDOVER_COLUMNS: tuple[Column[Handover], ...] = (
    Column("number", "编号", 116, lambda one: one.number, tone=lambda _one: "strong"),
    Column(
        "state",
        "状态",
        170,
        lambda one: f"{HANDOVER_SIGNS[one.state]} {HANDOVER_WORDS[one.state]}",
        tone=lambda one: _HANDOVER_TONES[one.state],
        tip=lambda one: one.entries[-1].note,
    ),
    Column("on", "日期", 104, lambda one: one.handed.on.isoformat()),
    Column("giver", "移交人", 84, lambda one: one.handed.giver),
    Column("taker", "接收人", 84, lambda one: one.handed.taker),
    _of_handover("projects", "项目"),
    _of_handover("cases", "代办件"),
    _of_handover("steps", "未结环节", 76),
    _of_handover("running", "在办含暂停", 90),
    _of_handover("originals", "原件"),
    _of_handover("reminders", "提醒"),
    Column("reason", "原因", 160, lambda one: one.reason, stretch=True, tip=lambda one: one.handed.counts.words),
)


@dataclass(frozen=True, slots=True)
class CaseChoice:
    """A case in the dialog of a handover, and who takes it; nobody when it stays."""

    case: HandedCase
    taker: str


CHOICE_COLUMNS: tuple[Column[CaseChoice], ...] = (
    Column(
        "taker",
        "交给",
        104,
        lambda one: f"→ {one.taker}" if one.taker else "不交",
        tone=lambda one: "strong" if one.taker else "faint",
    ),
    Column("project", "项目", 220, lambda one: one.case.project, stretch=True),
    Column("template", "流程", 170, lambda one: one.case.template, stretch=True),
    Column("scope", "范围", 72, lambda one: "整件" if one.case.whole else "仅环节"),
    Column("steps", "未结", 52, lambda one: _count(one.case.steps), right=True),
    Column("running", "在办含暂停", 90, lambda one: _count(one.case.running), right=True),
    Column(
        "overdue",
        "逾期",
        52,
        lambda one: _count(one.case.overdue),
        right=True,
        tone=lambda one: _quiet(one.case.overdue, "red"),
    ),
    Column("next", "最近期限", 104, lambda one: one.case.next_due.isoformat() if one.case.next_due else ""),
)

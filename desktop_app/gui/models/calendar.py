"""Tables of the calendar: what a notice was understood to say, what changes, what moves, and who did it when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop_app.application.calendar_book import NoticeVersion, OverrideEntry
from desktop_app.application.calendar_moves import DayChange, MovedDate
from desktop_app.domain.calendar import weekday_word
from desktop_app.domain.notice_text import UnderstoodRun
from desktop_app.domain.terms import CLOCK_WORDS
from desktop_app.gui.models.paged import Column


def _span(first: date, last: date) -> str:
    begin = f"{first:%m-%d}（{weekday_word(first)}）"
    return begin if first == last else f"{begin} 至 {last:%m-%d}（{weekday_word(last)}）"


RUN_COLUMNS: tuple[Column[UnderstoodRun], ...] = (
    Column("name", "节日", 120, lambda run: run.name),
    Column(
        "works",
        "安排",
        72,
        lambda run: "上班" if run.works else "放假",
        tone=lambda run: "amber" if run.works else "red",
    ),
    Column("days", "日期", 250, lambda run: _span(run.first, run.last)),
    Column("count", "天数", 60, lambda run: str(run.count), right=True),
    Column("text", "原文", 240, lambda run: run.text, stretch=True, tone=lambda _run: "faint"),
)


def _state(change: DayChange, *, after: bool) -> str:
    fact = change.after if after else change.before
    return f"{'上班' if fact.works else '休息'} · {fact.label or fact.reason}"


DAY_COLUMNS: tuple[Column[DayChange], ...] = (
    Column("day", "日期", 150, lambda one: f"{one.day:%Y-%m-%d} {weekday_word(one.day)}"),
    Column("before", "现行", 200, lambda one: _state(one, after=False), stretch=True, tone=lambda _one: "faint"),
    Column("after", "导入以后", 200, lambda one: _state(one, after=True), stretch=True),
)


def _when(day: date | None, firm: bool) -> str:
    if day is None:
        return "暂停中"
    return f"{day:%Y-%m-%d}{'' if firm else ' 暂估'}"


def _shift(one: MovedDate) -> str:
    if not one.shifted:
        return "转为确定" if one.firm else "转为暂估"
    if one.before is None or one.after is None:
        return ""
    days = (one.after - one.before).days
    return f"{'推后' if days > 0 else '提前'} {abs(days)} 天"


MOVED_COLUMNS: tuple[Column[MovedDate], ...] = (
    Column("project", "项目", 180, lambda one: one.project, stretch=True),
    Column("title", "事项", 180, lambda one: one.title, stretch=True),
    Column("clock", "时限", 92, lambda one: CLOCK_WORDS.get(one.clock, one.clock)),
    Column("before", "原到期", 128, lambda one: _when(one.before, one.before_firm), tone=lambda _one: "faint"),
    Column("after", "新到期", 128, lambda one: _when(one.after, one.firm), tone=lambda _one: "strong"),
    Column("shift", "变动", 96, _shift),
)


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence about a notice; one that `blocks` keeps it out."""

    blocks: bool
    text: str


SAID_COLUMNS: tuple[Column[Said], ...] = (
    Column(
        "level",
        "程度",
        72,
        lambda one: "不对" if one.blocks else "注意",
        tone=lambda one: "red" if one.blocks else "amber",
    ),
    Column("text", "说明", 500, lambda one: one.text, stretch=True),
)


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version with whether it is the one in force."""

    one: NoticeVersion
    in_force: bool


def version_words(one: NoticeVersion) -> str:
    """Where a version came from: the program, or somebody's import."""
    return "随程序提供" if one.recorded_at is None else f"第 {one.version} 版 · {one.source or '键入的文字'}"


def _faint(line: VersionLine) -> str:
    return "" if line.in_force else "faint"


VERSION_COLUMNS: tuple[Column[VersionLine], ...] = (
    Column("year", "年份", 64, lambda line: str(line.one.year), tone=_faint),
    Column("force", "状态", 76, lambda line: "现行" if line.in_force else "已被取代", tone=_faint),
    Column("document", "文号", 220, lambda line: line.one.notice.citation, stretch=True, tone=_faint),
    Column("source", "来源", 150, lambda line: version_words(line.one), tone=_faint),
    Column("by", "登记人", 72, lambda line: line.one.recorded_by, tone=_faint),
    Column("at", "登记时间", 140, lambda line: _instant(line.one), tone=lambda _line: "faint"),
)


def _instant(one: NoticeVersion) -> str:
    return f"{one.recorded_at:%Y-%m-%d %H:%M}" if one.recorded_at else ""


ENTRY_COLUMNS: tuple[Column[OverrideEntry], ...] = (
    Column("day", "日期", 150, lambda one: f"{one.day:%Y-%m-%d} {weekday_word(one.day)}"),
    Column(
        "act",
        "登记内容",
        130,
        lambda one: f"{'撤销' if one.removed else '登记'}{'临时补班' if one.works else '本地停办'}",
        tone=lambda one: "faint" if one.removed else "",
    ),
    Column("reason", "依据或原因", 240, lambda one: one.reason, stretch=True),
    Column("by", "登记人", 84, lambda one: one.recorded_by),
    Column("at", "登记时间", 140, lambda one: f"{one.recorded_at:%Y-%m-%d %H:%M}", tone=lambda _one: "faint"),
)


def notice_lines(one: NoticeVersion) -> list[tuple[str, str]]:
    """The days of a version, a line per holiday and one for the days worked instead."""
    lines = [(block.name, _span(block.first, block.last)) for block in one.notice.blocks]
    work = "、".join(_span(day, day) for day in sorted(one.notice.work))
    return [*lines, ("补班", work or "没有")]

"""Report sheets 调度材料表格: a report as worksheets, from the same frozen data its paper was printed from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from desktop_app.application.forms.supervision import Tally
from desktop_app.application.rhythm_due import due_parts
from desktop_app.application.rhythm_figures import BEFORE_WORDS, PERIOD_WORDS, RANKING_WORDS, Change, Figures
from desktop_app.application.rhythm_rates import KeptRate
from desktop_app.application.sheets_out import SheetColumn, SheetKind, SheetTable, SheetValue
from desktop_app.domain.rhythm import CADENCE_WORDS, Cadence
from desktop_app.domain.terms import day_words

Rows = tuple[tuple[SheetValue, ...], ...]

_LINES = ("项目", "本周计划", "本周完成", "进度灯", "卡点", "协调事项", "下周计划")
_LINE_KEYS = ("project", "planned", "done", "lamp", "stuck", "coordination", "coming")
_DUE = "到期日"
_STEPS = ("项目", "事项", "办理部门", "代办员", _DUE, "时限", "天数", "卡点", "协调事项")
_STEP_KEYS = ("project", "matter", "authority", "officer", "due", "clock", "left", "stuck", "asked")
_GAPS = ("指标", "目标", "目前", "缺口", "责任单位")
_GAP_KEYS = ("name", "goal", "now", "missing", "unit")
_WIDE = {"内容": 180.0, "部分": 36.0, "指标": 60.0, "项目": 42.0, "事项": 42.0, "卡点": 38.0, "协调事项": 38.0}
_LONG = frozenset({"项目", "事项", "本周计划", "本周完成", "卡点", "协调事项", "下周计划", "缺口", "内容"})


def report_tables(
    figures: Figures,
    changes: Sequence[Change],
    data: Mapping[str, Any],
    number: str,
    centre: str,
    rates: Sequence[KeptRate] = (),
    note: str = "",
) -> tuple[SheetTable, ...]:
    """The worksheets of a report: its figures, its own lists, and who is how fast; `data` is that of its paper.

    `rates` are those an issued 月通报 was frozen with; `note` stands below the figures.
    """
    title = f"{CADENCE_WORDS[figures.period.cadence]}（{figures.period.words}）"
    said = f"{centre}；截至{day_words(figures.as_of)}；{f'编号 {number}' if number else '未出具，按现在的登记'}"
    made = _Sheets(title, said)
    tables = [made.changes(figures.period.cadence, changes, note), *_own(made, figures.period.cadence, data)]
    if figures.period.cadence is not Cadence.WEEK:
        tables += [made.ranking(kind, figures.rankings.get(kind, ())) for kind in RANKING_WORDS]
    if rates:
        tables.append(made.rates(rates))
    return tuple(tables)


def _own(made: _Sheets, cadence: Cadence, data: Mapping[str, Any]) -> list[SheetTable]:
    if cadence is Cadence.WEEK:
        return [made.listed("周调度表", _LINES, _LINE_KEYS, data["lines"])]
    if cadence is Cadence.FORTNIGHT:
        return [
            made.listed("红色清单", _STEPS, _STEP_KEYS, _dated(data["red"])),
            made.listed("黄色清单", _STEPS, _STEP_KEYS, _dated(data["yellow"])),
            made.listed("指标缺口", _GAPS, _GAP_KEYS, data["gaps"]),
        ]
    lines = [{"part": section["title"], "text": text} for section in data["sections"] for text in section["paragraphs"]]
    return [made.listed("通报内容", ("部分", "内容"), ("part", "text"), lines)]


def _dated(found: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Lines whose due day is a day a sheet can sort by, also of reports that told day and limit in one word."""
    return [_dated_line(one) for one in found]


def _dated_line(one: Mapping[str, Any]) -> Mapping[str, Any]:
    day, clock = due_parts(one["due"])
    return {**one, "due": date.fromisoformat(day) if day else None, "clock": one.get("clock") or clock}


def _kind(title: str) -> SheetKind:
    if title == _DUE:
        return SheetKind.DAY
    return SheetKind.LONG if title in _LONG else SheetKind.TEXT


class _Sheets:
    """Makes the worksheets of one report; all say its title, its day and its number."""

    def __init__(self, title: str, said: str) -> None:
        self._title, self._said = title, said

    def table(self, name: str, columns: tuple[SheetColumn, ...], rows: Rows, note: str = "") -> SheetTable:
        """One worksheet."""
        return SheetTable(name, f"{self._title} · {name}", self._said, columns, rows, notes=(note,) if note else ())

    def listed(
        self, name: str, titles: Sequence[str], keys: Sequence[str], found: Sequence[Mapping[str, Any]]
    ) -> SheetTable:
        """A list in printed words with its running number."""
        columns = (
            SheetColumn("序号", SheetKind.COUNT),
            *(SheetColumn(title, _kind(title), _WIDE.get(title, 0)) for title in titles),
        )
        rows: Rows = tuple((place, *(one.get(key, "") for key in keys)) for place, one in enumerate(found, 1))
        return self.table(name, columns, rows)

    def changes(self, cadence: Cadence, found: Sequence[Change], note: str) -> SheetTable:
        """Every number beside that of the period before."""
        columns = (
            SheetColumn("数据", SheetKind.LONG, 90),
            SheetColumn(PERIOD_WORDS[cadence], SheetKind.COUNT, 40),
            SheetColumn(BEFORE_WORDS[cadence], SheetKind.COUNT, 40),
            SheetColumn("增减", SheetKind.NUMBER, 40),
        )
        rows = tuple(
            (one.name, one.now, one.before, None if one.before is None else one.now - one.before) for one in found
        )
        return self.table("数据", columns, rows, note)

    def rates(self, found: Sequence[KeptRate]) -> SheetTable:
        """Every rate with both its sides and its definition."""
        columns = (
            SheetColumn("指标", SheetKind.LONG),
            SheetColumn("完成率", SheetKind.RATE, 24, unit="%"),
            SheetColumn("分子", SheetKind.TEXT),
            SheetColumn("分母", SheetKind.TEXT),
            SheetColumn("口径", SheetKind.LONG, 36),
            SheetColumn("算法", SheetKind.LONG, 110),
        )
        rows = tuple(
            (
                one.name,
                Decimal(one.value) if one.value else None,
                one.numerator_said,
                one.denominator_said,
                one.label if one.verified else f"{one.label}，待核",
                one.formula,
            )
            for one in found
        )
        return self.table("三率", columns, rows)

    def ranking(self, kind: str, found: Sequence[Tally]) -> SheetTable:
        """Who ended how much and how much of it in time."""
        name = RANKING_WORDS[kind]
        columns = (
            SheetColumn("名次", SheetKind.COUNT),
            SheetColumn(name, SheetKind.LONG, 80),
            SheetColumn("办结", SheetKind.COUNT, 24, total=True),
            SheetColumn("有时限可比", SheetKind.COUNT, 30, total=True),
            SheetColumn("按期", SheetKind.COUNT, 24, total=True),
            SheetColumn("按期率", SheetKind.PERCENT, 24),
            SheetColumn("目前逾期", SheetKind.COUNT, 28, total=True),
        )
        rows = tuple(
            (place, one.name, one.finished, one.measured, one.in_time, _share(one), one.overdue)
            for place, one in enumerate(found, 1)
        )
        own = "由企业自己办理的环节不计入办理部门，合计因此可以少于代办员和园区的。" if kind == "authority" else ""
        return self.table(f"{name}排名", columns, rows, f"按期率相同的，办结多的在前，再看目前逾期少的。{own}")


def _share(one: Tally) -> Decimal | None:
    return None if one.per_mille is None else Decimal(one.per_mille) / 10

"""Indicators as worksheets 指标表格: the figures, every project behind them, what is missing, late entries, 三未."""

from __future__ import annotations

from desktop_app.application.indicator_facts import side_amount
from desktop_app.application.indicator_view import FigurePair, IndicatorView
from desktop_app.application.sheets_out import SheetColumn, SheetKind, SheetTable, SheetValue
from desktop_app.domain.as_of import SIGHT_WORDS, Sight
from desktop_app.domain.batch_totals import sum_note
from desktop_app.domain.indicator import SET_WORDS
from desktop_app.domain.indicator_figure import IndicatorFigure
from desktop_app.domain.terms import LAMP_SIGNS, LAMP_WORDS, day_words
from desktop_app.domain.unfinished import UNFINISHED_WORDS, UnfinishedRow

_Row = tuple[SheetValue, ...]
_FIGURES = (
    SheetColumn("指标"),
    SheetColumn("数值"),
    SheetColumn("另一读法"),
    SheetColumn("分子"),
    SheetColumn("分母"),
    SheetColumn("算式", SheetKind.LONG),
    SheetColumn("口径"),
    SheetColumn("来源", SheetKind.LONG),
    SheetColumn("说明", SheetKind.LONG),
)
_PROJECTS = (
    SheetColumn("指标"),
    SheetColumn("项目", SheetKind.LONG),
    SheetColumn("计入分子"),
    SheetColumn("计入分母"),
    SheetColumn("没有计入分子的原因", SheetKind.LONG),
    SheetColumn("未填或不能确定", SheetKind.LONG),
)
_MISSING = (SheetColumn("指标"), SheetColumn("项目", SheetKind.LONG), SheetColumn("缺什么", SheetKind.LONG))
_LATE = (
    SheetColumn("指标"),
    SheetColumn("项目", SheetKind.LONG),
    SheetColumn(SIGHT_WORDS[Sight.RECORDED]),
    SheetColumn(SIGHT_WORDS[Sight.KNOWN]),
    SheetColumn("补录了什么、谁、什么时候", SheetKind.LONG),
)
_UNFINISHED = (
    SheetColumn("三未"),
    SheetColumn("灯"),
    SheetColumn("项目", SheetKind.LONG),
    SheetColumn("开发区"),
    SheetColumn("总投资", SheetKind.AMOUNT, unit="万元", total=True),
    SheetColumn("从哪天起"),
    SheetColumn("已经"),
    SheetColumn("超期", SheetKind.COUNT, unit="天"),
    SheetColumn("卡点", SheetKind.LONG),
    SheetColumn("包联领导"),
    SheetColumn("责任单位"),
)


def indicator_tables(view: IndicatorView, sight: Sight) -> tuple[SheetTable, ...]:
    """The worksheets of a set of figures by one knowledge; late entries only where there are any."""
    title = SET_WORDS[view.preset]
    said = f"截至{day_words(view.as_of)}；{SIGHT_WORDS[sight]}；{view.zone or '全部开发区'}"
    shown = [pair.shown(sight) for pair in view.pairs]
    batches = view.batches[sight]
    totals = "；".join(f"{one.batch} {one.count} 个 {one.words} 亿元" for one in batches)
    notes = tuple(filter(None, (f"三个一批：{totals}", sum_note([one.investment_yuan for one in batches[:-1]]))))
    projects: tuple[_Row, ...] = tuple(
        (
            figure.indicator.name,
            one.name,
            side_amount(figure.indicator.numerator, one.numerator) if one.in_numerator else "不计",
            side_amount(figure.indicator.denominator, one.denominator) if one.in_denominator else "不计",
            one.why,
            one.doubt,
        )
        for figure in shown
        for one in figure.counted
    )
    missing: tuple[_Row, ...] = tuple(
        (figure.indicator.name, one.name, one.why) for figure in shown for one in figure.doubts
    )
    late: tuple[_Row, ...] = tuple(
        (
            pair.known.indicator.name,
            one.difference.name,
            one.difference.before,
            one.difference.now,
            "；".join(each.words for each in one.entries),
        )
        for pair in view.pairs
        for one in pair.late
    )
    lists = view.unfinished[sight]
    tables = [
        SheetTable(
            "指标", f"{title}指标", said, _FIGURES, tuple(_figure(pair, sight) for pair in view.pairs), notes=notes
        ),
        SheetTable("项目明细", f"{title}指标 · 项目明细", said, _PROJECTS, projects),
        SheetTable("未填", f"{title}指标 · 未填或不能确定的项目", said, _MISSING, missing),
        SheetTable("三未", "三未项目清单", said, _UNFINISHED, tuple(_unfinished(row) for row in lists.rows)),
    ]
    if late:
        tables.insert(3, SheetTable("补录差异", f"{day_words(view.as_of)}以后补录造成的差异", said, _LATE, late))
    return tuple(tables)


def _figure(pair: FigurePair, sight: Sight) -> _Row:
    one = pair.shown(sight)
    other = pair.shown(Sight.RECORDED if sight is Sight.KNOWN else Sight.KNOWN)
    indicator = one.indicator
    remarks = (one.zero_words, indicator.note, "" if indicator.verified else "待核")
    return (
        indicator.name,
        _percent(one),
        _percent(other),
        side_amount(indicator.numerator, one.numerator),
        side_amount(indicator.denominator, one.denominator),
        indicator.formula,
        one.definition.label,
        indicator.source,
        "；".join(part for part in remarks if part),
    )


def _percent(figure: IndicatorFigure) -> str | None:
    """As published: a text keeps the decimals of its definition, which a number in a cell would lose."""
    return figure.words if figure.value else None


def _unfinished(row: UnfinishedRow) -> _Row:
    return (
        UNFINISHED_WORDS[row.kind],
        f"{LAMP_SIGNS[row.lamp]} {LAMP_WORDS[row.lamp]}" if row.lamp else "",
        row.name,
        row.zone,
        row.investment_yuan,
        row.since,
        row.days_words,
        max(row.over, 0) if row.over is not None else None,
        row.blocker,
        row.lead_official,
        row.duty_unit,
    )

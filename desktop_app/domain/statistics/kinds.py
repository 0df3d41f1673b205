"""The kinds of figures there are, in the order of the page."""

from __future__ import annotations

from dataclasses import replace

from desktop_app.domain.refusals import Refusal
from desktop_app.domain.statistics.closings import BY_AUTHORITY, BY_MATTER, ON_TIME
from desktop_app.domain.statistics.figure import FigureKind, Heading, Kind, Series, Shape
from desktop_app.domain.statistics.held import HELD_DAYS, WAITING
from desktop_app.domain.statistics.lamps import LAMPS
from desktop_app.domain.statistics.load import LOAD, ZONES
from desktop_app.domain.statistics.parties import MARKS, PARTIES

FIGURES: tuple[FigureKind, ...] = (
    LAMPS,
    ON_TIME,
    BY_MATTER,
    BY_AUTHORITY,
    HELD_DAYS,
    WAITING,
    LOAD,
    PARTIES,
    MARKS,
    ZONES,
)

"""The figures that are counted from cases."""

INDICATORS = FigureKind(
    key="indicators",
    title="指标完成率",
    definition="开工率、投产率、入统率、达效率、达规入库率等，按选定的一套口径由台账所记算到截至日，各条定义见“指标与三未”页；"
    "没有正式文件写明算法的标“待核”。小数保留几位由各条定义定。起止日期、代办员等筛选不起作用，只看园区。",
    shape=Shape.BARS,
    first="指标",
    headings=(
        Heading("完成率", Kind.RATE),
        Heading("分子", Kind.TEXT),
        Heading("分母", Kind.TEXT),
        Heading("算法", Kind.TEXT),
        Heading("口径", Kind.TEXT),
    ),
    series=(Series("完成率（%）", "accent", 0),),
    measure=lambda _seen: (),
    gather=lambda _rows, _span, _calendar: (),
    advice=("没有可以计算的指标", "请在“台账”里填好类别、签约、开工、投产时间和投资，或到“指标与三未”页看每条定义。"),
    spans=False,
)
"""Rates by definitions that are data; they are counted from the ledger and not from cases."""


def rates_kind(words: str) -> FigureKind:
    """The figure of the rates by one set of definitions, named after it (2023口径) wherever the figure is."""
    (series,) = INDICATORS.series
    return replace(
        INDICATORS,
        title=f"{INDICATORS.title}（{words}）",
        definition=f"{words}。{INDICATORS.definition}",
        series=(replace(series, name=f"完成率（%，{words}）"),),
    )


EVERY_FIGURE = (*FIGURES, INDICATORS)
"""What the page and the command line offer."""


def figure_kind(key: str) -> FigureKind:
    """The kind of figure of a key; raises Refusal when there is none."""
    for kind in EVERY_FIGURE:
        if kind.key == key:
            return kind
    known = "、".join(f"{kind.key}（{kind.title}）" for kind in EVERY_FIGURE)
    raise Refusal.say(f"没有名为“{key}”的统计图；可用的有：{known}")

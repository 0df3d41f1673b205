"""Indicators as a figure 指标完成率: the rates of a set of definitions with the projects behind them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from desktop_app.application.indicator_view import IndicatorView
from desktop_app.application.indicators import IndicatorService
from desktop_app.application.statistics_told import Question, Told, span_of
from desktop_app.domain.as_of import Sight
from desktop_app.domain.indicator import SET_WORDS
from desktop_app.domain.indicator_figure import Counted, IndicatorFigure
from desktop_app.domain.money import amount_words
from desktop_app.domain.statistics.figure import UNNAMED, Figure, Line, Row, Scope, Span
from desktop_app.domain.statistics.kinds import rates_kind


def rates(indicators: IndicatorService, question: Question, today: date) -> Told:
    """The rates by the chosen set of definitions; raises Refusal for an unknown set or days that cannot be."""
    span, scope = span_of(question, today), Scope(zone=question.scope.zone)
    view = indicators.view(question.definitions, span.as_of, scope.zone)
    known, recorded = (indicator_figure(view, sight, scope) for sight in (Sight.KNOWN, Sight.RECORDED))
    return Told(span.as_of, view.today, known, recorded)


def indicator_figure(view: IndicatorView, sight: Sight, scope: Scope) -> Figure:
    """A line an indicator, with the decimals of its own definition; one whose denominator is 0 has no share."""
    span = Span(view.as_of, view.as_of, view.as_of)
    shown = [_line(pair.shown(sight)) for pair in view.pairs] if view.projects else []
    return Figure(rates_kind(SET_WORDS[view.preset]), span, scope, tuple(shown))


def _line(found: IndicatorFigure) -> Line:
    indicator = found.indicator
    share = Decimal(found.value) if found.value else None
    said = (
        _amount(found.numerator, indicator.numerator.measure),
        _amount(found.denominator, indicator.denominator.measure),
    )
    rows = tuple(_row(one, found) for one in found.counted if one.in_denominator or one.in_numerator)
    notes = ["" if found.value else "分母为 0", "" if indicator.verified else "待核"]
    cells = (share, *said, indicator.basis, found.definition.label)
    return Line(indicator.name, cells, (rows,), "、".join(note for note in notes if note))


def _amount(value: int, measure: str) -> str:
    return amount_words(value) if measure else f"{value} 个"


def _row(one: Counted, found: IndicatorFigure) -> Row:
    why = f"未进分子：{one.why}" if not one.in_numerator else "在分子"
    return Row(
        group=found.indicator.name,
        series=0,
        project_id=one.project_id,
        project=one.name,
        zone=found.zone or UNNAMED,
        title=found.indicator.name,
        words="；".join(part for part in (why, one.doubt) if part),
    )

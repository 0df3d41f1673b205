"""An indicator as JSON: how a definition is written for `indicators define`, and read back with every slip named."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from desktop_app.domain.indicator import Criterion, Indicator, IndicatorTest, Side, Window
from desktop_app.domain.refusals import Refusal

_KEYS = {
    "定义": ("name", "numerator", "denominator", "digits", "window", "apart", "source", "note", "verified"),
    "范围": ("field", "first", "last", "batches"),
    "分子": ("words", "measure", "criteria"),
    "分母": ("words", "measure", "criteria"),
    "条件": ("field", "test", "values", "dated"),
}


def written_indicator(indicator: Indicator) -> dict[str, object]:
    """A definition in the form `read_indicator` takes."""
    window = indicator.window
    return {
        "name": indicator.name,
        "numerator": _written_side(indicator.numerator),
        "denominator": _written_side(indicator.denominator),
        "digits": indicator.digits,
        "window": {
            "field": window.field,
            "first": window.first.isoformat() if window.first else None,
            "last": window.last.isoformat() if window.last else None,
            "batches": list(window.batches),
        },
        "apart": indicator.apart,
        "source": indicator.source,
        "note": indicator.note,
        "verified": indicator.verified,
    }


def _written_side(side: Side) -> dict[str, object]:
    return {
        "words": side.words,
        "measure": side.measure,
        "criteria": [
            {"field": one.field, "test": one.test.value, "values": list(one.values), "dated": one.dated}
            for one in side.criteria
        ],
    }


def read_indicator(told: Any) -> Indicator:
    """A definition from JSON; raises Refusal naming the place of the first slip."""
    fields = _fields(told, "定义")
    return Indicator(
        name=_text(fields, "name", "定义"),
        numerator=_side(fields.get("numerator"), "分子"),
        denominator=_side(fields.get("denominator"), "分母"),
        digits=_number(fields, "digits"),
        window=_window(fields.get("window")),
        apart=_flag(fields, "apart"),
        source=_text(fields, "source", "定义"),
        note=_text(fields, "note", "定义"),
        verified=_flag(fields, "verified"),
    )


def _fields(told: Any, place: str) -> Mapping[str, Any]:
    if not isinstance(told, Mapping):
        raise Refusal.say(f"{place}应写成 {{…}} 的样子")
    for key in told:
        if key not in _KEYS[place]:
            raise Refusal.say(f"{place}里有不认识的键 {str(key)[:40]}，可用的键：{'、'.join(_KEYS[place])}")
    return told


def _text(fields: Mapping[str, Any], key: str, place: str) -> str:
    value = fields.get(key, "")
    if not isinstance(value, str):
        raise Refusal.say(f"{place}的 {key} 应是一段文字")
    return value


def _texts(fields: Mapping[str, Any], key: str, place: str) -> tuple[str, ...]:
    value = fields.get(key) or []
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise Refusal.say(f"{place}的 {key} 应是文字的列表")
    return tuple(value)


def _flag(fields: Mapping[str, Any], key: str) -> bool:
    value = fields.get(key, False)
    if not isinstance(value, bool):
        raise Refusal.say(f"定义的 {key} 只能写 true 或 false")
    return value


def _number(fields: Mapping[str, Any], key: str) -> int:
    value = fields.get(key, 1)
    if not isinstance(value, int) or isinstance(value, bool):
        raise Refusal.say(f"定义的 {key} 应是整数")
    return value


def _side(told: Any, place: str) -> Side:
    fields = _fields(told, place)
    criteria = fields.get("criteria") or []
    if not isinstance(criteria, list):
        raise Refusal.say(f"{place}的 criteria 应是列表")
    return Side(
        _text(fields, "words", place), tuple(_criterion(one) for one in criteria), _text(fields, "measure", place)
    )


def _criterion(told: Any) -> Criterion:
    fields = _fields(told, "条件")
    try:
        test = IndicatorTest(_text(fields, "test", "条件"))
    except ValueError:
        raise Refusal.say(f"条件的 test 只能写 {'、'.join(IndicatorTest)}") from None
    values = _texts(fields, "values", "条件")
    return Criterion(_text(fields, "field", "条件"), test, values, _text(fields, "dated", "条件"))


def _window(told: Any) -> Window:
    if told is None:
        return Window()
    fields = _fields(told, "范围")
    return Window(
        _text(fields, "field", "范围") or "signed",
        _day(fields.get("first")),
        _day(fields.get("last")),
        _texts(fields, "batches", "范围"),
    )


def _day(told: Any) -> date | None:
    if told in (None, ""):
        return None
    try:
        return date.fromisoformat(told)
    except (ValueError, TypeError):
        raise Refusal.say(f"范围的日期“{str(told)[:20]}”看不懂，请写成 2026-11-05 的样子") from None

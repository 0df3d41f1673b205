"""The bundled indicators: `resources/indicators/*.yaml` to definitions; complaints name file and line."""

from __future__ import annotations

from pathlib import Path

from desktop_app.catalog.fields import Complaints, Fields
from desktop_app.catalog.marked import Marked
from desktop_app.catalog.matters import raise_damaged, read_files
from desktop_app.domain.indicator import (
    MOST_DIGITS,
    Criterion,
    Indicator,
    IndicatorDefinition,
    IndicatorTest,
    Side,
    Window,
)

FILE_KEYS = ("preset", "version", "indicators")
INDICATOR_KEYS = (
    "id", "name", "digits", "numerator", "denominator", "window", "apart", "source", "note", "verified",
)  # fmt: skip
SIDE_KEYS = ("words", "measure", "criteria")
CRITERION_KEYS = ("field", "test", "values", "dated")
WINDOW_KEYS = ("field", "first", "last", "batches")


def load_indicators(folder: Path) -> tuple[IndicatorDefinition, ...]:
    """Every bundled definition, newest set first; raises Damaged with the first problems when a file is wrong."""
    files, problems = read_files(folder)
    found: dict[str, IndicatorDefinition] = {}
    for file in sorted(files, key=lambda one: one.path, reverse=True):
        complaints = Complaints(file.path, file.problems)
        root = Fields(file.root, "文件", FILE_KEYS, complaints)
        preset, version = root.required("preset"), root.number("version") or 1
        for item in root.children("indicators"):
            made = _definition(Fields(item, "指标", INDICATOR_KEYS, complaints), preset, version, complaints)
            if made.id in found:
                complaints.add(item.line, f"指标 {made.id} 写了两次")
            found[made.id] = made
        problems.extend(complaints.sorted())
    raise_damaged("指标定义", problems)
    return tuple(found.values())


def _definition(fields: Fields, preset: str, version: int, complaints: Complaints) -> IndicatorDefinition:
    indicator = Indicator(
        name=fields.required("name"),
        numerator=_side(fields, "numerator", complaints),
        denominator=_side(fields, "denominator", complaints),
        digits=fields.number("digits", MOST_DIGITS) or 0,
        window=_window(fields.child("window"), complaints),
        apart=fields.flag("apart"),
        source=fields.required("source"),
        note=fields.text("note"),
        verified=fields.flag("verified"),
    )
    return IndicatorDefinition(fields.required("id"), version, preset, indicator)


def _side(fields: Fields, key: str, complaints: Complaints) -> Side:
    value = fields.child(key)
    if value is None:
        fields.complain(key, f"指标缺少 {key}")
        return Side("")
    told = Fields(value, key, SIDE_KEYS, complaints)
    criteria = tuple(_criterion(item, complaints) for item in told.children("criteria"))
    return Side(told.required("words"), criteria, told.text("measure"))


def _criterion(item: Marked, complaints: Complaints) -> Criterion:
    told = Fields(item, "条件", CRITERION_KEYS, complaints)
    test = told.word("test", IndicatorTest) or IndicatorTest.FILLED
    return Criterion(told.required("field"), test, told.texts("values"), told.text("dated"))


def _window(value: Marked | None, complaints: Complaints) -> Window:
    if value is None:
        return Window()
    told = Fields(value, "范围", WINDOW_KEYS, complaints)
    return Window(told.text("field") or "signed", told.day("first"), told.day("last"), told.texts("batches"))

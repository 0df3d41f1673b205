"""A row of 问题 as the answers of its 问题交办（销号）单 (D21), so that what was entered is not typed a second time."""

from __future__ import annotations

from collections.abc import Mapping

from desktop_app.application.forms.problem_order import CONFIRMED, KINDS, SOURCES

_PLAIN = {
    "enterprise": "enterprise",
    "problem": "description",
    "responsible": "duty_unit",
    "person": "duty_person",
    "raised_on": "raised_on",
    "assigned_on": "assigned_on",
    "due_on": "due_on",
    "measures": "measures",
    "result": "result",
    "finished_on": "answered_on",
    "closed_on": "closed_on",
}
_OTHER = "其他"
_CONFIRMED = {"满意": CONFIRMED[0], "基本满意": CONFIRMED[0], "不满意": CONFIRMED[2]}


def order_answers(cells: Mapping[str, str]) -> dict[str, object]:
    """The answers by key; what the row does not know is left to the proposals of the form."""
    found: dict[str, object] = {ask: cells[key] for ask, key in _PLAIN.items() if cells.get(key)}
    for day in ("raised_on", "assigned_on"):
        found.setdefault(day, "")
    source, kind = cells.get("came_from", ""), cells.get("category", "")
    if source:
        found["source"] = source if source in SOURCES else _OTHER
    if kind:
        found["kind"] = kind if kind in KINDS else _OTHER
    confirmed = _CONFIRMED.get(cells.get("satisfaction", ""))
    if confirmed:
        found["confirmed"] = confirmed
    return found

"""The figures of a ledger on the command line: keys for `--json`, and a line each."""

from __future__ import annotations

from desktop_app.application.desk import Desk
from desktop_app.domain.ledger_figure import CountedFigure, counted_figures
from desktop_app.domain.ledger_kind import LedgerKind


def figure_keys(desk: Desk, kind: LedgerKind) -> list[dict[str, object]]:
    """Every figure over the whole ledger as of today, whatever rows were asked for."""
    rows = desk.entries.rows(kind.key) if kind.figures else []
    return [_keys(one) for one in counted_figures(kind, (row.cells for row in rows), desk.entries.now().date())]


def _keys(one: CountedFigure) -> dict[str, object]:
    told: dict[str, object] = {"figure": one.figure.key, "label": one.figure.label, "rule": one.figure.rule.value}
    if one.is_target:
        told |= {"year": one.year, "person": one.person or None, "count": one.part, "target": one.whole}
        told |= {"missing": one.missing}
    else:
        told |= {"part": one.part, "whole": one.whole, "percent": one.percent or None}
    return {**told, "unit": one.figure.unit, "words": one.words}

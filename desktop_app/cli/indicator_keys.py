"""What `bangban-cli indicators --json` says of differences, definitions, published figures and 三未."""

from __future__ import annotations

from desktop_app.application.indicator_view import Late
from desktop_app.cli.indicator_file import written_indicator
from desktop_app.domain.as_of import Sight
from desktop_app.domain.indicator import IndicatorDefinition
from desktop_app.domain.published_figure import PublishedFigure, Withdrawal
from desktop_app.domain.unfinished import UNFINISHED_WORDS, UnfinishedRow


def late_keys(one: Late) -> dict[str, object]:
    """A project by which two readings of a figure differ, and what came in late."""
    return {
        "project": one.difference.project_id,
        "name": one.difference.name,
        "then": one.difference.before,
        "now": one.difference.now,
        "entries": [
            {"field": each.field, "old": each.old, "new": each.new, "at": each.at.isoformat(), "by": each.by,
             "words": each.words}
            for each in one.entries
        ],
    }  # fmt: skip


def definition_keys(one: IndicatorDefinition) -> dict[str, object]:
    """A definition with everything a file of it says."""
    return {
        "id": one.id,
        "version": one.version,
        "preset": one.preset,
        "name": one.indicator.name,
        "formula": one.indicator.formula,
        "window": one.indicator.window.words,
        "verified": one.indicator.verified,
        "retired": one.retired,
        "definition": written_indicator(one.indicator),
    }


def published_keys(one: PublishedFigure) -> dict[str, object]:
    """A published figure and whether it was withdrawn."""
    frozen = one.figure
    return {
        "id": one.id,
        "name": frozen.indicator.name,
        "value": frozen.value,
        "numerator": frozen.numerator,
        "denominator": frozen.denominator,
        "as_of": frozen.as_of.isoformat(),
        "reading": "then" if frozen.sight is Sight.RECORDED else "known",
        "zone": frozen.zone,
        "definition": frozen.definition.id,
        "version": frozen.definition.version,
        "label": frozen.definition.label,
        "projects": len(frozen.counted),
        "at": one.at.isoformat(),
        "by": one.by,
        "note": one.note,
        "withdrawn": _withdrawn_keys(one.withdrawn),
    }


def _withdrawn_keys(one: Withdrawal | None) -> dict[str, object] | None:
    if one is None:
        return None
    return {
        "at": one.at.isoformat(),
        "by": one.by,
        "reason": one.reason,
        "successor": one.successor or None,
        "words": one.words,
    }


def row_keys(one: UnfinishedRow) -> dict[str, object]:
    """A row of 三未."""
    return {
        "kind": one.kind.value,
        "words": UNFINISHED_WORDS[one.kind],
        "project": one.project_id,
        "name": one.name,
        "zone": one.zone,
        "since": one.since,
        "days": one.days,
        "at_least": one.at_least,
        "threshold": one.threshold,
        "over": one.over,
        "lamp": one.lamp.value if one.lamp else None,
        "blocker": one.blocker,
        "lead_official": one.lead_official,
        "duty_unit": one.duty_unit,
    }

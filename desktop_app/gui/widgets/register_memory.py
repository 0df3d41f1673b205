"""What a person last made of each ledger on this PC: the open view, the columns of 全部, and their widths."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from desktop_app.gui.session import settings

_LAST_KIND, _PANEL = "register/kind", "register/panel"


def _kept(kind: str, what: str) -> Any:
    """What was kept as JSON; None where nothing was, or something else wrote there."""
    try:
        return json.loads(str(settings().value(f"register/{kind}/{what}", "null")))
    except ValueError:
        return None


def _keep(kind: str, what: str, value: object) -> None:
    settings().setValue(f"register/{kind}/{what}", json.dumps(value))


def kept_view(kind: str) -> str:
    """The key of the view that was open; empty for 全部."""
    kept = _kept(kind, "view")
    return kept if isinstance(kept, str) else ""


def keep_view(kind: str, view: str) -> None:
    """Remember which view is open."""
    _keep(kind, "view", view)


def kept_columns(kind: str) -> list[str]:
    """The columns chosen for 全部 in order; empty for all."""
    kept = _kept(kind, "columns")
    return [str(key) for key in kept] if isinstance(kept, list) else []


def keep_columns(kind: str, keys: Sequence[str]) -> None:
    """Remember the columns of 全部."""
    _keep(kind, "columns", list(keys))


def kept_widths(kind: str) -> dict[str, int]:
    """The widths made by hand, by column."""
    kept = _kept(kind, "widths")
    return {key: width for key, width in kept.items() if isinstance(width, int)} if isinstance(kept, dict) else {}


def keep_widths(kind: str, widths: Mapping[str, int]) -> None:
    """Remember widths; those of columns not shown now stay as they were."""
    _keep(kind, "widths", {**kept_widths(kind), **widths})


def last_kind() -> str:
    """The ledger that was open last."""
    return str(settings().value(_LAST_KIND, "") or "")


def keep_last_kind(kind: str) -> None:
    """Remember which ledger is open."""
    settings().setValue(_LAST_KIND, kind)


def panel_wanted() -> bool | None:
    """Whether the person wants the panel; None while they have not said."""
    kept = settings().value(_PANEL)
    return None if kept is None else str(kept) == "true"


def keep_panel(wanted: bool) -> None:
    """Remember whether the panel is wanted."""
    settings().setValue(_PANEL, "true" if wanted else "false")

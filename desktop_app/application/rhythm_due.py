"""Due words of listed steps: the day and, apart from it, which limit ends on it, for tables that sort by day."""

from __future__ import annotations

import re

_DUE = re.compile(r"(\d{4}-\d{2}-\d{2})(.*)", re.ASCII | re.DOTALL)


def due_parts(told: str) -> tuple[str, str]:
    """2026-11-16 and 承诺（暂估） of “2026-11-16承诺（暂估）”, as figures are frozen; a day alone has no words."""
    found = _DUE.fullmatch(told)
    return (found[1], found[2].strip()) if found else (told, "")

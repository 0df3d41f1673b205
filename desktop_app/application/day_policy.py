"""The day policy 日的口径: how this workspace counts limits for which the law only writes 日, and who decided that."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from desktop_app.application.ports import UnitOfWork
from desktop_app.domain.limit import Unit

_FACT = "day-policy"
"""The remembered fact that holds every decision as JSON, the last one in force."""

DEFAULT_DAY_POLICY = Unit.WORKING_DAYS
"""Until somebody decides: an authority's limits for permissions count in working days (行政许可法82)."""

DAY_POLICY_WORDS: Mapping[Unit, str] = {Unit.WORKING_DAYS: "工作日", Unit.NATURAL_DAYS: "自然日"}


@dataclass(frozen=True, slots=True)
class PolicyChange:
    """One decision on how 日 is counted; `reason` may be empty."""

    policy: Unit
    at: datetime
    by: str
    reason: str = ""


def policy_changes(work: UnitOfWork) -> tuple[PolicyChange, ...]:
    """Every decision of this workspace, oldest first."""
    kept = work.recall(_FACT)
    return tuple(
        PolicyChange(Unit(one["policy"]), datetime.fromisoformat(one["at"]), one["by"], one["reason"])
        for one in (json.loads(kept) if kept else [])
    )


def day_policy(work: UnitOfWork) -> Unit:
    """The policy in force."""
    changes = policy_changes(work)
    return changes[-1].policy if changes else DEFAULT_DAY_POLICY


def keep_policy(work: UnitOfWork, change: PolicyChange) -> None:
    """Add a decision; it is in force from now on."""
    kept = [
        {"policy": one.policy.value, "at": one.at.isoformat(), "by": one.by, "reason": one.reason}
        for one in (*policy_changes(work), change)
    ]
    work.remember(_FACT, json.dumps(kept, ensure_ascii=False))

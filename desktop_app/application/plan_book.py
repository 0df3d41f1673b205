"""Plan book: the frozen plans of the cases as the use cases see them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from desktop_app.domain.plan import Plan


class Plans(Protocol):
    """The frozen plans of the cases; they are added and never changed."""

    def add(self, plan: Plan) -> None:
        """Freeze a plan; from now on it is the one in force for its case."""

    def in_force(self, case_id: str) -> Plan | None:
        """The newest plan of a case, None when none was made."""

    def all_in_force(self) -> Mapping[str, Plan]:
        """The newest plan of every case that has one, by case."""

    def of_case(self, case_id: str) -> list[Plan]:
        """Every plan of a case, oldest first."""

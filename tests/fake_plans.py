"""Plans in memory; tests/storage/test_plans.py runs the same tests against both."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop_app.domain.plan import Plan

if TYPE_CHECKING:
    from tests.fakes import Content


class FakePlans:
    """Plans in the order they were frozen."""

    def __init__(self, content: Content, changing: Callable[[], Content]) -> None:
        self._content, self._changing = content, changing

    def add(self, plan: Plan) -> None:
        if plan.case_id not in self._content.cases or any(one.id == plan.id for one in self._content.plans):
            raise ValueError(f"no such case, or frozen already: {plan.id}")
        self._changing().plans.append(plan)

    def in_force(self, case_id: str) -> Plan | None:
        return next(reversed(self.of_case(case_id)), None)

    def all_in_force(self) -> dict[str, Plan]:
        return {plan.case_id: plan for plan in self._content.plans}

    def of_case(self, case_id: str) -> list[Plan]:
        return [plan for plan in self._content.plans if plan.case_id == case_id]

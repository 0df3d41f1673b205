"""Plans in SQL: frozen once, the newest of a case in force."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, func, select

from desktop_app.domain.plan import Plan, PlannedStep
from desktop_app.storage.appending import next_number
from desktop_app.storage.mapping import understood
from desktop_app.storage.repositories import chunks
from desktop_app.storage.tables import plan as plans
from desktop_app.storage.tables import plan_step


class SqlPlans:
    """The frozen plans of one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, plan: Plan) -> None:
        """Freeze a plan as the newest of its case."""
        ordinal = next_number(self._connection, plans.c.ordinal, plans.c.case_id == plan.case_id)
        self._connection.execute(
            plans.insert().values(
                id=plan.id,
                case_id=plan.case_id,
                ordinal=ordinal,
                target=plan.target,
                made_at=plan.made_at.isoformat(),
                made_by=plan.made_by,
                reason=plan.reason,
                calendar_version=plan.calendar_version,
                lengths=" ".join(f"{code}={limit}" for code, limit in plan.lengths),
            )
        )
        if plan.steps:
            rows = [_step_row(plan.id, place, step) for place, step in enumerate(plan.steps)]
            self._connection.execute(plan_step.insert(), rows)

    def in_force(self, case_id: str) -> Plan | None:
        """The newest plan of a case."""
        newest = select(plans).where(plans.c.case_id == case_id).order_by(plans.c.ordinal.desc()).limit(1)
        return next(iter(self._plans(newest)), None)

    def all_in_force(self) -> Mapping[str, Plan]:
        """The newest plan of every case that has one, by case."""
        last = select(plans.c.case_id, func.max(plans.c.ordinal).label("ordinal")).group_by(plans.c.case_id).subquery()
        same = (plans.c.case_id == last.c.case_id) & (plans.c.ordinal == last.c.ordinal)
        return {one.case_id: one for one in self._plans(select(plans).join(last, same))}

    def of_case(self, case_id: str) -> list[Plan]:
        """Every plan of a case, oldest first."""
        every = select(plans).where(plans.c.case_id == case_id).order_by(plans.c.ordinal)
        return self._plans(every)

    def _plans(self, wanted: Select[Any]) -> list[Plan]:
        """The plans a statement finds, in its order; their steps are read together."""
        rows = self._connection.execute(wanted).mappings().all()
        steps: dict[str, list[RowMapping]] = {row["id"]: [] for row in rows}
        for some in chunks(list(steps)):
            of_some = select(plan_step).where(plan_step.c.plan_id.in_(some)).order_by(plan_step.c.ordinal)
            for step in self._connection.execute(of_some).mappings():
                steps[step["plan_id"]].append(step)
        return [_plan(row, steps[row["id"]]) for row in rows]


def _plan(row: RowMapping, steps: Sequence[RowMapping]) -> Plan:
    with understood("推进方案", row["id"]):
        return Plan(
            id=row["id"],
            case_id=row["case_id"],
            target=row["target"],
            made_at=datetime.fromisoformat(row["made_at"]),
            made_by=row["made_by"],
            reason=row["reason"],
            calendar_version=row["calendar_version"],
            steps=tuple(_step(one) for one in steps),
            lengths=tuple(_pair(text) for text in row["lengths"].split()),
        )


def _pair(text: str) -> tuple[str, str]:
    code, limit = text.split("=")
    return code, limit


def _step_row(plan_id: str, place: int, step: PlannedStep) -> dict[str, object]:
    return {
        "plan_id": plan_id,
        "matter": step.code,
        "ordinal": place,
        "title": step.title,
        "start_on": step.start,
        "finish_on": step.finish,
        "began": step.began,
        "ended": step.ended,
        "missing_years": " ".join(str(year) for year in step.missing_years),
    }


def _step(row: RowMapping) -> PlannedStep:
    return PlannedStep(
        code=row["matter"],
        title=row["title"],
        start=row["start_on"],
        finish=row["finish_on"],
        began=row["began"],
        ended=row["ended"],
        missing_years=tuple(int(year) for year in row["missing_years"].split()),
    )

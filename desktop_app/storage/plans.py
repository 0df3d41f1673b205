"""Plans in SQL: frozen once, the newest of a case in force."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, RowMapping, select

from desktop_app.domain.plan import Plan, PlannedStep
from desktop_app.storage.appending import next_number
from desktop_app.storage.mapping import understood
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
        row = self._connection.execute(newest).mappings().first()
        return self._plan(row) if row else None

    def of_case(self, case_id: str) -> list[Plan]:
        """Every plan of a case, oldest first."""
        every = select(plans).where(plans.c.case_id == case_id).order_by(plans.c.ordinal)
        return [self._plan(row) for row in self._connection.execute(every).mappings().all()]

    def _plan(self, row: RowMapping) -> Plan:
        steps = select(plan_step).where(plan_step.c.plan_id == row["id"]).order_by(plan_step.c.ordinal)
        with understood("推进方案", row["id"]):
            return Plan(
                id=row["id"],
                case_id=row["case_id"],
                target=row["target"],
                made_at=datetime.fromisoformat(row["made_at"]),
                made_by=row["made_by"],
                reason=row["reason"],
                calendar_version=row["calendar_version"],
                steps=tuple(_step(one) for one in self._connection.execute(steps).mappings()),
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

"""Plans are frozen: on the fake, on SQLite and on PostgreSQL the newest is in force and older ones stay."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import text

from desktop_app.domain.plan import Plan, PlannedStep
from desktop_app.domain.progress import StepState
from desktop_app.domain.refusals import Damaged
from desktop_app.storage.database import Database
from desktop_app.storage.unit_of_work import unit_of_work
from tests.builders import NOON, new_id, on, step_now, stored_case
from tests.storage.conftest import Store

STEPS = (
    PlannedStep("A02", "事项A02", None, on("2026-10-30"), True, True),
    PlannedStep("A01", "事项A01", on("2026-11-05"), on("2026-11-10")),
    PlannedStep("A03", "事项A03", on("2026-12-30"), on("2027-01-06"), missing_years=(2027, 2028)),
)


def plan(case_id: str, target: str = "2026-12-01", steps: tuple[PlannedStep, ...] = STEPS) -> Plan:
    lengths = (("SG02", "180ND"), ("SG03", "20WD"))
    return Plan(new_id("plan"), case_id, on(target), NOON, "甲", "赶投产", "2018-2026·ab", steps, lengths)


def test_the_newest_plan_is_in_force_and_older_ones_stay(store: Store) -> None:
    with store.open_work() as work:
        opened, other = stored_case(work), stored_case(work)
        assert work.plans.in_force(opened.id) is None
        first, second, third = plan(opened.id), plan(opened.id, "2027-03-01", ()), plan(other.id)
        for one in (first, second, third):
            work.plans.add(one)
        work.commit()
    with store.open_work(writes=False) as work:
        assert work.plans.of_case(opened.id) == [first, second]
        assert work.plans.in_force(opened.id) == second
        assert work.plans.in_force(other.id) == third
        assert work.plans.all_in_force() == {opened.id: second, other.id: third}


def test_a_plan_is_forgotten_with_its_transaction(store: Store) -> None:
    with store.open_work() as work:
        opened = stored_case(work)
        work.plans.add(plan(opened.id))
    with store.open_work(writes=False) as work:
        assert work.plans.of_case(opened.id) == []


def test_what_nobody_filed_is_found_by_the_plan_in_force(store: Store) -> None:
    early = PlannedStep("A01", "事项A01", on("2026-11-05"), on("2026-11-10"), missing_years=(2027,))
    later = PlannedStep("A02", "事项A02", on("2026-11-04"), on("2026-11-12"))
    began = PlannedStep("A03", "事项A03", on("2026-11-02"), on("2026-11-12"), True)
    with store.open_work() as work:
        opened = stored_case(work)
        replaced = PlannedStep("A04", "事项A04", on("2026-11-02"), on("2026-11-03"))
        work.plans.add(plan(opened.id, steps=(began, replaced)))
        work.plans.add(plan(opened.id, "2026-12-31", (early, later, began)))
        states = (StepState.READY, StepState.WAITING, StepState.READY, StepState.READY)
        codes = ("A01", "A02", "A03", "A04")
        rows = [step_now(opened, code, state=state) for code, state in zip(codes, states, strict=True)]
        rows[1] = step_now(opened, "A02", state=StepState.WAITING, officer="乙")
        work.project_standing(opened.project_id, rows)
        work.commit()

    def found(day: str, officer: str = "") -> list[tuple[str, date, date]]:
        rows = store.readers.unfiled_steps(on(day), officer)
        return [(row.entry.step.matter, row.planned_start, row.target) for row in rows]

    a1, a2 = ("A01", on("2026-11-05"), on("2026-12-31")), ("A02", on("2026-11-04"), on("2026-12-31"))
    assert (found("2026-11-04"), found("2026-11-05"), found("2026-11-06")) == ([], [a2], [a2, a1])
    assert found("2026-11-20", "乙") == [a2]
    (row,) = store.readers.unfiled_steps(on("2026-11-20"), "甲")
    assert (row.planned_finish, row.missing_years, row.entry.template) == (on("2026-11-10"), (2027,), "流程SX-YB")
    with store.open_work() as work:
        work.project_standing(opened.project_id, [step_now(opened, "A01", state=StepState.IN_PROGRESS)])
        work.commit()
    assert found("2026-11-20") == []


def test_a_plan_that_cannot_be_read_is_damaged(database: Database) -> None:
    open_work = unit_of_work(database)
    with open_work() as work:
        opened = stored_case(work)
        work.commit()
    with database.engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO plan (id, case_id, ordinal, target, made_at, made_by, reason, calendar_version, lengths)"
                " VALUES ('p', :case, 1, '2026-12-01', 'never', '', '', '', '')"
            ),
            {"case": opened.id},
        )
    with open_work(writes=False) as work, pytest.raises(Damaged, match="推进方案 p"):
        work.plans.in_force(opened.id)


@pytest.mark.parametrize("act", ["UPDATE plan SET reason = 'x'", "DELETE FROM plan_step"])
def test_the_database_itself_refuses_to_change_a_plan(database: Database, act: str) -> None:
    open_work = unit_of_work(database)
    with open_work() as work:
        work.plans.add(plan(stored_case(work).id))
        work.commit()
    with database.engine.begin() as connection, pytest.raises(Exception, match="never changed"):
        connection.execute(text(act))

"""Decisions of reconciliation on real databases: kept in order, never changed."""

import pytest
from sqlalchemy import exc, text

from desktop_app.application.reconcile_book import ReconcileDecision
from desktop_app.storage.unit_of_work import unit_of_work
from tests.builders import NOON, stored_case


def decision(case, number: int) -> ReconcileDecision:
    return ReconcileDecision(
        f"d{number}", "k", case.project_id, case.id, "A01", "outcome", "在办", "办结", True, "", "导出.xlsx", NOON, "甲"
    )


def test_decisions_come_back_in_order(open_work):
    with open_work() as work:
        case = stored_case(work)
        told = [decision(case, number) for number in (2, 1)]
        for one in told:
            work.reconciliations.add(one)
        work.commit()
    with open_work(writes=False) as work:
        assert list(work.reconciliations.all()) == told


def test_a_decision_is_never_changed(database):
    with unit_of_work(database)() as work:
        work.reconciliations.add(decision(stored_case(work), 1))
        work.commit()
    with pytest.raises(exc.DBAPIError), database.writing() as connection:
        connection.execute(text("UPDATE reconcile_decision SET reason = 'x'"))

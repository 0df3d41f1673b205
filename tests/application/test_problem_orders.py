"""A problem's row as the answers of its 交办单: nothing is typed twice, and every answer is one the form takes."""

import pytest

from desktop_app import locations
from desktop_app.application.forms.problem_order import CONFIRMED, KINDS, SOURCES
from desktop_app.application.problem_orders import order_answers
from desktop_app.catalog.ledger_kinds import load_ledger_kinds

KIND = next(one for one in load_ledger_kinds(locations.resources() / "ledgers") if one.key == "issues")


def test_what_the_row_knows_is_answered():
    answers = order_answers(
        {
            "description": "用电容量不足",
            "came_from": "企业家早餐会",
            "category": "水电气",
            "raised_on": "2026-11-02",
            "assigned_on": "2026-11-03",
            "due_on": "2026-11-17",
            "duty_unit": "经济发展局",
            "satisfaction": "基本满意",
        }
    )
    assert answers["problem"] == "用电容量不足" and answers["responsible"] == "经济发展局"
    assert (answers["source"], answers["kind"], answers["confirmed"]) == ("企业家早餐会", "水电气", CONFIRMED[0])
    assert (answers["raised_on"], answers["due_on"]) == ("2026-11-02", "2026-11-17")


def test_days_the_row_does_not_know_stay_empty_instead_of_today():
    assert order_answers({"description": "x"}) == {"problem": "x", "raised_on": "", "assigned_on": ""}


@pytest.mark.parametrize("source", KIND.column("came_from").options)
def test_every_source_of_the_ledger_is_one_of_the_form(source):
    assert order_answers({"came_from": source})["source"] in SOURCES


@pytest.mark.parametrize("category", KIND.column("category").options)
def test_every_category_of_the_ledger_is_one_of_the_form(category):
    assert order_answers({"category": category})["kind"] in KINDS


def test_every_answered_column_is_one_of_the_ledger():
    answers = order_answers({one.key: "2026-11-02" for one in KIND.columns})
    assert {"problem", "responsible", "due_on", "finished_on", "closed_on"} <= set(answers)

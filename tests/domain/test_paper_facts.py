"""Single facts of frozen form data, and how texts are compared."""

from __future__ import annotations

import pytest

from desktop_app.domain.paper_facts import Fact, fact_label, facts_of, same

SHEET = {
    "number": "BB-2026-A-D11-0003",
    "project": "某某项目",
    "copies": 2,
    "officer": "",
    "steps": [
        {"title": "备案", "statutory_due": "", "promised_due": "11-06"},
        {"title": "规划许可", "statutory_due": "12-18", "promised_due": "11-25"},
    ],
    "notes": ["备注"],
}


def test_fields_and_rows_become_facts_in_a_fixed_order() -> None:
    assert facts_of(SHEET) == (
        Fact("project", "某某项目"),
        Fact("officer", ""),
        Fact("steps.1", "／11-06"),
        Fact("steps.2", "12-18／11-25"),
    )


def test_labels_say_what_the_paper_says() -> None:
    assert fact_label("project") == "项目名称"
    assert fact_label("steps.2") == "第 2 行（法定到期／承诺到期）"
    assert fact_label("unheard-of") == "unheard-of"


@pytest.mark.parametrize(
    ("shown", "issued", "equal"),
    [
        ("某某 项目", "某某项目", True),
        ("ＢＢ－1", "bb-1", True),
        ("12月18日", "12月8日", False),
        ("", "甲", False),
    ],
)
def test_width_capitals_and_blanks_are_of_no_account(shown: str, issued: str, equal: bool) -> None:
    assert same(shown, issued) is equal


def test_rows_of_other_tables_have_facts_of_their_own_or_none() -> None:
    plan = {"steps": [{"title": "备案", "start": "11-05", "finish": "11-10"}]}
    assert facts_of(plan) == (Fact("schedule.1", "11-05／11-10"),)
    assert fact_label("schedule.1") == "第 1 行（开始／完成）"
    assert facts_of({"steps": [{"other": "x"}], "items": [], "missing": "text"}) == ()

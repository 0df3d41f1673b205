"""Ledgers in words: headers, conditions and order as people say them, lamps, and what is not typed."""

from dataclasses import replace

import pytest

from desktop_app.application.ledger_rows import LedgerRowNow
from desktop_app.application.ledger_words import (
    BY_ACTS,
    DERIVED,
    condition_words,
    conditions_words,
    label_of,
    lamp_of,
    order_words,
    read_aloud,
    spoken,
    usual_columns,
    why_not_typed,
)
from desktop_app.domain.ledger_kind import ColumnType, LedgerColumn, LedgerFlow, LedgerKind, Source
from desktop_app.domain.ledger_query import Condition, Order, Test
from desktop_app.domain.progress import Lamp

LAMP = LedgerColumn("lamp", "时限提示", source=Source.DERIVED, field="clock_lamp due_on done_on")
KIND = LedgerKind(
    "trial",
    "试用",
    "试用台账",
    "",
    (
        LedgerColumn("number", "编号"),
        LedgerColumn("state", "状态", ColumnType.CHOICE, options=("办理中", "已办")),
        LedgerColumn("project", "项目", ColumnType.PROJECT),
        LedgerColumn("amount", "金额", ColumnType.AMOUNT, unit="万元"),
        LedgerColumn("area", "面积（亩）", ColumnType.NUMBER, unit="亩"),
        LedgerColumn("due_on", "应办结日", ColumnType.DAY),
        LedgerColumn("closed_on", "销号日", ColumnType.DAY, inline=False),
        LAMP,
    ),
    identity=("number",),
    flow=LedgerFlow("state", ("办理中", "已办"), ("已办",), ()),
)


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        (Condition("number", Test.CONTAINS, ("12",)), "编号 包含 12"),
        (Condition("state", Test.ONE_OF, ("办理中", "已办")), "状态 是 办理中、已办"),
        (Condition("state", Test.EMPTY), "状态 未填"),
        (Condition("state", Test.FILLED), "状态 已填"),
        (Condition("amount", Test.AT_LEAST, ("125000",)), "金额 不少于 12.5万元"),
        (Condition("amount", Test.BETWEEN, ("10000", "20000")), "金额 1 至 2万元"),
        (Condition("due_on", Test.AT_MOST, ("2026-11-20",)), "应办结日 不晚于 2026-11-20"),
        (Condition("due_on", Test.AT_LEAST, ("2026-11-20",)), "应办结日 不早于 2026-11-20"),
    ],
)
def test_a_condition_is_said_as_people_say_it(condition, said):
    assert condition_words(KIND, condition) == said


def test_conditions_and_search_stand_in_one_line_and_unknown_columns_are_left_out():
    gone = Condition("gone", Test.EMPTY)
    assert conditions_words(KIND, (gone, Condition("state", Test.EMPTY)), "电") == "状态 未填；含“电”"
    assert conditions_words(KIND, ()) == ""


def test_the_order_says_from_where_to_where():
    orders = (Order("amount", descending=True), Order("due_on"), Order("gone"))
    assert order_words(KIND, orders) == "金额从大到小，应办结日从早到晚"


def test_a_header_names_its_unit_once():
    assert [label_of(KIND.column(key)) for key in ("amount", "area", "number")] == [
        "金额（万元）",
        "面积（亩）",
        "编号",
    ]


def test_projects_are_searched_and_sorted_by_their_names():
    row = LedgerRowNow("r", {"project": "id-1", "number": "1"}, words={"project": "光电产业园", "number": "1"})
    assert spoken(KIND, row) == {"project": "光电产业园", "number": "1"}
    plain = LedgerRowNow("r", {"number": "1"})
    assert spoken(KIND, plain) is plain.cells


@pytest.mark.parametrize(
    ("text", "lamp"),
    [
        ("", None),
        ("未开始", Lamp.NOT_STARTED),
        ("正常", Lamp.NORMAL),
        ("有效", Lamp.NORMAL),
        ("预警", Lamp.WARNING),
        ("12 天后到期", Lamp.WARNING),
        ("今天到期", Lamp.WARNING),
        ("逾期 3 个工作日", Lamp.OVERDUE),
        ("已过期", Lamp.OVERDUE),
        ("按期办结", Lamp.DONE),
        ("逾期办结", Lamp.DONE_LATE),
    ],
)
def test_a_hint_has_its_lamp(text, lamp):
    assert lamp_of(LAMP, text) is lamp
    assert lamp_of(replace(LAMP, field="days a b"), text) is None


def test_lamps_stand_beside_what_a_row_is_called_by():
    assert usual_columns(KIND)[:3] == ["number", "lamp", "state"]
    assert sorted(usual_columns(KIND)) == sorted(one.key for one in KIND.columns)


def test_derived_cells_and_those_of_acts_are_not_typed():
    row = LedgerRowNow("r")
    said = {key: why_not_typed(KIND, KIND.column(key), row) for key in ("number", "state", "closed_on", "lamp")}
    assert said == {"number": "", "state": BY_ACTS, "closed_on": BY_ACTS, "lamp": DERIVED}


def test_what_a_result_brings_along_is_not_typed_over():
    kind = replace(
        KIND,
        columns=(LedgerColumn("name", "名称", field="result name", inline=False), LedgerColumn("number", "编号")),
        flow=None,
    )
    of_step, own = LedgerRowNow("", anchor="case:matter"), LedgerRowNow("entry")
    assert why_not_typed(kind, kind.columns[0], own) == ""
    assert why_not_typed(kind, kind.columns[0], of_step) == DERIVED
    assert why_not_typed(kind, kind.columns[1], of_step) == ""


def test_the_figures_of_an_amount_stand_in_groups():
    money = LedgerColumn("money", "钱", ColumnType.AMOUNT, unit="万元")
    read = [read_aloud(money, words) for words in ("470300", "12.5", "1234567.25", "-12000", "")]
    assert read == ["470,300", "12.5", "1,234,567.25", "-12,000", ""]
    assert read_aloud(LedgerColumn("area", "面积", ColumnType.NUMBER), "12000") == "12000"

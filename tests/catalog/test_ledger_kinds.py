"""The files of the ledgers: all of them load and hold together, and a wrong one is named with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.application.ledger_rules import RULES
from desktop_app.catalog.ledger_kinds import load_ledger_kinds
from desktop_app.domain.ledger_kind import (
    ColumnType,
    FlowAct,
    LedgerKind,
    RowCheck,
    RowRule,
    RowsOf,
    Source,
    ValueForm,
)
from desktop_app.domain.ledger_query import Condition, Test
from desktop_app.domain.ledger_value import read_value
from desktop_app.domain.refusals import Damaged
from desktop_app.locations import resources

GOOD = """key: things
name: 物
title: 物品台账
purpose: 试
identity: [name]
version: "1"
empty: 还没有，请新增
columns:
- {key: name, label: 名称, required: true}
- {key: state, label: 状态, type: choice, options: [开, 关], fixed: true}
- {key: on, label: 日期, type: day}
- {key: money, label: 钱, type: amount, unit: 万元, source: project, field: investment_yuan}
- {key: age, label: 天数, source: derived, field: days_since on}
checks:
- {rule: happened, columns: [on]}
figures:
- {key: opened, label: 开着的比例, rule: share, whole: [], part: [{column: state, test: is, values: [开]}], unit: 件}
- {key: often, label: 次数, rule: target, whole: [], day: on, target: 6, each: name, unit: 次}
views:
- name: 开着的
  conditions: [{column: state, test: is, values: [开]}]
  order: [{column: on, descending: true}]
flow:
  state: state
  states: [开, 关]
  ended: [关]
  acts:
  - {key: close, title: 关, before: [开], after: 关, day: on}
"""
KINDS = load_ledger_kinds(resources() / "ledgers")
ENTERED = [kind for kind in KINDS if kind.rows is RowsOf.ENTRIES]


def write(folder: Path, text: str) -> Path:
    (folder / "01-things.yaml").write_text(text, encoding="utf-8")
    return folder


def test_a_kind_is_read_whole(tmp_path: Path) -> None:
    (kind,) = load_ledger_kinds(write(tmp_path, GOOD))
    assert (kind.key, kind.rows, kind.identity, kind.headline.label) == ("things", RowsOf.ENTRIES, ("name",), "名称")
    assert kind.column("name").required and not kind.column("state").inline
    assert (kind.column("money").source, kind.column("age").source) == (Source.PROJECT, Source.DERIVED)
    assert kind.checks == (RowCheck(RowRule.HAPPENED, ("on",)),)
    assert kind.views[0].query.conditions == (Condition("state", Test.IS, ("开",)),)
    assert kind.flow is not None and kind.flow.possible("") == (FlowAct("close", "关", ("开",), "关", "on"),)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (GOOD.replace("purpose: 试\n", ""), "台账缺少 purpose"),
        (GOOD.replace("key: state,", "key: name,"), "栏 name 写了两次"),
        (GOOD.replace("identity: [name]", "identity: [colour]"), "identity 里写了没有的栏 colour"),
        (GOOD.replace("{column: state, test", "{column: colour, test"), "views 里写了没有的栏 colour"),
        (GOOD.replace("after: 关", "after: 没"), "流转里没有“没”这个状态"),
        (GOOD.replace("day: on", "day: off"), "flow 里写了没有的栏 off"),
        (GOOD.replace("day: on", "adds: [off]"), "flow 里写了没有的栏 off"),
        (GOOD.replace("day: on", "late: off"), "flow 里写了没有的栏 off"),
        (GOOD.replace("ended: [关]", "ended: [关]\n  due: off"), "flow 里写了没有的栏 off"),
        (GOOD.replace("ended: [关]", "ended: [关]\n  since: off"), "flow 里写了没有的栏 off"),
        (GOOD.replace("investment_yuan", "colour"), "栏 money：项目没有 colour 这一项"),
        (GOOD.replace("days_since on", "guess on"), "栏 age：没有叫 guess 的推算规则"),
        (GOOD.replace("days_since on", "days_since off"), "栏 age：推算规则用了没有的栏 off"),
        (GOOD.replace(", field: days_since on", ""), "来自项目或由程序得出的栏要写 field"),
        (GOOD.replace("version", "scope: colour\nversion"), "项目没有 colour 这一项"),
        (GOOD.replace("empty:", "emty:"), "是不是 empty"),
        (GOOD.replace("columns: [on]", "columns: [off]"), "checks 里写了没有的栏 off"),
        (GOOD.replace("columns: [on]", "columns: [name]"), "栏 name 的类型不能用 happened 核对"),
        (GOOD.replace("happened, columns: [on]", "at_most, columns: [money]"), "at_most 正好比较两栏"),
        (GOOD.replace("columns: [on]", "columns: [age], refuses: true"), "栏 age 不是填写的，不能因它拒绝一行"),
        (GOOD.replace("rule: happened", "rule: guess"), "rule 看不懂“guess”"),
        (GOOD.replace("rule: share", "rule: mean"), "rule 看不懂“mean”"),
        (GOOD.replace("each: name", "each: who"), "figures 里写了没有的栏 who"),
        (GOOD.replace("part: [{column: state", "part: [{column: door"), "figures 里写了没有的栏 door"),
        (GOOD.replace(", part: [{column: state, test: is, values: [开]}]", ""), "share 要写 part"),
        (GOOD.replace("target: 6", "target: 0"), "target 要写 target（大于 0 的次数）和 day"),
        (GOOD.replace("day: on, target", "day: state, target"), "指标数 often：栏 state 的类型应是 day"),
        (GOOD.replace("each: name", "weight: money"), "指标数的 weight 只用于 share"),
        (GOOD.replace("rule: share", "rule: share, weight: money"), "指标数 opened：栏 money 的类型应是 count"),
        (GOOD.replace("key: often", "key: opened"), "指标数 opened 写了两次"),
        (GOOD.replace("required: true", "form: guess"), "form 看不懂“guess”"),
    ],
)
def test_a_wrong_file_is_named(tmp_path: Path, wrong: str, said: str) -> None:
    with pytest.raises(Damaged) as damaged:
        load_ledger_kinds(write(tmp_path, wrong))
    assert said in str(damaged.value) and "01-things.yaml" in str(damaged.value)


def test_a_ledger_does_not_come_twice(tmp_path: Path) -> None:
    (tmp_path / "02-again.yaml").write_text(GOOD, encoding="utf-8")
    with pytest.raises(Damaged, match="台账 things 写了两次"):
        load_ledger_kinds(write(tmp_path, GOOD))


def test_the_program_comes_with_its_ledgers() -> None:
    assert [kind.key for kind in KINDS] == [
        "three-batches",
        "full-agency",
        "commitments",
        "standard-land",
        "plants",
        "issues",
        "visits",
        "licences",
        "delegated",
        "catalogue",
        "promises",
        "financing",
        "leads",
        "trips",
        "targets",
        "meetings",
    ]
    assert len({kind.name for kind in KINDS}) == len(KINDS)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_a_ledger_holds_together(kind: LedgerKind) -> None:
    labels = [one.label for one in kind.columns]
    assert len(set(labels)) == len(labels)
    assert kind.empty.endswith("。") and kind.purpose
    for column in kind.columns:
        if column.source is Source.DERIVED:
            assert column.field.split()[0] in RULES
            assert not column.required
        if column.type is ColumnType.CHOICE:
            assert column.options and len(set(column.options)) == len(column.options)
        if column.type is ColumnType.AMOUNT:
            assert column.unit
        assert not column.total or column.type in (ColumnType.AMOUNT, ColumnType.NUMBER, ColumnType.COUNT)


def test_codes_are_read_by_their_form() -> None:
    forms = {(kind.key, one.key): one.form for kind in KINDS for one in kind.columns if one.form is not None}
    assert forms == {
        ("issues", "number"): ValueForm.NUMBER,
        ("three-batches", "credit_code"): ValueForm.CREDIT_CODE,
        ("three-batches", "project_code"): ValueForm.PROJECT_CODE,
    }


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_no_header_means_two_columns(kind: LedgerKind) -> None:
    told = [name for one in kind.columns for name in {one.label, *one.headers}]
    assert {name for name in told if told.count(name) > 1} == set()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_views_ask_for_texts_as_they_are_kept(kind: LedgerKind) -> None:
    figures = [("指标数", (*one.whole, *one.part)) for one in kind.figures]
    for name, conditions in [*((view.name, view.query.conditions) for view in kind.views), *figures]:
        for one in conditions:
            column = kind.column(one.column)
            if one.test in (Test.IS, Test.ONE_OF):
                assert [read_value(column, text).text for text in one.values] == list(one.values), name

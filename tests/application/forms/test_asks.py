"""Answers: read by kind, completed by proposals, refused by naming the field and what to do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.application.forms.asks import BINDING, COPIES, Ask, Asked, Kind, ask_all, check
from desktop_app.application.forms.facts import Facts
from desktop_app.application.ports import Workspace
from desktop_app.domain.calendar import WorkingCalendar
from desktop_app.domain.refusals import Refusal

FACTS = Facts(Workspace("w", "工作区", "中心"), WorkingCalendar((), {}), date(2026, 11, 20), "N")
ASKS = (
    Ask("name", "单位名称", required=True, default=lambda facts: facts.workspace.centre),
    Ask("words", "情况说明", Kind.TEXT),
    Ask("on", "办理日期", Kind.DATE, default=lambda facts: facts.today),
    Ask("kind", "立项类型", Kind.CHOICE, options=("核准", "备案")),
    Ask("days", "天数", Kind.NUMBER),
    Ask("money", "总投资", Kind.MONEY),
    Ask("stages", "阶段", Kind.CHECKS, offer=lambda _facts: ("甲", "乙", "丙")),
    Ask("rows", "材料", Kind.ROWS, columns=("名称", "份数")),
)
ASKED = ask_all(ASKS, FACTS, 2, bound=True)


def test_what_is_not_answered_is_as_proposed() -> None:
    answers = check(ASKED, {}, final=True)
    assert (answers.text("name"), answers.day("on"), answers.copies) == ("中心", date(2026, 11, 20), 2)
    assert (answers.text("words"), answers.number("days"), answers.checked("stages"), answers.rows("rows")) == (
        "",
        None,
        (),
        (),
    )


def test_how_it_is_printed_is_asked_last() -> None:
    assert [one.ask for one in ASKED[-2:]] == [BINDING, COPIES]
    assert [one.ask for one in ask_all(ASKS, FACTS, 1, bound=False)][-2:] == [ASKS[-1], COPIES]


@pytest.mark.parametrize(
    ("key", "given", "read"),
    [
        ("name", " 中联恒创 ", "中联恒创"),
        ("words", "一\n二", "一\n二"),
        ("on", "2026-12-01", date(2026, 12, 1)),
        ("on", "", None),
        ("kind", "备案", "备案"),
        ("kind", "", ""),
        ("days", "12", 12),
        ("days", 0, 0),
        ("money", 5000, 5000),
        ("money", "47.03 亿元", 4_703_000_000),
        ("money", "800", 800),
        ("stages", ["丙", "甲"], ("甲", "丙")),
        ("stages", "乙", ("乙",)),
        ("rows", "执照 | 2\n\n总图｜1\n章程", (("执照", "2"), ("总图", "1"), ("章程", ""))),
        ("rows", "执照\t2", (("执照", "2"),)),
        ("rows", [["执照", 2], {"份数": "1", "名称": "总图"}], (("执照", "2"), ("总图", "1"))),
        ("copies", 20, 20),
        ("binding", "左侧装订", "左侧装订"),
    ],
)
def test_an_answer_is_read_by_its_kind(key: str, given: object, read: object) -> None:
    assert check(ASKED, {key: given}, final=True).given[key] == read


@pytest.mark.parametrize(
    ("key", "given", "said"),
    [
        ("name", 3, "“单位名称”（name）要写成文字"),
        ("name", "一\n二", "只能写一行"),
        ("name", "长" * 201, "太长：201 字，最多 200 字"),
        ("words", "长" * 4001, "“情况说明”（words）太长"),
        ("on", "2026年11月", "“办理日期”（on）要写成日期，如 2026-11-20"),
        ("on", 20261120, "要写成日期"),
        ("on", "2026-02-30", "要写成日期"),
        ("kind", "审批", "没有“审批”，可选：核准、备案"),
        ("days", "-1", "要写成整数"),
        ("days", True, "要写成整数"),
        ("days", "1.5", "要写成整数"),
        ("money", "很多", "要写成金额"),
        ("money", "-5", "要写成金额"),
        ("stages", ["丁"], "“阶段”（stages）没有“丁”，可选：甲、乙、丙"),
        ("stages", 3, "要写成选项的列表"),
        ("rows", [["a", "b", "c"]], "第 1 行要有至多 2 列：名称、份数"),
        ("rows", [{"单位": "a"}], "第 1 行没有“单位”这一列，有：名称、份数"),
        ("rows", 7, "要写成表格的行"),
        ("rows", [["长" * 201]], "第 1 行有一格超过 200 字"),
        ("copies", 0, "要在 1 到 20 之间"),
        ("copies", 21, "要在 1 到 20 之间"),
        ("binding", "右侧", "没有“右侧”"),
    ],
)
def test_a_wrong_answer_names_the_field(key: str, given: object, said: str) -> None:
    with pytest.raises(Refusal) as refused:
        check(ASKED, {key: given}, final=False)
    assert said in str(refused.value)


def test_a_strange_key_is_refused_with_the_known_ones() -> None:
    with pytest.raises(Refusal, match=r"没有“nmae”这一栏，可以填写：name（单位名称）、words（情况说明）"):
        check(ASKED, {"nmae": "x"}, final=False)


def test_a_missing_answer_stops_the_issue_and_not_the_preview() -> None:
    asked = tuple(replace(one, value=None) for one in ASKED)
    assert check(asked, {}, final=False).text("name") == ""
    with pytest.raises(Refusal, match="请先填写：单位名称；要打印出来手工填写，请打印空表"):
        check(asked, {"name": "  "}, final=True)


WRITTEN = st.text("甲乙备案阶段左侧装订a19-.|\t\n 万亿元", max_size=30)


@given(
    st.dictionaries(
        st.sampled_from([one.ask.key for one in ASKED]),
        st.none() | st.booleans() | st.integers(-10, 10**12) | WRITTEN | st.lists(WRITTEN | st.lists(WRITTEN)),
    )
)
def test_whatever_is_given_is_read_or_refused_in_a_sentence(given: dict[str, object]) -> None:
    try:
        answers = check(ASKED, given, final=True)
    except Refusal as refused:
        assert str(refused)
        return
    assert set(answers.given) == {one.ask.key for one in ASKED}
    assert 1 <= answers.copies <= 20


def test_an_ask_without_choices_says_so() -> None:
    asked = (Asked(Ask("kind", "类型", Kind.CHOICE), (), None),)
    with pytest.raises(Refusal, match="可选：（本件没有可选的）"):
        check(asked, {"kind": "甲"}, final=False)

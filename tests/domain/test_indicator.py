"""Rounding and the published figures: every case that was published is reproduced, every counter-example is not."""

from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.indicator import Criterion, Indicator, IndicatorTest, Side, Window, checked, percent, rounded
from desktop_app.domain.money import read_amount
from desktop_app.domain.refusals import Refusal

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "data" / "indicator_cases.yaml").read_text("utf-8")
)["ratios"]

RATE = Indicator(
    "开工率",
    Side("已开工项目总投资", (Criterion("started", IndicatorTest.BY),), "investment_yuan"),
    Side("签约一批总投资", (Criterion("batch", IndicatorTest.IS, ("签约",)),), "investment_yuan"),
    source="本区",
)
KNOWN = frozenset({"started", "batch", "investment_yuan", "counted"})
AMOUNTS = frozenset({"investment_yuan"})


def whole(case: dict[str, Any], side: str) -> int:
    """Projects, or yuan from 亿元."""
    if case["basis"].startswith("count"):
        return int(case[side])
    yuan = read_amount(case[side], "亿元").yuan
    assert yuan is not None
    return yuan


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["id"]))
def test_published_figures(case):
    found = percent(whole(case, "numerator"), whole(case, "denominator"), case["digits"])
    assert found == case["computed"]
    assert (found == case["published"]) is case["match"]


@given(st.integers(0, 10**14), st.integers(1, 10**14), st.integers(0, 4))
def test_percentages_are_exact(above, below, digits):
    with localcontext(prec=80):
        expected = (Decimal(above) * 100 / below).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    assert percent(above, below, digits) == f"{expected:f}"


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (Fraction(1, 2), 0, "1"),
        (Fraction(-1, 2), 0, "-1"),
        (Fraction(-1, 5), 0, "0"),
        (Fraction(1, 20), 1, "0.1"),
        (Fraction(5, 1000), 2, "0.01"),
    ],
)
def test_halves_go_away_from_zero(value, digits, text):
    assert rounded(value, digits) == text


def test_nothing_divided_by_nothing_is_an_error():
    with pytest.raises(ZeroDivisionError):
        percent(1, 0, 1)


def test_words_of_a_definition():
    assert RATE.formula == "开工率 = 已开工项目总投资 ÷ 签约一批总投资 × 100%"
    assert RATE.basis == "按投资"
    assert RATE.fields == ("batch", "investment_yuan", "started")
    scoped = replace(RATE, window=Window("signed", date(2022, 1, 1), None, ("2023-3",)))
    assert scoped.window.words == "2022年1月1日以来签约的项目；批次：2023-3"
    assert scoped.fields == (*RATE.fields, "signed", "batch_label")
    assert Window("started", None, date(2023, 1, 1)).words == "2023年1月1日以前开工的项目"
    assert Window("produced", date(2022, 1, 1), date(2023, 1, 1)).words == "2022年1月1日至2023年1月1日投产的项目"
    assert RATE.window.words == "台账全部项目"
    assert replace(RATE, numerator=replace(RATE.numerator, measure="annual_done")).basis == "按金额、按投资"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"name": " "}, "名称没有写"),
        ({"source": ""}, "来源没有写"),
        ({"digits": 5}, "小数位数"),
        ({"numerator": Side("全部")}, "总是 100%"),
        ({"numerator": Side("", (Criterion("started", IndicatorTest.BY),))}, "分子没有写文字说明"),
        ({"denominator": Side("分母", (), "batch")}, "不是金额栏"),
        ({"denominator": Side("分母", (Criterion("moon", IndicatorTest.BY),))}, "没有“moon”这一栏"),
        ({"denominator": Side("分母", (Criterion("counted", IndicatorTest.YES, dated="x"),))}, "没有“x”这一栏"),
        ({"denominator": Side("分母", (Criterion("batch", IndicatorTest.IS),))}, "没有写取值"),
        ({"denominator": Side("分母", (Criterion("investment_yuan", IndicatorTest.AT_LEAST, ("多",)),))}, "一个整数"),
        ({"window": Window("signed", date(2023, 1, 2), date(2023, 1, 1))}, "起始日晚于结束日"),
    ],
)
def test_what_cannot_be_evaluated_is_refused(changed, said):
    checked(RATE, KNOWN, AMOUNTS)
    with pytest.raises(Refusal, match=said):
        checked(replace(RATE, **changed), KNOWN, AMOUNTS)

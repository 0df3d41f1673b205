"""Amounts as offices write them, to the yuan."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.money import (
    YUAN_PER_UNIT,
    AmountProblem,
    amount_words,
    carries_unit,
    in_unit,
    number_words,
    read_amount,
    two_decimals,
    unit_in,
)


@pytest.mark.parametrize(
    ("written", "unit", "yuan"),
    [
        ("32亿元", "亿元", 3_200_000_000),
        ("32亿元", "万元", 3_200_000_000),
        ("47.03", "亿元", 4_703_000_000),
        ("20.00", "亿元", 2_000_000_000),
        ("４７．０３", "亿元", 4_703_000_000),
        ("47.03", "万元", 470_300),
        ("1,234.5万", "亿元", 12_345_000),
        ("1，234.5万", "亿元", 12_345_000),
        ("￥1,234", "元", 1_234),
        ("1 234 万元", "", 12_340_000),
        ("0", "亿元", 0),
        ("0.00000001", "亿元", 1),
        ("人民币5000元", "亿元", 5_000),
    ],
)
def test_amounts_are_exact(written: str, unit: str, yuan: int) -> None:
    reading = read_amount(written, unit)
    assert (reading.yuan, reading.doubt) == (yuan, "")


@pytest.mark.parametrize("written", ["约3亿", "3亿元左右", "3亿余元", "近3亿元", "3亿以上", "3余亿元"])
def test_about_amounts_are_doubted(written: str) -> None:
    reading = read_amount(written, "万元")
    assert reading.yuan == 300_000_000
    assert reading.doubt


@pytest.mark.parametrize("written", ["", " ", "—", "——", "/", "-", "－", "空", "待定"])
def test_unknown_is_none(written: str) -> None:
    assert read_amount(written, "亿元").yuan is None


@pytest.mark.parametrize(
    ("written", "unit", "part"),
    [
        ("0.000000001", "亿元", "不足一元"),
        ("1.5", "元", "不足一元"),
        ("-3", "亿元", "负数"),
        ("三亿", "亿元", "不是数字"),
        ("3+5", "亿元", "不是数字"),
        ("1,23", "亿元", "不是数字"),
        ("5亿美元", "亿元", "不是数字"),
        ("47.03", "", "没有单位"),
        ("9" * 30, "亿元", "不合理"),
        ("1e400", "亿元", "不是数字"),
    ],
)
def test_wrong_amounts_are_refused_with_the_reason(written: str, unit: str, part: str) -> None:
    with pytest.raises(AmountProblem, match=part):
        read_amount(written, unit)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("金额单位：亿元", "亿元"),
        ("总投资(万元)", "万元"),
        ("投资（亿元）", "亿元"),
        ("总投资\n（亿）", "亿元"),
        ("总投资（元）", "元"),
        ("单位：元", "元"),
        ("单 位：万 元", "万元"),
        ("总投资", ""),
        ("公元纪年", ""),
    ],
)
def test_units_are_found_in_headers(text: str, unit: str) -> None:
    assert unit_in(text) == unit


def test_words() -> None:
    assert amount_words(4_703_000_000) == "47.03 亿元"
    assert amount_words(12_345_000) == "1234.5 万元"
    assert amount_words(800) == "800 元"
    assert amount_words(None) == "未填"
    assert in_unit(1, "亿元") == "0.00000001"
    assert in_unit(2_000_000_000, "亿元") == "20"


def test_number_cells_read_as_excel_shows_them() -> None:
    assert number_words(47.03) == "47.03"
    assert number_words(0.1 + 0.2) == "0.3"
    assert number_words(1e21) == "1000000000000000000000"
    assert carries_unit("３２亿") and not carries_unit("47.03")


@given(st.floats() | st.integers().map(float))
def test_number_cells_are_written_as_a_decimal_would(number: float) -> None:
    assert number_words(number) == f"{Decimal(format(number, '.15g')):f}"


@given(st.integers(-(10**15), 10**15), st.sampled_from(["元", "千元", "万元", "百万元", "亿元"]))
def test_an_amount_in_a_unit_is_its_quotient(yuan: int, unit: str) -> None:
    assert Decimal(in_unit(yuan, unit)) * YUAN_PER_UNIT[unit] == yuan
    assert in_unit(yuan, unit) == in_unit(yuan, unit).strip() and not in_unit(yuan, unit).endswith(".")


@given(st.integers(min_value=0, max_value=10**14), st.sampled_from(["元", "万元", "亿元"]))
def test_written_amounts_come_back(yuan: int, unit: str) -> None:
    assert read_amount(in_unit(yuan, unit), unit).yuan == yuan
    assert read_amount(amount_words(yuan)).yuan == yuan


@given(st.text(max_size=20))
def test_any_text_gives_an_amount_or_a_sentence(written: str) -> None:
    try:
        reading = read_amount(written, "万元")
    except AmountProblem as problem:
        assert str(problem).endswith(("留空", "元", "核对", "单位", "47.03"))
    else:
        assert reading.yuan is None or reading.yuan >= 0


@pytest.mark.parametrize(
    ("yuan", "words"),
    [(34_500_000, "0.35"), (34_499_999, "0.34"), (0, "0.00"), (4_703_000_000, "47.03"), (123_456_500_000, "1,234.57")],
)
def test_two_decimals_round_the_half_up_as_every_figure_does(yuan, words):
    assert two_decimals(yuan, "亿元") == words

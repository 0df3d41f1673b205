"""Cells of ledgers: what people write becomes one canonical text, and reading it again changes nothing."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.ledger_kind import ColumnType, LedgerColumn, ValueForm
from desktop_app.domain.ledger_value import (
    LONGEST_TEXT,
    ValueProblem,
    ValueReading,
    day_of,
    number_of,
    partial_of,
    read_value,
    sort_key,
    words_of,
)


def column(kind: ColumnType, **more: object) -> LedgerColumn:
    return LedgerColumn("cell", "栏", kind, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "more", "written", "kept", "shown"),
    [
        (ColumnType.AMOUNT, {"unit": "万元"}, "47.03亿元", "4703000000", "470300"),
        (ColumnType.AMOUNT, {"unit": "万元"}, "470300", "4703000000", "470300"),
        (ColumnType.AMOUNT, {"unit": "万元"}, "12.5", "125000", "12.5"),
        (ColumnType.NUMBER, {"unit": "亩"}, "1,120.50亩", "1120.5", "1120.5"),
        (ColumnType.NUMBER, {}, "１２．５", "12.5", "12.5"),
        (ColumnType.PERCENT, {}, "89.60％", "89.6", "89.6%"),
        (ColumnType.PERCENT, {}, "-3.2", "-3.2", "-3.2%"),
        (ColumnType.NUMBER, {}, "-1.5", "-1.5", "-1.5"),
        (ColumnType.COUNT, {}, "007", "7", "7"),
        (ColumnType.DAY, {}, "2026年11月5日", "2026-11-05", "2026-11-05"),
        (ColumnType.DAY, {}, "2026.11.5", "2026-11-05", "2026-11-05"),
        (ColumnType.DATE, {}, "2022 年 11 月底", "2022年11月底", "2022年11月底"),
        (ColumnType.YES_NO, {}, "√", "是", "是"),
        (ColumnType.YES_NO, {}, "没有", "否", "否"),
        (ColumnType.CHOICE, {"options": ("已签约", "ＡＢ")}, "ab", "ＡＢ", "ＡＢ"),
        (ColumnType.CHOICE, {"options": ("甲",), "open_options": True}, "自定", "自定", "自定"),
        (ColumnType.TEXT, {}, "  两头的空格 ", "两头的空格", "两头的空格"),
        (ColumnType.AMOUNT, {"unit": "万元"}, "—", "", ""),
        (ColumnType.DAY, {}, "／", "", ""),
    ],
)
def test_what_people_write_is_kept_in_one_way(
    kind: ColumnType, more: dict[str, object], written: str, kept: str, shown: str
) -> None:
    one = column(kind, **more)
    assert read_value(one, written).text == kept
    assert words_of(one, kept) == shown


@pytest.mark.parametrize(
    ("kind", "more", "written", "said"),
    [
        (ColumnType.NUMBER, {"unit": "亩"}, "-3", "是负数"),
        (ColumnType.COUNT, {}, "-1", "是负数"),
        (ColumnType.NUMBER, {}, "很多", "不是数字"),
        (ColumnType.NUMBER, {}, "9" * 40, "大得不合理"),
        (ColumnType.COUNT, {}, "1.5", "应是整数"),
        (ColumnType.DAY, {}, "2026年11月", "不是完整的日期"),
        (ColumnType.DAY, {}, "2026-02-30", "这一天不存在"),
        (ColumnType.DAY, {}, "1900年1月1日", "不在 1980 年到 2099 年之间"),
        (ColumnType.COUNT, {"most": 500}, "501", "太大，最多 500"),
        (ColumnType.YES_NO, {}, "也许", "不是“是”或“否”"),
        (ColumnType.CHOICE, {"options": ("甲", "乙")}, "丙", "请用：甲、乙"),
        (ColumnType.TEXT, {}, "字" * (LONGEST_TEXT + 1), "最多 2000 字"),
        (ColumnType.LONG, {}, "a\x00b", "不可见字符"),
    ],
)
def test_what_cannot_be_taken_is_said(kind: ColumnType, more: dict[str, object], written: str, said: str) -> None:
    with pytest.raises(ValueProblem, match=said):
        read_value(column(kind, **more), written)


def test_the_unit_of_a_header_counts_before_that_of_the_column() -> None:
    assert read_value(column(ColumnType.AMOUNT, unit="万元"), "3", "亿元").text == "300000000"


@given(st.integers(0, 10**13))
def test_an_amount_shown_is_the_amount_read_again(yuan: int) -> None:
    one = column(ColumnType.AMOUNT, unit="万元")
    assert read_value(one, words_of(one, str(yuan)) + "万元").text == str(yuan)


@given(st.decimals(Decimal(-(10**9)), Decimal(10**9), places=4))
def test_a_number_read_again_is_the_same(number: Decimal) -> None:
    one = column(ColumnType.NUMBER)
    kept = read_value(one, f"{number:f}").text
    assert Decimal(kept) == number and read_value(one, kept).text == kept and number_of(one, kept) == number


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_a_day_read_again_is_the_same(day: date) -> None:
    assert read_value(column(ColumnType.DAY), day.isoformat()).text == day.isoformat()
    assert day_of(day.isoformat()) == day
    found = partial_of(f"{day.year}年{day.month}月{day.day}日")
    assert found is not None and found.exact == day


def test_days_that_are_not_known_are_no_day() -> None:
    assert day_of("2022年11月底") is None and day_of("") is None
    assert number_of(column(ColumnType.TEXT), "12") is None and number_of(column(ColumnType.NUMBER), "") is None


@given(st.lists(st.dates(date(1990, 1, 1), date(2090, 1, 1)), min_size=2))
def test_days_sort_by_time(days: list[date]) -> None:
    one = column(ColumnType.DAY)
    texts = sorted((day.isoformat() for day in days), key=lambda text: sort_key(one, text))
    assert texts == [day.isoformat() for day in sorted(days)]


def test_what_is_unknown_sorts_last_and_choices_by_their_order() -> None:
    choice = column(ColumnType.CHOICE, options=("线索", "考察"), open_options=True)
    assert sorted(["", "别的", "考察", "线索"], key=lambda text: sort_key(choice, text)) == ["线索", "考察", "别的", ""]
    dated = column(ColumnType.DATE)
    texts = ["", "2022年11月底", "2022年11月5日", "2022年"]
    assert sorted(texts, key=lambda text: sort_key(dated, text)) == ["2022年", "2022年11月5日", "2022年11月底", ""]
    assert sort_key(dated, (date(2022, 11, 5) + timedelta(days=1)).isoformat()) > sort_key(dated, "2022年11月5日")


@pytest.mark.parametrize("written", ["0", "-1"])
def test_a_number_below_the_least_there_can_be_is_refused(written: str) -> None:
    with pytest.raises(ValueProblem):
        read_value(column(ColumnType.COUNT, least=1), written)
    assert read_value(column(ColumnType.PERCENT, least=0, most=100), "100%").text == "100"


def test_a_credit_code_is_kept_as_printed_and_its_check_character_remarked_on() -> None:
    code = column(ColumnType.TEXT, form=ValueForm.CREDIT_CODE)
    assert read_value(code, "９1350100m000100y43") == ValueReading("91350100M000100Y43")
    assert "应是 3" in read_value(code, "91350100M000100Y42").doubt
    assert read_value(code, "—") == read_value(code, "") == ValueReading("")
    with pytest.raises(ValueProblem, match="有 11 位"):
        read_value(code, "91140000ABC")


def test_a_project_code_of_another_form_is_kept_with_a_remark() -> None:
    code = column(ColumnType.TEXT, form=ValueForm.PROJECT_CODE)
    assert read_value(code, "2023—141000－44-01-123456") == ValueReading("2023-141000-44-01-123456")
    older = read_value(code, "晋发改备〔2019〕12号")
    assert older.text == "晋发改备〔2019〕12号" and "不是全国统一的项目代码" in older.doubt


def test_a_number_people_find_a_row_by_is_short_and_on_one_line() -> None:
    number = column(ColumnType.TEXT, form=ValueForm.NUMBER)
    for written in ("WT-2026-001", "晋开交〔2026〕3号", "第十二号", ""):
        assert read_value(number, written).text == written
    for written in ("X", "💥\nx1", "1" * 41):
        with pytest.raises(ValueProblem, match="不像编号"):
            read_value(number, written)

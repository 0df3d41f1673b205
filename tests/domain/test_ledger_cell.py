"""Cells: the quick way to read one says exactly what the careful way says, and what is written reads back."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.ledger_cell import CellReader, cell_of, plain_text, read_back
from desktop_app.domain.ledger_kind import ColumnType, LedgerColumn
from desktop_app.domain.ledger_value import ValueProblem, read_value
from desktop_app.domain.money import number_words

AMOUNT = LedgerColumn("a", "金额", ColumnType.AMOUNT, unit="万元")
TEXT = LedgerColumn("t", "文字")


@given(st.floats(0, 1e9, allow_nan=False), st.sampled_from(["元", "万元", "亿元"]))
def test_an_amount_read_quickly_is_the_amount_read_with_care(number: float, unit: str) -> None:
    quick = CellReader(AMOUNT, unit).plain(number)
    if quick is not None:
        assert quick == read_value(AMOUNT, number_words(number), unit).text


@given(st.integers(0, 10**14), st.sampled_from([("元", 1), ("万元", 10_000), ("亿元", 10**8)]))
def test_every_whole_yuan_survives_a_cell_in_any_unit(yuan: int, unit: tuple[str, int]) -> None:
    assert CellReader(AMOUNT, unit[0]).read(yuan / unit[1]).text == str(yuan)


@given(st.text())
def test_a_text_read_quickly_is_the_text_read_with_care(text: str) -> None:
    reader = CellReader(TEXT)
    quick = reader.plain(text)
    if quick is not None:
        assert quick == reader.read(text).text == plain_text(text)


_TRICKY = st.text(st.sampled_from("甲乙 -=@|'\n\u3000e\u0301\ufeffＡ1"), max_size=4)


@given(st.lists(_TRICKY | st.text(max_size=6), max_size=6))
def test_texts_taken_together_are_each_taken_as_they_stand(texts: list[str]) -> None:
    reader = CellReader(TEXT)
    if reader.all_plain(texts):
        assert [reader.read(one).text for one in texts] == texts


def test_usual_texts_are_taken_together_and_others_one_by_one() -> None:
    reader = CellReader(TEXT)
    assert reader.all_plain(["第1号项目", "", "2023-141000-44-01-000001", "某 公司"]) and reader.all_plain([])
    for odd in ("=1+1", "-", "甲 ", "甲\n乙", "甲|乙", "e\u0301", "甲" * 2001):
        assert not reader.all_plain(["甲", odd])
    assert not CellReader(AMOUNT).all_plain(["甲"])


@given(st.lists(st.floats(allow_infinity=True) | st.integers(0, 10**15).map(lambda one: one / 10_000), max_size=4))
def test_amounts_taken_together_are_the_amounts_read_with_care(numbers: list[float]) -> None:
    quick = CellReader(AMOUNT).amounts(numbers)
    if quick is not None:
        assert quick == [read_value(AMOUNT, number_words(one), "万元").text for one in numbers]


def test_noise_behind_the_fifteenth_digit_is_no_part_of_an_amount() -> None:
    reader = CellReader(AMOUNT)
    assert reader.amounts([0.1 + 0.2, 47.03, 0.0]) == ["3000", "470300", "0"]
    for odd in (float("nan"), float("inf"), -1.0, 0.00001, 1e11):
        assert reader.amounts([1.0, odd]) is None
    assert CellReader(TEXT).amounts([1.0]) is None


@given(st.text(max_size=50))
def test_what_is_written_reads_back_as_itself(text: str) -> None:
    kept = plain_text(text)
    assert read_back(TEXT, cell_of(TEXT, kept)) == kept


def test_a_day_in_a_column_of_numbers_and_a_time_of_day_are_refused() -> None:
    for value in (date(2026, 11, 22), time(9, 30)):
        with pytest.raises(ValueProblem):
            CellReader(AMOUNT).read(value)

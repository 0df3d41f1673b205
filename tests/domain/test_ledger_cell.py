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


@given(st.text(max_size=50))
def test_what_is_written_reads_back_as_itself(text: str) -> None:
    kept = plain_text(text)
    assert read_back(TEXT, cell_of(TEXT, kept)) == kept


def test_a_day_in_a_column_of_numbers_and_a_time_of_day_are_refused() -> None:
    for value in (date(2026, 11, 22), time(9, 30)):
        with pytest.raises(ValueProblem):
            CellReader(AMOUNT).read(value)

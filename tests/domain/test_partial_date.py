"""Dates as offices write them: read to the precision they carry, never further."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.partial_date import (
    PartialDate,
    date_of_serial,
    of_moment,
    read_date,
    read_date_number,
)


@pytest.mark.parametrize(
    ("written", "precision", "parts"),
    [
        ("2022年6月", "month", (2022, 6, None, "")),
        ("2022年11月底", "month_part", (2022, 11, None, "底")),
        ("2022年11月上旬", "month_part", (2022, 11, None, "上旬")),
        ("2023.10.20", "day", (2023, 10, 20, "")),
        ("2023年10月20日", "day", (2023, 10, 20, "")),
        ("2023-10-20 00:00:00", "day", (2023, 10, 20, "")),
        ("２０２３．１０．２０", "day", (2023, 10, 20, "")),
        ("2023－10－20", "day", (2023, 10, 20, "")),
        ("2023-10", "month", (2023, 10, None, "")),
        ("2023.10", "month", (2023, 10, None, "")),
        ("2023.1", "month", (2023, 1, None, "")),
        ("2023/1/5", "day", (2023, 1, 5, "")),
        ("20231020", "day", (2023, 10, 20, "")),
        ("202310", "month", (2023, 10, None, "")),
        ("45219", "day", (2023, 10, 20, "")),
        ("二〇二三年十月二十日", "day", (2023, 10, 20, "")),
        ("二○二三年十二月三十一日", "day", (2023, 12, 31, "")),
        ("2023年上半年", "year", (2023, None, None, "上半年")),
        ("2023年一季度", "year", (2023, None, None, "一季度")),
        ("2023年第3季度", "year", (2023, None, None, "三季度")),
        ("2023年底", "year", (2023, None, None, "年底")),
        ("2023年", "year", (2023, None, None, "")),
        ("2023", "year", (2023, None, None, "")),
    ],
)
def test_a_written_date_keeps_its_precision_and_text(
    written: str, precision: str, parts: tuple[int | None, int | None, int | None, str]
) -> None:
    reading = read_date(written)
    assert reading.value is not None
    value = reading.value
    assert (value.year, value.month, value.day, value.part) == parts
    assert value.precision == precision
    assert reading.doubt == ""
    assert (value.exact is not None) == (precision == "day")


@pytest.mark.parametrize("written", ["拟于2024年开工", "预计年底", "待批复后", "2023年13月", "2023-02-30", "10月20日"])
def test_free_text_stays_text_with_a_doubt(written: str) -> None:
    reading = read_date(written)
    assert reading.value is not None
    assert reading.value.precision == "unknown"
    assert reading.value.text == written
    assert reading.value.exact is None
    assert reading.doubt


@pytest.mark.parametrize("written", ["", "  ", "—", "/", "－", "无"])
def test_an_empty_cell_has_no_date(written: str) -> None:
    assert read_date(written).value is None


def test_a_two_digit_year_is_doubted() -> None:
    reading = read_date("23.10.20")
    assert reading.value is not None and reading.value.exact == date(2023, 10, 20)
    assert "两位" in reading.doubt


def test_serials_and_other_numbers_in_a_date_column() -> None:
    assert date_of_serial(45219) == date(2023, 10, 20)
    assert date_of_serial(45219 - 1462, from_1904=True) == date(2023, 10, 20)
    assert read_date_number(45219.75).value == PartialDate.of(date(2023, 10, 20))
    assert read_date_number(43757.0, from_1904=True).value == PartialDate.of(date(2023, 10, 20))
    assert read_date_number(20231020.0).value == PartialDate("20231020", 2023, 10, 20)
    assert read_date_number(2023.11).value == PartialDate("2023.11", 2023, 11)
    assert read_date_number(2023.0).value == PartialDate("2023", 2023)


def test_the_number_2023_1_does_not_say_which_month() -> None:
    reading = read_date_number(2023.1)
    assert reading.value == PartialDate("2023.1", 2023)
    assert "10 月" in reading.doubt


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("2022.6", "2022年6月"),
        ("2022年11月底", "2022年11月底"),
        ("2023/1/5", "2023年1月5日"),
        ("2023年上半年", "2023年上半年"),
        ("2023年底", "2023年底"),
        ("2023", "2023年"),
        ("等通知", "等通知"),
    ],
)
def test_words(written: str, words: str) -> None:
    value = read_date(written).value
    assert value is not None and value.words() == words


def test_time_order_of_vague_dates() -> None:
    texts = ["2022年", "2022年一季度", "2022年6月", "2022年6月3日", "2022年6月底", "2022年7月1日", "2022年底", "等通知"]
    keys = [value.sort_key() for value in (read_date(text).value for text in texts) if value is not None]
    assert keys == sorted(keys) and len(set(keys)) == len(texts)


def test_a_vaguer_date_says_no_more_than_the_exact_one() -> None:
    exact = PartialDate.of(date(2023, 10, 20))
    assert PartialDate("2023年10月", 2023, 10).says_no_more_than(exact)
    assert PartialDate("2023.10.20", 2023, 10, 20).says_no_more_than(exact)
    assert PartialDate("择日").says_no_more_than(exact)
    assert not exact.says_no_more_than(PartialDate("2023年10月", 2023, 10))
    assert not PartialDate("2023年11月", 2023, 11).says_no_more_than(exact)
    assert not PartialDate("择日").says_no_more_than(PartialDate("另行通知"))


def test_a_moment_drops_its_time() -> None:
    assert of_moment(datetime(2023, 10, 20, 23, 59)).exact == date(2023, 10, 20)


@given(st.text(max_size=30))
def test_any_text_is_read_without_an_exception_and_kept(written: str) -> None:
    value = read_date(written).value
    if value is not None and value.precision == "unknown":
        assert value.text == " ".join(written.split())


@given(st.dates(date(1980, 1, 1), date(2099, 12, 31)))
def test_every_day_survives_being_written(day: date) -> None:
    for written in (f"{day:%Y-%m-%d}", f"{day:%Y%m%d}", f"{day.year}年{day.month}月{day.day}日", f"{day:%Y.%m.%d}"):
        value = read_date(written).value
        assert value is not None and value.exact == day


@given(st.floats())
def test_any_number_is_read_without_an_exception(number: float) -> None:
    read_date_number(number)

"""Vague dates as spans: every way an office writes one lies within what it can mean."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.date_span import span_in, span_of
from desktop_app.domain.partial_date import PartialDate


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2023年10月20日", "2023-10-20", "2023-10-20"),
        ("2022年11月底", "2022-11-21", "2022-11-30"),
        ("2024年2月", "2024-02-01", "2024-02-29"),
        ("2023年2月下旬", "2023-02-21", "2023-02-28"),
        ("2023年5月中旬", "2023-05-11", "2023-05-20"),
        ("2023年上半年", "2023-01-01", "2023-06-30"),
        ("2023年三季度", "2023-07-01", "2023-09-30"),
        ("2023年底", "2023-10-01", "2023-12-31"),
        ("2023年", "2023-01-01", "2023-12-31"),
    ],
)
def test_spans(text, first, last):
    assert span_in(text) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("text", ["", "拟2024年开工", "待定", "不详"])
def test_what_names_no_day_has_no_span(text):
    assert span_in(text) is None


@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)))
def test_a_day_is_its_own_span_and_lies_in_its_month(day):
    assert span_of(PartialDate.of(day)) == (day, day)
    month = span_of(PartialDate("", day.year, day.month))
    year = span_of(PartialDate("", day.year))
    assert month is not None and month[0] <= day <= month[1]
    assert year is not None and year[0] <= month[0] and month[1] <= year[1]

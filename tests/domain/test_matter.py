"""How long a paper holds: months and years by the corresponding day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.matter import Validity, ValidityUnit
from desktop_app.domain.refusals import Refusal


@pytest.mark.parametrize(
    ("amount", "unit", "start", "last"),
    [
        (3, ValidityUnit.MONTH, "2026-11-05", "2027-02-05"),
        (3, ValidityUnit.MONTH, "2026-11-30", "2027-02-28"),
        (1, ValidityUnit.MONTH, "2028-01-31", "2028-02-29"),
        (1, ValidityUnit.MONTH, "2026-12-31", "2027-01-31"),
        (5, ValidityUnit.YEAR, "2024-02-29", "2029-02-28"),
        (60, ValidityUnit.DAY, "2026-11-05", "2027-01-04"),
    ],
)
def test_the_last_day_is_the_corresponding_one(amount: int, unit: ValidityUnit, start: str, last: str) -> None:
    assert Validity(amount, unit).last_day(date.fromisoformat(start)) == date.fromisoformat(last)


@given(
    st.integers(1, 120),
    st.sampled_from(ValidityUnit),
    st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    st.integers(1, 400),
)
def test_a_later_start_never_lapses_earlier(amount: int, unit: ValidityUnit, start: date, later: int) -> None:
    validity = Validity(amount, unit)
    assert start < validity.last_day(start) <= validity.last_day(start + timedelta(days=later))


def test_words() -> None:
    assert [Validity(3, unit).words() for unit in ValidityUnit] == ["3 日", "3 个月", "3 年"]


@pytest.mark.parametrize("amount", [0, -1, 5000])
def test_an_impossible_length_is_refused(amount: int) -> None:
    with pytest.raises(Refusal, match="有效期"):
        Validity(amount, ValidityUnit.YEAR)


def test_it_runs_from_an_event_that_exists() -> None:
    with pytest.raises(Refusal, match="起算事件“opened”"):
        Validity(3, ValidityUnit.MONTH, "opened")

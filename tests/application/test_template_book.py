"""Which version new cases follow: the office's own before the program's, and none before its day."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.application.template_book import (
    Origin,
    Publication,
    VersionLine,
    all_in_force,
    in_force,
    line_in_force,
)
from desktop_app.domain.refusals import Refusal
from tests.command_line import CHINA

TODAY = date(2026, 11, 20)


def line(ordinal: int, effective: date | None = None, *, own: bool = True, key: str = "K") -> VersionLine:
    at = datetime(2026, 11, 1, 10, tzinfo=CHINA)
    told = Publication(key, str(ordinal), Origin.PUBLISHED, effective, "试", at, "乙") if own else None
    return VersionLine(key, str(ordinal), ordinal, "某", told)


def test_the_newest_of_the_office_before_a_newer_bundled_one() -> None:
    lines = [line(1, own=False), line(2), line(3, TODAY), line(4, date(2026, 12, 1)), line(5, own=False)]
    assert in_force(lines, TODAY) == lines[2]
    assert in_force(lines, date(2026, 12, 1)) == lines[3]
    assert in_force([lines[0], lines[3], lines[4]], TODAY) == lines[4]


def test_without_any_other_the_one_that_comes_first() -> None:
    later, sooner = line(1, date(2027, 1, 1)), line(2, date(2026, 12, 1))
    assert in_force([later, sooner], TODAY) == sooner
    assert in_force([], TODAY) is None


def test_every_key_has_one() -> None:
    lines = [line(1, own=False), line(2), line(1, own=False, key="A")]
    assert all_in_force(lines, TODAY) == [lines[2], lines[1]]
    assert line_in_force(lines, "A", TODAY) == lines[2]
    with pytest.raises(Refusal, match="没有流程模板 Z，可选：A、K"):
        line_in_force(lines, "Z", TODAY)


days = st.none() | st.dates(date(2026, 1, 1), date(2027, 12, 31))


@given(st.lists(st.tuples(days, st.booleans()), min_size=1, max_size=6), st.dates(date(2026, 1, 1), date(2027, 12, 31)))
def test_there_is_always_one_and_time_never_brings_back_an_older(
    rows: list[tuple[date | None, bool]], day: date
) -> None:
    lines = [line(number, effective, own=own) for number, (effective, own) in enumerate(rows, start=1)]
    now, later = in_force(lines, day), in_force(lines, date(2028, 1, 1))
    assert now in lines and later in lines
    own = [one for one in lines if one.publication]
    assert later == (own or lines)[-1]

"""Reports issued before their period is over: a caution, and no part of a period beside a whole one."""

from __future__ import annotations

from datetime import date

import pytest

from desktop_app.application.desk import Desk
from desktop_app.application.documents import About
from desktop_app.application.rhythm_early import comparable, early_words, is_early
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.rhythm import Cadence, period_of
from tests.bundled_calendar import bundled_calendar
from tests.desks import on, opened

CALENDAR = bundled_calendar()


@pytest.mark.parametrize(
    ("cadence", "day", "early"),
    [
        (Cadence.WEEK, date(2026, 11, 19), True),
        (Cadence.WEEK, date(2026, 11, 20), False),  # Friday: only the weekend is to come
        (Cadence.FORTNIGHT, date(2026, 11, 20), True),
        (Cadence.FORTNIGHT, date(2026, 11, 13), False),  # the 15th is a Sunday
        (Cadence.MONTH, date(2026, 11, 30), False),
    ],
)
def test_a_period_is_over_with_its_last_working_day(cadence, day, early):
    period = period_of(cadence, day)
    assert is_early(period, day, CALENDAR) is early
    assert bool(early_words(period, day, CALENDAR)) is early


def test_what_grew_through_a_whole_period_is_not_held_against_a_part_of_one():
    numbers = {"running": 4, "finished": 30, "in_time": 26, "opened": 1, "closed": 1, "overdue": 2}
    half = period_of(Cadence.FORTNIGHT, date(2026, 11, 22))
    assert comparable(numbers, half, date(2026, 11, 22), CALENDAR) == {"running": 4, "overdue": 2}
    assert comparable(numbers, half, half.last, CALENDAR) == numbers


def test_the_draft_and_the_issued_paper_say_that_it_is_early(workspace: Desk) -> None:
    opened(workspace, "SX-BA-CG", officer="甲")
    for form, words in (("fortnight-warning", "还有 6 个工作日才满"), ("monthly-bulletin", "还有 6 个工作日才满")):
        draft = workspace.documents.preview(form, About(), {"month": "2026-11"} if "month" in form else {})
        assert any(words in one for one in draft.remarks)
    assert not workspace.documents.preview("weekly-dispatch", About(), {}).remarks
    issued = workspace.rhythm.issue(Cadence.FORTNIGHT, "甲")
    assert any("满了以后不能再出" in one for one in issued.remarks)


def test_a_time_before_all_records_has_no_report(workspace: Desk) -> None:
    opened(workspace)
    for day in ("1999-11-20", "2026-10-20"):
        with pytest.raises(Refusal, match="还没有任何记录：最早的一条在2026年11月2日，请核对日期"):
            workspace.rhythm.issue(Cadence.WEEK, "甲", on(day))
    assert workspace.rhythm.reports() == ()
    assert workspace.rhythm.assemble(Cadence.WEEK, on("2026-11-04")).figures is not None

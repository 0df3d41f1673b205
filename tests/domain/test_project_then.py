"""A project on a past day: where it stood, and whether it counts."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.partial_date import PartialDate
from desktop_app.domain.project import Project
from desktop_app.domain.project_then import stood_on, was_there
from tests.builders import on

DAY = on("2026-11-10")
DAYS = st.integers(-20, 20).map(lambda number: DAY + timedelta(days=number))
STATED = st.lists(st.tuples(DAYS, st.sampled_from(["甲区", "乙区", ""])), max_size=6)


def test_a_move_after_the_day_does_not_reach_back():
    assert stood_on([(on("2026-11-01"), "甲区"), (on("2026-11-20"), "乙区")], DAY) == "甲区"


def test_what_was_filled_in_later_counts_as_it_was_first_filled_in():
    assert stood_on([(on("2026-11-01"), ""), (on("2026-11-12"), "甲区"), (on("2026-11-20"), "乙区")], DAY) == "甲区"


def test_a_move_entered_late_with_an_earlier_day_counts():
    assert stood_on([(on("2026-11-01"), "甲区"), (on("2026-11-05"), "乙区")], DAY) == "乙区"


@given(STATED, DAYS)
def test_on_the_last_day_and_after_it_what_was_stated_last_stands(stated, day):
    last = max([day, *(since for since, _said in stated)])
    assert stood_on(stated, last) == (stated[-1][1] if stated else "")


@given(STATED, DAYS)
def test_nothing_is_made_up(stated, day):
    assert stood_on(stated, day) in {"", *(said for _since, said in stated)}


def test_a_project_entered_later_counts_unless_it_is_known_to_be_signed_later():
    later = on("2026-11-20")
    assert was_there(Project("p", "无签约时间"), later, DAY)
    assert was_there(Project("p", "只知年份", signed=PartialDate("2026年", 2026)), later, DAY)
    assert not was_there(Project("p", "后签的", signed=PartialDate.of(later)), later, DAY)
    assert was_there(Project("p", "早已录入", signed=PartialDate.of(later)), DAY, DAY)

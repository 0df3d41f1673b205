"""Totals of the three batches: from whole yuan, rounded last, with a note where the parts do not add up."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.batch_totals import batch_totals, hundred_millions, sum_note
from desktop_app.domain.indicator_figure import Look, ProjectFacts

LOOK = Look(date(2026, 11, 20))


def project(batch: str, amount: str = "", **facts: str) -> ProjectFacts:
    return ProjectFacts("x", "x", {"batch": batch, "investment_yuan": amount, "zone": "东"} | facts)


def test_counts_sums_and_what_is_not_filled_in():
    found = batch_totals(
        [
            project("签约", "40972000000"),
            project("签约", "", signed="2026年1月1日"),
            project("签约", "5", signed="2026年12月1日"),
            project("开工", "23411000000"),
            project("投产", "22925000000"),
            project("投产", "1", zone="西"),
            project("", "1"),
        ],
        LOOK,
        "东",
    )
    assert [(one.batch, one.count, one.words, one.unfilled) for one in found] == [
        ("签约", 2, "409.72", 1),
        ("开工", 1, "234.11", 0),
        ("投产", 1, "229.25", 0),
        ("合计", 4, "873.08", 1),
    ]
    assert [len(one.left_out) for one in found] == [1, 0, 0, 1], "signed after the day: named, not counted"
    assert sum_note([one.investment_yuan for one in found[:3]]) == ""


def test_the_hundredth_that_was_published_less():
    """Published: 409.72, 234.11 and 229.25, in all 873.07; only originals finer than 亿元 with two digits give that."""
    originals = [40_971_600_000, 23_410_800_000, 22_924_900_000]
    assert [hundred_millions(one) for one in originals] == ["409.72", "234.11", "229.25"]
    assert hundred_millions(sum(originals)) == "873.07"
    note = sum_note(originals)
    assert "873.07 亿元" in note and "873.08 亿元" in note and "相差 0.01 亿元" in note


@given(st.lists(st.integers(0, 10**12), max_size=6))
def test_the_note_stands_exactly_where_the_parts_do_not_add_up(parts):
    shown = sum(round(float(hundred_millions(one)) * 100) for one in parts)
    assert bool(sum_note(parts)) == (shown != round(float(hundred_millions(sum(parts))) * 100))

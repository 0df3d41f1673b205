"""口径: the words beside a figure, the short form that is stored, and what makes two results comparable."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.benchmark import Benchmark, BenchmarkPoint, CountingBasis
from desktop_app.domain.limit import Unit
from desktop_app.domain.refusals import WrongUsage

BASES = st.builds(CountingBasis, st.sampled_from([Unit.WORKING_DAYS, Unit.NATURAL_DAYS]), st.booleans(), st.booleans())
MARK = Benchmark("150 天", BenchmarkPoint("QQ04", "done"), BenchmarkPoint("KG01", "done"), 150, Unit.NATURAL_DAYS)


@pytest.mark.parametrize(
    ("basis", "words"),
    [
        (CountingBasis(Unit.WORKING_DAYS, special=False), "口径：按工作日计，含补正，不含特别程序"),
        (CountingBasis(Unit.NATURAL_DAYS), "口径：按自然日计，含补正，含特别程序"),
        (CountingBasis(Unit.NATURAL_DAYS, False, False), "口径：按自然日计，不含补正，不含特别程序"),
    ],
)
def test_a_basis_says_what_it_counts(basis, words):
    assert basis.words() == words


@given(BASES)
def test_the_short_form_comes_back(basis):
    assert CountingBasis.parse(basis.code) == basis
    assert basis.complete is ("-" not in basis.code)


@pytest.mark.parametrize("text", ["", "D", "WH", "WD-公示", "WD-补正-补正", "ND 补正", "-补正"])
def test_a_short_form_that_says_nothing_is_refused(text):
    with pytest.raises(WrongUsage, match="看不懂"):
        CountingBasis.parse(text)


def test_the_rule_is_what_decides_the_figure():
    assert replace(MARK, name="改名", source="别处", note="x", verified=False).rule == MARK.rule
    changes = [
        replace(MARK, days=149),
        replace(MARK, unit=Unit.WORKING_DAYS),
        replace(MARK, start=BenchmarkPoint("QQ01", "accepted")),
        replace(MARK, end=BenchmarkPoint("TC01", "done")),
        replace(MARK, leaves_out=("SG02",)),
        replace(MARK, corrections=False),
        replace(MARK, special=False),
    ]
    assert len({MARK.rule, *(one.rule for one in changes)}) == len(changes) + 1


def test_what_a_law_calls_merely_days_is_counted_as_natural_days():
    assert replace(MARK, unit=Unit.DAYS).basis == CountingBasis(Unit.NATURAL_DAYS)

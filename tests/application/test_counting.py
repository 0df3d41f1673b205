"""The 口径 of a workspace and what a case is measured by."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

from desktop_app.application.counting import basis_words, by_definition, default_basis, keep_default_basis, measuring
from desktop_app.domain.benchmark import Benchmark, BenchmarkPoint, CountingBasis
from desktop_app.domain.benchmark_definition import BenchmarkDefinition
from desktop_app.domain.limit import Unit
from tests.builders import template
from tests.fakes import FakeStore

AT = datetime(2026, 11, 20, 10, tzinfo=timezone(timedelta(hours=8)))
MARK = Benchmark("甲", BenchmarkPoint("A01", "done"), BenchmarkPoint("A04", "done"), 9, Unit.WORKING_DAYS, "纪要")


def test_choices_of_a_basis_follow_each_other():
    store = FakeStore()
    natural = CountingBasis(Unit.NATURAL_DAYS, corrections=False)
    with store.open_work() as work:
        assert default_basis(work) is None
        keep_default_basis(work, natural, AT, "甲")
        assert default_basis(work) == natural
        keep_default_basis(work, None, AT, "乙")
        work.commit()
    with store.open_work(writes=False) as work:
        assert default_basis(work) is None
        assert work.recall("counting-basis").count('"by"') == 2, "who chose what stays on record"


def test_words_for_a_page():
    assert basis_words(None) == "口径：各按对标自己的口径"
    assert basis_words(CountingBasis()) == "口径：按工作日计，含补正，含特别程序"


def test_the_newest_version_that_is_not_retired_applies():
    first = BenchmarkDefinition("d", 1, MARK, (), AT, "甲")
    second = replace(first, version=2, mark=replace(MARK, days=8))
    gone = replace(first, id="e", version=1, retired=True)
    elsewhere = replace(first, id="f", templates=("SX-WU",))
    store = FakeStore()
    with store.open_work() as work:
        for one in (first, second, gone, elsewhere):
            work.benchmarks.add_definition(one)
        work.commit()
        how = measuring(work)
    own = replace(MARK, name="模板自带")
    flow = template(benchmarks=(own,))
    assert [(one.key, one.version) for one in how.marks(flow)] == [("内置:模板自带", "1"), ("d", "2")]
    assert by_definition([second, first]) == ((first, second),)

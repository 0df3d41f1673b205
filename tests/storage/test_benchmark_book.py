"""The benchmarks' records: versions follow each other, nothing kept is ever changed, on every kind of store."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from sqlalchemy.exc import DBAPIError

from desktop_app.domain.benchmark import Benchmark, BenchmarkPoint, CountingBasis
from desktop_app.domain.benchmark_definition import BenchmarkDefinition
from desktop_app.domain.limit import Unit
from desktop_app.domain.record_board import RecordAnswer
from desktop_app.domain.refusals import Damaged, Refusal
from desktop_app.domain.results import Subject, SubjectKind
from desktop_app.storage.benchmark_tables import benchmark_definition, record_answer
from desktop_app.storage.unit_of_work import unit_of_work
from tests.builders import on, stored_case

AT = datetime(2026, 11, 20, 10, 0, 0, 123456, tzinfo=timezone(timedelta(hours=8)))
MARK = Benchmark(
    "本区 45 天",
    BenchmarkPoint("A01", "accepted"),
    BenchmarkPoint("A04", "done"),
    45,
    Unit.WORKING_DAYS,
    "管委会纪要",
    ("A03",),
    "终点待核",
    verified=False,
    corrections=False,
)
FIRST = BenchmarkDefinition("d1", 1, MARK, ("SX-YB", "SX-EB"), AT, "甲")


def answer_of(case):
    subject = Subject(SubjectKind.BENCHMARK, "d1", "本区 45 天", "1", "规则")
    days = {"started": on("2026-11-02"), "ended": on("2026-11-20"), "days": 14, "before": 20}
    return RecordAnswer(
        id="r1",
        subject=subject,
        case_id=case.id,
        project_id=case.project_id,
        officer="甲",
        **days,
        basis=CountingBasis(Unit.NATURAL_DAYS, special=False),
        accepted=True,
        note="核过原件",
        at=AT,
        by="乙",
    )


def test_versions_come_back_in_order_as_they_were(open_work):
    second = replace(FIRST, version=2, retired=True, reason="口径作废", by="乙")
    other = replace(FIRST, id="d0", templates=())
    with open_work() as work:
        for one in (FIRST, second, other):
            work.benchmarks.add_definition(one)
        work.commit()
    with open_work(writes=False) as work:
        assert work.benchmarks.definitions() == [other, FIRST, second]


@pytest.mark.parametrize("version", [0, 2])
def test_a_version_that_does_not_follow_is_not_kept(version, open_work):
    with pytest.raises(ValueError, match="does not follow"), open_work() as work:
        work.benchmarks.add_definition(replace(FIRST, version=version))


def test_answers_keep_their_order_whatever_the_clock_says(open_work):
    with open_work() as work:
        first = answer_of(stored_case(work))
        second = replace(first, id="r0", accepted=False, at=AT - timedelta(days=1))
        work.benchmarks.add_answer(first)
        work.benchmarks.add_answer(second)
        work.commit()
    with open_work(writes=False) as work:
        assert work.benchmarks.answers() == [first, second]


def test_nothing_is_kept_without_commit(open_work):
    with open_work() as work:
        work.benchmarks.add_definition(FIRST)
        work.benchmarks.add_answer(answer_of(stored_case(work)))
    with open_work() as work:
        assert (work.benchmarks.definitions(), work.benchmarks.answers()) == ([], [])


@pytest.mark.parametrize("table", [benchmark_definition, record_answer], ids=str)
@pytest.mark.parametrize("act", ["update", "delete"])
def test_the_database_itself_keeps_what_was_kept(table, act, database):
    with unit_of_work(database)() as work:
        work.benchmarks.add_definition(FIRST)
        work.benchmarks.add_answer(answer_of(stored_case(work)))
        work.commit()
    statement = table.delete() if act == "delete" else table.update().values(recorded_by="丙")
    with pytest.raises((DBAPIError, Refusal), match="never changed"), database.writing() as connection:
        connection.execute(statement)


def test_a_definition_that_cannot_be_understood_is_damage(database):
    with database.writing() as connection:
        texts = {"name": "坏的", "body": "{", "templates": "", "reason": "", "recorded_by": "甲"}
        row = {"id": "x", "version": 1, "retired": False, "recorded_at": AT.isoformat()}
        connection.execute(benchmark_definition.insert().values(**texts, **row))
        connection.commit()
    with unit_of_work(database)(writes=False) as work, pytest.raises(Damaged, match="对标定义 坏的 无法识别"):
        work.benchmarks.definitions()


def test_an_answer_that_cannot_be_understood_is_damage(database):
    with unit_of_work(database)() as work:
        answer = answer_of(stored_case(work))
        work.benchmarks.add_answer(answer)
        work.commit()
    with database.writing() as connection:
        row = {column.name: None for column in record_answer.columns}
        row |= {"id": "x", "ordinal": 9, "subject": "{", "case_id": answer.case_id, "project_id": answer.project_id}
        row |= {"officer": "", "started_on": answer.started, "ended_on": answer.ended, "days": 1, "days_before": 2}
        row |= {"basis": "WD", "accepted": True, "note": "", "recorded_at": AT.isoformat(), "recorded_by": "甲"}
        connection.execute(record_answer.insert().values(**row))
        connection.commit()
    with unit_of_work(database)(writes=False) as work, pytest.raises(Damaged, match="纪录认定 x 无法识别"):
        work.benchmarks.answers()

"""The indicators' records: versions follow each other, published figures keep everything, on every kind of store."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from sqlalchemy.exc import DBAPIError

from desktop_app.domain.as_of import Sight
from desktop_app.domain.indicator import OWN, Criterion, Indicator, IndicatorDefinition, IndicatorTest, Side, Window
from desktop_app.domain.indicator_figure import Counted, IndicatorFigure, LeftOut
from desktop_app.domain.published_figure import PublishedFigure, Withdrawal
from desktop_app.domain.refusals import Damaged, Refusal
from desktop_app.storage.indicator_tables import figure_withdrawal, indicator_definition, published_figure
from desktop_app.storage.unit_of_work import unit_of_work
from tests.builders import on

AT = datetime(2026, 11, 20, 10, 0, 0, 123456, tzinfo=timezone(timedelta(hours=8)))
RATE = Indicator(
    "开工率",
    Side("已开工项目总投资", (Criterion("started", IndicatorTest.BY),), "investment_yuan"),
    Side("签约一批总投资", (Criterion("batch", IndicatorTest.IS, ("签约",)),), "investment_yuan"),
    2,
    Window("signed", on("2022-01-01"), None, ("2023-3",)),
    apart=True,
    source="本区",
    note="待核",
    verified=True,
)
FIRST = IndicatorDefinition("i1", 1, OWN, RATE, AT, "甲")
USED = {"investment_yuan": "4703000000", "started": "2022年11月底"}
FIGURE = PublishedFigure(
    "p1",
    IndicatorFigure(
        FIRST,
        on("2026-11-19"),
        Sight.RECORDED,
        "临汾经开区",
        4_703_000_000,
        9_000_000_000,
        "52.26",
        (Counted("x", "甲项目", True, True, 4_703_000_000, 4_703_000_000, used=USED, demo=True),),
        (LeftOut("y", "乙项目", "类别未填"),),
    ),
    AT,
    "乙",
    "月通报第 11 期",
)


def test_versions_and_figures_come_back_as_they_were(open_work):
    second = replace(FIRST, version=2, retired=True, reason="口径作废", by="乙")
    other = replace(FIRST, id="i0")
    with open_work() as work:
        for one in (FIRST, second, other):
            work.indicators.add_definition(one)
        work.indicators.publish(FIGURE)
        work.indicators.publish(replace(FIGURE, id="p0"))
        work.commit()
    with open_work(writes=False) as work:
        assert work.indicators.definitions() == [other, FIRST, second]
        assert work.indicators.published() == [FIGURE, replace(FIGURE, id="p0")]


def test_a_version_must_be_the_next_one(open_work):
    with open_work() as work:
        work.indicators.add_definition(FIRST)
        with pytest.raises(ValueError, match="does not follow"):
            work.indicators.add_definition(replace(FIRST, version=3))
        with pytest.raises(ValueError, match="without offset"):
            work.indicators.add_definition(replace(FIRST, version=2, at=None))


def test_a_figure_taken_back_stays_with_its_reason_and_the_last_word_on_its_successor(open_work):
    first = Withdrawal("p1", AT, "乙", "投资额录错")
    named = replace(first, at=AT + timedelta(hours=1), successor="p2")
    with open_work() as work:
        work.indicators.publish(FIGURE)
        work.indicators.publish(replace(FIGURE, id="p2"))
        work.indicators.withdraw(first)
        work.indicators.withdraw(named)
        work.commit()
    with open_work(writes=False) as work:
        assert work.indicators.published() == [replace(FIGURE, withdrawn=named), replace(FIGURE, id="p2")]


@pytest.mark.parametrize(
    "table", [indicator_definition, published_figure, figure_withdrawal], ids=lambda table: table.name
)
@pytest.mark.parametrize("act", ["update", "delete"])
def test_the_database_itself_keeps_what_was_recorded(table, act, database):
    with unit_of_work(database)() as work:
        work.indicators.add_definition(FIRST)
        work.indicators.publish(FIGURE)
        work.indicators.withdraw(Withdrawal(FIGURE.id, AT, "乙", "录错"))
        work.commit()
    statement = table.delete() if act == "delete" else table.update().values(recorded_by="改")
    with pytest.raises((DBAPIError, Refusal), match="never changed"), database.writing() as connection:
        connection.execute(statement)


def test_an_entry_that_cannot_be_understood_is_damage(database):
    common = {"id": "x", "name": "坏", "recorded_at": AT.isoformat(), "recorded_by": ""}
    figure = {"ordinal": 1, "definition_id": "x", "definition_version": 1, "as_of": AT.date(), "value": "", "note": ""}
    with database.writing() as connection:
        connection.execute(
            indicator_definition.insert().values(**common, version=1, body="{", retired=False, reason="")
        )
        connection.execute(published_figure.insert().values(**common, **figure, body='{"as_of": 3}'))
        connection.commit()
    with unit_of_work(database)(writes=False) as work:
        with pytest.raises(Damaged, match="指标定义 坏"):
            work.indicators.definitions()
        with pytest.raises(Damaged, match="发布的指标 坏"):
            work.indicators.published()

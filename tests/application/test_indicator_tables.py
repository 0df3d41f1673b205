"""Indicators as worksheets: figures as numbers, every project, what is missing, late entries of a past day, 三未."""

import pytest

from desktop_app.application.indicator_tables import indicator_tables
from desktop_app.domain.as_of import Sight
from desktop_app.domain.partial_date import PartialDate
from desktop_app.domain.unfinished import Unfinished
from desktop_app.ledgers.workbook import XlsxWorkbookWriter
from tests.desks import entered, on


@pytest.fixture
def desk(workspace, clock):
    clock.day = "2026-11-02"
    begun = {"started": PartialDate.of(on("2026-11-01"))}
    entered(workspace, "甲厂", batch="签约", investment_yuan=300_000_000, **begun)
    clock.day = "2026-11-20"
    entered(workspace, "=乙厂", batch="签约", signed=PartialDate.of(on("2026-01-05")))
    workspace.indicators.set_thresholds({Unfinished.NOT_STARTED: 180}, "甲")
    return workspace


def test_a_past_day_brings_its_late_entries(desk):
    tables = indicator_tables(desk.indicators.view("2023", on("2026-11-10")), Sight.RECORDED)
    assert [one.name for one in tables] == ["指标", "项目明细", "未填", "补录差异", "三未"]
    figures, projects, missing, late, _unfinished = tables
    assert figures.rows[0][:5] == ("开工率", "100.0%", "100.0%", "3 亿元", "3 亿元")
    assert figures.rows[1][1] is None and "分母" in str(figures.rows[1][-1])
    assert "当时所记" in figures.subtitle and figures.notes[0].startswith("三个一批：签约 1 个 3.00 亿元")
    assert [row[1] for row in projects.rows if row[0] == "开工率"] == ["甲厂"]
    assert missing.rows == ()
    assert ("开工率", "=乙厂", "不计入", "只计入分母", "项目录入台账（甲 2026-11-20 补录）") in late.rows


def test_today_has_none_and_lists_what_is_missing(desk):
    tables = indicator_tables(desk.indicators.view("2023"), Sight.KNOWN)
    assert [one.name for one in tables] == ["指标", "项目明细", "未填", "三未"]
    assert ("开工率", "=乙厂", "总投资未填，按 0 计") in tables[2].rows
    assert tables[3].rows[0][:2] == ("签约未开工", "▲ 逾期")
    assert all(len(row) == len(one.columns) for one in tables for row in one.rows)


def test_the_workbook_is_written(desk):
    assert desk.indicators.workbook("2021", on("2026-11-10"), "then").startswith(b"PK")
    assert XlsxWorkbookWriter().write(indicator_tables(desk.indicators.view("own"), Sight.KNOWN)).startswith(b"PK")

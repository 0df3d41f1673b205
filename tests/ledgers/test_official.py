"""Reading exports of official systems: headers, states and days of every habit, and what cannot be read is told."""

from datetime import date, datetime

import pytest

from desktop_app.domain.official_record import OfficialState
from desktop_app.domain.refusals import Refusal
from desktop_app.ledgers.official import FileOfficialReader
from tests.official_export import export

READER = FileOfficialReader()
CODE = "2026-141000-38-03-123456"


def test_reads_states_and_days(tmp_path):
    path = export(
        tmp_path / "导出.xlsx",
        (
            CODE,
            "甲项目",
            "企业投资项目备案",
            "办结(通过)",
            "2026-11-16 09:00",
            datetime(2026, 11, 17),
            date(2026, 11, 18),
        ),
        ("", "乙项目", "施工许可", "部门受理", "2026年11月2日", "", ""),
    )
    first, second = READER.read(path).steps
    assert (first.project_code, first.project_name, first.matter_name) == (CODE, "甲项目", "企业投资项目备案")
    assert first.state is OfficialState.DONE
    assert (first.received, first.accepted, first.ended) == (
        date(2026, 11, 16),
        date(2026, 11, 17),
        date(2026, 11, 18),
    )
    assert first.place == "办件 C3"
    assert (second.state, second.received, second.ended) == (OfficialState.ACCEPTED, date(2026, 11, 2), None)


def test_without_a_state_the_end_tells_it(tmp_path):
    path = export(
        tmp_path / "导出.xlsx",
        ("甲项目", "备案", "2026-11-18"),
        ("甲项目", "环评", ""),
        headers=("工程名称", "事项名称", "办结日期"),
    )
    assert [one.state for one in READER.read(path).steps] == [OfficialState.DONE, OfficialState.UNSENT]


def test_an_unknown_state_and_half_a_date_are_told_with_their_cell(tmp_path):
    path = export(
        tmp_path / "导出.xlsx",
        ("", "甲项目", "备案", "说不清", "", "", ""),
        ("", "甲项目", "环评", "在办", "2026年11月", "", ""),
    )
    reading = READER.read(path)
    assert [one.matter_name for one in reading.steps] == ["环评"]
    assert [(one.sheet, one.cell, one.level) for one in reading.problems] == [
        ("办件", "D3", "warning"),
        ("办件", "E4", "warning"),
    ]
    assert "说不清" in reading.problems[0].message
    assert reading.steps[0].received is None


def test_a_file_without_the_columns_says_which_are_needed(tmp_path):
    reading = READER.read(export(tmp_path / "导出.xlsx", ("甲", "乙"), headers=("姓名", "单位")))
    assert reading.steps == ()
    assert reading.problems[0].blocks
    assert "事项名称" in reading.problems[0].message


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(Refusal, match="没有找到"):
        READER.read(tmp_path / "没有.xlsx")


def test_rows_without_matter_or_project_are_passed_over(tmp_path):
    path = export(tmp_path / "导出.xlsx", ("", "", "备案", "办结", "", "", ""), ("", "甲", "", "办结", "", "", ""))
    assert READER.read(path).steps == ()


def test_a_malformed_project_code_is_told_once_and_finds_nothing(tmp_path):
    path = export(
        tmp_path / "导出.xlsx",
        ("bad-code", "甲项目", "备案", "在办", "2026-11-02", "", ""),
        ("bad-code", "甲项目", "环评", "在办", "2026-11-02", "", ""),
        ("bad-code", "", "能评", "在办", "2026-11-02", "", ""),
        ("2026－141000－38－03－123456", "乙项目", "备案", "在办", "2026-11-02", "", ""),
        ("——", "丙项目", "备案", "在办", "2026-11-02", "", ""),
    )
    reading = READER.read(path)
    assert [one.project_code for one in reading.steps] == ["", "", "bad-code", CODE, ""]
    assert [(one.cell, one.level) for one in reading.problems] == [("A3", "warning"), ("A5", "warning")]
    assert "“bad-code”写法不对" in reading.problems[0].message
    assert "按项目名称比对" in reading.problems[0].message
    assert "比对不了" in reading.problems[1].message

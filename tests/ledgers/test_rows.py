"""Rows below the header: projects, sections, subtotals, footnotes, and what must not pass."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from tests.ledgers.books import HEADER, Rows, errors, read, warnings, write


def book(tmp_path: Path, *rows: Sequence[object], merges: list[tuple[str, str]] | None = None) -> Path:
    return write(tmp_path / "a.xlsx", [HEADER, *rows], merges=merges or [])


def project(serial: object, name: object, *rest: object) -> list[object]:
    return [serial, name, *(rest or ("甲公司", "经开区", 3, "", ""))]


def test_sections_give_the_class_where_the_column_is_empty(tmp_path: Path) -> None:
    reading = read(
        book(
            tmp_path,
            ["签约一批"],
            project(1, "甲"),
            ["二、开工项目（2个）"],
            project(2, "乙"),
            project(3, "丙", "丙公司", "经开区", 3, "签约", ""),
            ["三", "投产一批", "", "", "=SUM(E3:E6)"],
            project(4, "丁"),
        )
    )
    assert [(row.name, row.batch) for row in reading.rows] == [
        ("甲", "签约"),
        ("乙", "开工"),
        ("丙", "签约"),
        ("丁", "投产"),
    ]
    assert errors(reading) == []
    assert [cell for cell, _ in warnings(reading)] == ["F6"]


@pytest.mark.parametrize("text", ["=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "＝1+1", "\t=1+1", "'=1+1", "\ufeff=1+1"])
def test_a_command_written_as_text_is_an_error_naming_the_cell(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as target:
        csv.writer(target).writerows([HEADER, project(1, text), project(2, "乙", text, "经开区", 3, "", "")])
    reading = read(path)
    assert [cell for cell, message in errors(reading) if "公式或命令" in message] == ["B2", "C3"]
    assert [(row.name, row.enterprise) for row in reading.rows] == [("乙", "")]


def test_subtotals_with_formulas_and_footnotes_are_skipped(tmp_path: Path) -> None:
    reading = read(
        book(
            tmp_path,
            project(1, "甲"),
            ["", "小  计", "", "", "=SUM(E2:E2)"],
            ["合计（1个项目）", "", "", "", "=E3"],
            ["注：1.总投资以协议为准。"],
            ["2.本表按月更新。"],
            ["填表人：", "", "审核人："],
        )
    )
    assert [row.name for row in reading.rows] == ["甲"]
    assert reading.problems == ()


def test_a_formula_in_a_project_row_is_an_error_naming_the_cell(tmp_path: Path) -> None:
    reading = read(book(tmp_path, ["=ROW()-1", "甲", "甲公司", "经开区", "=1+2", "", ""], ["", "", "", "", "=2"]))
    assert [cell for cell, message in errors(reading) if "公式" in message] == ["E2", "E3"]


def test_error_values_are_errors(tmp_path: Path) -> None:
    reading = read(
        book(tmp_path, project(1, "甲", "#REF!", "经开区", 3, "", ""), project(2, "乙", "乙", "经开区", "=1/0"))
    )
    cells = [cell for cell, message in errors(reading) if "错误值" in message]
    assert "C2" in cells


@pytest.mark.parametrize(("amount", "part"), [(-3, "负数"), ("三亿", "不是数字"), ("0.000000001", "不足一元")])
def test_wrong_amounts_are_errors_at_their_cell(tmp_path: Path, amount: object, part: str) -> None:
    ((cell, message),) = errors(read(book(tmp_path, project(1, "甲", "甲公司", "经开区", amount, "", ""))))
    assert cell == "E2" and part in message


def test_dates_of_every_kind(tmp_path: Path) -> None:
    written = [
        date(2023, 10, 20),
        45219,
        "20231020",
        "２０２３年１０月２０日",
        "二〇二三年十月二十日",
        "23.10.20",
        2023.1,
    ]
    rows = [project(n, f"项目{n}", "甲公司", "经开区", 3, "", value) for n, value in enumerate(written)]
    reading = read(book(tmp_path, *rows))
    dates = [row.signed.words() if row.signed else "" for row in reading.rows]
    assert dates == ["2023年10月20日"] * 6 + ["2023年"]
    assert [cell for cell, _ in warnings(reading)] == ["G7", "G8"]


def test_serials_of_a_1904_workbook(tmp_path: Path) -> None:
    rows: Rows = [
        HEADER,
        project(1, "甲", "甲公司", "经开区", 3, "", date(2023, 10, 20)),
        project(2, "乙", "", "经开区", 3, "", 43757),
    ]
    reading = read(write(tmp_path / "a.xlsx", rows, options={"date_1904": True}))
    assert [row.signed.words() for row in reading.rows if row.signed] == ["2023年10月20日"] * 2


def test_merged_cells_of_several_projects(tmp_path: Path) -> None:
    reading = read(
        book(tmp_path, project(1, "甲", "", "", 3), project(2, "乙", "乙", "", 4), merges=[("D2:D3", "经开区")])
    )
    assert [row.zone for row in reading.rows] == ["经开区", "经开区"]
    reading = read(book(tmp_path, project(1, "甲", "甲", "区"), project(2, "乙", "乙", "区"), merges=[("E2:E3", "7")]))
    assert [cell for cell, _ in errors(reading)] == ["E3"]
    reading = read(
        book(tmp_path, project(1, "", "甲", "区", 1), project(2, "", "乙", "区", 2), merges=[("B2:B3", "甲")])
    )
    assert [cell for cell, _ in errors(reading)] == ["B3"]


def test_a_row_without_a_name_is_an_error_but_a_prepared_serial_is_not(tmp_path: Path) -> None:
    reading = read(book(tmp_path, project(1, "甲"), project(2, "", "乙公司", "经开区", 4), [3], [4]))
    assert [cell for cell, _ in errors(reading)] == ["B3"]


def test_zone_headings_give_the_zone(tmp_path: Path) -> None:
    reading = read(
        book(tmp_path, ["（一）侯马经济开发区"], project(1, "甲", "甲公司", "", 3), ["（二）其他"], project(2, "乙"))
    )
    assert [row.zone for row in reading.rows] == ["侯马经济开发区", "经开区"]
    assert [cell for cell, _ in warnings(reading)] == ["A4"]


def test_a_zone_heading_with_sums_is_no_project(tmp_path: Path) -> None:
    heading = ["一", "侯马经济开发区", "", "", "=SUM(E3:E4)"]
    reading = read(book(tmp_path, heading, project(1, "甲", "甲公司", "", 3), ["", "其中：产业项目", "", "", 3]))
    assert [(row.name, row.zone) for row in reading.rows] == [("甲", "侯马经济开发区")]
    assert errors(reading) == []


def test_an_unknown_section_does_not_inherit_the_class_before_it(tmp_path: Path) -> None:
    reading = read(book(tmp_path, ["（一）签约一批"], project(1, "甲"), ["（二）达产达效"], project(2, "乙")))
    assert [row.batch for row in reading.rows] == ["签约", ""]


def test_the_class_may_stand_in_the_sheet_name(tmp_path: Path) -> None:
    rows: Rows = [["项目名称", "企业", "园区"], ["甲", "甲公司", "经开区"]]
    assert read(write(tmp_path / "a.xlsx", rows, sheet="开工一批")).rows[0].batch == "开工"


def test_round_and_class_in_two_columns(tmp_path: Path) -> None:
    rows: Rows = [
        ["项目名称", "企业", "批次", "类别"],
        ["甲", "甲公司", "2023年第三次", "签约类"],
        ["乙", "乙", "第一批签约", ""],
    ]
    reading = read(write(tmp_path / "a.xlsx", rows))
    assert [(row.batch_label, row.batch) for row in reading.rows] == [("2023年第三次", "签约"), ("第一批", "签约")]


def test_ticks(tmp_path: Path) -> None:
    marks = ["√", "✓", "是", "有", "●", 1, True, "否", "×", "无", 0, "", "—", "部分"]
    rows: Rows = [["项目名称", "企业", "是否全代办"], *([f"项目{n}", "甲公司", mark] for n, mark in enumerate(marks))]
    reading = read(write(tmp_path / "a.xlsx", rows))
    assert [row.full_agency for row in reading.rows] == [True] * 7 + [False] * 4 + [None] * 3
    assert [cell for cell, _ in warnings(reading)] == ["C15"]


@pytest.mark.parametrize(
    ("title", "day", "kept", "doubt"),
    [
        ("2026年项目台账", "3月5日", date(2026, 3, 5), "按表名或标题里的 2026 年读入（年份推定）"),
        ("2026年项目台账", "2月30日", None, "不是能认出的日期"),
        ("2025-2026年项目台账", "3月5日", None, "不是能认出的日期"),
        ("项目台账", "3月5日", None, "不是能认出的日期"),
    ],
)
def test_a_day_without_its_year_takes_the_one_year_of_the_titles(
    tmp_path: Path, title: str, day: str, kept: date | None, doubt: str
) -> None:
    rows: Rows = [[title], HEADER, project(1, "甲", "甲公司", "经开区", 3, "签约", day)]
    reading = read(write(tmp_path / "a.xlsx", rows))
    (row,) = reading.rows
    assert row.signed is not None and row.signed.exact == kept and (kept or row.signed.text == day)
    assert [cell for cell, message in warnings(reading) if doubt in message] == ["G3"]


def test_a_malformed_project_code_is_no_identity(tmp_path: Path) -> None:
    rows: Rows = [
        ["项目名称", "企业", "项目代码"],
        ["甲", "甲", "2023－141000－44－01－123456"],
        ["乙", "乙", "2023-1410-44"],
    ]
    reading = read(write(tmp_path / "a.xlsx", rows))
    assert [row.project_code for row in reading.rows] == ["2023-141000-44-01-123456", ""]
    assert [cell for cell, _ in warnings(reading)] == ["C3"]


def test_repeated_headers_of_printed_pages_are_skipped(tmp_path: Path) -> None:
    assert [row.name for row in read(book(tmp_path, project(1, "甲"), list(HEADER), project(2, "乙"))).rows] == [
        "甲",
        "乙",
    ]


def test_implausible_amounts_are_doubted(tmp_path: Path) -> None:
    rows: Rows = [
        ["项目名称", "企业", "总投资（亿元）", "已完成投资（亿元）"],
        ["甲", "甲", 470300, ""],
        ["乙", "乙", 3, 4],
        ["丙", "丙", 0.001, ""],
    ]
    assert [cell for cell, _ in warnings(read(write(tmp_path / "a.xlsx", rows)))] == ["C2", "C3", "C4"]

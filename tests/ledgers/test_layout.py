"""Headers in the shapes different offices give them."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.ledgers.columns import recognise
from desktop_app.ledgers.reader import FileLedgerReader
from tests.ledgers.books import Rows, errors, read, warnings, write


def test_unit_only_in_the_title(tmp_path: Path) -> None:
    rows: Rows = [
        ["重点项目台账"],
        ["单位：万元"],
        ["项目名称", "企业名称", "计划总投资"],
        ["甲项目", "甲公司", 470300],
    ]
    (row,) = read(write(tmp_path / "a.xlsx", rows)).rows
    assert row.investment_yuan == 4_703_000_000


def test_a_header_unit_beats_the_title_and_a_cell_unit_beats_both(tmp_path: Path) -> None:
    rows: Rows = [
        ["台账（单位：亿元）"],
        ["项目名称", "企业", "总投资\n(万元)"],
        ["甲项目", "甲公司", "４７０３００"],
        ["乙项目", "乙公司", "32亿元"],
    ]
    reading = read(write(tmp_path / "a.xlsx", rows))
    assert [row.investment_yuan for row in reading.rows] == [4_703_000_000, 3_200_000_000]


def test_merged_groups_in_another_order(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["某区“三个一批”项目台账（金额：万元）"],
        ["", "", "", "", "", "", "", ""],
        ["", "", "签约", "时间", "总投资", "累计完成", "", ""],
        ["甲项目", "甲公司", "", 45219, 470300, 1200, "√", "经开区"],
    ]
    merges = [
        ("A2:A3", "项目\n名称"),
        ("B2:B3", "投资 主体"),
        ("C2:D2", "三个一批"),
        ("E2:F2", "投资情况（万元）"),
        ("G2:G3", "是否承诺制"),
        ("H2:H3", "园区"),
    ]
    rows[2][2:4] = ["类别", "签约时间"]
    rows[3][2] = "开工一批"
    reading = read(write(tmp_path / "a.xlsx", rows, merges=merges))
    (row,) = reading.rows
    assert (row.name, row.enterprise, row.zone, row.batch, row.commitment) == (
        "甲项目",
        "甲公司",
        "经开区",
        "开工",
        True,
    )
    assert (row.investment_yuan, row.completed_yuan) == (4_703_000_000, 12_000_000)
    assert row.signed is not None and row.signed.words() == "2023年10月20日"


def test_two_header_rows_without_merged_cells(tmp_path: Path) -> None:
    path = tmp_path / "台账.csv"
    path.write_text(
        "序号,项目名称,企业,投资（万元）,,时间节点,\n,,,总投资,已完成,签约,开工\n1,2,3,4,5,6,7\n"
        "1,甲项目,甲公司,470300,12.5,2023.10,2023年11月底\n",
        encoding="gb18030",
    )
    reading = read(path)
    (row,) = reading.rows
    assert errors(reading) == []
    assert (row.investment_yuan, row.completed_yuan) == (4_703_000_000, 125_000)
    assert row.signed is not None and row.signed.words() == "2023年10月"
    assert row.started is not None and row.started.words() == "2023年11月底"


def test_without_any_unit_the_person_is_asked_once(tmp_path: Path) -> None:
    rows: Rows = [["项目名称", "企业", "总投资", "已完成投资"], ["甲项目", "甲公司", 47.03, 1.5]]
    path = write(tmp_path / "a.xlsx", rows)
    reading = read(path)
    assert [question.key for question in reading.questions] == ["unit:台账"]
    assert len(errors(reading)) == 1 and "没有写金额单位" in errors(reading)[0][1]
    answered = FileLedgerReader().read(path, {"unit:台账": "亿元"})
    assert errors(answered) == []
    assert (answered.rows[0].investment_yuan, answered.rows[0].completed_yuan) == (4_703_000_000, 150_000_000)
    wrong = FileLedgerReader().read(path, {"unit:台账": "美元"})
    assert "美元" in errors(wrong)[0][1]


def test_no_question_when_every_cell_names_its_unit(tmp_path: Path) -> None:
    rows: Rows = [["项目名称", "企业", "总投资"], ["甲项目", "甲公司", "32亿元"], ["乙项目", "乙公司", "—"]]
    reading = read(write(tmp_path / "a.xlsx", rows))
    assert reading.questions == () and errors(reading) == []


def test_two_columns_for_one_field_are_asked_about(tmp_path: Path) -> None:
    rows: Rows = [["项目名称", "企业", "总投资（亿元）", "计划总投资（亿元）"], ["甲项目", "甲公司", 3, 4]]
    path = write(tmp_path / "a.xlsx", rows)
    reading = read(path)
    (question,) = reading.questions
    assert question.key == "column:台账:总投资" and question.options == ("C 总投资（亿元）", "D 计划总投资（亿元）")
    assert len(errors(reading)) == 1
    assert FileLedgerReader().read(path, {question.key: "D"}).rows[0].investment_yuan == 400_000_000


def test_unknown_columns_are_named_and_left_out(tmp_path: Path) -> None:
    rows: Rows = [
        ["项目名称", "企业", "拟开工时间", "年度完成投资（亿元）"],
        ["甲项目", "甲公司", "2026年3月", 3, "多余"],
    ]
    reading = read(write(tmp_path / "a.xlsx", rows))
    assert [cell for cell, _ in warnings(reading)] == ["C1", "D1", "E2"]
    assert reading.rows[0].started is None and reading.rows[0].completed_yuan is None


@pytest.mark.parametrize("title", ["单位：亿元", "金额单位：人民币亿元", "项目台账（亿元）", "单位：亿元、亩"])
def test_titles_that_name_the_unit(tmp_path: Path, title: str) -> None:
    rows: Rows = [[title], ["项目名称", "企业", "总投资"], ["甲", "甲公司", 3]]
    assert read(write(tmp_path / "a.xlsx", rows)).rows[0].investment_yuan == 300_000_000


@pytest.mark.parametrize(
    ("stack", "field"),
    [
        (("项目单位\n（企业）",), "enterprise"),
        (("投资（亿元）", "总投资"), "investment_yuan"),
        (("总投资额:万元",), "investment_yuan"),
        (("责任", "单位"), "lead_unit"),
        (("时间节点", "签约"), "signed"),
        (("签约", "时间"), "signed"),
        (("计划", "开工时间"), None),
        (("拟投产时间",), None),
        (("2024年", "完成投资"), None),
        (("项目基本情况", "名称"), None),
        (("是否“标准地”",), "standard_land"),
        (("单位联系方式",), None),
        (("项目名称\n（全称）",), "name"),
        (("开工时间（计划）",), None),
    ],
)
def test_header_texts(stack: tuple[str, ...], field: str | None) -> None:
    found = recognise(stack)
    assert (found.field if found else None) == field

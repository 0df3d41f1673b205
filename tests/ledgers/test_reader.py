"""The sample ledger, cell by cell, and files that hold no ledger."""

from __future__ import annotations

from pathlib import Path

from tests.ledgers.books import HEADER, Rows, errors, read, sample, warnings, write

YES, NO, UNKNOWN = True, False, None
GOLDEN = [
    ("B6", "中联恒创光电新能源产业园中园", "中联恒创", "临汾经济开发区", 4_703_000_000, None, "签约", YES, YES, YES),
    ("B7", "浙江运达风电设备制造全产业链（襄汾）基地", "浙江运达风电", "襄汾", 3_200_000_000, None,
     "签约", YES, NO, YES),
    ("B8", "山西国强交安产品生产线", "山西国强", "临汾市", 2_000_000_000, None, "签约", UNKNOWN, UNKNOWN, YES),
    ("B9", "樊氏科技（深圳）等三家企业项目", "樊氏科技、浪潮工业互联网、杭州协能", "临汾经济开发区", 3_875_000_000,
     None, "签约", UNKNOWN, UNKNOWN, YES),
    ("B12", "25亿元光伏组件项目", "成都大陆希望集团", "临汾经济开发区", 2_500_000_000, None, "开工", YES, YES, YES),
    ("B13", "紫光集团临汾智能制造基地", "紫光集团", "临汾经济开发区", None, None, "开工", YES, UNKNOWN, YES),
    ("B14", "金刚石深加工生产项目", "", "侯马经济开发区", None, None, "开工", UNKNOWN, UNKNOWN, YES),
    ("B16", "年产170万吨焦化项目", "晋鑫", "安泽县", 2_027_000_000, 2_027_000_000, "投产", UNKNOWN, UNKNOWN, YES),
    ("B17", "市埠瑞联特煤机有限公司建设项目", "瑞联特煤机", "临汾·甘亭新型工业园区", None, None, "投产",
     UNKNOWN, UNKNOWN, YES),
]  # fmt: skip
GOLDEN_DATES = [
    ("2023年10月", "", ""),
    ("2023年10月20日", "", ""),
    ("2023年10月20日", "", ""),
    ("2023年4月", "", ""),
    ("2022年6月", "2022年11月底", ""),
    ("", "", ""),
    ("", "", ""),
    ("", "", ""),
    ("", "", "2021年6月"),
]
GOLDEN_WARNINGS = ["H6", "D7", "D8", "H9", "H12", "I12", "E13", "E14", "J17", "E17"]


def test_the_sample_gives_its_nine_projects_and_warnings_only() -> None:
    reading = read(sample())
    assert errors(reading) == []
    assert reading.questions == ()
    assert [
        (
            row.cell,
            row.name,
            row.enterprise,
            row.zone,
            row.investment_yuan,
            row.completed_yuan,
            row.batch,
            row.commitment,
            row.standard_land,
            row.full_agency,
        )
        for row in reading.rows
    ] == GOLDEN
    dates = [
        tuple(value.words() if value else "" for value in (row.signed, row.started, row.produced))
        for row in reading.rows
    ]
    assert dates == GOLDEN_DATES
    assert [row.specialist for row in reading.rows] == ["甲", "乙", "甲", "丙", "丙", "乙", "", "", ""]
    assert [row.lead_unit for row in reading.rows if row.lead_unit] == ["城投公司", "项目工作专班"]
    assert reading.rows[5].note == "考察、选址到注册完成26天；投资额未公布"


def test_the_sample_warns_where_a_person_should_look() -> None:
    found = warnings(read(sample()))
    assert [cell for cell, _ in found] == GOLDEN_WARNINGS
    assert all("请" in message or "保留" in message for _, message in found)


def test_the_sample_tells_how_it_was_understood() -> None:
    (layout,) = read(sample()).layouts
    assert (layout.sheet, layout.first_header_row, layout.last_header_row) == ("三个一批", 3, 4)
    assert layout.words().startswith("工作表“三个一批”的表头在第 3—4 行，读懂 ")
    assert layout.words().endswith(" 栏，总投资、已完成投资按亿元。")
    assert {column.field: column.unit for column in layout.columns if column.unit} == {
        "investment_yuan": "亿元",
        "completed_yuan": "亿元",
    }


def test_a_workbook_without_a_table_is_an_error_and_invents_nothing(tmp_path: Path) -> None:
    reading = read(write(tmp_path / "a.xlsx", [["本表按月更新，项目名称以批复为准"], ["通讯录"], ["甲", "乙"]]))
    assert reading.rows == ()
    assert len(errors(reading)) == 1 and "没有找到" in errors(reading)[0][1]


def test_a_header_without_projects_is_an_error(tmp_path: Path) -> None:
    assert "没有项目行" in errors(read(write(tmp_path / "a.xlsx", [HEADER])))[0][1]


def test_a_table_without_the_name_column_says_what_to_do(tmp_path: Path) -> None:
    rows: Rows = [["序号", "建设单位", "所在开发区", "总投资（亿元）", "产业链"], [1, "甲公司", "经开区", 3, "新能源"]]
    found = errors(read(write(tmp_path / "a.xlsx", rows)))
    assert found[0][0] == "A1" and "项目名称" in found[0][1]


def test_hidden_sheets_are_left_out_and_named(tmp_path: Path) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    for name in ("正式", "去年旧表"):
        page = book.add_worksheet(name)
        page.write_row(0, 0, HEADER)
        page.write_row(1, 0, [1, "项目", "甲公司", "经开区", 3, "签约"])
        if name == "去年旧表":
            page.hide()
    book.close()
    reading = read(tmp_path / "a.xlsx")
    assert [row.sheet for row in reading.rows] == ["正式"]
    assert any("去年旧表" in message for _, message in warnings(reading))


def test_an_answer_to_no_question_is_an_error(tmp_path: Path) -> None:
    from desktop_app.ledgers.reader import FileLedgerReader

    reading = FileLedgerReader().read(sample(), {"unit:别的表": "万元"})
    assert "待选项" in errors(reading)[0][1]

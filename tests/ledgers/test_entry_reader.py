"""Files of any ledger as offices keep them: headers in rows, units, dates of every habit, totals and notes left out."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from desktop_app.application.entry_files import FileReading, FileTable, Taken
from desktop_app.catalog.ledger_kinds import load_ledger_kinds
from desktop_app.domain.ledger_kind import LedgerKind
from desktop_app.domain.refusals import Refusal
from desktop_app.ledgers.entry_reader import EntryFileReader
from desktop_app.locations import resources
from tests.ledgers.books import write
from tests.ledgers.fuzz import run

KINDS = {one.key: one for one in load_ledger_kinds(resources() / "ledgers")}
VISITS, PROJECTS, FINANCING = KINDS["visits"], KINDS["three-batches"], KINDS["financing"]


def looked(path: Path, kind: LedgerKind = VISITS, **where: Any) -> FileTable:
    """The table of a file."""
    return EntryFileReader().open(path).table(kind, **where)


def read(path: Path, kind: LedgerKind = VISITS, **where: Any) -> FileReading:
    """The rows of a file by its proposed columns."""
    file = EntryFileReader().open(path)
    table = file.table(kind, **where)
    return file.rows(kind, table, [Taken(one.place, one.key, one.unit) for one in table.columns if one.key])


def meant(table: FileTable) -> dict[str, str]:
    """What each header is taken for."""
    return {one.header: one.key for one in table.columns}


def column(reading: FileReading, key: str) -> list[str]:
    """One column of the rows."""
    return [row.values[key] for row in reading.rows]


HEADER = ["序号", "走访日期", "企业名称", "走访方式", "事项"]


def test_titles_totals_notes_headings_and_repeated_headers_are_no_rows(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["走访台账", "", "", "", ""],
        ["单位：个", "", "", "", ""],
        [*HEADER],
        [1, date(2026, 11, 2), "甲公司", "上门", "用地"],
        ["一、开发区企业", "", "", "", ""],
        [2, date(2026, 11, 3), "乙公司", "线上", "用电"],
        [*HEADER],
        [3, date(2026, 11, 4), "丙公司", "陪同", "证照"],
        [4, "", "", "", ""],
        ["合计", "", 3, "", ""],
        ["", "合计", "3家", "", ""],
        ["注：以上为本月情况", "", "", "", ""],
        ["注：" + "说明很长，" * 100, "", "", "", ""],
        ["填表人：某某", "", "", "", ""],
    ]
    reading = read(write(tmp_path / "a.xlsx", rows))
    assert column(reading, "enterprise") == ["甲公司", "乙公司", "丙公司"]
    assert [row.number for row in reading.rows] == [4, 6, 8]
    assert [one.cell for one in reading.problems] == ["A5"]


def test_headers_in_two_merged_rows_are_read_together(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["项目名称", "投资（亿元）", "", "时间", ""],
        ["", "总投资", "累计完成投资", "签约时间", "开工时间"],
        ["甲项目", 1.5, 0.25, "2023.5.6", "２０２３年底"],
    ]
    merges = [("A1:A2", "项目名称"), ("B1:C1", "投资（亿元）"), ("D1:E1", "时间")]
    path = write(tmp_path / "a.xlsx", rows, merges=merges)
    table = looked(path, PROJECTS)
    assert (table.first_row, table.last_row, table.rows) == (1, 2, 1)
    (row,) = read(path, PROJECTS).rows
    assert {key: text for key, text in row.values.items() if text} == {
        "name": "甲项目",
        "investment": "150000000",
        "completed": "25000000",
        "signed": "2023年5月6日",
        "started": "2023年底",
    }


def test_a_unit_is_taken_from_the_header_the_title_or_asked_for(tmp_path: Path) -> None:
    head = ["企业", "需求日期", "融资需求"]
    for number, (title, header, unit) in enumerate(
        (("台账", "融资需求（亿元）", "亿元"), ("单位：万元", "融资需求", "万元"), ("台账", "融资需求", ""))
    ):
        rows: list[list[object]] = [[title, "", ""], [*head[:2], header], ["甲公司", date(2026, 11, 2), 12.5]]
        path = write(tmp_path / f"{number}.xlsx", rows)
        amounts = [one for one in looked(path, FINANCING).columns if one.key == _amount()]
        assert [one.unit for one in amounts] == [unit]
        (row,) = read(path, FINANCING).rows
        if unit:
            assert row.values[_amount()] == str(int(12.5 * {"亿元": 10**8, "万元": 10**4}[unit]))
        else:
            assert row.problems[_amount()].blocks and "单位" in row.problems[_amount()].message


def _amount() -> str:
    return next(one.key for one in FINANCING.columns if one.type.value == "amount")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (date(2026, 11, 2), "2026-11-02"),
        (46328, "2026-11-02"),
        ("2026.11.2", "2026-11-02"),
        ("２０２６年１１月２日", "2026-11-02"),
        ("二〇二六年十一月二日", "2026-11-02"),
        ("2026/11/2 00:00:00", "2026-11-02"),
        ("20261102", "2026-11-02"),
        ("26-11-2", "2026-11-02"),
    ],
)
def test_days_of_every_habit_are_one_day(tmp_path: Path, written: object, said: str) -> None:
    (row,) = read(write(tmp_path / "a.xlsx", [HEADER, [1, written, "甲公司", "上门", "用地"]])).rows
    assert row.values["visited_on"] == said


def test_days_of_the_1904_system(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", [HEADER, [1, 46328 - 1462, "甲", "上门", "用地"]], options={"date_1904": True})
    assert column(read(path), "visited_on") == ["2026-11-02"]


def test_a_header_that_is_only_alike_is_proposed_to_be_looked_at(tmp_path: Path) -> None:
    head = ["走访的日期", "走访企业名称", "走访方式", "谈到的事项", "工作餐费"]
    table = looked(write(tmp_path / "a.xlsx", [head, ["2026-11-2", "甲", "上门", "用地", 5]]))
    assert meant(table) == {
        "走访的日期": "visited_on",
        "走访企业名称": "enterprise",
        "走访方式": "form",
        "谈到的事项": "subject",
        "工作餐费": "",
    }
    assert [one.header for one in table.columns if one.key and one.sure] == ["走访方式"]


def test_a_planned_date_is_not_the_date(tmp_path: Path) -> None:
    head = ["项目名称", "项目单位", "拟开工时间", "计划投产日期", "预计签约时间"]
    table = looked(write(tmp_path / "a.xlsx", [head, ["甲", "甲公司", "2026年底", "2027年", "2026年"]]), PROJECTS)
    assert meant(table) | {"预计签约时间": ""} == {
        "项目名称": "name",
        "项目单位": "enterprise",
        "拟开工时间": "planned_start",
        "计划投产日期": "planned_production",
        "预计签约时间": "",
    }


def test_formulas_error_values_and_commands_are_refused_by_cell(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("走访")
        sheet.write_row(0, 0, HEADER)
        sheet.write_row(1, 0, [1, "2026-11-2"])
        sheet.write_formula(1, 2, '="甲"&"公司"', None, "甲公司")
        sheet.write_formula(1, 3, "=A1/0", None, "#DIV/0!")
        sheet.write_string(1, 4, "=cmd|' /C calc'!A0")
    (row,) = read(path).rows
    assert {key: one.blocks for key, one in row.problems.items()} == {"enterprise": True, "form": True, "subject": True}
    assert "公式" in row.problems["enterprise"].message and "错误值" in row.problems["form"].message


@pytest.mark.parametrize(
    "text",
    [
        '=HYPERLINK("http://a","b")',
        "=cmd|'/C calc'!A0",
        "+cmd|' /C calc'!A0",
        "-2+3+cmd|' /C calc'!A0",
        "DDE cmd|'/c calc'!A1",
        "@SUM(A1:A9)",
        "+1+A1",
        '=WEBSERVICE("http://a")',
        "\t=1+1",
        "\n=1+1",
        " =1+1",
        "\u3000=1+1",
        "\ufeff=1+1",
        "\u200b=1+1",
        "＝1+1",
        "＋1+A1",
        "＠SUM(A1)",
        "长" * 32_767,
    ],
    ids=lambda text: ascii(text[:12]),
)
@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
def test_what_could_be_executed_or_is_too_long_is_refused_in_every_format(
    tmp_path: Path, text: str, ending: str
) -> None:
    path, line = tmp_path / f"a{ending}", ["1", "2026-11-2", text, "上门", text]
    if ending == ".csv":
        with path.open("w", encoding="utf-8-sig", newline="") as target:
            csv.writer(target).writerows([HEADER, line])
    else:
        with xlsxwriter.Workbook(path, {"strings_to_formulas": False}) as book:
            book.add_worksheet("走访").write_row(0, 0, HEADER)
            for place, cell in enumerate(line):
                book.worksheets()[0].write_string(1, place, cell)
    (row,) = read(path).rows
    assert {key for key, one in row.problems.items() if one.blocks} == {"enterprise", "subject"}


def test_a_csv_with_a_nul_and_a_cell_beyond_all_bounds_are_refused(tmp_path: Path) -> None:
    for name, cell in (("nul.csv", "甲\x00乙"), ("long.csv", "长" * 200_000)):
        (tmp_path / name).write_text(f"{','.join(HEADER)}\n1,2026-11-2,{cell},上门,用地\n", encoding="utf-8-sig")
        with pytest.raises(Refusal, match=r"\.xlsx"):
            read(tmp_path / name)


def test_words_and_negative_numbers_are_no_commands(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        [*HEADER],
        [1, "2026-11-2", "-", "上门", "+86 351-1234567"],
        [2, "2026-11-2", "甲", "上门", "- 已完成"],
    ]
    reading = read(write(tmp_path / "a.xlsx", rows))
    assert not any(row.problems for row in reading.rows)


def test_a_merged_text_counts_for_every_row_and_a_merged_number_for_none(tmp_path: Path) -> None:
    head = ["项目名称", "项目单位", "总投资（万元）"]
    rows: list[list[object]] = [[*head], ["甲", "", 100], ["乙", "", ""], ["丙", "丙公司", 5]]
    merges = [("B2:B3", "共同公司"), ("C2:C3", "100")]
    reading = read(write(tmp_path / "a.xlsx", rows, merges=merges), PROJECTS)
    assert column(reading, "enterprise") == ["共同公司", "共同公司", "丙公司"]
    assert "合并" in reading.rows[1].problems["investment"].message


def test_a_tick_is_not_the_number_one(tmp_path: Path) -> None:
    head = ["项目名称", "项目单位", "产业项目", "入统"]
    reading = read(write(tmp_path / "a.xlsx", [head, ["甲", "x", True, 1], ["乙", "x", 0, "√"]]), PROJECTS)
    assert column(reading, "industrial") == ["是", "否"] and column(reading, "counted") == ["是", "是"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("sign", [",", "\t", ";"])
def test_csv_in_any_encoding_and_with_any_delimiter(tmp_path: Path, encoding: str, sign: str) -> None:
    path = tmp_path / "走访.csv"
    lines = [sign.join(HEADER), sign.join(["1", "2026年11月2日", "甲公司", "上门", "用地、用电"])]
    path.write_bytes("\r\n".join(lines).encode(encoding))
    assert column(read(path), "enterprise") == ["甲公司"] and column(read(path), "visited_on") == ["2026-11-02"]


def test_a_header_row_named_by_hand_is_believed(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", [["甲", "乙"], ["何时", "何企业"], ["2026-11-2", "甲公司"]])
    with pytest.raises(Refusal, match="没有找到"):
        looked(path)
    table = looked(path, sheet="台账", header_row=2)
    assert [one.header for one in table.columns] == ["何时", "何企业"] and table.rows == 1
    with pytest.raises(Refusal, match="没有第 9 行"):
        looked(path, sheet="台账", header_row=9)
    with pytest.raises(Refusal, match="没有工作表"):
        looked(path, sheet="别的")


def test_a_choice_is_taken_from_words_around_it_with_doubt(tmp_path: Path) -> None:
    head = ["项目名称", "项目单位", "类别"]
    one, other = read(
        write(tmp_path / "a.xlsx", [head, ["甲", "x", "签约一批"], ["乙", "x", "签约转开工"]]), PROJECTS
    ).rows
    assert one.values["batch"] == "签约" and not one.problems["batch"].blocks
    assert other.problems["batch"].blocks


def test_a_share_below_one_is_doubted(tmp_path: Path) -> None:
    kind = next(
        one for one in KINDS.values() if any(two.type.value == "percent" and two.entered for two in one.columns)
    )
    percent = next(one for one in kind.columns if one.type.value == "percent" and one.entered)
    others = [one for one in kind.columns if one.type.value == "text" and one.entered][:2]
    head = [*(one.label for one in others), percent.label]
    (row,) = read(write(tmp_path / "a.xlsx", [head, ["甲", "乙", 0.5]]), kind).rows
    assert row.values[percent.key] == "0.5" and "50%" in row.problems[percent.key].message


def test_mutated_files_are_refused_or_stored_whole(tmp_path: Path) -> None:
    report = run(150, tmp_path)
    assert report.refused + report.blocked + report.stored == 150
    assert report.refused and report.blocked and report.stored

"""The workbook an office gets: numbers as numbers, totals as formulas, nothing executed, a look that prints."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from desktop_app.application.sheets_out import SheetColumn, SheetKind, SheetTable
from desktop_app.domain.sheet_text import cell_text, may_execute, unshielded
from desktop_app.ledgers.csv_table import csv_bytes
from desktop_app.ledgers.workbook import XlsxWorkbookWriter, tab_name
from desktop_app.ledgers.workbook_sizes import units_wide

COLUMNS = (
    SheetColumn("项目名称"),
    SheetColumn("总投资", SheetKind.AMOUNT, unit="万元", total=True, group="投资"),
    SheetColumn("已完成", SheetKind.AMOUNT, unit="万元", total=True, group="投资"),
    SheetColumn("签约", SheetKind.DAY),
    SheetColumn("类别", options=("签约", "开工,二期", "投产")),
    SheetColumn("个数", SheetKind.COUNT),
    SheetColumn("比例", SheetKind.PERCENT, unit="%"),
)
ROWS: tuple[tuple[Any, ...], ...] = (
    ("甲", 4_703_000_000, 12_345_678, date(2026, 11, 22), "签约", 3, Decimal("12.5")),
    ("=1+1", None, 10_000, "2022年11月底", "", None, None),
)


def table(**more: Any) -> SheetTable:
    """A small table with everything in it."""
    told: dict[str, Any] = {"notes": ("口径待核",), "ids": ("a;1", "b;2"), "id_header": "行号;x", "kept": ("a", "b")}
    return SheetTable("台账", "甲区台账", "截至 2026年11月22日", COLUMNS, ROWS, **(told | more))


def parts(content: bytes) -> dict[str, str]:
    """The XML parts of a workbook."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if name.endswith(("xml", "rels"))}


def values(content: bytes, sheet: int = 0) -> list[list[Any]]:
    """The values of a sheet as a reader sees them."""
    return CalamineWorkbook.from_object(io.BytesIO(content)).get_sheet_by_index(sheet).to_python()


def test_values_stand_under_two_rows_of_headers_in_the_stated_unit() -> None:
    found = values(XlsxWorkbookWriter().write([table()]))
    assert found[0][0] == "甲区台账" and found[1][0] == "截至 2026年11月22日"
    assert found[2][:3] == ["项目名称", "投资", ""] and found[3][1:3] == ["总投资（万元）", "已完成（万元）"]
    assert found[4] == ["甲", 470300.0, 1234.5678, date(2026, 11, 22), "签约", 3.0, 12.5, "a;1"]
    assert found[5][:4] == ["=1+1", "", 1.0, "2022年11月底"]
    assert found[6][0] == "合计" and found[6][1] == 470300.0 and found[6][2] == 1235.5678
    assert found[7][0] == "注：口径待核"


def test_totals_are_the_only_formulas_and_follow_a_filter() -> None:
    sheet = parts(XlsxWorkbookWriter().write([table()]))["xl/worksheets/sheet1.xml"]
    assert re.findall("<f>(.*?)</f>", sheet) == ["SUBTOTAL(109,B5:B6)", "SUBTOTAL(109,C5:C6)"]


def test_a_text_that_looks_like_a_formula_is_a_quoted_text() -> None:
    found = parts(XlsxWorkbookWriter().write([table()]))
    assert 'quotePrefix="1"' in found["xl/styles.xml"]
    assert re.search(r'<c r="A6" s="\d+" t="s">', found["xl/worksheets/sheet1.xml"])
    assert not any(
        "externalLink" in name or "vbaProject" in name or "hyperlink" in text for name, text in found.items()
    )


HOSTILE = (
    '=HYPERLINK("http://a","b")',
    "=cmd|'/C calc'!A0",
    "+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(A1:A9)",
    "+1+A1",
    "=DDE(1)",
    '=WEBSERVICE("http://a")',
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    "\u3000=1+1",
    "\u00a0+A1",
    "\ufeff=1+1",
    "\u200b@SUM(A1)",
    "＝1+1",
    "＋1+A1",
    "＠SUM(A1)",
    "'=1+1",
    "\x00=1+1",
    "=" + "x" * 40_000,
)


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_no_text_becomes_a_formula_wherever_it_stands(text: str) -> None:
    columns = (SheetColumn(text, group=text), SheetColumn("类别", options=(text, '带"引号')))
    made = SheetTable(text, text, text, columns, ((text, text),), ids=("a",), id_header="h", kept=("a",), notes=(text,))
    found = parts(XlsxWorkbookWriter().write([made]))
    sheet = found["xl/worksheets/sheet1.xml"]
    assert "<f>" not in sheet and not re.search(r't="(?:str|e)"', sheet) and "hyperlink" not in sheet
    assert re.findall("<formula1>(.*?)</formula1>", sheet) == ["帮办台选项!$A$1:$A$2"]
    assert all(len(value) <= 32_767 for row in values(XlsxWorkbookWriter().write([made])) for value in row)


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_no_cell_of_a_csv_begins_as_a_formula(text: str) -> None:
    made = SheetTable("一", "一", "", (SheetColumn("甲"), SheetColumn(text)), ((text, text),))
    lines = list(csv.reader(io.StringIO(csv_bytes(made).decode("utf-8-sig"), newline="")))
    said = [lines[0][1], *lines[1]]
    assert not any(
        may_execute(cell) or may_execute(cell.strip("' \u3000\u00a0\ufeff\u200b")) for cell in said if cell[0] != "'"
    )
    assert not any("\x00" in cell for cell in said)
    assert [unshielded(cell) for cell in said] == [cell_text(text)] * 3


def test_the_sheet_is_frozen_filtered_and_printed_as_an_office_does() -> None:
    found = parts(XlsxWorkbookWriter().write([table()]))
    sheet, book = found["xl/worksheets/sheet1.xml"], found["xl/workbook.xml"]
    assert '<pane xSplit="1" ySplit="4"' in sheet and '<autoFilter ref="A4:H6"/>' in sheet
    assert 'orientation="landscape"' in sheet and 'fitToHeight="0"' in sheet and "第 &amp;P 页 共 &amp;N 页" in sheet
    assert "台账!$A$1:$G$8" in book and "台账!$3:$4" in book
    assert re.search(r'<col min="8" max="8"[^>]*hidden="1"', sheet)


def test_what_only_the_program_reads_stands_on_a_sheet_nobody_sees() -> None:
    content = XlsxWorkbookWriter().write([table()])
    assert parts(content)["xl/workbook.xml"].count('state="veryHidden"') == 2
    assert values(content, 2) == [["行号;x"], ["a"], ["b"]]


def test_options_are_offered_as_a_list_also_when_one_holds_a_comma() -> None:
    found = parts(XlsxWorkbookWriter().write([table()]))
    assert "<formula1>帮办台选项!$A$1:$A$3</formula1>" in found["xl/worksheets/sheet1.xml"]
    plain = SheetTable("一", "一", "", (SheetColumn("类别", options=("甲", "乙")),), (("甲",),))
    assert '<formula1>"甲,乙"</formula1>' in parts(XlsxWorkbookWriter().write([plain]))["xl/worksheets/sheet1.xml"]


def test_a_number_longer_than_a_cell_keeps_stays_exact_as_text() -> None:
    long = Decimal("1234567890123456.78")
    made = SheetTable("一", "一", "", (SheetColumn("数", SheetKind.NUMBER),), ((long,), (Decimal("0.1"),)))
    assert [row[0] for row in values(XlsxWorkbookWriter().write([made]))[-2:]] == ["1234567890123456.78", 0.1]


def test_a_wide_table_is_printed_on_pages_side_by_side_with_its_first_columns() -> None:
    columns = tuple(SheetColumn(f"第{number}栏", width_mm=40) for number in range(40))
    made = SheetTable("宽", "宽表", "", columns, (tuple("甲" for _ in columns),), fixed_columns=2)
    found = parts(XlsxWorkbookWriter().write([made]))
    sheet = found["xl/worksheets/sheet1.xml"]
    assert 'paperSize="8"' in sheet and 'pageOrder="overThenDown"' in sheet and "fitToWidth" not in sheet
    assert int(re.findall(r'<pageSetup[^>]* scale="(\d+)"', sheet)[0]) >= 75
    assert re.findall(r'<brk id="(\d+)"', sheet) == ["12", "22", "32"]
    assert "宽!$A:$B" in found["xl/workbook.xml"]


def test_a_title_over_several_pages_stands_whole_on_the_first_only() -> None:
    columns = tuple(SheetColumn(f"第{number}栏", SheetKind.LONG) for number in range(24))
    wide = SheetTable("宽", "宽表", "截至 2026年11月22日", columns, (("甲",) * 24,), notes=("口径待核",))
    sheet = parts(XlsxWorkbookWriter().write([wide]))["xl/worksheets/sheet1.xml"]
    merged = re.findall(r'<mergeCell ref="([A-Z]+)\d+:([A-Z]+)\d+"', sheet)
    # The title is centred over the whole page: its words stay clear of the column repeated on every other page.
    assert [first for first, _last in merged] == ["A", "B", "B"] and len({last for _first, last in merged}) == 1
    assert all(last < "L" for _first, last in merged)
    assert re.search(r'<c r="A1"[^>]*t="s"', sheet) and not re.search(r'<c r="A2"[^>]*t="s"', sheet)


def test_a_title_too_long_to_be_centred_begins_beside_the_repeated_columns() -> None:
    columns = tuple(SheetColumn(f"第{number}栏", SheetKind.LONG) for number in range(24))
    wide = SheetTable("宽", "很长的标题" * 20, "", columns, (("甲",) * 24,))
    sheet = parts(XlsxWorkbookWriter().write([wide]))["xl/worksheets/sheet1.xml"]
    assert re.search(r'<c r="B1"[^>]*t="s"', sheet) and '<mergeCell ref="B1:' in sheet


def test_empty_columns_of_a_table_too_wide_for_a_sheet_are_folded_away_and_named() -> None:
    columns = tuple(SheetColumn(f"第{number}栏", width_mm=40) for number in range(12))
    row = tuple(None if number in (0, 3, 4, 11) else "甲" for number in range(12))
    made = SheetTable("宽", "宽表", "", columns, (row,), ids=("a;1",), folds=True)
    content = XlsxWorkbookWriter().write([made])
    sheet = parts(content)["xl/worksheets/sheet1.xml"]
    folded = re.findall(r'<col min="(\d+)" max="(\d+)"[^>]*hidden="1"[^>]*outlineLevel="1"', sheet)
    assert folded == [("1", "1"), ("4", "5"), ("12", "12")]
    said = values(content)
    assert said[3][:5] == ["", "甲", "甲", "", ""]
    assert said[4][0] == "注：没有内容的 4 栏已收起：第0栏、第3栏、第4栏、第11栏。点表格左上角的“2”全部展开"
    narrow = SheetTable("窄", "窄表", "", columns[:4], (row[:4],), folds=True)
    blank = SheetTable("空", "空表", "", columns, (), folds=True)
    for one in (narrow, blank, SheetTable("宽", "宽表", "", columns, (row,))):
        assert "outlineLevel" not in parts(XlsxWorkbookWriter().write([one]))["xl/worksheets/sheet1.xml"]


def test_the_word_for_the_sums_stands_in_a_column_that_is_seen() -> None:
    columns = (*(SheetColumn(f"第{number}栏", width_mm=60) for number in range(8)), COLUMNS[1])
    row = (None, *("甲" for _ in range(7)), 10_000)
    said = values(XlsxWorkbookWriter().write([SheetTable("宽", "宽表", "", columns, (row,), folds=True)]))
    assert [line[:2] for line in said if "合计" in line] == [["", "合计"]]


def test_a_unit_without_room_beside_the_words_stands_below_them() -> None:
    made = SheetTable("一", "一", "", (SheetColumn("累计完成投资", SheetKind.AMOUNT, 20, "万元"),), ())
    assert values(XlsxWorkbookWriter().write([made]))[2] == ["累计完成投资\n（万元）"]


def test_an_empty_table_and_several_tables_with_one_name_are_written() -> None:
    empty = SheetTable("空", "空", "", (SheetColumn("甲", total=True),), ())
    names = CalamineWorkbook.from_object(io.BytesIO(XlsxWorkbookWriter().write([empty, empty]))).sheet_names
    assert names == ["空", "空2"]


@pytest.mark.parametrize(
    ("wanted", "got"),
    [
        ("甲/乙:[丙]", "甲 乙  丙"),
        ("", "表"),
        ("'引'", "引"),
        ("长" * 40, "长" * 31),
        ("History", "History2"),
        ("甲" * 30 + "'乙", "甲" * 30),
        ("[]:*?/\\", "表"),
        ("帮办台选项", "帮办台选项2"),
        ("a\x00b\ud800", "a b"),
        ("\U0001f600表", "表"),
    ],
)
def test_tab_names_are_made_fit_for_excel(wanted: str, got: str) -> None:
    assert tab_name(wanted, set()) == got
    written = XlsxWorkbookWriter().write([SheetTable(wanted, "一", "", COLUMNS[4:5], ((None,),), kept=("a",))])
    assert CalamineWorkbook.from_object(io.BytesIO(written)).sheet_names[0] == got


def test_chinese_signs_are_two_digits_wide() -> None:
    assert units_wide("总投资a1") == 8


def test_csv_holds_the_header_and_shields_what_might_be_executed() -> None:
    lines = csv_bytes(table()).decode("utf-8-sig").splitlines()
    assert lines[0] == "项目名称,总投资（万元）,已完成（万元）,签约,类别,个数,比例（%）,行号;x"
    assert lines[1] == "甲,470300,1234.5678,2026-11-22,签约,3,12.5,a;1"
    assert lines[2].startswith("'=1+1,,1,2022年11月底")
    assert csv_bytes(table()).startswith(b"\xef\xbb\xbf")


def test_signs_that_xml_cannot_carry_are_left_out() -> None:
    made = SheetTable("一", "一\x00", "", (SheetColumn("甲"),), (("a\x01b\ud800c\r\nd",),))
    assert values(XlsxWorkbookWriter().write([made]))[-1][0] == "abc\nd"


def test_a_rate_shows_the_digits_it_is_written_with_and_not_those_of_its_neighbours() -> None:
    rates = tuple(("", Decimal(text)) for text in ("85.70", "9.6", "100"))
    columns = (SheetColumn("指标"), SheetColumn("完成率", SheetKind.RATE, unit="%"))
    styles = parts(XlsxWorkbookWriter().write([SheetTable("甲", "乙", "", columns, rates)]))["xl/styles.xml"]
    assert 'formatCode="00.00"' in styles and 'formatCode="0.0"' in styles and 'formatCode="000"' in styles

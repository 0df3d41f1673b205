"""Files that are damaged, disguised, locked, oversized or made to do harm: each refused with a sentence."""

from __future__ import annotations

import random
import zipfile
from pathlib import Path

import pytest

from desktop_app.domain.refusals import Refusal
from desktop_app.ledgers import files, package
from tests.ledgers.books import HEADER, errors, read, sample, with_part, write

SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return write(tmp_path / "a.xlsx", [HEADER, [1, "甲", "甲公司", "经开区", 3, "签约", "2023.10.20"]])


def refused(path: Path) -> str:
    with pytest.raises(Refusal) as caught:
        read(path)
    return str(caught.value)


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    assert "没有找到" in refused(tmp_path / "无.xlsx")
    assert "文件夹" in refused(tmp_path)


@pytest.mark.parametrize("name", ["a.xls", "a.xlsx"])
def test_old_or_locked_workbooks(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(2000))
    assert "另存为 .xlsx" in refused(path)


def test_other_kinds_say_what_is_accepted(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"PK\x03\x04")
    assert ".xlsx" in refused(path) and ".csv" in refused(path)


@pytest.mark.parametrize("content", [b"hello", b"PK\x03\x04", b"\x00" * 5000])
def test_what_is_no_workbook(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    assert "损坏" in refused(path)


@pytest.mark.parametrize("name", ["a.xlsx", "a.xls", "a.ods", "a.csv"])
@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf \r\n"])
def test_a_file_with_nothing_in_it_is_called_empty(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert refused(path).startswith("文件是空的")


def test_a_truncated_workbook(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(sample().read_bytes()[:-300])
    assert "损坏" in refused(path)


def test_a_zip_bomb_is_refused_before_it_unpacks(tmp_path: Path, book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "LARGEST_UNPACKED", 2**20)
    bomb = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/image1.bin", bytes(2**21))
    assert "太大" in refused(bomb)
    assert read(book).rows


def test_a_bomb_that_lies_about_its_size(tmp_path: Path, book: Path) -> None:
    content = bytearray(book.read_bytes())
    with zipfile.ZipFile(book) as archive:
        size = archive.getinfo(SHEET).file_size.to_bytes(4, "little")
    for position in range(len(content) - 4):
        if content[position : position + 4] == size:
            content[position : position + 4] = (10).to_bytes(4, "little")
    path = tmp_path / "b.xlsx"
    path.write_bytes(content)
    assert "损坏" in refused(path)


def test_a_cell_at_the_end_of_the_world(tmp_path: Path, book: Path) -> None:
    def far(xml: str) -> str:
        return xml.replace("</sheetData>", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')

    assert "范围太大" in refused(with_part(book, tmp_path / "b.xlsx", SHEET, far))


def test_merged_cells_over_the_whole_sheet(tmp_path: Path, book: Path) -> None:
    def merge(xml: str) -> str:
        return xml.replace("</sheetData>", '</sheetData><mergeCells><mergeCell ref="H1:XFD1048576"/></mergeCells>')

    assert [row.name for row in read(with_part(book, tmp_path / "b.xlsx", SHEET, merge)).rows] == ["甲"]


def test_entities_are_refused(tmp_path: Path, book: Path) -> None:
    def entity(xml: str) -> str:
        return xml.replace("<worksheet", '<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet', 1)

    assert "损坏" in refused(with_part(book, tmp_path / "b.xlsx", SHEET, entity))


def test_a_formula_is_found_without_cell_references(tmp_path: Path, book: Path) -> None:
    def bare(xml: str) -> str:
        return xml.replace('<c r="E2"><v>3</v></c>', "<c><f>1+2</f><v>3</v></c>")

    assert [cell for cell, _ in errors(read(with_part(book, tmp_path / "b.xlsx", SHEET, bare)))] == ["E2"]


def test_an_error_cell_is_found_though_its_value_reads_as_nothing(tmp_path: Path, book: Path) -> None:
    def error(xml: str) -> str:
        return xml.replace('<c r="E2"><v>3</v></c>', '<c r="E2" t="e"><v>#DIV/0!</v></c>')

    ((cell, message),) = errors(read(with_part(book, tmp_path / "b.xlsx", SHEET, error)))
    assert cell == "E2" and "错误值" in message


def test_two_parts_of_one_name_are_refused(tmp_path: Path, book: Path) -> None:
    with zipfile.ZipFile(book, "a") as archive, pytest.warns(UserWarning):
        archive.writestr(SHEET, "<worksheet/>")
    assert "损坏" in refused(book)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "gb18030"])
def test_csv_in_the_encodings_of_office_programs(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "签约一批.csv"
    path.write_text('项目名称,企业,总投资(万元)\n"甲，项目",甲公司,"1,234.5"\n', encoding=encoding)
    (row,) = read(path).rows
    assert (row.name, row.investment_yuan, row.batch, row.sheet) == ("甲，项目", 12_345_000, "签约", "签约一批")


def test_csv_that_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"\xff\xfe\x00\xff")
    assert "另存为" in refused(path)
    path.write_bytes(b"a\x00b")
    assert "另存为" in refused(path)


def test_a_file_above_the_limit(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST_FILE", 100)
    assert "上限" in refused(book)


def _flipped(content: bytes, dice: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(dice.randint(1, 12)):
        changed[dice.randrange(len(changed))] = dice.randrange(256)
    return bytes(changed)


def _rewritten(content: bytes, dice: random.Random, folder: Path) -> bytes:
    """The sample with broken XML inside an intact archive."""
    source, target = folder / "source.xlsx", folder / "target.xlsx"
    source.write_bytes(content)
    pieces = ["<", ">", '"', "</c>", '<c r="E7">', '<c r="ZZZ9">', "<f>1</f>", "&#0;", "\ufffe", "9" * 400, "", "#REF!"]

    def change(xml: str) -> str:
        for _ in range(dice.randint(1, 4)):
            position = dice.randrange(len(xml))
            xml = xml[:position] + dice.choice(pieces) + xml[position + dice.randint(0, 30) :]
        return xml

    with_part(source, target, dice.choice([SHEET, "xl/workbook.xml", "xl/styles.xml"]), change)
    return target.read_bytes()


@pytest.mark.parametrize("seed", range(200))
def test_a_mutated_sample_is_read_or_refused_never_a_traceback(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    content = sample().read_bytes()
    path = tmp_path / "a.xlsx"
    path.write_bytes(_flipped(content, dice) if seed % 2 else _rewritten(content, dice, tmp_path))
    try:
        reading = read(path)
    except Refusal as refusal:
        assert str(refusal)
        return
    for row in reading.rows:
        assert row.name
        assert row.investment_yuan is None or row.investment_yuan >= 0
    assert all(problem.message for problem in reading.problems)


def test_what_the_disk_answers_is_told_in_chinese(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_self: Path) -> bytes:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "read_bytes", broken)
    assert "读不出“a.xlsx”（磁盘读写出错）" in refused(book)
    assert "不能用的字符" in refused(Path("a\0.xlsx"))

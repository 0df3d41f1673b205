"""What headings and titles say of the rows below them: the batch of projects, and the year of days written without."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from desktop_app.application.entry_files import FileReading, FileTable, Taken
from desktop_app.catalog.ledger_kinds import load_ledger_kinds
from desktop_app.ledgers.entry_reader import EntryFileReader
from desktop_app.locations import resources
from tests.ledgers.books import write

KINDS = {one.key: one for one in load_ledger_kinds(resources() / "ledgers")}
HEADER = ["序号", "项目名称", "项目单位", "签约时间"]


def read(path: Path, kind: str, rows: Sequence[Sequence[object]]) -> tuple[FileTable, FileReading]:
    """The table of a file of these rows, and its rows as proposed."""
    file = EntryFileReader().open(write(path, rows))
    table = file.table(KINDS[kind])
    return table, file.rows(
        KINDS[kind], table, [Taken(one.place, one.key, one.unit) for one in table.columns if one.key]
    )


def column(reading: FileReading, key: str) -> list[str]:
    """One column of the rows."""
    return [row.values.get(key, "") for row in reading.rows]


def test_headings_give_class_and_batch_to_the_rows_below(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["2026年第三批“三个一批”项目台账", "", "", ""],
        [*HEADER],
        ["一、签约一批（2个）", "", "", 100000],
        [1, "甲项目", "甲公司", "2026.3.5"],
        [2, "乙项目", "乙公司", "2026.3.6"],
        ["", "2025年第一批开工项目", "", ""],
        [3, "丙项目", "丙公司", "2025.3.6"],
        ["投产项目", "", "", ""],
        [4, "开工建设指挥部项目", "丁公司", ""],
        ["合计", "4个", "", ""],
    ]
    table, reading = read(tmp_path / "台账.xlsx", "three-batches", rows)
    told = {one.key: one for one in table.columns if not one.letter}
    assert {key: one.samples for key, one in told.items()} == {
        "batch_label": ("2025年第一批", "2026年第三批"),
        "batch": ("签约", "开工", "投产"),
    }
    assert column(reading, "name") == ["甲项目", "乙项目", "丙项目", "开工建设指挥部项目"]
    assert column(reading, "batch") == ["签约", "签约", "开工", "投产"]
    assert column(reading, "batch_label") == ["2026年第三批", "2026年第三批", "2025年第一批", "2026年第三批"]
    assert not reading.problems


def test_a_title_that_names_one_class_gives_it_to_all(tmp_path: Path) -> None:
    rows: list[Sequence[object]] = [["开工项目台账"], HEADER, [1, "甲项目", "甲公司", "2026.3.5"]]
    table, reading = read(tmp_path / "台账.xlsx", "three-batches", rows)
    assert column(reading, "batch") == ["开工"]
    assert [one.header for one in table.columns if not one.letter] == ["（表名或标题）"]


def test_a_column_of_the_file_is_believed_and_headings_are_no_rows(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        [*HEADER, "类别"],
        ["签约一批", "", "", "", ""],
        [1, "甲项目", "甲公司", "2026.3.5", "开工"],
    ]
    table, reading = read(tmp_path / "台账.xlsx", "three-batches", rows)
    assert column(reading, "batch") == ["开工"] and column(reading, "name") == ["甲项目"]
    assert all(one.letter for one in table.columns)


def test_other_ledgers_have_no_such_headings(tmp_path: Path) -> None:
    rows = [["企业名称", "走访日期", "走访方式", "事项"], ["签约项目", "", "", ""]]
    _table, reading = read(tmp_path / "走访.xlsx", "visits", rows)
    assert column(reading, "enterprise") == ["签约项目"]


@pytest.mark.parametrize(
    ("title", "day", "kept", "doubt"),
    [
        ("2026年走访台账", "3月5日", "2026-03-05", "按表名或标题里的 2026 年读入（年份推定）"),
        ("2026年走访台账", "3 月 5 号", "2026-03-05", "年份推定"),
        ("2026年走访台账", "十一月十三日", "2026-11-13", "年份推定"),
        ("2026年走访台账", "三月二十一号", "2026-03-21", "年份推定"),
        ("2026年走访台账", "十三月一日", "十三月一日", "不是完整的日期"),
        ("走访台账", "十一月十三日", "十一月十三日", "不是完整的日期"),
        ("2025-2026年走访台账", "3月5日", "3月5日", "不是完整的日期"),
        ("走访台账", "3月5日", "3月5日", "不是完整的日期"),
        ("2026年走访台账", "2月30日", "2月30日", "这一天不存在"),
        ("2026年走访台账", "2025年3月5日", "2025-03-05", ""),
    ],
)
def test_a_day_without_its_year_takes_the_one_year_of_the_titles(
    tmp_path: Path, title: str, day: str, kept: str, doubt: str
) -> None:
    rows = [[title], ["企业名称", "走访日期", "走访方式", "事项"], ["甲公司", day, "上门", "用地"]]
    _table, reading = read(tmp_path / "走访.xlsx", "visits", rows)
    (row,) = reading.rows
    assert row.values["visited_on"] == kept
    said = row.problems["visited_on"].message if row.problems else ""
    assert doubt in said and bool(said) == bool(doubt)
    assert not row.problems or row.problems["visited_on"].blocks is (kept == day)

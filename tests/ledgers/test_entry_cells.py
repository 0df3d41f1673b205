"""Cells taken together say what each of them says alone."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.application.entry_files import CellProblem, Taken
from desktop_app.domain.ledger_kind import ColumnType, LedgerColumn, ValueForm
from desktop_app.ledgers.entry_cells import ColumnCells
from desktop_app.ledgers.grid import Grid

_COLUMNS = (
    LedgerColumn("name", "名称"),
    LedgerColumn("code", "项目代码", form=ValueForm.PROJECT_CODE),
    LedgerColumn("credit", "信用代码", form=ValueForm.CREDIT_CODE),
    LedgerColumn("money", "投资", ColumnType.AMOUNT, unit="万元"),
    LedgerColumn("count", "件数", ColumnType.COUNT),
    LedgerColumn("share", "占比", ColumnType.PERCENT),
    LedgerColumn("day", "日期", ColumnType.DAY),
    LedgerColumn("about", "时间", ColumnType.DATE),
    LedgerColumn("kept", "承诺", ColumnType.YES_NO),
    LedgerColumn("form", "方式", ColumnType.CHOICE, options=("上门", "线上")),
)
_CELL = st.sampled_from(
    [
        *("", "甲公司", " 甲 ", "=1+1", "-", "|cmd", "2023-141000-44-01-000001", "２０２３-141000-44-01-000001", "无"),
        *(
            "91140000000000000X",
            "47.03",
            "32亿元",
            "待定",
            "2026-11-22",
            "2026年11月底",
            "是",
            "√",
            "上门服务",
            "甲\n乙",
        ),
        *(
            0.0,
            1.0,
            2.0,
            0.5,
            47.03,
            0.1 + 0.2,
            0.00001,
            -1.0,
            1e12,
            45000.0,
            float("inf"),
            float("-inf"),
            True,
            False,
            1,
            7,
        ),
        *(date(2026, 11, 22), date(2026, 1, 1)),
    ]
)


def _alone(column: LedgerColumn, unit: str, cell: object) -> tuple[str, CellProblem | None]:
    """What one cell says to a reader that never saw another one."""
    cells = ColumnCells(Grid("表", [[cell]]), column, Taken(0, column.key, unit))
    texts, _ = cells._one_by_one([cell])
    return texts[0], next(iter(cells._doubts.values()), None)


@settings(max_examples=400)
@given(
    st.sampled_from(_COLUMNS),
    st.sampled_from(["", "万元"]),
    st.lists(st.lists(_CELL, min_size=1, max_size=5), min_size=1, max_size=4),
)
def test_cells_taken_together_say_what_each_says_alone(
    column: LedgerColumn, unit: str, runs: list[list[object]]
) -> None:
    rows = [[cell] for run in runs for cell in run]
    cells = ColumnCells(Grid("表", rows), column, Taken(0, column.key, unit))
    start = 0
    for run in runs:
        numbers = range(start, start + len(run))
        texts, problems = cells.read(numbers, run)
        assert [(text, problems.get(row)) for row, text in zip(numbers, texts, strict=True)] == [
            _alone(column, unit, cell) for cell in run
        ]
        start += len(run)


def test_formulas_error_values_and_merged_cells_are_told_by_row() -> None:
    rows: list[list[object]] = [["甲"], [""], [5.0], ["#REF!"], ["乙"]]
    merged = {(0, 0): (0, 0), (1, 0): (0, 0)}
    grid = Grid("表", rows, merged=merged, formulas=frozenset({(2, 0)}), errors={(3, 0): "#REF!"})
    texts, problems = ColumnCells(grid, _COLUMNS[0], Taken(0, "name")).read(range(5), [row[0] for row in rows])
    assert list(texts) == ["甲", "甲", "5", "#REF!", "乙"]
    assert {row: (one.blocks, one.message[:8]) for row, one in problems.items()} == {
        2: (True, "这个单元格是公式"),
        3: (True, "这个单元格是错误"),
    }
    numbers = ColumnCells(grid, _COLUMNS[3], Taken(0, "money", "万元"))
    assert "合并了几行" in numbers.read(range(5), [row[0] for row in rows])[1][1].message

"""The bench of workbooks measures what it says: every row of its file is read without a problem."""

from __future__ import annotations

from pathlib import Path

from bench.workbooks import figures, made, read
from tests.desks import new_desk


def test_every_row_is_read_and_six_figures_come_of_it(tmp_path: Path) -> None:
    desk = new_desk(tmp_path / "workspace")
    reading = read(desk, made(tmp_path / "a.xlsx", 30))
    assert len(reading.rows) == 30 and not reading.problems and not any(row.problems for row in reading.rows)
    assert [figure.ratio > 0 for figure in figures(desk, tmp_path, 30)] == [True] * 6
    desk.close()

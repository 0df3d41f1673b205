"""Figures as worksheets: numbers stay numbers, a past day brings its late entries along."""

from decimal import Decimal

from desktop_app.application.sheets_out import SheetKind
from desktop_app.application.statistics_sheets import figure_tables
from desktop_app.application.statistics_told import Question
from desktop_app.domain.as_of import Sight
from desktop_app.domain.events import Verb
from tests.desks import FRIDAY, Clock, act, finish, new_desk, on, opened


def test_tables_hold_numbers_rows_and_late_entries(tmp_path):
    clock = Clock("2026-11-05")
    desk = new_desk(tmp_path, clock)
    case = opened(desk, day="2026-11-02")
    finish(desk, case, "2026-11-03", "QQ01")
    clock.day = FRIDAY
    act(desk, case, Verb.ACCEPT, "QQ02", "2026-11-04")
    told = desk.statistics.tell(Question("zones", as_of=on("2026-11-10")))
    table, rows, late = figure_tables(told, Sight.KNOWN)
    kinds = {column.label: column.kind for column in table.columns}
    assert kinds["总投资"] is SheetKind.AMOUNT and kinds["按期率"] is SheetKind.PERCENT
    (line,) = table.rows
    assert line[0] == "临汾经济开发区" and Decimal("100") in line
    assert table.subtitle.endswith("截至2026年11月10日（现在所知）")
    assert table.notes[0].startswith("口径：")
    assert len(rows.rows) == len(told.known.rows)
    assert [row[0] for row in late.rows] == ["补录"]
    assert all(len(row) == len(each.columns) for each in (table, rows, late) for row in each.rows)
    desk.close()


def test_a_workbook_of_today_has_no_late_entries(tmp_path):
    desk = new_desk(tmp_path)
    case = opened(desk, day="2026-11-02")
    act(desk, case, Verb.ACCEPT, "QQ01", "2026-11-04")
    assert [one.name for one in figure_tables(desk.statistics.tell(Question("waiting")), Sight.KNOWN)] == [
        "统计表",
        "明细",
    ]
    assert desk.statistics.workbook(Question("waiting")).startswith(b"PK")
    desk.close()

"""Reports as workbooks: opened again they say what the paper says, sums are formulas, and nothing is executed."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import python_calamine

from desktop_app.application.desk import Desk
from desktop_app.application.report_sheets import report_tables
from desktop_app.domain.events import Verb
from desktop_app.domain.rhythm import Cadence, period_of
from tests.desks import FRIDAY, act, entered, finish, on, opened

PREPARED = ("QQ01", "QQ02", "QQ03", "QQ04", "QQ05", "QQ06", "DJ01", "DJ02")


def busy(desk: Desk, name: str = "着急项目") -> str:
    case = opened(desk, "SX-BA-CG", project_id=entered(desk, name).id, officer="甲")
    finish(desk, case, "2026-11-17", *PREPARED)
    act(desk, case, Verb.RECEIVE, "LX01", "2026-11-17")
    return case.id


def sheets(content: bytes) -> dict[str, list[list[Any]]]:
    book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_a_week_is_a_sheet_of_figures_and_one_of_lines(workspace: Desk) -> None:
    case = busy(workspace)
    workspace.rhythm.type_cell(period_of(Cadence.WEEK, on(FRIDAY)), case, "stuck", "=1+1", "甲")
    content = workspace.rhythm.workbook(Cadence.WEEK)
    found = sheets(content)
    assert list(found)[:2] == ["数据", "周调度表"]
    finished = next(row for row in found["数据"] if "本周办结环节" in row)
    assert finished[1:] == [8, 0, 8]
    line = next(row for row in found["周调度表"] if "着急项目（甲）" in row)
    assert any("=1+1" in str(cell) for cell in line)
    with ZipFile(BytesIO(content)) as book:
        assert all(b"<f>" not in book.read(name) for name in book.namelist() if "sheet2" in name)


def test_an_issued_report_is_exported_as_it_was_published(workspace: Desk) -> None:
    busy(workspace)
    number = workspace.rhythm.issue(Cadence.FORTNIGHT, "甲").paper.number
    before = sheets(workspace.rhythm.workbook_of(number))
    busy(workspace, "后来的项目")
    assert sheets(workspace.rhythm.workbook_of(number)) == before
    assert number in str(before["数据"])
    assert {"红色清单", "黄色清单", "指标缺口", "代办员排名", "园区排名", "办理部门排名"} <= set(before)


def test_due_days_of_the_lists_are_days_and_their_limit_stands_beside_them(workspace: Desk) -> None:
    case = opened(workspace, "SX-BA-CG", project_id=entered(workspace, "逾期项目").id, officer="甲")
    finish(workspace, case, "2026-11-03", *PREPARED)
    for verb in (Verb.RECEIVE, Verb.ACCEPT):
        act(workspace, case, verb, "LX01", "2026-11-04")
    (step,) = workspace.rhythm.assemble(Cadence.FORTNIGHT, None).figures.red
    found = sheets(workspace.rhythm.workbook(Cadence.FORTNIGHT))["红色清单"]
    (head,) = [row for row in found if "到期日" in row]
    (late,) = [row for row in found if "逾期项目" in row]
    assert late[head.index("到期日")] == date.fromisoformat(step.due[:10])
    assert late[head.index("时限")] == step.due[10:] == "承诺"


def test_reports_issued_before_told_both_in_one_word(workspace: Desk) -> None:
    busy(workspace)
    found = workspace.rhythm.assemble(Cadence.FORTNIGHT, None)
    old = {"project": "甲厂", "matter": "备案", "due": "2026-11-16企业时限（暂估）", "left": "逾 1 日"}
    data = {"red": [old, {**old, "due": ""}], "yellow": [], "gaps": []}
    tables = {one.name: one for one in report_tables(found.figures, found.changes, data, "", "中心")}
    first, second = tables["红色清单"].rows
    assert first[5:7] == (date(2026, 11, 16), "企业时限（暂估）") and second[5:7] == (None, "")


def test_a_month_carries_its_words_and_rankings_with_sums(workspace: Desk) -> None:
    busy(workspace)
    content = workspace.rhythm.workbook(Cadence.MONTH)
    found = sheets(content)
    assert any("基本情况" in row for row in found["通报内容"])
    assert any("甲" in row and 8 in row for row in found["代办员排名"])
    with ZipFile(BytesIO(content)) as book:
        assert any(b"SUM" in book.read(name) or b"SUBTOTAL" in book.read(name) for name in book.namelist())

"""Days of a file that cannot be, and those that hardly can be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from desktop_app.application.desk import Desk
from desktop_app.application.entry_checks import row_number
from desktop_app.application.entry_plan import Effect, EntryPlan, ImportChoice
from desktop_app.domain.ledger import LedgerProblem
from desktop_app.domain.ledger_twins import Likeness
from tests.desks import new_desk
from tests.ledgers.books import Rows, write


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An empty workspace."""
    made = new_desk(tmp_path / "workspace")
    yield made
    made.close()


def tried(desk: Desk, kind: str, path: Path, rows: Sequence[Sequence[object]]) -> EntryPlan:
    """What a file of these rows would do."""
    file = desk.entry_imports.open(write(path, rows))
    look = desk.entry_imports.look(kind, file)
    return desk.entry_imports.try_out(kind, file, look.table, ImportChoice(look.columns))


def test_a_day_that_has_not_come_keeps_the_file_out(desk: Desk, tmp_path: Path) -> None:
    rows = [
        ["走访日期", "企业名称", "走访方式", "事项"],
        ["2026-11-02", "甲公司", "上门", "用地"],
        ["2099-12-31", "乙公司", "上门", "用电"],
    ]
    plan = tried(desk, "visits", tmp_path / "走访.xlsx", rows)
    assert [(one.cell, one.level, one.message) for one in plan.problems] == [
        ("A3", "error", "“日期”2099-12-31 在今天之后，请核对")
    ]
    assert plan.blocked


def test_an_issue_raised_after_today_keeps_the_file_out(desk: Desk, tmp_path: Path) -> None:
    rows = [["来源", "提出日期", "企业", "类别", "问题描述"], ["走访", "2099-01-01", "甲公司", "用地", "路不通"]]
    plan = tried(desk, "issues", tmp_path / "问题.xlsx", rows)
    assert [(one.cell, one.message) for one in plan.problems if one.blocks] == [
        ("B2", "“提出日期”2099-01-01 在今天之后，请核对")
    ]


def test_days_of_projects_that_hardly_can_be_are_remarked_on(desk: Desk, tmp_path: Path) -> None:
    rows = [
        ["项目名称", "签约时间", "开工时间", "投产时间"],
        ["甲项目", "2026-01-05", "2025年1月5日", ""],
        ["乙项目", "2024年3月", "2024年", "2098年6月"],
        ["丙项目", "2024-03-01", "2024-03-01", "2025-01-01"],
    ]
    plan = tried(desk, "three-batches", tmp_path / "项目.xlsx", rows)
    assert [(one.cell, one.level, one.message) for one in plan.problems] == [
        ("C2", "warning", "开工时间 2025年1月5日 早于签约时间 2026年1月5日，请核对"),
        ("D3", "warning", "投产时间 2098年6月 在今天之后，请核对；还没有发生的先不要填"),
    ]
    assert not plan.blocked


def test_problems_are_told_by_row() -> None:
    assert row_number(LedgerProblem("表", "AB12", "error", "错")) == 12
    assert row_number(LedgerProblem("表", "", "error", "错")) == 0


def test_a_row_told_twice_in_the_file_is_not_said_to_be_in_the_ledger(desk: Desk, tmp_path: Path) -> None:
    row = ["2026-11-02", "甲公司", "上门", "用地"]
    plan = tried(desk, "visits", tmp_path / "走访.xlsx", [["走访日期", "企业名称", "走访方式", "事项"], row, row])
    assert [(one.effect, one.likeness) for one in plan.rows] == [
        (Effect.CREATED, Likeness.NONE),
        (Effect.SKIPPED, Likeness.IN_FILE),
    ]
    assert "与第 2 行完全相同" in plan.problems[0].message


def test_a_row_of_the_ledger_told_twice_in_the_file_is_no_error(desk: Desk, tmp_path: Path) -> None:
    head = ["走访日期", "企业名称", "走访方式", "事项", "经办人", "参加人"]
    row, short = ["2026-11-02", "甲公司", "上门", "用地", "甲", "乙"], ["2026-11-02", "甲公司", "上门", "用地", "", ""]
    desk.entries.add("visits", dict(zip(("日期", "企业", "方式", "事项", "代办员", "参加人"), row, strict=True)), "甲")
    for again, said in ((row, "与第 2 行完全相同"), (short, "与第 2 行是台账里的同一条“甲公司")):
        plan = tried(desk, "visits", tmp_path / "走访.xlsx", [head, row, again])
        assert [(one.effect, one.likeness) for one in plan.rows] == [
            (Effect.UNCHANGED, Likeness.SAME),
            (Effect.SKIPPED, Likeness.IN_FILE),
        ]
        (problem,) = plan.problems
        assert said in problem.message and "只导入一行" in problem.message and not plan.blocked


def test_a_row_of_the_ledger_changed_twice_in_the_file_is_an_error(desk: Desk, tmp_path: Path) -> None:
    head = ["走访日期", "企业名称", "走访方式", "事项", "经办人"]
    first, other = ["2026-11-02", "甲公司", "上门", "用地", "甲"], ["2026-11-02", "甲公司", "上门", "用地", "乙"]
    desk.entries.add("visits", dict(zip(("日期", "企业", "方式", "事项", "代办员"), first, strict=True)), "甲")
    for rows in ([first, other], [other, first]):
        plan = tried(desk, "visits", tmp_path / "走访.xlsx", [head, *rows])
        assert plan.blocked and "与第 2 行是台账里的同一条" in plan.problems[-1].message
    plan = tried(desk, "visits", tmp_path / "走访.xlsx", [head, other, other])
    assert [one.effect for one in plan.rows] == [Effect.UPDATED, Effect.SKIPPED] and not plan.blocked


def test_values_are_checked_as_everywhere(desk: Desk, tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["期间", "单位", "指标", "排名", "参加排名"],
        ["2026年10月", "甲区", "工业投资", 99, 3],
        ["2026年10月", "乙区", "工业投资", 0, 3],
    ]
    plan = tried(desk, "targets", tmp_path / "指标.xlsx", rows)
    assert [(one.cell, one.level) for one in plan.problems] == [("D2", "error"), ("D3", "error")]
    rows = [
        ["项目名称", "项目代码", "统一社会信用代码"],
        ["甲项目", "晋发改备〔2019〕12号", "91350100M000100Y41"],
        ["乙项目", "2023-141000-44-01-123456", "91140000ABC"],
    ]
    plan = tried(desk, "three-batches", tmp_path / "项目.xlsx", rows)
    assert [(one.cell, one.level) for one in plan.problems] == [("B2", "warning"), ("C2", "warning"), ("C3", "error")]


def test_a_project_ledger_is_remarked_on_too(desk: Desk, tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["序号", "项目名称", "所在开发区", "签约时间", "开工时间", "备注"],
        [1, "甲项目", "经开区", "2026.1.5", "2025.1.5", ""],
        [2, "乙项目", "经开区", "2024.1.5", "2025.1.5", ""],
    ]
    outcome = desk.ledgers.commit(write(tmp_path / "项目.xlsx", rows), "甲")
    assert [(one.cell, one.level, one.message) for one in outcome.problems] == [
        ("B2", "warning", "开工时间 2025年1月5日 早于签约时间 2026年1月5日，请核对")
    ]
    rows[1][5] = "改了别的"
    assert desk.ledgers.dry_run(write(tmp_path / "项目.xlsx", rows)).problems == ()


ODD = "\U0001f600"
"""A sign no bundled font has."""


def test_signs_no_font_has_are_told_before_anything_is_stored(desk: Desk, tmp_path: Path) -> None:
    rows = [
        ["走访日期", "企业名称", "走访方式", "事项"],
        ["2026-11-02", "甲公司", "上门", f"用{ODD}地{ODD}"],
        ["2026-11-03", "乙公司", "上门", "用电“正常”℃"],
    ]
    plan = tried(desk, "visits", tmp_path / "走访.xlsx", rows)
    assert [(one.cell, one.level, one.message) for one in plan.problems] == [
        ("D2", "warning", f"事项：{ODD} 没有字体可印，文书上会印成“〓”；请换个写法")
    ]
    assert not plan.blocked
    file = desk.entry_imports.open(tmp_path / "走访.xlsx")
    look = desk.entry_imports.look("visits", file)
    desk.entry_imports.commit("visits", file, look.table, ImportChoice(look.columns), "甲")
    again = desk.entry_imports.try_out("visits", file, look.table, ImportChoice(look.columns))
    assert again.count(Effect.UNCHANGED) == 2 and again.problems == ()


def test_signs_no_font_has_in_facts_of_projects_are_told(desk: Desk, tmp_path: Path) -> None:
    rows: Rows = [
        ["项目名称", "项目单位", "所在开发区", "总投资（亿元）"],
        [f"甲{ODD}项目", "甲公司", "经开区", 3],
        ["乙项目", "乙公司", "经开区", 3],
    ]
    path = write(tmp_path / "项目.xlsx", rows)
    outcome = desk.ledgers.dry_run(path)
    said = [(one.cell, one.level, one.message) for one in outcome.problems if ODD in one.message]
    assert said == [("A2", "warning", f"项目名称：{ODD} 没有字体可印，文书上会印成“〓”；请换个写法")]
    desk.ledgers.commit(path, "甲")
    assert not [one for one in desk.ledgers.dry_run(path).problems if ODD in one.message]

"""Ledgers as files: every kind with its look and its notes, views with what they show, blanks that can be filled in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from desktop_app.application.desk import Desk
from desktop_app.application.entry_plan import Effect, ImportChoice
from desktop_app.application.sheets_out import SheetKind
from desktop_app.domain.ledger_kind import RowsOf, Source
from desktop_app.domain.ledger_query import LedgerQuery, LedgerView, Order
from desktop_app.domain.refusals import Refusal
from tests.desks import entered, new_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A workspace with two projects."""
    made = new_desk(tmp_path / "workspace")
    entered(made, "乙项目", investment_yuan=200_000_000)
    entered(made, "甲项目", investment_yuan=100_000_000)
    yield made
    made.close()


def test_every_ledger_is_written_and_read_again(desk: Desk, tmp_path: Path) -> None:
    for kind in desk.entries.kinds.all():
        file = desk.entry_exports.export(kind.key)
        path = tmp_path / file.name
        path.write_bytes(file.content)
        table = desk.entry_imports.open(path).table(kind)
        assert table.exported is (file.rows > 0) and table.sheet == kind.name
        assert {one.key for one in table.columns} == {one.key for one in kind.columns}
        assert all(one.sure for one in table.columns)


def test_every_blank_is_understood_column_by_column(desk: Desk, tmp_path: Path) -> None:
    for kind in desk.entries.kinds.all():
        if kind.rows is RowsOf.CASES:
            continue
        path = tmp_path / f"{kind.key}.xlsx"
        path.write_bytes(desk.entry_exports.blank(kind.key).content)
        table = desk.entry_imports.open(path).table(kind)
        wanted = [one.key for one in kind.columns if one.source is not Source.DERIVED]
        assert [one.key for one in table.columns] == wanted and all(one.sure for one in table.columns)


def test_a_view_is_written_with_its_columns_order_and_words(desk: Desk) -> None:
    kind = desk.entries.kinds.get("three-batches")
    view = LedgerView(
        "大项目", LedgerQuery("项目", (), (Order("investment", descending=True),)), ("name", "investment")
    )
    table = desk.entry_exports.table(kind, view)
    assert [one.header for one in table.columns] == ["项目名称", "总投资（万元）"]
    assert table.columns[1].kind is SheetKind.AMOUNT and table.columns[1].total
    assert table.rows == (("乙项目", 200_000_000), ("甲项目", 100_000_000))
    assert "视图：大项目" in table.subtitle and "总投资从大到小" in table.subtitle and "含“项目”" in table.subtitle
    assert table.notes and "待核" in table.notes[0]


def test_empty_columns_are_folded_unless_somebody_chose_the_columns_and_come_back_unchanged(
    desk: Desk, tmp_path: Path
) -> None:
    kind = desk.entries.kinds.get("three-batches")
    assert desk.entry_exports.table(kind, LedgerView("")).folds
    assert not desk.entry_exports.table(kind, LedgerView("", columns=("name", "blocker"))).folds
    path = tmp_path / "a.xlsx"
    path.write_bytes(desk.entry_exports.export("three-batches").content)
    grid = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    assert any("栏已收起：批次、类别、项目代码" in str(one) for line in grid for one in line)
    file = desk.entry_imports.open(path)
    look = desk.entry_imports.look(kind.key, file)
    plan = desk.entry_imports.try_out(kind.key, file, look.table, ImportChoice(look.columns))
    assert plan.count(Effect.UNCHANGED) == 2 and not plan.problems


def test_one_project_only(desk: Desk) -> None:
    project = desk.projects.find("甲项目")
    assert desk.entry_exports.export("three-batches", project_id=project.id).rows == 1


def test_views_and_endings_that_are_not_there_are_refused(desk: Desk) -> None:
    assert desk.entry_exports.view("visits", "最近的走访").query.order
    with pytest.raises(Refusal, match="可用的有"):
        desk.entry_exports.view("visits", "别的")
    with pytest.raises(Refusal, match="不能导出成"):
        desk.entry_exports.export("visits", ending=".pdf")
    with pytest.raises(Refusal, match="没有空表"):
        desk.entry_exports.blank("full-agency")


def test_figures_stand_below_a_file_over_all_rows(desk: Desk) -> None:
    for name, decided in (("甲证", "区内办结"), ("乙证", "区外审批"), ("丙证", "区内办结")):
        desk.entries.add("delegated", {"事项名称": name, "谁决定": decided}, "甲")
    kind = desk.entries.kinds.get("delegated")
    (outside,) = [one for one in kind.views if one.name == "区外审批"]
    table = desk.entry_exports.table(kind, outside)
    assert len(table.rows) == 1
    assert table.notes[0].startswith("全部 3 行：区内办结率 66.7%（2 ÷ 3 项）；") and table.notes[1] == kind.note

"""Files into ledgers: all or nothing, twins, the round trip cell by cell, conflicts, layouts remembered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from xlsxwriter.utility import xl_cell_to_rowcol

from desktop_app.application.desk import Desk
from desktop_app.application.entry_imports import EntryImport
from desktop_app.application.entry_plan import Effect, EntryPlan, ImportChoice, OnConflict, OnDuplicate
from desktop_app.domain.ledger_kind import ColumnType, LedgerColumn, LedgerKind, RowsOf, Source
from desktop_app.domain.ledger_query import LedgerView
from desktop_app.domain.refusals import Refusal
from tests.desks import entered, new_desk
from tests.ledgers.books import write

HEADER = ["走访日期", "企业名称", "走访方式", "事项", "跟进"]
FIRST = ["2026-11-02", "甲公司", "上门", "用地", ""]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An empty workspace."""
    made = new_desk(tmp_path / "workspace")
    yield made
    made.close()


def book(path: Path, rows: Sequence[Sequence[object]]) -> Path:
    """A workbook of visits."""
    return write(path, [HEADER, *rows])


def tried(desk: Desk, path: Path, kind: str = "visits", **choice: Any) -> EntryPlan:
    """What a file would do."""
    file = desk.entry_imports.open(path)
    look = desk.entry_imports.look(kind, file)
    return desk.entry_imports.try_out(kind, file, look.table, ImportChoice(look.columns, **choice))


def brought(desk: Desk, path: Path, kind: str = "visits", **choice: Any) -> EntryImport:
    """A file imported by 甲."""
    file = desk.entry_imports.open(path)
    look = desk.entry_imports.look(kind, file)
    return desk.entry_imports.commit(kind, file, look.table, ImportChoice(look.columns, **choice), "甲")


def exported(desk: Desk, path: Path, kind: str = "visits", view: LedgerView | None = None) -> Path:
    """A ledger written into a file."""
    path.write_bytes(desk.entry_exports.export(kind, view, path.suffix).content)
    return path


def told(plan: EntryPlan) -> list[tuple[str, str]]:
    """The errors by cell."""
    return [(one.cell, one.message) for one in plan.problems if one.blocks]


def counts(plan: EntryPlan) -> tuple[int, ...]:
    """New, changed, unchanged, skipped."""
    return tuple(plan.count(one) for one in Effect)


def edited(source: Path, target: Path, changes: dict[str, object], drop: Sequence[int] = ()) -> Path:
    """An exported workbook as a person saves it after editing cells or deleting rows (numbers from 1)."""
    with xlsxwriter.Workbook(target) as made:
        day = made.add_format({"num_format": "yyyy-mm-dd"})
        opened = CalamineWorkbook.from_path(source)
        for name in opened.sheet_names:
            sheet = made.add_worksheet(name)
            values: list[list[Any]] = opened.get_sheet_by_name(name).to_python(skip_empty_area=False)
            if name.startswith("帮办台"):
                sheet.very_hidden()
            else:
                for cell, value in changes.items():
                    row, column = xl_cell_to_rowcol(cell)
                    values[row][column] = value
                values = [line for number, line in enumerate(values, 1) if number not in drop]
            for row, line in enumerate(values):
                for column, value in enumerate(line):
                    if isinstance(value, date):
                        sheet.write_datetime(row, column, value, day)
                    elif isinstance(value, str) and value:
                        sheet.write_string(row, column, value)
                    elif value != "":
                        sheet.write(row, column, value)
    return target


def test_new_rows_are_stored_with_where_they_came_from(desk: Desk, tmp_path: Path) -> None:
    outcome = brought(desk, book(tmp_path / "走访.xlsx", [FIRST, ["2026-11-03", "乙公司", "线上", "用电", "已答复"]]))
    assert outcome.stored and counts(outcome.plan) == (2, 0, 0, 0)
    assert outcome.told.ledgers == {"visits"}
    first, _second = desk.entries.rows("visits")
    assert first.cells["visited_on"] == "2026-11-02" and first.cells["form"] == "上门"
    (change,) = desk.entries.history(first.id)
    assert change.source == "走访.xlsx 台账 第 2 行" and change.by == "甲"


def test_one_error_keeps_the_whole_file_out(desk: Desk, tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", [FIRST, ["11月底", "乙公司", "电话", "", ""]])
    outcome = brought(desk, path)
    assert not outcome.stored and desk.entries.rows("visits") == []
    assert sorted(cell for cell, _ in told(outcome.plan)) == ["A3", "B3", "C3"]
    assert any("缺少必填的“事项”" in message for _, message in told(outcome.plan))


def test_a_required_column_nobody_mapped_is_told_once(desk: Desk, tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", [HEADER[:3], *([day, "甲", "上门"] for day in ("2026-11-2", "2026-11-3"))])
    assert told(tried(desk, path)) == [("B1", "没有一列对应必填的“事项”；请选定是哪一列，或在文件里补上这一列")]


def test_the_same_file_again_changes_nothing_and_an_emptier_one_blanks_nothing(desk: Desk, tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", [FIRST])
    brought(desk, path)
    assert counts(tried(desk, path)) == (0, 0, 1, 0)
    more = book(tmp_path / "b.xlsx", [[*FIRST[:4], "已办"]])
    assert counts(brought(desk, more).plan) == (0, 1, 0, 0)
    assert counts(brought(desk, path).plan) == (0, 0, 1, 0)
    assert desk.entries.rows("visits")[0].cells["follow_up"] == "已办"


def test_twins_are_merged_added_or_skipped_as_chosen(desk: Desk, tmp_path: Path) -> None:
    brought(desk, book(tmp_path / "a.xlsx", [FIRST]))
    path = book(tmp_path / "b.xlsx", [[*FIRST[:4], "已办"]])
    assert counts(tried(desk, path)) == (0, 1, 0, 0)
    assert counts(tried(desk, path, same=OnDuplicate.SKIP)) == (0, 0, 0, 1)
    assert counts(tried(desk, path, rows={2: OnDuplicate.ADD})) == (1, 0, 0, 0)
    assert brought(desk, path, same=OnDuplicate.ADD).stored and len(desk.entries.rows("visits")) == 2


def test_a_similar_row_is_added_with_a_word_or_merged_when_chosen(desk: Desk, tmp_path: Path) -> None:
    brought(desk, book(tmp_path / "a.xlsx", [["2026-11-02", "山西甲科技有限公司", "上门", "用地", ""]]))
    path = book(tmp_path / "b.xlsx", [["2026-11-02", "甲科技公司", "上门", "用地", "已办"]])
    plan = tried(desk, path)
    assert counts(plan) == (1, 0, 0, 0) and "相近" in plan.problems[0].message and not plan.blocked
    assert counts(tried(desk, path, rows={2: OnDuplicate.MERGE})) == (0, 1, 0, 0)


def test_similar_rows_of_one_file_are_told(desk: Desk, tmp_path: Path) -> None:
    rows = [["2026-11-02", name, "上门", "用地", ""] for name in ("山西甲科技有限公司", "甲科技公司", "乙科技公司")]
    plan = tried(desk, book(tmp_path / "a.xlsx", rows))
    assert counts(plan) == (3, 0, 0, 0) and not plan.blocked
    assert [(one.cell, one.level) for one in plan.problems] == [("B3", "warning")]
    assert "与第 2 行的“" in plan.problems[0].message and "山西甲科技有限公司" in plan.problems[0].message


def test_rows_that_stand_twice_in_a_file(desk: Desk, tmp_path: Path) -> None:
    same = tried(desk, book(tmp_path / "a.xlsx", [FIRST, FIRST]))
    assert counts(same) == (1, 0, 0, 1) and not same.blocked
    other = tried(desk, book(tmp_path / "b.xlsx", [FIRST, [*FIRST[:4], "已办"]]))
    assert told(other)[0][0] == "B3" and "第 2 行" in told(other)[0][1]


def test_projects_are_found_by_name_or_told_where_not(desk: Desk, tmp_path: Path) -> None:
    project = entered(desk, "光伏项目")
    head = [*HEADER, "项目名称"]
    path = write(tmp_path / "a.xlsx", [head, [*FIRST, "光伏项目"]])
    brought(desk, path)
    assert desk.entries.rows("visits")[0].project_id == project.id
    wrong = write(tmp_path / "b.xlsx", [head, ["2026-11-09", "乙", "上门", "用地", "", "没有的项目"]])
    assert [cell for cell, _ in told(tried(desk, wrong))] == ["F2"]


@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
def test_an_edited_export_changes_the_very_rows(desk: Desk, tmp_path: Path, ending: str) -> None:
    brought(desk, book(tmp_path / "a.xlsx", [FIRST, ["2026-11-03", "乙公司", "线上", "用电", "已答复"]]))
    path = exported(desk, tmp_path / f"out{ending}")
    assert counts(tried(desk, path)) == (0, 0, 2, 0)
    if ending == ".csv":
        changed = tmp_path / "in.csv"
        text = path.read_bytes().decode("utf-8-sig").replace("乙公司", "丙公司").replace("已答复", "")
        changed.write_bytes(text.encode("gb18030"))
    else:
        changed = edited(path, tmp_path / "in.xlsx", {"C5": "丙公司", "J5": ""})
    plan = brought(desk, changed).plan
    assert counts(plan) == (0, 1, 1, 0)
    rows = desk.entries.rows("visits")
    assert rows[1].cells["enterprise"] == "丙公司" and "follow_up" not in rows[1].cells


def test_a_required_cell_of_an_export_cannot_be_emptied(desk: Desk, tmp_path: Path) -> None:
    brought(desk, book(tmp_path / "a.xlsx", [FIRST]))
    changed = edited(exported(desk, tmp_path / "out.xlsx"), tmp_path / "in.xlsx", {"C4": ""})
    assert [cell for cell, message in told(tried(desk, changed)) if "不能清空" in message] == ["C4"]


def test_what_others_changed_since_is_a_conflict_only_in_the_same_cell(desk: Desk, tmp_path: Path) -> None:
    brought(desk, book(tmp_path / "a.xlsx", [FIRST]))
    path = exported(desk, tmp_path / "out.xlsx")
    (row,) = desk.entries.rows("visits")
    desk.entries.edit(row.id, {"subject": "用水", "people": "某某"}, "乙")
    assert counts(tried(desk, path)) == (0, 0, 1, 0)
    other = edited(path, tmp_path / "other.xlsx", {"J4": "已办"})
    assert counts(tried(desk, other)) == (0, 1, 0, 0) and not tried(desk, other).blocked
    same = edited(path, tmp_path / "same.xlsx", {"G4": "用气"})
    plan = tried(desk, same)
    assert plan.blocked and plan.open_conflicts == 1 and "用水" in told(plan)[0][1]
    assert counts(tried(desk, same, conflicts=OnConflict.KEEP)) == (0, 0, 1, 0)
    assert brought(desk, same, cells={(4, "subject"): OnConflict.TAKE}).stored
    (row,) = desk.entries.rows("visits")
    assert (row.cells["people"], row.cells["subject"]) == ("某某", "用气")


def test_rows_deleted_in_the_file_stay_and_are_listed(desk: Desk, tmp_path: Path) -> None:
    brought(desk, book(tmp_path / "a.xlsx", [FIRST, ["2026-11-03", "乙公司", "线上", "用电", ""]]))
    changed = edited(exported(desk, tmp_path / "out.xlsx"), tmp_path / "in.xlsx", {}, drop=[4])
    plan = tried(desk, changed)
    assert counts(plan) == (0, 0, 1, 0) and [one.cells["enterprise"] for one in plan.gone] == ["甲公司"]


def test_a_copied_row_is_a_new_one_and_a_removed_one_is_told(desk: Desk, tmp_path: Path) -> None:
    brought(desk, book(tmp_path / "a.xlsx", [FIRST]))
    path = exported(desk, tmp_path / "out.csv")
    head, line = path.read_text(encoding="utf-8-sig").splitlines()
    path.write_text("\n".join([head, line, line.replace("甲公司", "新公司")]), encoding="utf-8")
    plan = tried(desk, path)
    assert counts(plan) == (1, 0, 1, 0) and "复制" in plan.problems[0].message
    desk.entries.remove(desk.entries.rows("visits")[0].id, "乙", "误录")
    assert any("不在台账里" in one.message for one in tried(desk, path).problems)


def test_a_layout_mapped_by_hand_is_remembered(desk: Desk, tmp_path: Path) -> None:
    head = ["走访日期", "企业名称", "怎么去的", "说了啥"]
    path = write(tmp_path / "a.xlsx", [head, ["2026-11-02", "甲公司", "上门", "用地"]])
    file = desk.entry_imports.open(path)
    look = desk.entry_imports.look("visits", file)
    assert not look.remembered
    columns = desk.entry_imports.mapped("visits", look, {"怎么去的": "方式", "D": "subject"})
    assert desk.entry_imports.commit("visits", file, look.table, ImportChoice(columns), "甲").stored
    again = desk.entry_imports.look("visits", desk.entry_imports.open(path))
    assert again.remembered and {one.key for one in again.columns} == {"visited_on", "enterprise", "form", "subject"}


def test_a_mapping_of_what_is_not_there_is_refused(desk: Desk, tmp_path: Path) -> None:
    look = desk.entry_imports.look("visits", desk.entry_imports.open(book(tmp_path / "a.xlsx", [FIRST])))
    with pytest.raises(Refusal, match="没有表头“别的”"):
        desk.entry_imports.mapped("visits", look, {"别的": "form"})
    with pytest.raises(Refusal, match="没有“别的”这一栏"):
        desk.entry_imports.mapped("visits", look, {"事项": "别的"})
    mapped = desk.entry_imports.mapped("visits", look, {"事项": "-", "跟进": "事项"})
    assert [one.key for one in mapped] == ["visited_on", "enterprise", "form", "", "subject"]


def test_projects_are_made_and_changed_with_their_extra_columns(desk: Desk, tmp_path: Path) -> None:
    head = ["项目名称", "所在开发区", "总投资（亿元）", "类别", "入统", "形象进度"]
    first = write(tmp_path / "a.xlsx", [head, ["光伏项目", "临汾经济开发区", 1.5, "签约一批", "", ""]])
    outcome = brought(desk, first, "three-batches")
    assert counts(outcome.plan) == (1, 0, 0, 0) and outcome.told.projects
    (project,) = desk.projects.all()
    assert (project.investment_yuan, project.batch) == (150_000_000, "签约")
    second = write(tmp_path / "b.xlsx", [head, ["光伏项目", "临汾经济开发区", 2, "开工", "是", "基础完工"]])
    assert counts(brought(desk, second, "three-batches").plan) == (0, 1, 0, 0)
    (project,) = desk.projects.all()
    (row,) = desk.entries.rows("three-batches")
    assert (project.investment_yuan, project.batch) == (200_000_000, "开工")
    assert row.cells["counted"] == "是" and row.cells["progress"] == "基础完工"
    assert next(change.source for change in desk.entries.history(project.id)) == "a.xlsx 台账 第 2 行"


def test_a_case_is_never_made_by_a_file(desk: Desk, tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", [["委托编号", "评价"], ["DB-1", "满意"]])
    assert "开办代办件" in told(tried(desk, path, "full-agency"))[0][1]


def test_the_state_of_an_issue_is_read_for_new_rows_and_kept_for_others(desk: Desk, tmp_path: Path) -> None:
    head = ["企业", "问题来源", "提出日期", "类别", "问题描述", "状态"]
    path = write(
        tmp_path / "a.xlsx", [head, *(["甲公司", "走访", "2026-11-02", "用地", text, "办理中"] for text in "甲乙")]
    )
    assert brought(desk, path, "issues").stored
    rows = desk.entries.rows("issues")
    assert [row.cells["state"] for row in rows] == ["办理中", "办理中"]
    assert [row.cells["number"] for row in rows] == ["WT-2026-001", "WT-2026-002"]
    letter = "ABCDEFGHIJ"[[one.key for one in desk.entries.kinds.get("issues").columns].index("state")]
    changed = edited(exported(desk, tmp_path / "out.xlsx", "issues"), tmp_path / "in.xlsx", {f"{letter}4": "已销号"})
    plan = tried(desk, changed, "issues")
    assert counts(plan) == (0, 0, 2, 0) and "办理动作" in plan.problems[0].message


# --- the round trip of any ledger ------------------------------------------------------------------------------------

_TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Cn", "Co"]), max_size=12)
_BY_TYPE = {
    ColumnType.AMOUNT: st.integers(0, 10**13).map(str),
    ColumnType.NUMBER: st.decimals(-9999, 9999, places=3).map(str),
    ColumnType.PERCENT: st.decimals(0, 200, places=2).map(str),
    ColumnType.COUNT: st.integers(0, 5000).map(str),
    ColumnType.DAY: st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 1, 1)).map(str),
    ColumnType.DATE: st.sampled_from(["2022年11月底", "2023年", "2023-10-20", "2024年上半年", "待定"]),
    ColumnType.YES_NO: st.sampled_from(["是", "否"]),
}


def _cell(column: LedgerColumn) -> st.SearchStrategy[str]:
    if column.type is ColumnType.CHOICE:
        return st.sampled_from(column.options)
    if column.type is ColumnType.PROJECT:
        return st.just("")
    return _BY_TYPE.get(column.type, _TEXTS)


def _rows(kind: LedgerKind) -> st.SearchStrategy[list[dict[str, str]]]:
    typed = [one for one in kind.columns if one.source is Source.ENTERED and one.inline]
    if kind.flow is not None:
        typed = [one for one in typed if one.key != kind.flow.state]
    return st.lists(st.fixed_dictionaries({one.key: _cell(one) for one in typed}), max_size=4)


@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_an_unedited_export_of_any_ledger_changes_nothing(
    desk: Desk, tmp_path: Path, ending: str, data: st.DataObject
) -> None:
    kinds = [one for one in desk.entries.kinds.all() if one.rows in (RowsOf.ENTRIES, RowsOf.RESULTS)]
    kind = data.draw(st.sampled_from(kinds))
    for written in data.draw(_rows(kind)):
        try:
            desk.entries.add(kind.key, {key: text for key, text in written.items() if text}, "甲")
        except Refusal:
            # What the ledger itself does not take has no way out of it.
            continue
    rows = desk.entries.rows(kind.key)
    plan = tried(desk, exported(desk, tmp_path / f"out{ending}", kind.key), kind.key)
    assert [one.effect for one in plan.rows] == [Effect.UNCHANGED] * len(rows), [one.changes for one in plan.rows]
    assert plan.problems == () and plan.gone == ()


def test_an_export_that_gives_a_row_the_number_of_another_keeps_the_file_out(desk: Desk, tmp_path: Path) -> None:
    told_of = {"来源": "走访", "提出日期": "2026-11-02", "类别": "用地", "问题描述": "路不通"}
    for enterprise in ("甲公司", "乙公司"):
        desk.entries.add("issues", {**told_of, "企业": enterprise}, "甲")
    path = exported(desk, tmp_path / "out.csv", "issues")
    text = path.read_text("utf-8-sig").replace("WT-2026-002", "WT-2026-001")
    path.write_text(text, encoding="utf-8-sig")
    plan = tried(desk, path, "issues")
    assert [message for _cell, message in told(plan)] == [
        "改了以后与台账里的“WT-2026-001”是同一条；请改正，或到台账里改那一行"
    ]

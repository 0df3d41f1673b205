"""Importing into a ledger in the window: try, map by hand, decide about twins and conflicts, then store all of it."""

from pathlib import Path

import pytest

from desktop_app.application.entry_plan import Effect, OnConflict, OnDuplicate
from desktop_app.gui.dialogs.import_entries import ImportEntriesDialog
from tests.ledgers.books import write

HEADER = ["走访日期", "企业名称", "走访方式", "事项"]
FIRST = ["2026-11-02", "甲公司", "上门", "用地"]


@pytest.fixture
def screen(empty, screen_of):
    made = screen_of(empty)
    made.session.sit_down("甲")
    return made


def opened(screen, kind="visits"):
    dialog = ImportEntriesDialog(screen.session, screen.desk.entries.kinds.get(kind), {}, screen.window)
    dialog.open()
    screen.rest()
    return dialog


def tried(screen, path: Path, kind="visits"):
    dialog = opened(screen, kind)
    dialog.try_file(path)
    screen.rest()
    return dialog


def shown(model):
    return [[model.index(row, place).data() for place in range(model.columnCount())] for row in range(model.rowCount())]


def test_a_file_is_tried_first_and_stored_second(screen, tmp_path):
    dialog = tried(screen, write(tmp_path / "a.xlsx", [HEADER, FIRST]))
    assert dialog.agree.text() == "导入 1 行" and dialog.agree.isEnabled()
    assert dialog.tabs.currentIndex() == 1
    assert shown(dialog.rows.lines)[0][:3] == ["2", "＋ 新增", "甲公司、2026-11-02、用地"]
    assert screen.desk.entries.rows("visits") == []
    counted = []
    dialog.imported.connect(counted.append)
    dialog.agree.click()
    screen.rest()
    assert counted == [1] and len(screen.desk.entries.rows("visits")) == 1


def test_errors_keep_it_out_and_stand_by_cell(screen, tmp_path):
    dialog = tried(screen, write(tmp_path / "a.xlsx", [HEADER, ["某日", "甲公司", "电话", "用地"]]))
    assert not dialog.agree.isEnabled() and dialog.tabs.currentIndex() == 2
    assert {row[2] for row in shown(dialog.problems)} == {"A2", "C2"}
    dialog.reject()


def test_a_column_is_mapped_by_hand_with_the_keyboard(screen, tmp_path, qtbot):
    dialog = tried(screen, write(tmp_path / "a.xlsx", [[*HEADER[:3], "说了啥"], FIRST]))
    assert not dialog.agree.isEnabled()
    dialog.tabs.setCurrentIndex(0)
    dialog.mapping.table.selectRow(3)
    dialog.mapping.key.setCurrentIndex(dialog.mapping.key.findData("subject"))
    dialog.mapping.key.activated.emit(dialog.mapping.key.currentIndex())
    screen.rest()
    assert dialog.agree.text() == "导入 1 行" and dialog.agree.isEnabled()
    assert shown(dialog.mapping.lines)[3][3] == "事项" and shown(dialog.mapping.lines)[3][5] == "手工选定"
    dialog.agree.click()
    screen.rest()
    again = tried(screen, tmp_path / "a.xlsx")
    assert "按上次的选择" in again.summary.text() and not again.agree.isEnabled()
    again.reject()


def test_a_header_in_another_row_is_named_by_hand(screen, tmp_path):
    rows = [["甲", "乙", "丙", "丁"], ["何时", "谁", "怎样", "何事"], FIRST]
    dialog = tried(screen, write(tmp_path / "a.xlsx", rows))
    assert "没有找到" in dialog.refused.text() and dialog.header.isEnabled()
    dialog.header.setValue(2)
    screen.rest()
    assert [row[1] for row in shown(dialog.mapping.lines)] == ["何时", "谁", "怎样", "何事"]
    dialog.reject()


def test_the_unit_of_amounts_is_chosen(screen, tmp_path):
    kind = screen.desk.entries.kinds.get("financing")
    amount = next(one for one in kind.columns if one.type.value == "amount" and one.entered)
    text = [one for one in kind.columns if one.type.value == "text" and one.entered][:2]
    path = write(tmp_path / "a.xlsx", [[*(one.label for one in text), amount.label], ["甲", "乙", 5]])
    dialog = tried(screen, path, "financing")
    assert any("金额单位" in row[3] for row in shown(dialog.problems))
    dialog.mapping.table.selectRow(2)
    assert shown(dialog.mapping.lines)[2][4] == "请选定" and dialog.mapping.unit.isEnabled()
    dialog.mapping.unit.setCurrentText("亿元")
    dialog.mapping.unit.activated.emit(dialog.mapping.unit.currentIndex())
    screen.rest()
    assert not any("金额单位" in row[3] for row in shown(dialog.problems))
    assert dialog.tried.plan.rows[0].row.values[amount.key] == "500000000"
    dialog.reject()


def test_a_row_that_is_likely_there_is_merged_when_chosen(screen, tmp_path):
    tried(screen, write(tmp_path / "a.xlsx", [HEADER, ["2026-11-02", "山西甲科技有限公司", *FIRST[2:]]])).agree.click()
    screen.rest()
    dialog = tried(
        screen, write(tmp_path / "b.xlsx", [[*HEADER, "跟进"], ["2026-11-02", "甲科技公司", *FIRST[2:], "已办"]])
    )
    assert "相近" in shown(dialog.problems)[0][3] and "新增" in shown(dialog.rows.lines)[0][1]
    dialog.rows.table.selectRow(0)
    dialog.decide(OnDuplicate.MERGE)
    screen.rest()
    assert shown(dialog.rows.lines)[0][1] == "→ 更新" and not any("相近" in row[3] for row in shown(dialog.problems))
    dialog.reject()


def test_twins_are_decided_row_by_row(screen, tmp_path):
    path = write(tmp_path / "a.xlsx", [[*HEADER, "跟进"], [*FIRST, ""]])
    tried(screen, path).agree.click()
    screen.rest()
    dialog = tried(screen, write(tmp_path / "b.xlsx", [[*HEADER, "跟进"], [*FIRST, "已办"]]))
    assert shown(dialog.rows.lines)[0][1] == "→ 更新" and shown(dialog.rows.lines)[0][4] == "跟进：空 → 已办"
    dialog.rows.table.selectRow(0)
    dialog.rows.decided.emit(OnDuplicate.SKIP)
    screen.rest()
    assert dialog.tried.plan.rows[0].effect is Effect.SKIPPED and not dialog.agree.isEnabled()
    dialog.rows.same.setCurrentIndex(1)
    dialog.rows.table.selectRow(0)
    dialog.rows.decided.emit(OnDuplicate.ADD)
    screen.rest()
    assert dialog.agree.text() == "导入 1 行"
    dialog.reject()


def test_conflicts_are_settled_before_anything_is_stored(screen, tmp_path):
    tried(screen, write(tmp_path / "a.xlsx", [HEADER, FIRST])).agree.click()
    screen.rest()
    path = tmp_path / "out.csv"
    path.write_bytes(screen.desk.entry_exports.export("visits", ending=".csv").content)
    path.write_text(path.read_text(encoding="utf-8-sig").replace("用地", "用气"), encoding="utf-8")
    row = screen.desk.entries.rows("visits")[0]
    screen.desk.entries.edit(row.id, {"subject": "用水"}, "乙")
    dialog = tried(screen, path)
    dialog.tabs.setCurrentIndex(1)
    assert "1 格" in dialog.summary.text() and shown(dialog.rows.lines)[0][1] == "! 冲突"
    assert dialog.rows.take.isVisible() and not dialog.agree.isEnabled()
    dialog.rows.settled.emit(OnConflict.TAKE)
    screen.rest()
    assert dialog.agree.isEnabled()
    dialog.agree.click()
    screen.rest()
    assert screen.desk.entries.rows("visits")[0].cells["subject"] == "用气"


def test_without_a_name_nothing_is_stored(screen, tmp_path):
    dialog = tried(screen, write(tmp_path / "a.xlsx", [HEADER, FIRST]))
    dialog.by.clear()
    dialog.agree.click()
    screen.rest()
    assert "登记人" in dialog.refused.text() and screen.desk.entries.rows("visits") == []
    dialog.reject()


def test_a_file_that_cannot_be_read_says_why(screen, tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"PK\x03\x04 nothing")
    dialog = tried(screen, path)
    assert "损坏" in dialog.refused.text() and not dialog.agree.isEnabled()
    dialog.reject()

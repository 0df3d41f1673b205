"""材料与原件 of a project: received, attached by button and by dragging, moved, taken back, and told in the history."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QMenu, QPushButton

from desktop_app.application.materials import Handing
from desktop_app.domain.custody import CustodyState, MaterialAct
from desktop_app.domain.project import Project
from desktop_app.gui.dialogs.material import MoveDialog, ReceiveDialog, ReverseMaterialDialog
from desktop_app.gui.dialogs.preview import PreviewDialog

PDF = b"%PDF-1.7 scan"


def turn_to_materials(page):
    number = next(index for index in range(page.tabs.count()) if page.tabs.tabData(index) == "materials")
    page.tabs.setCurrentIndex(number)
    page.screen.rest()


@pytest.fixture
def page(full, screen_of):
    """A project with several cases, at its materials."""
    project = max(full.projects.all(), key=lambda one: len(full.overview.case_ids(one.id)))
    screen = screen_of(full)
    screen.window.go("project", project.id)
    screen.rest()
    made = screen.window.page
    made.screen = screen
    turn_to_materials(made)
    return made


@pytest.fixture
def pane(page):
    """The pane with the first material that is asked for chosen."""
    found = page.materials
    step = next(one for one in found.found.steps if one.asked)
    found.table.setCurrentIndex(found.model.index(found.model.find(step.step.code, step.asked[0].name), 0))
    page.screen.rest()
    return found


def click(qtbot, widget):
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def receive(pane, qtbot, screen, originals=1):
    """Receive originals of the chosen material through the dialog."""
    click(qtbot, pane.receive)
    dialog = screen.dialog(ReceiveDialog)
    dialog.originals.setValue(originals)
    dialog.giver.setText("企业张工")
    dialog.taker.setText("甲")
    dialog.by.setText("甲")
    click(qtbot, dialog.agree)
    screen.rest()


def offered(pane, qtbot):
    click(qtbot, pane.move_menu)
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, QMenu) and one.isVisible()]
    assert len(found) == 1
    return found[0]


def chosen(pane):
    return pane.model.row_at(pane.table.currentIndex().row())


def test_every_case_has_its_checklist(page, full):
    pane = page.materials
    ids = full.overview.case_ids(page.project_id)
    assert pane.case_id in ids and len(ids) > 1
    for case_id in ids:
        pane.chips.chosen.emit(case_id)
        page.screen.rest()
        assert pane.found.case.id == case_id
        assert 0 in pane.model.headings() and pane.model.rowCount() > 1
    assert pane.summary.full.startswith("应收 ")


def test_what_came_is_received_by_key_and_shown(pane, page, qtbot):
    before = page.history.rowCount()
    qtbot.keyClick(pane.table, Qt.Key.Key_Return)
    dialog = page.screen.dialog(ReceiveDialog)
    dialog.originals.setValue(1)
    dialog.giver.clear()
    click(qtbot, dialog.agree)
    page.screen.rest()
    assert "谁交来、谁收下" in dialog.refused.text()
    dialog.giver.setText("企业张工")
    dialog.taker.setText("甲")
    qtbot.keyClick(dialog.giver, Qt.Key.Key_Return)
    page.screen.rest()
    assert chosen(pane).where == "在中心：甲"
    assert page.history.rowCount() == before + 1
    assert page.history.index(0, 2).data().startswith(f"收到材料“{chosen(pane).line.name}”，原件 1")


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_an_original_is_given_taken_back_and_handed_over(pane, page, qtbot):
    screen = page.screen
    assert not pane.move_menu.isEnabled()
    receive(pane, qtbot, screen)
    menu = offered(pane, qtbot)
    assert [action.text() for action in menu.actions()] == ["送交审批部门…", "移交（退还）企业…"]
    menu.actions()[0].trigger()
    menu.close()
    dialog = screen.dialog(MoveDialog)
    assert dialog.giver.text() == "甲" and dialog.due_back.value() is not None
    dialog.taker.setText("审批局窗口")
    click(qtbot, dialog.agree)
    screen.rest()
    slip = screen.dialog(PreviewDialog)
    assert slip.form == "custody-slip" and slip.answers()["move"].endswith("原件送交：甲 → 审批局窗口")
    slip.reject()
    assert chosen(pane).where == "在外：审批局窗口"
    assert "在外 1 件" in pane.summary.full
    menu = offered(pane, qtbot)
    assert [action.text() for action in menu.actions()] == ["从审批部门收回…", "移交（退还）企业…"]
    menu.actions()[1].trigger()
    menu.close()
    dialog = screen.dialog(MoveDialog)
    dialog.taker.setText("企业张工")
    dialog.slip.setChecked(False)
    click(qtbot, dialog.agree)
    screen.rest()
    assert not [one for one in screen.window.findChildren(PreviewDialog) if one.isVisible()]
    again = next(one for one in pane.panel.findChildren(QPushButton) if one.accessibleName().startswith("流转单"))
    click(qtbot, again)
    slip = screen.dialog(PreviewDialog)
    assert slip.answers()["move"].endswith("原件移交：审批局窗口 → 企业张工")
    slip.submit()
    screen.rest()
    assert "-D32-" in slip.issued.paper.number
    slip.reject()
    item = pane.found.items[0]
    assert (item.state, item.holder) == (CustodyState.HANDED_OVER, "企业张工")
    assert [one.act for one in item.moves] == [MaterialAct.GIVE, MaterialAct.HANDOVER]
    assert not pane.move_menu.isEnabled()


def test_files_are_attached_and_what_is_not_taken_is_said(pane, page, tmp_path):
    scan, bad = tmp_path / "扫描.pdf", tmp_path / "程序.exe"
    scan.write_bytes(PDF)
    bad.write_bytes(b"MZ")
    pane.attach_files([str(scan), str(bad), str(tmp_path / "没有.pdf")])
    page.screen.rest()
    assert [one.file_name for one in chosen(pane).line.files] == ["扫描.pdf"]
    assert "这种文件不能附" in pane.refused.text() and "读不了" in pane.refused.text()
    pane.save_as(chosen(pane).line.files[0], tmp_path / "取出.pdf")
    page.screen.rest()
    assert (tmp_path / "取出.pdf").read_bytes() == PDF
    pane.save_as(chosen(pane).line.files[0], tmp_path / "没有" / "取出.pdf")
    page.screen.rest()
    assert "写不了" in pane.refused.text()


def test_a_file_is_dragged_onto_a_material(pane, page, tmp_path):
    scan = tmp_path / "扫描.pdf"
    scan.write_bytes(PDF)
    row = next(
        number
        for number in range(pane.model.rowCount())
        if pane.model.row_at(number) is not None and number != pane.table.currentIndex().row()
    )
    pane.table.scrollTo(pane.model.index(row, 1))
    place = pane.table.viewport().mapTo(pane, pane.table.visualRect(pane.model.index(row, 1)).center())
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(scan))])
    wanted = pane.model.row_at(row).line
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    pane.dropEvent(QDropEvent(QPointF(QPoint(place)), Qt.DropAction.CopyAction, data, buttons, keys))
    page.screen.rest()
    assert (chosen(pane).line.matter, chosen(pane).line.name) == (wanted.matter, wanted.name)
    assert [one.file_name for one in chosen(pane).line.files] == ["扫描.pdf"]


def test_an_entry_is_taken_back_from_the_panel(pane, page, qtbot):
    receive(pane, qtbot, page.screen)
    undo = next(one for one in pane.panel.findChildren(QPushButton) if one.text() == "冲销")
    click(qtbot, undo)
    dialog = page.screen.dialog(ReverseMaterialDialog)
    click(qtbot, dialog.agree)
    page.screen.rest()
    assert "要写明原因" in dialog.refused.text()
    dialog.reason.setText("收错了")
    click(qtbot, dialog.agree)
    page.screen.rest()
    assert not pane.found.items
    told = [page.history.index(row, 2).data() for row in range(2)]
    assert told[0].startswith("冲销材料记录") and told[1].endswith("（已冲销）")


def test_printing_from_here_begins_with_the_handover_list(pane, page):
    page.print_now()
    dialog = page.screen.dialog(PreviewDialog)
    assert (dialog.form, dialog.about.case_id) == ("handover", pane.case_id)
    dialog.close()


def test_without_a_case_it_says_what_to_do(empty, screen_of):
    project, _changes = empty.projects.add(Project(id="", name="某某新材料项目"), "甲")
    screen = screen_of(empty)
    screen.window.go("project", project.id)
    screen.rest()
    page = screen.window.page
    page.screen = screen
    turn_to_materials(page)
    assert page.materials.currentIndex() == 1
    assert not page._paper.isEnabled()


def test_today_lists_an_original_that_is_out_too_long(pane, page, full):
    line = chosen(pane).line
    case_id = pane.case_id
    earlier = page.screen.session.today - timedelta(days=5)
    said = Handing(line.matter, line.name, originals=1, giver="企业", taker="甲", on=earlier)
    item = full.materials.receive(case_id, said).entry
    kept = full.materials.move(
        case_id, MaterialAct.GIVE, Handing(item=item.id, taker="审批局", on=earlier, due_back=earlier)
    )
    page.screen.window.go("today")
    page.screen.rest()
    page.screen.session.announce(kept.changes)
    page.screen.rest()
    model = page.screen.window.page.model
    row = next(number for number, group in model.headings().items() if group.key == "originals")
    # The demonstration has originals out of its own beside this one.
    below = (model.row_at(number) for number in range(row + 1, model.rowCount()))
    told = next(one for one in below if one is not None and one.matter == f"{line.name}（在审批局）")
    assert told.left_words == "过 5 天"
    assert told.note == told.row.step.title
    assert told.due_words == f"归还 {earlier:%m-%d}"

"""验真 in the window: scanner, keyboard, file; the verdict with sign, word and colour; facts typed from the paper."""

from io import BytesIO

import pypdfium2
import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent

from desktop_app.application.verification import Verdict
from desktop_app.gui.dialogs.verify import VerifyDialog


@pytest.fixture
def opened(full, screen_of):
    screen = screen_of(full)
    _project, case = full.overview.every_case_id()[0]
    issued = full.documents.issue("handover", case, {"received_by": "丁"}, "甲")
    dialog = VerifyDialog(screen.session, screen.window)
    dialog.open()
    screen.rest()
    dialog.screen, dialog.paper = screen, issued
    with full.papers.open_work(writes=False) as work:
        dialog.mark = work.register.mark(issued.paper.number)
    return dialog


def scanned_with(dialog, code):
    """As a scanner types: the whole code, then Enter."""
    dialog.typed.setFocus()
    dialog.typed.insert(code)
    dialog.agree.click()
    dialog.screen.rest()


def test_a_scanned_code_is_genuine_and_shows_the_archive(opened):
    scanned_with(opened, opened.mark.code)
    assert opened.verdict.text() == "✓ 真"
    assert opened.verdict.property("role") == "heading-green"
    assert opened.paper.paper.number in opened.sentence.text()
    assert "received_by" in opened.check.fields


def test_enter_in_the_field_verifies(opened, qtbot):
    opened.typed.setText(f"{opened.paper.paper.number} {opened.mark.short}")
    qtbot.keyClick(opened.typed, Qt.Key.Key_Return)
    opened.screen.rest()
    assert opened.findings[0].verdict is Verdict.GENUINE


def test_facts_filled_in_are_marked_one_by_one(opened, qtbot):
    scanned_with(opened, opened.mark.code)
    opened.check.fields["received_by"].setText("戊")
    opened.check.fields["handed_by"].setText(
        next(one.value for one in opened.findings[0].facts if one.name == "handed_by")
    )
    qtbot.keyClick(opened.check.fields["received_by"], Qt.Key.Key_Return)
    opened.screen.rest()
    assert opened.verdict.text() == "▲ 不一致"
    assert opened.differing.text() == "▲ 接收人：纸上是“戊”，出具时是“丁”"
    described = {name: edit.accessibleDescription() for name, edit in opened.check.fields.items()}
    assert described["received_by"] == "▲ 不一致" and described["handed_by"] == "✓ 一致" and not described["project"]
    assert opened.check.fields["received_by"].text() == "戊"


def test_a_picture_dropped_on_the_dialog_is_read(opened, tmp_path):
    document = pypdfium2.PdfDocument(opened.paper.content)
    picture = document[0].render(scale=150 / 72, grayscale=True).to_pil()
    document.close()
    file = tmp_path / "扫描.png"
    picture.save(file)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    event = QDropEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    opened.dropEvent(event)
    opened.screen.rest()
    assert opened.verdict.text() == "✓ 真"
    assert opened.typed.text() == "扫描.png"
    opened.check.fields["project"].setText("别的")
    opened.agree.click()
    opened.screen.rest()
    assert opened.verdict.text() == "▲ 不一致"


def test_the_archived_file_and_a_void_paper(opened, tmp_path, full):
    file = tmp_path / "单.pdf"
    file.write_bytes(opened.paper.content)
    opened.open_file(file)
    opened.screen.rest()
    assert opened.verdict.text() == "✓ 与存档一致"
    full.papers.void(opened.paper.paper.number, "打错了", "甲")
    opened.open_file(file)
    opened.screen.rest()
    assert opened.verdict.text() == "✕ 已作废"
    assert opened.verdict.property("role") == "heading-red"


def test_a_refusal_takes_the_last_verdict_away(opened, tmp_path):
    scanned_with(opened, opened.mark.code)
    opened.typed.clear()
    scanned_with(opened, "hello")
    assert "看不出是验真码" in opened.refused.text()
    assert not opened.card.isVisible() and not opened.check.isVisible()
    (tmp_path / "字.txt").write_bytes(BytesIO(b"text").getvalue())
    opened.open_file(tmp_path / "字.txt")
    opened.screen.rest()
    assert "不是能读的照片或 PDF" in opened.refused.text()


def test_a_paper_of_another_desk_can_be_compared_row_by_row(opened, empty, screen_of, qtbot):
    code = opened.mark.code
    key = opened.screen.desk.keys.written(opened.screen.desk.keys.own())
    other = screen_of(empty)
    dialog = VerifyDialog(other.session, other.window)
    dialog.open()
    dialog.screen = other
    scanned_with(dialog, code)
    assert dialog.verdict.text() == "◆ 出具单位不明" and not dialog.check.isVisible()
    empty.keys.add(key, "", "丙")
    dialog.agree.click()
    other.rest()
    assert dialog.verdict.text() == "✓ 真"
    assert set(dialog.check.fields) >= {"project", "received_by"} and "officer" not in dialog.check.fields
    table, row, edit = dialog.check._row_of
    table.setCurrentIndex(table.findData("items"))
    row.setValue(1)
    edit.setText("没有的证照／")
    dialog.check.fields["received_by"].setText("丁")
    dialog.agree.click()
    other.rest()
    assert [one.name for one in dialog.findings[0].differences] == ["items.1"]
    assert dialog.findings[0].checked == ("接收人",)
    dialog.close()

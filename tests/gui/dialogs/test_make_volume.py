"""制作卷宗 in the window: filled in, made with progress, stopped without a trace, opened again."""

import pytest
from PySide6.QtWidgets import QFileDialog, QLineEdit

from desktop_app.application.materials import Handing
from desktop_app.application.volume_package import VolumeVerdict
from desktop_app.gui.dialogs.make_volume import MakeVolumeDialog
from desktop_app.gui.dialogs.volume import VolumeDialog
from desktop_app.services import ATTACHMENTS


@pytest.fixture
def made(full, screen_of):
    screen = screen_of(full)
    _project, case = full.overview.every_case_id()[0]
    full.documents.issue("service-sheet", case, {}, "甲")
    dialog = MakeVolumeDialog(screen.session, case, screen.window)
    dialog.open()
    screen.rest()
    dialog.screen = screen
    return dialog


def test_each_thing_is_asked_once_and_what_is_counted_not_at_all(made):
    assert {"file_number", "retention", "secrecy", "explanation", "checked_by"} <= set(made.fields.fields)
    assert not {"entries", "pieces", "pages", "copies", "binding"} & set(made.fields.fields)


def test_it_is_written_with_what_was_filled_in_and_opens_genuine(made, full, tmp_path):
    number = made.fields.fields["file_number"]
    assert isinstance(number, QLineEdit)
    number.setText("LF-007")
    made.duplex.setChecked(True)
    made.make_at(tmp_path / "卷.zip")
    assert made.cancel.text() == "停止"
    made.screen.rest()
    opened = full.volumes.open((tmp_path / "卷.zip").read_bytes())
    assert (opened.verdict, opened.manifest.number) == (VolumeVerdict.GENUINE, "LF-007")
    assert "已写出" in made.hint.text() and made.look.isVisible() and not made.agree.isVisible()
    made.look.click()
    made.screen.rest()
    shown = made.screen.dialog(VolumeDialog)
    assert shown.verdict.text() == "✓ 真　卷.zip"
    shown.reject()
    made.reject()
    assert not made.isVisible()


def test_stopping_writes_nothing(made, tmp_path):
    made.make_at(tmp_path / "卷.zip")
    made.reject()
    made.screen.rest()
    assert list(tmp_path.glob("*卷*")) == []
    assert made.isVisible() and "已停止" in made.hint.text() and made.agree.isEnabled()
    made.reject()


def test_a_refused_answer_and_an_unwritable_place_are_told(made, tmp_path):
    made.fields.fields["checked_on"].setText("昨天")
    made.make_at(tmp_path / "卷.zip")
    made.screen.rest()
    assert "检查日期" in made.refused.text()
    made.fields.fields["checked_on"].setText("")
    made.make_at(tmp_path / "没有" / "卷.zip")
    made.screen.rest()
    assert "写不了" in made.refused.text()
    made.reject()


def test_a_missing_attachment_is_named(made, full, tmp_path):
    with full.cases.open_work(writes=False) as work:
        case = work.cases.get(made.case_id)
    full.materials.attach(case.id, _handing(case), "执照.jpg", b"\xff\xd8\xff picture")
    for kept in (full.folder / ATTACHMENTS).rglob("*"):
        if kept.is_file():
            kept.unlink()
    made.make_at(tmp_path / "卷.zip")
    made.screen.rest()
    assert "不见了" in made.refused.text()
    assert list(tmp_path.glob("*卷*")) == []
    made.reject()


def test_what_could_not_be_bound_is_said(made, full, tmp_path):
    with full.cases.open_work(writes=False) as work:
        case = work.cases.get(made.case_id)
    full.materials.attach(case.id, _handing(case), "说明.docx", b"PK\x03\x04 words")
    made.make_at(tmp_path / "卷.zip")
    made.screen.rest()
    assert "说明.docx" in made.warning.text()
    made.reject()


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_place_is_asked_with_a_name_of_the_title(made):
    made.agree.click()
    (dialog,) = made.findChildren(QFileDialog)
    assert dialog.selectedFiles()[0].endswith("帮办代办卷宗.zip")
    dialog.reject()
    made.reject()


def _handing(case):
    return Handing(matter=case.template.codes[0], material="营业执照", by="甲", giver="企业")

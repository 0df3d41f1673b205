"""Trouble: every kind of error says what happened and what to do; refusals are told without technical details."""

import pytest
from PySide6.QtWidgets import QPlainTextEdit

from desktop_app.domain.refusals import Damaged, Refusal
from desktop_app.gui.dialogs.trouble import TroubleDialog, what_happened


@pytest.mark.parametrize(
    ("error", "title", "part"),
    [
        (Refusal.say("请填写项目名称"), "这一步没有做", "请填写项目名称"),
        (Damaged("数据库文件打不开"), "数据可能已损坏", "先备份"),
        (OSError(28, "No space left", "x.db"), "文件读写失败", "x.db"),
        (RuntimeError("boom"), "这一步出了意外", "没有写入任何东西"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_it_says_what_happened_and_what_to_do(error, title, part):
    said, advice = what_happened(error)
    assert said == title
    assert part in advice
    assert "boom" not in advice


@pytest.mark.parametrize(
    ("error", "shown"),
    [(RuntimeError("boom"), True), (Refusal.say("磁盘已满", "RuntimeError: boom"), True), (Refusal.say("不行"), False)],
)
def test_details_are_there_to_copy_unless_the_sentence_says_all(qtbot, qapp, error, shown):
    dialog = TroubleDialog(error)
    qtbot.addWidget(dialog)
    details = dialog.findChild(QPlainTextEdit)
    assert details.isVisibleTo(dialog) is shown
    dialog.copy_details()
    assert qapp.clipboard().text() == details.toPlainText()
    assert ("RuntimeError: boom" in details.toPlainText()) is shown

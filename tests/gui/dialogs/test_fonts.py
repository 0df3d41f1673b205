"""设置 → 文书字体: an installed font chosen for a role, refused, gone, and the bundled one again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from desktop_app.application.paper_fonts import BUNDLED_FACES, PaperRole
from desktop_app.gui.dialogs.fonts import FontDialog
from tests.pc_fonts import font_like, laid


@pytest.fixture
def pc(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    folder = tmp_path / "data" / "fonts"
    laid(folder, "fs.ttf", font_like("仿宋_GB2312", licence="只许本单位使用" * 60))
    laid(folder, "secret.ttf", font_like("仿宋保密体", fs_type=2, licence=""))
    return folder


@pytest.fixture
def card(pc, full, screen_of):
    screen = screen_of(full)
    screen.window.go("settings")
    screen.rest()
    made = screen.window.page.fonts
    made.screen = screen
    return made


def row_of(dialog, name):
    rows = [dialog.model.row_at(row).file.family for row in range(dialog.model.rowCount())]
    return rows.index(name)


def chosen(dialog, name):
    dialog.table.setCurrentIndex(dialog.model.index(row_of(dialog, name), 0))


def opened(card, role=PaperRole.FANG):
    card.table.setCurrentIndex(card.model.index(list(PaperRole).index(role), 0))
    card.change.click()
    dialog = card.screen.dialog(FontDialog)
    card.screen.rest()
    return dialog


def test_the_card_tells_what_serves_each_role(card):
    assert [card.model.index(row, 1).data() for row in range(5)] == list(BUNDLED_FACES.values())
    assert {card.model.index(row, 2).data() for row in range(5)} == {"○ 自带"}
    assert card.change.isEnabled() and not card.bundled.isEnabled() and not card.note.isVisible()


def test_a_font_is_chosen_and_taken_back(card):
    dialog = opened(card)
    chosen(dialog, "仿宋_GB2312")
    card.screen.rest()
    assert dialog.sample.pixmap().width() > 0
    assert dialog.licence.text().startswith("许可：只许本单位使用") and dialog.licence.text().endswith("…")
    dialog.agree.click()
    card.screen.rest()
    row = list(PaperRole).index(PaperRole.FANG)
    assert card.model.index(row, 1).data() == "仿宋_GB2312 Regular"
    assert card.model.index(row, 2).data() == "● 本机字体"
    assert "仿宋已换字体" in card.said.text()
    card.bundled.click()
    card.screen.rest()
    assert card.model.index(row, 2).data() == "○ 自带"


def test_a_font_that_may_not_be_embedded_cannot_be_taken(card):
    dialog = opened(card)
    assert row_of(dialog, "仿宋_GB2312") < row_of(dialog, "仿宋保密体")
    chosen(dialog, "仿宋保密体")
    assert not dialog.agree.isEnabled() and "不试印" in dialog.sample.text()
    assert "没有写；版权" in dialog.licence.text()
    dialog.submit()
    assert dialog.isVisible()
    dialog.search.setText("gb2312")
    assert dialog.model.rowCount() == 1 and dialog.agree.isEnabled()
    dialog.search.setText("没有的体")
    assert dialog.model.rowCount() == 0 and not dialog.agree.isEnabled()


def test_a_file_from_elsewhere_is_read_and_tried(card, tmp_path):
    dialog = opened(card, PaperRole.TITLE)
    dialog.open_file(str(laid(tmp_path / "elsewhere", "t.ttf", font_like("小标宋"))))
    card.screen.rest()
    assert dialog.chosen().file.family == "小标宋"
    broken = tmp_path / "broken.ttf"
    broken.write_bytes(b"nothing")
    dialog.open_file(str(broken))
    card.screen.rest()
    assert "不是字体文件" in dialog.refused.text()


def test_a_pc_without_chinese_fonts_says_what_to_do(card, pc, monkeypatch):
    monkeypatch.setattr("desktop_app.documents.installed_fonts.font_folders", lambda: (pc / "none",))
    dialog = opened(card)
    assert "没有中文字体" in dialog.none.text() and not dialog.table.isVisible()


def test_a_font_that_is_gone_is_shown_where_it_was_chosen_and_where_it_would_be_printed(card, pc):
    dialog = opened(card)
    chosen(dialog, "仿宋_GB2312")
    dialog.agree.click()
    card.screen.rest()
    (pc / "fs.ttf").unlink()
    card.refresh()
    card.screen.rest()
    row = list(PaperRole).index(PaperRole.FANG)
    assert card.model.index(row, 2).data() == "▲ 找不到，改用自带"
    assert "仿宋选的“仿宋_GB2312”现在用不了" in card.note.text()


def test_the_keyboard_opens_and_chooses(card, qtbot):
    card.table.setCurrentIndex(card.model.index(0, 0))
    qtbot.keyClick(card.table, Qt.Key.Key_Return)
    dialog = card.screen.dialog(FontDialog)
    card.screen.rest()
    chosen(dialog, "仿宋_GB2312")
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    card.screen.rest()
    assert card.model.index(0, 2).data() == "● 本机字体"

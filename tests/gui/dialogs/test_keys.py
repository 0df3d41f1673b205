"""设置 → 公钥: the key of this PC handed out, keys of other desks added and removed."""

import pytest

from desktop_app.gui.dialogs.keys import AddKeyDialog


@pytest.fixture
def card(full, screen_of):
    screen = screen_of(full)
    screen.window.go("settings")
    screen.rest()
    made = screen.window.page.keys
    made.screen = screen
    return made


@pytest.fixture
def foreign(open_copy):
    desk = open_copy("empty")
    text = desk.keys.written(desk.keys.own("丙"))
    desk.close()
    return text


def test_the_own_key_is_saved_for_others(card, tmp_path):
    assert card.none.isVisible() and not card.table.isVisible()
    file = tmp_path / "公钥.pem"
    card.save_to(file)
    card.screen.rest()
    assert "BEGIN PUBLIC KEY" in file.read_text(encoding="utf-8")
    assert "已保存" in card.said.text()
    assert card.model.index(0, 1).data() == "● 本机"
    assert not card.remove.isEnabled()


def test_a_place_that_cannot_be_written_is_told(card, tmp_path):
    card.save_to(tmp_path / "无此文件夹" / "公钥.pem")
    card.screen.rest()
    assert "写不了" in card.refused.text()


def test_a_foreign_key_is_added_from_a_file_and_removed(card, foreign, tmp_path):
    file = tmp_path / "别处.pem"
    file.write_text(foreign, encoding="utf-8")
    card.add.click()
    dialog = card.screen.dialog(AddKeyDialog)
    dialog.open_file(file)
    card.screen.rest()
    dialog.agree.click()
    card.screen.rest()
    assert [card.model.index(row, 1).data() for row in range(card.model.rowCount())] == ["○ 别处"]
    card.remove.click()
    card.screen.rest()
    assert card.model.rowCount() == 0 and "已移除" in card.said.text()


def test_what_is_no_key_stays_in_the_dialog(card, tmp_path):
    card.add.click()
    dialog = card.screen.dialog(AddKeyDialog)
    dialog.text.setPlainText("hello")
    dialog.owner.setText("谁")
    dialog.agree.click()
    card.screen.rest()
    assert "没有验真公钥" in dialog.refused.text() and dialog.isVisible()
    (tmp_path / "坏.pem").write_bytes(b"\xff\xfe\x00")
    dialog.open_file(tmp_path / "坏.pem")
    card.screen.rest()
    assert "读不了 坏.pem" in dialog.refused.text()
    dialog.reject()

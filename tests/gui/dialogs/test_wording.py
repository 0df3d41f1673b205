"""文书文字: every text can be read, worded differently, restored; what was typed is not lost on the way."""

import pytest

from desktop_app.gui.dialogs.wording import WordingDialog


@pytest.fixture
def dialog(full, screen_of):
    screen = screen_of(full)
    made = WordingDialog(screen.session, full.wording.all(), screen.window)
    made.open()
    screen.rest()
    made.screen = screen
    yield made
    made.reject()


def test_every_text_is_listed_under_its_form(dialog, full):
    texts = full.wording.all()
    forms = {one.bundled.form for one in texts}
    assert dialog.list.count() == len(texts) + len(forms)
    assert dialog.list.item(0).text() == "开发区和服务中心"
    assert dialog.key == texts[0].bundled.key
    assert not dialog.agree.isEnabled() and not dialog.restore.isEnabled()


def test_a_text_is_worded_and_restored(dialog, full):
    dialog.choose("closing.statement")
    before = dialog.edit.toPlainText()
    dialog.edit.setPlainText("按本区办法交接。")
    dialog.agree.click()
    dialog.screen.rest()
    assert "本区第 1 版" in dialog.state.text()
    assert dialog.list.currentItem().text().endswith("（本区改写）")
    assert next(one.text for one in full.wording.all() if one.bundled.key == "closing.statement") == "按本区办法交接。"
    dialog.restore.click()
    dialog.screen.rest()
    assert dialog.edit.toPlainText() == before
    assert dialog.state.text() == "程序自带的文字"


def test_what_was_typed_stays_while_another_is_read(dialog):
    dialog.choose("closing.statement")
    dialog.edit.setPlainText("还没写完")
    dialog.choose("zone.window")
    assert "印空白" in dialog.edit.placeholderText()
    dialog.choose("closing.statement")
    assert dialog.edit.toPlainText() == "还没写完"
    assert dialog.agree.isEnabled()


def test_a_refusal_is_shown_and_nothing_is_lost(dialog):
    dialog.choose("closing.statement")
    dialog.edit.setPlainText("   ")
    dialog.agree.click()
    dialog.screen.rest()
    assert "不能留空" in dialog.refused.text()


def test_the_card_in_the_settings_counts(full, screen_of):
    full.wording.reword("zone.window", "大厅 9 号窗口", "甲")
    screen = screen_of(full)
    screen.window.go("settings")
    screen.rest()
    card = screen.window.page.wording
    assert "本区改写 1 段" in card.said.text()
    assert "发文机关标志" in card.said.text() and "反映窗口" not in card.said.text()
    card.edit.click()
    screen.rest()
    screen.dialog(WordingDialog).reject()

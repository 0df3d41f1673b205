"""登记人: asked for where an act needs a name, and the act goes on afterwards."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from desktop_app.gui.dialogs.template_new import NewTemplateDialog
from desktop_app.gui.dialogs.who import WhoDialog

KEY = "SX-BA-CNZ"


def click(qtbot, button: QPushButton) -> None:
    assert button.isVisible() and button.isEnabled(), button.text()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def sit_down(screen, qtbot):
    """Give a name when asked whose desk it is."""
    dialog = screen.dialog(WhoDialog)
    dialog.name.setCurrentText("王某")
    click(qtbot, dialog.agree)
    screen.rest()


def test_the_name_has_the_keyboard_and_is_chosen_whole(full, screen_of):
    screen = screen_of(full)
    screen.session.sit_down("王某")
    screen.window.sidebar.who.click()
    screen.rest()
    dialog = screen.dialog(WhoDialog)
    assert dialog.windowTitle() == "登记人"
    assert dialog.name.hasFocus() and dialog.name.lineEdit().selectedText() == "王某"


def test_without_a_name_the_dialog_stays_open(full, screen_of, qtbot):
    screen = screen_of(full)
    screen.window.sidebar.who.click()
    screen.rest()
    dialog = screen.dialog(WhoDialog)
    dialog.name.setCurrentText("  ")
    click(qtbot, dialog.agree)
    assert dialog.isVisible() and dialog.refused.isVisible() and not screen.session.officer


def test_editing_a_template_asks_for_the_name_and_goes_on(full, screen_of, qtbot):
    screen = screen_of(full)
    screen.window.go("templates", KEY)
    screen.rest()
    click(qtbot, screen.window.page.edit)
    screen.rest()
    sit_down(screen, qtbot)
    assert screen.window.page.key == "template" and screen.window.page.editor.editing
    assert screen.desk.drafts.all()[0].begun_by == "王某"


def test_editing_from_the_drawing_asks_too_and_cancelling_begins_nothing(full, screen_of, qtbot):
    screen = screen_of(full)
    screen.window.go("template", (KEY, "", ""))
    screen.rest()
    click(qtbot, screen.window.page.edit)
    screen.rest()
    click(qtbot, screen.dialog(WhoDialog).cancel)
    screen.rest()
    assert not screen.desk.drafts.all()
    click(qtbot, screen.window.page.edit)
    screen.rest()
    sit_down(screen, qtbot)
    assert screen.window.page.editor.editing


def test_a_draft_is_not_taken_up_without_a_name(full, screen_of, qtbot):
    full.drafts.begin(KEY, "甲")
    screen = screen_of(full)
    screen.window.go("templates", KEY)
    screen.rest()
    click(qtbot, screen.window.page.edit)
    screen.rest()
    sit_down(screen, qtbot)
    assert screen.window.page.editor.editing


def test_the_name_given_for_a_new_template_is_kept_for_its_saves(full, screen_of, qtbot):
    screen = screen_of(full)
    screen.window.go("templates", KEY)
    screen.rest()
    click(qtbot, screen.window.page.fresh)
    screen.rest()
    dialog = screen.dialog(NewTemplateDialog)
    dialog.name.setText("自拟模板")
    dialog.code.setText("LF-01")
    dialog.by.setText("王某")
    click(qtbot, dialog.agree)
    screen.rest()
    assert screen.session.officer == "王某"

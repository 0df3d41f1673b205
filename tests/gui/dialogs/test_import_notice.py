"""Importing a 放假安排: before anything is read the text has the room, not the advice above it."""

from desktop_app.gui.dialogs.import_notice import ImportNoticeDialog
from tests.application.test_calendars import NEXT_YEAR


def test_the_advice_is_no_higher_than_its_words_and_stays_where_it_is(full, screen_of):
    screen = screen_of(full)
    dialog = ImportNoticeDialog(screen.session, 2027, screen.window)
    dialog.open()
    screen.rest()
    assert dialog.summary.height() < 80 < dialog.text.height()
    place = dialog.pos()
    dialog.submit()
    screen.rest()
    assert dialog.refused.isVisible()
    assert dialog.pos() == place and dialog.summary.height() < 80
    dialog.reject()


def test_the_name_given_here_is_not_asked_again(full, screen_of):
    screen = screen_of(full)
    dialog = ImportNoticeDialog(screen.session, 2027, screen.window)
    dialog.open()
    dialog.text.setPlainText(NEXT_YEAR)
    dialog.document.setText("某发〔2026〕8号")
    dialog.try_it()
    screen.rest()
    dialog.by.setText("王某")
    dialog.submit()
    screen.rest()
    assert screen.session.officer == "王某"

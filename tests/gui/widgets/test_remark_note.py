"""The amber line beside what is being typed."""

import pytest

from desktop_app.gui.widgets.remark_note import RemarkNote


@pytest.fixture
def note(full, screen_of):
    screen = screen_of(full)
    made = RemarkNote(screen.window)
    made.screen = screen
    return made


def test_it_says_what_the_desk_finds_doubtful_and_hides_when_nothing_is(note):
    shown = []
    note.shown.connect(lambda: shown.append(note.text()))
    note.look(note.screen.session, lambda desk: [desk.remarks.on_paper("办好👍")])
    note.screen.rest()
    assert shown == ["提醒：👍 没有字体可印，文书上会印成“〓”；请换个写法"] and not note.isHidden()
    note.look(note.screen.session, lambda desk: ())
    note.screen.rest()
    assert note.isHidden() and len(shown) == 1


def test_only_the_newest_question_is_answered(note):
    note.look(note.screen.session, lambda desk: ["旧"])
    note.look(note.screen.session, lambda desk: ["新"])
    note.screen.rest()
    assert note.text() == "提醒：新"
    note.look(note.screen.session, lambda desk: ["太晚"])
    note.drop()
    note.screen.rest()
    assert note.isHidden()

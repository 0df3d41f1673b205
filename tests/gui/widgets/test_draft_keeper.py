"""A draft being edited: one save at a time, undo, refusals, and waiting until everything is stored."""

import pytest

from desktop_app.domain import template_draft as edits
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.draft_keeper import DraftKeeper


@pytest.fixture
def session(empty):
    made = Session(empty)
    made.sit_down("甲")
    yield made
    made.close()


@pytest.fixture
def keeper(session):
    made = DraftKeeper(session)
    made.open(session.desk.drafts.begin("SX-ZS", "甲"))
    yield made
    made.deleteLater()


def rest(qtbot, session: Session) -> None:
    qtbot.waitUntil(lambda: session.lane.idle)


def region(text: str):
    return lambda draft: edits.set_head(draft, region=text)


def test_edits_are_stored_after_a_pause_and_only_the_last_state(keeper, session, qtbot):
    for text in ("一", "二", "三"):
        keeper.edit(region(text))
    assert keeper.dirty
    with qtbot.waitSignal(keeper.saved):
        pass
    stored = session.desk.drafts.all()[0]
    assert (stored.draft.region, stored.revision) == ("三", 2)
    assert not keeper.dirty


def test_what_is_edited_while_a_save_runs_is_saved_after_it(keeper, session, qtbot):
    done = []
    keeper.edit(region("一"))
    keeper.save()
    keeper.edit(region("二"))
    keeper.then(lambda: done.append(session.desk.drafts.all()[0].draft.region))
    qtbot.waitUntil(lambda: bool(done))
    assert done == ["二"]
    keeper.then(lambda: done.append("at once"))
    assert done == ["二", "at once"]


def test_an_edit_that_changes_nothing_is_none(keeper):
    told = []
    keeper.changed.connect(told.append)
    keeper.edit(lambda draft: draft)
    assert told == [] and not keeper.can_undo


def test_a_refused_edit_is_said_and_changes_nothing(keeper):
    said, told = [], []
    keeper.refused.connect(said.append)
    keeper.changed.connect(told.append)
    before = keeper.draft
    keeper.edit(lambda draft: edits.add_edge(draft, "DJ02", "DJ01"))
    assert "成环" in said[-1]
    assert told == [True], "fields are filled again with what holds"
    assert keeper.draft is before
    keeper.edit(region("一"))
    assert said[-1] == ""


def test_undo_goes_back_step_by_step_and_an_edit_ends_redo(keeper):
    for text in ("一", "二"):
        keeper.edit(region(text))
    keeper.undo()
    assert keeper.draft.region == "一" and keeper.can_redo
    keeper.redo()
    assert keeper.draft.region == "二"
    keeper.undo()
    keeper.edit(region("三"))
    assert not keeper.can_redo
    keeper.undo()
    keeper.undo()
    keeper.undo()
    assert keeper.draft == keeper.stored.draft


def test_somebody_elses_save_stops_saving_until_it_was_read(keeper, session, qtbot):
    said = []
    keeper.refused.connect(said.append)
    stored = session.desk.drafts.all()[0]
    theirs = session.desk.drafts.save(stored, edits.set_head(stored.draft, region="对方"), "乙")
    keeper.edit(region("我"))
    keeper.save()
    rest(qtbot, session)
    assert keeper.overtaken and "F5" in said[-1]
    keeper.save()
    assert session.lane.idle, "nothing is tried again by itself"
    keeper.take_theirs(theirs)
    assert keeper.draft.region == "对方" and said[-1] == ""
    keeper.undo()
    keeper.save()
    rest(qtbot, session)
    assert session.desk.drafts.all()[0].draft.region == "我"


def test_a_draft_put_away_is_edited_no_more(keeper):
    keeper.open(None)
    keeper.edit(region("一"))
    keeper.undo()
    keeper.save()
    assert keeper.draft is None

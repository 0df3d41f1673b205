"""Records dated after today stand on 今日 and lead to their step; in a workspace without them nothing is said."""

from datetime import timedelta

from PySide6.QtCore import Qt

from desktop_app.application.approvals import Statement
from desktop_app.domain.events import Verb


def test_it_names_the_record_and_leads_to_its_step(qtbot, full, screen_of):
    board = full.overview.today()
    row = next(row for row in board.overdue if Verb.FINISH in _possible(full, row.step))
    said = Statement(on=board.today + timedelta(days=32), by="甲", note="预计")
    full.approvals.decide(row.step.case_id, Verb.FINISH, row.step.matter, said)
    screen = screen_of(full)
    screen.window.go("today")
    screen.rest()
    page = screen.window.page
    assert page.ahead.isVisible() and f"{row.entry.project}·{row.step.title}" in page.ahead.said.text()
    assert page.counters["overdue"].number == len(board.overdue)
    qtbot.mouseClick(page.ahead.look, Qt.MouseButton.LeftButton)
    screen.rest()
    assert screen.window.page.key == "project"
    assert screen.window.page.project_id == row.step.project_id
    wrong = full.overview.today().ahead[0].event.id
    back = Statement(on=board.today, by="甲", reason="日期写错", event=wrong)
    screen.session.announce(full.approvals.decide(row.step.case_id, Verb.REVERSE, row.step.matter, back).changes)
    screen.window.go("today")
    screen.rest()
    assert not page.ahead.isVisible()


def _possible(desk, step):
    return desk.overview.step_panel(step.case_id, step.matter).possible


def test_nothing_is_said_without_them(full, screen_of):
    screen = screen_of(full)
    screen.window.go("today")
    screen.rest()
    assert not screen.window.page.ahead.isVisible()

"""Issues past their date stand on 今日, take no room when there are none, and lead to their ledger."""

from PySide6.QtCore import Qt

from desktop_app.application.entries import Watched
from desktop_app.application.ledger_rows import LedgerRowNow
from desktop_app.gui.widgets.issue_strip import IssueStrip, watched_words


def row(number, lamp, unit=""):
    return LedgerRowNow(number, {"number": number, "lamp": lamp, "duty_unit": unit})


def test_the_words_name_the_longest():
    late = (row("WT-2", "逾期 9 个工作日", "经发局"), row("WT-1", "逾期 1 个工作日"))
    assert watched_words(Watched(late, (row("WT-3", "预警"),), "lamp")) == (
        "▲ 企业问题逾期 2 件；◆ 快到期 1 件；最久的是 WT-2，逾期 9 个工作日（经发局）"
    )
    assert watched_words(Watched((), (row("WT-3", "预警"),), "lamp")) == "◆ 企业问题快到期 1 件"
    assert watched_words(Watched((), ())) == ""


def test_it_leads_to_the_issues_and_goes_when_they_are_answered(qtbot, full, screen_of):
    screen = screen_of(full)
    screen.window.go("today")
    screen.rest()
    strip = screen.window.page.issues
    assert isinstance(strip, IssueStrip) and strip.isVisible() and "企业问题逾期" in strip.said.text()
    watched = full.entries.watched("issues")
    for one in (*watched.overdue, *watched.warning):
        _, told = full.entries.act(one.id, "answer", {"result": "已办"}, "甲")
        screen.session.announce(told)
    screen.rest()
    assert not strip.isVisible()


def test_a_click_opens_the_ledger(qtbot, full, screen_of):
    screen = screen_of(full)
    screen.window.go("today")
    screen.rest()
    qtbot.mouseClick(screen.window.page.issues.look, Qt.MouseButton.LeftButton)
    screen.rest()
    assert screen.window.page.key == "issues"


def test_nothing_is_said_in_a_calm_workspace(qtbot, empty, screen_of):
    screen = screen_of(empty)
    screen.window.go("today")
    screen.rest()
    assert not screen.window.page.issues.isVisible()

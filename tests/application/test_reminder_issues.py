"""Issues among the reminders: those past their date first, with their days, and of one person only their own."""

from datetime import timedelta

from desktop_app.application.entries import ISSUES
from desktop_app.application.reminder_issues import issue_lines
from desktop_app.bootstrap import open_desk
from desktop_app.domain.progress import Lamp
from tests.gui.conftest import NOW


def written(desk, person: str, limit: str, days_ago: int) -> str:
    raised = (NOW.date() - timedelta(days=days_ago)).isoformat()
    facts = {
        "came_from": "走访",
        "raised_on": raised,
        "enterprise": "甲公司",
        "category": "用地",
        "description": "红线",
    }
    entry, _ = desk.entries.add(ISSUES, facts, "甲")
    duty = {"duty_unit": "经发局", "duty_person": person, "limit_days": limit}
    act = next(one for one in desk.entries.kinds.get(ISSUES).flow.acts if "duty_unit" in one.asks)
    desk.entries.act(entry.id, act.key, duty, "甲", NOW.date() - timedelta(days=days_ago))
    made: str = entry.id
    return made


def test_the_longest_overdue_comes_first_and_others_are_left_out(tmp_path):
    desk = open_desk(tmp_path / "w", now=lambda: NOW, create=True)
    late = written(desk, "乙", "2", 14)
    near = written(desk, "丙", "2", 0)
    written(desk, "丙", "60", 0)
    found = desk.entries.watched(ISSUES)
    lines = issue_lines(found, desk.calendar, NOW.date())
    assert [one.id for one in lines] == [late, near]
    assert [(one.lamp, one.over) for one in lines] == [(Lamp.OVERDUE, True), (Lamp.WARNING, False)]
    assert (lines[0].due.isoformat(), lines[0].left) == ("2026-11-11", -8)
    assert (lines[1].due.isoformat(), lines[1].left, lines[1].firm) == ("2026-11-25", 2, True)
    assert lines[0].responsible == "经发局 乙"
    assert [one.id for one in issue_lines(found, desk.calendar, NOW.date(), "丙")] == [near]
    desk.close()

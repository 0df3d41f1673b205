"""Demonstration people 演示人员: the officers of the demonstration with a team and leaves; all of them are invented."""

from __future__ import annotations

from datetime import timedelta

from desktop_app.application.desk import Desk
from desktop_app.domain.officer import Leave, Membership, Officer, Team

_UNIT = "帮办代办服务中心"
_PEOPLE = (
    ("甲", _UNIT, "组长", "乙"),
    ("乙", _UNIT, "代办员", "甲"),
    ("丙", "行政审批服务局窗口", "代办员", "丁"),
    ("丁", "投资促进部", "代办员", "丙"),
)


def add_people(desk: Desk) -> None:
    """Register the officers the demonstration's cases name, a 专班 of theirs, a leave that is over and one to come."""
    today, by = desk.overview.day(), "甲"
    for name, unit, post, _deputy in _PEOPLE:
        desk.officers.save(Officer("", name, unit, post=post), by, "演示")
    # A deputy must be registered, so everybody is entered first.
    for name, unit, post, deputy in _PEOPLE:
        known = desk.officers.directory().officer(name)
        if known is not None:
            desk.officers.save(Officer(known.id, name, unit, post=post, deputy=deputy), by, "演示")
    projects = [project.id for project in desk.projects.all()[:2]]
    since = today - timedelta(days=120)
    members = tuple(Membership(name, since) for name in ("乙", "丙"))
    team = Team("", "新能源装备产业链专班", "甲", chain="光伏、风电装备", members=members, projects=tuple(projects))
    desk.officers.save_team(team, by, "演示")
    for name, substitute, first, length, reason in (("丙", "丁", -20, 4, "培训"), ("乙", "甲", 9, 4, "年假")):
        start = today + timedelta(days=first)
        leave = Leave("", name, start, start + timedelta(days=length), reason, substitute)
        desk.officers.save_leave(leave, by)

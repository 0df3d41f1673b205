"""Late entries of an issued report: those that moved a number first, those that did not last and said so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop_app.application.handovers import HandoverWish, Share
from desktop_app.domain.events import Verb
from desktop_app.domain.officer import Officer
from desktop_app.domain.rhythm import Cadence
from tests.application.test_rhythm import late_case
from tests.desks import FRIDAY, Clock, act, new_desk, on


@dataclass
class Hours(Clock):
    """A present instant that a test moves within the day, too."""

    hour: int = 10

    def __call__(self) -> datetime:
        """An hour of the day."""
        return Clock.__call__(self).replace(hour=self.hour)


def test_who_carries_a_case_changes_no_number_and_is_told_last(tmp_path: Path) -> None:
    clock = Hours()
    workspace = new_desk(tmp_path, clock)
    for name in ("甲", "乙"):
        workspace.officers.save(Officer("", name), "丁")
    moved, other = late_case(workspace), late_case(workspace, "别的项目")
    number = workspace.rhythm.issue(Cadence.WEEK, "甲").paper.number
    wish = HandoverWish("甲", (Share("乙"),), "调整", on(FRIDAY))
    clock.hour = 18
    ((handover,), _changes) = workspace.handovers.commit(wish, workspace.handovers.announce(wish).digests, "丁")
    workspace.handovers.take_back(handover.number, "丁", "弄错了")
    clock.day = "2026-11-25"
    act(workspace, moved, Verb.FINISH, "LX01", "2026-11-18")
    act(workspace, other, Verb.DELIVER, "DJ01", "2026-11-19")
    late = workspace.rhythm.view(number).late
    assert "着急项目" in late[0] and "办结" in late[0] and "数字不变" not in late[0]
    assert len(late) == 6
    assert all(one.endswith("（数字不变）") for one in late[1:])
    assert sum("指派代办员" in one for one in late[1:]) == 4
    assert any("别的项目" in one and "送达" in one for one in late[1:]), "no count of this project moved"

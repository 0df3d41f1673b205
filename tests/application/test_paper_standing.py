"""A 工作交接单 says in the register what became of its handover."""

from __future__ import annotations

from desktop_app.application.desk import Desk
from desktop_app.application.documents import About
from desktop_app.application.handovers import HandoverWish, Share
from desktop_app.application.paper_register import PaperQuery
from desktop_app.domain.officer import Officer
from tests.desks import FRIDAY, on, opened


def handed(desk: Desk) -> tuple[str, str]:
    """The numbers of a handover and of its paper."""
    wish = HandoverWish("甲", (Share("乙", everything=True),), "调整", on(FRIDAY))
    ((one,), _changes) = desk.handovers.commit(wish, desk.handovers.announce(wish).digests, "丁")
    return one.number, desk.documents.issue("staff-handover", About(), {"handover": one.number}, "丁").paper.number


def overtaken(desk: Desk) -> dict[str, str]:
    return {row.number: row.overtaken for row in desk.papers.rows(desk.papers.find(PaperQuery()))}


def test_a_sheet_tells_that_its_handover_was_taken_back_or_accepted(workspace: Desk) -> None:
    for name in ("甲", "乙"):
        workspace.officers.save(Officer("", name), "丁")
    workspace.documents.issue("service-sheet", opened(workspace, officer="甲").id, {}, "甲")
    handover, first = handed(workspace)
    assert set(overtaken(workspace).values()) == {""}
    workspace.handovers.take_back(handover, "丁", "弄错了")
    assert overtaken(workspace)[first] == "交接已撤回"
    assert workspace.papers.copy(first).row.overtaken == "交接已撤回"
    handover, second = handed(workspace)
    workspace.handovers.accept(handover, "乙")
    assert overtaken(workspace)[second] == "交接已接收，数量相符"
    third = workspace.documents.issue("staff-handover", About(), {"handover": handover}, "丁", replaces=second)
    found = overtaken(workspace)
    assert (found[third.paper.number], found[second]) == ("", ""), "the new sheet says so itself, the old one is void"

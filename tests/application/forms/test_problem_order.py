"""问题交办（销号）单: the project from the ledger, what is required before it is issued, and one that is struck off."""

from __future__ import annotations

import pytest

from desktop_app.application.desk import Desk
from desktop_app.application.documents import About
from desktop_app.domain.refusals import Refusal
from tests.desks import entered
from tests.documents.reading import page_texts


def test_a_problem_needs_somebody_who_answers_for_it(workspace: Desk) -> None:
    about = About(project_id=entered(workspace, enterprise="中联恒创", lead_official="丁").id)
    asked = {one.ask.key: one.value for one in workspace.documents.asked("problem-order", about)}
    assert asked["assigned_by"] == "丁"
    assert asked["assigned_on"] == workspace.overview.day()
    with pytest.raises(Refusal, match="请先填写：责任单位"):
        workspace.documents.issue("problem-order", about, {"problem": "缺电"}, "甲")
    given = {"problem": "缺电", "responsible": "供电公司", "source": "走访", "closed_on": "2026-11-30"}
    issued = workspace.documents.issue("problem-order", about, given, "甲")
    text = "".join("".join(page_texts(issued.content)).split())
    for wanted in ("中联恒创", "缺电", "供电公司", "2026年11月30日", "同意销号"):
        assert wanted in text
    assert (issued.paper.number, issued.paper.project_id) == ("BB-2026-A-D21-0001", about.project_id)


def test_an_enterprise_without_a_project_gets_an_order(workspace: Desk) -> None:
    asked = {one.ask.key: one.value for one in workspace.documents.asked("problem-order", About())}
    assert (asked["enterprise"], asked["assigned_by"]) == ("", "")
    given = {"problem": "路灯不亮", "responsible": "规划建设局"}
    with pytest.raises(Refusal, match="请先填写：企业"):
        workspace.documents.issue("problem-order", About(), given, "甲")
    issued = workspace.documents.issue("problem-order", About(), given | {"enterprise": "示例食品公司"}, "甲")
    assert issued.paper.project_id == ""
    assert "示例食品公司" in "".join("".join(page_texts(issued.content)).split())


def test_a_source_that_is_not_on_the_list_is_refused(workspace: Desk) -> None:
    about = About(project_id=entered(workspace).id)
    with pytest.raises(Refusal, match="“问题来源”"):
        workspace.documents.preview("problem-order", about, {"source": "听说"})

"""送达回证 on a real case: the result of the step, its serving limit and its day come from the record."""

from __future__ import annotations

import pytest

from desktop_app.application.desk import Desk
from desktop_app.application.documents import About
from desktop_app.domain.events import Verb
from desktop_app.domain.refusals import Refusal
from tests.desks import act, entered, finish, opened
from tests.documents.reading import page_texts

PREPARED = ("QQ01", "QQ02", "QQ03", "QQ04", "QQ05", "QQ06", "DJ01", "DJ02")


def plain(content: bytes) -> str:
    return "".join("".join(page_texts(content)).split())


def test_the_receipt_knows_result_recipient_and_days(workspace: Desk) -> None:
    project = entered(workspace, enterprise="中联恒创")
    case = opened(workspace, "SX-BA-CG", project_id=project.id)
    finish(workspace, case, "2026-11-03", *PREPARED)
    licence = next(
        one for one in case.template.steps if one.matter.approval_kind == "许可" and one.matter.result is not None
    )
    about = About(case.id, licence.code)
    asked = {one.ask.key: one.value for one in workspace.documents.asked("service-receipt", about)}
    assert licence.matter.result is not None
    assert asked["papers"] == ((licence.matter.result.name, "", "1", ""),)
    assert asked["recipient"] == "中联恒创"
    assert asked["served_on"] is None
    text = plain(workspace.documents.preview("service-receipt", about, {"ways": ["邮政快递"]}).content)
    assert "".join(licence.title.split()) in text
    assert "第四十四条" in text and "第八十二条" in text


def test_a_served_step_has_its_day_and_its_limit(workspace: Desk) -> None:
    case = opened(workspace, "SX-BA-CG")
    finish(workspace, case, "2026-11-03", *PREPARED)
    act(workspace, case, Verb.RECEIVE, "LX01", "2026-11-10")
    act(workspace, case, Verb.ACCEPT, "LX01", "2026-11-10")
    act(workspace, case, Verb.FINISH, "LX01", "2026-11-12")
    act(workspace, case, Verb.DELIVER, "LX01", "2026-11-13")
    issued = workspace.documents.issue("service-receipt", About(case.id, "LX01"), {"recipient": "中联恒创"}, "甲")
    text = plain(issued.content)
    assert "2026年11月12日" in text and "2026年11月13日" in text
    assert issued.paper.number == "BB-2026-A-D18-0001"


def test_what_has_not_ended_has_no_result_to_serve(workspace: Desk) -> None:
    case = opened(workspace, "SX-BA-CG")
    given = {"papers": [["证书", "", "1", ""]], "recipient": "甲"}
    with pytest.raises(Refusal, match=r"还没有办结（.*），没有可以送达的结果"):
        workspace.documents.issue("service-receipt", About(case.id, "LX01"), given, "甲")


def test_without_papers_nothing_can_be_served(workspace: Desk) -> None:
    case = opened(workspace, "SX-BA-CG")
    with pytest.raises(Refusal, match="请先填写：送达文件"):
        workspace.documents.issue("service-receipt", About(case.id, "LX01"), {"papers": [], "recipient": "甲"}, "甲")

"""周调度表 on a workspace: a line a case, its lamp, what hangs, what was done this week, what comes."""

from __future__ import annotations

import pytest

from desktop_app.application.desk import Desk
from desktop_app.application.documents import About
from desktop_app.domain.events import Verb
from desktop_app.domain.refusals import Refusal
from tests.desks import act, entered, finish, opened
from tests.documents.reading import page_texts

PREPARED = ("QQ01", "QQ02", "QQ03", "QQ04", "QQ05", "QQ06", "DJ01", "DJ02")


def lines(desk: Desk) -> tuple[tuple[str, ...], ...]:
    asked = {one.ask.key: one.value for one in desk.documents.asked("weekly-dispatch", About())}
    rows = asked["lines"]
    assert isinstance(rows, tuple)
    return rows  # type: ignore[return-value]


def test_an_empty_workspace_has_an_empty_table(workspace: Desk) -> None:
    assert lines(workspace) == ()
    text = "".join(page_texts(workspace.documents.preview("weekly-dispatch", About(), {}).content))
    assert "在办代办件 0 个" in text


def test_a_late_step_is_the_lamp_the_trouble_and_what_to_ask_for(workspace: Desk) -> None:
    quiet = opened(workspace, "SX-BA-CG", project_id=entered(workspace, "安静项目").id, officer="乙")
    case = opened(workspace, "SX-BA-CG", project_id=entered(workspace, "着急项目").id, officer="甲")
    finish(workspace, case, "2026-11-03", *PREPARED)
    early = next(one for one in case.template.steps if one.code not in (*PREPARED, "LX01"))
    finish(workspace, case, "2026-11-17", early.code)
    act(workspace, case, Verb.RECEIVE, "LX01", "2026-11-04")
    act(workspace, case, Verb.ACCEPT, "LX01", "2026-11-04")
    first, second = lines(workspace)
    title = case.template.step("LX01").title
    assert first[0] == "着急项目（甲）"
    assert first[2] == early.title
    assert first[3] == "▲ 逾期 1 项"
    assert f"{title}（逾" in first[4]
    assert f"办结“{title}”" in first[5]
    assert second[0] == "安静项目（乙）" and second[2] == "" and second[5] == ""
    assert quiet.template.step("QQ01").title in second[6] or second[3].startswith("▷")
    issued = workspace.documents.issue("weekly-dispatch", About(), {"decisions": "周五前出件"}, "丁")
    text = "".join("".join(page_texts(issued.content)).split())
    assert "着急项目" in text and "周五前出件" in text and "逾期1项" in text and "本周办结1项" in text
    assert (issued.paper.number, issued.paper.project_id) == ("BB-2026-A-D22A-0001", "")


def test_a_line_with_too_many_columns_is_refused(workspace: Desk) -> None:
    with pytest.raises(Refusal, match="至多 7 列"):
        workspace.documents.preview("weekly-dispatch", About(), {"lines": [["甲"] * 8]})

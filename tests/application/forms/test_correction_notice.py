"""材料补正通知单 on a real step: the days of the law, the materials of the matter, the reason that was recorded."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.application.desk import Desk
from desktop_app.domain.events import Verb
from desktop_app.domain.refusals import Refusal
from tests.application.forms.late_case import MATTER, about, filed_case, proposals, text_of
from tests.desks import Clock, act, finish, new_desk


def test_it_knows_when_the_papers_came_and_until_when_to_tell(workspace: Desk) -> None:
    case = filed_case(workspace)
    matter = case.template.step(MATTER).matter
    asked = {one.ask.key: one for one in workspace.documents.asked("correction-notice", about(case))}
    assert asked["absent"].options == tuple(one.name for one in matter.materials if not one.internal_share)
    assert (asked["issuer"].value, str(asked["correct_by"].value)) == (matter.authority, "2026-11-27")
    name = asked["absent"].options[0]
    answers: dict[str, object] = {
        "problem": "缺申请书",
        "absent": [name],
        "faulty": [["项目坐标", "坐标系不对", "按 2000 国家大地坐标系重做"]],
    }
    text = text_of(workspace, "correction-notice", case, answers)
    assert "收到日期2026年11月16日" in text
    assert f"1{name}" in text and "1项目坐标坐标系不对按2000国家大地坐标系重做" in text
    assert "行政许可法》第三十二条" in text


def test_the_last_day_to_tell_follows_the_rule_of_the_matter(workspace: Desk) -> None:
    case = filed_case(workspace)
    finish(workspace, case, "2026-11-16", "LX01")
    act(workspace, case, Verb.INCLUDE, "PG05", "2026-11-16")
    act(workspace, case, Verb.RECEIVE, "PG05", "2026-11-16")
    text = text_of(workspace, "correction-notice", case, {"problem": "缺章"}, "PG05")
    assert "告知期限2026年11月23日告知依据行政许可法32(4)" in text
    assert "已过" not in text
    act(workspace, case, Verb.ACCEPT, "PG05", "2026-11-17")
    text = text_of(workspace, "correction-notice", case, {"problem": "缺章"}, "PG05")
    assert "本事项已于2026年11月17日受理；受理以后的补正只停承诺时限" in text


def test_told_too_late_counts_as_accepted_and_the_paper_says_so(tmp_path: Path) -> None:
    desk = new_desk(tmp_path / "desk", Clock("2026-12-04"))
    case = filed_case(desk)
    finish(desk, case, "2026-11-16", "LX01")
    act(desk, case, Verb.INCLUDE, "PG05", "2026-11-16")
    act(desk, case, Verb.RECEIVE, "PG05", "2026-11-16")
    text = text_of(desk, "correction-notice", case, {"problem": "缺章"}, "PG05")
    assert "一次告知的期限2026年11月23日已过，依法自收到申请材料之日起即为受理" in text


def test_an_open_correction_gives_its_reason(workspace: Desk) -> None:
    case = filed_case(workspace)
    assert proposals(workspace, "correction-notice", case)["problem"] == ""
    with pytest.raises(Refusal, match="请先填写：存在的问题"):
        workspace.documents.issue("correction-notice", about(case), {}, "甲")
    act(workspace, case, Verb.SUSPEND, MATTER, "2026-11-18", kind="correction", reason="坐标系不对")
    assert proposals(workspace, "correction-notice", case)["problem"] == "坐标系不对"
    assert workspace.documents.issue("correction-notice", about(case), {}, "甲").paper.number == "BB-2026-A-D08-0001"


def test_a_matter_without_such_a_rule_says_so(workspace: Desk) -> None:
    case = filed_case(workspace)
    assert case.template.step(MATTER).matter.correction_notice is None
    assert "告知期限没有规定" in text_of(workspace, "correction-notice", case, {"problem": "缺章"})


def test_nothing_is_corrected_after_the_end(workspace: Desk) -> None:
    case = filed_case(workspace)
    with pytest.raises(Refusal, match="已办结，不能再出材料补正通知单"):
        workspace.documents.asked("correction-notice", about(case, "DJ02"))

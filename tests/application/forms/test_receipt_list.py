"""材料接收清单 on a real step: what was recorded as received, else what is asked; limits, day and route filled in."""

from __future__ import annotations

from desktop_app.application.desk import Desk
from desktop_app.application.materials import Handing
from desktop_app.domain.custody import Check
from tests.application.forms.late_case import MATTER, about, filed_case, proposals, text_of


def test_before_anything_is_recorded_it_lists_what_is_asked_and_says_so(workspace: Desk) -> None:
    case = filed_case(workspace)
    matter = case.template.step(MATTER).matter
    rows = proposals(workspace, "receipt-list", case)["papers"]
    names = [one.name for one in matter.materials if not one.internal_share]
    assert isinstance(rows, tuple) and [row[0] for row in rows] == names
    text = text_of(workspace, "receipt-list", case)
    assert "材料尚未登记接收" in text
    assert "承诺10工作日；法定20工作日，自受理的次日起算" in text
    assert "收件日期2026年11月16日" in text


def test_what_was_received_is_listed_form_by_form(workspace: Desk) -> None:
    case = filed_case(workspace)
    name = case.template.step(MATTER).matter.materials[0].name
    handing = Handing(
        matter=MATTER, material=name, originals=1, copies=2, check=Check.SEEN, giver="某经办人", taker="甲", by="甲"
    )
    workspace.materials.receive(case.id, handing)
    rows = proposals(workspace, "receipt-list", case)["papers"]
    assert rows == ((name, "原件", "1", "验 1"), (name, "复印件", "2", ""))
    issued = workspace.documents.issue("receipt-list", about(case), {}, "甲")
    assert issued.paper.number == "BB-2026-A-D07-0001"
    assert "材料尚未登记接收" not in text_of(workspace, "receipt-list", case)


def test_the_first_leg_goes_to_the_authority(workspace: Desk) -> None:
    case = filed_case(workspace)
    found = proposals(workspace, "receipt-list", case)
    assert found["route"] == ((case.template.step(MATTER).matter.authority, "", "", "", "", ""),)
    assert (found["enterprise"], found["receiver"]) == ("中联恒创", "甲")
    text = text_of(workspace, "receipt-list", case, {"route": [["规划局", "某科员", "10:30", "已确认", "甲", "11:00"]]})
    assert "规划局某科员10:30已确认甲11:00" in text

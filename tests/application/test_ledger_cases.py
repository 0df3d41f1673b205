"""What cases and results say of themselves in 全代办 and 证照."""

from __future__ import annotations

from desktop_app.application.desk import Desk
from desktop_app.application.ledger_rows import LedgerRowNow
from desktop_app.application.materials import Handing
from desktop_app.domain.events import Verb
from tests.desks import Clock, act, entered, finish, on, opened


def licences(desk: Desk) -> dict[str, LedgerRowNow]:
    return {row.cells["name"]: row for row in desk.entries.rows("licences")}


def test_a_case_counts_its_matters(workspace: Desk, clock: Clock) -> None:
    project = entered(workspace, "新材料", enterprise="示例公司")
    case = opened(workspace, project_id=project.id, lead_official="丁")
    finish(workspace, case, "2026-11-03", "QQ01")
    act(workspace, case, Verb.ACCEPT, "QQ02", "2026-11-03")
    (row,) = workspace.entries.rows("full-agency")
    told = row.cells
    assert (told["project_name"], told["enterprise"], told["officer"], told["lead"]) == (
        "新材料",
        "示例公司",
        "甲",
        "丁",
    )
    assert (told["entrusted_on"], told["done"], told["running"]) == ("2026-11-02", "1", "1")
    assert told["matters"] == str(len(case.template.codes) - len(case.situation().undecided))
    assert told["latest"].startswith("2026年11月3日") and told["latest"].endswith("受理")
    assert "closed_on" not in told and "number" not in told
    clock.day = "2027-06-01"
    (later,) = workspace.entries.rows("full-agency")
    assert later.cells["overdue"] == "1"


def test_the_number_is_that_of_the_entrustment(workspace: Desk) -> None:
    case = opened(workspace)
    asked = workspace.documents.asked("entrustment", case.id)
    required = {one.ask.key: "甲" for one in asked if one.ask.required and not one.value}
    issued = workspace.documents.issue("entrustment", case.id, required, "甲")
    assert workspace.entries.rows("full-agency")[0].cells["number"] == issued.paper.number


def test_a_certificate_is_listed_once_a_project_with_what_is_known_of_it(workspace: Desk) -> None:
    project = entered(workspace, "新材料")
    case = opened(workspace, project_id=project.id)
    finish(workspace, case, "2026-11-05", *(f"QQ0{number}" for number in range(1, 7)), "DJ01", "DJ02")
    found = licences(workspace)
    name = next(key for key in found if "营业执照" in key)
    row = found[name]
    assert not any("线索" in key for key in found)
    assert (row.words["project"], row.cells["issued_on"], row.anchor) == ("新材料", "2026-11-05", f"{project.id}:DJ02")
    assert "holder" not in row.cells and row.id == ""
    came = Handing(
        matter="DJ02",
        material=name,
        on=on("2026-11-05"),
        by="甲",
        originals=1,
        giver="行政审批局",
        taker="中心",
        document_number="91140000示例",
        valid_until=on("2026-12-20"),
    )
    workspace.materials.receive(case.id, came)
    row = licences(workspace)[name]
    assert (row.cells["document_number"], row.cells["valid_until"]) == ("91140000示例", "2026-12-20")
    assert (row.cells["holder"], row.cells["lamp"]) == ("中心", "30 天后到期")
    workspace.entries.put("licences", row.anchor, {"remark": "正本"}, "甲")
    assert licences(workspace)[name].cells["remark"] == "正本"


def test_a_certificate_that_was_used_in_time_does_not_lapse(workspace: Desk, clock: Clock) -> None:
    case = opened(workspace)
    finish(workspace, case, "2026-11-05", *(f"QQ0{number}" for number in range(1, 7)), "DJ01")
    name = next(key for key in licences(workspace) if "名称" in key)
    clock.day = "2027-03-01"
    assert licences(workspace)[name].cells["lamp"] == "已过期"
    clock.day = "2026-11-20"
    finish(workspace, case, "2026-11-06", "DJ02")
    clock.day = "2027-03-01"
    assert "lamp" not in licences(workspace)[name].cells


def test_a_certificate_from_before_is_entered(workspace: Desk) -> None:
    entry, _ = workspace.entries.add("licences", {"name": "排污许可证", "valid_until": "2026-11-19"}, "甲")
    row = licences(workspace)["排污许可证"]
    assert (row.id, row.anchor, row.cells["lamp"]) == (entry.id, "", "已过期")
    workspace.entries.edit(entry.id, {"name": "排污许可证（正本）"}, "甲")
    assert "排污许可证（正本）" in licences(workspace)

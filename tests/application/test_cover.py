"""Cover: whose work somebody sees, and how papers name both while somebody is away."""

from __future__ import annotations

from desktop_app.application.cover import EVERYBODY, WorkSeen, work_seen
from desktop_app.application.form_filling import service_sheet
from desktop_app.application.forms.asks import Answers
from desktop_app.application.forms.facts import Facts
from desktop_app.domain.officer import Leave, Officer
from tests.desks import FRIDAY, finish, on, opened

TODAY = on(FRIDAY)


def test_nobody_named_sees_everybody(workspace):
    seen = work_seen(workspace.officers.open_work, "", TODAY)
    assert seen == WorkSeen(EVERYBODY, {})
    assert seen.shows("谁都行")


def test_somebody_sees_their_own_former_names_and_whom_they_cover(workspace):
    officer, _events, _ = workspace.officers.save(Officer("", "王甲", former=("小甲",)), "丁")
    workspace.officers.save(Officer("", "乙"), "丁")
    workspace.officers.save_leave(Leave("", "王甲", TODAY, TODAY, "", "乙"), "丁")
    seen = work_seen(workspace.officers.open_work, "乙", TODAY)
    assert seen.names == ("乙", "小甲", "王甲")
    assert [seen.shows(name) for name in ("乙", "小甲", "丙")] == [True, True, False]
    assert work_seen(workspace.officers.open_work, officer.name, TODAY).names == ("小甲", "王甲")


def test_who_is_registered_is_offered_before_any_case_names_them(workspace):
    opened(workspace, officer="丙")
    for officer in (Officer("", "乙"), Officer("", "走了的人", active_to=on("2026-01-01"))):
        workspace.officers.save(officer, "丁")
    assert workspace.overview.officers() == ["丙", "乙"]


def test_the_service_sheet_keeps_the_officer_and_names_the_substitute(workspace):
    case = opened(workspace, officer="甲")
    finish(workspace, case, "2026-11-03", case.template.codes[0])
    for name in ("甲", "乙"):
        workspace.officers.save(Officer("", name), "丁")
    workspace.officers.save_leave(Leave("", "甲", TODAY, TODAY, "", "乙"), "丁")
    with workspace.projects.open_work(writes=False) as work:
        facts = Facts(
            workspace=work.workspace(),
            calendar=workspace.calendar,
            today=TODAY,
            number="",
            of_project=work.projects.get(case.project_id),
            of_case=work.cases.get(case.id),
            opened=work,
        )
        sheet = service_sheet(facts, Answers())
    assert sheet.officer == "甲（乙代）"
    # What was done before the leave was done by the officer alone.
    assert [step.officer for step in sheet.steps][:2] == ["甲", "甲（乙代）"]
    assert {step.officer for step in sheet.steps[1:]} == {"甲（乙代）"}
    assert workspace.cases.get(case.id).officer == "甲"

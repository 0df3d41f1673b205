"""Running cases moved to another version: told first, then done, journaled in each, and taken back the same way."""

from __future__ import annotations

from datetime import date

import pytest

from desktop_app.application.desk import Desk
from desktop_app.domain import template_draft as edit
from desktop_app.domain.events import Verb
from desktop_app.domain.limit import Limit
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.template_draft import TemplateDraft
from tests.desks import act, derived_steps, entered, finish, opened, stored_events, stored_steps

TODAY = date(2026, 11, 20)


def published(desk: Desk, *, without: str = "", words: str = "1WD") -> str:
    stored = desk.drafts.begin("SX-ZS", "乙")
    draft: TemplateDraft = edit.set_promised(stored.draft, "QQ02", Limit.parse(words))
    if without:
        draft = edit.remove_step(draft, without)
    desk.drafts.save(stored, draft, "乙")
    version = desk.drafts.suggested_version(stored.id)
    return desk.drafts.publish(stored.id, version, TODAY, "乙", "试").version


def test_the_dry_run_tells_what_is_then_done(workspace: Desk) -> None:
    case = opened(workspace, "SX-ZS")
    finish(workspace, case, "2026-11-16", "QQ01")
    act(workspace, case, Verb.ACCEPT, "QQ02", "2026-11-17")
    version = published(workspace)
    seen = workspace.migrations.preview("SX-ZS")
    assert stored_steps(workspace, case.project_id) == derived_steps(workspace, case.project_id)
    before = {step.matter: step.due_on for step in stored_steps(workspace, case.project_id)}
    done, changes = workspace.migrations.migrate("SX-ZS", "乙", "按新指南")
    assert done == seen and (seen.to, len(seen.possible), seen.untouched) == (version, 1, 0)
    assert seen.projects == {case.project_id: workspace.projects.get(case.project_id).name}
    assert changes.cases == {case.id} and changes.projects == {case.project_id}
    moved = workspace.cases.get(case.id)
    assert moved.template.version == version
    after = {step.matter: step.due_on for step in stored_steps(workspace, case.project_id)}
    assert stored_steps(workspace, case.project_id) == derived_steps(workspace, case.project_id)
    told = [(one.code, one.before, one.after) for one in seen.possible[0].dates]
    assert (
        told
        == [("QQ02", date(2026, 11, 24), date(2026, 11, 18))]
        == [(code, before[code], after[code]) for code in after if before[code] != after[code]]
    )
    event = stored_events(workspace, case.project_id)[-1]
    assert (event.verb, event.case_id, event.matter, event.by, event.reason) == (
        Verb.MIGRATE,
        case.id,
        "",
        "乙",
        "按新指南",
    )
    assert (event.basis, event.kind) == (case.template.version, version)
    assert event.note == f"{case.template.name}：{case.template.version} → {version}"
    assert workspace.migrations.preview("SX-ZS").untouched == 1


def test_moving_back_restores_everything(workspace: Desk) -> None:
    case = opened(workspace, "SX-ZS")
    finish(workspace, case, "2026-11-16", "QQ01", "QQ02", "QQ03")
    rows = stored_steps(workspace, case.project_id)
    published(workspace, without="QQ03")
    workspace.migrations.migrate("SX-ZS", "乙", "按新指南")
    assert "QQ03" not in {step.matter for step in stored_steps(workspace, case.project_id)}
    workspace.migrations.migrate("SX-ZS", "乙", "换回去", to=case.template.version)
    assert stored_steps(workspace, case.project_id) == rows
    assert [one.verb for one in stored_events(workspace, case.project_id)][-2:] == [Verb.MIGRATE, Verb.MIGRATE]


def test_a_case_that_cannot_move_stays_and_the_others_go(workspace: Desk) -> None:
    free = opened(workspace, "SX-ZS")
    held = opened(workspace, "SX-ZS", project_id=entered(workspace).id)
    finish(workspace, held, "2026-11-16", "QQ01", "QQ02")
    act(workspace, held, Verb.ACCEPT, "QQ03", "2026-11-17")
    version = published(workspace, without="QQ03")
    with pytest.raises(Refusal, match=r"“项目准入联审.*”正在办理"):
        workspace.migrations.migrate("SX-ZS", "乙", "试", cases=(free.id, held.id))
    assert workspace.cases.get(free.id).template == free.template, "all of the named ones or none"
    report, _ = workspace.migrations.migrate("SX-ZS", "乙", "试")
    assert [one.case_id for one in report.possible] == [free.id]
    assert [one.case_id for one in report.blocked] == [held.id]
    assert workspace.cases.get(free.id).template.version == version
    assert workspace.cases.get(held.id).template == held.template
    with pytest.raises(Refusal, match=r"1 个代办件都不能换版：“项目准入联审.*”正在办理"):
        workspace.migrations.migrate("SX-ZS", "乙", "试")


def test_a_frozen_plan_is_pointed_at(workspace: Desk) -> None:
    case = opened(workspace, "SX-ZS", day="2026-11-20")
    workspace.plans.freeze(case.id, date(2026, 12, 28), "甲")
    published(workspace)
    (found,) = workspace.migrations.preview("SX-ZS").cases
    assert found.remarks == ("已有的推进方案（目标 2026-12-28）不随换版改变，请看看要不要重排",)


def test_what_is_refused(workspace: Desk) -> None:
    with pytest.raises(Refusal, match="没有在办的代办件，无需换版"):
        workspace.migrations.migrate("SX-ZS", "乙", "试")
    case = opened(workspace, "SX-ZS")
    for by, why, sentence in (("", "试", "由谁换用"), ("乙", " ", "为什么让在办件换用"), ("乙", "试", "都已经用版本")):
        with pytest.raises(Refusal, match=sentence):
            workspace.migrations.migrate("SX-ZS", by, why)
    with pytest.raises(Refusal, match="没有版本 9"):
        workspace.migrations.preview("SX-ZS", "9")
    with pytest.raises(Refusal, match="不是流程模板 SX-SGYP"):
        workspace.migrations.preview("SX-SGYP", cases=(case.id,))
    assert stored_events(workspace, case.project_id)[-1].verb is Verb.OPEN

"""Drafts of templates on a real workspace: begun, saved, discarded, published as versions that never change."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.application.desk import Desk
from desktop_app.application.template_book import Origin
from desktop_app.application.template_drafts import DraftService
from desktop_app.domain import template_draft as edit
from desktop_app.domain.limit import Limit
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.template import ApprovalTemplate
from desktop_app.domain.template_draft import TemplateDraft, problems
from tests.builders import new_id, on, template
from tests.desks import Clock, entered, opened
from tests.fakes import FakeStore
from tests.template_edits import Edit, edited, edits

TODAY = date(2026, 11, 20)


def changed(desk: Desk, key: str = "SX-ZS", words: str = "1WD", day: date = TODAY) -> str:
    """A version in which 考察 is promised in another time; answers its name."""
    stored = desk.drafts.begin(key, "乙")
    stored = desk.drafts.save(stored, edit.set_promised(stored.draft, "QQ02", Limit.parse(words)), "乙")
    version = desk.drafts.suggested_version(stored.id)
    return desk.drafts.publish(stored.id, version, day, "乙", "按新的办事指南").version


def test_a_draft_becomes_the_version_new_cases_follow(workspace: Desk) -> None:
    before = opened(workspace, "SX-ZS")
    version = changed(workspace)
    assert version == "2026.11-本地1" and workspace.drafts.all() == ()
    after = opened(workspace, "SX-ZS", project_id=entered(workspace).id)
    assert after.template.version == version
    assert after.template.step("QQ02").promised_limit == Limit.parse("1WD")
    assert workspace.cases.get(before.id).template == before.template, "a running case stays"
    newest, bundled = workspace.templates.versions("SX-ZS")
    assert (newest.version, newest.origin, newest.in_force, newest.cases, newest.running) == (
        version,
        Origin.PUBLISHED,
        True,
        1,
        1,
    )
    assert (newest.base, newest.recorded_by, newest.why) == (before.template.version, "乙", "按新的办事指南")
    assert (bundled.origin, bundled.in_force, bundled.cases) == (Origin.BUNDLED, False, 1)
    assert workspace.templates.version("SX-ZS", bundled.version) == before.template
    assert len(workspace.templates.diff("SX-ZS", bundled.version, version)) == 1


def test_a_version_waits_for_the_day_it_takes_effect(workspace: Desk, clock: Clock) -> None:
    version = changed(workspace, day=date(2026, 12, 1))
    assert workspace.templates.get("SX-ZS").version != version
    clock.day = "2026-12-01"
    assert workspace.templates.get("SX-ZS").version == version
    assert {one.version: one.in_force for one in workspace.templates.versions("SX-ZS")}[version]


def test_a_newer_program_does_not_replace_what_the_office_published(workspace: Desk) -> None:
    version = changed(workspace)
    with workspace.templates.open_work() as work:
        work.templates.add_version(
            edit.set_head(TemplateDraft.of(bundled_of(workspace)), name="新").template("9", None)
        )
        work.commit()
    assert workspace.templates.get("SX-ZS").version == version
    stored = workspace.drafts.begin("SX-ZS", "乙", "9")
    assert workspace.drafts.publish(stored.id, "改用新版", TODAY, "乙", "采用程序自带的新版").name == "新"
    assert workspace.templates.get("SX-ZS").version == "改用新版"


def bundled_of(desk: Desk) -> ApprovalTemplate:
    return next(
        desk.templates.version("SX-ZS", one.version)
        for one in desk.templates.versions("SX-ZS")
        if one.origin is Origin.BUNDLED
    )


def test_one_draft_of_a_template_at_a_time_and_nobody_overwrites_another(workspace: Desk) -> None:
    stored = workspace.drafts.begin("SX-ZS", " 乙 ")
    with pytest.raises(Refusal, match="流程模板 SX-ZS 已有一份草稿（乙 开始，乙 最后保存）"):
        workspace.drafts.begin("SX-ZS", "丙")
    later = workspace.drafts.save(stored, edit.set_head(stored.draft, name="另名"), "丙")
    assert (later.revision, later.saved_by, workspace.drafts.get(stored.id)) == (2, "丙", later)
    with pytest.raises(Refusal, match="刚被其他人改动"):
        workspace.drafts.save(stored, stored.draft, "乙")
    with pytest.raises(Refusal, match="编号不能从 SX-ZS 改成 K"):
        workspace.drafts.save(later, TemplateDraft("K", "某"), "乙")
    assert workspace.drafts.discard(stored.id) == later
    for act in (workspace.drafts.get, workspace.drafts.discard, workspace.drafts.suggested_version):
        with pytest.raises(Refusal, match="已经发布或放弃"):
            act(stored.id)
    with pytest.raises(Refusal, match="已经发布或放弃"):
        workspace.drafts.save(later, later.draft, "乙")


def test_a_template_of_its_own(workspace: Desk) -> None:
    stored = workspace.drafts.begin_new(" lf-01 ", "本地流程", "乙", like="SX-ZS")
    assert (stored.draft.key, stored.draft.base, len(stored.draft.steps)) == ("LF-01", "", 15)
    made = workspace.drafts.publish(stored.id, "1", TODAY, "乙", "本区自己的流程")
    assert opened(workspace, "LF-01").template == made
    assert workspace.drafts.begin_new("LF-02", "空的", "乙").draft == TemplateDraft("LF-02", "空的")
    for key, name, sentence in (
        ("LF-01", "某", "LF-01 已经有了"),
        ("某", "某", "模板编号“某”不能用"),
        ("LF-03", " ", "请写明新模板的名称"),
    ):
        with pytest.raises(Refusal, match=sentence):
            workspace.drafts.begin_new(key, name, "乙")


def test_what_keeps_a_draft_from_being_published(workspace: Desk) -> None:
    stored = workspace.drafts.begin("SX-ZS", "乙")
    taken = stored.draft.base
    other = workspace.drafts.save(stored, edit.set_head(stored.draft, name="另名"), "乙")

    def publish(version: str = "1", by: str = "乙", why: str = "试") -> object:
        return workspace.drafts.publish(stored.id, version, TODAY, by, why)

    for refused, sentence in (
        (lambda: publish(why=" "), "为什么发布"),
        (lambda: publish(by=""), "由谁编辑流程模板"),
        (lambda: publish("有 空格"), "版本号“有 空格”不能用"),
        (lambda: publish(""), "版本号“”不能用"),
        (lambda: publish(taken), f"已有版本 {taken}"),
    ):
        with pytest.raises(Refusal, match=sentence):
            refused()
    broken = workspace.drafts.save(other, edit.set_after(other.draft, "QQ01", ("ZZ",)), "乙")
    with pytest.raises(Refusal, match="草稿还有 2 处问题，不能发布：环节 QQ01 的前置 ZZ 不在"):
        publish()
    workspace.drafts.save(broken, stored.draft, "乙")
    with pytest.raises(Refusal, match="没有差别，无需发布"):
        publish()
    assert [one.id for one in workspace.drafts.all()] == [stored.id], "what was refused is still a draft"
    assert len(workspace.templates.versions("SX-ZS")) == 1


def test_unknown_versions_are_refused_with_those_there_are(workspace: Desk) -> None:
    with pytest.raises(Refusal, match="流程模板 SX-ZS 没有版本 9，现有：2026"):
        workspace.drafts.begin("SX-ZS", "乙", "9")
    with pytest.raises(Refusal, match="没有流程模板 SX-XX，可选：SX-BA-CG、"):
        workspace.templates.version("SX-XX", "9")
    with pytest.raises(Refusal, match="没有流程模板 SX-XX，可选：SX-BA-CG、"):
        workspace.templates.versions("SX-XX")


def test_every_matter_can_be_added_once(workspace: Desk) -> None:
    found = workspace.drafts.matters()
    assert [one.code for one in found] == sorted({one.code for one in found}) and len(found) > 60


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(edits, max_size=10))
def test_random_edits_never_leave_an_invalid_version(steps: list[Edit]) -> None:
    store = FakeStore()
    with store.open_work() as work:
        work.templates.add_version(template("K", "1"))
        work.commit()
    drafts = DraftService(store.open_work, new_id, Clock())
    stored = drafts.begin("K", "乙")
    stored = drafts.save(stored, edited(stored.draft, steps), "乙")
    try:
        made = drafts.publish(stored.id, "2", on("2026-11-20"), "乙", "试")
    except Refusal:
        with store.open_work() as work:
            assert [one.version for one in work.template_book.lines("K")] == ["1"]
        assert drafts.get(stored.id) == stored
        return
    assert problems(TemplateDraft.of(made)) == ()
    with store.open_work() as work:
        assert work.templates.latest("K", TODAY) == made

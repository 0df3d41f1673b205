"""期限计算书 filled from a step: what the paper says is what the clock says."""

from dataclasses import replace

import pytest

from desktop_app.application.documents import About
from desktop_app.application.forms.clock_sheet import SPEC, choice_words
from desktop_app.documents.proof import PaperProof
from desktop_app.domain.events import Verb
from desktop_app.domain.limit import BoundParty
from desktop_app.domain.refusals import Refusal
from tests.desks import act, finish, opened


def text(desk, about, answers) -> str:
    return PaperProof().text(desk.documents.preview("clock-sheet", about, answers).content)


def test_every_day_of_the_clock_is_on_the_paper(workspace):
    case = opened(workspace)
    act(workspace, case, Verb.ACCEPT, "QQ03", "2026-11-12", reason="先行办理")
    act(workspace, case, Verb.SUSPEND, "QQ03", "2026-11-13", kind="correction", reason="缺图")
    act(workspace, case, Verb.RESUME, "QQ03", "2026-11-17")
    act(workspace, case, Verb.EXTEND, "QQ03", "2026-11-17", kind="promised", amount=3, officer="分管领导",
        basis="延期〔2026〕1号", reason="情况复杂")  # fmt: skip
    about = About(case.id, "QQ03")
    sheet = workspace.outlooks.clock_sheet(case.id, "QQ03", "promised")
    said = text(workspace, about, {})
    for day in sheet.clock.derivation.days:
        assert f"{day.date}" in said and "".join(day.why.split()) in said
    assert sheet.limit_words == "5 个工作日 ＋ 延期 3 个工作日，共 8 个工作日"
    assert "".join(sheet.limit_words.split()) in said
    due = sheet.clock.derivation.due
    for part in (
        f"到期：{due.year}年{due.month}月{due.day}日",
        "补正",
        "2026-11-13至2026-11-16",
        "扣除2日",
        "缺图",
        "延长3日：分管领导批准，延期〔2026〕1号；情况复杂",
        "国办发明电〔2025〕7号",
        workspace.calendar.version,
        "民法典201",
        "2026年11月12日受理，甲登记于",
    ):
        assert part in said, part


def test_the_clocks_of_the_step_are_offered_and_one_is_proposed(workspace):
    case = opened(workspace, template="SX-BA-CG")
    act(workspace, case, Verb.RECEIVE, "SG01", "2026-11-12", reason="先行办理")
    act(workspace, case, Verb.ACCEPT, "SG01", "2026-11-12", reason="先行办理")
    asked = workspace.documents.asked("clock-sheet", About(case.id, "SG01"))[0]
    assert (asked.options, asked.value) == (("承诺", "法定"), "承诺")
    assert "法条只写“日”，本工作区按工作日计" in text(workspace, About(case.id, "SG01"), {"clock": "法定"})


def test_a_held_clock_says_so_and_what_it_would_have_been(workspace):
    case = opened(workspace)
    act(workspace, case, Verb.ACCEPT, "QQ03", "2026-11-17", reason="先行办理")
    act(workspace, case, Verb.SUSPEND, "QQ03", "2026-11-18", kind="correction", reason="缺图")
    said = text(workspace, About(case.id, "QQ03"), {})
    assert "2026年11月18日起补正暂停，恢复后重算" in said and "如不暂停" in said and "恢复后扣除" in said


def test_a_step_without_a_clock_is_refused(workspace):
    case = opened(workspace)
    with pytest.raises(Refusal, match="还没有开始计算的期限"):
        workspace.documents.asked("clock-sheet", About(case.id, "QQ01"))
    with pytest.raises(Refusal, match="请先选定环节"):
        workspace.documents.preview("clock-sheet", case.id, {})
    assert SPEC.copies == 1


def test_a_limit_of_the_enterprise_is_called_its_own(workspace):
    case = opened(workspace, template="SX-BA-CG")
    finish(workspace, case, "2026-11-03", "QQ01", "QQ02", "QQ03", "QQ04", "QQ05", "QQ06", "DJ01", "DJ02")
    about = About(case.id, "DJ04")
    (asked, *_more) = workspace.documents.asked("clock-sheet", about)
    assert asked.value == "企业时限" and "法定" not in asked.options
    said = text(workspace, about, {})
    assert "企业时限" in said and "法定时限" not in said and "时限时限" not in said
    sheet = workspace.outlooks.clock_sheet(case.id, "DJ04", "statutory")
    labels = [label for label, _value in sheet.clock.derivation.lines(sheet.name)]
    assert {"企业时限", "企业时限到期"} <= set(labels)


def test_two_limits_of_the_enterprise_are_told_apart(workspace):
    case = opened(workspace, template="SX-BA-CG")
    act(workspace, case, Verb.RECEIVE, "SG01", "2026-11-12", reason="先行办理")
    act(workspace, case, Verb.ACCEPT, "SG01", "2026-11-12", reason="先行办理")
    sheet = workspace.outlooks.clock_sheet(case.id, "SG01", "promised")
    step = sheet.standing.step
    own = replace(step, matter=replace(step.matter, approval_kind="企业自办"))
    clocks = tuple(
        replace(one, limit=replace(one.limit, bound_party=BoundParty.ENTERPRISE)) for one in sheet.standing.clocks
    )
    stands = replace(sheet.standing, step=own, clocks=clocks)
    told = [choice_words(replace(sheet, standing=stands, clock=one)) for one in clocks]
    assert told == ["企业时限（承诺）", "企业时限（法定）"]

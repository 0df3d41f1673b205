"""Every registered form on a real case: proposals fill it, drafts and blanks are printed, numbers follow its code."""

from __future__ import annotations

import pytest

from desktop_app.application.desk import Desk
from desktop_app.application.documents import About
from desktop_app.application.forms.asks import Answers
from desktop_app.application.forms.facts import Facts
from desktop_app.application.forms.registry import FORM_SPECS, form_spec
from desktop_app.application.forms.spec import Subject
from desktop_app.domain.case import Case
from desktop_app.domain.events import Verb
from desktop_app.domain.refusals import Refusal
from tests.desks import act, entered, finish, opened
from tests.documents.reading import page_texts

PREPARED = ("QQ01", "QQ02", "QQ03", "QQ04", "QQ05", "QQ06", "DJ01", "DJ02")


@pytest.fixture
def case(workspace: Desk) -> Case:
    project = entered(workspace, enterprise="中联恒创", investment_yuan=800_000_000, full_agency=True)
    made = opened(workspace, "SX-BA-CG", project_id=project.id)
    finish(workspace, made, "2026-11-03", *PREPARED)
    act(workspace, made, Verb.RECEIVE, "LX01", "2026-11-16")
    return made


def about(case: Case, matter: str = "LX01") -> About:
    return About(case.id, matter, case.project_id)


@pytest.mark.parametrize("form", list(FORM_SPECS))
def test_a_blank_is_printed_without_a_number(workspace: Desk, form: str) -> None:
    printed = workspace.documents.blank(form)
    assert printed.pages >= 1
    assert "预览稿" not in "".join(page_texts(printed.content))


def test_an_application_knows_what_the_ledger_knows(workspace: Desk, case: Case) -> None:
    asked = {one.ask.key: one for one in workspace.documents.asked("application", about(case))}
    assert asked["enterprise"].value == "中联恒创"
    assert asked["investment"].value == 800_000_000
    assert asked["mode"].value == "全程代办"
    assert asked["progress"].value == "已办结 8 项；在办：企业投资项目备案"
    assert "企业投资项目备案" in asked["matters"].options
    assert "项目线索登记与首次洽谈" not in asked["matters"].options
    fresh = entered(workspace)
    asked = {one.ask.key: one for one in workspace.documents.asked("application", About(project_id=fresh.id))}
    assert (asked["progress"].value, asked["matters"].options) == ("", ())


def test_a_closing_follows_the_events_and_the_papers_before_it(workspace: Desk, case: Case) -> None:
    agreement = workspace.documents.issue("entrustment", case.id, {}, "甲").paper.number
    handover = workspace.documents.issue("handover", case.id, {}, "甲").paper.number
    asked = {one.ask.key: one.value for one in workspace.documents.asked("closing", case.id)}
    assert asked["agreement"] == agreement
    assert handover in str(asked["handed_back"])
    assert asked["reason"] == ""
    with pytest.raises(Refusal, match="请先填写：终止（办结）原因"):
        workspace.documents.issue("closing", case.id, {}, "甲")
    issued = workspace.documents.issue("closing", case.id, {"reason": "甲方提出终止"}, "甲")
    text = "".join("".join(page_texts(issued.content)).split())
    assert "已办事项（共8项）" in text and "2026-11-03" in text


def test_a_tolerance_pledge_has_the_day_of_the_clock(workspace: Desk, case: Case) -> None:
    def missing() -> object:
        asked = workspace.documents.asked("tolerance-pledge", about(case))
        return next(one.value for one in asked if one.ask.key == "missing")

    tolerable = [one for one in case.template.step("LX01").matter.materials if one.tolerable]
    assert missing() == tuple((one.name, f"{one.form}{one.copies}份", "") for one in tolerable)
    act(workspace, case, Verb.ACCEPT, "LX01", "2026-11-17")
    act(workspace, case, Verb.TOLERATE, "LX01", "2026-11-17", amount=5, note="节能登记表")
    assert missing() == (("节能登记表", "", "2026-11-24"),)


def test_a_tolerance_pledge_is_not_issued_where_nothing_is_tolerated(workspace: Desk, case: Case) -> None:
    given = {"missing": [["总平面图", "电子件1份", "2026-12-01"]]}

    def issue(matter: str) -> str:
        return workspace.documents.issue("tolerance-pledge", about(case, matter), given, "甲").paper.number

    codes = case.template.codes
    waiting = next(code for code in codes if code not in PREPARED and code != "LX01")
    with pytest.raises(Refusal, match=r"尚未收件（.*还没有可以容缺的；请先登记收件"):
        issue(waiting)
    with pytest.raises(Refusal, match="办结，不能再出《容缺受理承诺书》"):
        issue("DJ02")
    assert workspace.papers.counts().all == 0, "no number was taken"
    assert issue("LX01").endswith("-D09-0001")
    assert workspace.documents.blank("tolerance-pledge").pages >= 1


def test_a_service_pledge_promises_only_what_others_decide(workspace: Desk, case: Case) -> None:
    asked = {one.ask.key: one for one in workspace.documents.asked("service-pledge", case.id)}
    options = asked["matters"].options
    assert "企业投资项目备案" in options
    assert not {"签订投资(入园)协议", "工程施工(建设期)"} & set(options)


def test_papers_of_all_subjects_are_numbered_by_their_code(workspace: Desk, case: Case) -> None:
    given: dict[str, dict[str, object]] = {
        "consultation": {"enterprise": "某企业", "question": "怎么办"},
        "application": {},
        "entrustment": {},
        "service-pledge": {},
        "tolerance-pledge": {},
        "credit-pledge": {"perform_by": "2027-01-29"},
        "closing": {"reason": "甲方提出终止"},
    }
    for form, answers in given.items():
        paper = workspace.documents.issue(form, about(case), answers, "甲").paper
        spec = form_spec(form)
        assert paper.number == f"BB-2026-A-{spec.code}-0001"
        assert paper.case_id == (case.id if spec.subject in (Subject.CASE, Subject.STEP) else "")
        assert paper.project_id == ("" if spec.subject is Subject.ZONE else case.project_id)
        assert paper.matter == ("LX01" if spec.subject is Subject.STEP else "")


def test_a_form_of_a_step_asks_for_the_step(workspace: Desk, case: Case) -> None:
    with pytest.raises(Refusal, match="“企业信用承诺书”是针对一个环节的，请先选定环节"):
        workspace.documents.preview("credit-pledge", case.id, {})
    with pytest.raises(Refusal):
        workspace.documents.preview("credit-pledge", about(case, "XX99"), {})


def test_copies_and_binding_are_printed(workspace: Desk, case: Case) -> None:
    plain = workspace.documents.preview("entrustment", case.id, {"copies": 5})
    assert "一式五份" in "".join(page_texts(plain.content))
    bound = workspace.documents.preview("entrustment", case.id, {"copies": 5, "binding": "双面左侧装订"})
    assert bound.content != plain.content
    assert "一式四份" in "".join(page_texts(workspace.documents.blank("entrustment", 4).content))
    with pytest.raises(Refusal, match="要在 1 到 20 之间"):
        workspace.documents.blank("entrustment", 21)


def test_facts_say_when_a_form_asks_for_what_is_not_there(workspace: Desk) -> None:
    nothing = Facts(workspace.workspace.get(), workspace.calendar, workspace.overview.day(), "")
    for wanted in ("project", "case", "work"):
        with pytest.raises(ValueError, match=r"no project|no case|without a unit of work"):
            getattr(nothing, wanted)
    assert Answers().copies == 2

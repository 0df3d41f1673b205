"""What supervision papers say of a step is computed from its clocks: used, over, held, and whom it binds."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.application.desk import Desk
from desktop_app.application.documents import About
from desktop_app.application.paper_register import PaperQuery
from desktop_app.domain.case import Case
from desktop_app.domain.events import Verb
from desktop_app.domain.refusals import Refusal
from tests.application.forms.late_case import MATTER, about, filed_case, proposals, text_of
from tests.desks import Clock, act, finish, new_desk, opened
from tests.documents.reading import page_texts


@pytest.fixture
def clock() -> Clock:
    return Clock("2026-12-04")


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Desk:
    return new_desk(tmp_path / "desk", clock)


@pytest.fixture
def case(desk: Desk) -> Case:
    return filed_case(desk)


def test_an_urge_knows_the_unit_the_limits_and_how_late_it_is(desk: Desk, case: Case) -> None:
    act(desk, case, Verb.ACCEPT, MATTER, "2026-11-17")
    found = proposals(desk, "urge", case)
    assert found["to"] == case.template.step(MATTER).matter.authority
    assert (found["kinds"], found["leader"], str(found["reply_by"])) == (("催办",), "某领导", "2026-12-09")
    text = text_of(desk, "urge", case)
    assert "2026年11月17日受理" in text
    assert "承诺10工作日2026年12月1日13个工作日逾期3个工作日" in text
    assert "法定20工作日，行政许可法42、822026年12月15日13个工作日余7个工作日" in text


def test_the_second_time_it_is_an_order_that_names_the_first(desk: Desk, case: Case) -> None:
    act(desk, case, Verb.ACCEPT, MATTER, "2026-11-17")
    first = desk.documents.issue("urge", about(case), {}, "甲").paper.number
    assert proposals(desk, "urge", case)["kinds"] == ("督办",)
    assert f"此前已催办1次：2026年12月4日《催办（督办）单》{first}" in text_of(desk, "urge", case)
    desk.papers.void(first, "写错单位", "甲")
    assert proposals(desk, "urge", case)["kinds"] == ("催办",)


def test_a_held_clock_stands_still_on_the_paper_too(desk: Desk, case: Case) -> None:
    act(desk, case, Verb.ACCEPT, MATTER, "2026-11-17")
    act(desk, case, Verb.SUSPEND, MATTER, "2026-11-18", kind="correction", reason="总平面图缺页")
    assert proposals(desk, "urge", case)["situation"] == "2026年11月18日起补正暂停：总平面图缺页"
    text = text_of(desk, "urge", case)
    assert "补正暂停，恢复后重算0个工作日暂停中" in text


def test_an_ended_step_is_not_urged(desk: Desk, case: Case) -> None:
    act(desk, case, Verb.ACCEPT, MATTER, "2026-11-17")
    act(desk, case, Verb.FINISH, MATTER, "2026-11-18")
    with pytest.raises(Refusal, match="已办结，不能再出催办、提醒、约谈文书"):
        desk.documents.preview("urge", about(case), {})


def test_nothing_is_pressed_for_that_nobody_has_handed_in(desk: Desk) -> None:
    case = opened(desk, "SX-BA-CG")
    for form in ("urge", "warning-letter", "interview"):
        given = {"reason": "迟", "on": "2026-12-08"} if form == "interview" else {}
        with pytest.raises(Refusal, match=r"尚未收件（.*），还没有可以催办"):
            desk.documents.issue(form, About(case.id, MATTER), given, "甲")
        assert desk.papers.find(PaperQuery()) == []


def test_a_letter_tells_the_facts_the_papers_before_and_everything_late_with_the_unit(desk: Desk, case: Case) -> None:
    act(desk, case, Verb.ACCEPT, MATTER, "2026-11-17")
    urged = desk.documents.issue("urge", about(case), {}, "甲").paper.number
    found = proposals(desk, "warning-letter", case)
    title = case.template.step(MATTER).title
    assert found["title"] == f"关于“{title}”超过办理时限的警示提醒函"
    assert urged in str(found["reason"])
    assert found["facts"] == (
        "该事项2026年11月17日受理，承诺时限10个工作日，应于2026年12月1日办结。"
        "截至2026年12月4日已用13个工作日，逾期3个工作日，仍未办结。"
    )
    assert str(found["rectify_by"]) == "2026-12-11"
    issued = desk.documents.issue("warning-letter", about(case), {}, "甲")
    text = "".join("".join(page_texts(issued.content)).split())
    assert "〔2026〕1号" in text and "请于2026年12月11日前办结" in text


def test_other_late_steps_of_the_unit_are_in_the_letter(desk: Desk, case: Case) -> None:
    finish(desk, case, "2026-11-20", "LX01")
    for matter in ("PG05", "SB01"):
        act(desk, case, Verb.INCLUDE, matter, "2026-11-20")
        act(desk, case, Verb.ACCEPT, matter, "2026-11-23")
    act(desk, case, Verb.ACCEPT, MATTER, "2026-11-17")
    title = case.template.step("SB01").title
    lines = str(proposals(desk, "warning-letter", case, "PG05")["facts"]).splitlines()
    assert lines[1:] == [f"“{title}”应于2026年11月30日办结（承诺时限），逾期4个工作日。"]


def test_a_talk_names_the_papers_before_it(desk: Desk, case: Case) -> None:
    act(desk, case, Verb.ACCEPT, MATTER, "2026-11-17")
    numbers = [desk.documents.issue(form, about(case), {}, "甲").paper.number for form in ("urge", "warning-letter")]
    text = text_of(desk, "interview", case)
    assert all(number in text for number in numbers)
    found = proposals(desk, "interview", case)
    assert (found["host"], found["recorder"], str(found["on"])) == ("某领导", "甲", "2026-12-08")
    assert "逾期3个工作日" in str(found["reason"])

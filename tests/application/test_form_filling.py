"""Forms say what the case says, in the words of the paper: dates, lamps, what is left out and what is provisional."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from desktop_app.application.form_filling import delivery_list, limit_words, service_sheet
from desktop_app.application.forms.asks import Answers
from desktop_app.application.forms.facts import Facts
from desktop_app.application.ports import Workspace
from desktop_app.bootstrap import bundled
from desktop_app.domain.case import Case
from desktop_app.domain.events import Act, Verb
from desktop_app.domain.limit import BoundParty, Limit
from desktop_app.domain.matter import Matter, ResultPaper
from desktop_app.domain.progress import Lamp
from desktop_app.domain.project import Project
from desktop_app.domain.template import ApprovalTemplate, StepTemplate
from tests.desks import FRIDAY, Clock, on
from tests.fakes import FakeStore, FakeUnitOfWork

CALENDAR = bundled().calendar


def matter(code: str, **more: Any) -> Matter:
    plain = Matter(code, f"事项{code}", authority="行政审批局", approval_kind="许可", verified="law")
    limited = replace(plain, promised=Limit.parse("3WD"), statutory=Limit.parse("20WD"))
    return replace(limited, result=ResultPaper(f"批文{code}", "三年"), **more)


STEPS = (
    StepTemplate(matter("A01")),
    StepTemplate(matter("A02", verified="general"), ("A01",)),
    StepTemplate(matter("A03", approval_kind="内部"), ("A02",)),
    StepTemplate(matter("A04"), ("A03",), optional=True),
    StepTemplate(matter("A05"), ("A04",), optional=True, name="自己的名字"),
)
TEMPLATE = ApprovalTemplate(key="T", name="样板流程", version="2026.1", steps=STEPS)
PROJECT = Project(id="p", name="新材料项目", enterprise="某公司", full_agency=True)
WORKSPACE = Workspace("w", "临汾", "某中心", phone="0357-0000000")
CASE = Case("c", "p", TEMPLATE, date(2026, 11, 2), "甲", lead_official="某领导", lead_unit="某单位")

Told = tuple[Verb, str, str, dict[str, str]]


def told(*acts: Told) -> Case:
    case = CASE
    for number, (verb, code, day, more) in enumerate(acts):
        said = Act(on(day) if day else None, "甲", Clock()(), **more)  # type: ignore[arg-type]
        case = case.with_event(case.decide(verb, code, said, f"e{number:02d}"))
    return case


def facts(case: Case, day: str = FRIDAY, **more: Any) -> Facts:
    opened = FakeUnitOfWork(FakeStore(), writes=False)
    return replace(Facts(WORKSPACE, CALENDAR, on(day), "N", PROJECT, case, opened=opened), **more)


def test_the_head_of_a_service_sheet() -> None:
    sheet = service_sheet(facts(CASE), Answers({"content": " 上门 ", "cooperation": " 备件 ", "copies": 3}))
    assert (sheet.number, sheet.centre, sheet.supervision_phone) == ("N", "某中心", "0357-0000000")
    assert (sheet.project, sheet.enterprise, sheet.project_code) == ("新材料项目", "某公司", "待赋码")
    assert (sheet.service_mode, sheet.officer, sheet.lead_official) == ("全程代办", "甲", "某领导")
    assert (sheet.template, sheet.entrusted_on) == ("样板流程（2026.1）", "2026年11月2日")
    assert (sheet.content, sheet.cooperation, sheet.copies, sheet.demo) == ("上门", "备件", 3, False)


@pytest.mark.parametrize(("agency", "words"), [(True, "全程代办"), (False, "部分代办"), (None, "")])
def test_what_was_agreed_with_the_enterprise(agency: bool | None, words: str) -> None:
    assert service_sheet(facts(CASE, of_project=replace(PROJECT, full_agency=agency)), Answers()).service_mode == words


@pytest.mark.parametrize(
    "shown", [{"workspace": replace(WORKSPACE, demo=True)}, {"of_project": replace(PROJECT, demo=True)}]
)
def test_demonstration_papers_are_marked(shown: dict[str, Any]) -> None:
    assert service_sheet(facts(CASE, **shown), Answers()).demo
    assert delivery_list(facts(CASE, **shown), Answers()).demo


ACCEPTED: Told = (Verb.ACCEPT, "A01", "2026-11-16", {})


@pytest.mark.parametrize(
    ("acts", "day", "line"),
    [
        ((), FRIDAY, ("", "", "", "", Lamp.READY, "可办")),
        ((ACCEPTED,), "2026-11-16", ("11-16", "12-14", "11-19", "", Lamp.NORMAL, "余 3 日")),
        ((ACCEPTED,), "2026-11-17", ("11-16", "12-14", "11-19", "", Lamp.WARNING, "余 2 日")),
        ((ACCEPTED,), "2026-11-24", ("11-16", "12-14", "11-19", "", Lamp.OVERDUE, "逾 3 日")),
        (
            (ACCEPTED, (Verb.FINISH, "A01", "2026-11-19", {})),
            FRIDAY,
            ("11-16", "12-14", "11-19", "11-19", Lamp.DONE, "按期"),
        ),
        (
            (ACCEPTED, (Verb.FINISH, "A01", "2026-11-20", {})),
            FRIDAY,
            ("11-16", "12-14", "11-19", "11-20", Lamp.DONE_LATE, "逾期"),
        ),
        (
            (ACCEPTED, (Verb.SUSPEND, "A01", "2026-11-17", {"kind": "补正", "reason": "缺件"})),
            FRIDAY,
            ("11-16", "12-14", "恢复后重算", "", Lamp.SUSPENDED, "已停 4 日"),
        ),
        (((Verb.RECORD, "A01", "", {"month": "2026-05"}),), FRIDAY, ("", "", "", "2026-05", Lamp.DONE, "已办")),
        (((Verb.RECORD, "A01", "", {}),), FRIDAY, ("", "", "", "不详", Lamp.DONE, "已办")),
        (((Verb.RECORD, "A01", "2025-05-06", {}),), FRIDAY, ("", "", "", "2025-05-06", Lamp.DONE, "已办")),
    ],
)
def test_the_line_of_a_step(acts: tuple[Told, ...], day: str, line: tuple[object, ...]) -> None:
    step = service_sheet(facts(told(*acts), day), Answers()).steps[0]
    found = (step.accepted, step.statutory_due, step.promised_due, step.finished, step.lamp, step.lamp_text)
    assert found == line
    assert (step.number, step.title, step.statutory, step.promised) == (1, "事项A01", "20 工作日", "3 工作日")
    assert not step.unverified and service_sheet(facts(CASE), Answers()).steps[1].unverified


def test_a_date_in_a_year_nobody_announced_is_provisional() -> None:
    case = told((Verb.ACCEPT, "A01", "2026-12-29", {}))
    sheet = service_sheet(facts(case, "2026-12-29"), Answers())
    assert (sheet.steps[0].promised_due, sheet.steps[0].statutory_due) == ("2027-01-04 暂估", "2027-01-27 暂估")
    assert [note[:5] for note in sheet.notes if "2027" in note] == ["暂估日期："]


def test_steps_left_out_or_undecided_are_named_below_the_table() -> None:
    sheet = service_sheet(facts(told((Verb.SKIP, "A04", FRIDAY, {"reason": "不涉及"}))), Answers())
    assert [step.title for step in sheet.steps] == ["事项A01", "事项A02", "事项A03"]
    assert sheet.notes[:2] == ("不适用、未列入 1 项：事项A04。", "是否办理待定、未列入 1 项：自己的名字。")


def test_steps_begun_ahead_of_their_turn_are_named() -> None:
    sheet = service_sheet(facts(told((Verb.ACCEPT, "A02", FRIDAY, {"reason": "并行"}))), Answers())
    assert "先于前置环节办理：事项A02（提前）。" in sheet.notes


def test_the_delivery_list_leaves_inside_papers_in_the_house() -> None:
    acts: list[Told] = []
    for code in ("A01", "A02", "A03"):
        acts += [(Verb.ACCEPT, code, "2026-11-17", {}), (Verb.FINISH, code, "2026-11-17", {})]
    found = delivery_list(facts(told(*acts)), Answers({"received_by": " 某人 ", "witnessed_by": "丁"}))
    assert [(item.number, item.name, item.issued_on, item.note) for item in found.items] == [
        (1, "批文A01", "2026-11-17", "三年"),
        (2, "批文A02", "2026-11-17", "三年"),
    ]
    assert (found.received_by, found.witnessed_by, found.handed_by, found.date, found.notes) == (
        "某人",
        "丁",
        "甲",
        "",
        (),
    )


def test_a_delivery_list_without_certificates_says_so() -> None:
    found = delivery_list(facts(CASE), Answers())
    assert found.items == ()
    assert found.notes == ("截至2026年11月20日，本件还没有办结的证照批文，可在空行手工填写。",)


@pytest.mark.parametrize(
    ("limit", "words"), [(None, ""), ("0WD", "即办"), ("8WD", "8 工作日"), ("30ND", "30 自然日"), ("7D", "7 日")]
)
def test_a_limit_in_a_narrow_cell(limit: str | None, words: str) -> None:
    assert limit_words(Limit.parse(limit) if limit else None) == words


def test_a_limit_of_the_enterprise_is_not_printed_as_one_of_a_department() -> None:
    own = Limit.parse("20ND")
    steps = (
        StepTemplate(matter("A01", statutory=replace(own, bound_party=BoundParty.ENTERPRISE))),
        StepTemplate(matter("A02", approval_kind="企业自办")),
    )
    case = replace(CASE, template=replace(TEMPLATE, steps=steps))
    by_law, itself = service_sheet(facts(case), Answers()).steps
    assert (by_law.statutory, by_law.promised) == ("20 自然日\n企业时限", "3 工作日")
    assert (itself.statutory, itself.promised) == ("20 工作日", "3 工作日\n企业时限")

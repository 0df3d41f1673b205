"""The directory and the handovers: appended in order, kept for good; the workload counts every matter once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy.exc import DBAPIError

from desktop_app.application.officer_book import CaseLoad, StepLoad
from desktop_app.domain.handover import HandedCase, HandedStep, HandoverAct, HandoverEntry, HandoverList
from desktop_app.domain.officer import DirectoryEntry, Leave, Membership, Officer, Team
from desktop_app.domain.progress import StepState
from desktop_app.domain.refusals import Damaged, Refusal
from desktop_app.storage.officers import SqlOfficerReaders, directory_entry, handover_entry
from desktop_app.storage.unit_of_work import unit_of_work
from tests.builders import NOON, on, step_now, stored_case

PERSON = Officer("o1", "甲", "审批局", "临汾经开区", "科员", on("2024-01-01"), None, "乙", "备注", ("小甲",))
TEAM = Team("t1", "新能源专班", "甲", "临汾经开区", "光伏", (Membership("乙", on("2026-01-01")),), ("p1",), "重点")
AWAY = Leave("l1", "甲", on("2026-11-20"), on("2026-11-27"), "年假", "乙")
LIST = HandoverList(
    "甲",
    "乙",
    on("2026-11-20"),
    (HandedCase("c1", "p1", "项目", "企业", "流程", True, 1, 1, 0, on("2026-12-01")),),
    (HandedStep("c1", "A01", "事项", "审批局", StepState.IN_PROGRESS, False, "promised", on("2026-12-01"), True),),
)


def test_the_directory_comes_back_whole_and_in_its_order(open_work):
    acts = [DirectoryEntry(one, NOON, "丙", "到岗") for one in (PERSON, TEAM, AWAY, replace(AWAY, cancelled=True))]
    with open_work() as work:
        for entry in acts:
            work.officers.add(entry)
        work.commit()
    with open_work(writes=False) as work:
        assert list(work.officers.entries()) == acts


def test_handovers_come_back_by_number(open_work):
    made = HandoverEntry("JJ-2026-001", HandoverAct.HAND_OVER, NOON, "丙", "离岗", LIST)
    other = replace(made, number="JJ-2026-002")
    accepted = HandoverEntry("JJ-2026-001", HandoverAct.ACCEPT, NOON, "乙")
    with open_work() as work:
        for entry in (made, other, accepted):
            work.handovers.add(entry)
        work.commit()
    with open_work(writes=False) as work:
        assert list(work.handovers.entries()) == [made, other, accepted]
        assert list(work.handovers.of_number("JJ-2026-001")) == [made, accepted]
        assert list(work.handovers.of_number("JJ-2026-009")) == []


def test_the_running_cases_of_somebody(open_work):
    with open_work() as work:
        own, helped, over, other = (stored_case(work, officer=name) for name in ("甲", "丙", "甲", "丙"))
        rows = {
            own: [step_now(own, officer="丁")],
            helped: [step_now(helped, officer="甲"), step_now(helped, "A02", officer="丙")],
            over: [step_now(over, officer="甲", state=StepState.DONE)],
            other: [step_now(other, officer="甲", state=StepState.DONE), step_now(other, "A02", officer="丙")],
        }
        for case, steps in rows.items():
            work.project_standing(case.project_id, steps)
        work.commit()
    with open_work(writes=False) as work:
        assert work.handovers.carried(("甲",)) == sorted((own.id, helped.id))
        assert work.handovers.carried(("小甲", "戊")) == []


def test_the_workload_counts_each_matter_of_a_project_once(database):
    today, until = on("2026-11-20"), on("2026-11-27")
    with unit_of_work(database)() as work:
        first = stored_case(work)
        second = replace(first, id=first.id + "b", officer="乙")
        work.cases.add(second)
        work.project_standing(
            first.project_id,
            [
                step_now(first, "A01", officer="甲", due_on=on("2026-11-10")),
                step_now(second, "A01", officer="甲", due_on=on("2026-11-10")),
                step_now(first, "A02", officer="甲", state=StepState.READY, due_on=None),
                step_now(first, "A03", officer="乙", state=StepState.SUSPENDED, due_on=until),
                step_now(second, "A04", officer="乙", state=StepState.DONE),
                step_now(second, "E01", officer="乙", due_on=until),
                step_now(first, "A04", officer="丙", state=StepState.SUSPENDED, due_on=on("2026-11-10")),
            ],
        )
        work.commit()
    readers = SqlOfficerReaders(database)
    assert readers.step_loads(today, until) == [
        StepLoad("丙", running=1, overdue=1),
        StepLoad("乙", running=1, suspended=1, soon=1),
        StepLoad("甲", running=1, ready=1, overdue=1),
    ]
    assert readers.case_loads() == [CaseLoad("乙", 1, 1), CaseLoad("甲", 1, 1)]


@pytest.mark.parametrize("table", [directory_entry, handover_entry], ids=lambda table: table.name)
@pytest.mark.parametrize("act", ["update", "delete"])
def test_the_database_itself_keeps_what_was_recorded(table, act, database):
    with unit_of_work(database)() as work:
        work.officers.add(DirectoryEntry(PERSON, NOON, "丙"))
        work.handovers.add(HandoverEntry("JJ-2026-001", HandoverAct.HAND_OVER, NOON, "丙", "离岗", LIST))
        work.commit()
    statement = table.delete() if act == "delete" else table.update().values(note="改")
    with pytest.raises((DBAPIError, Refusal), match="never changed"), database.writing() as connection:
        connection.execute(statement)


@pytest.mark.parametrize(("kind", "body"), [("officer", "{"), ("pet", "{}"), ("leave", '{"id": "x"}')])
def test_an_entry_that_cannot_be_understood_is_damage(kind, body, database):
    common = {"ordinal": 1, "note": "", "recorded_at": NOON.isoformat(), "recorded_by": ""}
    with database.writing() as connection:
        connection.execute(directory_entry.insert().values(**common, kind=kind, subject="x", name="", body=body))
        connection.execute(handover_entry.insert().values(**common, number="JJ", act="eat", body=""))
        connection.commit()
    with unit_of_work(database)(writes=False) as work:
        with pytest.raises(Damaged, match="人员名册 第 1 条"):
            work.officers.entries()
        with pytest.raises(Damaged, match="交接 JJ 无法识别"):
            work.handovers.entries()


def test_dates_stay_dates(open_work):
    with open_work() as work:
        work.officers.add(DirectoryEntry(AWAY, NOON, "丙"))
        work.commit()
    with open_work(writes=False) as work:
        (entry,) = work.officers.entries()
    assert isinstance(entry.subject, Leave)
    assert entry.subject.first == date(2026, 11, 20)

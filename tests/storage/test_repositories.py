"""What projects, cases, templates and papers promise, on the fake, on SQLite and on PostgreSQL."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from desktop_app.application.ports import OpenUnitOfWork
from desktop_app.domain.events import Verb
from desktop_app.domain.partial_date import PartialDate
from desktop_app.domain.progress import StepState
from desktop_app.domain.project import Project
from desktop_app.domain.refusals import Damaged, Refusal
from desktop_app.storage import tables
from desktop_app.storage.database import Database
from desktop_app.storage.unit_of_work import unit_of_work
from tests import builders
from tests.builders import CONTENT, event, new_id, on, paper, project, stored_case, template

TODAY = on("2026-11-20")

FULL = Project(
    id="project-full",
    name="𠮷林“一期”—新能源（１ＧＷ）\n扩建 🏭",
    enterprise="某某公司",
    zone="侯马经济开发区",
    project_code="2026-141000-30-03-123456",
    investment_yuan=987_654_321_012,
    completed_yuan=0,
    batch="签约",
    batch_label="2026 年第三次",
    signed=PartialDate("2022.11月底", 2022, 11, part="底"),
    started=PartialDate("拟于明年"),
    produced=PartialDate.of(date(2024, 2, 29)),
    chain="新材料",
    commitment=True,
    standard_land=False,
    full_agency=None,
    lead_official="某领导",
    lead_unit="某单位",
    specialist="乙",
    note="带 {花括号} 与 \\ 反斜杠",
    demo=True,
)


@pytest.mark.parametrize("one", [FULL, Project(id="project-bare", name="只有名称")], ids=["full", "bare"])
def test_a_project_comes_back_as_it_went_in(open_work: OpenUnitOfWork, one: Project) -> None:
    with open_work() as work:
        work.projects.add(one)
        assert work.projects.get(one.id) == one
        work.commit()
    with open_work(writes=False) as work:
        assert work.projects.get(one.id) == one
        assert work.projects.find_all() == [one]


def test_projects_come_in_the_order_they_were_entered(open_work: OpenUnitOfWork) -> None:
    entered = [project(name) for name in ("丙", "甲", "乙")]
    with open_work() as work:
        for one in entered:
            work.projects.add(one)
        assert work.projects.find_all() == entered


def test_many_entered_at_once_are_as_if_entered_one_by_one(open_work: OpenUnitOfWork) -> None:
    many = [project(name) for name in ("丙", "甲", "乙")]
    made = [(one, event(one.id, matter="")) for one in many]
    with open_work() as work:
        work.projects.enter([])
        work.projects.enter(made)
        alone = project("丁")
        work.projects.add(alone)
        work.record(event(alone.id, matter=""))
        work.project_standing(alone.id, [])
        last = event(many[0].id, matter="")
        work.record(last)
        assert work.projects.find_all() == [*many, alone]
        assert [work.events_of_project(one.id) for one in many] == [[made[0][1], last], [made[1][1]], [made[2][1]]]
        work.commit()


def test_a_project_entered_with_many_stands_like_one_entered_alone(database: Database) -> None:
    many, alone = project("甲"), project("乙")
    with unit_of_work(database)() as work:
        work.projects.enter([(many, event(many.id, matter=""))])
        work.projects.add(alone)
        work.project_standing(alone.id, [])
        work.commit()
    with database.reading() as connection:
        rows = connection.execute(tables.project_now.select()).mappings().all()
    standing = [{key: held for key, held in row.items() if key != "project_id"} for row in rows]
    assert len(standing) == 2 and standing[0] == standing[1]


def test_an_unknown_project_is_refused_with_its_id(open_work: OpenUnitOfWork) -> None:
    with open_work() as work, pytest.raises(Refusal, match="没有找到项目 nowhere"):
        work.projects.get("nowhere")


def test_of_two_people_changing_a_project_the_second_is_refused(open_work: OpenUnitOfWork) -> None:
    one = project("甲")
    with open_work() as work:
        work.projects.add(one)
        work.projects.update(replace(one, note="第一人"))
        assert work.projects.get(one.id) == replace(one, note="第一人", version=1)
        with pytest.raises(Refusal, match="“甲”刚被其他人改动") as caught:
            work.projects.update(replace(one, note="第二人"))
        assert caught.value.code == "stale"
        assert work.projects.get(one.id).note == "第一人"
        work.projects.update(replace(one, version=1, note="第二人"))
        assert work.projects.get(one.id).version == 2


def test_a_case_comes_back_with_the_events_of_its_project(open_work: OpenUnitOfWork) -> None:
    with open_work() as work:
        first = stored_case(work, lead_official="某领导", lead_unit="某单位", specialist="乙")
        second = builders.case(first.project_id, template())
        stranger = stored_case(work)
        work.cases.add(second)
        told = [
            event(first.project_id, Verb.OPEN, "", case_id=first.id),
            event(first.project_id, Verb.ACCEPT, case_id=second.id),
            event(first.project_id, Verb.FINISH, case_id=first.id),
        ]
        for one in told:
            work.record(one)
        work.commit()
    with open_work(writes=False) as work:
        assert work.cases.get(first.id) == replace(first, events=tuple(told))
        assert work.cases.of_project(first.project_id) == [work.cases.get(first.id), work.cases.get(second.id)]
        assert [one.id for one in work.cases.every()] == sorted([first.id, second.id, stranger.id])
        assert work.cases.count() == 3
        assert work.cases.get(stranger.id).events == ()


def test_a_matter_is_one_record_for_all_cases_of_a_project(open_work: OpenUnitOfWork) -> None:
    with open_work() as work:
        first = stored_case(work)
        second = builders.case(first.project_id, template())
        work.cases.add(second)
        work.record(event(first.project_id, Verb.ACCEPT, case_id=first.id))
        work.record(event(first.project_id, Verb.FINISH, case_id=first.id))
        work.record(event(first.project_id, Verb.ASSIGN, "A02", case_id=first.id, officer="乙"))
        seen = work.cases.get(second.id)
    situation = seen.situation()
    assert situation.state["A01"] is StepState.DONE
    assert seen.officer_of("A02", situation.progress["A02"]) == "甲"


def test_an_unknown_case_is_refused(open_work: OpenUnitOfWork) -> None:
    with open_work() as work, pytest.raises(Refusal, match="没有找到代办件 nowhere"):
        work.cases.get("nowhere")


def test_a_stored_template_version_never_changes(open_work: OpenUnitOfWork) -> None:
    first = template("K", "2026.1")
    with open_work() as work:
        assert work.templates.add_version(first)
        assert not work.templates.add_version(first), "the same content again"
        opened = stored_case(work, first)
        assert work.templates.add_version(replace(first, name="改了名字"))
        assert work.templates.add_version(replace(first, name="又改名字"))
        assert work.templates.add_version(replace(first, name="新版", version="2026.2"))
        work.commit()
    with open_work() as work:
        assert work.cases.get(opened.id).template == first
        assert work.templates.latest("K", TODAY) == replace(first, name="新版", version="2026.2")
        assert work.templates.add_version(replace(first, name="回到旧版本号"))
        assert work.templates.latest("K", TODAY).version == "2026.1.4"


def test_the_same_steps_declared_as_a_new_version_are_one(open_work: OpenUnitOfWork) -> None:
    with open_work() as work:
        assert work.templates.add_version(template("K", "1"))
        assert work.templates.add_version(template("K", "2"))
        assert work.templates.latest("K", TODAY).version == "2"


def test_what_was_brought_in_once_is_not_brought_in_again(open_work: OpenUnitOfWork) -> None:
    """Two desks with different editions of the program on one database must not take turns in adding versions."""
    older, newer = template("K", "1", name="旧"), template("K", "1", name="新")
    with open_work() as work:
        assert [work.templates.add_version(one) for one in (older, newer, older, newer)] == [True, True, False, False]
        assert work.templates.latest("K", TODAY) == replace(newer, version="1.2")


def test_the_newest_version_of_every_template_in_order_of_key(open_work: OpenUnitOfWork) -> None:
    with open_work() as work:
        for key, version in (("B", "1"), ("A", "9"), ("B", "10")):
            work.templates.add_version(template(key, version, notes=(version,)))
        assert [(one.key, one.version) for one in work.templates.all_latest(TODAY)] == [("A", "9"), ("B", "10")]
        with pytest.raises(Refusal, match="没有流程模板 Z，可选：A、B"):
            work.templates.latest("Z", TODAY)


def test_a_template_that_was_not_committed_is_not_remembered(open_work: OpenUnitOfWork) -> None:
    with open_work() as work:
        work.templates.add_version(template("K", "1", name="草稿"))
        assert work.templates.latest("K", TODAY).name == "草稿"
    with open_work() as work:
        work.templates.add_version(template("K", "1", name="定稿"))
        assert work.templates.latest("K", TODAY).name == "定稿"


def test_numbers_run_by_year_desk_and_kind(open_work: OpenUnitOfWork) -> None:
    with open_work() as work:
        opened = stored_case(work)
        for number in ("BB-2026-A-D11-0001", "BB-2026-A-D11-0002", "BB-2026-B-D11-0001", "BB-2025-A-D19-0001"):
            work.papers.add(paper(opened, number), CONTENT, b"{}")
        asked = [(2026, "A", "D11"), (2026, "B", "D11"), (2025, "A", "D19"), (2027, "A", "D11"), (2026, "A", "D19")]
        assert [work.papers.next_number(*one) for one in asked] == [3, 2, 2, 1, 1]


@pytest.mark.parametrize("number", ["BB-2026-A-D11-0001", "BB-2026-A-D11-0003", "BB-2026-A-D11"])
def test_a_number_leaves_no_gap_and_is_given_once(open_work: OpenUnitOfWork, number: str) -> None:
    with open_work() as work:
        opened = stored_case(work)
        work.papers.add(paper(opened, "BB-2026-A-D11-0001"), CONTENT, b"{}")
        with pytest.raises(ValueError, match=r"not the next number|not enough values"):
            work.papers.add(paper(opened, number), CONTENT, b"{}")


def test_a_paper_comes_back_byte_for_byte(open_work: OpenUnitOfWork) -> None:
    with open_work() as work:
        opened = stored_case(work)
        issued = [paper(opened, f"BB-2026-A-D11-000{serial}") for serial in (1, 2)]
        for one in issued:
            work.papers.add(one, CONTENT, b'{"a": 1}')
        work.commit()
    with open_work(writes=False) as work:
        assert work.papers.get("BB-2026-A-D11-0002") == (issued[1], CONTENT)
        assert work.papers.of_case(opened.id) == issued
        assert work.papers.of_case("nowhere") == []
        assert work.papers.of_form(issued[0].form) == [one for one in issued if one.form == issued[0].form]
        assert work.papers.of_form("nothing") == []
        with pytest.raises(Refusal, match="没有编号为 BB-2026-A-D11-0003 的文书"):
            work.papers.get("BB-2026-A-D11-0003")


def test_a_paper_may_be_about_a_project_a_step_or_the_zone(open_work: OpenUnitOfWork) -> None:
    with open_work() as work:
        opened = stored_case(work)
        step = replace(paper(opened, "BB-2026-A-D11-0001"), matter="DJ01")
        whole = replace(paper(opened, "BB-2026-A-D19-0001"), case_id="")
        zone = replace(paper(opened, "BB-2026-A-D22-0001"), case_id="", project_id="")
        for one in (step, whole, zone):
            work.papers.add(one, CONTENT, b"{}")
        work.commit()
    with open_work(writes=False) as work:
        assert work.papers.of_case(opened.id) == [step]
        assert work.papers.of_project(opened.project_id) == [step, whole]
        assert work.papers.of_project("") == [zone]


def test_altered_bytes_of_a_paper_are_noticed(open_work: OpenUnitOfWork) -> None:
    with open_work() as work:
        opened = stored_case(work)
        work.papers.add(paper(opened, "BB-2026-A-D11-0001"), CONTENT + b" ", b"{}")
        with pytest.raises(Damaged, match="BB-2026-A-D11-0001 的存档与出具时不一致"):
            work.papers.get("BB-2026-A-D11-0001")


def test_a_template_that_cannot_be_read_any_more_is_damage(database: Database) -> None:
    with unit_of_work(database)() as work:
        opened = stored_case(work)
        work.commit()
    database.templates.clear()
    with database.writing() as connection:
        if connection.dialect.name == "sqlite":
            connection.execute(text("DROP TRIGGER template_version_no_update"))
        else:
            connection.execute(text("ALTER TABLE template_version DISABLE TRIGGER USER"))
        connection.execute(text("UPDATE template_version SET body = '{}'"))
        connection.commit()
    with unit_of_work(database)() as work, pytest.raises(Damaged, match="流程模板 SX-YB 无法识别"):
        work.cases.get(opened.id)


@pytest.mark.parametrize("table", ["event", "template_version", "paper"])
@pytest.mark.parametrize("act", ["UPDATE {0} SET {1} = {1}", "DELETE FROM {0}", "TRUNCATE {0} CASCADE"])
def test_the_database_itself_refuses_to_change_what_was_recorded(database: Database, table: str, act: str) -> None:
    column = {"event": "note", "template_version": "body", "paper": "title"}[table]
    with unit_of_work(database)() as work:
        opened = stored_case(work)
        told = event(opened.project_id, case_id=opened.id)
        work.record(told)
        work.papers.add(paper(opened), CONTENT, b"{}")
        work.commit()
    with pytest.raises(DBAPIError) as caught, database.writing() as connection:
        connection.execute(text(act.format(table, column)))
    has_no_truncate = database.engine.name == "sqlite" and "TRUNCATE" in act
    expected = "syntax error" if has_no_truncate else "are never changed"
    assert expected in str(caught.value)
    with unit_of_work(database)() as work:
        assert work.events_of_project(opened.project_id) == [told]
        assert work.papers.get("BB-2026-A-D11-0001")[1] == CONTENT


def test_an_event_cannot_be_replaced_by_another_of_the_same_id(database: Database) -> None:
    with unit_of_work(database)() as work:
        opened = stored_case(work)
        told = event(opened.project_id, case_id=opened.id)
        work.record(told)
        work.commit()
    columns = ", ".join(column.name for column in tables.event.c)
    copy = f"INSERT OR REPLACE INTO event ({columns}) SELECT {columns} FROM event"
    with pytest.raises(DBAPIError, match=r"never changed|syntax error"), database.writing() as connection:
        connection.execute(text(copy))
    with pytest.raises(DBAPIError, match=r"(?i)unique"), unit_of_work(database)() as work:
        work.record(replace(told, note="改"))


@pytest.mark.parametrize("lost", ["project_id", "case_id"])
def test_nothing_refers_to_what_does_not_exist(database: Database, lost: str) -> None:
    with unit_of_work(database)() as work:
        opened = stored_case(work)
        known: dict[str, Any] = {"project_id": opened.project_id, "case_id": opened.id}
        told = event(**known | {lost: new_id("nowhere")})
        with pytest.raises(DBAPIError, match=r"(?i)foreign key"):
            work.record(told)
    with unit_of_work(database)() as work:
        assert work.events_of_project(opened.project_id) == []


def test_events_keep_the_order_of_recording_when_a_clock_was_set_back(open_work: OpenUnitOfWork) -> None:
    """Ids carry the time of the PC that made them; another PC, or the same after a reset, may be behind."""
    with open_work() as work:
        opened = stored_case(work)
        accepted = event(opened.project_id, Verb.ACCEPT, case_id=opened.id, id="9-later-clock")
        finished = event(opened.project_id, Verb.FINISH, case_id=opened.id, id="1-earlier-clock", on=on("2026-11-06"))
        work.record(accepted)
        work.record(finished)
        assert work.events_of_project(opened.project_id) == [accepted, finished]
        assert work.cases.get(opened.id).situation().state["A01"] is StepState.DONE

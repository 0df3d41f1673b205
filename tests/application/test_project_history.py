"""What became of every project: each writer of projects leaves its change, and any instant can be looked back at."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.application.desk import Desk
from desktop_app.application.project_history import (
    FACTS,
    PREFIX,
    PROJECT_KIND,
    canonical,
    fact_of,
    facts_of,
    project_of,
    projects_at,
)
from desktop_app.domain.ledger import FIELD_LABELS
from desktop_app.domain.ledger_entry import EntryAct, EntryChange, LedgerEntry, folded
from desktop_app.domain.partial_date import PartialDate, read_date
from desktop_app.domain.project import Project
from tests.command_line import SAMPLE
from tests.desks import Clock, entered, opened


def changes(desk: Desk) -> list[EntryChange]:
    with desk.projects.open_work(writes=False) as work:
        return list(work.entries.changes_of(PROJECT_KIND))


def test_every_fact_people_state_has_a_name() -> None:
    assert set(FACTS) == set(FIELD_LABELS)


def test_a_new_project_and_its_changes_are_told(workspace: Desk, clock: Clock) -> None:
    project = entered(workspace, "新材料", investment_yuan=100)
    clock.day = "2026-11-23"
    edited, _ = workspace.projects.edit(replace(project, investment_yuan=200, commitment=True), "乙")
    first, second = changes(workspace)
    assert (first.act, first.by, first.entry_id, first.anchor) == (EntryAct.ADD, "甲", project.id, project.id)
    assert {one.column: one.new for one in first.changes} == facts_of(project)
    assert [(one.column, one.old, one.new) for one in second.changes] == [
        ("project:investment_yuan", "100", "200"),
        ("project:commitment", "", "是"),
    ]
    with workspace.projects.open_work(writes=False) as work:
        assert projects_at(work, first.at) == [project]
        assert projects_at(work, second.at - timedelta(seconds=1)) == [project]
        assert projects_at(work, second.at) == [replace(edited, version=0)]
        assert projects_at(work, first.at - timedelta(seconds=1)) == []


def test_a_project_entered_with_its_case_is_told_too(workspace: Desk) -> None:
    case = opened(workspace)
    assert [one.entry_id for one in changes(workspace)] == [case.project_id]


def test_an_import_tells_every_cell_it_came_from(workspace: Desk, tmp_path: Path) -> None:
    workspace.ledgers.commit(SAMPLE, "甲")
    made = changes(workspace)
    assert len(made) == 9 and all(one.act is EntryAct.ADD for one in made)
    assert made[0].source == f"{SAMPLE.name} 三个一批 B6"
    workspace.ledgers.commit(SAMPLE, "甲")
    assert changes(workspace) == made
    with workspace.projects.open_work(writes=False) as work:
        told = {one.id: project_of(one) for one in folded(made).values()}
        for project in work.projects.find_all():
            assert facts_of(told[project.id]) == facts_of(project)


def test_a_project_of_an_older_workspace_gets_its_history_with_the_first_change(workspace: Desk, clock: Clock) -> None:
    first_day = clock()
    old = Project(id="p-old", name="旧项目", zone="临汾经济开发区", investment_yuan=5)
    donor = entered(workspace, "别的项目")
    with workspace.projects.open_work() as work:
        work.projects.add(old)
        work.record(replace(work.events_of_project(donor.id)[0], id="old-event", project_id=old.id))
        work.project_standing(old.id, [])
        work.commit()
    clock.day = "2026-11-25"
    with workspace.projects.open_work(writes=False) as work:
        assert old in projects_at(work, first_day)
    workspace.projects.edit(replace(old, investment_yuan=7), "乙")
    made = [one for one in changes(workspace) if one.entry_id == old.id]
    assert [(one.act, one.at) for one in made] == [(EntryAct.ADD, first_day), (EntryAct.EDIT, clock())]
    with workspace.projects.open_work(writes=False) as work:
        then = {one.id: one for one in projects_at(work, first_day)}
        assert then[old.id] == old
        assert {one.id: one.investment_yuan for one in projects_at(work, clock())}[old.id] == 7


texts = st.text("甲乙（）𠮷 ", min_size=1, max_size=5).map(str.strip).filter(bool)
dates = st.sampled_from(["2022年11月底", "2023年10月20日", "2023年上半年", "2022年"]).map(
    lambda text: read_date(text).value
)
projects = st.builds(
    Project,
    id=st.just("p"),
    name=texts,
    enterprise=st.one_of(st.just(""), texts),
    investment_yuan=st.one_of(st.none(), st.integers(0, 10**13)),
    signed=st.one_of(st.none(), dates),
    commitment=st.sampled_from([None, True, False]),
)


@given(projects)
def test_the_facts_of_a_project_are_the_project(project: Project) -> None:
    read = project_of(LedgerEntry(project.id, PROJECT_KIND, facts_of(project)))
    assert facts_of(read) == facts_of(project)
    assert (read.name, read.investment_yuan, read.commitment) == (
        project.name,
        project.investment_yuan,
        project.commitment,
    )


def test_facts_in_canonical_texts() -> None:
    assert (canonical(None), canonical(True), canonical(False), canonical(12)) == ("", "是", "否", "12")
    assert canonical(PartialDate("2022.6", 2022, 6)) == "2022年6月"
    assert (fact_of("name", ""), fact_of("investment_yuan", ""), fact_of("commitment", "否")) == ("", None, False)
    assert PREFIX + "name" in facts_of(Project(id="p", name="一"))

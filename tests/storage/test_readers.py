"""The lists of the desk: what they hold, in which order, and in how many statements whatever the size."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy.event import listen, remove

from desktop_app.application.ports import OpenUnitOfWork, ProjectQuery, Readers, StepNow
from desktop_app.domain.case import Case
from desktop_app.domain.events import Verb
from desktop_app.domain.progress import StepState
from desktop_app.domain.project import Project
from desktop_app.storage.database import Database
from desktop_app.storage.readers import SqlReaders
from desktop_app.storage.unit_of_work import unit_of_work
from tests.builders import case, event, on, project, step_now, still, template
from tests.fake_readers import FakeReaders
from tests.fakes import FakeStore
from tests.scattered import scatter
from tests.storage.conftest import Store

TODAY, WARN_UNTIL = on("2026-11-18"), on("2026-11-20")
SORTS = ("entered", "name", "enterprise", "zone", "investment", "batch", "officer", "next_due", "lamp", "progress")
CHIPS = ("all", "signed", "started", "produced", "overdue", "warning", "suspended", "ready")


def ask(**wishes: Any) -> ProjectQuery:
    return ProjectQuery(TODAY, WARN_UNTIL, **wishes)


Steps = Callable[[Case], list[StepNow]]


def enter(open_work: OpenUnitOfWork, *projects: tuple[Project, Steps | None]) -> list[str]:
    """Enter projects; those with steps get one case, whose steps are projected."""
    with open_work() as work:
        work.templates.add_version(template())
        for one, steps in projects:
            work.projects.add(one)
            opened = case(one.id)
            if steps:
                work.cases.add(opened)
            work.project_standing(one.id, steps(opened) if steps else [])
        work.commit()
    return [one.id for one, _ in projects]


def due(day: str, **more: Any) -> Steps:
    return lambda opened: [step_now(opened, due_on=on(day), **more)]


def names(store: Store, **wishes: Any) -> list[str]:
    """The names of a selection in order."""
    ids = store.readers.project_ids(ask(**wishes))
    return [row.name for row in store.readers.project_rows(ids, TODAY, WARN_UNTIL)]


LAMPS: dict[str, tuple[Steps | None, str, int]] = {
    "late": (due("2026-11-17"), "overdue", 1),
    "due today": (due("2026-11-18"), "warning", 1),
    "due on the last day of warning": (due("2026-11-20"), "warning", 1),
    "due later": (due("2026-11-21"), "normal", 1),
    "running without a clock": (lambda of: [still(of, "A01", StepState.IN_PROGRESS)], "normal", 1),
    "suspended": (lambda of: [still(of, "A01", StepState.SUSPENDED, suspended_on=on("2026-11-05"))], "suspended", 1),
    "suspended, another clock near": (due("2026-11-19", state=StepState.SUSPENDED), "suspended", 1),
    "late before it was suspended": (due("2026-11-17", state=StepState.SUSPENDED), "overdue", 1),
    "ready": (lambda of: [still(of, "A01", StepState.READY), still(of, "A02", StepState.WAITING)], "ready", 1),
    "ready with a date": (due("2026-11-19", state=StepState.READY), "warning", 1),
    "waiting": (lambda of: [still(of, "A01", StepState.WAITING)], "not_started", 1),
    "waiting and late": (due("2026-11-01", state=StepState.WAITING), "overdue", 1),
    "done, however late": (due("2026-11-01", state=StepState.DONE), "done", 1),
    "done or left out": (
        lambda of: [still(of, "A01", StepState.DONE), still(of, "A02", StepState.SKIPPED)],
        "done",
        1,
    ),
    "done but undecided": (
        lambda of: [still(of, "A01", StepState.DONE), still(of, "A02", StepState.WAITING, undecided=True)],
        "not_started",
        0,
    ),
    "refused": (lambda of: [still(of, "A01", StepState.REFUSED)], "not_started", 0),
    "no case": (None, "not_started", 0),
    "the loudest of many": (
        lambda of: [
            *(step_now(of, code, due_on=on("2026-11-10")) for code in ("A01", "A02")),
            step_now(of, "A03", due_on=on("2026-11-19")),
            still(of, "A04", StepState.READY),
        ],
        "overdue",
        2,
    ),
}


@pytest.mark.parametrize("name", LAMPS)
def test_a_project_shows_its_worst_lamp_and_how_often(store: Store, name: str) -> None:
    steps, lamp, count = LAMPS[name]
    ids = enter(store.open_work, (project(), steps))
    (row,) = store.readers.project_rows(ids, TODAY, WARN_UNTIL)
    assert (row.lamp, row.lamp_count) == (lamp, count)


def test_a_row_says_everything_of_its_project(store: Store) -> None:
    full = project(
        "光伏组件",
        enterprise="某公司",
        zone="临汾",
        investment_yuan=4_703_000_000,
        batch="签约",
        demo=True,
        project_code="2026-1",
        lead_unit="某局",
    )

    def steps(of: Case) -> list[StepNow]:
        return [
            still(of, "A01", StepState.DONE, due_on=on("2026-11-01")),
            step_now(of, "A02", due_on=on("2026-12-04"), firm=False, officer="乙"),
            still(of, "A03", StepState.SUSPENDED, suspended_on=on("2026-11-05")),
            still(of, "A04", StepState.SKIPPED),
            still(of, "E01", StepState.WAITING, undecided=True),
        ]

    ids = enter(store.open_work, (full, steps))
    (row,) = store.readers.project_rows(ids, TODAY, WARN_UNTIL)
    assert (row.project_id, row.name, row.enterprise, row.zone) == (full.id, "光伏组件", "某公司", "临汾")
    assert (row.investment_yuan, row.batch, row.demo, row.project_code) == (4_703_000_000, "签约", True, "2026-1")
    assert (row.current_matter, row.officer, row.lead_unit) == ("事项A02", "乙", "某局")
    assert row.next_due_clock == "promised"
    assert (row.next_due_on, row.next_due_firm, row.suspended_on) == (on("2026-12-04"), False, on("2026-11-05"))
    assert (row.done, row.total, row.cases, row.lamp) == (1, 3, 1, "suspended")


def test_rows_come_in_the_order_asked_for_and_many_at_once(store: Store) -> None:
    ids = enter(store.open_work, *((project(f"{number}"), None) for number in range(1203)))
    wanted = [*reversed(ids), "nowhere"]
    assert [row.project_id for row in store.readers.project_rows(wanted, TODAY, WARN_UNTIL)] == wanted[:-1]
    assert store.readers.totals(ask(), wanted).projects == len(ids)


SORTED: dict[str, tuple[list[Any], list[Any]]] = {
    "name": (["襄汾", "北京", "Baidu", "临汾", "阿里"], ["Baidu", "阿里", "北京", "临汾", "襄汾"]),
    "enterprise": (["", "乙厂", "甲厂"], ["甲厂", "乙厂"]),
    "zone": (["侯马", "", "安泽"], ["安泽", "侯马"]),
    "investment": ([None, 5, 0, 10**12], [0, 5, 10**12]),
    "batch": (["投产", "", "开工", "签约"], ["签约", "开工", "投产"]),
}


@pytest.mark.parametrize("sort", SORTED)
def test_sorting_puts_the_unknown_last_both_ways(store: Store, sort: str) -> None:
    entered, known = SORTED[sort]
    field = "investment_yuan" if sort == "investment" else sort
    ids = enter(store.open_work, *((project(**{field: value}), None) for value in entered))
    of = dict(zip(entered, ids, strict=True))
    unknown = [of[value] for value in entered if value not in known]
    assert store.readers.project_ids(ask(sort=sort)) == [*(of[value] for value in known), *unknown]
    assert store.readers.project_ids(ask(sort=sort, descending=True)) == [*(of[one] for one in known[::-1]), *unknown]


def test_what_is_equal_stays_in_order_of_entry(store: Store) -> None:
    ids = enter(store.open_work, *((project(zone="同"), None) for _ in range(3)))
    for sort in SORTS:
        assert store.readers.project_ids(ask(sort=sort)) == ids
        if sort != "entered":
            assert store.readers.project_ids(ask(sort=sort, descending=True)) == ids
    assert store.readers.project_ids(ask(descending=True)) == ids[::-1]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("光伏", ["100%光伏"]),
        (" 光伏 ", ["100%光伏"]),
        ("%", ["100%光伏"]),
        ("_", ["A_B"]),
        ("\\", ["反\\斜"]),
        ("a_b", ["A_B"]),
        ("𠮷", ["𠮷林"]),
        ("某公司", ["A_B"]),
        ("侯马", ["反\\斜"]),
        ("2026-14", ["𠮷林"]),
        ("丙", ["100%光伏"]),
        ("没有", []),
        ("'; DROP TABLE event; --", []),
    ],
)
def test_search_takes_every_character_as_it_is(store: Store, text: str, found: list[str]) -> None:
    enter(
        store.open_work,
        (project("100%光伏"), due("2026-11-21", officer="丙")),
        (project("A_B", enterprise="某公司"), None),
        (project("反\\斜", zone="侯马"), None),
        (project("𠮷林", project_code="2026-141000"), None),
    )
    assert names(store, text=text) == found


def test_an_officer_sees_the_projects_of_own_cases_and_own_steps(store: Store) -> None:
    enter(
        store.open_work,
        (project("件"), lambda of: [step_now(of, officer="乙")]),
        (project("环节"), lambda of: [step_now(of), step_now(of, "A02", officer="乙")]),
        (project("无"), None),
    )
    assert names(store, officer="甲") == ["件", "环节"]
    assert names(store, officer="乙") == ["件", "环节"]
    assert names(store, officer="丁") == []
    assert store.readers.officers() == ["甲", "乙"]


def test_a_chip_finds_any_step_of_its_kind(store: Store) -> None:
    """A project with something late and something near is found by both chips, whatever its lamp."""
    enter(
        store.open_work,
        (
            project("多", batch="签约", investment_yuan=1),
            lambda of: [
                step_now(of, "A01", due_on=on("2026-11-01")),
                step_now(of, "A02", due_on=on("2026-11-19")),
                still(of, "A03", StepState.SUSPENDED),
                still(of, "A04", StepState.READY),
            ],
        ),
        (project("少", batch="开工", investment_yuan=10), due("2026-11-19", state=StepState.SUSPENDED)),
        (project("无", batch="投产", investment_yuan=None), None),
    )
    expected = {
        "all": ["多", "少", "无"],
        "signed": ["多"],
        "started": ["少"],
        "produced": ["无"],
        "overdue": ["多"],
        "warning": ["多"],
        "suspended": ["多", "少"],
        "ready": ["多"],
    }
    assert {chip: names(store, chip=chip) for chip in CHIPS} == expected
    counts = {chip: len(found) for chip, found in expected.items()}
    totals = store.readers.totals(ask(chip="suspended"))
    assert (totals.projects, totals.investment_yuan, totals.chips) == (2, 11, counts)
    assert store.readers.totals(ask(text="少")).chips == counts | {
        chip: int("少" in found) for chip, found in expected.items()
    }
    chosen = store.readers.totals(ask(), store.readers.project_ids(ask(chip="signed")))
    assert (chosen.projects, chosen.investment_yuan) == (1, 1)


def test_an_empty_workspace_has_empty_lists(store: Store) -> None:
    readers = store.readers
    assert readers.project_ids(ask()) == []
    assert readers.project_rows([], TODAY, WARN_UNTIL) == []
    assert (readers.totals(ask()).projects, readers.totals(ask()).investment_yuan) == (0, 0)
    assert set(readers.totals(ask()).chips.values()) == {0}
    assert readers.open_steps() == []
    assert readers.overdue_steps(TODAY) == []
    assert readers.officers() == []
    assert readers.last_event_on() is None
    assert readers.case_ids("nowhere") == []
    assert readers.every_case_id() == []


def test_today_shows_what_runs_waits_or_must_be_decided(store: Store) -> None:
    def steps(of: Case) -> list[StepNow]:
        return [
            still(of, "A01", StepState.DONE),
            still(of, "A02", StepState.SUSPENDED),
            still(of, "A03", StepState.WAITING, undecided=True),
            still(of, "A04", StepState.WAITING, undecided=True, blocked_by=("A02",)),
            still(of, "E01", StepState.READY, officer="乙"),
        ]

    later: Steps = lambda of: [  # noqa: E731 - it is one of the lines below
        still(of, "A01", StepState.WAITING, blocked_by=("A02",)),
        step_now(of, "A02", state=StepState.WAITING, blocked_by=("A03",), due_on=on("2026-11-30")),
        step_now(of, "A03", state=StepState.REFUSED, due_on=on("2026-11-01")),
    ]
    ids = enter(store.open_work, (project("甲地", enterprise="某公司"), steps), (project("乙地"), later))
    shown = store.readers.open_steps()
    assert [(one.project, one.step.matter) for one in shown] == [
        *(("甲地", matter) for matter in ("A02", "A03", "E01")),
        ("乙地", "A02"),
    ]
    assert (shown[0].enterprise, shown[0].template, shown[0].case_officer) == ("某公司", "流程SX-YB", "甲")
    assert shown[-1].step.blocked_by == ("A03",)
    assert [one.step.matter for one in store.readers.open_steps("乙")] == ["E01"]
    assert [one.step.project_id for one in store.readers.open_steps("甲")] == [ids[0], ids[0], ids[1]]


def test_overdue_lists_what_was_not_ended_by_due_date(store: Store) -> None:
    enter(
        store.open_work,
        (project("后"), due("2026-11-17")),
        (project("先"), due("2026-11-01", state=StepState.SUSPENDED)),
        (project("当天"), due("2026-11-18")),
        (project("办结"), due("2026-11-01", state=StepState.DONE)),
        (project("视为受理"), due("2026-11-01", deemed_after=on("2026-11-18"))),
    )
    assert [one.project for one in store.readers.overdue_steps(TODAY)] == ["先", "后"]
    assert [one.project for one in store.readers.overdue_steps(on("2026-11-17"))] == ["先"]


def test_cases_and_the_last_event(store: Store) -> None:
    with store.open_work() as work:
        work.templates.add_version(template())
        first, second = project(), project()
        for owner in (first, second):
            work.projects.add(owner)
        opened = [case(first.id), case(second.id), case(first.id)]
        for one in opened:
            work.cases.add(one)
        for day in ("2026-11-20", "2026-11-25", "2026-11-01"):
            work.record(event(first.id, on=on(day)))
        work.commit()
    assert store.readers.last_event_on() == on("2026-11-25")
    with store.open_work() as work:
        work.record(event(first.id, Verb.RECORD, on=None, month="2026-12"))
        work.commit()
    assert store.readers.last_event_on() == on("2026-12-01")
    assert store.readers.case_ids(first.id) == [opened[0].id, opened[2].id]
    assert store.readers.every_case_id() == [(one.project_id, one.id) for one in opened]


@pytest.mark.parametrize("seed", range(3))
def test_sql_and_plain_python_agree_on_random_workspaces(database: Database, seed: int) -> None:
    fake = FakeStore()
    scatter(random.Random(seed), [fake.open_work, unit_of_work(database)], TODAY)
    plain, sql = FakeReaders(fake), SqlReaders(database)
    ids = plain.project_ids(ask())
    assert sql.project_rows(ids, TODAY, WARN_UNTIL) == plain.project_rows(ids, TODAY, WARN_UNTIL)
    for sort in SORTS:
        for descending in (False, True):
            query = ask(sort=sort, descending=descending)
            assert sql.project_ids(query) == plain.project_ids(query), query
    for chip in CHIPS:
        for officer in ("", "甲", "丙"):
            for text in ("", "光", "hou", "乙"):
                query = ask(chip=chip, officer=officer, text=text)
                assert sql.project_ids(query) == plain.project_ids(query), query
                assert sql.totals(query) == plain.totals(query), query
    for officer in ("", "乙"):
        assert sql.open_steps(officer) == plain.open_steps(officer)
    assert sql.overdue_steps(TODAY) == plain.overdue_steps(TODAY)
    assert sql.officers() == plain.officers()


@contextmanager
def _statements(database: Database) -> Iterator[list[str]]:
    """The SELECT statements that reach the database meanwhile."""
    seen: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.lstrip().upper().startswith(("SELECT", "WITH")):
            seen.append(statement)

    listen(database.engine, "before_cursor_execute", note)
    yield seen
    remove(database.engine, "before_cursor_execute", note)


READS: dict[str, tuple[Callable[[Readers, list[str]], object], int]] = {
    "project_ids": (lambda readers, _ids: readers.project_ids(ask(sort="lamp", chip="warning", text="某")), 1),
    "project_rows": (lambda readers, ids: readers.project_rows(ids, TODAY, WARN_UNTIL), 2),
    "totals": (lambda readers, _ids: readers.totals(ask(chip="overdue", officer="甲")), 1),
    "totals of some": (lambda readers, ids: readers.totals(ask(), ids), 1),
    "open_steps": (lambda readers, _ids: readers.open_steps(), 1),
    "overdue_steps": (lambda readers, _ids: readers.overdue_steps(TODAY), 1),
    "last_event_on": (lambda readers, _ids: readers.last_event_on(), 1),
    "officers": (lambda readers, _ids: readers.officers(), 1),
    "case_ids": (lambda readers, ids: readers.case_ids(ids[0]), 1),
    "every_case_id": (lambda readers, _ids: readers.every_case_id(), 1),
}


@pytest.mark.parametrize("read", READS)
@pytest.mark.parametrize("projects", [1, 3])
def test_a_list_takes_as_many_statements_as_it_says(database: Database, read: str, projects: int) -> None:
    ids = enter(unit_of_work(database), *((project(), due("2026-11-17")) for _ in range(projects)))
    call, statements = READS[read]
    with _statements(database) as seen:
        assert call(SqlReaders(database), ids) or read in ("last_event_on", "project_ids")
    assert len([one for one in seen if "pg_advisory" not in one]) == statements

"""The main job from the ledger to the paper, and several desks at one workspace, on SQLite and on PostgreSQL."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from desktop_app.application.cases import Opening
from desktop_app.application.demo import SAMPLE
from desktop_app.application.desk import Desk
from desktop_app.bootstrap import open_desk
from desktop_app.domain.case import Case
from desktop_app.domain.events import Act, Verb
from desktop_app.domain.progress import POSSIBLE_IN, Lamp, StepState
from desktop_app.domain.refusals import Refusal
from desktop_app.locations import resources
from tests.desks import Clock, act, derived_steps, entered, finish, on, opened, said, stored_events
from tests.documents.reading import page_texts

Sit = Callable[[], Desk]


@pytest.fixture(params=["sqlite", "postgresql"])
def sit(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Sit]:
    """Sits down at one more desk of the same workspace, as another program does."""
    url = request.getfixturevalue("postgres_url") if request.param == "postgresql" else ""
    folder, desks = tmp_path / "工作区", list[Desk]()

    def one_more() -> Desk:
        desks.append(open_desk(folder, now=Clock(), create=not desks, url=url))
        return desks[-1]

    yield one_more
    for desk in desks:
        desk.close()


def together(*jobs: Callable[[], None]) -> None:
    """Do jobs at once, and fail with the first that failed."""
    failed: list[BaseException] = []
    start = threading.Barrier(len(jobs))

    def run(job: Callable[[], None]) -> None:
        try:
            start.wait()
            job()
        except BaseException as error:  # noqa: BLE001 - handed on below, to the thread of the test
            failed.append(error)

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise failed[0]


def test_the_main_job(sit: Sit) -> None:
    desk = sit()
    imported = desk.ledgers.commit(resources() / "samples" / SAMPLE, "甲")
    assert (imported.created, imported.blocked) == (9, False)
    project = desk.projects.all()[0]
    case = opened(desk, "SX-ZS", "2026-11-02", project_id=project.id)
    finish(desk, case, "2026-11-02", "QQ01")
    assert act(desk, case, Verb.ACCEPT, "QQ02", "2026-11-05").standing.state is StepState.IN_PROGRESS
    act(desk, case, Verb.SUSPEND, "QQ02", "2026-11-06", kind="补正", reason="缺图纸")
    assert [row.step.suspension_kind for row in desk.overview.today().suspended] == ["补正"]
    act(desk, case, Verb.RESUME, "QQ02", "2026-11-10")  # two days credited: due on the 16th
    (late,) = desk.overview.overdue(on("2026-11-20"))
    assert (late.step.due_on, late.days_over, late.entry.project) == (on("2026-11-16"), 4, project.name)
    assert desk.overview.overdue(on("2026-11-16")) == ()
    (row,) = desk.overview.project_rows([project.id])
    assert (row.lamp, row.lamp_count, row.done, row.current_matter) == (Lamp.OVERDUE, 1, 1, "项目考察与选址踏勘")
    query = desk.overview.query(chip="overdue", text=project.name[:4])
    assert desk.overview.project_ids(query) == [project.id]
    act(desk, case, Verb.FINISH, "QQ02", "2026-11-20")
    assert desk.overview.overdue(on("2026-11-20")) == ()
    assert [one.step.matter for one in desk.overview.overdue(on("2026-11-19"))] == ["QQ02"], "as it was the day before"
    with pytest.raises(Refusal, match="已办结，不能办结"):
        act(desk, case, Verb.FINISH, "QQ02", "2026-11-20")
    issued = desk.documents.issue("service-sheet", case.id, {"content": "上门服务", "cooperation": "备齐原件"}, "甲")
    assert issued.paper.number == "BB-2026-A-D11-0001"
    assert project.name[:6] in page_texts(issued.content)[0]
    other = sit()
    assert other.documents.again("BB-2026-A-D11-0001").content == issued.content
    assert other.cases.get(case.id) == desk.cases.get(case.id)
    assert other.overview.project_page(project.id) == desk.overview.project_page(project.id)
    assert other.ledgers.commit(resources() / "samples" / SAMPLE, "乙").unchanged == 9


def test_two_desks_printing_at_once_leave_no_gap(sit: Sit) -> None:
    desks = [sit(), sit()]
    cases = [opened(desks[0]), opened(desks[0])]

    def printing(desk: Desk, case: Case) -> Callable[[], None]:
        def job() -> None:
            for _ in range(3):
                desk.documents.issue("service-sheet", case.id, {}, "甲")

        return job

    together(*(printing(desk, case) for desk, case in zip(desks, cases, strict=True)))
    numbers = sorted(paper.number for case in cases for paper in desks[0].documents.of_case(case.id))
    assert numbers == [f"BB-2026-A-D11-{serial:04d}" for serial in range(1, 7)]


def replayed(case: Case) -> Case:
    """The case from its opening on, every recorded act decided again by the rules."""
    again = Case(case.id, case.project_id, case.template, case.opened_on, case.officer)
    for event in case.events:
        if event.verb in POSSIBLE_IN or event.verb is Verb.REVERSE:
            stated = Act(
                event.on,
                event.by,
                event.at,
                event.month,
                event.note,
                event.reason,
                event.kind,
                event.basis,
                event.officer,
            )
            decided = again.decide(event.verb, event.matter, stated, event.id)
            assert decided.reverses == event.reverses
        again = again.with_event(event)
    return again


def test_three_desks_deciding_at_once_never_contradict_the_rules(sit: Sit) -> None:
    desks = [sit() for _ in range(3)]
    case = opened(desks[0], "SX-ZS")
    recorded, refused = list[Verb](), list[str]()

    def deciding(desk: Desk, seed: int) -> Callable[[], None]:
        dice, verbs = random.Random(seed), (Verb.ACCEPT, Verb.FINISH, Verb.SUSPEND, Verb.RESUME, Verb.REVERSE)

        def job() -> None:
            day = on("2026-11-02")
            for _ in range(15):
                verb, matter = dice.choice(verbs), dice.choice(("QQ01", "QQ02"))
                day += timedelta(days=dice.choice((0, 1)))
                more = {"kind": "补正"} if verb is Verb.SUSPEND else {}
                reason = "" if verb is Verb.ACCEPT else "有原因"
                try:
                    desk.approvals.decide(case.id, verb, matter, said(day.isoformat(), reason=reason, **more))
                except Refusal as refusal:
                    refused.append(str(refusal))
                else:
                    recorded.append(verb)

        return job

    together(*(deciding(desk, seed) for seed, desk in enumerate(desks)))
    stored = desks[0].cases.get(case.id)
    assert len(stored.events) == 2 + len(recorded) and recorded and refused
    assert not any("占用" in one for one in refused), "everybody had a turn"
    assert replayed(stored).situation() == stored.situation()
    assert all(
        desks[1].overview.step_panel(case.id, row.matter).standing.state is row.state
        for row in derived_steps(desks[2], case.project_id)
    )


def test_of_two_desks_opening_the_same_case_one_is_refused(sit: Sit) -> None:
    desks = [sit(), sit()]
    project = entered(desks[0])
    outcomes: list[str] = []

    def opening(desk: Desk) -> Callable[[], None]:
        def job() -> None:
            try:
                desk.cases.open(Opening(project.id, "SX-ZS", on("2026-11-02"), "甲"), "甲")
            except Refusal as refusal:
                outcomes.append(str(refusal))
            else:
                outcomes.append("")

        return job

    together(*(opening(desk) for desk in desks))
    assert sorted(bool(outcome) for outcome in outcomes) == [False, True]
    assert "已有在办的" in max(outcomes)
    assert len(desks[0].overview.case_ids(project.id)) == 1
    assert [event.verb for event in stored_events(desks[0], project.id)] == [Verb.EDIT, Verb.OPEN]

"""The demonstration shows everything on whatever day it is built, and says nothing untrue of the real projects."""

import re
from datetime import datetime, timedelta, timezone

import pytest

from desktop_app import bootstrap
from desktop_app.application.demo import SAMPLE, WorkingDays, build_demo
from desktop_app.application.desk import Desk
from desktop_app.application.overview import CasePage
from desktop_app.application.projection import CALENDAR_FACT, case_steps, projection_version
from desktop_app.domain.clock import OfficeHours
from desktop_app.domain.clock_runs import Track
from desktop_app.domain.events import Verb
from desktop_app.domain.measure import Reach
from desktop_app.domain.progress import Lamp, StepState
from desktop_app.domain.suspension import SUSPENSION_KINDS
from desktop_app.locations import resources
from tests.command_line import on

CHINA = timezone(timedelta(hours=8))
DAYS = [
    "2026-11-20",  # an ordinary Friday
    "2026-11-22",  # a Sunday
    "2026-12-31",  # the last day anybody announced
    "2027-01-04",  # nobody has announced 2027
    "2027-02-08",  # the middle of 春节 in an unknown year
    "2026-02-20",  # the middle of 春节 in a known year
    "2026-02-28",  # a make-up Saturday right after 春节
    "2026-10-03",  # 国庆
    "2026-10-12",  # soon after 国庆
    "2028-02-29",  # a leap day far beyond the calendar
]


@pytest.fixture(params=DAYS, scope="module")
def desk(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory):
    """One demonstration for each day; the tests only read it."""
    folder = tmp_path_factory.mktemp("demo")
    opened = bootstrap.open_desk(folder, create=True, now=lambda: on(request.param))
    build_demo(opened, opened.overview.day())
    yield opened
    opened.close()


def pages(desk: Desk) -> list[CasePage]:
    return [page for project in desk.projects.all() for page in desk.overview.project_page(project.id).cases]


def test_every_ledger_has_rows_as_they_were_recorded(desk):
    for kind in desk.entries.kinds.all():
        rows = desk.entries.rows(kind.key)
        assert rows and all(row.demo for row in rows), kind.key
        assert desk.entries.rows_at(kind.key, desk.now()) == rows, kind.key
    states = {row.cells["state"] for row in desk.entries.rows("issues")}
    assert states == {"待交办", "办理中", "待企业确认", "待销号", "已销号"}
    watched = desk.entries.watched("issues")
    assert watched.overdue and watched.warning


def test_everything_is_there(desk):
    cases = pages(desk)
    standings = [one for page in cases for one in page.standings]
    assert {one.state for one in standings} == set(StepState)
    assert {one.lamp for one in standings} == set(Lamp)
    attempts = [attempt for one in standings for attempt in one.progress.attempts]
    assert {held.kind for attempt in attempts for held in attempt.suspensions} == set(SUSPENSION_KINDS)
    assert {mark for one in standings for mark in one.progress.marks} == {"补录", "提前"}
    # ▲ beats ‖: a step that was late before it stood still.
    assert any(one.state is StepState.SUSPENDED and one.lamp is Lamp.OVERDUE for one in standings)
    assert any(one.undecided for one in standings)
    assert any(attempt.recorded and attempt.ended is None and attempt.ended_month for attempt in attempts)
    assert any(attempt.recorded and attempt.ended is None and not attempt.ended_month for attempt in attempts)
    assert any(page.ended for page in cases)
    history = [event for project in desk.projects.all() for event in desk.overview.project_page(project.id).history]
    rare = {Verb.REVERSE, Verb.ASSIGN, Verb.SKIP, Verb.INCLUDE, Verb.IMPORT, Verb.EXTEND, Verb.TOLERATE}
    assert rare <= {event.verb for event in history}
    assert {page.case.officer for page in cases} == {"甲", "乙", "丙", "丁"}


def test_the_three_benchmarks_are_reached_running_and_missed(desk):
    marks = [mark for page in pages(desk) for mark in page.benchmarks]

    def found(days: int, reach: Reach, met: bool | None) -> bool:
        return any(one.benchmark.days == days and one.reach is reach and one.met is met for one in marks)

    assert found(26, Reach.REACHED, True)
    assert found(10, Reach.REACHED, True)
    assert found(10, Reach.REACHED, False)
    assert found(150, Reach.RUNNING, None)
    assert any(one.reach is Reach.UNKNOWN for one in marks), "only months are known"


def test_today_has_every_group(desk):
    board = desk.overview.today()
    assert board.overdue and board.soon and board.suspended and board.ready and board.undecided
    if desk.calendar.is_working(board.today):
        assert board.due_today
    assert desk.overview.overdue(board.today)


def test_the_stored_projection_is_what_the_events_say(desk):
    stored = {(one.step.case_id, one.step.matter): one.step for one in desk.overview.readers.open_steps()}
    assert stored
    for page in pages(desk):
        for row in case_steps(page.case, desk.calendar):
            known = stored.pop((row.case_id, row.matter), None)
            assert known is None or known == row
    assert not stored
    with desk.overview.open_work() as work:
        assert work.recall(CALENDAR_FACT) == projection_version(desk.calendar)


def test_nothing_happens_after_today_and_every_act_has_its_officer(desk):
    today = desk.overview.day()
    for project in desk.projects.all():
        for event in desk.overview.project_page(project.id).history:
            assert event.on is None or event.on <= today
            assert event.by in {"甲", "乙", "丙", "丁", "演示"}


def test_it_is_marked_and_the_ledger_is_not_touched(desk):
    assert desk.workspace.get().demo
    assert "（演示）" in desk.workspace.get().centre
    assert all(project.demo for project in desk.projects.all())
    again = desk.ledgers.dry_run(resources() / "samples" / SAMPLE)
    assert (again.created, again.updated, again.unchanged) == (0, 0, 9)


def test_no_telephone_and_no_identity_number(desk):
    assert desk.workspace.get().phone == ""
    texts = [repr(project) for project in desk.projects.all()]
    texts += [repr(event) for one in desk.projects.all() for event in desk.overview.project_page(one.id).history]
    plain = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "", "\n".join(texts))
    assert not re.search(r"(?<!\d)(1\d{10}|\d{17}[\dXx])(?!\d)", plain)


@pytest.mark.parametrize("day", DAYS)
def test_days_are_counted_back_over_working_days(day):
    calendar = bootstrap.bundled().calendar
    days = WorkingDays(calendar, on(day).date())
    assert days.ago(0) <= days.today
    assert all(calendar.is_working(days.ago(number)) for number in range(60))
    assert all(calendar.count_working(days.ago(number + 1), days.ago(number)) == 1 for number in range(60))
    end = days.tight(5, 10)
    assert (days.ago(end) - days.ago(end + 5)).days <= 10


def test_months_are_counted_back_over_the_year():
    days = WorkingDays(bootstrap.bundled().calendar, on("2027-02-08").date())
    assert [days.months_ago(number) for number in (0, 1, 2, 14)] == ["2027-02", "2027-01", "2026-12", "2025-12"]


def test_a_plan_shows_steps_ahead_behind_and_not_filed(desk):
    ((case_id, plan),) = [
        (case_id, found)
        for _project, case_id in desk.overview.every_case_id()
        if (found := desk.plans.in_force(case_id)) is not None
    ]
    _plan, standings = desk.plans.against(case_id)
    slips = [one.finish_slip for one in standings if one.finish_slip is not None]
    assert min(slips) < 0 < max(slips)
    assert plan.made_at.date() < desk.overview.day() and plan.lengths
    assert 0 < len(desk.plans.unfiled()) < 15


def test_reminders_fired_on_their_days_even_when_today_is_a_rest_day(desk):
    board = desk.reminders.board()
    assert {Track.LIMIT, Track.TOLERANCE} <= {row.reminder.track for row in board.open}
    assert len({row.reminder.on for row in board.open}) > 1
    assert not any(row.reminder.late for row in board.open), "each on its own day, none 补发"
    assert all(desk.calendar.is_working(row.reminder.fired_at.date()) for row in board.open)
    assert desk.reminders.fire().reminders == (), "nothing is left over"


def test_a_record_fell_and_waits_for_an_answer(desk):
    news = desk.benchmarks.news()
    assert any(one.fallen.result.subject.title.startswith("侯马金刚石深加工10天") for one in news)


@pytest.mark.parametrize(
    ("now", "last"),
    [
        ("2026-11-22 21:00", "2026-11-20 17:30"),  # a Sunday night
        ("2026-11-20 07:00", "2026-11-19 17:30"),  # before the office opens
        ("2026-11-20 13:00", "2026-11-20 12:00"),  # at noon
        ("2026-11-20 15:10", "2026-11-20 15:10"),
    ],
)
def test_the_last_office_moment_is_never_in_the_future(now, last):
    at = datetime.fromisoformat(now).replace(tzinfo=CHINA)
    days = WorkingDays(bootstrap.bundled().calendar, at.date())
    moments = list(days.office_moments(at, OfficeHours()))
    assert moments == sorted(moments) and moments[-1] == datetime.fromisoformat(last).replace(tzinfo=CHINA)


def test_materials_show_one_original_out_too_long_one_back_and_scans(desk):
    (out,) = desk.materials.out()
    assert out.overdue and out.item.received.material.startswith("营业执照")
    files = []
    for page in pages(desk):
        for step in desk.materials.of_case(page.case.id).steps:
            files += [desk.materials.file(file.id) for line in step.lines for file in line.files]
    assert {one.name.rpartition(".")[2] for one in files} == {"pdf", "png"}
    assert all("演示样张" in one.name for one in files)
    held = [one for one in desk.reminders.board().open if one.reminder.track is Track.HELD]
    assert [one.reminder.rung for one in held] == ["held-month"]

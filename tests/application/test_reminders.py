"""Reminders: fired once, in office hours, caught up on; closed with what they were about; read, put off, dealt with."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from desktop_app.application.desk import Desk
from desktop_app.application.materials import Handing
from desktop_app.application.projection import CALENDAR_FACT
from desktop_app.application.reminders import Fired
from desktop_app.domain.case import Case
from desktop_app.domain.clock_runs import Track
from desktop_app.domain.custody import MaterialAct
from desktop_app.domain.escalation import Ladder, Recipient
from desktop_app.domain.events import Verb
from desktop_app.domain.progress import Lamp
from desktop_app.domain.refusals import Refusal
from tests.command_line import CHINA
from tests.desks import Clock, act, finish, on, opened

DUE = "2026-11-06"
"""QQ01 accepted on 2026-11-05 is promised for the next working day."""


@pytest.fixture
def case(workspace: Desk, clock: Clock) -> Case:
    clock.day = "2026-11-05"
    made = opened(workspace, "SX-ZS", lead_official="领导某")
    act(workspace, made, Verb.ACCEPT, "QQ01", "2026-11-05")
    return made


def rungs(fired: Fired) -> list[tuple[str, bool]]:
    return [(one.rung, one.late) for one in fired.reminders]


def on_day(desk: Desk, clock: Clock, day: str) -> Fired:
    clock.day = day
    return desk.reminders.fire()


def test_a_rung_fires_on_its_day_and_never_again(workspace: Desk, clock: Clock, case: Case) -> None:
    assert rungs(workspace.reminders.fire()) == [("limit-warning", False)]
    assert workspace.reminders.fire() == Fired()
    assert on_day(workspace, clock, "2026-11-07") == Fired()  # a Saturday
    assert rungs(on_day(workspace, clock, "2026-11-09")) == [("limit-overdue", False)]
    assert rungs(on_day(workspace, clock, "2026-11-10")) == []
    assert rungs(on_day(workspace, clock, "2026-11-11")) == [("limit-urge", False)]


def test_after_ten_days_without_the_program_everything_fires_in_order_and_is_marked(
    workspace: Desk, clock: Clock, case: Case
) -> None:
    fired = on_day(workspace, clock, "2026-11-16")
    assert rungs(fired) == [
        ("limit-warning", True),
        ("limit-overdue", True),
        ("limit-urge", True),
        ("limit-letter", True),
    ]
    assert [one.on.isoformat() for one in fired.reminders] == ["2026-11-05", "2026-11-09", "2026-11-11", "2026-11-13"]
    assert [one.person for one in fired.reminders] == ["甲", "组长", "领导某", "领导小组办公室"]
    (row,) = workspace.reminders.board().open
    assert (row.reminder.rung, [one.rung for one in row.earlier]) == (
        "limit-letter",
        ["limit-warning", "limit-overdue", "limit-urge"],
    )
    assert (row.lamp, row.left, row.due.isoformat()) == (Lamp.OVERDUE, -6, DUE)
    assert row.next is not None and (row.next[0].key, row.next[1]) == ("limit-interview", date(2026, 11, 20))


def test_ten_days_off_and_ten_daily_starts_end_the_same(workspace: Desk, clock: Clock, case: Case) -> None:
    daily = [one.rung for n in range(12) for one in on_day(workspace, clock, f"2026-11-{5 + n:02d}").reminders]
    assert daily == ["limit-warning", "limit-overdue", "limit-urge", "limit-letter"]
    with workspace.reminders.open_work(writes=False) as work:
        assert [one.rung for one in work.reminders.unended()] == daily


def test_nothing_fires_outside_office_hours(workspace: Desk, case: Case) -> None:
    night = replace(workspace.reminders, now=lambda: datetime(2026, 11, 9, 21, 0, tzinfo=CHINA))
    noon = replace(workspace.reminders, now=lambda: datetime(2026, 11, 9, 13, 0, tzinfo=CHINA))
    assert night.fire() == noon.fire() == Fired()
    morning = replace(workspace.reminders, now=lambda: datetime(2026, 11, 10, 8, 30, tzinfo=CHINA))
    assert rungs(morning.fire()) == [("limit-warning", True), ("limit-overdue", True)]


def test_what_is_finished_or_held_still_is_no_longer_chased(workspace: Desk, clock: Clock, case: Case) -> None:
    workspace.reminders.fire()
    act(workspace, case, Verb.SUSPEND, "QQ01", "2026-11-06", kind="补正", reason="缺图")
    held = on_day(workspace, clock, "2026-11-06")
    assert [one.closed_why for one in held.closed] == ["环节已暂停计时"]
    assert workspace.reminders.board().open == ()
    act(workspace, case, Verb.RESUME, "QQ01", "2026-11-09")
    moved = on_day(workspace, clock, "2026-11-09")
    assert rungs(moved) == [("limit-warning", False)]
    act(workspace, case, Verb.FINISH, "QQ01", "2026-11-09")
    done = workspace.reminders.fire()
    assert [one.closed_why for one in done.closed] == ["环节已办结"]
    assert [row.reminder.closed_why for row in workspace.reminders.board().ended] == ["环节已办结", "环节已暂停计时"]


def test_taking_the_finish_back_brings_the_same_reminders_back(workspace: Desk, clock: Clock, case: Case) -> None:
    fired = on_day(workspace, clock, "2026-11-09")
    act(workspace, case, Verb.FINISH, "QQ01", "2026-11-09")
    assert {one.id for one in workspace.reminders.fire().closed} == {one.id for one in fired.reminders}
    act(workspace, case, Verb.REVERSE, "QQ01", "2026-11-09", reason="登记错了")
    back = workspace.reminders.fire()
    assert {one.id for one in back.revived} == {one.id for one in fired.reminders} and back.reminders == ()
    assert len(workspace.reminders.board().open) == 1


def test_an_extension_is_chased_anew(workspace: Desk, clock: Clock, case: Case) -> None:
    workspace.reminders.fire()
    more = {"kind": "promised", "amount": 5, "officer": "局长", "basis": "告知书 1 号", "reason": "补勘"}
    act(workspace, case, Verb.EXTEND, "QQ01", "2026-11-06", **more)
    moved = on_day(workspace, clock, "2026-11-06")
    assert [one.closed_why for one in moved.closed] == ["期限已变动"]
    assert rungs(on_day(workspace, clock, "2026-11-11")) == [("limit-warning", False)]


def test_missing_papers_are_chased_before_and_after_their_day(workspace: Desk, clock: Clock, case: Case) -> None:
    act(workspace, case, Verb.TOLERATE, "QQ01", "2026-11-05", amount=5, note="缺红线图")
    act(workspace, case, Verb.FINISH, "QQ01", "2026-11-05")
    assert on_day(workspace, clock, "2026-11-06").reminders == ()
    told = []
    for day in ("2026-11-10", "2026-11-11", "2026-11-12", "2026-11-13", "2026-11-17"):
        told += [(day, one.rung) for one in on_day(workspace, clock, day).reminders]
    assert told == [
        ("2026-11-10", "tolerance-warning"),
        ("2026-11-12", "tolerance-last"),
        ("2026-11-13", "tolerance-overdue"),
        ("2026-11-17", "tolerance-leader"),
    ]
    (row,) = workspace.overview.today().tolerances
    assert (row.step.clock, row.step.due_on, row.left, row.what) == ("tolerance", date(2026, 11, 12), -3, "缺红线图")
    act(workspace, case, Verb.SUPPLEMENT, "QQ01", "2026-11-17")
    assert [one.closed_why for one in workspace.reminders.fire().closed] == ["容缺材料已补齐"] * 4
    assert workspace.overview.today().tolerances == ()


def test_a_plan_that_nobody_follows_is_chased(workspace: Desk, clock: Clock) -> None:
    clock.day = "2026-11-02"
    made = opened(workspace, "SX-ZS")
    earliest = workspace.outlooks.outlook(made.id).finish
    assert earliest is not None
    workspace.plans.freeze(made.id, earliest, "甲")
    with workspace.plans.open_work(writes=False) as work:
        first = min(one.run.due for one in work.reminders.watched(date.max, Track.PLAN))
    later = workspace.calendar.add_working(first, 1).isoformat()
    assert {one.rung for one in on_day(workspace, clock, later).reminders} == {"plan-unfiled"}


def test_a_certificate_is_chased_until_it_is_used_also_by_another_case(workspace: Desk, clock: Clock) -> None:
    made = opened(workspace, "SX-ZS", "2026-09-01")
    finish(workspace, made, "2026-09-01", "QQ01")
    for matter in ("QQ02", "QQ03", "QQ04", "QQ05", "QQ06", "QQ07"):
        if matter in made.template.codes:
            act(workspace, made, Verb.RECORD, matter, "2026-09-02")
    act(workspace, made, Verb.ACCEPT, "DJ01", "2026-09-28", reason="先行办理")
    act(workspace, made, Verb.FINISH, "DJ01", "2026-09-28")
    told = []
    for day in ("2026-10-28", "2026-10-29", "2026-11-18", "2026-11-27"):
        told += [(day, one.rung) for one in on_day(workspace, clock, day).reminders if one.track is Track.VALIDITY]
    assert told == [("2026-10-29", "validity-month"), ("2026-11-18", "validity-ten"), ("2026-11-27", "validity-last")]
    (row,) = workspace.overview.today().expiring
    assert (row.step.matter, row.step.clock, row.step.due_on, row.left) == ("DJ01", "validity", on("2026-11-28"), 1)
    assert row.what == "企业名称申报保留通知有效至 2026-11-28"
    other = opened(workspace, "SX-ZS-JS", "2026-11-27", project_id=made.project_id)
    act(workspace, other, Verb.ACCEPT, "DJ02", "2026-11-27", reason="先行办理")
    closed = workspace.reminders.fire().closed
    assert {one.closed_why for one in closed if one.track is Track.VALIDITY} == {"证照已使用，或不再适用"}
    assert workspace.overview.today().expiring == ()


def test_an_original_kept_here_is_chased_until_the_enterprise_has_it_back(workspace: Desk, clock: Clock) -> None:
    clock.day = "2026-11-02"
    made = opened(workspace, "SX-ZS", "2026-11-02")
    matter = next(step.code for step in made.template.steps if step.matter.materials)
    came = Handing(matter, "授权委托书", originals=1, giver="企业", taker="甲", valid_until=on("2026-12-10"))
    entry = workspace.materials.receive(made.id, came).entry
    told = []
    for day in ("2026-11-09", "2026-11-10", "2026-11-30", "2026-12-10"):
        told += [(day, one.rung) for one in on_day(workspace, clock, day).reminders if one.track is Track.HELD]
    assert told == [("2026-11-10", "held-month"), ("2026-11-30", "held-ten"), ("2026-12-10", "held-last")]
    (row,) = [one for one in workspace.reminders.board().open if one.reminder.track is Track.HELD]
    assert (row.left, row.lamp, row.reminder.person) == (0, Lamp.WARNING, made.officer)
    (today,) = workspace.overview.today().expiring
    assert (today.what, today.left) == ("授权委托书有效至 2026-12-10", 0)
    home = workspace.materials.move(made.id, MaterialAct.HANDOVER, Handing(item=entry.id, taker="企业")).entry
    closed = workspace.reminders.fire().closed
    assert {one.closed_why for one in closed if one.track is Track.HELD} == {"原件已移交企业，或登记已冲销"}
    assert workspace.overview.today().expiring == ()
    workspace.materials.reverse(home.id, "登记错了")
    assert len(workspace.overview.today().expiring) == 1
    clock.day = "2026-12-15"
    (over,) = workspace.overview.today().expiring
    assert (over.lamp, over.left) == (Lamp.OVERDUE, -5)


def test_a_workspace_of_before_knows_its_running_dates_after_opening(workspace: Desk, case: Case) -> None:
    with workspace.reminders.open_work() as work:
        work.reminders.watch(case.project_id, [])
        work.remember(CALENDAR_FACT, "computed by an older program")
        work.commit()
    assert workspace.reminders.fire() == Fired()
    assert workspace.calendars.catch_up()
    assert rungs(workspace.reminders.fire()) == [("limit-warning", False)]


def test_read_put_off_dealt_with_and_taken_back(workspace: Desk, clock: Clock, case: Case) -> None:
    on_day(workspace, clock, "2026-11-09")
    service = workspace.reminders
    (row,) = service.board().open
    assert service.board().fresh == service.fresh() == 1
    service.seen(row.reminder.id, "甲")
    assert service.board().fresh == service.fresh() == 0
    assert all(one.seen_by == "甲" for one in (*service.board().open[0].earlier, service.board().open[0].reminder))
    service.snooze(row.reminder.id, service.next_moment(1), "甲")
    assert service.board().open == () and len(service.board().snoozed) == 1
    clock.day = "2026-11-10"
    assert len(service.board().open) == 1
    service.handled(row.reminder.id, "甲", "已电话催问")
    board = service.board()
    assert board.open == () and [one.reminder.note for one in board.ended] == ["已电话催问"]
    with pytest.raises(Refusal, match="已由甲在 2026-11-10 标为已处理"):
        service.handled(row.reminder.id, "乙")
    service.reopen(row.reminder.id)
    assert len(service.board().open) == 1 and service.board().ended == ()
    service.issued(row.reminder.id, "BB-2026-A-D13-0001")
    assert service.get(row.reminder.id).paper == "BB-2026-A-D13-0001"


def test_a_higher_rung_comes_up_although_the_lower_one_was_dealt_with(
    workspace: Desk, clock: Clock, case: Case
) -> None:
    on_day(workspace, clock, "2026-11-09")
    (row,) = workspace.reminders.board().open
    workspace.reminders.snooze(row.reminder.id, workspace.reminders.next_moment(1), "甲")
    assert workspace.reminders.fresh() == workspace.reminders.board().fresh == 0, "put off before anybody looked"
    workspace.reminders.handled(row.reminder.id, "甲")
    on_day(workspace, clock, "2026-11-11")
    (row,) = workspace.reminders.board().open
    assert row.reminder.rung == "limit-urge" and row.fresh and workspace.reminders.fresh() == 1
    assert workspace.reminders.board().ended == ()


def test_senseless_wishes_are_refused(workspace: Desk, clock: Clock, case: Case) -> None:
    service = workspace.reminders
    service.fire()
    (row,) = service.board().open
    with pytest.raises(Refusal, match="由谁处理"):
        service.handled(row.reminder.id, " ")
    with pytest.raises(Refusal, match="已经过了"):
        service.snooze(row.reminder.id, clock() - timedelta(minutes=1), "甲")
    with pytest.raises(Refusal, match="0 至 60 个工作日"):
        service.next_moment(-1)
    with pytest.raises(Refusal, match="没有编号为“x”的提醒"):
        service.seen("x", "甲")
    assert service.board().open[0].reminder == row.reminder


def test_everybody_sees_what_they_carry_and_what_is_for_them(workspace: Desk, clock: Clock, case: Case) -> None:
    workspace.reminders.save_ladder(Ladder(leader="组长某"), "主任")
    on_day(workspace, clock, "2026-11-09")
    for name, count in (("甲", 1), ("组长某", 1), ("领导某", 0), ("乙", 0), ("", 1)):
        assert len(workspace.reminders.board(name).open) == count, name


def test_ladders_are_versions_and_the_last_one_is_in_force(workspace: Desk, clock: Clock, case: Case) -> None:
    service = workspace.reminders
    assert service.ladder().version == 0 and service.ladder().ladder == Ladder()
    changed = Ladder(leader="组长某").changed("limit-overdue", who=Recipient.LEADER, days=2, on=True)
    service.save_ladder(changed, "主任")
    with pytest.raises(Refusal, match="没有改动"):
        service.save_ladder(changed, "主任")
    with pytest.raises(Refusal, match="由谁修改"):
        service.save_ladder(Ladder(), "")
    assert [(one.version, one.recorded_by) for one in service.ladders()] == [(0, ""), (1, "主任")]
    assert rungs(on_day(workspace, clock, "2026-11-09")) == [("limit-warning", True)]
    assert rungs(on_day(workspace, clock, "2026-11-10")) == [("limit-overdue", False)]


def test_what_will_fire_by_a_day_is_told_without_firing(workspace: Desk, clock: Clock, case: Case) -> None:
    workspace.reminders.fire()
    coming = [(due.rung.key, due.on.isoformat()) for due, _ in workspace.reminders.pending(date(2026, 11, 15))]
    assert coming == [("limit-overdue", "2026-11-09"), ("limit-urge", "2026-11-11"), ("limit-letter", "2026-11-13")]
    assert workspace.reminders.fire() == Fired()


def test_an_hour_from_the_end_of_the_day_is_the_next_morning(workspace: Desk, case: Case) -> None:
    def from_now(day: int, hour: int, minute: int) -> str:
        moment = datetime(2026, 11, day, hour, minute, tzinfo=CHINA)
        return f"{replace(workspace.reminders, now=lambda: moment).next_moment(0):%m-%d %H:%M}"

    assert from_now(10, 9, 5) == "11-10 10:05"
    assert from_now(10, 11, 30) == "11-10 14:30"
    assert from_now(10, 18, 10) == "11-11 08:30"
    assert from_now(13, 17, 0) == "11-16 08:30"  # a Friday
    assert from_now(14, 6, 0) == "11-16 08:30"


def test_a_day_past_the_calendar_is_refused(workspace: Desk, case: Case) -> None:
    with pytest.raises(Refusal, match="日期超出日历可算的范围"):
        workspace.reminders.pending(date.max)

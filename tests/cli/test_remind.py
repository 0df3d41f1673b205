"""Reminders on the command line: fired by a scheduled task, listed, dealt with."""

import pytest

from tests.command_line import on, open_case


@pytest.fixture
def late(cli):
    """A case whose first step was promised for 2026-11-06."""
    case = open_case(cli)
    cli.answer("step", "accept", case, "QQ01", "--on", "2026-11-05")
    cli.now = on("2026-11-09")
    return case


def test_firing_twice_fires_once(cli, late):
    fired = cli.answer("remind", "fire")
    assert [(one["rung"], one["late"], one["case"], one["officer"]) for one in fired["fired"]] == [
        ("limit-warning", True, late, "甲"),
        ("limit-overdue", False, late, "甲"),
    ]
    assert fired["late"] == 1
    assert cli.answer("remind", "fire")["fired"] == []
    assert cli.here("remind", "fire").out == "发出 0 条提醒\n"


def test_nothing_fires_at_night(cli, late):
    cli.now = on("2026-11-09").replace(hour=20)
    assert cli.answer("remind", "fire")["fired"] == []
    assert cli.here("remind", "list").out == "没有待处理的提醒\n"


def test_the_list_names_the_highest_rung_and_the_next(cli, late):
    cli.answer("remind", "fire")
    (one,) = cli.answer("remind", "list")
    assert (one["rung"], one["earlier"], one["person"], one["lamp"], one["left"]) == (
        "limit-overdue",
        ["limit-warning"],
        "组长",
        "overdue",
        -1,
    )
    assert (one["due"], one["firm"], one["clock"], one["next"]) == (
        "2026-11-06",
        True,
        "promised",
        {"rung": "limit-urge", "on": "2026-11-11"},
    )
    assert cli.answer("remind", "list", "--officer", "乙") == []
    said = cli.here("remind", "list").out
    assert said.startswith("▲ 已经逾期，请组长协调办理部门\t试验项目1\tQQ01 ") and "承诺 2026-11-06" in said


def test_a_day_ahead_is_told_without_firing(cli, late):
    rows = cli.answer("remind", "list", "--as-of", "2026-11-11")
    assert [(row["rung"], row["fired"], row["on"]) for row in rows] == [
        ("limit-warning", False, "2026-11-05"),
        ("limit-overdue", False, "2026-11-09"),
        ("limit-urge", False, "2026-11-11"),
    ]
    assert "2026-11-11 将提醒领办领导：" in cli.here("remind", "list", "--as-of", "2026-11-11").out
    assert cli.answer("remind", "list", "--as-of", "2026-11-11", "--officer", "乙") == []


def test_a_date_in_an_unknown_year_is_provisional(cli):
    case = open_case(cli)
    cli.answer("step", "accept", case, "QQ01", "--on", "2026-12-31")
    cli.now = on("2026-12-31")
    cli.answer("remind", "fire")
    one, *reports = cli.answer("remind", "list")
    assert {report["track"] for report in reports} == {"rhythm"}  # the last working day of the year's last half month
    assert (one["due"], one["firm"], one["provisional"], one["missing_years"]) == (None, False, "2027-01-04", [2027])


def test_read_put_off_dealt_with_and_taken_back(cli, late):
    cli.answer("remind", "fire")
    (one,) = cli.answer("remind", "list")
    assert cli.answer("remind", "seen", one["id"], "--by", "甲")["seen_by"] == "甲"
    put_off = cli.answer("remind", "snooze", one["id"], "--days", "2", "--by", "甲")
    assert put_off["snoozed_until"] == "2026-11-11T08:30:00+08:00"
    assert cli.answer("remind", "list") == []
    assert cli.here("remind", "reopen", one["id"]).out == f"已读：{one['id']}\n"
    assert "由谁处理" in cli.refusal("remind", "handled", one["id"])
    done = cli.answer("remind", "handled", one["id"], "--by", "甲", "--note", "已催")
    assert (done["handled_by"], done["note"]) == ("甲", "已催")
    assert "无需重复" in cli.refusal("remind", "handled", one["id"], "--by", "甲")
    assert "没有编号为“nothing”的提醒" in cli.refusal("remind", "seen", "nothing")
    assert "0 至 60" in cli.refusal("remind", "snooze", one["id"], "--days", "-1")


def test_finishing_the_step_closes_its_reminders(cli, late):
    cli.answer("remind", "fire")
    cli.answer("step", "finish", late, "QQ01", "--on", "2026-11-09")
    assert len(cli.answer("remind", "fire")["closed"]) == 2
    assert cli.answer("remind", "list") == []


def test_the_ladder_is_told_with_what_is_not_verified(cli):
    answer = cli.answer("remind", "ladder")
    rungs = {one["rung"]: one for one in answer["rungs"]}
    assert answer["version"] == 0
    assert (rungs["limit-urge"]["who"], rungs["limit-urge"]["days"], rungs["limit-urge"]["form"]) == (
        "lead_official",
        3,
        "urge",
    )
    assert [key for key, one in rungs.items() if one["unit"] == "ND"] == [
        "validity-month",
        "validity-ten",
        "validity-last",
        "held-month",
        "held-ten",
        "held-last",
    ]
    said = cli.here("remind", "ladder").out
    assert "办理时限\t超过 5 个工作日（可调，待核）\t领导小组办公室\t" in said


def test_a_limit_of_the_enterprise_is_called_its_own(cli):
    case = open_case(cli, template="SX-BA-CG")
    for matter in ("QQ01", "QQ02", "QQ03", "QQ04", "QQ05", "QQ06", "DJ01", "DJ02"):
        cli.answer("step", "accept", case, matter, "--on", "2026-11-03")
        cli.answer("step", "finish", case, matter, "--on", "2026-11-03")
    cli.now = on("2026-12-09")
    cli.answer("remind", "fire")
    lines = [line for line in cli.here("remind", "list").out.splitlines() if "\tDJ04 " in line]
    assert lines and all("\t企业时限 2026-12-03\t" in line for line in lines)
    assert "企业时限 2026-12-03" in cli.here("case", "show", case).out
    said = cli.here("clock", "explain", case, "DJ04").out
    assert "企业时限到期：2026-12-03" in said and "法定时限" not in said and "时限时限" not in said


def test_issues_near_their_date_are_listed(cli):
    facts = ("raised_on=2026-11-02", "came_from=走访", "enterprise=甲公司", "category=用地", "description=红线未定")
    row = cli.answer("ledger", "add", "issues", *facts, "--by", "甲")
    act = ("duty_unit=经发局", "limit_days=2", "--on", "2026-11-02", "--by", "甲")
    cli.answer("ledger", "act", row["row"], "assign", *act)
    (one,) = [line for line in cli.answer("remind", "list") if line["track"] == "issues"]
    assert (one["id"], one["enterprise"], one["authority"], one["due"]) == (
        row["row"],
        "甲公司",
        "经发局",
        "2026-11-04",
    )
    assert one["rung"] == ("issue-overdue" if one["left"] < 0 else "issue-due")
    assert "红线未定\t经发局" in cli.here("remind", "list").out

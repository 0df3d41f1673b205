"""Notes above the board of today: what the office has to do besides the steps."""

from tests.command_line import on, open_case


def add(cli, *names):
    for name in names:
        cli.answer("officer", "add", name, "--by", "丁")


def test_a_quiet_day_has_no_notes(cli):
    board = cli.answer("today")
    assert (board["handovers_waiting"], board["away"]) == ([], [])
    assert "待接收" not in cli.here("today").out and "请假" not in cli.here("today").out


def test_reports_that_are_due_are_told_until_they_are_issued(cli):
    open_case(cli)
    cli.answer("remind", "fire")
    (due,) = cli.answer("today")["reports_due"]
    assert (due["cadence"], due["due"], due["lamp"], due["said"]) == ("weekly", "2026-11-20", "warning", "今天该出")
    assert "◆ 周调度（2026年11月16日至22日）今天该出" in cli.here("today").out
    cli.now = on("2026-11-21")
    assert "▲ 周调度（2026年11月16日至22日）刚逾期未出" in cli.here("today").out
    assert "▲ 刚逾期\t周调度\t" in cli.here("report", "due").out
    cli.now = on("2026-11-24")
    assert "▲ 周调度（2026年11月16日至22日）逾 2 个工作日未出" in cli.here("today", "--officer", "乙").out
    assert "▲ 逾期\t周调度\t" in cli.here("report", "due").out
    cli.answer("report", "skip", "weekly", "--on", "2026-11-20", "--by", "甲", "--reason", "没有调度")
    assert "weekly" not in {one["cadence"] for one in cli.answer("today")["reports_due"]}


def test_a_handover_is_told_until_it_is_accepted(cli):
    open_case(cli)
    add(cli, "甲", "乙")
    made = cli.answer("officer", "handover", "--from", "甲", "--to", "乙", "--reason", "岗位调整")
    (waiting,) = cli.answer("today")["handovers_waiting"]
    assert (waiting["number"], waiting["from"], waiting["to"]) == ("JJ-2026-001", "甲", "乙")
    assert (waiting["on"], waiting["counts"]) == ("2026-11-20", made["counts"])
    assert "◆ 待接收：甲 → 乙，JJ-2026-001，代办件 1、未结环节 " in cli.here("today").out
    cli.answer("officer", "accept", "JJ-2026-001", "--by", "乙")
    assert cli.answer("today")["handovers_waiting"] == []


def test_who_is_away_is_told_with_who_stands_in_over_those_who_are_away_too(cli):
    add(cli, "甲", "乙", "丙")
    for name, substitute in (("甲", "乙"), ("乙", "丙")):
        days = ("--from", "2026-11-20", "--to", "2026-11-24", "--substitute", substitute)
        cli.answer("officer", "leave", name, *days, "--by", "丁")
    away = cli.answer("today")["away"]
    assert [(one["absent"], one["by"], one["until"]) for one in away] == [
        ("甲", "丙", "2026-11-24"),
        ("乙", "丙", "2026-11-24"),
    ]
    assert away == cli.answer("officer", "cover")["covers"]
    assert all(one["words"] in cli.here("today").out for one in away)
    cli.now = on("2026-11-25")
    assert cli.answer("today")["away"] == []

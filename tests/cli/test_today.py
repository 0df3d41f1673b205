"""The board of today."""

from tests.command_line import on, open_case


def test_groups(cli):
    case = open_case(cli)
    board = cli.answer("today")
    assert [step["matter"] for step in board["ready"]] == ["QQ01"]
    assert (board["today"], board["firm"], board["running"], board["overdue"]) == ("2026-11-20", True, 0, [])
    cli.answer("step", "accept", case, "QQ01", "--on", "2026-11-19")
    board = cli.answer("today")
    assert [(step["matter"], step["lamp"], step["left"]) for step in board["due_today"]] == [("QQ01", "warning", 0)]
    cli.answer("step", "suspend", case, "QQ01", "--on", "2026-11-20", "--kind", "补正", "--reason", "缺件")
    (held,) = cli.answer("today")["suspended"]
    assert (held["suspended_on"], held["suspension_kind"], held["due"]) == ("2026-11-20", "补正", None)


def test_of_one_officer(cli):
    open_case(cli)
    assert cli.answer("today", "--officer", "乙")["ready"] == []
    assert len(cli.answer("today", "--officer", "甲")["ready"]) == 1


def test_people_read_only_groups_that_have_something(cli):
    open_case(cli)
    said = cli.here("today").out
    assert said.startswith("2026-11-20\t在办 0 个环节\n◆ 周调度（2026年11月16日至22日）今天该出\n【可以开办】1\n")
    assert "\n  ▷ 可办\t试验项目1\tQQ01 " in said
    assert "已逾期" not in said


def test_what_the_plan_says_should_have_been_filed(cli):
    case = open_case(cli)
    assert cli.answer("today")["unfiled"] == []
    plan = cli.answer("case", "plan", case, "--target", "2026-12-28", "--freeze")
    cli.now = on("2026-12-07")
    board = cli.answer("today")
    late = board["unfiled"][0]
    assert (late["matter"], late["planned_start"], late["firm"]) == ("QQ01", plan["steps"][0]["start"], True)
    assert late["target"] == "2026-12-28" and cli.answer("today", "--officer", "乙")["unfiled"] == []
    assert "【应办未办】3\n  应于 2026-11-26 申报\t" in cli.here("today").out
    cli.answer("case", "plan", case, "--target", "2027-01-20", "--freeze")
    cli.now = on("2027-01-10")
    board = cli.answer("today")
    assert (board["firm"], board["unfiled"][0]["planned_start"], board["unfiled"][0]["missing_years"]) == (
        False,
        None,
        [2027],
    )


def test_missing_papers_and_ending_certificates_have_their_groups(cli):
    case = open_case(cli, "SX-ZS", "2026-09-01")
    cli.answer("step", "accept", case, "QQ01", "--on", "2026-11-19")
    cli.answer("step", "tolerate", case, "QQ01", "--on", "2026-11-19", "--days", "5", "--missing", "缺红线图")
    cli.answer("step", "accept", case, "DJ01", "--on", "2026-09-28", "--reason", "先行办理")
    cli.answer("step", "finish", case, "DJ01", "--on", "2026-09-28")
    board = cli.answer("today")
    (paper,), (certificate,) = board["tolerances"], board["expiring"]
    assert (paper["clock"], paper["due"], paper["left"], paper["what"]) == ("tolerance", "2026-11-26", 4, "缺红线图")
    assert (certificate["matter"], certificate["clock"], certificate["due"], certificate["left"]) == (
        "DJ01",
        "validity",
        "2026-11-28",
        8,
    )
    said = cli.here("today").out
    assert "【容缺待补】1" in said and "【证照将到期】1" in said


def test_a_step_nobody_decided_on_is_called_undecided(cli):
    case = open_case(cli, template="SX-BA-CG")
    for matter in ("QQ01", "QQ02", "QQ03", "QQ04", "QQ05", "QQ06", "DJ01", "DJ02"):
        cli.answer("step", "accept", case, matter, "--on", "2026-11-03")
        cli.answer("step", "finish", case, matter, "--on", "2026-11-03")
    undecided = cli.answer("today")["undecided"]
    assert undecided and {step["lamp"] for step in undecided} == {"not_started"}
    lines = cli.here("today").out.splitlines()
    place = next(number for number, line in enumerate(lines) if line.startswith("【待定环节】"))
    assert lines[place + 1].startswith("  ○ 待定\t")


def test_a_finish_of_a_day_to_come_is_named_and_counts_nowhere_yet(cli):
    case = open_case(cli)
    cli.answer("step", "accept", case, "QQ01", "--on", "2026-11-02")
    assert cli.answer("today")["ahead"] == []
    cli.answer("step", "finish", case, "QQ01", "--on", "2026-12-24", "--note", "预计")
    board = cli.answer("today")
    (ahead,) = board["ahead"]
    assert (ahead["case"], ahead["matter"], ahead["verb"], ahead["on"]) == (case, "QQ01", "finish", "2026-12-24")
    assert (board["running"], len(board["overdue"]), board["ready"]) == (1, 1, [])
    assert len(cli.answer("overdue")) == 1
    report = cli.answer("report", "weekly")
    counts = {one["key"]: one["now"] for one in report["counts"]}
    assert (counts["steps"], counts["overdue"], counts["finished"]) == (1, 1, 0)
    load = cli.answer("statistics", "show", "lamps")
    assert "有 1 条办理记录的日期在今天之后" in report["ahead"]
    said = cli.here("today").out
    assert "在办 1 个环节\n◆ 有 1 条办理记录的日期在今天之后" in said and "2026年12月24日办结" in said
    assert "注意：有 1 条办理记录" in cli.here("report", "weekly").out
    assert load


def test_steps_that_pause_are_in_hand(cli):
    case = open_case(cli)
    cli.answer("step", "accept", case, "QQ01", "--on", "2026-11-20")
    cli.answer("step", "suspend", case, "QQ01", "--on", "2026-11-20", "--kind", "补正", "--reason", "缺件")
    assert "在办 1 个环节（其中暂停计时 1）" in cli.here("today").out

"""The board of today."""

from tests.command_line import open_case


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
    assert said.startswith("2026-11-20\t在办 0 个环节\n【可以办理】1\n  ▷ 可办\t试验项目1\tQQ01 ")
    assert "已逾期" not in said

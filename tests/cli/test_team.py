"""Teams on the command line."""

from tests.command_line import open_case


def test_a_team_grows_shrinks_and_ends(cli):
    case = open_case(cli)
    project = cli.answer("case", "show", case)["project"]
    assert "还没有专班" in cli.here("team", "list").out
    assert "“甲组长”还没有登记" in cli.refusal("team", "add", "光伏专班", "--leader", "甲组长", "--by", "丁")
    for name in ("甲组长", "乙员"):
        cli.answer("officer", "add", name, "--by", "丁")
    people = ("--leader", "甲组长", "--member", "乙员", "--by", "丁")
    made = cli.answer("team", "add", "光伏专班", *people, "--chain", "光伏", "--project", project)
    assert (made["changed"], made["projects"][0]["project"], made["chain"]) == (False, project, "光伏")
    changed = cli.here("team", "add", "光伏专班", "--leave", "乙员", "--until", "2026-11-30", "--by", "丁")
    assert "已修改：光伏专班" in changed.out and "乙员（至 2026-11-30）" in changed.out
    (listed,) = cli.answer("team", "list")["teams"]
    assert listed["members"] == [{"name": "乙员", "since": None, "until": "2026-11-30"}]
    assert cli.answer("team", "add", "光伏专班", "--dissolve", "--by", "丁")["dissolved"]
    assert cli.answer("team", "list")["teams"] == []

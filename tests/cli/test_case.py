"""Cases from the command line."""

import pytest

from tests.command_line import open_case


def test_none_of_a_group_is_an_answer(cli):
    case = open_case(cli, "SX-BA-CG", "2026-11-02", "--none", "水土保持")
    steps = {step["matter"]: step for step in cli.answer("case", "show", case)["steps"]}
    assert [(steps[code]["state"], steps[code]["undecided"]) for code in ("SB01", "SB02")] == [("skipped", False)] * 2
    project = cli.answer("project", "add", "--name", "又一个", "--zone", "临汾经济开发区")["project"]
    opening = ("case", "open", project, "--template", "SX-BA-CG", "--on", "2026-11-02", "--officer", "甲")
    assert "必须选定一项" in cli.refusal(*opening, "--none", "环评")


def test_open_mid_way(cli):
    case = open_case(
        cli,
        *("SX-ZS", "2026-11-02", "--include", "DJ06", "--leave-out", "LX01=不备案"),
        *("--done", "QQ01=2026-09-10", "--done", "QQ02=2026-10", "--done", "QQ03=不详"),
    )
    steps = {step["matter"]: step for step in cli.answer("case", "show", case)["steps"]}
    assert [steps[code]["state"] for code in ("QQ01", "QQ02", "QQ03", "QQ04")] == ["done", "done", "done", "ready"]
    assert (steps["QQ01"]["ended"], steps["QQ01"]["ended_month"]) == ("2026-09-10", None)
    assert (steps["QQ02"]["ended"], steps["QQ02"]["ended_month"]) == (None, "2026-10")
    assert (steps["QQ03"]["ended"], steps["QQ03"]["ended_month"]) == (None, None)
    assert steps["QQ03"]["marks"] == ["补录"]
    assert (steps["DJ06"]["undecided"], steps["LX01"]["state"]) == (False, "skipped")


@pytest.mark.parametrize("when", ["2026-13", "2026-13-01", "昨天"])
def test_a_wrong_day_of_an_earlier_step_is_wrong_usage(cli, when):
    project = cli.answer("project", "add", "--name", "甲项目")["project"]
    said = cli.here(
        *("case", "open", project, "--template", "SX-ZS", "--on", "2026-11-02", "--officer", "甲"),
        *("--done", f"QQ01={when}", "--json"),
    )
    assert (said.code, said.out) == (2, "")
    assert "--done QQ01" in said.err
    assert cli.answer("project", "list")[0]["cases"] == []


def test_open_is_all_or_nothing(cli):
    project = cli.answer("project", "add", "--name", "甲项目")["project"]
    words = ("case", "open", project, "--template", "SX-ZS", "--on", "2026-11-02", "--officer", "甲")
    assert "NOPE" in cli.refusal(*words, "--include", "NOPE")
    assert "代办员" in cli.refusal(*words[:-1], " ")
    assert cli.answer("project", "list")[0]["cases"] == []
    cli.answer(*words)
    assert "已有在办" in cli.refusal(*words)


def test_show_tells_people_what_a_step_waits_for(cli):
    case = open_case(cli)
    shown = cli.answer("case", "show", case)
    assert shown["steps"][1]["blocked_by"] == ["QQ01"]
    assert shown["opened_on"] == "2026-11-02"
    said = cli.here("case", "show", case).out
    assert "▷ 可办\tQQ01" in said
    assert "等待 QQ01" in said
    assert "待定：请纳入或标为不适用" in said

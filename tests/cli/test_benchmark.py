"""Benchmarks on the command line: definitions, standings, results, the record board."""

import pytest

ADD = (
    "benchmark", "add", "--name", "本区 5 天", "--start", "QQ01:accepted", "--end", "QQ02:done", "--limit", "5WD",
    "--source", "纪要", "--by", "甲",
)  # fmt: skip


def worked(cli, *days):
    """A case of a new project in which 首次洽谈 and 考察 were done on two days."""
    project = cli.answer("project", "add", "--name", f"项目{days}", "--by", "甲")["project"]
    case = cli.answer("case", "open", project, "--template", "SX-ZS", "--on", "2026-01-05", "--officer", "甲")["case"]
    for matter, day in zip(("QQ01", "QQ02"), days, strict=True):
        cli.answer("step", "accept", case, matter, "--on", day)
        cli.answer("step", "finish", case, matter, "--on", day)
    return case


def test_bundled_and_own_definitions_are_listed(cli):
    made = cli.answer(*ADD, "--leave-out", "QQ01", "--without", "补正", "--template", "SX-ZS", "--note", "待核")
    assert (made["version"], made["verified"], made["leaves_out"]) == ("1", False, ["QQ01"])
    assert made["basis"] == "口径：按工作日计，不含补正，含特别程序" and made["templates"] == ["SX-ZS"]
    said = cli.answer("benchmark", "list")
    assert said["firm"] is True and said["basis"] == "口径：各按对标自己的口径"
    own, *bundled = said["benchmarks"]
    assert own["key"] == made["key"] and not own["bundled"]
    assert {one["days"] for one in bundled} >= {10, 26, 120, 150} and all(one["bundled"] for one in bundled)
    assert "待核" in cli.here("benchmark", "list").out and "自定 第 1 版" in cli.here("benchmark", "list").out


def test_a_case_says_how_it_stands(cli):
    case = worked(cli, "2026-01-05", "2026-01-14")
    said = cli.answer("benchmark", "list", case)
    assert said["case"] == case and said["firm"] is True
    ten = next(one for one in said["benchmarks"] if one["days"] == 10)
    assert (
        ten["basis"] == "口径：按自然日计，含补正，含特别程序"
        and ten["started"] == "2026-01-05"
        and not ten["verified"]
    )
    assert "口径：按自然日计" in cli.here("benchmark", "list", case).out


def test_edit_and_retire_are_versions(cli):
    key = cli.answer(*ADD)["key"]
    edited = cli.answer(
        "benchmark", "edit", key, "--limit", "6ND", "--verified", "yes", "--by", "乙", "--reason", "核过"
    )
    assert (edited["version"], edited["days"], edited["unit"], edited["verified"]) == ("2", 6, "ND", True)
    assert edited["name"] == "本区 5 天" and edited["end"] == {"matter": "QQ02", "event": "done"}
    retired = cli.answer("benchmark", "retire", key, "--by", "乙", "--reason", "作废")
    assert retired["retired"] and retired["version"] == "3"
    assert all(one["bundled"] for one in cli.answer("benchmark", "list")["benchmarks"])
    assert "已经停用" in cli.refusal("benchmark", "retire", key, "--by", "乙", "--reason", "作废")


def test_results_and_records(cli):
    cli.answer(*ADD)
    worked(cli, "2026-01-05", "2026-01-14")
    quick = worked(cli, "2026-01-05", "2026-01-07")
    said = cli.answer("benchmark", "results")
    mine = [one for one in said["results"] if one["title"] == "本区 5 天"]
    assert [(one["days"], one["met"], one["officer"]) for one in mine] == [(7, False, "甲"), (2, True, "甲")]
    assert said["firm"] is True and {one["firm"] for one in said["results"]} == {True}
    board = cli.answer("benchmark", "board", "--basis", "ND-补正")
    assert board["basis"] == "口径：按自然日计，不含补正，含特别程序"
    line = next(one for one in board["records"] if one["title"] == "本区 5 天")
    assert (line["days"], line["second"], line["unit"], line["holders"][0]["case"]) == (2, 9, "ND", quick)
    assert "2 个工作日" in cli.here("benchmark", "board").out
    assert "本区 5 天" in cli.here("benchmark", "results", "--basis", "own").out


def test_a_fallen_record_is_accepted_once(cli):
    key = cli.answer(*ADD)["key"]
    worked(cli, "2026-01-05", "2026-01-14")
    quick = worked(cli, "2026-01-05", "2026-01-07")
    news = [one for one in cli.answer("benchmark", "news")["news"] if one["subject"] == key]
    assert [(one["case"], one["days"], one["before"]) for one in news] == [(quick, 2, 7)]
    said = cli.answer("benchmark", "accept", quick, key, "--by", "组长", "--note", "核过")
    assert said["accepted"] and (said["days"], said["before"]) == (2, 7)
    record = next(one for one in cli.answer("benchmark", "board")["records"] if one["subject"] == key)
    assert record["accepted"] == {"case": quick, "days": 2, "by": "组长", "stands": True}
    assert "认定" in cli.here("benchmark", "board").out
    assert "没有等待处理的纪录" in cli.refusal("benchmark", "dismiss", quick, key, "--by", "组长")


def test_the_workspace_counts_by_one_basis(cli):
    assert cli.answer("workspace", "show")["counting"] == "own"
    assert cli.answer("workspace", "set", "--counting", "WD-特别程序", "--by", "甲")["counting"] == "WD-特别程序"
    assert cli.answer("benchmark", "board")["basis"] == "口径：按工作日计，含补正，不含特别程序"
    assert "不含特别程序" in cli.here("workspace", "show").out
    assert cli.answer("workspace", "set", "--counting", "own")["counting"] == "own"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--basis", "XX"), "看不懂"),
        (("--basis", "WD-公示"), "看不懂"),
    ],
)
def test_a_basis_that_says_nothing_is_wrong_usage(cli, words, said):
    ran = cli.here("benchmark", "board", *words)
    assert ran.code == 2 and said in ran.err


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [("--start", "QQ01", "事项:事件"), ("--limit", "五天", "无法识别"), ("--start", "QQ01:x", "收件")],
)
def test_what_cannot_be_measured_is_said(cli, option, value, said):
    words = list(ADD)
    words[words.index(option) + 1] = value
    ran = cli.here(*words)
    assert ran.code in (1, 2) and said in ran.err

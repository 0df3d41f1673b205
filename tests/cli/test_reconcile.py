"""Reconciliation from the command line: differences, deciding about them, and the journal."""

import pytest

from tests.command_line import open_case
from tests.official_export import export


@pytest.fixture
def file(cli, tmp_path):
    """An export that speaks of the first step of a case, finished one day after we say it was filed."""
    case = open_case(cli)
    steps = cli.answer("case", "show", case)["steps"]
    title, code = steps[0]["title"], steps[0]["matter"]
    cli.answer("step", "accept", case, code, "--on", "2026-11-05", "--by", "甲")
    name = cli.answer("case", "show", case)["project_name"]
    return export(
        tmp_path / "导出.xlsx",
        ("", name, title, "办结", "", "2026-11-05", "2026-11-06"),
        ("", name, "说不清的事项", "在办", "2026-11-05", "", ""),
    )


def test_compare_take_over_and_read_the_journal(cli, file):
    found = cli.here("reconcile", file, "--json")
    assert found.code == 1
    assert [one["aspect"] for one in found.json["differences"]] == ["outcome"]
    assert found.json["unmatched"][0]["matter"] == "说不清的事项"
    key = found.json["differences"][0]["key"]
    done = cli.here("reconcile", file, "--accept", key, "--by", "乙", "--json")
    assert done.json["settled"] == {"accepted": 1, "kept": 0}
    assert done.json["differences"] == []
    (decision,) = cli.answer("reconcile", "--journal")["decisions"]
    assert (decision["accepted"], decision["by"], decision["source"]) == (True, "乙", "导出.xlsx 办件 C3")


def test_keeping_needs_a_reason(cli, file):
    key = cli.here("reconcile", file, "--json").json["differences"][0]["key"]
    refused = cli.here("reconcile", file, "--keep", key, "--by", "乙", "--json")
    assert refused.code == 1
    assert "写明原因" in refused.json["refused"]
    kept = cli.here("reconcile", file, "--keep", key, "--reason", "官方录错", "--by", "乙", "--json")
    assert kept.json["differences"][0]["kept"] == "官方录错"
    assert cli.here("reconcile", file, "--accept-all", "--by", "乙", "--json").json["settled"] is None
    assert "已受理（官方 办结 2026-11-06）" in cli.here("reconcile", "--journal").out


@pytest.mark.parametrize("wish", [["--accept-all"], ["--accept", "KEY"], ["--keep", "KEY", "--reason", "官方录错"]])
@pytest.mark.parametrize("by", [[], ["--by", " "]])
def test_nothing_is_decided_by_nobody(cli, file, wish, by):
    key = cli.here("reconcile", file, "--json").json["differences"][0]["key"]
    refused = cli.here("reconcile", file, *(key if one == "KEY" else one for one in wish), *by, "--json")
    assert refused.code == 1 and "--by" in refused.json["refused"]
    assert [one["kept"] for one in cli.here("reconcile", file, "--json").json["differences"]] == [None]
    assert cli.answer("reconcile", "--journal")["decisions"] == []


def test_one_difference_cannot_be_both(cli, file):
    key = cli.here("reconcile", file, "--json").json["differences"][0]["key"]
    assert cli.here("reconcile", file, "--keep", key, "--accept", key, "--by", "乙", "--json").code == 2


def test_nothing_to_compare_is_wrong_usage(cli):
    assert cli.here("reconcile", "--json").code == 2


def test_in_words(cli, file):
    told = cli.here("reconcile", file).out
    assert "1 条差异" in told
    assert "没对上" in told

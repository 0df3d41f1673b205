"""Reports on the command line: assembled, issued with their files, listed, then and now, skipped."""

import json

import pytest

from tests.command_line import on, open_case


@pytest.fixture
def running(cli):
    """A workspace with a case whose first step is under way."""
    case = open_case(cli)
    cli.answer("step", "accept", case, "QQ01", "--on", "2026-11-16")
    return case


def test_a_week_is_assembled_without_issuing_it(cli, running, tmp_path):
    said = cli.answer("report", "weekly", "--on", "2026-11-18", "--out", tmp_path, "--excel")
    assert (said["from"], said["to"], said["as_of"], said["number"]) == ("2026-11-16", "2026-11-22", "2026-11-20", None)
    counts = {one["key"]: one["now"] for one in said["counts"]}
    assert counts["running"] == 1 and counts["steps"] == 1
    assert [line["case"] for line in said["lines"]] == [running]
    assert {path.suffix for path in tmp_path.iterdir() if path.is_file()} >= {".pdf", ".xlsx"}
    assert cli.answer("report", "list") == []
    assert "在办代办件 1" in cli.here("report", "weekly").out


def test_an_issued_report_is_frozen_listed_and_shown_beside_what_is_known_now(cli, running, tmp_path):
    said = cli.answer("report", "weekly", "--issue", "--by", "甲", "--out", tmp_path, "--excel")
    number = said["number"]
    assert sorted(path.name for path in tmp_path.glob("BB-*")) == [f"{number}.pdf", f"{number}.xlsx"]
    assert [one["number"] for one in cli.answer("report", "list")] == [number]
    assert number in cli.refusal("report", "weekly", "--issue", "--by", "甲")
    assert "请写明出具人" in cli.refusal("report", "monthly", "--on", "2026-11-20", "--issue", "--early", "--by", " ")
    cli.now = on("2026-11-24")
    cli.answer("step", "finish", running, "QQ01", "--on", "2026-11-19")
    shown = cli.answer("report", "show", number)
    changed = {one["key"]: (one["then"], one["now"]) for one in shown["counts"] if one["then"] != one["now"]}
    assert changed["finished"] == (0, 1)
    assert shown["late_entries"]
    out = cli.here("report", "show", number).out
    assert "本周办结环节 0 → 1" in out and "补录" in out
    assert number in cli.here("report", "list").out
    assert "没有编号为" in cli.refusal("report", "show", "BB-2026-A-D22A-0099")


@pytest.mark.parametrize("kind", ["fortnight", "monthly"])
def test_half_months_and_months_are_reported_too(cli, running, tmp_path, kind):
    answers = tmp_path / "填写项.json"
    answers.write_text(json.dumps({"demand": "请于周五前反馈。"}), encoding="utf-8")
    words = ("report", kind, "--issue", "--by", "甲", "--answers", answers, "--out", tmp_path, "--excel")
    refused = cli.refusal(*words)
    assert "还有 6 个工作日才满" in refused and "--early" in refused
    assert cli.answer("report", "list") == [] and not list(tmp_path.glob("BB-*")), "nothing was issued"
    said = cli.answer(*words, "--early")
    assert "数字只到2026年11月20日" in said["early"]
    assert len(said["files"]) == 2
    assert said["period"].startswith("2026年11月")


def test_what_is_due_is_told_and_may_be_skipped(cli, running):
    due = cli.answer("report", "due")
    assert {one["cadence"]: (one["due"], one["firm"], one["lamp"]) for one in due}["weekly"] == (
        "2026-11-20",
        True,
        "warning",
    )
    assert "周调度" in cli.here("report", "due").out
    skipped = cli.answer("report", "skip", "weekly", "--on", "2026-11-20", "--by", "甲", "--reason", "没有调度")
    assert skipped["skipped"] is True
    assert "weekly" not in {one["cadence"] for one in cli.answer("report", "due")}
    assert cli.answer("report", "unskip", "weekly", "--on", "2026-11-20", "--by", "甲")["skipped"] is False
    assert "没有登记为不出" in cli.refusal("report", "unskip", "weekly", "--on", "2026-11-20", "--by", "甲")


def test_a_due_day_in_an_unknown_year_is_provisional(cli, running):
    cli.now = on("2026-12-31")
    month = next(one for one in cli.answer("report", "due") if one["cadence"] == "monthly")
    assert (month["due"], month["firm"], month["missing_years"]) == (None, False, [2027])
    assert month["provisional"] == "2027-01-04"


def test_the_set_of_definitions_for_the_rates_is_chosen_and_shown(cli, running):
    assert cli.answer("report", "settings")["rates"] == "2023"
    assert cli.answer("report", "settings", "--rates", "2021", "--by", "甲")["rates"] == "2021"
    assert "月通报的三率\t2021口径" in cli.here("report", "settings").out
    said = cli.answer("report", "monthly", "--on", "2026-11-01", "--issue", "--early", "--by", "甲")
    shown = cli.answer("report", "show", said["number"])
    assert {one["label"] for one in shown["rates"]} == {"2021口径 第 1 版"}
    assert all(one["then"] == one["now"] for one in shown["rates"])
    assert "（2021口径 第 1 版）" in cli.here("report", "show", said["number"]).out


def test_signs_no_font_has_are_told_with_the_sheet(cli, running, tmp_path):
    answers = tmp_path / "填写项.json"
    answers.write_text(json.dumps({"demand": "请于周五前反馈👍"}), encoding="utf-8")
    words = ("report", "fortnight", "--answers", answers, "--out", tmp_path)
    assert cli.answer(*words)["unprintable"] == ["👍"]
    assert "👍 没有字体可印，文书上会印成“〓”" in cli.here(*words).out
    assert cli.answer("report", "fortnight")["unprintable"] == []

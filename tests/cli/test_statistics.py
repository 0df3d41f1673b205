"""Figures on the command line."""

from pathlib import Path

import pytest

from tests.command_line import on, open_case


def test_the_list_names_every_figure_with_its_definition(cli):
    found = cli.answer("statistics", "list")
    assert {"lamps", "on-time", "durations-matter", "attribution", "zones"} <= {one["figure"] for one in found}
    assert all(one["definition"] and one["columns"] for one in found)
    assert "on-time\t按期办结率\t" in cli.here("statistics", "list").out


def test_a_figure_has_cells_and_rows(cli):
    case = open_case(cli)
    cli.answer("step", "accept", case, "QQ01", "--on", "2026-11-05")
    found = cli.answer("statistics", "show", "waiting", "--rows")
    (line,) = found["lines"]
    assert line["cells"]["已过"] > 0
    assert [row["matter"] for row in line["rows"]] == ["QQ01"]
    assert found["recorded"] == found["lines"] and found["late_entries"] == []


def test_shares_and_medians_are_numbers(cli):
    case = open_case(cli)
    cli.answer("step", "accept", case, "QQ01", "--on", "2026-11-05")
    cli.answer("step", "finish", case, "QQ01", "--on", "2026-11-05")
    (line,) = cli.answer("statistics", "show", "on-time")["lines"]
    assert (line["label"], line["cells"]["按期率"], line["note"]) == ("2026-11", 100.0, "样本不足")
    said = cli.here("statistics", "show", "on-time").out
    assert "2026-11（样本不足）\t100.0%\t1\t1\t0\t0" in said


def test_a_past_day_tells_what_was_entered_since(cli):
    case = open_case(cli)
    cli.answer("step", "accept", case, "QQ01", "--on", "2026-11-05")
    cli.now = on("2026-11-25")
    cli.answer("step", "finish", case, "QQ01", "--on", "2026-11-06")
    found = cli.answer("statistics", "show", "on-time", "--as-of", "2026-11-22")
    assert [one["kind"] for one in found["late_entries"]] == ["补录"]
    assert found["lines"] and not found["recorded"] and found["differences"] > 0
    said = cli.here("statistics", "show", "on-time", "--as-of", "2026-11-22").out
    assert "当时所记" in said and "补录 试验项目1" in said


def test_a_figure_is_saved_as_a_workbook(cli, tmp_path):
    case = open_case(cli)
    cli.answer("step", "accept", case, "QQ01", "--on", "2026-11-05")
    file = tmp_path / "负荷.xlsx"
    found = cli.answer("statistics", "show", "load", "--excel", str(file))
    assert Path(found["excel"]).read_bytes().startswith(b"PK")
    assert "已存成" in cli.here("statistics", "show", "load", "--excel", str(file)).out


def test_an_empty_figure_says_what_to_do(cli):
    assert cli.answer("statistics", "show", "load")["lines"] == []
    assert "请先在项目里开办代办件" in cli.here("statistics", "show", "load").out


def test_unknown_figures_and_days_are_refused(cli):
    assert "没有名为“nope”" in cli.refusal("statistics", "show", "nope")
    assert "晚于今天" in cli.refusal("statistics", "show", "load", "--as-of", "2027-11-01")


def test_rates_are_told_by_the_chosen_definitions(cli):
    open_case(cli)
    found = cli.answer("statistics", "show", "indicators", "--definitions", "2021")
    assert (found["title"], found["definitions"]) == ("指标完成率（2021口径）", "2021")
    assert {one["cells"]["口径"] for one in found["lines"]} == {"2021口径 第 1 版"}
    assert "指标完成率（2021口径）" in cli.here("statistics", "show", "indicators", "--definitions", "2021").out
    assert cli.answer("statistics", "show", "load")["definitions"] is None


@pytest.mark.parametrize(
    ("option", "word"),
    [
        ("--zone", "园区"),
        ("--officer", "代办员"),
        ("--template", "流程"),
        ("--matter", "事项"),
        ("--authority", "审批机关"),
    ],
)
def test_what_does_not_exist_is_refused_rather_than_told_as_nothing(cli, option, word):
    open_case(cli)
    assert f"没有“不存在”这个{word}；可选：" in cli.refusal("statistics", "show", "lamps", option, "不存在")


@pytest.mark.parametrize(("name", "said"), [("z.csv", "只能写成 .xlsx"), ("", "是文件夹"), ("没有/z.xlsx", "不存在")])
def test_a_workbook_is_written_under_its_own_ending_only(cli, tmp_path, name, said):
    open_case(cli)
    for noun in (("statistics", "show", "zones"), ("indicators",)):
        assert said in cli.refusal(*noun, "--excel", str(tmp_path / name))
    assert not (tmp_path / "z.csv").exists()

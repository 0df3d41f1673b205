"""Projects from the command line."""

import pytest

from tests.command_line import SAMPLE, open_case


def test_add_reads_the_investment_exactly(cli):
    added = cli.answer("project", "add", "--name", "甲项目", "--enterprise", "甲公司", "--investment", "47.03亿元")
    shown = cli.answer("project", "show", added["project"])
    assert (shown["name"], shown["enterprise"], shown["investment_yuan"]) == ("甲项目", "甲公司", 4_703_000_000)


@pytest.mark.parametrize("amount", ["47.03", "很多", "-3亿元"])
def test_add_refuses_an_amount_it_cannot_be_sure_of(cli, amount):
    assert "--investment：" in cli.refusal("project", "add", "--name", "甲项目", f"--investment={amount}")
    assert cli.answer("project", "list") == []


def test_the_same_project_is_not_added_twice(cli):
    cli.answer("project", "add", "--name", "甲项目", "--zone", "一区")
    assert "已在台账中" in cli.refusal("project", "add", "--name", "甲项目", "--zone", "一区")
    cli.answer("project", "add", "--name", "甲项目", "--zone", "二区")
    assert "请改用项目编号" in cli.refusal("project", "show", "甲项目")


def test_list_names_the_cases_of_each_project(cli):
    first, second = open_case(cli), open_case(cli)
    assert [one["cases"] for one in cli.answer("project", "list")] == [[first], [second]]
    assert "代办件 1 件" in cli.here("project", "list").out


def test_show_keeps_what_the_ledger_wrote_of_a_date(cli):
    cli.answer("ledger", "import", SAMPLE)
    shown = cli.answer("project", "show", "25亿元光伏组件项目")
    assert (shown["signed"], shown["started"]) == ("2022年6月", "2022年11月底")
    assert shown["cases"] == []


def test_show_lists_cases_benchmarks_and_papers(cli, tmp_path):
    case = open_case(cli)
    cli.answer("step", "accept", case, "QQ01", "--on", "2026-11-10")
    number = cli.answer("print", "service-sheet", case, "--out", tmp_path / "a.pdf")["number"]
    shown = cli.answer("project", "show", "试验项目1")
    (line,) = shown["cases"]
    ten = next(mark for mark in line["benchmarks"] if mark["days"] == 10)
    assert (line["case"], ten["reach"], ten["elapsed"], ten["remaining"], ten["firm"]) == (case, "running", 10, 0, True)
    assert [paper["number"] for paper in shown["papers"]] == [number]
    said = cli.here("project", "show", "试验项目1").out
    assert number in said and "第 10 天，余 0 天；口径：按自然日计" in said

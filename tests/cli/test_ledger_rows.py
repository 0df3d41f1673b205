"""Rows of every ledger from the command line."""

from __future__ import annotations

from typing import Any

import pytest

from tests.command_line import CommandLine

ISSUE = ("来源=走访", "提出日期=2026-11-02", "企业=示例公司", "类别=用地", "问题描述=路不通")


def issue(cli: CommandLine, *more: str) -> str:
    return str(cli.answer("ledger", "add", "问题", *ISSUE, *more, "--by", "甲")["row"])


def rows(cli: CommandLine, *words: str) -> list[dict[str, Any]]:
    return list(cli.answer("ledger", "list", *words)["rows"])


def test_the_ledgers_are_told_with_their_columns_and_acts(cli: CommandLine) -> None:
    kinds = {one["kind"]: one for one in cli.answer("ledger", "kinds")}
    assert len(kinds) == 16 and kinds["issues"]["rows"] == 0
    (one,) = cli.answer("ledger", "kinds", "问题")
    assert [act["act"] for act in one["acts"]][:2] == ["assign", "extend"]
    assert {"key": "limit_days", "label": "时限（工作日）"}.items() <= one["columns"][12].items()
    told = cli.here("ledger", "kinds", "issues").out
    assert "动作 assign\t交办\t待交办 → 办理中\t要写明：duty_unit、limit_days" in told and "待核" in told


def test_an_issue_goes_its_way(cli: CommandLine) -> None:
    row = issue(cli)
    told = cli.here("ledger", "act", row, "交办", "责任单位=规建局", "limit_days=5", "--on", "2026-11-03")
    assert told.out == f"已登记，WT-2026-001，编号 {row}，现在“办理中”\n"
    refused = cli.here("ledger", "act", row, "close", "--json")
    assert refused.code == 1 and "不能“销号”" in refused.json["refused"]
    (line,) = rows(cli, "issues", "--view", "已逾期")
    assert (line["row"], line["words"]["lamp"], line["version"]) == (row, "逾期 8 个工作日", 2)
    late = cli.answer("today")["issues_overdue"]
    assert [(one["row"], one["duty_unit"], one["due_on"]) for one in late] == [(row, "规建局", "2026-11-10")]
    assert "【问题逾期】1" in cli.here("today").out
    history = cli.answer("ledger", "history", row)
    assert [(one["act"], one["flow_act"], one["by"]) for one in history] == [
        ("add", None, "甲"),
        ("act", "assign", "命令行"),
    ]
    past = cli.here("ledger", "history", row).out
    assert "2026-11-03\t交办（补录，2026-11-20 登记）\t命令行\n" in past and "  责任单位：规建局" in past
    assert "2026-11-20\t新增\t甲\n" in past and "assign" not in past
    assert [(one["what"], one["late_entry"]) for one in history] == [("新增", False), ("交办", True)]
    for words in (("ledger", "act", row, "answer", "result=好"), ("ledger", "import", "issues.xlsx")):
        nobody = cli.here(*words, "--by", "")
        assert nobody.code == 1 and "请写明登记人" in nobody.err


def test_options_stand_before_cells_and_units_in_brackets_are_left_out(cli: CommandLine) -> None:
    row = issue(cli)
    cli.answer("ledger", "act", row, "交办", "--on", "2026-11-03", "责任单位=规建局", "时限=5")
    written = cli.answer("ledger", "act", row, "延期", "--by", "甲", "延期=3", "延期原因=雨天")
    assert (written["cells"]["extended_days"], written["cells"]["limit_days"]) == ("3", "5")
    assert [one["row"] for one in rows(cli, "issues", "--where", "延期=3")] == [row]
    assert "没有“延”这一栏" in cli.refusal("ledger", "act", row, "延期", "延=3")


def test_rows_are_searched_sorted_and_limited(cli: CommandLine) -> None:
    issue(cli)
    issue(cli, "问题描述=灯不亮", "企业=乙公司")
    assert [one["cells"]["number"] for one in rows(cli, "issues", "--sort", "编号", "--descending")] == [
        "WT-2026-002",
        "WT-2026-001",
    ]
    assert len(rows(cli, "issues", "--limit", "1")) == 1
    assert [one["cells"]["enterprise"] for one in rows(cli, "issues", "--where", "企业=乙")] == ["乙公司"]
    assert rows(cli, "issues", "--text", "灯 示例") == []
    assert "没有符合条件的行" in cli.here("ledger", "list", "visits").out
    for words in (("--view", "没有"), ("--sort", "没有")):
        assert cli.here("ledger", "list", "issues", *words).code == 1


def test_a_row_of_several_lines_is_listed_on_one(cli: CommandLine) -> None:
    issue(cli, "问题描述=路不通\n灯不亮")
    (line, count) = cli.here("ledger", "list", "issues").out.splitlines()
    assert "路不通 灯不亮" in line and count == "共 1 行"
    said = cli.here("ledger", "act", "WT-2026-001", "交办", "责任单位=规建局", "limit_days=99999")
    assert said.code == 1 and "“99999”太大，最多 500" in said.err


def test_rows_are_changed_taken_out_and_put_back(cli: CommandLine) -> None:
    row = issue(cli, "备注=急")
    changed = cli.answer("ledger", "edit", "WT-2026-001", "备注=", "责任人=丙", "--note", "核实")
    assert "remark" not in changed["cells"] and changed["cells"]["duty_person"] == "丙"
    assert cli.here("ledger", "remove", row).code == 2
    assert cli.here("ledger", "remove", row, "--reason", "重复").out == f"{row} 已移出台账\n"
    assert rows(cli, "issues") == [] and [one["row"] for one in rows(cli, "issues", "--removed")] == [row]
    assert cli.answer("ledger", "restore", row) == {"row": row, "removed": False}
    assert [one["row"] for one in rows(cli, "issues")] == [row]


def test_a_project_is_changed_in_its_row(cli: CommandLine) -> None:
    project = cli.answer("project", "add", "--name", "新材料")["project"]
    cli.answer("ledger", "edit", "三个一批:新材料", "总投资=3亿元", "入统=是")
    (row,) = rows(cli, "three-batches")
    assert (row["row"], row["words"]["investment"], row["words"]["counted"]) == (project, "30000", "是")
    assert cli.answer("project", "show", project)["investment_yuan"] == 300_000_000
    assert "没有找到项目“旧材料”" in cli.here("ledger", "edit", "three-batches:旧材料", "入统=是").err


@pytest.mark.parametrize("cell", ["企业", "=某"])
def test_a_cell_is_written_as_column_and_text(cli: CommandLine, cell: str) -> None:
    said = cli.here("ledger", "add", "visits", cell)
    assert said.code == 2 and "请写成 栏=内容 的样子" in said.err


def test_views_are_listed(cli: CommandLine) -> None:
    assert {"view": None, "name": "已逾期", "columns": []} in cli.answer("ledger", "views", "issues")
    assert "已逾期\t自带" in cli.here("ledger", "views", "issues").out


def test_what_is_doubtful_is_told_with_the_answer_and_in_the_list(cli: CommandLine) -> None:
    project = cli.answer("project", "add", "--name", "示例项目", "--zone", "临汾经济开发区")["project"]
    written = ("signed=2026-01-05", "started=2025-01-05")
    told = cli.here("ledger", "edit", f"three-batches:{project}", *written).out
    assert "提醒：开工时间 2025年1月5日 早于签约时间 2026年1月5日，请核对" in told
    answer = cli.answer("ledger", "edit", f"three-batches:{project}", "credit_code=91350100M000100Y41")
    assert [one["column"] for one in answer["remarks"]] == ["credit_code", "started"]
    (row,) = rows(cli, "three-batches")
    assert row["remarks"] == answer["remarks"]
    assert "\t提醒：统一社会信用代码" in cli.here("ledger", "list", "three-batches").out
    refused = cli.here("ledger", "edit", f"three-batches:{project}", "credit_code=91140000ABC", "--json")
    assert refused.code == 1 and "有 11 位" in refused.json["refused"]
    assert cli.answer("ledger", "add", "问题", *ISSUE)["remarks"] == []
    smile = cli.here("ledger", "add", "问题", *ISSUE, "措施=办好👍").out
    assert "提醒：措施：👍 没有字体可印，文书上会印成“〓”" in smile


def test_the_history_of_a_row_that_is_there_by_itself_is_found_by_its_project(cli: CommandLine) -> None:
    cli.answer("project", "add", "--name", "示例项目", "--zone", "临汾经济开发区")
    cli.answer("ledger", "edit", "three-batches:示例项目", "industrial=是", "--by", "甲")
    told = cli.answer("ledger", "history", "three-batches:示例项目")
    assert [one["by"] for one in told][-1] == "甲"
    assert "没有找到项目" in cli.refusal("ledger", "history", "three-batches:没有")


def test_fewer_rows_than_none_are_not_asked_for(cli: CommandLine) -> None:
    said = cli.here("ledger", "list", "问题", "--limit", "-3")
    assert said.code == 2 and "行数“-3”不对" in said.err

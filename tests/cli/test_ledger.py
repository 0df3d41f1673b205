"""Ledger import from the command line."""

from pathlib import Path

import pytest
import xlsxwriter

from tests.command_line import SAMPLE


def workbook(path: Path, *rows: tuple[object, ...]) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("台账")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return path


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    """A ledger in which one project stands twice."""
    head = ("序号", "项目名称", "所在开发区", "总投资（万元）")
    rows = [(1, "甲项目", "临汾经济开发区", 100), (2, "甲项目", "临汾经济开发区", 200)]
    return workbook(tmp_path / "台账.xlsx", head, *rows)


@pytest.mark.parametrize("more", [(), ("--dry-run",)])
def test_an_error_blocks_the_whole_file(cli, wrong, more):
    said = cli.here("ledger", "import", wrong, *more, "--json")
    assert said.code == 1
    assert "整份没有导入" in said.json["refused"]
    (error,) = [one for one in said.json["problems"] if one["level"] == "error"]
    assert (error["sheet"], error["cell"]) == ("台账", "B3")
    assert cli.answer("project", "list") == []
    told = cli.here("ledger", "import", wrong, *more)
    assert told.code == 1
    assert "错误\t台账 B3\t" in told.out


def test_every_project_is_listed_with_its_changes(cli):
    said = cli.answer("ledger", "import", SAMPLE, "--by", "甲")
    assert len(said["projects"]) == 9
    assert {one["kind"] for one in said["projects"]} == {"created"}
    assert [one["project"] for one in said["projects"]] == [one["project"] for one in cli.answer("project", "list")]


def test_a_question_is_asked_and_answered(cli, tmp_path):
    file = workbook(tmp_path / "无单位.xlsx", ("项目名称", "所在开发区", "总投资"), ("甲项目", "临汾经济开发区", 100))
    asked = cli.here("ledger", "import", file, "--dry-run", "--json").json
    (question,) = asked["questions"]
    assert "万元" in question["options"]
    assert f"--answer {question['key']}=" in cli.here("ledger", "import", file, "--dry-run").out
    cli.answer("ledger", "import", file, "--answer", f"{question['key']}=万元")
    assert cli.answer("project", "list")[0]["investment_yuan"] == 1_000_000


def test_people_read_problems_and_counts(cli):
    said = cli.here("ledger", "import", SAMPLE, "--dry-run").out
    assert "提醒\t三个一批 H6\t" in said
    assert said.endswith("试算（没有写入）：新建 9 个，更新 0 个，无变化 0 个\n")
    assert cli.here("ledger", "import", SAMPLE).out.endswith("已导入：新建 9 个，更新 0 个，无变化 0 个\n")

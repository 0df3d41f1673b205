"""One form for many cases from the command line: each with its number, a refused one does not stop the rest."""

from pathlib import Path

import pikepdf
import pytest

from tests.command_line import open_case
from tests.documents.reading import page_texts


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "文书"
    made.mkdir()
    return made


def titles_of(path: Path) -> list[pikepdf.OutlineItem]:
    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        return list(outline.root)


def test_every_case_gets_its_paper(cli, folder):
    cases = [open_case(cli), open_case(cli, "SX-BA-CG")]
    answer = cli.answer("print", "batch", "service-sheet", "--all", "--out", folder, "--by", "甲")
    assert [one["number"] for one in answer["issued"]] == ["BB-2026-A-D11-0001", "BB-2026-A-D11-0002"]
    assert {one["case"] for one in answer["issued"]} == set(cases)
    assert sorted(Path(one["out"]) for one in answer["issued"]) == sorted(folder.iterdir())
    again = folder.parent / "x.pdf"
    cli.answer("print", "again", "BB-2026-A-D11-0002", "--out", again)
    assert again.read_bytes() == Path(answer["issued"][1]["out"]).read_bytes()
    said = cli.here("print", "batch", "service-sheet", "--case", cases[1], "--out", folder).out
    assert "BB-2026-A-D11-0003" in said and "已出具 1 份" in said


def test_answers_go_to_each_and_what_is_refused_is_told(cli, folder, tmp_path):
    first = open_case(cli)
    answers = tmp_path / "a.json"
    answers.write_text('{"content": "上门核对材料"}', encoding="utf-8")
    answer = cli.answer("print", "batch", "service-sheet", "--case", first, "--answers", answers, "--out", folder)
    assert "上门核对材料" in "".join(page_texts(Path(answer["issued"][0]["out"]).read_bytes()))
    told = cli.here("print", "batch", "custody-slip", "--all", "--out", folder, "--json")
    assert told.code == 1
    (refused,) = told.json["refused"]
    assert refused["case"] == first and "还没有登记过原件" in refused["reason"]
    assert "✕" in cli.here("print", "batch", "custody-slip", "--all", "--out", folder).out


def test_all_of_them_are_merged_to_be_printed_at_once(cli, folder):
    for _one in range(2):
        open_case(cli)
    answer = cli.answer("print", "batch", "service-sheet", "--all", "--out", folder, "--merge")
    merged = Path(answer["merged"])
    assert merged.name == "项目帮办代办服务单-合并打印.pdf"
    every = [page for one in answer["issued"] for page in page_texts(Path(one["out"]).read_bytes())]
    assert page_texts(merged.read_bytes()) == every
    assert [item.title for item in titles_of(merged)] == [f"{one['number']} {one['name']}" for one in answer["issued"]]
    assert str(merged) in cli.here("print", "batch", "service-sheet", "--all", "--out", folder, "--merge").out
    assert "merged" not in cli.answer("print", "batch", "service-sheet", "--all", "--out", folder)


def test_papers_of_projects_are_asked_for_by_project(cli, folder, tmp_path):
    open_case(cli)
    answers = tmp_path / "a.json"
    answers.write_text('{"enterprise": "中联恒创"}', encoding="utf-8")
    (project,) = cli.answer("project", "list")
    given = ("--answers", answers, "--out", folder)
    answer = cli.answer("print", "batch", "application", "--project", project["project"], *given)
    assert [one["project"] for one in answer["issued"]] == [project["project"]]


def test_nothing_is_issued_where_it_cannot_be_kept_or_is_about_nothing(cli, folder, tmp_path):
    assert "还没有代办件" in cli.refusal("print", "batch", "service-sheet", "--all", "--out", folder)
    case = open_case(cli)
    assert "不存在" in cli.refusal("print", "batch", "service-sheet", "--all", "--out", tmp_path / "无")
    assert cli.here("print", "batch", "application", "--case", case, "--out", folder).code == 2
    assert cli.here("print", "batch", "urge", "--all", "--out", folder).code == 2
    assert cli.here("print", "batch", "service-sheet", "--out", folder).code == 2
    assert cli.answer("paper", "list")["papers"] == []


def test_a_folder_that_fills_up_is_told_with_what_was_kept(cli, folder, monkeypatch):
    open_case(cli)

    def full(self, content):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    said = cli.refusal("print", "batch", "service-sheet", "--all", "--out", folder)
    assert "磁盘已满" in said and "BB-2026-A-D11-0001 和以前的都已编号存档" in said

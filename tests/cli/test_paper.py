"""Papers from the command line."""

import pytest

from tests.command_line import open_case


def test_again_brings_the_same_bytes(cli, tmp_path):
    case = open_case(cli)
    first, second = tmp_path / "一.pdf", tmp_path / "二.pdf"
    issued = cli.answer("print", "service-sheet", case, "--out", first, "--content", "上门核对材料")
    again = cli.answer("print", "again", issued["number"], "--out", second)
    assert second.read_bytes() == first.read_bytes()
    assert (again["sha256"], again["pages"]) == (issued["sha256"], issued["pages"])


def test_numbers_have_no_gaps_even_if_a_file_cannot_be_written(cli, tmp_path):
    case = open_case(cli)
    for place in (tmp_path, tmp_path / "无此文件夹" / "x.pdf"):
        assert str(place.parent if place != tmp_path else place) in cli.refusal(
            "print", "handover", case, "--out", place
        )
    assert cli.answer("print", "handover", case, "--out", tmp_path / "x.pdf")["number"] == "BB-2026-A-D19-0001"


def test_a_paper_whose_file_failed_can_be_fetched(cli, tmp_path, monkeypatch):
    case, out = open_case(cli), tmp_path / "x.pdf"

    def full(self, content):
        raise OSError("disk full")

    with monkeypatch.context() as patch:
        patch.setattr(type(out), "write_bytes", full)
        sentence = cli.refusal("print", "service-sheet", case, "--out", out)
    assert "print again BB-2026-A-D11-0001" in sentence
    assert cli.answer("print", "again", "BB-2026-A-D11-0001", "--out", out)["number"] == "BB-2026-A-D11-0001"


@pytest.mark.parametrize("form", ["service-sheet", "handover"])
def test_people_read_number_and_place(cli, tmp_path, form):
    said = cli.here("print", form, open_case(cli), "--out", tmp_path / "x.pdf").out
    assert "BB-2026-A-D" in said and "x.pdf" in said


def test_characters_without_a_font_are_named(cli, tmp_path):
    project = cli.answer("project", "add", "--name", "稀字\U00031350项目")["project"]
    case = cli.answer("case", "open", project, "--template", "SX-ZS", "--on", "2026-11-02", "--officer", "甲")["case"]
    assert cli.answer("print", "service-sheet", case, "--out", tmp_path / "x.pdf")["unprintable"] == ["\U00031350"]
    assert "请手填：\U00031350" in cli.here("print", "service-sheet", case, "--out", tmp_path / "y.pdf").out

"""The register of papers on the command line."""

import pytest

from tests.command_line import open_case


@pytest.fixture
def number(cli, tmp_path):
    """The number of an issued sheet."""
    return cli.answer(
        "print", "service-sheet", open_case(cli), "--out", tmp_path / "一.pdf", "--content", "上门核对材料"
    )["number"]


def test_papers_are_found_by_number_project_form_and_state(cli, number):
    for words in ([], [number], ["试验项目1"], ["服务单"], ["--form", "service-sheet"], ["--year", "2026"]):
        assert [one["number"] for one in cli.answer("paper", "list", *words)["papers"]] == [number], words
    for words in (["不存在"], ["--form", "handover"], ["--year", "2025"], ["--state", "void"]):
        assert cli.answer("paper", "list", *words)["papers"] == [], words
    assert "共 1 份" in cli.here("paper", "list").out


def test_a_void_paper_keeps_its_number_and_is_stamped_when_fetched(cli, number, tmp_path):
    void = cli.answer("paper", "void", number, "--reason", "打错了", "--by", "甲")
    assert (void["void_reason"], void["void_by"]) == ("打错了", "甲")
    assert "已经作废" in cli.refusal("paper", "void", number, "--reason", "再来一次")
    stamped, archived = tmp_path / "章.pdf", tmp_path / "存档.pdf"
    assert cli.answer("print", "again", number, "--out", stamped)["void"] is True
    cli.answer("print", "again", number, "--out", archived, "--as-archived")
    assert archived.read_bytes() == (tmp_path / "一.pdf").read_bytes() != stamped.read_bytes()
    listed = cli.answer("paper", "list", "--state", "void")["papers"]
    assert [(one["number"], one["reprints"]) for one in listed] == [(number, 2)]
    assert "已经作废" in cli.here("print", "again", number, "--out", stamped).out
    assert "作废：打错了" in cli.here("paper", "list").out


def test_issuing_again_takes_a_new_number_and_retires_the_old_one(cli, number, tmp_path):
    again = cli.answer("paper", "reissue", number, "--out", tmp_path / "二.pdf", "--by", "乙")
    assert again["number"] == "BB-2026-A-D11-0002"
    new, old = cli.answer("paper", "list")["papers"]
    assert (new["replaces"], old["replaced_by"], old["void_reason"]) == (
        number,
        again["number"],
        f"由 {again['number']} 替代",
    )
    assert again["number"] in cli.refusal("paper", "reissue", number, "--out", tmp_path / "三.pdf")


def test_a_reason_is_needed_and_the_number_must_be_known(cli, number):
    assert "作废原因" in cli.refusal("paper", "void", number, "--reason", " ")
    assert "BB-2026-A-D11-0099" in cli.refusal("paper", "void", "BB-2026-A-D11-0099", "--reason", "错")
    assert number in cli.here("paper", "void", number, "--reason", "错").out


def test_a_paper_of_the_zone_names_somebody_even_where_nobody_was(cli, number, tmp_path):
    sheet = cli.answer("print", "ledger-sheet", "--out", tmp_path / "台账.pdf")["number"]
    again = cli.answer("paper", "reissue", sheet, "--out", tmp_path / "再.pdf")["number"]
    by = {one["number"]: one["issued_by"] for one in cli.answer("paper", "list")["papers"]}
    assert (by[sheet], by[again]) == ("命令行", "命令行")
    assert by[number] not in ("", "命令行")

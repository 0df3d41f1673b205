"""The register of supervision on the command line: counted, listed, as a workbook and on paper."""

import pytest

from tests.command_line import open_case
from tests.documents.reading import page_texts


@pytest.fixture
def running(cli):
    """A workspace with a case whose first step is under way."""
    case = open_case(cli)
    cli.answer("step", "accept", case, "QQ01", "--on", "2026-11-16")
    return case


def _written(cli, paper, *span):
    cli.answer("report", "acts", "--out", paper, *span)
    return paper.read_bytes()


def test_acts_of_supervision_are_counted_and_listed(cli, running, tmp_path):
    cli.answer("report", "monthly", "--issue", "--by", "甲", "--early")
    said = cli.answer("report", "acts")
    assert said["counts"]["monthly-bulletin"] == 1
    assert [one["kind"] for one in said["acts"]] == ["monthly-bulletin"]
    assert cli.answer("report", "acts", "--to", "2026-11-01")["acts"] == []
    shown = cli.here("report", "acts").out
    assert "通报 1" in shown and "甲" in shown.splitlines()[1].split("\t")
    assert "只能写成 .xlsx 或 .pdf" in cli.refusal("report", "acts", "--out", "acts.txt")
    paper = tmp_path / "督办统计.pdf"
    assert cli.answer("report", "acts", "--out", paper)["file"] == str(paper)
    assert "通报 1" in "".join(page_texts(paper.read_bytes()))
    assert "2026年11月1日至" in "".join(page_texts(_written(cli, paper, "--from", "2026-11-01")))
    assert "颠倒" in cli.refusal("report", "acts", "--from", "2026-11-20", "--to", "2026-11-01")

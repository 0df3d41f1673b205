"""The fonts of the papers from the command line: per PC, printed with, told when gone."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.application.paper_fonts import BUNDLED_FACES, PaperRole
from tests.command_line import open_case
from tests.pc_fonts import font_like, laid


@pytest.fixture
def pc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A person without choices whose font folder holds two fonts."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    folder = tmp_path / "data" / "fonts"
    laid(folder, "fs.ttf", font_like("仿宋_GB2312", licence="只许本单位使用"))
    laid(folder, "secret.ttf", font_like("保密体", fs_type=2))
    return folder


def used(answer) -> dict[str, str]:
    return {one["role"]: one["used"] for one in answer["roles"]}


def test_a_font_is_listed_chosen_printed_and_reset(cli, pc, tmp_path):
    assert used(cli.answer("font", "list"))["fang"] == BUNDLED_FACES[PaperRole.FANG]
    found = {one["name"]: one for one in cli.answer("font", "list", "--installed")["installed"]}
    assert found["仿宋_GB2312 Regular"]["refused"] == ""
    assert "受限" in found["保密体 Regular"]["refused"]
    said = cli.here("font", "list", "--installed").out
    assert "许可：只许本单位使用" in said and "✕ 许可不准嵌入文书（受限）" in said
    answer = cli.answer("font", "set", "body", "仿宋_GB2312")
    assert used(answer)["body"] == "仿宋_GB2312 Regular"
    assert [one["own"] for one in answer["roles"]].count(True) == 1
    case, out = open_case(cli), tmp_path / "x.pdf"
    first = cli.answer("print", "service-sheet", case, "--out", out)
    assert first["remarks"] == []
    assert b"Test0-" in out.read_bytes()
    assert "思源宋体" in cli.here("font", "reset", "body").out
    again = tmp_path / "again.pdf"
    cli.answer("print", "again", first["number"], "--out", again, "--as-archived")
    assert again.read_bytes() == out.read_bytes()


def test_a_font_that_is_gone_is_told_on_printing(cli, pc, tmp_path):
    cli.answer("font", "set", "body", pc / "fs.ttf")
    (pc / "fs.ttf").unlink()
    said = cli.here("font", "list").out
    assert "▲ 正文选的“仿宋_GB2312”现在用不了" in said
    case = open_case(cli)
    answer = cli.answer("print", "service-sheet", case, "--out", tmp_path / "x.pdf")
    assert "现在用不了" in answer["remarks"][0]
    assert "现在用不了" in cli.here("print", "service-sheet", "--blank", "--out", tmp_path / "y.pdf").out
    assert cli.answer("font", "reset")["roles"][0]["own"] is False


def test_a_font_that_may_not_be_used_is_refused(cli, pc):
    assert "“保密体 Regular”不能用在文书上" in cli.refusal("font", "set", "title", "保密体")
    assert "本机没有叫“没有的体”的中文字体" in cli.refusal("font", "set", "title", "没有的体")
    assert "只有 1 个字体" in cli.refusal("font", "set", "title", pc / "fs.ttf", "--index", "3")

"""Volumes from the command line: made in the workspace, verified on a PC that has none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command_line import CommandLine, open_case


@pytest.fixture
def volume(cli: CommandLine, tmp_path: Path) -> Path:
    case, out = open_case(cli), tmp_path / "卷宗.zip"
    cli.answer("print", "service-sheet", case, "--out", tmp_path / "单.pdf")
    answers = tmp_path / "填写.json"
    answers.write_text(json.dumps({"file_number": "LF-001", "secrecy": "内部"}, ensure_ascii=False), encoding="utf-8")
    made = cli.answer("archive", "make", case, "--out", out, "--answers", answers, "--by", "甲")
    assert (made["signed"], made["papers"], made["pages"], made["notes"]) == (True, 1, 5, [])
    return out


@pytest.fixture
def elsewhere(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    """A PC without any workspace."""
    return CommandLine(capsys, tmp_path / "没有工作区")


def test_in_the_workspace_its_own_key_is_known(cli: CommandLine, volume: Path) -> None:
    found = cli.answer("archive", "verify", volume)
    assert (found["verdict"], found["altered"]) == ("genuine", [])
    assert (found["volume"]["number"], found["volume"]["made_by"]) == ("LF-001", "甲")
    assert found["contents"][0]["number"] == "BB-2026-A-D11-0001"
    said = cli.here("archive", "verify", volume).out
    assert said.startswith("✓ 真") and "BB-2026-A-D11-0001" in said and "档号 LF-001" in said


def test_elsewhere_the_public_key_is_enough(
    cli: CommandLine, elsewhere: CommandLine, volume: Path, tmp_path: Path
) -> None:
    said = elsewhere.here("archive", "verify", volume, "--json")
    assert (said.code, said.json["verdict"]) == (1, "unknown_issuer")
    key = tmp_path / "公钥.pem"
    cli.answer("key", "export", "--out", key)
    assert elsewhere.answer("archive", "verify", volume, "--key", key)["verdict"] == "genuine"
    other = CommandLine(elsewhere.capsys, tmp_path / "另一个")
    assert other.here("workspace", "init").code == 0
    other_key = tmp_path / "别人的.pem"
    other.answer("key", "export", "--out", other_key)
    assert elsewhere.here("archive", "verify", volume, "--key", other_key, "--json").json["verdict"] == "unknown_issuer"
    assert not elsewhere.folder.exists()


def test_a_damaged_part_is_named(cli: CommandLine, volume: Path) -> None:
    content = volume.read_bytes()
    place = content.rindex(b"%PDF-") + 400
    volume.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
    said = cli.here("archive", "verify", volume, "--json")
    assert (said.code, said.json["verdict"]) == (1, "altered")
    (wrong,) = said.json["altered"]
    assert wrong == {"part": "文书/BB-2026-A-D11-0001.pdf", "title": "项目帮办代办服务单", "state": "altered"}
    assert "▲ 被改动　文书/BB-2026-A-D11-0001.pdf" in cli.here("archive", "verify", volume).out


def test_a_volume_whose_list_is_gone(cli: CommandLine, volume: Path) -> None:
    volume.write_bytes(volume.read_bytes().replace(b'"case_id"', b"}case_id}", 1))
    said = cli.here("archive", "verify", volume, "--json")
    assert (said.code, said.json["volume"], said.json["contents"]) == (1, None, [])
    assert "清单.json" in cli.here("archive", "verify", volume).out


def test_the_pages_alone_say_that_they_are_not_signed(cli: CommandLine, tmp_path: Path) -> None:
    out = tmp_path / "阅览.pdf"
    said = cli.here("archive", "make", open_case(cli), "--out", out, "--duplex")
    assert said.code == 0 and "没有清单和签名" in said.out
    assert out.read_bytes().startswith(b"%PDF-")
    assert "阅览件" in cli.refusal("archive", "verify", out)


def test_what_cannot_be_done_is_said(cli: CommandLine, volume: Path, tmp_path: Path) -> None:
    case = open_case(cli)
    assert cli.here("archive", "make", case, "--out", tmp_path / "卷宗.doc").code == 2
    assert "写不了" in cli.refusal("archive", "make", case, "--out", tmp_path / "没有" / "卷宗.zip")
    assert "读不了" in cli.refusal("archive", "verify", tmp_path / "没有.zip")
    text = tmp_path / "字.txt"
    text.write_text("不是卷宗", encoding="utf-8")
    assert "不是卷宗" in cli.refusal("archive", "verify", text)
    assert "没有验真公钥" in cli.refusal("archive", "verify", volume, "--key", "hello")

"""The pack file: what goes in comes out, every machine writes the same bytes, and nothing else is believed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.bootstrap import bundled
from desktop_app.catalog.packs import _seal, pack_bytes, read_pack, write_pack
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.template import TemplateProblem
from desktop_app.domain.template_draft import TemplateDraft
from tests.builders import template
from tests.template_edits import Edit, edited, edits


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "模板.bbmb"
    write_pack([template("B"), template("A")], path)
    return path


def test_every_bundled_template_comes_back_as_it_was(tmp_path: Path) -> None:
    every, path = bundled().templates.all(), tmp_path / "全部.bbmb"
    seal = write_pack(every[::-1], path)
    assert read_pack(path).templates == every
    assert read_pack(path).sha256 == seal
    assert path.read_bytes() == pack_bytes(every), "the order they were named in does not matter"
    assert [one.name for one in tmp_path.iterdir()] == ["全部.bbmb"]


@given(st.lists(edits, max_size=8))
def test_export_and_import_are_the_identity(tmp_path_factory: pytest.TempPathFactory, steps: list[Edit]) -> None:
    draft = edited(TemplateDraft.of(template()), steps)
    try:
        made = draft.template("某版", None)
    except TemplateProblem:
        return
    path = tmp_path_factory.mktemp("包") / "某.bbmb"
    write_pack([made], path)
    assert read_pack(path).templates == (made,)


def test_spaces_and_line_ends_do_not_break_the_seal(file: Path) -> None:
    before = read_pack(file)
    file.write_text(json.dumps(json.loads(file.read_bytes()), ensure_ascii=True, indent=4), newline="\r\n")
    assert read_pack(file) == before


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "不是模板包"),
        (b"\xff\xfe\x00", "不是模板包"),
        (b"[]", "不是模板包"),
        (b"[" * 100_000, "不是模板包"),
        (b'{"format": "x", "format_version": 1, "sha256": "", "templates": []}', "不是帮办台的模板包"),
    ],
)
def test_foreign_files_are_refused(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "某.bbmb"
    path.write_bytes(content)
    with pytest.raises(Refusal, match=sentence):
        read_pack(path)


def test_damage_is_noticed_wherever_it_is(file: Path) -> None:
    whole = file.read_bytes()
    for place in range(0, len(whole), 97):
        if whole[place : place + 1].isspace():
            continue
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(Refusal, match="模板"):
            read_pack(file)
    file.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(Refusal, match="不是模板包"):
        read_pack(file)


def resealed(file: Path, **changes: Any) -> None:
    plain = json.loads(file.read_bytes()) | changes
    plain["sha256"] = _seal(plain["templates"])
    file.write_text(json.dumps(plain))


def templates_of(file: Path) -> list[Any]:
    found: list[Any] = json.loads(file.read_bytes())["templates"]
    return found


def test_a_sealed_pack_is_still_checked(file: Path) -> None:
    plain = templates_of(file)
    cases: list[tuple[Any, str]] = [
        ([], "没有流程模板"),
        ([plain[0], plain[0]], "流程模板 A 的版本 1 出现两次"),
        ([3], r"第 1 个模板在 \$ 处的内容不合格式"),
        ([plain[0] | {"version": " "}], "没有编号或版本号"),
        ([plain[0] | {"steps": []}], "第 1 个模板（A）有问题：模板没有任何环节"),
        ([plain[0] | {"effective_from": "昨天"}], r"在 \$\.effective_from 处的内容不合格式"),
    ]
    for templates, sentence in cases:
        resealed(file, templates=templates)
        with pytest.raises(Refusal, match=sentence):
            read_pack(file)
    plain[0]["steps"][0]["matter"]["promised"]["amount"] = -1
    resealed(file, templates=plain)
    with pytest.raises(Refusal, match=r"第 1 个模板（A）有问题：时限 -1 不在"):
        read_pack(file)


def test_a_newer_format_is_not_guessed_at(file: Path) -> None:
    resealed(file, format_version=2)
    with pytest.raises(Refusal, match="格式是第 2 版，本机程序只认第 1 版"):
        read_pack(file)


def test_a_place_that_cannot_be_read_or_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="没有文件"):
        read_pack(tmp_path / "无.bbmb")
    with pytest.raises(Refusal, match="写不了"):
        write_pack([template()], tmp_path / "没有的文件夹" / "某.bbmb")

"""The files of the adaptable texts: all of them load, and a wrong one is named with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.application.forms.registry import FORM_SPECS
from desktop_app.catalog.wording import load_wording
from desktop_app.domain.refusals import Damaged
from desktop_app.locations import resources

GOOD = """form: closing
version: 2026-11
texts:
  - key: closing.one
    title: 第一段
    basis: 《民法典》第九百二十四条
    paragraphs: [甲, 乙]
  - {key: closing.two, title: 一行, line: ""}
"""


def write(folder: Path, text: str) -> Path:
    (folder / "a.yaml").write_text(text, encoding="utf-8")
    return folder


def test_paragraphs_and_lines_are_told_apart(tmp_path: Path) -> None:
    first, second = load_wording(write(tmp_path, GOOD))
    assert (first.form, first.version, first.text, first.single_line) == ("closing", "2026-11", "甲\n乙", False)
    assert first.basis == "《民法典》第九百二十四条"
    assert (second.key, second.text, second.single_line) == ("closing.two", "", True)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (GOOD.replace("    title: 第一段\n", ""), "第 4 行：文字缺少 title"),
        (GOOD.replace("closing.two", "closing.one"), "文字 closing.one 写了两次"),
        (GOOD.replace("paragraphs", "paragraf"), "不认识的键 paragraf，是不是 paragraphs"),
        (GOOD.replace("version: 2026-11\n", ""), "version"),
    ],
)
def test_a_wrong_file_is_named(tmp_path: Path, wrong: str, said: str) -> None:
    with pytest.raises(Damaged) as damaged:
        load_wording(write(tmp_path, wrong))
    assert said in str(damaged.value)


def test_the_bundled_texts_belong_to_forms_and_say_something() -> None:
    texts = load_wording(resources() / "wording")
    assert {one.form for one in texts} <= {"zone", *FORM_SPECS}
    assert all(one.key.split(".")[0] == one.form for one in texts)
    assert all(one.text or one.form == "zone" for one in texts)

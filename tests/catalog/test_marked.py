"""YAML with line numbers: places are found again, and lines point at what was written."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.catalog.marked import MarkedFile, Unreadable, load_marked
from desktop_app.domain.template import Where

BODY = """\
name: 甲
list:
- one
- deep: {inner: 1,
    other: 2}
empty:
"""


def marked(tmp_path: Path, body: str) -> MarkedFile:
    path = tmp_path / "a.yaml"
    path.write_text(body, encoding="utf-8")
    return load_marked(path)


@pytest.mark.parametrize(
    ("where", "line"),
    [
        ((), 1),
        (("name",), 1),
        (("list", 0), 3),
        (("list", 1, "deep", "other"), 5),
        (("list", 1, "deep", "missing"), 4),
        (("list", 9), 3),
        (("nowhere", 3), 1),
    ],
)
def test_a_place_has_its_line_or_that_of_what_surrounds_it(tmp_path: Path, where: Where, line: int) -> None:
    assert marked(tmp_path, BODY).line(where) == line


def test_text_stays_as_written(tmp_path: Path) -> None:
    entries = marked(tmp_path, "version: 2026.10\nday: 2026-08-15\nyes: no\nempty: ~\n").root.entries
    assert entries is not None
    assert [entries[key].text for key in ("version", "day", "yes")] == ["2026.10", "2026-08-15", "no"]
    assert entries["empty"].is_null


def test_a_doubled_key_keeps_the_first_and_is_named(tmp_path: Path) -> None:
    file = marked(tmp_path, "a: 1\nb: 2\na: 3\n")
    assert file.root.entries is not None
    assert file.root.entries["a"].text == "1"
    assert [(problem.line, problem.message) for problem in file.problems] == [(3, "键 a 重复（第 1 行已写过）")]


def test_the_line_of_what_is_no_yaml(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as caught:
        marked(tmp_path, "a: 1\nb: [1, 2\nc: 3\n")
    assert caught.value.problem.line == 3

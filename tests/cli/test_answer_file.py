"""Answer files: an object by key, and sentences for everything else."""

from pathlib import Path

import pytest

from desktop_app.cli.answer_file import read_answers
from desktop_app.domain.refusals import Refusal


def test_no_file_means_no_answers_and_a_mark_of_the_editor_is_no_matter(tmp_path: Path) -> None:
    assert read_answers(None) == {}
    path = tmp_path / "a.json"
    path.write_bytes(b"\xef\xbb\xbf" + '{"content": "上门"}'.encode())
    assert read_answers(path) == {"content": "上门"}


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"{", "不是 JSON"), (b"[]", "应是一个 JSON 对象"), (b"\xff", "不是 JSON"), (b" " * 1_000_001, "太大")],
)
def test_what_cannot_be_used_is_told(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(content)
    with pytest.raises(Refusal, match=said):
        read_answers(path)
    with pytest.raises(Refusal, match="读不到文件"):
        read_answers(tmp_path / "none.json")

"""What was chosen is kept per PC, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.application.paper_fonts import FontFile, PaperRole
from desktop_app.domain.refusals import Refusal
from desktop_app.storage.font_choices import FILE, FileFontChoices

CHOSEN = {
    PaperRole.FANG: FontFile("/字体/fs.ttc", 2, "仿宋_GB2312"),
    PaperRole.TITLE: FontFile("C:\\t.ttf", 0, "小标宋"),
}


def test_a_choice_is_kept_and_taken_back(tmp_path: Path) -> None:
    choices = FileFontChoices(lambda: tmp_path / "new" / "folder")
    assert choices.load() == {}
    choices.save(CHOSEN)
    assert choices.load() == CHOSEN
    choices.save({})
    assert choices.load() == {}
    assert [path.name for path in (tmp_path / "new" / "folder").iterdir()] == [FILE]


@pytest.mark.parametrize("content", ["", "[]", '{"fang": 1}', '{"other": {"path": "", "index": 0, "family": ""}}', "{"])
def test_a_damaged_record_is_refused_with_the_way_out(tmp_path: Path, content: str) -> None:
    (tmp_path / FILE).write_text(content, encoding="utf-8")
    with pytest.raises(Refusal, match="删掉这个文件就恢复自带字体") as refused:
        FileFontChoices(lambda: tmp_path).load()
    assert str(tmp_path / FILE) in str(refused.value)


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(Refusal, match="没有改动"):
        FileFontChoices(lambda: tmp_path / "file").save(CHOSEN)

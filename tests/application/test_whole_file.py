"""Files are written whole or not at all, and what refuses says so."""

from pathlib import Path

import pytest

from desktop_app.application.whole_file import write_whole
from desktop_app.domain.refusals import Refusal


def test_a_file_is_written_and_nothing_stays_beside_it(tmp_path: Path) -> None:
    place = tmp_path / "卷宗.zip"
    write_whole(place, b"abc")
    write_whole(place, b"ab")
    assert place.read_bytes() == b"ab"
    assert list(tmp_path.iterdir()) == [place]


@pytest.mark.parametrize("place", ["没有/卷宗.zip", "文件夹", "文件.txt/卷宗.zip", "长" * 90])
def test_what_cannot_be_written_is_refused_and_leaves_nothing(tmp_path: Path, place: str) -> None:
    (tmp_path / "文件夹").mkdir()
    (tmp_path / "文件.txt").write_bytes(b"")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(Refusal, match=r"写不了 .*请换个位置"):
        write_whole(tmp_path / place, b"abc")
    assert sorted(tmp_path.rglob("*")) == before


def test_the_file_that_was_there_stays_when_the_new_one_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "卷宗.zip"
    place.write_bytes(b"old")

    def full(_self: Path, _content: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(Refusal, match="磁盘已满"):
        write_whole(place, b"new")
    assert place.read_bytes() == b"old" and list(tmp_path.iterdir()) == [place]


def test_a_device_is_written_to_and_not_replaced() -> None:
    device = Path("/dev/null")
    write_whole(device, b"abc")
    assert not device.is_file()

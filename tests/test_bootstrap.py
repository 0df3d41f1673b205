"""Opening a workspace: made once, found again, and every folder that will not do is refused in a sentence."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from desktop_app.bootstrap import DATABASE_FILE, open_desk
from desktop_app.domain.refusals import Damaged, Refusal
from tests.desks import Clock, entered, new_desk

_NOBODY = 65534


@pytest.fixture
def folder() -> Iterator[Path]:
    """A workspace with a project, closed, where another account may look (pytest's own folders let nobody in)."""
    made = Path(tempfile.mkdtemp(prefix="bangban-"))
    made.chmod(0o755)
    desk = new_desk(made / "工作区")
    entered(desk, "甲项目")
    desk.close()
    yield made / "工作区"
    shutil.rmtree(made)


@contextmanager
def as_a_guest(folder: Path) -> Iterator[None]:
    """Without the right to write in a folder; root has every right and borrows an account that has not."""
    folder.chmod(0o555)
    (folder / DATABASE_FILE).chmod(0o444)
    root = os.geteuid() == 0
    if root:
        os.seteuid(_NOBODY)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)
        folder.chmod(0o755)


def test_a_workspace_is_made_once_and_found_again(tmp_path: Path) -> None:
    folder = tmp_path / "深" / "处"
    with pytest.raises(Refusal, match="还没有工作区，请先新建"):
        open_desk(folder, now=Clock())
    desk = open_desk(folder, now=Clock(), create=True)
    project = entered(desk)
    desk.close()
    assert [path.name for path in folder.iterdir()] == [DATABASE_FILE]
    with pytest.raises(Refusal, match="已经有工作区，请直接打开"):
        open_desk(folder, now=Clock(), create=True)
    again = open_desk(folder, now=Clock())
    assert again.projects.all() == [project]
    again.close()


def test_without_the_right_to_write_nothing_is_opened_by_halves(folder: Path) -> None:
    content = (folder / DATABASE_FILE).read_bytes()
    with as_a_guest(folder), pytest.raises(Refusal, match="权限"):
        open_desk(folder, now=Clock())
    assert (folder / DATABASE_FILE).read_bytes() == content
    assert [path.name for path in folder.iterdir()] == [DATABASE_FILE]


def test_without_the_right_to_write_no_workspace_is_made(folder: Path) -> None:
    with as_a_guest(folder), pytest.raises(Refusal, match="权限"):
        open_desk(folder / "新", now=Clock(), create=True)
    assert not (folder / "新").exists()


def test_a_file_is_no_place_for_a_workspace(tmp_path: Path) -> None:
    place = tmp_path / "文件"
    place.write_text("x")
    with pytest.raises(Refusal, match="另选"):
        open_desk(place, now=Clock(), create=True)
    assert place.read_text() == "x"


@pytest.mark.parametrize("content", ["不是数据库" * 500, "SQLite format 3\0" + "x" * 5000])
def test_a_file_that_is_no_database_is_damage_and_left_alone(tmp_path: Path, content: str) -> None:
    file = tmp_path / DATABASE_FILE
    file.write_text(content, encoding="utf-8")
    with pytest.raises(Damaged, match="请从备份恢复"):
        open_desk(tmp_path, now=Clock())
    assert file.read_text(encoding="utf-8") == content


def test_a_truncated_workspace_is_damage(folder: Path) -> None:
    file = folder / DATABASE_FILE
    content = file.read_bytes()
    file.write_bytes(content[: len(content) // 2])
    with pytest.raises(Damaged, match="请从备份恢复"):
        open_desk(folder, now=Clock())


@pytest.mark.parametrize("url", ["mysql://h/d", "nonsense", "sqlite://"])
def test_an_address_of_another_kind_is_refused(tmp_path: Path, url: str) -> None:
    with pytest.raises(Refusal, match="请写成 sqlite:///文件 或 postgresql"):
        open_desk(tmp_path, now=Clock(), url=url)

"""Opening a workspace: made once, found again, and every folder that will not do is refused in a sentence."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.bootstrap import DATABASE_FILE, open_desk
from desktop_app.domain.refusals import Damaged, Refusal
from desktop_app.storage.schema import known_revisions
from tests.desks import Clock, entered, new_desk
from tests.guests import as_a_guest


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


@pytest.mark.parametrize("folder_too", [True, False])
def test_without_the_right_to_write_a_workspace_is_opened_for_looking(folder: Path, folder_too: bool) -> None:
    content = (folder / DATABASE_FILE).read_bytes()
    with as_a_guest(folder, DATABASE_FILE, folder_too=folder_too):
        desk = open_desk(folder, now=Clock())
        assert desk.read_only == "数据库文件是只读的"
        assert [project.name for project in desk.projects.all()] == ["甲项目"]
        for write in (desk.workspace.begin, lambda: entered(desk, "乙项目")):
            with pytest.raises(
                Refusal, match=r"只读打开：数据库文件是只读的。.*复制到能写入的地方再打开；这次没有写入"
            ):
                write()
        desk.close()
    assert (folder / DATABASE_FILE).read_bytes() == content
    assert [path.name for path in folder.iterdir()] == [DATABASE_FILE]


def test_a_folder_that_takes_no_files_is_read_only_too(folder: Path) -> None:
    with as_a_guest(folder):
        (folder / DATABASE_FILE).stat()
        desk = open_desk(folder, now=Clock())
        assert desk.read_only
        assert len(desk.projects.all()) == 1
        desk.close()
    desk = open_desk(folder, now=Clock())
    assert desk.read_only == ""
    desk.close()


def test_what_another_desk_writes_is_seen_while_looking(folder: Path) -> None:
    with as_a_guest(folder, DATABASE_FILE):
        looking = open_desk(folder, now=Clock())
    writing = open_desk(folder, now=Clock())
    for number, name in enumerate(("乙项目", "丙项目"), start=2):
        entered(writing, name)
        assert len(looking.projects.all()) == number
    writing.close()
    assert len(looking.projects.all()) == 3
    looking.close()


def test_an_older_workspace_cannot_be_upgraded_by_looking(folder: Path) -> None:
    with closing(sqlite3.connect(folder / DATABASE_FILE)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (known_revisions()[-2],))
        connection.commit()
    content = (folder / DATABASE_FILE).read_bytes()
    with as_a_guest(folder, DATABASE_FILE), pytest.raises(Refusal, match=r"要先升级才能看.*用本版本打开一次"):
        open_desk(folder, now=Clock())
    assert (folder / DATABASE_FILE).read_bytes() == content


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

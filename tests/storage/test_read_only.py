"""Looking at a database that may not be written: why, and that nothing is made beside it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.domain.refusals import Damaged, Refusal
from desktop_app.storage.database import file_url, open_database
from desktop_app.storage.read_only import look, why_read_only
from desktop_app.storage.schema import expect_current, upgrade
from tests.builders import NOON


@pytest.fixture
def kept(file: Path) -> Path:
    """A workspace nobody has open."""
    upgrade(file_url(file), NOON)
    return file


def beside(file: Path) -> list[str]:
    """What lies in the folder of a file."""
    return sorted(path.name for path in file.parent.iterdir())


def test_a_file_of_ones_own_can_be_written(kept: Path) -> None:
    assert why_read_only(kept) == ""


def test_looking_leaves_nothing_beside_the_file_and_writes_nothing(kept: Path) -> None:
    before, content = beside(kept), kept.read_bytes()
    with closing(look(kept)) as connection:
        assert connection.execute("SELECT count(*) FROM project").fetchone() == (0,)
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            connection.execute("DELETE FROM project")
    assert (beside(kept), kept.read_bytes()) == (before, content)


def test_writes_that_wait_for_a_writer_are_told(kept: Path) -> None:
    with closing(sqlite3.connect(kept)) as writer:
        writer.execute("CREATE TABLE more (a)")
        writer.commit()
        copied = kept.parent.parent / "抄来的" / kept.name
        copied.parent.mkdir()
        for end in ("", "-wal"):
            copied.with_name(copied.name + end).write_bytes(kept.with_name(kept.name + end).read_bytes())
    with pytest.raises(Refusal, match="上次没有正常关闭，只读时看不全；请先在能写入的电脑上打开一次"):
        look(copied)


def test_a_writer_at_work_is_followed(kept: Path) -> None:
    with closing(sqlite3.connect(kept)) as writer:
        writer.execute("CREATE TABLE more (a)")
        writer.commit()
        with closing(look(kept)) as connection:
            writer.execute("INSERT INTO more VALUES (1)")
            writer.commit()
            assert connection.execute("SELECT a FROM more").fetchall() == [(1,)]


def test_a_read_only_database_refuses_every_turn_to_write(kept: Path) -> None:
    expect_current(file_url(kept), "数据库文件是只读的")
    database = open_database(file_url(kept), "数据库文件是只读的")
    with pytest.raises(Refusal, match="只读打开：数据库文件是只读的"), database.writing():
        raise AssertionError("no turn is given")
    with database.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM project").scalar() == 0
    database.close()


def test_a_file_that_is_no_database_is_damage(file: Path) -> None:
    file.write_bytes(b"x" * 5000)
    with pytest.raises(Damaged, match="请从备份恢复"):
        expect_current(file_url(file), "数据库文件是只读的")

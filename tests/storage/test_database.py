"""Opening a database: the settings nothing may be lost without, and one sentence for each thing that goes wrong."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from desktop_app.domain.refusals import Damaged, Refusal
from desktop_app.storage.database import Database, file_url, open_database, trouble
from desktop_app.storage.schema import upgrade
from desktop_app.storage.unit_of_work import unit_of_work
from tests.builders import NOON, event, stored_case


@pytest.fixture
def workspace(file: Path) -> Path:
    """A SQLite workspace with one case, closed again."""
    upgrade(file_url(file), NOON)
    opened = open_database(file_url(file))
    with unit_of_work(opened)() as work:
        one = stored_case(work)
        for _ in range(200):
            work.record(event(one.project_id, case_id=one.id, note="记录" * 20))
        work.commit()
    opened.close()
    return file


def reads(file: Path) -> None:
    """Read everything, as a use case would."""
    database = open_database(file_url(file))
    try:
        with unit_of_work(database)(writes=False) as work:
            work.cases.every()
    finally:
        database.close()


@pytest.mark.parametrize("special", ["a b", "a?b", "a%41b", "a#b", "a&b=c", "项目𠮷"])
def test_the_address_of_a_file_leads_to_that_file(tmp_path: Path, special: str) -> None:
    file = tmp_path / special / "库.sqlite3"
    file.parent.mkdir()
    upgrade(file_url(file), NOON)
    assert sorted(path.name for path in file.parent.iterdir()) == ["库.sqlite3"]
    assert [path.name for path in tmp_path.iterdir()] == [special]


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("recursive_triggers", 1),
        ("busy_timeout", 20_000),
    ],
)
def test_every_connection_has_the_settings(workspace: Path, pragma: str, value: object) -> None:
    database = open_database(file_url(workspace))
    with database.reading() as first, database.reading() as second:
        for connection in (first, second):
            assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value
    database.close()


def test_closing_leaves_one_plain_file(workspace: Path) -> None:
    reads(workspace)
    assert [path.name for path in workspace.parent.iterdir()] == [workspace.name]


@pytest.mark.parametrize("address", ["", "不是地址", "mysql://a/b", "sqlite://", "sqlite:///:memory:", "oracle:///x"])
def test_an_address_nobody_can_open_is_refused(address: str) -> None:
    with pytest.raises(Refusal, match="请写成 sqlite:///文件 或 postgresql"):
        open_database(address)


def test_postgresql_is_always_reached_by_the_driver_that_comes_along() -> None:
    database = open_database("postgresql://someone@127.0.0.1/nowhere")
    assert database.engine.driver == "psycopg"
    database.close()


def test_a_server_that_does_not_answer_is_said_in_a_sentence() -> None:
    database = open_database("postgresql+psycopg://someone@127.0.0.1:1/nowhere")
    with pytest.raises(Refusal, match="连不上数据库服务器，请检查网络、地址和口令"), database.reading():
        pass
    database.close()


def test_a_file_that_is_not_a_database_is_damage(file: Path) -> None:
    file.write_bytes("这不是数据库".encode() * 1000)
    before = file.read_bytes()
    with pytest.raises(Damaged, match="数据库文件已损坏，没有做任何改动；请从备份恢复"):
        reads(file)
    assert file.read_bytes() == before


def test_a_folder_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="数据库文件打不开"):
        reads(tmp_path / "没有" / "库.sqlite3")


def test_overwritten_pages_are_damage(workspace: Path) -> None:
    content = bytearray(workspace.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    workspace.write_bytes(content)
    with pytest.raises(Damaged, match="请从备份恢复"):
        reads(workspace)


def test_a_table_that_somebody_took_away_is_damage(workspace: Path) -> None:
    with closing(sqlite3.connect(workspace)) as connection:
        connection.execute("DROP TABLE event")
    with pytest.raises(Damaged, match=r"数据库文件已损坏，没有做任何改动；请从备份恢复$") as said:
        reads(workspace)
    assert said.value.details == "no such table: event"


def test_a_full_disk_is_said_in_a_sentence_and_nothing_is_kept(workspace: Path) -> None:
    database = open_database(file_url(workspace))
    with (
        pytest.raises(Refusal, match=r"磁盘已满，本次没有写入，请清理磁盘后再试$") as said,
        database.writing() as connection,
    ):
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
        connection.execute(text("INSERT INTO fact VALUES ('大', :value)"), {"value": "满" * 100_000})
        connection.commit()
    with database.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM fact")).scalar() == 0
    assert said.value.details == "database or disk is full"
    database.close()


@pytest.mark.parametrize("code", [*range(5, 7), 8, 10, 11, 13, 14, 26], ids=str)
def test_what_sqlite_says_in_english_is_in_the_details_only(code: int) -> None:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = code | 7 << 8  # an extended code carries the primary one in its last byte
    said = trouble(error)
    assert said is not None and said.details == "disk I/O error"
    assert str(said) and not any(sign.isascii() and sign.isalpha() for sign in str(said))
    assert isinstance(said, Damaged) is (code in (11, 26))


def test_a_mistake_of_the_program_is_not_dressed_up(database: Database) -> None:
    """What nobody at the desk can help stays what it is, and is not taken for a full disk (there is a full_agency)."""
    with pytest.raises(DBAPIError, match=r"(?i)not.null"), database.writing() as connection:
        connection.execute(text("INSERT INTO project (id, name, full_agency) VALUES ('x', 'x', NULL)"))

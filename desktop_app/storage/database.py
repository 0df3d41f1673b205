"""Database: one engine per open workspace, SQLite by default and PostgreSQL for a team."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from desktop_app.application.workspaces import read_only_words
from desktop_app.domain.refusals import Damaged, Refusal
from desktop_app.domain.template import ApprovalTemplate
from desktop_app.storage.read_only import look

_BUSY_MILLISECONDS = 20_000
"""How long a writer waits for another before it gives up; three desks writing at once need well under a second."""

_PRAGMAS = (
    # First, so that the others wait too while a second program opens the same file.
    f"PRAGMA busy_timeout={_BUSY_MILLISECONDS}",
    "PRAGMA journal_mode=WAL",
    # Nothing that was acknowledged may be lost when the power goes: every commit reaches the disk.
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    # INSERT OR REPLACE deletes: let it meet the triggers that keep records from being deleted.
    "PRAGMA recursive_triggers=ON",
    "PRAGMA cache_size=-65536",
    "PRAGMA temp_store=MEMORY",
)

_WRITERS = 0x62616E67
"""The number of PostgreSQL's advisory lock that writers of one database take turns by."""


@dataclass(slots=True)
class Database:
    """An open database with the templates already decoded from it (template versions never change).

    `read_only` is why nothing can be written, empty when it can be.
    """

    engine: Engine
    read_only: str = ""
    templates: dict[tuple[str, str], ApprovalTemplate] = field(default_factory=dict)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that may write. Writers take turns from the first statement on, so that what a use case read
        still holds when it commits; raises Refusal when the turn does not come, and when the database is read-only."""
        if self.read_only:
            raise Refusal.say(f"{read_only_words(self.read_only)}；这次没有写入")
        with self._connected(writes=True) as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one moment of the data, keeps nobody waiting and cannot write."""
        with self._connected(writes=False) as connection:
            yield connection

    @contextmanager
    def _connected(self, *, writes: bool) -> Iterator[Connection]:
        # Closing the connection forgets whatever was not committed.
        with told(), self.engine.connect() as connection:
            connection.execution_options(bangban_writes=writes)
            connection.begin()
            yield connection

    def close(self) -> None:
        """Let go of the file or server."""
        self.engine.dispose()


def file_url(file: Path) -> str:
    """The address of a SQLite file; `?`, `%` and `#` may be in the names of its folders."""
    return URL.create("sqlite", database=str(file)).render_as_string()


def open_database(url: str, read_only: str = "") -> Database:
    """Open `sqlite:///FILE` or `postgresql+psycopg://…`; connecting happens on first use.

    A SQLite file with a reason in `read_only` is only looked at. Raises Refusal for an address of any other kind.
    """
    try:
        address = make_url(url)
    except ArgumentError as error:
        raise Refusal.say(f"数据库地址写得不对：{url}；{_ADDRESSES}") from error
    if address.get_backend_name() == "sqlite" and address.database not in (None, "", ":memory:"):
        engine = _looking(Path(str(address.database))) if read_only else create_engine(address)
        _set_up_sqlite(engine, () if read_only else _PRAGMAS)
    elif address.get_backend_name() == "postgresql":
        engine = create_engine(address.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
        _set_up_postgresql(engine)
    else:
        raise Refusal.say(f"不支持这种数据库：{address.render_as_string()}；{_ADDRESSES}")
    return Database(engine, read_only)


def _looking(file: Path) -> Engine:
    """An engine that connects anew for each transaction, so that it sees what others wrote since."""
    return create_engine("sqlite://", creator=lambda: look(file), poolclass=NullPool)


_ADDRESSES = "请写成 sqlite:///文件 或 postgresql+psycopg://用户:口令@主机/库名"


def _set(cursor: sqlite3.Cursor, pragma: str) -> None:
    """Execute a pragma, waiting for others: turning to WAL needs the file alone and does not heed busy_timeout."""
    give_up = time.monotonic() + _BUSY_MILLISECONDS / 1000
    while True:
        try:
            cursor.execute(pragma)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > give_up:
                raise
            time.sleep(0.02)
        else:
            return


def _set_up_sqlite(engine: Engine, pragmas: Sequence[str]) -> None:
    @event.listens_for(engine, "connect")
    def configure(dbapi_connection: Any, _record: object) -> None:
        # The driver must not open transactions by itself: `begin` below decides which kind.
        dbapi_connection.isolation_level = None
        cursor = dbapi_connection.cursor()
        for pragma in pragmas:
            _set(cursor, pragma)
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = _writes(connection)
        connection.exec_driver_sql(f"PRAGMA query_only={'OFF' if writes else 'ON'}")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _set_up_postgresql(engine: Engine) -> None:
    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if _writes(connection):
            connection.exec_driver_sql(
                f"SET LOCAL lock_timeout = {_BUSY_MILLISECONDS}; SELECT pg_advisory_xact_lock({_WRITERS})"
            )
        else:
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")


def _writes(connection: Connection) -> bool:
    return bool(connection.get_execution_options().get("bangban_writes", True))


@contextmanager
def told() -> Iterator[None]:
    """Turn database errors that the person at the desk can do something about into Refusal or Damaged."""
    try:
        yield
    except DBAPIError as error:
        said = trouble(error.orig)
        if said is None:
            raise
        raise said from error


_BUSY = "数据库正被别的程序占用，本次没有写入，请稍后再试"
_READ_ONLY = "数据库只能读取，不能写入，请检查文件夹权限；本次没有写入"
_FULL = "磁盘已满，本次没有写入，请清理磁盘后再试"
_CANNOT_OPEN = "数据库文件打不开，请检查文件夹是否存在、有没有权限"
_DISK = "磁盘读写出错，本次没有写入；请检查磁盘和网络盘的连接"
_DAMAGED = "数据库文件已损坏，没有做任何改动；请从备份恢复"
_UNREACHABLE = "连不上数据库服务器，请检查网络、地址和口令"

_SQLITE_TROUBLES = {
    5: _BUSY,
    6: _BUSY,
    8: _READ_ONLY,
    10: _DISK,
    11: _DAMAGED,
    13: _FULL,
    14: _CANNOT_OPEN,
    26: _DAMAGED,
}
"""By primary result code (sqlite.org/rescode.html)."""

_POSTGRESQL_TROUBLES = {
    "55P03": _BUSY,
    "40001": _BUSY,
    "40P01": _BUSY,
    "25006": _READ_ONLY,
    "53100": _FULL,
    "XX001": _DAMAGED,
    "XX002": _DAMAGED,
}
"""By SQLSTATE (PostgreSQL, appendix A)."""


def trouble(origin: BaseException | None) -> Refusal | Damaged | None:
    """What a driver's error means for the person at the desk, its own words as details; None for a fault of the
    program, which nobody at the desk can help."""
    code = getattr(origin, "sqlite_errorcode", None)
    state = getattr(origin, "sqlstate", None)
    sentence = None
    if isinstance(code, int):
        # A table that is not there although the revision says so: somebody took it away.
        sentence = _DAMAGED if "no such table" in str(origin) else _SQLITE_TROUBLES.get(code & 0xFF)
    elif isinstance(state, str):
        sentence = _POSTGRESQL_TROUBLES.get(state)
    elif type(origin).__module__.startswith("psycopg") and type(origin).__name__ == "OperationalError":
        sentence = _UNREACHABLE
    if sentence is None:
        return None
    details = " ".join(str(origin).split())
    return Damaged(sentence, details) if sentence is _DAMAGED else Refusal.say(sentence, details)

"""Database: one engine per open workspace, SQLite by default and PostgreSQL for a team."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError, OperationalError

from desktop_app.domain.refusals import Damaged, Refusal
from desktop_app.domain.template import ApprovalTemplate

_BUSY_MILLISECONDS = 20_000
"""How long a writer waits for another before it gives up; three desks writing at once need well under a second."""

_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    # Nothing that was acknowledged may be lost when the power goes: every commit reaches the disk.
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    f"PRAGMA busy_timeout={_BUSY_MILLISECONDS}",
    "PRAGMA cache_size=-65536",
    "PRAGMA temp_store=MEMORY",
)


@dataclass(slots=True)
class Database:
    """An open database with the templates already decoded from it (template versions never change)."""

    engine: Engine
    templates: dict[tuple[str, str], ApprovalTemplate] = field(default_factory=dict)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that may write; SQLite takes the write lock at once, so that writers queue."""
        with self._connected(writes=True) as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that only reads and keeps nobody waiting."""
        with self._connected(writes=False) as connection:
            yield connection

    @contextmanager
    def _connected(self, *, writes: bool) -> Iterator[Connection]:
        try:
            connection = self.engine.connect().execution_options(bangban_writes=writes)
            connection.begin()
        except OperationalError as error:
            raise trouble(error) from error
        except DatabaseError as error:
            raise trouble(error) from error
        try:
            yield connection
        except DatabaseError as error:
            connection.rollback()
            raise trouble(error) from error
        finally:
            # Whatever was not committed is forgotten.
            connection.close()

    def close(self) -> None:
        """Let go of the file or server."""
        self.engine.dispose()


def trouble(error: DatabaseError) -> Exception:
    """What a database error means to the person at the desk."""
    words = str(error.orig).lower()
    if "locked" in words or "busy" in words:
        return Refusal.say("数据库正被别的程序占用，本次没有写入，请稍后再试")
    if "readonly" in words or "read-only" in words:
        return Refusal.say("数据库文件只能读取，不能写入，请检查文件夹权限；本次没有写入")
    if "full" in words:
        return Refusal.say("磁盘已满，本次没有写入，请清理磁盘后再试")
    if any(word in words for word in ("malformed", "not a database", "corrupt", "unable to open", "no such table")):
        return Damaged(f"数据库文件已损坏或无法打开，没有做任何改动；请从备份恢复（{error.orig}）")
    return error


def open_database(url: str) -> Database:
    """Open `sqlite:///FILE` or `postgresql+psycopg://…`; connecting happens on first use."""
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        _set_up_sqlite(engine)
    return Database(engine)


def _set_up_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def configure(dbapi_connection: Any, _record: object) -> None:
        # The driver must not open transactions by itself: `begin` below decides which kind.
        dbapi_connection.isolation_level = None
        cursor = dbapi_connection.cursor()
        for pragma in _PRAGMAS:
            cursor.execute(pragma)
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("bangban_writes", True)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

"""Schema: bringing a workspace's tables up to the revision this program knows, with a verified backup first."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, make_url, text

from desktop_app import locations
from desktop_app.domain.refusals import Damaged, Refusal
from desktop_app.storage.database import Database, open_database, told, trouble

_CHECKED_BYTES = 64 * 1024 * 1024
"""Files up to this size are checked from end to end whenever they are opened (0.2 s at most); a whole check of larger
ones would keep people waiting at every start."""


_NEWER = "这个工作区由更新版本的帮办台建立（结构 {}），请先升级本机程序再打开"


def known_revisions() -> tuple[str, ...]:
    """The revisions that come with the program, oldest first; the file names carry them."""
    versions = locations.db() / "migrations" / "versions"
    return tuple(sorted(path.name.split("_")[0] for path in versions.glob("[0-9]*.py")))


def expect_current(url: str, read_only: str) -> None:
    """Make sure that a database which cannot be written has the tables this program knows.

    Raises Refusal when it is older or newer or of another program, Damaged when it cannot be trusted.
    """
    database = open_database(url, read_only)
    try:
        current, known = _revision(database, _file_of(url)), known_revisions()
    finally:
        database.close()
    if current in known[:-1] or not current:
        raise Refusal.say(
            f"这个工作区由较早版本的帮办台建立（结构 {current or '空'}），要先升级才能看，而{read_only}；"
            "请在能写入的电脑上用本版本打开一次，或把整个文件夹复制到能写入的地方再打开"
        )
    if current not in known:
        raise Refusal.say(_NEWER.format(current))


def upgrade(url: str, at: datetime) -> None:
    """Create the tables or bring them up to date; one that is up to date costs a query and does not load alembic.

    The copy that is made of an older file before its tables change carries the instant `at` in its name.
    Raises Refusal when a newer program wrote the database or it belongs to another program, Damaged when it cannot be
    trusted.
    """
    known = known_revisions()
    if not known:
        raise Damaged("程序文件不完整：缺少数据库结构脚本（db/migrations），请重新安装程序")
    database = open_database(url)
    file = _file_of(url)
    try:
        current = _revision(database, file)
        if current == known[-1]:
            return
        if current and current not in known:
            raise Refusal.say(_NEWER.format(current))
        if current and file:
            _backup(file, at)
        with told():
            _run(database.engine)
    finally:
        database.close()


def _file_of(url: str) -> Path | None:
    address = make_url(url)
    is_file = address.get_backend_name() == "sqlite" and address.database
    return Path(address.database) if is_file and address.database else None


def _revision(database: Database, file: Path | None) -> str:
    """The stored revision, empty for a database without any table; a small file is checked from end to end."""
    with database.reading() as connection:
        if file and file.stat().st_size <= _CHECKED_BYTES:
            answer = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
            if answer != "ok":
                raise Damaged("数据库文件已损坏，没有做任何改动；请从备份恢复", str(answer))
        tables = inspect(connection).get_table_names()
        if not tables:
            return ""
        if "alembic_version" not in tables:
            raise Refusal.say("这个数据库里是别的程序的数据，不是帮办台的工作区，没有做任何改动；请另选位置")
        return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or "")


def _run(engine: Engine) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(locations.db() / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            # Rebuilding a table drops it for a moment; SQLite ignores this setting inside a transaction.
            driver = connection.connection.driver_connection
            assert isinstance(driver, sqlite3.Connection)
            driver.execute("PRAGMA foreign_keys=OFF")
        with connection.begin():
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            _check_references(connection)


def _check_references(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        if broken is not None:
            raise Damaged(f"升级数据库时发现引用已断（表 {broken[0]}），数据库没有改动；请从备份恢复")


def _backup(file: Path, at: datetime) -> Path:
    """Copy a workspace beside itself and check the copy before its tables are changed; raises Refusal or Damaged."""
    copy = file.with_name(f"{file.stem}-升级前-{at:%Y%m%d-%H%M%S}{file.suffix}")
    try:
        with closing(sqlite3.connect(file)) as old, closing(sqlite3.connect(copy)) as new:
            old.backup(new)
            # One plain file, that can be carried away without the two that accompany it in WAL mode.
            new.execute("PRAGMA journal_mode=DELETE")
            answer = new.execute("PRAGMA integrity_check").fetchone()
    except sqlite3.Error as error:
        copy.unlink(missing_ok=True)
        known = trouble(error)
        if isinstance(known, Damaged):
            raise known from error
        why = known or "请检查磁盘空间和权限后再打开"
        raise Refusal.say(f"升级前没能备份，数据库没有改动。{why}", str(error)) from error
    if answer != ("ok",):
        copy.unlink()
        raise Damaged("升级前的备份没有通过校验，数据库没有改动；请从以前的备份恢复", str(answer[0]))
    return copy

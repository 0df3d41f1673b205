"""Schema: bringing a workspace's tables up to the revision this program knows, with a verified backup first."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DatabaseError

from desktop_app import locations
from desktop_app.domain.refusals import Damaged, Refusal
from desktop_app.storage.database import open_database, trouble


def known_revisions() -> tuple[str, ...]:
    """The revisions that come with the program, oldest first; the file names carry them."""
    versions = locations.db() / "migrations" / "versions"
    return tuple(sorted(path.name.split("_")[0] for path in versions.glob("[0-9]*.py")))


def upgrade(url: str) -> None:
    """Create the tables or bring them up to date.

    A database that is up to date costs one query and does not load alembic. Raises Refusal when a newer program wrote
    the database, Damaged when it cannot be read.
    """
    known = known_revisions()
    if not known:
        raise Damaged("程序文件不完整：缺少数据库结构脚本（db/migrations），请重新安装程序")
    database = open_database(url)
    try:
        current = _revision(database.engine)
        if current == known[-1]:
            return
        if current and current not in known:
            raise Refusal.say(f"这个工作区由更新版本的帮办台建立（结构 {current}），请先升级本机程序再打开")
        if current:
            _backup(url)
        _run(database.engine)
    except DatabaseError as error:
        raise trouble(error) from error
    finally:
        database.close()


def _revision(engine: Engine) -> str:
    with engine.connect() as connection:
        if "alembic_version" not in inspect(connection).get_table_names():
            return ""
        return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or "")


def _run(engine: Engine) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(locations.db() / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        connection.commit()


def _backup(url: str) -> Path | None:
    """Copy a SQLite workspace beside itself and check the copy before its tables are changed."""
    address = make_url(url)
    if address.get_backend_name() != "sqlite" or not address.database:
        return None
    source = Path(address.database)
    copy = source.with_name(f"{source.stem}-升级前-{datetime.now():%Y%m%d-%H%M%S}{source.suffix}")
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(copy)) as new:
        old.backup(new)
        if new.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise Damaged(f"升级前的备份没有通过校验，数据库没有改动；请检查磁盘（{copy}）")
    return copy

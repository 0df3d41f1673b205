"""Read-only workspaces: whether a database file may be written here, and how one that may not is looked at."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from pathlib import Path
from urllib.parse import quote

from desktop_app.domain.refusals import Refusal

FILE = "数据库文件是只读的"
FOLDER = "所在的文件夹不让写入"

_AS_NOW = {"effective_ids": True} if os.access in os.supports_effective_ids else {}


def why_read_only(file: Path) -> str:
    """Why nothing can be written into an existing database, for the person at the desk; empty when it can be."""
    if not os.access(file, os.W_OK, **_AS_NOW):
        return FILE
    # SQLite keeps files of its own beside the database; without a right to the folder it can only look.
    if not os.access(file.parent, os.W_OK, **_AS_NOW) or (os.name == "nt" and not _takes_files(file.parent)):
        return FOLDER
    return ""


def _takes_files(folder: Path) -> bool:
    """Whether a file can be made there: on Windows `os.access` knows nothing of the rights to a folder."""
    try:
        tempfile.TemporaryFile(dir=folder).close()
    except OSError:
        return False
    return True


def look(file: Path) -> sqlite3.Connection:
    """A connection that changes nothing, not even beside the file.

    Raises Refusal when writes of a program that ended badly still wait to be brought in, which only a writer can do.
    """
    waiting, shared = (file.with_name(file.name + end) for end in ("-wal", "-shm"))
    if waiting.exists() and waiting.stat().st_size and not shared.exists():
        raise Refusal.say(
            f"{file.parent} 里的数据库上次没有正常关闭，只读时看不全；请先在能写入的电脑上打开一次，"
            "或把整个文件夹复制到能写入的地方再打开"
        )
    # Somebody who may write has it open while these files are there: follow them. Else nothing may be made beside the
    # file, and SQLite has to be told that nobody writes it while this connection, which lives one transaction, looks.
    mode = "mode=ro" if shared.exists() else "mode=ro&immutable=1"
    return sqlite3.connect(f"{_uri(file)}?{mode}", uri=True, check_same_thread=False)


def _uri(file: Path) -> str:
    """The address of a file as SQLite reads it, of one on a shared drive (//server/share) too."""
    path = file.absolute().as_posix()
    return f"file://{'' if path.startswith('/') else '/'}{quote(path)}"

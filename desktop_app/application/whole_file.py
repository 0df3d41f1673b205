"""Files that somebody asked for somewhere on the disk: papers, workbooks, pictures, packs."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from desktop_app.domain.refusals import Refusal, cause


def write_whole(path: Path, content: bytes) -> None:
    """Write a file under another name first, so that no half-written one is ever found; raises Refusal.

    What stood there before stays until the new one is whole.
    """
    beside = path.with_name(f".{uuid4().hex}.part")
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(content)  # a folder, which refuses, or a device, which must not be replaced
            return
        beside.write_bytes(content)
        beside.replace(path)
    except OSError as error:
        with suppress(OSError):  # where nothing could be written there may be nothing to reach either
            beside.unlink(missing_ok=True)
        raise Refusal.say(f"写不了 {path}（{cause(error)}），请换个位置，或关闭正打开它的程序") from error

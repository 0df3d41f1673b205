"""Guests: somebody who may look into a workspace and not write there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_NOBODY = 65534


@contextmanager
def as_a_guest(folder: Path, *files: str, folder_too: bool = True) -> Iterator[None]:
    """Without the right to write named files of a folder, nor the folder itself unless `folder_too` is taken away.

    Root has every right and borrows an account that has not.
    """
    folder.chmod(0o555 if folder_too else 0o777)
    for name in files:
        (folder / name).chmod(0o444)
    root = os.geteuid() == 0
    if root:
        os.seteuid(_NOBODY)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)
        folder.chmod(0o755)
        for name in files:
            (folder / name).chmod(0o644)

"""A desk for every test: a new workspace on a SQLite file, on a day that the test may move."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.application.desk import Desk
from tests.desks import Clock, new_desk


@pytest.fixture
def clock() -> Clock:
    """The present, an ordinary Friday unless the test moves it."""
    return Clock()


@pytest.fixture
def workspace(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    """A desk on an empty workspace."""
    desk = new_desk(tmp_path / "工作区", clock)
    yield desk
    desk.close()

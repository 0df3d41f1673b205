"""A desk for every test: its own copy of a new workspace, on a day that the test may move."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.application.desk import Desk
from desktop_app.bootstrap import DATABASE_FILE, open_desk
from tests.desks import Clock, new_desk


@pytest.fixture
def clock() -> Clock:
    """The present, an ordinary Friday unless the test moves it."""
    return Clock()


@pytest.fixture(scope="session")
def new_workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace as it is made; making one for every test would take longer than the tests."""
    folder = tmp_path_factory.mktemp("新工作区")
    new_desk(folder).close()
    return folder


@pytest.fixture
def workspace(new_workspace: Path, tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    """A desk on an empty workspace."""
    folder = tmp_path / "工作区"
    folder.mkdir()
    shutil.copy(new_workspace / DATABASE_FILE, folder)
    desk = open_desk(folder, now=clock)
    yield desk
    desk.close()

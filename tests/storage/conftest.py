"""The same tests against the in-memory fake, a SQLite file and a real PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop_app.application.ports import OpenUnitOfWork, Readers
from desktop_app.storage.database import Database, file_url, open_database
from desktop_app.storage.readers import SqlReaders
from desktop_app.storage.schema import upgrade
from desktop_app.storage.unit_of_work import unit_of_work
from tests.fake_readers import FakeReaders
from tests.fakes import FakeStore


@dataclass(frozen=True, slots=True)
class Store:
    """An empty workspace: how to open a unit of work and how to read its lists."""

    open_work: OpenUnitOfWork
    readers: Readers


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where a SQLite workspace goes: a folder with everything that is special in an address."""
    folder = tmp_path / "工 作?区%41#"
    folder.mkdir()
    return folder / "bangban.sqlite3"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, file: Path) -> str:
    """The address of a database without tables."""
    return _address(request, file)


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    """An open, empty workspace in a database."""
    upgrade(url)
    opened = open_database(url)
    yield opened
    opened.close()


@pytest.fixture(params=["fake", "sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, file: Path) -> Iterator[Store]:
    """An empty workspace, wherever it is kept."""
    if request.param == "fake":
        fake = FakeStore()
        yield Store(fake.open_work, FakeReaders(fake))
        return
    address = _address(request, file)
    upgrade(address)
    opened = open_database(address)
    yield Store(unit_of_work(opened), SqlReaders(opened))
    opened.close()


@pytest.fixture
def open_work(store: Store) -> OpenUnitOfWork:
    """How a use case opens a unit of work on an empty workspace."""
    return store.open_work


def _address(request: pytest.FixtureRequest, file: Path) -> str:
    return file_url(file) if request.param == "sqlite" else str(request.getfixturevalue("postgres_url"))

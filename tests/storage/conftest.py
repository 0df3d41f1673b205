"""The same tests against the in-memory fake, a SQLite file and a real PostgreSQL."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import psycopg
import pytest

from desktop_app import storage
from desktop_app.application.ports import OpenUnitOfWork, Readers
from desktop_app.storage.database import Database, file_url, open_database
from desktop_app.storage.readers import SqlReaders
from desktop_app.storage.schema import upgrade
from desktop_app.storage.unit_of_work import unit_of_work
from tests.builders import NOON
from tests.fake_readers import FakeReaders
from tests.fakes import FakeStore
from tests.postgres import Cluster

# A table joins the metadata with its module, which the program loads when it is first needed; here all are compared.
for module in iter_modules(storage.__path__):
    import_module(f"{storage.__name__}.{module.name}")


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
    return file_url(file) if request.param == "sqlite" else str(request.getfixturevalue("postgres_url"))


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite workspace without content, made once and then copied."""
    file = tmp_path_factory.mktemp("empty") / "bangban.sqlite3"
    upgrade(file_url(file), NOON)
    return file


@pytest.fixture(scope="session")
def empty_name(postgres_cluster: Cluster) -> str:
    """The name of a PostgreSQL workspace without content, made once and then copied."""
    with psycopg.connect(postgres_cluster.url("postgres"), autocommit=True) as connection:
        connection.execute("CREATE DATABASE empty_workspace TEMPLATE template0")
    upgrade(postgres_cluster.url("empty_workspace", "postgresql+psycopg"), NOON)
    return "empty_workspace"


@pytest.fixture
def postgres_workspace(postgres_cluster: Cluster, empty_name: str) -> Iterator[str]:
    """The address of a PostgreSQL workspace that lives as long as the test."""
    name = f"test_{secrets.token_hex(6)}"
    with psycopg.connect(postgres_cluster.url("postgres"), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE {empty_name}'.encode())
        yield postgres_cluster.url(name, "postgresql+psycopg")
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, file: Path) -> Iterator[Database]:
    """An open, empty workspace in a database."""
    opened = open_database(_workspace(request, file))
    yield opened
    opened.close()


@pytest.fixture(params=["fake", "sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, file: Path) -> Iterator[Store]:
    """An empty workspace, wherever it is kept."""
    if request.param == "fake":
        fake = FakeStore()
        yield Store(fake.open_work, FakeReaders(fake))
        return
    opened = open_database(_workspace(request, file))
    yield Store(unit_of_work(opened), SqlReaders(opened))
    opened.close()


@pytest.fixture
def open_work(store: Store) -> OpenUnitOfWork:
    """How a use case opens a unit of work on an empty workspace."""
    return store.open_work


def _workspace(request: pytest.FixtureRequest, file: Path) -> str:
    if request.param == "sqlite":
        shutil.copyfile(request.getfixturevalue("empty_file"), file)
        return file_url(file)
    return str(request.getfixturevalue("postgres_workspace"))

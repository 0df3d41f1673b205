"""A throw-away PostgreSQL cluster on loopback, and in it a fresh database for each test that asks."""

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest

_START_SECONDS = 30
_MISSING = "PostgreSQL server programs are missing; install them with: sudo apt-get install -y postgresql"


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running server: where it listens and who may enter."""

    port: int
    user: str
    password: str

    def url(self, database: str, scheme: str = "postgresql") -> str:
        """The address of one database; SQLAlchemy wants the driver in the scheme."""
        return f"{scheme}://{self.user}:{self.password}@127.0.0.1:{self.port}/{database}"


def _programs() -> Path:
    """The folder of the newest server programs: Debian keeps them off the PATH."""
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda place: int(place.parent.name), reverse=True)
    on_path = shutil.which("initdb")
    if on_path:
        places.append(Path(on_path).parent)
    for place in places:
        if (place / "initdb").exists() and (place / "postgres").exists():
            return place
    pytest.fail(_MISSING)


def _server_account() -> pwd.struct_passwd | None:
    """The account to run the server under: PostgreSQL refuses root, so root lends it to another."""
    if os.geteuid() != 0:
        return None
    known = {account.pw_name: account for account in pwd.getpwall()}
    return known.get("postgres") or known["nobody"]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _await_answer(cluster: Cluster, server: subprocess.Popen[bytes], log: Path) -> None:
    """Return when the server answers.

    Raises:
        AssertionError: it ended or stayed silent; its log is in the message.
    """
    until = time.monotonic() + _START_SECONDS
    while server.poll() is None and time.monotonic() < until:
        try:
            psycopg.connect(cluster.url("postgres"), connect_timeout=2).close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(f"PostgreSQL did not start:\n{log.read_text(errors='replace')}")


@pytest.fixture(scope="session")
def postgres_cluster() -> Iterator[Cluster]:
    """One server for the whole run; missing server programs are a failure that names the command, never a skip."""
    programs = _programs()
    account = _server_account()
    cluster = Cluster(_free_port(), "bangban", secrets.token_hex(8))
    folder = Path(tempfile.mkdtemp(prefix="bangban-postgres-"))
    log = folder / "log"
    data = folder / "data"
    password_file = folder / "password"
    password_file.write_text(cluster.password)
    if account:
        for path in (folder, password_file):
            os.chown(path, account.pw_uid, account.pw_gid)
    lent: dict[str, Any] = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []} if account else {}
    options = ["-U", cluster.user, "-A", "scram-sha-256", f"--pwfile={password_file}", "--encoding=UTF8", "--locale=C"]
    try:
        made = subprocess.run(
            [programs / "initdb", "-D", data, "--no-sync", *options],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
            **lent,
        )
        assert made.returncode == 0, made.stdout + made.stderr
        with log.open("wb") as lines:
            server = subprocess.Popen(
                [programs / "postgres", "-D", data, "-h", "127.0.0.1", "-p", str(cluster.port), "-k", folder, "-F"],
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=lines,
                stderr=lines,
                **lent,
            )
        try:
            _await_answer(cluster, server, log)
            yield cluster
        finally:
            server.send_signal(signal.SIGINT)  # fast shutdown: open sessions are cut off
            server.wait(_START_SECONDS)
    finally:
        shutil.rmtree(folder)


@pytest.fixture
def postgres_url(postgres_cluster: Cluster) -> Iterator[str]:
    """The SQLAlchemy address of an empty database that lives as long as the test."""
    name = f"test_{secrets.token_hex(6)}"
    with psycopg.connect(postgres_cluster.url("postgres"), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
        yield postgres_cluster.url(name, "postgresql+psycopg")
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')

"""The plug is pulled a hundred times on three writers: nothing acknowledged is lost, nothing is left half done."""

import json
import multiprocessing
import os
import random
import re
import signal
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any

import pytest

from desktop_app import bootstrap
from desktop_app.application.desk import Desk
from desktop_app.application.projection import refresh_all
from tests.kills.writer import write

WRITERS = ("甲", "乙", "丙")
KILLS = 100
LIVES = (0.05, 0.8)
"""A random writer is killed after so many seconds; with three writers each lives a few times as long."""
ENOUGH = 100
"""The writers must have been told at least so many acts, or nothing was put to the test."""


class Office:
    """The workspace, the writers on it, and what they were told."""

    def __init__(self, folder: Path) -> None:
        self.workspace = folder / "工作区"
        self.logs = {name: folder / f"{name}.log" for name in WRITERS}
        self.errors = folder / "errors.log"
        self.running: dict[str, ForkServerProcess] = {}
        self.nursery = multiprocessing.get_context("forkserver")
        self.nursery.set_forkserver_preload(["__main__", "tests.kills.writer"])

    def start(self, name: str) -> None:
        """Let a writer begin; its answers go straight into a file that outlives it."""
        words = (str(self.workspace), name, str(self.logs[name]), str(self.errors))
        self.running[name] = self.nursery.Process(target=write, args=words)
        self.running[name].start()

    def kill(self, name: str) -> None:
        """SIGKILL: no handler runs, no buffer is flushed."""
        writer = self.running[name]
        writer.kill()
        writer.join()
        assert writer.exitcode == -signal.SIGKILL, f"{name} had stopped by itself: {self.errors.read_text('utf-8')}"
        # An answer that was being written was not acknowledged; the next one starts on a line of its own.
        with self.logs[name].open("ab") as answers:
            answers.write(b"\n")

    def acknowledged(self) -> Iterator[dict[str, Any]]:
        """Every complete answer of every writer."""
        for log in self.logs.values():
            for line in log.read_bytes().split(b"\n"):
                if line.endswith(b"}"):
                    yield json.loads(line)

    def opens(self) -> None:
        """The database can be opened by somebody else at this very moment."""
        with closing(sqlite3.connect(self.workspace / bootstrap.DATABASE_FILE, timeout=20)) as connection:
            assert connection.execute("SELECT count(*) FROM project").fetchone()[0] >= 0


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Three writers after a hundred kills."""
    found = Office(tmp_path_factory.mktemp("kills"))
    bootstrap.open_desk(found.workspace, create=True).close()
    chance = random.Random(os.environ.get("BANGBAN_KILL_SEED", "1"))
    try:
        for name in WRITERS:
            found.start(name)
        for _ in range(KILLS):
            time.sleep(chance.uniform(*LIVES))
            name = chance.choice(WRITERS)
            found.kill(name)
            found.opens()
            found.start(name)
    finally:
        for writer in found.running.values():
            writer.kill()
            writer.join()
    yield found


@pytest.fixture(scope="module")
def desk(office: Office) -> Iterator[Desk]:
    """The workspace as the next person opens it."""
    opened = bootstrap.open_desk(office.workspace)
    yield opened
    opened.close()


def rows(office: Office, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(office.workspace / bootstrap.DATABASE_FILE)) as connection:
        return connection.execute(query).fetchall()


def test_the_file_is_whole(office, desk):
    assert rows(office, "PRAGMA integrity_check") == [("ok",)]
    assert rows(office, "PRAGMA foreign_key_check") == []


def test_every_acknowledged_act_is_there(office, desk):
    answers = list(office.acknowledged())
    history = {project.id: desk.overview.project_page(project.id) for project in desk.projects.all()}
    events = {event.id for page in history.values() for event in page.history}
    cases = {case.case.id for page in history.values() for case in page.cases}
    kinds = {"event": 0, "number": 0, "template": 0, "name": 0}
    for answer in answers:
        kind = next(key for key in kinds if key in answer)
        kinds[kind] += 1
        if kind == "number":
            issued = desk.documents.again(answer["number"])
            assert issued.paper.sha256 == answer["sha256"]
        elif kind == "event":
            assert answer["event"] in events, answer
        else:
            assert answer["project"] in history, answer
            assert kind == "name" or answer["case"] in cases, answer
    assert all(kinds.values()) and sum(kinds.values()) >= ENOUGH, f"the writers did too little: {kinds}"


def test_nothing_is_half_written(office, desk):
    for project in desk.projects.all():
        page = desk.overview.project_page(project.id)
        verbs = [event.verb.value for event in page.history]
        assert verbs[-1] == "edit", "a project without the event of its entry"
        assert verbs.count("open") == len(page.cases), "a case without the event of its opening"
    numbers = sorted(int(re.sub(r".*-", "", number)) for (number,) in rows(office, "SELECT number FROM paper"))
    assert numbers == list(range(1, len(numbers) + 1)), "numbers of papers have gaps"


def test_at_most_one_act_per_kill_was_stored_without_being_acknowledged(office, desk):
    stored = sum(len(desk.overview.project_page(project.id).history) for project in desk.projects.all())
    told = sum("number" not in answer for answer in office.acknowledged())
    assert 0 <= stored - told <= KILLS + len(WRITERS)


def test_the_stored_projection_is_what_the_events_say(office, desk):
    tables = ("step_now", "project_now")
    before = {table: sorted(map(repr, rows(office, f"SELECT * FROM {table}"))) for table in tables}
    assert all(before.values())
    with desk.overview.open_work() as work:
        refresh_all(work, desk.calendar)
        work.commit()
    assert {table: sorted(map(repr, rows(office, f"SELECT * FROM {table}"))) for table in tables} == before

"""Importing ledgers: shown first, stored whole or not at all, journaled, and the same file twice changes nothing."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, timezone
from itertools import count
from pathlib import Path
from typing import cast

import pytest

from desktop_app.application.ledgers import LedgerService
from desktop_app.application.ports import UnitOfWork
from desktop_app.domain.events import Event, Verb
from desktop_app.domain.project import Project
from desktop_app.domain.refusals import Refusal
from desktop_app.ledgers.files import open_file
from desktop_app.ledgers.reader import FileLedgerReader
from tests.fake_entries import FakeEntryBook, LedgerContent
from tests.ledgers.books import HEADER, sample, write

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=timezone(timedelta(hours=8)))


@dataclass
class Shelf:
    """A store in memory that keeps only what was committed."""

    projects: dict[str, Project] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    ledgers: LedgerContent = field(default_factory=LedgerContent)
    fail_on_update: bool = False

    @contextmanager
    def open(self, *, writes: bool = True) -> Iterator[UnitOfWork]:
        yield cast(UnitOfWork, _Work(self))


class _Work:
    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self.kept = dict(shelf.projects)
        self.told = list(shelf.events)
        self.projects = self
        self.ledgers = copy(shelf.ledgers)
        self.entries = FakeEntryBook(self.ledgers)

    def find_all(self) -> list[Project]:
        return list(self.kept.values())

    def enter(self, entered: list[tuple[Project, Event]]) -> None:
        for project, event in entered:
            assert project.id and project.id not in self.kept and event.project_id == project.id
            self.kept[project.id] = project
            self.told.append(event)

    def update(self, project: Project) -> None:
        if self.shelf.fail_on_update:
            raise Refusal("stale", name=project.name)
        assert self.kept[project.id].version == project.version
        self.kept[project.id] = replace(project, version=project.version + 1)

    def record(self, event: Event) -> None:
        self.told.append(event)

    def commit(self) -> None:
        self.shelf.projects, self.shelf.events, self.shelf.ledgers = self.kept, self.told, self.ledgers


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def service(shelf: Shelf) -> LedgerService:
    numbers = count(1)
    return LedgerService(shelf.open, lambda: f"id-{next(numbers)}", lambda: NOW, FileLedgerReader(), lambda text: "")


def test_a_dry_run_stores_nothing(service: LedgerService, shelf: Shelf) -> None:
    outcome = service.dry_run(sample())
    assert (outcome.created, outcome.updated, outcome.unchanged, outcome.blocked) == (9, 0, 0, False)
    assert [change.cell for change in outcome.changes] == ["B6", "B7", "B8", "B9", "B12", "B13", "B14", "B16", "B17"]
    assert {problem.level for problem in outcome.problems} == {"warning"}
    assert shelf.projects == {} and shelf.events == []


def test_the_dry_run_tells_what_the_import_does(service: LedgerService, shelf: Shelf) -> None:
    dry = service.dry_run(sample())
    done = service.commit(sample(), "甲")
    assert (done.created, done.updated, done.unchanged, done.problems) == (9, 0, 0, dry.problems)
    assert [change.fields for change in done.changes] == [change.fields for change in dry.changes]
    assert [change.project_id for change in done.changes] == list(shelf.projects)
    assert done.told.projects == frozenset(shelf.projects)
    assert [(event.verb, event.by, event.on) for event in shelf.events] == [(Verb.IMPORT, "甲", NOW.date())] * 9
    assert sum(project.investment_yuan or 0 for project in shelf.projects.values()) == 18_305_000_000


def test_the_same_file_again_changes_nothing(service: LedgerService, shelf: Shelf) -> None:
    service.commit(sample(), "甲")
    before, told = dict(shelf.projects), list(shelf.events)
    again = service.commit(sample(), "甲")
    assert (again.created, again.updated, again.unchanged) == (0, 0, 9)
    assert shelf.projects == before and shelf.events == told
    assert again.told.events == ()


def test_an_update_is_journaled_with_old_and_new(service: LedgerService, shelf: Shelf, tmp_path: Path) -> None:
    service.commit(sample(), "甲")
    rows = [HEADER, [1, "紫光集团临汾智能制造基地", "", "临汾经济开发区", 12.5, "", ""]]
    outcome = service.commit(write(tmp_path / "十一月.xlsx", rows), "乙")
    assert (outcome.created, outcome.updated, outcome.unchanged) == (0, 1, 0)
    project = shelf.projects[outcome.changes[0].project_id]
    assert (project.investment_yuan, project.enterprise, project.chain, project.version) == (
        1_250_000_000,
        "紫光集团",
        "智能制造",
        1,
    )
    assert shelf.events[-1].note == "台账“十一月.xlsx”更新：总投资：未填 → 12.5 亿元"
    assert shelf.events[-1].by == "乙"


def test_one_error_keeps_the_whole_file_out(service: LedgerService, shelf: Shelf, tmp_path: Path) -> None:
    rows = [HEADER, [1, "甲", "甲", "经开区", 3, "签约", ""], [2, "乙", "乙", "经开区", -3, "签约", ""]]
    outcome = service.commit(write(tmp_path / "a.xlsx", rows), "甲")
    assert outcome.blocked
    assert (outcome.created, outcome.updated, outcome.unchanged) == (0, 0, 0)
    assert [change.name for change in outcome.changes] == ["甲", "乙"]
    assert [(problem.sheet, problem.cell) for problem in outcome.problems if problem.blocks] == [("台账", "E3")]
    assert shelf.projects == {} and shelf.events == []


def test_the_same_project_twice_keeps_the_file_out(service: LedgerService, shelf: Shelf, tmp_path: Path) -> None:
    rows = [HEADER, [1, "甲（一期）", "甲", "经开区", 3], [2, "甲 (一期)", "乙", "经开 区", 4]]
    outcome = service.commit(write(tmp_path / "a.xlsx", rows), "甲")
    assert outcome.blocked and shelf.projects == {}
    assert any(problem.cell == "B3" and "B2" in problem.message for problem in outcome.problems)


def test_answers_reach_the_reader(service: LedgerService, shelf: Shelf, tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", [["项目名称", "企业", "总投资"], ["甲", "甲公司", 47.03]])
    asked = service.dry_run(path)
    assert asked.blocked and asked.questions[0].options == ("亿元", "万元", "元")
    assert not service.commit(path, "甲", {asked.questions[0].key: "亿元"}).blocked
    assert [project.investment_yuan for project in shelf.projects.values()] == [4_703_000_000]


def test_someone_faster_keeps_the_file_out(service: LedgerService, shelf: Shelf, tmp_path: Path) -> None:
    service.commit(sample(), "甲")
    before = dict(shelf.projects)
    shelf.fail_on_update = True
    rows = [HEADER, [1, "新项目", "", "经开区", 1], [2, "金刚石深加工生产项目", "某公司", "侯马经济开发区", 2]]
    path = write(tmp_path / "a.xlsx", rows)
    with pytest.raises(Refusal):
        service.commit(path, "乙")
    assert shelf.projects == before


def test_demo_projects_are_marked(service: LedgerService, shelf: Shelf) -> None:
    service.commit(sample(), "甲", demo=True)
    assert all(project.demo for project in shelf.projects.values())


ODD_VALUES = (
    "", "—", "/", 0, -1, 3.14159, 1e300, 45219, 2023.1, True, "=1+1", "#N/A", "32亿元", "约3亿", "４７．０３",
    "1,234.5万", "2023.10.20", "2023年底", "拟于明年", "二〇二三年十月", "签约",
    "（二）开工一批", "小计", "合计", "注：见附件", "√", "×",
    "项目名称", "中联恒创光电新能源产业园中园", "临汾经济开发区",
    "2023-141000-44-01-123456", "𠮷", "a" * 2000, "\n\n", "'",
    datetime(1900, 1, 1), datetime(2023, 10, 20, 8, 30),
)  # fmt: skip


@pytest.mark.parametrize("seed", range(60))
def test_a_sample_with_changed_cells_goes_in_whole_once_or_not_at_all(
    service: LedgerService, shelf: Shelf, tmp_path: Path, seed: int
) -> None:
    dice = random.Random(seed)
    rows = [list(row) for row in open_file(sample()).grids[0].values]
    for _ in range(dice.randint(1, 6)):
        row = dice.choice(rows)
        row[dice.randrange(len(row))] = dice.choice(ODD_VALUES)
    path = write(tmp_path / "a.xlsx", rows)
    outcome = service.commit(path, "甲")
    if outcome.blocked:
        assert shelf.projects == {} and shelf.events == []
        assert all(problem.message and (problem.cell or not problem.sheet) for problem in outcome.problems)
        return
    before = dict(shelf.projects)
    assert len(before) == outcome.created
    again = service.commit(path, "甲")
    assert (again.created, again.updated, again.unchanged) == (0, 0, outcome.created)
    assert shelf.projects == before

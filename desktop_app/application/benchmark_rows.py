"""Benchmark rows: what the benchmark service answers with, for the window and the command line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from desktop_app.domain.benchmark import Benchmark, CountingBasis
from desktop_app.domain.benchmark_definition import BenchmarkDefinition
from desktop_app.domain.measure import BenchmarkStanding
from desktop_app.domain.race import Race
from desktop_app.domain.record_board import FallenRecord, RecordLine
from desktop_app.domain.results import Result


@dataclass(frozen=True, slots=True)
class CaseName:
    """What a list says of the case a figure belongs to; `demo` marks 演示数据."""

    project: str
    enterprise: str
    template: str
    officer: str
    demo: bool


@dataclass(frozen=True, slots=True)
class RunningMark:
    """A benchmark on a case that has not ended."""

    case_id: str
    project_id: str
    race: Race

    @property
    def standing(self) -> BenchmarkStanding:
        """Where it stands."""
        return self.race.standing


@dataclass(frozen=True, slots=True)
class Races:
    """Against which benchmark running cases race now, by case and by project; those that race none are not in it."""

    of_case: Mapping[str, Race] = field(default_factory=dict)
    of_project: Mapping[str, Race] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DefinitionRow:
    """A definition in force: a version of this workspace (`own`), or one that templates bring along (内置).

    `templates` are the keys it applies to, `running` the cases it is measured on now.
    """

    key: str
    version: str
    mark: Benchmark
    templates: tuple[str, ...]
    own: BenchmarkDefinition | None
    running: tuple[RunningMark, ...] = ()


@dataclass(frozen=True, slots=True)
class BenchmarkView:
    """Everything the page 对标 shows, counted by `basis` (None: each benchmark by its own 口径).

    `standing_basis` is the 口径 of the workspace, whatever was asked for; `cases` names the cases by id.
    """

    today: date
    basis: CountingBasis | None
    standing_basis: CountingBasis | None
    definitions: tuple[DefinitionRow, ...]
    results: tuple[Result, ...]
    board: tuple[RecordLine, ...]
    cases: dict[str, CaseName]

    @property
    def firm(self) -> bool:
        """Whether no figure was counted provisionally."""
        running = all(one.standing.firm for row in self.definitions for one in row.running)
        return running and all(one.firm for one in self.results)


@dataclass(frozen=True, slots=True)
class MatterChoice:
    """A matter a benchmark may begin or end with, and the templates that contain it."""

    code: str
    name: str
    templates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class News:
    """A record that fell a moment ago, with the name of its case."""

    fallen: FallenRecord
    case: CaseName

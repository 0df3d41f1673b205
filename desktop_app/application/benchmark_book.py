"""Benchmark book: what a workspace keeps of its benchmarks, versions of definitions and answers, for good."""

from __future__ import annotations

from typing import Protocol

from desktop_app.domain.benchmark_definition import BenchmarkDefinition
from desktop_app.domain.record_board import RecordAnswer


class BenchmarkBook(Protocol):
    """The benchmarks' records; entries are added and never changed."""

    def definitions(self) -> list[BenchmarkDefinition]:
        """Every version of every definition, by id and then oldest first."""

    def add_definition(self, definition: BenchmarkDefinition) -> None:
        """Keep a version; raises ValueError when its number is not the next one of its definition."""

    def answers(self) -> list[RecordAnswer]:
        """What was said to proposed records, oldest first."""

    def add_answer(self, answer: RecordAnswer) -> None:
        """Keep what was said to a proposed record."""

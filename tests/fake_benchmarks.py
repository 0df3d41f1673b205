"""The benchmark book of the in-memory store; it keeps the same promises as the real one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop_app.domain.benchmark_definition import BenchmarkDefinition
from desktop_app.domain.record_board import RecordAnswer

if TYPE_CHECKING:
    from tests.fakes import Content


class FakeBenchmarkBook:
    """Definitions and answers in the order they were made."""

    def __init__(self, content: Content, changing: Callable[[], Content]) -> None:
        self._content, self._changing = content, changing

    def definitions(self) -> list[BenchmarkDefinition]:
        return sorted(self._content.definitions, key=lambda one: (one.id, one.version))

    def add_definition(self, definition: BenchmarkDefinition) -> None:
        last = max((one.version for one in self._content.definitions if one.id == definition.id), default=0)
        if definition.version != last + 1 or definition.at.utcoffset() is None:
            raise ValueError(f"{definition.id}: version {definition.version} does not follow {last}")
        self._changing().definitions.append(definition)

    def answers(self) -> list[RecordAnswer]:
        return list(self._content.answers)

    def add_answer(self, answer: RecordAnswer) -> None:
        if answer.at.utcoffset() is None:
            raise ValueError(f"an instant without offset: {answer.at}")
        if answer.case_id not in self._content.cases:
            raise ValueError(f"no such case: {answer.case_id}")
        self._changing().answers.append(answer)

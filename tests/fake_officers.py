"""The directory and the handovers in memory; tests/storage/test_officers.py runs the same tests against both."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

from desktop_app.domain.handover import HandoverEntry
from desktop_app.domain.officer import DirectoryEntry
from desktop_app.domain.progress import ENDED_STATES

if TYPE_CHECKING:
    from tests.fakes import Content


class FakeOfficerBook:
    """The acts on the directory in the order they were recorded."""

    def __init__(self, content: Content, changing: Callable[[], Content]) -> None:
        self._content, self._changing = content, changing

    def entries(self) -> Sequence[DirectoryEntry]:
        return list(self._content.directory)

    def add(self, entry: DirectoryEntry) -> None:
        if entry.at.utcoffset() is None:
            raise ValueError(f"an instant without offset: {entry.at}")
        self._changing().directory.append(entry)


class FakeHandoverBook:
    """The acts on handovers in the order they were recorded."""

    def __init__(self, content: Content, changing: Callable[[], Content]) -> None:
        self._content, self._changing = content, changing

    def entries(self) -> Sequence[HandoverEntry]:
        return list(self._content.handovers)

    def carried(self, names: Collection[str]) -> list[str]:
        steps = [one for rows in self._content.steps.values() for one in rows if one.state not in ENDED_STATES]
        running = {one.case_id for one in steps}
        helped = {one.case_id for one in steps if one.officer in names}
        own = {one.id for one in self._content.cases.values() if one.officer in names}
        return sorted(helped | (own & running))

    def of_number(self, number: str) -> Sequence[HandoverEntry]:
        return [one for one in self._content.handovers if one.number == number]

    def add(self, entry: HandoverEntry) -> None:
        if entry.at.utcoffset() is None:
            raise ValueError(f"an instant without offset: {entry.at}")
        self._changing().handovers.append(entry)

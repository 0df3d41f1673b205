"""Calendar book: what a workspace keeps of its calendar, every imported notice and every local change, for good."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from desktop_app.domain.calendar import YearNotice
from desktop_app.domain.notice_text import NoticeReading, Stated


@dataclass(frozen=True, slots=True)
class NoticeVersion:
    """One version of a year's notice: imported from `source` by somebody, or 0, the one that came with the program.

    Versions of a year count from 1; the highest is in force. `recorded_at` is None for the bundled one.
    """

    notice: YearNotice
    version: int = 0
    source: str = ""
    recorded_at: datetime | None = None
    recorded_by: str = ""

    @property
    def year(self) -> int:
        """The year it is for."""
        return self.notice.year


@dataclass(frozen=True, slots=True)
class OverrideEntry:
    """One act on the local layer: an override of `day` was set, or, when `removed`, taken away again."""

    day: date
    works: bool
    reason: str
    removed: bool
    recorded_at: datetime
    recorded_by: str


class CalendarBook(Protocol):
    """The calendar's records; entries are added and never changed."""

    def notices(self) -> list[NoticeVersion]:
        """Every imported version, by year and then oldest first."""

    def add_notice(self, version: NoticeVersion) -> None:
        """Keep an imported version; raises ValueError when its number is not the next one of its year."""

    def entries(self) -> list[OverrideEntry]:
        """Every act on the local layer, oldest first."""

    def add_entry(self, entry: OverrideEntry) -> None:
        """Keep an act on the local layer."""


class ReadNoticeFile(Protocol):
    """Reads a file that somebody wants to import; raises Refusal when it cannot be read."""

    def __call__(self, path: Path, stated: Stated, notices: Iterable[YearNotice]) -> NoticeReading: ...

"""The calendar's records in memory; tests/storage/test_calendar_book.py runs the same tests against both."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop_app.application.calendar_book import NoticeVersion, OverrideEntry

if TYPE_CHECKING:
    from tests.fakes import Content


class FakeCalendarBook:
    """Notices and local changes in the order they were made."""

    def __init__(self, content: Content, changing: Callable[[], Content]) -> None:
        self._content, self._changing = content, changing

    def notices(self) -> list[NoticeVersion]:
        return sorted(self._content.notices, key=lambda one: (one.year, one.version))

    def add_notice(self, version: NoticeVersion) -> None:
        last = max((one.version for one in self._content.notices if one.year == version.year), default=0)
        if version.version != last + 1:
            raise ValueError(f"{version.year}: version {version.version} does not follow {last}")
        if version.recorded_at is None or version.recorded_at.utcoffset() is None:
            raise ValueError(f"an instant without offset: {version.recorded_at}")
        self._changing().notices.append(version)

    def entries(self) -> list[OverrideEntry]:
        return list(self._content.entries)

    def add_entry(self, entry: OverrideEntry) -> None:
        if entry.recorded_at.utcoffset() is None:
            raise ValueError(f"an instant without offset: {entry.recorded_at}")
        self._changing().entries.append(entry)

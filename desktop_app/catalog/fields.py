"""Typed reading of the mappings in a resource file: every wrong field becomes one problem with file and line."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from desktop_app.catalog.marked import Marked
from desktop_app.domain.limit import BoundParty, Limit, LimitKind, Unit
from desktop_app.domain.template import Problem

LONGEST_LIMIT = 10_000
"""No limit in a law or a promise comes near; a larger number is a slip of the finger."""

LIMIT_KEYS = ("days", "unit", "start", "kind", "bound_party", "basis", "text")
_START = re.compile(r"received|accepted|done:\S+")
_WHOLE = re.compile(r"[+-]?[0-9]+")
_Word = TypeVar("_Word", bound=StrEnum)


class Complaints:
    """The problems found so far in one file."""

    def __init__(self, path: Path, found: Collection[Problem] = ()) -> None:
        self.path = path
        self.found = list(found)

    def add(self, line: int, message: str) -> None:
        """Note one problem at a line of the file."""
        self.found.append(Problem(str(self.path), line, message))

    def sorted(self) -> tuple[Problem, ...]:
        """The problems in the order of the file, each once."""
        return tuple(sorted(set(self.found), key=lambda problem: (problem.line, problem.message)))


class Fields:
    """One mapping of a file, read field by field; `place` names it in the sentences (环节 LX01)."""

    def __init__(self, value: Marked, place: str, allowed: Collection[str], complaints: Complaints) -> None:
        self.line = value.line
        self.place = place
        self._complaints = complaints
        self._entries = value.entries or {}
        # What is no mapping has one problem, not one for each field it lacks.
        self._is_mapping = value.entries is not None
        if not self._is_mapping:
            complaints.add(value.line, f"{place}应写成“键: 值”的形式")
        for key, line in value.key_lines.items():
            if key not in allowed:
                close = get_close_matches(key, allowed, n=1)
                hint = f"，是不是 {close[0]}？" if close else f"，可用的键：{'、'.join(allowed)}"
                complaints.add(line, f"{place}里有不认识的键 {key[:40]}{hint}")

    def complain(self, key: str, message: str) -> None:
        """Note a problem at the line of a field, or of the mapping when the field is missing."""
        if self._is_mapping:
            self._complaints.add(self._entries[key].line if key in self._entries else self.line, message)

    def child(self, key: str) -> Marked | None:
        """What was written under a key; None when nothing was."""
        value = self._entries.get(key)
        return None if value is None or value.is_null else value

    def text(self, key: str) -> str:
        """A text, empty when nothing was written."""
        value = self.child(key)
        if value is None:
            return ""
        if value.text is None:
            self.complain(key, f"{self.place}的 {key} 应是一段文字")
            return ""
        return value.text.strip()

    def required(self, key: str) -> str:
        """A text that must be there."""
        text = self.text(key)
        value = self.child(key)
        if not text and (value is None or value.text is not None):
            self.complain(key, f"{self.place}缺少 {key}")
        return text

    def flag(self, key: str) -> bool:
        """A yes or no, no when nothing was written."""
        value = self.child(key)
        if value is None:
            return False
        if value.tag != "bool" or value.text is None:
            self.complain(key, f"{self.place}的 {key} 只能写 true 或 false")
            return False
        return value.text.lower() in ("true", "yes", "on")

    def number(self, key: str, largest: int = LONGEST_LIMIT) -> int | None:
        """A whole number from 0 to `largest`; None when nothing usable was written."""
        value = self.child(key)
        if value is None:
            return None
        text = value.text or ""
        if value.tag != "int" or not _WHOLE.fullmatch(text):
            self.complain(key, f"{self.place}的 {key} 应是整数")
        elif text.startswith("-") and text.strip("-0"):
            self.complain(key, f"{self.place}的 {key} 不能是负数")
        elif len(text.lstrip("+-0")) > len(str(largest)) or int(text) > largest:
            self.complain(key, f"{self.place}的 {key} 太大，最多 {largest}")
        else:
            return int(text)
        return None

    def word(self, key: str, words: type[_Word], default: _Word | None = None) -> _Word | None:
        """One word of a closed list; `default` when nothing was written, None when it is not on the list."""
        value = self.child(key)
        if value is None:
            if default is None:
                self.complain(key, f"{self.place}缺少 {key}")
            return default
        try:
            return words(value.text or "")
        except ValueError:
            known = "、".join(words)
            self.complain(key, f"{self.place}的 {key} 看不懂“{(value.text or '')[:20]}”，只能写 {known}")
            return None

    def day(self, key: str) -> date | None:
        """A civil date such as 2026-08-15; None when nothing usable was written."""
        text = self.text(key)
        if not text:
            return None
        try:
            return date.fromisoformat(text)
        except ValueError:
            self.complain(key, f"{self.place}的 {key} 不是日期“{text[:20]}”，请写成 2026-08-15 的样子")
            return None

    def children(self, key: str) -> tuple[Marked, ...]:
        """The items of a list, none when nothing was written."""
        value = self.child(key)
        if value is None:
            return ()
        if value.items is None:
            self.complain(key, f"{self.place}的 {key} 应是列表")
            return ()
        return value.items

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        return tuple(self._texts(key))

    def _texts(self, key: str) -> Iterator[str]:
        for item in self.children(key):
            if item.text is None or item.is_null or not item.text.strip():
                self._complaints.add(item.line, f"{self.place}的 {key} 里每一项都应是文字")
            else:
                yield item.text.strip()

    def named(self, key: str) -> tuple[tuple[str, Marked], ...]:
        """The named entries of a mapping, none when nothing was written."""
        value = self.child(key)
        if value is None:
            return ()
        if value.entries is None:
            self.complain(key, f"{self.place}的 {key} 应写成“名称: 内容”的形式")
            return ()
        return tuple(value.entries.items())

    def limit(self, key: str, start: str, basis_name: str = "") -> Limit | None:
        """A limit `{days, unit, …}`; `basis_name` is what its basis is called when one must be given."""
        value = self.child(key)
        if value is None:
            return None
        fields = Fields(value, f"{self.place}的 {key} ", LIMIT_KEYS, self._complaints)
        amount = fields.number("days")
        if amount is None and fields.child("days") is None:
            fields.complain("days", f"{fields.place}缺少 days")
        unit = fields.word("unit", Unit)
        begins = fields.text("start") or start
        if not _START.fullmatch(begins):
            message = f"{fields.place}的 start 看不懂“{begins[:20]}”，只能写 received、accepted 或 done:事项编号"
            fields.complain("start", message)
            begins = start
        kind = fields.word("kind", LimitKind, LimitKind.MAXIMUM)
        party = fields.word("bound_party", BoundParty, BoundParty.AUTHORITY)
        basis = fields.text("basis")
        if basis_name and not basis:
            fields.complain("basis", f"{fields.place}缺少 basis（{basis_name}）")
        if amount is None or unit is None or kind is None or party is None:
            return None
        return Limit(amount, unit, begins, kind, party, basis, fields.text("text"))

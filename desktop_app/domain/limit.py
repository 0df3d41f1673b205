"""Limits 时限: how long something may take, in which unit, from which event, and whom it binds."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from desktop_app.domain.refusals import Refusal

MOST = 100_000
"""The largest amount a limit may have; far beyond any law, it catches a slip of the finger."""


class Unit(StrEnum):
    """What a limit counts. `D` is what a law calls merely 日: a policy decides between WD and ND."""

    WORKING_DAYS = "WD"
    NATURAL_DAYS = "ND"
    DAYS = "D"
    WORKING_HOURS = "WH"
    NATURAL_HOURS = "NH"

    @property
    def in_hours(self) -> bool:
        """Whether the unit counts hours rather than days."""
        return self in (Unit.WORKING_HOURS, Unit.NATURAL_HOURS)

    @property
    def on_working_days(self) -> bool:
        """Whether only working days can count (so that the last day never needs to roll)."""
        return self in (Unit.WORKING_DAYS, Unit.WORKING_HOURS)


_UNIT_WORDS = {
    Unit.WORKING_DAYS: "个工作日",
    Unit.NATURAL_DAYS: "个自然日",
    Unit.DAYS: "日",
    Unit.WORKING_HOURS: "个工作小时",
    Unit.NATURAL_HOURS: "小时",
}


class LimitKind(StrEnum):
    """A `maximum` can become overdue; a `minimum` (公告期) is an earliest finish and never does."""

    MAXIMUM = "maximum"
    MINIMUM = "minimum"


class BoundParty(StrEnum):
    """Who must keep a limit: only the authority's limits can be a department's breach."""

    AUTHORITY = "authority"
    ENTERPRISE = "enterprise"


_START = re.compile(r"received|accepted|done:\S+")
_COMPACT = re.compile(r"(\d{1,9})\s*(WD|ND|WH|NH|D)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Limit:
    """A length of time allowed by law or promise, e.g. 8 WD from `accepted`; 0 means on the spot (即办).

    `start` is `received`, `accepted` or `done:CODE`; `basis` cites the law, `text` keeps the source's words.
    Raises Refusal for an amount below 0 or above `MOST` and for a start event that does not exist.
    """

    amount: int
    unit: Unit
    start: str = "accepted"
    kind: LimitKind = LimitKind.MAXIMUM
    bound_party: BoundParty = BoundParty.AUTHORITY
    basis: str = ""
    text: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.amount <= MOST:
            raise Refusal.say(f"时限 {self.amount} 不在 0 到 {MOST} 之间，请核对数字。")
        if not _START.fullmatch(self.start):
            raise Refusal.say(f"时限的起算事件“{self.start}”无法识别，应为 received、accepted 或 done:事项编码。")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read the compact form nWD, nND, nD, nWH or nNH (full-width letters and digits too); Refusal otherwise."""
        match = _COMPACT.fullmatch(unicodedata.normalize("NFKC", text).strip())
        if match is None:
            raise Refusal.say(
                f"时限“{text}”无法识别，请写成数字加单位，如 8WD（工作日）、30ND（自然日）、7D（日）、"
                "4WH（工作小时）、24NH（小时）。"
            )
        return cls(int(match[1]), Unit(match[2].upper()))

    def words(self) -> str:
        """The limit as an officer reads it: 8 个工作日, 30 个自然日, 7 日, 即办."""
        return f"{self.amount} {_UNIT_WORDS[self.unit]}" if self.amount else "即办"

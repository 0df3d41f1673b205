"""Matters 事项: what an authority decides or an enterprise does, kept once and shared by all templates."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from desktop_app.domain.limit import Limit, Unit
from desktop_app.domain.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Material:
    """One paper a matter asks for; `tolerable` may follow later 容缺, `internal_share` the authority fetches itself."""

    name: str
    form: str = ""
    copies: int = 1
    tolerable: bool = False
    note: str = ""
    internal_share: bool = False


class ValidityUnit(StrEnum):
    """What the validity of a paper is counted in."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


_VALIDITY_WORDS = {ValidityUnit.DAY: "日", ValidityUnit.MONTH: "个月", ValidityUnit.YEAR: "年"}
LONGEST_VALIDITY = 1200
"""No paper is valid longer than a century of months; more is a slip of the finger."""


@dataclass(frozen=True, slots=True)
class Validity:
    """How long a paper holds from `from_event` (received, accepted or done) of its matter, by the law in `basis`.

    It lapses unless one of the matters `used_by` has begun by then (施工许可 by 开工); without any it must be renewed.
    `renew_before` is how long before the end an extension must be asked for. Raises Refusal for an impossible length.
    """

    amount: int
    unit: ValidityUnit
    from_event: str = "done"
    basis: str = ""
    used_by: tuple[str, ...] = ()
    renew_before: Limit | None = None

    def __post_init__(self) -> None:
        if not 0 < self.amount <= LONGEST_VALIDITY:
            raise Refusal.say(f"有效期 {self.amount} 不在 1 到 {LONGEST_VALIDITY} 之间，请核对数字。")
        if self.from_event not in ("received", "accepted", "done"):
            raise Refusal.say(f"有效期的起算事件“{self.from_event}”无法识别，应为 received、accepted 或 done。")

    def last_day(self, start: date) -> date:
        """The last valid day: the corresponding day of the last month, or that month's end (民法典 202)."""
        if self.unit is ValidityUnit.DAY:
            return start + timedelta(days=self.amount)
        months = self.amount * (12 if self.unit is ValidityUnit.YEAR else 1)
        years, month = divmod(start.month - 1 + months, 12)
        year = start.year + years
        return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))

    def words(self) -> str:
        """The length as an officer reads it: 3 个月, 5 年."""
        return f"{self.amount} {_VALIDITY_WORDS[self.unit]}"


@dataclass(frozen=True, slots=True)
class ResultPaper:
    """The certificate or opinion a matter ends in; `validity` is in words, empty when it does not lapse, and `lasts`
    the same as a length, None when no length is stated."""

    name: str
    validity: str = ""
    lasts: Validity | None = None


@dataclass(frozen=True, slots=True)
class ClockExclusion:
    """A procedure that may stop the clock of a matter, for `max_days` of `unit` at most (None: the law sets no cap)."""

    kind: str
    max_days: int | None
    unit: Unit
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Matter:
    """One record of the matter library, with its default limits; `verified` is law, local_ref or general.

    `correction_notice` is the time to ask for missing papers, counted from receipt (行政许可法 32).
    `ask_days` marks a matter whose length is asked per project, such as the building time.
    """

    code: str
    name: str
    stage: str = ""
    authority: str = ""
    approval_kind: str = ""
    service_mode: str = ""
    verified: str = ""
    sources: tuple[str, ...] = ()
    materials: tuple[Material, ...] = ()
    result: ResultPaper | None = None
    statutory: Limit | None = None
    promised: Limit | None = None
    correction_notice: Limit | None = None
    exclusions: tuple[ClockExclusion, ...] = ()
    choice_group: str = ""
    milestone: str = ""
    ask_days: bool = False
    note: str = ""

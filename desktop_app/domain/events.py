"""Events 记录: every act on a case, appended once and never changed; dates and states are derived from them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Verb(StrEnum):
    """What was done; the value is also the verb of the command line."""

    OPEN = "open"
    RECEIVE = "receive"
    ACCEPT = "accept"
    SUSPEND = "suspend"
    RESUME = "resume"
    FINISH = "finish"
    RECORD = "record"
    RETURN = "return"
    WITHDRAW = "withdraw"
    RESTART = "restart"
    EXTEND = "extend"
    TOLERATE = "tolerate"
    SUPPLEMENT = "supplement"
    DELIVER = "deliver"
    PART = "part"
    SKIP = "skip"
    INCLUDE = "include"
    ASSIGN = "assign"
    REVERSE = "reverse"
    IMPORT = "import"
    EDIT = "edit"
    CALENDAR = "calendar"
    HONOUR = "honour"
    MIGRATE = "migrate"


SHARED_VERBS = frozenset(
    {
        Verb.RECEIVE,
        Verb.ACCEPT,
        Verb.SUSPEND,
        Verb.RESUME,
        Verb.FINISH,
        Verb.RECORD,
        Verb.RETURN,
        Verb.WITHDRAW,
        Verb.RESTART,
        Verb.EXTEND,
        Verb.TOLERATE,
        Verb.SUPPLEMENT,
        Verb.DELIVER,
        Verb.PART,
    }
)
"""Acts on the matter itself: one record per project, seen by every case of the project that contains the matter."""


@dataclass(frozen=True, slots=True)
class Event:
    """One act as it was recorded.

    `on` is the civil date of the act, None when only `month` (YYYY-MM) or nothing is known; `at` is the instant of
    recording with its offset; `mark` is 补录 or 提前 when the act was out of order, 期满后延期 or
    逾期后重新起算 when its limit had passed; `reverses` names the event a
    correction takes back. `time` (HH:MM) is the time of day of a receipt, `amount` the days of an extension or of a
    容缺 promise.
    """

    id: str
    project_id: str
    case_id: str
    matter: str
    verb: Verb
    on: date | None
    at: datetime
    by: str
    month: str = ""
    note: str = ""
    reason: str = ""
    kind: str = ""
    basis: str = ""
    officer: str = ""
    reverses: str = ""
    mark: str = ""
    time: str = ""
    amount: int = 0

    def happened_by(self, day: date) -> bool:
        """Whether the act lies on or before `day`; an act of unknown date counts as long past."""
        if self.on is not None:
            return self.on <= day
        return self.month <= day.strftime("%Y-%m")

    @property
    def is_late_entry(self) -> bool:
        """Whether it was recorded after the day it happened (补录)."""
        return self.on is None or self.on < self.at.date()

    @property
    def date_words(self) -> str:
        """The date as people read it: a day, a month, or 日期不详."""
        if self.on is not None:
            return f"{self.on.year}年{self.on.month}月{self.on.day}日"
        if self.month:
            year, month = self.month.split("-")
            return f"{year}年{int(month)}月"
        return "日期不详"


@dataclass(frozen=True, slots=True)
class Act:
    """What a person states when recording something; the case turns it into an event or refuses it."""

    on: date | None
    by: str
    at: datetime
    month: str = ""
    note: str = ""
    reason: str = ""
    kind: str = ""
    basis: str = ""
    officer: str = ""
    event: str = ""
    time: str = ""
    amount: int = 0

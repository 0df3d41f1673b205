"""Ledger queries 台账筛选: which rows of a ledger are shown, in which order and with which columns, to be saved."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from desktop_app.domain.refusals import Refusal


class Test(StrEnum):
    """How a condition compares the canonical text of a cell."""

    __test__ = False

    CONTAINS = "contains"
    IS = "is"
    ONE_OF = "one_of"
    EMPTY = "empty"
    FILLED = "filled"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    BETWEEN = "between"


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition on a column; `values` are canonical texts, one for most tests, two for between, any for one_of."""

    column: str
    test: Test
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Order:
    """One column to sort by."""

    column: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class LedgerQuery:
    """What is asked of a ledger: a search text over all columns, conditions that all hold, and the order."""

    text: str = ""
    conditions: tuple[Condition, ...] = ()
    order: tuple[Order, ...] = ()


@dataclass(frozen=True, slots=True)
class LedgerView:
    """A view 视图 of a ledger: a name, a query and the columns in order (none: all); one of the kind has no `id`."""

    name: str
    query: LedgerQuery = LedgerQuery()
    columns: tuple[str, ...] = ()
    id: str = ""


ALL_ROWS, REMOVED_ROWS = "全部", "已移出的行"
"""What the window calls every row of a ledger, and those taken out: no view of one's own has these names."""
LONGEST_VIEW_NAME = 20
"""A view is a chip above its ledger."""


def check_view_name(name: str, own: Collection[str]) -> None:
    """Raise Refusal for a name no view may be saved under: none, too long, or that of a view that is there anyway."""
    if not name:
        raise Refusal.say("请给视图起个名称")
    if len(name) > LONGEST_VIEW_NAME or not name.isprintable():
        raise Refusal.say(f"视图名称要在一行里，最多 {LONGEST_VIEW_NAME} 个字")
    if name in (ALL_ROWS, REMOVED_ROWS, *own):
        raise Refusal.say(f"“{name}”是自带的视图，请换个名称")

"""Kinds of ledgers 台账: what one is for, its columns as data, its ready-made views and the way of its matters."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desktop_app.domain.ledger_query import Condition, LedgerView


class ColumnType(StrEnum):
    """What a column holds; every value is kept as a canonical text (see `ledger_value`), empty when unknown."""

    TEXT = "text"
    LONG = "long"
    AMOUNT = "amount"
    NUMBER = "number"
    COUNT = "count"
    PERCENT = "percent"
    DAY = "day"
    DATE = "date"
    YES_NO = "yes_no"
    CHOICE = "choice"
    PROJECT = "project"


class Source(StrEnum):
    """Where the value of a column comes from: typed in, a fact of the project, or derived and never typed over."""

    ENTERED = "entered"
    PROJECT = "project"
    DERIVED = "derived"


class RowsOf(StrEnum):
    """What has a row: what people enter, every project of the scope, every case, or every obtained result."""

    ENTRIES = "entries"
    PROJECTS = "projects"
    CASES = "cases"
    RESULTS = "results"


class ValueForm(StrEnum):
    """A form the text of a column has to have, beyond its type."""

    CREDIT_CODE = "credit_code"
    PROJECT_CODE = "project_code"
    NUMBER = "number"


class RowRule(StrEnum):
    """What the cells of one row must be to each other; columns that are not filled in are passed over."""

    ORDER = "order"
    """Dates that follow each other in the order of the columns."""
    HAPPENED = "happened"
    """Dates of what has happened, none after today."""
    AT_MOST = "at_most"
    """A number that is not above the number in the second column."""


@dataclass(frozen=True, slots=True)
class RowCheck:
    """A rule with its columns; `refuses` when such a row cannot be, else it is kept and remarked on (提醒)."""

    rule: RowRule
    columns: tuple[str, ...]
    refuses: bool = False


@dataclass(frozen=True, slots=True)
class LedgerColumn:
    """One column: `key` never changes once used; `field` names the project field or the derived rule it reads.

    `unit` is the unit amounts and numbers are shown and exported in, `digits` how many decimals at most; `options` the
    words of a choice (an office may write others only when `open_options`); `headers` other headers that mean it;
    `serial` numbers a row whose cell was left empty (WT: WT-2026-001); `total` whether its sum makes sense; `inline`
    whether it may be edited in the table; `width` in pixels (0: by type); `past` is a day that has happened, never one
    after today; `most` the largest number there can be (0: any), `least` the smallest (None: any). Counts, and numbers
    with a unit, are never negative. `form` is what a text has to look like.
    """

    key: str
    label: str
    type: ColumnType = ColumnType.TEXT
    source: Source = Source.ENTERED
    field: str = ""
    unit: str = ""
    digits: int = 2
    options: tuple[str, ...] = ()
    open_options: bool = False
    headers: tuple[str, ...] = ()
    required: bool = False
    total: bool = False
    inline: bool = True
    width: int = 0
    serial: str = ""
    hint: str = ""
    past: bool = False
    most: int = 0
    least: int | None = None
    form: ValueForm | None = None

    @property
    def entered(self) -> bool:
        """Whether people write this column (a project fact is written to the project)."""
        return self.source is not Source.DERIVED


@dataclass(frozen=True, slots=True)
class FlowAct:
    """An act on a row that has a way to go (交办 → 办理 → 企业确认 → 销号): from which states it leads to which.

    `day` is the column that keeps the day of the act, `asks` the columns to fill with it, of which `needs` must be;
    `counts` is the column that says how often it was done; what is told for the columns in `adds` comes on top of what
    they hold (a second 延期 adds its days to the first); `late` counts how often it was done after the date to keep.
    """

    key: str
    title: str
    before: tuple[str, ...]
    after: str
    day: str = ""
    asks: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    counts: str = ""
    adds: tuple[str, ...] = ()
    late: str = ""


@dataclass(frozen=True, slots=True)
class LedgerFlow:
    """The way of a row: `states` in order with the first one a new row has, `ended` those in which no clock runs.

    `state` is the key of the CHOICE column that keeps the state; acts change it, nobody types it. `since` is the column
    with the day the matter came up, before which no act can lie, `due` the derived one with the date to keep.
    """

    state: str
    states: tuple[str, ...]
    ended: tuple[str, ...]
    acts: tuple[FlowAct, ...]
    since: str = ""
    due: str = ""

    def possible(self, state: str) -> tuple[FlowAct, ...]:
        """The acts that may be done in a state; a row without one stands in the first."""
        now = state or self.states[0]
        return tuple(act for act in self.acts if now in act.before)


class FigureRule(StrEnum):
    """How a figure of a ledger is worked out from its rows."""

    SHARE = "share"
    """Of the rows in `whole`, those that also stand in `part`, in percent."""
    TARGET = "target"
    """How many rows in `whole` lie in the year of today, against a number that is asked for."""


@dataclass(frozen=True, slots=True)
class LedgerFigure:
    """A figure (指标数) told below a ledger over all its rows, whatever is filtered; `whole` says which count.

    A share has `part`, with `weight` it adds a count column in place of rows, and `digits` decimals. A target has the
    `day` a row counts in, the number of rows asked for within a year, and with `each` counts every person apart.
    """

    key: str
    label: str
    rule: FigureRule
    whole: tuple[Condition, ...]
    unit: str
    part: tuple[Condition, ...] = ()
    weight: str = ""
    digits: int = 1
    day: str = ""
    target: int = 0
    each: str = ""


@dataclass(frozen=True, slots=True)
class LedgerKind:
    """A ledger: its key in commands and files, names, columns and views; `identity` are the columns that make a twin.

    `scope` names the project field that must be filled (or 是) for a project to have a row; empty for every project.
    `note` says what is not verified (待核) and stands on screen and paper; `empty` is what an empty page says to do.
    """

    key: str
    name: str
    title: str
    purpose: str
    columns: tuple[LedgerColumn, ...]
    rows: RowsOf = RowsOf.ENTRIES
    scope: str = ""
    identity: tuple[str, ...] = ()
    views: tuple[LedgerView, ...] = ()
    flow: LedgerFlow | None = None
    note: str = ""
    empty: str = ""
    version: str = "1"
    checks: tuple[RowCheck, ...] = ()
    figures: tuple[LedgerFigure, ...] = ()

    def column(self, key: str) -> LedgerColumn:
        """The column with a key; raises KeyError."""
        for one in self.columns:
            if one.key == key:
                return one
        raise KeyError(key)

    def has(self, key: str) -> bool:
        """Whether there is a column with this key."""
        return any(one.key == key for one in self.columns)

    def named(self, written: str) -> LedgerColumn | None:
        """The column people mean: by key or label, or by the label without its unit in brackets (延期 for
        延期（工作日）) where only one column is called so; None for none.
        """
        exact = (one for one in self.columns if written in (one.key, one.label))
        bare = [one for one in self.columns if one.label.partition("（")[0] == written]
        return next(exact, bare[0] if len(bare) == 1 else None)

    @property
    def headline(self) -> LedgerColumn:
        """The column a row is called by in sentences."""
        return self.column(self.identity[0]) if self.identity else self.columns[0]

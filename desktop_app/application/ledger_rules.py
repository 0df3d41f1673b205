"""Rules of derived columns 台账推算栏: what is worked out of the other columns, the project, a case or a result.

A column names its rule in `field`: the name of the rule and then its arguments, mostly keys of columns of the same row.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from desktop_app.domain.calendar import WorkingCalendar
from desktop_app.domain.ledger_kind import LedgerColumn, LedgerKind
from desktop_app.domain.ledger_value import day_of, number_of
from desktop_app.domain.project import Project
from desktop_app.domain.standing import WARNING_DAYS
from desktop_app.domain.unfinished import TAG_FACTS, unfinished_tag

CLOCK_LAMP = "clock_lamp"
"""The rule of columns that say how a date to keep stands."""

NORMAL, WARNING, OVERDUE = "正常", "预警", "逾期"
JUST_OVER = "刚逾期"
"""Past its date with no working day gone by since, as everywhere in the program (a Friday seen on the Sunday after)."""
MOVED_LATE = "·期满后延期"
"""Behind the lamp of a date that was extended after it had passed, as at the steps of a case."""
ENDED_IN_TIME, ENDED_LATE = "按期办结", "逾期办结"
VALID, EXPIRED = "有效", "已过期"
_EXPIRY_DAYS = 30
_YI = Decimal(100_000_000)
_WAN = Decimal(10_000)
_HUNDREDTH = Decimal("0.01")
_EVALUATED, _NOT_NEEDED = "已完成", "不需要"


Rule = Callable[["RowFacts", tuple[str, ...]], str]
"""Works a derived column out of its row and the arguments it was named with; empty when it cannot be said."""


@dataclass(frozen=True, slots=True)
class Means:
    """What every rule may look at besides its row: the working calendar and the day lamps and lengths are told for."""

    calendar: WorkingCalendar
    today: date
    _days: dict[tuple[date, int], date] = field(default_factory=dict, compare=False, repr=False)
    _counts: dict[tuple[date, date], int] = field(default_factory=dict, compare=False, repr=False)
    told: dict[tuple[str, ...], str] = field(default_factory=dict, compare=False, repr=False)
    """What rules said to the same texts before: the rows of a ledger repeat each other's days and limits."""

    def working_day(self, start: date, count: int) -> date:
        """The working day so many after a day; asked the same thousands of times over the rows of a ledger."""
        found = self._days.get((start, count))
        if found is None:
            found = self._days[start, count] = self.calendar.add_working(start, count)
        return found

    def working_days(self, after: date, through: date) -> int:
        """The working days after one day through another."""
        found = self._counts.get((after, through))
        if found is None:
            found = self._counts[after, through] = self.calendar.count_working(after, through)
        return found


@dataclass(slots=True)
class RowFacts:
    """One row while its derived columns are worked out.

    `cells` holds what is known so far, `rules` the rule of every derived column with its arguments, `told` what a case
    or a result says of itself by name, `changed` the day of the last change of the row.
    """

    kind: LedgerKind
    columns: Mapping[str, LedgerColumn]
    rules: Mapping[str, tuple[Rule, tuple[str, ...]]]
    means: Means
    cells: dict[str, str]
    project: Project | None = None
    told: Mapping[str, str] = field(default_factory=dict)
    changed: date | None = None

    def text(self, key: str) -> str:
        """The canonical text of a column, worked out first when it is derived itself."""
        found = self.cells.get(key)
        if found is not None:
            return found
        rule = self.rules.get(key)
        if rule is None:
            return ""
        self.cells[key] = ""  # A rule that asks for its own column in a circle finds it unknown.
        found = self.cells[key] = rule[0](self, rule[1])
        return found

    def number(self, key: str) -> Decimal | None:
        """The number in a column, None when it is unknown."""
        text = self.text(key)
        return number_of(self.columns[key], text) if text else None

    def day(self, key: str) -> date | None:
        """The civil day in a column, None when the day is not known."""
        text = self.text(key)
        return day_of(text) if text else None


def rule_of(column: LedgerColumn) -> tuple[Rule, tuple[str, ...]]:
    """The rule a column names, with its arguments."""
    name, *args = column.field.split()
    return RULES[name], tuple(args)


def _workday_after(row: RowFacts, args: tuple[str, ...]) -> str:
    """The day so many working days after a day; further columns add to the count and may be empty (延期)."""
    asked = "workday_after", *[row.text(key) for key in args]
    found = row.means.told.get(asked)
    if found is None:
        found = row.means.told[asked] = _worked_after(row, args)
    return found


def _worked_after(row: RowFacts, args: tuple[str, ...]) -> str:
    start, count = row.day(args[0]), row.number(args[1])
    if start is None or count is None:
        return ""
    more = sum(int(row.number(key) or 0) for key in args[2:])
    return row.means.working_day(start, int(count) + more).isoformat()


def _clock_lamp(row: RowFacts, args: tuple[str, ...]) -> str:
    """How a date to keep stands: amber from two working days before it, red the day after; then how it ended.

    A third column counts how often the date was moved after it had passed: in time then is so only by that.
    """
    flow = row.kind.flow
    ended = flow is not None and row.cells.get(flow.state, "") in flow.ended
    asked = CLOCK_LAMP, row.text(args[0]), row.text(args[1]), str(ended)
    found = row.means.told.get(asked)
    if found is None:
        found = row.means.told[asked] = _lamp_of(row, args, is_ended=ended)
    was_late = found and len(args) > 2 and row.number(args[2])
    return f"{found}{MOVED_LATE}" if was_late else found


def _lamp_of(row: RowFacts, args: tuple[str, ...], *, is_ended: bool) -> str:
    due, ended = row.day(args[0]), row.day(args[1])
    if due is None:
        return ""
    if ended is not None:
        return ENDED_LATE if ended > due else ENDED_IN_TIME
    if is_ended:
        return ""
    means, today = row.means, row.means.today
    if due < today:
        days = means.working_days(due, today)
        return f"{OVERDUE} {days} 个工作日" if days else JUST_OVER
    return WARNING if means.working_days(today, due) <= WARNING_DAYS else NORMAL


def is_over(lamp: str) -> bool:
    """Whether a lamp says that a date to keep has passed and nothing came of it yet."""
    return lamp.startswith(JUST_OVER) or lamp.startswith(f"{OVERDUE} ")


def days_over(lamp: str) -> int:
    """The working days a lamp says a date is over; 0 for any other lamp."""
    word, _blank, rest = lamp.partition(" ")
    return int(rest.split()[0]) if word == OVERDUE and rest else 0


def _expiry_lamp(row: RowFacts, args: tuple[str, ...]) -> str:
    """How long something is still valid, in natural days."""
    until = row.day(args[0])
    if until is None:
        return ""
    left = (until - row.means.today).days
    if left < 0:
        return EXPIRED
    most = int(args[1]) if len(args) > 1 else _EXPIRY_DAYS
    if left > most:
        return VALID
    return f"{left} 天后到期" if left else "今天到期"


def _days(row: RowFacts, args: tuple[str, ...]) -> str:
    """Natural days from one day to another."""
    first, last = row.day(args[0]), row.day(args[1])
    return "" if first is None or last is None else str((last - first).days)


def _days_since(row: RowFacts, args: tuple[str, ...]) -> str:
    """Natural days since a day."""
    day = row.day(args[0])
    return "" if day is None else str((row.means.today - day).days)


def _year_share(row: RowFacts, args: tuple[str, ...]) -> str:
    """How much of its year is over at the end of a day, as a percentage."""
    day = row.day(args[0])
    if day is None:
        return ""
    first, last = date(day.year, 1, 1), date(day.year, 12, 31)
    return _percent(Decimal((day - first).days + 1), Decimal((last - first).days + 1))


def _quotient(row: RowFacts, args: tuple[str, ...]) -> str:
    """One column divided by another, to two decimals."""
    return _divided(row, args, Decimal(1))


def _wan_per(row: RowFacts, args: tuple[str, ...]) -> str:
    """An amount in 万元 per unit of another column (万元/亩), to two decimals."""
    return _divided(row, args, _WAN)


def _divided(row: RowFacts, args: tuple[str, ...], unit: Decimal) -> str:
    above, below = row.number(args[0]), row.number(args[1])
    return "" if above is None or not below else _plain((above / unit / below).quantize(_HUNDREDTH, ROUND_HALF_UP))


def _share(row: RowFacts, args: tuple[str, ...]) -> str:
    """One column as a percentage of another, to two decimals."""
    part, whole = row.number(args[0]), row.number(args[1])
    return "" if part is None or not whole else _percent(part, whole)


def _percent(part: Decimal, whole: Decimal) -> str:
    return _plain((part * 100 / whole).quantize(_HUNDREDTH, ROUND_HALF_UP))


def _difference(row: RowFacts, args: tuple[str, ...]) -> str:
    """One column less another, which counts as nothing while it is unknown."""
    whole = row.number(args[0])
    return "" if whole is None else _plain(whole - (row.number(args[1]) or 0))


def _shortfall(row: RowFacts, args: tuple[str, ...]) -> str:
    """How far one column stays below another; empty where it does not."""
    done, wanted = row.number(args[0]), row.number(args[1])
    return "" if done is None or wanted is None or done >= wanted else _plain(wanted - done)


def _sum(row: RowFacts, args: tuple[str, ...]) -> str:
    """The sum of columns, empty while none of them is known."""
    known = [number for number in (row.number(key) for key in args) if number is not None]
    return _plain(sum(known, Decimal(0))) if known else ""


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def _size_mark(row: RowFacts, args: tuple[str, ...]) -> str:
    """The class of an investment that reports count: 10亿元以上, 亿元以上."""
    yuan = row.number(args[0])
    if yuan is None or yuan < _YI:
        return ""
    return "10亿元以上" if yuan >= 10 * _YI else "亿元以上"


def _evaluations_done(row: RowFacts, args: tuple[str, ...]) -> str:
    """How many of the evaluations of an area are done, of how many it needs: 5/7."""
    states = [row.text(key) for key in args]
    needed = [one for one in states if one != _NOT_NEEDED]
    return f"{needed.count(_EVALUATED)}/{len(needed)}" if any(states) else ""


def _last_change(row: RowFacts, args: tuple[str, ...]) -> str:
    """The day the row was last changed."""
    return "" if row.changed is None else row.changed.isoformat()


def _unfinished(row: RowFacts, args: tuple[str, ...]) -> str:
    """Which of 三未 the project of the row is."""
    return unfinished_tag({key: row.text(key) for key in TAG_FACTS}, row.means.today)


def _told(row: RowFacts, args: tuple[str, ...]) -> str:
    """What the case or the result of the row says of itself."""
    return row.told.get(args[0] if args else "", "")


RULES: dict[str, Rule] = {
    "workday_after": _workday_after,
    CLOCK_LAMP: _clock_lamp,
    "expiry_lamp": _expiry_lamp,
    "days": _days,
    "days_since": _days_since,
    "year_share": _year_share,
    "quotient": _quotient,
    "wan_per": _wan_per,
    "share": _share,
    "difference": _difference,
    "shortfall": _shortfall,
    "sum": _sum,
    "size_mark": _size_mark,
    "evaluations_done": _evaluations_done,
    "last_change": _last_change,
    "case": _told,
    "result": _told,
    "unfinished": _unfinished,
}
"""Every rule a column may name."""

COLUMN_ARGUMENTS = frozenset(RULES) - {"case", "result", "unfinished", "last_change"}
"""Rules whose arguments are keys of columns (but plain numbers)."""

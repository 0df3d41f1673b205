"""Record board 纪录榜: the fastest of every kind, who holds it, and what fell a moment ago."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from desktop_app.domain.benchmark import CountingBasis
from desktop_app.domain.results import Result, Subject, SubjectKind

NEWS_DAYS = 14
"""A fallen record is proposed for this many days after it was entered; older ones are history."""

_KIND_ORDER = tuple(SubjectKind)


@dataclass(frozen=True, slots=True)
class RecordAnswer:
    """What somebody said to the proposal of a record: accepted (认定) with the figures as they were, or put aside."""

    id: str
    subject: Subject
    case_id: str
    project_id: str
    officer: str
    started: date
    ended: date
    days: int
    before: int
    basis: CountingBasis
    accepted: bool
    note: str
    at: datetime
    by: str

    def matches(self, result: Result) -> bool:
        """Whether it is the answer to this result."""
        return self.case_id == result.case_id and self.subject.comparable == result.subject.comparable


@dataclass(frozen=True, slots=True)
class RecordLine:
    """The record of one subject: `holders` share the fewest firm days, the earliest entered first.

    `second` are the next best firm days. `provisional` are results not counted firmly that would be as good or better:
    they hold no record before the calendar is known. `accepted` is the newest 认定, and `confirmed` tells whether the
    record as the events say it now is the accepted one.
    """

    subject: Subject
    holders: tuple[Result, ...]
    second: int | None
    count: int
    provisional: tuple[Result, ...] = ()
    accepted: RecordAnswer | None = None

    @property
    def days(self) -> int | None:
        """The record, None while nothing firm was measured."""
        return self.holders[0].days if self.holders else None

    @property
    def confirmed(self) -> bool:
        """Whether the accepted record still stands as it was accepted."""
        accepted = self.accepted
        return accepted is not None and any(accepted.matches(one) and accepted.days == one.days for one in self.holders)


@dataclass(frozen=True, slots=True)
class FallenRecord:
    """A result that beat the record in force when it was entered, not answered yet."""

    result: Result
    before: Result


def record_board(results: Iterable[Result], answers: Sequence[RecordAnswer] = ()) -> tuple[RecordLine, ...]:
    """The record of every subject: benchmarks first, then whole cases, then matters, each in order of title."""
    lines = [_line(group, answers) for group in _groups(results)]
    return tuple(sorted(lines, key=lambda one: (_KIND_ORDER.index(one.subject.kind), one.subject.title)))


def fallen_records(
    results: Iterable[Result], answers: Sequence[RecordAnswer], now: datetime
) -> tuple[FallenRecord, ...]:
    """Records that fell within NEWS_DAYS and still stand; a first result beats nothing.

    Benchmarks come before whole cases and these before matters, of each kind the newest first.
    """
    found = []
    for group in _groups(results):
        best: Result | None = None
        fell: FallenRecord | None = None
        for one in sorted((one for one in group if one.firm), key=_entered):
            if best is not None and one.days < best.days:
                fell = FallenRecord(one, best)
            if best is None or one.days < best.days:
                best = one
        if fell is None or now - fell.result.recorded_at > timedelta(days=NEWS_DAYS):
            continue
        if not any(answer.matches(fell.result) for answer in answers):
            found.append(fell)
    return tuple(sorted(found, key=_newsworthy))


def _groups(results: Iterable[Result]) -> list[list[Result]]:
    """Results that may be compared; the same matter or benchmark in several cases of one project counts once."""
    groups: dict[tuple[str, str, str], dict[tuple[object, ...], Result]] = {}
    for one in results:
        own = () if one.subject.kind is not SubjectKind.TEMPLATE else (one.case_id,)
        same = (one.project_id, one.started, one.ended, one.days, *own)
        groups.setdefault(one.subject.comparable, {}).setdefault(same, one)
    return [list(group.values()) for group in groups.values()]


def _line(group: Sequence[Result], answers: Sequence[RecordAnswer]) -> RecordLine:
    firm = sorted((one for one in group if one.firm), key=lambda one: (one.days, *_entered(one)))
    best = firm[0].days if firm else None
    holders = tuple(one for one in firm if one.days == best)
    rivals = sorted((one for one in group if not one.firm), key=lambda one: (one.days, *_entered(one)))
    newest = max(group, key=_entered)
    accepted = [one for one in answers if one.accepted and one.subject.comparable == newest.subject.comparable]
    return RecordLine(
        newest.subject,
        holders,
        next((one.days for one in firm if one.days != best), None),
        len(group),
        tuple(one for one in rivals if best is None or one.days <= best),
        accepted[-1] if accepted else None,
    )


def _newsworthy(one: FallenRecord) -> tuple[int, float, str]:
    subject = one.result.subject
    return _KIND_ORDER.index(subject.kind), -one.result.recorded_at.timestamp(), subject.title


def _entered(one: Result) -> tuple[datetime, str]:
    return one.recorded_at, one.case_id

"""Benchmark checks: an archived 对标计算书 derived again, as things stood at its printing and as they do now.

Held side by side are the archive, the same acts with the calendar named on it (which must give the same days), the same
acts with the calendar of today, and the acts of today. The definition kept on the sheet is used throughout; that a
definition or the 口径 is another one by now is said on its own.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktop_app.application.benchmark_sheets import benchmark_events, days_and_target, missing_years
from desktop_app.application.counting import Measuring, basis_words
from desktop_app.application.ports import Paper
from desktop_app.application.sheet_checks import DayLine, SheetCheck, day_lines, differing, told_since
from desktop_app.domain.benchmark import Benchmark, BenchmarkPoint, CountingBasis
from desktop_app.domain.calendar import WorkingCalendar
from desktop_app.domain.case import Case
from desktop_app.domain.events import Event
from desktop_app.domain.measure import BenchmarkStanding, Reach, measure
from desktop_app.domain.progress import fold
from desktop_app.domain.refusals import Damaged

BENCHMARK_FORM = "benchmark-sheet"
_DUE_WORD = "目标日"


@dataclass(frozen=True, slots=True)
class KeptBenchmark:
    """What the archive says: the record of the sheet and its days."""

    paper: Paper
    case: str
    mark: Benchmark
    asked: CountingBasis | None
    matters: tuple[str, ...]
    events: tuple[str, ...]
    as_of: date
    target: date
    missing_years: tuple[int, ...]
    calendar: str
    days: tuple[DayLine, ...]

    @classmethod
    def read(cls, paper: Paper, data: bytes) -> KeptBenchmark:
        """Read the frozen data; raises Damaged when it is not that of a sheet."""
        try:
            found = json.loads(data)
            record = found["record"]
            basis = CountingBasis.parse(record["basis"])
            mark = Benchmark(
                name=record["name"],
                start=BenchmarkPoint(*record["start"]),
                end=BenchmarkPoint(*record["end"]),
                days=record["days"],
                unit=basis.unit,
                leaves_out=tuple(record["leaves_out"]),
                corrections=basis.corrections,
                special=basis.special,
            )
            return cls(
                paper=paper,
                case=record["case"],
                mark=mark,
                asked=CountingBasis.parse(record["asked"]) if record["asked"] else None,
                matters=tuple(record["matters"]),
                events=tuple(record["events"]),
                as_of=date.fromisoformat(record["as_of"]),
                target=date.fromisoformat(record["target"]),
                missing_years=tuple(record["missing_years"]),
                calendar=found["calendar"],
                days=tuple((day["date"], day["counts"] == "计", day["n"], day["why"]) for day in found["days"]),
            )
        except (KeyError, TypeError, ValueError) as broken:
            raise Damaged(f"文书 {paper.number} 存档的数据无法读出，请从备份恢复") from broken


@dataclass(frozen=True, slots=True)
class _Derived:
    """The benchmark as some acts and a calendar give it; without days where it cannot be counted."""

    standing: BenchmarkStanding
    days: tuple[DayLine, ...]
    target: date | None
    missing_years: tuple[int, ...]


def check_benchmark(
    kept: KeptBenchmark,
    case: Case,
    measuring: Measuring,
    then: WorkingCalendar | None,
    now: WorkingCalendar,
    today: date,
) -> SheetCheck:
    """Derive an archived sheet again; `then` is the calendar named on it, None when it cannot be put together."""
    basis = kept.asked or kept.mark.basis
    present = benchmark_events(case, kept.mark, () if basis.complete else kept.matters)
    known = [event for event in case.events if event.id in set(kept.events)]
    old_acts = _derived(kept, known, now, kept.as_of)
    same, differences = _archive(kept, known, then)
    differences += _calendar_moved(kept, old_acts, now)
    differences += _record_moved(kept, case, present, old_acts, _derived(kept, present, now, kept.as_of))
    differences += _definition_moved(kept, case, measuring)
    current = _derived(kept, present, now, today)
    return SheetCheck(
        paper=kept.paper,
        clock=f"对标“{kept.mark.name}”",
        due=kept.target,
        firm=not kept.missing_years,
        held=False,
        calendar=kept.calendar,
        same=same,
        now_due=current.target,
        now_firm=not current.missing_years,
        missing_years=kept.missing_years,
        now_missing_years=current.missing_years,
        differences=tuple(differences),
        due_word=_DUE_WORD,
    )


def _derived(kept: KeptBenchmark, events: Sequence[Event], calendar: WorkingCalendar, day: date) -> _Derived:
    mark = kept.mark
    codes = dict.fromkeys((*kept.matters, mark.start.matter, mark.end.matter, *mark.leaves_out))
    progress = {code: fold(code, [event for event in events if event.matter == code]) for code in codes}
    found = measure(mark, progress, day, calendar, basis=kept.asked, matters=kept.matters)
    if found.stretch is None:
        return _Derived(found, (), None, ())
    days, target = days_and_target(found, found.stretch, calendar)
    return _Derived(found, day_lines(days), target, missing_years(found, found.stretch, target, calendar))


def _archive(
    kept: KeptBenchmark, known: Sequence[Event], then: WorkingCalendar | None
) -> tuple[bool | None, list[str]]:
    """Whether the acts and the calendar of then give what is archived."""
    if len(known) < len(kept.events):
        return False, ["出具时所依据的登记有的已不在数据库里"]
    if then is None:
        return None, []
    again = _derived(kept, known, then, kept.as_of)
    if again.target is None:
        return False, ["按出具时的登记，这条对标还没有起算"]
    if again.days == kept.days and again.target == kept.target:
        return True, []
    told = differing(kept.days, again.days) or f"存档目标日 {kept.target}，重算 {again.target}"
    return False, [f"存档与重算不同：{told}"]


def _calendar_moved(kept: KeptBenchmark, after: _Derived, now: WorkingCalendar) -> list[str]:
    """What the calendar of today changes about the acts of then."""
    if kept.calendar == now.version or after.target is None or after.days == kept.days:
        return []
    told = differing(kept.days, after.days) or "各日的理由有变"
    return [f"工作日历已更新（{kept.calendar} → {now.version}）：{told}{_moved(kept.target, after.target)}"]


def _record_moved(
    kept: KeptBenchmark, case: Case, present: Sequence[Event], before: _Derived, after: _Derived
) -> list[str]:
    """What the acts recorded since change."""
    told = [told_since(event, case.events) for event in present if event.id not in kept.events]
    reached = after.standing.reach is Reach.REACHED is not before.standing.reach
    if before.days == after.days and before.target == after.target and not reached:
        return []
    if after.target is None:
        return ["；".join([*told, "今天这条对标没有起算"])]
    parts = [*told, differing(before.days, after.days), "已到终点" if reached else ""]
    return ["；".join(part for part in parts if part) + _moved(before.target, after.target)]


def _definition_moved(kept: KeptBenchmark, case: Case, measuring: Measuring) -> list[str]:
    """Whether the workspace measures by another definition or 口径 today."""
    marks = [one.mark for one in measuring.marks(case.template) if one.mark.name == kept.mark.name]
    if not marks:
        return ["这条对标现已停用或不再适用于本件"]
    found = (
        [] if any(one.rule == kept.mark.rule for one in marks) else ["这条对标的定义此后已修改，核对仍按出具时的定义"]
    )
    if measuring.basis != kept.asked:
        found.append(f"工作区现在按另一口径计（{basis_words(measuring.basis)}），核对仍按出具时的口径")
    return found


def _moved(was: date | None, now: date | None) -> str:
    return f"；目标日 {was} → {now}" if was != now else "；目标日不变"

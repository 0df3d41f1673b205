"""Praise and criticism 表扬、批评: lines a rule proposes for a report, each with the figure that justifies it.

The rules only propose (可调，待核): whoever issues the report edits, removes and adds lines.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desktop_app.application.forms.supervision import Tally, share_words
from desktop_app.application.rhythm_figures import BEFORE_WORDS, PERIOD_WORDS, Figures, ListedStep
from desktop_app.domain.statistics.figure import UNNAMED

_MEASURED_LEAST = 3
"""So many measured steps make a share worth telling."""
_NAMED_MOST = 3
_SLOW_PER_MILLE = 800
_LATE_DAYS, _LATE_STEPS = 5, 2
"""An authority is named from so many working days over, or so many late steps, on."""
_KINDS = (("officer", "代办员"), ("authority", ""))


def praise(figures: Figures, before: Mapping[str, int]) -> tuple[str, ...]:
    """Who ended everything in time and has nothing late, and whether less is late than before."""
    said = PERIOD_WORDS[figures.period.cadence]
    lines = [
        f"{title}{one.name}：{said}办结 {one.finished} 项，有时限可比的 {one.measured} 项全部按期，目前没有逾期。"
        for kind, title in _KINDS
        for one in _best(figures.rankings.get(kind, ()))
    ]
    return (*lines, *_overall(figures, before, better=True))


def criticism(figures: Figures, before: Mapping[str, int]) -> tuple[str, ...]:
    """Which authorities have late steps, who ended less than four fifths in time, and whether more is late."""
    said = PERIOD_WORDS[figures.period.cadence]
    slow = [
        f"{title}{one.name}：{said}按期率 {share_words(one.per_mille)}（{one.in_time}/{one.measured}）。"
        for kind, title in _KINDS
        for one in _slow(figures.rankings.get(kind, ()))
    ]
    return (*_late(figures.red), *slow, *_overall(figures, before, better=False))


def _best(found: Sequence[Tally]) -> list[Tally]:
    best = [one for one in found if _measured(one) and one.in_time == one.measured and not one.overdue]
    return sorted(best, key=lambda one: (-one.finished, one.name))[:_NAMED_MOST]


def _slow(found: Sequence[Tally]) -> list[Tally]:
    slow = [one for one in found if _measured(one) and (one.per_mille or 0) < _SLOW_PER_MILLE]
    return sorted(slow, key=lambda one: (one.per_mille or 0, one.name))[:_NAMED_MOST]


def _measured(one: Tally) -> bool:
    return one.name != UNNAMED and one.measured >= _MEASURED_LEAST


def _late(red: Sequence[ListedStep]) -> list[str]:
    by_authority: dict[str, list[ListedStep]] = {}
    for one in red:
        if not one.of_enterprise:
            by_authority.setdefault(one.authority, []).append(one)
    worst = sorted(by_authority.items(), key=lambda found: (-max(one.days for one in found[1]), -len(found[1])))
    lines = []
    for authority, late in worst:
        longest = max(late, key=lambda one: one.days)
        if longest.days >= _LATE_DAYS or len(late) >= _LATE_STEPS:
            lines.append(
                f"{authority}：目前逾期 {len(late)} 项，最长的已超 {longest.days} 个工作日"
                f"（{longest.project}：{longest.matter}）。"
            )
    return lines[:_NAMED_MOST]


def _overall(figures: Figures, before: Mapping[str, int], *, better: bool) -> tuple[str, ...]:
    now, then = figures.number("overdue"), before.get("overdue")
    if then is None or now == then or (now < then) is not better:
        return ()
    word = BEFORE_WORDS[figures.period.cadence]
    return (f"全区逾期环节由{word}的 {then} 项{'降到' if better else '升到'} {now} 项。",)

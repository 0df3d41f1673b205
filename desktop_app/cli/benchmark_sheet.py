"""`clock explain CASE --benchmark NAME`: the 对标计算书 of a benchmark, as keys and as lines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from desktop_app.application.benchmark_sheets import BenchmarkSheet, benchmark_facts
from desktop_app.cli.dates import benchmark_keys, iso
from desktop_app.domain.events import Event
from desktop_app.domain.terms import VERB_WORDS


def benchmark_sheet_keys(sheet: BenchmarkSheet) -> dict[str, object]:
    """Everything the figure of a benchmark was computed from; the target day is null while it is only estimated."""
    return {
        "case": sheet.case.id,
        "clock": "benchmark",
        "clock_name": "对标",
        **benchmark_keys(sheet.standing),
        "allowed": sheet.standing.allowed,
        "target": iso(sheet.target) if sheet.firm else None,
        "firm": sheet.firm,
        **({} if sheet.firm else {"provisional": iso(sheet.target), "missing_years": list(sheet.missing_years)}),
        "reason": sheet.doubt,
        "counted_through": iso(sheet.stretch.through),
        "started_by": event_keys(sheet.started_by),
        "ended_by": event_keys(sheet.ended_by),
        "start_words": sheet.start_words,
        "end_words": sheet.end_words,
        "rule": sheet.rule,
        "tally": sheet.tally,
        "leaves_out": list(sheet.mark.leaves_out),
        "taken": [
            {"from": iso(one.first), "to": iso(min(one.last, sheet.stretch.through)), "why": one.why, "days": days}
            for one, days in sheet.credits
        ],
        "documents": [{"year": one.year, "known": one.known, "document": one.citation} for one in sheet.documents],
        "overrides": [{"date": iso(one.day), "works": one.works, "reason": one.reason} for one in sheet.overrides],
        "calendar": sheet.calendar.version,
        "lines": [list(pair) for pair in benchmark_facts(sheet)],
        "days": [
            {
                "date": day.date.isoformat(),
                "counts": day.counts,
                "n": day.n,
                "why": day.why,
                "ahead": day.date > sheet.stretch.through,
            }
            for day in sheet.days
        ],
    }


def event_keys(event: Event | None) -> dict[str, object] | None:
    """The act a clock or a benchmark starts from, None when there is none."""
    if event is None:
        return None
    return {
        "event": event.id,
        "matter": event.matter,
        "verb": event.verb.value,
        "word": VERB_WORDS[event.verb],
        "on": iso(event.on),
        "time": event.time or None,
        "by": event.by,
    }


def render_benchmark_sheet(answer: Mapping[str, Any]) -> str:
    """Where it stands, what that rests on, and every day a line."""
    target = answer["target"] or f"{answer['provisional']}（暂估：{answer['reason']}）"
    lines = [f"对标“{answer['name']}”：{answer['words']}", f"对标目标日：{target}"]
    lines += [f"  {name}\t{value}" for name, value in answer["lines"]]
    lines += [f"  {day['date']}\t{day['n'] or '－'}\t{day['why']}" for day in answer["days"]]
    return "\n".join(lines)

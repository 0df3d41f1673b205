"""Dates in answers: a date that is not firm is never given as one, only as provisional with the years it lacks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from desktop_app.application.ports import StepNow
from desktop_app.domain.benchmark import Benchmark
from desktop_app.domain.measure import BenchmarkStanding
from desktop_app.domain.standing import Standing, bound_party
from desktop_app.domain.step_clocks import RunningClock
from desktop_app.domain.terms import benchmark_words, clock_words


def iso(day: date | None) -> str | None:
    """A date as YYYY-MM-DD."""
    return day.isoformat() if day else None


def due_keys(due: date | None, firm: bool, missing_years: Iterable[int]) -> dict[str, Any]:
    """`due` and `firm`; when not firm, `due` is null beside `provisional` and `missing_years`."""
    keys: dict[str, Any] = {"due": iso(due) if firm else None, "firm": firm}
    if not firm:
        keys |= {"provisional": iso(due), "missing_years": list(missing_years)}
    return keys


def clock_keys(clock: RunningClock) -> dict[str, Any]:
    """One running clock of a step; `start` is provisional when it was moved off a rest day of an unknown year."""
    derivation = clock.derivation
    start_firm = derivation.firm or clock.limit.start != "received" or clock.start.year not in derivation.missing_years
    keys: dict[str, Any] = {
        "clock": clock.name,
        "limit": clock.limit.words(),
        "kind": clock.limit.kind.value,
        "start": iso(clock.start) if start_firm else None,
        **due_keys(clock.due, derivation.firm, derivation.missing_years),
        "credited": derivation.credited,
        "held": clock.held_by is not None,
        "calendar": derivation.calendar_version,
    }
    if clock.original is not None:
        keys["original"] = due_keys(clock.original.due, clock.original.firm, clock.original.missing_years)
    if clock.deemed_after is not None:
        keys["deemed_accepted"] = True
    if clock.ended is not None:
        keys["ended"] = iso(clock.ended)
    if not start_firm:
        keys["provisional_start"] = iso(clock.start)
    return keys


def standing_keys(one: Standing) -> dict[str, Any]:
    """Where a step stands: state and lamp, the clock the lamp follows, and the recorded dates."""
    attempt = one.progress.attempt
    primary = one.primary
    derivation = primary.derivation if primary else None
    return {
        "matter": one.step.code,
        "title": one.step.title,
        "stage": one.step.matter.stage,
        "authority": one.step.matter.authority,
        "officer": one.officer,
        "bound_party": one.bound_party.value,
        "state": one.state.value,
        "lamp": one.lamp.value,
        "left": one.left,
        "clock": primary.name if primary else None,
        **due_keys(
            primary.due if primary else None,
            derivation.firm if derivation else True,
            derivation.missing_years if derivation else (),
        ),
        "received": iso(attempt.received) if attempt else None,
        "accepted": iso(attempt.accepted) if attempt else None,
        "suspended_on": iso(one.suspension.first) if one.suspension else None,
        "suspension_kind": one.suspension.kind.word if one.suspension else None,
        "ended": iso(attempt.ended) if attempt else None,
        "ended_month": (attempt.ended_month or None) if attempt else None,
        "marks": list(one.progress.marks),
        "undecided": one.undecided,
        "blocked_by": list(one.blocked_by),
        "clocks": [clock_keys(clock) | {"bound_party": bound_party(one.step, clock).value} for clock in one.clocks],
    }


def projected_keys(step: StepNow) -> dict[str, Any]:
    """A step of a list: who, where, and its date."""
    return {
        "project": step.project_id,
        "case": step.case_id,
        "matter": step.matter,
        "title": step.title,
        "officer": step.officer,
        "authority": step.authority,
        "bound_party": step.bound_party,
        "state": step.state.value,
        "clock": step.clock or None,
        **due_keys(step.due_on, step.firm, step.missing_years),
    }


def benchmark_keys(one: BenchmarkStanding) -> dict[str, Any]:
    """A benchmark as measured on a case; when not firm, `elapsed` counts days of a year without a notice."""
    benchmark: Benchmark = one.benchmark
    keys: dict[str, Any] = {
        "name": benchmark.name,
        "days": benchmark.days,
        "unit": benchmark.unit.value,
        "reach": one.reach.value,
        "met": one.met,
        "started": iso(one.started),
        "ended": iso(one.ended),
        "elapsed": one.elapsed,
        "remaining": one.remaining,
        "firm": one.firm,
        "words": benchmark_words(one),
        "basis": one.basis.words(),
        "taken_out": one.taken_out,
        "verified": benchmark.verified,
        "note": benchmark.note,
        "source": benchmark.source,
    }
    if one.converted is not None:
        keys["converted_days"] = one.converted
    return keys


def due_words(keys: dict[str, Any]) -> str:
    """The date of a step with the name of its clock, and the one it had before an extension: 承诺 2026-11-17."""
    said = date_words(keys)
    if said == "－" or not keys.get("clock"):
        return said
    running: dict[str, Any] = next((one for one in keys.get("clocks", ()) if one["clock"] == keys["clock"]), {})
    before = f"（延期前 {date_words(running['original'])}）" if running.get("original") else ""
    return f"{clock_words(keys['clock'], keys.get('bound_party', ''))} {said}{before}"


def clocks_words(keys: dict[str, Any]) -> str:
    """Every clock of a step side by side, the one its lamp follows first, each with its name."""
    others = [one for one in keys.get("clocks", ()) if one["clock"] != keys.get("clock")]
    told = [due_words({**one, "clocks": [one]}) for one in others]
    return "，".join([due_words(keys), *(words for words in told if words != "－")])


def date_words(keys: dict[str, Any]) -> str:
    """The due date of an answer for people: the day, the day with 暂估, or a dash."""
    if keys.get("due"):
        return str(keys["due"])
    return f"{keys['provisional']}（暂估）" if keys.get("provisional") else "－"

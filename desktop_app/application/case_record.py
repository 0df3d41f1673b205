"""The record of a case 案卷 as data that outlives the program: events, template version, plans, derivations, papers.

Everything is written out in full, so that another program, without this one's database or templates, can tell what was
done when, and count every date again. Fields are named as the domain names them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from desktop_app.application.clock_sheets import ClockSheet, clock_sheets
from desktop_app.application.paper_register import PaperRow
from desktop_app.application.ports import UnitOfWork
from desktop_app.domain.calendar import WorkingCalendar
from desktop_app.domain.case import Case
from desktop_app.domain.custody import MaterialEntry
from desktop_app.domain.events import Event, Verb
from desktop_app.domain.terms import STATE_WORDS, VERB_WORDS

FORMAT = "bangban-case-1"


def case_record(
    work: UnitOfWork, case: Case, papers: Sequence[PaperRow], today: date, calendar: WorkingCalendar
) -> dict[str, Any]:
    """The record of a case on a day, ready for JSON; `papers` are the lines of the papers in its volume."""
    situation = case.situation()
    sheets = [sheet for code in case.template.codes for sheet in clock_sheets(case, code, today, calendar)]
    return {
        "format": FORMAT,
        "as_of": today.isoformat(),
        "workspace": {"centre": work.workspace().centre, "desk": work.workspace().desk},
        "project": plain(work.projects.get(case.project_id)),
        "case": {
            "id": case.id,
            "template": case.template.key,
            "template_version": case.template.version,
            "template_name": case.template.name,
            "opened_on": case.opened_on.isoformat(),
            "officer": case.officer,
            "lead_official": case.lead_official,
            "lead_unit": case.lead_unit,
            "specialist": case.specialist,
            "ended": situation.ended,
        },
        "steps": [
            {"matter": step.code, "title": step.title, "state": situation.state[step.code].value}
            | {"word": STATE_WORDS[situation.state[step.code]]}
            for step in case.template.steps
        ],
        "template": plain(case.template),
        "events": [plain(event) | {"word": VERB_WORDS[event.verb]} for event in _counting(case)],
        "plans": plain(work.plans.of_case(case.id)),
        "derivations": [_derivation(sheet) for sheet in sheets],
        "calendar": {
            "version": calendar.version,
            "notices": [{"year": one.year, "citation": one.citation} for one in calendar.notices],
            "overrides": plain(calendar.overrides),
            "day_policy": calendar.day_policy.value,
        },
        "papers": plain(papers),
        "materials": plain(materials_of(work, case)),
    }


def materials_of(work: UnitOfWork, case: Case) -> list[MaterialEntry]:
    """What was recorded about the materials of a case, and of its project as a whole."""
    return [one for one in work.custody.of_project(case.project_id) if one.case_id in ("", case.id)]


def events_in(record: Mapping[str, Any]) -> list[Event]:
    """The events of a record that was read back, oldest first; those this program does not know are left out."""
    names = {field.name for field in fields(Event)}
    found = []
    for told in _rows(record.get("events")):
        values = {name: value for name, value in told.items() if name in names}
        try:
            values["verb"] = Verb(values["verb"])
            values["at"] = datetime.fromisoformat(values["at"])
            values["on"] = date.fromisoformat(values["on"]) if values["on"] else None
            found.append(Event(**values))
        except (KeyError, TypeError, ValueError):
            continue
    return found


def titles_in(record: Mapping[str, Any]) -> dict[str, str]:
    """The title of every matter in a record that was read back."""
    return {str(one.get("matter")): str(one.get("title")) for one in _rows(record.get("steps"))}


def _rows(told: object) -> list[dict[str, Any]]:
    return [one for one in told if isinstance(one, dict)] if isinstance(told, list) else []


def _counting(case: Case) -> Iterable[Event]:
    """The events of the case, and of the project-wide record those about its matters."""
    there = {"", *case.template.codes}
    return (event for event in case.events if event.matter in there)


def _derivation(sheet: ClockSheet) -> dict[str, Any]:
    """A due date with the reason of every day."""
    derivation = sheet.clock.derivation
    return {
        "matter": sheet.standing.step.code,
        "title": sheet.standing.step.title,
        "clock": sheet.clock.name,
        "name": sheet.name,
        "start": sheet.clock.start.isoformat(),
        "started_by": sheet.started_by.id if sheet.started_by else "",
        "limit": str(sheet.clock.limit.text or sheet.clock.limit),
        "counting": sheet.counting,
        "due": derivation.due.isoformat(),
        "firm": derivation.firm,
        "held": sheet.clock.held_by is not None,
        "due_words": sheet.due_words,
        "laws": list(sheet.laws),
        "days": [[day.date.isoformat(), day.counts, day.n, day.why] for day in derivation.days],
    }


def plain(value: Any) -> Any:
    """A domain value as what JSON can say: dataclasses by their fields, dates in ISO form, sets in order."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(plain(key)): plain(one) for key, one in value.items()}
    if isinstance(value, set | frozenset):
        return sorted(plain(one) for one in value)
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return value

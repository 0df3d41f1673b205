"""Late entries of a report: what was recorded after it was issued about days it counted, what moved a number first."""

from __future__ import annotations

from collections.abc import Mapping

from desktop_app.application.rhythm_book import Report
from desktop_app.application.rhythm_figures import Figures, Moment, kept_counts
from desktop_app.domain.events import Event, Verb
from desktop_app.domain.terms import VERB_WORDS

_MOVED_NOTHING = "（数字不变）"


def late_entries(report: Report, at: Moment, now: Figures) -> tuple[str, ...]:
    """One sentence each, oldest first; those that changed no count of the report come last and say so."""
    moved = _moved(report, at, now)
    found = []
    for project in at.facts.work.projects.find_all():
        events = {event.id: event for event in at.facts.work.events_of_project(project.id)}
        for event in events.values():
            bears = event.on is None or event.on <= report.as_of or event.verb is Verb.REVERSE
            if event.at > report.issued_at and bears:
                still = project.id not in moved or _only_who(event, events)
                words = _words(project.name, event, at) + (_MOVED_NOTHING if still else "")
                found.append((still, event.at, words))
    return tuple(words for _still, _at, words in sorted(found))


def _moved(report: Report, at: Moment, now: Figures) -> set[str]:
    """The projects behind whatever entered or left a count since the report was issued."""
    project_of = {of.case.id: of.project.id for of in at.cases}
    project_of |= {case.id: case.project_id for case in at.facts.work.cases.every() if case.id not in project_of}
    counted = {one.key: {item.id for item in one.items} for one in now.counts}
    items = [item for one in kept_counts(report) for item in {i.id for i in one.items} ^ counted.get(one.key, set())]
    # A case is told by its id, a step by its project and matter.
    return {project_of.get(item, item.split(" ")[0]) for item in items}


def _only_who(event: Event, events: Mapping[str, Event]) -> bool:
    """Whether it only says who carries a case: no count of a report asks that."""
    told = events.get(event.reverses, event)
    return told.verb is Verb.ASSIGN


def _words(project: str, event: Event, at: Moment) -> str:
    case = next((of.case for of in at.cases if of.case.id == event.case_id), None)
    step = case.template.step(event.matter).title if case is not None and event.matter else ""
    what = f"{VERB_WORDS[event.verb]}{f'“{step}”' if step else ''}"
    return f"{event.at:%Y-%m-%d} {event.by or '（未写明）'}补录：{project}，{event.date_words}{what}"

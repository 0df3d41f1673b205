"""Projects on a past day: each by what had been recorded then and by what is known now, and the entries in between."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from desktop_app.application.indicator_facts import Fact, change_words, known_now
from desktop_app.application.ports import UnitOfWork
from desktop_app.application.project_history import PREFIX, PROJECT_KIND, project_of
from desktop_app.application.statistics_told import LateLine
from desktop_app.domain.as_of import Sight
from desktop_app.domain.indicator_figure import ProjectFacts
from desktop_app.domain.ledger import FIELD_LABELS
from desktop_app.domain.ledger_entry import EntryAct, EntryChange, folded
from desktop_app.domain.ledger_kind import ColumnType
from desktop_app.domain.project import Project
from desktop_app.domain.project_then import STANDING_FACTS, stood_on, was_there

_WATCHED = {
    "zone": Fact("zone", FIELD_LABELS["zone"], ColumnType.TEXT),
    "batch": Fact("batch", FIELD_LABELS["batch"], ColumnType.TEXT),
    "investment_yuan": Fact("investment_yuan", FIELD_LABELS["investment_yuan"], ColumnType.AMOUNT),
}
"""The facts of a project that figures are counted or narrowed by."""


@dataclass(frozen=True, slots=True)
class ProjectsThen:
    """The projects of a day: `known` and `recorded` count in figures; `late` tells, by project, what came in since.

    `facts` are the projects by what is known now, also those that do not count themselves because they came later.
    """

    known: tuple[Project, ...]
    recorded: tuple[Project, ...]
    facts: Mapping[str, Project] = field(default_factory=dict)
    facts_recorded: Mapping[str, Project] = field(default_factory=dict)
    late: tuple[LateLine, ...] = ()

    def counting(self, sight: Sight) -> tuple[Project, ...]:
        """The projects that count by one knowledge."""
        return self.known if sight is Sight.KNOWN else self.recorded

    def seen(self, project: Project, sight: Sight) -> Project:
        """A project with its facts of the day by one knowledge; as it is where there are no others."""
        found = self.facts if sight is Sight.KNOWN else self.facts_recorded
        return found.get(project.id, project)


def projects_now(projects: Sequence[Project]) -> ProjectsThen:
    """The projects of today, of which there is only one knowledge."""
    return ProjectsThen(tuple(projects), tuple(projects))


def projects_then(work: UnitOfWork, projects: Sequence[Project], day: date) -> ProjectsThen:
    """The projects of a past day, in the order of entering.

    Zone and batch are those of the day; any other fact is, by what is known now, as it was stated last. A project of
    an older workspace without a history counts as it is now from its first event on.
    """
    changes = work.entries.changes_of(PROJECT_KIND)
    rows = folded(one for one in changes if one.at.date() <= day)
    by_project = _by_project(changes)
    known: list[Project] = []
    recorded: list[Project] = []
    late: list[LateLine] = []
    facts: dict[str, Project] = {}
    facts_recorded: dict[str, Project] = {}
    for project in projects:
        told = by_project.get(project.id, ())
        entered = told[0].at.date() if told else work.events_of_project(project.id)[0].at.date()
        now = facts[project.id] = _known(project, told, day)
        counts = was_there(now, entered, day)
        if counts:
            known.append(now)
        if entered <= day:
            row = rows.get(project.id)
            # The name is who it is and no figure: under another one it would look like two projects.
            then = replace(project_of(row), name=project.name, demo=project.demo) if row is not None else project
            facts_recorded[project.id] = then
            recorded.append(then)
            late.extend(_late_facts(then, now, told, day))
        elif counts and told:
            late.append(LateLine.of_project(project, told[0], "补录", "项目本身"))
    return ProjectsThen(tuple(known), tuple(recorded), facts, facts_recorded, tuple(late))


def facts_known_on(work: UnitOfWork, day: date) -> tuple[ProjectFacts, ...]:
    """Every project by what is known now about a past day, in the zone it was in then."""
    by_project = _by_project(work.entries.changes_of(PROJECT_KIND))
    found = []
    for one in known_now(work):
        stated = [(change.on, new) for change, _old, new in _stated(by_project.get(one.project_id, ()), "zone")]
        zone = stood_on(stated, day) if stated else one.said("zone")
        found.append(one if zone == one.said("zone") else replace(one, facts={**one.facts, "zone": zone}))
    return tuple(found)


def _by_project(changes: Iterable[EntryChange]) -> dict[str, list[EntryChange]]:
    found: dict[str, list[EntryChange]] = {}
    for one in changes:
        found.setdefault(one.entry_id, []).append(one)
    return found


def _known(project: Project, told: Sequence[EntryChange], day: date) -> Project:
    """A project by what is known now, with the zone and the batch of the day."""
    then = {name: _stood(project, told, name, day) for name in STANDING_FACTS}
    if (then["zone"], then["batch"]) == (project.zone, project.batch):
        return project
    return replace(project, zone=then["zone"], batch=then["batch"])


def _stood(project: Project, told: Sequence[EntryChange], name: str, day: date) -> str:
    stated = [(change.on, new) for change, _old, new in _stated(told, name)]
    return stood_on(stated, day) if stated else str(getattr(project, name))


def _stated(told: Iterable[EntryChange], name: str) -> Iterator[tuple[EntryChange, str, str]]:
    """What was said of a fact, before and after, in the order of recording."""
    for change in told:
        if change.act is EntryAct.ADD and not any(one.column == PREFIX + name for one in change.changes):
            yield change, "", ""
        for one in change.changes:
            if one.column == PREFIX + name:
                yield change, one.old, one.new


def _late_facts(then: Project, now: Project, told: Sequence[EntryChange], day: date) -> Iterator[LateLine]:
    """The changes recorded after a day by which the two knowledges of it differ."""
    for name, fact in _WATCHED.items():
        if getattr(then, name) == getattr(now, name):
            continue
        said = str(getattr(now, name) or "")
        for change, old, new in _stated(told, name):
            standing = name in STANDING_FACTS
            if change.at.date() <= day or old == new or (standing and new != said):
                continue
            word = "更正" if old else "补录"
            yield LateLine.of_project(now, change, word, change_words(_WATCHED, fact.key, old, new))
            if standing:
                break

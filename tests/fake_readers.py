"""The lists of the desk worked out in plain Python, step by step, as a second opinion on the SQL of the program."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from desktop_app.application.ports import LedgerTotals, ProjectQuery, ProjectRow, StepNow, TodayStep, UnfiledStep
from desktop_app.domain.progress import ENDED_STATES, RUNNING_STATES, Lamp, StepState
from desktop_app.domain.project import Project
from desktop_app.storage.summary import clock_of
from tests.fakes import FakeStore

_LOUDEST_FIRST = (Lamp.OVERDUE, Lamp.WARNING, Lamp.SUSPENDED, Lamp.NORMAL, Lamp.READY, Lamp.NOT_STARTED, Lamp.DONE)
_FURTHEST_FIRST = (
    *(StepState.IN_PROGRESS, StepState.SUSPENDED, StepState.READY, StepState.DONE),
    *(StepState.WAITING, StepState.REFUSED, StepState.WITHDRAWN, StepState.SKIPPED),
)
_CHIP_LAMPS = {"overdue": Lamp.OVERDUE, "warning": Lamp.WARNING, "ready": Lamp.READY}
_BATCHES = {"signed": "签约", "started": "开工", "produced": "投产"}


def _lamp(step: StepNow, today: date, warn_until: date) -> Lamp:
    if step.state is StepState.DONE:
        return Lamp.DONE
    if step.binds_on and step.binds_on < today:
        return Lamp.OVERDUE
    if step.state is StepState.SUSPENDED:
        return Lamp.SUSPENDED
    if step.binds_on and step.binds_on <= warn_until:
        return Lamp.WARNING
    plain = {StepState.IN_PROGRESS: Lamp.NORMAL, StepState.READY: Lamp.READY}
    return plain.get(step.state, Lamp.NOT_STARTED)


def _place(step: StepNow) -> tuple[bool, int, date]:
    return step.undecided, _FURTHEST_FIRST.index(step.state), step.binds_on or date.max


def _pinyin(text: str) -> bytes | None:
    return unicodedata.normalize("NFKC", text).casefold().encode("gb18030") or None


class FakeReaders:
    """Read-only lists over the committed content of a FakeStore."""

    def __init__(self, store: FakeStore) -> None:
        self._store = store

    def project_ids(self, query: ProjectQuery) -> list[str]:
        chosen = [one for one in self._searched(query) if self._has(one, query.chip, query)]
        key = self._sort_key(query)
        known = [one for one in chosen if key(one) is not None]
        # Python sorts stably and keeps the order of equals in reverse too, so ties stay in order of entry.
        known.sort(key=key, reverse=query.descending)
        return [one.id for one in [*known, *(one for one in chosen if key(one) is None)]]

    def project_rows(self, ids: Sequence[str], today: date, warn_until: date) -> list[ProjectRow]:
        projects = self._store.content.projects
        return [self._row(projects[one], today, warn_until) for one in ids if one in projects]

    def totals(self, query: ProjectQuery, ids: Sequence[str] | None = None) -> LedgerTotals:
        projects = self._store.content.projects
        if ids is not None:
            return self._totals([projects[one] for one in ids if one in projects], {})
        found = self._searched(query)
        names = ("all", *_BATCHES, "overdue", "warning", "suspended", "ready")
        chips = {name: sum(self._has(one, name, query) for one in found) for name in names}
        return self._totals([one for one in found if self._has(one, query.chip, query)], chips)

    def open_steps(self, officer: str = "") -> list[TodayStep]:
        found = [
            step
            for step in self._steps()
            if step.state not in ENDED_STATES
            and (
                step.state in RUNNING_STATES
                or step.binds_on is not None
                or (not step.blocked_by if step.undecided else step.state is StepState.READY)
            )
        ]
        found.sort(key=lambda step: (step.case_id, step.ordinal))
        return [self._named(step) for step in found if officer in ("", step.officer)]

    def overdue_steps(self, as_of: date) -> list[TodayStep]:
        found = [step for step in self._steps() if step.state not in ENDED_STATES and (step.binds_on or as_of) < as_of]
        found.sort(key=lambda step: (step.binds_on or as_of, step.case_id, step.ordinal))
        return [self._named(step) for step in found]

    def unfiled_steps(self, today: date, officer: str = "") -> list[UnfiledStep]:
        in_force = {plan.case_id: plan for plan in self._store.content.plans}
        found = [
            (planned.start, step.case_id, step.ordinal, planned, step)
            for step in self._steps()
            if step.case_id in in_force and step.state in (StepState.WAITING, StepState.READY)
            for planned in in_force[step.case_id].steps
            if planned.code == step.matter and not planned.began and planned.start and planned.start < today
        ]
        return [
            UnfiledStep(self._named(step), day, planned.finish, in_force[case].target, planned.missing_years)
            for day, case, _, planned, step in sorted(found, key=lambda one: one[:3])
            if officer in ("", step.officer)
        ]

    def last_event_on(self) -> date | None:
        events = self._store.content.events
        days = [event.on for event in events if event.on]
        months = [date.fromisoformat(f"{event.month}-01") for event in events if event.month and not event.on]
        return max([*days, *months], default=None)

    def officers(self) -> list[str]:
        named = {case.officer for case in self._store.content.cases.values()}
        return sorted((named | {step.officer for step in self._steps()}) - {""}, key=lambda name: _pinyin(name) or b"")

    def case_ids(self, project_id: str) -> list[str]:
        return [case for project, case in self.every_case_id() if project == project_id]

    def every_case_id(self) -> list[tuple[str, str]]:
        cases = self._store.content.cases
        return [(cases[one].project_id, one) for one in sorted(cases)]

    def _steps(self) -> list[StepNow]:
        return [step for steps in self._store.content.steps.values() for step in steps]

    def _named(self, step: StepNow) -> TodayStep:
        project, case = self._store.content.projects[step.project_id], self._store.content.cases[step.case_id]
        return TodayStep(step, project.name, project.enterprise, case.template.name, case.officer)

    def _cases(self, project_id: str) -> list[str]:
        cases = self._store.content.cases
        return [cases[one].officer for one in sorted(cases) if cases[one].project_id == project_id]

    def _matters(self, project_id: str) -> list[StepNow]:
        best: dict[str, StepNow] = {}
        for step in self._store.content.steps.get(project_id, ()):
            rivals = [step, *([best[step.matter]] if step.matter in best else [])]
            rivals.reverse()
            best[step.matter] = min(rivals, key=_place)
        return list(best.values())

    def _searched(self, query: ProjectQuery) -> list[Project]:
        projects = self._store.content.projects
        return [one for one in (projects[key] for key in sorted(projects)) if self._fits(one, query)]

    def _fits(self, one: Project, query: ProjectQuery) -> bool:
        steps = self._store.content.steps.get(one.id, ())
        if query.officer and query.officer not in {*self._cases(one.id), *(step.officer for step in steps)}:
            return False
        officer = self._row(one, query.today, query.warn_until).officer
        places = (one.name, one.enterprise, one.zone, one.project_code, officer)
        return any(query.text.strip().lower() in place.lower() for place in places)

    def _has(self, one: Project, chip: str, query: ProjectQuery) -> bool:
        if chip == "all":
            return True
        if chip in _BATCHES:
            return one.batch == _BATCHES[chip]
        matters = self._matters(one.id)
        if chip == "suspended":
            return any(step.state is StepState.SUSPENDED for step in matters)
        if chip == "ready":
            return any(step.state is StepState.READY and not step.undecided for step in matters)
        unended = [step for step in matters if step.state not in ENDED_STATES]
        return any(_lamp(step, query.today, query.warn_until) is _CHIP_LAMPS[chip] for step in unended)

    def _row(self, one: Project, today: date, warn_until: date) -> ProjectRow:
        matters, cases = self._matters(one.id), self._cases(one.id)
        counted = [step for step in matters if step.state is not StepState.SKIPPED and not step.undecided]
        unended = [step for step in matters if step.state not in ENDED_STATES]
        due = sorted((step for step in unended if step.binds_on), key=lambda step: (step.binds_on, step.ordinal))
        running = [step for step in unended if step.state in RUNNING_STATES]
        current = next(iter([*due, *running, *(step for step in unended if step.state is StepState.READY)]), None)
        lamps = [_lamp(step, today, warn_until) for step in unended]
        shown = [_lamp(step, today, warn_until) for step in unended if step in counted]
        done = sum(step.state is StepState.DONE for step in counted)
        lamp = min(lamps, key=_LOUDEST_FIRST.index) if lamps else Lamp.DONE if done else Lamp.NOT_STARTED
        held = [step.suspended_on for step in running if step.suspended_on and step.state is StepState.SUSPENDED]
        return ProjectRow(
            project_id=one.id,
            lamp=lamp.value,
            lamp_count=done if lamp is Lamp.DONE else shown.count(lamp),
            name=one.name,
            enterprise=one.enterprise,
            zone=one.zone,
            investment_yuan=one.investment_yuan,
            batch=one.batch,
            current_matter=current.title if current else "",
            officer=next((name for name in [current.officer if current else "", *cases] if name), ""),
            next_due_on=due[0].binds_on if due else None,
            next_due_firm=due[0].firm if due else True,
            next_due_clock=clock_of(due[0]) if due else "",
            suspended_on=min(held, default=None),
            done=done,
            total=len(counted),
            cases=len(cases),
            demo=one.demo,
            project_code=one.project_code,
            lead_unit=one.lead_unit,
        )

    def _totals(self, projects: Sequence[Project], chips: dict[str, int]) -> LedgerTotals:
        return LedgerTotals(len(projects), sum(one.investment_yuan or 0 for one in projects), chips)

    def _sort_key(self, query: ProjectQuery) -> Callable[[Project], Any]:
        def row(one: Project) -> ProjectRow:
            return self._row(one, query.today, query.warn_until)

        keys: dict[str, Callable[[Project], Any]] = {
            "entered": lambda one: one.id,
            "name": lambda one: _pinyin(one.name),
            "enterprise": lambda one: _pinyin(one.enterprise),
            "zone": lambda one: _pinyin(one.zone),
            "investment": lambda one: one.investment_yuan,
            "batch": lambda one: next(
                (place for place, word in enumerate(_BATCHES.values()) if word == one.batch), None
            ),
            "officer": lambda one: _pinyin(row(one).officer),
            "next_due": lambda one: row(one).next_due_on,
            "lamp": lambda one: _LOUDEST_FIRST.index(Lamp(row(one).lamp)),
            "progress": lambda one: row(one).done / row(one).total if row(one).total else None,
        }
        return keys[query.sort]

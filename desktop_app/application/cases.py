"""Cases 代办件: opening them, also mid-way, and saying who carries them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from desktop_app.application.calendars import CalendarService
from desktop_app.application.changes import Changes
from desktop_app.application.ports import Ids, Now, OpenUnitOfWork, UnitOfWork
from desktop_app.application.projection import refresh
from desktop_app.application.projects import enter_project
from desktop_app.domain.case import Case
from desktop_app.domain.events import Act, Event, Verb
from desktop_app.domain.project import Project
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.template import ApprovalTemplate, ChoiceRule


@dataclass(frozen=True, slots=True)
class DoneBefore:
    """An earlier step that was finished before the case was opened: on a day, in a month (YYYY-MM), or 日期不详."""

    matter: str
    on: date | None = None
    month: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Opening:
    """What is stated when a case is opened.

    `include` and `leave_out` (with reason) decide optional steps, `none` names 至多选一项 groups of which nothing
    is done, `done` enters earlier steps.
    """

    project_id: str
    template: str
    on: date
    officer: str
    lead_official: str = ""
    lead_unit: str = ""
    specialist: str = ""
    include: tuple[str, ...] = ()
    leave_out: tuple[tuple[str, str], ...] = ()
    none: tuple[str, ...] = ()
    done: tuple[DoneBefore, ...] = ()


@dataclass(frozen=True, slots=True)
class People:
    """Who carries a case; None leaves a role as it is, empty text says nobody."""

    officer: str | None = None
    lead_official: str | None = None
    lead_unit: str | None = None
    specialist: str | None = None


_PEOPLE_WORDS = {
    "officer": "代办员",
    "lead_official": "包联领导",
    "lead_unit": "包联单位",
    "specialist": "项目专员",
}


def _chosen(wanted: str | None, present: str) -> str:
    return present if wanted is None else wanted.strip()


@dataclass(frozen=True, slots=True)
class CaseService:
    """Use cases on whole cases."""

    open_work: OpenUnitOfWork
    calendars: CalendarService
    ids: Ids
    now: Now

    def open(self, opening: Opening, by: str) -> tuple[Case, Changes]:
        """Open a case from the newest version of a template; all of it or nothing.

        Raises Refusal when the template or a step is unknown, nobody is named, or the project has such a case already.
        """
        calendar = self.calendars.current()
        with self.open_work() as work:
            case, events = self._open(work, work.projects.get(opening.project_id), opening, by)
            refresh(work, case.project_id, calendar)
            work.commit()
        return case, Changes.of(*events)

    def open_new(self, draft: Project, opening: Opening, by: str) -> tuple[Project, Case, Changes]:
        """Enter a new project and open its first case in one go: both or neither; `opening.project_id` is ignored.

        Raises Refusal for whatever keeps either of them out.
        """
        calendar = self.calendars.current()
        with self.open_work() as work:
            project, entered = enter_project(work, draft, by, self.ids, self.now())
            case, events = self._open(work, project, opening, by)
            refresh(work, project.id, calendar)
            work.commit()
        return project, case, Changes.of(entered, *events)

    def _open(self, work: UnitOfWork, project: Project, opening: Opening, by: str) -> tuple[Case, list[Event]]:
        if not opening.officer.strip():
            raise Refusal.say("请写明代办员，代办件不能没有人负责")
        template = work.templates.latest(opening.template, self.now().date())
        for other in work.cases.of_project(project.id):
            if other.template.key == template.key and not other.situation().ended:
                raise Refusal.say(f"“{project.name}”已有在办的“{template.name}”代办件，请直接打开它")
        case = Case(
            id=self.ids(),
            project_id=project.id,
            template=template,
            opened_on=opening.on,
            officer=opening.officer.strip(),
            lead_official=opening.lead_official.strip() or project.lead_official,
            lead_unit=opening.lead_unit.strip() or project.lead_unit,
            specialist=opening.specialist.strip() or project.specialist,
            events=tuple(work.events_of_project(project.id)),
        )
        events = [self._opened(case, by)]
        for verb, matter, act in self._first_acts(opening, template, by):
            event = case.decide(verb, matter, act, self.ids())
            case = case.with_event(event)
            events.append(event)
        work.cases.add(case)
        for event in events:
            work.record(event)
        return case, events

    def assign(self, case_id: str, people: People, by: str, reason: str = "") -> tuple[Case, Changes]:
        """Hand a case to others; a step with its own 代办员 keeps that one. Raises Refusal when nothing changes."""
        calendar = self.calendars.current()
        with self.open_work() as work:
            case = work.cases.get(case_id)
            after = replace(
                case,
                officer=_chosen(people.officer, case.officer),
                lead_official=_chosen(people.lead_official, case.lead_official),
                lead_unit=_chosen(people.lead_unit, case.lead_unit),
                specialist=_chosen(people.specialist, case.specialist),
            )
            changed = [name for name in _PEOPLE_WORDS if getattr(case, name) != getattr(after, name)]
            if not changed:
                raise Refusal.say("负责人员没有变化，无需重新指派")
            if not after.officer:
                raise Refusal.say("请写明代办员，代办件不能没有人负责")
            told = "；".join(
                f"{_PEOPLE_WORDS[name]}：{getattr(case, name) or '未定'} → {getattr(after, name) or '未定'}"
                for name in changed
            )
            case = after
            event = replace(self._opened(case, by), verb=Verb.ASSIGN, on=self.now().date(), note=told, reason=reason)
            work.cases.update_people(case)
            work.record(event)
            refresh(work, case.project_id, calendar)
            work.commit()
        return case.with_event(event), Changes.of(event)

    def get(self, case_id: str) -> Case:
        """The case with its events; raises Refusal when there is none with this id."""
        with self.open_work(writes=False) as work:
            return work.cases.get(case_id)

    def _opened(self, case: Case, by: str) -> Event:
        return Event(
            id=self.ids(),
            project_id=case.project_id,
            case_id=case.id,
            matter="",
            verb=Verb.OPEN,
            on=case.opened_on,
            at=self.now(),
            by=by,
            note=case.template.name,
            officer=case.officer,
        )

    def _first_acts(self, opening: Opening, template: ApprovalTemplate, by: str) -> list[tuple[Verb, str, Act]]:
        at = self.now()
        leave_out = [*opening.leave_out, *_left_out_groups(template, opening)]
        acts = [(Verb.INCLUDE, matter, Act(opening.on, by, at)) for matter in opening.include]
        acts += [(Verb.SKIP, matter, Act(opening.on, by, at, reason=reason)) for matter, reason in leave_out]
        acts += [
            (Verb.RECORD, done.matter, Act(done.on, by, at, month=done.month, note=done.note)) for done in opening.done
        ]
        return acts


def _left_out_groups(template: ApprovalTemplate, opening: Opening) -> list[tuple[str, str]]:
    """The members of the groups of which nothing is done, with the reason recorded."""
    decided = {code for code, _ in opening.leave_out}
    found: list[tuple[str, str]] = []
    for name in dict.fromkeys(opening.none):
        group = next((one for one in template.choices if one.name == name), None)
        if group is None:
            known = [one.name for one in template.choices if one.rule is ChoiceRule.AT_MOST_ONE]
            raise Refusal.say(
                f"“{template.name}”没有择一组“{name}”，可以都不办的有：{'、'.join(known)}"
                if known
                else f"“{template.name}”没有可以都不办的择一组"
            )
        if group.rule is ChoiceRule.EXACTLY_ONE:
            raise Refusal.say(f"“{name}”必须选定一项，不能都不办；请纳入要办的那一项，或以后再定")
        found += [(code, f"“{name}”都不办，立件时确定") for code in group.members if code not in decided]
    return found

"""Handed 交接内容: what somebody has in hand of some cases, counted as a handover announces and signs it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from desktop_app.application.ports import UnitOfWork
from desktop_app.domain.calendar import WorkingCalendar
from desktop_app.domain.case import Case
from desktop_app.domain.clock_runs import Track
from desktop_app.domain.custody import CustodyState, custody_items
from desktop_app.domain.escalation import Recipient
from desktop_app.domain.events import Act
from desktop_app.domain.handover import HandedCase, HandedNotice, HandedOriginal, HandedStep, HandoverList
from desktop_app.domain.ledger_entry import EntryAct, EntryChange, LedgerEntry, ValueChange
from desktop_app.domain.progress import ENDED_STATES, RUNNING_STATES
from desktop_app.domain.standing import Standing, late, standings


def handed_list(
    work: UnitOfWork,
    names: Sequence[str],
    taker: str,
    case_ids: Sequence[str],
    on: date,
    calendar: WorkingCalendar,
    today: date,
    *,
    everything: bool = False,
) -> HandoverList:
    """Everything a person known by `names` has in hand of the cases, in an open unit of work.

    With `everything` also the problems that belong to none of the projects.
    """
    cases = [work.cases.get(one) for one in case_ids]
    lines, steps = [], []
    for case in cases:
        open_steps = [
            one
            for one in standings(case, today, calendar, until=None)
            if one.state not in ENDED_STATES and one.officer in names
        ]
        lines.append(_case_line(work, case, open_steps, names, today))
        steps += [_step_line(case, one, names) for one in open_steps]
    return HandoverList(
        giver=names[0],
        taker=taker,
        on=on,
        cases=tuple(lines),
        steps=tuple(steps),
        originals=_originals(work, cases, names),
        reminders=_reminders(work, cases, names),
        deliveries=_deliveries(work, cases, names),
        problems=_problems(work, cases, names, everything=everything),
    )


def _case_line(
    work: UnitOfWork, case: Case, steps: Sequence[Standing], names: Collection[str], today: date
) -> HandedCase:
    project = work.projects.get(case.project_id)
    running = [one for one in steps if one.state in RUNNING_STATES]
    dues = [one.primary.due for one in steps if one.primary is not None and one.primary.due is not None]
    return HandedCase(
        case_id=case.id,
        project_id=case.project_id,
        project=project.name,
        enterprise=project.enterprise,
        template=case.template.name,
        whole=case.officer in names,
        steps=len(steps),
        running=len(running),
        overdue=sum(late(one, today) for one in steps),
        next_due=min(dues, default=None),
    )


def _step_line(case: Case, one: Standing, names: Collection[str]) -> HandedStep:
    clock = one.primary
    return HandedStep(
        case_id=case.id,
        matter=one.step.code,
        title=one.step.title,
        authority=one.step.matter.authority,
        state=one.state,
        own=one.progress.officer in names,
        clock=clock.name if clock else "",
        due=clock.due if clock else None,
        firm=clock.derivation.firm if clock else True,
    )


def _originals(work: UnitOfWork, cases: Sequence[Case], names: Collection[str]) -> tuple[HandedOriginal, ...]:
    ids = {case.id for case in cases}
    found = []
    for project_id in dict.fromkeys(case.project_id for case in cases):
        project = work.projects.get(project_id).name
        for item in custody_items(work.custody.of_project(project_id)):
            here = item.state is CustodyState.HELD and item.holder in names and item.received.case_id in ids
            if here:
                came = item.received
                found.append(HandedOriginal(item.id, came.case_id, project, came.material, came.originals, item.since))
    return tuple(found)


def _reminders(work: UnitOfWork, cases: Sequence[Case], names: Collection[str]) -> tuple[HandedNotice, ...]:
    by_id = {case.id: case for case in cases}
    found = []
    for one in work.reminders.unended():
        case = by_id.get(one.case_id)
        mine = one.who is Recipient.OFFICER and one.person in names and one.handled_at is None
        if case is not None and mine:
            title = case.template.step(one.matter).title if one.matter in case.template.codes else one.matter
            found.append(HandedNotice(one.id, case.id, work.projects.get(case.project_id).name, title, one.due))
    return tuple(found)


def _deliveries(work: UnitOfWork, cases: Sequence[Case], names: Collection[str]) -> tuple[HandedNotice, ...]:
    """Results that were decided and not served; the id is the code of the step."""
    ids = {case.id for case in cases}
    return tuple(
        HandedNotice(one.run.matter, one.run.case_id, one.entry.project, one.entry.step.title, one.run.due)
        for one in work.reminders.watched(date.max, Track.DELIVERY)
        if one.run.case_id in ids and one.entry.step.officer in names
    )


PROBLEMS = "issues"
"""The ledger of problems; its columns below."""

DUTY, PROJECT, STATE = "duty_person", "project", "state"
_ENDED = frozenset({"已销号", "已作废"})


def unsettled(values: Mapping[str, str]) -> bool:
    """Whether the row of a problem has not ended."""
    return values.get(STATE, "") not in _ENDED


def open_problems(work: UnitOfWork) -> list[LedgerEntry]:
    """The problems that have not ended, whoever answers for them."""
    return [one for one in work.entries.of_kind(PROBLEMS) if unsettled(one.values)]


def _problems(
    work: UnitOfWork, cases: Sequence[Case], names: Collection[str], *, everything: bool
) -> tuple[HandedNotice, ...]:
    """The problems the person answers for and that have not ended: of the projects, or also of none of them."""
    projects = {case.project_id: work.projects.get(case.project_id).name for case in cases}
    found = []
    for entry in open_problems(work):
        values = entry.values
        project = values.get(PROJECT, "") or entry.project_id
        if values.get(DUTY, "") in names and (project in projects or everything):
            told = "：".join(filter(None, (values.get("number", ""), values.get("description", ""))))
            where = projects.get(project) or values.get("enterprise", "")
            found.append(HandedNotice(entry.id, "", where, told[:120], None))
    return tuple(found)


def give_problems(
    work: UnitOfWork, handed: HandoverList, before: Collection[str], after: str, act: Act, ids: Iterator[str]
) -> None:
    """Problems on the list go from people of the names `before` to `after`, each by a change of its row."""
    for one in handed.problems:
        entry = work.entries.get(one.id)
        old = entry.values.get(DUTY, "")
        if old in before:
            change = EntryChange(
                id=next(ids),
                entry_id=entry.id,
                kind=entry.kind,
                act=EntryAct.EDIT,
                on=act.at.date(),
                at=act.at,
                by=act.by,
                changes=(ValueChange(DUTY, old, after),),
                project_id=entry.project_id,
                anchor=entry.anchor,
                note=f"交接 {act.basis}：{act.reason}",
            )
            work.entries.append([change])

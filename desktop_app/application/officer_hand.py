"""Hand 手上的事: the rows behind the counts of a person's workload, besides the steps, told alike for every kind."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop_app.application.entries import EntryService
from desktop_app.application.handed import DUTY, PROBLEMS, STATE, handed_list, unsettled
from desktop_app.application.ledger_words import lamp_of
from desktop_app.application.ports import UnitOfWork
from desktop_app.domain.calendar import WorkingCalendar
from desktop_app.domain.custody import CustodyItem, CustodyState, custody_items
from desktop_app.domain.escalation import Ladder, Recipient
from desktop_app.domain.progress import Lamp
from desktop_app.domain.terms import LAMP_WORDS

VISITS, VISITOR = "visits", "officer"
"""The ledger of visits and its column of who went."""


class HandKind(StrEnum):
    """What a count of the workload counts."""

    CASES = "cases"
    ORIGINALS = "originals"
    REMINDERS = "reminders"
    PROBLEMS = "problems"
    VISITS = "visits"


HAND_WORDS: Mapping[HandKind, str] = {
    HandKind.CASES: "代办件",
    HandKind.ORIGINALS: "原件",
    HandKind.REMINDERS: "提醒",
    HandKind.PROBLEMS: "问题",
    HandKind.VISITS: "走访",
}


@dataclass(frozen=True, slots=True)
class HandLine:
    """One thing in somebody's hand: what it is, where it belongs (project or enterprise), how it stands, and its day.

    `id` is the case, the original, the reminder or the row of the ledger; `weight` is what it adds to the count.
    """

    id: str
    what: str
    where: str
    state: str
    lamp: Lamp | None
    on: date | None
    note: str = ""
    project_id: str = ""
    case_id: str = ""
    matter: str = ""
    weight: int = 1


Hand = Mapping[HandKind, tuple[HandLine, ...]]
"""Everything in somebody's hand, every kind in the order it should be looked at."""


def hand_of(
    work: UnitOfWork,
    names: Sequence[str],
    calendar: WorkingCalendar,
    today: date,
    ladder: Ladder,
    entries: EntryService,
) -> Hand:
    """What somebody known by `names` has in hand; reminders are told by the words of `ladder`."""
    return {
        HandKind.CASES: _cases(work, names, calendar, today),
        HandKind.ORIGINALS: _originals(work, names, today),
        HandKind.REMINDERS: _reminders(work, names, ladder, today),
        HandKind.PROBLEMS: _problems(entries, names),
        HandKind.VISITS: _visits(entries, names),
    }


def _cases(work: UnitOfWork, names: Sequence[str], calendar: WorkingCalendar, today: date) -> tuple[HandLine, ...]:
    ids = work.handovers.carried(names)
    found = []
    for one in handed_list(work, names, "", ids, today, calendar, today).cases:
        if not one.whole:
            continue
        lamp = Lamp.OVERDUE if one.overdue else Lamp.NORMAL if one.running else Lamp.NOT_STARTED
        state = f"逾期 {one.overdue}" if one.overdue else "在办" if one.running else "未在办"
        note = f"在办含暂停 {one.running} 个，未结 {one.steps} 个"
        found.append(
            HandLine(
                one.case_id, one.template, one.project, state, lamp, one.next_due, note, one.project_id, one.case_id
            )
        )
    return tuple(sorted(found, key=lambda line: (line.on or date.max, line.where)))


def held_by(items: Sequence[CustodyItem], names: Collection[str]) -> list[CustodyItem]:
    """The originals somebody keeps."""
    return [one for one in items if one.state is CustodyState.HELD and one.holder in names]


def _originals(work: UnitOfWork, names: Collection[str], today: date) -> tuple[HandLine, ...]:
    projects: dict[str, str] = {}
    found = []
    for item in held_by(custody_items(work.custody.of_originals()), names):
        came = item.received
        if came.project_id not in projects:
            projects[came.project_id] = work.projects.get(came.project_id).name
        gone = came.valid_until is not None and came.valid_until < today
        found.append(
            HandLine(
                id=item.id,
                what=f"{came.material}（{came.originals} 份）",
                where=projects[came.project_id],
                state="已过有效期" if gone else "在手",
                lamp=Lamp.OVERDUE if gone else None,
                on=item.since,
                note=f"有效期至 {came.valid_until.isoformat()}" if came.valid_until else "",
                project_id=came.project_id,
                case_id=came.case_id,
                matter=came.matter,
                weight=came.originals,
            )
        )
    return tuple(sorted(found, key=lambda line: (line.on or date.max, line.where)))


def _reminders(work: UnitOfWork, names: Collection[str], ladder: Ladder, today: date) -> tuple[HandLine, ...]:
    mine = [
        one
        for one in work.reminders.unended()
        if one.who is Recipient.OFFICER and one.person in names and one.handled_at is None
    ]
    words = {rung.key: rung.words for rung in ladder.rungs}
    entries = work.reminders.entries((one.case_id, one.matter) for one in mine)
    found = []
    for one in mine:
        entry = entries.get((one.case_id, one.matter))
        lamp = Lamp.OVERDUE if one.due < today else Lamp.WARNING
        fresh = "（没看过）" if one.seen_at is None else ""
        found.append(
            HandLine(
                id=one.id,
                what=entry.step.title if entry else one.matter,
                where=entry.project if entry else work.projects.get(one.project_id).name,
                state=LAMP_WORDS[lamp],
                lamp=lamp,
                on=one.due,
                note=f"{words.get(one.rung, one.rung)}{fresh}",
                project_id=one.project_id,
                case_id=one.case_id,
                matter=one.matter,
            )
        )
    return tuple(sorted(found, key=lambda line: (line.on or date.max, line.where)))


def _problems(entries: EntryService, names: Collection[str]) -> tuple[HandLine, ...]:
    hint = entries.kinds.get(PROBLEMS).column("lamp")
    found = []
    for row in entries.rows(PROBLEMS):
        cells = row.cells
        if cells.get(DUTY, "") not in names or not unsettled(cells):
            continue
        said = cells.get(hint.key, "")
        found.append(
            HandLine(
                id=row.id,
                what=" ".join(filter(None, (cells.get("number", ""), cells.get("description", "")))),
                where=row.words.get("project") or cells.get("enterprise", ""),
                state=said or cells.get(STATE, ""),
                lamp=lamp_of(hint, said),
                on=_day(cells.get("due_on", "")),
                note=cells.get(STATE, ""),
                project_id=row.project_id,
            )
        )
    return tuple(sorted(found, key=lambda line: (line.on or date.max, line.what)))


def _visits(entries: EntryService, names: Collection[str]) -> tuple[HandLine, ...]:
    found = []
    for row in entries.rows(VISITS):
        cells = row.cells
        if cells.get(VISITOR, "") in names:
            open_question = bool(cells.get("problems")) and not cells.get("follow_up")
            found.append(
                HandLine(
                    id=row.id,
                    what=cells.get("subject", ""),
                    where=cells.get("enterprise", "") or row.words.get("project", ""),
                    state=cells.get("form", ""),
                    lamp=None,
                    on=_day(cells.get("visited_on", "")),
                    note="问题还没跟进" if open_question else "",
                    project_id=row.project_id,
                )
            )
    return tuple(sorted(found, key=lambda line: (line.on or date.min, line.where), reverse=True))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None

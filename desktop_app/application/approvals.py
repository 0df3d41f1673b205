"""Approvals 事项办理: one act on one step of a case, recorded as an event or refused in a sentence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from desktop_app.application.calendars import CalendarService
from desktop_app.application.changes import Changes
from desktop_app.application.materials import kept_open, refuse_to_end
from desktop_app.application.ports import Ids, Now, OpenUnitOfWork
from desktop_app.application.projection import refresh
from desktop_app.domain.calendar import WorkingCalendar
from desktop_app.domain.case import EXTENDED_CLOCKS, Case
from desktop_app.domain.events import Act, Event, Verb
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.standing import Standing, standing


@dataclass(frozen=True, slots=True)
class Statement:
    """What a person states about a step; which fields matter depends on the verb.

    `month` (YYYY-MM) or an empty date are only for 补录已办; `event` names the entry a reversal takes back.
    """

    on: date | None
    by: str
    month: str = ""
    note: str = ""
    reason: str = ""
    kind: str = ""
    basis: str = ""
    officer: str = ""
    event: str = ""
    time: str = ""
    amount: int = 0


@dataclass(frozen=True, slots=True)
class Decided:
    """The outcome of an act: the case afterwards, where the step stands now, and what changed."""

    case: Case
    standing: Standing
    changes: Changes


@dataclass(frozen=True, slots=True)
class ApprovalService:
    """Use cases on the steps of a case."""

    open_work: OpenUnitOfWork
    calendars: CalendarService
    ids: Ids
    now: Now

    def decide(self, case_id: str, verb: Verb, matter: str, statement: Statement) -> Decided:
        """Record one act; raises Refusal when the rules forbid it, and then nothing is written; also when it would
        end a case while an authority has an original."""
        return self.decide_all(case_id, ((verb, matter, statement),))

    def decide_all(self, case_id: str, acts: tuple[tuple[Verb, str, Statement], ...]) -> Decided:
        """Record several acts of one case in one go, such as 受理 and 办结 of an instant matter; all or none."""
        if not acts:
            raise Refusal.say("没有要登记的内容")
        calendar = self.calendars.current()
        at = self.now()
        with self.open_work() as work:
            case = work.cases.get(case_id)
            kept = kept_open(work, case.project_id)
            events = []
            for verb, matter, said in acts:
                act = Act(
                    on=said.on,
                    by=said.by.strip() or case.officer,
                    at=at,
                    month=said.month,
                    note=said.note,
                    reason=said.reason,
                    kind=said.kind,
                    basis=said.basis,
                    officer=said.officer,
                    event=said.event,
                    time=said.time,
                    amount=said.amount,
                )
                event = _marked_late(case, case.decide(verb, matter, act, self.ids()), calendar)
                work.record(event)
                case = case.with_event(event)
                events.append(event)
            refuse_to_end(work, kept)
            refresh(work, case.project_id, calendar)
            work.commit()
        # Acts dated ahead of today still show their own effect in the answer.
        day = max([at.date(), *(event.on for event in events if event.on)])
        after = standing(case, case.situation(), acts[-1][1], day, calendar)
        return Decided(case, after, Changes.of(*events))


LATE_MARKS = {Verb.EXTEND: "期满后延期", Verb.RESTART: "逾期后重新起算"}
"""What makes a late step look in time is kept possible, because it may be entered late, and is marked for good."""


def _marked_late(case: Case, event: Event, calendar: WorkingCalendar) -> Event:
    """An extension or a restart with its mark when the limit it moves had passed before the day of the act."""
    if event.verb not in LATE_MARKS or event.on is None:
        return event
    moved = (event.kind,) if event.verb is Verb.EXTEND else EXTENDED_CLOCKS
    clocks = standing(case, case.situation(), event.matter, event.on, calendar).clocks
    dues = [one.due for one in clocks if one.name in moved and one.counts_as_late]
    if not any(due is not None and due < event.on for due in dues):
        return event
    return replace(event, mark="、".join(word for word in (event.mark, LATE_MARKS[event.verb]) if word))

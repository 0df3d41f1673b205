"""Handovers 交接: work counted and announced, handed over in one transaction, accepted by the taker or taken back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from desktop_app.application.calendars import CalendarService
from desktop_app.application.changes import Changes
from desktop_app.application.cover import directory
from desktop_app.application.handed import PROBLEMS, give_problems, handed_list
from desktop_app.application.ports import Ids, Now, OpenUnitOfWork, UnitOfWork
from desktop_app.application.projection import refresh
from desktop_app.domain.calendar import WorkingCalendar
from desktop_app.domain.case import Case
from desktop_app.domain.custody import MaterialAct, MaterialEntry, log_of, valid_entries
from desktop_app.domain.events import Act, Event
from desktop_app.domain.handover import (
    KIND,
    HandedCase,
    Handover,
    HandoverAct,
    HandoverEntry,
    HandoverList,
    HandoverState,
    given_back,
    handovers_of,
    reassigned,
)
from desktop_app.domain.officer import Directory
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.terms import day_words


@dataclass(frozen=True, slots=True)
class Share:
    """What one person takes: the cases by id; none named means every case nobody else takes, and `everything` that is
    tied to no case besides."""

    taker: str
    case_ids: tuple[str, ...] = ()
    everything: bool = False


@dataclass(frozen=True, slots=True)
class HandoverWish:
    """What somebody wants to hand over: from whom, to whom, why, and the day it counts from."""

    giver: str
    shares: tuple[Share, ...]
    reason: str
    on: date


@dataclass(frozen=True, slots=True)
class Announced:
    """What would change hands, one list for each taker, and what should be known beforehand."""

    lists: tuple[HandoverList, ...]
    remarks: tuple[str, ...] = ()

    @property
    def digests(self) -> tuple[str, ...]:
        """What the commit must find unchanged."""
        return tuple(one.digest for one in self.lists)


@dataclass(frozen=True, slots=True)
class HandoverService:
    """Use cases on handovers; a list announced to a person is committed as announced, or refused as `stale`."""

    open_work: OpenUnitOfWork
    calendars: CalendarService
    ids: Ids
    now: Now

    def choices(self, giver: str) -> tuple[HandedCase, ...]:
        """The running cases somebody carries or helps to carry, oldest first."""
        calendar, today = self.calendars.current(), self.now().date()
        with self.open_work(writes=False) as work:
            names = directory(work).known_as(giver.strip())
            ids = work.handovers.carried(names)
            return handed_list(work, names, "", ids, today, calendar, today).cases

    def announce(self, wish: HandoverWish) -> Announced:
        """Count what would change hands; nothing is stored. Raises Refusal for a wish that cannot be carried out."""
        calendar, today = self.calendars.current(), self.now().date()
        with self.open_work(writes=False) as work:
            return self._announced(work, wish, calendar, today)

    def commit(self, wish: HandoverWish, digests: Sequence[str], by: str) -> tuple[tuple[Handover, ...], Changes]:
        """Hand over what was announced, everything or nothing: cases, steps, originals and reminders.

        Raises Refusal `stale` when anything on the lists differs from what was announced (`digests`).
        """
        calendar, at = self.calendars.current(), self.now()
        if not by.strip():
            raise Refusal.say("请写明登记人：由谁办理交接")
        if not wish.reason.strip():
            raise Refusal.say("请写明交接原因，如：岗位调整、离岗")
        with self.open_work() as work:
            announced = self._announced(work, wish, calendar, at.date())
            if announced.digests != tuple(digests):
                raise Refusal("stale", name="要交接的内容")
            names = directory(work).known_as(wish.giver.strip())
            events: list[Event] = []
            made = []
            for handed in announced.lists:
                entry = HandoverEntry(
                    _next_number(work, at.year), HandoverAct.HAND_OVER, at, by.strip(), wish.reason.strip(), handed
                )
                events += self._hand_over(work, names, entry)
                work.handovers.add(entry)
                made.append(entry)
            for project_id in sorted({event.project_id for event in events}):
                refresh(work, project_id, calendar)
            work.commit()
        return handovers_of(made), _changes(events)

    def all(self) -> tuple[Handover, ...]:
        """Every handover, the newest first."""
        with self.open_work(writes=False) as work:
            return tuple(reversed(handovers_of(work.handovers.entries())))

    def waiting(self) -> tuple[Handover, ...]:
        """The handovers nobody has accepted yet, the oldest first."""
        with self.open_work(writes=False) as work:
            every = handovers_of(work.handovers.entries())
        return tuple(one for one in every if one.state is HandoverState.WAITING)

    def get(self, number: str) -> Handover:
        """One handover; raises Refusal when there is none with this number."""
        with self.open_work(writes=False) as work:
            return _one(work, number)

    def accept(self, number: str, by: str, difference: str = "") -> tuple[Handover, Changes]:
        """The taker, or who stands in for them, confirms the counts, or says what differs."""
        at, by = self.now(), by.strip()
        with self.open_work() as work:
            one = _one(work, number)
            one.require_waiting("接收")
            self._require_taker(directory(work), one, by, at.date())
            act = HandoverAct.DISPUTE if difference.strip() else HandoverAct.ACCEPT
            entry = HandoverEntry(one.number, act, at, by, difference.strip())
            work.handovers.add(entry)
            work.commit()
        return replace(one, entries=(*one.entries, entry)), Changes(officers=True)

    def take_back(self, number: str, by: str, reason: str) -> tuple[Handover, Changes]:
        """Undo a handover nobody has accepted, by acts that reverse it; everything goes back or nothing does."""
        calendar, at = self.calendars.current(), self.now()
        if not by.strip():
            raise Refusal.say("请写明登记人：由谁撤回交接")
        if not reason.strip():
            raise Refusal.say("请写明撤回交接的原因")
        with self.open_work() as work:
            one = _one(work, number)
            one.require_waiting("撤回")
            events = self._give_back(work, one, by.strip(), reason.strip(), at)
            entry = HandoverEntry(one.number, HandoverAct.TAKE_BACK, at, by.strip(), reason.strip())
            work.handovers.add(entry)
            for project_id in sorted({event.project_id for event in events}):
                refresh(work, project_id, calendar)
            work.commit()
        return replace(one, entries=(*one.entries, entry)), _changes(events)

    def _announced(self, work: UnitOfWork, wish: HandoverWish, calendar: WorkingCalendar, today: date) -> Announced:
        known = directory(work)
        names = known.known_as(wish.giver.strip())
        carried = work.handovers.carried(names)
        _check_carried(work, wish, carried)
        shares = _shared(wish, known, carried, today)
        for share in shares:
            _check_taker(known, names, share.taker, today, work)
        _check_day(work, shares, wish, today)
        lists = tuple(
            handed_list(work, names, share.taker, share.case_ids, wish.on, calendar, today, everything=share.everything)
            for share in shares
        )
        return Announced(lists, _remarks(known, shares, today))

    def _hand_over(self, work: UnitOfWork, names: tuple[str, ...], entry: HandoverEntry) -> list[Event]:
        handed, events = entry.handed, list[Event]()
        assert handed is not None
        act = Act(
            on=handed.on,
            by=entry.by,
            at=entry.at,
            reason=entry.note,
            kind=KIND,
            basis=entry.number,
            officer=handed.taker,
        )
        for line in handed.cases:
            unserved = {one.id for one in handed.deliveries if one.case_id == line.case_id}
            case, told = reassigned(work.cases.get(line.case_id), names, handed.taker, act, self._new_ids(), unserved)
            work.cases.update_people(case)
            events += told
        for event in events:
            work.record(event)
        self._pass_originals(work, entry)
        _tell(work, handed, handed.taker)
        give_problems(work, handed, names, handed.taker, act, self._new_ids())
        return events

    def _give_back(self, work: UnitOfWork, one: Handover, by: str, reason: str, at: datetime) -> list[Event]:
        handed, events = one.handed, list[Event]()
        act = Act(on=max(at.date(), handed.on), by=by, at=at, reason=reason, kind=KIND, basis=f"{one.number} 撤回")
        for line in handed.cases:
            case, told = given_back(work.cases.get(line.case_id), one.number, handed.taker, act, self._new_ids())
            work.cases.update_people(case)
            events += told
        for event in events:
            work.record(event)
        self._return_originals(work, one, by, reason, at)
        _tell(work, handed, handed.giver)
        give_problems(work, handed, (handed.taker,), handed.giver, act, self._new_ids())
        return events

    def _pass_originals(self, work: UnitOfWork, entry: HandoverEntry) -> None:
        handed = entry.handed
        assert handed is not None
        for original in handed.originals:
            received = work.custody.get(original.item)
            wanted = MaterialEntry(
                id=self.ids(),
                project_id=received.project_id,
                case_id=received.case_id,
                matter=received.matter,
                act=MaterialAct.PASS,
                on=handed.on,
                at=entry.at,
                by=entry.by,
                material=received.material,
                item=original.item,
                taker=handed.taker,
                note=f"交接 {entry.number}",
            )
            work.custody.add(log_of(work.custody.of_project(received.project_id)).decide(wanted))

    def _return_originals(self, work: UnitOfWork, one: Handover, by: str, reason: str, at: datetime) -> None:
        for original in one.handed.originals:
            project_id = work.custody.get(original.item).project_id
            log = log_of(work.custody.of_project(project_id))
            passed = next(
                entry
                for entry in reversed(valid_entries(log.entries))
                if entry.item == original.item and entry.note == f"交接 {one.number}"
            )
            work.custody.add(
                log.decide(
                    replace(
                        passed,
                        id=self.ids(),
                        act=MaterialAct.REVERSE,
                        on=at.date(),
                        at=at,
                        by=by,
                        giver="",
                        taker="",
                        note="",
                        reason=f"撤回交接 {one.number}：{reason}",
                        reverses=passed.id,
                    )
                )
            )

    def _require_taker(self, known: Directory, one: Handover, by: str, today: date) -> None:
        taker = one.handed.taker
        cover = known.cover(taker, today)
        may = {*known.known_as(taker), *([cover.by] if cover and cover.by else [])}
        if by not in may:
            raise Refusal.say(f"交接 {one.number} 由{'或'.join(sorted(may))}确认接收，请接收人本人登记")

    def _new_ids(self) -> Iterator[str]:
        while True:
            yield self.ids()


def _one(work: UnitOfWork, number: str) -> Handover:
    found = handovers_of(work.handovers.of_number(number.strip()))
    if not found:
        raise Refusal.say(f"没有编号为“{number}”的交接，请用 officer handovers 查看")
    return found[0]


def _next_number(work: UnitOfWork, year: int) -> str:
    made = {one.number for one in work.handovers.entries() if one.number.startswith(f"JJ-{year}-")}
    return f"JJ-{year}-{len(made) + 1:03d}"


def _check_carried(work: UnitOfWork, wish: HandoverWish, carried: Sequence[str]) -> None:
    """Raise Refusal for a case that the giver does not carry, or not any more."""
    for case_id in (one for share in wish.shares for one in share.case_ids):
        if carried and case_id not in carried:
            case = work.cases.get(case_id)
            name = work.projects.get(case.project_id).name
            raise Refusal.say(f"“{name}”的“{case.template.name}”不在{wish.giver}手上，或已经办完，不能交接")


def _check_day(work: UnitOfWork, shares: Sequence[Share], wish: HandoverWish, today: date) -> None:
    """Raise Refusal for a day before the last act recorded in one of the cases: until then the giver carried it."""
    cases = [work.cases.get(case_id) for share in shares for case_id in share.case_ids]
    last, case = max(((_last_act(case, today), case) for case in cases), key=lambda one: one[0])
    if wish.on < last:
        name = work.projects.get(case.project_id).name
        raise Refusal.say(
            f"交接日期 {day_words(wish.on)} 早于“{name}”最近一次登记的 {day_words(last)}，"
            f"到那天还由{wish.giver.strip()}办理；请写 {day_words(last)} 或以后的日期"
        )


def _last_act(case: Case, today: date) -> date:
    """The last day on which something was done on a step of a case; the day it was opened when nothing was."""
    acts = (event.on for event in case.events if event.matter and event.on and event.on <= today)
    return max((case.opened_on, *acts))


def _shared(wish: HandoverWish, known: Directory, carried: Sequence[str], today: date) -> tuple[Share, ...]:
    """The shares with their cases named; raises Refusal for a wish that contradicts itself or the record."""
    giver = wish.giver.strip()
    if not giver:
        raise Refusal.say("请写明移交人：把谁手上的件交出去")
    if wish.on > today:
        raise Refusal.say(f"交接日期 {day_words(wish.on)} 还没有到，请到那天再办，或改成今天")
    if not wish.shares:
        raise Refusal.say("请写明接收人：交给谁")
    if not carried:
        raise Refusal.say(f"{known.present_name(giver)}手上没有未办完的代办件，无需交接")
    named = [one for share in wish.shares for one in share.case_ids]
    if len(named) != len(set(named)):
        raise Refusal.say("同一个代办件只能交给一个人，请检查分配")
    rest = tuple(one for one in carried if one not in named)
    if sum(not share.case_ids for share in wish.shares) > 1:
        raise Refusal.say("交给几个人时，要写明哪些件交给谁；没有写明的件只能都归其中一人")
    shares = tuple(
        replace(share, case_ids=share.case_ids or rest, everything=set(share.case_ids) in (set(), set(carried)))
        for share in wish.shares
    )
    empty = next((share for share in shares if not share.case_ids), None)
    if empty is not None:
        raise Refusal.say(f"没有分给{empty.taker}的代办件，请分配，或去掉这个接收人")
    takers = [known.present_name(share.taker.strip()) for share in shares]
    if len(takers) != len(set(takers)):
        raise Refusal.say("接收人重复，请把交给同一个人的件放在一起")
    return tuple(replace(share, taker=taker) for share, taker in zip(shares, takers, strict=True))


def _check_taker(known: Directory, names: Sequence[str], taker: str, today: date, work: UnitOfWork) -> None:
    if not taker:
        raise Refusal.say("请写明接收人：交给谁")
    if taker in names:
        raise Refusal.say(f"移交人和接收人是同一个人（{taker}），请另选接收人")
    registered = known.officer(taker)
    if registered is None and not work.handovers.carried((taker,)):
        raise Refusal.say(f"“{taker}”还没有登记，也没有在办的件；请核对姓名，新来的人请先登记")
    if registered is not None and not registered.active(today):
        raise Refusal.say(f"“{taker}”不在岗（离岗或未到岗），不能接收；请核对在岗日期")


def _remarks(known: Directory, shares: Sequence[Share], today: date) -> tuple[str, ...]:
    covers = [cover for share in shares if (cover := known.cover(share.taker, today)) is not None]
    return tuple(cover.words for cover in covers)


def _tell(work: UnitOfWork, handed: HandoverList, person: str) -> None:
    """Reminders that fired follow the work; later ones are addressed by who carries the step."""
    for one in handed.reminders:
        work.reminders.update(replace(work.reminders.get(one.id), person=person))


def _changes(events: Sequence[Event]) -> Changes:
    changes = Changes.of(*events)
    return replace(changes, officers=True, materials=True, reminders=True, ledgers=frozenset({PROBLEMS}))

"""Materials 材料与原件: the checklist of a case, files attached to it, and the custody chain of originals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from desktop_app.application.calendars import CalendarService
from desktop_app.application.changes import Changes
from desktop_app.application.custody_book import AttachmentStore
from desktop_app.application.ports import Ids, Now, OpenUnitOfWork, TodayStep, UnitOfWork
from desktop_app.application.projection import refresh
from desktop_app.domain.attachment import check_file
from desktop_app.domain.case import Case
from desktop_app.domain.checklist import StepMaterials, step_materials
from desktop_app.domain.custody import (
    Check,
    CustodyItem,
    CustodyState,
    MaterialAct,
    MaterialEntry,
    custody_items,
    items_out,
    log_of,
)
from desktop_app.domain.progress import StepState
from desktop_app.domain.refusals import Refusal

EXPIRING_DAYS = 30
"""A certificate kept here is marked when its last valid day is at most so many natural days away."""


@dataclass(frozen=True, slots=True)
class Handing:
    """What a person states about a material; which fields matter depends on the act.

    `item` is the receipt of the original that moves, `on` None for today, `check` what was done with originals.
    """

    matter: str = ""
    material: str = ""
    item: str = ""
    on: date | None = None
    by: str = ""
    originals: int = 0
    copies: int = 0
    efiles: int = 0
    check: Check = Check.KEPT
    giver: str = ""
    taker: str = ""
    due_back: date | None = None
    valid_until: date | None = None
    document_number: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """What was recorded and what pages must know of it."""

    entry: MaterialEntry
    changes: Changes


@dataclass(frozen=True, slots=True)
class CaseMaterials:
    """The materials of one case: a checklist per step that is to be done, and where its originals are."""

    case: Case
    today: date
    steps: tuple[StepMaterials, ...]

    @property
    def items(self) -> tuple[CustodyItem, ...]:
        """Every original of the case, in the order of the steps."""
        return tuple(item for one in self.steps for line in one.lines for item in line.items)

    def in_state(self, state: CustodyState) -> tuple[CustodyItem, ...]:
        """The originals that are with the centre, out, or handed over."""
        return tuple(item for item in self.items if item.state is state)


@dataclass(frozen=True, slots=True)
class OutItem:
    """An original out with an authority, with the names of where it belongs; `left` are natural days to the agreed
    return, negative when it is over, None when no day was agreed."""

    item: CustodyItem
    project: str
    officer: str
    title: str
    left: int | None

    @property
    def overdue(self) -> bool:
        """Whether it should have come back."""
        return self.left is not None and self.left < 0


@dataclass(frozen=True, slots=True)
class Attached:
    """An attached file as it was kept."""

    name: str
    content: bytes


def expiring(item: CustodyItem, today: date) -> bool:
    """Whether an original that is not with the enterprise lapses soon or has lapsed."""
    until = item.received.valid_until
    gone = item.state is CustodyState.HANDED_OVER
    return until is not None and not gone and (until - today).days <= EXPIRING_DAYS


@dataclass(frozen=True, slots=True)
class MaterialService:
    """Use cases on materials and originals; `by` is the person who records, empty means the case's 代办员."""

    open_work: OpenUnitOfWork
    calendars: CalendarService
    store: AttachmentStore
    ids: Ids
    now: Now

    def of_case(self, case_id: str) -> CaseMaterials:
        """The checklist of every step that is not left out; raises Refusal when the case is unknown."""
        with self.open_work(writes=False) as work:
            return case_materials(work, work.cases.get(case_id), self.now().date())

    def receive(self, case_id: str, said: Handing) -> Kept:
        """Record that a material came; raises Refusal when nothing came or a party is not named."""
        return self._record(case_id, MaterialAct.RECEIVE, said)

    def move(self, case_id: str, act: MaterialAct, said: Handing) -> Kept:
        """Record that an original was given out, came back or was handed over; raises Refusal when it is elsewhere."""
        return self._record(case_id, act, said)

    def attach(self, case_id: str, said: Handing, name: str, content: bytes) -> Kept:
        """Keep a file for a material; raises Refusal for a file that is not taken, or is attached already."""
        safe = check_file(name, content)
        # Asked before the bytes are stored, and decided again when they are.
        with self.open_work(writes=False) as work:
            file = (safe, sha256(content).hexdigest(), len(content))
            self._decided(work, work.cases.get(case_id), MaterialAct.ATTACH, said, file)
        self.store.keep(content)
        return self._record(case_id, MaterialAct.ATTACH, said, file)

    def reverse(self, entry_id: str, reason: str, by: str = "", on: date | None = None) -> Kept:
        """Take an entry back; raises Refusal without a reason, or while a later entry rests on it."""
        with self.open_work() as work:
            target = work.custody.get(entry_id.strip())
            case, at = work.cases.get(target.case_id), self.now()
            log = log_of(work.custody.of_project(target.project_id))
            entry = log.decide(
                MaterialEntry(
                    id=self.ids(),
                    project_id=target.project_id,
                    case_id=target.case_id,
                    matter=target.matter,
                    act=MaterialAct.REVERSE,
                    on=on or at.date(),
                    at=at,
                    by=by.strip() or case.officer,
                    material=target.material,
                    reason=reason.strip(),
                    reverses=target.id,
                )
            )
            self._keep(work, entry)
        return Kept(entry, _changes(entry))

    def file(self, entry_id: str) -> Attached:
        """An attached file; raises Refusal when the entry has none, Damaged when it is missing or was altered."""
        with self.open_work(writes=False) as work:
            entry = work.custody.get(entry_id.strip())
        if not entry.sha256:
            raise Refusal.say(f"“{entry.material}”的这条记录没有附电子件")
        return Attached(entry.file_name, self.store.read(entry.sha256))

    def case_of(self, item_id: str) -> str:
        """The case an original was received for; raises Refusal when there is no such receipt."""
        with self.open_work(writes=False) as work:
            return work.custody.get(item_id.strip()).case_id

    def out(self, officer: str = "") -> tuple[OutItem, ...]:
        """Every original out with an authority, those due back first on top; of the cases of one 代办员 or of all."""
        today = self.now().date()
        with self.open_work(writes=False) as work:
            found = [_out_item(work, item, today) for item in items_out(work.custody.of_originals_given())]
        return tuple(one for one in found if not officer or one.officer == officer)

    def _record(self, case_id: str, act: MaterialAct, said: Handing, file: tuple[str, str, int] = ("", "", 0)) -> Kept:
        with self.open_work() as work:
            entry = self._decided(work, work.cases.get(case_id), act, said, file)
            self._keep(work, entry)
        return Kept(entry, _changes(entry))

    def _keep(self, work: UnitOfWork, entry: MaterialEntry) -> None:
        """Append the entry; the dates until which originals hold are watched from now on, or no longer."""
        work.custody.add(entry)
        refresh(work, entry.project_id, self.calendars.current())
        work.commit()

    def _decided(
        self, work: UnitOfWork, case: Case, act: MaterialAct, said: Handing, file: tuple[str, str, int]
    ) -> MaterialEntry:
        if said.matter and said.matter not in case.template.codes:
            raise Refusal("unknown_step", matter=said.matter, template=case.template.name)
        at = self.now()
        by = said.by.strip() or case.officer
        name, digest, size = file
        return log_of(work.custody.of_project(case.project_id)).decide(
            MaterialEntry(
                id=self.ids(),
                project_id=case.project_id,
                case_id=case.id,
                matter=said.matter,
                act=act,
                on=said.on or at.date(),
                at=at,
                by=by,
                material=said.material.strip(),
                item=said.item.strip(),
                originals=said.originals,
                copies=said.copies,
                efiles=said.efiles,
                check=said.check,
                giver=said.giver.strip(),
                taker=said.taker.strip(),
                due_back=said.due_back,
                valid_until=said.valid_until,
                document_number=said.document_number.strip(),
                note=said.note.strip(),
                file_name=name,
                sha256=digest,
                size=size,
            )
        )


def case_materials(work: UnitOfWork, case: Case, today: date) -> CaseMaterials:
    """The materials of a case in an open unit of work."""
    entries = work.custody.of_project(case.project_id)
    states = case.situation().state
    told = {entry.matter for entry in entries}
    # A step that was left out after something came for it still shows where that is.
    steps = [
        step_materials(step, entries)
        for step in case.template.steps
        if states[step.code] is not StepState.SKIPPED or step.code in told
    ]
    return CaseMaterials(case, today, tuple(one for one in steps if one.lines))


def originals_out(work: UnitOfWork, case: Case) -> tuple[CustodyItem, ...]:
    """The originals of the steps of a case that an authority has."""
    entries = work.custody.of_project(case.project_id)
    return tuple(one for one in items_out(entries) if one.received.matter in case.template.codes)


def refuse_while_out(work: UnitOfWork, case: Case, act: str) -> None:
    """Raise Refusal naming what is out and with whom; `act` is what the person wanted to do."""
    out = originals_out(work, case)
    if out:
        named = "；".join(item.whereabouts() for item in out[:3]) + (f"；等 {len(out)} 件" if len(out) > 3 else "")
        raise Refusal.say(f"还有原件在外，不能{act}：{named}；请先收回或移交给企业，在“材料与原件”里登记后再办")


def kept_open(work: UnitOfWork, project_id: str) -> tuple[str, ...]:
    """The running cases of a project that cannot end yet, because an authority has an original."""
    if not items_out(work.custody.of_project(project_id)):
        return ()
    cases = work.cases.of_project(project_id)
    return tuple(case.id for case in cases if originals_out(work, case) and not case.situation().ended)


def refuse_to_end(work: UnitOfWork, kept: Sequence[str]) -> None:
    """Raise Refusal when one of the cases that were kept open has ended, naming what is out and with whom."""
    for case in map(work.cases.get, kept):
        if case.situation().ended:
            refuse_while_out(work, case, f"办结“{case.template.name}”的最后一个环节")


def items_here(work: UnitOfWork, case: Case) -> tuple[CustodyItem, ...]:
    """The originals of a case that are with the centre, to be handed over."""
    entries = work.custody.of_project(case.project_id)
    codes = case.template.codes
    return tuple(
        one for one in custody_items(entries) if one.state is CustodyState.HELD and one.received.matter in codes
    )


def late_originals(work: UnitOfWork, today: date, officer: str = "") -> list[tuple[TodayStep, int, str]]:
    """Originals that should have come back: the step each was received for with the agreed day in place of its clock,
    the natural days left (negative), and what is where; of one 代办员 or of everybody."""
    late = [item for item in items_out(work.custody.of_originals_given()) if item.overdue(today)]
    entries = work.reminders.entries((item.received.case_id, item.received.matter) for item in late)
    found = []
    for item in late:
        entry, due = entries.get((item.received.case_id, item.received.matter)), item.due_back
        if entry is None or due is None or officer not in ("", entry.step.officer):
            continue
        step = replace(
            entry.step,
            clock="custody",
            start_on=item.since,
            due_on=due,
            firm=True,
            missing_years=(),
            statutory_due_on=None,
            suspended_on=None,
            deemed_after=None,
        )
        what = f"{item.received.material}（在{item.holder}）"
        found.append((replace(entry, step=step), (due - today).days, what))
    return found


def _out_item(work: UnitOfWork, item: CustodyItem, today: date) -> OutItem:
    case = work.cases.get(item.received.case_id)
    return OutItem(
        item=item,
        project=work.projects.get(case.project_id).name,
        officer=case.officer,
        title=case.template.step(item.last.matter).title if item.last.matter in case.template.codes else "",
        left=(item.due_back - today).days if item.due_back else None,
    )


def _changes(entry: MaterialEntry) -> Changes:
    return Changes(
        projects=frozenset({entry.project_id}),
        cases=frozenset({entry.case_id}),
        matters=frozenset({entry.matter}),
        materials=True,
    )

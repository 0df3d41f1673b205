"""Reconciliation 对账: an export of an official system beside our cases; each difference taken over or kept, journaled.

The agent cannot change the official system. What is taken over becomes acts of our own record, with reversals where a
day changes; what is kept is remembered with its reason and not asked again while both sides stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from desktop_app.application.calendars import CalendarService
from desktop_app.application.changes import Changes
from desktop_app.application.materials import kept_open, refuse_to_end
from desktop_app.application.ports import Ids, Now, OpenUnitOfWork, UnitOfWork
from desktop_app.application.projection import refresh
from desktop_app.application.reconcile_book import OfficialReader, ReconcileDecision
from desktop_app.application.reconcile_matching import (
    NAMES,
    AbsentStep,
    MatchedStep,
    Matcher,
    UnmatchedStep,
    told_unmatched,
)
from desktop_app.domain.case import Case
from desktop_app.domain.events import Event
from desktop_app.domain.ledger import LedgerProblem
from desktop_app.domain.official_record import OfficialReading, matter_words
from desktop_app.domain.reconcile_taking import ReconcileTrial, record_in, taken_over
from desktop_app.domain.reconciliation import (
    ASPECT_WORDS,
    Aspect,
    Telling,
    differences,
    official_record,
)
from desktop_app.domain.refusals import Refusal


@dataclass(frozen=True, slots=True)
class OfficialDifference:
    """One difference as it is shown and decided; `obstacle` says why it cannot be taken over, `kept` the reason for
    which the very same difference was kept before."""

    key: str
    project_id: str
    project: str
    case_id: str
    matter: str
    title: str
    aspect: Aspect
    ours: str
    theirs: str
    obstacle: str
    kept: str
    place: str

    @property
    def aspect_words(self) -> str:
        """收件日期, 受理日期 or 办理状态."""
        return ASPECT_WORDS[self.aspect]


@dataclass(frozen=True, slots=True)
class ReconcileReport:
    """The outcome of a comparison: `steps` lines were matched, of which `agreed` say the same as we do."""

    file: str
    steps: int
    agreed: int
    lines: tuple[OfficialDifference, ...]
    unmatched: tuple[UnmatchedStep, ...]
    absent: tuple[AbsentStep, ...]
    problems: tuple[LedgerProblem, ...]


@dataclass(frozen=True, slots=True)
class Settled:
    """What was done: how many differences were taken over and kept."""

    accepted: int
    kept: int
    changes: Changes


@dataclass(frozen=True, slots=True)
class JournalLine:
    """A decision with the names people know its project and step by."""

    decision: ReconcileDecision
    project: str
    title: str

    @property
    def outcome(self) -> str:
        """What stands since: 2026-11-12 → 2026-11-01, or 保留本系统 2026-11-12（官方 2026-11-01）."""
        ours, theirs = self.decision.ours, self.decision.theirs
        return f"{ours} → {theirs}" if self.decision.accepted else f"保留本系统 {ours}（官方 {theirs}）"


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person decided about one difference; keeping one needs a reason."""

    key: str
    accept: bool
    reason: str = ""


@dataclass(slots=True)
class _Compared:
    report: ReconcileReport
    found: dict[str, MatchedStep] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReconcileService:
    """Use cases on exports of official systems."""

    open_work: OpenUnitOfWork
    calendars: CalendarService
    reader: OfficialReader
    ids: Ids
    now: Now

    def compare(self, path: Path, names: Mapping[str, str] | None = None) -> ReconcileReport:
        """Where our records differ from an export; stores nothing. `names` gives codes for names of matters.

        Raises Refusal when the file cannot be opened or a code in `names` is unknown.
        """
        reading = self.reader.read(path)
        with self.open_work(writes=False) as work:
            return _compare(work, path.name, reading, names or {}, self.now()).report

    def settle(self, path: Path, wishes: Sequence[Wish], by: str, names: Mapping[str, str] | None = None) -> Settled:
        """Take over or keep the differences wished, all or none, and journal each decision.

        Raises Refusal when a difference is no longer there, cannot be taken over, or is to be kept without a reason.
        """
        if not wishes:
            raise Refusal.say("没有要处理的差异；请先选择“按官方”或“保留本系统”")
        if not by.strip():
            raise Refusal.say("请填写登记人")
        reading = self.reader.read(path)
        calendar = self.calendars.current()
        at = self.now()
        with self.open_work() as work:
            compared = _compare(work, path.name, reading, names or {}, at)
            wanted = _checked(compared.report.lines, wishes)
            kept = {one.project_id: kept_open(work, one.project_id) for one, _ in wanted}
            events = self._take_over(work, compared, {one.key: wish for one, wish in wanted}, by.strip())
            for line, wish in wanted:
                work.reconciliations.add(
                    ReconcileDecision(
                        id=self.ids(),
                        key=line.key,
                        project_id=line.project_id,
                        case_id=line.case_id,
                        matter=line.matter,
                        aspect=line.aspect.value,
                        ours=line.ours,
                        theirs=line.theirs,
                        accepted=wish.accept,
                        reason=wish.reason.strip(),
                        source=f"{path.name} {line.place}",
                        at=at,
                        by=by.strip(),
                    )
                )
            for name, code in (names or {}).items():
                work.remember(NAMES + matter_words(name), code)
            for project_id in dict.fromkeys(event.project_id for event in events):
                refuse_to_end(work, kept[project_id])
                refresh(work, project_id, calendar)
            work.commit()
        accepted = sum(wish.accept for wish in wishes)
        return Settled(accepted, len(wishes) - accepted, Changes.of(*events))

    def journal(self) -> Sequence[JournalLine]:
        """Every decision with the names of its project and step, the newest first."""
        with self.open_work(writes=False) as work:
            decisions = tuple(reversed(work.reconciliations.all()))
            cases = {case_id: work.cases.get(case_id) for case_id in {one.case_id for one in decisions}}
            names = {one.id: one.name for one in work.projects.find_all()}
        return tuple(
            JournalLine(one, names[one.project_id], _title(cases[one.case_id], one.matter)) for one in decisions
        )

    def _take_over(self, work: UnitOfWork, compared: _Compared, wishes: Mapping[str, Wish], by: str) -> list[Event]:
        at = self.now()
        events: list[Event] = []
        # In the order of the report, in which it was found out that they fit.
        for step in _by_step(compared.report.lines):
            chosen = [one for one in step if one.key in wishes and wishes[one.key].accept]
            if not chosen:
                continue
            held = frozenset(one.aspect for one in step if one not in chosen and (one.key in wishes or one.kept))
            found = compared.found[step[0].key]
            told = Telling(at.date(), at, by, f"按官方系统导出“{compared.report.file}”{found.official.place}对账")
            case, theirs = work.cases.get(found.case.id), official_record(found.official)
            aspects = frozenset(one.aspect for one in chosen)
            try:
                _, made = taken_over(case, found.matter, theirs, aspects, told, self.ids, held)
            except Refusal as refusal:
                raise Refusal.say(_does_not_fit(chosen, step, refusal)) from refusal
            for event in made:
                work.record(event)
            events += made
        return events


def _by_step(lines: Iterable[OfficialDifference]) -> list[list[OfficialDifference]]:
    steps: dict[tuple[str, str], list[OfficialDifference]] = {}
    for line in lines:
        steps.setdefault((line.project_id, line.matter), []).append(line)
    return list(steps.values())


def _does_not_fit(chosen: Sequence[OfficialDifference], step: Sequence[OfficialDifference], why: Refusal) -> str:
    """Why what was chosen of a step cannot be taken over without the rest of it, and what to do."""
    words = "、".join(one.aspect_words for one in chosen)
    beside = "、".join(one.aspect_words for one in step if one not in chosen and not one.obstacle)
    advice = f"请连同{beside}一起更正，或都保留" if beside else "请先更正排在前面的环节，或保留本系统的记录"
    return f"“{chosen[0].project}”{chosen[0].title}只更正{words}，前后对不上（{why}）；{advice}。什么都没有写入"


def _title(case: Case, matter: str) -> str:
    """A step's title; its code when the case was moved to a template without it."""
    return case.template.step(matter).title if matter in case.template.codes else matter


def _checked(lines: Sequence[OfficialDifference], wishes: Sequence[Wish]) -> list[tuple[OfficialDifference, Wish]]:
    by_key = {line.key: line for line in lines}
    found = []
    for wish in wishes:
        line = by_key.get(wish.key)
        if line is None:
            raise Refusal.say(f"差异 {wish.key} 已经不在了（记录或文件变过），什么都没有写入；请重新比对")
        named = f"“{line.project}”{line.title}的{line.aspect_words}"
        if wish.accept and line.obstacle:
            raise Refusal.say(f"{named}不能按官方更正：{line.obstacle}")
        if not wish.accept and not wish.reason.strip():
            raise Refusal.say(f"{named}保留本系统的记录，请写明原因")
        found.append((line, wish))
    return found


def _compare(
    work: UnitOfWork, file: str, reading: OfficialReading, names: Mapping[str, str], at: datetime
) -> _Compared:
    match, trial = Matcher(work, names), ReconcileTrial(Telling(at.date(), at, "-", "-"))
    kept = {one.key: one.reason for one in work.reconciliations.all() if not one.accepted}
    lines: list[OfficialDifference] = []
    unmatched: list[UnmatchedStep] = []
    by_key: dict[str, MatchedStep] = {}
    agreed = 0
    told: set[tuple[str, str]] = set()
    for official in reading.steps:
        found = match.step(official)
        if isinstance(found, UnmatchedStep):
            unmatched.append(found)
            continue
        if (found.project.id, found.matter) in told:
            unmatched.append(told_unmatched(official, "这个项目的这一事项在文件里出现了不止一行，只比对第一行"))
            continue
        told.add((found.project.id, found.matter))
        differing = _lines(found, kept, trial)
        agreed += not differing
        lines += differing
        by_key |= {one.key: found for one in differing}
    report = ReconcileReport(
        file, len(told), agreed, tuple(lines), tuple(unmatched), match.absent(told), reading.problems
    )
    return _Compared(report, by_key)


def _lines(found: MatchedStep, kept: Mapping[str, str], trial: ReconcileTrial) -> list[OfficialDifference]:
    lines = []
    theirs = official_record(found.official)
    differing = differences(record_in(found.case, found.matter), theirs, trial.told.on)
    free = [one.aspect for one in differing if not one.obstacle]
    clashes = trial.clashes(found.case, found.matter, theirs, free)
    for one in differing:
        told = "\n".join((found.project.id, found.matter, one.aspect.value, one.ours, one.theirs))
        key = sha256(told.encode()).hexdigest()[:12]
        lines.append(
            OfficialDifference(
                key=key,
                project_id=found.project.id,
                project=found.project.name,
                case_id=found.case.id,
                matter=found.matter,
                title=found.title,
                aspect=one.aspect,
                ours=one.ours,
                theirs=one.theirs,
                obstacle=one.obstacle or _told_clash(clashes.get(one.aspect, "")),
                kept=kept.get(key, ""),
                place=found.official.place,
            )
        )
    return lines


def _told_clash(why: str) -> str:
    return f"更正后前后对不上（{why}）；请在环节里逐条核对更正" if why else ""

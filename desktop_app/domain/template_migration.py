"""Migration 换版: what moving a running case to another version of its template would change, and what forbids it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from desktop_app.domain.calendar import WorkingCalendar
from desktop_app.domain.case import Case, Situation
from desktop_app.domain.graph import effective_predecessors
from desktop_app.domain.progress import ENDED_STATES, RUNNING_STATES, StepState
from desktop_app.domain.standing import Standing, standings
from desktop_app.domain.template import ApprovalTemplate, ChoiceGroup, StepTemplate
from desktop_app.domain.template_diff import limit_words
from desktop_app.domain.terms import CLOCK_WORDS


@dataclass(frozen=True, slots=True)
class StepNote:
    """A step that comes or goes, the state it is in, and in words what becomes of it."""

    code: str
    title: str
    state: StepState
    fate: str


@dataclass(frozen=True, slots=True)
class LimitMove:
    """A limit of a step that has not ended, as it was and as it will be (empty: none); `clock` names it."""

    code: str
    title: str
    clock: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class MovedDue:
    """A running date that moves; None where no clock runs or a suspension holds it. Firmness is that of `after`."""

    code: str
    title: str
    clock: str
    before: date | None
    after: date | None
    firm: bool = True
    missing_years: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class StateMove:
    """A step that stands differently afterwards, such as one that now waits for a new predecessor."""

    code: str
    title: str
    before: StepState
    after: StepState


@dataclass(frozen=True, slots=True)
class CaseMigration:
    """What another version would change in one case; `obstacles` are the sentences that forbid it, `remarks` do not."""

    case_id: str
    project_id: str
    officer: str
    from_version: str
    to_version: str
    added: tuple[StepNote, ...] = ()
    removed: tuple[StepNote, ...] = ()
    limits: tuple[LimitMove, ...] = ()
    dates: tuple[MovedDue, ...] = ()
    states: tuple[StateMove, ...] = ()
    remarks: tuple[str, ...] = ()
    obstacles: tuple[str, ...] = ()

    @property
    def possible(self) -> bool:
        """Whether the case can be moved as it stands."""
        return not self.obstacles


def migrated(case: Case, template: ApprovalTemplate) -> Case:
    """The case on another version: its events stay, and what they mean is read with the new steps."""
    return replace(case, template=template)


def migration(case: Case, template: ApprovalTemplate, calendar: WorkingCalendar) -> CaseMigration:
    """Compare a case with itself on another version of its template; nothing depends on the present day.

    A removed step that is running forbids the move; one that has ended leaves the list of the case while its acts stay
    in the record of the project; one that never began just goes.
    """
    after = migrated(case, template)
    old, new = case.situation(), after.situation()
    earlier = {one.step.code: one for one in standings(case, None, calendar, until=None)}
    later = {one.step.code: one for one in standings(after, None, calendar, until=None)}
    removed = tuple(_removed(step, old.state[step.code]) for step in case.template.steps if step.code not in later)
    return CaseMigration(
        case_id=case.id,
        project_id=case.project_id,
        officer=case.officer,
        from_version=case.template.version,
        to_version=template.version,
        added=tuple(_added(step, new) for step in template.steps if step.code not in earlier),
        removed=removed,
        limits=tuple(_limits(earlier, later)),
        dates=tuple(_dates(earlier, later)),
        states=tuple(_states(earlier, later)),
        remarks=tuple(_remarks(template, old, new)),
        obstacles=(*_running(removed), *_chosen_twice(template, new)),
    )


def _added(step: StepTemplate, new: Situation) -> StepNote:
    state = new.state[step.code]
    if state is StepState.DONE:
        fate = "本项目早已办结这一事项，记录照用"
    elif state in RUNNING_STATES:
        fate = "本项目正在办理这一事项，记录照用"
    elif state is StepState.SKIPPED:
        fate = "不适用"
    elif step.code in new.undecided:
        fate = "可选环节，换版后请决定办不办"
    else:
        fate = "可以开办" if state is StepState.READY else "等前面的环节"
    return StepNote(step.code, step.title, state, fate)


def _removed(step: StepTemplate, state: StepState) -> StepNote:
    if state in RUNNING_STATES:
        fate = "正在办理，不能删去"
    elif state in ENDED_STATES and state is not StepState.SKIPPED:
        fate = "不再列入本件；已登记的记录留在项目里"
    else:
        fate = "还没有开办，直接删去"
    return StepNote(step.code, step.title, state, fate)


def _running(removed: tuple[StepNote, ...]) -> Iterator[str]:
    for note in removed:
        if note.state in RUNNING_STATES:
            yield f"“{note.title}”正在办理，新版本里没有这个环节；请先办结或撤回，或在新版本里保留它"


def _chosen_twice(template: ApprovalTemplate, new: Situation) -> Iterator[str]:
    for group in template.choices:
        taken = _taken(group, new)
        if len(taken) > 1:
            names = "、".join(f"“{template.step(code).title}”" for code in taken)
            yield f"新版本的“{group.name}”只能选一项，本件已纳入或已办{names}；请先冲销其中的选择，或换一个版本"


def _taken(group: ChoiceGroup, new: Situation) -> tuple[str, ...]:
    progress = (new.progress[code] for code in group.members)
    return tuple(one.matter for one in progress if one.included or one.attempts)


def _remarks(template: ApprovalTemplate, old: Situation, new: Situation) -> Iterator[str]:
    before = effective_predecessors(template, new.left_out)
    early = [
        code
        for code, codes in before.items()
        if new.state[code] is StepState.DONE and any(new.state[one] is not StepState.DONE for one in codes)
    ]
    if early:
        yield f"有 {len(early)} 个已办结的环节，新版本里排在它前面的还没有办；已办结的不受影响"
    if old.ended and not new.ended:
        yield "本件原已全部办结，换版后还有环节要办"
    if new.ended and not old.ended:
        yield "换版后本件的环节全部办结"


def _limits(earlier: dict[str, Standing], later: dict[str, Standing]) -> Iterator[LimitMove]:
    for code, one in later.items():
        before = earlier.get(code)
        if before is None or one.state in ENDED_STATES:
            continue
        for clock, was, now in (
            ("promised", before.step.promised_limit, one.step.promised_limit),
            ("statutory", before.step.statutory_limit, one.step.statutory_limit),
        ):
            if was != now:
                yield LimitMove(code, one.step.title, clock, limit_words(was), limit_words(now))


def _dates(earlier: dict[str, Standing], later: dict[str, Standing]) -> Iterator[MovedDue]:
    for code, one in later.items():
        before = earlier.get(code)
        if one.state in ENDED_STATES:
            continue
        dues = {clock.name: clock for clock in before.clocks} if before is not None else {}
        now = {clock.name: clock for clock in one.clocks}
        for name in (name for name in CLOCK_WORDS if name in dues or name in now):
            was, will = dues.get(name), now.get(name)
            moved = (was.due if was else None), (will.due if will else None)
            if moved[0] != moved[1]:
                firm = will is None or will.derivation.firm
                missing = will.derivation.missing_years if will else ()
                yield MovedDue(code, one.step.title, name, *moved, firm, missing)


def _states(earlier: dict[str, Standing], later: dict[str, Standing]) -> Iterator[StateMove]:
    for code, one in later.items():
        before = earlier.get(code)
        if before is not None and before.state is not one.state:
            yield StateMove(code, one.step.title, before.state, one.state)

"""Cases 代办件: one project carried through one approval template; decides which acts are possible."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from desktop_app.domain.events import SHARED_VERBS, Act, Event, Verb
from desktop_app.domain.graph import effective_predecessors
from desktop_app.domain.progress import (
    ENDED_STATES,
    POSSIBLE_IN,
    Progress,
    StepState,
    first_groundless,
    fold,
    without_reversed,
)
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.suspension import suspension_kind
from desktop_app.domain.template import ApprovalTemplate, ChoiceGroup, ChoiceRule, StepTemplate

_NEEDS_REASON = frozenset(
    {Verb.SUSPEND, Verb.SKIP, Verb.RETURN, Verb.WITHDRAW, Verb.REVERSE, Verb.RESTART, Verb.EXTEND}
)

_NAMES_OFFICER = frozenset({Verb.OPEN, Verb.ASSIGN})

_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])", re.ASCII)

EXTENDED_CLOCKS = ("statutory", "promised")
"""The clocks an extension can make longer."""


@dataclass(frozen=True, slots=True)
class Situation:
    """Where every step of a case stands, from the events up to a day and the graph together.

    `blocked_by` names, for a waiting step, the predecessors that are not done; `undecided` are optional steps
    that nobody has included or left out yet.
    """

    progress: Mapping[str, Progress]
    state: Mapping[str, StepState]
    blocked_by: Mapping[str, tuple[str, ...]]
    left_out: frozenset[str]
    undecided: frozenset[str]

    @property
    def ended(self) -> bool:
        """A case closes only when every step has ended or is left out."""
        return all(state in ENDED_STATES for state in self.state.values())


@dataclass(frozen=True, slots=True)
class Case:
    """One project in one template version with its people and the events recorded so far (those of the case and the
    project-wide record of its matters, in the order they were recorded)."""

    id: str
    project_id: str
    template: ApprovalTemplate
    opened_on: date
    officer: str
    lead_official: str = ""
    lead_unit: str = ""
    specialist: str = ""
    events: tuple[Event, ...] = ()

    def events_of(self, matter: str, until: date | None = None) -> tuple[Event, ...]:
        """The events of one matter that count for this case, optionally only those up to a day."""
        return tuple(
            event
            for event in self.events
            if event.matter == matter
            and (event.case_id == self.id or event.verb in SHARED_VERBS or event.verb is Verb.REVERSE)
            and (until is None or event.happened_by(until))
        )

    def events_by_matter(self, until: date | None = None) -> dict[str, list[Event]]:
        """The events of every step that count for this case, as `events_of` finds them, read in one go."""
        by_matter: dict[str, list[Event]] = {code: [] for code in self.template.codes}
        for event in self.events:
            own = event.case_id == self.id or event.verb in SHARED_VERBS or event.verb is Verb.REVERSE
            if own and event.matter in by_matter and (until is None or event.happened_by(until)):
                by_matter[event.matter].append(event)
        return by_matter

    def situation(self, until: date | None = None) -> Situation:
        """Fold the events up to `until` (all when None) and walk the graph."""
        progress = {code: fold(code, events) for code, events in self.events_by_matter(until).items()}
        return situation_of(self.template, progress)

    def officer_of(self, matter: str, progress: Progress) -> str:
        """Who carries a step: its own 代办员 if one was assigned, else the case's."""
        return progress.officer or self.officer

    def namings(self) -> tuple[Event, ...]:
        """The acts that named who carries the whole case, its opening and what assigned it, in order of recording."""
        return tuple(
            one
            for one in self.events
            if one.case_id == self.id and not one.matter and one.verb in _NAMES_OFFICER and one.officer
        )

    def officer_on(self, day: date) -> str:
        """Who carried the whole case at the end of a day, whoever carries it now."""
        named = [one.officer for one in self.namings() if one.happened_by(day)]
        return named[-1] if named else self.officer

    def decide(self, verb: Verb, matter: str, act: Act, event_id: str) -> Event:
        """Turn an act into the event to append; raises Refusal with the reason when the rules forbid it."""
        step = self._step(matter)
        if verb in _NEEDS_REASON and not act.reason.strip():
            raise Refusal("reason_missing", step=step.title, verb=verb)
        if verb is Verb.REVERSE:
            return self._reverse(step, act, event_id)
        situation = self.situation()
        state = situation.state[matter]
        if state not in POSSIBLE_IN[verb]:
            raise Refusal("not_possible_in", step=step.title, verb=verb, state=state)
        event = self._event(verb, matter, act, event_id)
        if verb in SHARED_VERBS:
            _check_order_of_dates(step, situation.progress[matter], event)
        checks = {
            Verb.RECEIVE: self._check_start,
            Verb.ACCEPT: self._check_start,
            Verb.RECORD: self._check_start,
            Verb.SUSPEND: self._check_suspend,
            Verb.RESUME: self._check_resume,
            Verb.FINISH: self._check_finish,
            Verb.SKIP: self._check_skip,
            Verb.INCLUDE: self._check_include,
            Verb.ASSIGN: self._check_assign,
            Verb.RESTART: self._check_restart,
            Verb.EXTEND: self._check_extend,
            Verb.TOLERATE: self._check_tolerate,
            Verb.SUPPLEMENT: self._check_supplement,
            Verb.DELIVER: self._check_deliver,
            Verb.PART: self._check_part,
        }
        check = checks.get(verb)
        return check(step, situation, event) if check else event

    def allows(self, verb: Verb, matter: str, act: Act) -> bool:
        """Whether an act would be recorded rather than refused."""
        try:
            self.decide(verb, matter, act, "")
        except Refusal:
            return False
        return True

    def with_event(self, event: Event) -> Case:
        """The case after one more event."""
        return replace(self, events=(*self.events, event))

    def _step(self, matter: str) -> StepTemplate:
        if matter not in self.template.codes:
            raise Refusal("unknown_step", matter=matter, template=self.template.name)
        return self.template.step(matter)

    def _event(self, verb: Verb, matter: str, act: Act, event_id: str) -> Event:
        return Event(
            id=event_id,
            project_id=self.project_id,
            case_id=self.id,
            matter=matter,
            verb=verb,
            on=act.on,
            at=act.at,
            by=act.by,
            month=act.month,
            note=act.note.strip(),
            reason=act.reason.strip(),
            kind=act.kind,
            basis=act.basis.strip(),
            officer=act.officer.strip(),
            time=act.time,
            amount=act.amount,
        )

    def _check_start(self, step: StepTemplate, situation: Situation, event: Event) -> Event:
        progress = situation.progress[step.code]
        if step.code in situation.undecided and event.verb is not Verb.RECORD:
            raise Refusal("undecided", step=step.title)
        attempt = progress.attempt
        if event.verb is Verb.ACCEPT and attempt and attempt.outcome is None and attempt.accepted:
            raise Refusal("already_accepted", step=step.title, on=attempt.accepted)
        if event.verb is Verb.RECORD:
            if event.month and not _MONTH.fullmatch(event.month):
                raise Refusal("month_unclear", step=step.title, month=event.month)
            return replace(event, mark="补录")
        open_before = self._unfinished_before(step.code, event.on)
        if not open_before or (attempt is not None and attempt.outcome is None):
            return event
        if not event.reason:
            names = tuple(self.template.step(code).title for code in open_before)
            raise Refusal("predecessors_open", step=step.title, before=names)
        return replace(event, mark="补录" if event.is_late_entry else "提前")

    def _unfinished_before(self, matter: str, day: date | None) -> tuple[str, ...]:
        """Predecessors not done by the day of the act: a later finish does not open the way for an earlier start."""
        return self.situation(day).blocked_by.get(matter, ())

    def _check_suspend(self, step: StepTemplate, situation: Situation, event: Event) -> Event:
        kind = suspension_kind(event.kind)
        attempt = situation.progress[step.code].attempt
        if attempt and any(one.kind is kind for one in attempt.open_suspensions):
            raise Refusal("already_suspended", step=step.title, kind=kind.word)
        return replace(event, kind=kind.key)

    def _check_resume(self, step: StepTemplate, situation: Situation, event: Event) -> Event:
        attempt = situation.progress[step.code].attempt
        still_open = attempt.open_suspensions if attempt else ()
        if event.kind:
            kind = suspension_kind(event.kind)
            if all(one.kind is not kind for one in still_open):
                raise Refusal("not_suspended_by", step=step.title, kind=kind.word)
            return replace(event, kind=kind.key)
        if len(still_open) > 1:
            raise Refusal("which_suspension", step=step.title, kinds=tuple(one.kind.word for one in still_open))
        return event

    def _check_finish(self, step: StepTemplate, situation: Situation, event: Event) -> Event:
        attempt = situation.progress[step.code].attempt
        runs_from_receipt = step.statutory_limit is not None and step.statutory_limit.start == "received"
        if attempt is None or (attempt.accepted is None and not runs_from_receipt):
            raise Refusal("not_accepted", step=step.title)
        still_open = tuple(part.name for part in step.parts if attempt.part(part.name) is None)
        if still_open and not event.reason:
            raise Refusal("parts_open", step=step.title, parts=still_open)
        return event

    def _check_part(self, step: StepTemplate, situation: Situation, event: Event) -> Event:
        attempt = situation.progress[step.code].attempt
        names = tuple(part.name for part in step.parts)
        if event.kind not in names:
            raise Refusal("no_such_part", step=step.title, part=event.kind, parts=names)
        done = attempt.part(event.kind) if attempt else None
        if done is not None:
            raise Refusal("part_done", step=step.title, part=event.kind, on=done.on)
        return event

    def _check_skip(self, step: StepTemplate, situation: Situation, event: Event) -> Event:
        group = self._group(step.code)
        if group is not None and group.rule is ChoiceRule.EXACTLY_ONE:
            others = [code for code in group.members if code != step.code]
            if all(code in situation.left_out for code in others):
                raise Refusal("last_choice", step=step.title, group=group.name)
        return event

    def _check_include(self, step: StepTemplate, situation: Situation, event: Event) -> Event:
        if _is_included(situation.progress[step.code]):
            raise Refusal("already_included", step=step.title)
        if not step.optional and situation.state[step.code] is not StepState.SKIPPED:
            raise Refusal("required_step", step=step.title)
        group = self._group(step.code)
        chosen = [code for code in group.members if _is_included(situation.progress[code])] if group else []
        if group is not None and chosen:
            raise Refusal("choice_made", step=step.title, group=group.name, chosen=self.template.step(chosen[0]).title)
        return event

    def _check_assign(self, step: StepTemplate, situation: Situation, event: Event) -> Event:
        if not event.officer:
            raise Refusal("officer_missing", step=step.title)
        if event.officer == self.officer_of(step.code, situation.progress[step.code]):
            raise Refusal("same_officer", step=step.title, officer=event.officer)
        return event

    def _check_restart(self, step: StepTemplate, situation: Situation, event: Event) -> Event:
        attempt = situation.progress[step.code].attempt
        if attempt is None or attempt.accepted is None:
            raise Refusal("not_accepted", step=step.title)
        return event

    def _check_extend(self, step: StepTemplate, situation: Situation, event: Event) -> Event:
        clock = event.kind or "statutory"
        limit = step.promised_limit if clock == "promised" else step.statutory_limit
        if clock not in EXTENDED_CLOCKS or limit is None:
            raise Refusal("no_such_limit", step=step.title, clock=clock)
        if event.amount <= 0:
            raise Refusal("amount_missing", step=step.title, verb=event.verb)
        if not event.officer or not event.basis:
            raise Refusal("approver_missing", step=step.title)
        attempt = situation.progress[step.code].attempt
        if attempt is not None and attempt.extension(clock) is not None:
            raise Refusal("already_extended", step=step.title, clock=clock)
        return replace(event, kind=clock)

    def _check_tolerate(self, step: StepTemplate, situation: Situation, event: Event) -> Event:
        attempt = situation.progress[step.code].attempt
        if not event.note:
            raise Refusal("missing_papers_unnamed", step=step.title)
        if event.amount <= 0:
            raise Refusal("amount_missing", step=step.title, verb=event.verb)
        if attempt is not None and attempt.open_tolerance is not None:
            raise Refusal("already_tolerated", step=step.title, missing=attempt.open_tolerance.missing)
        return event

    def _check_supplement(self, step: StepTemplate, situation: Situation, event: Event) -> Event:
        attempt = situation.progress[step.code].attempt
        if attempt is None or attempt.open_tolerance is None:
            raise Refusal("nothing_tolerated", step=step.title)
        return event

    def _check_deliver(self, step: StepTemplate, situation: Situation, event: Event) -> Event:
        attempt = situation.progress[step.code].attempt
        if attempt is not None and attempt.delivered is not None:
            raise Refusal("already_delivered", step=step.title, on=attempt.delivered)
        return event

    def _group(self, matter: str) -> ChoiceGroup | None:
        return next((group for group in self.template.choices if matter in group.members), None)

    def _reverse(self, step: StepTemplate, act: Act, event_id: str) -> Event:
        """Take back one entry of a step, the last one unless another is named; later entries must still make sense."""
        valid = without_reversed(self.events_of(step.code))
        if not valid:
            raise Refusal("nothing_to_reverse", step=step.title)
        target = valid[-1] if not act.event else next((one for one in valid if one.id == act.event), None)
        if target is None:
            raise Refusal("already_reversed", step=step.title)
        # A record that bears a day to come by mistake is taken back today, whatever its day.
        if act.on is not None and target.on is not None and act.on < min(target.on, act.at.date()):
            raise Refusal("reversed_before", step=step.title, on=act.on, target=target.on)
        groundless = first_groundless(step.code, [one for one in valid if one.id != target.id])
        if groundless is not None:
            raise Refusal("later_entries", step=step.title, verb=target.verb, later=groundless.verb)
        return replace(self._event(Verb.REVERSE, step.code, act, event_id), reverses=target.id)


def _check_order_of_dates(step: StepTemplate, progress: Progress, event: Event) -> None:
    last = progress.last_on
    if event.on is not None and last is not None and event.on < last:
        raise Refusal("before_last_entry", step=step.title, verb=event.verb, on=event.on, last=last)
    if event.on is None and event.verb is not Verb.RECORD:
        raise Refusal("date_missing", step=step.title, verb=event.verb)


def _is_included(progress: Progress) -> bool:
    return progress.included is True or bool(progress.attempts)


def situation_of(template: ApprovalTemplate, progress: Mapping[str, Progress]) -> Situation:
    """Where every step stands, from its record and the graph."""
    left_out = _left_out(template, progress)
    predecessors = effective_predecessors(template, left_out)
    place = {code: position for position, code in enumerate(template.codes)}
    alone = {code: one.raw_state for code, one in progress.items()}
    undecided = frozenset(
        step.code
        for step in template.steps
        if step.optional and step.code not in left_out and not _is_included(progress[step.code])
    )
    state: dict[str, StepState] = {}
    blocked: dict[str, tuple[str, ...]] = {}
    for code in place:
        raw = alone[code]
        if raw is StepState.WAITING:
            if code in left_out:
                raw = StepState.SKIPPED
            else:
                waits_for = [one for one in predecessors[code] if alone[one] is not StepState.DONE]
                waits_for.sort(key=place.__getitem__)
                blocked[code] = tuple(waits_for)
                raw = StepState.WAITING if waits_for or code in undecided else StepState.READY
        elif raw in (StepState.REFUSED, StepState.WITHDRAWN):
            blocked[code] = ()
        state[code] = raw
    return Situation(progress, state, blocked, left_out, undecided)


def _left_out(template: ApprovalTemplate, progress: Mapping[str, Progress]) -> frozenset[str]:
    out = {code for code, one in progress.items() if one.included is False and not one.attempts}
    for group in template.choices:
        if any(_is_included(progress[code]) for code in group.members):
            out.update(code for code in group.members if not _is_included(progress[code]))
    return frozenset(out)

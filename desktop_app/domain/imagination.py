"""Imagined acts 假设: a copy of a case with one more act, decided by the same rules as a real one."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone

from desktop_app.domain.case import Case
from desktop_app.domain.events import Act, Verb
from desktop_app.domain.refusals import Refusal, WrongUsage

IMAGINABLE = (Verb.ACCEPT, Verb.FINISH, Verb.RESUME, Verb.INCLUDE, Verb.SKIP)
"""The acts that change when a case can be finished."""

_CHINA = timezone(timedelta(hours=8))


def imagined(case: Case, verb: Verb, matter: str, day: date) -> Case:
    """The case after an act on a day; a finish accepts the step first, a resumption ends every suspension.

    Raises Refusal when the rules forbid the act and WrongUsage for an act that changes no date.
    """
    if verb not in IMAGINABLE:
        raise WrongUsage("只能假设受理、办结、恢复、纳入或标为不适用")
    if matter not in case.template.codes:
        raise Refusal("unknown_step", matter=matter, template=case.template.name)
    if verb is Verb.RESUME:
        return _resumed(case, matter, day)
    if verb is Verb.FINISH:
        attempt = case.situation().progress[matter].attempt
        if attempt is None or attempt.outcome is not None or attempt.accepted is None:
            case = _after(case, Verb.ACCEPT, matter, day)
    return _after(case, verb, matter, day)


def _resumed(case: Case, matter: str, day: date) -> Case:
    attempt = case.situation().progress[matter].attempt
    kinds = [one.kind.key for one in attempt.open_suspensions] if attempt else []
    for kind in kinds or [""]:
        case = _after(case, Verb.RESUME, matter, day, kind)
    return case


def _after(case: Case, verb: Verb, matter: str, day: date, kind: str = "") -> Case:
    at = datetime.combine(day, time(9), _CHINA)
    act = Act(day, case.officer, at, reason="假设", kind=kind)
    return case.with_event(case.decide(verb, matter, act, f"imagined-{len(case.events)}"))

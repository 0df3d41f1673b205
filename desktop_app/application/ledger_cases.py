"""What cases and results say of themselves in 全代办 and 证照: derived of events, clocks, papers and originals."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from desktop_app.application.ledger_rules import Means
from desktop_app.application.ports import UnitOfWork
from desktop_app.domain.case import Case
from desktop_app.domain.clock_runs import begun_matters
from desktop_app.domain.custody import CustodyState, MaterialAct, MaterialEntry, custody_items, valid_entries
from desktop_app.domain.events import Event
from desktop_app.domain.progress import ENDED_STATES, RUNNING_STATES, StepState, without_reversed
from desktop_app.domain.project import Project
from desktop_app.domain.standing import Standing, late, standings
from desktop_app.domain.terms import VERB_WORDS

_ENTRUSTMENT = "entrustment"
_HOLDERS = {CustodyState.HELD: "中心", CustodyState.OUT: "部门", CustodyState.HANDED_OVER: "企业"}


_LICENSING = frozenset({"许可", "核准", "备案", "登记", "验收"})
"""The kinds of matters that end in a certificate or approval; a meeting's minutes or a pledge is none."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a case or a result says of itself, as canonical texts by name; `anchor` is its identity in the ledger."""

    anchor: str
    project_id: str
    told: Mapping[str, str] = field(default_factory=dict)


def case_told(work: UnitOfWork, cases: Iterable[Case], projects: Mapping[str, Project], means: Means) -> list[Told]:
    """Every case with its matters, lamps and newest act, in the order they were opened."""
    numbers = {one.case_id: one.number for one in work.papers.of_form(_ENTRUSTMENT)}
    return [_case(one, projects.get(one.project_id), numbers.get(one.id, ""), means) for one in cases]


def _case(case: Case, project: Project | None, number: str, means: Means) -> Told:
    stands = [one for one in standings(case, means.today, means.calendar, until=None) if not one.undecided]
    wanted = [one for one in stands if one.state is not StepState.SKIPPED]
    done = [one for one in wanted if one.state is StepState.DONE]
    latest = _latest(case)
    ended = all(one.state in ENDED_STATES for one in wanted)
    told = {
        "number": number,
        "project_name": project.name if project is not None else "",
        "enterprise": project.enterprise if project is not None else "",
        "entrusted_on": case.opened_on.isoformat(),
        "scope": "部分" if any(one.state is StepState.SKIPPED for one in stands) else "全程",
        "lead": case.lead_official,
        "officer": case.officer,
        "matters": str(len(wanted)),
        "done": str(len(done)),
        "running": str(sum(one.state in RUNNING_STATES for one in wanted)),
        "overdue": str(sum(late(one, means.today) for one in wanted)),
        "latest": _words(case, latest) if latest is not None else "",
        "days_early": _days_early(done, means),
        "closed_on": _closed_on(case) if ended and wanted else "",
    }
    return Told(case.id, case.project_id, {key: text for key, text in told.items() if text})


def _latest(case: Case) -> Event | None:
    """The newest act on a step of the case that still counts."""
    own = [one for one in without_reversed(case.events) if one.matter in case.template.codes]
    return max(own, key=lambda one: (one.on or date.min, one.at), default=None)


def _words(case: Case, event: Event) -> str:
    return f"{event.date_words} {case.template.step(event.matter).title}{VERB_WORDS[event.verb]}"


def _days_early(done: Iterable[Standing], means: Means) -> str:
    """Working days by which finished steps ended before their dates, late ones taken off; empty without any date."""
    spans = [
        means.calendar.count_working(one.progress.attempt.ended, one.primary.due)
        for one in done
        if one.primary is not None
        and one.primary.due is not None
        and one.progress.attempt is not None
        and one.progress.attempt.ended is not None
    ]
    return str(sum(spans)) if spans else ""


def _closed_on(case: Case) -> str:
    days = [one.on for one in without_reversed(case.events) if one.on is not None and one.matter in case.template.codes]
    return max(days).isoformat() if days else ""


def result_told(work: UnitOfWork, cases: Iterable[Case], means: Means) -> list[Told]:
    """The certificate of every matter that ended in one, once a project; its number from the material that came."""
    stands = [(case, standings(case, means.today, means.calendar, until=None)) for case in cases]
    begun: dict[str, set[str]] = {}
    for case, steps in stands:
        begun.setdefault(case.project_id, set()).update(begun_matters(steps))
    obtained = _obtained(stands)
    materials = work.custody.of_projects({project_id for project_id, _ in obtained})
    found = []
    for (project_id, code), one in obtained.items():
        told = {"project": project_id} | _result(one, materials[project_id], begun[project_id])
        found.append(Told(f"{project_id}:{code}", project_id, {key: text for key, text in told.items() if text}))
    return found


def count_results(cases: Iterable[Case], means: Means) -> int:
    """How many results `result_told` tells of, without what each says."""
    return len(_obtained((case, standings(case, means.today, means.calendar, until=None)) for case in cases))


def _obtained(stands: Iterable[tuple[Case, Sequence[Standing]]]) -> dict[tuple[str, str], Standing]:
    """The steps that ended in a certificate, by project and matter: what several cases share is there once."""
    found: dict[tuple[str, str], Standing] = {}
    for case, steps in stands:
        for one in steps:
            ends_in_paper = one.step.matter.result is not None and one.step.matter.approval_kind in _LICENSING
            if one.state is StepState.DONE and ends_in_paper:
                found.setdefault((case.project_id, one.step.code), one)
    return found


def _result(one: Standing, materials: Sequence[MaterialEntry], begun: Collection[str]) -> dict[str, str]:
    attempt, result = one.progress.attempt, one.step.matter.result
    if attempt is None or result is None:
        return {}
    about = [entry for entry in valid_entries(materials) if entry.material == result.name]
    came = [entry for entry in about if entry.act is MaterialAct.RECEIVE]
    numbers = [entry.document_number for entry in came if entry.document_number]
    printed = [entry.valid_until for entry in came if entry.valid_until is not None]
    originals = [item for item in custody_items(materials) if item.received.material == result.name]
    until = printed[-1] if printed else _lasts_until(one, begun)
    return {
        "name": result.name,
        "number": numbers[-1] if numbers else "",
        "authority": one.step.matter.authority,
        "issued_on": attempt.ended.isoformat() if attempt.ended is not None else "",
        "valid_until": until.isoformat() if until is not None else "",
        "holder": _HOLDERS[originals[-1].state] if originals else "",
    }


def _lasts_until(one: Standing, begun: Collection[str]) -> date | None:
    """The last valid day by the length the law states, None when no day is known or what it is for has begun."""
    attempt, result = one.progress.attempt, one.step.matter.result
    if attempt is None or result is None or result.lasts is None or any(one in begun for one in result.lasts.used_by):
        return None
    days = {"received": attempt.filed, "accepted": attempt.accepted, "done": attempt.ended}
    since = days.get(result.lasts.from_event)
    return None if since is None else result.lasts.last_day(since)

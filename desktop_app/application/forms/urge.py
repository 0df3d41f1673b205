"""催办（督办）单 (D13): which step is late with whom, by how much, what is asked for, and room for the answer."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.application.forms.asks import Answers, Ask, Kind
from desktop_app.application.forms.facts import Facts, FormData
from desktop_app.application.forms.limit_moves import moves_of_limits
from desktop_app.application.forms.spec import FormSpec, Occasion, Subject
from desktop_app.application.forms.step_limits import (
    LimitLine,
    bound_unit,
    earlier_papers,
    in_working_days,
    limit_lines,
    running,
    started_words,
    unended,
)
from desktop_app.domain.terms import STATE_WORDS, day_words

KINDS = ("催办", "督办")
_REPLY_DAYS = 3
"""Working days proposed for the answer; no rule sets them, the person may choose another day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Urge(FormData):
    """The slip: the unit urged, the step with its two limits, what is asked, by when, and who signs for it."""

    kinds: tuple[str, ...] = ()
    to: str = ""
    enterprise: str = ""
    project: str = ""
    project_code: str = ""
    matter: str = ""
    officer: str = ""
    started: str = ""
    state: str = ""
    as_of: str = ""
    limits: tuple[LimitLine, ...] = ()
    moves: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()
    situation: str = ""
    demand: tuple[str, ...] = ()
    reply_by: str = ""
    leader: str = ""


def _kind(facts: Facts) -> tuple[str, ...]:
    """催办 the first time, 督办 when the step was urged before."""
    return (KINDS[1],) if earlier_papers(facts, SPEC.key) else (KINDS[0],)


def _situation(facts: Facts) -> str:
    one = unended(facts)
    held = one.suspension
    return f"{day_words(held.first)}起{held.kind.word}暂停：{held.reason}" if held else ""


def fill(facts: Facts, answers: Answers) -> Urge:
    """The slip for one step; raises Refusal when the step has ended."""
    one, reply_by = unended(facts), answers.day("reply_by")
    return Urge(
        **facts.common(),
        kinds=answers.checked("kinds"),
        to=answers.text("to"),
        enterprise=facts.project.enterprise,
        project=facts.project.name,
        project_code=facts.project.project_code or "待赋码",
        matter=one.step.title,
        officer=facts.carried(one.officer),
        started=started_words(one) or "尚未收件",
        state=STATE_WORDS[one.state],
        as_of=day_words(facts.today),
        limits=limit_lines(facts),
        moves=moves_of_limits(facts),
        earlier=earlier_papers(facts, SPEC.key),
        situation=answers.text("situation"),
        demand=tuple(line.strip() for line in answers.text("demand").splitlines() if line.strip()),
        reply_by=day_words(reply_by) if reply_by else "",
        leader=answers.text("leader"),
        notes=_notes(one.step.matter.verified),
    )


def _notes(verified: str) -> tuple[str, ...]:
    counting = "超期天数按工作日计，依法暂停的天数不计在内；到期日的逐日推算见期限计算书。"
    return (counting,) if verified == "law" else (counting, "本事项的时限尚未与现行有效的规定逐条核对（待核）。")


def blank(facts: Facts) -> Urge:
    """The slip for hand-filling."""
    return Urge(**facts.common(), demand=facts.paragraphs("urge.demand"))


SPEC = FormSpec(
    key="urge",
    code="D13",
    title="催办（督办）单",
    subject=Subject.STEP,
    occasion=Occasion.SUPERVISION,
    fill=fill,
    blank=blank,
    copies=2,
    guard=running,
    asks=(
        Ask("kinds", "催办或督办", Kind.CHECKS, required=True, options=KINDS, default=_kind),
        Ask("to", "被催办单位", required=True, default=bound_unit),
        Ask("situation", "没有办结的原因", Kind.TEXT, default=_situation),
        Ask("demand", "办理要求", Kind.TEXT, required=True, default=lambda facts: facts.text("urge.demand")),
        Ask(
            "reply_by",
            "反馈期限",
            Kind.DATE,
            required=True,
            default=lambda facts: in_working_days(facts, _REPLY_DAYS),
            hint="按 3 个工作日预填，可以改",
        ),
        Ask("leader", "签批领导", default=lambda facts: facts.case.lead_official),
    ),
)

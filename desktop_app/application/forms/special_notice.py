"""特别程序告知书 (D16): which procedure of 行政许可法45 begins, how long it takes, and which limits stand still."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from desktop_app.application.forms.asks import Answers, Ask, Kind
from desktop_app.application.forms.facts import Facts, FormData
from desktop_app.application.forms.spec import FormSpec, Occasion, Subject
from desktop_app.application.forms.step_limits import LimitLine, limit_lines, started_words, unended
from desktop_app.domain.clock import derive
from desktop_app.domain.limit import Limit, Unit
from desktop_app.domain.matter import ClockExclusion
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.suspension import SUSPENSION_KINDS, Suspension
from desktop_app.domain.terms import day_words

KINDS = tuple(one.word for one in SUSPENSION_KINDS if one.law == "行政许可法45")
"""The procedures whose time is not counted: 听证、招标、拍卖、检验、检测、检疫、鉴定、专家评审."""
_PAPER, _REVIEW = "特别程序告知书", "评审"


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialNotice(FormData):
    """The notice: the procedure, how long, from when to when, its ground, and the limits as they stand."""

    enterprise: str = ""
    project: str = ""
    project_code: str = ""
    matter: str = ""
    authority: str = ""
    started: str = ""
    kind: str = ""
    needed: str = ""
    first: str = ""
    last: str = ""
    cap: str = ""
    reason: str = ""
    basis: str = ""
    limits: tuple[LimitLine, ...] = ()
    law: tuple[str, ...] = ()
    date: str = ""


def _held(facts: Facts) -> Suspension | None:
    """The open suspension for a procedure of 行政许可法45."""
    attempt = unended(facts, _PAPER).progress.attempt
    found = [one for one in attempt.open_suspensions if one.kind.word in KINDS] if attempt else []
    return found[-1] if found else None


def _exclusion(facts: Facts, kind: str) -> ClockExclusion | None:
    """What the matter says of the procedure; a 技术评审 or 委托评审 is one by experts."""
    named = facts.standing().step.matter.exclusions
    word = _REVIEW if kind == f"专家{_REVIEW}" else kind
    return next((one for one in named if word and word in one.kind), None)


def _kind(facts: Facts) -> str:
    held = _held(facts)
    if held is not None:
        return held.kind.word
    return next((kind for kind in KINDS if _exclusion(facts, kind)), "")


def _days(facts: Facts) -> int | None:
    found = _exclusion(facts, _kind(facts))
    return found.max_days if found else None


def _first(facts: Facts) -> date:
    held = _held(facts)
    return held.first if held else facts.today


def _reason(facts: Facts) -> str:
    held = _held(facts)
    return held.reason if held else ""


def _basis(facts: Facts) -> str:
    """The article, what the matter cites besides, and the document the suspension was recorded with."""
    held, found = _held(facts), _exclusion(facts, _kind(facts))
    parts = ["行政许可法45", found.basis if found else "", held.basis if held else ""]
    return "；".join(dict.fromkeys(part for part in parts if part))


def fill(facts: Facts, answers: Answers) -> SpecialNotice:
    """The notice for one step; raises Refusal when the step has ended or the time needed is 0."""
    one, kind, on = unended(facts, _PAPER), answers.text("kind"), answers.day("date")
    days, first = answers.number("days"), answers.day("first")
    found = _exclusion(facts, kind)
    unit = found.unit if found and found.unit is Unit.NATURAL_DAYS else Unit.WORKING_DAYS
    if days == 0:
        raise Refusal.say("“所需时间”（days）要在 1 以上；不需要时间的，不用出具特别程序告知书")
    # The first day itself stands still, so the day before it is the one that is not counted.
    last = derive(facts.calendar, first - timedelta(days=1), Limit(days, unit)) if days and first else None
    return SpecialNotice(
        **facts.common(),
        enterprise=answers.text("enterprise"),
        project=facts.project.name,
        project_code=facts.project.project_code or "待赋码",
        matter=one.step.title,
        authority=one.step.matter.authority,
        started=started_words(one) or "尚未收件",
        kind=kind,
        needed=Limit(days, unit).words() if days else "",
        first=day_words(first) if first else "",
        last=f"{day_words(last.due)}{'' if last.firm else '（暂估）'}" if last else "",
        cap=_cap(found, days),
        reason=answers.text("reason"),
        basis=answers.text("basis"),
        limits=limit_lines(facts),
        law=facts.paragraphs("special-notice.law"),
        date=day_words(on) if on else "",
        notes=("起止日期按工作日历推算；程序提前或者推迟结束的，以实际结束日期为准，恢复后重新计算到期日。",),
    )


def _cap(found: ClockExclusion | None, days: int | None) -> str:
    if found is None or found.max_days is None:
        return "没有规定"
    words = Limit(found.max_days, found.unit).words()
    return f"{words}{'，已超过，请核对' if days and days > found.max_days else ''}"


def blank(facts: Facts) -> SpecialNotice:
    """The notice for hand-filling."""
    return SpecialNotice(**facts.common(), law=facts.paragraphs("special-notice.law"))


SPEC = FormSpec(
    key="special-notice",
    code="D16",
    title=_PAPER,
    subject=Subject.STEP,
    occasion=Occasion.HANDLING,
    fill=fill,
    blank=blank,
    copies=2,
    asks=(
        Ask("enterprise", "申请人", required=True, default=lambda facts: facts.project.enterprise),
        Ask("kind", "特别程序", Kind.CHOICE, required=True, options=KINDS, default=_kind),
        Ask("days", "所需时间", Kind.NUMBER, required=True, default=_days, hint="天数；先填事项规定的上限，请按实际改"),
        Ask("first", "开始日期", Kind.DATE, required=True, default=_first),
        Ask("reason", "原因", Kind.TEXT, default=_reason),
        Ask("basis", "依据", required=True, default=_basis),
        Ask("date", "告知日期", Kind.DATE, default=lambda facts: facts.today),
    ),
)

"""约谈通知和记录 (D15): who is called in, when and why; on the second sheet what was said and what is promised."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.application.forms.asks import Answers, Ask, Kind
from desktop_app.application.forms.facts import Facts, FormData
from desktop_app.application.forms.spec import FormSpec, Occasion, Subject
from desktop_app.application.forms.step_limits import (
    bound_unit,
    earlier_papers,
    in_working_days,
    running,
    standing_sentence,
    unended,
)
from desktop_app.domain.terms import day_words

_NOTICE_DAYS = 2
"""Working days proposed between the notice and the talk; no rule sets them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interview(FormData):
    """Notice and record; the record is left empty for the notice and written by hand or filled in afterwards."""

    to: str = ""
    people: str = ""
    host: str = ""
    on: str = ""
    time: str = ""
    place: str = ""
    enterprise: str = ""
    project: str = ""
    matter: str = ""
    officer: str = ""
    reason: str = ""
    earlier: tuple[str, ...] = ()
    notice: tuple[str, ...] = ()
    contact: str = ""
    attended: str = ""
    talk: str = ""
    pledge: str = ""
    rectify_by: str = ""
    recorder: str = ""


def _reason(facts: Facts) -> str:
    return f"“{unended(facts).step.title}”没有按期办结。{standing_sentence(facts)}"


def fill(facts: Facts, answers: Answers) -> Interview:
    """Notice and record of a talk about one step; raises Refusal when the step has ended."""
    one = unended(facts)
    on, by = answers.day("on"), answers.day("rectify_by")
    return Interview(
        **facts.common(),
        to=answers.text("to"),
        people=answers.text("people"),
        host=answers.text("host"),
        on=day_words(on) if on else "",
        time=answers.text("time"),
        place=answers.text("place"),
        enterprise=facts.project.enterprise,
        project=facts.project.name,
        matter=one.step.title,
        officer=facts.carried(one.officer),
        reason=answers.text("reason"),
        earlier=earlier_papers(facts, "urge", "warning-letter"),
        notice=facts.paragraphs("interview.notice"),
        contact=answers.text("contact"),
        attended=answers.text("attended"),
        talk=answers.text("talk"),
        pledge=answers.text("pledge"),
        rectify_by=day_words(by) if by else "",
        recorder=answers.text("recorder"),
    )


def blank(facts: Facts) -> Interview:
    """Notice and record for hand-filling."""
    return Interview(**facts.common(), notice=facts.paragraphs("interview.notice"))


SPEC = FormSpec(
    key="interview",
    code="D15",
    title="约谈通知和记录",
    subject=Subject.STEP,
    occasion=Occasion.SUPERVISION,
    fill=fill,
    blank=blank,
    copies=2,
    guard=running,
    asks=(
        Ask("to", "约谈对象（单位）", required=True, default=bound_unit),
        Ask("people", "被约谈人", hint="姓名、职务"),
        Ask("host", "约谈人", default=lambda facts: facts.case.lead_official),
        Ask(
            "on",
            "约谈日期",
            Kind.DATE,
            required=True,
            default=lambda facts: in_working_days(facts, _NOTICE_DAYS),
            hint="按 2 个工作日以后预填，可以改",
        ),
        Ask("time", "时间", hint="如 9:30"),
        Ask("place", "地点", default=lambda facts: facts.text("zone.address")),
        Ask("reason", "约谈事由", Kind.TEXT, required=True, default=_reason),
        Ask("contact", "联系人和电话", default=lambda facts: facts.standing().officer),
        Ask("attended", "到场人员", hint="以下是记录，约谈以后填；只发通知时留空"),
        Ask("talk", "约谈内容", Kind.TEXT),
        Ask("pledge", "整改承诺", Kind.TEXT),
        Ask("rectify_by", "整改完成时限", Kind.DATE),
        Ask("recorder", "记录人", default=lambda facts: facts.standing().officer),
    ),
)

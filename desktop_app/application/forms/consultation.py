"""接待咨询记录 (D05): who asked what, who answered first, and what came of it; made before there is any project."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.application.forms.asks import Answers, Ask, Kind
from desktop_app.application.forms.facts import Facts, FormData
from desktop_app.application.forms.spec import FormSpec, Occasion, Subject
from desktop_app.domain.terms import day_words

WAYS = ("来访", "来电", "网络", "走访", "转办")
OUTCOMES = ("当场答复", "限时答复", "转有关部门", "转入帮办代办")


@dataclass(frozen=True, slots=True, kw_only=True)
class Consultation(FormData):
    """The record of one reception; `ways` and `outcomes` are the ticked boxes."""

    enterprise: str = ""
    visitor: str = ""
    contact: str = ""
    on: str = ""
    time: str = ""
    ways: tuple[str, ...] = ()
    matter: str = ""
    question: str = ""
    answer: str = ""
    outcomes: tuple[str, ...] = ()
    passed_to: str = ""
    reply_by: str = ""
    first_asked: str = ""


def fill(facts: Facts, answers: Answers) -> Consultation:
    """The record as it was told; nothing of it is known from elsewhere."""
    on, reply_by = answers.day("on"), answers.day("reply_by")
    return Consultation(
        **facts.common(),
        enterprise=answers.text("enterprise"),
        visitor=answers.text("visitor"),
        contact=answers.text("contact"),
        on=day_words(on) if on else "",
        time=answers.text("time"),
        ways=answers.checked("ways"),
        matter=answers.text("matter"),
        question=answers.text("question"),
        answer=answers.text("answer"),
        outcomes=answers.checked("outcomes"),
        passed_to=answers.text("passed_to"),
        reply_by=day_words(reply_by) if reply_by else "",
        first_asked=answers.text("first_asked"),
    )


def blank(facts: Facts) -> Consultation:
    """The form for hand-filling."""
    return Consultation(**facts.common())


SPEC = FormSpec(
    key="consultation",
    code="D05",
    title="接待咨询记录",
    subject=Subject.ZONE,
    occasion=Occasion.RECEPTION,
    fill=fill,
    blank=blank,
    copies=1,
    asks=(
        Ask("enterprise", "单位名称", required=True),
        Ask("visitor", "来访（来电）人"),
        Ask("contact", "联系方式"),
        Ask("on", "日期", Kind.DATE, default=lambda facts: facts.today),
        Ask("time", "时间", hint="如 9:30"),
        Ask("ways", "接待方式", Kind.CHECKS, options=WAYS),
        Ask("matter", "咨询事项"),
        Ask("question", "咨询内容", Kind.TEXT, required=True),
        Ask("answer", "答复（处理）情况", Kind.TEXT),
        Ask("outcomes", "处理结果", Kind.CHECKS, options=OUTCOMES),
        Ask("passed_to", "转办部门"),
        Ask("reply_by", "限时答复日期", Kind.DATE),
        Ask("first_asked", "首问责任人"),
    ),
)

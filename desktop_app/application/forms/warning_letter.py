"""警示提醒函 (D14): an official letter that tells a unit which limit it has passed and by when to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop_app.application.forms.asks import Answers, Ask, Kind
from desktop_app.application.forms.facts import Facts
from desktop_app.application.forms.limit_moves import moves_of_limits
from desktop_app.application.forms.spec import FormSpec, Occasion, Subject
from desktop_app.application.forms.step_limits import (
    bound_unit,
    earlier_papers,
    in_working_days,
    over_words,
    running,
    standing_sentence,
    unended,
)
from desktop_app.application.forms.steps_of_case import included
from desktop_app.domain.limit import BoundParty
from desktop_app.domain.standing import late
from desktop_app.domain.terms import CLOCK_WORDS, day_words

_MEND_DAYS = 5
"""Working days proposed for mending; no rule sets them, the person may choose another day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningLetter:
    """The letter in printed words; `prefix` are the words before 〔 of its 发文字号, which ends in its own number."""

    number: str = ""
    centre: str
    issuer: str = ""
    prefix: str = ""
    title: str = ""
    to: str = ""
    body: tuple[str, ...] = ()
    signed: str = ""
    date: str = ""
    contact: str = ""
    sent_to: str = ""
    demo: bool = False
    copies: int = 2


def _title(facts: Facts) -> str:
    one = unended(facts)
    what = "超过办理时限" if late(one, facts.today) else "办理时限"
    return f"关于“{one.step.title}”{what}的警示提醒函"


def _reason(facts: Facts) -> str:
    project = facts.project
    owner = f"{project.enterprise}的" if project.enterprise else ""
    begun = f"{owner}“{project.name}”已纳入项目帮办代办，其中“{unended(facts).step.title}”由贵单位办理"
    papers = earlier_papers(facts, "urge", SPEC.key)
    before = f"。此前已于{'、'.join(papers)}催办提醒" if papers else ""
    return f"{begun}{before}。现就有关情况提醒如下。"


def _facts(facts: Facts) -> str:
    """The step itself, then whatever else of the case is late with the same unit."""
    here = unended(facts)
    others = [
        one
        for one in included(facts)
        if one.step.code != here.step.code
        and late(one, facts.today)
        and one.bound_party is BoundParty.AUTHORITY
        and one.step.matter.authority == here.step.matter.authority
    ]
    lines = [standing_sentence(facts), *moves_of_limits(facts)]
    for one in others:
        clock = one.primary
        if clock is not None and clock.due is not None:
            state = over_words(clock, facts.today, facts.calendar).replace(" ", "")
            lines.append(
                f"“{one.step.title}”应于{day_words(clock.due)}办结（{CLOCK_WORDS[clock.name]}时限），{state}。"
            )
    return "\n".join(lines)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _body(reason: str, found: str, demand: str, by: date | None) -> tuple[str, ...]:
    day = day_words(by) if by else "　　　　年　　月　　日"
    return (
        *_lines(reason),
        "一、超期事实",
        *_lines(found),
        "二、整改要求",
        *_lines(demand),
        "三、整改时限",
        f"请于{day}前办结上述事项，或者书面说明原因和预计办结日期，并反馈我单位。",
    )


def fill(facts: Facts, answers: Answers) -> WarningLetter:
    """The letter about one step; raises Refusal when the step has ended."""
    unended(facts)
    on = answers.day("date")
    said = [part for part in (answers.text("contact"), answers.text("contact_phone")) if part]
    return WarningLetter(
        number=facts.number,
        centre=facts.workspace.centre,
        issuer=facts.text("zone.letterhead") or facts.workspace.centre,
        prefix=facts.text("zone.document-mark"),
        title=answers.text("title"),
        to=answers.text("to"),
        body=_body(answers.text("reason"), answers.text("facts"), answers.text("demand"), answers.day("rectify_by")),
        signed=answers.text("signed"),
        date=day_words(on) if on else "",
        contact=f"联系人：{'　'.join(said)}" if said else "",
        sent_to=answers.text("sent_to"),
        demo=facts.demo,
    )


def blank(facts: Facts) -> WarningLetter:
    """The letter for hand-filling."""
    room = "\uff3f" * 26
    return WarningLetter(
        centre=facts.workspace.centre,
        issuer=facts.text("zone.letterhead") or facts.workspace.centre,
        prefix=facts.text("zone.document-mark"),
        title="警示提醒函",
        to="\uff3f" * 12,
        body=_body(room, f"{room}\n{room}", facts.text("warning-letter.demand"), None),
        signed=facts.authority,
        contact="联系人：" + "\uff3f" * 10,
    )


SPEC = FormSpec(
    key="warning-letter",
    code="D14",
    title="警示提醒函",
    subject=Subject.STEP,
    occasion=Occasion.SUPERVISION,
    fill=fill,
    blank=blank,
    copies=2,
    bound=False,
    guard=running,
    asks=(
        Ask("title", "标题", required=True, default=_title),
        Ask("to", "主送单位", required=True, default=bound_unit),
        Ask("reason", "事由", Kind.TEXT, required=True, default=_reason),
        Ask("facts", "指标或超期事实", Kind.TEXT, required=True, default=_facts),
        Ask("demand", "整改要求", Kind.TEXT, required=True, default=lambda one: one.text("warning-letter.demand")),
        Ask(
            "rectify_by",
            "整改时限",
            Kind.DATE,
            required=True,
            default=lambda facts: in_working_days(facts, _MEND_DAYS),
            hint="按 5 个工作日预填，可以改",
        ),
        Ask("contact", "联系人", default=lambda facts: facts.standing().officer),
        Ask("contact_phone", "联系电话"),
        Ask("signed", "落款单位", required=True, default=lambda facts: facts.authority),
        Ask("date", "成文日期", Kind.DATE, default=lambda facts: facts.today, hint="以签发日期为准，可留空手工填写"),
        Ask("sent_to", "抄送", default=lambda facts: facts.case.lead_unit),
    ),
)

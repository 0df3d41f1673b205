"""服务承诺书 (D04): which matters, within what time, by which standards of service, and where to complain."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.application.form_filling import limit_words
from desktop_app.application.forms.asks import Answers, Ask, Kind
from desktop_app.application.forms.facts import Facts, FormData
from desktop_app.application.forms.spec import FormSpec, Occasion, Subject
from desktop_app.application.forms.steps_of_case import for_authorities, titles
from desktop_app.domain.standing import Standing
from desktop_app.domain.terms import day_words

STANDARDS = ("首问负责", "一次性告知", "限时办结", "容缺受理", "预约服务", "上门服务", "延时服务")

_UNVERIFIED = "标“待核”的事项，其时限未经本地办事指南核定，以窗口告知为准。"


@dataclass(frozen=True, slots=True)
class PromisedStep:
    """A matter with its limits; `unverified` ones are marked 待核."""

    number: str
    title: str
    authority: str
    statutory: str
    promised: str
    unverified: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ServicePledge(FormData):
    """What the centre promises the enterprise; a limit that was not checked locally is marked 待核."""

    enterprise: str = ""
    project: str = ""
    officer: str = ""
    template: str = ""
    promised_on: str = ""
    steps: tuple[PromisedStep, ...] = ()
    standards: tuple[str, ...] = ()
    opening: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()
    fee: str = ""
    window: str = ""
    complaint_phone: str = ""


def _promised(number: int, one: Standing) -> PromisedStep:
    matter, limits = one.step.matter, (one.step.statutory_limit, one.step.promised_limit)
    statutory, promised = (limit_words(limit) for limit in limits)
    return PromisedStep(str(number), one.step.title, matter.authority, statutory, promised, matter.verified != "law")


def fill(facts: Facts, answers: Answers) -> ServicePledge:
    """The pledge for the chosen matters with the limits of the case's template."""
    chosen = set(answers.checked("matters"))
    found = [one for one in for_authorities(facts) if one.step.title in chosen]
    promised_on = answers.day("promised_on")
    promised = tuple(_promised(number, one) for number, one in enumerate(found, 1))
    return ServicePledge(
        **facts.common(),
        notes=(_UNVERIFIED,) if any(one.unverified for one in promised) else (),
        enterprise=facts.project.enterprise,
        project=facts.project.name,
        officer=facts.case.officer,
        template=f"{facts.case.template.name}（{facts.case.template.version}）",
        promised_on=day_words(promised_on) if promised_on else "",
        steps=promised,
        standards=answers.checked("standards"),
        opening=facts.paragraphs("service-pledge.opening"),
        clauses=facts.paragraphs("service-pledge.clauses"),
        fee=facts.text("zone.fee"),
        window=facts.text("zone.window"),
        complaint_phone=answers.text("complaint_phone"),
    )


def blank(facts: Facts) -> ServicePledge:
    """The pledge for hand-filling."""
    return ServicePledge(
        **facts.common(),
        standards=STANDARDS,
        opening=facts.paragraphs("service-pledge.opening"),
        clauses=facts.paragraphs("service-pledge.clauses"),
        fee=facts.text("zone.fee"),
        window=facts.text("zone.window"),
        complaint_phone=facts.workspace.phone,
    )


SPEC = FormSpec(
    key="service-pledge",
    code="D04",
    title="项目帮办代办服务承诺书",
    subject=Subject.CASE,
    occasion=Occasion.RECEPTION,
    fill=fill,
    blank=blank,
    copies=2,
    asks=(
        Ask("promised_on", "承诺日期", Kind.DATE, default=lambda facts: facts.today),
        Ask("standards", "服务标准", Kind.CHECKS, options=STANDARDS, default=lambda _facts: STANDARDS),
        Ask("complaint_phone", "投诉电话", default=lambda facts: facts.workspace.phone),
        Ask("matters", "承诺事项", Kind.CHECKS, required=True, offer=titles, default=titles),
    ),
)

"""帮办代办委托协议 (D02): agent, matters, powers and term as 民法典 165 asks for, duties of both sides, how it ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from desktop_app.application.forms.asks import Answers, Ask, Kind
from desktop_app.application.forms.facts import Facts, FormData
from desktop_app.application.forms.spec import FormSpec, Occasion, Subject
from desktop_app.application.forms.steps_of_case import titles
from desktop_app.domain.terms import day_words

STAGES = ("立项用地规划许可", "工程建设许可", "施工许可", "竣工验收", "投产运营")
UNTIL_DONE = "自本协议生效之日起至委托事项全部办结之日止"


_AS_WRITTEN = (
    "enterprise", "credit_code", "legal_person", "address", "contact", "contact_phone", "officer", "officer_phone",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Entrustment(FormData):
    """The agreement; `matters` are the entrusted matters by name, `term` the time the power of attorney lasts."""

    enterprise: str = ""
    credit_code: str = ""
    legal_person: str = ""
    address: str = ""
    contact: str = ""
    contact_phone: str = ""
    officer: str = ""
    officer_phone: str = ""
    centre_address: str = ""
    project: str = ""
    project_code: str = ""
    stages: tuple[str, ...] = ()
    matters: tuple[str, ...] = ()
    term: str = ""
    opening: tuple[str, ...] = ()
    powers: tuple[str, ...] = ()
    duties_a: tuple[str, ...] = ()
    duties_b: tuple[str, ...] = ()
    ending: tuple[str, ...] = ()
    fee: str = ""
    liability: tuple[str, ...] = ()
    effect: tuple[str, ...] = ()
    signed_on: str = ""


def _clauses(facts: Facts, **said: Any) -> Entrustment:
    return Entrustment(
        **facts.common(),
        centre_address=facts.text("zone.address"),
        opening=facts.paragraphs("entrustment.opening"),
        powers=facts.paragraphs("entrustment.powers"),
        duties_a=facts.paragraphs("entrustment.duties-a"),
        duties_b=facts.paragraphs("entrustment.duties-b"),
        ending=facts.paragraphs("entrustment.ending"),
        fee=facts.text("zone.fee"),
        liability=facts.paragraphs("entrustment.liability"),
        effect=facts.paragraphs("entrustment.effect"),
        **said,
    )


def _term(first: date | None, last: date | None) -> str:
    if first is None and last is None:
        return UNTIL_DONE
    begins = f"自{day_words(first)}起" if first else "自本协议生效之日起"
    return begins + (f"至{day_words(last)}止" if last else "至委托事项全部办结之日止")


def fill(facts: Facts, answers: Answers) -> Entrustment:
    """The agreement between the enterprise and the centre for this case."""
    signed_on = answers.day("signed_on")
    said = {key: answers.text(key) for key in _AS_WRITTEN}
    return _clauses(
        facts,
        project=facts.project.name,
        project_code=facts.project.project_code or "待赋码",
        stages=answers.checked("stages"),
        matters=answers.checked("matters"),
        term=_term(answers.day("from"), answers.day("until")),
        signed_on=day_words(signed_on) if signed_on else "",
        **said,
    )


def blank(facts: Facts) -> Entrustment:
    """The agreement for hand-filling, with all its clauses."""
    return _clauses(facts)


SPEC = FormSpec(
    key="entrustment",
    code="D02",
    title="项目帮办代办委托协议",
    subject=Subject.CASE,
    occasion=Occasion.RECEPTION,
    fill=fill,
    blank=blank,
    copies=2,
    asks=(
        Ask("enterprise", "甲方（委托人）", required=True, default=lambda facts: facts.project.enterprise),
        Ask("credit_code", "统一社会信用代码"),
        Ask("legal_person", "法定代表人"),
        Ask("address", "甲方地址"),
        Ask("contact", "甲方联系人"),
        Ask("contact_phone", "甲方联系电话"),
        Ask("officer", "乙方代办员", required=True, default=lambda facts: facts.case.officer),
        Ask("officer_phone", "代办员电话"),
        Ask("stages", "委托阶段", Kind.CHECKS, options=STAGES, default=lambda _facts: STAGES),
        Ask("from", "委托期限自", Kind.DATE, hint="可留空：自协议生效之日起"),
        Ask("until", "委托期限至", Kind.DATE, hint="可留空：至委托事项全部办结之日止"),
        Ask("signed_on", "签订日期", Kind.DATE, hint="可留空，由双方手工填写"),
        Ask("matters", "委托事项", Kind.CHECKS, required=True, offer=titles, default=titles),
    ),
)

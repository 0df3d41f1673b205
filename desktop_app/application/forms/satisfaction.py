"""满意度评价表 (D20, 好差评): how the enterprise rates the service, what it was charged, what a call-back found."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.application.forms.asks import Answers, Ask, Kind
from desktop_app.application.forms.facts import Facts, FormData
from desktop_app.application.forms.spec import FormSpec, Occasion, Subject
from desktop_app.domain.terms import day_words

GRADES = ("非常满意", "满意", "基本满意", "不满意", "非常不满意")
ASPECTS = (
    ("overall", "总体评价"),
    ("attitude", "服务态度"),
    ("efficiency", "办事效率"),
    ("competence", "专业水平"),
    ("integrity", "廉洁自律"),
)
"""What is rated: the field of the form and the words of the paper."""
CHARGED = ("没有收费", "有收费")
REACHED = ("已回访", "未接通", "不需要回访")
_OWN_HAND = "请由企业填写，代办员不得代填；评价只用于改进服务，不影响事项办理。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Satisfaction(FormData):
    """One rating; `charge` says what was charged by whom, `callback` what the centre heard when it called back."""

    enterprise: str = ""
    project: str = ""
    officer: str = ""
    served: str = ""
    rated_on: str = ""
    overall: str = ""
    attitude: str = ""
    efficiency: str = ""
    competence: str = ""
    integrity: str = ""
    charged: str = ""
    charge: str = ""
    opinion: str = ""
    contact: str = ""
    contact_phone: str = ""
    reached: str = ""
    callback: str = ""
    callback_by: str = ""
    callback_on: str = ""
    window: str = ""


def _served(facts: Facts) -> str:
    end = "至今" if not facts.case.situation().ended else "，已全部办结"
    return f"{day_words(facts.case.opened_on)}受委托{end}（{facts.case.template.name}）"


def fill(facts: Facts, answers: Answers) -> Satisfaction:
    """The sheet for one case; what the enterprise says is left to its own hand unless it was told."""
    rated_on, callback_on = answers.day("rated_on"), answers.day("callback_on")
    return Satisfaction(
        **facts.common(),
        notes=(_OWN_HAND,),
        enterprise=facts.project.enterprise,
        project=facts.project.name,
        officer=facts.case.officer,
        served=_served(facts),
        rated_on=day_words(rated_on) if rated_on else "",
        overall=answers.text("overall"),
        attitude=answers.text("attitude"),
        efficiency=answers.text("efficiency"),
        competence=answers.text("competence"),
        integrity=answers.text("integrity"),
        charged=answers.text("charged"),
        charge=answers.text("charge"),
        opinion=answers.text("opinion"),
        contact=answers.text("contact"),
        contact_phone=answers.text("contact_phone"),
        reached=answers.text("reached"),
        callback=answers.text("callback"),
        callback_by=answers.text("callback_by"),
        callback_on=day_words(callback_on) if callback_on else "",
        window=facts.text("zone.window"),
    )


def blank(facts: Facts) -> Satisfaction:
    """The form for hand-filling."""
    return Satisfaction(**facts.common(), notes=(_OWN_HAND,), window=facts.text("zone.window"))


SPEC = FormSpec(
    key="satisfaction",
    code="D20",
    title="帮办代办服务满意度评价表",
    subject=Subject.CASE,
    occasion=Occasion.DELIVERY,
    fill=fill,
    blank=blank,
    copies=1,
    asks=(
        *(
            Ask(key, label, Kind.CHOICE, options=GRADES, hint="由企业填写；留空就打印出来手工勾选")
            for key, label in ASPECTS
        ),
        Ask("charged", "是否收费", Kind.CHOICE, options=CHARGED),
        Ask("charge", "收费情况", hint="谁收的、什么名目、多少"),
        Ask("opinion", "意见建议", Kind.TEXT),
        Ask("contact", "联系人"),
        Ask("contact_phone", "联系电话"),
        Ask("rated_on", "评价日期", Kind.DATE),
        Ask("reached", "回访", Kind.CHOICE, options=REACHED),
        Ask("callback", "回访情况", Kind.TEXT),
        Ask("callback_by", "回访人"),
        Ask("callback_on", "回访日期", Kind.DATE),
    ),
)

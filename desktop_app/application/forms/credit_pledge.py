"""企业信用承诺书 (D10): for a matter under 承诺制: known, true, performed in time, liable, aware of what follows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from desktop_app.application.forms.asks import Answers, Ask, Kind, Row
from desktop_app.application.forms.facts import Facts, FormData
from desktop_app.application.forms.spec import FormSpec, Occasion, Subject
from desktop_app.domain.terms import day_words

COLUMNS = ("材料名称", "形式、份数", "提交方式")


@dataclass(frozen=True, slots=True)
class PledgedPaper:
    """One paper of the list, and whether it is handed in now or follows."""

    number: str
    name: str
    form: str
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditPledge(FormData):
    """The pledge of the builder, and of the designer where there is one; `perform_by` is the day it binds until."""

    enterprise: str = ""
    credit_code: str = ""
    legal_person: str = ""
    designer: str = ""
    designer_code: str = ""
    project: str = ""
    project_code: str = ""
    site: str = ""
    matter: str = ""
    authority: str = ""
    perform_by: str = ""
    materials: tuple[PledgedPaper, ...] = ()
    known: tuple[str, ...] = ()
    truth: tuple[str, ...] = ()
    performance: tuple[str, ...] = ()
    breach: tuple[str, ...] = ()
    date: str = ""


def _texts(facts: Facts) -> dict[str, Any]:
    return {key: facts.paragraphs(f"credit-pledge.{key}") for key in ("known", "truth", "performance", "breach")}


def _materials(facts: Facts) -> tuple[Row, ...]:
    materials = facts.case.template.step(facts.matter).matter.materials
    return tuple(
        (one.name, f"{one.form}{one.copies}份", "承诺后补" if one.tolerable else "随申请提交") for one in materials
    )


def fill(facts: Facts, answers: Answers) -> CreditPledge:
    """The pledge for one step."""
    step = facts.case.template.step(facts.matter)
    perform_by, date = answers.day("perform_by"), answers.day("date")
    rows = enumerate(answers.rows("materials"), 1)
    return CreditPledge(
        **facts.common(),
        **_texts(facts),
        enterprise=answers.text("enterprise"),
        credit_code=answers.text("credit_code"),
        legal_person=answers.text("legal_person"),
        designer=answers.text("designer"),
        designer_code=answers.text("designer_code"),
        project=facts.project.name,
        project_code=facts.project.project_code or "待赋码",
        site=answers.text("site"),
        matter=step.title,
        authority=step.matter.authority,
        perform_by=day_words(perform_by) if perform_by else "",
        materials=tuple(PledgedPaper(str(number), *row) for number, row in rows),
        date=day_words(date) if date else "",
    )


def blank(facts: Facts) -> CreditPledge:
    """The pledge for hand-filling."""
    return CreditPledge(**facts.common(), **_texts(facts))


SPEC = FormSpec(
    key="credit-pledge",
    code="D10",
    title="企业信用承诺书",
    subject=Subject.STEP,
    occasion=Occasion.RECEPTION,
    fill=fill,
    blank=blank,
    copies=3,
    asks=(
        Ask("enterprise", "建设单位", required=True, default=lambda facts: facts.project.enterprise),
        Ask("credit_code", "建设单位信用代码"),
        Ask("legal_person", "法定代表人"),
        Ask("designer", "设计单位"),
        Ask("designer_code", "设计单位信用代码"),
        Ask("site", "项目地址", default=lambda facts: facts.project.zone),
        Ask("perform_by", "履约期限", Kind.DATE, required=True),
        Ask("materials", "材料清单", Kind.ROWS, columns=COLUMNS, default=_materials),
        Ask("date", "承诺日期", Kind.DATE, hint="可留空，由企业手工填写"),
    ),
)

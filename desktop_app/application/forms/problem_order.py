"""问题交办（销号）单 (D21): a problem of an enterprise, who has to solve it by when, what came of it, and its end."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.application.forms.asks import Answers, Ask, Kind
from desktop_app.application.forms.facts import Facts, FormData
from desktop_app.application.forms.spec import FormSpec, Occasion, Subject
from desktop_app.domain.terms import day_words

SOURCES = (
    "办不成事窗口",
    "接诉即办",
    "企业家早餐会",
    "下午茶",
    "夜沙龙",
    "博士专家行",
    "走访",
    "专线",
    "热线",
    "其他",
)
KINDS = ("用地", "环评", "资金", "用工", "水电气", "政策兑现", "审批", "其他")
CONFIRMED = ("已解决，同意销号", "部分解决", "没有解决")
_RULE = "企业确认“已解决，同意销号”后才能销号；没有解决或部分解决的，退回责任单位继续办理，时限重新商定。"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemOrder(FormData):
    """One problem from the day it is handed over to the day it is struck off 销号."""

    project: str = ""
    project_code: str = ""
    enterprise: str = ""
    contact: str = ""
    source: str = ""
    kind: str = ""
    raised_on: str = ""
    problem: str = ""
    assigned_on: str = ""
    responsible: str = ""
    person: str = ""
    helping: str = ""
    due_on: str = ""
    requirement: str = ""
    assigned_by: str = ""
    measures: str = ""
    result: str = ""
    finished_on: str = ""
    confirmed: str = ""
    opinion: str = ""
    closed_on: str = ""
    closed_by: str = ""


def _of_project(facts: Facts, field: str) -> str:
    """What the project says, empty for an enterprise without one."""
    return "" if facts.of_project is None else str(getattr(facts.of_project, field))


def _day(answers: Answers, key: str) -> str:
    day = answers.day(key)
    return day_words(day) if day else ""


def fill(facts: Facts, answers: Answers) -> ProblemOrder:
    """The order as it was told, with the project from the ledger where there is one."""
    project = facts.of_project
    return ProblemOrder(
        **facts.common(),
        notes=(_RULE,),
        project=project.name if project is not None else "",
        project_code=(project.project_code or "待赋码") if project is not None else "",
        enterprise=answers.text("enterprise"),
        contact=answers.text("contact"),
        source=answers.text("source"),
        kind=answers.text("kind"),
        raised_on=_day(answers, "raised_on"),
        problem=answers.text("problem"),
        assigned_on=_day(answers, "assigned_on"),
        responsible=answers.text("responsible"),
        person=answers.text("person"),
        helping=answers.text("helping"),
        due_on=_day(answers, "due_on"),
        requirement=answers.text("requirement"),
        assigned_by=answers.text("assigned_by"),
        measures=answers.text("measures"),
        result=answers.text("result"),
        finished_on=_day(answers, "finished_on"),
        confirmed=answers.text("confirmed"),
        opinion=answers.text("opinion"),
        closed_on=_day(answers, "closed_on"),
        closed_by=answers.text("closed_by"),
    )


def blank(facts: Facts) -> ProblemOrder:
    """The form for hand-filling."""
    return ProblemOrder(**facts.common(), notes=(_RULE,))


SPEC = FormSpec(
    key="problem-order",
    code="D21",
    title="问题交办（销号）单",
    subject=Subject.PROJECT,
    occasion=Occasion.SUPERVISION,
    fill=fill,
    blank=blank,
    copies=2,
    alone=True,
    asks=(
        Ask("enterprise", "企业", required=True, default=lambda facts: _of_project(facts, "enterprise")),
        Ask("problem", "问题", Kind.TEXT, required=True),
        Ask("source", "问题来源", Kind.CHOICE, options=SOURCES),
        Ask("kind", "问题类别", Kind.CHOICE, options=KINDS),
        Ask("raised_on", "反映日期", Kind.DATE, default=lambda facts: facts.today),
        Ask("contact", "企业联系人"),
        Ask("responsible", "责任单位", required=True),
        Ask("person", "责任人"),
        Ask("helping", "配合单位"),
        Ask("assigned_on", "交办日期", Kind.DATE, default=lambda facts: facts.today),
        Ask("due_on", "办理时限", Kind.DATE, hint="责任单位最迟哪天办结"),
        Ask("requirement", "办理要求", Kind.TEXT),
        Ask("assigned_by", "交办人", default=lambda facts: _of_project(facts, "lead_official")),
        Ask("measures", "办理措施", Kind.TEXT),
        Ask("result", "办理结果", Kind.TEXT),
        Ask("finished_on", "办结日期", Kind.DATE),
        Ask("confirmed", "企业确认", Kind.CHOICE, options=CONFIRMED),
        Ask("opinion", "企业意见", Kind.TEXT),
        Ask("closed_on", "销号日期", Kind.DATE),
        Ask("closed_by", "销号审核人"),
    ),
)

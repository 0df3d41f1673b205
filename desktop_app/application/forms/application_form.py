"""帮办代办服务申请表 (D01): the enterprise, the project, what service is asked for, and the declaration."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from desktop_app.application.forms.asks import Answers, Ask, Kind
from desktop_app.application.forms.facts import Facts, FormData
from desktop_app.application.forms.spec import FormSpec, Occasion, Subject
from desktop_app.application.forms.steps_of_case import INSIDE
from desktop_app.domain.case import Case
from desktop_app.domain.money import amount_words
from desktop_app.domain.progress import StepState
from desktop_app.domain.terms import day_words

STAGES = ("立项用地规划许可", "工程建设许可", "施工许可", "竣工验收")
MODES = ("全程代办", "部分代办")
CONSTRUCTION_KINDS = ("新建", "扩建", "改建", "迁建", "技术改造")
APPROVAL_KINDS = ("审批", "核准", "备案")
PRIORITIES = ("国家级", "省级", "市级", "区级", "一般")
_AS_WRITTEN = (
    "credit_code", "address", "nature", "legal_person", "leader", "leader_post", "leader_phone", "handler",
    "handler_post", "handler_phone", "email", "land_area", "floor_area", "investment_type", "land_source",
    "approval_kind", "funding", "priority", "construction_kind", "engineering_class", "filing_number", "division",
    "site", "scale", "progress", "mode",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Application(FormData):
    """Everything the application says; `stages` and `matters` are what is ticked, `offered` every matter to tick."""

    applied_on: str = ""
    enterprise: str = ""
    credit_code: str = ""
    address: str = ""
    nature: str = ""
    legal_person: str = ""
    leader: str = ""
    leader_post: str = ""
    leader_phone: str = ""
    handler: str = ""
    handler_post: str = ""
    handler_phone: str = ""
    email: str = ""
    project: str = ""
    project_code: str = ""
    investment: str = ""
    land_area: str = ""
    floor_area: str = ""
    investment_type: str = ""
    land_source: str = ""
    approval_kind: str = ""
    funding: str = ""
    priority: str = ""
    construction_kind: str = ""
    engineering_class: str = ""
    filing_number: str = ""
    division: str = ""
    site: str = ""
    scale: str = ""
    progress: str = ""
    stages: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()
    matters: tuple[str, ...] = ()
    mode: str = ""
    declaration: tuple[str, ...] = ()
    window: str = ""


def _case(facts: Facts) -> Case | None:
    """The newest case of the project, None before one is opened."""
    return next(reversed(facts.work.cases.of_project(facts.project.id)), None)


def _matters(facts: Facts) -> tuple[str, ...]:
    case = _case(facts)
    if case is None:
        return ()
    left_out = case.situation().left_out
    steps = [step for step in case.template.steps if step.code not in left_out]
    return tuple(step.title for step in steps if step.matter.approval_kind != INSIDE)


def _progress(facts: Facts) -> str:
    case = _case(facts)
    if case is None:
        return ""
    states = case.situation().state
    done = sum(state is StepState.DONE for state in states.values())
    running = [case.template.step(code).title for code, state in states.items() if state is StepState.IN_PROGRESS]
    return f"已办结 {done} 项" + (f"；在办：{'、'.join(running)}" if running else "")


def fill(facts: Facts, answers: Answers) -> Application:
    """The application as it was told, with what the ledger knows of the project."""
    investment, day = answers.number("investment"), answers.day("applied_on")
    said: dict[str, Any] = {key: answers.text(key) for key in _AS_WRITTEN}
    return Application(
        **facts.common(),
        applied_on=day_words(day) if day else "",
        enterprise=answers.text("enterprise"),
        project=facts.project.name,
        project_code=facts.project.project_code or "待赋码",
        investment="" if investment is None else amount_words(investment),
        stages=answers.checked("stages"),
        offered=_matters(facts),
        matters=answers.checked("matters"),
        declaration=facts.paragraphs("application.declaration"),
        window=facts.text("zone.window"),
        **said,
    )


def blank(facts: Facts) -> Application:
    """The form for hand-filling."""
    declaration = facts.paragraphs("application.declaration")
    return Application(**facts.common(), declaration=declaration, window=facts.text("zone.window"))


def _mode(facts: Facts) -> str:
    return {True: MODES[0], False: MODES[1], None: ""}[facts.project.full_agency]


SPEC = FormSpec(
    key="application",
    code="D01",
    title="项目帮办代办服务申请表",
    subject=Subject.PROJECT,
    occasion=Occasion.RECEPTION,
    fill=fill,
    blank=blank,
    copies=1,
    asks=(
        Ask("applied_on", "申请日期", Kind.DATE, default=lambda facts: facts.today),
        Ask("enterprise", "单位名称", required=True, default=lambda facts: facts.project.enterprise),
        Ask("credit_code", "统一社会信用代码"),
        Ask("address", "单位地址"),
        Ask("nature", "单位性质", hint="如 有限责任公司"),
        Ask("legal_person", "法定代表人"),
        Ask("leader", "项目负责人"),
        Ask("leader_post", "负责人职务"),
        Ask("leader_phone", "负责人电话"),
        Ask("handler", "经办人"),
        Ask("handler_post", "经办人职务"),
        Ask("handler_phone", "经办人电话"),
        Ask("email", "电子邮箱"),
        Ask("investment", "总投资", Kind.MONEY, default=lambda facts: facts.project.investment_yuan),
        Ask("land_area", "用地面积", hint="如 80 亩"),
        Ask("floor_area", "建筑面积", hint="如 32000 平方米"),
        Ask("investment_type", "投资类型", hint="如 内资企业投资"),
        Ask("land_source", "土地来源", hint="如 招拍挂出让"),
        Ask("approval_kind", "立项类型", Kind.CHOICE, options=APPROVAL_KINDS),
        Ask("funding", "资金来源", hint="如 企业自筹"),
        Ask("priority", "重点级别", Kind.CHOICE, options=PRIORITIES),
        Ask("construction_kind", "建设性质", Kind.CHOICE, options=CONSTRUCTION_KINDS),
        Ask("engineering_class", "工程分类", hint="如 工业厂房"),
        Ask("filing_number", "备案（核准）文号"),
        Ask("division", "行政区划"),
        Ask("site", "项目地址", default=lambda facts: facts.project.zone),
        Ask("scale", "建设规模及内容", Kind.TEXT),
        Ask("progress", "当前进度", Kind.TEXT, default=_progress),
        Ask("stages", "申请代办阶段", Kind.CHECKS, options=STAGES, default=lambda _facts: STAGES),
        Ask("mode", "代办方式", Kind.CHOICE, options=MODES, default=_mode),
        Ask("matters", "申请代办事项", Kind.CHECKS, offer=_matters, default=_matters),
    ),
)

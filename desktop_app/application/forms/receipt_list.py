"""材料接收清单 (D07): which papers were handed in, in which form, how many; who received them, and where they went."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from desktop_app.application.form_filling import limit_words
from desktop_app.application.forms.asks import Answers, Ask, Kind, Row
from desktop_app.application.forms.facts import Facts, FormData
from desktop_app.application.forms.spec import FormSpec, Occasion, Subject
from desktop_app.domain.checklist import Counts, LineKind, MaterialLine, step_materials
from desktop_app.domain.template import StepTemplate
from desktop_app.domain.terms import day_words

COLUMNS = ("材料名称", "材料形式", "份数", "备注")
ROUTE_COLUMNS = ("送达部门", "收件人", "取件时间", "中转确认", "送件人", "送达时间")
_START_WORDS = {"received": "收件", "accepted": "受理"}


@dataclass(frozen=True, slots=True)
class ReceivedPaper:
    """One material in one form: 原件, 复印件 or 电子件."""

    number: str
    name: str
    form: str
    copies: str
    note: str


@dataclass(frozen=True, slots=True)
class Routed:
    """One leg of the way of the papers: to which authority, who took them when, who brought them when."""

    authority: str
    taker: str
    taken: str
    confirmed: str
    carrier: str
    delivered: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptList(FormData):
    """The list of one filing, the receipt of the one who hands in."""

    serial: str = ""
    enterprise: str = ""
    credit_code: str = ""
    handler: str = ""
    handler_phone: str = ""
    matter: str = ""
    authority: str = ""
    project: str = ""
    project_code: str = ""
    limit: str = ""
    started: str = ""
    received: str = ""
    papers: tuple[ReceivedPaper, ...] = ()
    remark: str = ""
    route: tuple[Routed, ...] = ()
    receiver: str = ""


def _lines(facts: Facts) -> tuple[MaterialLine, ...]:
    step = facts.case.template.step(facts.matter)
    lines = step_materials(step, facts.work.custody.of_project(facts.case.project_id)).lines
    return tuple(line for line in lines if line.kind is not LineKind.RESULT)


def _recorded(facts: Facts) -> bool:
    return any(line.received != Counts() for line in _lines(facts))


def _papers(facts: Facts) -> tuple[Row, ...]:
    """What was recorded as received; before anything was, what the step asks of the enterprise."""
    if _recorded(facts):
        return tuple(row for line in _lines(facts) for row in _rows(line, line.received, ""))
    asked = [line for line in _lines(facts) if line.source != "部门共享"]
    return tuple(row for line in asked for row in _rows(line, line.due, "可容缺" if line.tolerable else ""))


def _rows(line: MaterialLine, counts: Counts, note: str) -> Iterator[Row]:
    for form, number in (("原件", counts.originals), ("复印件", counts.copies), ("电子件", counts.efiles)):
        if number:
            # 收 and 验 are said of originals only.
            yield (line.name, form, str(number), note or (line.check_words if form == "原件" else ""))


def _limit(step: StepTemplate) -> str:
    """承诺 10 工作日；法定 20 工作日."""
    named = (("承诺", step.promised_limit), ("法定", step.statutory_limit))
    return "；".join(f"{name} {limit_words(limit)}" for name, limit in named if limit) or "没有规定"


def _started(step: StepTemplate) -> str:
    """From what the limits run, in words."""
    limit = step.promised_limit or step.statutory_limit
    if limit is None:
        return ""
    if limit.start.startswith("done:"):
        return "自前一环节办结的次日起算"
    return f"自{_START_WORDS[limit.start]}的次日起算"


def _received(facts: Facts) -> str:
    attempt = facts.standing().progress.attempt
    return day_words(attempt.filed) if attempt and attempt.filed else ""


def _route(facts: Facts) -> tuple[Row, ...]:
    return ((facts.case.template.step(facts.matter).matter.authority, "", "", "", "", ""),)


def fill(facts: Facts, answers: Answers) -> ReceiptList:
    """The list for one step."""
    step = facts.case.template.step(facts.matter)
    return ReceiptList(
        **facts.common(),
        notes=_notes(facts),
        serial=answers.text("serial"),
        enterprise=answers.text("enterprise"),
        credit_code=answers.text("credit_code"),
        handler=answers.text("handler"),
        handler_phone=answers.text("handler_phone"),
        matter=step.title,
        authority=step.matter.authority,
        project=facts.project.name,
        project_code=facts.project.project_code or "待赋码",
        limit=_limit(step) + ("" if step.matter.verified == "law" else "（待核）"),
        started=_started(step),
        received=_received(facts),
        papers=tuple(ReceivedPaper(str(number), *row) for number, row in enumerate(answers.rows("papers"), 1)),
        remark=answers.text("remark"),
        route=tuple(Routed(*row) for row in answers.rows("route")),
        receiver=answers.text("receiver"),
    )


def _notes(facts: Facts) -> tuple[str, ...]:
    counting = (
        "办理时限以工作日计的，不含法定节假日；听证、招标、拍卖、检验、检测、检疫、鉴定、专家评审所需时间不计入。"
    )
    if _recorded(facts):
        return (counting,)
    return (counting, "材料尚未登记接收，上表按本事项应交的材料预填，签字以前请逐项核对。")


def blank(facts: Facts) -> ReceiptList:
    """The list for hand-filling."""
    return ReceiptList(**facts.common())


SPEC = FormSpec(
    key="receipt-list",
    code="D07",
    title="材料接收清单（收件回执）",
    subject=Subject.STEP,
    occasion=Occasion.RECEPTION,
    fill=fill,
    blank=blank,
    copies=2,
    asks=(
        Ask("serial", "申报流水号", hint="审批系统给的号，没有可留空"),
        Ask("enterprise", "申报主体", required=True, default=lambda facts: facts.project.enterprise),
        Ask("credit_code", "主体编号", hint="统一社会信用代码"),
        Ask("handler", "办理人"),
        Ask("handler_phone", "办理人电话"),
        Ask("papers", "接收的材料", Kind.ROWS, required=True, columns=COLUMNS, default=_papers),
        Ask("remark", "备注", Kind.TEXT),
        Ask("route", "流转", Kind.ROWS, columns=ROUTE_COLUMNS, default=_route),
        Ask("receiver", "收件人", default=lambda facts: facts.carried(facts.standing().officer)),
    ),
)

"""送达回证 (D18): which papers of a decision were served on whom, where, how and when, and who signed for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop_app.application.forms.asks import Answers, Ask, Kind, Row
from desktop_app.application.forms.facts import Facts, FormData
from desktop_app.application.forms.spec import FormSpec, Occasion, Subject
from desktop_app.domain.progress import ENDED_STATES
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.terms import STATE_WORDS, day_words

WAYS = ("窗口领证", "邮政快递", "直接送达", "电子送达")
COLUMNS = ("文件名称", "文号", "份数", "备注")
_LAW = (
    "准予行政许可的决定，应当自作出之日起十日内向申请人颁发、送达行政许可证件（《行政许可法》第四十四条，"
    "按工作日计算，第八十二条）。"
)
_PROXY = "由他人代收的，由代收人签字，并写明代收人与受送达人的关系和代收原因；拒绝签收的，在备注中写明经过和见证人。"


@dataclass(frozen=True, slots=True)
class ServedPaper:
    """One paper that was served."""

    number: str
    name: str
    document_number: str
    copies: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceReceipt(FormData):
    """The receipt of one step's result; `serve_by` is the last day for serving as the clock counts it."""

    matter: str = ""
    project: str = ""
    project_code: str = ""
    authority: str = ""
    recipient: str = ""
    place: str = ""
    server: str = ""
    decided_on: str = ""
    serve_by: str = ""
    served_on: str = ""
    ways: tuple[str, ...] = ()
    tracking: str = ""
    papers: tuple[ServedPaper, ...] = ()
    receiver: str = ""
    proxy: str = ""
    proxy_reason: str = ""
    remark: str = ""


def _papers(facts: Facts) -> tuple[Row, ...]:
    result = facts.standing().step.matter.result
    return ((result.name, "", "1", ""),) if result else ()


def _serve_by(facts: Facts) -> str:
    clock = next((one for one in facts.standing().clocks if one.name == "delivery"), None)
    if clock is None or clock.due is None:
        return ""
    return day_words(clock.due) + ("" if clock.derivation.firm else "（暂估）")


def _served_on(facts: Facts) -> date | None:
    attempt = facts.standing().progress.attempt
    return attempt.delivered if attempt else None


def fill(facts: Facts, answers: Answers) -> ServiceReceipt:
    """The receipt for the result of a step, with the dates of its record."""
    one = facts.standing()
    attempt, served_on = one.progress.attempt, answers.day("served_on")
    rows = enumerate(answers.rows("papers"), 1)
    return ServiceReceipt(
        **facts.common(),
        notes=(_LAW, _PROXY),
        matter=one.step.title,
        project=facts.project.name,
        project_code=facts.project.project_code or "待赋码",
        authority=one.step.matter.authority,
        recipient=answers.text("recipient"),
        place=answers.text("place"),
        server=answers.text("server"),
        decided_on=day_words(attempt.ended) if attempt and attempt.ended else "",
        serve_by=_serve_by(facts),
        served_on=day_words(served_on) if served_on else "",
        ways=answers.checked("ways"),
        tracking=answers.text("tracking"),
        papers=tuple(ServedPaper(str(number), *row) for number, row in rows),
        receiver=answers.text("receiver"),
        proxy=answers.text("proxy"),
        proxy_reason=answers.text("proxy_reason"),
        remark=answers.text("remark"),
    )


def _guard(facts: Facts) -> None:
    one = facts.standing()
    if one.state not in ENDED_STATES:
        raise Refusal.say(
            f"“{one.step.title}”还没有办结（{STATE_WORDS[one.state]}），没有可以送达的结果；请先登记办结，或者打印空表手工填写"
        )


def blank(facts: Facts) -> ServiceReceipt:
    """The form for hand-filling."""
    return ServiceReceipt(**facts.common(), notes=(_LAW, _PROXY))


SPEC = FormSpec(
    key="service-receipt",
    code="D18",
    title="送达回证",
    subject=Subject.STEP,
    occasion=Occasion.DELIVERY,
    fill=fill,
    blank=blank,
    copies=2,
    guard=_guard,
    asks=(
        Ask("papers", "送达文件", Kind.ROWS, required=True, default=_papers, columns=COLUMNS),
        Ask("recipient", "受送达人", required=True, default=lambda facts: facts.project.enterprise),
        Ask("place", "送达地点", default=lambda facts: facts.text("zone.address")),
        Ask("server", "送达人", default=lambda facts: facts.carried(facts.standing().officer)),
        Ask("served_on", "送达日期", Kind.DATE, default=_served_on),
        Ask("ways", "送达方式", Kind.CHECKS, options=WAYS),
        Ask("tracking", "邮件单号"),
        Ask("receiver", "收件人"),
        Ask("proxy", "代收人", hint="写明与受送达人的关系"),
        Ask("proxy_reason", "代收原因"),
        Ask("remark", "备注", Kind.TEXT),
    ),
)

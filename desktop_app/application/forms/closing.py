"""代办办结单、委托终止单 (D03): how the service ended, what was done, what was handed back, both sides sign."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.application.forms.asks import Answers, Ask, Kind
from desktop_app.application.forms.facts import Facts, FormData
from desktop_app.application.forms.spec import FormSpec, Occasion, Subject
from desktop_app.application.forms.steps_of_case import ended_words, included, newest_number
from desktop_app.application.materials import refuse_while_out
from desktop_app.domain.progress import StepState
from desktop_app.domain.standing import Standing
from desktop_app.domain.terms import LAMP_WORDS, day_words

DONE = "全部办结"
REASONS = (DONE, "甲方提出终止", "项目不具备办理条件", "材料虚假或隐瞒真实情况")


@dataclass(frozen=True, slots=True)
class DoneStep:
    """A step that was done, and what it ended in."""

    number: str
    title: str
    authority: str
    ended: str
    result: str


@dataclass(frozen=True, slots=True)
class OpenStep:
    """A step that was not done, and how it stands."""

    number: str
    title: str
    authority: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing(FormData):
    """The end of a case: `agreement` is the number of the agreement it ends, `handed_back` what went to whom."""

    agreement: str = ""
    enterprise: str = ""
    project: str = ""
    project_code: str = ""
    officer: str = ""
    opened_on: str = ""
    ended_on: str = ""
    reason: str = ""
    explanation: str = ""
    done: tuple[DoneStep, ...] = ()
    open: tuple[OpenStep, ...] = ()
    handed_back: str = ""
    statement: tuple[str, ...] = ()


def _reason(facts: Facts) -> str:
    return DONE if facts.case.situation().ended else ""


def _handed_back(facts: Facts) -> str:
    number = newest_number(facts, "handover")
    return f"证照批文已按移交清单 {number} 移交；其余材料原件已退还甲方。" if number else ""


def _guard(facts: Facts) -> None:
    refuse_while_out(facts.work, facts.case, "出具代办办结（委托终止）单")


def _done(number: int, one: Standing) -> DoneStep:
    result = one.step.matter.result
    words = result.name if result else ""
    return DoneStep(str(number), one.step.title, one.step.matter.authority, ended_words(one), words)


def _open(number: int, one: Standing) -> OpenStep:
    return OpenStep(str(number), one.step.title, one.step.matter.authority, LAMP_WORDS[one.lamp])


def fill(facts: Facts, answers: Answers) -> Closing:
    """The closing sheet of a case with every step as it ended."""
    done = [one for one in included(facts) if one.state is StepState.DONE]
    still_open = [one for one in included(facts) if one.state is not StepState.DONE]
    ended_on = answers.day("ended_on")
    return Closing(
        **facts.common(),
        agreement=answers.text("agreement"),
        enterprise=facts.project.enterprise,
        project=facts.project.name,
        project_code=facts.project.project_code or "待赋码",
        officer=facts.case.officer,
        opened_on=day_words(facts.case.opened_on),
        ended_on=day_words(ended_on) if ended_on else "",
        reason=answers.text("reason"),
        explanation=answers.text("explanation"),
        done=tuple(_done(number, one) for number, one in enumerate(done, 1)),
        open=tuple(_open(number, one) for number, one in enumerate(still_open, 1)),
        handed_back=answers.text("handed_back"),
        statement=facts.paragraphs("closing.statement"),
    )


def blank(facts: Facts) -> Closing:
    """The form for hand-filling."""
    return Closing(**facts.common(), statement=facts.paragraphs("closing.statement"))


SPEC = FormSpec(
    key="closing",
    code="D03",
    title="项目代办办结（委托终止）单",
    subject=Subject.CASE,
    occasion=Occasion.ARCHIVE,
    fill=fill,
    blank=blank,
    copies=2,
    guard=_guard,
    asks=(
        Ask("agreement", "委托协议编号", default=lambda facts: newest_number(facts, "entrustment")),
        Ask("reason", "终止（办结）原因", Kind.CHOICE, required=True, options=REASONS, default=_reason),
        Ask("explanation", "情况说明", Kind.TEXT),
        Ask("ended_on", "终止（办结）日期", Kind.DATE, required=True, default=lambda facts: facts.today),
        Ask("handed_back", "材料交接", Kind.TEXT, default=_handed_back),
    ),
)

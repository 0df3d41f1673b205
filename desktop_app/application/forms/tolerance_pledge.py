"""容缺受理承诺书 (D09): which papers are missing at filing, by when they follow, and what happens if they do not."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.application.forms.asks import Answers, Ask, Kind, Row
from desktop_app.application.forms.facts import Facts, FormData
from desktop_app.application.forms.spec import FormSpec, Occasion, Subject
from desktop_app.application.forms.step_limits import handed_in, unended
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.terms import day_words

COLUMNS = ("缺少的材料", "形式、份数", "补齐期限")


@dataclass(frozen=True, slots=True)
class MissingPaper:
    """One paper that follows later, by when."""

    number: str
    name: str
    form: str
    due: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TolerancePledge(FormData):
    """The enterprise's pledge to the authority that accepts the filing without these papers."""

    enterprise: str = ""
    credit_code: str = ""
    legal_person: str = ""
    contact: str = ""
    contact_phone: str = ""
    project: str = ""
    project_code: str = ""
    matter: str = ""
    authority: str = ""
    accepted: str = ""
    missing: tuple[MissingPaper, ...] = ()
    promise: tuple[str, ...] = ()
    consequences: tuple[str, ...] = ()
    date: str = ""


def _missing(facts: Facts) -> tuple[Row, ...]:
    """What the step was tolerated without, with the day the clock names; before that, every tolerable material."""
    one = facts.standing()
    attempt = one.progress.attempt
    open_one = attempt.open_tolerance if attempt else None
    due = next((clock.due for clock in one.clocks if clock.name == "tolerance"), None)
    if open_one is not None:
        return ((open_one.missing, "", f"{due:%Y-%m-%d}" if due else ""),)
    materials = [material for material in one.step.matter.materials if material.tolerable]
    return tuple((material.name, f"{material.form}{material.copies}份", "") for material in materials)


def _accepted(facts: Facts) -> str:
    attempt = facts.standing().progress.attempt
    day = attempt.filed if attempt else None
    return day_words(day) if day else ""


def _guard(facts: Facts) -> None:
    """Nothing is pledged for a step that nobody has handed in, that has ended, or that may lack nothing."""
    one = unended(facts, "《容缺受理承诺书》")
    handed_in(one, "还没有可以容缺的")
    if not _missing(facts):
        raise Refusal.say(
            f"“{one.step.title}”没有登记容缺受理，材料清单里也没有可以容缺的材料；请先登记容缺受理，或者打印空表手工填写"
        )


def fill(facts: Facts, answers: Answers) -> TolerancePledge:
    """The pledge for one step."""
    step, date = facts.case.template.step(facts.matter), answers.day("date")
    rows = enumerate(answers.rows("missing"), 1)
    return TolerancePledge(
        **facts.common(),
        enterprise=answers.text("enterprise"),
        credit_code=answers.text("credit_code"),
        legal_person=answers.text("legal_person"),
        contact=answers.text("contact"),
        contact_phone=answers.text("contact_phone"),
        project=facts.project.name,
        project_code=facts.project.project_code or "待赋码",
        matter=step.title,
        authority=step.matter.authority,
        accepted=_accepted(facts),
        missing=tuple(MissingPaper(str(number), *row) for number, row in rows),
        promise=facts.paragraphs("tolerance-pledge.promise"),
        consequences=facts.paragraphs("tolerance-pledge.consequences"),
        date=day_words(date) if date else "",
    )


def blank(facts: Facts) -> TolerancePledge:
    """The pledge for hand-filling."""
    return TolerancePledge(
        **facts.common(),
        promise=facts.paragraphs("tolerance-pledge.promise"),
        consequences=facts.paragraphs("tolerance-pledge.consequences"),
    )


SPEC = FormSpec(
    key="tolerance-pledge",
    code="D09",
    title="容缺受理承诺书",
    subject=Subject.STEP,
    occasion=Occasion.RECEPTION,
    fill=fill,
    blank=blank,
    copies=2,
    guard=_guard,
    asks=(
        Ask("enterprise", "承诺单位", required=True, default=lambda facts: facts.project.enterprise),
        Ask("credit_code", "统一社会信用代码"),
        Ask("legal_person", "法定代表人"),
        Ask("contact", "联系人"),
        Ask("contact_phone", "联系电话"),
        Ask("missing", "缺少的材料", Kind.ROWS, required=True, columns=COLUMNS, default=_missing),
        Ask("date", "承诺日期", Kind.DATE, hint="可留空，由企业手工填写"),
    ),
)

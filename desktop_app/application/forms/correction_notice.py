"""材料补正通知单 (D08): what is missing or not in due form, told once and in full, by when, and under which article."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop_app.application.forms.asks import Answers, Ask, Kind
from desktop_app.application.forms.facts import Facts, FormData
from desktop_app.application.forms.spec import FormSpec, Occasion, Subject
from desktop_app.application.forms.step_limits import in_working_days, unended
from desktop_app.domain.matter import Material
from desktop_app.domain.progress import Attempt
from desktop_app.domain.step_clocks import correction_told_by
from desktop_app.domain.terms import day_words

COLUMNS = ("材料名称", "存在的问题", "需要补正的内容")
_PAPER = "材料补正通知单"
_CORRECTION_DAYS = 5
"""Working days proposed for the enterprise; the law sets none (行政许可法32 sets those of the authority)."""


@dataclass(frozen=True, slots=True)
class Absent:
    """A material that was not handed in."""

    number: str
    name: str
    form: str
    note: str


@dataclass(frozen=True, slots=True)
class Faulty:
    """A material that was handed in and does not do: what is wrong with it, what is wanted."""

    number: str
    name: str
    problem: str
    wanted: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionNotice(FormData):
    """The notice of one filing, by the unit that gives it to the enterprise."""

    enterprise: str = ""
    project: str = ""
    project_code: str = ""
    matter: str = ""
    issuer: str = ""
    received: str = ""
    told_by: str = ""
    rule: str = ""
    problem: str = ""
    absent: tuple[Absent, ...] = ()
    faulty: tuple[Faulty, ...] = ()
    correct_by: str = ""
    law: tuple[str, ...] = ()
    contact: str = ""
    contact_phone: str = ""
    address: str = ""


def form_words(material: Material) -> str:
    """原件2份, 电子件1份; a material without a form is only counted."""
    return f"{material.form}{material.copies}份"


def _materials(facts: Facts) -> tuple[str, ...]:
    """What the enterprise itself hands in; the authority fetches the rest."""
    return tuple(one.name for one in facts.standing().step.matter.materials if not one.internal_share)


def _problem(facts: Facts) -> str:
    """The reason recorded with an open 补正, if there is one."""
    attempt = unended(facts, _PAPER).progress.attempt
    found = [one for one in attempt.open_suspensions if one.kind.key == "correction"] if attempt else []
    return found[0].reason if found else ""


def fill(facts: Facts, answers: Answers) -> CorrectionNotice:
    """The notice for one step; raises Refusal when the step has ended."""
    one, by = unended(facts, _PAPER), answers.day("correct_by")
    attempt, missing = one.progress.attempt, set(answers.checked("absent"))
    told_by = correction_told_by(one.step, attempt, facts.calendar) if attempt else None
    absent = [material for material in one.step.matter.materials if material.name in missing]
    rows = enumerate(answers.rows("faulty"), 1)
    return CorrectionNotice(
        **facts.common(),
        notes=_notes(attempt, told_by, facts.today),
        enterprise=answers.text("enterprise"),
        project=facts.project.name,
        project_code=facts.project.project_code or "待赋码",
        matter=one.step.title,
        issuer=answers.text("issuer"),
        received=day_words(attempt.filed) if attempt and attempt.filed else "尚未登记收件",
        told_by=day_words(told_by) if told_by else "没有规定",
        rule=notice.basis if (notice := one.step.matter.correction_notice) else "没有规定",
        problem=answers.text("problem"),
        absent=tuple(
            Absent(str(number), material.name, form_words(material), "可容缺" if material.tolerable else "")
            for number, material in enumerate(absent, 1)
        ),
        faulty=tuple(Faulty(str(number), *row) for number, row in rows),
        correct_by=day_words(by) if by else "",
        law=facts.paragraphs("correction-notice.law"),
        contact=answers.text("contact"),
        contact_phone=answers.text("contact_phone"),
        address=facts.text("zone.address"),
    )


def _notes(attempt: Attempt | None, told_by: date | None, today: date) -> tuple[str, ...]:
    """What the paper cannot do any more: after acceptance, and after the last day to tell."""
    if attempt is not None and attempt.accepted is not None:
        accepted = day_words(attempt.accepted)
        return (f"本事项已于{accepted}受理；受理以后的补正只停承诺时限，法定时限没有另外的依据不停。",)
    if told_by is not None and told_by < today:
        return (f"一次告知的期限{day_words(told_by)}已过，依法自收到申请材料之日起即为受理，请核对。",)
    return ()


def blank(facts: Facts) -> CorrectionNotice:
    """The notice for hand-filling."""
    law, address = facts.paragraphs("correction-notice.law"), facts.text("zone.address")
    return CorrectionNotice(**facts.common(), law=law, address=address)


SPEC = FormSpec(
    key="correction-notice",
    code="D08",
    title=_PAPER,
    subject=Subject.STEP,
    occasion=Occasion.RECEPTION,
    fill=fill,
    blank=blank,
    copies=2,
    asks=(
        Ask("enterprise", "申请人", required=True, default=lambda facts: facts.project.enterprise),
        Ask("issuer", "出具单位", required=True, default=lambda facts: facts.standing().step.matter.authority),
        Ask("problem", "存在的问题", Kind.TEXT, required=True, default=_problem),
        Ask("absent", "没有提交的材料", Kind.CHECKS, offer=_materials),
        Ask("faulty", "不符合要求的材料", Kind.ROWS, columns=COLUMNS),
        Ask(
            "correct_by",
            "补正期限",
            Kind.DATE,
            required=True,
            default=lambda facts: in_working_days(facts, _CORRECTION_DAYS),
            hint="法律没有规定，按 5 个工作日预填，可以改",
        ),
        Ask("contact", "联系人", default=lambda facts: facts.carried(facts.standing().officer)),
        Ask("contact_phone", "联系电话"),
    ),
)

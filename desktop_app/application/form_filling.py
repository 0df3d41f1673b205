"""Form filling: from a case to the frozen data of its printed forms, in the words the paper carries."""

from __future__ import annotations

from datetime import date

from desktop_app.application.counting import measuring
from desktop_app.application.form_data import (
    BenchmarkLine,
    DeliveryItem,
    DeliveryList,
    ServiceSheet,
    ServiceSheetStep,
)
from desktop_app.application.forms.asks import Answers
from desktop_app.application.forms.facts import Facts
from desktop_app.application.forms.steps_of_case import late_mark_notes
from desktop_app.domain.calendar import WorkingCalendar
from desktop_app.domain.limit import BoundParty, Limit, Unit
from desktop_app.domain.progress import Attempt, Lamp, StepState
from desktop_app.domain.results import finishing_entry, officer_then
from desktop_app.domain.standing import Standing, bound_party, standings
from desktop_app.domain.step_clocks import RunningClock
from desktop_app.domain.terms import ENTERPRISE_CLOCK, LAMP_WORDS, benchmark_words, day_words

_NOT_A_CERTIFICATE = frozenset({"内部", "企业自办"})
"""Kinds of matter whose result stays in the house and is not handed over as 证照批文."""

_UNIT_WORDS = {
    Unit.WORKING_DAYS: "工作日",
    Unit.NATURAL_DAYS: "自然日",
    Unit.DAYS: "日",
    Unit.WORKING_HOURS: "工作小时",
    Unit.NATURAL_HOURS: "小时",
}


def service_sheet(facts: Facts, answers: Answers) -> ServiceSheet:
    """Fill 帮办代办服务单 (D11): one line per included step as it stands today."""
    found = standings(facts.case, facts.today, facts.calendar, until=None)
    listed = [one for one in found if one.state is not StepState.SKIPPED and not one.undecided]
    project, case = facts.project, facts.case
    how = measuring(facts.work)
    measured = how.standings(case, case.situation(), facts.today, facts.calendar)
    return ServiceSheet(
        number=facts.number,
        centre=facts.workspace.centre,
        project=project.name,
        enterprise=project.enterprise,
        project_code=project.project_code or "待赋码",
        service_mode={True: "全程代办", False: "部分代办", None: ""}[project.full_agency],
        entrusted_on=day_words(case.opened_on),
        lead_official=case.lead_official,
        lead_unit=case.lead_unit,
        officer=facts.carried(case.officer),
        template=f"{case.template.name}（{case.template.version}）",
        benchmarks=tuple(BenchmarkLine(one.benchmark.name, benchmark_words(one)) for one in measured),
        as_of=day_words(facts.today),
        steps=tuple(_step(number, one, facts) for number, one in enumerate(listed, 1)),
        content=answers.text("content"),
        cooperation=answers.text("cooperation"),
        notes=_notes(found),
        demo=facts.demo,
        copies=answers.copies,
        supervision_phone=facts.workspace.phone,
    )


def delivery_list(facts: Facts, answers: Answers) -> DeliveryList:
    """Fill 证照批文移交清单 (D19) with the results of finished steps; numbers and pages are filled in by hand."""
    found = standings(facts.case, facts.today, facts.calendar, until=None)
    certificates = [
        one
        for one in found
        if one.state is StepState.DONE
        and one.step.matter.result is not None
        and one.step.matter.approval_kind not in _NOT_A_CERTIFICATE
    ]
    notes = () if certificates else (f"截至{day_words(facts.today)}，本件还没有办结的证照批文，可在空行手工填写。",)
    return DeliveryList(
        number=facts.number,
        centre=facts.workspace.centre,
        project=facts.project.name,
        enterprise=facts.project.enterprise,
        project_code=facts.project.project_code or "待赋码",
        items=tuple(_item(number, one, facts.today) for number, one in enumerate(certificates, 1)),
        handed_by=facts.case.officer,
        received_by=answers.text("received_by"),
        witnessed_by=answers.text("witnessed_by"),
        date="",  # everybody dates their own signature by hand
        notes=notes,
        demo=facts.demo,
        copies=answers.copies,
    )


def lamp_text(one: Standing, today: date, calendar: WorkingCalendar) -> str:
    """What stands beside the lamp sign: days left, days over, days suspended, or the plain word."""
    match one.lamp:
        case Lamp.NORMAL | Lamp.WARNING if one.left is not None:
            return f"余 {one.left} 日"
        case Lamp.OVERDUE if one.left is not None:
            # Past its date, but no working day has gone by since: on the weekend after a Friday, for example.
            return f"逾 {-one.left} 日" if one.left else "刚逾期"
        case Lamp.SUSPENDED if one.suspension is not None:
            # The day of suspension itself stands still, so it counts as the first.
            stopped = calendar.count_working(one.suspension.first, today) + calendar.is_working(one.suspension.first)
            return f"已停 {stopped} 日"
        case Lamp.DONE:
            return "已办" if one.progress.attempt and one.progress.attempt.recorded else "按期"
        case Lamp.DONE_LATE:
            return "逾期"
        case _:
            return LAMP_WORDS[one.lamp]


def _carried(one: Standing, facts: Facts) -> str:
    """Who did a step that is done; who carries another one, with who stands in for them today."""
    entry = finishing_entry(one.progress)
    return facts.carried(one.officer) if entry is None else officer_then(facts.case, one.progress, entry)


def _step(number: int, one: Standing, facts: Facts) -> ServiceSheetStep:
    clocks = {clock.name: clock for clock in one.clocks}
    attempt = one.progress.attempt
    accepted = (attempt.accepted or attempt.received) if attempt else None
    statutory = one.step.statutory_limit
    law = statutory.bound_party if statutory else BoundParty.AUTHORITY
    return ServiceSheetStep(
        number=number,
        title=one.step.title,
        authority=one.step.matter.authority,
        officer=_carried(one, facts),
        accepted=_day(accepted, facts.today),
        statutory=_whose(_extended(limit_words(statutory), attempt, "statutory"), law),
        statutory_due=_due(clocks.get("statutory"), facts.today),
        promised=_whose(
            _extended(limit_words(one.step.promised_limit), attempt, "promised"), bound_party(one.step, None)
        ),
        promised_due=_due(clocks.get("promised"), facts.today),
        finished=_ended(attempt, facts.today),
        lamp=one.lamp,
        lamp_text=lamp_text(one, facts.today, facts.calendar),
        unverified=one.step.matter.verified != "law",
    )


def _item(number: int, one: Standing, today: date) -> DeliveryItem:
    result = one.step.matter.result
    attempt = one.progress.attempt
    return DeliveryItem(
        number=number,
        name=result.name if result else "",
        document_number="",
        authority=one.step.matter.authority,
        issued_on=_ended(attempt, today, full=True),
        valid_until="",
        form="原件",
        copies="1",
        pages="",
        note=(result.validity or "") if result else "",
    )


def limit_words(limit: Limit | None) -> str:
    """A limit as a narrow table cell writes it."""
    if limit is None:
        return ""
    return f"{limit.amount} {_UNIT_WORDS[limit.unit]}" if limit.amount else "即办"


def _extended(words: str, attempt: Attempt | None, clock: str) -> str:
    longer = attempt.extension(clock) if attempt else None
    return f"{words} 延 {longer.amount}" if longer else words


def _whose(words: str, bound: BoundParty) -> str:
    """A limit that is no department's says so below its length."""
    return f"{words}\n{ENTERPRISE_CLOCK}" if words and bound is BoundParty.ENTERPRISE else words


def _day(day: date | None, today: date) -> str:
    if day is None:
        return ""
    return f"{day:%m-%d}" if day.year == today.year else f"{day:%Y-%m-%d}"


def _due(clock: RunningClock | None, today: date) -> str:
    if clock is None:
        return ""
    if clock.held_by is not None:
        return "恢复后重算"
    return _day(clock.due, today) + ("" if clock.derivation.firm else " 暂估")


def _ended(attempt: Attempt | None, today: date, *, full: bool = False) -> str:
    if attempt is None or attempt.outcome is None:
        return ""
    if attempt.ended is not None:
        return f"{attempt.ended:%Y-%m-%d}" if full else _day(attempt.ended, today)
    return attempt.ended_month or "不详"


def _notes(found: tuple[Standing, ...]) -> tuple[str, ...]:
    notes = []
    skipped = [one.step.title for one in found if one.state is StepState.SKIPPED]
    undecided = [one.step.title for one in found if one.undecided]
    if skipped:
        notes.append(f"不适用、未列入 {len(skipped)} 项：{'、'.join(skipped)}。")
    if undecided:
        notes.append(f"是否办理待定、未列入 {len(undecided)} 项：{'、'.join(undecided)}。")
    doubts = dict.fromkeys(clock.derivation.doubt for one in found for clock in one.clocks if not clock.derivation.firm)
    notes.extend(f"暂估日期：{doubt}。" for doubt in doubts if doubt)
    marks = [f"{one.step.title}（{'、'.join(one.progress.marks)}）" for one in found if "提前" in one.progress.marks]
    if marks:
        notes.append(f"先于前置环节办理：{'、'.join(marks)}。")
    return (*notes, *late_mark_notes(found))

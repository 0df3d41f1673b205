"""Documents 文书: form data filled from the records, numbered, printed, archived, and printed again unchanged."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, cast

from desktop_app.application.calendars import CalendarService
from desktop_app.application.entry_book import NO_LEDGERS, LedgerKinds
from desktop_app.application.forms.asks import BINDING, COPIES, Answers, Asked, ask_all, check
from desktop_app.application.forms.facts import Facts, Numbered
from desktop_app.application.forms.registry import form_spec
from desktop_app.application.forms.spec import FormSpec, Subject
from desktop_app.application.indicators import IndicatorService
from desktop_app.application.paper_keys import KeyService
from desktop_app.application.paper_register import PaperAct, PaperEntry
from desktop_app.application.ports import Ids, Now, OpenUnitOfWork, Paper, PaperPrinter, Printed, UnitOfWork
from desktop_app.application.wording import WordingService
from desktop_app.domain.calendar import WorkingCalendar
from desktop_app.domain.forecast import Forecast
from desktop_app.domain.refusals import Refusal

DRAFT_NUMBER = "预览稿（未编号）"
SHEET_NUMBER = "随卷宗，不另编号"


@dataclass(frozen=True, slots=True)
class About:
    """What a paper is about: a case, a step of it (`matter`), a project, or, with nothing named, the zone."""

    case_id: str = ""
    matter: str = ""
    project_id: str = ""


@dataclass(frozen=True, slots=True)
class Issued:
    """A paper as it was issued, with the exact bytes, any characters that could not be printed, and remarks."""

    paper: Paper
    content: bytes
    unprintable: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentService:
    """Use cases on printed papers. `about` names the subject; a plain text is the id of a case."""

    open_work: OpenUnitOfWork
    calendars: CalendarService
    wording: WordingService
    keys: KeyService
    printer: PaperPrinter
    ids: Ids
    now: Now
    kinds: LedgerKinds = NO_LEDGERS
    indicators: IndicatorService | None = None
    forecast: Callable[[str], Forecast] | None = None

    def asked(self, form: str, about: About | str, given: Mapping[str, object] | None = None) -> tuple[Asked, ...]:
        """What the form asks, with the choices and proposals for its subject; the number of copies comes last.

        The day a report is about is taken from the answers `given` so far.
        """
        spec, calendar = form_spec(form), self.calendars.current()
        with self.open_work(writes=False) as work:
            return _asked(spec, _dated(spec, self._facts(work, spec, _about(about), calendar), given or {}))

    def preview(self, form: str, about: About | str, answers: Mapping[str, object]) -> Printed:
        """A draft without a number; nothing is stored. What is not answered is as proposed."""
        spec, calendar = form_spec(form), self.calendars.current()
        with self.open_work(writes=False) as work:
            facts = self._facts(work, spec, _about(about), calendar)
            data, _checked = _filled(spec, facts, answers, final=False)
            caution = spec.caution(_dated(spec, facts, answers))
        printed = self.printer.render(form, data)
        return replace(printed, remarks=(*printed.remarks, caution)) if caution else printed

    def data(self, form: str, about: About | str, answers: Mapping[str, object]) -> Numbered:
        """What a draft says, as data; nothing is printed or stored. What is not answered is as proposed."""
        spec, calendar = form_spec(form), self.calendars.current()
        with self.open_work(writes=False) as work:
            found, _checked = _filled(spec, self._facts(work, spec, _about(about), calendar), answers, final=False)
        return found

    def sheet(self, form: str, about: About | str, answers: Mapping[str, object]) -> Printed:
        """A finished sheet that belongs to a volume 卷宗 and has no number of its own; nothing is stored.

        Raises Refusal when an answer cannot be used or is missing.
        """
        spec, calendar = form_spec(form), self.calendars.current()
        with self.open_work(writes=False) as work:
            facts = self._facts(work, spec, _about(about), calendar)
            data, _checked = _filled(spec, facts, answers, final=True)
        return self.printer.render(form, replace(cast(Any, data), number=SHEET_NUMBER))

    def blank(self, form: str, copies: int | None = None) -> Printed:
        """The form with nothing but the names of the office, to be filled in by hand; it has no number."""
        spec, calendar = form_spec(form), self.calendars.current()
        with self.open_work(writes=False) as work:
            facts = Facts(
                workspace=work.workspace(),
                calendar=calendar,
                today=self.now().date(),
                number="",
                texts=self.wording.in_force(work),
                opened=work,
                kinds=self.kinds,
                indicators=self.indicators,
                forecast=self.forecast,
            )
            data = spec.blank(facts)
        given = check((Asked(COPIES, (), spec.copies),), {} if copies is None else {COPIES.key: copies}, final=True)
        return self.printer.render(form, replace(cast(Any, data), copies=given.copies))

    def issue(
        self, form: str, about: About | str, answers: Mapping[str, object], by: str, *, replaces: str = ""
    ) -> Issued:
        """Number, sign, print and archive a paper in one transaction, so that no number is lost or given twice.

        Numbers run without gaps per year, desk and kind (`BB-2026-A-D11-0003`). The paper it `replaces` becomes void.
        Raises Refusal when an answer cannot be used or is missing, the form may not be issued now, or the other paper
        cannot be replaced.
        """
        at = self.now()
        spec, calendar = form_spec(form), self.calendars.current()
        with self.open_work() as work:
            facts = self._facts(work, spec, _about(about), calendar)
            data, checked = _filled(spec, facts, answers, final=True)
            spec.guard(facts)
            number = _next_number(work, at.year, facts.workspace.desk, spec.code)
            data = replace(cast(Any, data), number=number)
            frozen = json.dumps(asdict(cast(Any, data)), ensure_ascii=False, sort_keys=True).encode()
            if replaces:
                _retire(work, replaces, form, PaperEntry(replaces, PaperAct.VOID, at, by.strip(), f"由 {number} 替代"))
            mark = self.keys.mark(work, number, frozen, by, replaces)
            printed = self.printer.render(form, data, mark)
            case, project = facts.of_case, facts.of_project
            paper = Paper(
                id=self.ids(),
                number=number,
                form=form,
                case_id=case.id if case else "",
                project_id=project.id if project else "",
                matter=facts.matter,
                title=spec.titled(data) if spec.titled else spec.title,
                sha256=printed.sha256,
                pages=printed.pages,
                issued_on=at.date(),
                issued_at=at,
                issued_by=by.strip() or (case.officer if case else ""),
            )
            work.papers.add(paper, printed.content, frozen)
            work.register.add_mark(number, mark)
            work.register.add_answers(number, answers)
            dated = _dated(spec, facts, answers)
            caution = spec.caution(dated)
            spec.keep(dated, checked, paper)
            work.commit()
        return Issued(paper, printed.content, printed.unprintable, (*printed.remarks, *filter(None, [caution])))

    def again(self, number: str) -> Issued:
        """The archived bytes of an issued paper, byte for byte; raises Refusal when the number is unknown."""
        with self.open_work(writes=False) as work:
            paper, content = work.papers.get(number.strip())
        return Issued(paper, content)

    def of_case(self, case_id: str) -> list[Paper]:
        """The papers issued for a case, oldest first."""
        with self.open_work(writes=False) as work:
            return work.papers.of_case(case_id)

    def _facts(self, work: UnitOfWork, spec: FormSpec, about: About, calendar: WorkingCalendar) -> Facts:
        """What the form is filled from; raises Refusal when its subject is not named or unknown."""
        needs_case = spec.subject in (Subject.CASE, Subject.STEP)
        case = work.cases.get(about.case_id) if needs_case else None
        project_id = case.project_id if case else about.project_id
        if spec.subject is Subject.PROJECT and not project_id and about.case_id:
            project_id = work.cases.get(about.case_id).project_id
        if spec.subject is Subject.STEP:
            if case is None or not about.matter:
                raise Refusal.say(f"“{spec.title}”是针对一个环节的，请先选定环节")
            case.template.step(about.matter)
        without = spec.subject is Subject.ZONE or (spec.alone and not project_id)
        return Facts(
            workspace=work.workspace(),
            calendar=calendar,
            today=self.now().date(),
            number=DRAFT_NUMBER,
            of_project=None if without else work.projects.get(project_id),
            of_case=case,
            matter=about.matter if spec.subject is Subject.STEP else "",
            texts=self.wording.in_force(work),
            opened=work,
            kinds=self.kinds,
            indicators=self.indicators,
            forecast=self.forecast,
        )


def _about(named: About | str) -> About:
    return About(case_id=named) if isinstance(named, str) else named


def _asked(spec: FormSpec, facts: Facts) -> tuple[Asked, ...]:
    return ask_all(spec.asks, facts, spec.copies, bound=spec.bound)


def _filled(spec: FormSpec, facts: Facts, given: Mapping[str, object], *, final: bool) -> tuple[Numbered, Answers]:
    facts = _dated(spec, facts, given)
    answers = check(_asked(spec, facts), given, final=final)
    how = {"copies": answers.copies} | ({"binding": answers.text(BINDING.key)} if spec.bound else {})
    return cast(Numbered, replace(cast(Any, spec.fill(facts, answers)), **how)), answers


def _dated(spec: FormSpec, facts: Facts, given: Mapping[str, object]) -> Facts:
    return replace(facts, on=spec.dated(facts, given)) if spec.dated else facts


def _next_number(work: UnitOfWork, year: int, desk: str, code: str) -> str:
    return f"BB-{year}-{desk}-{code}-{work.papers.next_number(year, desk, code):04d}"


def _retire(work: UnitOfWork, number: str, form: str, entry: PaperEntry) -> None:
    """Make the paper that is being replaced void, unless it is already; raises Refusal when it cannot be replaced."""
    paper, _content = work.papers.get(number)
    if paper.form != form:
        raise Refusal.say(f"{number} 是《{paper.title}》，只能用同一种文书替代")
    replaced = work.register.replaced_by(number)
    if replaced:
        raise Refusal.say(f"{number} 已经由 {replaced} 替代，请在 {replaced} 上重出")
    if all(one.act is not PaperAct.VOID for one in work.register.entries(number)):
        work.register.add_entry(entry)

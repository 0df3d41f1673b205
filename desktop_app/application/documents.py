"""Documents 文书: frozen form data filled from a case, numbered, printed, archived, and printed again unchanged."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace

from desktop_app.application.calendars import CalendarService
from desktop_app.application.form_data import DeliveryList, ServiceSheet
from desktop_app.application.form_filling import Facts, Wording, delivery_list, service_sheet
from desktop_app.application.ports import Ids, Now, OpenUnitOfWork, Paper, PaperPrinter, Printed, UnitOfWork
from desktop_app.domain.calendar import WorkingCalendar
from desktop_app.domain.refusals import Refusal

FORM_CODES = {"service-sheet": "D11", "handover": "D19"}
"""The forms that can be issued and their codes in the list of papers (dossier C.2)."""

FORM_TITLES = {"service-sheet": "项目帮办代办服务单", "handover": "证照批文移交清单"}

DRAFT_NUMBER = "预览稿（未编号）"


@dataclass(frozen=True, slots=True)
class Issued:
    """A paper as it was issued, with the exact bytes and any characters that could not be printed."""

    paper: Paper
    content: bytes
    unprintable: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentService:
    """Use cases on printed papers."""

    open_work: OpenUnitOfWork
    calendars: CalendarService
    printer: PaperPrinter
    ids: Ids
    now: Now

    def preview(self, form: str, case_id: str, wording: Wording) -> Printed:
        """A draft without a number; nothing is stored."""
        calendar = self.calendars.current()
        with self.open_work(writes=False) as work:
            data = self._fill(work, form, case_id, wording, calendar)
        return self.printer.render(form, data)

    def issue(self, form: str, case_id: str, wording: Wording, by: str) -> Issued:
        """Number, print and archive a paper in one transaction, so that no number is lost or given twice.

        Numbers run without gaps per year, desk and kind (`BB-2026-A-D11-0003`).
        """
        at = self.now()
        calendar = self.calendars.current()
        with self.open_work() as work:
            data = self._fill(work, form, case_id, wording, calendar)
            workspace = work.workspace()
            code = FORM_CODES[form]
            serial = work.papers.next_number(at.year, workspace.desk, code)
            number = f"BB-{at.year}-{workspace.desk}-{code}-{serial:04d}"
            data = replace(data, number=number)
            printed = self.printer.render(form, data)
            case = work.cases.get(case_id)
            paper = Paper(
                id=self.ids(),
                number=number,
                form=form,
                case_id=case.id,
                project_id=case.project_id,
                title=FORM_TITLES[form],
                sha256=printed.sha256,
                pages=printed.pages,
                issued_on=at.date(),
                issued_at=at,
                issued_by=by.strip() or case.officer,
            )
            frozen = json.dumps(asdict(data), ensure_ascii=False, sort_keys=True).encode()
            work.papers.add(paper, printed.content, frozen)
            work.commit()
        return Issued(paper, printed.content, printed.unprintable)

    def again(self, number: str) -> Issued:
        """The archived bytes of an issued paper, byte for byte; raises Refusal when the number is unknown."""
        with self.open_work(writes=False) as work:
            paper, content = work.papers.get(number.strip())
        return Issued(paper, content)

    def of_case(self, case_id: str) -> list[Paper]:
        """The papers issued for a case, oldest first."""
        with self.open_work(writes=False) as work:
            return work.papers.of_case(case_id)

    def _fill(
        self, work: UnitOfWork, form: str, case_id: str, wording: Wording, calendar: WorkingCalendar
    ) -> ServiceSheet | DeliveryList:
        if form not in FORM_CODES:
            raise Refusal.say(f"没有“{form}”这种文书，可选：{'、'.join(FORM_CODES)}")
        case = work.cases.get(case_id)
        facts = Facts(
            workspace=work.workspace(),
            project=work.projects.get(case.project_id),
            case=case,
            calendar=calendar,
            today=self.now().date(),
            number=DRAFT_NUMBER,
        )
        return service_sheet(facts, wording) if form == "service-sheet" else delivery_list(facts, wording)

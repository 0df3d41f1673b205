"""ReportLab adapter: frozen form data in, PDF bytes out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from desktop_app.application.paper_fonts import FontFile, PaperRole
from desktop_app.application.paper_register import PaperMark
from desktop_app.application.ports import Printed
from desktop_app.documents.fonts import set_in
from desktop_app.documents.form import Form
from desktop_app.documents.forms.application_form import ApplicationForm
from desktop_app.documents.forms.benchmark_sheet import BenchmarkSheetForm
from desktop_app.documents.forms.clock_sheet import ClockSheetForm
from desktop_app.documents.forms.closing import ClosingForm
from desktop_app.documents.forms.consultation import ConsultationForm
from desktop_app.documents.forms.correction_notice import CorrectionNoticeForm
from desktop_app.documents.forms.credit_pledge import CreditPledgeForm
from desktop_app.documents.forms.custody_slip import CustodySlipForm
from desktop_app.documents.forms.delivery_list import DeliveryListForm
from desktop_app.documents.forms.entrustment import EntrustmentForm
from desktop_app.documents.forms.fortnight_warning import FortnightWarningForm
from desktop_app.documents.forms.indicator_sheet import IndicatorSheetForm
from desktop_app.documents.forms.interview import InterviewForm
from desktop_app.documents.forms.ledger_sheet import LedgerSheetForm
from desktop_app.documents.forms.monthly_bulletin import MonthlyBulletinForm
from desktop_app.documents.forms.one_time_notice import OneTimeNoticeForm
from desktop_app.documents.forms.plan import PlanForm
from desktop_app.documents.forms.problem_order import ProblemOrderForm
from desktop_app.documents.forms.progress_chart import ProgressChartForm, ProgressChartsForm
from desktop_app.documents.forms.progress_notice import ProgressNoticeForm
from desktop_app.documents.forms.receipt_list import ReceiptListForm
from desktop_app.documents.forms.satisfaction import SatisfactionForm
from desktop_app.documents.forms.service_pledge import ServicePledgeForm
from desktop_app.documents.forms.service_receipt import ServiceReceiptForm
from desktop_app.documents.forms.service_sheet import ServiceSheetForm
from desktop_app.documents.forms.special_notice import SpecialNoticeForm
from desktop_app.documents.forms.staff_handover import StaffHandoverForm
from desktop_app.documents.forms.statistics_sheet import StatisticsSheetForm
from desktop_app.documents.forms.supervision_sheet import SupervisionSheetForm
from desktop_app.documents.forms.tolerance_pledge import TolerancePledgeForm
from desktop_app.documents.forms.urge import UrgeForm
from desktop_app.documents.forms.volume_contents import VolumeContentsForm
from desktop_app.documents.forms.volume_cover import VolumeCoverForm
from desktop_app.documents.forms.volume_note import VolumeNoteForm
from desktop_app.documents.forms.warning_letter import WarningLetterForm
from desktop_app.documents.forms.weekly_dispatch import WeeklyDispatchForm
from desktop_app.documents.mark import printed_with
from desktop_app.domain.refusals import Refusal

FORMS: Mapping[str, Form[Any]] = {
    form.key: form
    for form in (
        ConsultationForm(),
        ReceiptListForm(),
        ApplicationForm(),
        EntrustmentForm(),
        ServicePledgeForm(),
        OneTimeNoticeForm(),
        TolerancePledgeForm(),
        CorrectionNoticeForm(),
        CreditPledgeForm(),
        ServiceSheetForm(),
        ProgressNoticeForm(),
        SpecialNoticeForm(),
        PlanForm(),
        ClockSheetForm(),
        BenchmarkSheetForm(),
        ProgressChartForm(),
        ProgressChartsForm(),
        WeeklyDispatchForm(),
        StatisticsSheetForm(),
        IndicatorSheetForm(),
        FortnightWarningForm(),
        MonthlyBulletinForm(),
        SupervisionSheetForm(),
        LedgerSheetForm(),
        ProblemOrderForm(),
        UrgeForm(),
        WarningLetterForm(),
        InterviewForm(),
        DeliveryListForm(),
        CustodySlipForm(),
        StaffHandoverForm(),
        ServiceReceiptForm(),
        SatisfactionForm(),
        ClosingForm(),
        VolumeCoverForm(),
        VolumeContentsForm(),
        VolumeNoteForm(),
    )
}
"""Every form that can be printed, by its name on the command line."""


class FormPrinter:
    """The PaperPrinter port: prints any form of FORMS, roles set in installed fonts where one was `chosen`."""

    def __init__(self, chosen: Mapping[PaperRole, FontFile] | None = None) -> None:
        self.chosen = chosen or {}

    def render(self, form: str, data: object, mark: PaperMark | None = None) -> Printed:
        """Render `form` from its frozen data, with the mark of a paper that is being issued.

        Raises Refusal for a form that does not exist.
        """
        if form not in FORMS:
            known = "、".join(f"{key}（{one.title}）" for key, one in FORMS.items())
            raise Refusal.say(f"没有名为“{form}”的文书，可以打印的是：{known}。")
        with set_in(self.chosen), printed_with(mark):
            return FORMS[form].render(data)

    def void_copy(self, content: bytes, why: str) -> bytes:
        """The pages of a void paper with the stamp 作废 and the reason on each."""
        from desktop_app.documents.void_stamp import stamped

        return stamped(content, why)

"""ReportLab adapter: frozen form data in, PDF bytes out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from desktop_app.application.ports import Printed
from desktop_app.documents.form import Form
from desktop_app.documents.forms.consultation import ConsultationForm
from desktop_app.documents.forms.delivery_list import DeliveryListForm
from desktop_app.documents.forms.service_sheet import ServiceSheetForm
from desktop_app.domain.refusals import Refusal

FORMS: Mapping[str, Form[Any]] = {
    form.key: form
    for form in (
        ConsultationForm(),
        ServiceSheetForm(),
        DeliveryListForm(),
    )
}
"""Every form that can be printed, by its name on the command line."""


class FormPrinter:
    """The PaperPrinter port: prints any form of FORMS."""

    def render(self, form: str, data: object) -> Printed:
        """Render `form` from its frozen data; raises Refusal for a form that does not exist."""
        if form not in FORMS:
            known = "、".join(f"{key}（{one.title}）" for key, one in FORMS.items())
            raise Refusal.say(f"没有名为“{form}”的文书，可以打印的是：{known}。")
        return FORMS[form].render(data)

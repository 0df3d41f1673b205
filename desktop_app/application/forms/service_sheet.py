"""帮办代办服务单 (D11): what is asked beside the records."""

from __future__ import annotations

from desktop_app.application.form_data import ServiceSheet
from desktop_app.application.form_filling import service_sheet
from desktop_app.application.forms.asks import Ask, Kind
from desktop_app.application.forms.facts import Facts
from desktop_app.application.forms.spec import FormSpec, Occasion, Subject


def _blank(facts: Facts) -> ServiceSheet:
    return ServiceSheet(
        number=facts.number,
        centre=facts.workspace.centre,
        project="",
        enterprise="",
        project_code="",
        service_mode="",
        entrusted_on="",
        lead_official="",
        lead_unit="",
        officer="",
        template="",
        benchmarks=(),
        as_of="",
        steps=(),
        content="",
        cooperation="",
        demo=facts.demo,
        supervision_phone=facts.workspace.phone,
    )


SPEC = FormSpec(
    key="service-sheet",
    code="D11",
    title="项目帮办代办服务单",
    subject=Subject.CASE,
    occasion=Occasion.HANDLING,
    fill=service_sheet,
    blank=_blank,
    asks=(
        Ask("content", "帮办代办内容", Kind.TEXT),
        Ask("cooperation", "需企业配合事项", Kind.TEXT),
    ),
    bound=False,
)

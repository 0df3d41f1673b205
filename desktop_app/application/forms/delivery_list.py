"""证照批文移交清单 (D19): who signs beside the 代办员."""

from __future__ import annotations

from desktop_app.application.form_data import DeliveryList
from desktop_app.application.form_filling import delivery_list
from desktop_app.application.forms.asks import Ask
from desktop_app.application.forms.facts import Facts
from desktop_app.application.forms.spec import FormSpec, Occasion, Subject


def _blank(facts: Facts) -> DeliveryList:
    return DeliveryList(
        number=facts.number,
        centre=facts.workspace.centre,
        project="",
        enterprise="",
        project_code="",
        items=(),
        handed_by="",
        received_by="",
        witnessed_by="",
        date="",
        demo=facts.demo,
    )


SPEC = FormSpec(
    key="handover",
    code="D19",
    title="证照批文移交清单",
    subject=Subject.CASE,
    occasion=Occasion.DELIVERY,
    fill=delivery_list,
    blank=_blank,
    asks=(Ask("received_by", "接收人"), Ask("witnessed_by", "监交人")),
    bound=False,
)

"""证照批文移交清单 (D19): certificates of finished steps and originals kept at the centre, and who signs."""

from __future__ import annotations

from dataclasses import replace

from desktop_app.application.form_data import DeliveryItem, DeliveryList
from desktop_app.application.form_filling import delivery_list
from desktop_app.application.forms.asks import Answers, Ask
from desktop_app.application.forms.facts import Facts
from desktop_app.application.forms.spec import FormSpec, Occasion, Subject
from desktop_app.application.materials import items_here
from desktop_app.domain.custody import CustodyItem


def fill(facts: Facts, answers: Answers) -> DeliveryList:
    """The certificates of the finished steps with what was recorded when they came, then every other original kept
    at the centre."""
    data = delivery_list(facts, answers)
    here = list(items_here(facts.work, facts.case))
    if not here:
        return data
    items = [_known(item, here) for item in data.items]
    items += [_kept(number, one) for number, one in enumerate(here, len(items) + 1)]
    return replace(data, items=tuple(items), notes=())


def _known(item: DeliveryItem, here: list[CustodyItem]) -> DeliveryItem:
    """A certificate with the number, validity and copies of its receipt, which is taken from the originals left."""
    found = next((one for one in here if one.received.material == item.name), None)
    if found is None:
        return item
    here.remove(found)
    came = found.received
    return replace(
        item,
        document_number=came.document_number,
        valid_until=_day(found) or item.valid_until,
        copies=str(came.originals),
    )


def _kept(number: int, one: CustodyItem) -> DeliveryItem:
    came = one.received
    return DeliveryItem(
        number=number,
        name=came.material,
        document_number=came.document_number,
        authority="",
        issued_on="",
        valid_until=_day(one),
        form="原件",
        copies=str(came.originals),
        pages="",
        note=f"{came.giver}交来",
    )


def _day(one: CustodyItem) -> str:
    return one.received.valid_until.isoformat() if one.received.valid_until else ""


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
    fill=fill,
    blank=_blank,
    asks=(Ask("received_by", "接收人"), Ask("witnessed_by", "监交人")),
    bound=False,
)

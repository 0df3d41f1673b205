"""The register of forms: every form that can be issued, by its key."""

from __future__ import annotations

from collections.abc import Mapping

from desktop_app.application.forms import (
    application_form,
    benchmark_sheet,
    clock_sheet,
    closing,
    consultation,
    correction_notice,
    credit_pledge,
    delivery_list,
    entrustment,
    fortnight_warning,
    interview,
    monthly_bulletin,
    one_time_notice,
    plan,
    problem_order,
    progress_chart,
    progress_notice,
    receipt_list,
    satisfaction,
    service_pledge,
    service_receipt,
    service_sheet,
    special_notice,
    tolerance_pledge,
    urge,
    volume_contents,
    volume_cover,
    volume_note,
    warning_letter,
    weekly_dispatch,
)
from desktop_app.application.forms.spec import FormSpec
from desktop_app.domain.refusals import Refusal

FORM_SPECS: Mapping[str, FormSpec] = {
    spec.key: spec
    for spec in (
        consultation.SPEC,
        receipt_list.SPEC,
        application_form.SPEC,
        entrustment.SPEC,
        service_pledge.SPEC,
        one_time_notice.SPEC,
        tolerance_pledge.SPEC,
        correction_notice.SPEC,
        credit_pledge.SPEC,
        service_sheet.SPEC,
        progress_notice.SPEC,
        special_notice.SPEC,
        plan.SPEC,
        clock_sheet.SPEC,
        benchmark_sheet.SPEC,
        progress_chart.SPEC,
        progress_chart.SPEC_OF_ALL,
        weekly_dispatch.SPEC,
        fortnight_warning.SPEC,
        monthly_bulletin.SPEC,
        problem_order.SPEC,
        urge.SPEC,
        warning_letter.SPEC,
        interview.SPEC,
        delivery_list.SPEC,
        service_receipt.SPEC,
        satisfaction.SPEC,
        closing.SPEC,
        volume_cover.SPEC,
        volume_contents.SPEC,
        volume_note.SPEC,
    )
}
"""Every form, in the order the menus list them within an occasion."""


def form_spec(key: str) -> FormSpec:
    """The form of this key; raises Refusal with the keys there are."""
    if key not in FORM_SPECS:
        raise Refusal.say(f"没有“{key}”这种文书，可选：{'、'.join(FORM_SPECS)}")
    return FORM_SPECS[key]

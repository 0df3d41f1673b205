"""督办统计 (D35): set like a ledger."""

from __future__ import annotations

from desktop_app.application.forms.supervision_sheet import SPEC
from desktop_app.documents.forms.ledger_sheet import LedgerSheetForm


class SupervisionSheetForm(LedgerSheetForm):
    """Prints the register of supervision."""

    spec = SPEC

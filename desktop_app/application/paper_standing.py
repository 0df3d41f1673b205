"""Papers that events have overtaken: a 工作交接单 whose handover was accepted or taken back since it was issued."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

from desktop_app.application.paper_register import PaperRow
from desktop_app.application.ports import UnitOfWork
from desktop_app.domain.handover import HANDOVER_WORDS, handovers_of

_HANDOVER = "staff-handover"


def with_standing(work: UnitOfWork, rows: Sequence[PaperRow]) -> list[PaperRow]:
    """The lines of the register, each with what became of its matter since, where that is no longer what it says."""
    asked = [one for one in rows if one.form == _HANDOVER and one.void_at is None]
    if not asked:
        return list(rows)
    now = {one.number: HANDOVER_WORDS[one.state] for one in handovers_of(work.handovers.entries())}
    overtaken = {}
    for one in asked:
        said = json.loads(work.register.data(one.number))
        state = now.get(said["handover"], said["state"])
        if state != said["state"]:
            overtaken[one.number] = f"交接{state}"
    return [replace(one, overtaken=overtaken.get(one.number, "")) for one in rows]

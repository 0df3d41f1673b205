"""What stands above the lists of 今日: reports that are due, handovers nobody has accepted, and who is away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from desktop_app.application.desk import Desk
from desktop_app.cli.dates import iso
from desktop_app.cli.officer import cover_keys
from desktop_app.cli.report import due_report_keys
from desktop_app.domain.handover import Handover
from desktop_app.domain.progress import Lamp
from desktop_app.domain.rhythm import CADENCE_WORDS, Cadence
from desktop_app.domain.terms import LAMP_SIGNS


def note_keys(desk: Desk) -> dict[str, list[dict[str, object]]]:
    """The notes as they are now; they concern the whole office, whoever's board it is."""
    return {
        "reports_due": [due_report_keys(one) for one in desk.rhythm.waiting()],
        "handovers_waiting": [_handover_keys(one) for one in desk.handovers.waiting()],
        "away": [cover_keys(one) for one in desk.officers.directory().absences(desk.overview.day())],
    }


def _handover_keys(one: Handover) -> dict[str, object]:
    handed = one.handed
    return {
        "number": one.number,
        "from": handed.giver,
        "to": handed.taker,
        "on": iso(handed.on),
        "counts": asdict(handed.counts),
    }


def note_lines(answer: Mapping[str, Any]) -> Iterator[str]:
    """One note a line, with the sign of its lamp where it has one."""
    for one in answer["reports_due"]:
        title = f"{CADENCE_WORDS[Cadence(one['cadence'])]}（{one['period']}）"
        yield f"{LAMP_SIGNS[Lamp(one['lamp'])]} {title}{one['said']}{'' if one['firm'] else '（暂估）'}"
    for one in answer["handovers_waiting"]:
        counts = one["counts"]
        yield (
            f"{LAMP_SIGNS[Lamp.WARNING]} 待接收：{one['from']} → {one['to']}，{one['number']}，"
            f"代办件 {counts['cases']}、未结环节 {counts['steps']}、原件 {counts['originals']}"
        )
    for one in answer["away"]:
        yield one["words"]

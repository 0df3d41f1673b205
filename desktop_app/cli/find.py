"""Finding what an argument names: a case by its id or by an unmistakable beginning of it."""

from __future__ import annotations

from desktop_app.application.desk import Desk
from desktop_app.domain.case import Case
from desktop_app.domain.refusals import Refusal

SHORTEST_PREFIX = 8


def find_case(desk: Desk, reference: str) -> Case:
    """The case of an id or of a unique beginning of at least eight characters; raises Refusal otherwise."""
    wanted = reference.strip().lower()
    if len(wanted) < SHORTEST_PREFIX:
        raise Refusal.say(f"代办件编号“{reference}”太短，至少写前 {SHORTEST_PREFIX} 位；用 project show 可查看编号")
    found = [case for _, case in desk.overview.every_case_id() if case.startswith(wanted)]
    if not found:
        raise Refusal.say(f"没有找到代办件“{reference}”，请用 project show 查看编号")
    if len(found) > 1 and wanted not in found:
        raise Refusal.say(f"以“{reference}”开头的代办件不止一个，请多写几位或写全编号")
    return desk.cases.get(wanted if wanted in found else found[0])

"""What somebody has in hand: every list has as many rows as the workload counts, and says what each is about."""

from __future__ import annotations

from desktop_app.application.materials import Handing
from desktop_app.application.officer_hand import HandKind
from desktop_app.domain.events import Verb
from desktop_app.domain.officer import Officer
from desktop_app.domain.progress import Lamp
from tests.desks import act, on, opened

ISSUE = {
    "number": "1",
    "came_from": "走访",
    "raised_on": "2026-11-10",
    "enterprise": "某企业",
    "category": "用地",
    "description": "道路开口",
    "duty_person": "甲",
}
VISIT = {"visited_on": "2026-11-10", "enterprise": "某企业", "form": "上门", "subject": "看现场", "officer": "甲"}


def row(desk, name):
    return next(one for one in desk.officers.board().rows if one.name == name)


def weights(desk, name):
    return {kind.value: sum(line.weight for line in lines) for kind, lines in desk.officers.hand(name).items()}


def busy(desk):
    """甲 with one of everything: a case past its date, two originals, a reminder, an issue and a visit."""
    case = opened(desk, "SX-ZS", officer="甲")
    code = case.template.codes[0]
    act(desk, case, Verb.ACCEPT, code, "2026-11-03")
    step = next(one for one in desk.materials.of_case(case.id).steps if one.asked)
    said = Handing(matter=step.step.code, material=step.asked[0].name, originals=2, giver="企业", taker="甲", by="甲")
    desk.materials.receive(case.id, said)
    desk.reminders.fire()
    desk.entries.add("issues", ISSUE, "丁")
    desk.entries.add("visits", VISIT, "丁")
    return case


def test_the_rows_are_as_many_as_the_counts(workspace):
    busy(workspace)
    first = row(workspace, "甲")
    counts = {kind.value: getattr(first, kind.value) for kind in HandKind}
    assert weights(workspace, "甲") == counts
    assert counts == {"cases": 1, "originals": 2, "reminders": 1, "problems": 1, "visits": 1}
    assert set(weights(workspace, "乙").values()) == {0}


def test_every_row_says_what_it_is_about(workspace):
    case = busy(workspace)
    hand = {kind: lines[0] for kind, lines in workspace.officers.hand("甲").items()}
    project = workspace.projects.get(case.project_id).name
    for kind in (HandKind.CASES, HandKind.ORIGINALS, HandKind.REMINDERS):
        assert (hand[kind].where, hand[kind].case_id) == (project, case.id)
    assert (hand[HandKind.CASES].state, hand[HandKind.CASES].lamp) == ("逾期 1", Lamp.OVERDUE)
    assert hand[HandKind.CASES].on == hand[HandKind.REMINDERS].on == workspace.officers.steps("甲")[0].step.due_on
    assert hand[HandKind.ORIGINALS].what.endswith("（2 份）")
    assert hand[HandKind.REMINDERS].note.endswith("（没看过）")
    assert (hand[HandKind.PROBLEMS].what, hand[HandKind.PROBLEMS].where) == ("1 道路开口", "某企业")
    visit = hand[HandKind.VISITS]
    assert (visit.state, visit.what, visit.on) == ("上门", "看现场", on("2026-11-10"))


def test_a_former_name_brings_its_rows_along(workspace):
    busy(workspace)
    officer, _ = workspace.officers.register_strangers("丁")
    kept = officer[0]
    workspace.officers.save(Officer(kept.id, "甲二"), "丁")
    first = row(workspace, "甲二")
    assert weights(workspace, "甲二") == {kind.value: getattr(first, kind.value) for kind in HandKind}
    assert weights(workspace, "甲二")["visits"] == 1

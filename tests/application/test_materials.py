"""Materials of a case: checklist, files, custody of originals, what is out, and the block on closing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_app.application.documents import About
from desktop_app.application.forms.asks import Answers
from desktop_app.application.forms.facts import Facts
from desktop_app.application.forms.registry import form_spec
from desktop_app.application.materials import Handing, expiring
from desktop_app.domain.custody import Check, CustodyState, MaterialAct
from desktop_app.domain.events import Verb
from desktop_app.domain.progress import Lamp, StepState
from desktop_app.domain.refusals import Damaged, Refusal
from tests.desks import FRIDAY, Clock, act, finish, new_desk, on, opened

PDF = b"%PDF-1.7\nscan"


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def desk(tmp_path, clock):
    made = new_desk(tmp_path / "w", clock)
    yield made
    made.close()


def first_step(desk, case):
    """The first step of the checklist that asks for something, and the name of its first material."""
    step = next(one for one in desk.materials.of_case(case.id).steps if one.asked)
    return step.step.code, step.asked[0].name


def came(desk, case, **more):
    """An original that came from the enterprise and is kept."""
    matter, name = first_step(desk, case)
    said = Handing(matter=matter, material=name, originals=1, giver="企业张工", taker="甲", by="甲")
    return desk.materials.receive(case.id, replace(said, **more)).entry


def given(desk, case, item, taker="审批局", **more):
    return desk.materials.move(case.id, MaterialAct.GIVE, Handing(item=item.id, taker=taker, **more)).entry


def test_the_checklist_follows_the_steps_of_the_template(desk):
    case = opened(desk)
    found = desk.materials.of_case(case.id)
    states = desk.cases.get(case.id).situation().state
    with_lines = [
        step.code
        for step in case.template.steps
        if (step.matter.materials or step.matter.result) and states[step.code] is not StepState.SKIPPED
    ]
    assert [one.step.code for one in found.steps] == with_lines
    assert not found.items
    assert found.today == on(FRIDAY)


def test_what_came_is_counted_and_told_to_the_pages(desk):
    case = opened(desk)
    matter, name = first_step(desk, case)
    kept = desk.materials.receive(case.id, Handing(matter, name, originals=2, copies=1, giver=" 企业 ", taker="甲"))
    line = next(one for one in desk.materials.of_case(case.id).steps if one.step.code == matter).lines[0]
    assert (line.received.originals, line.received.copies, line.last) == (2, 1, kept.entry)
    assert (kept.entry.by, kept.entry.giver, kept.entry.on) == ("甲", "企业", on(FRIDAY))
    assert kept.changes.materials and kept.changes.projects == {case.project_id}


def test_an_unknown_step_is_refused_and_nothing_is_written(desk):
    case = opened(desk)
    with pytest.raises(Refusal, match="里没有事项 XX99"):
        desk.materials.receive(case.id, Handing("XX99", "证", originals=1, giver="企业", taker="甲"))
    assert not desk.materials.of_case(case.id).items


def test_a_file_is_kept_once_and_comes_back_under_its_safe_name(desk):
    case = opened(desk)
    matter, name = first_step(desk, case)
    said = Handing(matter, name)
    entry = desk.materials.attach(case.id, said, r"C:\扫描\土地证.PDF", PDF).entry
    file = desk.materials.file(entry.id)
    assert (file.name, file.content, entry.size) == ("土地证.pdf", PDF, len(PDF))
    with pytest.raises(Refusal, match="已经附过内容相同的文件"):
        desk.materials.attach(case.id, said, "别名.pdf", PDF)
    desk.materials.attach(case.id, replace(said, material="另一份"), "另一份.pdf", PDF)
    stored = [path for path in (desk.folder / "attachments").rglob("*") if path.is_file()]
    assert [path.parent.name + path.name for path in stored] == [entry.sha256]


def test_a_refused_file_leaves_nothing(desk):
    case = opened(desk)
    with pytest.raises(Refusal, match="这种文件不能附"):
        desk.materials.attach(case.id, Handing(*first_step(desk, case)), "a.exe", b"MZ")
    with pytest.raises(Refusal, match="里没有事项"):
        desk.materials.attach(case.id, Handing("XX99", "证"), "a.pdf", PDF)
    assert not (desk.folder / "attachments").exists()


def test_a_missing_file_is_said_to_be_missing(desk):
    case = opened(desk)
    entry = desk.materials.attach(case.id, Handing(*first_step(desk, case)), "a.pdf", PDF).entry
    next(path for path in (desk.folder / "attachments").rglob("*") if path.is_file()).unlink()
    with pytest.raises(Damaged, match="不见了"):
        desk.materials.file(entry.id)


def test_an_entry_without_a_file_has_none(desk):
    case = opened(desk)
    with pytest.raises(Refusal, match="没有附电子件"):
        desk.materials.file(came(desk, case).id)


def test_an_original_goes_out_comes_back_and_is_handed_over(desk):
    case = opened(desk)
    item = came(desk, case)
    given(desk, case, item, due_back=on("2026-11-23"))
    assert desk.materials.of_case(case.id).in_state(CustodyState.OUT)[0].holder == "审批局"
    desk.materials.move(case.id, MaterialAct.RETURN, Handing(item=item.id, taker="甲"))
    over = desk.materials.move(case.id, MaterialAct.HANDOVER, Handing(item=item.id, taker="企业张工")).entry
    assert (over.giver, over.taker) == ("甲", "企业张工")
    chain = desk.materials.of_case(case.id).in_state(CustodyState.HANDED_OVER)[0]
    assert [one.act for one in chain.moves] == [MaterialAct.GIVE, MaterialAct.RETURN, MaterialAct.HANDOVER]
    assert desk.materials.case_of(item.id) == case.id


def test_what_is_out_is_listed_by_the_day_it_should_come_back(desk, clock):
    case, other = opened(desk), opened(desk, officer="乙")
    late = came(desk, case)
    given(desk, case, late, due_back=on("2026-11-23"))
    given(desk, other, came(desk, other), taker="住建局")
    clock.day = "2026-11-25"
    first, second = desk.materials.out()
    assert (first.item.id, first.left, first.overdue, first.officer) == (late.id, -2, True, "甲")
    assert (second.item.holder, second.left, second.overdue) == ("住建局", None, False)
    assert [one.officer for one in desk.materials.out("乙")] == ["乙"]
    assert first.title == case.template.step(late.matter).title


def test_an_entry_is_taken_back_by_another(desk):
    case = opened(desk)
    item = came(desk, case)
    gone = given(desk, case, item)
    with pytest.raises(Refusal, match="以这条记录为前提"):
        desk.materials.reverse(item.id, "收错")
    desk.materials.reverse(gone.id, "没有送出", "乙")
    assert desk.materials.of_case(case.id).in_state(CustodyState.HELD)[0].id == item.id
    assert desk.materials.out() == ()
    with desk.projects.open_work(writes=False) as work:
        log = work.custody.of_project(case.project_id)
    assert [one.act for one in log] == [MaterialAct.RECEIVE, MaterialAct.GIVE, MaterialAct.REVERSE]
    assert (log[-1].by, log[-1].reason, log[-1].reverses) == ("乙", "没有送出", gone.id)


def test_materials_belong_to_the_project_like_the_record_of_a_matter(desk):
    case = opened(desk, "SX-BA-CG")
    other = opened(desk, "SX-BA-CNZ", project_id=case.project_id)
    asked = [one for one in desk.materials.of_case(case.id).steps if one.asked]
    step = next(one for one in asked if one.step.code in other.template.codes)
    came(desk, case, matter=step.step.code, material=step.asked[0].name)
    seen = {one.step.code for one in desk.materials.of_case(other.id).steps for line in one.lines if line.entries}
    assert seen == {step.step.code}


@pytest.mark.parametrize(("until", "soon"), [("2026-12-20", True), ("2026-12-21", False), ("2026-11-01", True)])
def test_a_certificate_kept_here_is_marked_before_it_lapses(until, soon, desk):
    case = opened(desk)
    came(desk, case, valid_until=on(until))
    item = desk.materials.of_case(case.id).items[0]
    assert expiring(item, on(FRIDAY)) is soon
    desk.materials.move(case.id, MaterialAct.HANDOVER, Handing(item=item.id, taker="企业"))
    assert not expiring(desk.materials.of_case(case.id).items[0], on(FRIDAY))


def test_originals_only_looked_at_are_received_but_not_kept(desk):
    case = opened(desk)
    came(desk, case, check=Check.SEEN)
    assert desk.materials.of_case(case.id).items == ()


def almost_done(desk):
    """A case with one step left, and that step's code."""
    case = opened(desk)
    while True:
        case = desk.cases.get(case.id)
        state = case.situation().state
        undecided = [code for code in case.situation().undecided if state[code] is not StepState.SKIPPED]
        if undecided:
            act(desk, case, Verb.SKIP, undecided[0], reason="不涉及")
            continue
        left = [code for code, one in state.items() if one in (StepState.READY, StepState.WAITING)]
        ready = [code for code in left if state[code] is StepState.READY]
        if len(left) == 1:
            return case, left[0]
        finish(desk, case, FRIDAY, ready[0])


def test_the_act_that_ends_a_case_waits_for_its_originals(desk):
    case, last = almost_done(desk)
    item = came(desk, case)
    given(desk, case, item, taker="不动产登记中心", due_back=on("2026-11-27"))
    act(desk, case, Verb.ACCEPT, last)
    with pytest.raises(
        Refusal, match=r"还有原件在外，不能办结.*在不动产登记中心（2026年11月20日 送交，应于 2026年11月27日 归还）"
    ):
        act(desk, case, Verb.FINISH, last)
    assert not desk.cases.get(case.id).situation().ended
    desk.materials.move(case.id, MaterialAct.RETURN, Handing(item=item.id, taker="甲"))
    act(desk, case, Verb.FINISH, last)
    assert desk.cases.get(case.id).situation().ended


def test_a_step_that_is_not_the_last_may_be_finished_while_an_original_is_out(desk):
    case = opened(desk)
    given(desk, case, came(desk, case))
    ready = next(code for code, state in case.situation().state.items() if state is StepState.READY)
    finish(desk, case, FRIDAY, ready)
    assert desk.cases.get(case.id).situation().state[ready] is StepState.DONE


def test_the_closing_sheet_is_not_issued_while_an_original_is_out(desk):
    case = opened(desk)
    item = came(desk, case)
    given(desk, case, item)
    answers = {"reason": "甲方提出终止"}
    assert desk.documents.preview("closing", About(case.id), answers).pages
    with pytest.raises(Refusal, match=r"还有原件在外，不能出具代办办结（委托终止）单：“.*”在审批局"):
        desk.documents.issue("closing", case.id, answers, "甲")
    assert desk.documents.of_case(case.id) == []
    desk.materials.move(case.id, MaterialAct.HANDOVER, Handing(item=item.id, taker="企业张工"))
    assert desk.documents.issue("closing", case.id, answers, "甲").paper.number.endswith("-D03-0001")


def handover_items(desk, case):
    with desk.projects.open_work(writes=False) as work:
        facts = Facts(
            desk.workspace.get(),
            desk.calendar,
            on(FRIDAY),
            "N",
            work.projects.get(case.project_id),
            work.cases.get(case.id),
            opened=work,
        )
        return form_spec("handover").fill(facts, Answers()).items


def test_the_handover_list_is_filled_from_what_is_kept_here(desk):
    case, _last = almost_done(desk)
    before = handover_items(desk, case)
    certificate = before[0]
    step = next(
        one.step.code for one in desk.materials.of_case(case.id).steps if one.lines[-1].name == certificate.name
    )
    came(
        desk,
        case,
        matter=step,
        material=certificate.name,
        giver="审批局",
        document_number="审批〔2026〕3号",
        valid_until=on("2027-01-31"),
        originals=2,
    )
    came(desk, case, material="不动产权证书", giver="企业张工")
    after = handover_items(desk, case)
    first = after[0]
    assert (first.document_number, first.valid_until, first.copies) == ("审批〔2026〕3号", "2027-01-31", "2")
    assert after[1 : len(before)] == before[1:]
    assert [(one.name, one.form, one.note) for one in after[len(before) :]] == [
        ("不动产权证书", "原件", "企业张工交来")
    ]


def test_what_should_have_come_back_stands_on_today_until_it_does(desk, clock):
    case = opened(desk)
    item = came(desk, case)
    given(desk, case, item, due_back=on("2026-11-23"))
    clock.day = "2026-11-23"
    assert desk.overview.today().originals == ()
    clock.day = "2026-11-25"
    (row,) = desk.overview.today().originals
    assert (row.lamp, row.left, row.what) == (Lamp.OVERDUE, -2, f"{item.material}（在审批局）")
    assert (row.step.clock, row.step.due_on, row.step.matter) == ("custody", on("2026-11-23"), item.matter)
    assert len(desk.overview.today("甲").originals) == 1
    assert desk.overview.today("乙").originals == ()
    desk.materials.move(case.id, MaterialAct.RETURN, Handing(item=item.id, taker="甲"))
    assert desk.overview.today().originals == ()

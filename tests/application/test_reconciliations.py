"""Reconciliation on a real database: what differs, what taking over writes, what keeping remembers."""

import random
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from desktop_app.application.reconciliations import ReconcileService, Wish
from desktop_app.domain.events import Verb
from desktop_app.domain.official_record import OfficialReading, OfficialState, OfficialStep
from desktop_app.domain.refusals import Refusal
from tests.desks import act, entered, finish, on, opened
from tests.walks import Walk

FILE = Path("导出.xlsx")


@dataclass
class Export:
    """A reader that gives the lines a test wrote down."""

    steps: list[OfficialStep] = field(default_factory=list)

    def read(self, path: Path) -> OfficialReading:
        """The lines."""
        return OfficialReading(tuple(self.steps))

    def says(self, project: str, matter: str, state: OfficialState, *days: str, code: str = "") -> None:
        """One line: received, accepted, ended."""
        received, accepted, ended = (date.fromisoformat(one) if one else None for one in (*days, "", "", "")[:3])
        cell = f"C{len(self.steps) + 3}"
        self.steps.append(OfficialStep("办件", cell, code, project, "", matter, state, received, accepted, ended))


@pytest.fixture
def export():
    return Export()


@pytest.fixture
def service(workspace, export):
    known = workspace.reconciliations
    return ReconcileService(known.open_work, known.calendars, export, known.ids, known.now)


def lx01(desk, case):
    return desk.cases.get(case.id).situation().progress["LX01"]


@pytest.fixture
def case(workspace):
    return opened(workspace, "SX-BA-CNZ", project_id=entered(workspace, "甲项目").id)


def take_all(service):
    report = service.compare(FILE)
    return service.settle(FILE, [Wish(one.key, accept=True) for one in report.lines if not one.obstacle], "乙")


def test_equal_records_are_no_difference(workspace, service, export, case):
    act(workspace, case, Verb.ACCEPT, "LX01", "2026-11-10", reason="先办")
    act(workspace, case, Verb.FINISH, "LX01", "2026-11-11")
    export.says("甲项目", "企业投资项目备案", OfficialState.DONE, "2026-11-10", "2026-11-10", "2026-11-11")
    report = service.compare(FILE)
    assert (report.steps, report.agreed, report.lines, report.unmatched) == (1, 1, (), ())


def test_taking_over_an_end_records_it_and_is_journaled(workspace, service, export, case):
    act(workspace, case, Verb.ACCEPT, "LX01", "2026-11-10", reason="先办")
    export.says("甲项目", "企业投资项目备案", OfficialState.DONE, "", "2026-11-10", "2026-11-12")
    (line,) = service.compare(FILE).lines
    assert (line.ours, line.theirs, line.aspect_words) == ("已受理", "办结 2026-11-12", "办理状态")
    done = service.settle(FILE, [Wish(line.key, accept=True)], "乙")
    assert done.accepted == 1
    assert [event.verb for event in done.changes.events] == [Verb.FINISH]
    assert lx01(workspace, case).attempt.ended == on("2026-11-12")
    assert service.compare(FILE).lines == ()
    (told,) = service.journal()
    decision = told.decision
    assert (told.project, told.title) == ("甲项目", "企业投资项目备案")
    assert (decision.by, decision.accepted, decision.matter) == ("乙", True, "LX01")
    assert decision.source == "导出.xlsx 办件 C3"


def test_a_changed_day_is_reversed_and_recorded_again(workspace, service, export, case):
    act(workspace, case, Verb.RECEIVE, "LX01", "2026-11-09", reason="先办")
    act(workspace, case, Verb.ACCEPT, "LX01", "2026-11-11", reason="先办")
    act(workspace, case, Verb.FINISH, "LX01", "2026-11-13", note="证照已取")
    export.says("甲项目", "企业投资项目备案", OfficialState.DONE, "2026-11-09", "2026-11-10", "2026-11-13")
    done = take_all(service)
    assert [event.verb for event in done.changes.events] == [Verb.REVERSE, Verb.REVERSE, Verb.ACCEPT, Verb.FINISH]
    progress = lx01(workspace, case)
    attempt = progress.attempt
    assert (attempt.received, attempt.accepted, attempt.ended) == (on("2026-11-09"), on("2026-11-10"), on("2026-11-13"))
    assert [one.note for one in progress.events][-1] == "证照已取"
    assert service.compare(FILE).lines == ()


def test_a_step_nobody_filed_is_filed_with_all_its_days(workspace, service, export, case):
    export.says("甲项目", "企业投资项目备案", OfficialState.DONE, "2026-11-09", "2026-11-10", "2026-11-13")
    outcome = next(one for one in service.compare(FILE).lines if one.aspect_words == "办理状态")
    service.settle(FILE, [Wish(outcome.key, accept=True)], "乙")
    attempt = lx01(workspace, case).attempt
    assert (attempt.received, attempt.accepted, attempt.ended) == (on("2026-11-09"), on("2026-11-10"), on("2026-11-13"))


def test_an_end_without_a_beginning_is_entered_as_done_before(workspace, service, export, case):
    export.says("甲项目", "企业投资项目备案", OfficialState.DONE, "", "", "2026-11-13")
    take_all(service)
    assert lx01(workspace, case).attempt.recorded
    assert service.compare(FILE).lines == ()


def test_an_end_the_official_system_does_not_know_is_taken_back(workspace, service, export, case):
    act(workspace, case, Verb.ACCEPT, "LX01", "2026-11-10", reason="先办")
    act(workspace, case, Verb.FINISH, "LX01", "2026-11-11")
    export.says("甲项目", "企业投资项目备案", OfficialState.ACCEPTED, "", "2026-11-10")
    done = take_all(service)
    assert [event.verb for event in done.changes.events] == [Verb.REVERSE]
    assert service.compare(FILE).agreed == 1


def test_a_step_left_out_is_included_again(workspace, service, export, case):
    optional = next(step for step in case.template.steps if step.optional)
    act(workspace, case, Verb.SKIP, optional.code, "2026-11-10", reason="不涉及")
    export.says("甲项目", optional.title, OfficialState.ACCEPTED, "", "2026-11-12")
    done = take_all(service)
    assert [event.verb for event in done.changes.events] == [Verb.INCLUDE, Verb.ACCEPT]


def test_keeping_needs_a_reason_and_is_not_asked_again(workspace, service, export, case):
    act(workspace, case, Verb.ACCEPT, "LX01", "2026-11-10", reason="先办")
    export.says("甲项目", "企业投资项目备案", OfficialState.ACCEPTED, "", "2026-11-12")
    (line,) = service.compare(FILE).lines
    with pytest.raises(Refusal, match="写明原因"):
        service.settle(FILE, [Wish(line.key, accept=False)], "乙")
    service.settle(FILE, [Wish(line.key, accept=False, reason="官方录错")], "乙")
    (again,) = service.compare(FILE).lines
    assert again.kept == "官方录错"
    export.steps.clear()
    export.says("甲项目", "企业投资项目备案", OfficialState.ACCEPTED, "", "2026-11-13")
    assert service.compare(FILE).lines[0].kept == ""


@pytest.mark.parametrize(
    ("state", "days", "why"),
    [
        (OfficialState.DONE, ("", "2026-11-10"), "没有办结日期"),
        (OfficialState.SPECIAL, ("", "2026-11-10"), "暂停要写明类别"),
        (OfficialState.UNSENT, (), "没有这一项的办件"),
        (OfficialState.NOT_NEEDED, (), "不能改为无需办理"),
    ],
)
def test_what_cannot_be_taken_over_says_why(workspace, service, export, case, state, days, why):
    act(workspace, case, Verb.ACCEPT, "LX01", "2026-11-10", reason="先办")
    export.says("甲项目", "企业投资项目备案", state, *days)
    (line,) = service.compare(FILE).lines
    assert why in line.obstacle
    with pytest.raises(Refusal, match=why):
        service.settle(FILE, [Wish(line.key, accept=True)], "乙")
    assert service.journal() == ()


@pytest.mark.parametrize(
    "days", [("", "2026-11-10", "2026-12-25"), ("2026-12-25", "", ""), ("", "2026-12-25", "2026-11-20")]
)
def test_a_day_that_has_not_come_is_never_taken_over(workspace, service, export, case, days):
    state = OfficialState.DONE if days[2] else OfficialState.IN_HAND
    export.says("甲项目", "企业投资项目备案", state, *days)
    lines = {one.aspect_words: one.obstacle for one in service.compare(FILE).lines}
    assert "在今天之后" in lines["办理状态"]


def test_days_that_no_longer_fit_are_an_obstacle(workspace, service, export, case):
    act(workspace, case, Verb.ACCEPT, "LX01", "2026-11-10", reason="先办")
    act(workspace, case, Verb.SUSPEND, "LX01", "2026-11-11", reason="缺件", kind="补正")
    export.says("甲项目", "企业投资项目备案", OfficialState.CORRECTING, "", "2026-11-13")
    assert "前后对不上" in service.compare(FILE).lines[0].obstacle


def test_a_day_that_does_not_fit_holds_up_no_other_day_of_the_step(workspace, service, export, case):
    act(workspace, case, Verb.RECEIVE, "LX01", "2026-11-09", reason="先办")
    act(workspace, case, Verb.ACCEPT, "LX01", "2026-11-11", reason="先办")
    act(workspace, case, Verb.SUSPEND, "LX01", "2026-11-12", reason="缺件", kind="补正")
    export.says("甲项目", "企业投资项目备案", OfficialState.IN_HAND, "2026-11-06", "2026-11-13")
    received, accepted = service.compare(FILE).lines
    assert (received.aspect_words, received.obstacle) == ("收件日期", "")
    assert accepted.aspect_words == "受理日期" and "前后对不上" in accepted.obstacle
    service.settle(FILE, [Wish(received.key, accept=True), Wish(accepted.key, accept=False, reason="官方录错")], "乙")
    attempt = lx01(workspace, case).attempt
    assert (attempt.received, attempt.accepted) == (on("2026-11-06"), on("2026-11-11"))
    (left,) = service.compare(FILE).lines
    assert (left.key, left.kept) == (accepted.key, "官方录错")
    told = {one.decision.aspect: one.outcome for one in service.journal()}
    assert told == {
        "received": "2026-11-09 → 2026-11-06",
        "accepted": "保留本系统 2026-11-11（官方 2026-11-13）",
    }


def test_an_end_that_does_not_fit_holds_up_no_beginning(workspace, service, export, case):
    act(workspace, case, Verb.RECEIVE, "LX01", "2026-11-09", reason="先办")
    act(workspace, case, Verb.ACCEPT, "LX01", "2026-11-10", reason="先办")
    act(workspace, case, Verb.SUSPEND, "LX01", "2026-11-13", reason="缺件", kind="补正")
    export.says("甲项目", "企业投资项目备案", OfficialState.DONE, "2026-11-06", "2026-11-09", "2026-11-12")
    obstacles = {one.aspect_words: bool(one.obstacle) for one in service.compare(FILE).lines}
    assert obstacles == {"收件日期": False, "受理日期": False, "办理状态": True}


def test_a_day_kept_is_not_brought_along_by_the_outcome(workspace, service, export, case):
    export.says("甲项目", "企业投资项目备案", OfficialState.DONE, "2026-11-09", "2026-11-10", "2026-11-13")
    lines = {one.aspect_words: one.key for one in service.compare(FILE).lines}
    service.settle(
        FILE,
        [
            Wish(lines["办理状态"], accept=True),
            Wish(lines["受理日期"], accept=True),
            Wish(lines["收件日期"], accept=False, reason="没有收件环节"),
        ],
        "乙",
    )
    attempt = lx01(workspace, case).attempt
    assert (attempt.accepted, attempt.ended) == (on("2026-11-10"), on("2026-11-13"))
    assert [one.verb for one in attempt_events(workspace, case)] == [Verb.ACCEPT, Verb.FINISH]


def attempt_events(desk, case):
    return [one for one in lx01(desk, case).events if one.verb is not Verb.INCLUDE]


def test_what_needs_another_difference_is_refused_by_itself_and_names_it(workspace, service, export, case):
    act(workspace, case, Verb.ACCEPT, "LX01", "2026-11-12", reason="先办")
    export.says("甲项目", "企业投资项目备案", OfficialState.DONE, "", "2026-11-09", "2026-11-10")
    lines = {one.aspect_words: one for one in service.compare(FILE).lines}
    assert not any(one.obstacle for one in lines.values())
    with pytest.raises(Refusal, match="请连同受理日期一起更正"):
        service.settle(FILE, [Wish(lines["办理状态"].key, accept=True)], "乙")
    assert service.journal() == ()
    service.settle(FILE, [Wish(one.key, accept=True) for one in reversed(lines.values())], "乙")
    assert service.compare(FILE).lines == ()


def test_an_outcome_whose_day_is_kept_back_is_refused(workspace, service, export, case):
    export.says("甲项目", "企业投资项目备案", OfficialState.ACCEPTED, "", "2026-11-10")
    lines = {one.aspect_words: one.key for one in service.compare(FILE).lines}
    wishes = [Wish(lines["办理状态"], accept=True), Wish(lines["受理日期"], accept=False, reason="官方录错")]
    with pytest.raises(Refusal, match="办理状态仍会与官方不一致"):
        service.settle(FILE, wishes, "乙")
    assert service.journal() == () and lx01(workspace, case).attempt is None


def test_all_or_nothing(workspace, service, export, case):
    act(workspace, case, Verb.ACCEPT, "LX01", "2026-11-10", reason="先办")
    export.says("甲项目", "企业投资项目备案", OfficialState.DONE, "", "2026-11-10", "2026-11-12")
    (line,) = service.compare(FILE).lines
    with pytest.raises(Refusal, match="已经不在了"):
        service.settle(FILE, [Wish(line.key, accept=True), Wish("000000000000", accept=True)], "乙")
    assert lx01(workspace, case).attempt.ended is None
    assert service.journal() == ()


def test_matching_by_code_name_and_what_somebody_said(workspace, service, export, case):
    code = "2026-141000-38-03-123456"
    other = opened(workspace, "SX-BA-CNZ", project_id=entered(workspace, "乙项目", project_code=code).id)
    finish(workspace, other, "2026-11-10", "QQ01")
    export.says("随便什么", "备案手续", OfficialState.IN_HAND, "2026-11-10", code=code)
    export.says("没有的", "企业投资项目备案", OfficialState.DONE)
    export.says("乙项目", "企业投资项目备案", OfficialState.DONE, code="2026-141000-38-03-999999")
    report = service.compare(FILE)
    assert [one.why[:6] for one in report.unmatched] == ["事项名称对不", "本系统没有这", "名称相同，但"]
    named = {"备案手续": "LX01"}
    found = service.compare(FILE, named)
    assert [(one.project, one.matter) for one in found.lines if one.aspect_words == "办理状态"] == [("乙项目", "LX01")]
    key = found.lines[0].key
    service.settle(FILE, [Wish(key, accept=True)], "乙", named)
    assert all(one.matter != "备案手续" for one in service.compare(FILE).unmatched), "the name is remembered"
    with pytest.raises(Refusal, match="不是"):
        service.compare(FILE, {"备案手续": "XX99"})


def test_a_line_told_twice_and_steps_not_told(workspace, service, export, case):
    act(workspace, case, Verb.ACCEPT, "QQ01", "2026-11-10")
    for _ in range(2):
        export.says("甲项目", "企业投资项目备案", OfficialState.UNSENT)
    report = service.compare(FILE)
    assert "不止一行" in report.unmatched[0].why
    assert [one.matter for one in report.absent] == ["QQ01"]


def walked(workspace, export, seed):
    """A case with a random past and an export that says something random of twelve of its steps."""
    dice = random.Random(seed)
    project = entered(workspace, "甲项目")
    case = opened(workspace, "SX-BA-CNZ", project_id=project.id)
    list(Walk(workspace, project.id, (case.id,), dice).steps(40))
    for code in dice.sample(case.template.codes, 12):
        days = [on("2026-10-01") + timedelta(days=dice.randrange(40)) for _ in range(3)]
        days.sort()
        said = [one.isoformat() if dice.random() < 0.8 else "" for one in days]
        export.says("甲项目", code, dice.choice(list(OfficialState)), *said)
    export.steps = [replace(one, matter_code=one.matter_name, matter_name="") for one in export.steps]
    return case, dice


@pytest.mark.parametrize("seed", range(12))
def test_after_taking_everything_over_nothing_is_left_to_take(workspace, service, export, seed):
    """Property: whatever was recorded before and whatever the export says, taking over what can be taken agrees."""
    walked(workspace, export, seed)
    wanted = [one for one in service.compare(FILE).lines if not one.obstacle]
    if not wanted:
        return
    service.settle(FILE, [Wish(one.key, accept=True) for one in wanted], "乙")
    after = service.compare(FILE)
    assert [one for one in after.lines if one.key in {two.key for two in wanted}] == []
    assert not [one for one in after.lines if not one.obstacle]


@pytest.mark.parametrize("seed", range(8))
def test_each_difference_is_decided_by_itself(workspace, service, export, seed):
    """Property: whatever is taken over of a step is gone, whatever is kept of it is still ours; or nothing happened."""
    case, dice = walked(workspace, export, seed)
    seen = set()
    while True:
        lines = [one for one in service.compare(FILE).lines if one.matter not in seen]
        if not lines:
            return
        seen.add(lines[0].matter)
        step = [one for one in lines if one.matter == lines[0].matter]
        wishes = [Wish(one.key, accept=not one.obstacle and dice.random() < 0.5, reason="官方录错") for one in step]
        before = workspace.cases.get(case.id).events
        try:
            service.settle(FILE, wishes, "乙")
        except Refusal as refusal:
            assert "前后对不上" in str(refusal) and "什么都没有写入" in str(refusal)
            assert workspace.cases.get(case.id).events == before
            continue
        left = {one.aspect for one in service.compare(FILE).lines if one.matter == step[0].matter}
        kept = {one.aspect for one, wish in zip(step, wishes, strict=True) if not wish.accept}
        assert left <= kept, "what was taken over agrees"
        if kept == {one.aspect for one in step}:
            assert workspace.cases.get(case.id).events == before

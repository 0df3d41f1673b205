"""Figures of a whole workspace: of today and of a past day, slice by slice, narrowed, kept until something moves."""

from dataclasses import replace

import pytest

from desktop_app.application.cases import People
from desktop_app.application.handovers import HandoverWish, Share
from desktop_app.application.statistics_told import Question
from desktop_app.domain.as_of import Sight
from desktop_app.domain.events import Verb
from desktop_app.domain.officer import Officer
from desktop_app.domain.partial_date import PartialDate
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.statistics.figure import Scope
from desktop_app.domain.statistics.kinds import FIGURES
from tests.desks import FRIDAY, Clock, act, entered, finish, new_desk, on, opened


@pytest.fixture
def clock():
    return Clock("2026-11-05")


@pytest.fixture
def desk(tmp_path, clock):
    made = new_desk(tmp_path, clock)
    yield made
    made.close()


def cells(figure):
    return {line.label: line.cells for line in figure.lines}


def test_every_figure_of_an_empty_workspace_is_empty_and_says_what_to_do(desk):
    for kind in FIGURES:
        told = desk.statistics.tell(Question(kind.key))
        assert told.known.empty and all(told.known.kind.advice)
        assert told.late == ()


def test_every_figure_of_a_workspace_has_lines_with_rows_behind_them(desk, clock):
    case = opened(desk, day="2026-11-02")
    finish(desk, case, "2026-11-03", "QQ01", "QQ02")
    act(desk, case, Verb.ACCEPT, "QQ03", "2026-11-04")
    for kind in FIGURES:
        if kind.key == "benchmarks":
            continue  # no benchmark has reached its end
        figure = desk.statistics.tell(Question(kind.key)).known
        assert figure.lines and figure.rows, kind.key
        assert {row.project_id for row in figure.rows} == {case.project_id}


def test_what_was_entered_late_is_known_now_and_was_not_recorded_then(desk, clock):
    case = opened(desk, day="2026-11-02")
    act(desk, case, Verb.ACCEPT, "QQ01", "2026-11-03")
    clock.day = FRIDAY
    act(desk, case, Verb.FINISH, "QQ01", "2026-11-04")
    told = desk.statistics.tell(Question("on-time", as_of=on("2026-11-10")))
    assert cells(told.known)["2026-11"][1] == 1
    assert told.recorded.empty
    (late,) = told.late
    assert (late.word, late.matter, late.project_id) == ("补录", "QQ01", case.project_id)
    assert told.differing(Sight.KNOWN).count == sum(bool(cell) for cell in told.known.lines[0].cells)
    assert told.differing(Sight.RECORDED).gone == told.known.lines


def test_today_there_is_one_sight_and_nothing_late(desk, clock):
    case = opened(desk, day="2026-11-02")
    act(desk, case, Verb.ACCEPT, "QQ01", "2026-11-03")
    told = desk.statistics.tell(Question("load"))
    assert told.known is told.recorded
    assert told.late == () and told.differing(Sight.KNOWN).count == 0


def test_slices_add_up_to_the_figure(desk, clock):
    for number in range(5):
        case = opened(desk, day="2026-11-02", project_id=entered(desk, f"项目{number}").id)
        act(desk, case, Verb.ACCEPT, "QQ01", "2026-11-03")
    question = Question("waiting")
    assert desk.statistics.advance(question, 2) == (2, 5)
    assert desk.statistics.advance(question, 2) == (4, 5)
    assert desk.statistics.advance(question, 2) == (5, 5)
    assert desk.statistics.advance(question, 2) == (5, 5)
    assert len(desk.statistics.tell(question).known.lines) == 5


def test_slices_of_a_past_day_measure_both_sights(desk, clock):
    for number in range(3):
        opened(desk, day="2026-11-02", project_id=entered(desk, f"项目{number}").id)
    clock.day = FRIDAY
    question = Question("load", as_of=on("2026-11-10"))
    done, total = desk.statistics.advance(question, 2)
    assert done < total == 3
    while done < total:
        before, (done, total) = done, desk.statistics.advance(question, 2)
        assert done >= before
    assert len(desk.statistics.tell(question).recorded.rows) == 6


def test_a_new_entry_shows_at_once(desk, clock):
    case = opened(desk, day="2026-11-02")
    act(desk, case, Verb.ACCEPT, "QQ01", "2026-11-03")
    question = Question("waiting")
    assert len(desk.statistics.tell(question).known.lines) == 1
    act(desk, case, Verb.FINISH, "QQ01", "2026-11-04")
    assert desk.statistics.tell(question).known.empty


def test_a_figure_can_be_narrowed(desk, clock):
    first = opened(desk, day="2026-11-02", project_id=entered(desk, "甲项目", zone="甲区").id)
    second = opened(desk, day="2026-11-02", project_id=entered(desk, "乙项目", zone="乙区").id, officer="乙")
    for case in (first, second):
        act(desk, case, Verb.ACCEPT, "QQ01", "2026-11-03")

    def projects(**scope):
        figure = desk.statistics.tell(Question("waiting", scope=Scope(**scope))).known
        return {row.project for row in figure.rows}

    assert projects() == {"甲项目", "乙项目"}
    assert projects(zone="甲区") == {"甲项目"}
    assert projects(officer="乙") == {"乙项目"}
    assert projects(template="SX-ZS", matter="QQ01") == {"甲项目", "乙项目"}
    assert projects(matter="QQ02") == set()


def test_choices_name_what_there_is(desk, clock):
    case = opened(desk, day="2026-11-02", project_id=entered(desk, zone="甲区").id)
    act(desk, case, Verb.ASSIGN, "QQ01", "2026-11-03", officer="乙")
    choices = desk.statistics.choices()
    assert choices.zones == ("甲区",)
    assert choices.officers == ("乙", "甲")
    assert ("SX-ZS", case.template.name) in choices.templates
    assert {code for code, _title in choices.matters} == set(case.template.codes)
    assert choices.authorities


def test_an_unknown_figure_is_refused(desk):
    with pytest.raises(Refusal, match="没有名为"):
        desk.statistics.tell(Question("nope"))
    with pytest.raises(Refusal, match="没有名为"):
        desk.statistics.advance(Question("nope"))


def test_finished_work_is_credited_to_whoever_carried_it_then(desk, clock):
    case = opened(desk, day="2026-11-02", officer="甲")
    finish(desk, case, "2026-11-03", "QQ01")
    act(desk, case, Verb.ACCEPT, "QQ02", "2026-11-04")
    act(desk, case, Verb.ASSIGN, "QQ01", "2026-11-05", officer="乙")
    act(desk, case, Verb.ASSIGN, "QQ02", "2026-11-05", officer="乙")
    (row,) = desk.statistics.tell(Question("on-time")).known.rows
    assert row.officer == "甲"
    assert desk.statistics.tell(Question("on-time", scope=Scope(officer="乙"))).known.empty
    load = cells(desk.statistics.tell(Question("load")).known)
    assert load["乙"][-1] >= 1 and load["甲"][1] == 1


BEFORE = on("2026-11-10")
"""A past day; what these tests change is changed after it."""


def zones(desk, **scope):
    told = desk.statistics.tell(Question("zones", as_of=BEFORE, scope=Scope(**scope)))
    return {line.label: line.cells[:3] for line in told.known.lines}, {
        line.label: line.cells[:3] for line in told.recorded.lines
    }


def test_a_project_counts_in_the_zone_it_was_in_and_with_the_amount_known_by_either_sight(desk, clock):
    moved = entered(desk, "迁走的", zone="甲区", investment_yuan=300_000_000)
    stays = entered(desk, "更正的", zone="乙区", investment_yuan=100_000_000)
    for one in (moved, stays):
        opened(desk, day="2026-11-02", project_id=one.id)
    clock.day = FRIDAY
    desk.projects.edit(replace(desk.projects.get(moved.id), zone="丙区"), "甲")
    desk.projects.edit(replace(desk.projects.get(stays.id), investment_yuan=120_000_000), "甲")
    known, recorded = zones(desk)
    assert known == {"甲区": (1, 300_000_000, 1), "乙区": (1, 120_000_000, 1)}
    assert recorded == {"甲区": (1, 300_000_000, 1), "乙区": (1, 100_000_000, 1)}
    assert zones(desk, zone="丙区") == ({}, {})
    now = {line.label: line.cells[0] for line in desk.statistics.tell(Question("zones")).known.lines}
    assert now == {"丙区": 1, "乙区": 1}
    told = desk.statistics.tell(Question("zones", as_of=BEFORE))
    (late,) = told.late
    assert (late.word, late.title, late.act) == ("更正", "总投资：1 亿元 → 1.2 亿元", "修改台账")
    assert told.differing(Sight.KNOWN).count == 1
    assert "甲区" in desk.statistics.choices().zones


@pytest.mark.parametrize("key", [kind.key for kind in FIGURES])
def test_every_figure_is_narrowed_by_the_zone_of_the_day(desk, clock, key):
    project = entered(desk, zone="甲区")
    case = opened(desk, day="2026-11-02", project_id=project.id)
    finish(desk, case, "2026-11-03", "QQ01", "QQ02")
    act(desk, case, Verb.ACCEPT, "QQ03", "2026-11-04")
    clock.day = FRIDAY
    desk.projects.edit(replace(desk.projects.get(project.id), zone="丙区"), "甲")

    def rows(zone):
        told = desk.statistics.tell(Question(key, as_of=BEFORE, scope=Scope(zone=zone)))
        assert told.known.rows == told.recorded.rows
        return len(told.known.rows)

    assert rows("丙区") == 0
    # No benchmark of this case has reached its end.
    assert (rows("甲区") > 0) is (key != "benchmarks")


def test_a_handover_after_the_day_leaves_the_day_with_who_carried_it(desk, clock):
    for name in ("甲", "乙"):
        desk.officers.save(Officer("", name), "丁")
    case = opened(desk, day="2026-11-02")
    act(desk, case, Verb.ACCEPT, "QQ01", "2026-11-03")
    clock.day = FRIDAY
    wish = HandoverWish("甲", (Share("乙"),), "岗位调整", on(FRIDAY))
    desk.handovers.commit(wish, desk.handovers.announce(wish).digests, "甲")
    for key in ("load", "waiting", "lamps"):
        told = desk.statistics.tell(Question(key, as_of=BEFORE))
        for figure in (told.known, told.recorded):
            assert {row.officer for row in figure.rows} == {"甲"}, key
        assert told.late == ()
    assert {row.officer for row in desk.statistics.tell(Question("load")).known.rows} == {"乙"}


def test_a_handover_entered_late_is_known_now_and_was_not_recorded_then(desk, clock):
    for name in ("甲", "乙"):
        desk.officers.save(Officer("", name), "丁")
    case = opened(desk, day="2026-11-02")
    act(desk, case, Verb.ACCEPT, "QQ01", "2026-11-03")
    clock.day = FRIDAY
    wish = HandoverWish("甲", (Share("乙"),), "补登", on("2026-11-06"))
    desk.handovers.commit(wish, desk.handovers.announce(wish).digests, "甲")
    told = desk.statistics.tell(Question("load", as_of=BEFORE))
    assert set(cells(told.known)) == {"乙"} and set(cells(told.recorded)) == {"甲"}
    assert [(one.word, one.act) for one in told.late] == [("补录", "指派代办员")]
    assert told.late[0].title.endswith("→ 乙")


def test_every_week_of_the_lamps_is_with_who_carried_the_step_then(desk, clock):
    case = opened(desk, day="2026-11-02")
    act(desk, case, Verb.ACCEPT, "QQ01", "2026-11-03")
    clock.day = FRIDAY
    desk.cases.assign(case.id, People(officer="乙"), "甲")

    def weeks(officer):
        figure = desk.statistics.tell(Question("lamps", scope=Scope(officer=officer))).known
        return [line.label for line in figure.lines if line.cells[-1]]

    assert weeks("甲") == ["2026-11-08", "2026-11-15"]
    assert weeks("乙") == ["2026-11-20"]


def test_a_project_entered_later_counts_unless_it_was_signed_after_the_day(desk, clock):
    opened(desk, day="2026-11-02", project_id=entered(desk, "早有的", zone="甲区").id)
    clock.day = FRIDAY
    entered(desk, "补录的", zone="甲区")
    entered(desk, "后签的", zone="甲区", signed=PartialDate.of(on("2026-11-15")))
    known, recorded = zones(desk)
    assert (known["甲区"][0], recorded["甲区"][0]) == (2, 1)
    (late,) = desk.statistics.tell(Question("zones", as_of=BEFORE)).late
    assert (late.word, late.project) == ("补录", "补录的")

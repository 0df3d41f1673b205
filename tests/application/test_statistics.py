"""Figures of a whole workspace: of today and of a past day, slice by slice, narrowed, kept until something moves."""

import pytest

from desktop_app.application.statistics import Question, span_of
from desktop_app.domain.as_of import Sight
from desktop_app.domain.events import Verb
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
    assert (late.entry.word, late.entry.event.matter, late.project_id) == ("补录", "QQ01", case.project_id)
    assert told.differing(Sight.KNOWN).count == len(told.known.lines[0].cells)
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


def test_a_span_ends_with_the_day_it_is_looked_at():
    span = span_of(Question("load", last=on("2026-11-20"), as_of=on("2026-11-10")), on(FRIDAY))
    assert (span.last, span.as_of) == (on("2026-11-10"), on("2026-11-10"))
    assert (span.last - span.first).days == 182


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        ({"as_of": on("2026-11-21")}, "晚于今天"),
        ({"first": on("2026-11-11"), "last": on("2026-11-10")}, "晚于截止日"),
        ({"first": on("1990-01-01")}, "缩短起止日期"),
    ],
)
def test_days_that_cannot_be_are_refused(wish, said):
    with pytest.raises(Refusal, match=said):
        span_of(Question("load", **wish), on(FRIDAY))


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

"""A small back-test: the forecast is honest and beats believing every promise; the bounds are generous."""

from datetime import date

import pytest

from bench.calibration import report, trials
from bench.office import Office
from desktop_app.bootstrap import bundled
from desktop_app.domain.outlook import outlook
from desktop_app.domain.progress import StepState


@pytest.fixture(scope="module")
def found():
    """Offices of three templates with a history of twelve cases."""
    return [trial for seed in range(3000, 3010) for trial in trials(seed, 12, 2, runs=200, keys=("SX-ZS", "SX-SGYP"))]


def test_intervals_hold_about_as_often_as_they_say(found):
    figures = report(found)
    assert figures.trials >= 60
    assert 0.8 <= figures.within90 <= 1.0
    assert 0.3 <= figures.within50 <= 0.75
    assert figures.by90 >= 0.75


def test_it_beats_believing_every_promise(found):
    figures = report(found)
    assert figures.marks >= 15
    assert figures.brier < figures.naive_brier


def test_it_is_the_same_every_time():
    def once():
        return [
            (one.truth, one.column, one.naive, one.benchmarks) for one in trials(3001, 3, 1, runs=50, keys=("SX-ZS",))
        ]

    assert once() == once()


def test_a_simulated_case_obeys_its_graph():
    calendar = bundled().calendar
    graph = next(one for one in bundled().templates.load() if one.key == "SX-BA-CNZ")
    life = Office(5, calendar).live(graph, 0, date(2024, 3, 4))
    situation = life.case.situation()
    assert not situation.undecided and situation.ended
    assert set(life.filed) == {code for code, state in situation.state.items() if state is StepState.DONE}
    steps = outlook(life.case, life.over, calendar).steps
    for step in steps:
        assert life.filed[step.code] <= life.ended[step.code] == step.finish
        assert all(life.ended[before] <= life.filed[step.code] for before in step.before)
    assert set(life.records(life.case.opened_on)) <= {
        code for code, day in life.filed.items() if day == date(2024, 3, 4)
    }

"""The steps of a case: by stage, with counts, lamps and dates as far as they are known."""

import pytest

from desktop_app.domain.progress import Lamp, StepState
from desktop_app.gui.models.steps import StepsModel
from desktop_app.gui.widgets.cells import SECTION_ROLE


@pytest.fixture
def pages(full):
    return [case for project in full.projects.all() for case in full.overview.project_page(project.id).cases]


@pytest.fixture
def model():
    made = StepsModel()
    yield made
    made.deleteLater()


def test_it_behaves_as_qt_expects(model, pages, full, qtmodeltester):
    model.show_case(pages[0], full.overview.day(), full.calendar)
    qtmodeltester.check(model)


def test_every_step_is_listed_once_under_its_stage(model, pages, full):
    for page in pages:
        model.show_case(page, full.overview.day(), full.calendar)
        lines = [line for row in range(model.rowCount()) if (line := model.row_at(row))]
        assert sorted(line.one.step.code for line in lines) == sorted(page.case.template.codes)
        done = [int(model.index(row, 0).data(SECTION_ROLE)[1].split("／")[0]) for row in model.headings()]
        assert sum(done) == page.done


def test_ended_steps_show_when_and_running_ones_until_when(model, pages, full):
    seen = set()
    for page in pages:
        model.show_case(page, full.overview.day(), full.calendar)
        for line in (model.row_at(row) for row in range(model.rowCount())):
            if line is None:
                continue
            seen.add(line.one.lamp)
            if line.one.state is StepState.DONE:
                assert line.due.endswith(" 办结")
            elif line.one.lamp in (Lamp.NORMAL, Lamp.WARNING, Lamp.OVERDUE) and line.one.primary:
                assert line.due.startswith(("承诺 ", "法定 ", "企业时限 "))
    assert {Lamp.OVERDUE, Lamp.WARNING, Lamp.SUSPENDED, Lamp.READY, Lamp.DONE, Lamp.REFUSED, Lamp.WITHDRAWN} <= seen


def test_the_loudest_step_is_of_interest_first(model, pages, full):
    page = next(page for page in pages if any(one.lamp is Lamp.OVERDUE for one in page.standings))
    model.show_case(page, full.overview.day(), full.calendar)
    assert model.row_at(model.first_of_interest()).one.lamp is Lamp.OVERDUE
    model.show_case(None, full.overview.day(), full.calendar)
    assert model.first_of_interest() == -1

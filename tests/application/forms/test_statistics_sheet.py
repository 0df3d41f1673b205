"""统计图表: what is asked, which figures come onto the paper, and how a past day is told."""

import pytest

from desktop_app.application.documents import About
from desktop_app.application.forms.registry import FORM_SPECS
from desktop_app.application.forms.statistics_sheet import EVERY
from desktop_app.domain.events import Verb
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.statistics.kinds import EVERY_FIGURE
from tests.desks import FRIDAY, Clock, act, finish, new_desk, opened
from tests.documents.reading import page_texts


@pytest.fixture
def desk(tmp_path):
    clock = Clock("2026-11-05")
    made = new_desk(tmp_path, clock)
    case = opened(made, day="2026-11-02")
    finish(made, case, "2026-11-03", "QQ01")
    clock.day = FRIDAY
    act(made, case, Verb.ACCEPT, "QQ02", "2026-11-04")
    yield made
    made.close()


def text(desk, **answers):
    return "".join(page_texts(desk.documents.preview("statistics-sheet", About(), answers).content)).replace("\n", "")


def test_one_figure_is_printed_with_its_definition(desk):
    said = text(desk, figure="按期办结率")
    assert "口径：按办结日归月" in said and "100.0%" in said
    assert "灯的走势" not in said


def test_all_figures_come_one_after_the_other(desk):
    said = text(desk, figure=EVERY)
    assert all(kind.title in said for kind in EVERY_FIGURE)
    assert "这段日子里还没有对标成绩" in said


def test_a_past_day_tells_its_sight_and_what_came_late(desk):
    known = text(desk, figure="等得最久的环节", as_of="2026-11-10")
    assert "现在所知" in known and "补录和冲正" in known and "处不同" in known
    then = text(desk, figure="等得最久的环节", as_of="2026-11-10", sight="当时所记")
    assert "截至日没有在办的环节" in then


def test_a_filter_is_named(desk):
    assert "代办员：乙" in text(desk, figure="代办员负荷", officer="乙")


def test_days_that_cannot_be_are_refused(desk):
    with pytest.raises(Refusal, match="晚于今天"):
        text(desk, as_of="2026-12-01")


def test_its_choices_are_the_figures():
    (figure, *_rest) = FORM_SPECS["statistics-sheet"].asks
    assert figure.options == (*(kind.title for kind in EVERY_FIGURE), EVERY)


def test_rates_are_printed_with_the_name_of_their_definitions(desk):
    said = text(desk, figure="指标完成率", definitions="2021口径")
    assert "指标完成率（2021口径）" in said and "完成率（%，2021口径）" in said and "2021口径 第 1 版" in said
    assert "2023口径" not in said

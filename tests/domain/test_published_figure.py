"""A published figure compared with the same computed anew: what makes it differ, project by project."""

from dataclasses import replace
from datetime import datetime

import pytest

from desktop_app.domain.indicator_figure import Counted
from desktop_app.domain.published_figure import FigureCheck, InputChange, PublishedFigure, differing, place_words
from tests.domain.test_indicator_figure import figure, project

THEN = figure(project("甲", started="2026年1月5日"), project("乙"))
PUBLISHED = PublishedFigure("p", THEN, datetime.fromisoformat("2026-11-20T10:00:00+08:00"), "甲")


def check(now):
    return FigureCheck(PUBLISHED, now, differing(THEN.counted, now.counted))


def test_the_same_ledger_agrees():
    again = check(figure(project("甲", started="2026年1月5日"), project("乙")))
    assert again.agrees and again.words == "一致"


def test_another_ledger_tells_who_changed():
    now = check(figure(project("甲"), project("丙", started="2026年1月5日", investment_yuan="300")))
    assert not now.agrees
    assert now.words == "不一致：发布时 50.0%，重算 75.0%，3 个项目有变"
    first, second, third = now.differences
    assert (first.name, first.before, first.now) == ("甲", "计入分子和分母", "只计入分母")
    assert first.changes == (InputChange("started", "2026年1月5日", ""),)
    assert (second.name, second.now) == ("乙", "不计入")
    assert (third.name, third.before) == ("丙", "不计入")


def test_another_amount_in_the_same_place_is_told():
    (one,) = check(figure(project("甲", started="2026年1月5日", investment_yuan="300"), project("乙"))).differences
    assert (one.before, one.now) == ("计入分子和分母", "计入分子和分母，数额有变")


def test_two_changes_that_cancel_out_are_not_agreement():
    now = check(figure(project("乙", started="2026年1月5日"), project("甲")))
    assert not now.agrees
    assert now.words == "结果相同，但有 2 个项目的数据有变"


@pytest.mark.parametrize(
    ("above", "below", "words"),
    [
        (True, True, "计入分子和分母"),
        (True, False, "只计入分子"),
        (False, True, "只计入分母"),
        (False, False, "不计入"),
    ],
)
def test_places(above, below, words):
    assert place_words(Counted("x", "x", above, below)) == words


def test_facts_that_do_not_move_a_project_are_no_difference():
    later = tuple(replace(one, used=dict(one.used) | {"started": "2026年2月"}) for one in THEN.counted)
    assert differing(THEN.counted, later) == ()

"""The bar over a figure: what is asked for, and what changes tell."""

import pytest
from PySide6.QtCore import QDate

from desktop_app.application.statistics_told import Choices
from desktop_app.domain.as_of import Sight
from desktop_app.domain.statistics.figure import Scope
from desktop_app.gui.widgets.statistics_bar import StatisticsBar
from tests.builders import on

TODAY = on("2026-11-20")
CHOICES = Choices(("甲区", "乙区"), ("甲", "乙"), ("局",), (("T", "流程"),), (("A01", "事项"),))


@pytest.fixture
def bar(qtbot):
    made = StatisticsBar(TODAY)
    qtbot.addWidget(made)
    made.show_choices(CHOICES)
    return made


def test_it_asks_for_half_a_year_through_today(bar):
    asked = bar.question("load")
    assert (asked.figure, asked.last, asked.as_of, asked.scope) == ("load", TODAY, TODAY, Scope())
    assert (TODAY - asked.first).days == 182
    assert bar.chosen_sight is Sight.KNOWN and not bar.at.sight.isVisibleTo(bar)


def test_what_is_chosen_stays_when_the_choices_are_read_again(bar):
    bar.zone.setCurrentIndex(bar.zone.findData("乙区"))
    bar.matter.setCurrentIndex(1)
    bar.show_choices(CHOICES)
    assert bar.question("load").scope == Scope(zone="乙区", matter="A01")
    assert bar.narrowed
    bar.show_choices(Choices(("甲区",), (), (), (), ()))
    assert bar.question("load").scope == Scope()


def test_a_past_day_is_told_once_and_offers_both_sights(bar, qtbot):
    told = []
    bar.changed.connect(lambda: told.append(bar.question("load").as_of))
    bar.at.as_of.setDate(QDate(2026, 11, 10))
    assert told == [on("2026-11-10")]
    assert bar.is_past and bar.at.sight.isVisibleTo(bar) and bar.last.date() == QDate(2026, 11, 10)
    with qtbot.waitSignal(bar.looked):
        bar.at.sight.click("recorded")
    assert bar.chosen_sight is Sight.RECORDED
    bar.back_to_today()
    assert told[-1] == TODAY and bar.chosen_sight is Sight.KNOWN
    before = len(told)
    bar.back_to_today()
    assert len(told) == before


def test_widening_leaves_nothing_out(bar, qtbot):
    bar.officer.setCurrentIndex(1)
    with qtbot.waitSignal(bar.changed):
        bar.widen()
    assert not bar.narrowed

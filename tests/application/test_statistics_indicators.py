"""The rates of the indicators as a figure: the same numbers as on their own page, with the projects behind them."""

from dataclasses import replace
from decimal import Decimal

import pytest

from desktop_app.application.sheets_out import SheetKind
from desktop_app.application.statistics_indicators import indicator_figure
from desktop_app.application.statistics_sheets import figure_tables
from desktop_app.application.statistics_told import Question, Told
from desktop_app.domain.as_of import Sight
from desktop_app.domain.indicator import OWN
from desktop_app.domain.partial_date import PartialDate
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.statistics.figure import Kind, Scope, value_words
from tests.desks import FRIDAY, Clock, entered, new_desk, on

YUAN = 300_000_000


@pytest.fixture
def clock():
    return Clock("2026-11-05")


@pytest.fixture
def desk(tmp_path, clock):
    made = new_desk(tmp_path, clock)
    entered(made, "已开工", batch="开工", started=PartialDate.of(on("2026-10-01")), investment_yuan=YUAN)
    entered(made, "未开工", batch="开工", investment_yuan=YUAN, zone="另一区")
    yield made
    made.close()


def test_the_figure_says_what_the_indicators_say(desk):
    figure = desk.statistics.tell(Question("indicators")).known
    told = {one.indicator.name: one for one in desk.indicators.figures("2023")}
    assert {line.label for line in figure.lines} == set(told)
    for line in figure.lines:
        one = told[line.label]
        assert line.cells[0] == (Decimal(one.value) if one.value else None)
        assert value_words(Kind.RATE, line.cells[0]) == (one.words if one.value else "—")
        assert line.cells[-1] == "2023口径 第 1 版"
        assert {row.project_id for row in line.behind[0]} == {
            each.project_id for each in one.counted if each.in_numerator or each.in_denominator
        }


@pytest.mark.parametrize(("key", "words"), [("2023", "2023口径"), ("2021", "2021口径"), ("own", "自定口径")])
def test_the_chosen_definitions_are_named_on_figure_chart_and_workbook(desk, key, words):
    start = next(one.definition for one in desk.indicators.figures("2023") if one.indicator.name == "开工率")
    desk.indicators.define(replace(start.indicator, name="本区开工率"), "张三")
    told = desk.statistics.tell(Question("indicators", definitions=key))
    kind = told.known.kind
    assert kind.title == f"指标完成率（{words}）" and words in kind.definition and words in kind.series[0].name
    assert all(str(line.cells[-1]).startswith(words) for line in told.known.lines)
    assert figure_tables(told, Sight.KNOWN)[0].title == kind.title


def test_the_definition_a_figure_was_published_by_can_be_chosen(desk):
    assert desk.statistics.tell(Question("indicators", definitions="published")).known.empty
    entered(desk, "签约的", batch="签约", investment_yuan=YUAN)
    desk.indicators.publish("2023-started", "甲")
    (line,) = desk.statistics.tell(Question("indicators", definitions="published")).known.lines
    assert line.cells[-1] == "2023口径 第 1 版"


def test_an_unknown_set_is_refused(desk):
    with pytest.raises(Refusal, match="没有“1999”这套指标口径"):
        desk.statistics.tell(Question("indicators", definitions="1999"))


def test_a_denominator_of_nothing_and_an_unverified_definition_are_marked(desk):
    notes = {line.label: line.note for line in desk.statistics.tell(Question("indicators")).known.lines}
    assert "待核" in notes["开工率"]
    assert "分母为 0" in notes["达效率"]


def test_only_the_zone_narrows(desk):
    whole = desk.statistics.tell(Question("indicators")).known
    one_zone = desk.statistics.tell(Question("indicators", scope=Scope(zone="另一区"))).known
    assert {row.project for row in one_zone.rows} == {"未开工"}
    by_officer = desk.statistics.tell(Question("indicators", scope=Scope(officer="乙"))).known
    assert by_officer.lines == whole.lines


def test_a_past_day_has_both_sights(desk, clock):
    clock.day = FRIDAY
    entered(desk, "补录的", batch="开工", started=PartialDate.of(on("2026-11-01")), investment_yuan=YUAN)
    told = desk.statistics.tell(Question("indicators", as_of=on("2026-11-10")))
    assert "补录的" in {row.project for row in told.known.rows}
    assert "补录的" not in {row.project for row in told.recorded.rows}
    assert told.differing(Sight.KNOWN).count > 0


def test_nothing_has_to_be_measured_first(desk):
    assert desk.statistics.advance(Question("indicators")) == (1, 1)
    assert desk.statistics.workbook(Question("indicators")).startswith(b"PK")


def test_a_rate_has_the_digits_of_its_own_definition_as_on_the_page_of_indicators(desk):
    start = next(one.definition for one in desk.indicators.figures("2023") if one.indicator.name == "开工率")
    desk.indicators.define(replace(start.indicator, digits=2), "张三")
    desk.indicators.define(replace(start.indicator, name="开工率（一位）", digits=1), "张三")
    signed, begun = PartialDate.of(on("2026-09-01")), PartialDate.of(on("2026-10-02"))
    for number in range(7):
        entered(
            desk, f"签约{number}", batch="签约", signed=signed, started=begun if number else None, investment_yuan=YUAN
        )
    figure = indicator_figure(desk.indicators.view(OWN), Sight.KNOWN, Scope())
    assert [value_words(Kind.RATE, line.cells[0]) for line in figure.lines] == ["85.71%", "85.7%"]
    table = figure_tables(Told(on("2026-11-05"), on("2026-11-05"), figure, figure), Sight.KNOWN)[0]
    assert (table.columns[1].kind, table.columns[1].unit) == (SheetKind.RATE, "%")
    assert [str(row[1]) for row in table.rows[:2]] == ["85.71", "85.7"]

"""三率 of a 月通报: by the set the workspace chose, frozen with both sides and definition, beside what is known now."""

from dataclasses import replace
from decimal import Decimal

import pytest

from desktop_app.application.rhythm_rates import kept_rates
from desktop_app.application.sheets_out import SheetKind
from desktop_app.domain.indicator import OWN
from desktop_app.domain.partial_date import PartialDate
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.rhythm import Cadence
from tests.desks import Clock, entered, new_desk, on

SIGNED = PartialDate.of(on("2026-10-08"))
YUAN = 100_000_000


@pytest.fixture
def clock():
    return Clock("2026-11-05")


@pytest.fixture
def desk(tmp_path, clock):
    made = new_desk(tmp_path, clock)
    for number in range(7):
        started = PartialDate.of(on("2026-10-20")) if number else None
        entered(made, f"项目{number}", batch="签约", signed=SIGNED, started=started, investment_yuan=YUAN)
    yield made
    made.close()


def chosen(desk, preset):
    desk.rhythm.save_settings(replace(desk.rhythm.settings(), rates=preset), "张三")


def own_rate(desk, **more):
    start = next(one for one in desk.indicators.figures("2023") if one.indicator.name == "开工率")
    return desk.indicators.define(replace(start.indicator, **more), "张三")[0]


def issued(desk):
    return desk.rhythm.issue(Cadence.MONTH, "张三", on("2026-10-01")).paper.number


def asked(desk):
    answers = desk.rhythm.answers(Cadence.MONTH, on("2026-10-01"))
    found = desk.documents.asked("monthly-bulletin", "", answers)
    return next(str(one.value) for one in found if one.ask.key == "rates")


def test_the_bulletin_gives_the_rates_of_the_chosen_set(desk):
    assert desk.rhythm.settings().rates == "2023"
    assert "按“2023口径”" in asked(desk) and "开工率 85.7%" in asked(desk)
    own_rate(desk, name="开工率（两位）", digits=2)
    chosen(desk, OWN)
    assert "按“自定口径”" in asked(desk) and "开工率（两位） 85.71%" in asked(desk)
    assert desk.rhythm.settings().rules == replace(desk.rhythm.settings(), rates="2021").rules


def test_a_set_without_definitions_says_what_to_do_and_an_unknown_one_is_refused(desk):
    chosen(desk, OWN)
    assert "自定口径”里还没有指标" in asked(desk)
    with pytest.raises(Refusal, match="没有“2019”这套指标口径"):
        chosen(desk, "2019")


def test_what_was_published_keeps_its_sides_and_its_definition_and_stands_beside_the_present(desk):
    definition = own_rate(desk, digits=2)
    chosen(desk, OWN)
    number = issued(desk)
    (kept,) = kept_rates(desk.rhythm.view(number).report)
    assert (kept.value, kept.numerator, kept.denominator) == ("85.71", 6 * YUAN, 7 * YUAN)
    assert (kept.definition, kept.version, kept.label) == (definition.id, 1, "自定口径 第 1 版")
    assert kept.sides == "6 亿元／7 亿元" and kept.formula.startswith("开工率 = ") and not kept.verified
    (same,) = desk.rhythm.view(number).rates
    assert not same.differs

    # A later entry and a later version change neither the published rate nor what it is compared by.
    entered(desk, "补录的", batch="签约", signed=SIGNED, investment_yuan=YUAN)
    desk.indicators.edit(definition.id, replace(definition.indicator, digits=0), "张三", "少写两位")
    (later,) = desk.rhythm.view(number).rates
    assert later.then == kept and later.differs
    assert later.now is not None and (later.now.value, later.now.denominator) == ("75.00", 8 * YUAN)


def test_a_report_of_before_has_no_rates_and_a_week_never_has(desk):
    number = desk.rhythm.issue(Cadence.WEEK, "张三", on("2026-10-12")).paper.number
    assert desk.rhythm.view(number).rates == ()


def test_the_workbook_of_an_issued_bulletin_lists_the_rates(desk, monkeypatch):
    number, written = issued(desk), []
    monkeypatch.setattr(type(desk.rhythm.workbooks), "write", lambda _self, tables: written.extend(tables) or b"")
    desk.rhythm.workbook_of(number)
    table = next(one for one in written if one.name == "三率")
    assert table.columns[1].kind is SheetKind.RATE
    assert table.rows[0][:4] == ("开工率", Decimal("85.7"), "6 亿元", "7 亿元")
    assert "待核" in str(table.rows[0][4])

"""Evaluating definitions: who is counted on which side, who is left out and why, and that every project is told of."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.as_of import Sight
from desktop_app.domain.indicator import OWN, Criterion, Indicator, IndicatorDefinition, IndicatorTest, Side, Window
from desktop_app.domain.indicator_figure import Look, ProjectFacts, figure_of, holds

DAY = date(2026, 11, 20)
SIGNED = Criterion("batch", IndicatorTest.IS, ("签约",))
STARTED = Criterion("started", IndicatorTest.BY)
COUNTED = Criterion("counted", IndicatorTest.YES, dated="counted_on")
RATE = Indicator("开工率", Side("已开工", (STARTED,), "investment_yuan"), Side("签约", (SIGNED,), "investment_yuan"))
LABELS = {"counted": "入统", "counted_on": "入统时间"}


def project(name: str = "甲", **facts: str) -> ProjectFacts:
    return ProjectFacts(name, name, {"batch": "签约", "investment_yuan": "100"} | facts)


def figure(*projects: ProjectFacts, indicator: Indicator = RATE, day: date = DAY, zone: str = "", undated: bool = True):
    definition = IndicatorDefinition("x", 1, OWN, indicator)
    return figure_of(definition, projects, Look(day, undated, LABELS), Sight.KNOWN, zone)


def test_a_rate_by_investment():
    found = figure(project("甲", started="2026年1月5日", investment_yuan="300"), project("乙"))
    assert (found.numerator, found.denominator, found.value, found.words) == (300, 400, "75.0", "75.0%")
    assert [(one.name, one.in_numerator, one.why) for one in found.counted] == [
        ("甲", True, ""),
        ("乙", False, "开工时间未填"),
    ]
    assert found.doubts == ()
    assert found.counted[0].used == {"batch": "签约", "investment_yuan": "300", "started": "2026年1月5日"}


def test_without_a_denominator_there_is_a_sentence_and_no_figure():
    nobody = figure(project(batch="开工"))
    assert (nobody.value, nobody.words) == ("", "分母为 0，不计算")
    assert nobody.zero_words == "分母（签约）为 0：没有符合条件的项目，开工率不计算。"
    nothing = figure(project(investment_yuan=""))
    assert "金额合计为 0" in nothing.zero_words
    assert figure(project()).zero_words == ""


def test_what_the_ledger_does_not_say_is_listed():
    found = figure(
        project("未填投资", investment_yuan=""),
        project("未填类别", batch=""),
        project("拟开工", started="拟2024年开工"),
        project("只知道月份", started="2026年11月"),
        project("以后", started="2026年12月1日"),
        project("在月底以前", started="2026年10月"),
    )
    assert found.numerator == 100
    assert {one.name: one.why for one in found.doubts} == {
        "未填类别": "类别未填",
        "未填投资": "总投资未填，按 0 计",
        "拟开工": "开工时间写的是“拟2024年开工”，不是发生的日期",
        "只知道月份": "开工时间只写到“2026年11月”，不能确定到2026年11月20日是否已经发生",
    }
    later = next(one for one in found.counted if one.name == "以后")
    assert later.why == "开工时间（2026年12月1日）在2026年11月20日以后"


def test_an_amount_missing_twice_is_told_once():
    large = Criterion("investment_yuan", IndicatorTest.AT_LEAST, ("100",))
    found = figure(
        project(investment_yuan=""), indicator=replace(RATE, numerator=Side("大", (large,), "investment_yuan"))
    )
    assert [one.why for one in found.doubts] == ["总投资未填，按 0 计"]


def test_a_plain_failure_outweighs_a_doubt():
    both = (Criterion("industrial", IndicatorTest.IS, ("是",)), SIGNED)
    indicator = replace(RATE, denominator=Side("产业", both))
    assert figure(project(batch="开工"), indicator=indicator).doubts == ()
    assert [one.why for one in figure(project(), indicator=indicator).doubts] == ["industrial未填"]


def test_an_undated_yes_counts_only_where_it_may():
    facts = project(counted="是")
    assert holds(COUNTED, facts, Look(DAY, True)).holds
    past = holds(COUNTED, facts, Look(DAY, False, LABELS))
    assert (past.holds, past.unknown) == (False, True)
    assert "入统时间未填" in past.why
    assert not holds(COUNTED, project(counted="是", counted_on="2026年11月21日"), Look(DAY)).holds
    assert holds(COUNTED, project(counted="是", counted_on="2026年11月20日"), Look(DAY, False)).holds
    no = holds(COUNTED, project(counted="否"), Look(DAY, labels=LABELS))
    assert (no.holds, no.unknown, no.why) == (False, False, "入统：否")
    assert holds(COUNTED, project(), Look(DAY, labels=LABELS)).unknown
    assert holds(Criterion("counted", IndicatorTest.YES), facts, Look(DAY, False)).holds


@pytest.mark.parametrize(
    ("criterion", "facts", "expected"),
    [
        (Criterion("signed", IndicatorTest.NOT_AFTER), {}, True),
        (Criterion("signed", IndicatorTest.NOT_AFTER), {"signed": "2026年11月"}, True),
        (Criterion("signed", IndicatorTest.NOT_AFTER), {"signed": "2026年12月"}, False),
        (Criterion("chain", IndicatorTest.FILLED), {"chain": "光伏"}, True),
        (Criterion("chain", IndicatorTest.FILLED), {}, False),
        (Criterion("investment_yuan", IndicatorTest.AT_LEAST, ("100",)), {}, True),
        (Criterion("investment_yuan", IndicatorTest.AT_LEAST, ("101",)), {}, False),
        (Criterion("investment_yuan", IndicatorTest.AT_MOST, ("99",)), {}, False),
        (Criterion("investment_yuan", IndicatorTest.AT_MOST, ("100",)), {}, True),
    ],
)
def test_criteria(criterion, facts, expected):
    assert holds(criterion, project(**facts), Look(DAY)).holds is expected


def test_the_window_narrows_and_tells_what_it_cannot_place():
    indicator = replace(RATE, window=Window("signed", date(2022, 1, 1), date(2022, 12, 31), ("2022-1",)))
    within = {"batch_label": "2022-1", "signed": "2022年5月", "started": "2022年6月1日"}
    found = figure(
        project("在内", **within),
        project("以前", **within | {"signed": "2021年"}),
        project("跨年", **within | {"signed": "2022年"}),
        project("别批", **within | {"batch_label": "2022-2"}),
        project("无批", **within | {"batch_label": ""}),
        project("无签约", **within | {"signed": ""}),
        project("不清", **within | {"signed": "待定"}),
        indicator=indicator,
    )
    assert [one.name for one in found.counted] == ["在内", "跨年"]
    assert [one.name for one in found.doubts] == ["无批", "无签约", "不清"]
    vague = replace(indicator, window=Window("signed", date(2022, 6, 1)))
    assert "不能确定" in figure(project("半年", signed="2022年"), indicator=vague).doubts[0].why


def test_what_the_conditions_exclude_anyway_is_not_asked_about():
    indicator = replace(RATE, window=Window("started", date(2022, 1, 1), date(2022, 12, 31)))
    found = figure(project("乙", batch="投产"), project("丙"), project("丁", batch=""), indicator=indicator)
    assert [one.name for one in found.left_out] == ["丙", "丁"]
    assert {one.why for one in found.left_out} == {"开工时间未填，不知道在不在范围内"}


@pytest.mark.parametrize(
    ("started", "counted", "left_out"),
    [
        ("2022年6月1日", ["甲"], []),
        ("2022年6月", ["甲"], []),
        ("2022年11月底", [], []),
        ("2022年", [], ["甲"]),
    ],
)
def test_a_window_holds_nothing_that_lies_after_the_day(started: str, counted: list[str], left_out: list[str]):
    window = Window("started", date(2022, 1, 1), date(2022, 12, 31))
    found = figure(project("甲", started=started), indicator=replace(RATE, window=window), day=date(2022, 6, 30))
    assert [one.name for one in found.counted] == counted
    assert [one.name for one in found.left_out] == left_out


def test_a_window_that_has_not_begun_holds_nobody():
    window = Window("started", date(2022, 6, 1))
    found = figure(project("甲", started="2022年"), indicator=replace(RATE, window=window), day=date(2022, 3, 1))
    assert (found.counted, found.left_out) == ((), ())


def test_a_numerator_apart_and_a_zone():
    indicator = replace(RATE, apart=True, numerator=Side("投产", (Criterion("batch", IndicatorTest.IS, ("投产",)),)))
    found = figure(project("甲", zone="东"), project("乙", batch="投产", zone="东"), project("丙", zone="西"))
    apart = figure(
        project("甲", zone="东"), project("乙", batch="投产", zone="东"), project("丙", zone="西"),
        indicator=replace(indicator, denominator=Side("签约", (SIGNED,))), zone="东",
    )  # fmt: skip
    assert found.denominator == 200
    assert (apart.numerator, apart.denominator, apart.value) == (1, 1, "100.0")
    assert [(one.name, one.in_numerator, one.in_denominator) for one in apart.counted] == [
        ("甲", False, True),
        ("乙", True, False),
    ]


def test_demo_data_are_told():
    shown = figure(replace(project(), demo=True))
    assert shown.demo and not figure(project()).demo


DATES = st.sampled_from(["", "2026年1月5日", "2026年11月", "2027年", "拟2025年"])
PROJECTS = st.lists(
    st.builds(
        lambda batch, amount, started: {"batch": batch, "investment_yuan": amount, "started": started},
        st.sampled_from(["", "签约", "开工"]),
        st.sampled_from(["", "0", "100", "4703000000"]),
        DATES,
    ),
    max_size=12,
)


@given(PROJECTS)
def test_the_sums_are_those_of_the_projects_listed(facts):
    projects = [ProjectFacts(str(place), str(place), one) for place, one in enumerate(facts)]
    found = figure(*projects)
    assert found.numerator == sum(one.numerator for one in found.counted if one.in_numerator)
    assert found.denominator == sum(one.denominator for one in found.counted if one.in_denominator)
    assert found.numerator <= found.denominator
    told = {one.project_id for one in (*found.counted, *found.left_out)}
    plainly_out = {str(place) for place, one in enumerate(facts) if one["batch"] == "开工"}
    assert told | plainly_out == {str(place) for place in range(len(facts))}
    assert not told & plainly_out

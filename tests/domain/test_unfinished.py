"""三未: one of three lists or none, days since the milestone, and lamps only where the office set a threshold."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.indicator_figure import Look, ProjectFacts
from desktop_app.domain.progress import Lamp
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.unfinished import (
    NO_THRESHOLDS,
    Thresholds,
    Unfinished,
    checked_thresholds,
    unfinished_kind,
    unfinished_rows,
    unfinished_tag,
)

DAY = date(2026, 11, 20)
LOOK = Look(DAY)
SET = Thresholds({Unfinished.NOT_STARTED: 100, Unfinished.NOT_PRODUCING: 365})


def project(name: str = "甲", **facts: str) -> ProjectFacts:
    return ProjectFacts(name, name, facts)


@pytest.mark.parametrize(
    ("facts", "kind"),
    [
        ({"signed": "2026年1月5日"}, Unfinished.NOT_STARTED),
        ({"batch": "签约"}, Unfinished.NOT_STARTED),
        ({"signed": "2026年1月5日", "started": "拟2027年"}, Unfinished.NOT_STARTED),
        ({"signed": "2026年1月5日", "started": "2026年12月1日"}, Unfinished.NOT_STARTED),
        ({"signed": "2026年1月5日", "started": "2026年11月"}, Unfinished.NOT_PRODUCING),
        ({"batch": "开工"}, Unfinished.NOT_PRODUCING),
        ({"started": "2026年1月5日", "produced": "2026年6月"}, Unfinished.NOT_REACHED),
        ({"batch": "投产"}, Unfinished.NOT_REACHED),
        ({"batch": "投产", "industrial": "否"}, None),
        ({"batch": "投产", "reached": "是"}, None),
        ({"batch": "投产", "reached": "否"}, Unfinished.NOT_REACHED),
        ({}, None),
        ({"signed": "2026年12月5日", "batch": "签约"}, None),
    ],
)
def test_which_of_the_three(facts, kind):
    assert unfinished_kind(project(**facts), LOOK) is kind


def test_the_word_for_the_ledger():
    assert unfinished_tag({"signed": "2026年1月5日"}, DAY) == "签约未开工"
    assert unfinished_tag({}, DAY) == ""


def test_days_lamps_and_order():
    rows = unfinished_rows(
        [
            project("够近", signed="2026年9月1日"),
            project("超了", signed="2026年5月1日", blocker="用地", duty_unit="资规局", investment_yuan="100"),
            project("正常", signed="2026年11月1日", planned_start="2027年3月"),
            project("没日子", batch="签约"),
            project("只知道月", signed="2026年4月"),
            project("没门槛", produced="2026年1月1日"),
        ],
        LOOK,
        SET,
    )
    told = {one.name: (one.days_words, one.over_words, one.lamp) for one in rows}
    assert told == {
        "只知道月": ("至少 204 天", "超 104 天", Lamp.OVERDUE),
        "超了": ("203 天", "超 103 天", Lamp.OVERDUE),
        "够近": ("80 天", "余 20 天", Lamp.WARNING),
        "正常": ("19 天", "余 81 天", Lamp.NORMAL),
        "没日子": ("时间未填", "－", None),
        "没门槛": ("323 天", "未设天数", None),
    }
    assert list(told) == ["只知道月", "超了", "够近", "正常", "没日子", "没门槛"]
    late = rows[1]
    assert (late.blocker, late.duty_unit, late.investment_yuan) == ("用地", "资规局", 100)


def test_no_lamp_is_lit_before_somebody_set_the_days():
    rows = unfinished_rows([project(signed="2020年1月1日")], LOOK, NO_THRESHOLDS)
    assert rows[0].lamp is None and rows[0].over_words == "未设天数"
    assert not NO_THRESHOLDS.complete


@pytest.mark.parametrize("days", [0, -1, 3651])
def test_days_that_cannot_be_meant(days):
    with pytest.raises(Refusal, match="不合理"):
        checked_thresholds({Unfinished.NOT_STARTED: days})
    assert checked_thresholds({Unfinished.NOT_STARTED: 1}) == {
        Unfinished.NOT_STARTED: 1,
        Unfinished.NOT_PRODUCING: None,
        Unfinished.NOT_REACHED: None,
    }


@given(st.integers(0, 4000), st.integers(1, 3650))
def test_the_lamp_follows_the_days(waited, threshold):
    since = DAY - timedelta(days=waited)
    facts = project(signed=f"{since.year}年{since.month}月{since.day}日")
    row = unfinished_rows([facts], LOOK, Thresholds({Unfinished.NOT_STARTED: threshold}))[0]
    assert row.days == waited
    assert (row.lamp is Lamp.OVERDUE) == (waited > threshold)
    assert (row.over or 0) == waited - threshold

"""The tables of 调度: what may be typed into is editable and told, what is published is not; lamps and words agree."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt

from desktop_app.application.rhythm_book import Report, RhythmAct, RhythmVerb
from desktop_app.application.rhythm_figures import Change, Difference
from desktop_app.application.rhythm_rates import KeptRate, RateDifference
from desktop_app.application.supervision_register import SupervisionAct
from desktop_app.domain.progress import Lamp
from desktop_app.domain.rhythm import Cadence, RhythmSettings, due_periods, period_of
from desktop_app.gui.models.listed import ListModel
from desktop_app.gui.models.rhythm import (
    ACT_COLUMNS,
    THEN_COLUMNS,
    WEEK_COLUMNS,
    PeriodModel,
    ThenNow,
    TypedLine,
    TypedModel,
    period_lines,
)
from desktop_app.gui.widgets.lamp import LAMP_ROLE
from tests.bundled_calendar import bundled_calendar

TODAY = date(2026, 11, 24)
LINE = TypedLine(
    "c", "项目一（甲）", {"planned": "备案", "done": "", "lamp": "▲ 逾期 1"}, {"stuck": "", "asked": "", "coming": ""}
)
STUCK = next(place for place, one in enumerate(WEEK_COLUMNS) if one.key == "stuck")


@pytest.fixture
def typed_model(qapp):
    model = TypedModel(WEEK_COLUMNS)
    model.show_rows([LINE, replace(LINE, key="d")])
    return model


def test_a_table_that_is_typed_into_is_a_sound_model(typed_model, qtmodeltester):
    qtmodeltester.check(typed_model)


def test_only_what_is_typed_is_editable_and_every_change_is_told(typed_model, qtbot):
    assert not typed_model.flags(typed_model.index(0, 0)) & Qt.ItemFlag.ItemIsEditable
    place = typed_model.index(1, STUCK)
    assert typed_model.flags(place) & Qt.ItemFlag.ItemIsEditable
    with qtbot.waitSignal(typed_model.typed) as told:
        assert typed_model.setData(place, "  图纸\n不一致 ")
    assert told.args == ["d", "stuck", "图纸 不一致"]
    assert typed_model.data(place, Qt.ItemDataRole.EditRole) == "图纸 不一致"
    assert not typed_model.setData(place, "图纸 不一致")
    assert not typed_model.setData(typed_model.index(0, 0), "别的项目")


def test_nothing_is_typed_into_what_is_published(typed_model):
    typed_model.locked = True
    assert not typed_model.flags(typed_model.index(0, STUCK)) & Qt.ItemFlag.ItemIsEditable


def test_periods_are_listed_with_their_lamp_due_published_or_left_out(qapp, qtmodeltester):
    calendar = bundled_calendar()
    week = period_of(Cadence.WEEK, date(2026, 11, 20))
    month = period_of(Cadence.MONTH, TODAY)
    due = due_periods(RhythmSettings(), date(2026, 11, 9), {week.key, month.key}, calendar, TODAY)
    left_out = RhythmAct(*week.key, RhythmVerb.SKIP, datetime(2026, 11, 20), "甲", "放假")
    model = PeriodModel()
    issued = Report("BB-1", month, TODAY, "{}", datetime(2026, 11, 20), "甲")
    unasked = period_of(Cadence.FORTNIGHT, date(2026, 10, 1))
    model.show_rows(period_lines(due, [period_of(Cadence.WEEK, TODAY), unasked, month], [left_out], [issued]))
    qtmodeltester.check(model)
    lamps = [model.data(model.index(row, 0), LAMP_ROLE) for row in range(model.rowCount())]
    said = [model.data(model.index(row, 0)) for row in range(model.rowCount())]
    assert (lamps[0], said[0]) == (Lamp.OVERDUE, "逾 7 日")
    assert (lamps[-3], said[-3]) == (Lamp.NOT_STARTED, "可不出")
    assert "开始使用以前就到期了" in model.data(model.index(model.rowCount() - 3, 1), Qt.ItemDataRole.ToolTipRole)
    assert (lamps[-2], said[-2]) == (Lamp.DONE, "已出")
    assert (lamps[-1], said[-1]) == (Lamp.SKIPPED, "不出")
    assert "放假" in model.data(model.index(model.rowCount() - 1, 1), Qt.ItemDataRole.ToolTipRole)


def test_then_and_now_say_what_came_in_and_what_fell_away(qapp, qtmodeltester):
    line = ThenNow.of(
        Difference("overdue", "▲ 逾期", 2, 2, ("甲 · 备案",), ("乙 · 用地",)), Change("overdue", "▲ 逾期", 2, 1)
    )
    model = ListModel(THEN_COLUMNS)
    model.show_rows([line, ThenNow.of(Difference("warning", "◆ 预警", 1, 1, (), ()), None)])
    qtmodeltester.check(model)
    assert model.text_of([line]).splitlines()[1] == "▲ 逾期\t2\t +1\t2\t多出：甲 · 备案；少了：乙 · 用地"
    assert model.data(model.index(1, 4)) == "一致"


def test_a_rate_is_told_with_its_sides_and_definition(qapp):
    kept = KeptRate("own-1", 2, "自定口径 第 2 版", "开工率", "85.71", 6, 7, "6 个", "7 个", "", "", False)
    same, gone = ThenNow.of_rate(RateDifference(kept, kept)), ThenNow.of_rate(RateDifference(kept, None))
    assert (same.then, same.now, same.differs) == ("85.71%", "85.71%", False)
    assert same.why == "一致，当时 6 个／7 个（自定口径 第 2 版，待核）"
    later = replace(kept, value="75.00", denominator=8, denominator_said="8 个")
    told = ThenNow.of_rate(RateDifference(kept, later))
    assert (told.now, told.differs) == ("75.00%", True) and told.why.startswith("现在 6 个／8 个，当时 6 个／7 个")
    assert gone.now == "—" and "不能重算" in gone.why


def test_late_decisions_of_a_meeting_are_red(qapp):
    late = SupervisionAct("dispatch-meeting", TODAY, "调度会：指标", decisions=2, done=1, late=1)
    column = next(one for one in ACT_COLUMNS if one.key == "followed")
    assert (column.show(late), column.tone(late)) == ("议定 2 项，已落实 1 项，▲ 逾期 1 项", "red")
    assert column.show(replace(late, decisions=0)) == ""

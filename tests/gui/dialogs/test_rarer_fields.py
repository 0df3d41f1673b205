"""The rarer acts: extension with its approver, 容缺 and its papers, a new start, service, the time of a receipt."""

import pytest
from PySide6.QtCore import QDate
from PySide6.QtWidgets import QLabel

from desktop_app.application.approvals import Statement
from desktop_app.domain.events import Verb
from desktop_app.domain.refusals import Refusal
from desktop_app.gui.dialogs.rarer_fields import read_time
from desktop_app.gui.widgets.clock_cards import clock_cards
from desktop_app.gui.widgets.step_panel import _readiness, history_words


def _cards(dialog_for, panel) -> list[list[str]]:
    """The words on every clock card of a step."""
    session = dialog_for.screen.session
    cards = list(clock_cards(panel.standing, session.today, session.desk.calendar))
    return [[label.text() for label in card.findChildren(QLabel)] for card in cards]


@pytest.mark.parametrize(("typed", "kept"), [("", ""), ("16:40", "16:40"), (" 9：05 ", "09:05")])
def test_a_time_of_day_is_read_as_people_write_it(typed, kept):
    assert read_time(typed) == kept


@pytest.mark.parametrize("typed", ["下午", "25:00", "16:75", "1640", "-1:30"])
def test_what_is_no_time_is_refused(typed):
    with pytest.raises(Refusal, match="看不懂"):
        read_time(typed)


def test_a_receipt_after_hours_counts_from_the_next_working_day(dialog_for):
    def is_fresh(panel):
        limit = panel.standing.step.statutory_limit or panel.standing.step.promised_limit
        noticed = panel.standing.step.matter.correction_notice is not None
        return limit is not None and noticed and not panel.history

    dialog = dialog_for(Verb.RECEIVE, is_fresh)
    assert "17:30" in dialog.rarer.hint.text()
    dialog.rarer.time.setText("六点")
    _panel, gone = dialog_for.agree(dialog)
    assert not gone and "看不懂" in dialog.refused.text()
    dialog.on.setDate(QDate(2026, 11, 2))
    dialog.rarer.time.setText("18:10")
    dialog.reason.setText("企业先行报件")
    panel, gone = dialog_for.agree(dialog)
    assert gone, dialog.refused.text()
    assert panel.history[0].time == "18:10"
    deemed = next(clock for clock in panel.standing.clocks if clock.deemed_after is not None)
    assert f"{deemed.start:%m-%d}" == "11-03", "received after hours on Monday counts from Tuesday"
    shown = next(card for card in _cards(dialog_for, panel) if any("视为受理" in word for word in card))
    assert any("行政许可法第三十二条" in word for word in shown)


def test_an_extension_names_clock_days_approver_and_notice_and_keeps_the_first_date(dialog_for):
    dialog = dialog_for(
        Verb.EXTEND,
        lambda panel: panel.standing.primary is not None and panel.standing.primary.name == "promised",
    )
    fields = dialog.rarer
    fields.clock.setCurrentIndex(fields.clock.findData("promised"))
    first = next(clock for clock in dialog.panel.standing.clocks if clock.name == "promised").derivation.due
    fields.days.setValue(7)
    dialog.reason.setText("专家意见分歧")
    _panel, gone = dialog_for.agree(dialog)
    assert not gone and "批准人" in dialog.refused.text()
    assert fields.days.value() == 7 and dialog.reason.text() == "专家意见分歧"
    fields.approver.setText("分管局长")
    fields.notice.setText("延告〔2026〕4号")
    panel, gone = dialog_for.agree(dialog)
    assert gone, dialog.refused.text()
    clock = next(clock for clock in panel.standing.clocks if clock.name == "promised")
    assert clock.derivation.due > first
    shown = next(card for card in _cards(dialog_for, panel) if any("承诺" in word for word in card))
    assert "延期前承诺到期" in shown and f"{first:%m-%d}" in " ".join(shown)
    assert any("分管局长批准" in word and "延告〔2026〕4号" in word for word in shown)
    again = dialog_for.screen.desk.overview.step_panel(panel.case.id, panel.standing.step.code)
    if Verb.EXTEND in again.possible:
        offered = dialog_for.on(Verb.EXTEND, again)
        assert offered.rarer.clock.findData("promised") == -1, "each limit is extended once"
        offered.reject()


def test_tolerance_names_the_missing_papers_and_runs_beside_the_lamp(dialog_for):
    dialog = dialog_for(Verb.TOLERATE)
    lamp = dialog.panel.standing.lamp
    dialog.rarer.days.setValue(5)
    _panel, gone = dialog_for.agree(dialog)
    assert not gone and "缺哪些材料" in dialog.refused.text()
    dialog.rarer.missing.setText("消防设计图纸")
    panel, gone = dialog_for.agree(dialog)
    assert gone, dialog.refused.text()
    assert panel.standing.lamp is lamp
    card = next(card for card in _cards(dialog_for, panel) if "缺" in card)
    assert "消防设计图纸" in card and "5 个工作日" in card and "余 5 个工作日" in card[0]

    dialog = dialog_for.on(Verb.SUPPLEMENT, panel)
    assert "消防设计图纸" in dialog.rarer.hint.text()
    panel, gone = dialog_for.agree(dialog)
    assert gone
    card = next(card for card in _cards(dialog_for, panel) if "缺" in card)
    assert card[0].endswith("已补齐") and "11-23" in card


def test_a_new_start_counts_from_that_day_and_says_so(dialog_for):
    dialog = dialog_for(Verb.RESTART, lambda panel: panel.standing.primary is not None)
    assert "从头算" in dialog.rarer.hint.text()
    dialog.reason.setText("企业更换建设方案")
    panel, gone = dialog_for.agree(dialog)
    assert gone, dialog.refused.text()
    assert panel.standing.primary.start == dialog_for.screen.session.today
    assert any("重新起算，次日起算" in word for word in _cards(dialog_for, panel)[0])


def test_service_has_a_clock_from_the_decision_and_ends_when_recorded(dialog_for):
    today = dialog_for.screen.session.today
    dialog = dialog_for(Verb.FINISH, lambda panel: panel.standing.step.matter.approval_kind == "许可")
    panel, gone = dialog_for.agree(dialog)
    assert gone, dialog.refused.text()
    due = dialog_for.screen.desk.calendar.add_working(today, 10)
    card = next(card for card in _cards(dialog_for, panel) if "行政许可法第四十四条" in card)
    assert f"{due:%m-%d}" in card and card[0].endswith("余 10 个工作日")
    dialog = dialog_for.on(Verb.DELIVER, panel)
    assert f"{due:%Y-%m-%d}" in dialog.rarer.hint.text()
    panel, gone = dialog_for.agree(dialog)
    assert gone
    card = next(card for card in _cards(dialog_for, panel) if "行政许可法第四十四条" in card)
    assert card[0].endswith("已送达")
    assert Verb.DELIVER not in panel.possible


def test_parts_are_marked_one_by_one_and_shown(full, dialog_for):
    case_id = next(
        one for _project, one in full.overview.every_case_id() if "JG03" in full.cases.get(one).template.codes
    )
    today = dialog_for.screen.session.today
    full.approvals.decide(case_id, Verb.ACCEPT, "JG03", Statement(today, "甲", reason="先行"))
    for name in ("受理", "资料审查", "现场验收", "回复意见"):
        dialog = dialog_for.on(Verb.PART, full.overview.step_panel(case_id, "JG03"))
        assert dialog.rarer.part.currentData() == name and "共 4 个分项" in dialog.rarer.hint.text()
        if name == "回复意见":
            early = dialog_for.on(Verb.FINISH, full.overview.step_panel(case_id, "JG03"))
            assert early.reason.isVisible() and "还有分项" in early.reason.placeholderText()
            _panel, gone = dialog_for.agree(early)
            assert not gone and "还有分项“回复意见”没有登记完成" in early.refused.text()
            early.reject()
        panel, gone = dialog_for.agree(dialog)
        assert gone, dialog.refused.text()
        assert f"✓ {name} {today:%m-%d}" in str(dict(_readiness(panel))["分项"])
        assert history_words(panel.history[0]) == f"分项“{name}”完成"
    assert Verb.PART not in panel.possible and Verb.FINISH in panel.possible

"""The act dialog: only the fields a verb needs, what a suspension stops, dates as far as known, refusals inside."""

from datetime import date

import pytest
from PySide6.QtCore import QDate

from desktop_app.domain.events import Verb
from desktop_app.domain.progress import StepState
from desktop_app.domain.suspension import SUSPENSION_KINDS
from desktop_app.gui.dialogs.act import what_stops


@pytest.mark.parametrize("kind", SUSPENSION_KINDS, ids=lambda kind: kind.key)
def test_each_kind_of_suspension_says_what_it_stops(kind):
    said = what_stops(kind)
    assert said.startswith(kind.word)
    assert "承诺" in said and "对标不停" in said


def test_a_suspension_needs_a_reason_and_keeps_the_typed_basis(dialog_for):
    dialog = dialog_for(Verb.SUSPEND)
    dialog.basis.setText("告〔2026〕3号")
    panel, gone = dialog_for.agree(dialog)
    assert not gone
    assert "要写明原因" in dialog.refused.text()
    assert dialog.basis.text() == "告〔2026〕3号"
    dialog.reason.setText("缺图纸")
    panel, gone = dialog_for.agree(dialog)
    assert gone
    assert panel.history[0].basis == "告〔2026〕3号"


@pytest.mark.parametrize(
    ("precision", "on", "month"),
    [("知道哪一天", date(2026, 11, 2), ""), ("只知道年月", None, "2026-11"), ("日期不详", None, "")],
)
def test_an_earlier_step_is_recorded_as_far_as_its_date_is_known(dialog_for, precision, on, month):
    dialog = dialog_for(Verb.RECORD)
    dialog.precision.setCurrentText(precision)
    dialog.on.setDate(QDate(2026, 11, 2))
    panel, gone = dialog_for.agree(dialog)
    assert gone
    event = panel.history[0]
    assert (event.on, event.month, event.mark) == (on, month, "补录")
    assert panel.standing.state is StepState.DONE


def test_acting_out_of_order_asks_for_the_reason(dialog_for):
    dialog = dialog_for(Verb.ACCEPT, lambda panel: bool(panel.standing.blocked_by))
    assert dialog.reason.isVisible()
    _panel, gone = dialog_for.agree(dialog)
    assert not gone and "前置环节" in dialog.refused.text()
    dialog.reason.setText("企业先行报件")
    panel, gone = dialog_for.agree(dialog)
    assert gone
    assert panel.history[0].mark == "提前"


def test_a_mistaken_entry_is_taken_back(dialog_for):
    dialog = dialog_for(Verb.REVERSE, lambda panel: panel.standing.state is StepState.DONE)
    before = dialog.panel
    assert dialog.entry.count() == sum(
        event.verb is not Verb.REVERSE and event.id not in before.reversed_ids for event in before.history
    )
    dialog.reason.setText("登记错了环节")
    panel, gone = dialog_for.agree(dialog)
    assert gone
    assert panel.history[0].reverses in {event.id for event in before.history}
    assert panel.standing.state is not StepState.DONE


def test_a_step_is_handed_to_another_officer(dialog_for):
    dialog = dialog_for(Verb.ASSIGN)
    offered = [dialog.officer.itemText(number) for number in range(dialog.officer.count())]
    assert dialog.panel.standing.officer not in offered
    dialog.officer.setCurrentText("戊")
    panel, gone = dialog_for.agree(dialog)
    assert gone
    assert panel.standing.officer == "戊"


def test_an_instant_matter_is_accepted_and_finished_in_one_go(dialog_for):
    def instant(panel):
        limit = panel.standing.step.promised_limit
        return limit is not None and limit.amount == 0

    dialog = dialog_for(Verb.ACCEPT, instant)
    dialog.same_day.setChecked(True)
    dialog.reason.setText("当场办结")
    panel, gone = dialog_for.agree(dialog)
    assert gone
    assert [event.verb for event in panel.history[:2]] == [Verb.FINISH, Verb.ACCEPT]

"""Dialogs of materials: proposals from the checklist, a day to come is refused, a date may be left out."""

from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt

from desktop_app.application.materials import Handing
from desktop_app.domain.checklist import LineKind
from desktop_app.domain.custody import Check, MaterialAct
from desktop_app.gui.dialogs.material import MaybeDate, MoveDialog, ReceiveDialog


@pytest.fixture
def place(full, screen_of):
    """A window, a case and its checklist."""
    screen = screen_of(full)
    _project, case_id = full.overview.every_case_id()[0]
    return screen, full.materials.of_case(case_id)


def shown(screen, dialog):
    dialog.open()
    screen.rest()
    return dialog


def test_what_is_still_missing_is_proposed(place, qtbot):
    screen, found = place
    step = next(one for one in found.steps if one.asked)
    line = step.asked[0]
    dialog = shown(screen, ReceiveDialog(screen.session, found.case, step.step.code, line, screen.window))
    proposed = (dialog.originals.value(), dialog.copies.value(), dialog.efiles.value())
    assert proposed == (line.due.originals, line.due.copies, line.due.efiles) != (0, 0, 0)
    dialog.originals.setValue(1)
    dialog.giver.setText("企业张工")
    dialog.check.setCurrentIndex(dialog.check.findData(Check.SEEN))
    dialog.number.setText("晋〔2026〕1号")
    dialog.until.tick.setChecked(True)
    dialog.until.day.setDate(QDate(2027, 1, 31))
    said = dialog.said()
    assert (said.check, said.document_number, said.valid_until) == (Check.SEEN, "晋〔2026〕1号", date(2027, 1, 31))
    dialog.close()


def test_a_certificate_comes_from_its_authority(place):
    screen, found = place
    step = next(one for one in found.steps if any(line.kind is LineKind.RESULT for line in one.lines))
    line = next(line for line in step.lines if line.kind is LineKind.RESULT)
    dialog = shown(screen, ReceiveDialog(screen.session, found.case, step.step.code, line, screen.window))
    assert (dialog.giver.text(), dialog.originals.value()) == (step.step.matter.authority, 1)
    dialog.close()


def test_a_day_to_come_is_refused_and_nothing_is_recorded(place, full, qtbot):
    screen, found = place
    step = next(one for one in found.steps if one.asked)
    said = Handing(step.step.code, step.asked[0].name, originals=1, giver="企业", taker="甲")
    receipt = full.materials.receive(found.case.id, said).entry
    item = next(one for one in full.materials.of_case(found.case.id).items if one.id == receipt.id)
    before = full.materials.out()
    dialog = shown(screen, MoveDialog(screen.session, found.case, item, MaterialAct.GIVE, screen.window))
    tomorrow = screen.session.today.toordinal() + 1
    day = date.fromordinal(tomorrow)
    dialog.taker.setText("审批局")
    dialog.on.setDate(QDate(day.year, day.month, day.day))
    qtbot.mouseClick(dialog.agree, Qt.MouseButton.LeftButton)
    screen.rest()
    assert "晚于今天" in dialog.refused.text()
    assert full.materials.out() == before
    dialog.on.setDate(QDate(day.year, day.month, day.day).addDays(-1))
    dialog.due_back.tick.setChecked(False)
    qtbot.mouseClick(dialog.agree, Qt.MouseButton.LeftButton)
    screen.rest()
    (out,) = [one for one in full.materials.out() if one.item.id == item.id]
    assert (out.item.holder, out.left) == ("审批局", None)


def test_a_date_that_is_not_there_is_none(qapp):
    field = MaybeDate("有效期", date(2026, 11, 23))
    assert field.value() is None and not field.day.isEnabled()
    field.tick.setChecked(True)
    assert field.value() == date(2026, 11, 23) and field.day.isEnabled()
    field.deleteLater()

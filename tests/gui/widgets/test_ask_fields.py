"""The fields of a form: one for each kind of ask, proposals shown, only what differs is answered."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QSpinBox

from desktop_app.application.forms.asks import COPIES, Ask, Asked, Kind, check
from desktop_app.gui.widgets.ask_fields import AskFields, CheckList

# The test platform has no window system that could raise or grab.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

STAGES = tuple(f"阶段{number}" for number in range(12))
ASKED = (
    Asked(Ask("name", "单位名称", required=True), (), "中联恒创"),
    Asked(Ask("words", "情况说明", Kind.TEXT), (), ""),
    Asked(Ask("on", "日期", Kind.DATE), (), date(2026, 11, 20)),
    Asked(Ask("kind", "类型", Kind.CHOICE, options=("核准", "备案")), ("核准", "备案"), "备案"),
    Asked(Ask("money", "总投资", Kind.MONEY), (), 4_703_000_000),
    Asked(Ask("stages", "阶段", Kind.CHECKS, options=STAGES), STAGES, STAGES[:2]),
    Asked(Ask("rows", "材料", Kind.ROWS, columns=("名称", "份数")), (), (("总图", "2"), ("执照", "1"))),
    Asked(COPIES, (), 2),
)


@pytest.fixture
def fields(qtbot):
    made = AskFields()
    qtbot.addWidget(made)
    made.show_asks(ASKED)
    made.show()
    return made


def test_proposals_are_shown_and_are_no_answers(fields):
    kinds = {key: type(widget) for key, widget in fields.fields.items()}
    assert kinds["name"] is QLineEdit and kinds["kind"] is QComboBox and kinds["copies"] is QSpinBox
    assert fields.fields["money"].text() == "47.03 亿元"
    assert fields.fields["on"].text() == "2026-11-20"
    assert fields.fields["rows"].rows() == [["总图", "2"], ["执照", "1"]]
    assert fields.fields["stages"].chosen() == list(STAGES[:2])
    assert fields.answers() == {}
    assert all(widget.accessibleName() for widget in fields.fields.values())


def test_what_was_changed_is_answered_as_the_forms_read_it(fields, qtbot):
    with qtbot.waitSignal(fields.edited):
        fields.fields["money"].setText("5000 万元")
        fields.fields["money"].editingFinished.emit()
    fields.fields["kind"].setCurrentIndex(0)
    fields.fields["rows"].table.show_rows([["章程", "3"]])
    fields.fields["copies"].setValue(5)
    fields.fields["stages"].list.item(4).setCheckState(Qt.CheckState.Checked)
    answers = check(ASKED, fields.answers(), final=True)
    assert answers.number("money") == 50_000_000
    assert answers.text("kind") == ""
    assert answers.rows("rows") == (("章程", "3"),)
    assert answers.copies == 5
    assert answers.checked("stages") == (*STAGES[:2], STAGES[4])


def test_leaving_a_text_tells_once(fields, qtbot):
    heard = []
    fields.edited.connect(lambda: heard.append(True))
    text = fields.fields["words"]
    assert isinstance(text, QPlainTextEdit)
    text.setFocus()
    text.setPlainText("上门")
    for _ in range(2):
        text.left.emit()
    assert heard == [True]


def test_many_boxes_are_ticked_at_once(fields, qtbot):
    boxes = fields.fields["stages"]
    assert isinstance(boxes, CheckList)
    with qtbot.waitSignal(boxes.toggled):
        boxes.tick_all(True)
    assert boxes.chosen() == list(STAGES)
    boxes.tick_all(False)
    assert fields.answers() == {"stages": []}


def test_a_box_is_ticked_by_the_keyboard(fields, qtbot):
    boxes = fields.fields["stages"]
    boxes.list.setFocus()
    boxes.list.setCurrentRow(7)
    qtbot.keyClick(boxes.list, Qt.Key.Key_Space)
    assert STAGES[7] in boxes.chosen()

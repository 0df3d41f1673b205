"""Clock cards name whose limit it is: a promise of a department, or one the enterprise keeps itself."""

from PySide6.QtWidgets import QLabel

from desktop_app.domain.limit import BoundParty
from desktop_app.gui.models.board import BoardLine, enterprise_words, groups_of
from desktop_app.gui.widgets.clock_cards import clock_cards
from tests.gui.conftest import NOW


def test_a_limit_of_the_enterprise_is_called_its_own(full, qtbot):
    board = full.overview.today()
    row = next(
        row
        for rows in (board.overdue, board.due_today, board.soon)
        for row in rows
        if row.step.bound_party == BoundParty.ENTERPRISE and row.step.due_on
    )
    line = BoardLine(row, NOW.date(), None)
    assert line.due_words.startswith("企业时限 ") and line.whole_due_words.startswith("企业时限 ")
    panel = full.overview.step_panel(row.step.case_id, row.step.matter)
    (card, *_more) = clock_cards(panel.standing, NOW.date(), full.calendar)
    qtbot.addWidget(card)
    told = " ".join(label.text() for label in card.findChildren(QLabel))
    assert "企业时限到期" in told and "承诺" not in told
    own = sum(one.step.bound_party == BoundParty.ENTERPRISE for one in board.overdue)
    assert own and enterprise_words(board) == f"其中企业自己的 {own} 件"
    assert groups_of(board)[0].note == f"先办这些；其中企业自己的 {own} 件"

"""The register as a table model."""

from dataclasses import replace
from datetime import UTC, datetime

from desktop_app.gui.models.papers import PAPER_COLUMNS, PapersModel


def test_it_keeps_the_rules_of_a_model(full, screen_of, qtmodeltester):
    screen = screen_of(full)
    _project, case = full.overview.every_case_id()[0]
    number = full.documents.issue("handover", case, {}, "甲").paper.number
    model = PapersModel(screen.session)
    model.show_ids([number])
    qtmodeltester.check(model)
    screen.rest()
    assert model.index(0, 0).data() == number
    qtmodeltester.check(model)


def test_a_sheet_whose_handover_was_taken_back_is_not_shown_as_simply_valid(full):
    (row,) = full.papers.rows(
        [full.documents.issue("handover", full.overview.every_case_id()[0][1], {}, "甲").paper.number]
    )
    (state,) = (column for column in PAPER_COLUMNS if column.key == "state")
    assert (state.show(row), state.tone(row), state.tip(row)) == ("✓ 有效", "green", "")
    back = replace(row, overtaken="交接已撤回")
    assert (state.show(back), state.tone(back)) == ("◆ 交接已撤回", "amber")
    assert "作废" in state.tip(back)
    void = replace(back, void_at=datetime(2026, 11, 22, tzinfo=UTC), void_reason="打错了")
    assert (state.show(void), state.tone(void)) == ("✕ 已作废", "red")
    assert "打错了" in state.tip(void)

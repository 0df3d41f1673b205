"""历次方案: newest first, the one in force marked, the steps of the chosen one below."""

from datetime import date

from desktop_app.domain.limit import Limit
from desktop_app.gui.dialogs.plan_history import PlanHistoryDialog


def test_each_plan_shows_its_own_steps(full, screen_of):
    screen = screen_of(full)
    case_id = full.overview.today().overdue[0].step.case_id
    for day, reason in ((date(2028, 3, 1), "企业要求"), (date(2028, 6, 1), "")):
        full.plans.freeze(case_id, day, "乙", reason, lengths={"SG02": Limit.parse("180ND")})
    plans = full.plans.history(case_id)
    dialog = PlanHistoryDialog(screen.session, plans, screen.window)
    dialog.open()
    for row, plan in enumerate(reversed(plans)):
        dialog.table.setCurrentIndex(dialog.plans.index(row, 0))
        assert str(plan.target) in dialog.title.text()
        shown = {dialog.steps.row_at(one).step.code for one in range(dialog.steps.rowCount())}
        assert shown == {step.code for step in plan.steps}
    assert dialog.plans.index(0, 5).data() == "现行" and dialog.plans.index(1, 5).data() == "已替换"
    assert "180 个自然日" in dialog.plans.index(0, 3).data()
    assert dialog.plans.index(1, 4).data() == "企业要求" and dialog.plans.index(0, 4).data() == "未写"
    dialog.reject()

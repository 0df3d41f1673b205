"""满意度评价表: it comes without a grade, names the service it rates, and the window for complaints."""

from __future__ import annotations

from desktop_app.application.desk import Desk
from desktop_app.application.forms.satisfaction import ASPECTS, GRADES
from tests.desks import entered, opened
from tests.documents.reading import page_texts


def test_nothing_is_rated_for_the_enterprise(workspace: Desk) -> None:
    workspace.wording.reword("zone.window", "大厅一层 3 号窗口", "甲")
    case = opened(workspace, "SX-BA-CG", project_id=entered(workspace, enterprise="中联恒创").id)
    asked = {one.ask.key: one for one in workspace.documents.asked("satisfaction", case.id)}
    for key, _words in ASPECTS:
        assert asked[key].value is None
        assert asked[key].options == GRADES
    text = "".join("".join(page_texts(workspace.documents.preview("satisfaction", case.id, {}).content)).split())
    assert "中联恒创" in text and "受委托至今" in text and "大厅一层3号窗口" in text

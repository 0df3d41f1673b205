"""What somebody typed for the reports of the demonstration workspace; nothing is issued, so that one can try it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desktop_app.application.desk import Desk
from desktop_app.domain.rhythm import Cadence, Period, period_of

_LAST_WEEK: Sequence[Mapping[str, str]] = (
    {"coming": "补齐开户材料，联系银行周三前办结"},
    {"coming": "不动产登记中心出证，同步报规划许可"},
)
_THIS_WEEK: Sequence[Mapping[str, str]] = (
    {"stuck": "开户材料缺一份公司章程，企业已在补"},
    {"stuck": "宗地图与红线有出入，测绘单位在改", "asked": "请自然资源部门本周对图，定下出件日期"},
)
_BY = "演示"


def prepare_reports(desk: Desk) -> None:
    """Type 下周计划 of last week, 卡点 and 协调事项 of this one for the most pressing cases; it is asked for."""
    week = period_of(Cadence.WEEK, desk.now().date())
    _type(desk, week.before, _LAST_WEEK)
    _type(desk, week, _THIS_WEEK)
    # The present week is asked for even where the demonstration is made on its last days.
    desk.rhythm.begin(week.first)
    desk.rhythm.remind()


def _type(desk: Desk, week: Period, texts: Sequence[Mapping[str, str]]) -> None:
    lines = desk.rhythm.assemble(week.cadence, week.first).lines
    for line, cells in zip(lines, texts, strict=False):
        for cell, words in cells.items():
            desk.rhythm.type_cell(week, line.case_id, cell, words, _BY)

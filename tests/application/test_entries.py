"""Rows of ledgers as people work on them: entering, changing, acts of a flow, taking out, looking back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.application.desk import Desk
from desktop_app.application.project_history import PROJECT_KIND
from desktop_app.domain.ledger_entry import EntryAct, LedgerEntry, folded
from desktop_app.domain.ledger_query import Condition, LedgerQuery, LedgerView, Order, Test
from desktop_app.domain.partial_date import PartialDate
from desktop_app.domain.refusals import Refusal
from tests.desks import Clock, entered, on, opened

VISIT = {"visited_on": "2026-11-19", "enterprise": "示例公司", "form": "上门", "subject": "用电"}
ISSUE = {
    "came_from": "走访",
    "raised_on": "2026-11-02",
    "enterprise": "示例公司",
    "category": "用地",
    "description": "路不通",
}


def visit(desk: Desk, **more: str) -> LedgerEntry:
    return desk.entries.add("visits", VISIT | more, "甲")[0]


def issue(desk: Desk, **more: str) -> LedgerEntry:
    return desk.entries.add("issues", ISSUE | more, "甲")[0]


def act(desk: Desk, row: LedgerEntry, key: str, day: str, **written: str) -> LedgerEntry:
    return desk.entries.act(row.id, key, written, "乙", on(day))[0]


def cells(desk: Desk, kind: str) -> list[dict[str, str]]:
    return [dict(row.cells) for row in desk.entries.rows(kind)]


def test_a_row_is_entered_by_keys_or_labels(workspace: Desk, clock: Clock) -> None:
    project = entered(workspace, "新材料")
    entry, changes = workspace.entries.add(
        "走访",
        {"日期": "2026年11月19日", "企业": "示例公司", "方式": "上门", "事项": "用电", "项目": "新材料"},
        "甲",
        note="补",
    )
    assert changes.ledgers == {"visits"}
    (row,) = workspace.entries.rows("visits")
    assert row.cells == VISIT | {"project": project.id} and row.project_id == project.id
    assert row.words["project"] == "新材料" and not row.follows
    (change,) = workspace.entries.history(entry.id)
    assert (change.act, change.by, change.at, change.note) == (EntryAct.ADD, "甲", clock(), "补")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ({"日期": "下周"}, "“日期”：“下周”不是完整的日期"),
        (VISIT | {"form": "打电话"}, "“方式”：“打电话”不在可选的值里；请用：上门、预约"),
        (VISIT | {"项目": "没有的项目"}, "“项目”：没有找到项目“没有的项目”"),
        ({"visited_on": "2026-11-19"}, "请填写：企业、方式、事项"),
        (VISIT | {"visited_on": "2026-11-21"}, "“日期”2026-11-21 在今天之后"),
        (VISIT | {"subject": "用\a电"}, "“事项”：文字里有看不见的控制字符"),
        (VISIT | {"颜色": "红"}, "没有“颜色”这一栏；可用的栏：visited_on（日期）"),
    ],
)
def test_what_cannot_be_taken_is_named_and_nothing_is_kept(workspace: Desk, written: dict[str, str], said: str) -> None:
    with pytest.raises(Refusal, match=said):
        workspace.entries.add("visits", written, "甲")
    assert workspace.entries.rows("visits") == []


def test_the_same_row_is_not_entered_twice(workspace: Desk) -> None:
    row = visit(workspace)
    with pytest.raises(Refusal, match="“示例 公司、2026-11-19、用电”已在台账“走访”里"):
        visit(workspace, enterprise="示例 公司")
    workspace.entries.remove(row.id, "甲", "重复")
    visit(workspace)


def test_derived_columns_and_the_state_are_not_typed(workspace: Desk) -> None:
    row = issue(workspace)
    with pytest.raises(Refusal, match="“时限提示”由程序得出，不能填写；“状态”由办理动作改变，不能直接填写"):
        workspace.entries.edit(row.id, {"lamp": "正常", "state": "已销号"}, "甲")


def test_cells_are_changed_cleared_and_guarded(workspace: Desk) -> None:
    row = visit(workspace, people="丙")
    edited, changes = workspace.entries.edit(row.id, {"people": "", "policies": "奖补"}, "乙", version=row.version)
    assert edited.values == VISIT | {"policies": "奖补"} and changes.ledgers == {"visits"}
    with pytest.raises(Refusal, match="“示例公司”刚被其他人改动"):
        workspace.entries.edit(row.id, {"people": "丁"}, "乙", version=row.version)
    with pytest.raises(Refusal, match="“企业”必须填写，不能清空"):
        workspace.entries.edit(row.id, {"enterprise": " "}, "乙")
    same, nothing = workspace.entries.edit(row.id, {"policies": "奖补"}, "乙")
    assert same == edited and nothing.ledgers == frozenset()
    assert len(workspace.entries.history(row.id)) == 2


def test_a_row_is_taken_out_with_a_reason_and_put_back(workspace: Desk) -> None:
    row = visit(workspace)
    with pytest.raises(Refusal, match="请写明移出台账的原因"):
        workspace.entries.remove(row.id, "甲", " ")
    workspace.entries.remove(row.id, "甲", "登记错了")
    assert workspace.entries.rows("visits") == []
    assert [one.id for one in workspace.entries.removed("visits")] == [row.id]
    with pytest.raises(Refusal, match="已经移出台账，要修改请先恢复"):
        workspace.entries.edit(row.id, {"people": "乙"}, "甲")
    with pytest.raises(Refusal, match="已经移出台账"):
        workspace.entries.remove(row.id, "甲", "再来")
    workspace.entries.restore(row.id, "甲")
    assert [one.id for one in workspace.entries.rows("visits")] == [row.id] and workspace.entries.removed(
        "visits"
    ) == []
    with pytest.raises(Refusal, match="不需要恢复"):
        workspace.entries.restore(row.id, "甲")


def test_an_issue_goes_its_way(workspace: Desk) -> None:
    row = issue(workspace)
    assert row.values["number"] == "WT-2026-001"
    assert cells(workspace, "issues")[0]["state"] == "待交办"
    act(workspace, row, "交办", "2026-11-03", duty_unit="规建局", limit_days="5")
    act(workspace, row, "extend", "2026-11-05", extended_days="3", extension_reason="雨天")
    now = cells(workspace, "issues")[0]
    assert (now["original_due_on"], now["due_on"], now["lamp"]) == ("2026-11-10", "2026-11-13", "逾期 5 个工作日")
    act(workspace, row, "answer", "2026-11-12", result="已通")
    assert cells(workspace, "issues")[0]["lamp"] == "按期办结"
    act(workspace, row, "return", "2026-11-16", remark="又断了")
    now = cells(workspace, "issues")[0]
    assert (now["state"], now["lamp"], now["returned"], "answered_on" in now) == (
        "办理中",
        "逾期 5 个工作日",
        "1",
        False,
    )
    act(workspace, row, "answer", "2026-11-17", result="修好")
    act(workspace, row, "confirm", "2026-11-18", satisfaction="满意")
    act(workspace, row, "close", "2026-11-18")
    now = cells(workspace, "issues")[0]
    assert (now["state"], now["lamp"], now["closed_on"]) == ("已销号", "逾期办结", "2026-11-18")
    kept = [one.flow_act for one in workspace.entries.history(row.id)]
    assert kept == ["", "assign", "extend", "answer", "return", "answer", "confirm", "close"]
    assert workspace.entries.history(row.id)[1].on == on("2026-11-03")


@pytest.mark.parametrize(
    ("key", "day", "written", "said"),
    [
        ("close", "2026-11-10", {}, "这一行现在是“办理中”，不能“销号”；可以办的：延期、办结待确认、作废"),
        ("answer", "2026-11-02", {"result": "好"}, "早于上一步的日期 2026-11-03"),
        ("answer", "2026-11-21", {"result": "好"}, "在今天之后"),
        ("answer", "2026-11-10", {}, "“办结待确认”要写明：结果"),
        ("extend", "2026-11-10", {"extended_days": "0", "extension_reason": "雨"}, "延期（工作日）要填大于 0 的整数"),
    ],
)
def test_an_act_out_of_turn_is_refused(workspace: Desk, key: str, day: str, written: dict[str, str], said: str) -> None:
    row = issue(workspace)
    before = act(workspace, row, "assign", "2026-11-03", duty_unit="规建局", limit_days="5")
    with pytest.raises(Refusal, match=said):
        act(workspace, row, key, day, **written)
    with workspace.entries.open_work(writes=False) as work:
        assert work.entries.get(row.id) == before
    with pytest.raises(Refusal, match="没有办理流转"):
        act(workspace, visit(workspace), key, day, **written)


def test_the_days_of_acts_are_corrected_in_order(workspace: Desk) -> None:
    row = issue(workspace)
    act(workspace, row, "assign", "2026-11-03", duty_unit="规建局", limit_days="5")
    act(workspace, row, "answer", "2026-11-10", result="好")
    workspace.entries.edit(row.id, {"answered_on": "2026-11-09"}, "乙", note="回执上是 9 日")
    with pytest.raises(Refusal, match="“办结日”2026-11-02 早于“交办日”2026-11-03，请核对"):
        workspace.entries.edit(row.id, {"answered_on": "2026-11-02"}, "乙")
    with pytest.raises(Refusal, match="“办结日”2026-11-21 在今天之后"):
        workspace.entries.edit(row.id, {"answered_on": "2026-11-21"}, "乙")


def test_a_second_extension_adds_to_the_first(workspace: Desk) -> None:
    row = issue(workspace)
    act(workspace, row, "assign", "2026-11-03", duty_unit="规建局", limit_days="5")
    act(workspace, row, "extend", "2026-11-05", extended_days="3", extension_reason="雨天")
    act(workspace, row, "extend", "2026-11-06", extended_days="2", extension_reason="等批复")
    now = cells(workspace, "issues")[0]
    assert (now["original_due_on"], now["due_on"]) == ("2026-11-10", "2026-11-17")
    assert (now["extended_days"], now["extension_reason"]) == ("5", "雨天；等批复")


def test_an_issue_is_not_raised_after_today_nor_after_its_acts(workspace: Desk) -> None:
    with pytest.raises(Refusal, match="“提出日期”2026-11-21 在今天之后"):
        issue(workspace, raised_on="2026-11-21")
    assert workspace.entries.rows("issues") == []
    row = issue(workspace)
    with pytest.raises(Refusal, match="“交办”的日期 2026-11-01 早于“提出日期”2026-11-02"):
        act(workspace, row, "assign", "2026-11-01", duty_unit="规建局", limit_days="5")
    act(workspace, row, "assign", "2026-11-03", duty_unit="规建局", limit_days="5")
    with pytest.raises(Refusal, match="“交办日”2026-11-03 早于“提出日期”2026-11-04"):
        workspace.entries.edit(row.id, {"raised_on": "2026-11-04"}, "乙")


def test_nobody_changes_a_row_without_a_name(workspace: Desk) -> None:
    row = issue(workspace)
    for write in (
        lambda: workspace.entries.add("visits", VISIT, " "),
        lambda: workspace.entries.edit(row.id, {"remark": "急"}, ""),
        lambda: workspace.entries.act(row.id, "void", {"remark": "误"}, ""),
        lambda: workspace.entries.remove(row.id, "", "误"),
    ):
        with pytest.raises(Refusal, match="请写明登记人"):
            write()
    assert len(workspace.entries.history(row.id)) == 1


def test_numbers_go_on_where_the_year_left_off(workspace: Desk, clock: Clock) -> None:
    issue(workspace)
    second = issue(workspace, number="WT-2026-041", description="灯不亮")
    workspace.entries.remove(second.id, "甲", "重复")
    assert issue(workspace, description="水压低").values["number"] == "WT-2026-042"
    clock.day = "2027-01-05"
    assert issue(workspace, description="开年").values["number"] == "WT-2027-001"


def test_issues_past_their_date_are_watched(workspace: Desk) -> None:
    late, later, near, calm = (issue(workspace, description=f"事 {number}") for number in range(4))
    for row, limit in ((late, "2"), (later, "1"), (near, "15"), (calm, "30")):
        act(workspace, row, "assign", "2026-11-03", duty_unit="规建局", limit_days=limit)
    found = workspace.entries.watched("issues")
    assert [one.id for one in found.overdue] == [later.id, late.id]
    assert [one.id for one in found.warning] == [near.id]
    assert workspace.entries.watched("visits").overdue == ()


def test_an_issue_seen_on_the_weekend_after_its_date_is_just_over(workspace: Desk, clock: Clock) -> None:
    row = issue(workspace)
    act(workspace, row, "assign", "2026-11-13", duty_unit="规建局", limit_days="5")
    clock.day = "2026-11-22"
    (late,) = workspace.entries.watched("issues").overdue
    assert (late.id, late.cells["due_on"], late.cells["lamp"]) == (row.id, "2026-11-20", "刚逾期")
    clock.day = "2026-11-23"
    assert workspace.entries.watched("issues").overdue[0].cells["lamp"] == "逾期 1 个工作日"


def test_a_cell_of_the_project_is_written_to_the_project(workspace: Desk, clock: Clock) -> None:
    project = entered(workspace, "新材料")
    (row,) = workspace.entries.rows("three-batches")
    clock.day = "2026-11-23"
    entry, changes = workspace.entries.put(
        "three-batches",
        row.anchor,
        {"总投资": "3亿元", "开工时间": "2026年5月", "入统": "是"},
        "乙",
        version=row.version,
    )
    assert changes.ledgers == {PROJECT_KIND} and changes.projects == {project.id} and changes.events[0].by == "乙"
    stored = workspace.projects.get(project.id)
    assert (stored.investment_yuan, stored.started) == (300_000_000, PartialDate("2026年5月", 2026, 5))
    (now,) = workspace.entries.rows("three-batches")
    assert (now.words["investment"], now.words["started"], now.words["counted"]) == ("30000", "2026年5月", "是")
    assert now.words["size_mark"] == "亿元以上" and now.cells["updated_on"] == "2026-11-23"
    assert entry.id == project.id and now.version == entry.version
    with pytest.raises(Refusal, match="刚被其他人改动"):
        workspace.entries.put("three-batches", row.anchor, {"入统": "否"}, "乙", version=row.version)


def test_a_project_is_not_made_nameless_or_a_twin_in_a_cell(workspace: Desk) -> None:
    one, other = entered(workspace, "甲项目"), entered(workspace, "乙项目")
    with pytest.raises(Refusal, match="请填写项目名称"):
        workspace.entries.put("three-batches", one.id, {"name": ""}, "甲")
    with pytest.raises(Refusal, match="“甲项目”已在台账中"):
        workspace.entries.put("three-batches", other.id, {"name": "甲项目", "counted": "是"}, "甲")
    assert "counted" not in workspace.entries.rows("three-batches")[1].cells


def test_rows_that_are_there_by_themselves_are_not_added_or_taken_out(workspace: Desk) -> None:
    project = entered(workspace)
    with pytest.raises(Refusal, match="随项目自动列入，不用新增"):
        workspace.entries.add("three-batches", {"content": "建"}, "甲")
    with pytest.raises(Refusal, match="不能单独移出"):
        workspace.entries.remove(project.id, "甲", "不要")
    with pytest.raises(Refusal, match="没有编号为“没有”的一行"):
        workspace.entries.put("full-agency", "没有", {"rating": "满意"}, "甲")


def test_a_case_has_a_row_that_is_first_written_when_somebody_says_something(workspace: Desk) -> None:
    case = opened(workspace)
    (row,) = workspace.entries.rows("full-agency")
    assert (row.id, row.anchor, row.version, row.follows) == ("", case.id, 0, True)
    with pytest.raises(Refusal, match="“代办员”由程序得出"):
        workspace.entries.put("full-agency", case.id, {"officer": "丙"}, "甲")
    entry, _ = workspace.entries.put("full-agency", case.id, {"rating": "满意"}, "甲", version=0)
    (row,) = workspace.entries.rows("full-agency")
    assert (row.id, row.version, row.cells["rating"]) == (entry.id, 1, "满意")
    workspace.entries.put("full-agency", case.id, {"rating": "非常满意"}, "甲", version=1)
    assert [one.act for one in workspace.entries.history(entry.id)] == [EntryAct.ADD, EntryAct.EDIT]


def test_rows_are_searched_sorted_and_summed(workspace: Desk) -> None:
    for name, paid in (("甲公司", "20万元"), ("乙公司", "15万元"), ("丙公司", "")):
        written = {"kind": "惠企政策", "enterprise": name, "content": "奖补", "amount": "30万元", "paid": paid}
        workspace.entries.add("promises", written, "甲")
    query = LedgerQuery("奖补", (Condition("paid", Test.FILLED),), (Order("paid"),))
    rows = workspace.entries.rows("promises", query)
    assert [row.cells["enterprise"] for row in rows] == ["乙公司", "甲公司"]
    assert [row.words["paid_share"] for row in rows] == ["50%", "66.67%"]
    assert workspace.entries.totals("promises", query) == {"amount": "600000", "paid": "350000", "left": "250000"}
    assert workspace.entries.totals("promises")["left"] == "550000"


def test_views_come_with_the_ledger_and_are_saved(workspace: Desk) -> None:
    own = len(workspace.entries.views("visits"))
    view = workspace.entries.save_view("visits", LedgerView(" 我的 ", LedgerQuery("用电"), ("subject",)))
    assert view.name == "我的" and view.id
    assert workspace.entries.views("visits")[own:] == [view]
    renamed = workspace.entries.save_view("visits", LedgerView("改名", id=view.id))
    assert workspace.entries.views("visits")[own:] == [renamed]
    wrong = {
        "": "请给视图起个名称",
        "最近的走访": "是自带的视图",
        "已移出的行": "是自带的视图",
        "长" * 21: "最多 20 个字",
    }
    for name, said in wrong.items():
        with pytest.raises(Refusal, match=said):
            workspace.entries.save_view("visits", LedgerView(name))
    with pytest.raises(Refusal, match="自带的视图不能删除"):
        workspace.entries.remove_view("")
    workspace.entries.remove_view(view.id)
    assert len(workspace.entries.views("visits")) == own


def test_any_instant_can_be_looked_back_at(workspace: Desk, clock: Clock) -> None:
    row = visit(workspace)
    entered(workspace, "新材料")
    first = clock()
    before = {kind: workspace.entries.rows(kind) for kind in ("visits", "three-batches")}
    clock.day = "2026-11-23"
    workspace.entries.edit(row.id, {"subject": "用水"}, "乙")
    visit(workspace, subject="用气")
    workspace.entries.put("three-batches", before["three-batches"][0].anchor, {"counted": "是", "zone": "侯马"}, "乙")
    assert {kind: workspace.entries.rows_at(kind, first) for kind in before} == before
    assert workspace.entries.rows_at("visits", first - timedelta(seconds=1)) == []
    for kind, rows in before.items():
        assert workspace.entries.rows_at(kind, clock()) == workspace.entries.rows(kind) != rows


def test_an_unknown_ledger_is_refused_with_those_there_are(workspace: Desk) -> None:
    with pytest.raises(Refusal, match="没有叫“星星”的台账；可用的有：three-batches（三个一批）"):
        workspace.entries.rows("星星")
    with pytest.raises(Refusal, match="没有编号为“x”的台账条目"):
        workspace.entries.history("x")


def test_an_act_may_be_left_without_a_day_for_today(workspace: Desk) -> None:
    row = issue(workspace)
    done, _ = workspace.entries.act(row.id, "void", {"remark": "重复"}, "甲")
    assert workspace.entries.history(row.id)[-1].on == date(2026, 11, 20)
    assert done.values["state"] == "已作废"


steps = st.lists(
    st.tuples(
        st.sampled_from(["add", "edit", "remove", "restore"]), st.integers(0, 3), st.sampled_from(["甲", "乙", ""])
    ),
    max_size=10,
)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(steps)
def test_whatever_is_done_the_rows_are_what_was_recorded(
    workspace: Desk, clock: Clock, acts: list[tuple[str, int, str]]
) -> None:
    service, made = workspace.entries, [one.id for one in workspace.entries.rows("visits")]
    for number, (verb, which, text) in enumerate(acts):
        row = made[which % len(made)] if made else ""
        try:
            if verb == "add":
                made.append(visit(workspace, subject=f"事 {len(service.rows('visits'))}-{number}-{text}").id)
            elif verb == "edit" and row:
                service.edit(row, {"people": text}, "乙")
            elif row:
                getattr(service, verb)(row, "乙", "改")
        except Refusal:
            continue
    rows = service.rows("visits")
    assert service.rows_at("visits", clock()) == rows
    with service.open_work(writes=False) as work:
        stored = {one.id: one for one in work.entries.of_kind("visits", removed=True)}
        assert folded(work.entries.changes_of("visits")) == stored
    assert {one.id for one in rows} == {key for key, one in stored.items() if not one.removed}

"""台账 (D34): filled from the rows as they are now, with the columns, conditions and order people read and change."""

import pytest

from desktop_app.application.documents import About
from desktop_app.application.forms.ledger_sheet import MOST_ROWS, sheet_answers
from desktop_app.domain.ledger_query import Condition, LedgerQuery, Order, Test
from desktop_app.domain.refusals import Refusal
from tests.desks import entered, new_desk
from tests.documents.reading import page_sizes, page_texts

FORM = "ledger-sheet"


@pytest.fixture
def desk(tmp_path):
    made = new_desk(tmp_path)
    project = entered(made, "光电产业园")
    for day, enterprise, subject in (
        ("2026-11-02", "示例食品公司", "送政策上门"),
        ("2026-11-09", "示例物流公司", "核对用电需求"),
        ("2026-11-16", "示例电子公司", "陪同办理用地"),
    ):
        written = {"visited_on": day, "enterprise": enterprise, "subject": subject, "form": "上门"}
        if enterprise == "示例物流公司":
            written["project"] = project.id
        made.entries.add("visits", written, "甲")
    yield made
    made.close()


def text(desk, **answers):
    return "".join(page_texts(desk.documents.preview(FORM, About(), answers).content))


def test_all_rows_and_columns_without_more_being_said(desk):
    said = text(desk, ledger="走访")
    assert "走访与服务记录台账" in said and "共 3 行" in said
    assert all(name in said for name in ("示例食品公司", "示例物流公司", "示例电子公司", "光电产业园"))
    assert "筛选" not in said


def test_columns_conditions_order_search_and_project_narrow_it(desk):
    said = text(
        desk, ledger="走访", columns="日期、企业", conditions="日期 | 不早于 | 2026-11-09", order="日期 | 从大到小"
    )
    assert said.index("示例电子公司") < said.index("示例物流公司") and "示例食品公司" not in said
    assert "核对用电需求" not in said
    assert "筛选：日期 不早于 2026-11-09" in said and "日期从晚到早" in said
    assert "共 1 行" in text(desk, ledger="走访", search="陪同 用地")
    assert "共 1 行" in text(desk, ledger="走访", project="光电产业园")
    assert "共 1 行" in text(desk, ledger="走访", conditions="项目 | 包含 | 光电")


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"columns": "没有的栏"}, "没有“没有的栏”这一栏；有：日期"),
        ({"conditions": "日期 | 大约 | 2026"}, "“大约”看不懂，可用：包含"),
        ({"conditions": "日期 | 不早于 | 明天吧"}, "不是完整的日期"),
        ({"project": "没有这个项目"}, "没有叫“没有这个项目”的项目"),
    ],
)
def test_what_cannot_be_is_refused_with_what_can(desk, answers, said):
    with pytest.raises(Refusal, match=said):
        text(desk, ledger="走访", **answers)


def test_what_the_window_shows_comes_back_as_the_same_query(desk):
    kind = desk.entries.kinds.get("three-batches")
    query = LedgerQuery(
        "园",
        (
            Condition("investment", Test.BETWEEN, ("10000000", "4703000000")),
            Condition("batch", Test.ONE_OF, ("签约", "开工")),
            Condition("blocker", Test.EMPTY),
        ),
        (Order("investment", descending=True), Order("name")),
    )
    answers = sheet_answers(kind, ["name", "investment"], query)
    assert answers["columns"] == "项目名称、总投资"
    assert answers["conditions"] == "总投资 | 介于 | 1000万元至470300万元\n类别 | 属于 | 签约、开工\n卡点 | 未填 | "
    said = text(desk, **answers).replace("\n", "")
    assert "总投资 1000 至 470300万元；类别 是 签约、开工；卡点 未填；含“园”" in said
    assert "总投资从大到小，项目名称从小到大" in said
    assert "共 1 行" not in said and "共 0 行" in said


def test_a_value_with_the_cut_between_cells_goes_as_rows(desk):
    kind = desk.entries.kinds.get("visits")
    answers = sheet_answers(kind, [], LedgerQuery(conditions=(Condition("subject", Test.IS, ("甲|乙",)),)))
    assert answers["conditions"] == [["事项", "等于", "甲|乙"]]
    assert "事项 是 甲|乙" in text(desk, **answers)


def test_columns_that_say_nothing_are_left_out_and_named_unless_somebody_chose_them(desk):
    said = text(desk, ledger="走访")
    assert "未印全空的列：" in said and "下次走访" in said[said.index("未印全空的列") :]
    chosen = text(desk, ledger="走访", columns="日期、企业、下次走访")
    assert "未印全空的列" not in chosen and "下次走访" in chosen


def test_figures_are_told_over_all_rows_whichever_are_printed(desk):
    for name, decided in (("甲证", "区内办结"), ("乙证", "区外审批"), ("丙证", "区内办结")):
        desk.entries.add("delegated", {"事项名称": name, "谁决定": decided}, "甲")
    said = "".join(text(desk, ledger="赋权事项", search="乙证").split())
    assert "共1行" in said and "全部3行：区内办结率66.7%（2÷3项）；区内办结率（按本年办件）—（0÷0件）。" in said


def test_amounts_have_their_thousands_parted(desk):
    kind = desk.entries.kinds.get("three-batches")
    row = desk.entries.rows(kind.key, LedgerQuery())[0]
    desk.entries.put(kind.key, row.anchor, {"investment": "1830500.5"}, "甲")
    said = text(desk, ledger=kind.name, columns="项目名称、总投资")
    assert "1,830,500.5" in said


def test_paper_and_orientation_can_be_asked_for(desk):
    def size(**answers):
        return page_sizes(desk.documents.preview(FORM, About(), {"ledger": "走访", **answers}).content)[0]

    assert size(paper="A3", orientation="竖放")[1] > 1100
    assert size(paper="A4", orientation="横放")[0] > 800
    assert size() == size(paper="按宽度", orientation="按宽度")


def test_too_many_rows_are_for_a_workbook(desk, monkeypatch):
    monkeypatch.setattr("desktop_app.application.forms.ledger_sheet.MOST_ROWS", 2)
    assert MOST_ROWS > 2
    with pytest.raises(Refusal, match="一次最多印 2 行；请先筛选，或导出 Excel"):
        text(desk, ledger="走访")


def test_it_is_numbered_and_archived_like_any_paper(desk):
    issued = desk.documents.issue(FORM, About(), {"ledger": "走访"}, "甲")
    assert issued.paper.number == "BB-2026-A-D34-0001"
    assert issued.paper.title == "走访与服务记录台账"
    assert desk.documents.again(issued.paper.number).content == issued.content

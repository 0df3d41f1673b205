"""What indicators count: the facts a definition may look at, and the words of what came in late."""

from desktop_app.application.indicator_facts import change_words, fact_words
from desktop_app.domain.ledger_kind import ColumnType


def test_every_fact_of_a_project_and_its_row_may_be_used(workspace):
    facts = {one.key: one for one in workspace.indicators.facts()}
    assert facts["investment_yuan"].type is ColumnType.AMOUNT
    assert facts["started"].label == "开工时间"
    assert facts["batch"].options == ("签约", "开工", "投产")
    assert facts["counted"].type is ColumnType.YES_NO
    assert facts["expected_output"].type is ColumnType.AMOUNT
    assert "unfinished" not in facts


def test_facts_in_words(workspace):
    facts = {one.key: one for one in workspace.indicators.facts()}
    assert fact_words(facts["investment_yuan"], "4703000000") == "47.03 亿元"
    assert fact_words(None, "") == "未填"
    assert change_words(facts, "investment_yuan", "", "15000000") == "总投资：未填 → 1500 万元"
    assert change_words(facts, "counted", "否", "是") == "入统：否 → 是"

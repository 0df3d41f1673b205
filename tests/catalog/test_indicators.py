"""The bundled indicators: what the program carries can be evaluated, and a wrong file is told by line."""

from pathlib import Path

import pytest

from desktop_app.catalog.indicators import load_indicators
from desktop_app.domain.indicator import SET_WORDS, checked
from desktop_app.domain.ledger_kind import ColumnType
from desktop_app.domain.refusals import Damaged
from desktop_app.locations import resources
from tests.desks import new_desk

GOOD = """
preset: "2023"
version: 2
indicators:
- id: a
  name: 开工率
  digits: 2
  window: {field: started, first: 2022-01-01, batches: [2022-1]}
  numerator: {words: 上, criteria: [{field: counted, test: "yes", dated: counted_on}]}
  denominator: {words: 下, measure: investment_yuan, criteria: [{field: batch, test: is, values: [签约]}]}
  source: 某处
"""


def test_what_is_bundled_can_be_evaluated(tmp_path):
    desk = new_desk(tmp_path / "w")
    facts = desk.indicators.facts()
    desk.close()
    found = load_indicators(resources() / "indicators")
    assert [one.preset for one in found] == ["2023"] * 7 + ["2021"] * 3
    for one in found:
        assert one.preset in SET_WORDS and not one.indicator.verified
        assert "待核" in one.indicator.note or "认定" in one.indicator.note
        amounts = frozenset(fact.key for fact in facts if fact.type is ColumnType.AMOUNT)
        checked(one.indicator, frozenset(fact.key for fact in facts), amounts)


def test_a_file_says_everything(tmp_path):
    (tmp_path / "x.yaml").write_text(GOOD, "utf-8")
    (made,) = load_indicators(tmp_path)
    assert (made.id, made.version, made.indicator.digits, made.indicator.apart) == ("a", 2, 2, False)
    assert made.indicator.window.words == "2022年1月1日以来开工的项目；批次：2022-1"
    assert made.indicator.fields == ("batch", "investment_yuan", "counted", "counted_on", "started", "batch_label")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("name: 开工率", "nam: 开工率", "不认识的键 nam"),
        ("  source: 某处", "", "缺少 source"),
        ("digits: 2", "digits: 9", "太大"),
        ('test: "yes"', "test: maybe", "看不懂“maybe”"),
        ("2022-01-01", "2022-13-01", "不是日期"),
        (
            '  numerator: {words: 上, criteria: [{field: counted, test: "yes", dated: counted_on}]}\n',
            "",
            "缺少 numerator",
        ),
    ],
)
def test_a_wrong_file_is_told(tmp_path, old, new, said):
    assert old in GOOD
    (tmp_path / "x.yaml").write_text(GOOD.replace(old, new), "utf-8")
    with pytest.raises(Damaged, match=said):
        load_indicators(tmp_path)


def test_an_id_stands_once(tmp_path):
    for name in ("a", "b"):
        (tmp_path / f"{name}.yaml").write_text(GOOD, "utf-8")
    with pytest.raises(Damaged, match="写了两次"):
        load_indicators(Path(tmp_path))

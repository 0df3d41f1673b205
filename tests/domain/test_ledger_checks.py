"""Rows whose cells cannot be so, or hardly can be so."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.ledger_checks import (
    odd_signs,
    refuse_row,
    row_remarks,
    sign_remarks,
    surely_before,
    unprintable_words,
)
from desktop_app.domain.ledger_kind import (
    ColumnType,
    LedgerColumn,
    LedgerKind,
    RowCheck,
    RowRule,
    Source,
    ValueForm,
)
from desktop_app.domain.partial_date import PartialDate
from desktop_app.domain.refusals import Refusal

TODAY = date(2026, 11, 20)
KIND = LedgerKind(
    "sample",
    "样本",
    "样本台账",
    "",
    (
        LedgerColumn("name", "名称"),
        LedgerColumn("code", "信用代码", form=ValueForm.CREDIT_CODE),
        LedgerColumn("signed", "签约", ColumnType.DATE),
        LedgerColumn("started", "开工", ColumnType.DATE),
        LedgerColumn("produced", "投产", ColumnType.DAY),
        LedgerColumn("rank", "排名", ColumnType.COUNT, least=1),
        LedgerColumn("rank_of", "参加排名", ColumnType.COUNT),
        LedgerColumn("done", "完成", ColumnType.AMOUNT, unit="万元"),
        LedgerColumn("whole", "总额", ColumnType.AMOUNT, unit="万元"),
        LedgerColumn("told", "推算", source=Source.DERIVED, field="last_change"),
    ),
    checks=(
        RowCheck(RowRule.ORDER, ("signed", "started", "produced")),
        RowCheck(RowRule.HAPPENED, ("signed", "produced")),
        RowCheck(RowRule.AT_MOST, ("rank", "rank_of"), refuses=True),
        RowCheck(RowRule.AT_MOST, ("done", "whole")),
    ),
)


def said(**cells: str) -> list[tuple[str, str]]:
    """What is remarked on a row, with the column it stands at."""
    return [(one.column, one.message) for one in row_remarks(KIND, cells, TODAY)]


def test_dates_out_of_order_are_remarked_on_at_the_later_column() -> None:
    assert said(signed="2026年1月5日", started="2025年1月5日") == [
        ("started", "开工 2025年1月5日 早于签约 2026年1月5日，请核对")
    ]
    assert said(signed="2026年1月5日", produced="2025-06-01") == [
        ("produced", "投产 2025-06-01 早于签约 2026年1月5日，请核对")
    ]


def test_dates_that_may_be_in_order_are_not_remarked_on() -> None:
    assert said(signed="2025年6月", started="2025年", produced="2026-01-01") == []
    assert said(started="2025年", produced="2025-01-01") == []


def test_what_has_happened_does_not_lie_after_today() -> None:
    assert said(produced="2026-11-21") == [("produced", "投产 2026-11-21 在今天之后，请核对；还没有发生的先不要填")]
    assert said(produced="2026-11-20") == []
    assert said(started="2099年") == []


def test_a_number_above_its_bound_is_told_in_its_unit() -> None:
    assert said(done="30000000", whole="20000000") == [("done", "完成 3000万元 大于总额 2000万元，请核对")]
    assert said(done="30000000") == []


def test_a_row_that_cannot_be_is_refused_when_a_column_of_the_check_is_written() -> None:
    with pytest.raises(Refusal, match="排名 99 大于参加排名 3，请核对"):
        refuse_row(KIND, {"rank": "99", "rank_of": "3"}, TODAY, ["rank"])
    refuse_row(KIND, {"rank": "99", "rank_of": "3"}, TODAY, ["name"])
    refuse_row(KIND, {"rank": "3", "rank_of": "3"}, TODAY, ["rank"])
    refuse_row(KIND, {"done": "2", "whole": "1"}, TODAY, ["done"])


def test_a_code_kept_before_the_rule_is_remarked_on() -> None:
    assert said(code="91140000ABC")[0][1].startswith("信用代码：“91140000ABC”有 11 位")
    assert said(code="91350100M000100Y44") == [
        ("code", "信用代码：“91350100M000100Y44”的最后一位校验码应是 3，有一位写错了；请对照营业执照核对")
    ]
    assert said(code="91350100M000100Y43") == []


def test_signs_no_font_has_are_told_with_their_column() -> None:
    asked: list[str] = []

    def fonts(text: str) -> str:
        asked.append(text)
        return "".join(sign for sign in text if sign == "😀")

    found = sign_remarks(KIND, {"name": "好😀㊙", "told": "😀"}, fonts)
    assert [(one.columns, one.message) for one in found] == [(("name",), f"名称：{unprintable_words('😀')}")]
    assert sign_remarks(KIND, {"name": "平常的字，（2026）"}, fonts) == []
    assert asked == ["好😀㊙"]


def test_only_signs_out_of_the_ordinary_are_looked_up() -> None:
    assert odd_signs(["某某公司（一期）", "¥3.5—ok", "𠮷㊙"]) == {"𠮷", "㊙"}


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_whole_days_are_compared_as_days(one: date, other: date) -> None:
    assert surely_before(PartialDate.of(one), PartialDate.of(other)) == (one < other)

"""What is quickly told of a new row is what its checks say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.ledger_checks import related_remarks
from desktop_app.domain.ledger_flow import check_days
from desktop_app.domain.ledger_kind import ColumnType, FlowAct, LedgerColumn, LedgerFlow, LedgerKind, RowCheck, RowRule
from desktop_app.domain.ledger_quiet import QuietRows
from desktop_app.domain.refusals import Refusal

TODAY = date(2026, 11, 20)
DATES = ("signed", "started", "produced")
KIND = LedgerKind(
    "sample",
    "样本",
    "样本台账",
    "",
    (
        *(LedgerColumn(key, key, ColumnType.DATE) for key in DATES),
        LedgerColumn("raised", "提出", ColumnType.DAY),
        LedgerColumn("state", "状态"),
        LedgerColumn("done_on", "办结", ColumnType.DAY),
        LedgerColumn("visited", "走访", ColumnType.DAY, past=True),
        LedgerColumn("done", "完成", ColumnType.AMOUNT, unit="万元"),
        LedgerColumn("whole", "总额", ColumnType.AMOUNT, unit="万元"),
        LedgerColumn("share", "占比", ColumnType.NUMBER),
        LedgerColumn("most", "最多", ColumnType.NUMBER),
    ),
    flow=LedgerFlow(
        "state",
        ("交办", "办结"),
        ("办结",),
        (FlowAct("finish", "办结", ("交办",), "办结", day="done_on"),),
        since="raised",
    ),
    checks=(
        RowCheck(RowRule.ORDER, DATES),
        RowCheck(RowRule.HAPPENED, ("signed", "produced")),
        RowCheck(RowRule.AT_MOST, ("done", "whole")),
        RowCheck(RowRule.AT_MOST, ("share", "most")),
    ),
)
_DATE = st.sampled_from(
    [
        "",
        "2026年11月20日",
        "2026年11月21日",
        "2026年11月底",
        "2026年11月",
        "2026年12月",
        "2026年",
        "2027年",
        "2025年上半年",
        "待定",
    ]
)
_DAY = st.sampled_from(["", "2026-11-20", "2026-11-21", "2026-11-02", "2025-01-31"])
_YUAN = st.sampled_from(["", "0", "99", "100", "101"])
_NUMBER = st.sampled_from(["", "-1", "0.5", "0.50", "10", "9.9"])
_ROWS = st.fixed_dictionaries(
    {},
    optional={key: _DATE for key in DATES}
    | {key: _DAY for key in ("raised", "done_on", "visited")}
    | {"done": _YUAN, "whole": _YUAN, "share": _NUMBER, "most": _NUMBER},
)


@given(_ROWS)
def test_a_quiet_row_is_one_no_check_says_anything_about(row: dict[str, str]) -> None:
    cells = {key: text for key, text in row.items() if text}
    is_quiet = QuietRows(KIND, cells, TODAY)(cells)
    said = [one.message for one in related_remarks(KIND, cells, TODAY)]
    try:
        check_days(KIND, cells, TODAY)
    except Refusal as refusal:
        said.append(str(refusal))
    assert is_quiet == (not said)
    assert QuietRows(KIND, [one.key for one in KIND.columns], TODAY)(cells) == is_quiet


def test_columns_a_file_does_not_state_are_not_asked_for() -> None:
    late = {"signed": "2027年", "started": "2025年", "done": "5", "whole": "4"}
    assert not QuietRows(KIND, late, TODAY)(late)
    assert QuietRows(KIND, ["started", "whole"], TODAY)({"started": "2025年", "whole": "4"})
    assert QuietRows(replace(KIND, checks=()), late, TODAY)(late)

"""Kinds of ledgers: the column people mean."""

from __future__ import annotations

import pytest

from desktop_app.domain.ledger_kind import ColumnType, LedgerColumn, LedgerKind

LABELS = {"limit": "时限（工作日）", "extended": "延期（工作日）", "late": "延期（次）", "plain": "时限"}


def kind(*keys: str) -> LedgerKind:
    columns = tuple(LedgerColumn(key, LABELS[key], ColumnType.COUNT) for key in keys)
    return LedgerKind("k", "甲", "甲台账", "试", columns)


@pytest.mark.parametrize(
    ("keys", "written", "meant"),
    [
        (("limit", "extended"), "limit", "limit"),
        (("limit", "extended"), "延期（工作日）", "extended"),
        (("limit", "extended"), "延期", "extended"),
        (("extended", "late"), "延期", None),
        (("limit", "plain"), "时限", "plain"),
        (("limit",), "", None),
        (("limit",), "时", None),
    ],
)
def test_a_column_is_named_by_key_label_or_label_without_its_unit(
    keys: tuple[str, ...], written: str, meant: str | None
) -> None:
    found = kind(*keys).named(written)
    assert (found.key if found else None) == meant

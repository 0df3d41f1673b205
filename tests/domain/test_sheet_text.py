"""Texts in sheets: what is a command is known from what people write, and shields come off as they went on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.sheet_text import is_command, may_execute, shielded, unshielded

COMMANDS = (
    "=1+1",
    '=HYPERLINK("http://a","b")',
    "＝SUM(A1:A9)",
    "@SUM(A1)",
    "+A1",
    "-A1+B2",
    "+$A$1",
    "-2+3+cmd|' /C calc'!A0",
    "@cmd|'/C calc'!A0",
    "+HYPERLINK(1)",
    "DDE cmd|'/c calc'!A1",
    "  =1",
    "+1+A1",
    "＋1+A1",
    "-(2*$B$3)",
    "\n=1",
)
WORDS = (
    "-",
    "—",
    "-5",
    "-12.5%",
    "+86 351-1234567",
    "- 已完成",
    "－未开工（待定）",
    "@张三",
    "=====",
    "A|B",
    "",
    "甲=乙",
    "-A座三层",
    "- 3-B12号楼",
    "-1层B2室",
)


@pytest.mark.parametrize("text", COMMANDS)
def test_commands_are_known(text: str) -> None:
    assert is_command(text)


@pytest.mark.parametrize("text", WORDS)
def test_words_and_numbers_are_none(text: str) -> None:
    assert not is_command(text)


@given(st.text())
def test_a_shield_comes_off_as_it_went_on_and_nothing_shielded_may_execute(text: str) -> None:
    assert unshielded(shielded(text)) == text
    assert not may_execute(shielded(text))

"""Tokens of exported rows: what they say is read back, and damage makes a new row of it, never a wrong one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.row_token import LABEL, TokenHeader, digest, read_header, read_token, token_of

HEADER = TokenHeader("visits", ("a", "b"), 3)


def test_a_header_is_read_back_and_another_cell_is_none() -> None:
    assert read_header(HEADER.text()) == HEADER
    assert HEADER.text().startswith(LABEL)
    for other in ("", "项目名称", None, 3.0, HEADER.text().replace(";1;", ";2;"), HEADER.text() + ";x"):
        assert read_header(other) is None


def test_a_token_tells_changed_cells_from_unchanged_ones() -> None:
    token = read_token(HEADER, token_of("0192-x", HEADER.columns, {"a": "甲"}))
    assert token is not None and token.id == "0192-x"
    assert token.unchanged("a", "甲") and not token.unchanged("a", "乙")
    assert token.unchanged("b", "") and not token.unchanged("c", "")


@given(st.text(max_size=60))
def test_damaged_tokens_are_none(text: str) -> None:
    whole = token_of("x", HEADER.columns, {})
    assert read_token(HEADER, whole[:-1]) is None
    found = read_token(HEADER, text)
    assert found is None or len(text.partition(";")[2]) == 16


@given(st.text(), st.text())
def test_digests_differ_where_texts_do(one: str, other: str) -> None:
    assert (digest(one) == digest(other)) is (one == other)

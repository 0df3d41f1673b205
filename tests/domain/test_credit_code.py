"""The code of a licence: what can be one, and the character that checks it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.credit_code import check_character, read_credit_code, why_no_credit_code

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
IN_THE_STANDARD = "91350100M000100Y43"
"""The worked example of GB 32100-2015, whose check character comes out as 3."""


def test_the_check_character_is_that_of_the_standard() -> None:
    assert check_character(IN_THE_STANDARD) == "3"
    assert why_no_credit_code(IN_THE_STANDARD) == ""


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("91140000ABC", "有 11 位"),
        (IN_THE_STANDARD + "0", "有 19 位"),
        ("", "有 0 位"),
        ("91350100M000100Y4Z", "里有 Z"),
        ("9135O100MI00100Y43", "里有 O、I"),
        ("91A50100M000100Y43", "第 3 到 8 位"),
    ],
)
def test_what_cannot_be_a_code_is_told(code: str, why: str) -> None:
    assert why in why_no_credit_code(code)


def test_the_way_it_was_typed_makes_no_difference() -> None:
    assert read_credit_code(" ９１３５０１００-m000 100y43 ") == IN_THE_STANDARD


@given(st.text(ALPHABET, min_size=17, max_size=17), st.integers(0, 16), st.sampled_from(ALPHABET))
def test_one_wrong_character_never_passes(body: str, place: int, other: str) -> None:
    code = body + check_character(body)
    changed = code[:place] + other + code[place + 1 :]
    assert check_character(code) == code[-1]
    assert (check_character(changed) == changed[-1]) == (changed == code)

"""The code on a paper: what it says comes back as it was, and every change of it shows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.paper_code import (
    ALPHABET,
    LONGEST,
    PaperCode,
    ShortCode,
    codes_in,
    data_digest,
    decode,
    encode,
    fact_digest,
    group_of,
    key_name,
    read_code,
    short_code,
)
from desktop_app.domain.paper_facts import Fact
from desktop_app.domain.refusals import Refusal

NUMBER = "BB-2026-A-D11-0003"
KEY = key_name(b"k" * 32)
FACTS = (Fact("project", "某某项目"), Fact("officer", "甲"))
ROWS = tuple(Fact(f"steps.{row}", f"11-{row % 30 + 1:02d}／") for row in range(1, 90))

numbers = st.builds(
    "BB-{}-{}-{}-{:04d}".format,
    st.integers(2000, 2999),
    st.sampled_from("ABCXYZ"),
    st.sampled_from(["D01", "D11", "D25", "QX"]),
    st.integers(1, 99999),
)
texts = st.text(max_size=40)


def code(facts: tuple[Fact, ...] = FACTS, number: str = NUMBER) -> PaperCode:
    return PaperCode.of(number, KEY, data_digest(b"data"), facts).signed(bytes(range(64)))


@given(st.binary(max_size=80))
def test_bytes_come_back(data: bytes) -> None:
    assert decode(encode(data)) == data
    assert set(encode(data)) <= set(ALPHABET)


@given(
    numbers,
    st.binary(min_size=32, max_size=32),
    st.binary(),
    st.lists(texts, max_size=60),
    st.binary(min_size=64, max_size=64),
)
def test_a_code_comes_back_as_it_was_printed(
    number: str, key: bytes, data: bytes, values: list[str], signature: bytes
) -> None:
    facts = tuple(Fact(f"steps.{row}", value) for row, value in enumerate(values, 1))
    made = PaperCode.of(number, key_name(key), data_digest(data), facts).signed(signature)
    assert read_code(made.text) == made
    assert len(made.text) <= LONGEST
    assert made.signature_bytes == signature
    assert made.covers(facts)


@given(st.sampled_from(["\n", " ", "\t", "　"]), st.integers(1, 200))
def test_line_ends_full_width_forms_and_small_letters_do_no_harm(blank: str, place: int) -> None:
    printed = code().text
    wide = printed.lower().replace(":", "：")
    assert read_code(wide[:place] + blank + wide[place:]) == code()


@given(numbers, st.binary())
def test_a_short_code_comes_back_and_mistakes_of_reading_are_forgiven(number: str, data: bytes) -> None:
    short = short_code(number, data_digest(data))
    read = ShortCode(number, short)
    assert read_code(f"{number} {short}") == read
    assert read_code(f"{number}{short.replace('-', '')}".lower()) == read
    assert read_code(f"{number} {short.replace('1', 'I').replace('0', 'O')}") == read


@given(st.integers(0, 15), st.sampled_from(ALPHABET))
def test_a_mistyped_character_of_a_short_code_is_told(place: int, other: str) -> None:
    body = code().short.replace("-", "")
    if body[place] == other:
        return
    with pytest.raises(Refusal, match="抄错了"):
        read_code(f"{NUMBER} {body[:place]}{other}{body[place + 1 :]}")


def test_a_number_alone_is_understood_as_such() -> None:
    assert read_code(" bb-2026-a-d11-0003 ") == ShortCode(NUMBER, "")


@pytest.mark.parametrize("typed", ["", "hello", "http://example.com", "BB-2026-A-D11"])
def test_anything_else_is_refused(typed: str) -> None:
    with pytest.raises(Refusal, match="看不出是验真码"):
        read_code(typed)


def test_half_a_code_is_refused_as_incomplete() -> None:
    with pytest.raises(Refusal, match="不完整"):
        read_code(code().text[:-10])


@given(st.text(min_size=1, max_size=30), st.text(min_size=1, max_size=30))
def test_another_value_is_not_covered(value: str, other: str) -> None:
    made = code((Fact("project", value),))
    differs = fact_digest(NUMBER, "project", value) != fact_digest(NUMBER, "project", other)
    assert made.covers((Fact("project", value),))
    assert made.covers((Fact("project", other),)) is not differs


def test_equal_facts_of_two_papers_look_different() -> None:
    assert fact_digest(NUMBER, "officer", "甲") != fact_digest("BB-2026-A-D11-0004", "officer", "甲")


def test_many_rows_share_facts_and_all_of_them_are_covered() -> None:
    made = code((*FACTS, *ROWS))
    assert made.rows > 1
    first, last = group_of("steps.7", made.rows)
    group = ROWS[first - 1 : last]
    assert made.covers(group)
    assert not made.covers((Fact(group[0].name, "12-31／"), *group[1:]))


def test_the_digest_knows_what_a_paper_replaces() -> None:
    assert data_digest(b"data") != data_digest(b"data", NUMBER) != data_digest(b"data" + NUMBER.encode())


def test_codes_of_others_are_passed_over() -> None:
    assert codes_in(["https://example.com", code().text, f"{NUMBER} {code().short}"]) == [code()]

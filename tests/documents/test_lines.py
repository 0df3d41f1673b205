"""Line breaking: what may begin or end a line, and that nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.documents.fonts import Role
from desktop_app.documents.lines import (
    NOT_AT_END,
    NOT_AT_START,
    balanced_lines,
    break_lines,
    natural_width,
    widest_piece,
)

SIZE = 10.0


def lines(text: str, width: float) -> list[str]:
    return ["".join(one.char for one in line.glyphs) for line in break_lines([(text, Role.BODY, SIZE)], width)]


def test_no_closing_mark_begins_a_line() -> None:
    assert lines("甲乙丙丁，戊己", 40) == ["甲乙丙", "丁，戊己"]
    assert lines("甲乙丙》。丁", 30) == ["甲乙", "丙》。", "丁"]


def test_no_opening_mark_ends_a_line() -> None:
    assert lines("依据《土地法》", 30) == ["依据", "《土地", "法》"]
    assert lines("标“待核”者", 20) == ["标", "“待", "核”", "者"]


def test_numbers_and_words_stay_whole() -> None:
    assert lines("代码 2026-04 号", 45) == ["代码", "2026-04", "号"]


def test_a_word_too_long_for_a_line_breaks_after_a_hyphen() -> None:
    assert lines("2026-141000-04-01", 60)[0].endswith("-")
    assert "".join(lines("ABCDEFGHIJKLMNOPQRST", 30)) == "ABCDEFGHIJKLMNOPQRST"


def test_line_ends_in_the_text_are_kept() -> None:
    assert lines("甲\n\n乙", 100) == ["甲", "", "乙"]
    assert lines("", 100) == [""]


def test_only_the_last_line_of_a_paragraph_ends_it() -> None:
    set_lines = break_lines([("甲乙丙丁戊\n己", Role.BODY, SIZE)], 20)
    assert [line.ends for line in set_lines] == [False, False, True, True]


def test_a_no_break_space_holds_sign_and_word_together() -> None:
    assert lines("余 ▲\u00a0逾期", 30) == ["余", "▲\u00a0逾", "期"]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("截至2026年11月22日止", "2026年11月22日"),
        ("应于11月2日办结", "11月2日"),
        ("按期率甲乙 19 ／ 20 丙", "19 ／ 20"),
        ("按期率甲乙 1/1 丙", "1/1"),
        ("已经超过 12 个工作日", "12 个"),
        ("总投资一共1,830,500万元", "1,830,500万元"),
        ("现在共计第 3 部分", "第 3 部"),
        ("预计年产值（万元）", "（万元）"),
    ],
)
def test_dates_and_amounts_are_never_parted(text: str, whole: str) -> None:
    for width in range(85, 130):
        assert sum(whole in line for line in lines(text, width)) == 1, width


def test_a_date_wider_than_the_column_is_cut_after_all() -> None:
    assert "".join(lines("2026年11月22日", 30)) == "2026年11月22日"


def test_widths_are_told_before_anything_is_set() -> None:
    run = ("总投资（万元）\n2026年", Role.BODY, SIZE)
    assert natural_width([run]) == 70
    assert widest_piece([run]) == 40
    assert natural_width([("", Role.BODY, SIZE)]) == widest_piece([("", Role.BODY, SIZE)]) == 0


def balanced(text: str, width: float) -> list[str]:
    return ["".join(one.char for one in line.glyphs) for line in balanced_lines([(text, Role.BODY, SIZE)], width)]


def test_headers_have_lines_of_about_equal_length_and_the_unit_apart() -> None:
    assert balanced("地质灾害有效期至", 75) == ["地质灾害", "有效期至"]
    assert balanced("年度计划投资（万元）", 85) == ["年度计划投资", "（万元）"]
    assert balanced("年度计划投资（万元）", 100) == ["年度计划投资（万元）"]
    assert balanced("序号", 75) == ["序号"]
    title = [("关于十一月项目帮办代办工作情况的通报", Role.BODY, SIZE)]
    told = ["".join(one.char for one in line.glyphs) for line in balanced_lines(title, 130, ("办代办工作情况",))]
    assert told == ["关于十一月项目帮", "办代办工作情况的通报"]


ALPHABET = "甲乙丙丁戊，。、；：！？”）》…“（《abc12-. 𬭎䶮"


@given(st.text(ALPHABET, max_size=60), st.sampled_from([80.0, 131.0, 250.0]))
def test_nothing_is_lost_and_nothing_is_too_wide(text: str, width: float) -> None:
    broken = break_lines([(text, Role.BODY, SIZE)], width)
    joined = "".join(one.char for line in broken for one in line.glyphs)
    assert joined.replace(" ", "") == text.replace(" ", "")
    assert all(line.width <= width + 1e-6 for line in broken)


@given(st.text("甲乙丙丁戊己庚辛", min_size=1, max_size=4), st.sampled_from(["，", "。", "）", "》", "”", "！", "；"]))
@pytest.mark.parametrize("opening", ["《", "“", "（", "〔"])
def test_marks_never_stand_at_the_wrong_end(opening: str, words: str, closing: str) -> None:
    text = (words + opening + words + closing) * 6
    broken = lines(text, 60)
    assert all(line[0] not in NOT_AT_START for line in broken)
    assert all(line[-1] not in NOT_AT_END for line in broken)

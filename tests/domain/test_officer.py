"""The directory: who is there, who is away, and who covers whom on every day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.officer import (
    Directory,
    DirectoryEntry,
    Leave,
    Membership,
    Officer,
    Team,
    check_leave,
    check_officer,
    check_team,
    directory_of,
    in_words,
)
from desktop_app.domain.refusals import Refusal

DAY = date(2026, 11, 20)
AT = datetime(2026, 11, 20, 10, tzinfo=timezone(timedelta(hours=8)))
NAMES = ("甲", "乙", "丙", "丁")
PEOPLE = Directory(tuple(Officer(f"o{n}", name) for n, name in enumerate(NAMES)))


def away(officer: str, substitute: str = "", first: int = 0, last: int = 4, **more) -> Leave:
    return Leave(
        f"l-{officer}-{first}", officer, DAY + timedelta(first), DAY + timedelta(last), "年假", substitute, **more
    )


def on_leave(*leaves: Leave, people: Directory = PEOPLE) -> Directory:
    return replace(people, leaves=leaves)


def test_the_last_act_about_each_subject_counts():
    first, second = Officer("o1", "甲"), Officer("o2", "乙")
    changed = replace(first, post="组长")
    acts = [DirectoryEntry(one, AT, "丙") for one in (first, second, Team("t", "专班"), away("甲", "乙"), changed)]
    found = directory_of(acts)
    assert found.officers == (changed, second)
    assert [one.name for one in found.teams] == ["专班"]
    assert [one.officer for one in found.leaves] == ["甲"]


def test_somebody_is_found_by_a_former_name():
    known = Directory((Officer("o1", "王甲", former=("小王",)), Officer("o2", "小王二")))
    assert known.officer("小王") == known.officer("王甲")
    assert known.known_as("小王") == ("王甲", "小王")
    assert known.known_as("没登记") == ("没登记",)
    assert known.officer("没登记") is None


def test_a_leave_has_a_substitute_only_while_it_lasts():
    known = on_leave(away("甲", "乙"))
    assert known.cover("甲", DAY - timedelta(1)) is None
    cover = known.cover("甲", DAY + timedelta(4))
    assert cover is not None
    assert (cover.by, cover.words) == ("乙", "甲请假至 2026年11月24日，由乙代管")
    assert known.cover("甲", DAY + timedelta(5)) is None
    assert known.covered_by("乙", DAY) == {"甲"}
    assert known.covers(DAY) == {"甲": "乙"}


def test_a_substitute_who_is_away_is_followed():
    known = on_leave(away("甲", "乙"), away("乙", "丙", first=2, last=3))
    assert [known.covers(DAY + timedelta(n)).get("甲") for n in range(5)] == ["乙", "乙", "丙", "丙", "乙"]
    cover = known.cover("甲", DAY + timedelta(2))
    assert cover is not None
    assert cover.words == "甲请假至 2026年11月24日，由丙代管（乙也不在）"
    assert known.covered_by("丙", DAY + timedelta(2)) == {"甲", "乙"}


def test_the_deputy_stands_in_where_the_leave_names_nobody():
    people = replace(PEOPLE, officers=(replace(PEOPLE.officers[0], deputy="丁"), *PEOPLE.officers[1:]))
    assert on_leave(away("甲"), people=people).covers(DAY) == {"甲": "丁"}
    assert check_leave(people, away("甲"))[1] == "甲请假期间由丁代管"


def test_nobody_covers_in_a_circle_or_once_they_have_left():
    circle = on_leave(away("甲", "乙"), away("乙", "甲"))
    cover = circle.cover("甲", DAY)
    assert cover is not None
    assert (cover.by, "没有人代管" in cover.words) == ("", True)
    assert [(one.absent, one.by) for one in circle.absences(DAY)] == [("甲", ""), ("乙", "")]
    assert circle.absences(DAY + timedelta(5)) == ()
    left = replace(PEOPLE, officers=(PEOPLE.officers[0], replace(PEOPLE.officers[1], active_to=DAY - timedelta(1))))
    gone = on_leave(away("甲", "乙"), people=left).cover("甲", DAY)
    assert gone is not None
    assert gone.by == ""


def test_former_names_are_covered_too():
    people = Directory((Officer("o1", "王甲", former=("甲",)), Officer("o2", "乙")))
    known = on_leave(away("王甲", "乙"), people=people)
    assert known.covered_by("乙", DAY) == {"王甲", "甲"}
    assert known.covers(DAY) == {"王甲": "乙", "甲": "乙"}


@pytest.mark.parametrize(
    ("there", "wanted", "sentence"),
    [
        ((), away("戊", "乙"), "“戊”还没有登记"),
        ((), away("甲", "戊"), "代管人“戊”还没有登记"),
        ((), away("甲", "甲"), "不能由本人代管"),
        ((), away("甲"), "没有常任代管人"),
        ((), away("甲", "乙", last=-1), "早于起始日期"),
        ((), away("甲", "乙", last=500), "超过 400 天"),
        ((away("甲", "乙", first=-3, last=0),), away("甲", "丙"), "重叠"),
        ((away("乙", "甲"),), away("甲", "乙"), "没有人能代管甲"),
        ((away("乙", "甲"),), away("甲", "丙", first=1), ""),
        ((away("甲", "乙", first=2),), away("乙", "甲"), "没有人能代管乙"),
    ],
)
def test_a_leave_that_nobody_can_cover_is_refused(there, wanted, sentence):
    if not sentence:
        assert check_leave(on_leave(*there), wanted)[1] == "甲请假期间由丙代管"
        return
    with pytest.raises(Refusal, match=sentence):
        check_leave(on_leave(*there), wanted)


def test_a_leave_says_who_covers_when():
    said = check_leave(on_leave(away("乙", "丙", first=2, last=3)), away("甲", "乙", last=3))[1]
    assert said == (
        "甲请假期间2026年11月20日 至 2026年11月21日由乙代管；2026年11月22日 至 2026年11月23日由丙代管（乙也请假）"
    )


def test_a_cancelled_leave_is_no_leave():
    assert on_leave(away("甲", "乙", cancelled=True)).covers(DAY) == {}
    check_leave(on_leave(away("甲", "乙", cancelled=True)), away("甲", "丙", first=1))


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [
        (Officer("x", "  "), "请写明姓名"),
        (Officer("x", "长" * 31), "太长"),
        (Officer("x", "甲"), "已有“甲”"),
        (Officer("x", "戊", active_from=DAY, active_to=DAY - timedelta(1)), "早于到岗"),
        (Officer("x", "戊", deputy="戊"), "自己的常任代管人"),
        (Officer("x", "戊", deputy="己"), "“己”还没有登记"),
        (Officer("x", "戊", note="长" * 501), "备注太长"),
    ],
)
def test_an_officer_who_cannot_be_entered(wanted, sentence):
    with pytest.raises(Refusal, match=sentence):
        check_officer(PEOPLE, wanted)


def test_a_team_has_registered_members():
    team = Team("t1", " 新能源专班 ", "甲", members=(Membership("乙", DAY, DAY + timedelta(9)),))
    kept = check_team(PEOPLE, team)
    assert kept.name == "新能源专班"
    known = replace(PEOPLE, teams=(kept,))
    assert [one.name for one in known.teams_of("乙", DAY)] == ["新能源专班"]
    assert known.teams_of("乙", DAY + timedelta(10)) == ()
    assert known.teams_of("甲", DAY + timedelta(10)) == (kept,)
    with pytest.raises(Refusal, match="已有名为“新能源专班”的专班"):
        check_team(known, replace(kept, id="t2"))
    with pytest.raises(Refusal, match="“戊”还没有登记"):
        check_team(PEOPLE, replace(team, leader="戊"))
    with pytest.raises(Refusal, match="早于起始日期"):
        check_team(PEOPLE, replace(team, members=(Membership("乙", DAY, DAY - timedelta(1)),)))


def test_words_name_both():
    assert (in_words("甲", ""), in_words("甲", "乙")) == ("甲", "甲（乙代）")


LEAVES = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(("", *NAMES)), st.integers(-5, 5), st.integers(0, 6)), max_size=7
)


@given(wishes=LEAVES)
def test_whoever_is_away_with_a_leave_that_was_taken_is_always_covered_by_somebody_present(wishes):
    known = PEOPLE
    for number, (name, substitute, first, length) in enumerate(wishes):
        wanted = replace(away(name, substitute, first, first + length), id=f"l{number}")
        try:
            leave, _said = check_leave(known, wanted)
        except Refusal:
            continue
        known = replace(known, leaves=(*known.leaves, leave))
    for number in range(-6, 13):
        day = DAY + timedelta(number)
        absent = {one.officer for one in known.leaves if one.on(day)}
        covers = known.covers(day)
        assert set(covers) == absent
        assert not absent & set(covers.values())

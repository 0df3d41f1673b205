"""Custody: the state table of originals, two parties of every move, and a machine that plays moves in any order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from desktop_app.domain.custody import (
    MOST_COPIES,
    MOVES,
    POSSIBLE_IN,
    Check,
    CustodyState,
    MaterialAct,
    MaterialEntry,
    MaterialLog,
    custody_items,
    items_out,
    log_of,
    valid_entries,
)
from desktop_app.domain.refusals import Refusal

NOW = datetime(2026, 11, 20, 10, tzinfo=timezone(timedelta(hours=8)))
TODAY = NOW.date()


def entry(act=MaterialAct.RECEIVE, entry_id="m1", **more):
    values = {"id": entry_id, "project_id": "p", "case_id": "c", "matter": "A01", "act": act, "on": TODAY, "at": NOW}
    values |= {"by": "甲", "material": "不动产权证书"}
    if act is MaterialAct.RECEIVE:
        values |= {"originals": 1, "giver": "企业张工", "taker": "代办员甲"}
    return MaterialEntry(**(values | more))


def grown(*wanted):
    log = MaterialLog()
    for one in wanted:
        log = log_of([*log.entries, log.decide(one)])
    return log


def move(act, entry_id="m2", taker="审批局", **more):
    return entry(act, entry_id, item="m1", material="", taker=taker, **more)


HELD = grown(entry())
OUT = grown(entry(), move(MaterialAct.GIVE, due_back=TODAY))
GONE = grown(entry(), move(MaterialAct.HANDOVER))
LOGS = {CustodyState.HELD: HELD, CustodyState.OUT: OUT, CustodyState.HANDED_OVER: GONE}


@pytest.mark.parametrize("state", CustodyState)
@pytest.mark.parametrize("act", sorted(MOVES))
def test_the_state_table_decides_every_move(act, state):
    log = LOGS[state]
    assert log.item("m1").state is state
    if state in POSSIBLE_IN[act]:
        assert log.decide(move(act, "m3")).material == "不动产权证书"
    else:
        with pytest.raises(Refusal, match="“不动产权证书”现在"):
            log.decide(move(act, "m3"))


def test_the_chain_names_who_has_it_since_when():
    item = OUT.item("m1")
    assert (item.holder, item.since, item.due_back) == ("审批局", TODAY, TODAY)
    assert item.last.giver == "代办员甲"
    assert item.whereabouts() == "“不动产权证书”在审批局（2026年11月20日 送交，应于 2026年11月20日 归还）"
    back = log_of([*OUT.entries, OUT.decide(move(MaterialAct.RETURN, "m3", taker="代办员乙"))]).item("m1")
    assert (back.state, back.holder, back.last.giver, back.due_back) == (CustodyState.HELD, "代办员乙", "审批局", None)


def test_late_is_what_should_have_come_back_before_today():
    assert not OUT.item("m1").overdue(TODAY)
    assert OUT.item("m1").overdue(TODAY + timedelta(days=1))
    assert not HELD.item("m1").overdue(date.max)


def test_what_is_due_back_first_stands_on_top():
    log = grown(
        entry(),
        entry(entry_id="n1"),
        entry(entry_id="o1"),
        entry(MaterialAct.GIVE, "m2", item="m1", taker="甲局"),
        entry(MaterialAct.GIVE, "n2", item="n1", taker="乙局", due_back=TODAY + timedelta(days=9)),
        entry(MaterialAct.GIVE, "o2", item="o1", taker="丙局", due_back=TODAY),
    )
    assert [one.holder for one in items_out(log.entries)] == ["丙局", "乙局", "甲局"]


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        (entry(originals=0), "一份也没有收到"),
        (entry(copies=-1), "份数不对"),
        (entry(efiles=MOST_COPIES + 1), "份数不对"),
        (entry(giver=""), "谁交来、谁收下"),
        (entry(taker=""), "谁交来、谁收下"),
        (entry(material=" "), "请写明是哪一份材料"),
        (entry(on=TODAY + timedelta(days=1)), "还没有到"),
        (move(MaterialAct.GIVE, taker=""), "谁交出、谁接收"),
        (move(MaterialAct.GIVE, on=TODAY - timedelta(days=1)), "早于上一次交接"),
        (move(MaterialAct.GIVE, due_back=TODAY - timedelta(days=1)), "早于送交日期"),
        (replace(move(MaterialAct.GIVE), item="m7"), "没有编号为“m7”的原件"),
        (entry(MaterialAct.REVERSE, "r", reverses="m1"), "要写明原因"),
        (entry(MaterialAct.REVERSE, "r", reverses="m7", reason="写错"), "已经冲销，或者没有这条记录"),
    ],
)
def test_what_contradicts_the_record_is_refused_in_a_sentence(wanted, words):
    with pytest.raises(Refusal, match=words):
        HELD.decide(wanted)


def test_originals_that_were_only_looked_at_and_copies_are_not_in_custody():
    log = grown(entry(check=Check.SEEN), entry(entry_id="m2", originals=0, copies=3, giver="", taker=""))
    assert custody_items(log.entries) == ()
    with pytest.raises(Refusal, match="只看过当场退还的原件不入保管"):
        log.decide(move(MaterialAct.GIVE, "m3"))


def test_an_entry_on_which_another_rests_cannot_be_taken_back():
    with pytest.raises(Refusal, match="后面的“原件送交”以这条记录为前提"):
        OUT.decide(entry(MaterialAct.REVERSE, "r", reverses="m1", reason="写错"))
    log = log_of([*OUT.entries, OUT.decide(entry(MaterialAct.REVERSE, "r", reverses="m2", reason="写错"))])
    assert log.item("m1").state is CustodyState.HELD
    with pytest.raises(Refusal, match="已经冲销"):
        log.decide(entry(MaterialAct.REVERSE, "s", reverses="m2", reason="再来"))


def test_the_same_file_is_attached_to_a_material_once_and_again_after_it_was_taken_back():
    file = entry(MaterialAct.ATTACH, "f1", sha256="a" * 64, file_name="证.pdf", size=3)
    log = grown(file)
    assert log.entries[0].efiles == 1
    with pytest.raises(Refusal, match=r"已经附过内容相同的文件“证\.pdf”"):
        log.decide(replace(file, id="f2", file_name="别名.pdf"))
    log.decide(replace(file, id="f3", material="另一份"))
    log = log_of([*log.entries, log.decide(entry(MaterialAct.REVERSE, "r", reverses="f1", reason="附错"))])
    assert log.decide(replace(file, id="f4")).id == "f4"


def test_an_entry_in_words():
    told = entry(copies=2, valid_until=date(2029, 1, 1), document_number="冀1号", note="封皮破损").words()
    assert told == (
        "收到材料“不动产权证书”，原件 1、复印件 2，原件收存，企业张工 → 代办员甲，文号 冀1号，有效期至 2029-01-01"
        "，封皮破损"
    )


class Custody(RuleBasedStateMachine):
    """Originals come, go and come back in any order and are taken back; the log must stay sound."""

    def __init__(self) -> None:
        super().__init__()
        self.log = MaterialLog()
        self.count = 0
        self.day = date(2026, 1, 1)
        self.where: dict[str, list[str]] = {}
        """By hand, beside the log: where every original was, the newest last."""

    def _play(self, wanted: MaterialEntry) -> MaterialEntry | None:
        self.count += 1
        wanted = replace(wanted, id=f"e{self.count}", on=self.day)
        try:
            made = self.log.decide(wanted)
        except Refusal:
            return None
        self.log = log_of([*self.log.entries, made])
        return made

    @rule(days=st.integers(0, 30))
    def time_passes(self, days: int) -> None:
        self.day = min(self.day + timedelta(days=days), TODAY)

    @rule(originals=st.integers(0, 3), copies=st.integers(0, 2), check=st.sampled_from(Check))
    def something_comes(self, originals: int, copies: int, check: Check) -> None:
        made = self._play(entry(originals=originals, copies=copies, check=check))
        assert (made is not None) == (originals + copies > 0)
        if made is not None and originals and check is Check.KEPT:
            self.where[made.id] = ["代办员甲"]

    @precondition(lambda self: self.where)
    @rule(data=st.data(), act=st.sampled_from(sorted(MOVES)), taker=st.sampled_from(["甲局", "乙局", "企业", ""]))
    def something_moves(self, data: st.DataObject, act: MaterialAct, taker: str) -> None:
        item = data.draw(st.sampled_from(sorted(self.where)))
        before = self.log.item(item).state
        made = self._play(entry(act, item=item, taker=taker))
        assert (made is not None) == (before in POSSIBLE_IN[act] and taker != "")
        if made is not None:
            assert made.giver == self.where[item][-1]
            self.where[item].append(taker)

    @precondition(lambda self: self.log.entries)
    @rule(data=st.data())
    def something_is_taken_back(self, data: st.DataObject) -> None:
        target = data.draw(st.sampled_from(self.log.entries))
        rests = [one for one in custody_items(self.log.entries) if one.id == target.item and one.last != target]
        possible = target in valid_entries(self.log.entries) and not rests
        made = self._play(entry(MaterialAct.REVERSE, reverses=target.id, reason="写错"))
        assert (made is not None) == possible
        if made is not None and target.item:
            self.where[target.item].pop()
            if not self.where[target.item]:
                del self.where[target.item]

    @invariant()
    def every_original_is_with_exactly_one_holder(self) -> None:
        items = custody_items(self.log.entries)
        assert {one.id: one.holder for one in items} == {key: chain[-1] for key, chain in self.where.items()}
        for one in items:
            days = [step.on for step in (one.received, *one.moves)]
            assert days == sorted(days)
            for before, after in zip((one.received, *one.moves), one.moves, strict=False):
                assert before.taker == after.giver

    @invariant()
    def what_is_out_is_what_was_given_last(self) -> None:
        given = {one.id for one in custody_items(self.log.entries) if one.last.act is MaterialAct.GIVE}
        assert {one.id for one in items_out(self.log.entries)} == given


TestCustody = Custody.TestCase
TestCustody.settings = settings(max_examples=60, stateful_step_count=30)

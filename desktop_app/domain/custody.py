"""Custody 材料与原件: what was received for a step, where every original is now, and who gave what to whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from desktop_app.domain.refusals import Refusal
from desktop_app.domain.terms import day_words

MOST_COPIES = 999
"""More copies than this of one material are a slip of the finger."""


class MaterialAct(StrEnum):
    """What was done with a material; the value is also the word in the database and on the command line."""

    RECEIVE = "receive"
    GIVE = "give"
    RETURN = "return"
    HANDOVER = "handover"
    PASS = "pass"
    ATTACH = "attach"
    REVERSE = "reverse"


class Check(StrEnum):
    """What was done with an original when it came: looked at and given back at once 验, or kept 收."""

    SEEN = "seen"
    KEPT = "kept"


class CustodyState(StrEnum):
    """Where an original is: with the centre, out with an authority, or with the enterprise for good."""

    HELD = "held"
    OUT = "out"
    HANDED_OVER = "handed_over"


MOVES = frozenset({MaterialAct.GIVE, MaterialAct.RETURN, MaterialAct.HANDOVER, MaterialAct.PASS})

POSSIBLE_IN: Mapping[MaterialAct, frozenset[CustodyState]] = {
    MaterialAct.GIVE: frozenset({CustodyState.HELD}),
    MaterialAct.RETURN: frozenset({CustodyState.OUT}),
    # An authority may give the original back to the enterprise itself.
    MaterialAct.HANDOVER: frozenset({CustodyState.HELD, CustodyState.OUT}),
    # From one 代办员 to another: it stays with the centre.
    MaterialAct.PASS: frozenset({CustodyState.HELD}),
}
"""The state table of the custody chain: a move is refused in any state not named here."""

_LEADS_TO: Mapping[MaterialAct, CustodyState] = {
    MaterialAct.RECEIVE: CustodyState.HELD,
    MaterialAct.GIVE: CustodyState.OUT,
    MaterialAct.RETURN: CustodyState.HELD,
    MaterialAct.HANDOVER: CustodyState.HANDED_OVER,
    MaterialAct.PASS: CustodyState.HELD,
}

ACT_WORDS: Mapping[MaterialAct, str] = {
    MaterialAct.RECEIVE: "收到材料",
    MaterialAct.GIVE: "原件送交",
    MaterialAct.RETURN: "原件收回",
    MaterialAct.HANDOVER: "原件移交",
    MaterialAct.PASS: "原件交接",
    MaterialAct.ATTACH: "附电子件",
    MaterialAct.REVERSE: "冲销材料记录",
}
STATE_WORDS: Mapping[CustodyState, str] = {
    CustodyState.HELD: "在中心",
    CustodyState.OUT: "在外",
    CustodyState.HANDED_OVER: "已移交",
}


@dataclass(frozen=True, slots=True)
class MaterialEntry:
    """One act on a material as it was recorded, never changed afterwards.

    `item` is the id of the receipt an original came with; `giver` and `taker` are the two parties, `due_back` the day
    an authority promised to give it back, `valid_until` the last valid day printed on it. `sha256`, `size` (bytes) and
    `file_name` belong to an attached file, `reverses` names the entry a correction takes back.
    """

    id: str
    project_id: str
    case_id: str
    matter: str
    act: MaterialAct
    on: date
    at: datetime
    by: str
    material: str
    item: str = ""
    originals: int = 0
    copies: int = 0
    efiles: int = 0
    check: Check = Check.KEPT
    giver: str = ""
    taker: str = ""
    due_back: date | None = None
    valid_until: date | None = None
    document_number: str = ""
    note: str = ""
    reason: str = ""
    reverses: str = ""
    file_name: str = ""
    sha256: str = ""
    size: int = 0

    @property
    def keeps_original(self) -> bool:
        """Whether an original came that stays with the centre: the begin of a custody chain."""
        return self.act is MaterialAct.RECEIVE and self.originals > 0 and self.check is Check.KEPT

    def words(self) -> str:
        """The entry in one line, as history and receipts tell it."""
        told = [f"{ACT_WORDS[self.act]}“{self.material}”"]
        if self.act is MaterialAct.RECEIVE:
            told.append(counts_words(self.originals, self.copies, self.efiles))
            told += [f"原件{'核验后当场退还' if self.check is Check.SEEN else '收存'}"] if self.originals else []
        if self.act is MaterialAct.ATTACH:
            told.append(self.file_name)
        if self.giver or self.taker:
            told.append(f"{self.giver or '未填'} → {self.taker or '未填'}")
        told += [f"应于 {self.due_back.isoformat()} 归还"] if self.due_back else []
        told += [f"文号 {self.document_number}"] if self.document_number else []
        told += [f"有效期至 {self.valid_until.isoformat()}"] if self.valid_until else []
        told += [self.note] if self.note else []
        told += [f"原因：{self.reason}"] if self.reason else []
        return "，".join(told)


def counts_words(originals: int, copies: int, efiles: int) -> str:
    """Counts as people read them: 原件 1、复印件 2; 无 when there is nothing."""
    named = (("原件", originals), ("复印件", copies), ("电子件", efiles))
    return "、".join(f"{name} {count}" for name, count in named if count) or "无"


@dataclass(frozen=True, slots=True)
class CustodyItem:
    """An original (or several that came together and stay together) with its chain so far."""

    received: MaterialEntry
    moves: tuple[MaterialEntry, ...] = ()

    @property
    def id(self) -> str:
        """The id of the receipt it came with."""
        return self.received.id

    @property
    def last(self) -> MaterialEntry:
        """The entry that brought it where it is."""
        return self.moves[-1] if self.moves else self.received

    @property
    def state(self) -> CustodyState:
        """Where it is."""
        return _LEADS_TO[self.last.act]

    @property
    def holder(self) -> str:
        """Who has it now."""
        return self.last.taker

    @property
    def since(self) -> date:
        """Since when that person has it."""
        return self.last.on

    @property
    def due_back(self) -> date | None:
        """The day by which the authority gives it back, None while it is not out or no day was agreed."""
        return self.last.due_back if self.state is CustodyState.OUT else None

    def overdue(self, today: date) -> bool:
        """Whether it should have come back before today."""
        return self.due_back is not None and self.due_back < today

    def whereabouts(self) -> str:
        """What and where in one phrase, as refusals name it."""
        due = f"，应于 {day_words(self.due_back)} 归还" if self.due_back else ""
        return f"“{self.received.material}”在{self.holder}（{day_words(self.since)} 送交{due}）"


def valid_entries(entries: Iterable[MaterialEntry]) -> tuple[MaterialEntry, ...]:
    """The entries that were not taken back, without the corrections themselves."""
    every = tuple(entries)
    gone = {entry.reverses for entry in every if entry.reverses}
    return tuple(entry for entry in every if entry.act is not MaterialAct.REVERSE and entry.id not in gone)


def custody_items(entries: Iterable[MaterialEntry]) -> tuple[CustodyItem, ...]:
    """Every original with its chain, in the order they came."""
    valid = valid_entries(entries)
    moves: dict[str, list[MaterialEntry]] = {}
    for entry in valid:
        if entry.act in MOVES:
            moves.setdefault(entry.item, []).append(entry)
    return tuple(CustodyItem(one, tuple(moves.get(one.id, ()))) for one in valid if one.keeps_original)


def items_out(entries: Iterable[MaterialEntry]) -> tuple[CustodyItem, ...]:
    """The originals an authority has, those due back first on top."""
    found = [one for one in custody_items(entries) if one.state is CustodyState.OUT]
    return tuple(sorted(found, key=lambda one: (one.due_back or date.max, one.since, one.id)))


@dataclass(frozen=True, slots=True)
class MaterialLog:
    """Everything recorded about the materials of one project, in the order of recording; decides what may follow."""

    entries: tuple[MaterialEntry, ...] = ()

    def decide(self, wanted: MaterialEntry) -> MaterialEntry:
        """The entry to append, completed from the log; raises Refusal when it contradicts what is recorded."""
        if wanted.on > wanted.at.date():
            raise Refusal.say(f"日期 {day_words(wanted.on)} 还没有到，材料收发只登记已经发生的，请核对日期")
        if wanted.act is MaterialAct.REVERSE:
            return self._reverse(wanted)
        if wanted.act in MOVES:
            return self._move(wanted)
        if not wanted.material.strip():
            raise Refusal.say("请写明是哪一份材料")
        return self._receive(wanted) if wanted.act is MaterialAct.RECEIVE else self._attach(wanted)

    def item(self, item_id: str) -> CustodyItem:
        """An original by the id of its receipt; raises Refusal when there is none."""
        for one in custody_items(self.entries):
            if one.id == item_id:
                return one
        raise Refusal.say(f"没有编号为“{item_id}”的原件，请用 material list 查看；只看过当场退还的原件不入保管")

    def _receive(self, wanted: MaterialEntry) -> MaterialEntry:
        counts = (wanted.originals, wanted.copies, wanted.efiles)
        if any(not 0 <= count <= MOST_COPIES for count in counts):
            raise Refusal.say(f"“{wanted.material}”的份数不对，请写 0 到 {MOST_COPIES} 的整数")
        if not any(counts):
            raise Refusal.say(f"“{wanted.material}”一份也没有收到，请至少写一项份数")
        if wanted.originals and not (wanted.giver and wanted.taker):
            raise Refusal.say(f"“{wanted.material}”的原件要写明谁交来、谁收下，双方都要有")
        return replace(wanted, item=wanted.id if wanted.keeps_original else "", due_back=None)

    def _move(self, wanted: MaterialEntry) -> MaterialEntry:
        item = self.item(wanted.item)
        name = item.received.material
        act = ACT_WORDS[wanted.act]
        if item.state not in POSSIBLE_IN[wanted.act]:
            raise Refusal.say(f"“{name}”现在{STATE_WORDS[item.state]}（{item.holder}），不能登记{act}")
        if wanted.on < item.since:
            raise Refusal.say(f"“{name}”{act}的日期早于上一次交接 {day_words(item.since)}，请核对日期")
        giver = wanted.giver or item.holder
        if not giver or not wanted.taker:
            raise Refusal.say(f"“{name}”{act}要写明谁交出、谁接收，双方都要有")
        if wanted.due_back is not None and wanted.due_back < wanted.on:
            raise Refusal.say(f"“{name}”应归还日期 {day_words(wanted.due_back)} 早于送交日期，请核对日期")
        due = wanted.due_back if wanted.act is MaterialAct.GIVE else None
        # The step is the one the original goes to; the material keeps the name it came under.
        return replace(wanted, material=name, giver=giver, due_back=due, matter=wanted.matter or item.received.matter)

    def _attach(self, wanted: MaterialEntry) -> MaterialEntry:
        for one in valid_entries(self.entries):
            same = (one.matter, one.material, one.sha256) == (wanted.matter, wanted.material, wanted.sha256)
            if one.act is MaterialAct.ATTACH and same:
                raise Refusal.say(f"“{wanted.material}”已经附过内容相同的文件“{one.file_name}”，不必再附")
        return replace(wanted, efiles=1, item="")

    def _reverse(self, wanted: MaterialEntry) -> MaterialEntry:
        if not wanted.reason:
            raise Refusal.say("冲销材料记录要写明原因")
        target = next((one for one in valid_entries(self.entries) if one.id == wanted.reverses), None)
        if target is None:
            raise Refusal.say("这条材料记录已经冲销，或者没有这条记录")
        later = next((one for one in custody_items(self.entries) if one.id == target.item), None)
        if later is not None and later.last.id != target.id:
            raise Refusal.say(
                f"“{target.material}”后面的“{ACT_WORDS[later.last.act]}”以这条记录为前提，请先冲销后面那条"
            )
        return replace(wanted, material=target.material, matter=target.matter, item=target.item)


def written_number(entries: Iterable[MaterialEntry], matter: str, material: str) -> str:
    """The number 文号 last recorded for a material of a step, with its receipt or with a scan of it; empty if none."""
    numbers = [
        one.document_number
        for one in valid_entries(entries)
        if (one.matter, one.material) == (matter, material) and one.document_number
    ]
    return numbers[-1] if numbers else ""


def log_of(entries: Sequence[MaterialEntry]) -> MaterialLog:
    """The log of a project."""
    return MaterialLog(tuple(entries))

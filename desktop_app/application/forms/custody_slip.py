"""原件流转单 (D32): originals that went from one hand to another on one day, signed by both; read from the log."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from desktop_app.application.forms.asks import Answers, Ask, Kind
from desktop_app.application.forms.facts import Facts, FormData
from desktop_app.application.forms.spec import FormSpec, Occasion, Subject
from desktop_app.domain.custody import ACT_WORDS, MaterialAct, MaterialEntry, valid_entries
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.terms import day_words

MOVES: dict[MaterialAct, str] = {
    MaterialAct.GIVE: "送交审批部门",
    MaterialAct.RETURN: "从审批部门收回",
    MaterialAct.HANDOVER: "移交（退还）企业",
}
"""The moves of an original that two parties sign for, in the words of the slip."""

_CHECKED = "接收人当面核对原件的名称、份数和页数，有缺页、污损的写在备注里；双方签字后各执一份。"
_MADE_LATER = "本单于{made}补开，原件已于{moved}流转；签字日期由双方按实际签字那天填写。"
_WHILE_OUT = "原件在外期间由接收方妥善保管，到约定归还日期办不完的，请提前告知服务中心。"


@dataclass(frozen=True, slots=True)
class MovedPaper:
    """One original on the slip."""

    number: str
    name: str
    document_number: str
    copies: str
    due_back: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CustodySlip(FormData):
    """The slip of one move: what was done in `act`, between whom, with which originals."""

    act: str = ""
    project: str = ""
    project_code: str = ""
    matter: str = ""
    giver: str = ""
    taker: str = ""
    moved_on: str = ""
    papers: tuple[MovedPaper, ...] = ()
    remark: str = ""


def move_words(entry: MaterialEntry) -> str:
    """The move an entry belongs to; originals that moved together on a day between the same two share it."""
    return f"{entry.on.isoformat()} {ACT_WORDS[entry.act]}：{entry.giver} → {entry.taker}"


def recorded_moves(entries: Iterable[MaterialEntry]) -> dict[str, tuple[MaterialEntry, ...]]:
    """The moves of the log by their words, the newest first."""
    found: dict[str, list[MaterialEntry]] = {}
    for entry in valid_entries(entries):
        if entry.act in MOVES:
            found.setdefault(move_words(entry), []).append(entry)
    return {words: tuple(those) for words, those in reversed(found.items())}


def _moves(facts: Facts) -> dict[str, tuple[MaterialEntry, ...]]:
    entries = facts.work.custody.of_project(facts.case.project_id)
    return recorded_moves(one for one in entries if one.matter in facts.case.template.codes)


def _came(facts: Facts) -> dict[str, MaterialEntry]:
    """The receipts originals came with, by their id."""
    return {one.id: one for one in facts.work.custody.of_project(facts.case.project_id)}


def _newest(facts: Facts) -> str:
    return next(iter(_moves(facts)), "")


def fill(facts: Facts, answers: Answers) -> CustodySlip:
    """The slip of the chosen move; what it says is what was recorded."""
    moved = _moves(facts).get(answers.text("move") or _newest(facts), ())
    if not moved:
        return CustodySlip(
            **facts.common(), project=facts.project.name, project_code=facts.project.project_code or "待赋码"
        )
    first, came = moved[0], _came(facts)
    late = facts.today > first.on
    notes = (
        _CHECKED,
        *((_WHILE_OUT,) if first.act is MaterialAct.GIVE else ()),
        *((_MADE_LATER.format(made=day_words(facts.today), moved=day_words(first.on)),) if late else ()),
    )
    ours = first.act is not MaterialAct.RETURN
    matters = dict.fromkeys(facts.case.template.step(one.matter).title for one in moved)
    return CustodySlip(
        **facts.common(),
        notes=notes,
        act=MOVES[first.act],
        project=facts.project.name,
        project_code=facts.project.project_code or "待赋码",
        matter="、".join(matters),
        giver=_of_centre(facts, first.giver) if ours else first.giver,
        taker=first.taker if ours else _of_centre(facts, first.taker),
        moved_on=day_words(first.on),
        papers=tuple(_paper(number, one, came[one.item]) for number, one in enumerate(moved, 1)),
        remark=answers.text("remark"),
    )


def _of_centre(facts: Facts, name: str) -> str:
    """A person of the centre with the centre's name before theirs: the paper goes to people who know only that."""
    centre = facts.workspace.centre
    return name if not name or centre in name else f"{centre} {name}"


def _paper(number: int, moved: MaterialEntry, came: MaterialEntry) -> MovedPaper:
    return MovedPaper(
        number=str(number),
        name=moved.material,
        document_number=came.document_number,
        copies=str(came.originals),
        due_back=moved.due_back.isoformat() if moved.due_back else "",
        note=moved.note,
    )


def _guard(facts: Facts) -> None:
    if not _moves(facts):
        raise Refusal.say(
            "这一件还没有登记过原件的送交、收回或移交，没有可出的流转单；请先在“材料与原件”里登记，或者打印空表手工填写"
        )


def blank(facts: Facts) -> CustodySlip:
    """The slip for hand-filling."""
    return CustodySlip(**facts.common(), notes=(_CHECKED, _WHILE_OUT))


SPEC = FormSpec(
    key="custody-slip",
    code="D32",
    title="原件流转单",
    subject=Subject.CASE,
    occasion=Occasion.DELIVERY,
    fill=fill,
    blank=blank,
    copies=2,
    asks=(
        Ask(
            "move",
            "哪一次流转",
            Kind.CHOICE,
            default=_newest,
            offer=lambda facts: tuple(_moves(facts)),
            hint="同一天、同样双方的原件出在一张单上",
        ),
        Ask("remark", "备注", Kind.TEXT),
    ),
    guard=_guard,
)

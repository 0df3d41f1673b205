"""督办统计 (D35): the meetings, bulletins, letters and interviews of a span, set like a ledger."""

from __future__ import annotations

from desktop_app.application.forms.asks import Answers, Ask, Kind
from desktop_app.application.forms.facts import Facts
from desktop_app.application.forms.ledger_sheet import MOST_ROWS, LedgerSheet, SheetHead
from desktop_app.application.forms.spec import FormSpec, Occasion, Subject
from desktop_app.application.supervision_register import ACT_WORDS, SupervisionAct, register_of, span_words
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.terms import day_words

TITLE = "督办统计"
EVERY_KIND = "全部"
HEADS = (
    SheetHead("日期", millimetres=23),
    SheetHead("种类", millimetres=20),
    SheetHead("内容", millimetres=62),
    SheetHead("编号／文号", millimetres=40),
    SheetHead("主持人／项目", millimetres=42),
    SheetHead("出具人", millimetres=18),
    SheetHead("落实", millimetres=50),
)
_CONTENT = 2
_SOURCE = "会议取自台账“会议纪要”，一条决定一行，同日同文号为一次；其余取自文书登记，作废的不计"


def fill(facts: Facts, answers: Answers) -> LedgerSheet:
    """The acts of the span as they are now, the newest first; raises Refusal for a span that ends before it begins."""
    first, last, kind = answers.day("first"), answers.day("last"), answers.text("kind")
    found = register_of(facts.work, facts.today, facts.calendar, first, last)
    acts = [one for one in found.acts if kind in ("", EVERY_KIND, ACT_WORDS[one.kind])]
    if len(acts) > MOST_ROWS:
        raise Refusal.say(f"要印 {len(acts)} 件，一次最多印 {MOST_ROWS} 件；请把起止日期写近一些，或导出 Excel")
    counts = [f"{word} {found.count(key)}" for key, word in ACT_WORDS.items() if found.count(key)]
    only = [f"只列{kind}"] if kind not in ("", EVERY_KIND) else []
    return LedgerSheet(
        **facts.common(),
        notes=(*((f"次数：{'，'.join(counts)}。",) if counts else ()), f"{_SOURCE}。"),
        ledger=TITLE,
        conditions="；".join([f"时间 {span_words(first, last, facts.today)}", *only]),
        order="日期从晚到早",
        count=f"共 {len(acts)} 件",
        as_of=day_words(facts.today),
        named=_CONTENT,
        heads=HEADS,
        rows=tuple(_row(one) for one in acts),
    )


def blank(facts: Facts) -> LedgerSheet:
    """The columns with room to write."""
    return LedgerSheet(**facts.common(), ledger=TITLE, heads=HEADS, rows=(("",) * len(HEADS),) * 16)


def _row(one: SupervisionAct) -> tuple[str, ...]:
    return (one.on.isoformat(), ACT_WORDS[one.kind], one.title, one.number, one.unit, one.by, one.followed)


SPEC = FormSpec(
    key="supervision-sheet",
    code="D35",
    title=TITLE,
    subject=Subject.ZONE,
    occasion=Occasion.SUPERVISION,
    fill=fill,
    blank=blank,
    copies=1,
    asks=(
        Ask("first", "从哪一天起", Kind.DATE, hint="可留空；从最早的一件起"),
        Ask("last", "到哪一天止", Kind.DATE, hint="可留空；到今天"),
        Ask("kind", "种类", Kind.CHOICE, default=lambda _facts: EVERY_KIND, options=(EVERY_KIND, *ACT_WORDS.values())),
    ),
)

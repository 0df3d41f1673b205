"""帮办代办委托协议 (D02): the parties, the entrusted matters, numbered articles, both seals."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.application.forms.entrustment import SPEC, STAGES, UNTIL_DONE, Entrustment
from desktop_app.documents.blocks import Block
from desktop_app.documents.form import fact_grid, heading
from desktop_app.documents.paper import BLANK, Together
from desktop_app.documents.pieces import Parties, Party, boxes, paragraphs
from desktop_app.documents.sheet import SheetForm

_NUMERALS = "一二三四五六七八九十"


class EntrustmentForm(SheetForm[Entrustment]):
    """Prints an Entrustment."""

    spec = SPEC
    named = "本协议"
    held = "甲乙双方各执一份"

    def blocks(self, data: Entrustment) -> Sequence[Block | Together]:
        """The parties, then the articles."""
        parties = fact_grid(
            [
                [("甲　方\n（委托人）", data.enterprise), ("信用代码", data.credit_code)],
                [("法定代表人", data.legal_person), ("地　址", data.address)],
                [("联系人", data.contact), ("联系电话", data.contact_phone)],
                [("乙　方\n（受托人）", data.centre), ("地　址", data.centre_address)],
                [("代办员", data.officer), ("联系电话", data.officer_phone)],
                [("代办项目", data.project), ("项目代码", data.project_code)],
            ]
        )
        return [parties, *paragraphs(data.opening), *_articles(data)]

    def ending(self, data: Entrustment) -> Sequence[Block]:
        """Both parties with their seals."""
        people = ("法定代表人或\n授权代表（签字）：",)
        return [
            Parties(
                Party("甲方（盖章）：", data.enterprise, people, data.signed_on),
                Party("乙方（盖章）：", data.centre, (*people, "代办员（签字）："), data.signed_on),
            )
        ]


def _articles(data: Entrustment) -> list[Block]:
    matters = "、".join(data.matters) if data.matters else BLANK * 3
    articles: tuple[tuple[str, Sequence[str]], ...] = (
        ("委托事项", (f"委托阶段：{boxes(STAGES, data.stages)}。", f"具体事项：{matters}。")),
        ("代理权限", _numbered(data.powers)),
        ("委托期限", (f"{data.term or UNTIL_DONE}。",)),
        ("甲方职责", _numbered(data.duties_a)),
        ("乙方职责", _numbered(data.duties_b)),
        ("收费", (data.fee,)),
        ("责任", _numbered(data.liability)),
        ("终止", _numbered(data.ending)),
        ("生效", data.effect),
    )
    blocks: list[Block] = []
    for numeral, (title, texts) in zip(_NUMERALS, articles, strict=False):
        blocks.append(heading(f"第{numeral}条　{title}"))
        blocks.extend(paragraphs(texts))
    return blocks


def _numbered(texts: Sequence[str]) -> list[str]:
    """Several paragraphs of an article count（一）（二）; a single one needs no number."""
    if len(texts) < 2:
        return list(texts)
    return [
        f"（{_NUMERALS[place] if place < len(_NUMERALS) else place + 1}）{text}" for place, text in enumerate(texts)
    ]

"""Sheets: what the newer internal forms have in common; their modules say only what stands between head and foot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Generic, TypeVar

from desktop_app.application.forms.facts import FormData
from desktop_app.application.forms.spec import FormSpec
from desktop_app.application.ports import Printed
from desktop_app.documents.blocks import Block, Text
from desktop_app.documents.form import copies_words, notes_block, title_block, unprintable_in, unprintable_note
from desktop_app.documents.paper import BLANK, Frame, Together, print_paper

D = TypeVar("D", bound=FormData)


class SheetForm(Generic[D]):
    """A ruled A4 form: title, blocks, notes; `named` is what it calls itself (本协议), `held` who keeps the copies."""

    spec: ClassVar[FormSpec]
    named: ClassVar[str] = "本表"
    held: ClassVar[str] = ""

    @property
    def key(self) -> str:
        """The name on the command line."""
        return self.spec.key

    @property
    def code(self) -> str:
        """The code in its number."""
        return self.spec.code

    @property
    def title(self) -> str:
        """The Chinese title on the paper."""
        return self.spec.title

    def blocks(self, data: D) -> Sequence[Block | Together]:
        """What stands between the title and the notes."""
        raise NotImplementedError

    def ending(self, data: D) -> Sequence[Block]:
        """What is kept together with the notes at the end: signatures and seals."""
        raise NotImplementedError

    def foot(self, data: D) -> str:
        """The line at the foot of every page: how many copies and who keeps them, the supervision telephone."""
        held = f"，{self.held}" if self.held and data.copies > 1 else ""
        return f"{self.named}{copies_words(data.copies)}{held}。监督电话：{data.phone or BLANK}"

    def render(self, data: D) -> Printed:
        """Print the frozen data; the same data gives the same bytes."""
        unprintable = unprintable_in(data)
        notes = notes_block([*data.notes, *unprintable_note(unprintable)])
        start, last = _parted([title_block(self.title), *self.blocks(data)])
        content = [*start, Together((*last, *notes, *self.ending(data)))]
        frame = Frame(self.title, data.number, data.centre, self.foot(data), data.demo, data.binding)
        return print_paper(frame, content, unprintable)


def _parted(content: list[Block | Together]) -> tuple[list[Block | Together], list[Block]]:
    """The content and, apart, the last text of it with its heading: a page of signatures alone says nothing."""
    last: list[Block] = []
    while content and isinstance(content[-1], Text) and (not last or content[-1].keeps_next):
        last.insert(0, content.pop())  # type: ignore[arg-type]
    return content, last

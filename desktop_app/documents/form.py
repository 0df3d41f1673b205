"""What every printed form has in common: its identity, and the pieces it is built from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Protocol, TypeVar

from desktop_app.application.ports import Printed
from desktop_app.documents.blocks import WIDE_PAD_X, Block, Cell, Table, Text
from desktop_app.documents.fonts import REPLACEMENT, Role, missing
from desktop_app.documents.lines import Run
from desktop_app.documents.mark import MARK_SIDE
from desktop_app.documents.paper import WIDTH

Data_contra = TypeVar("Data_contra", contravariant=True)

BODY_SIZE = 10.5
SMALL_SIZE = 8.5
CELL_SIZE = 9.0

_TITLE_GAP = 2.5
_TITLE_SET = 20 / (20 + _TITLE_GAP)
"""Share of a widely set title that is characters and not gaps."""

_NUMERALS = "〇一二三四五六七八九十"


class Form(Protocol[Data_contra]):
    """A printed form: `key` is its name on the command line, `code` its place in the document list (D11, D19)."""

    @property
    def key(self) -> str:
        """The name on the command line."""

    @property
    def code(self) -> str:
        """The code in its number, BB-2026-A-D11-0003."""

    @property
    def title(self) -> str:
        """The Chinese title on the paper."""

    def render(self, data: Data_contra) -> Printed:
        """Print the frozen data; the same data gives the same bytes."""


def body(text: str, size: float = BODY_SIZE) -> Run:
    """Ordinary text."""
    return (text, Role.BODY, size)


def label(text: str, size: float = 10.0) -> Run:
    """The text of a label or header cell."""
    return (text, Role.LABEL, size)


def title_block(title: str) -> Block:
    """The title of a form: large, bold, widely set, centred, clear of the code at the top right."""
    narrow = Text.of([(title, Role.TITLE, 20)], (WIDTH - 2 * MARK_SIDE) * _TITLE_SET, 32, "centre")
    return replace(narrow, width=WIDTH, letter_gap=_TITLE_GAP)


def heading(text: str) -> Block:
    """A section heading that stays with what follows it."""
    set_text = Text.of([(text, Role.HEADING, 11)], WIDTH, 21)
    return replace(set_text, space_above=5.0, keeps_next=True, bookmark=text)


def fact_grid(rows: Sequence[Sequence[tuple[str, str]]]) -> Table:
    """A grid of label and value: a row holds one pair over the whole width, or two."""
    label_width = 22.0 * WIDTH / 174
    value_width = WIDTH / 2 - label_width
    widths = (label_width, value_width, label_width, value_width)
    cells = [
        [
            cell
            for name, value in row
            for cell in (
                Cell((label(name),), "centre", shaded=True),
                Cell((body(value),), columns=1 if len(row) > 1 else 3, inset=WIDE_PAD_X),
            )
        ]
        for row in rows
    ]
    return replace(Table.of(widths, cells, leading=14), space_above=4.0)


def header_cells(titles: Iterable[str]) -> list[Cell]:
    """The grey header row of a table; `\\n` in a title makes it two lines."""
    return [Cell((label(title, CELL_SIZE),), "centre", shaded=True, balanced=True) for title in titles]


def notes_block(notes: Sequence[str]) -> list[Block]:
    """The small print under a table, numbered when there is more than one note."""
    if not notes:
        return []
    numbered = [f"{place}. {note}" for place, note in enumerate(notes, 1)] if len(notes) > 1 else list(notes)
    text = Text.of([body("注：" + "\n　　".join(numbered), SMALL_SIZE)], WIDTH, 12.5, "both")
    return [replace(text, space_above=4.0)]


def copies_words(copies: int) -> str:
    """一式两份 for 2, 一份 for 1."""
    if copies == 1:
        return "一份"
    words = "两" if copies == 2 else _NUMERALS[copies] if copies <= 10 else str(copies)
    return f"一式{words}份"


def texts_of(data: object) -> Iterable[str]:
    """Every text in frozen form data, however deep."""
    if isinstance(data, Enum):
        return
    if isinstance(data, str):
        yield data
    elif isinstance(data, tuple):
        for part in data:
            yield from texts_of(part)
    elif is_dataclass(data):
        for one in fields(data):
            yield from texts_of(getattr(data, one.name))


def unprintable_in(data: object) -> tuple[str, ...]:
    """The characters of the data that no bundled font has, in code point order."""
    return tuple(sorted(missing("".join(texts_of(data)))))


def unprintable_note(characters: Sequence[str]) -> list[str]:
    """The note that names what could not be printed, by code point because nothing else is left of it."""
    if not characters:
        return []
    named = "、".join(f"{REPLACEMENT}（U+{ord(char):04X}）" for char in characters)
    return [f"以下字符本机字库无法打印：{named}，请手工填写。"]

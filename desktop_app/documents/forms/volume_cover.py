"""卷宗封面 (D24A): one page with a large name, the title of the volume, and the facts an archive asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportlab.lib.units import mm

from desktop_app.application.forms.volume_cover import SPEC, VolumeCover
from desktop_app.application.ports import Printed
from desktop_app.documents.blocks import WIDE_PAD_X, Block, Cell, Table, Text
from desktop_app.documents.fonts import Role
from desktop_app.documents.form import body, label, notes_block, unprintable_in, unprintable_note
from desktop_app.documents.paper import WIDTH, Frame, Together, print_paper
from desktop_app.documents.sheet import SheetForm

_NAME = "项目帮办代办卷宗"
_LABEL_WIDTH = 30 * WIDTH / 174
_TITLE_HEIGHT, _ROW_HEIGHT = 44 * mm, 15 * mm
_SIZE, _TITLE_SIZE = 13.0, 17.0


class VolumeCoverForm(SheetForm[VolumeCover]):
    """Prints a VolumeCover."""

    spec = SPEC
    named = "本封面"

    def blocks(self, data: VolumeCover) -> Sequence[Block | Together]:
        """The large name, then the grid."""
        unit = Text.of([(data.unit, Role.HEADING, 16)], WIDTH, 26, "centre")
        name = Text.of([(_NAME, Role.TITLE, 32)], WIDTH, 48, "centre")
        return [
            replace(unit, space_above=26 * mm, keeps_next=True),
            replace(name, letter_gap=4.0, space_above=8 * mm, keeps_next=True, bookmark=self.title),
            replace(_title_row(data), space_above=16 * mm),
            _grid(data),
        ]

    def render(self, data: VolumeCover) -> Printed:
        """Print the cover; unlike the sheets it begins with room above its name."""
        unprintable = unprintable_in(data)
        notes = notes_block([*data.notes, *unprintable_note(unprintable)])
        # Room above the first block is only left under another one.
        content: list[Block | Together] = [Text.of([body("", 4)], WIDTH, 5), *self.blocks(data), *notes]
        frame = Frame(self.title, data.number, data.centre, self.foot(data), data.demo, data.binding)
        return print_paper(frame, content, unprintable)


def _title_row(data: VolumeCover) -> Table:
    cells = [
        Cell((label("案卷题名", _SIZE),), "centre", shaded=True),
        Cell(((data.title, Role.HEADING, _TITLE_SIZE),), inset=WIDE_PAD_X),
    ]
    return Table.of([_LABEL_WIDTH, WIDTH - _LABEL_WIDTH], [cells], leading=26, least_height=_TITLE_HEIGHT)


def _grid(data: VolumeCover) -> Table:
    rows: list[list[tuple[str, str]]] = [
        [("档　　号", data.file_number), ("卷　　次", data.volume)],
        [("项目名称", data.project)],
        [("项目单位", data.enterprise)],
        [("项目代码", data.project_code), ("代 办 员", data.officer)],
        [("起止日期", data.days)],
        [("保管期限", data.retention), ("密　　级", data.secrecy)],
        [("件　　数", data.pieces), ("页　　数", data.pages)],
        [("立 卷 人", data.filed_by), ("立卷日期", data.filed_on)],
    ]
    half = WIDTH / 2 - _LABEL_WIDTH
    cells = [
        [
            cell
            for name, value in row
            for cell in (
                Cell((label(name, _SIZE - 1),), "centre", shaded=True),
                Cell((body(value, _SIZE - 1),), columns=1 if len(row) > 1 else 3, inset=WIDE_PAD_X),
            )
        ]
        for row in rows
    ]
    return Table.of([_LABEL_WIDTH, half, _LABEL_WIDTH, half], cells, leading=18, least_height=_ROW_HEIGHT)

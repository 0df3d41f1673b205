"""卷内备考表 (D24C): the state of the volume in a box, later changes in another, who filed and who checked it."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.units import mm

from desktop_app.application.forms.volume_note import SPEC, VolumeNote
from desktop_app.documents.blocks import Block, box
from desktop_app.documents.form import body, fact_grid, heading
from desktop_app.documents.paper import WIDTH, Together
from desktop_app.documents.pieces import BLANK_DATE
from desktop_app.documents.sheet import SheetForm


class VolumeNoteForm(SheetForm[VolumeNote]):
    """Prints a VolumeNote."""

    spec = SPEC
    named = "本表"

    def blocks(self, data: VolumeNote) -> Sequence[Block | Together]:
        """Which volume, how it was filed, what changed since."""
        return [
            fact_grid(
                [
                    [("案卷题名", data.title)],
                    [("项目名称", data.project)],
                    [("档　号", data.file_number), ("卷　次", data.volume)],
                    [("件　数", data.pieces), ("页　数", data.pages)],
                ]
            ),
            heading("一、本卷情况说明"),
            box([body(data.explanation)], WIDTH, 17, 70 * mm),
            heading("二、立卷后的变动"),
            box([body(data.later)], WIDTH, 17, 45 * mm),
        ]

    def ending(self, data: VolumeNote) -> Sequence[Block]:
        """Who filed it and who checked it; they sign by hand beside their names."""
        return [
            heading("三、签字"),
            fact_grid(
                [
                    [("立卷人", _signed(data.filed_by)), ("立卷日期", data.filed_on or BLANK_DATE)],
                    [("检查人", _signed(data.checked_by)), ("检查日期", data.checked_on or BLANK_DATE)],
                ]
            ),
        ]


def _signed(name: str) -> str:
    return f"{name}　（签字）" if name else "（签字）"

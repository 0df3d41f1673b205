"""卷内目录 (D24B): a ruled list in the columns of the archive rules, the header repeated on every page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple

from desktop_app.application.forms.volume_contents import SPEC, VolumeContents
from desktop_app.documents.blocks import Block, Text
from desktop_app.documents.form import body, fact_grid
from desktop_app.documents.paper import WIDTH, Together
from desktop_app.documents.pieces import plain_table
from desktop_app.documents.sheet import SheetForm

_TITLES = ("序号", "文件编号", "责任者", "文件题名", "日期", "页次", "备注")
_WIDTHS = (10, 34, 32, 45, 20, 19, 14)
_BLANK_ROWS = 22


class VolumeContentsForm(SheetForm[VolumeContents]):
    """Prints a VolumeContents."""

    spec = SPEC
    named = "本目录"

    def blocks(self, data: VolumeContents) -> Sequence[Block | Together]:
        """Which volume, then its papers."""
        facts = fact_grid(
            [
                [("案卷题名", data.title)],
                [("项目名称", data.project)],
                [("档　号", data.file_number), ("卷　次", data.volume)],
            ]
        )
        rows = [astuple(one) for one in data.entries]
        return [facts, _spaced(), plain_table(_TITLES, _WIDTHS, rows, centred=(0, 4, 5), blank_rows=_BLANK_ROWS)]

    def ending(self, data: VolumeContents) -> Sequence[Block]:
        """How much there is in all."""
        return [Text.of([body(data.total)], WIDTH, 18, "right")] if data.total else []


def _spaced() -> Block:
    """A little room between the facts and the list."""
    return Text.of([body("", 4)], WIDTH, 5)

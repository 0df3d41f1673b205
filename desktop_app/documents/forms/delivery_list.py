"""证照批文移交清单 (D19): which certificates and approvals were handed to the enterprise, signed by all three sides."""

from __future__ import annotations

from reportlab.lib.units import mm

from desktop_app.application.form_data import DeliveryItem, DeliveryList
from desktop_app.application.ports import Printed
from desktop_app.documents.blocks import Block, Cell, Signatures, Table
from desktop_app.documents.form import (
    CELL_SIZE,
    body,
    copies_words,
    fact_grid,
    header_cells,
    heading,
    notes_block,
    title_block,
    unprintable_in,
    unprintable_note,
)
from desktop_app.documents.paper import WIDTH, Frame, Together, print_paper

_HEADER = ("序号", "证照批文名称", "文　号", "发证机关", "发证日期", "有效期至", "形式", "份数", "页数", "备注")
_WIDTHS = tuple(width * mm for width in (9, 32, 26, 23, 19, 17, 12, 9, 9, 18))
_BLANK_ROWS = 10
_CHECK_NOTE = "接收人应当场核对原件与清单，签字后原件由企业保管；复印件注明“与原件一致”。"


def _item_row(item: DeliveryItem) -> list[Cell]:
    def middle(text: str) -> Cell:
        return Cell((body(text, CELL_SIZE),), "centre")

    def left(text: str) -> Cell:
        return Cell((body(text, CELL_SIZE),))

    return [
        middle(str(item.number)),
        left(item.name),
        left(item.document_number),
        left(item.authority),
        middle(item.issued_on),
        middle(item.valid_until),
        middle(item.form),
        middle(item.copies),
        middle(item.pages),
        left(item.note),
    ]


def _items_table(items: tuple[DeliveryItem, ...]) -> Table:
    empty = [Cell((body("", CELL_SIZE),))] * len(_HEADER)
    rows = [_item_row(item) for item in items] or [empty] * _BLANK_ROWS
    return Table.of(_WIDTHS, rows, header_cells(_HEADER), leading=12, least_height=24)


def _signer(role: str, name: str) -> str:
    return f"{role}：{name}　（签字）" if name else f"{role}（签字）："


class DeliveryListForm:
    """Prints a DeliveryList."""

    key = "handover"
    code = "D19"
    title = "证照批文移交清单"

    def render(self, data: DeliveryList) -> Printed:
        """Print the frozen list; the same data gives the same bytes."""
        unprintable = unprintable_in(data)
        facts = fact_grid(
            [
                [("项目名称", data.project)],
                [("接收单位", data.enterprise), ("项目代码", data.project_code)],
                [("移交单位", data.centre), ("移交日期", data.date)],
            ]
        )
        count = f"共 {len(data.items)} 项" if data.items else "共　　项"
        signatures = Signatures(
            (
                _signer("移交人", data.handed_by),
                _signer("接收人", data.received_by),
                _signer("监交人", data.witnessed_by),
            ),
            "接收单位（盖章）：",
            WIDTH,
            data.date,
            space_above=10.0,
        )
        blocks: list[Block | Together] = [
            title_block(self.title),
            facts,
            heading(f"移交内容（{count}）"),
            _items_table(data.items),
            Together((*notes_block([_CHECK_NOTE, *data.notes, *unprintable_note(unprintable)]), signatures)),
        ]
        held = "，移交、接收双方各执一份" if data.copies == 2 else ""
        foot = f"本清单{copies_words(data.copies)}{held}。"
        return print_paper(Frame(self.title, data.number, data.centre, foot, data.demo), blocks, unprintable)

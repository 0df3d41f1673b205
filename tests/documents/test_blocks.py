"""Blocks: tables are cut between rows, tall rows between lines, and nothing is lost in the cut."""

from __future__ import annotations

from dataclasses import replace

from desktop_app.documents.blocks import PAD_Y, Cell, Signatures, Table, Text, box
from desktop_app.documents.fonts import Role
from desktop_app.documents.paper import ROOM, WIDTH, Together, paginate


def cell(text: str) -> Cell:
    return Cell(((text, Role.BODY, 9.0),))


def table(*texts: str) -> Table:
    return Table.of([100.0], [[cell(text)] for text in texts], [cell("表头")], leading=12)


def words(block: Table) -> list[str]:
    return ["".join(one.char for line in row.cells[0].text.lines for one in line.glyphs) for row in block.rows]


def test_a_table_is_cut_between_rows_and_keeps_its_header() -> None:
    whole = table("甲", "乙", "丙")
    row = 12 + 2 * PAD_Y
    halves = whole.cut(3 * row + 1)
    assert halves is not None
    assert [words(half) for half in halves] == [["甲", "乙"], ["丙"]]
    assert halves[1].header == whole.header
    assert whole.cut(2 * row - 1) is None


def test_a_low_row_moves_whole_and_a_tall_one_is_cut_between_lines() -> None:
    low, tall = "乙" * 40, "乙" * 200
    assert table(low).cut(60.0) is None
    halves = table(tall).cut(120.0)
    assert halves is not None
    assert halves[0].height() <= 120.0
    assert "".join(words(halves[0]) + words(halves[1])) == tall


def test_text_is_cut_between_lines() -> None:
    text = Text.of([("甲" * 30, Role.BODY, 10.0)], 100.0, 15.0)
    halves = text.cut(31.0)
    assert halves is not None
    assert [len(half.lines) for half in halves] == [2, 1]
    assert text.cut(14.0) is None


def test_an_empty_box_keeps_room_to_write_in() -> None:
    assert box([("", Role.BODY, 10.5)], WIDTH, 17, 50.0).height() == 50.0


def test_a_heading_is_not_left_alone_at_the_foot_of_a_page() -> None:
    filler = box([("", Role.BODY, 10.0)], WIDTH, 15, ROOM - 40)
    head = Text.of([("一、标题", Role.HEADING, 11.0)], WIDTH, 22)
    head = Text(head.lines, head.width, head.leading, keeps_next=True)
    pages = paginate([filler, head, table("甲")])
    assert [len(page) for page in pages] == [1, 2]


def test_signatures_never_stand_alone_after_a_table() -> None:
    rows = table(*["甲"] * 36)
    signatures = Signatures(("签字：",), "盖章：", WIDTH)
    assert rows.height() < ROOM < rows.height() + signatures.height()
    first, second = paginate([rows, Together((signatures,))])
    moved = second[0][1]
    assert isinstance(moved, Table)
    assert len(moved.rows) == 1
    kept = first[0][1]
    assert isinstance(kept, Table)
    assert len(kept.rows) == 35


def test_every_block_of_a_page_lies_inside_it() -> None:
    pages = paginate([table(*["甲" * 300] * 30), box([("乙" * 4000, Role.BODY, 10.5)], WIDTH, 17, 50.0)])
    assert len(pages) > 3
    for page in pages:
        for top, block in page:
            assert top >= 0
            assert top + block.height() <= ROOM + 1e-6


def test_a_table_of_few_rows_goes_along_whole_with_its_heading() -> None:
    filler = box([("", Role.BODY, 10.0)], WIDTH, 15, ROOM - 140)
    head = Text.of([("一、标题", Role.HEADING, 11.0)], WIDTH, 22)
    head = Text(head.lines, head.width, head.leading, keeps_next=True)
    first, second = paginate([filler, head, table("甲", "乙"), Together((Signatures(("签字：",), "盖章：", WIDTH),))])
    assert [block for _top, block in first] == [filler]
    assert second[0][1] is head and isinstance(second[1][1], Table) and len(second) == 3


def test_a_total_is_cut_off_with_more_than_one_row() -> None:
    rows = replace(table(*["甲"] * 36), tail=3)
    halves = rows.cut(rows.height() - 1)
    assert halves is not None and [len(half.rows) for half in halves] == [33, 3]

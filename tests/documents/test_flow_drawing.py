"""The flow on paper: boxes stay inside the width and apart, edges are drawn, what is not legible is refused."""

from __future__ import annotations

from io import BytesIO

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.documents.flow_drawing import FlowBox, FlowDrawing
from desktop_app.documents.paper import MARGIN, ROOM, WIDTH, Frame, Together, print_paper
from tests.documents.reading import character_boxes, grey_page, page_texts


def boxes(number: int, after: int) -> list[FlowBox]:
    return [
        FlowBox(str(place), f"环节{place}", (str(place - after),) if place > after else ()) for place in range(number)
    ]


def printed(drawing: FlowDrawing) -> bytes:
    return print_paper(Frame("流程图", "", "中心", ""), [Together((drawing,))]).content


@given(number=st.integers(1, 14), after=st.integers(3, 6))
@settings(max_examples=25, deadline=None)
def test_boxes_fit_the_width_and_do_not_touch(number: int, after: int) -> None:
    made = FlowDrawing.of(boxes(number, after))
    assert made is not None
    found = [node.box for node in made.drawing.nodes]
    assert len(found) == number
    assert all(box.x >= 0 and box.right <= WIDTH + 0.01 and box.bottom <= made.height() for box in found)
    for place, one in enumerate(found):
        for other in found[place + 1 :]:
            assert one.right <= other.x or other.right <= one.x or one.bottom <= other.y or other.bottom <= one.y


def test_a_chain_too_long_or_a_stage_too_high_is_not_drawn() -> None:
    assert FlowDrawing.of(boxes(17, 1)) is None
    assert FlowDrawing.of([FlowBox(str(number), "环节") for number in range(40)]) is None
    assert FlowDrawing.of([]) is None


def test_words_stand_in_their_boxes_and_long_ones_end_with_an_ellipsis() -> None:
    made = FlowDrawing.of([FlowBox("1", "备案"), FlowBox("2", "很长的事项名称" * 12, ("1",))])
    assert made is not None
    content = printed(made)
    text = "".join(page_texts(content)[0].split())
    assert "1备案" in text and "…" in text
    second = made.drawing.nodes[1].box
    inked = [box for _page, char, box in character_boxes(content) if char in "很长事项名称"]
    assert inked
    assert all(MARGIN + second.x <= box[0] and box[2] <= MARGIN + second.right for box in inked)


def test_an_arrow_is_drawn_between_two_boxes() -> None:
    apart = FlowDrawing.of([FlowBox("1", "甲"), FlowBox("2", "乙")])
    joined = FlowDrawing.of([FlowBox("1", "甲"), FlowBox("2", "乙", ("1",))])
    assert apart is not None and joined is not None
    assert apart.drawing.edges == () and len(joined.drawing.edges) == 1

    def ink(drawing: FlowDrawing) -> int:
        first = drawing.drawing.nodes[0].box
        raster, width, height = grey_page(printed(drawing), 0, 2.0)
        left, right = int((MARGIN + first.right + 2) * 2), int((MARGIN + first.right + 14) * 2)
        return sum(raster[row * width + x] < 128 for row in range(int(height * 0.3)) for x in range(left, right))

    assert ink(joined) > 20


def test_it_is_never_cut() -> None:
    made = FlowDrawing.of(boxes(6, 2))
    assert made is not None
    assert made.cut(made.height() - 1) is None
    assert made.least() == made.height() < ROOM / 2
    assert BytesIO(printed(made)).getvalue() == printed(made)

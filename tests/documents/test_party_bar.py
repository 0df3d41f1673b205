"""天数归属 as a bar: parts as wide as their days, named and numbered, and patterns that differ in black and white."""

from itertools import pairwise

from desktop_app.documents.paper import FIRST_TOP, MARGIN, WIDTH, Frame, print_paper
from desktop_app.documents.party_bar import PATTERNS, PartyBar
from desktop_app.domain.attribution import Party
from tests.documents.reading import grey_page, page_texts

SUMS = (("审批部门", 15), ("企业", 5), ("代办", 5), ("特别程序", 10), ("不可归责", 5))


def printed(*sums: tuple[str, int]) -> bytes:
    return print_paper(Frame("归属", "", "中心", ""), [PartyBar(sums)]).content


def test_every_party_has_a_pattern_of_its_own():
    assert set(PATTERNS) == {party.value for party in Party}
    assert len(set(PATTERNS.values())) == len(Party)


def test_parties_are_named_with_days_and_share():
    text = page_texts(printed(*SUMS))[0].replace("\n", "").replace(" ", "")
    for party, days in SUMS:
        assert f"{party}{days}日" in text
    assert "（38%）" in text and "（25%）" in text


def test_nothing_elapsed_prints_an_empty_bar():
    text = page_texts(printed(*((party, 0) for party, _days in SUMS)))[0]
    assert "%" not in text and "审批部门 0 日" in text


def test_parts_differ_in_darkness_also_without_colour():
    content = printed(*((party, 10) for party, _days in SUMS))
    pixels, width, _height = grey_page(content, 0, 2.0)
    part, top = WIDTH / 5, round(2 * FIRST_TOP)
    shares = []
    for place in range(5):
        first = round(2 * (MARGIN + place * part + 6))
        box = [
            pixels[row * width + column]
            for row in range(top + 6, top + 26)
            for column in range(first, first + round(part / 2))
        ]
        shares.append(sum(box) / len(box))
    assert all(abs(one - other) > 1 for one, other in pairwise(shares)), shares

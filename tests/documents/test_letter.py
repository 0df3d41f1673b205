"""Official letters measured from the PDF: lines, characters, margins, number, date, page numbers (GB/T 9704-2012)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

import pytest
from reportlab.lib.units import mm

from desktop_app.documents.letter import CHARACTERS, LINES, NUMBER_3, Letter, document_mark, print_letter
from desktop_app.documents.paper import PAGE_HEIGHT, PAGE_WIDTH
from tests.documents.reading import character_boxes, font_objects, page_texts

TEXT = "项目帮办代办以企业为中心把时限写在明处把责任落到人头逐日核对逐件销号" * 60
LETTER = Letter(
    title="关于“建设工程规划许可证核发”逾期的警示提醒函",
    issuer="开发区项目建设领导小组办公室",
    mark="开项办函〔2026〕3号",
    to="规划和自然资源局开发区分局",
    body=("截至本函发出之日，下列事项已超过承诺时限。", "一、请于三日内办结。", "（一）说明原因。并提出措施。"),
    signed="开发区项目建设领导小组办公室",
    date="2026年11月24日",
    number="BB-2026-A-D14-0003",
    contact="联系人：甲",
)
LONG = replace(LETTER, body=(TEXT,), as_notice=True, sent_to="各成员单位", printed_by="领导小组办公室")

Box = tuple[float, float, float, float]


def lines_of(content: bytes, page: int) -> list[tuple[float, list[tuple[str, Box]]]]:
    """The lines of a page from the top: their lower edge in points from the upper edge, and their characters."""
    rows: dict[int, list[tuple[str, Box]]] = defaultdict(list)
    for number, char, box in character_boxes(content):
        if number == page:
            rows[round((box[1] + box[3]) / 2 / 8)].append((char, box))
    joined = sorted(rows.items(), reverse=True)
    return [(PAGE_HEIGHT - min(box[1] for _c, box in row), row) for _place, row in joined]


def inside(content: bytes, page: int) -> list[tuple[str, Box]]:
    """The characters of the type area of a page."""
    return [
        (char, box)
        for number, char, box in character_boxes(content)
        if number == page and 36 * mm < PAGE_HEIGHT - box[3] and PAGE_HEIGHT - box[1] < 263 * mm
    ]


def test_a_full_page_has_22_lines_of_28_characters() -> None:
    content = print_letter(LONG).content
    found = inside(content, 1)
    tops = sorted({round((box[1] + box[3]) / 2) for _char, box in found}, reverse=True)
    lines = [tops[0]]
    for top in tops:
        if lines[-1] - top > 15:
            lines.append(top)
    assert len(lines) == LINES
    pitch = (lines[0] - lines[-1]) / (LINES - 1)
    assert pitch == pytest.approx(225 * mm / 22, abs=0.3)
    for line in lines:
        row = [char for char, box in found if abs((box[1] + box[3]) / 2 - line) < 8]
        assert len(row) == CHARACTERS


def test_the_type_area_keeps_its_margins() -> None:
    content = print_letter(LONG).content
    boxes = [box for _char, box in inside(content, 1)]
    left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
    upper, lower = max(box[3] for box in boxes), min(box[1] for box in boxes)
    assert 28 * mm - 1 <= left <= 28 * mm + 3
    assert PAGE_WIDTH - 26 * mm - 3 <= right <= PAGE_WIDTH - 26 * mm + 1
    # The ink of the first line begins below the 37 mm by the space between lines.
    assert 36 * mm <= PAGE_HEIGHT - upper <= 37 * mm + 225 * mm / 22 - 10
    assert PAGE_HEIGHT - lower <= (37 + 225) * mm


def test_the_body_is_fang_of_16_points() -> None:
    content = print_letter(LETTER).content
    assert any(b"FandolFang" in font for font in font_objects(content))
    heights = [box[3] - box[1] for char, box in inside(content, 0) if char == "函"]
    assert heights and max(heights) <= NUMBER_3 * 1.5


def test_page_numbers_stand_outside_with_dashes() -> None:
    content = print_letter(LONG).content
    texts = page_texts(content)
    assert len(texts) >= 3
    for number, text in enumerate(texts, 1):
        assert f"— {number} —" in text
        figures = [
            box
            for page, char, box in character_boxes(content)
            if page == number - 1 and char == "—" and PAGE_HEIGHT - box[1] > 264 * mm
        ]
        assert len(figures) == 2
        below = PAGE_HEIGHT - max(box[3] for box in figures) - 262 * mm
        assert 5 * mm <= below <= 12 * mm
        if number % 2:
            assert max(box[2] for box in figures) == pytest.approx(PAGE_WIDTH - 26 * mm - 14, abs=2)
        else:
            assert min(box[0] for box in figures) == pytest.approx(28 * mm + 14, abs=2)


def test_a_letter_has_its_head_30_mm_from_the_edge_and_no_number_on_its_first_page() -> None:
    content = print_letter(LETTER).content
    assert "— 1 —" not in page_texts(content)[0]
    issuer = [box for page, char, box in character_boxes(content) if char == "组" and box[3] - box[1] > 20]
    assert PAGE_HEIGHT - issuer[0][3] == pytest.approx(31 * mm, abs=2 * mm)


def test_the_date_ends_four_characters_from_the_right_edge_below_the_name() -> None:
    content = print_letter(LETTER).content
    day = [box for _page, char, box in character_boxes(content) if char == "日"][-1]
    # The ink of 日 is narrower than its square.
    assert 4 * 156 * mm / 28 <= PAGE_WIDTH - 26 * mm - day[2] <= 4 * 156 * mm / 28 + 6
    signed = [box for char, box in inside(content, 0) if char == "室"][-1]
    assert signed[1] > day[3]


def test_the_record_names_who_printed_it_and_when_on_one_line() -> None:
    letter = replace(
        LETTER,
        sent_to="市行政审批服务管理局、" * 6 + "各区县",
        printed_by="临汾经济开发区帮办代办服务中心",
        as_notice=True,
    )
    last = max(number for number, _char, _box in character_boxes(print_letter(letter).content))
    rows = ["".join(char for char, _box in row) for _top, row in lines_of(print_letter(letter).content, last)]
    assert any(letter.printed_by in row and f"{letter.date}印发" in row for row in rows)
    long = replace(letter, printed_by="临汾经济开发区管理委员会行政审批服务管理局帮办代办服务中心")
    rows = ["".join(char for char, _box in row) for _top, row in lines_of(print_letter(long).content, last)]
    assert any(row.endswith(f"{letter.date}印发") for row in rows)


def test_brackets_of_names_are_those_of_chinese() -> None:
    letter = replace(LETTER, body=("开户(商业银行(人民银行备案))，见附件(1)和 f(x)。",))
    text = "".join(char for _number, char, _box in character_boxes(print_letter(letter).content))
    assert "开户（商业银行（人民银行备案））" in text and "f(x)" in text


def test_the_signature_is_never_alone_on_a_page() -> None:
    for length in range(500, 1100, 28):
        letter = replace(LETTER, body=("甲" * length, "乙" * 60))
        content = print_letter(letter).content
        last = page_texts(content)[-1]
        assert "2026年11月24日" in last
        assert "乙" in last


def test_a_heading_is_never_the_last_line_of_a_page() -> None:
    for length in range(300, 1000, 28):
        body = ("甲" * length, "一、整改时限", "乙" * 60, "丙" * 200, "二、其他", "丁" * 30)
        pages = page_texts(print_letter(replace(LETTER, body=body)).content)
        for text in pages[:-1]:
            kept = [line for line in text.split() if line not in ("—", "1", "2", "3")]
            assert not kept[-1].endswith(("一、整改时限", "二、其他"))


@pytest.mark.parametrize("letter", [LETTER, LONG], ids=["letter", "notice"])
def test_everything_said_is_printed(letter: Letter) -> None:
    text = "".join("".join(page_texts(print_letter(letter).content)).split())
    said = [letter.title, letter.issuer, letter.mark, letter.to, letter.signed, letter.date, letter.number]
    said += [letter.sent_to, letter.printed_by]
    for value in said:
        assert "".join(value.split()) in text
    assert text.count("项目帮办代办以企业为中心") == sum(one.count("项目帮办代办以企业为中心") for one in letter.body)
    assert print_letter(letter).content == print_letter(letter).content


@pytest.mark.parametrize(
    ("number", "mark"),
    [
        ("BB-2026-A-D14-0003", "帮函〔2026〕3号"),
        ("BB-2027-B-D22-0120", "帮函〔2027〕120号"),
        ("", "帮函〔　　　〕　　号"),
        ("预览稿（未编号）", "帮函〔　　　〕　　号"),
    ],
)
def test_the_document_number_has_the_whole_year_and_no_zeros(number: str, mark: str) -> None:
    assert document_mark("帮函", number) == mark


def test_the_title_of_a_letter_stands_two_lines_below_its_number() -> None:
    boxes = [(char, box) for page, char, box in character_boxes(print_letter(LETTER).content) if page == 0]
    number = min(box[1] for char, box in boxes if char == "〔")
    title = max(box[3] for char, box in boxes if char == "于" and box[3] - box[1] > 18)
    assert 2 * 225 * mm / 22 <= number - title <= 3 * 225 * mm / 22

"""The mark of every form: its code reads from the page at 150 dpi, and nothing is printed into it."""

from __future__ import annotations

from io import BytesIO

import pypdfium2
import pytest
from PIL import Image
from reportlab.lib.pagesizes import A3, A4, landscape
from reportlab.lib.units import mm

from desktop_app.application.paper_register import PaperMark
from desktop_app.documents import FormPrinter
from desktop_app.documents.letter import print_letter
from desktop_app.documents.mark import CODE_SIDE, CODE_TOP, MARK_BOTTOM, MARK_SIDE, RIGHT_MARGIN, printed_with
from desktop_app.documents.paper import Frame, open_canvas
from desktop_app.documents.scan import scan_file
from desktop_app.domain.paper_code import PaperCode, data_digest
from desktop_app.domain.paper_facts import Fact
from tests.documents.reading import character_boxes, page_texts
from tests.documents.samples import SAMPLES
from tests.documents.test_letter import LETTER

NUMBER = "BB-2026-A-D11-0003"
FULL = PaperCode.of(
    NUMBER, "7KQF2MX3", data_digest(b"data"), tuple(Fact(f"steps.{row}", str(row)) for row in range(1, 99))
).signed(bytes(range(64)))
MARK = PaperMark(FULL.text, FULL.short, "7KQF2MX3", "BB-2026-A-D11-0001")
LETTERS = {"warning-letter"}
"""Forms with the sender's name 30 mm from the top: their code is smaller and ends above it (GB/T 9704, letter form)."""
LETTER_CODE_BOTTOM = 29 * mm
every_sample = pytest.mark.parametrize(("form", "sample"), list(SAMPLES))


def scanned(content: bytes, dpi: int, page: int = 0) -> Image.Image:
    document = pypdfium2.PdfDocument(content)
    try:
        picture: Image.Image = document[page].render(scale=dpi / 72, grayscale=True).to_pil()
        return picture
    finally:
        document.close()


def as_png(picture: Image.Image) -> bytes:
    buffer = BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()


def printed(form: str, sample: str) -> bytes:
    return FormPrinter().render(form, SAMPLES[form, sample], MARK).content


@every_sample
def test_the_code_of_every_form_reads_from_the_page_at_150_dpi(form: str, sample: str) -> None:
    assert scan_file(as_png(scanned(printed(form, sample), 150))).codes == (FULL.text,)


@every_sample
def test_no_text_stands_in_the_corner_of_the_code(form: str, sample: str) -> None:
    pages = character_boxes(printed(form, sample))
    document = pypdfium2.PdfDocument(printed(form, sample))
    width, height = document[0].get_size()
    document.close()
    corner = LETTER_CODE_BOTTOM if form in LETTERS else MARK_BOTTOM
    inside = [
        char
        for page, char, (_left, _bottom, right, top) in pages
        if page == 0 and right > width - RIGHT_MARGIN - MARK_SIDE + 1 and top > height - corner + 1
    ]
    assert inside == []


@every_sample
def test_every_page_carries_the_short_code_and_the_first_one_the_old_number(form: str, sample: str) -> None:
    texts = page_texts(printed(form, sample))
    assert all(MARK.short in text for text in texts)
    assert "替代原编号 BB-2026-A-D11-0001" in texts[0]


@every_sample
def test_the_same_mark_gives_the_same_bytes_and_none_gives_no_code(form: str, sample: str) -> None:
    assert printed(form, sample) == printed(form, sample)
    draft = FormPrinter().render(form, SAMPLES[form, sample]).content
    assert scan_file(draft).codes == ()


def test_it_reads_when_turned_grey_and_smaller() -> None:
    picture = scanned(printed("service-sheet", "short"), 200)
    for changed in (picture.rotate(7, fillcolor=255, expand=True), picture.rotate(180), picture.resize((900, 1270))):
        pale = changed.point(lambda level: 60 + level * 150 // 255)
        assert scan_file(as_png(pale)).codes == (FULL.text,)


def test_it_reads_after_a_part_was_soiled() -> None:
    picture = scanned(printed("service-sheet", "short"), 200)
    left, top = picture.width - (RIGHT_MARGIN + CODE_SIDE / 2) / 72 * 200, (CODE_TOP + CODE_SIDE / 2) / 72 * 200
    picture.paste(255, (int(left), int(top), int(left) + 14, int(top) + 14))
    assert scan_file(as_png(picture)).codes == (FULL.text,)


@pytest.mark.parametrize("size", [A4, landscape(A4), landscape(A3)])
def test_pages_of_every_size_carry_it(size: tuple[float, float]) -> None:
    buffer = BytesIO()
    with printed_with(MARK):
        canvas = open_canvas(buffer, Frame("图", NUMBER, "中心", ""), size)
        canvas.showPage()
        canvas.save()
    picture = scanned(buffer.getvalue(), 150)
    assert scan_file(as_png(picture)).codes == (FULL.text,)
    row = int((CODE_TOP + 2 * mm) / 72 * 150)
    line = picture.tobytes()[row * picture.width : (row + 1) * picture.width]
    dark = [x for x, level in enumerate(line) if level < 128]
    assert max(dark) == pytest.approx((size[0] - RIGHT_MARGIN) / 72 * 150, abs=2)


def test_on_a_letter_it_stands_above_the_name_of_the_sender_and_still_reads() -> None:
    with printed_with(MARK):
        content = print_letter(LETTER).content
    picture = scanned(content, 150)
    assert scan_file(as_png(picture)).codes == (FULL.text,)
    right, bottom = A4[0] - RIGHT_MARGIN - CODE_SIDE, A4[1] - LETTER_CODE_BOTTOM
    inside = [
        char
        for page, char, (_l, _b, end, top) in character_boxes(content)
        if page == 0 and end > right and top > bottom
    ]
    assert inside == []

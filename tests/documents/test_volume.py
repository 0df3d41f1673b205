"""Binding: order, page numbers at the right corner, bookmarks, PDF/A also with foreign files inside, same bytes."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from pikepdf import pdfa
from PIL import Image

from desktop_app.application.volumes import Leaf
from desktop_app.documents import FormPrinter
from desktop_app.documents.volume import VolumeBinder
from desktop_app.domain.refusals import Refusal
from tests.documents.samples import SAMPLES

COVER = Leaf("卷宗封面", FormPrinter().render("volume-cover", SAMPLES["volume-cover", "short"]).content, counted=False)
SHEET = Leaf("服务单", FormPrinter().render("service-sheet", SAMPLES["service-sheet", "long"]).content)
CHART = Leaf("进度图", FormPrinter().render("progress-chart", SAMPLES["progress-chart", "short"]).content)
VOID = Leaf("作废", FormPrinter().void_copy(SHEET.content, "2026-11-20 作废：写错"))


def image(mode: str, form: str, size: tuple[int, int] = (200, 300)) -> bytes:
    buffer = BytesIO()
    Image.new(mode, size, 1).save(buffer, form)
    return buffer.getvalue()


def foreign_pdf(pages: int = 2) -> bytes:
    """A PDF that is no PDF/A: a font that is not embedded."""
    with pikepdf.new() as made:
        for _page in range(pages):
            page = made.add_blank_page(page_size=(842, 595))
            font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Courier)
            page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
            page.contents_add(b"BT /F 40 Tf 100 100 Td (hello) Tj ET")
        buffer = BytesIO()
        made.save(buffer)
    return buffer.getvalue()


def words_at_foot(content: bytes, page: int) -> tuple[str, str]:
    """What stands in the lower left and the lower right corner of a page, below the text."""
    document = pypdfium2.PdfDocument(content)
    try:
        shown = document[page]
        text, width = shown.get_textpage(), shown.get_width()
        left = text.get_text_bounded(0, 0, width / 2, 26)
        return left.strip(), text.get_text_bounded(width / 2, 0, width, 26).strip()
    finally:
        document.close()


def test_the_pages_of_papers_are_numbered_from_one_cover_and_note_are_not() -> None:
    bound = VolumeBinder().bind("卷宗", "中心", [COVER, SHEET, CHART, COVER], duplex=False)
    with pikepdf.open(BytesIO(bound.content)) as whole:
        assert len(whole.pages) == bound.pages == bound.counted + 2
    feet = [words_at_foot(bound.content, page) for page in range(bound.pages)]
    assert feet == [("", ""), *(("", str(number)) for number in range(1, bound.counted + 1)), ("", "")]


def test_on_both_sides_even_numbers_stand_at_the_left() -> None:
    bound = VolumeBinder().bind("卷宗", "中心", [SHEET], duplex=True)
    feet = [words_at_foot(bound.content, page) for page in range(3)]
    assert feet == [("", "1"), ("2", ""), ("", "3")]


def test_every_document_has_a_bookmark_to_its_first_page() -> None:
    bound = VolumeBinder().bind("卷宗", "中心", [COVER, SHEET, CHART], duplex=False)
    document = pypdfium2.PdfDocument(bound.content)
    try:
        marks = [(one.get_title(), one.get_dest().get_index()) for one in document.get_toc()]
    finally:
        document.close()
    assert marks == [("卷宗封面", 0), ("服务单", 1), ("进度图", bound.pages - 1)]


def test_it_is_pdf_a_with_void_papers_scans_and_foreign_files() -> None:
    binder = VolumeBinder()
    scans = [
        Leaf("扫描", binder.scanned(image("RGBA", "PNG"), "透明.png").content),
        Leaf("扫描", binder.scanned(image("1", "TIFF"), "黑白.tif").content),
        Leaf("扫描", binder.scanned(image("CMYK", "JPEG"), "印刷.jpg").content),
        Leaf("批复", binder.scanned(foreign_pdf(), "批复.pdf").content),
    ]
    bound = binder.bind("某某项目卷宗", "中心", [COVER, SHEET, VOID, *scans], duplex=False)
    report = pdfa.validate_written(BytesIO(bound.content), "2b")
    assert report.passed, report.summary()
    with pikepdf.open(BytesIO(bound.content)) as whole, whole.open_metadata() as metadata:
        assert metadata["dc:title"] == str(whole.docinfo["/Title"]) == "某某项目卷宗"


def test_the_same_leaves_give_the_same_bytes() -> None:
    scanned = VolumeBinder().scanned(foreign_pdf(), "批复.pdf")
    assert VolumeBinder().scanned(foreign_pdf(), "批复.pdf") == scanned
    leaves = [COVER, SHEET, VOID, Leaf("批复", scanned.content)]
    one = VolumeBinder().bind("卷宗", "中心", leaves, duplex=False)
    assert VolumeBinder().bind("卷宗", "中心", leaves, duplex=False) == one


@pytest.mark.parametrize(
    ("content", "pages", "upright"),
    [
        (image("RGB", "JPEG"), 1, True),
        (image("L", "PNG", (900, 300)), 1, False),
        (image("P", "BMP"), 1, True),
        (foreign_pdf(3), 3, False),
    ],
)
def test_scans_keep_their_pages_and_direction(content: bytes, pages: int, upright: bool) -> None:
    scanned = VolumeBinder().scanned(content, "扫描件")
    document = pypdfium2.PdfDocument(scanned.content)
    try:
        assert len(document) == scanned.pages == pages
        width, height = document[0].get_size()
        assert (height > width) is upright
    finally:
        document.close()


def test_a_fax_of_several_pages_keeps_them_all() -> None:
    buffer = BytesIO()
    sheets = [Image.new("L", (200, 300), shade) for shade in (10, 120, 250)]
    sheets[0].save(buffer, "TIFF", save_all=True, append_images=sheets[1:])
    assert VolumeBinder().scanned(buffer.getvalue(), "传真.tif").pages == 3


@pytest.mark.parametrize("content", [b"%PDF-1.4 broken", b"no picture", image("RGB", "PNG")[:60]])
def test_what_cannot_be_read_is_named(content: bytes) -> None:
    with pytest.raises(Refusal, match="旧批复"):
        VolumeBinder().scanned(content, "旧批复")

"""Files that are no paper, or hold no code, are told in a sentence."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from desktop_app.documents.scan import scan_file
from desktop_app.domain.refusals import Refusal
from tests.documents.test_mark import FULL, as_png, printed, scanned


def picture(kind: str) -> bytes:
    buffer = BytesIO()
    scanned(printed("service-sheet", "short"), 150).convert("RGB").save(buffer, kind)
    return buffer.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "BMP", "TIFF", "WEBP"])
def test_pictures_of_every_common_kind_are_read(kind: str) -> None:
    assert scan_file(picture(kind)).codes == (FULL.text,)


def test_a_pdf_gives_its_code_and_its_text() -> None:
    scan = scan_file(printed("service-sheet", "short"))
    assert scan.codes == (FULL.text,)
    assert "项目帮办代办服务单" in scan.text and " " not in scan.text


def test_a_photograph_lying_on_its_side_is_turned() -> None:
    buffer = BytesIO()
    turned = scanned(printed("service-sheet", "short"), 150).rotate(90, expand=True)
    exif = Image.Exif()
    exif[0x0112] = 6
    turned.save(buffer, "JPEG", exif=exif)
    assert scan_file(buffer.getvalue()).codes == (FULL.text,)


def test_an_empty_page_has_no_code() -> None:
    assert scan_file(as_png(Image.new("L", (400, 300), 255))).codes == ()


@pytest.mark.parametrize("content", [b"", b"text", b"%PDF-1.4 broken", b"\x89PNG\r\n\x1a\nbroken"])
def test_what_cannot_be_read_is_refused(content: bytes) -> None:
    with pytest.raises(Refusal):
        scan_file(content)


def test_an_empty_file_is_told_as_such() -> None:
    with pytest.raises(Refusal, match="文件是空的"):
        scan_file(b"")


def test_a_pdf_with_a_password_is_refused() -> None:
    buffer = BytesIO()
    with pikepdf.open(BytesIO(printed("service-sheet", "short"))) as paper:
        paper.save(buffer, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(Refusal, match="密码"):
        scan_file(buffer.getvalue())

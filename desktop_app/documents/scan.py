"""Reading papers back: the codes in a photograph, a scan or a PDF, and the text of a PDF."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from desktop_app.application.verification import Scan
from desktop_app.domain.refusals import Refusal

if TYPE_CHECKING:
    from PIL.Image import Image

_POINTS = 72
_DPI = 200
_MOST_PAGES = 50
_LARGEST_BYTES = 60 * 1024 * 1024
_MOST_PIXELS = 120_000_000


def scan_file(content: bytes) -> Scan:
    """The codes in a picture or PDF and, of a PDF, its text without white space.

    Raises:
        Refusal: it is neither a picture nor a PDF that can be read, or too large.
    """
    if not content:
        raise Refusal.say("文件是空的（0 字节），没有存好或没有下载完；请重新拍照、扫描或下载后再验")
    if len(content) > _LARGEST_BYTES:
        raise Refusal.say("文件超过 60 MB，请选单份文书的照片或 PDF")
    if content.lstrip()[:5] == b"%PDF-":
        return _scan_pdf(content)
    return Scan(tuple(dict.fromkeys(_codes(_picture(content)))))


def _scan_pdf(content: bytes) -> Scan:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise Refusal.say("这个 PDF 打不开：可能有密码，或者文件不完整；请另存一份没有密码的再试") from error
    codes: dict[str, None] = {}
    texts = []
    try:
        for number in range(min(len(document), _MOST_PAGES)):
            page = document[number]
            texts.append(page.get_textpage().get_text_range())
            picture = page.render(scale=_DPI / _POINTS, grayscale=True).to_pil()
            codes.update(dict.fromkeys(_codes(picture)))
    finally:
        document.close()
    return Scan(tuple(codes), "".join("".join(texts).split()))


def _picture(content: bytes) -> Image:
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with Image.open(BytesIO(content)) as opened:
            if opened.width * opened.height > _MOST_PIXELS:
                raise Refusal.say("照片太大（超过 1.2 亿像素），请缩小后再试")
            return ImageOps.exif_transpose(opened).convert("L")
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as error:
        raise Refusal.say("这个文件不是能读的照片或 PDF；请选 JPG、PNG、BMP、TIFF 图片或 PDF") from error


def _codes(picture: Image) -> Iterator[str]:
    import zxingcpp

    for found in zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)):
        if found.text:
            yield found.text

"""Binding a volume 卷宗: papers and scans behind each other in one PDF/A-2b, with page numbers and bookmarks.

Files from outside are taken in as pictures of their pages: whatever they carry (forms, scripts, fonts that are not
embedded) stays outside, and the volume stays PDF/A. The files themselves lie in the container, unchanged.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from io import BytesIO
from typing import TYPE_CHECKING, Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader

from desktop_app.application.ports import Printed
from desktop_app.application.volumes import Bound, Leaf
from desktop_app.documents.fonts import Role
from desktop_app.documents.lines import break_lines
from desktop_app.documents.paper import Frame, open_canvas
from desktop_app.documents.pen import Pen
from desktop_app.domain.refusals import Refusal

if TYPE_CHECKING:
    from PIL.Image import Image

_POINTS = 72
_DPI = 200
_QUALITY = 85
_MOST_PIXELS = 120_000_000
_MOST_PAGES = 2000
_EDGE: float = 10 * mm
_NUMBER_RIGHT: float = 10 * mm
_NUMBER_BOTTOM: float = 4.5 * mm
_NUMBER_SIZE = 11


class VolumeBinder:
    """The Binder port."""

    def scanned(self, content: bytes, name: str) -> Printed:
        """The pages of a picture or PDF from outside as pictures on A4; raises Refusal for what cannot be read."""
        pages = _pdf_pages(content, name) if content.lstrip()[:5] == b"%PDF-" else _frames(content, name)
        buffer = BytesIO()
        canvas = open_canvas(buffer, Frame(name, "", "", ""))
        count = 0
        for picture in pages:
            count += 1
            _place(canvas, picture)
            canvas.showPage()
        canvas.save()
        return Printed(buffer.getvalue(), count)

    def bind(self, title: str, centre: str, leaves: Sequence[Leaf], *, duplex: bool) -> Bound:
        """All leaves in their order; the counted ones are numbered from 1 at the outer lower corner.

        With `duplex` even pages carry the number at the left (the back of a sheet), otherwise all at the right.
        """
        import pikepdf

        with ExitStack() as opened:
            papers = [opened.enter_context(pikepdf.open(BytesIO(leaf.content))) for leaf in leaves]
            sizes = [_sizes(paper) for paper in papers]
            counted = [size for leaf, those in zip(leaves, sizes, strict=True) if leaf.counted for size in those]
            # The numbers are drawn first, in a document that already is PDF/A; the pages are then put before them.
            base = _numbers(title, centre, counted, duplex=duplex)
            whole = opened.enter_context(pikepdf.open(BytesIO(base)))
            numbers = [page.as_form_xobject() for page in whole.pages][: len(counted)]
            drawn = len(whole.pages)
            firsts = []
            for paper in papers:
                firsts.append(len(whole.pages) - drawn)
                whole.pages.extend(paper.pages)
            del whole.pages[:drawn]
            marked = iter(numbers)
            place = 0
            for leaf, those in zip(leaves, sizes, strict=True):
                for _size in those:
                    if leaf.counted:
                        _stamp(pikepdf, whole.pages[place], next(marked))
                    place += 1
            with whole.open_outline() as outline:
                outline.root.clear()
                outline.root.extend(
                    pikepdf.OutlineItem(leaf.title, first) for leaf, first in zip(leaves, firsts, strict=True)
                )
            written = BytesIO()
            # The streams of the papers are compressed already; packing them anew takes longer than all the rest.
            as_it_is = pikepdf.StreamDecodeLevel.none
            whole.save(written, deterministic_id=True, compress_streams=False, stream_decode_level=as_it_is)
            return Bound(written.getvalue(), len(whole.pages), len(counted))


def _stamp(pikepdf: Any, page: Any, number: Any) -> None:
    name = page.add_resource(number, pikepdf.Name.XObject, pikepdf.Name("/PageNumber"))
    page.contents_add(b"q\n", prepend=True)
    page.contents_add(f"\nQ q {name} Do Q\n".encode())


def _sizes(paper: Any) -> list[tuple[float, float]]:
    """Width and height of every page of an opened PDF in points."""
    boxes = [[float(edge) for edge in page.mediabox] for page in paper.pages]
    return [(box[2] - box[0], box[3] - box[1]) for box in boxes]


def _numbers(title: str, centre: str, sizes: Sequence[tuple[float, float]], *, duplex: bool) -> bytes:
    """A page for each number 页号, empty but for it; one empty page when nothing is counted."""
    buffer = BytesIO()
    canvas = open_canvas(buffer, Frame(title, "", centre, ""))
    for number, (width, height) in enumerate(sizes, 1):
        canvas.setPageSize((width, height))
        (line,) = break_lines([(str(number), Role.BODY, _NUMBER_SIZE)], width)
        left = _NUMBER_RIGHT if duplex and number % 2 == 0 else width - _NUMBER_RIGHT - line.width
        Pen(canvas, height).line_of_text(line.glyphs, left, height - _NUMBER_BOTTOM - _NUMBER_SIZE, _NUMBER_SIZE)
        canvas.showPage()
    if not sizes:
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _pdf_pages(content: bytes, name: str) -> Iterator[Image]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise Refusal.say(f"附件“{name}”打不开：可能有密码，或者文件不完整；请换一份没有密码的再制作卷宗") from error
    try:
        if len(document) > _MOST_PAGES:
            raise Refusal.say(f"附件“{name}”超过 {_MOST_PAGES} 页，请拆成几份再附")
        for place in range(len(document)):
            page = document[place]
            scale = min(_DPI / _POINTS, (_MOST_PIXELS / max(page.get_width() * page.get_height(), 1)) ** 0.5)
            yield page.render(scale=scale).to_pil()
    finally:
        document.close()


def _frames(content: bytes, name: str) -> Iterator[Image]:
    """The pictures in a file, each of a TIFF with several, upright as it was taken."""
    from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

    try:
        with Image.open(BytesIO(content)) as opened:
            for frame in ImageSequence.Iterator(opened):
                if frame.width * frame.height > _MOST_PIXELS:
                    raise Refusal.say(f"附件“{name}”太大（超过 1.2 亿像素），请缩小后再附")
                yield _on_white(ImageOps.exif_transpose(frame.copy()))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise Refusal.say(f"附件“{name}”的图片读不出来，文件可能不完整；请重新扫描再附") from error


def _on_white(picture: Image) -> Image:
    """Without transparency, which PDF/A leaves to viewers: what shines through is white like the sheet."""
    from PIL import Image

    if "A" not in picture.getbands() and "transparency" not in picture.info:
        return picture if picture.mode in ("L", "RGB") else picture.convert("L" if picture.mode == "1" else "RGB")
    layer = picture.convert("RGBA")
    sheet = Image.new("RGB", layer.size, "white")
    sheet.paste(layer, mask=layer.getchannel("A"))
    return sheet


def _place(canvas: Any, picture: Image) -> None:
    """One picture on an A4 page of its direction, as large as fits inside the edge, never enlarged beyond 72 dpi."""
    width, height = A4 if picture.height >= picture.width else (A4[1], A4[0])
    canvas.setPageSize((width, height))
    scale = min((width - 2 * _EDGE) / picture.width, (height - 2 * _EDGE) / picture.height, 1.0)
    shown = (picture.width * scale, picture.height * scale)
    packed = BytesIO()
    picture.save(packed, "JPEG", quality=_QUALITY)
    packed.seek(0)
    left, bottom = (width - shown[0]) / 2, (height - shown[1]) / 2
    canvas.drawImage(ImageReader(packed), left, bottom, shown[0], shown[1])

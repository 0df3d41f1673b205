"""The stamp 作废 on the copy of a void paper that is shown, printed or saved; the archived bytes stay as they are."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from desktop_app.documents.fonts import Role, first_face
from desktop_app.documents.lines import break_lines
from desktop_app.documents.pen import Pen

_WORD = "作　废"
_SIZE = 62.0
_TURNED = 24
_GREY = 0.45


def stamped(content: bytes, why: str) -> bytes:
    """The pages of a PDF with the stamp across each and the reason under it; the same input gives the same bytes."""
    import pikepdf

    with pikepdf.open(BytesIO(content)) as paper:
        for page in paper.pages:
            box = [float(edge) for edge in page.mediabox]
            with pikepdf.open(BytesIO(_stamp(box[2] - box[0], box[3] - box[1], why))) as stamp:
                form = paper.copy_foreign(stamp.pages[0].as_form_xobject())
            # Under a name of our own: pikepdf's overlays get a random one, and the copy would differ every time.
            name = page.add_resource(form, pikepdf.Name.XObject, pikepdf.Name("/VoidStamp"))
            page.contents_add(b"q\n", prepend=True)
            page.contents_add(f"\nQ q {name} Do Q\n".encode())
        written = BytesIO()
        paper.save(written, deterministic_id=True)
    return written.getvalue()


def _stamp(width: float, height: float, why: str) -> bytes:
    buffer = BytesIO()
    font = first_face(Role.HEADING)
    canvas = Canvas(buffer, pagesize=(width, height), invariant=1, initialFontName=font)
    canvas.translate(width / 2, height / 2)
    canvas.rotate(_TURNED)
    canvas.setFillGray(_GREY)
    canvas.setStrokeGray(_GREY)
    _draw(canvas, why)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _draw(canvas: Any, why: str) -> None:
    pen = Pen(canvas, 0)
    lines = break_lines([(why, Role.LABEL, 11)], 120 * mm)
    (word,) = break_lines([(_WORD, Role.HEADING, _SIZE)], 200 * mm)
    half = max(word.width, *(line.width for line in lines)) / 2 + 8 * mm
    height = 82 + 16 * len(lines)
    canvas.setLineWidth(3)
    canvas.roundRect(-half, -height / 2, 2 * half, height, 6, stroke=1, fill=0)
    pen.line_of_text(word.glyphs, -word.width / 2, -height / 2 + 4, 72)
    for place, line in enumerate(lines):
        pen.line_of_text(line.glyphs, -line.width / 2, -height / 2 + 74 + 16 * place, 16)

"""A line set in a font, on a small page of its own: shown before a font is chosen, and the trial that it prints."""

from __future__ import annotations

import struct
from io import BytesIO

from reportlab.lib.units import mm
from reportlab.pdfbase.ttfonts import TTFError
from reportlab.pdfgen.canvas import Canvas

from desktop_app.application.paper_fonts import FontFile, InstalledFont, PaperRole
from desktop_app.documents.fonts import Role, first_face, set_in
from desktop_app.documents.installed_fonts import installed_fonts, read_font
from desktop_app.documents.lines import break_lines
from desktop_app.documents.pen import Pen
from desktop_app.documents.proof import PaperProof
from desktop_app.domain.refusals import Refusal

SAMPLE = ("经济开发区项目帮办代办服务", "国发〔2026〕3号　一、受理、办结 0123", "𬭎 䶮 喆 堃（生僻字）")
_WIDTH, _HEIGHT = 130 * mm, 36 * mm
_SIZE, _LEADING = 18.0, 28.0


class PcFonts:
    """The FontShelf port: the fonts in the folders of this PC, and samples set in them."""

    def installed(self) -> tuple[InstalledFont, ...]:
        """Every Chinese font of this PC."""
        return installed_fonts()

    def read(self, path: str, index: int) -> InstalledFont:
        """The font at a place; raises Refusal when there is none."""
        return read_font(path, index)

    def sample(self, role: PaperRole, file: FontFile | None) -> bytes:
        """A small PDF set in a font; raises Refusal when no paper can be set in it."""
        return sample(role, file)


def sample(role: PaperRole, file: FontFile | None) -> bytes:
    """Three lines in a font, None for the bundled one of the role; raises Refusal when it cannot be printed or read."""
    with set_in({role: file} if file else {}):
        try:
            content = _drawn(Role[role.name])
        except (TTFError, ValueError, LookupError, AssertionError, struct.error) as broken:
            # Whatever ReportLab runs into in the tables of a strange font; the bundled ones are proven by the tests.
            raise Refusal.say(f"字体“{file.family if file else ''}”印不出来，不能用在文书上") from broken
    if "".join(SAMPLE[0].split()) not in PaperProof().text(content):
        raise Refusal.say(f"字体“{file.family if file else ''}”印出的字不能复制、查找，不能用在文书上")
    return content


def _drawn(role: Role) -> bytes:
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(_WIDTH, _HEIGHT), invariant=1, initialFontName=first_face(role))
    pen = Pen(canvas, _HEIGHT)
    for number, text in enumerate(SAMPLE):
        (line,) = break_lines([(text, role, _SIZE)], 2 * _WIDTH)
        pen.line_of_text(line.glyphs, 3 * mm, 2 * mm + number * _LEADING, _LEADING)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()

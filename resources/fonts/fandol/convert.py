"""Turn FandolFang-Regular.otf (CFF outlines) into a TrueType font that ReportLab can embed.

Usage: python convert.py FandolFang-Regular.otf FandolFang-Regular.ttf

ReportLab embeds only fonts with quadratic (`glyf`) outlines. Every cubic curve is replaced by quadratic ones that stay
within MAX_ERROR font units (1/1000 em) of it; advance widths, names and the character map are untouched. The same input
gives the same output byte for byte. Needs fontTools only; takes about half a minute.
"""

from __future__ import annotations

import sys

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

MAX_ERROR = 1.0
# Tables that describe CFF outlines, or vertical and layout data that a horizontal printed form never reads.
LEFT_OUT = ("CFF ", "VORG", "GSUB", "GPOS", "GDEF", "BASE", "vhea", "vmtx", "DSIG")


def quadratic_glyphs(font: TTFont) -> dict[str, object]:
    """Draw every glyph again with quadratic curves; TrueType fills the other way round, hence reversed."""
    glyph_set = font.getGlyphSet()
    drawn = {}
    for name in font.getGlyphOrder():
        pen = TTGlyphPen(None)
        glyph_set[name].draw(Cu2QuPen(pen, MAX_ERROR, reverse_direction=True))
        drawn[name] = pen.glyph()
    return drawn


def convert(source: str, target: str) -> None:
    """Write the TrueType twin of the OpenType font `source` to `target`."""
    font = TTFont(source, recalcTimestamp=False)
    order = font.getGlyphOrder()
    glyphs = quadratic_glyphs(font)
    for tag in LEFT_OUT:
        if tag in font:
            del font[tag]
    font["loca"] = newTable("loca")
    font["glyf"] = outlines = newTable("glyf")
    outlines.glyphOrder = order
    outlines.glyphs = glyphs
    for name, glyph in glyphs.items():
        glyph.recalcBounds(outlines)
        width = font["hmtx"][name][0]
        font["hmtx"][name] = (width, getattr(glyph, "xMin", 0))
    maxp = font["maxp"]
    maxp.tableVersion = 0x00010000
    for field in ("maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs", "maxStackElements"):
        setattr(maxp, field, 0)
    maxp.maxZones, maxp.maxSizeOfInstructions, maxp.maxComponentElements = 1, 0, 0
    # Names per glyph (post 2.0) would add 300 kB that no reader of a PDF ever sees.
    font["post"].formatType = 3.0
    font["head"].glyphDataFormat = 0
    font.sfntVersion = "\x00\x01\x00\x00"
    font.save(target)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    convert(sys.argv[1], sys.argv[2])

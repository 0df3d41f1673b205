"""Reading a finished PDF back: text, positions and font objects."""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Iterator

import pypdfium2

_OBJECT = re.compile(rb"(\d+) 0 obj\s(.*?)\sendobj", re.DOTALL)


def page_texts(content: bytes) -> list[str]:
    """The text of each page, with plain line ends, in reading order as pdfium finds it."""
    document = pypdfium2.PdfDocument(content)
    try:
        return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]
    finally:
        document.close()


def page_sizes(content: bytes) -> list[tuple[float, float]]:
    """Width and height of each page in points."""
    document = pypdfium2.PdfDocument(content)
    try:
        return [page.get_size() for page in document]
    finally:
        document.close()


def character_boxes(content: bytes) -> Iterator[tuple[int, str, tuple[float, float, float, float]]]:
    """Page index, character and its box (left, bottom, right, top) in points, spaces left out."""
    document = pypdfium2.PdfDocument(content)
    try:
        for number, page in enumerate(document):
            text = page.get_textpage()
            for place in range(text.count_chars()):
                char = text.get_text_range(place, 1)
                if char.strip():
                    yield number, char, text.get_charbox(place)
    finally:
        document.close()


def grey_page(content: bytes, number: int, scale: float = 1.0) -> tuple[bytes, int, int]:
    """A page rendered in grey: its bytes row by row, width and height in pixels."""
    document = pypdfium2.PdfDocument(content)
    try:
        image = document[number].render(scale=scale, grayscale=True).to_pil()
        return image.tobytes(), image.width, image.height
    finally:
        document.close()


def objects(content: bytes) -> dict[int, bytes]:
    """The indirect objects of a PDF as ReportLab writes it (no object streams), by number."""
    return {int(number): body for number, body in _OBJECT.findall(content)}


def font_objects(content: bytes) -> list[bytes]:
    """Every object that is a font (not a font descriptor)."""
    return [body for body in objects(content).values() if re.search(rb"/Type\s*/Font\b(?!Descriptor)", body)]


def referred(content: bytes, body: bytes, name: bytes) -> bytes:
    """The object that `name` refers to in another object; empty when the name is not there."""
    found = re.search(name + rb"\s+(\d+) 0 R", body)
    return objects(content)[int(found.group(1))] if found else b""


def stream(body: bytes) -> bytes:
    """The decoded content of a stream object."""
    raw = body.split(b"stream\r\n" if b"stream\r\n" in body else b"stream\n", 1)[1].rsplit(b"endstream", 1)[0]
    if b"/ASCII85Decode" in body:
        raw = base64.a85decode(raw.strip().removesuffix(b"~>"))
    return zlib.decompress(raw) if b"/FlateDecode" in body else raw

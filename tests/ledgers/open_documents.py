"""OpenDocument sheets built by hand, for the tests that read and mutate them."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)
KIND = "application/vnd.oasis.opendocument.spreadsheet"


def say(text: str, more: str = "") -> str:
    """A cell with a text."""
    return f'<table:table-cell office:value-type="string"{more}><text:p>{escape(text)}</text:p></table:table-cell>'


def row(*cells: str, more: str = "") -> str:
    """A row of cells."""
    return f"<table:table-row{more}>{''.join(cells)}</table:table-row>"


def day(iso: str) -> str:
    """A cell with a date."""
    dated = f'office:value-type="date" office:date-value="{iso}"'
    return f"<table:table-cell {dated}><text:p>{iso}</text:p></table:table-cell>"


EMPTY = "<table:table-cell/>"


def document(path: Path, *rows: str, manifest: str = "", styled: str = "") -> Path:
    """An .ods file of one sheet, packed as the standard asks: the kind first and not compressed."""
    table = f'<table:table table:name="台账" table:style-name="ta1">{"".join(rows)}</table:table>{styled}'
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {NAMES} office:version="1.3">'
        f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body></office:document-content>"
    )
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), KIND)
        archive.writestr("content.xml", content)
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{KIND}"/>{manifest}</manifest:manifest>',
        )
    path.write_bytes(held.getvalue())
    return path

"""Proof: what the self-test asks of this room: that every bundled face loads, and that a printed paper reads back."""

from __future__ import annotations

import pypdfium2

from desktop_app.documents.fonts import FACES, load


class PaperProof:
    """The faces of the bundle and the text of a finished PDF."""

    def faces(self) -> tuple[str, ...]:
        """Load every face that may be needed on paper; raises Damaged naming the first that cannot be used."""
        return tuple(load(face) for face in FACES)

    def text(self, content: bytes) -> str:
        """The text of all pages as a PDF reader extracts it, without line breaks."""
        document = pypdfium2.PdfDocument(content)
        try:
            pages = [page.get_textpage().get_text_range() for page in document]
        finally:
            document.close()
        return "".join("".join(pages).split())

"""Write the golden texts anew after a form was changed on purpose: python -m tests.documents.write_golden."""

from __future__ import annotations

from pathlib import Path

from desktop_app.documents import FormPrinter
from tests.documents.reading import page_texts
from tests.documents.samples import SAMPLES

GOLDEN = Path(__file__).resolve().parent.parent / "golden"
PAGE_END = "\n======== 下一页 ========\n"


def golden_text(content: bytes) -> str:
    """The text of all pages, with a mark between them."""
    return PAGE_END.join(page_texts(content)) + "\n"


if __name__ == "__main__":
    for (form, sample), data in SAMPLES.items():
        text = golden_text(FormPrinter().render(form, data).content)
        (GOLDEN / f"{form}-{sample}.txt").write_text(text, encoding="utf-8")

"""The adaptable texts of the forms: `resources/wording/*.yaml` to values; complaints name file and line."""

from __future__ import annotations

from pathlib import Path

from desktop_app.application.wording_book import WordingText
from desktop_app.catalog.fields import Complaints, Fields
from desktop_app.catalog.matters import raise_damaged, read_files

FILE_KEYS = ("form", "version", "texts")
TEXT_KEYS = ("key", "title", "basis", "note", "line", "paragraphs")


def load_wording(folder: Path) -> tuple[WordingText, ...]:
    """Every text in the order of the files; raises Damaged with the first problems when a file is wrong.

    A text has either one `line`, which may be empty, or `paragraphs`.
    """
    files, problems = read_files(folder)
    found: dict[str, WordingText] = {}
    for file in files:
        complaints = Complaints(file.path, file.problems)
        root = Fields(file.root, "文件", FILE_KEYS, complaints)
        form, version = root.required("form"), root.required("version")
        for item in root.children("texts"):
            text = _text(Fields(item, "文字", TEXT_KEYS, complaints), form, version)
            if text.key in found:
                complaints.add(item.line, f"文字 {text.key} 写了两次")
            found[text.key] = text
        problems.extend(complaints.sorted())
    raise_damaged("文书文字", problems)
    return tuple(found.values())


def _text(fields: Fields, form: str, version: str) -> WordingText:
    paragraphs = fields.texts("paragraphs")
    return WordingText(
        key=fields.required("key"),
        form=form,
        title=fields.required("title"),
        text="\n".join(paragraphs) if paragraphs else fields.text("line"),
        version=version,
        single_line=not paragraphs,
        basis=fields.text("basis"),
        note=fields.text("note"),
    )

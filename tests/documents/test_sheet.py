"""The contract of every form: each value it is given stands on the paper, blanks print, nothing is lost or cut off."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest
from reportlab.lib.units import mm

from desktop_app.application.forms.asks import BINDINGS
from desktop_app.application.forms.registry import FORM_SPECS
from desktop_app.documents import FORMS, FormPrinter
from desktop_app.documents.form import texts_of
from desktop_app.documents.paper import MARGIN, PAGE_WIDTH
from desktop_app.documents.sheet import SheetForm
from tests.documents.forms.words import GONE
from tests.documents.reading import character_boxes, page_texts
from tests.documents.samples import SAMPLES

NEWER = [key for key, form in FORMS.items() if getattr(type(form), "render", None) is SheetForm.render]
"""The forms that are sheets of the common kind; drawings and letters have tests of their own."""
KINDS = ("short", "long", "odd", "blank")
_PIECE = 40
"""So many characters are sought at once: few enough that the end of a page tears them only once."""
_NOT_PRINTED = ("binding",)


def printed(form: str, sample: str) -> bytes:
    return FormPrinter().render(form, SAMPLES[form, sample]).content


def plain(text: str) -> str:
    """Without white space, with a mark where no font has the character, and the signs that are drawn left out."""
    return "".join(text.replace(GONE, "〓").replace("☑", "").replace("☐", "").split())


def missing_values(form: str, sample: str) -> list[str]:
    """What the data says and the paper does not; a long text may be cut between two pages: it is sought in pieces."""
    data: Any = SAMPLES[form, sample]
    text = plain("".join(page_texts(printed(form, sample))))
    said = (
        plain(value)
        for one in fields(data)
        if one.name not in _NOT_PRINTED
        for value in texts_of(getattr(data, one.name))
    )
    return [
        piece
        for value in said
        for piece in (value[at : at + _PIECE] for at in range(0, len(value), _PIECE))
        if not any(piece[:cut] in text and piece[cut:] in text for cut in range(len(piece)))
    ]


def test_every_form_has_samples_of_every_kind() -> None:
    assert {(form, kind) for form in FORMS for kind in KINDS} - set(SAMPLES) == set()


@pytest.mark.parametrize(("form", "sample"), [key for key in SAMPLES if key[0] in NEWER])
def test_every_value_is_on_the_paper(form: str, sample: str) -> None:
    assert missing_values(form, sample) == []


@pytest.mark.parametrize("form", NEWER)
def test_the_samples_fill_every_field(form: str) -> None:
    samples: list[Any] = [SAMPLES[form, kind] for kind in KINDS]
    empty = [one.name for one in fields(samples[0]) if all(getattr(sample, one.name) in ("", ()) for sample in samples)]
    assert set(empty) <= {*_NOT_PRINTED, "notes", "phone"}


@pytest.mark.parametrize("form", NEWER)
def test_a_long_paper_has_pages_with_numbers_and_bookmarks(form: str) -> None:
    texts = page_texts(printed(form, "long"))
    assert len(texts) >= 3
    for number, text in enumerate(texts, 1):
        assert f"第 {number} 页 共 {len(texts)} 页" in text
        assert "演示数据" in text


@pytest.mark.parametrize("form", NEWER)
def test_what_no_font_has_is_named(form: str) -> None:
    data: Any = SAMPLES[form, "short"]
    result = FormPrinter().render(form, replace(data, centre=data.centre + GONE))
    assert result.unprintable == (GONE,)
    assert "以下字符本机字库无法打印：〓（U+3134A）" in "".join(page_texts(result.content))
    assert FormPrinter().render(form, data).unprintable == ()


@pytest.mark.parametrize("form", NEWER)
def test_a_blank_form_has_neither_number_nor_words_of_a_case(form: str) -> None:
    text = "".join(page_texts(printed(form, "blank")))
    assert "编号：＿＿" in text
    assert FORM_SPECS[form].title in text
    assert "None" not in text


@pytest.mark.parametrize("form", NEWER)
@pytest.mark.parametrize("binding", BINDINGS)
def test_the_binding_moves_the_text_and_nothing_leaves_the_page(form: str, binding: str) -> None:
    data: Any = replace(SAMPLES[form, "long"], binding=binding)  # type: ignore[type-var]
    boxes = list(character_boxes(FormPrinter().render(form, data).content))
    lefts = {page: min(box[0] for number, _char, box in boxes if number == page) for page in (0, 1)}
    rights = {page: max(box[2] for number, _char, box in boxes if number == page) for page in (0, 1)}
    assert lefts[0] >= MARGIN + 5 * mm - 1
    assert rights[0] <= PAGE_WIDTH - MARGIN + 5 * mm + 1
    mirrored = binding == BINDINGS[1]
    assert lefts[1] >= MARGIN + (-5 if mirrored else 5) * mm - 1
    assert rights[1] <= PAGE_WIDTH - MARGIN + (-5 if mirrored else 5) * mm + 1


@pytest.mark.parametrize("form", NEWER)
def test_the_last_page_of_a_signed_paper_says_more_than_who_signs(form: str) -> None:
    for sample in ("short", "long", "odd"):
        texts = page_texts(printed(form, sample))
        if len(texts) > 1:
            assert len(plain(texts[-1])) > 60

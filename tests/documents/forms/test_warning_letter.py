"""警示提醒函 as it is printed: every value of it, its 发文字号, numbered pages, what no font has."""

from __future__ import annotations

import pytest

from desktop_app.application.forms.warning_letter import WarningLetter
from desktop_app.documents import FormPrinter
from desktop_app.documents.form import texts_of
from tests.documents.forms.words import GONE
from tests.documents.reading import page_texts
from tests.documents.samples import SAMPLES

FORM = "warning-letter"
SAMPLE_NAMES = ("short", "two", "long", "longest", "odd", "blank")
_PIECE = 12
"""So many characters are sought at once, because a page number may stand between two lines."""


def sample(name: str) -> WarningLetter:
    found = SAMPLES[FORM, name]
    assert isinstance(found, WarningLetter)
    return found


def plain(text: str) -> str:
    return "".join(text.replace(GONE, "〓").split())


@pytest.mark.parametrize("name", SAMPLE_NAMES)
def test_every_value_is_on_the_letter(name: str) -> None:
    data = sample(name)
    text = plain("".join(page_texts(FormPrinter().render(FORM, data).content)))
    said = [plain(value) for value in texts_of(data) if value != data.centre or not data.issuer]
    missing = [
        piece
        for value in said
        for piece in (value[at : at + _PIECE] for at in range(0, len(value), _PIECE))
        if not any(piece[:cut] in text and piece[cut:] in text for cut in range(len(piece)))
    ]
    assert missing == []


def test_the_document_number_is_made_of_its_own_number() -> None:
    assert "开项办函〔2026〕3号" in plain(page_texts(FormPrinter().render(FORM, sample("short")).content)[0])
    assert "〔〕号" in plain(page_texts(FormPrinter().render(FORM, sample("blank")).content)[0])


def test_a_long_letter_numbers_its_pages_and_says_demonstration() -> None:
    texts = page_texts(FormPrinter().render(FORM, sample("long")).content)
    assert len(texts) >= 3
    assert all("演示数据" in text for text in texts)
    assert [f"— {number} —" in text for number, text in enumerate(texts, 1)] == [False, *[True] * (len(texts) - 1)]


def test_what_no_font_has_is_reported() -> None:
    assert FormPrinter().render(FORM, sample("odd")).unprintable == (GONE,)
    assert FormPrinter().render(FORM, sample("short")).unprintable == ()


@pytest.mark.parametrize(
    ("name", "least", "most"), [("short", 1, 2), ("two", 2, 2), ("long", 3, 6), ("longest", 7, 14)]
)
def test_letters_of_every_length_end_with_their_signature_and_who_gets_a_copy(name: str, least: int, most: int) -> None:
    texts = page_texts(FormPrinter().render(FORM, sample(name)).content)
    assert least <= len(texts) <= most
    assert "2026年11月24日" in texts[-1] and "抄送" in texts[-1]
    assert all("抄送" not in text for text in texts[:-1])

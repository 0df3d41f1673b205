"""月通报: a notice after GB/T 9704 with every word of its data; headings stay with what they introduce."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

import pytest

from desktop_app.application.forms.monthly_bulletin import MonthlyBulletin
from desktop_app.documents import FormPrinter
from desktop_app.documents.form import texts_of
from tests.documents.forms.samples_monthly_bulletin import KEY, LONG, SHORT
from tests.documents.reading import page_texts
from tests.documents.samples import SAMPLES
from tests.documents.test_sheet import plain

_PIECE = 20
_NOT_PRINTED = ("centre",)


def pieces(data: MonthlyBulletin) -> Iterator[str]:
    for one in fields(data):
        if one.name not in _NOT_PRINTED:
            for value in texts_of(getattr(data, one.name)):
                whole = plain(value)
                yield from (whole[at : at + _PIECE] for at in range(0, len(whole), _PIECE))


@pytest.mark.parametrize("sample", ["short", "long", "odd", "blank"])
def test_every_value_is_on_the_notice(sample: str) -> None:
    data = SAMPLES[KEY, sample]
    assert isinstance(data, MonthlyBulletin)
    text = plain("".join(page_texts(FormPrinter().render(KEY, data).content)))
    missing = [
        piece
        for piece in pieces(data)
        if not any(piece[:cut] in text and piece[cut:] in text for cut in range(len(piece)))
    ]
    assert missing == []


def test_sections_are_numbered_and_the_mark_is_the_papers_number() -> None:
    text = "".join(page_texts(FormPrinter().render(KEY, SHORT).content))
    assert "开项办发〔2026〕3号" in text
    for heading in ("一、基本情况", "三、办理排名", "八、工作要求"):
        assert heading in text
    assert "抄送：管委会领导。" in text and "2026年12月1日印发" in text


def test_no_page_ends_with_a_heading() -> None:
    for text in page_texts(FormPrinter().render(KEY, SHORT).content)[:-1]:
        lines = [line for line in text.splitlines() if line.strip() and not line.startswith("—")]
        assert not lines[-1].startswith(("一、", "二、", "三、", "四、", "五、", "六、", "七、", "八、"))


def test_a_long_notice_has_page_numbers() -> None:
    texts = page_texts(FormPrinter().render(KEY, LONG).content)
    assert len(texts) >= 3
    assert "— 3 —" in texts[2]

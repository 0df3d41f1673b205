"""卷宗封面: every fact on one page, a title that fills its box, names longer than any box."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_app.documents import FormPrinter
from tests.documents.forms.samples_volume_cover import KEY, LONG, SHORT
from tests.documents.forms.words import GONE
from tests.documents.reading import page_texts
from tests.documents.test_sheet import missing_values


@pytest.mark.parametrize("sample", ["short", "long", "odd", "blank"])
def test_every_value_is_on_the_cover(sample: str) -> None:
    assert missing_values(KEY, sample) == []


def test_an_ordinary_cover_is_one_page() -> None:
    printed = FormPrinter().render(KEY, SHORT)
    assert printed.pages == 1
    text = page_texts(printed.content)[0]
    for label in ("档", "案卷题名", "起止日期", "保管期限", "件", "立卷日期", "项目帮办代办卷宗"):
        assert label in text


def test_a_cover_with_very_long_names_goes_on_to_a_second_page() -> None:
    texts = page_texts(FormPrinter().render(KEY, LONG).content)
    assert len(texts) == 2
    assert "第 2 页 共 2 页" in texts[1]


def test_what_no_font_has_is_named() -> None:
    printed = FormPrinter().render(KEY, replace(SHORT, title="卷" + GONE))
    assert printed.unprintable == (GONE,)
    assert "无法打印" in page_texts(printed.content)[0]

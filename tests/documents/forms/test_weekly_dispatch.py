"""周调度表: laid across, every value on it, the header on every page, lamps with sign and word."""

from __future__ import annotations

import pytest

from desktop_app.documents import FormPrinter
from tests.documents.forms.samples_weekly_dispatch import KEY, LONG, SHORT
from tests.documents.reading import page_sizes, page_texts
from tests.documents.test_sheet import missing_values


@pytest.mark.parametrize("sample", ["short", "long", "odd", "blank"])
def test_every_value_is_on_the_table(sample: str) -> None:
    assert missing_values(KEY, sample) == []


def test_it_is_laid_across_and_repeats_its_header() -> None:
    content = FormPrinter().render(KEY, LONG).content
    assert all(width > height for width, height in page_sizes(content))
    texts = page_texts(content)
    assert len(texts) >= 3
    for number, text in enumerate(texts, 1):
        assert f"第 {number} 页 共 {len(texts)} 页" in text
        assert "演示数据" in text
        assert "序号" in text and "协调事项" in text


def test_a_lamp_is_sign_and_word() -> None:
    text = page_texts(FormPrinter().render(KEY, SHORT).content)[0]
    for lamp in ("▲ 逾期 1", "‖ 暂停 1"):
        assert lamp in text

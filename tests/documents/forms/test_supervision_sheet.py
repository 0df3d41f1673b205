"""督办统计 on paper: every value of an act is on it, however many there are."""

from __future__ import annotations

import pytest

from desktop_app.documents import FormPrinter
from tests.documents.forms.samples_supervision_sheet import KEY, LONG
from tests.documents.reading import page_texts
from tests.documents.test_sheet import missing_values


@pytest.mark.parametrize("sample", ["short", "long", "odd", "blank"])
def test_every_value_is_on_the_register(sample: str) -> None:
    assert missing_values(KEY, sample) == []


def test_every_page_repeats_the_columns() -> None:
    texts = page_texts(FormPrinter().render(KEY, LONG).content)
    assert len(texts) == 4
    assert all("编号／文号" in text and "演示数据" in text for text in texts)

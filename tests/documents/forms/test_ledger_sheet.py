"""台账 on paper: laid across, every value on it, many columns in parts, totals and conditions told."""

from __future__ import annotations

import pytest

from desktop_app.application.forms.ledger_sheet import PAPERS, in_parts
from desktop_app.documents import FormPrinter
from tests.documents.forms.samples_ledger_sheet import KEY, LONG, ODD, SHORT
from tests.documents.reading import page_sizes, page_texts
from tests.documents.test_sheet import missing_values


@pytest.mark.parametrize("sample", ["short", "long", "odd", "blank"])
def test_every_value_is_on_the_ledger(sample: str) -> None:
    assert set(missing_values(KEY, sample)) <= set(PAPERS)


def test_many_columns_go_on_in_parts_that_repeat_the_name_of_a_row() -> None:
    content = FormPrinter().render(KEY, LONG).content
    sizes, texts = page_sizes(content), page_texts(content)
    assert all(width > height and width > 1100 for width, height in sizes)
    assert len(texts) >= 3 and all("演示数据" in text and "序号" in text for text in texts)
    assert sum("栏目接排" in text for text in texts) == 2
    assert sum("栏目2\n" in text or "栏目2 " in text or "栏目2" in text.split() for text in texts) >= 2


def test_parts_hold_every_column_once_besides_the_repeated_one() -> None:
    parts = in_parts(LONG, 300)
    places = [place for part in parts for place in part]
    assert set(places) == set(range(24))
    assert all(part[0] == LONG.named for part in parts[1:])
    assert sorted(place for place in places if place != LONG.named) == [n for n in range(24) if n != LONG.named]


def test_a_narrow_ledger_is_one_part() -> None:
    assert in_parts(SHORT, 260) == (tuple(range(7)),)
    assert in_parts(ODD, 264) == ((0, 1, 2),)


def test_it_says_what_was_chosen_and_sums_up() -> None:
    text = page_texts(FormPrinter().render(KEY, SHORT).content)[0]
    for said in (
        "企业问题台账",
        "筛选：状态 是 办理中；责任单位 包含 规划",
        "应办结日从早到晚",
        "合计",
        "155.5",
        "待核",
    ):
        assert said in text

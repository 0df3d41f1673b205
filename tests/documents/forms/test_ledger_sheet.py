"""台账 on paper: on the sheet that suits it, every value on it, many columns in parts, totals and conditions told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_app.application.forms.ledger_sheet import ACROSS, ORIENTATIONS, PAPERS, UPRIGHT, LedgerSheet
from desktop_app.documents import FormPrinter
from tests.documents.forms.samples_ledger_sheet import KEY, LONG, SHORT
from tests.documents.reading import page_sizes, page_texts
from tests.documents.test_sheet import missing_values


@pytest.mark.parametrize("sample", ["short", "long", "odd", "blank"])
def test_every_value_is_on_the_ledger(sample: str) -> None:
    assert set(missing_values(KEY, sample)) <= {*PAPERS, *ORIENTATIONS}


def test_many_columns_go_on_in_parts_that_repeat_the_name_of_a_row() -> None:
    content = FormPrinter().render(KEY, LONG).content
    sizes, texts = page_sizes(content), page_texts(content)
    assert all(width > height and width > 1100 for width, height in sizes)
    assert len(texts) >= 3 and all("演示数据" in text and "序号" in text for text in texts)
    assert sum("栏目接排" in text for text in texts) == 2
    assert sum("栏目2\n" in text or "栏目2 " in text or "栏目2" in text.split() for text in texts) >= 2


def with_columns(count: int, paper: str = "", orientation: str = "") -> LedgerSheet:
    places = [n % len(SHORT.heads) for n in range(count)]
    return replace(
        SHORT,
        paper=paper,
        orientation=orientation,
        heads=tuple(SHORT.heads[place] for place in places),
        rows=tuple(tuple(row[place] for place in places) for row in SHORT.rows),
        totals=tuple(SHORT.totals[place] for place in places),
    )


def sizes(data: LedgerSheet) -> set[tuple[int, int]]:
    return {(round(width), round(height)) for width, height in page_sizes(FormPrinter().render(KEY, data).content)}


def test_the_sheet_is_as_wide_as_the_columns_need_unless_one_is_asked_for() -> None:
    assert sizes(with_columns(3)) == sizes(with_columns(7)) == {(595, 842)}
    assert sizes(with_columns(10)) == {(842, 595)}
    assert sizes(with_columns(28)) == {(1191, 842)}
    assert sizes(with_columns(7, paper="A3")) == {(842, 1191)}
    assert sizes(with_columns(28, orientation=UPRIGHT)) == {(842, 1191)}
    assert sizes(with_columns(28, "A4", ACROSS)) == {(842, 595)}


def test_a_part_is_not_cut_where_one_page_can_hold_it() -> None:
    rows = tuple(tuple(f"{place} 的第 {n} 行" for place in range(24)) for n in range(17))
    data = replace(LONG, paper="A4", orientation=ACROSS, rows=rows)
    texts = page_texts(FormPrinter().render(KEY, data).content)
    assert len(texts) > 1 and all(text.count("合计") == text.count("栏目接排") for text in texts)


def test_the_last_page_of_a_long_ledger_holds_more_than_the_sum() -> None:
    for count in range(20, 34):
        data = replace(SHORT, rows=SHORT.rows[:1] * count, paper="A4", orientation=ACROSS)
        last = page_texts(FormPrinter().render(KEY, data).content)[-1]
        assert last.count("WT-2026-001") >= 2, count


def test_long_conditions_are_told_whole() -> None:
    data = replace(SHORT, conditions="；".join(f"第 {n} 个条件 包含 这里的文字" for n in range(12)))
    text = page_texts(FormPrinter().render(KEY, data).content)[0].replace("\n", "")
    assert all(f"第 {n} 个条件" in text for n in range(12))


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

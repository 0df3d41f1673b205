"""进度图 on paper: the size asked for, an axis on every page, and bars where their days are."""

from dataclasses import replace

import pytest

from desktop_app.documents import FormPrinter
from tests.documents.forms.samples_progress_chart import KEY, LONG, SHORT
from tests.documents.reading import grey_page, page_sizes, page_texts

INK = 140


def ink(content: bytes, box: tuple[float, float, float, float]) -> int:
    """Dark pixels in a box (left, top, right, bottom) of the first page, in points."""
    pixels, width, _height = grey_page(content, 0, 2.0)
    left, top, right, bottom = (round(2 * edge) for edge in box)
    return sum(
        pixels[row * width + column] < INK for row in range(top, bottom) for column in range(left, right)
    )  # fmt: skip


@pytest.mark.parametrize(("paper", "size"), [("A4", (842, 595)), ("A3", (1191, 842))])
def test_the_paper_asked_for_lies_across(paper, size):
    content = FormPrinter().render(KEY, replace(SHORT, paper=paper)).content
    assert tuple(round(edge) for edge in page_sizes(content)[0]) == size


def test_every_page_repeats_axis_legend_and_section():
    pages = page_texts(FormPrinter().render(KEY, LONG).content)
    assert len(pages) >= 3
    for page in pages:
        assert "事　项" in page and "已办" in page and "时限届满" in page and "今天 11-20" in page
    assert "（续）" in pages[1]
    told = "".join(pages)
    for section in LONG.sections:
        for line in section.lines:
            assert line.title[:6] in told


def test_a_longer_axis_numbers_fewer_days():
    days = page_texts(FormPrinter().render(KEY, SHORT).content)[0]
    assert "2026年11月" in days and "12月" in days
    assert "28 29 30" in days.replace("\n", " ") or "28\n29\n30" in days
    months = page_texts(FormPrinter().render(KEY, replace(LONG, paper="A4")).content)[0]
    assert "26.1" in months and "27.1" in months


def test_a_bar_begins_and_ends_with_its_days():
    one, none = SHORT, replace(SHORT, sections=tuple(replace(part, lines=_bare(part)) for part in SHORT.sections))
    with_bars, without = (FormPrinter().render(KEY, data).content for data in (one, none))
    assert ink(with_bars, (290, 120, 790, 200)) > 3 * ink(without, (290, 120, 790, 200)) / 2


def _bare(part):
    return tuple(
        replace(line, actual=(), planned=(), expected=(), suspended=(), due="") for line in part.lines
    )  # fmt: skip

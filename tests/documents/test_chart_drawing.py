"""Charts on paper: every number stands beside its bar, nothing leaves the page, and patterns tell the series apart."""

from dataclasses import replace

import pytest

from desktop_app.application.forms.statistics_sheet import Drawn, FigureOnPaper
from desktop_app.documents import FormPrinter
from desktop_app.documents.chart_drawing import ChartDrawing
from desktop_app.documents.paper import MARGIN, PAGE_WIDTH
from desktop_app.domain.statistics.figure import Shape
from tests.documents.forms.samples_statistics_sheet import DURATIONS, LAMPS, ON_TIME, PARTIES, SHORT
from tests.documents.forms.words import LONG_NAME
from tests.documents.reading import character_boxes, page_texts

FIGURES = (LAMPS, ON_TIME, DURATIONS, PARTIES)


def printed(figure: FigureOnPaper) -> bytes:
    """The figure on a sheet of its own."""
    return FormPrinter().render("statistics-sheet", replace(SHORT, figures=(figure,), late=())).content


def of_shape(shape: Shape, *lines: tuple[str, ...]) -> FigureOnPaper:
    return FigureOnPaper("图", "口径。", ("名称", "一", "二"), lines, shape, (Drawn("甲类", 1), Drawn("乙类", 2)))


@pytest.mark.parametrize("figure", FIGURES, ids=lambda one: one.title)
def test_a_chart_is_one_piece_with_a_height(figure):
    chart = ChartDrawing(figure)
    assert chart.height() == chart.least() > 0
    assert chart.cut(10_000) is None
    assert chart.keeps_next


def test_bars_side_by_side_need_more_room_than_stacked_ones():
    lines = (("一号", "3", "4"), ("二号", "5", "6"))
    assert (
        ChartDrawing(of_shape(Shape.BARS, *lines)).height()
        > ChartDrawing(of_shape(Shape.STACKED_BARS, *lines)).height()
    )


@pytest.mark.parametrize("shape", [Shape.BARS, Shape.STACKED_BARS, Shape.STACKED_COLUMNS])
def test_the_legend_names_every_series_and_the_sum_stands_at_the_bar(shape):
    text = "".join(page_texts(printed(of_shape(shape, ("一号", "311", "402")))))
    assert "甲类" in text and "乙类" in text
    # In the table once, and once more at the bar: its parts side by side, or the sum of what is stacked.
    assert (text.count("311"), text.count("713")) == ((2, 0) if shape is Shape.BARS else (text.count("311"), 1))


def test_a_line_of_shares_says_each_of_them_and_leaves_gaps():
    figure = FigureOnPaper(
        "按期办结率",
        "口径。",
        ("月份", "按期率"),
        (("2026-09", "41.7%"), ("2026-10", "—"), ("2026-11", "83.9%")),
        Shape.TREND,
        (Drawn("按期办结率", 1),),
    )
    text = "".join(page_texts(printed(figure)))
    assert text.count("41.7%") == text.count("83.9%") == 2
    assert text.count("—") == 1


def test_many_bars_are_cut_and_the_chart_says_so():
    text = "".join(page_texts(printed(DURATIONS)))
    assert "图中为前 15 行，其余见表" in text


@pytest.mark.parametrize("figure", FIGURES, ids=lambda one: one.title)
def test_nothing_leaves_the_page(figure):
    names = tuple((LONG_NAME, *line[1:]) for line in figure.lines)
    for _page, _char, box in character_boxes(printed(replace(figure, lines=names))):
        assert box[0] >= MARGIN - 1 and box[2] <= PAGE_WIDTH - MARGIN + 1


def test_a_chart_of_noughts_can_be_drawn():
    for shape in (Shape.BARS, Shape.STACKED_BARS, Shape.STACKED_COLUMNS):
        assert printed(of_shape(shape, ("一号", "0", "—"))).startswith(b"%PDF")


def test_a_name_is_shortened_in_the_middle_and_too_few_results_are_marked():
    steps = (
        "安全设施“三同时”(一般工贸:企业自行评价、设计、验收备查) · 甲厂",
        "国有建设用地使用权招拍挂(公告—报名—成交)（样本不足）",
    )
    text = "".join(page_texts(printed(of_shape(Shape.BARS, *((name, "31", "40") for name in steps)))))
    assert "…" in text and text.count("· 甲厂") == 2
    # Once in the legend and once at the bar; the table writes it out.
    assert text.count("※") == 2 and "※ 样本不足" in text


def test_of_a_single_series_the_number_reads_as_in_the_table():
    figure = FigureOnPaper(
        "率", "口径。", ("名称", "率"), (("一号", "33.33%"),), Shape.BARS, (Drawn("完成率（%，2021口径）", 1),)
    )
    text = "".join(page_texts(printed(figure)))
    assert text.count("33.33%") == 2 and "2021口径" in text

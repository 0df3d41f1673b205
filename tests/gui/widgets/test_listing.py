"""Tables set up by the columns of their model: as wide as what they say."""

import pytest

from desktop_app.gui.models.listed import ListModel
from desktop_app.gui.models.paged import Column
from desktop_app.gui.widgets.listing import fitted_widths, listing

COLUMNS: tuple[Column[tuple[str, str]], ...] = (
    Column("name", "名称", 100, lambda row: row[0], stretch=True),
    Column("count", "数", 60, lambda row: row[1], right=True),
)


@pytest.fixture
def widths(qtbot):
    def measured(*rows):
        model = ListModel(COLUMNS)
        model.show_rows(list(rows))
        table = listing("表", model)
        qtbot.addWidget(table)
        return fitted_widths(table, model)

    return measured


def test_numbers_get_what_they_need_and_words_at_most_their_share(widths):
    name, count = widths(("某项目" * 40, "137.78 亿元（25 亿元）"))
    assert name == 170 and count > widths(("某项目", "1"))[1]


def test_a_table_without_rows_is_as_wide_as_its_headings(widths):
    name, count = widths()
    assert name > count > 0

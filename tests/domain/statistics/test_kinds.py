"""Every kind of figure says what it is, and what it draws stands in its table."""

import pytest

from desktop_app.domain.refusals import Refusal
from desktop_app.domain.statistics.figure import Kind
from desktop_app.domain.statistics.kinds import FIGURES, figure_kind


@pytest.mark.parametrize("kind", FIGURES, ids=lambda kind: kind.key)
def test_a_kind_has_words_for_everything(kind):
    assert kind.title and kind.first and all(kind.advice)
    assert kind.definition.endswith("。") and len(kind.definition) > 30
    assert figure_kind(kind.key) is kind


@pytest.mark.parametrize("kind", FIGURES, ids=lambda kind: kind.key)
def test_what_is_drawn_is_a_column_of_numbers(kind):
    assert kind.series
    assert all(kind.headings[series.column].kind is not Kind.TEXT for series in kind.series)
    assert len({series.name for series in kind.series}) == len(kind.series)


def test_keys_and_titles_are_unlike():
    assert len({kind.key for kind in FIGURES}) == len({kind.title for kind in FIGURES}) == len(FIGURES)


def test_an_unknown_figure_is_refused_with_those_there_are():
    with pytest.raises(Refusal, match="lamps（灯的走势）"):
        figure_kind("nope")

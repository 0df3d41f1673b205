"""Typed texts: they come back as they were written, and taking one back leaves the proposal."""

from datetime import date, datetime

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.application.rhythm_book import ReportDraft
from desktop_app.application.rhythm_draft import Typed, typed
from desktop_app.domain.rhythm import Cadence

TEXTS = st.text(max_size=20)


@given(
    st.dictionaries(TEXTS, st.dictionaries(st.sampled_from(["stuck", "asked"]), TEXTS)), st.dictionaries(TEXTS, TEXTS)
)
def test_what_was_written_is_read_again(cells, texts):
    said = Typed(cells, texts)
    draft = ReportDraft(Cadence.WEEK, date(2026, 11, 16), said.written(), datetime(2026, 11, 20), "甲")
    assert typed(draft) == said


def test_nothing_typed_leaves_what_is_proposed():
    said = Typed().with_cell("c", "stuck", "").with_text("praise", "")
    assert (said.cell("c", "stuck", "建议"), said.text("praise", "建议")) == ("", "")
    back = said.with_cell("c", "stuck", None).with_text("praise", None)
    assert back == typed(None) == Typed()
    assert (back.cell("c", "stuck", "建议"), back.text("praise", "建议")) == ("建议", "建议")

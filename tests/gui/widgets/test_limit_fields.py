"""Fields for a limit: what is shown is what comes back, and facts without a field stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.limit import BoundParty, Limit, LimitKind, Unit
from desktop_app.gui.widgets.limit_fields import LimitFields


@pytest.fixture
def fields(qtbot):
    made = LimitFields("法定", "不设")
    qtbot.addWidget(made)
    return made


def test_every_limit_comes_back_as_it_was(qapp):
    fields = LimitFields("法定", "不设")

    @given(
        st.builds(
            Limit,
            st.integers(0, 100_000),
            st.sampled_from(Unit),
            st.sampled_from(["accepted", "received", "done:A01"]),
            st.sampled_from(LimitKind),
            st.sampled_from(BoundParty),
            st.sampled_from(["", "行政许可法42"]),
            st.sampled_from(["", "原文"]),
        )
        | st.none()
    )
    def same(limit):
        fields.show_limit(limit)
        assert fields.limit() == limit

    same()
    fields.deleteLater()


def test_filling_is_not_an_edit(fields):
    told = []
    fields.edited.connect(lambda: told.append(fields.limit()))
    fields.show_limit(Limit.parse("20WD"))
    fields.show_limit(None)
    assert told == []
    assert not fields.amount.isEnabled()
    fields.unit.setCurrentIndex(1)
    fields.unit.activated.emit(1)
    fields.amount.setValue(7)
    assert told[-1] == Limit.parse("7WD")
    assert fields.amount.isEnabled()

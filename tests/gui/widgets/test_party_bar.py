"""The bar of whose days they were: every party with a day has a part, and the parts fill the bar."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt

from desktop_app.domain.attribution import Party
from desktop_app.gui.widgets.party_bar import PartyBar, PartyButton


@pytest.fixture
def bar(qtbot):
    made = PartyBar()
    qtbot.addWidget(made)
    made.resize(400, 28)
    made.show()
    return made


def test_even_one_day_among_hundreds_can_be_seen_and_clicked(bar, qtbot):
    bar.show_sums({Party.AUTHORITY: 400, Party.ENTERPRISE: 0, Party.AGENT: 1, Party.SPECIAL: 0, Party.NOBODY: 0})
    parts = bar.parts()
    assert [party for party, _box in parts] == [Party.AUTHORITY, Party.AGENT]
    assert all(box.width() >= 4 for _party, box in parts)
    assert parts[-1][1].right() == pytest.approx(399.5)
    assert "代办 1 个工作日" in bar.accessibleName()
    with qtbot.waitSignal(bar.chosen) as told:
        qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(397, 14))
    assert told.args == [Party.AGENT]


@given(sums=st.fixed_dictionaries({party: st.integers(0, 900) for party in Party}), width=st.integers(60, 2_000))
def test_the_parts_fill_the_bar_without_a_gap(qapp, sums, width):
    bar = PartyBar()
    bar.resize(width, 28)
    bar.show_sums(sums)
    parts = bar.parts()
    assert [party for party, _box in parts] == [party for party in Party if sums[party]]
    edges = [0.5, *(box.right() for _party, box in parts)]
    assert all(box.left() == pytest.approx(edge) for (_party, box), edge in zip(parts, edges, strict=False))
    assert not parts or edges[-1] == pytest.approx(width - 0.5)
    bar.deleteLater()


def test_parts_are_as_wide_as_their_days(bar):
    bar.show_sums({Party.AUTHORITY: 30, Party.SPECIAL: 10})
    (_, wide), (_, narrow) = bar.parts()
    assert (wide.width() - 4) == pytest.approx(3 * (narrow.width() - 4))


def test_before_the_first_day_there_is_nothing_to_choose(bar, qtbot):
    bar.show_sums(dict.fromkeys(Party, 0))
    assert bar.parts() == [] and bar.party_at(QPoint(10, 10)) is None
    assert "还没有过去的工作日" in bar.accessibleName()
    with qtbot.assertNotEmitted(bar.chosen):
        qtbot.mouseClick(bar, Qt.MouseButton.LeftButton)


def test_an_entry_without_a_day_leads_nowhere(qtbot):
    entry = PartyButton(Party.NOBODY)
    qtbot.addWidget(entry)
    entry.show_days(0, 12)
    assert entry.text() == "不可归责 0" and not entry.isEnabled()
    entry.show_days(3, 12)
    assert entry.isEnabled() and "25%" in entry.toolTip()


def test_every_party_looks_different(qtbot):
    looks = set()
    for one in Party:
        entry = PartyBar()
        qtbot.addWidget(entry)
        entry.resize(60, 28)
        entry.show_sums({one: 5})
        looks.add(bytes(entry.grab().toImage().constBits()))
    assert len(looks) == len(Party)

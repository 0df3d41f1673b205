"""The attribution that is measured names what it is held against."""

from bench import attribution
from tests.desks import FRIDAY, Clock, new_desk


def test_the_figure_is_a_ratio_of_two_times(tmp_path, monkeypatch):
    monkeypatch.setattr(attribution, "CASES", 2)
    desk = new_desk(tmp_path / "w", Clock(FRIDAY))
    (found,) = attribution.figures(desk)
    assert found.name == "time attribution: 2 simulated cases"
    assert found.ours > 0 and found.floor > 0
    desk.close()

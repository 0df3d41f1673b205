"""The volume that is measured: a case with as many papers as it says."""

from bench import volumes
from desktop_app.application.demo import build_demo
from desktop_app.application.volumes import VolumeChoice
from tests.desks import FRIDAY, Clock, new_desk, on


def test_the_case_has_exactly_the_papers_asked_for(tmp_path):
    desk = new_desk(tmp_path / "w", Clock(FRIDAY))
    build_demo(desk, on(FRIDAY))
    case = volumes.case_with_papers(desk, 2)
    assert len(desk.volumes.make(case, VolumeChoice(), "甲").manifest.contents) == 2
    desk.close()

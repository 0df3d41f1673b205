"""Projects on a past day by either knowledge, and the entries that make the difference."""

from dataclasses import replace

from desktop_app.application.projects_then import projects_then
from desktop_app.domain.as_of import Sight
from tests.desks import entered, on

BEFORE = on("2026-11-10")


def then(desk):
    with desk.projects.open_work(writes=False) as work:
        return projects_then(work, work.projects.find_all(), BEFORE)


def test_a_zone_filled_in_later_counts_for_the_day_and_is_told_as_late(workspace, clock):
    clock.day = "2026-11-02"
    project = entered(workspace, "甲厂", zone="", batch="签约", investment_yuan=100_000_000)
    clock.day = "2026-11-16"
    workspace.projects.edit(replace(workspace.projects.get(project.id), zone="甲区"), "乙")
    clock.day = "2026-11-20"
    workspace.projects.edit(replace(workspace.projects.get(project.id), zone="乙区", batch="开工"), "乙")
    found = then(workspace)
    (known,), (recorded,) = found.known, found.recorded
    assert (known.zone, recorded.zone) == ("甲区", "")
    assert known.batch == recorded.batch == "签约"
    assert [(one.word, one.title, one.at.day) for one in found.late] == [("补录", "所在开发区：未填 → 甲区", 16)]


def test_every_correction_of_an_amount_is_told_and_the_last_one_is_known(workspace, clock):
    clock.day = "2026-11-02"
    project = entered(workspace, "甲厂", investment_yuan=100_000_000)
    clock.day = "2026-11-20"
    for yuan in (110_000_000, 120_000_000):
        workspace.projects.edit(replace(workspace.projects.get(project.id), investment_yuan=yuan, name="新名"), "乙")
    found = then(workspace)
    assert (found.known[0].investment_yuan, found.recorded[0].investment_yuan) == (120_000_000, 100_000_000)
    assert found.recorded[0].name == "新名"
    assert [one.title for one in found.late] == ["总投资：1 亿元 → 1.1 亿元", "总投资：1.1 亿元 → 1.2 亿元"]
    assert found.counting(Sight.RECORDED) == found.recorded


def test_an_amount_that_came_back_to_what_it_was_makes_no_difference(workspace, clock):
    clock.day = "2026-11-02"
    project = entered(workspace, "甲厂", investment_yuan=100_000_000)
    clock.day = "2026-11-20"
    for yuan in (110_000_000, 100_000_000):
        workspace.projects.edit(replace(workspace.projects.get(project.id), investment_yuan=yuan), "乙")
    assert then(workspace).late == ()


def test_what_is_known_now_of_a_past_day_is_in_the_zone_of_that_day(workspace, clock):
    clock.day = "2026-11-02"
    moved = entered(workspace, "迁走的", zone="甲区", batch="签约", investment_yuan=300_000_000)
    clock.day = "2026-11-20"
    workspace.projects.edit(replace(workspace.projects.get(moved.id), zone="乙区"), "甲")
    before = on("2026-11-10")
    for reading in ("known", "then"):
        (first, *_others) = workspace.indicators.figures("2023", before, reading, "甲区")
        assert [one.name for one in first.counted] == ["迁走的"]
        assert not workspace.indicators.figures("2023", before, reading, "乙区")[0].counted
    assert workspace.indicators.figures("2023", zone="乙区")[0].counted

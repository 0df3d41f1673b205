"""Load per officer and the zones side by side."""

from dataclasses import replace

from desktop_app.domain.statistics.figure import UNNAMED
from desktop_app.domain.statistics.load import gather_load, gather_zones, measure_load, measure_zone, of_project
from tests.builders import CODES, project


def test_an_officer_has_cases_and_open_steps_by_lamp(seen_with, span, calendar):
    seen = seen_with(("accept", "A01", "2026-11-02"))
    (line,) = gather_load(list(measure_load(seen)), span, calendar)
    # projects, cases, overdue, warning, suspended, normal, ready, steps
    assert (line.label, line.cells) == ("甲", (1, 1, 1, 0, 0, 0, 0, 1))
    assert [len(each) for each in line.behind] == [1, 0, 0, 0, 0, 1]


def test_a_step_given_to_somebody_else_is_theirs(seen_with, span, calendar):
    seen = seen_with(("accept", "A01", "2026-11-19"), ("assign", "A01", "2026-11-19", {"officer": "乙"}))
    lines = {line.label: line.cells for line in gather_load(list(measure_load(seen)), span, calendar)}
    assert lines["甲"][:2] == (1, 1) and lines["甲"][-1] == 0
    assert lines["乙"][:2] == (1, 0) and lines["乙"][-1] == 1


def test_a_finished_case_is_nobodys_load(seen_with):
    acts = [(verb, code, "2026-11-02") for code in CODES for verb in ("accept", "finish")]
    assert list(measure_load(seen_with(*acts))) == []


def test_a_shared_matter_counts_once_for_its_officer(seen_with, span, calendar):
    seen = seen_with(("accept", "A01", "2026-11-19"))
    other = replace(seen, case=replace(seen.case, id="other"))
    (line,) = gather_load([*measure_load(seen), *measure_load(other)], span, calendar)
    assert (line.cells[1], line.cells[-1]) == (2, 1)


def test_a_zone_tells_projects_investment_cases_late_steps_and_share(seen_with, span, calendar):
    seen = seen_with(("accept", "A01", "2026-10-12"), ("finish", "A01", "2026-10-14"), ("accept", "A02", "2026-11-02"))
    rows = [*of_project(seen.project), *measure_zone(seen), *of_project(project("没有件的项目", zone="甲区"))]
    (line,) = gather_zones(rows, span, calendar)
    # projects, yuan, cases, running, overdue, in time
    assert (line.label, line.cells) == ("甲区", (2, 100_000_000, 1, 1, 1, 1000))
    assert [row.matter for row in line.behind[1]] == ["A02"]


def test_a_project_without_zone_has_a_place_and_an_unknown_sum(span, calendar):
    (line,) = gather_zones(list(of_project(project("某项目"))), span, calendar)
    assert (line.label, line.cells) == (UNNAMED, (1, None, 0, 0, 0, None))


def test_a_case_that_has_ended_is_not_running(seen_with, span, calendar):
    acts = [(verb, code, "2026-11-02") for code in CODES for verb in ("accept", "finish")]
    seen = seen_with(*acts)
    assert seen.ended
    (line,) = gather_zones(list(measure_zone(seen)), span, calendar)
    assert line.cells[2:4] == (1, 0)

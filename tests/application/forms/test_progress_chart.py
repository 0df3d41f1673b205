"""进度图 on paper, filled from the chart of a case or of all running ones."""

import pytest

from desktop_app.application.documents import About
from desktop_app.application.forms.asks import Answers
from desktop_app.application.forms.facts import Facts
from desktop_app.application.forms.progress_chart import SPEC, SPEC_OF_ALL
from desktop_app.documents.proof import PaperProof
from desktop_app.domain.events import Verb
from desktop_app.domain.refusals import Refusal
from tests.desks import act, finish, on, opened


def facts(desk, work, case=None) -> Facts:
    project = work.projects.get(case.project_id) if case else None
    found = work.cases.get(case.id) if case else None
    texts = desk.documents.wording.in_force(work)
    return Facts(work.workspace(), desk.calendar, desk.now().date(), "", project, found, texts=texts, opened=work)


def filled(desk, case=None, **answers):
    with desk.projects.open_work(writes=False) as work:
        spec = SPEC if case else SPEC_OF_ALL
        return spec.fill(facts(desk, work, case), Answers(answers))


def test_the_bars_are_those_of_the_page(workspace):
    case = opened(workspace, day="2026-11-02")
    finish(workspace, case, "2026-11-05", "QQ01")
    act(workspace, case, Verb.ACCEPT, "QQ02", "2026-11-16")
    act(workspace, case, Verb.SUSPEND, "QQ02", "2026-11-18", kind="correction", reason="缺图")
    workspace.plans.freeze(case.id, on("2027-01-29"), "甲", lengths={})
    chart = workspace.charts.of_case(case.id)
    paper = filled(workspace, case)
    lines = [line for section in paper.sections for line in section.lines]
    assert [line.title for line in lines] == [row.title for row in chart.rows]
    for line, row in zip(lines, chart.rows, strict=True):
        assert [(one.first, one.last) for one in line.actual] == [(str(b.first), str(b.last)) for b in row.actual]
        assert [one.words for one in line.suspended] == [bar.words for bar in row.suspended]
        assert (bool(line.planned), line.due or None) == (row.planned is not None, row.due and str(row.due))
        assert (line.critical, line.lamp) == (row.critical, row.lamp)
    assert any(line.suspended for line in lines) and any(line.planned for line in lines)
    assert "2026-11-21" in paper.rest and "2026-11-20" not in paper.rest
    assert paper.unknown_years == ("2027",) and any("2027 年放假安排尚未发布" in note for note in paper.notes)


def test_the_range_of_the_forecast_is_that_of_the_page_and_can_be_left_out(workspace):
    case = opened(workspace, day="2026-11-02")
    act(workspace, case, Verb.ACCEPT, "QQ01", "2026-11-16")
    found = workspace.forecasts.case(case.id)
    paper = workspace.documents.data("progress-chart", case.id, {})
    told = [
        (line.title, one.first, one.last) for part in paper.sections for line in part.lines for one in line.forecast
    ]
    wanted = {(one.title, str(one.finish.p50), str(one.finish.p90)) for one in found.steps}
    assert told and set(told) == wanted
    assert all(paper.first <= last <= paper.last for _title, _first, last in told)
    assert any(f"全部办完预测在 {found.finish.p50} 至 {found.finish.p90}" in note for note in paper.notes)
    without = workspace.documents.data("progress-chart", case.id, {"forecast": "不画"})
    assert "预测" not in without.summary + "".join(without.notes)
    assert not any(line.forecast for part in without.sections for line in part.lines)
    issued = workspace.documents.issue("progress-chart", case.id, {}, "甲")
    said = "".join(PaperProof().text(issued.content).split())
    assert "预测两端是有一半把握和九成把握办完的日子" in said


def test_the_chart_of_all_has_the_ranges_of_every_case(workspace):
    cases = [opened(workspace, day="2026-11-02") for _ in range(2)]
    paper = workspace.documents.data("progress-charts", About(), {})
    for case, section in zip(cases, paper.sections, strict=True):
        wanted = {
            (one.title, str(one.finish.p50), str(one.finish.p90)) for one in workspace.forecasts.case(case.id).steps
        }
        told = {(line.title, one.first, one.last) for line in section.lines for one in line.forecast}
        assert told == wanted != set()
    assert any("预测两端是有一半把握" in note and "全部办完" not in note for note in paper.notes)
    without = workspace.documents.data("progress-charts", About(), {"forecast": "不画"})
    assert not any(line.forecast for part in without.sections for line in part.lines)


def test_a_short_chart_shows_four_weeks(workspace):
    case = opened(workspace, template="SX-SGYP", day="2026-11-20")
    paper = filled(workspace, case)
    assert (on(paper.last) - on(paper.first)).days >= 27


def test_all_running_cases_are_one_section_each_and_one_officer_can_be_chosen(workspace):
    first, second = opened(workspace), opened(workspace, officer="乙")
    paper = filled(workspace)
    assert len(paper.sections) == 2 and "2 个" in paper.subject
    only = filled(workspace, officer="乙")
    assert len(only.sections) == 1 and only.officer == "乙"
    assert filled(workspace, first, officer="全部人员").officer == ""
    offered = workspace.documents.asked("progress-charts", About())[1].options
    assert offered == ("全部人员", "乙", "甲")
    assert workspace.documents.asked("progress-chart", second.id)[1].options == ("全部人员", "乙")


def test_it_is_issued_on_the_paper_asked_for(workspace):
    case = opened(workspace)
    issued = workspace.documents.issue("progress-chart", case.id, {"paper": "A3"}, "甲")
    assert issued.paper.number == "BB-2026-A-D27-0001"
    assert "项目进度图" in PaperProof().text(issued.content)
    with pytest.raises(Refusal, match="A4"):
        workspace.documents.preview("progress-chart", case.id, {"paper": "B5"})


def test_nothing_to_draw_is_refused(workspace):
    with pytest.raises(Refusal, match="没有可画的环节"):
        workspace.documents.preview("progress-charts", About(), {})

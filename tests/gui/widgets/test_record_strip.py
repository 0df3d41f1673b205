"""A record that fell is told once, calmly, where the act was made and on 今日; the answer is kept."""

import pytest
from PySide6.QtCore import Qt

from desktop_app.application.approvals import Statement
from desktop_app.application.cases import Opening
from desktop_app.domain.benchmark import Benchmark, BenchmarkPoint
from desktop_app.domain.benchmark_definition import DefinitionDraft
from desktop_app.domain.events import Verb
from desktop_app.domain.limit import Unit
from desktop_app.domain.project import Project
from tests.builders import on

MARK = Benchmark(
    "首次洽谈到考察", BenchmarkPoint("QQ01", "accepted"), BenchmarkPoint("QQ02", "done"), 5, Unit.WORKING_DAYS, "纪要"
)


def worked(desk, name, *days):
    project = desk.projects.add(Project(id="", name=name, zone="临汾经济开发区"), "甲")[0]
    case = desk.cases.open(Opening(project.id, "SX-ZS", on("2026-11-02"), "甲"), "甲")[0]
    told = None
    for matter, day in zip(("QQ01", "QQ02"), days, strict=True):
        for verb in (Verb.ACCEPT, Verb.FINISH):
            told = desk.approvals.decide(case.id, verb, matter, Statement(on(day), "甲")).changes
    return project.id, told


@pytest.fixture
def fallen(empty, screen_of):
    """A window on 今日 when the quicker of two cases was entered a moment ago."""
    empty.benchmarks.add(DefinitionDraft(MARK), "甲")
    worked(empty, "慢项目", "2026-11-02", "2026-11-13")
    screen = screen_of(empty)
    project_id, told = worked(empty, "快项目", "2026-11-16", "2026-11-17")
    screen.session.announce(told)
    screen.rest()
    return screen, project_id


def answers(screen):
    with screen.desk.benchmarks.open_work(writes=False) as work:
        return work.benchmarks.answers()


def test_it_says_what_fell_by_which_basis(fallen):
    screen, _ = fallen
    strip = screen.window.page.record
    assert strip.isVisible()
    assert "“首次洽谈到考察” 1 个工作日（原纪录 9）" in strip.said.full
    assert "快项目，甲，11-17 办成" in strip.said.full and "口径：按工作日计，含补正，含特别程序" in strip.said.full


def test_accepting_enters_it_on_the_board_and_in_the_history(fallen, qtbot):
    screen, project_id = fallen
    screen.window.go("project", project_id)
    screen.rest()
    strip = screen.window.page.record
    assert strip.isVisible()
    qtbot.mouseClick(strip.accept, Qt.MouseButton.LeftButton)
    screen.rest()
    assert [(one.accepted, one.days, one.before) for one in answers(screen)] == [(True, 1, 9)]
    assert screen.desk.overview.project_page(project_id).history[0].verb is Verb.HONOUR
    line = next(one for one in screen.desk.benchmarks.view().board if one.subject.title == MARK.name)
    assert line.confirmed
    assert MARK.name not in strip.said.full or not strip.isVisible()


def test_dismissing_all_of_them_leaves_the_page_quiet(fallen, qtbot):
    screen, _ = fallen
    strip = screen.window.page.record
    for _ in range(8):
        if not strip.isVisible():
            break
        strip.dismiss.setFocus()
        qtbot.keyClick(strip.dismiss, Qt.Key.Key_Space)
        screen.rest()
    assert not strip.isVisible() and all(not one.accepted for one in answers(screen))
    screen.window.page.refresh()
    screen.rest()
    assert not strip.isVisible()


def test_another_project_hears_nothing_of_it(fallen):
    screen, project_id = fallen
    other = next(one.id for one in screen.desk.projects.all() if one.id != project_id)
    screen.window.go("project", other)
    screen.rest()
    assert not screen.window.page.record.isVisible()


def test_somebody_else_was_faster(fallen, qtbot):
    screen, _ = fallen
    strip = screen.window.page.record
    news = screen.desk.benchmarks.news()[0]
    screen.desk.benchmarks.answer(news.fallen, "乙", accepted=False)
    qtbot.mouseClick(strip.accept, Qt.MouseButton.LeftButton)
    screen.rest()
    assert [one.by for one in answers(screen)] == ["乙"]
    assert news.fallen not in [one.fallen for one in strip._news]

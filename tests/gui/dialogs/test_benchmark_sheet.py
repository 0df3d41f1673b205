"""对标计算书 in the window: opened from a benchmark's card by mouse and by key, copied, printed, and empty."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop_app.domain.measure import Reach
from desktop_app.gui.dialogs.benchmark_sheet import BenchmarkSheetDialog
from desktop_app.gui.dialogs.preview import PreviewDialog
from desktop_app.gui.widgets.counters import BenchmarkBar
from tests.desks import opened


def child(kind):
    (found,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]
    return found


@pytest.fixture
def case(full):
    """A case of the demonstration with a running benchmark, and its project."""
    for project_id, case_id in full.overview.every_case_id():
        sheets = full.outlooks.benchmark_sheets(case_id)
        if sheets and sheets[0].standing.reach is Reach.RUNNING:
            return project_id, case_id, sheets[0]
    raise AssertionError("the demonstration has no running benchmark")


@pytest.mark.parametrize("by", ["mouse", "key"])
def test_a_card_leads_to_every_day_of_its_benchmark(full, screen_of, qtbot, case, by):
    project_id, case_id, sheet = case
    screen = screen_of(full)
    screen.window.go("project", (project_id, case_id, ""))
    screen.rest()
    bars = screen.window.page.benchmarks.findChildren(BenchmarkBar)
    (bar,) = [one for one in bars if one.accessibleName().startswith(f"{sheet.name}：")]
    if by == "mouse":
        qtbot.mouseClick(bar, Qt.MouseButton.LeftButton)
    else:
        bar.setFocus()
        qtbot.keyClick(bar, Qt.Key.Key_Return)
    screen.rest()
    dialog = child(BenchmarkSheetDialog)
    assert dialog.choice.currentText() == sheet.name and "对标目标日" in dialog.due.text()
    shown = [dialog.model.row_at(row) for row in range(dialog.model.rowCount())]
    assert [one for one in shown if one is not None] == list(sheet.days)
    dialog.copy.click()
    copied = QApplication.clipboard().text()
    assert sheet.start_words in copied and sheet.days[-1].why in copied
    dialog.submit()
    screen.rest()
    preview = child(PreviewDialog)
    preview.close()
    dialog.close()


def test_a_case_whose_benchmarks_have_not_begun_says_what_to_do(full, screen_of, case):
    fresh = opened(full)
    screen = screen_of(full)
    dialog = BenchmarkSheetDialog(screen.window.session, fresh.id, screen.window)
    dialog.open()
    screen.rest()
    assert "还没有起算" in dialog.title.text() and "以后再看" in dialog.due.text()
    assert not dialog.agree.isEnabled()
    dialog.close()

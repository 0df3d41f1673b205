"""Screenshots: every page and dialog grabbed at two screen sizes, for the tour without a screen and for looking at."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.application.desk import Desk
from desktop_app.application.documents import About
from desktop_app.domain.events import Verb
from desktop_app.gui.app import make_application
from desktop_app.gui.dialogs.act import ActDialog
from desktop_app.gui.dialogs.benchmark_sheet import BenchmarkSheetDialog
from desktop_app.gui.dialogs.clock_sheet import ClockSheetDialog
from desktop_app.gui.dialogs.edit_project import EditProjectDialog
from desktop_app.gui.dialogs.new_project import NewProjectDialog
from desktop_app.gui.dialogs.people import PeopleDialog
from desktop_app.gui.dialogs.preview import PreviewDialog
from desktop_app.gui.pages.project import ProjectDetailPage
from desktop_app.gui.session import Session
from desktop_app.gui.window import MainWindow

SIZES = ((1366, 768), (1920, 1080))
_PATIENCE = 60_000
_STEP = 20


def take(desk: Desk, folder: Path) -> list[Path]:
    """Grab the pages of a desk into PNG files at 1366×768 and 1920×1080; answers the files written.

    Raises TimeoutError when a page does not come to rest, and what went wrong while it was read.
    """
    folder.mkdir(parents=True, exist_ok=True)
    app = make_application()
    session = Session(desk)
    window = MainWindow(session)
    try:
        window.show()
        return [path for size in SIZES for path in _Camera(app, window, folder, size).every()]
    finally:
        window.close()
        session.close()
        window.deleteLater()
        app.processEvents()


class _Camera:
    """Takes the pictures of one size."""

    def __init__(self, app: QApplication, window: MainWindow, folder: Path, size: tuple[int, int]) -> None:
        self._app, self._window, self._folder, self._size = app, window, folder, size
        window.resize(*size)
        self._trouble: list[Exception] = []
        window.session.lane.trouble.connect(self._trouble.append)

    def every(self) -> list[Path]:
        """The pages, then the dialogs on top of them."""
        window, session = self._window, self._window.session
        made = [self._page("今日", lambda: window.go("today"))]
        made.append(self._page("提醒", lambda: window.go("reminders")))
        made.append(self._page("项目台账", lambda: window.go("ledger", "")))
        made.append(self._page("台账", lambda: window.go("registers")))
        made.append(self._page("问题", lambda: window.go("issues")))
        made.append(self._page("走访", lambda: window.go("visits")))
        made.append(self._page("进度图", lambda: window.go("gantt", "")))
        made.append(self._page("对标", lambda: window.go("benchmarks")))
        made.append(self._page("调度", lambda: window.go("rhythm")))
        made.append(self._page("指标", lambda: window.go("indicators")))
        made.append(self._page("统计", lambda: window.go("statistics", "lamps")))
        made.append(self._page("专班", lambda: window.go("officers")))
        made.append(self._page("流程模板", lambda: window.go("templates")))
        key = session.desk.templates.all()[0].key
        made.append(self._page("流程图", lambda: window.go("template", (key, "", ""))))
        made.append(self._page("工作日历", lambda: window.go("calendar")))
        made.append(self._page("设置", lambda: window.go("settings")))
        busiest = self._busiest(session.desk)
        if not busiest:
            return made
        project_id, case_id, matter = busiest
        made.append(self._page("一个代办件的进度图", lambda: window.go("gantt", case_id)))
        made.append(self._page("项目详情", lambda: window.go("project", project_id)))
        made.append(self._page("走势", lambda: self._trend(0)))
        made.append(self._page("推进方案", lambda: self._trend(1)))
        panel = session.desk.overview.step_panel(case_id, matter)
        verb = Verb.SUSPEND if Verb.SUSPEND in panel.possible else panel.possible[0]
        made.append(self._dialog("登记", ActDialog(session, panel, verb, session.today, window)))
        made.append(self._dialog("新建项目", NewProjectDialog(session, window)))
        made.append(self._dialog("编辑项目", EditProjectDialog(session, panel.project, window)))
        made.append(self._dialog("调整人员", PeopleDialog(session, panel.case, window)))
        sheet = ClockSheetDialog(session, About(case_id, matter), window)
        made.append(self._dialog("期限计算书", sheet))
        made.append(self._dialog("对标计算书", BenchmarkSheetDialog(session, case_id, window)))
        made.append(self._dialog("打印预览", PreviewDialog(session, "service-sheet", case_id, window)))
        return made

    def _trend(self, tab: int) -> None:
        """The project in view, turned to 走势."""
        page = self._window.page
        assert isinstance(page, ProjectDetailPage)
        page.tabs.setCurrentIndex([page.tabs.tabData(number) for number in range(page.tabs.count())].index("trend"))
        page.trend.view.chosen.setCurrentIndex(tab)

    def _busiest(self, desk: Desk) -> tuple[str, str, str] | None:
        """A project with something late or running, its case and step."""
        board = desk.overview.today()
        rows = (*board.overdue, *board.due_today, *board.soon, *board.suspended, *board.ready)
        return (rows[0].step.project_id, rows[0].step.case_id, rows[0].step.matter) if rows else None

    def _page(self, name: str, go: Callable[[], None]) -> Path:
        go()
        self._settle()
        return self._grab(name, self._window)

    def _dialog(self, name: str, dialog: QWidget) -> Path:
        dialog.show()
        self._settle()
        path = self._grab(name, dialog)
        dialog.close()
        self._settle()
        return path

    def _grab(self, name: str, widget: QWidget) -> Path:
        path = self._folder / f"{name}-{self._size[0]}x{self._size[1]}.png"
        if not widget.grab().save(str(path)):
            raise OSError(f"截图没有写成：{path}")
        return path

    def _settle(self) -> None:
        """Wait until nothing is being read and everything is painted."""
        loop, waited, calm = QEventLoop(), 0, 0
        timer = QTimer()
        timer.setInterval(_STEP)

        def look() -> None:
            nonlocal waited, calm
            waited += _STEP
            calm = calm + 1 if self._window.session.lane.idle else 0
            if calm > 2 or waited > _PATIENCE:
                loop.quit()

        timer.timeout.connect(look)
        timer.start()
        loop.exec()
        if self._trouble:
            raise self._trouble[0]
        if waited > _PATIENCE:
            raise TimeoutError("窗口没有在一分钟内读完数据")

"""The window: every page on an empty and a full desk, keys, and the main job from the ledger to the printed sheet."""

import pytest
import shiboken6
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QApplication, QPushButton

from desktop_app.application.demo import SAMPLE
from desktop_app.bootstrap import open_desk
from desktop_app.domain.events import Verb
from desktop_app.domain.progress import Lamp
from desktop_app.gui.dialogs.act import ActDialog
from desktop_app.gui.dialogs.import_ledger import ImportDialog
from desktop_app.gui.dialogs.open_case import OpenCaseDialog
from desktop_app.gui.dialogs.preview import PreviewDialog
from desktop_app.gui.dialogs.trouble import TroubleDialog
from desktop_app.gui.dialogs.who import WhoDialog
from desktop_app.gui.pages import INNER_PAGES, PAGES
from desktop_app.gui.widgets.lamp import LAMP_ROLE, LampChip
from desktop_app.gui.widgets.sidebar import NARROW, WIDTH, NavButton
from desktop_app.locations import resources
from tests.gui.widths import cut

PROJECT = "紫光集团临汾智能制造基地"


def click(qtbot, button: QPushButton) -> None:
    assert button.isVisible() and button.isEnabled(), button.text()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def press(qtbot, widget, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(widget, key)


@pytest.mark.parametrize("name", ["empty", "full"])
def test_every_page_opens(name, open_copy, screen_of):
    desk = open_copy(name)
    screen = screen_of(desk)
    projects = desk.projects.all()
    for page in (*PAGES, *INNER_PAGES):
        screen.window.go(page.key, projects[0].id if projects and page in INNER_PAGES else None)
        screen.rest()
        assert screen.window.page.key == page.key
        assert not screen.window.grab().isNull()


def test_an_empty_desk_says_what_to_do_first(empty, screen_of):
    screen = screen_of(empty)
    assert screen.window.pages["today"].empty.isVisible()
    screen.window.go("ledger")
    screen.rest()
    assert screen.window.pages["ledger"].empty.isVisible()


def test_the_side_bar_lists_only_pages_that_work(full, screen_of):
    screen = screen_of(full)
    shown = [button.text() for button in screen.window.sidebar.findChildren(QPushButton) if button.isCheckable()]
    assert shown[:3] == ["今日", "提醒", "项目"]
    assert shown == [page.name for page in PAGES]


def test_a_page_is_made_at_the_first_visit_and_its_number_stands_before(full, screen_of):
    screen = screen_of(full)
    window = screen.window
    assert set(window.pages) == {"today"}
    fresh = [row.reminder.id for row in full.reminders.board().open if row.fresh]
    assert fresh, "there is something to count"
    named = window.sidebar.findChildren(NavButton)[1]
    assert named.accessibleName() == f"提醒，{len(fresh)} 条未读"
    screen.session.ask(lambda desk: desk.reminders.seen(fresh[0], "甲"), screen.session.announce)
    screen.rest()
    assert named.accessibleName() == f"提醒，{len(fresh) - 1} 条未读"
    assert set(window.pages) == {"today"}, "a change makes no page"
    window.go("reminders")
    screen.rest()
    assert set(window.pages) == {"today", "reminders"}
    assert window.page.topbar.subtitle.full == f"{len(fresh) - 1} 条未读"


def test_keys_move_between_pages_and_search(full, screen_of, qtbot):
    screen = screen_of(full)
    window = screen.window
    qtbot.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    screen.rest()
    assert window.page.key == "ledger"
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is window.page.topbar.search
    window.page.topbar.search.insert("紫光")
    press(qtbot, window.page.topbar.search, Qt.Key.Key_Return)
    screen.rest()
    assert window.page.model.rowCount() == 1
    press(qtbot, window.page.table, Qt.Key.Key_Return)
    screen.rest()
    assert window.page.key == "project"
    assert window.page.topbar.title.full == PROJECT
    press(qtbot, window.page.table, Qt.Key.Key_Escape)
    screen.rest()
    assert window.page.key == "ledger"


def test_the_side_bar_is_reached_by_keyboard(full, screen_of, qtbot):
    screen = screen_of(full)
    window = screen.window
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_0, Qt.KeyboardModifier.AltModifier)
    screen.rest()
    assert window.page.key == PAGES[9].key
    window.go("ledger")
    screen.rest()
    window.page.table.setFocus()
    press(qtbot, window, Qt.Key.Key_F6)
    assert QApplication.focusWidget().text() == "项目"
    press(qtbot, window, Qt.Key.Key_F6)
    assert QApplication.focusWidget() is window.page.table
    press(qtbot, window, Qt.Key.Key_F6)
    press(qtbot, QApplication.focusWidget(), Qt.Key.Key_End)
    press(qtbot, QApplication.focusWidget(), Qt.Key.Key_Return)
    screen.rest()
    assert window.page.key == PAGES[-1].key


def test_who_sits_here_is_remembered_and_filters(full, screen_of, qtbot):
    screen = screen_of(full)
    click(qtbot, screen.window.sidebar.who)
    screen.rest()
    dialog = screen.dialog(WhoDialog)
    dialog.name.setCurrentText("乙")
    click(qtbot, dialog.agree)
    screen.rest()
    page = screen.window.pages["today"]
    assert page.officer.itemText(1) == "只看我的（乙）"
    page.officer.setCurrentIndex(1)
    page.officer.activated.emit(1)
    screen.rest()
    lines = [page.model.row_at(row) for row in range(page.model.rowCount())]
    assert {line.row.step.officer for line in lines if line is not None} == {"乙"}


def test_trouble_is_told_with_details_to_copy(full, screen_of, qtbot):
    screen = screen_of(full)

    def break_down(_desk):
        raise RuntimeError("齿轮卡住了")

    screen.session.ask(break_down, lambda _answer: None)
    qtbot.waitUntil(lambda: bool(screen.trouble))
    assert isinstance(screen.trouble.pop(), RuntimeError)
    dialog = screen.dialog(TroubleDialog)
    dialog.copy_details()
    assert "齿轮卡住了" in QApplication.clipboard().text()
    dialog.accept()


def test_demo_data_are_marked(full, empty, screen_of):
    assert "演示数据" in screen_of(full).window.banner.text()
    assert screen_of(empty).window.banner.text() == ""


class MainJob:
    """The main job by mouse and keyboard: import, open a case, accept, suspend, resume, finish, print."""

    def __init__(self, screen, qtbot) -> None:
        self.screen, self.qtbot, self.window = screen, qtbot, screen.window

    @property
    def page(self):
        return self.window.pages["project"]

    def bring_in_the_ledger(self) -> None:
        start = next(one for one in self.window.page.findChildren(QPushButton) if one.text() == "导入 Excel")
        click(self.qtbot, start)
        dialog = self.screen.dialog(ImportDialog)
        assert not dialog.agree.isEnabled()
        dialog.try_file(resources() / "samples" / SAMPLE)
        self.screen.rest()
        assert dialog.changes.rowCount() == 9
        assert dialog.problems.rowCount() > 0
        assert self.screen.desk.projects.all() == [], "a dry run stores nothing"
        click(self.qtbot, dialog.agree)
        self.screen.rest()
        assert self.window.page.key == "ledger"
        assert self.window.page.model.rowCount() == 9

    def open_a_case(self) -> None:
        ledger = self.window.page
        ids = [ledger.model.id_at(row) for row in range(9)]
        row = next(n for n, one in enumerate(ids) if self.screen.desk.projects.get(one).name == PROJECT)
        place = ledger.table.visualRect(ledger.model.index(row, 1)).center()
        self.qtbot.mouseClick(ledger.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
        self.qtbot.mouseDClick(ledger.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
        self.screen.rest()
        assert self.page.empty.isVisible()
        click(self.qtbot, self.page.empty.findChild(QPushButton))
        dialog = self.screen.dialog(OpenCaseDialog)
        dialog.case.template.box.setCurrentIndex(dialog.case.template.box.findData("SX-BZD"))
        dialog.case.people.on.setDate(QDate(2026, 10, 12))
        click(self.qtbot, dialog.later)
        assert dialog.refused.text() == "请写明代办员，代办件不能没有人负责"
        dialog.case.people.officer.setCurrentText("甲")
        click(self.qtbot, dialog.later)
        click(self.qtbot, dialog.later)
        for how, _on in list(dialog.case.earlier.rows.values())[:3]:
            how.setCurrentText("已办 · 日期不详")
        click(self.qtbot, dialog.agree)
        self.screen.rest()
        assert self.page.table.isVisible()

    def choose_first_ready(self) -> int:
        model = self.page.model
        row = next(
            number
            for number in range(model.rowCount())
            if (line := model.row_at(number)) and line.one.lamp is Lamp.READY and line.one.step.promised_limit
        )
        self.page.table.setCurrentIndex(model.index(row, 0))
        self.screen.rest()
        return row

    def state(self, verb: str, day: QDate, **typed: str) -> None:
        click(self.qtbot, self.page.panel.buttons[verb])
        dialog = self.screen.dialog(ActDialog)
        dialog.on.setDate(day)
        for name, text in typed.items():
            getattr(dialog, name).insert(text)
        press(self.qtbot, dialog.by, Qt.Key.Key_Return)
        self.screen.rest()
        assert not shiboken6.isValid(dialog) or not dialog.isVisible(), dialog.refused.text()

    def lamp(self, row: int) -> str:
        return str(self.page.model.index(row, 0).data(LAMP_ROLE))


def test_the_main_job(empty, screen_of, qtbot, tmp_path):
    screen = screen_of(empty)
    job = MainJob(screen, qtbot)
    job.bring_in_the_ledger()
    job.open_a_case()
    row = job.choose_first_ready()
    assert job.lamp(row) == Lamp.READY
    job.state("accept", QDate(2026, 11, 9))
    before = job.lamp(row)
    assert before in {Lamp.NORMAL, Lamp.WARNING, Lamp.OVERDUE}
    assert job.page.panel.findChildren(LampChip)[0].lamp is Lamp(before)
    job.state("suspend", QDate(2026, 11, 10), reason="等企业补材料")
    assert job.lamp(row) == (Lamp.SUSPENDED if before != Lamp.OVERDUE else before)
    job.state("resume", QDate(2026, 11, 20))
    assert job.lamp(row) != Lamp.SUSPENDED
    job.state("finish", QDate(2026, 11, 23))
    assert job.lamp(row) in {Lamp.DONE, Lamp.DONE_LATE}

    screen.window.activateWindow()
    qtbot.waitUntil(screen.window.isActiveWindow)
    qtbot.keyClick(screen.window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    dialog = screen.dialog(PreviewDialog)
    assert not dialog.print.isVisible(), "a draft is not printed"
    assert not dialog.sheet.pixmap().isNull()
    click(qtbot, dialog.agree)
    screen.rest()
    assert dialog.issued.paper.number == "BB-2026-A-D11-0001"
    dialog.save_to(tmp_path / "服务单.pdf")
    screen.rest()
    assert (tmp_path / "服务单.pdf").read_bytes() == screen.desk.documents.again("BB-2026-A-D11-0001").content
    dialog.reject()


def test_a_refused_act_keeps_what_was_typed(full, screen_of, qtbot):
    screen = screen_of(full)
    page = screen.window.pages["today"]
    row = page.model.find(*_first(page, "finish", screen))
    page.table.setCurrentIndex(page.model.index(row, 0))
    screen.rest()
    click(qtbot, page.panel.buttons["finish"])
    dialog = screen.dialog(ActDialog)
    dialog.on.setDate(QDate(2020, 1, 2))
    dialog.note.setPlainText("写了半天的备注")
    click(qtbot, dialog.agree)
    screen.rest()
    assert dialog.isVisible()
    assert "早于上一条记录" in dialog.refused.text()
    assert dialog.note.toPlainText() == "写了半天的备注"
    dialog.on.setDate(QDate(2026, 11, 25))
    click(qtbot, dialog.agree)
    screen.rest()
    assert dialog.isVisible()
    assert "日期 2026-11-25 晚于今天（2026-11-23）" in dialog.refused.text(), "never recorded as another day"
    dialog.reject()


def _first(page, verb: str, screen) -> tuple[str, str]:
    for number in range(page.model.rowCount()):
        line = page.model.row_at(number)
        if line is None:
            continue
        panel = screen.desk.overview.step_panel(line.row.step.case_id, line.row.step.matter)
        if verb in panel.possible:
            return line.row.step.case_id, line.row.step.matter
    raise AssertionError(verb)


def test_lamp_and_due_date_are_in_view_at_1366(full, screen_of):
    screen = screen_of(full)
    for key, columns in (("today", ("lamp", "due")), ("ledger", ("lamp", "next_due")), ("project", ("lamp", "due"))):
        screen.window.go(key, screen.desk.projects.all()[0].id if key == "project" else None)
        screen.rest()
        table, keys = screen.window.page.table, [column.key for column in screen.window.page.model.columns]
        assert table.horizontalScrollBar().maximum() == 0
        for column in columns:
            section = keys.index(column)
            assert not table.isColumnHidden(section)
            right = table.columnViewportPosition(section) + table.columnWidth(section)
            assert 0 < right <= table.viewport().width()


def test_tab_reaches_every_control_of_a_page(full, screen_of, qtbot):
    screen = screen_of(full)
    screen.window.activateWindow()
    page = screen.window.pages["ledger"]
    screen.window.go("ledger")
    screen.rest()
    page.topbar.search.setFocus()
    seen = []
    for _ in range(40):
        seen.append(QApplication.focusWidget())
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    wanted = {one for one in page.findChildren(QPushButton) if one.isVisible() and not one.isCheckable()}
    assert wanted <= set(seen)
    assert page.table in seen


def test_a_read_only_workspace_says_so_and_refuses_to_write(full, screen_of, monkeypatch):
    folder = full.folder
    full.close()
    monkeypatch.setattr("desktop_app.storage.read_only.why_read_only", lambda _file: "所在的文件夹不让写入")
    desk = open_desk(folder, now=full.now)
    screen = screen_of(desk)
    screen.rest()
    assert screen.window.banner.text().startswith("只读打开：所在的文件夹不让写入。可以查看、查找和导出")
    assert "演示数据" in screen.window.banner.text()
    board = screen.window.pages["today"]
    panel = board.panel.panel
    before = desk.overview.today().overdue
    dialog = ActDialog(screen.session, panel, Verb.FINISH, desk.now().date(), screen.window)
    dialog.open()
    dialog.submit()
    screen.rest()
    assert "这次没有写入" in dialog.refused.accessibleName()
    dialog.close()
    assert desk.overview.today().overdue == before


@pytest.mark.parametrize("width", [1024, 1366])
def test_nothing_of_a_page_is_cut_in_a_narrow_window(full, screen_of, width):
    screen = screen_of(full)
    window = screen.window
    project, template = full.projects.all()[0].id, full.templates.all()[0].key
    for page in (*PAGES, *INNER_PAGES):
        window.go(page.key, {"project": project, "template": (template, "", "")}.get(page.key))
        window.resize(width, 768)
        screen.rest()
        assert window.width() == width
        assert window.sidebar.width() == (NARROW if width < 1200 else WIDTH)
        assert not list(cut(window)), page.key


def test_a_page_fills_a_window_that_became_narrow(full, screen_of):
    screen = screen_of(full)
    screen.window.resize(1920, 1080)
    screen.window.go("issues")
    screen.rest()
    screen.window.resize(1024, 768)
    screen.rest()
    page = screen.window.page
    assert page.width() == 1024 - NARROW
    assert page.pane.table.window() is screen.window
    assert page.pane.table.width() == page.pane.width()

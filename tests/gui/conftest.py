"""What window tests stand on: the dressed application, real workspaces, and no window or lane left open."""

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from desktop_app.application.demo import build_demo
from desktop_app.application.desk import Desk
from desktop_app.bootstrap import open_desk
from desktop_app.gui.app import make_application
from desktop_app.gui.lanes import Lane
from desktop_app.gui.session import Session, settings
from desktop_app.gui.window import MainWindow

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=timezone(timedelta(hours=8)))


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    """The application as the window runs it."""
    return make_application()


@pytest.fixture(autouse=True)
def nothing_left_open(qtbot) -> Iterator[None]:
    """Every test starts without remembered settings and leaves no window behind."""
    settings().clear()
    yield
    QApplication.processEvents()
    stray = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    for widget in stray:
        widget.close()
    assert not stray, f"windows left open: {stray}"


@pytest.fixture
def lane(qtbot) -> Iterator[Lane]:
    """A lane that is closed at the end."""
    made = Lane()
    yield made
    made.close()


@pytest.fixture(scope="session")
def made_once(tmp_path_factory) -> dict[str, Path]:
    """An empty and a full workspace, made once and copied for every test."""
    folders = {}
    for name in ("empty", "full"):
        folder = folders[name] = tmp_path_factory.mktemp(name) / "workspace"
        desk = open_desk(folder, now=lambda: NOW, create=True)
        if name == "full":
            build_demo(desk, NOW.date())
    return folders


@pytest.fixture
def open_copy(made_once, tmp_path) -> Callable[[str], Desk]:
    """Opens a copy of the empty or the full workspace, where it is always the same morning."""

    def opened(name: str) -> Desk:
        folder = tmp_path / name
        shutil.copytree(made_once[name], folder)
        return open_desk(folder, now=lambda: NOW)

    return opened


@pytest.fixture
def full(open_copy: Callable[[str], Desk]) -> Desk:
    """The demonstration workspace."""
    return open_copy("full")


@pytest.fixture
def empty(open_copy: Callable[[str], Desk]) -> Desk:
    """A workspace without a project."""
    return open_copy("empty")


class Screen:
    """A window as a person has it in front of them."""

    def __init__(self, qtbot, desk: Desk) -> None:
        self.qtbot, self.desk = qtbot, desk
        self.session = Session(desk)
        self.trouble: list[Exception] = []
        self.window = MainWindow(self.session)
        self.session.lane.trouble.connect(self.trouble.append)
        self.window.resize(1366, 768)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.rest()

    def rest(self) -> None:
        """Wait until nothing is being read; whatever went wrong fails the test."""
        for _ in range(3):
            self.qtbot.waitUntil(lambda: self.session.lane.idle, timeout=20_000)
            QApplication.processEvents()
        assert not self.trouble, self.trouble

    def dialog(self, kind: type[QWidget]) -> QWidget:
        """The one open dialog of a kind."""
        found = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]
        assert len(found) == 1, f"{kind.__name__}: {found}"
        self.rest()
        return found[0]

    def close(self) -> None:
        """Close the window and its lane."""
        for widget in QApplication.topLevelWidgets():
            if widget.isVisible() and widget is not self.window:
                # What a test typed and left is thrown away without a question.
                widget.done(0) if isinstance(widget, QDialog) else widget.close()
        self.window.close()
        self.session.close()
        self.window.deleteLater()
        QApplication.processEvents()


@pytest.fixture
def screen_of(qtbot) -> Iterator[Callable[[Desk], Screen]]:
    """Opens the window on a desk."""
    opened: list[Screen] = []

    def show(desk: Desk) -> Screen:
        opened.append(Screen(qtbot, desk))
        return opened[-1]

    yield show
    for screen in opened:
        screen.close()

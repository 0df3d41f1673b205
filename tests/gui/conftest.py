"""What window tests stand on: the dressed application, a lane that is closed again, and no window left open."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from desktop_app.gui.app import make_application
from desktop_app.gui.lanes import Lane
from desktop_app.gui.session import settings


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

"""Widths: what of a page is cut off in a window, for those who look at narrow ones."""

from collections.abc import Iterator

from PySide6.QtWidgets import QAbstractScrollArea, QPushButton, QWidget

from desktop_app.gui.widgets.counters import Counter
from desktop_app.gui.widgets.lamp import LampChip
from desktop_app.gui.window import MainWindow


def cut(window: MainWindow) -> Iterator[str]:
    """Every button, lamp and counter in view that is narrower than its words or runs out of the window."""
    for one in window.page.findChildren(QWidget):
        if not isinstance(one, QPushButton | LampChip | Counter) or not one.isVisible() or scrolls(one, window.page):
            continue
        said = one.text() if isinstance(one, QPushButton) else one.accessibleName()
        least = one.sizeHint() if isinstance(one, QPushButton) else one.minimumSizeHint()
        if one.width() < least.width() - 2:
            yield f"{said} {one.width()} of {least.width()}"
        if one.mapTo(window, one.rect().bottomRight()).x() > window.width():
            yield f"{said} runs out"


def scrolls(widget: QWidget, page: QWidget) -> bool:
    """Whether it lies in something that scrolls."""
    around = widget.parentWidget()
    while around is not None and around is not page:
        if isinstance(around, QAbstractScrollArea):
            return True
        around = around.parentWidget()
    return False

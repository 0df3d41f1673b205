"""The menu 打印: every form that fits the place it is opened from, grouped by the occasion it is needed at."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.application.forms.registry import FORM_SPECS
from desktop_app.application.forms.spec import Occasion, Subject


def paper_menu(
    parent: QWidget,
    subjects: Sequence[Subject],
    chosen: Callable[[str], None],
    volume: Callable[[], None] | None = None,
) -> QMenu:
    """A menu with one part for each occasion; `chosen` hears the key of the form.

    Where a whole volume 卷宗 can be made, `volume` does it; it stands with the forms of the archive.
    """
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.setAccessibleName("打印")
    for occasion in Occasion:
        fitting = [one for one in FORM_SPECS.values() if one.occasion is occasion and one.subject in subjects]
        if not fitting:
            continue
        part = menu.addMenu(occasion.value)
        for spec in fitting:
            part.addAction(spec.title, lambda key=spec.key: chosen(key))
        if occasion is Occasion.ARCHIVE and volume is not None:
            part.addSeparator()
            part.addAction("制作卷宗…", volume)
    return menu

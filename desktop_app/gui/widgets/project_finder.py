"""Finding a project from any page: what is typed into the search field is answered below it, name by name."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QStringListModel, QTimer, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit

from desktop_app.application.desk import Desk
from desktop_app.gui.session import Session

_PAUSE = 200
"""Milliseconds after the last key before the database is asked."""
_MOST = 8
_ALL = "查看全部 {} 个项目…"


class ProjectFinder(QObject):
    """Below a search field: the projects that fit, while somebody types.

    `found` hands over the id of the project that was chosen, `asked` the text of somebody who wants to see them all.
    """

    found = Signal(str)
    asked = Signal(str)

    def __init__(self, session: Session, search: QLineEdit) -> None:
        super().__init__(search)
        self.session, self.search = session, search
        self._ids: list[str] = []
        self._text = ""
        self._model = QStringListModel(self)
        self.list = QCompleter(self._model, self)
        self.list.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.list.setMaxVisibleItems(_MOST + 1)
        self.list.setWidget(search)
        self.list.popup().setObjectName("found")
        self.list.popup().setAccessibleName("查到的项目")
        self.list.activated[QModelIndex].connect(self._chosen)  # type: ignore[index]
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_PAUSE)
        self._typing.timeout.connect(self.look)
        search.textEdited.connect(lambda _text: self._typing.start())
        search.returnPressed.connect(self._entered)

    def look(self) -> None:
        """Ask for the projects that fit what stands in the field now."""
        self._typing.stop()
        text = self._text = self.search.text().strip()
        if not text:
            self.list.popup().hide()
            return

        def read(desk: Desk) -> tuple[list[str], list[str], int]:
            ids = desk.overview.project_ids(desk.overview.query(text=text))
            rows = desk.overview.project_rows(ids[:_MOST])
            return [row.project_id for row in rows], [row.name for row in rows], len(ids)

        def show(answer: tuple[list[str], list[str], int]) -> None:
            if text == self._text and self.search.hasFocus():
                self._show(*answer)

        self.session.ask(read, show, owner=self)

    def _show(self, ids: list[str], names: list[str], every: int) -> None:
        self._ids = ids
        more = [_ALL.format(every)] if every > len(ids) else []
        self._model.setStringList([*names, *more] or [f"没有查到“{self._text}”，请换个词"])
        self.list.complete()
        # Nothing is chosen until somebody chooses: Enter then shows them all.
        self.list.popup().setCurrentIndex(QModelIndex())

    def _chosen(self, index: QModelIndex) -> None:
        if index.row() < len(self._ids):
            self.found.emit(self._ids[index.row()])
        elif self._ids:
            self.asked.emit(self._text)

    def _entered(self) -> None:
        self._typing.stop()
        popup = self.list.popup()
        if popup.isVisible() and popup.currentIndex().isValid():
            return  # the list itself answers Enter on one of its lines
        popup.hide()
        self.asked.emit(self.search.text())

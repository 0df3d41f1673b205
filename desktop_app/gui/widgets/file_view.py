"""An attached file shown page by page: PDF and pictures are painted here, everything else is only saved."""

from __future__ import annotations

from dataclasses import dataclass

import pypdfium2
from PySide6.QtCore import QByteArray, QSize, Qt, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop_app.application.desk import Desk
from desktop_app.domain.attachment import PICTURES, ending
from desktop_app.gui.dialogs.dialog import Dialog, close_only
from desktop_app.gui.dialogs.preview import page_image
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.bars import button
from desktop_app.gui.widgets.labels import words

_RENDERED = 1100
"""Pixels: as wide as a page is rendered once, to be shown smaller or larger."""

NO_PICTURE = "这种文件不能在这里预览，请另存后打开"
BROKEN = "这个文件打不开，可能已损坏；请核对原件，重新附一份"


@dataclass(frozen=True, slots=True)
class ShownPage:
    """One page as a picture, of how many; without a picture `told` says why."""

    picture: QImage | None
    pages: int = 1
    told: str = ""


def page_of(name: str, content: bytes, page: int) -> ShownPage:
    """A page of an attached file, counted from 0; used inside the lane only."""
    end = ending(name)
    if end == ".pdf":
        try:
            document = pypdfium2.PdfDocument(content)
            try:
                pages = len(document)
            finally:
                document.close()
            return ShownPage(page_image(content, page, width=_RENDERED), pages)
        except pypdfium2.PdfiumError:
            return ShownPage(None, told=BROKEN)
    if end in PICTURES:
        picture = QImage.fromData(QByteArray(content))
        return ShownPage(None, told=BROKEN) if picture.isNull() else ShownPage(picture)
    return ShownPage(None, told=NO_PICTURE)


class FileView(QWidget):
    """A page of an attached file as wide as there is room, with buttons to turn; `enlarged` when it is clicked."""

    enlarged = Signal()

    def __init__(self, session: Session, *, tall: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self._tall = session, tall
        self.entry_id, self.page, self.pages = "", 0, 0
        self._picture: QImage | None = None
        self.sheet = QLabel()
        self.sheet.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.sheet.setAccessibleName("电子件预览")
        self.told = words("", "soft", wrap=True)
        self.before, self.after, self.number = button("上一页"), button("下一页"), words("", "soft")
        self.before.clicked.connect(lambda: self.turn(-1))
        self.after.clicked.connect(lambda: self.turn(1))
        self._turning = QWidget()
        row = QHBoxLayout(self._turning)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.before)
        row.addWidget(self.number, 1, Qt.AlignmentFlag.AlignCenter)
        row.addWidget(self.after)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.told)
        column.addWidget(self._turning)
        if tall:
            self._area = QScrollArea()
            self._area.setWidgetResizable(True)
            self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            # A bar that comes and goes would change the width that the page is fitted to.
            self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
            self._area.setWidget(self.sheet)
            column.addWidget(self._area, 1)
        else:
            self.sheet.setCursor(Qt.CursorShape.PointingHandCursor)
            column.addWidget(self.sheet)
        self.show_nothing()

    def show_nothing(self) -> None:
        """No file."""
        self.entry_id, self._picture = "", None
        for part in (self.told, self._turning, self.sheet):
            part.hide()

    def show_entry(self, entry_id: str, page: int = 0) -> None:
        """Show a page of the file of an entry; a missing or altered file is told in its sentence."""
        self.entry_id, self.page = entry_id, page

        def read(desk: Desk) -> ShownPage:
            file = desk.materials.file(entry_id)
            return page_of(file.name, file.content, page)

        def show(found: ShownPage) -> None:
            if (self.entry_id, self.page) == (entry_id, page):
                self._show(found)

        def failed(error: Exception) -> None:
            show(ShownPage(None, told=str(error)))

        self.session.ask(read, show, failed, owner=self)

    def turn(self, by: int) -> None:
        """Another page, if there is one."""
        if self.entry_id and 0 <= self.page + by < self.pages:
            self.show_entry(self.entry_id, self.page + by)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the page asks for it larger."""
        if self._picture is not None and not self._tall and self.sheet.geometry().contains(event.position().toPoint()):
            self.enlarged.emit()
        super().mousePressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The page stays as wide as the room."""
        super().resizeEvent(event)
        self._paint()

    def _show(self, found: ShownPage) -> None:
        self._picture, self.pages = found.picture, found.pages
        self.told.setText(found.told)
        self.told.setVisible(bool(found.told))
        self._turning.setVisible(found.pages > 1)
        self.number.setText(f"{self.page + 1}／{found.pages}")
        self.before.setEnabled(self.page > 0)
        self.after.setEnabled(self.page + 1 < found.pages)
        self.sheet.setVisible(found.picture is not None)
        self._paint()

    def _paint(self) -> None:
        if self._picture is None:
            return
        room = self._area.viewport().width() - 8 if self._tall else max(self.width(), 120)
        ratio = self.devicePixelRatioF()
        size = QSize(int(room * ratio), int(4 * room * ratio))
        fitted = QPixmap.fromImage(self._picture).scaled(
            size, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        fitted.setDevicePixelRatio(ratio)
        self.sheet.setPixmap(fitted)
        if not self._tall:
            self.sheet.setFixedHeight(int(fitted.height() / ratio))


class FileDialog(Dialog):
    """An attached file, large; it can be turned over page by page."""

    def __init__(
        self, session: Session, title: str, entry_id: str, page: int = 0, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, f"电子件 · {title}", "关闭", parent)
        self.view = FileView(session, tall=True)
        self.body.addWidget(self.view, 1)
        close_only(self)
        self.fit(980, 900)
        self.view.show_entry(entry_id, page)

"""A painted sheet as a picture: the whole of it under its title, also what is scrolled away, as PNG or SVG bytes."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QBuffer, QIODevice, QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from desktop_app.gui.theme import colour, text_font

_TITLE = 44
_INDENT = 14
_PIXELS = 60_000_000
"""A larger picture would take more memory than an office PC can spare; it is made smaller instead."""


class PaintedSheet(Protocol):
    """A sheet that knows its size in pixels and paints itself."""

    @property
    def size(self) -> QSizeF:
        """The whole sheet."""

    def paint(self, painter: QPainter, size: QSizeF) -> None:
        """Paint as much of the sheet as `size` shows."""


def png(sheet: PaintedSheet, title: str) -> bytes:
    """The sheet as PNG, twice as fine as on the screen where it is small enough; raises OSError."""
    size = _size(sheet)
    factor = min(2.0, (_PIXELS / (size.width() * size.height())) ** 0.5)
    image = QImage(QSize(round(size.width() * factor), round(size.height() * factor)), QImage.Format.Format_RGB32)
    image.fill(colour("paper"))
    painter = QPainter(image)
    painter.scale(factor, factor)
    _paint(painter, sheet, title)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):  # type: ignore[call-overload]
        raise OSError("图片没有生成")
    return bytes(buffer.data().data())


def svg(sheet: PaintedSheet, title: str) -> bytes:
    """The sheet as SVG, whose lettering stays text."""
    size = _size(sheet).toSize()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    maker = QSvgGenerator()
    maker.setOutputDevice(buffer)
    maker.setSize(size)
    maker.setViewBox(QRect(0, 0, size.width(), size.height()))
    maker.setTitle(title)
    painter = QPainter(maker)
    _paint(painter, sheet, title)
    painter.end()
    return bytes(buffer.data().data())


def _size(sheet: PaintedSheet) -> QSizeF:
    return QSizeF(sheet.size.width(), sheet.size.height() + _TITLE)


def _paint(painter: QPainter, sheet: PaintedSheet, title: str) -> None:
    painter.save()
    painter.translate(QPointF(0, _TITLE))
    sheet.paint(painter, sheet.size)
    painter.restore()
    painter.fillRect(QRectF(0, 0, sheet.size.width(), _TITLE), colour("paper"))
    painter.setFont(text_font(17, bold=True))
    painter.setPen(colour("ink"))
    painter.drawText(QRectF(_INDENT, 0, sheet.size.width() - _INDENT, _TITLE), Qt.AlignmentFlag.AlignVCenter, title)

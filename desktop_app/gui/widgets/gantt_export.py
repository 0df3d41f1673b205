"""The progress chart as a picture: the whole sheet, also what is scrolled away, as PNG or SVG bytes."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QBuffer, QIODevice, QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from desktop_app.gui.theme import colour, text_font
from desktop_app.gui.widgets.gantt_scale import TimeScale
from desktop_app.gui.widgets.gantt_sheet import Sheet

_TITLE = 44
_WIDEST = 16_000.0
_PIXELS = 60_000_000
"""A larger picture would take more memory than an office PC can spare; it is made smaller instead."""


def png(sheet: Sheet, title: str) -> bytes:
    """The sheet as PNG, twice as fine as on the screen where it is small enough; raises OSError."""
    whole = _unrolled(sheet)
    size = _size(whole)
    factor = min(2.0, (_PIXELS / (size.width() * size.height())) ** 0.5)
    image = QImage(QSize(round(size.width() * factor), round(size.height() * factor)), QImage.Format.Format_RGB32)
    image.fill(colour("paper"))
    painter = QPainter(image)
    painter.scale(factor, factor)
    _paint(painter, whole, title)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):  # type: ignore[call-overload]
        raise OSError("图片没有生成")
    return bytes(buffer.data().data())


def svg(sheet: Sheet, title: str) -> bytes:
    """The sheet as SVG, whose lettering stays text."""
    whole = _unrolled(sheet)
    size = _size(whole).toSize()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    maker = QSvgGenerator()
    maker.setOutputDevice(buffer)
    maker.setSize(size)
    maker.setViewBox(QRect(0, 0, size.width(), size.height()))
    maker.setTitle(title)
    painter = QPainter(maker)
    _paint(painter, whole, title)
    painter.end()
    return bytes(buffer.data().data())


def _unrolled(sheet: Sheet) -> Sheet:
    """The sheet without a line in hand, its days narrow enough for a picture."""
    days = (sheet.scale.last - sheet.scale.first).days + 1
    per_day = min(sheet.scale.per_day, _WIDEST / days)
    scale = TimeScale(sheet.scale.first, sheet.scale.last, per_day)
    return replace(sheet, scale=scale, current=-1, focused=False)


def _size(sheet: Sheet) -> QSizeF:
    return QSizeF(sheet.size.width(), sheet.size.height() + _TITLE)


def _paint(painter: QPainter, sheet: Sheet, title: str) -> None:
    painter.save()
    painter.translate(QPointF(0, _TITLE))
    sheet.paint(painter, sheet.size)
    painter.restore()
    painter.fillRect(QRectF(0, 0, sheet.size.width(), _TITLE), colour("paper"))
    painter.setFont(text_font(17, bold=True))
    painter.setPen(colour("ink"))
    painter.drawText(QRectF(14, 0, sheet.size.width() - 14, _TITLE), Qt.AlignmentFlag.AlignVCenter, title)

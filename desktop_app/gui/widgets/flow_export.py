"""A flow drawing as a picture: the whole sheet in its natural size, as PNG or SVG bytes."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QIODevice, QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from desktop_app.application.flows import Flow
from desktop_app.gui.theme import colour, text_font
from desktop_app.gui.widgets.flow_sheet import FlowSheet

_TITLE = 44
_PIXELS = 60_000_000
"""A larger picture would take more memory than an office PC can spare; it is made smaller instead."""


def png(flow: Flow, title: str) -> bytes:
    """The drawing as PNG, twice as fine as on the screen where it is small enough; raises OSError."""
    size = _size(flow)
    factor = min(2.0, (_PIXELS / (size.width() * size.height())) ** 0.5)
    image = QImage(QSize(round(size.width() * factor), round(size.height() * factor)), QImage.Format.Format_RGB32)
    image.fill(colour("paper"))
    painter = QPainter(image)
    painter.scale(factor, factor)
    _paint(painter, flow, title)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):  # type: ignore[call-overload]
        raise OSError("图片没有生成")
    return bytes(buffer.data().data())


def svg(flow: Flow, title: str) -> bytes:
    """The drawing as SVG, whose lettering stays text."""
    size = _size(flow).toSize()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    maker = QSvgGenerator()
    maker.setOutputDevice(buffer)
    maker.setSize(size)
    maker.setViewBox(QRect(0, 0, size.width(), size.height()))
    maker.setTitle(title)
    painter = QPainter(maker)
    _paint(painter, flow, title)
    painter.end()
    return bytes(buffer.data().data())


def _size(flow: Flow) -> QSizeF:
    return QSizeF(flow.drawing.width, flow.drawing.height + _TITLE)


def _paint(painter: QPainter, flow: Flow, title: str) -> None:
    painter.save()
    painter.translate(QPointF(0, _TITLE))
    sheet = FlowSheet(flow)
    sheet.paint(painter, sheet.size)
    painter.restore()
    painter.fillRect(QRectF(0, 0, flow.drawing.width, _TITLE), colour("paper"))
    painter.setFont(text_font(17, bold=True))
    painter.setPen(colour("ink"))
    painter.drawText(QRectF(18, 0, flow.drawing.width - 18, _TITLE), Qt.AlignmentFlag.AlignVCenter, title)

"""The sheet of a flow drawing: bands, frames, edges and boxes, with as many words as the zoom has room for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from desktop_app.application.flows import Flow
from desktop_app.domain.graph_drawing import Box, DrawnEdge, DrawnNode
from desktop_app.gui.theme import colour, text_font

_WHOLE_WORDS, _NAMES = 0.68, 0.4
"""The zooms from which a box shows all its words, or at least the name; below it shows the code."""
_ROUND = 7.0
_NOT_FIRST = frozenset("，、；：。？！）)”》】·")
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft


@dataclass(slots=True)
class FlowSheet:
    """What is painted: a flow at a zoom, the step in hand, the one under the mouse, and steps with problems."""

    flow: Flow
    zoom: float = 1.0
    current: str = ""
    hovered: str = ""
    focused: bool = False
    wrong: Collection[str] = field(default_factory=frozenset)

    @property
    def size(self) -> QSizeF:
        """The whole sheet."""
        return QSizeF(self.flow.drawing.width * self.zoom, self.flow.drawing.height * self.zoom)

    def at(self, point: QPointF) -> str:
        """The step under a point of the sheet, empty when there is none."""
        x, y = point.x() / self.zoom, point.y() / self.zoom
        for node in self.flow.drawing.nodes:
            if node.box.x <= x <= node.box.right and node.box.y <= y <= node.box.bottom:
                return node.code
        return ""

    def rect(self, code: str) -> QRectF:
        """Where a step stands on the sheet; an empty rectangle for an unknown one."""
        found = next((node.box for node in self.flow.drawing.nodes if node.code == code), None)
        return QRectF() if found is None else self._rect(found)

    def paint(self, painter: QPainter, size: QSizeF, x: float = 0, y: float = 0) -> None:
        """Paint the part of `size` that begins at a point of the sheet."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRectF(QPointF(), size), colour("paper"))
        painter.translate(-x, -y)
        view = QRectF(QPointF(x, y), size)
        for band in self.flow.drawing.bands:
            self._paint_band(painter, band.key, self._rect(band.box), view)
        for frame in self.flow.drawing.frames:
            self._paint_frame(painter, self.flow.frames.get(frame.key, frame.key), self._rect(frame.box), view)
        self._paint_edges(painter)
        for node in self.flow.drawing.nodes:
            if self._rect(node.box).intersects(view):
                self._paint_node(painter, node)
        painter.restore()

    def _rect(self, box: Box) -> QRectF:
        zoom = self.zoom
        return QRectF(box.x * zoom, box.y * zoom, box.width * zoom, box.height * zoom)

    def _paint_band(self, painter: QPainter, name: str, box: QRectF, view: QRectF) -> None:
        painter.setBrush(colour("ground"))
        painter.setPen(QPen(colour("edge"), 1))
        painter.drawRoundedRect(box, _ROUND * self.zoom, _ROUND * self.zoom)
        font = text_font(max(9, min(15, round(40 * self.zoom))), bold=True)
        metrics = QFontMetricsF(font)
        # The name stays in view while the band is scrolled sideways.
        aside = max(3.0, 12 * self.zoom)
        right = box.right() - metrics.horizontalAdvance(name) - aside
        left = max(box.left() + aside, min(view.left() + aside, right))
        painter.setFont(font)
        painter.setPen(colour("soft"))
        line = QRectF(left, box.top(), box.right() - left, max(11.0, 54 * self.zoom))
        painter.drawText(line, _LEFT | _MIDDLE, _cut(metrics, name, line.width()))

    def _paint_frame(self, painter: QPainter, title: str, box: QRectF, view: QRectF) -> None:
        choice = not title.startswith("并联")
        role = "amber" if choice else "slate"
        ground = colour(f"{role}_soft")
        ground.setAlpha(150)
        painter.setBrush(ground)
        painter.setPen(QPen(colour(role), 1.2, Qt.PenStyle.DashLine if choice else Qt.PenStyle.SolidLine))
        painter.drawRoundedRect(box, _ROUND * self.zoom, _ROUND * self.zoom)
        if self.zoom < _NAMES:
            return
        font = text_font(round(max(10.0, 12 * self.zoom)), bold=True)
        painter.setFont(font)
        painter.setPen(colour(role))
        wide = QFontMetricsF(font).horizontalAdvance(title)
        left = max(box.left(), min(view.left(), box.right() - wide - 12 * self.zoom - 4))
        line = QRectF(left + 8 * self.zoom, box.top(), box.right() - left - 8 * self.zoom - 4, box.height())
        line.setHeight(26 * self.zoom)
        painter.drawText(line, _LEFT | _MIDDLE, _cut(QFontMetricsF(font), title, line.width()))

    def _paint_edges(self, painter: QPainter) -> None:
        """Quiet edges first; what touches the step in hand lies above them."""
        code = self.hovered or self.current
        near = [edge for edge in self.flow.drawing.edges if code in (edge.before, edge.code)]
        critical = self.flow.critical.edges
        for edge in self.flow.drawing.edges:
            if (edge.before, edge.code) not in critical:
                self._paint_edge(painter, edge, colour("edge").darker(118 if not code else 105), 1.2)
        for edge in self.flow.drawing.edges:
            if (edge.before, edge.code) in critical:
                self._paint_edge(painter, edge, colour("accent"), 2.4)
        for edge in near:
            self._paint_edge(painter, edge, colour("ink" if edge.code == code else "green"), 2.2)
        boxes = {node.code: self._rect(node.box) for node in self.flow.drawing.nodes}
        painter.setPen(QPen(colour("red"), 2, Qt.PenStyle.DashLine))
        for before, after in self.flow.drawing.broken:
            painter.drawLine(boxes[before].center(), boxes[after].center())

    def _paint_edge(self, painter: QPainter, edge: DrawnEdge, ink: QColor, wide: float) -> None:
        zoom = self.zoom
        points = [QPointF(x * zoom, y * zoom) for x, y in edge.points]
        painter.setPen(QPen(ink, max(0.8, wide * min(1.0, zoom + 0.25))))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(_rounded(points, _ROUND * zoom))
        end, head = points[-1], max(4.0, 7 * zoom)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawPolygon(QPolygonF([end, end + QPointF(-head, -head * 0.55), end + QPointF(-head, head * 0.55)]))

    def _paint_node(self, painter: QPainter, node: DrawnNode) -> None:
        box, step = self._rect(node.box), self.flow.steps[node.code]
        chosen, near = node.code == self.current, self._beside(node.code)
        wrong = node.code in self.wrong
        critical = node.code in self.flow.critical.codes
        ground = "red_soft" if wrong else "accent_soft" if chosen else "green_soft" if near == "following" else "paper"
        edge = "red" if wrong else "accent" if chosen or critical else {"before": "ink", "following": "green"}.get(near)
        pen = QPen(colour(edge or "faint"), 2.0 if chosen or wrong or critical or near else 1.0)
        if step.optional:
            pen.setStyle(Qt.PenStyle.CustomDashLine)
            pen.setDashPattern([4, 3])
        painter.setBrush(colour(ground))
        painter.setPen(pen)
        painter.drawRoundedRect(box, 6 * self.zoom, 6 * self.zoom)
        if chosen and self.focused:
            painter.setPen(QPen(colour("accent"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(-3.5, -3.5, 3.5, 3.5), 8, 8)
        if self.zoom < _NAMES:
            _centred(painter, box, node.code, min(11.0, box.width() / 2.7, box.height() * 0.75), "ink")
        elif self.zoom < _WHOLE_WORDS:
            self._paint_name(painter, box, step.title)
        else:
            self._paint_words(painter, box, node.code)

    def _beside(self, code: str) -> str:
        """Whether a step comes before or after the one in hand."""
        at = self.hovered or self.current
        if code in self.flow.before.get(at, ()):
            return "before"
        return "following" if code in self.flow.following.get(at, ()) else ""

    def _paint_name(self, painter: QPainter, box: QRectF, title: str) -> None:
        inner = box.adjusted(3, 2, -3, -2)
        pixels = 10 if self.zoom < 0.5 else 11
        font = text_font(pixels)
        high = pixels + 1.5
        room = max(1, int(inner.height() // high))
        lines = wrapped(title, pixels, False, inner.width(), room)
        top = inner.top() + (inner.height() - high * len(lines)) / 2
        painter.setFont(font)
        painter.setPen(colour("ink"))
        for number, line in enumerate(lines):
            painter.drawText(QRectF(inner.left(), top + number * high, inner.width(), high), _MIDDLE, line)

    def _paint_words(self, painter: QPainter, box: QRectF, code: str) -> None:
        step, zoom = self.flow.steps[code], self.zoom
        inner = box.adjusted(8 * zoom, 5 * zoom, -7 * zoom, -5 * zoom)
        large, small = max(11, round(13 * zoom)), max(9, round(11 * zoom))
        high = 17 * zoom
        painter.setFont(text_font(large, bold=True))
        painter.setPen(colour("ink"))
        for number, part in enumerate(wrapped(step.title, large, True, inner.width(), 2)):
            painter.drawText(QRectF(inner.left(), inner.top() + number * high, inner.width(), high), _MIDDLE, part)
        painter.setFont(text_font(small))
        metrics = QFontMetricsF(painter.font())
        line = QRectF(inner.left(), inner.top() + 2 * high + zoom, inner.width(), 14.5 * zoom)
        mark = "" if step.verified else "待核"
        for text, role, beside, beside_role in (
            (step.authority, "soft", mark, "amber"),
            (step.limit, "ink", code, "faint"),
        ):
            painter.setPen(colour(beside_role))
            painter.drawText(line, _MIDDLE | Qt.AlignmentFlag.AlignRight, beside)
            painter.setPen(colour(role))
            room = line.width() - (metrics.horizontalAdvance(beside) + 4 if beside else 0)
            painter.drawText(line, _MIDDLE, _cut(metrics, text, room))
            line.translate(0, 14.5 * zoom)


@lru_cache(maxsize=4096)
def wrapped(text: str, pixels: int, bold: bool, width: float, most: int) -> tuple[str, ...]:
    """A text broken between any two characters into at most so many lines; the last one ends in … when cut."""
    metrics = QFontMetricsF(text_font(pixels, bold=bold))
    lines: list[str] = []
    rest = text
    while rest and len(lines) < most - 1:
        size = len(rest)
        while size > 1 and metrics.horizontalAdvance(rest[:size]) > width:
            size -= 1
        if size > 1 and rest[size : size + 1] in _NOT_FIRST:
            size -= 1
        lines.append(rest[:size])
        rest = rest[size:]
    return tuple([*lines, _cut(metrics, rest, width)] if rest else lines)


def _cut(metrics: QFontMetricsF, text: str, width: float) -> str:
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0.0, width))


def _centred(painter: QPainter, box: QRectF, text: str, pixels: float, role: str) -> None:
    painter.setFont(text_font(max(6, round(pixels))))
    painter.setPen(colour(role))
    painter.drawText(box.adjusted(-8, 0, 8, 0), Qt.AlignmentFlag.AlignCenter, text)


def _rounded(points: list[QPointF], radius: float) -> QPainterPath:
    """A line through corners that are rounded as far as the parts between them allow."""
    path = QPainterPath(points[0])
    for before, corner, behind in zip(points, points[1:], points[2:], strict=False):
        into, out = corner - before, behind - corner
        near = min(radius, into.manhattanLength() / 2, out.manhattanLength() / 2)
        if near > 0:
            path.lineTo(corner - into * (near / into.manhattanLength()))
            path.quadTo(corner, corner + out * (near / out.manhattanLength()))
    path.lineTo(points[-1])
    return path

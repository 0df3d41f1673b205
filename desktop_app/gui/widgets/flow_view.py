"""A flow drawing in the window: zoomed, dragged and walked along its edges by mouse and keyboard."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QEvent, QPoint, QPointF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from desktop_app.application.flows import Flow
from desktop_app.gui.theme import colour
from desktop_app.gui.widgets.flow_sheet import FlowSheet
from desktop_app.gui.widgets.painted_view import PaintedView

SMALLEST, LARGEST = 0.12, 2.0
_STEP = 1.25
_AROUND = 40
_BAR_STEP = 40
_LEGIBLE = 0.6
"""The smallest zoom a drawing opens at: names of steps can be read without leaning forward."""


class FlowView(PaintedView):
    """Paints what is in view. `chosen` tells the step in hand, `opened` that somebody wants to read or change it.

    While `editable`, dragging from one step to another asks for an edge with `linked`.
    """

    chosen = Signal(str)
    opened = Signal(str)
    linked = Signal(str, str)
    zoomed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("流程图", parent)
        self.sheet: FlowSheet | None = None
        self.editable = False
        self._fitted = True
        self._opened_at: QPoint | None = None
        self._link_from = ""
        self._link_to = QPointF()

    def show_flow(self, flow: Flow, *, wrong: Collection[str] = (), fit: bool = False) -> None:
        """Show another drawing; the step in hand, zoom and place stay as far as they can unless it is fitted."""
        before = self.sheet
        current = before.current if before is not None and before.current in flow.steps else ""
        self.sheet = FlowSheet(flow, before.zoom if before else 1.0, current, wrong=frozenset(wrong))
        if before is None or fit:
            self._fitted = True
        self._measure()
        if self._fitted:
            self.begin()
        self._tell_current()
        self.viewport().update()

    @property
    def current(self) -> str:
        """The step in hand, empty when there is none."""
        return self.sheet.current if self.sheet is not None else ""

    @property
    def zoom(self) -> float:
        """How large the drawing is; 1 is its natural size."""
        return self.sheet.zoom if self.sheet is not None else 1.0

    def choose(self, code: str) -> None:
        """Take a step in hand and into view; an unknown one lets go."""
        sheet = self.sheet
        if sheet is None:
            return
        sheet.current = code if code in sheet.flow.steps else ""
        if sheet.current:
            self._bring_into_view(sheet.current)
        self._tell_current()
        self.viewport().update()
        self.chosen.emit(sheet.current)

    def fit(self) -> None:
        """Show the whole drawing, but not larger than it is."""
        if self.sheet is None:
            return
        room, drawing = self.viewport().size(), self.sheet.flow.drawing
        wanted = min(room.width() / drawing.width, room.height() / drawing.height, 1.0)
        self._set_zoom(max(SMALLEST, wanted))
        self._fitted = True

    def begin(self) -> None:
        """How a drawing opens: whole while its names can be read, else legible at the first step of the longest way."""
        self.fit()
        sheet = self.sheet
        if sheet is None or self.zoom >= _LEGIBLE or not sheet.flow.drawing.nodes:
            return
        self._set_zoom(_LEGIBLE)
        critical = sheet.flow.critical.codes
        nodes = sheet.flow.drawing.nodes
        first = min((node for node in nodes if node.code in critical or not critical), key=lambda node: node.box.x)
        middle = sheet.rect(first.code).center().y() - self.viewport().height() / 2
        self.horizontalScrollBar().setValue(0)
        self.verticalScrollBar().setValue(round(middle))
        self._opened_at = self._offset

    def zoom_by(self, steps: int, point: QPointF | None = None) -> None:
        """Zoom in or out around a point of the view; without one around the step in hand, else the middle."""
        if self.sheet is None:
            return
        if point is None:
            seen = self.sheet.rect(self.current).center() - QPointF(self._offset)
            inside = self.current and self.viewport().rect().contains(seen.toPoint())
            point = seen if inside else QPointF(self.viewport().rect().center())
        held, before = point + QPointF(self._offset), self.zoom
        self._set_zoom(min(LARGEST, max(SMALLEST, before * _STEP**steps)))
        grown = self.zoom / before
        self.horizontalScrollBar().setValue(round(held.x() * grown - point.x()))
        self.verticalScrollBar().setValue(round(held.y() * grown - point.y()))

    def zoom_at(self, steps: int, point: QPointF) -> None:
        """Zoom in or out around a point of the view."""
        self.zoom_by(steps, point)

    def tip_at(self, point: QPointF) -> str:
        """What the box under a point of the view says."""
        return self.words_of(self._under(point))

    def go(self, way: Qt.Key) -> None:
        """Walk along an edge (left, right) or to the neighbour above or below."""
        sheet = self.sheet
        if sheet is None or not sheet.flow.drawing.nodes:
            return
        if not sheet.current:
            self.choose(sheet.flow.drawing.nodes[0].code)
            return
        here = sheet.rect(sheet.current).center()
        if way in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            joined = sheet.flow.before if way is Qt.Key.Key_Left else sheet.flow.following
            found = [(abs(sheet.rect(code).center().y() - here.y()), code) for code in joined.get(sheet.current, ())]
        else:
            sign = -1 if way is Qt.Key.Key_Up else 1
            found = []
            for node in sheet.flow.drawing.nodes:
                there = sheet.rect(node.code).center() - here
                if there.y() * sign > 1:
                    found.append((abs(there.y()) + 2.5 * abs(there.x()), node.code))
        if found:
            self.choose(min(found)[1])

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is in view, and the edge that is being drawn."""
        painter = QPainter(self.viewport())
        if self.sheet is not None:
            self.sheet.focused = self.hasFocus()
            offset = self._offset
            self.sheet.paint(painter, QSizeF(self.viewport().size()), offset.x(), offset.y())
            if self._link_from and self._dragging:
                begin = self.sheet.rect(self._link_from).center() - QPointF(offset)
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(QPen(colour("accent"), 2, Qt.PenStyle.DashLine))
                painter.drawLine(begin, self._link_to)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What was fitted stays fitted."""
        super().resizeEvent(event)
        self._measure()
        if self._opened_at is not None and self._opened_at == self._offset and not self.current:
            self.begin()
        elif self._fitted:
            self.fit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The begin of a click, of a drag, or of an edge."""
        if self._press(event):
            self._link_from = self._under(event.position()) if self.editable else ""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the sheet or an edge along; without a button show what belongs to the step under the mouse."""
        if self._pressed is None:
            self._hover(self._under(event.position()))
            return
        moved = self._drag(event, Qt.CursorShape.CrossCursor if self._link_from else Qt.CursorShape.ClosedHandCursor)
        if moved is None:
            return
        if self._link_from:
            self._link_to = event.position()
            self._hover(self._under(event.position()))
            self.viewport().update()
        else:
            self._pan(moved)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click takes a step in hand; an edge that ends on another step is asked for."""
        under = self._under(event.position())
        begun, pressed = self._link_from, self._pressed is not None
        self._link_from = ""
        clicked = self._release()
        self.viewport().update()
        if clicked:
            self.choose(under)
        elif pressed and begun and under and under != begun:
            self.linked.emit(begun, under)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the step."""
        if self._under(event.position()) and self.current:
            self.opened.emit(self.current)

    def leaveEvent(self, event: QEvent) -> None:
        """The mouse is elsewhere."""
        super().leaveEvent(event)
        self._hover("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk, Enter opens, + and - zoom, 0 shows everything, Home and End are the first and last step."""
        key, sheet = Qt.Key(event.key()), self.sheet
        zooms = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1}
        if sheet is None or not sheet.flow.drawing.nodes:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.go(key)
        elif key in zooms:
            self.zoom_by(zooms[key])
        elif key is Qt.Key.Key_0:
            self.fit()
        elif key is Qt.Key.Key_Home:
            self.choose(sheet.flow.drawing.nodes[0].code)
        elif key is Qt.Key.Key_End:
            self.choose(max(sheet.flow.drawing.nodes, key=lambda node: node.layer).code)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current:
            self.opened.emit(self.current)
        else:
            super().keyPressEvent(event)

    def words_of(self, code: str) -> str:
        """What a box says, and what lies before and behind it."""
        step = self.sheet.flow.steps.get(code) if self.sheet is not None else None
        if step is None or self.sheet is None:
            return ""
        flow = self.sheet.flow
        names = {one: flow.steps[one].title for one in flow.steps}
        lines = [f"{code} {step.title}{'（可选）' if step.optional else ''}", step.authority, step.limit]
        for word, codes in (("前置", flow.before[code]), ("后续", flow.following[code])):
            lines.append(f"{word}：{'、'.join(names[one] for one in codes) or '无'}")
        if code in flow.critical.codes:
            lines.append("在关键路径上")
        return "\n".join(lines)

    @property
    def _offset(self) -> QPoint:
        """Which point of the sheet lies in the corner of the view; a small sheet lies in the middle."""
        size, room = self._size(), self.viewport().size()
        x = self.horizontalScrollBar().value() - max(0, (room.width() - round(size.width())) // 2)
        return QPoint(x, self.verticalScrollBar().value() - max(0, (room.height() - round(size.height())) // 2))

    def _size(self) -> QSizeF:
        return self.sheet.size if self.sheet is not None else QSizeF()

    def _under(self, point: QPointF) -> str:
        return self.sheet.at(point + QPointF(self._offset)) if self.sheet is not None else ""

    def _hover(self, code: str) -> None:
        if self.sheet is not None and self.sheet.hovered != code:
            self.sheet.hovered = code
            self.viewport().update()

    def _set_zoom(self, zoom: float) -> None:
        assert self.sheet is not None
        self.sheet.zoom = zoom
        self._fitted = False
        self._opened_at = None
        self._measure()
        self.viewport().update()
        self.zoomed.emit(zoom)

    def _measure(self) -> None:
        self._spread(self._size(), _BAR_STEP, _BAR_STEP)

    def _bring_into_view(self, code: str) -> None:
        assert self.sheet is not None
        box = self.sheet.rect(code).adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND)
        room = self.viewport().size()
        for bar, low, high, seen in (
            (self.horizontalScrollBar(), box.left(), box.right(), room.width()),
            (self.verticalScrollBar(), box.top(), box.bottom(), room.height()),
        ):
            bar.setValue(round(max(min(bar.value(), low), high - seen)))

    def _tell_current(self) -> None:
        self.setAccessibleDescription(self.words_of(self.current).replace("\n", "，"))

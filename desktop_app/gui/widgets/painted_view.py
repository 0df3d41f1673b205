"""A picture larger than its view: scrolled, dragged, zoomed under the mouse, with words for what lies there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QSizeF, Qt
from PySide6.QtGui import QFocusEvent, QHelpEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QFrame, QToolTip, QWidget


class PaintedView(QAbstractScrollArea):
    """What the flow chart and the progress chart share; what is painted, and how large it is, they say themselves."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        self.viewport().setMouseTracking(True)
        self._pressed: QPoint | None = None
        self._scrolled = QPoint()
        self._dragging = False

    def zoom_at(self, steps: int, point: QPointF) -> None:
        """Zoom in or out; what lies at a point of the view stays there."""
        raise NotImplementedError

    def tip_at(self, point: QPointF) -> str:
        """What the tooltip says at a point of the view."""
        raise NotImplementedError

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Some of the picture stays where it is, so nothing can be moved as it was painted."""
        self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl zooms under the mouse, Shift goes sideways."""
        keys, turned = event.modifiers(), event.angleDelta()
        steps = turned.y() or turned.x()
        if keys & Qt.KeyboardModifier.ControlModifier:
            self.zoom_at((steps > 0) - (steps < 0), event.position())
        elif keys & Qt.KeyboardModifier.ShiftModifier:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - steps)
        else:
            super().wheelEvent(event)
            return
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keyboard is elsewhere."""
        super().focusOutEvent(event)
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        """What is painted says all its words, also where there is no room for them."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.tip_at(QPointF(event.pos())), self)
            return True
        return super().viewportEvent(event)

    def _press(self, event: QMouseEvent) -> bool:
        """Begin a click or a drag; whether it was the button for them."""
        if event.button() != Qt.MouseButton.LeftButton:
            return False
        self._pressed = event.position().toPoint()
        self._scrolled = QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        self._dragging = False
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        return True

    def _drag(self, event: QMouseEvent, shape: Qt.CursorShape = Qt.CursorShape.ClosedHandCursor) -> QPoint | None:
        """How far the mouse has been dragged, None while it may still be a click; the cursor tells which."""
        if self._pressed is None:
            return None
        moved = event.position().toPoint() - self._pressed
        if not self._dragging and moved.manhattanLength() >= QApplication.startDragDistance():
            self._dragging = True
            self.viewport().setCursor(shape)
        return moved if self._dragging else None

    def _pan(self, moved: QPoint) -> None:
        """Move the picture along with the mouse."""
        self.horizontalScrollBar().setValue(self._scrolled.x() - moved.x())
        self.verticalScrollBar().setValue(self._scrolled.y() - moved.y())

    def _release(self) -> bool:
        """End a click or a drag; whether it was a click."""
        clicked = self._pressed is not None and not self._dragging
        self._pressed, self._dragging = None, False
        self.viewport().unsetCursor()
        return clicked

    def _spread(self, size: QSizeF, across: int, down: int) -> None:
        """Let the bars reach over a picture of this size, with these single steps."""
        room = self.viewport().size()
        for bar, whole, seen, step in (
            (self.horizontalScrollBar(), size.width(), room.width(), across),
            (self.verticalScrollBar(), size.height(), room.height(), down),
        ):
            bar.setRange(0, max(0, round(whole) - seen))
            bar.setPageStep(max(1, seen))
            bar.setSingleStep(step)

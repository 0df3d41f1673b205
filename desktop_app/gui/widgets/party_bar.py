"""The bar of whose days they were: one part for each party, told by pattern, name, colour and number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QToolTip, QWidget

from desktop_app.domain.attribution import Party
from desktop_app.gui.theme import colour, text_font

_HIGH = 28
_LEAST = 4.0


@dataclass(frozen=True, slots=True)
class _Look:
    role: str
    ground: str
    pattern: Qt.BrushStyle


_LOOKS: Mapping[Party, _Look] = {
    Party.AUTHORITY: _Look("accent", "accent", Qt.BrushStyle.SolidPattern),
    Party.ENTERPRISE: _Look("amber", "amber_soft", Qt.BrushStyle.BDiagPattern),
    Party.AGENT: _Look("green", "green_soft", Qt.BrushStyle.CrossPattern),
    Party.SPECIAL: _Look("slate", "slate_soft", Qt.BrushStyle.VerPattern),
    Party.NOBODY: _Look("soft", "paper", Qt.BrushStyle.NoBrush),
}


def paint_party(painter: QPainter, party: Party, box: QRectF) -> None:
    """Fill a box with the pattern and colour of a party."""
    look = _LOOKS[party]
    painter.setPen(QPen(colour(look.role), 1))
    painter.setBrush(colour(look.ground))
    painter.drawRect(box)
    if look.pattern not in (Qt.BrushStyle.NoBrush, Qt.BrushStyle.SolidPattern):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(colour(look.role), look.pattern))
        painter.drawRect(box)


class PartyBar(QWidget):
    """A stacked bar; a click on a part chooses its party, the keyboard has the buttons of the legend."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(_HIGH)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._sums: Mapping[Party, int] = {}

    def show_sums(self, sums: Mapping[Party, int]) -> None:
        """Show other sums; parties without a day have no part."""
        self._sums = {party: sums[party] for party in Party if sums.get(party)}
        told = "，".join(f"{party.value} {days} 个工作日" for party, days in self._sums.items())
        self.setAccessibleName(f"天数归属：{told or '还没有过去的工作日'}")
        self.update()

    def parts(self) -> list[tuple[Party, QRectF]]:
        """The box of every part from left to right; even a single day is wide enough to be seen."""
        total = sum(self._sums.values())
        if not total:
            return []
        spare = self.width() - 1 - _LEAST * len(self._sums)
        found, left = [], 0.5
        for party, days in self._sums.items():
            wide = _LEAST + spare * days / total
            found.append((party, QRectF(left, 0.5, wide, _HIGH - 1)))
            left += wide
        return found

    def party_at(self, point: QPoint) -> Party | None:
        """Whose part lies under a point."""
        return next((party for party, box in self.parts() if box.contains(point)), None)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the parts with their numbers."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(text_font(13, bold=True))
        if not self._sums:
            painter.setPen(QPen(colour("edge"), 1, Qt.PenStyle.DashLine))
            painter.drawRect(QRectF(0.5, 0.5, self.width() - 1, _HIGH - 1))
        for party, box in self.parts():
            paint_party(painter, party, box)
            number = str(self._sums[party])
            wide = painter.fontMetrics().horizontalAdvance(number)
            if wide + 12 > box.width():
                continue
            middle = QRectF(box.center().x() - wide / 2 - 5, box.top() + 4, wide + 10, box.height() - 8)
            ground = colour(_LOOKS[party].ground)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(middle, 3, 3)
            painter.setPen(_ink(party))
            painter.drawText(middle, Qt.AlignmentFlag.AlignCenter, number)
        painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the part under the mouse."""
        party = self.party_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and party is not None:
            self.chosen.emit(party)

    def event(self, event: object) -> bool:
        """Tooltips of the parts."""
        if isinstance(event, QHelpEvent) and event.type() is QHelpEvent.Type.ToolTip:
            party = self.party_at(event.pos())
            words = f"{party.value} {self._sums[party]} 个工作日，点开看每一天" if party else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)  # type: ignore[arg-type]


def _ink(party: Party) -> QColor:
    return colour("paper") if party is Party.AUTHORITY else colour("ink")


class PartyButton(QPushButton):
    """One entry of the legend: pattern, name and days; a click or Enter opens the list of the days."""

    def __init__(self, party: Party, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.party = party
        self.setObjectName("link")
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setStyleSheet("text-align: left; padding-left: 22px;")
        self.show_days(0, 0)

    def show_days(self, days: int, total: int) -> None:
        """Show how many of all days are this party's."""
        self.setText(f"{self.party.value} {days}")
        self.setToolTip(f"{days / total:.0%}，点开看每一天" if total else "")
        self.setAccessibleName(f"{self.party.value} {days} 个工作日，回车看每一天")
        self.setEnabled(bool(days))

    def sizeHint(self) -> QSize:
        """Room for the pattern before the words."""
        hint = super().sizeHint()
        return QSize(hint.width() + 4, hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words, then the pattern before them."""
        super().paintEvent(event)
        painter = QPainter(self)
        paint_party(painter, self.party, QRectF(3.5, (self.height() - 12) / 2, 12, 12))
        painter.end()

"""The year view: twelve months of days, each with the sign of what it is; walked by mouse and keyboard."""

from __future__ import annotations

import calendar as months
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop_app.domain.calendar import DayFact, DayKind, WorkingCalendar, weekday_word
from desktop_app.gui.theme import colour, text_font


@dataclass(frozen=True, slots=True)
class DaySign:
    """How a kind of day shows: a sign beside the number, the word for it, and the roles of text and ground."""

    sign: str
    word: str
    text: str
    ground: str
    edge: str = ""


DAY_SIGNS: Mapping[DayKind, DaySign] = {
    DayKind.WORKDAY: DaySign("", "工作日", "ink", ""),
    DayKind.WEEKEND: DaySign("", "双休日", "faint", ""),
    DayKind.HOLIDAY: DaySign("休", "放假", "red", "red_soft"),
    DayKind.MAKE_UP: DaySign("补", "补班日", "amber", "amber_soft"),
    DayKind.CLOSED: DaySign("停", "本地停办", "slate", "slate_soft", "slate"),
    DayKind.OPENED: DaySign("班", "临时补班", "accent", "accent_soft", "accent"),
}

_MONTHS = 12
_WIDE = 720
_GAP, _TITLE, _HEAD = 16, 24, 18
_WEEKS = 6
_WEEK = "一二三四五六日"
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -7,
    Qt.Key.Key_Down: 7,
}
_ROOMY = 34


def day_words(fact: DayFact) -> str:
    """A day in one line: date, weekday, whether people work, and why."""
    works = "上班" if fact.works else "不上班"
    firm = "" if fact.firm else "（暂估）"
    return f"{fact.day:%Y-%m-%d} {weekday_word(fact.day)}，{works}{firm}：{fact.reason}"


class YearView(QWidget):
    """Twelve months of one year. `chosen` tells the day in hand, `opened` that somebody wants to act on it."""

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("全年日历")
        self.calendar: WorkingCalendar | None = None
        self.today = date.min
        self.day = date.min

    @property
    def year(self) -> int:
        """The year shown: that of the day in hand."""
        return self.day.year

    def show_calendar(self, calendar: WorkingCalendar, today: date) -> None:
        """Show another calendar; the day in hand stays, at first it is today."""
        self.calendar, self.today = calendar, today
        self.choose(today if self.day == date.min else self.day)

    def choose(self, day: date) -> None:
        """Take a day in hand, and its year into view."""
        self.day = day
        if self.calendar is not None:
            self.setAccessibleDescription(day_words(self.calendar.fact(day)))
        self.update()
        self.chosen.emit(day)

    def sizeHint(self) -> QSize:
        """Room for three rows of four months."""
        return QSize(860, 600)

    def minimumSizeHint(self) -> QSize:
        """Below this the numbers would not be legible."""
        return QSize(560, 440)

    def place(self, day: date) -> QRectF:
        """Where a day of the year shown is painted."""
        month = self._month(day.month)
        column = day.weekday()
        row = (day.day - 1 + date(day.year, day.month, 1).weekday()) // 7
        wide, high = month.width() / 7, (month.height() - _TITLE - _HEAD) / _WEEKS
        return QRectF(month.left() + column * wide, month.top() + _TITLE + _HEAD + row * high, wide, high)

    def day_at(self, point: QPointF) -> date | None:
        """The day under a point, None beside the days."""
        for month in range(1, _MONTHS + 1):
            if self._month(month).contains(point):
                for number in range(1, months.monthrange(self.year, month)[1] + 1):
                    if self.place(date(self.year, month, number)).contains(point):
                        return date(self.year, month, number)
        return None

    def tip_at(self, point: QPointF) -> str:
        """What the tooltip says at a point, nothing beside the days."""
        day = self.day_at(point)
        return day_words(self.calendar.fact(day)) if day is not None and self.calendar is not None else ""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click takes a day in hand."""
        day = self.day_at(event.position())
        if day is not None:
            self.choose(day)
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click acts on the day."""
        if self.day_at(event.position()) is not None:
            self.opened.emit(self.day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk days and weeks, Page Up and Page Down months, Home and End the year; Enter acts."""
        key = Qt.Key(event.key())
        if key in _STEPS:
            self._walk(timedelta(days=_STEPS[key]))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._walk_month(1 if key is Qt.Key.Key_PageDown else -1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.choose(date(self.year, 1, 1) if key is Qt.Key.Key_Home else date(self.year, 12, 31))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(self.day)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """The tooltip of a day says why it is what it is."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.tip_at(QPointF(event.pos())), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the months that are in view."""
        if self.calendar is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for month in range(1, _MONTHS + 1):
            self._paint_head(painter, month)
            for number in range(1, months.monthrange(self.year, month)[1] + 1):
                self._paint_day(painter, self.calendar.fact(date(self.year, month, number)))
        painter.end()

    def _walk(self, step: timedelta) -> None:
        if date(1900, 1, 8) < self.day < date(2200, 12, 24):
            self.choose(self.day + step)

    def _walk_month(self, step: int) -> None:
        number = self.day.year * _MONTHS + self.day.month - 1 + step
        year, month = divmod(number, _MONTHS)
        last = months.monthrange(year, month + 1)[1]
        self.choose(date(year, month + 1, min(self.day.day, last)))

    def _month(self, month: int) -> QRectF:
        columns = 4 if self.width() >= _WIDE else 3
        rows = _MONTHS // columns
        wide = (self.width() - _GAP * columns) / columns
        high = (self.height() - _GAP / 2 * rows) / rows
        row, column = divmod(month - 1, columns)
        return QRectF(_GAP / 2 + column * (wide + _GAP), 2 + row * (high + _GAP / 2), wide, high)

    def _paint_head(self, painter: QPainter, month: int) -> None:
        place = self._month(month)
        painter.setPen(QPen(colour("line"), 1))
        painter.setBrush(colour("paper"))
        painter.drawRoundedRect(place.adjusted(-6.5, -1.5, 6.5, 2.5), 8, 8)
        painter.setPen(colour("ink"))
        painter.setFont(text_font(14, bold=True))
        title = QRectF(place.left() + 6, place.top(), place.width(), _TITLE)
        painter.drawText(title, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, f"{month}月")
        painter.setFont(text_font(11))
        painter.setPen(colour("faint"))
        wide = place.width() / 7
        for number, word in enumerate(_WEEK):
            cell = QRectF(place.left() + number * wide, place.top() + _TITLE, wide, _HEAD)
            painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, word)

    def _paint_day(self, painter: QPainter, fact: DayFact) -> None:
        sign = DAY_SIGNS[fact.kind]
        cell = self.place(fact.day)
        inner = cell.adjusted(1, 1, -1, -1)
        self._paint_ground(painter, inner, fact, sign)
        roomy = cell.width() >= _ROOMY and cell.height() >= _ROOMY - 8
        painter.setPen(colour(sign.text))
        painter.setFont(text_font(15 if roomy else 13, bold=bool(sign.sign)))
        number = str(fact.day.day)
        if not sign.sign:
            painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, number)
            return
        width = painter.fontMetrics().horizontalAdvance(number)
        small = text_font(12 if roomy else 10)
        painter.setFont(small)
        wide = painter.fontMetrics().horizontalAdvance(sign.sign)
        left = inner.left() + max(0.0, (inner.width() - width - wide - 1) / 2)
        painter.drawText(QPointF(left + width + 1, inner.center().y() + 1), sign.sign)
        painter.setFont(text_font(15 if roomy else 13, bold=True))
        painter.drawText(QRectF(left, inner.top(), width + 2, inner.height()), Qt.AlignmentFlag.AlignVCenter, number)

    def _paint_ground(self, painter: QPainter, inner: QRectF, fact: DayFact, sign: DaySign) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        if sign.ground and fact.firm:
            painter.setBrush(colour(sign.ground))
            painter.drawRoundedRect(inner, 4, 4)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if sign.edge or (sign.ground and not fact.firm):
            style = Qt.PenStyle.SolidLine if fact.firm else Qt.PenStyle.DashLine
            painter.setPen(QPen(colour(sign.edge or sign.text), 1, style))
            painter.drawRoundedRect(inner.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        if fact.day == self.today:
            painter.setPen(QPen(colour("accent"), 2))
            painter.drawLine(inner.bottomLeft() + QPointF(4, -1), inner.bottomRight() + QPointF(-4, -1))
        if fact.day == self.day:
            painter.setPen(QPen(colour("accent" if self.hasFocus() else "soft"), 2))
            painter.drawRoundedRect(inner.adjusted(1, 1, -1, -1), 4, 4)


class Legend(QWidget):
    """What the signs of the year view mean, in one line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(24)
        said = "，".join(f"{one.sign} {one.word}" for one in DAY_SIGNS.values() if one.sign)
        self.setAccessibleName(f"图例：{said}；虚线框为暂估，下划线为今天")

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(620, 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint each sign with its word."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = 0.0
        for one in DAY_SIGNS.values():
            if one.sign:
                left = self._entry(painter, left, one.sign, one.word, one)
        dashed = DaySign("休", "暂估", "red", "")
        painter.setPen(QPen(colour("red"), 1, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(left + 0.5, 3.5, 21, 17), 4, 4)
        left = self._entry(painter, left, "休", "按法定节假日推算，暂估", dashed)
        painter.setPen(QPen(colour("accent"), 2))
        painter.drawLine(QPointF(left + 3, 19), QPointF(left + 19, 19))
        self._entry(painter, left, "", "今天", DaySign("", "", "ink", ""))
        painter.end()

    def _entry(self, painter: QPainter, left: float, sign: str, word: str, look: DaySign) -> float:
        box = QRectF(left, 3, 22, 18)
        if look.ground:
            painter.setPen(QPen(colour(look.edge), 1) if look.edge else Qt.PenStyle.NoPen)
            painter.setBrush(colour(look.ground))
            painter.drawRoundedRect(box, 4, 4)
            painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setFont(text_font(12, bold=True))
        painter.setPen(colour(look.text))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, sign)
        painter.setFont(text_font(12))
        painter.setPen(colour("soft"))
        width = painter.fontMetrics().horizontalAdvance(word)
        painter.drawText(QRectF(left + 28, 0, width + 2, 24), Qt.AlignmentFlag.AlignVCenter, word)
        return left + 28 + width + (18 if self.width() >= self.sizeHint().width() else 7)


def middle(view: YearView, day: date) -> QPoint:
    """The middle of a day on the view."""
    return view.place(day).center().toPoint()

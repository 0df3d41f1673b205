"""Local changes of one day: 本地停办 or 临时补班, and taking one away again, with what moves shown first."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop_app.application.calendar_moves import MovedDate
from desktop_app.application.calendars import Recalculated
from desktop_app.domain.calendar import DayOverride, WorkingCalendar
from desktop_app.gui.dialogs.act import day_field, to_date
from desktop_app.gui.dialogs.dialog import Dialog, field, form
from desktop_app.gui.models.calendar import MOVED_COLUMNS
from desktop_app.gui.models.listed import ListModel
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.bars import Hint
from desktop_app.gui.widgets.labels import words
from desktop_app.gui.widgets.listing import listing
from desktop_app.gui.widgets.year_view import day_words


class MovedTable(QWidget):
    """The running dates that would move, under a line that counts them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.summary = words("", "strong")
        self.model: ListModel[MovedDate] = ListModel(MOVED_COLUMNS, self)
        self.table = listing("会变动的在办期限", self.model)
        column.addWidget(self.summary)
        column.addWidget(self.table, 1)
        self.show_moved(())

    def show_moved(self, moved: tuple[MovedDate, ...] | list[MovedDate]) -> None:
        """Show other dates."""
        self.model.show_rows(moved)
        self.summary.setText(f"会变动的在办期限：{len(moved)} 个" if moved else "没有在办期限会变动")
        self.table.setVisible(bool(moved))


class OverrideDialog(Dialog):
    """Close an ordinary working day, or work on a rest day; what moves follows the day chosen."""

    def __init__(self, session: Session, calendar: WorkingCalendar, day: date, parent: QWidget | None = None) -> None:
        super().__init__(session, "本地调整", "登记", parent)
        self._calendar = calendar
        self.body.addWidget(words("本地停办、临时补班", "heading"))
        fields = form(self.body)
        self.on = day_field(day)
        self.on.dateChanged.connect(lambda _day: self._look())
        field(fields, "哪一天", self.on)
        self.hint = Hint()
        fields.addRow("", self.hint)
        self.reason = QLineEdit()
        field(fields, "依据或原因", self.reason, "必填，如：管委会通知文号、停电检修")
        self.by = QLineEdit(session.officer)
        field(fields, "登记人", self.by, "必填")
        self.moved = MovedTable()
        self.body.addWidget(self.moved, 1)
        self.fit(920, 480)
        self._look()
        self.reason.setFocus()

    @property
    def override(self) -> DayOverride:
        """What the person has stated so far: the opposite of what the day is now."""
        day = to_date(self.on.date())
        return DayOverride(day, not self._calendar.is_working(day), self.reason.text())

    def submit(self) -> None:
        """Store the override."""
        override, by = self.override, self.by.text()
        self.send(lambda desk: desk.calendars.override(override, by), self._stored)

    def _look(self) -> None:
        """Say what the day is and what would move; nothing is written."""
        override = self.override
        fact = self._calendar.fact(override.day)
        word = "临时补班：这一天改为上班" if override.works else "本地停办：这一天改为不上班"
        self.hint.say(f"{day_words(fact)}。登记为{word}，在办期限随即重算，并记入有变动的项目。")
        self._grow()

        def show(moved: list[MovedDate]) -> None:
            if self.override.day == override.day:
                self.moved.show_moved(moved)

        self.send(lambda desk: desk.calendars.preview(override), show)

    def _stored(self, outcome: Recalculated) -> None:
        self.session.announce(outcome.told)
        self.accept()


class RemoveOverrideDialog(Dialog):
    """Take a local change away; the day becomes again what the notice says."""

    def __init__(self, session: Session, override: DayOverride, parent: QWidget | None = None) -> None:
        super().__init__(session, "撤销本地调整", "撤销", parent)
        self.override = override
        word = "临时补班" if override.works else "本地停办"
        self.body.addWidget(words(f"{override.day:%Y-%m-%d} {word}", "heading"))
        self.body.addWidget(words(override.reason, "soft", wrap=True))
        self.body.addWidget(Hint("撤销以后，这一天恢复放假安排原来的规定；登记和撤销都留在历次版本里。"))
        self.by = QLineEdit(session.officer)
        field(form(self.body), "登记人", self.by, "必填")
        self.moved = MovedTable()
        self.body.addWidget(self.moved, 1)
        self.fit(920, 420)
        self.send(lambda desk: desk.calendars.preview_removal(override.day), self.moved.show_moved)
        self.by.setFocus()

    def submit(self) -> None:
        """Take it away."""
        day, by = self.override.day, self.by.text()
        self.send(lambda desk: desk.calendars.remove_override(day, by), self._stored)

    def _stored(self, outcome: Recalculated) -> None:
        self.session.announce(outcome.told)
        self.accept()

"""The panel of 提醒: the date a reminder is about, the whole ladder with what fired and what comes, and the acts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from desktop_app.application.reminder_book import Reminder
from desktop_app.application.reminder_rows import ReminderRow
from desktop_app.domain.escalation import RECIPIENT_WORDS, TRACK_WORDS, Rung
from desktop_app.gui.models.reminders import due_words, end_words, lamp_words, moment_words, row_left_words
from desktop_app.gui.widgets.action_panel import ActionPanel
from desktop_app.gui.widgets.bars import button
from desktop_app.gui.widgets.labels import Card, Facts, words
from desktop_app.gui.widgets.lamp import LampChip
from desktop_app.locations import resources

SNOOZES = ((0, "一小时后"), (1, "下一个工作日"), (3, "三个工作日后"))
"""Working days a reminder may be put off, 0 for an hour, and what the menu calls that."""

_INDENT = 18


class ReminderPanelView(ActionPanel):
    """Shows a ReminderRow; asks for everything by signals. `forms` are the titles of the papers that can be printed."""

    go_asked = Signal(object)
    paper_asked = Signal(object, str)
    snooze_asked = Signal(object, int)
    handled_asked = Signal(object)
    reopen_asked = Signal(object)

    def __init__(self, forms: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._forms = forms
        self.row: ReminderRow | None = None
        self.show_nothing()

    def show_nothing(self) -> None:
        """Say what the panel is for."""
        self.row = None
        self._say("在左边选一条提醒，这里会说明期限、已经提醒过谁、下一级什么时候提醒谁，以及现在能做什么。")

    def show_row(self, row: ReminderRow, today: date) -> None:
        """Show a reminder as it stands today."""
        self._empty()
        self.row = row
        title = row.entry.step.title if row.entry else row.reminder.matter
        self._column.addWidget(words(title, "heading", wrap=True))
        if row.entry:
            self._column.addWidget(words(row.entry.project, "faint", wrap=True))
        facts = Facts()
        facts.show_facts(_facts(row))
        self._column.addWidget(facts)
        card = Card()
        card.setAccessibleName("催办阶梯")
        card.inside.addWidget(words(f"催办阶梯 · {TRACK_WORDS[row.reminder.track]}", "strong"))
        for line in _ladder_lines(row, today):
            card.inside.addLayout(line)
        self._column.addWidget(card)
        self._column.addStretch()
        self._offer(row)

    def _offer(self, row: ReminderRow) -> None:
        made: list[QWidget] = []
        self._foot.parentWidget().show()
        if row.entry is not None:
            go = button("去办理", primary=True, tip="打开这个环节，登记进展")
            go.clicked.connect(lambda: self.go_asked.emit(row))
            made.append(self._named("go", go))
        form = form_of(row)
        if form in self._forms and row.entry is not None:
            paper = button(f"出具{self._forms[form]}")
            paper.clicked.connect(lambda: self.paper_asked.emit(row, form))
            made.append(self._named("paper", paper))
        waits = row.reminder.handled_at is None and row.reminder.closed_at is None
        if waits:
            later = button("稍后提醒")
            later.setIcon(QIcon(str(resources() / "icons" / "chevron-down.svg")))
            later.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            later.clicked.connect(lambda: self.snooze_menu(row).popup(later.mapToGlobal(QPoint(0, later.height()))))
            made.append(self._named("later", later))
            done = button("已处理")
            done.clicked.connect(lambda: self.handled_asked.emit(row))
            made.append(self._named("done", done))
        if row.reminder.closed_at is None and (row.reminder.handled_at or row.reminder.snoozed_until):
            again = button("恢复提醒", tip="放回待处理")
            again.clicked.connect(lambda: self.reopen_asked.emit(row))
            made.append(self._named("reopen", again))
        for place, one in enumerate(made):
            self._foot.addWidget(one, place // 2, place % 2)
        self._foot.parentWidget().setVisible(bool(made))

    def _named(self, key: str, made: QWidget) -> QWidget:
        self.buttons[key] = made
        return made

    def snooze_menu(self, row: ReminderRow) -> QMenu:
        """How long a reminder may be put off."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for days, name in SNOOZES:
            menu.addAction(name).triggered.connect(lambda _on=False, days=days: self.snooze_asked.emit(row, days))
        return menu


def form_of(row: ReminderRow) -> str:
    """The paper the highest rung that fired calls for, else that of a lower one; empty for none."""
    keys = [row.reminder.rung, *(one.rung for one in reversed(row.earlier))]
    forms = {rung.key: rung.form for rung, _ in row.steps} | ({row.rung.key: row.rung.form} if row.rung else {})
    return next((forms[key] for key in keys if forms.get(key)), "")


def _facts(row: ReminderRow) -> list[tuple[str, str | QWidget]]:
    chip = LampChip(row.lamp, lamp_words(row))
    found: list[tuple[str, str | QWidget]] = [("灯号", chip), ("期限", f"{due_words(row)}，{row_left_words(row)}")]
    if row.watched is not None and row.watched.run.missing_years:
        years = "、".join(str(year) for year in row.watched.run.missing_years)
        found.append(("暂估", f"{years} 年放假安排尚未公布，公布后会自动重算"))
    if row.watched is not None and row.watched.run.what:
        found.append(("内容", row.watched.run.what))
    if row.entry is not None:
        step = row.entry.step
        found.append(("办理部门", step.authority or "未写明"))
        found.append(("代办员", step.officer or "未指定"))
    if row.rung is not None:
        found.append(("要做的", row.rung.words))
    if row.reminder.paper:
        found.append(("已出文书", row.reminder.paper))
    if row.reminder.snoozed_until is not None and row.reminder.handled_at is None:
        found.append(("稍后", f"{moment_words(row.reminder.snoozed_until)} 再提醒"))
    if ended := end_words(row):
        found.append(("结果", ended))
    return found


def _ladder_lines(row: ReminderRow, today: date) -> list[QHBoxLayout]:
    """Every rung from the lowest: fired, to come, and what it counts on."""
    fired = {one.rung: one for one in (*row.earlier, row.reminder)}
    steps = row.steps or tuple((row.rung, row.reminder.on) for _ in (1,) if row.rung is not None)
    return [_line(rung, day, fired.get(rung.key), today) for rung, day in steps]


def _line(rung: Rung, day: date, fired: Reminder | None, today: date) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(10)
    sign, role = ("✓", "strong") if fired else ("○", "soft")
    left = QVBoxLayout()
    left.setSpacing(0)
    doubt = "" if rung.verified else "（可调，待核）"
    left.addWidget(words(f"{sign} {RECIPIENT_WORDS[rung.who]} · {rung.trigger_words}{doubt}", role, wrap=True))
    if fired is None:
        told = f"{day:%Y-%m-%d} 提醒" if day > today else "上班时间提醒"
    else:
        told = f"{fired.fired_at:%m-%d %H:%M} 已提醒{fired.person}{'（补发）' if fired.late else ''}"
        if fired.seen_by:
            told += f"，{fired.seen_by}已读"
    beneath = words(told, "small", wrap=True)
    beneath.setIndent(_INDENT)
    left.addWidget(beneath)
    row.addLayout(left, 1)
    return row

"""The fields of a draft as a whole: its name, what it applies to, its groups, and the way to a new step."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from desktop_app.application.flows import choice_words, group_words
from desktop_app.domain import template_draft as edits
from desktop_app.domain.template_draft import TemplateDraft
from desktop_app.gui.widgets.bars import Hint, button, link
from desktop_app.gui.widgets.draft_keeper import Edit
from desktop_app.gui.widgets.labels import clear, scrolled, words

_TYPING_PAUSE = 350


class HeadEditor(QWidget):
    """Edits what is not one step; `edited` carries the change and whether fields must be filled again."""

    edited = Signal(object, bool)
    step_wanted = Signal()
    choice_asked = Signal(str)
    group_asked = Signal(str)
    benchmark_asked = Signal(str)
    threshold_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._typed: dict[str, Edit] = {}
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_PAUSE)
        self._typing.timeout.connect(self.commit)
        self.title = words("", "heading", wrap=True)
        self.base = words("", "faint", wrap=True)
        self.name, self.region = QLineEdit(), QLineEdit()
        self.applies, self.notes = QPlainTextEdit(), QPlainTextEdit()
        self.notes.setPlaceholderText("一行一条")
        for box in (self.applies, self.notes):
            box.setFixedHeight(78)
            box.setTabChangesFocus(True)
        self.add = button("加一个环节…", primary=True)
        self.add.clicked.connect(self.step_wanted)
        self.new_choice, self.new_group = button("新建择一组…"), button("新建并联组…")
        self.new_choice.clicked.connect(lambda: self.choice_asked.emit(""))
        self.new_group.clicked.connect(lambda: self.group_asked.emit(""))
        self.new_benchmark, self.new_threshold = button("新建对标…"), button("新建三未标准…")
        self.new_benchmark.clicked.connect(lambda: self.benchmark_asked.emit(""))
        self.new_threshold.clicked.connect(lambda: self.threshold_asked.emit(""))
        self.name.textEdited.connect(lambda text: self._later("name", lambda d: edits.set_head(d, name=text)))
        self.region.textEdited.connect(lambda text: self._later("region", lambda d: edits.set_head(d, region=text)))
        self.applies.textChanged.connect(self._applies_typed)
        self.notes.textChanged.connect(self._notes_typed)
        self._groups = QVBoxLayout()
        self._marks = QVBoxLayout()
        for rows in (self._groups, self._marks):
            rows.setSpacing(3)
        self._lay_out()

    def show_draft(self, draft: TemplateDraft) -> None:
        """Fill the fields."""
        self.commit()
        self.title.setText(f"{draft.key} · 编辑模板")
        self.base.setText(f"从版本 {draft.base} 开始" if draft.base else "还没有发布过的新模板")
        for field, text in ((self.name, draft.name), (self.region, draft.region)):
            if field.text() != text:
                field.setText(text)
                field.setCursorPosition(0)
        for box, text in ((self.applies, draft.applies_to), (self.notes, "\n".join(draft.notes))):
            if box.toPlainText() != text:
                box.blockSignals(True)
                box.setPlainText(text)
                box.blockSignals(False)
        clear(self._groups)
        for choice in draft.choices:
            told = choice_words(choice)
            self._row(self._groups, told, choice.name, self.choice_asked.emit, edits.remove_choice)
        for group in draft.groups:
            self._row(self._groups, group_words(group), group.name, self.group_asked.emit, edits.remove_group)
        if not draft.choices and not draft.groups:
            self._groups.addWidget(words("没有择一组和并联组", "faint"))
        self._show_marks(draft)

    def _show_marks(self, draft: TemplateDraft) -> None:
        clear(self._marks)
        for mark in draft.benchmarks:
            told = f"{mark.name} · {mark.days} 天"
            self._row(self._marks, told, mark.name, self.benchmark_asked.emit, edits.remove_benchmark)
        for one in draft.thresholds:
            told = f"三未 · {one.name} · {one.days} 天"
            self._row(self._marks, told, one.name, self.threshold_asked.emit, edits.remove_threshold)
        if not draft.benchmarks and not draft.thresholds:
            self._marks.addWidget(words("没有对标和三未标准", "faint"))

    def commit(self) -> None:
        """Hand over what was typed and not told yet."""
        self._typing.stop()
        typed, self._typed = self._typed, {}
        for change in typed.values():
            self.edited.emit(change, False)

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 16, 18, 16)
        column.setSpacing(5)
        column.addWidget(self.title)
        column.addWidget(self.base)
        column.addWidget(
            Hint("在图上点一个环节来改它；从一个环节拖到另一个环节，后者就等前者办完。改动随时自动保存，Ctrl+Z 撤销。")
        )
        column.addSpacing(4)
        column.addWidget(self.add)
        for name, part in (
            ("名称", self.name),
            ("地区", self.region),
            ("适用范围", self.applies),
            ("说明", self.notes),
        ):
            column.addSpacing(4)
            column.addWidget(words(name, "soft"))
            part.setAccessibleName(name)
            column.addWidget(part)
        for name, rows, acts in (
            ("分组", self._groups, (self.new_choice, self.new_group)),
            ("对标和三未标准", self._marks, (self.new_benchmark, self.new_threshold)),
        ):
            column.addSpacing(4)
            column.addWidget(words(name, "soft"))
            column.addLayout(rows)
            row = QHBoxLayout()
            for act in acts:
                row.addWidget(act, 1)
            column.addLayout(row)
        column.addStretch()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 0, 0, 0)
        outer.addWidget(scrolled(inside))

    def _row(
        self,
        rows: QVBoxLayout,
        told: str,
        name: str,
        ask: Callable[[str], None],
        remove: Callable[[TemplateDraft, str], TemplateDraft],
    ) -> None:
        row = QHBoxLayout()
        change, away = link("改"), link("删")
        change.setAccessibleName(f"改 {name}")
        away.setAccessibleName(f"删 {name}")
        change.clicked.connect(lambda: ask(name))
        away.clicked.connect(lambda: self.edited.emit(lambda draft: remove(draft, name), True))
        row.addWidget(words(told, wrap=True), 1)
        row.addWidget(change)
        row.addWidget(away)
        rows.addLayout(row)

    def _later(self, field: str, change: Edit) -> None:
        self._typed[field] = change
        self._typing.start()

    def _applies_typed(self) -> None:
        text = self.applies.toPlainText()
        self._later("applies", lambda draft: edits.set_head(draft, applies_to=text))

    def _notes_typed(self) -> None:
        lines = tuple(self.notes.toPlainText().splitlines())
        self._later("notes", lambda draft: edits.set_notes(draft, lines))

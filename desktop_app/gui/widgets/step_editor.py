"""The fields of one step of a draft: name, limits, what it waits for, its groups, papers and result."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.application.flows import STAGES
from desktop_app.domain import template_draft as edits
from desktop_app.domain.matter import Matter, ResultPaper
from desktop_app.domain.template import StepPart, StepTemplate
from desktop_app.domain.template_draft import TemplateDraft
from desktop_app.gui.widgets.bars import button, link
from desktop_app.gui.widgets.draft_keeper import Edit
from desktop_app.gui.widgets.labels import clear, scrolled, words
from desktop_app.gui.widgets.limit_fields import LimitFields
from desktop_app.gui.widgets.step_places import put_in_choice, put_in_group
from desktop_app.gui.widgets.validity_fields import ValidityFields

_TYPING_PAUSE = 350


class StepEditor(QWidget):
    """Edits one step; `edited` carries the change and whether fields must be filled again."""

    edited = Signal(object, bool)
    step_asked = Signal(str)
    materials_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.code = ""
        self._draft: TemplateDraft | None = None
        self._typed: dict[str, Callable[[], Edit]] = {}
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_PAUSE)
        self._typing.timeout.connect(self.commit)
        self._make_fields()
        self._lay_out()

    def show_step(self, draft: TemplateDraft, code: str) -> None:
        """Fill the fields from a step."""
        self.commit()
        self._draft, self.code = draft, code
        step = draft.step(code)
        matter = step.matter
        self.title.setText(f"{code} · 编辑环节")
        for field, text in (
            (self.name, step.title),
            (self.authority, matter.authority),
            (self.condition, step.condition),
            (self.result, matter.result.name if matter.result else ""),
            (self.validity, matter.result.validity if matter.result else ""),
        ):
            if field.text() != text:
                field.setText(text)
                field.setCursorPosition(0)
        for box, text in ((self.note, matter.note), (self.parts, "\n".join(one.name for one in step.parts))):
            if box.toPlainText() != text:
                box.blockSignals(True)
                box.setPlainText(text)
                box.blockSignals(False)
        self.stage.setCurrentText(matter.stage)
        self.optional.setChecked(step.optional)
        self.condition.setEnabled(step.optional)
        self.statutory.show_limit(matter.statutory)
        self.promised.show_limit(step.promised, "照事项" if matter.promised else "不设")
        self.default.setText(f"不另写时照事项：{matter.promised.words()}" if matter.promised else "事项没有承诺时限")
        self.materials.setText(f"材料 {len(matter.materials)} 份…")
        self.lasts.show_validity(matter.result.lasts if matter.result else None)
        self._show_places(draft, step)
        self._show_after(draft, step)
        place = draft.codes.index(code)
        self.up.setEnabled(place > 0)
        self.down.setEnabled(place < len(draft.steps) - 1)

    def commit(self) -> None:
        """Hand over what was typed and not told yet."""
        self._typing.stop()
        typed, self._typed = self._typed, {}
        for make in typed.values():
            self.edited.emit(make(), False)

    def _make_fields(self) -> None:
        self.title = words("", "heading", wrap=True)
        self.name, self.authority, self.condition = QLineEdit(), QLineEdit(), QLineEdit()
        self.result, self.validity = QLineEdit(), QLineEdit()
        self.lasts = ValidityFields()
        self.validity.setPlaceholderText("有效期的原文，如：3 个月内开工")
        self.condition.setPlaceholderText("什么情况下要办")
        self.stage, self.choice, self.group, self.add_after = QComboBox(), QComboBox(), QComboBox(), QComboBox()
        self.stage.setEditable(True)
        self.stage.addItems(STAGES)
        self.optional = QCheckBox("可选环节：按项目情况决定办不办")
        self.statutory, self.promised = LimitFields("法定", "不设"), LimitFields("承诺", "不设")
        self.note = QPlainTextEdit()
        self.default = words("", "small")
        self.parts = QPlainTextEdit()
        self.parts.setPlaceholderText("一行一个，如：一期；没有就空着")
        self.materials = button("材料…")
        self.up, self.down, self.remove = button("上移"), button("下移"), button("删除环节")
        for text in (self.parts, self.note):
            text.setFixedHeight(64)
            text.setTabChangesFocus(True)
        for box in (self.stage, self.choice, self.group, self.add_after):
            box.setMinimumContentsLength(8)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._connect_typed()
        self.optional.clicked.connect(lambda on: self._now(self._optional(on), refill=True))
        self.choice.activated.connect(lambda _index: self._place(self.choice, put_in_choice))
        self.group.activated.connect(lambda _index: self._place(self.group, put_in_group))
        self.add_after.activated.connect(lambda _index: self._add_before())
        self.materials.clicked.connect(lambda: self.materials_asked.emit(self.code))
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        self.remove.clicked.connect(self._remove)

    def _connect_typed(self) -> None:
        self.name.textEdited.connect(lambda text: self._later("name", lambda d, c: edits.rename_step(d, c, text)))
        self.authority.textEdited.connect(
            lambda text: self._later("authority", _fact(lambda one: replace(one, authority=text.strip())))
        )
        self.stage.currentTextChanged.connect(self._stage_typed)
        self.condition.textEdited.connect(
            lambda text: self._later("condition", lambda d, c: edits.set_optional(d, c, d.step(c).optional, text))
        )
        for field in (self.result, self.validity):
            field.textEdited.connect(lambda _text: self._later("result", self._result()))
        self.lasts.edited.connect(lambda: self._later("result", self._result()))
        self.note.textChanged.connect(self._note_typed)
        self.parts.textChanged.connect(self._parts_typed)
        self.statutory.edited.connect(lambda: self._later("statutory", _limit(edits.set_statutory, self.statutory)))
        self.promised.edited.connect(lambda: self._later("promised", _limit(edits.set_promised, self.promised)))

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 16, 18, 16)
        column.setSpacing(5)
        whole = link("← 看整个模板")
        whole.clicked.connect(lambda: self.step_asked.emit(""))
        column.addWidget(whole, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.title)
        self._after_rows = QVBoxLayout()
        self._after_rows.setSpacing(0)
        for name, parts in (
            ("名称", (self.name,)),
            ("阶段", (self.stage,)),
            ("审批机关", (self.authority,)),
            ("办不办", (self.optional, self.condition)),
            ("法定时限", (self.statutory,)),
            ("承诺时限", (self.promised, self.default)),
            ("前置（办完它们才能办这一项）", (self._after_rows, self.add_after)),
            ("择一组", (self.choice,)),
            ("并联组", (self.group,)),
            ("材料", (self.materials,)),
            ("办理结果和有效期", (self.result, self.lasts, self.validity)),
            ("分项（可以分期、分段办结的）", (self.parts,)),
            ("备注", (self.note,)),
        ):
            column.addSpacing(4)
            column.addWidget(words(name, "soft"))
            for part in parts:
                if isinstance(part, QWidget):
                    part.setAccessibleName(part.accessibleName() or name)
                    column.addWidget(part)
                else:
                    column.addLayout(part)
        row = QHBoxLayout()
        for act in (self.up, self.down, self.remove):
            row.addWidget(act, 1)
        column.addSpacing(8)
        column.addLayout(row)
        column.addStretch()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 0, 0, 0)
        outer.addWidget(scrolled(inside))

    def _show_places(self, draft: TemplateDraft, step: StepTemplate) -> None:
        for box, none, names, chosen in (
            (
                self.choice,
                "不在择一组里",
                [one.name for one in draft.choices],
                next((one.name for one in draft.choices if step.code in one.members), ""),
            ),
            (self.group, "不在并联组里", [one.name for one in draft.groups], step.parallel_group),
        ):
            box.clear()
            box.addItem(none, "")
            for name in names:
                box.addItem(name, name)
            box.setCurrentIndex(max(0, box.findData(chosen)))

    def _show_after(self, draft: TemplateDraft, step: StepTemplate) -> None:
        clear(self._after_rows)
        titles = {one.code: one.title for one in draft.steps}
        for code in step.after:
            row = QHBoxLayout()
            label = words(f"{code} {titles.get(code, '（不在本模板里）')}", "" if code in titles else "red", wrap=True)
            away: QPushButton = link("去掉")
            away.setAccessibleName(f"去掉前置 {code}")
            away.clicked.connect(
                lambda _on=False, code=code: self._now(lambda d, c: edits.remove_edge(d, code, c), refill=True)
            )
            row.addWidget(label, 1)
            row.addWidget(away)
            self._after_rows.addLayout(row)
        self.add_after.clear()
        self.add_after.addItem("加一个前置…", "")
        for one in draft.steps:
            if one.code != step.code and one.code not in step.after:
                self.add_after.addItem(f"{one.code} {one.title}", one.code)

    def _later(self, field: str, change: Callable[[TemplateDraft, str], TemplateDraft]) -> None:
        """Tell a change after a short pause in typing, so that every letter is not an edit of its own."""
        code = self.code
        if code:
            self._typed[field] = lambda: lambda draft: change(draft, code)
            self._typing.start()

    def _now(self, change: Callable[[TemplateDraft, str], TemplateDraft], *, refill: bool = False) -> None:
        self.commit()
        code = self.code
        self.edited.emit(lambda draft: change(draft, code), refill)

    def _note_typed(self) -> None:
        text = self.note.toPlainText().strip()
        self._later("note", _fact(lambda one: replace(one, note=text)))

    def _parts_typed(self) -> None:
        names = [line.strip() for line in self.parts.toPlainText().splitlines() if line.strip()]

        def change(draft: TemplateDraft, code: str) -> TemplateDraft:
            known = {one.name: one for one in draft.step(code).parts}
            return edits.set_parts(draft, code, tuple(known.get(name, StepPart(name)) for name in names))

        self._later("parts", change)

    def _stage_typed(self, text: str) -> None:
        if self._draft is not None and self.code and text.strip() != self._draft.step(self.code).matter.stage:
            self._later("stage", _fact(lambda one: replace(one, stage=text.strip())))

    def _optional(self, on: bool) -> Callable[[TemplateDraft, str], TemplateDraft]:
        condition = self.condition.text()
        return lambda draft, code: edits.set_optional(draft, code, on, condition)

    def _result(self) -> Callable[[TemplateDraft, str], TemplateDraft]:
        name, validity, lasts = self.result.text().strip(), self.validity.text().strip(), self.lasts.validity()

        def change(draft: TemplateDraft, code: str) -> TemplateDraft:
            if not name and not validity and lasts is None:
                return edits.set_result(draft, code, None)
            kept = draft.step(code).matter.result or ResultPaper(name)
            return edits.set_result(draft, code, replace(kept, name=name, validity=validity, lasts=lasts))

        return change

    def _place(self, box: QComboBox, put: Callable[[TemplateDraft, str, str], TemplateDraft]) -> None:
        name = str(box.currentData() or "")
        self._now(lambda draft, code: put(draft, code, name), refill=True)

    def _add_before(self) -> None:
        before = str(self.add_after.currentData() or "")
        if before:
            self._now(lambda draft, code: edits.add_edge(draft, before, code), refill=True)

    def _move(self, by: int) -> None:
        self._now(lambda draft, code: edits.move_step(draft, code, draft.codes.index(code) + by), refill=True)

    def _remove(self) -> None:
        self._now(edits.remove_step, refill=True)


def _fact(make: Callable[[Matter], Matter]) -> Callable[[TemplateDraft, str], TemplateDraft]:
    return lambda draft, code: edits.set_matter(draft, code, make(draft.step(code).matter))


def _limit(change: Callable[..., TemplateDraft], fields: LimitFields) -> Callable[[TemplateDraft, str], TemplateDraft]:
    limit = fields.limit()
    return lambda draft, code: change(draft, code, limit)

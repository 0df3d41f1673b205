"""Stating a benchmark: a new one, a copy of a bundled one, or the next version of one's own."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desktop_app.application.benchmark_rows import MatterChoice
from desktop_app.application.changes import Changes
from desktop_app.domain.benchmark import POINT_EVENTS, POINT_WORDS, Benchmark, BenchmarkPoint, CountingBasis
from desktop_app.domain.benchmark_definition import BenchmarkDefinition, DefinitionDraft
from desktop_app.domain.template import ApprovalTemplate
from desktop_app.gui.dialogs.dialog import Dialog, field, form
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.bars import Hint
from desktop_app.gui.widgets.basis_bar import BasisFields
from desktop_app.gui.widgets.labels import scrolled, words

_MOST_DAYS = 9999
_LIST_HEIGHT = 108


class PointField(QWidget):
    """One end of a benchmark: a matter, found by typing a part of its code or name, and what happens to it."""

    def __init__(self, name: str, matters: Sequence[MatterChoice], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.matter = _matter_box(f"{name}的事项", matters)
        self.happens = QComboBox()
        self.happens.setAccessibleName(f"{name}的事件")
        for key in POINT_EVENTS:
            self.happens.addItem(POINT_WORDS[key], key)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.matter, 1)
        row.addWidget(self.happens)
        self.setFocusProxy(self.matter)

    def show_point(self, point: BenchmarkPoint) -> None:
        """Show an end."""
        self.matter.setCurrentIndex(self.matter.findData(point.matter))
        self.happens.setCurrentIndex(max(self.happens.findData(point.event), 0))

    def point(self) -> BenchmarkPoint:
        """The end chosen; the matter is empty, or as it was typed, until one of the list is chosen."""
        return BenchmarkPoint(_chosen_code(self.matter), str(self.happens.currentData()))


class BenchmarkDialog(Dialog):
    """The fields of a definition; `own` is the version that is edited, `like` what a new one begins with."""

    def __init__(
        self,
        session: Session,
        matters: Sequence[MatterChoice],
        templates: Sequence[ApprovalTemplate],
        *,
        own: BenchmarkDefinition | None = None,
        like: DefinitionDraft | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(session, "修改对标" if own else "新建对标", "保存新版本" if own else "保存", parent)
        self._own = own
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 10, 0)
        self._fields(column, matters, templates)
        self.body.addWidget(scrolled(inside), 1)
        if own is not None:
            self.body.insertWidget(
                0, Hint(f"保存后成为第 {own.version + 1} 版；已经量出的成绩仍按当时的版本，不会改动。")
            )
        start = DefinitionDraft(own.mark, own.templates) if own else like
        if start is not None:
            self._fill(start)
        self.fit(760, 780)
        self.name.setFocus()

    def submit(self) -> None:
        """Keep what was stated; a refusal stays in the dialog."""
        draft, by, reason, own = self.draft(), self.by.text(), self.reason.text(), self._own
        if own is None:
            self.send(lambda desk: desk.benchmarks.add(draft, by, reason), self._kept)
        else:
            self.send(lambda desk: desk.benchmarks.edit(own.id, draft, by, reason), self._kept)

    def draft(self) -> DefinitionDraft:
        """What the fields say now."""
        basis = self.basis.basis() or CountingBasis()
        mark = Benchmark(
            name=self.name.text(),
            start=self.start.point(),
            end=self.end.point(),
            days=self.days.value(),
            unit=basis.unit,
            source=self.source.text(),
            leaves_out=tuple(self.left_out.text().replace("、", " ").replace("，", " ").split()),
            note=self.note.text(),
            verified=self.verified.isChecked(),
            corrections=basis.corrections,
            special=basis.special,
        )
        return DefinitionDraft(mark, self._ticked())

    def _fields(
        self, column: QVBoxLayout, matters: Sequence[MatterChoice], templates: Sequence[ApprovalTemplate]
    ) -> None:
        fields = form(column)
        self.name, self.source, self.note = QLineEdit(), QLineEdit(), QLineEdit()
        field(fields, "名称", self.name, "必填，如：本区 45 天（签约→开工）")
        self.start, self.end = PointField("起点", matters), PointField("终点", matters)
        field(fields, "起点", self.start)
        field(fields, "终点", self.end)
        self.days = QSpinBox()
        self.days.setRange(1, _MOST_DAYS)
        self.days.setValue(30)
        self.days.setSuffix(" 天")
        field(fields, "目标天数", self.days)
        self.basis = BasisFields(own=False)
        field(fields, "口径", self.basis)
        self.left_out = QLineEdit()
        field(fields, "不计入的事项", self.left_out, "可留空；写事项编码，如 SG02（施工），几项用空格隔开")
        self._add = _matter_box("选一项加到不计入的事项", matters, "从事项中选一项加进去")
        self._add.activated.connect(lambda _index: self._leave_out())
        fields.addRow("", self._add)
        self.listed = QListWidget()
        self.listed.setFixedHeight(_LIST_HEIGHT)
        for template in templates:
            item = QListWidgetItem(f"{template.name}（{template.key}）", self.listed)
            item.setData(Qt.ItemDataRole.UserRole, template.key)
            item.setCheckState(Qt.CheckState.Unchecked)
        field(fields, "适用流程", self.listed)
        fields.addRow("", words("一个都不勾：凡是同时有起点和终点两个事项的流程都适用。", "soft", wrap=True))
        field(fields, "来源", self.source, "必填，谁在哪里公布的，或本单位自定的依据")
        field(fields, "不同说法", self.note, "可留空；起止点或天数有歧义就写在这里")
        self.verified = QCheckBox("起止点、天数和单位都已核对（不勾则标“待核”）")
        fields.addRow("", self.verified)
        self.reason = QLineEdit()
        field(fields, "原因", self.reason, "必填，为什么修改" if self._own else "可留空")
        self.by = QLineEdit(self.session.officer)
        field(fields, "登记人", self.by, "必填")

    def _fill(self, start: DefinitionDraft) -> None:
        mark = start.mark
        self.name.setText(mark.name)
        self.start.show_point(mark.start)
        self.end.show_point(mark.end)
        self.days.setValue(mark.days)
        self.basis.show_basis(mark.basis)
        self.left_out.setText(" ".join(mark.leaves_out))
        self.source.setText(mark.source)
        self.note.setText(mark.note)
        self.verified.setChecked(mark.verified)
        for line in (self.name, self.source, self.note):
            line.setCursorPosition(0)
        for row in range(self.listed.count()):
            item = self.listed.item(row)
            ticked = item.data(Qt.ItemDataRole.UserRole) in start.templates
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)

    def _ticked(self) -> tuple[str, ...]:
        items = [self.listed.item(row) for row in range(self.listed.count())]
        return tuple(
            str(item.data(Qt.ItemDataRole.UserRole)) for item in items if item.checkState() is Qt.CheckState.Checked
        )

    def _leave_out(self) -> None:
        code = _chosen_code(self._add)
        typed = self.left_out.text().split()
        if code and code not in typed:
            self.left_out.setText(" ".join([*typed, code]))
        self._add.setCurrentIndex(-1)

    def _kept(self, answer: tuple[BenchmarkDefinition, Changes]) -> None:
        self.session.announce(answer[1])
        self.accept()


def _matter_box(
    name: str, matters: Sequence[MatterChoice], hint: str = "写编码或名称的一部分，如 QQ04、签约"
) -> QComboBox:
    box = QComboBox()
    typed = QLineEdit()
    typed.setPlaceholderText(hint)
    box.setLineEdit(typed)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(20)
    for one in matters:
        box.addItem(f"{one.code} {one.name}", one.code)
    box.setCurrentIndex(-1)
    completer = QCompleter(box.model(), box)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
    box.setCompleter(completer)
    return box


def _chosen_code(box: QComboBox) -> str:
    """The code of the matter in a box: that of the list, else the first word as it was typed."""
    typed = box.currentText().strip()
    at = box.findText(typed, Qt.MatchFlag.MatchFixedString)
    if typed and at >= 0:
        return str(box.itemData(at))
    return typed.split()[0].upper() if typed else ""

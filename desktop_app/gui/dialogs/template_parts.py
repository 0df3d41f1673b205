"""Parts of a draft that need a dialog: a new step, a group with its members, and the papers of a step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHeaderView,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from desktop_app.application.flows import STAGES
from desktop_app.domain import template_draft as edits
from desktop_app.domain.matter import Material, Matter
from desktop_app.domain.template import ChoiceGroup, ChoiceRule, ParallelGroup
from desktop_app.domain.template_draft import TemplateDraft
from desktop_app.gui.dialogs.dialog import Dialog, field, form
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.bars import Hint, button
from desktop_app.gui.widgets.limit_fields import LimitFields

_CODE = Qt.ItemDataRole.UserRole


class DraftDialog(Dialog):
    """A dialog that hands over one change of a draft; nothing is stored here."""

    edited = Signal(object)


class AddStepDialog(DraftDialog):
    """Take a matter from the library, or describe a new one; `added` names it."""

    added = Signal(str)

    def __init__(
        self,
        session: Session,
        draft: TemplateDraft,
        matters: Sequence[Matter],
        after: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(session, "加一个环节", "加入", parent)
        self._draft = draft
        self._matters = {one.code: one for one in matters if one.code not in draft.codes}
        self.body.addWidget(Hint("从事项库里选，时限、材料和依据随事项带来；库里没有的，选“自拟事项”。"))
        fields = form(self.body)
        self.matter = QComboBox()
        self.matter.addItem("自拟事项", "")
        for one in self._matters.values():
            self.matter.addItem(f"{one.code} {one.name}", one.code)
        self.matter.setMaxVisibleItems(16)
        self.matter.activated.connect(lambda _index: self._chosen())
        field(fields, "事项", self.matter)
        self.code, self.name, self.stage, self.authority = QLineEdit(), QLineEdit(), QComboBox(), QLineEdit()
        self.stage.addItems(STAGES)
        field(fields, "编号", self.code, "字母和数字，如 ZD01；同一项目里同一事项用同一编号")
        field(fields, "名称", self.name)
        field(fields, "阶段", self.stage)
        field(fields, "审批机关", self.authority)
        self.after = QComboBox()
        self.after.addItem("没有前置，可以先办", "")
        for step in draft.steps:
            self.after.addItem(f"{step.code} {step.title}", step.code)
        self.after.setCurrentIndex(max(0, self.after.findData(after)))
        field(fields, "排在谁后", self.after)
        self.fit(600, 400)
        self.matter.setFocus()

    def submit(self) -> None:
        """Hand the new step over."""
        matter = self._matters.get(str(self.matter.currentData() or ""))
        if matter is None:
            matter = Matter(
                self.code.text().strip().upper(),
                self.name.text().strip(),
                stage=self.stage.currentText(),
                authority=self.authority.text().strip(),
                verified="general",
            )
        missing = "请写明编号和名称" if not matter.code or not matter.name else ""
        if matter.code in self._draft.codes:
            missing = f"编号 {matter.code} 已在本模板里，请换一个"
        self.refused.say(missing)
        if missing:
            return
        after = str(self.after.currentData() or "")
        chosen = matter
        self.edited.emit(lambda draft: edits.add_step(draft, chosen, (after,) if after else ()))
        self.added.emit(matter.code)
        self.accept()

    def _chosen(self) -> None:
        own = not self.matter.currentData()
        matter = self._matters.get(str(self.matter.currentData() or ""))
        for part in (self.code, self.name, self.stage, self.authority):
            part.setEnabled(own)
        self.code.setText(matter.code if matter else "")
        self.name.setText(matter.name if matter else "")
        self.authority.setText(matter.authority if matter else "")
        if matter:
            self.stage.setCurrentText(matter.stage)


class GroupDialog(DraftDialog):
    """A choice group (with its rule) or a parallel group (with its joint limit), and the steps that belong to it."""

    def __init__(
        self,
        session: Session,
        draft: TemplateDraft,
        given: ChoiceGroup | ParallelGroup,
        parent: QWidget | None = None,
    ) -> None:
        kind = "择一组" if isinstance(given, ChoiceGroup) else "并联组"
        super().__init__(session, f"{'编辑' if given.name else '新建'}{kind}", "好", parent)
        self._given, self._kind = given, kind
        fields = form(self.body)
        self.name = QLineEdit(given.name)
        field(fields, "名称", self.name)
        self.rule, self.limit = QComboBox(), LimitFields("合计", "不设")
        if isinstance(given, ChoiceGroup):
            self.rule.addItem("任选一项，必须选定", ChoiceRule.EXACTLY_ONE)
            self.rule.addItem("至多一项，可以都不办", ChoiceRule.AT_MOST_ONE)
            self.rule.setCurrentIndex(self.rule.findData(given.rule))
            field(fields, "规则", self.rule)
        else:
            self.limit.show_limit(given.limit)
            field(fields, "合计时限", self.limit)
        self.members = QListWidget()
        self.members.setAccessibleName("成员")
        for step in draft.steps:
            item = QListWidgetItem(f"{step.code} {step.title}")
            item.setData(_CODE, step.code)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if step.code in given.members else Qt.CheckState.Unchecked)
            self.members.addItem(item)
        checked = [row for row, step in enumerate(draft.steps) if step.code in given.members]
        if checked:
            self.members.setCurrentRow(checked[0])
        self.body.addWidget(self.members, 1)
        self.fit(560, 560)
        self.members.scrollToItem(self.members.currentItem(), QListWidget.ScrollHint.PositionAtTop)
        self.name.setFocus()

    def submit(self) -> None:
        """Hand the group over; a member of a choice group becomes optional."""
        name = self.name.text().strip()
        items = [self.members.item(row) for row in range(self.members.count())]
        members = tuple(str(one.data(_CODE)) for one in items if one.checkState() is Qt.CheckState.Checked)
        if not name or not members:
            self.refused.say(f"请写明{self._kind}的名称，并至少勾选一个环节")
            return
        given, was = self._given, self._given.name
        if isinstance(given, ChoiceGroup):
            choice = ChoiceGroup(name, ChoiceRule(self.rule.currentData()), members)
            self.edited.emit(lambda draft: _with_choice(draft, choice, was))
        else:
            group = replace(given, name=name, members=members, limit=self.limit.limit())
            self.edited.emit(lambda draft: edits.set_group(draft, group, was))
        self.accept()


def _with_choice(draft: TemplateDraft, choice: ChoiceGroup, was: str) -> TemplateDraft:
    draft = edits.set_choice(draft, choice, was)
    for code in choice.members:
        draft = edits.set_optional(draft, code, True, draft.step(code).condition)
    return draft


class MaterialsDialog(DraftDialog):
    """The papers of one step as rows: name, form, copies, whether it may follow later, and a remark."""

    _HEADINGS = ("材料名称", "形式", "份数", "可容缺", "部门共享", "备注")

    def __init__(self, session: Session, draft: TemplateDraft, code: str, parent: QWidget | None = None) -> None:
        step = draft.step(code)
        super().__init__(session, f"材料 · {step.title}", "好", parent)
        self._code = code
        self.table = QTableWidget(0, len(self._HEADINGS))
        self.table.setAccessibleName("材料")
        self.table.setHorizontalHeaderLabels(list(self._HEADINGS))
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(36)
        head = self.table.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(5, QHeaderView.ResizeMode.Stretch)
        for column, wide in ((1, 110), (2, 64), (3, 80), (4, 90)):
            self.table.setColumnWidth(column, wide)
        for material in step.matter.materials:
            self._append(material)
        self.body.addWidget(Hint("双击或按 F2 改一格；勾选“可容缺”的材料可以先受理后补。"))
        self.body.addWidget(self.table, 1)
        self.more, self.less = button("加一份"), button("删去选中的一份")
        self.more.clicked.connect(self._more)
        self.less.clicked.connect(self._less)
        self.foot.insertWidget(0, self.more)
        self.foot.insertWidget(1, self.less)
        self.fit(900, 480)
        self.table.setFocus()

    def submit(self) -> None:
        """Hand the papers over; rows without a name are left out."""
        materials: list[Material] = []
        for row in range(self.table.rowCount()):
            name, copies = self._text(row, 0), self._text(row, 2)
            if not name:
                continue
            if not copies.isdecimal() or not copies.isascii() or not 0 < int(copies) < 1000:
                self.refused.say(f"第 {row + 1} 行的份数“{copies}”要写成 1 到 999 的整数")
                return
            materials.append(
                Material(name, self._text(row, 1), int(copies), self._on(row, 3), self._text(row, 5), self._on(row, 4))
            )
        made, code = tuple(materials), self._code
        self.edited.emit(lambda draft: edits.set_materials(draft, code, made))
        self.accept()

    def _append(self, material: Material) -> None:
        row = self.table.rowCount()
        self.table.insertRow(row)
        shown = (material.name, material.form, str(material.copies), material.tolerable, material.internal_share)
        for column, value in enumerate((*shown, material.note)):
            item = QTableWidgetItem(value if isinstance(value, str) else "")
            if isinstance(value, bool):
                item.setFlags(
                    Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
                )
                item.setCheckState(Qt.CheckState.Checked if value else Qt.CheckState.Unchecked)
            self.table.setItem(row, column, item)

    def _more(self) -> None:
        self._append(Material("", form="原件"))
        row = self.table.rowCount() - 1
        self.table.setCurrentCell(row, 0)
        item = self.table.item(row, 0)
        if item is not None:
            self.table.editItem(item)

    def _less(self) -> None:
        if self.table.currentRow() >= 0:
            self.table.removeRow(self.table.currentRow())

    def _text(self, row: int, column: int) -> str:
        item = self.table.item(row, column)
        return item.text().strip() if item is not None else ""

    def _on(self, row: int, column: int) -> bool:
        item = self.table.item(row, column)
        return item is not None and item.checkState() is Qt.CheckState.Checked

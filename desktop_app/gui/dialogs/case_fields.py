"""The fields a case is opened with: template, people, optional steps and choices, and what was done earlier."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QDateEdit, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_app.application.cases import DoneBefore, Opening
from desktop_app.domain.project import Project
from desktop_app.domain.template import ApprovalTemplate, ChoiceRule, StepTemplate
from desktop_app.gui.dialogs.act import day_field, to_date, too_late
from desktop_app.gui.dialogs.dialog import field, form
from desktop_app.gui.widgets.bars import Hint
from desktop_app.gui.widgets.labels import Elided, clear, scrolled, words

_LATER, _INCLUDE, _LEAVE_OUT, _NONE = "以后再定", "纳入", "不适用", "都不办"
_NOT_DONE, _ON_DAY, _IN_MONTH, _UNKNOWN = "未办", "已办 · 哪一天", "已办 · 哪一月", "已办 · 日期不详"
_LEFT_OUT_REASON = "立件时确定不适用"


class TemplateField(QWidget):
    """The choice of a template, with what it is for."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._templates: dict[str, ApprovalTemplate] = {}
        self.box = QComboBox()
        self.box.currentIndexChanged.connect(self._tell)
        self.hint = Hint()
        field(form(column), "流程模板", self.box)
        column.addWidget(self.hint)

    def offer(self, templates: tuple[ApprovalTemplate, ...]) -> None:
        """Show the templates of the workspace."""
        self._templates = {one.key: one for one in templates}
        self.box.clear()
        for one in templates:
            self.box.addItem(one.name, one.key)

    @property
    def template(self) -> ApprovalTemplate | None:
        """The chosen template, None until templates are offered."""
        return self._templates.get(str(self.box.currentData() or ""))

    def _tell(self) -> None:
        chosen = self.template
        if chosen is None:
            return
        optional = sum(step.optional for step in chosen.steps)
        marks = "、".join(mark.name for mark in chosen.benchmarks)
        parts = [
            f"适用：{chosen.applies_to}" if chosen.applies_to else "",
            f"{len(chosen.steps)} 个环节，其中 {optional} 个可选",
        ]
        parts += [f"对标：{marks}" if marks else "", f"{chosen.region} · {chosen.version}".strip(" ·")]
        self.hint.say("\n".join(part for part in parts if part))
        self.chosen.emit(chosen)


class PeopleFields(QWidget):
    """Who carries the case."""

    def __init__(self, today: date, officer: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        fields = form(column)
        self.officer = QComboBox()
        self.officer.setEditable(True)
        self.officer.setCurrentText(officer)
        self.on: QDateEdit = day_field(today, today)
        self.lead_official, self.lead_unit, self.specialist = QLineEdit(), QLineEdit(), QLineEdit()
        field(fields, "代办员", self.officer)
        field(fields, "立件日期", self.on)
        field(fields, "包联领导", self.lead_official, "可留空")
        field(fields, "包联单位", self.lead_unit, "可留空")
        field(fields, "项目专员", self.specialist, "可留空")

    def wrong(self) -> str:
        """What must be put right, empty when nothing."""
        return too_late(to_date(self.on.date()), self._today)

    def offer(self, officers: list[str]) -> None:
        """Suggest the names known to the workspace."""
        typed = self.officer.currentText()
        self.officer.addItems(officers)
        self.officer.setCurrentText(typed)

    def take_from(self, project: Project) -> None:
        """Start from the people of the project."""
        self.lead_official.setText(project.lead_official)
        self.lead_unit.setText(project.lead_unit)
        self.specialist.setText(project.specialist)


class ChoiceFields(QWidget):
    """Optional steps and choice groups of a template."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        inside = QWidget()
        self._grid = QGridLayout(inside)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(
            Hint("可选环节可以现在决定，也可以以后在“今日”的待定环节里决定；未决定之前，它后面的环节不能开办。")
        )
        column.addWidget(scrolled(inside), 1)
        self.steps: dict[str, QComboBox] = {}
        self.groups: dict[str, QComboBox] = {}
        self._members: dict[str, tuple[str, ...]] = {}

    def offer(self, template: ApprovalTemplate) -> None:
        """Show the decisions this template leaves open."""
        clear(self._grid)
        self.steps.clear()
        self.groups.clear()
        self._members.clear()
        grouped = {code for group in template.choices for code in group.members}
        row = 0
        for group in template.choices:
            box = QComboBox()
            box.addItem(_LATER, "")
            for code in group.members:
                box.addItem(template.step(code).title, code)
            rule = "选一项"
            if group.rule is ChoiceRule.AT_MOST_ONE:
                rule = "至多选一项"
                box.addItem(_NONE, _NONE)
            self.groups[group.name] = box
            self._members[group.name] = group.members
            row = self._add(row, f"{group.name}（{rule}）", "", box)
        for step in template.steps:
            if not step.optional or step.code in grouped:
                continue
            box = QComboBox()
            box.addItems([_LATER, _INCLUDE, _LEAVE_OUT])
            self.steps[step.code] = box
            row = self._add(row, step.title, step.condition, box)
        if not row:
            self._grid.addWidget(words("这个流程没有可选环节。", "faint"), 0, 0)
        self._grid.setRowStretch(row + 1, 1)

    def _add(self, row: int, name: str, why: str, box: QComboBox) -> int:
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addWidget(words(name, wrap=True))
        if why:
            said.addWidget(words(why, "small", wrap=True))
        box.setAccessibleName(name)
        box.setMinimumWidth(190)
        self._grid.addLayout(said, row, 0)
        self._grid.addWidget(box, row, 1)
        return row + 1

    def included(self) -> tuple[str, ...]:
        """The codes decided to be done."""
        chosen = [str(box.currentData()) for box in self.groups.values() if box.currentData() not in ("", _NONE)]
        return (*chosen, *(code for code, box in self.steps.items() if box.currentText() == _INCLUDE))

    def left_out(self) -> tuple[tuple[str, str], ...]:
        """The codes decided not to apply, with the reason recorded."""
        none = [code for name, box in self.groups.items() if box.currentData() == _NONE for code in self._members[name]]
        single = [code for code, box in self.steps.items() if box.currentText() == _LEAVE_OUT]
        return tuple((code, _LEFT_OUT_REASON) for code in (*none, *single))

    def decided(self) -> bool:
        """Whether anything was decided."""
        return bool(self.included() or self.left_out())


class EarlierFields(QWidget):
    """Steps already done before the case was opened: on a day, in a month, or nobody knows when."""

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        inside = QWidget()
        self._grid = QGridLayout(inside)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(
            Hint("多数项目是半路接手的：以前已经办完的环节在这里补录，不用编造日期，只知道年月或不详都可以。")
        )
        column.addWidget(scrolled(inside), 1)
        self.rows: dict[str, tuple[QComboBox, QDateEdit]] = {}

    def offer(self, template: ApprovalTemplate) -> None:
        """Show the steps of a template in their order."""
        clear(self._grid)
        self.rows.clear()
        stage = ""
        row = 0
        for code in template.order:
            step = template.step(code)
            if step.matter.stage != stage:
                stage = step.matter.stage
                self._grid.addWidget(words(stage, "group"), row, 0, 1, 3)
                row += 1
            self._add(row, step)
            row += 1
        self._grid.setRowStretch(row, 1)

    def _add(self, row: int, step: StepTemplate) -> None:
        how, on = QComboBox(), day_field(self._today, self._today)
        how.addItems([_NOT_DONE, _ON_DAY, _IN_MONTH, _UNKNOWN])
        how.setAccessibleName(f"{step.title} 是否已办")
        on.setAccessibleName(f"{step.title} 办结日期")
        on.setFixedWidth(132)
        on.setEnabled(False)

        def show(text: str) -> None:
            on.setEnabled(text in (_ON_DAY, _IN_MONTH))
            on.setDisplayFormat("yyyy-MM" if text == _IN_MONTH else "yyyy-MM-dd")

        how.currentTextChanged.connect(show)
        how.setFixedWidth(150)
        self._grid.addWidget(Elided(step.title), row, 0)
        self._grid.addWidget(how, row, 1)
        self._grid.addWidget(on, row, 2)
        self.rows[step.code] = (how, on)

    def wrong(self) -> str:
        """What must be put right before these dates can be entered, empty when nothing."""
        for how, on in self.rows.values():
            day = to_date(on.date())
            if how.currentText() == _IN_MONTH:
                day = day.replace(day=1)
            if how.currentText() in (_ON_DAY, _IN_MONTH) and (said := too_late(day, self._today)):
                return said
        return ""

    def done(self) -> tuple[DoneBefore, ...]:
        """What was done earlier, in the order of the template."""
        found = []
        for code, (how, on) in self.rows.items():
            day = to_date(on.date())
            if how.currentText() == _ON_DAY:
                found.append(DoneBefore(code, on=day))
            elif how.currentText() == _IN_MONTH:
                found.append(DoneBefore(code, month=f"{day:%Y-%m}"))
            elif how.currentText() == _UNKNOWN:
                found.append(DoneBefore(code))
        return tuple(found)


def opening(
    project_id: str, template: ApprovalTemplate, people: PeopleFields, choices: ChoiceFields, earlier: EarlierFields
) -> Opening:
    """Everything stated in these fields as one value. A step entered as done need not be included as well."""
    done = earlier.done()
    already = {one.matter for one in done}
    return Opening(
        project_id=project_id,
        template=template.key,
        on=to_date(people.on.date()),
        officer=people.officer.currentText(),
        lead_official=people.lead_official.text(),
        lead_unit=people.lead_unit.text(),
        specialist=people.specialist.text(),
        include=tuple(code for code in choices.included() if code not in already),
        leave_out=tuple(one for one in choices.left_out() if one[0] not in already),
        done=done,
    )

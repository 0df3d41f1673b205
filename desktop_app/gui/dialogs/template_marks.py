"""Marks of a draft: a benchmark between two events of its steps, and a 三未 threshold of the milestone template."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QSpinBox, QWidget

from desktop_app.domain import template_draft as edits
from desktop_app.domain.benchmark import Benchmark, BenchmarkPoint
from desktop_app.domain.limit import MOST, Unit
from desktop_app.domain.template import Threshold
from desktop_app.domain.template_draft import TemplateDraft
from desktop_app.gui.dialogs.dialog import field, form
from desktop_app.gui.dialogs.template_parts import DraftDialog
from desktop_app.gui.session import Session

_EVENTS = (("received", "收件"), ("accepted", "受理"), ("done", "办结"))
_UNITS = ((Unit.WORKING_DAYS, "个工作日"), (Unit.NATURAL_DAYS, "个自然日"))


class BenchmarkDialog(DraftDialog):
    """From which event to which one, in how many days, and who published it."""

    def __init__(
        self, session: Session, draft: TemplateDraft, given: Benchmark | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, "编辑对标" if given else "新建对标", "好", parent)
        self._given = given
        fields = form(self.body)
        self.name = QLineEdit(given.name if given else "")
        field(fields, "名称", self.name, "如：全流程 120 个工作日")
        self.start, self.start_event = _step_box(draft), _event_box("accepted")
        self.end, self.end_event = _step_box(draft), _event_box("done")
        if given:
            for box, event, point in (
                (self.start, self.start_event, given.start),
                (self.end, self.end_event, given.end),
            ):
                if box.findData(point.matter) < 0:
                    box.addItem(f"{point.matter}（不在本模板里）", point.matter)
                box.setCurrentIndex(box.findData(point.matter))
                event.setCurrentIndex(max(0, event.findData(point.event)))
        elif draft.steps:
            self.end.setCurrentIndex(len(draft.steps) - 1)
        field(fields, "从", _pair(self.start, self.start_event, "起点"))
        field(fields, "到", _pair(self.end, self.end_event, "终点"))
        self.days, self.unit = _length(given.days if given else 10, given.unit if given else Unit.WORKING_DAYS)
        field(fields, "天数", _pair(self.days, self.unit, "天数"))
        self.source = QLineEdit(given.source if given else "")
        field(fields, "出处", self.source, "谁在哪份文件或报道里说的")
        self.fit(620, 360)
        self.name.setFocus()

    def submit(self) -> None:
        """Hand the benchmark over."""
        name = self.name.text().strip()
        if not name or not self.start.currentData() or not self.end.currentData():
            self.refused.say("请写明对标的名称，并选好起点和终点的环节")
            return
        begin = BenchmarkPoint(str(self.start.currentData()), str(self.start_event.currentData()))
        end = BenchmarkPoint(str(self.end.currentData()), str(self.end_event.currentData()))
        days, unit, source = self.days.value(), Unit(self.unit.currentData()), self.source.text().strip()
        made = Benchmark(name, begin, end, days, unit, source)
        if self._given is not None:
            made = replace(made, leaves_out=self._given.leaves_out)
        was = self._given.name if self._given else ""
        self.edited.emit(lambda draft: edits.set_benchmark(draft, made, was))
        self.accept()


class ThresholdDialog(DraftDialog):
    """What a project is called that stays too long somewhere, and how long is too long."""

    def __init__(self, session: Session, given: Threshold | None, parent: QWidget | None = None) -> None:
        super().__init__(session, "编辑三未标准" if given else "新建三未标准", "好", parent)
        self._given = given
        fields = form(self.body)
        self.name = QLineEdit(given.name if given else "")
        field(fields, "名称", self.name, "如：签而未落")
        self.definition = QLineEdit(given.definition if given else "")
        field(fields, "含义", self.definition, "什么情况算")
        self.days, self.unit = _length(given.days if given else 90, given.unit if given else Unit.NATURAL_DAYS)
        field(fields, "满", _pair(self.days, self.unit, "天数"))
        self.source = QLineEdit(given.source if given else "")
        field(fields, "出处", self.source)
        self.fit(560, 300)
        self.name.setFocus()

    def submit(self) -> None:
        """Hand the threshold over."""
        name, definition = self.name.text().strip(), self.definition.text().strip()
        if not name or not definition:
            self.refused.say("请写明三未标准的名称和含义")
            return
        made = Threshold(name, definition, self.days.value(), Unit(self.unit.currentData()), self.source.text().strip())
        was = self._given.name if self._given else ""
        self.edited.emit(lambda draft: edits.set_threshold(draft, made, was))
        self.accept()


def _step_box(draft: TemplateDraft) -> QComboBox:
    box = QComboBox()
    for step in draft.steps:
        box.addItem(f"{step.code} {step.title}", step.code)
    return box


def _event_box(event: str) -> QComboBox:
    box = QComboBox()
    for key, word in _EVENTS:
        box.addItem(word, key)
    box.setCurrentIndex(box.findData(event))
    return box


def _length(days: int, unit: Unit) -> tuple[QSpinBox, QComboBox]:
    amount, units = QSpinBox(), QComboBox()
    amount.setRange(1, MOST)
    amount.setValue(days)
    for key, word in _UNITS:
        units.addItem(word, key)
    units.setCurrentIndex(max(0, units.findData(unit)))
    return amount, units


def _pair(first: QWidget, second: QWidget, name: str) -> QWidget:
    both = QWidget()
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 0, 0)
    first.setAccessibleName(name)
    second.setAccessibleName(f"{name}的算法")
    row.addWidget(first, 3)
    row.addWidget(second, 1)
    both.setFocusProxy(first)
    return both

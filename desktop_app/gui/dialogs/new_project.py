"""A new project: its facts, then the case it is carried by; or only the facts."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_app.application.changes import Changes
from desktop_app.application.desk import Desk
from desktop_app.domain.money import YUAN_PER_UNIT, AmountProblem, read_amount
from desktop_app.domain.partial_date import PartialDate, read_date
from desktop_app.domain.project import Project
from desktop_app.domain.refusals import Refusal
from desktop_app.gui.dialogs.dialog import field, form
from desktop_app.gui.dialogs.open_case import CaseParts
from desktop_app.gui.dialogs.steps import Part, StepsDialog
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.bars import button
from desktop_app.gui.widgets.labels import scrolled

_TICKS: dict[str, bool | None] = {"未填": None, "是": True, "否": False}
_DATE_HINT = "如 2026年3月、2026-03-18，不知道就留空"


def _tick() -> QComboBox:
    box = QComboBox()
    box.addItems(list(_TICKS))
    return box


class ProjectFields(QWidget):
    """What the ledger knows of a project."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        inside = QWidget()
        fields = form(column := QVBoxLayout(inside))
        column.setContentsMargins(0, 0, 8, 0)
        self.name, self.enterprise, self.zone, self.code = QLineEdit(), QLineEdit(), QLineEdit(), QLineEdit()
        self.amount, self.unit = QLineEdit(), QComboBox()
        self.unit.addItems([unit for unit in YUAN_PER_UNIT if unit in ("亿元", "万元", "元")][::-1])
        self.batch, self.label, self.chain = QComboBox(), QLineEdit(), QLineEdit()
        self.batch.addItems(["", "签约", "开工", "投产"])
        self.signed, self.started, self.produced = QLineEdit(), QLineEdit(), QLineEdit()
        self.commitment, self.land, self.full = _tick(), _tick(), _tick()
        self.note = QLineEdit()
        money = QWidget()
        row = QHBoxLayout(money)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.amount, 1)
        row.addWidget(self.unit)
        self.amount.setPlaceholderText("如 12.5，不知道就留空")
        self.amount.setAccessibleName("总投资")
        self.unit.setAccessibleName("总投资单位")
        for name, widget, hint in (
            ("项目名称", self.name, "必填"),
            ("项目单位", self.enterprise, "企业全称"),
            ("所在开发区", self.zone, ""),
            ("项目代码", self.code, "在线审批监管平台赋码，没有就留空"),
            ("总投资", money, ""),
            ("批次类别", self.batch, ""),
            ("批次", self.label, "如 2026年第三次"),
            ("签约时间", self.signed, _DATE_HINT),
            ("开工时间", self.started, _DATE_HINT),
            ("投产时间", self.produced, _DATE_HINT),
            ("产业链", self.chain, ""),
            ("承诺制", self.commitment, ""),
            ("标准地", self.land, ""),
            ("全代办", self.full, ""),
            ("备注", self.note, ""),
        ):
            field(fields, name, widget, hint)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(inside))
        self.setFocusProxy(self.name)

    def missing(self) -> str:
        """What keeps these facts from being stored."""
        try:
            self.project()
        except Refusal as refusal:
            return str(refusal)
        return ""

    def project(self) -> Project:
        """The facts as a project without id; raises Refusal for a missing name, an amount or a date not understood."""
        name = self.name.text().strip()
        if not name:
            raise Refusal.say("请填写项目名称")
        try:
            amount = read_amount(self.amount.text(), self.unit.currentText())
        except AmountProblem as problem:
            raise Refusal.say(str(problem)) from None
        return Project(
            id="",
            name=name,
            enterprise=self.enterprise.text().strip(),
            zone=self.zone.text().strip(),
            project_code=self.code.text().strip(),
            investment_yuan=amount.yuan,
            batch=self.batch.currentText(),
            batch_label=self.label.text().strip(),
            signed=_date("签约时间", self.signed),
            started=_date("开工时间", self.started),
            produced=_date("投产时间", self.produced),
            chain=self.chain.text().strip(),
            commitment=_TICKS[self.commitment.currentText()],
            standard_land=_TICKS[self.land.currentText()],
            full_agency=_TICKS[self.full.currentText()],
            note=self.note.text().strip(),
        )


def _date(name: str, typed: QLineEdit) -> PartialDate | None:
    """The date as far as it is known; raises Refusal for a text that is no date at all."""
    reading = read_date(typed.text())
    if reading.value is not None and reading.value.precision == "unknown":
        raise Refusal.say(f"{name}“{typed.text().strip()}”看不懂，请写成 2026年3月18日 或 2026年3月，不知道就留空")
    return reading.value


class NewProjectDialog(StepsDialog):
    """Enter a project and, unless 只建项目 is chosen, open its case; `made` carries the project id."""

    made = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "新建项目", "建项目并开办", parent)
        self.facts = ProjectFields()
        self.case = CaseParts(session)
        self._added: Project | None = None
        self.only = button("只建项目，暂不开办")
        self.only.clicked.connect(self.only_project)
        self.foot.insertWidget(0, self.only)
        self.set_parts([Part("项目情况", self.facts, self.facts.missing), *self.case.parts()])
        self.fit(720, 680)

    def step_to(self, number: int) -> None:
        """Show a part; people already typed for the project go along."""
        super().step_to(number)
        self.only.setVisible(number == 0)

    def only_project(self) -> None:
        """Store the facts without a case."""
        missing = self.facts.missing()
        self.refused.say(missing)
        if missing:
            return
        draft, by = self.facts.project(), self.session.officer
        self.send(lambda desk: self._enter(desk, draft, by), self._entered)

    def submit(self) -> None:
        """Store the facts and open the case; when the case is refused, the project is not added a second time."""
        people = self.case.people
        draft = replace(
            self.facts.project(),
            lead_official=people.lead_official.text().strip(),
            lead_unit=people.lead_unit.text().strip(),
            specialist=people.specialist.text().strip(),
        )
        wanted = self.case.opening("")
        by = self.session.officer or wanted.officer

        def enter(desk: Desk) -> tuple[Project, Changes]:
            project, changes = self._enter(desk, draft, by)
            _case, more = desk.cases.open(replace(wanted, project_id=project.id), by)
            return project, Changes.of(*changes.events, *more.events)

        self.send(enter, self._entered)

    def _enter(self, desk: Desk, draft: Project, by: str) -> tuple[Project, Changes]:
        if self._added is None:
            self._added, changes = desk.projects.add(draft, by)
            return self._added, changes
        again = replace(draft, id=self._added.id, version=self._added.version, demo=self._added.demo)
        self._added, changes = desk.projects.edit(again, by)
        return self._added, changes

    def _entered(self, answer: tuple[Project, Changes]) -> None:
        project, changes = answer
        self.session.announce(changes)
        self.made.emit(project.id)
        self.accept()

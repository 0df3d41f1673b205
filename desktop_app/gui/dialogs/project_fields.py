"""The fields of a project's facts: empty for a new one, filled for one that is in the ledger, exact both ways."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_app.domain.money import YUAN_PER_UNIT, AmountProblem, in_unit, read_amount
from desktop_app.domain.partial_date import PartialDate, read_date
from desktop_app.domain.project import Project
from desktop_app.domain.refusals import Refusal
from desktop_app.gui.dialogs.dialog import field, form
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.labels import scrolled
from desktop_app.gui.widgets.remark_note import RemarkNote

_TICKS: dict[str, bool | None] = {"未填": None, "是": True, "否": False}
_BATCHES = ["", "签约", "开工", "投产"]
_UNITS = ["亿元", "万元", "元"]
_DATE_HINT = "如 2026年3月、2026-03-18，不知道就留空"


class AmountField(QWidget):
    """An amount with its unit; an amount that nobody touched comes back to the yuan."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self.typed, self.unit = QLineEdit(), QComboBox()
        self.unit.addItems(_UNITS)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.typed, 1)
        row.addWidget(self.unit)
        self.typed.setPlaceholderText("如 12.5，不知道就留空")
        self.typed.setAccessibleName(name)
        self.unit.setAccessibleName(f"{name}单位")
        self.setFocusProxy(self.typed)

    def show_amount(self, yuan: int | None) -> None:
        """Show an amount exactly, in the largest unit it fills."""
        unit = next((one for one in _UNITS if yuan is not None and yuan >= YUAN_PER_UNIT[one]), _UNITS[0])
        self.unit.setCurrentText(unit)
        self.typed.setText("" if yuan is None else in_unit(yuan, unit))

    def yuan(self) -> int | None:
        """The amount in yuan; raises Refusal for what is no amount."""
        try:
            return read_amount(self.typed.text(), self.unit.currentText()).yuan
        except AmountProblem as problem:
            raise Refusal.say(f"{self._name}：{problem}") from None


@dataclass(slots=True)
class _DateField:
    """A date as far as it is known; one that nobody touched stays as the ledger has it, whatever was written there."""

    name: str
    typed: QLineEdit
    before: PartialDate | None = None

    def show_date(self, date: PartialDate | None) -> None:
        self.before = date
        self.typed.setText(date.text if date is not None else "")

    def date(self) -> PartialDate | None:
        """Raises Refusal for a text that is no date at all."""
        written = self.typed.text()
        if written == (self.before.text if self.before is not None else ""):
            return self.before
        reading = read_date(written)
        if reading.value is not None and reading.value.precision == "unknown":
            raise Refusal.say(f"{self.name}“{written.strip()}”看不懂，请写成 2026年3月18日 或 2026年3月，不知道就留空")
        return reading.value


class ProjectFields(QWidget):
    """What the ledger knows of a project; with `whole` also what is only known later: people and progress."""

    def __init__(self, *, whole: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        inside = QWidget()
        self._form = form(column := QVBoxLayout(inside))
        column.setContentsMargins(0, 0, 8, 0)
        self._before = Project(id="", name="")
        self._shown: dict[str, str] = {}
        self.name, self.enterprise = self._text("项目名称", "必填"), self._text("项目单位", "企业全称")
        self.zone = self._text("所在开发区")
        self.code = self._text("项目代码", "在线审批监管平台赋码，没有就留空")
        self.investment, self.completed = AmountField("总投资"), AmountField("已完成投资")
        # The parts of the amount, for whoever types only the total.
        self.amount, self.unit = self.investment.typed, self.investment.unit
        field(self._form, "总投资", self.investment)
        if whole:
            field(self._form, "已完成投资", self.completed)
        self.batch = QComboBox()
        self.batch.addItems(_BATCHES)
        field(self._form, "批次类别", self.batch)
        self.label = self._text("批次", "如 2026年第三次")
        self._dates = tuple(
            _DateField(name, self._text(name, _DATE_HINT)) for name in ("签约时间", "开工时间", "投产时间")
        )
        self.signed, self.started, self.produced = (one.typed for one in self._dates)
        self.chain = self._text("产业链")
        self.commitment, self.land, self.full = self._tick("承诺制"), self._tick("标准地"), self._tick("全代办")
        self.lead_official, self.lead_unit, self.specialist = QLineEdit(), QLineEdit(), QLineEdit()
        if whole:
            field(self._form, "包联领导", self.lead_official)
            field(self._form, "包联单位", self.lead_unit)
            field(self._form, "项目专员", self.specialist)
        self.note = self._text("备注")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(inside))
        self.remarks = RemarkNote()
        outer.addWidget(self.remarks)
        self.setFocusProxy(self.name)

    def show_project(self, project: Project) -> None:
        """Fill the fields with what the ledger has."""
        self._before = project
        for name, typed in self._texts().items():
            typed.setText(getattr(project, name))
            typed.setCursorPosition(0)
            self._shown[name] = typed.text()
        self.investment.show_amount(project.investment_yuan)
        self.completed.show_amount(project.completed_yuan)
        self.batch.setCurrentText(project.batch)
        for one, date in zip(self._dates, (project.signed, project.started, project.produced), strict=True):
            one.show_date(date)
        words = {value: word for word, value in _TICKS.items()}
        for box, ticked in (
            (self.commitment, project.commitment),
            (self.land, project.standard_land),
            (self.full, project.full_agency),
        ):
            box.setCurrentText(words[ticked])

    def watch(self, session: Session) -> None:
        """Say from now on what is doubtful about what is typed."""

        def look() -> None:
            try:
                project = self.project()
            except Refusal:
                self.remarks.drop()  # What cannot be understood is told when it is stored.
            else:
                self.remarks.look(session, lambda desk: desk.remarks.project(project))

        for typed in self.findChildren(QLineEdit):
            typed.textChanged.connect(look)

    def missing(self) -> str:
        """What keeps these facts from being stored."""
        try:
            self.project()
        except Refusal as refusal:
            return str(refusal)
        return ""

    def project(self) -> Project:
        """The facts as a project; raises Refusal for a missing name, an amount or a date not understood."""
        texts = {name: self._kept(name, typed) for name, typed in self._texts().items()}
        if not texts["name"]:
            raise Refusal.say("请填写项目名称")
        signed, started, produced = (one.date() for one in self._dates)
        return replace(
            self._before,
            **texts,
            investment_yuan=self.investment.yuan(),
            completed_yuan=self.completed.yuan(),
            batch=self.batch.currentText(),
            signed=signed,
            started=started,
            produced=produced,
            commitment=_TICKS[self.commitment.currentText()],
            standard_land=_TICKS[self.land.currentText()],
            full_agency=_TICKS[self.full.currentText()],
        )

    def _texts(self) -> dict[str, QLineEdit]:
        """The plain texts by the name of their fact."""
        return {
            "name": self.name,
            "enterprise": self.enterprise,
            "zone": self.zone,
            "project_code": self.code,
            "batch_label": self.label,
            "chain": self.chain,
            "lead_official": self.lead_official,
            "lead_unit": self.lead_unit,
            "specialist": self.specialist,
            "note": self.note,
        }

    def _kept(self, name: str, typed: QLineEdit) -> Any:
        """What was typed; a text nobody touched stays as the ledger has it, with line breaks the field cannot show."""
        return getattr(self._before, name) if typed.text() == self._shown.get(name) else typed.text().strip()

    def _text(self, name: str, hint: str = "") -> QLineEdit:
        made = QLineEdit()
        field(self._form, name, made, hint)
        return made

    def _tick(self, name: str) -> QComboBox:
        made = QComboBox()
        made.addItems(list(_TICKS))
        field(self._form, name, made)
        return made

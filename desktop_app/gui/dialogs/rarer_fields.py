"""Fields of the rarer acts: the time of a receipt, 延期, 容缺受理 and 补齐, 重新起算 and 送达, each with its law."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import time

from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QSpinBox, QWidget

from desktop_app.application.approvals import Statement
from desktop_app.application.overview import StepPanel
from desktop_app.domain.clock import OfficeHours
from desktop_app.domain.events import Verb
from desktop_app.domain.limit import Limit
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.terms import CLOCK_WORDS
from desktop_app.gui.dialogs.dialog import field
from desktop_app.gui.widgets.bars import Hint

_EXTENDED_BY = 10
_MOST_DAYS = 365
_MATERIALS_NAMED = 6


class RarerFields:
    """Adds the fields that only some acts have to the form of the act dialog; `first` is the one to begin with."""

    def __init__(self, form: QFormLayout, panel: StepPanel, verb: Verb) -> None:
        self._form, self._panel, self._verb = form, panel, verb
        self.time, self.days, self.clock, self.part = QLineEdit(), QSpinBox(), QComboBox(), QComboBox()
        self.approver, self.notice, self.missing = QLineEdit(), QLineEdit(), QLineEdit()
        self.hint = Hint()
        self.first: QWidget | None = None
        self.days.setRange(1, _MOST_DAYS)
        self.days.setValue(_EXTENDED_BY)
        show: dict[Verb, Callable[[], str]] = {
            Verb.RECEIVE: self._receive,
            Verb.EXTEND: self._extend,
            Verb.TOLERATE: self._tolerate,
            Verb.SUPPLEMENT: self._supplement,
            Verb.RESTART: lambda: (
                "重新起算不是恢复：时限从这一天起从头算，以前走过的天数不再计入，还没有恢复的暂停同时结束。"
            ),
            Verb.DELIVER: self._deliver,
            Verb.PART: self._part,
        }
        if verb in show:
            self.hint.say(show[verb]())
            form.addRow("", self.hint)

    def complete(self, said: Statement) -> Statement:
        """The statement with what these fields add; raises Refusal for a time of day that is none."""
        match self._verb:
            case Verb.RECEIVE:
                return replace(said, time=read_time(self.time.text()))
            case Verb.EXTEND:
                return replace(
                    said,
                    kind=str(self.clock.currentData() or ""),
                    amount=self.days.value(),
                    officer=self.approver.text(),
                    basis=self.notice.text(),
                )
            case Verb.PART:
                return replace(said, kind=str(self.part.currentData() or ""))
            case Verb.TOLERATE:
                return replace(said, note=self.missing.text(), amount=self.days.value())
        return said

    def _receive(self) -> str:
        field(self._form, "收件时刻", self.time, "如 16:40，可留空")
        return f"{OfficeHours().closes:%H:%M} 以后或休息日收件，从下一个工作日算起；不写时刻的，按当天上班时间收件。"

    def _extend(self) -> str:
        step, attempt = self._panel.standing.step, self._panel.standing.progress.attempt
        for name, limit in (("statutory", step.statutory_limit), ("promised", step.promised_limit)):
            if limit is not None and (attempt is None or attempt.extension(name) is None):
                self.clock.addItem(f"{CLOCK_WORDS[name]}时限（{limit.words()}）", name)
        self.clock.currentIndexChanged.connect(lambda _index: self._show_unit())
        self._show_unit()
        field(self._form, "延哪个时限", self.clock)
        field(self._form, "延长", self.days)
        field(self._form, "批准人", self.approver, "本机关负责人，必填")
        field(self._form, "告知文号", self.notice, "告知申请人延期理由的文书文号，必填")
        self.first = self.days
        return (
            "行政许可法第四十二条：不能按期作出决定的，经本机关负责人批准可以延长十日，并把理由告知申请人；"
            "每个时限只延一次，原来的到期日仍会显示。"
        )

    def _show_unit(self) -> None:
        """The days of an extension are counted in the unit of the limit they extend."""
        step = self._panel.standing.step
        limit = step.promised_limit if self.clock.currentData() == "promised" else step.statutory_limit
        unit = Limit(1, limit.unit).words().removeprefix("1") if limit is not None else ""
        self.days.setSuffix(unit)

    def _tolerate(self) -> str:
        self.days.setSuffix(" 个工作日")
        field(self._form, "缺哪些材料", self.missing, "必填，如：消防设计图纸")
        field(self._form, "几日内补齐", self.days)
        self.first = self.missing
        names = [material.name for material in self._panel.standing.step.matter.materials if material.tolerable]
        more = f"等 {len(names)} 项" if len(names) > _MATERIALS_NAMED else ""
        allowed = f"本事项可容缺：{'、'.join(names[:_MATERIALS_NAMED])}{more}。" if names else ""
        return f"{allowed}补齐期限约束企业，另行计时，不影响本事项的灯号。"

    def _supplement(self) -> str:
        attempt = self._panel.standing.progress.attempt
        open_one = attempt.open_tolerance if attempt is not None else None
        clock = next((one for one in self._panel.standing.clocks if one.name == "tolerance" and not one.ended), None)
        if open_one is None or clock is None:
            return "登记容缺材料已经补齐。"
        return f"缺：{open_one.missing}；最迟 {clock.derivation.due:%Y-%m-%d} 补齐。"

    def _part(self) -> str:
        step, still_open = self._panel.standing.step, self._panel.standing.open_parts
        for part in step.parts:
            if part.name in still_open:
                self.part.addItem(part.name + (f"（{part.limit.words()}）" if part.limit else ""), part.name)
        field(self._form, "哪个分项", self.part)
        self.first = self.part
        return f"共 {len(step.parts)} 个分项，还有 {len(still_open)} 个没有完成；全部完成后请登记办结。"

    def _deliver(self) -> str:
        clock = next((one for one in self._panel.standing.clocks if one.name == "delivery"), None)
        law = "自作出决定之日起十日内颁发、送达（行政许可法第四十四条）"
        return f"{law}，最迟 {clock.derivation.due:%Y-%m-%d} 送达。" if clock is not None else f"{law}。"


def read_time(typed: str) -> str:
    """A time of day as HH:MM, empty when nothing was typed; raises Refusal for what is no time."""
    text = typed.strip().replace("：", ":")
    if not text:
        return ""
    hours, colon, minutes = text.partition(":")
    if colon and hours.isdecimal() and minutes.isdecimal() and int(hours) < 24 and int(minutes) < 60:
        return f"{time(int(hours), int(minutes)):%H:%M}"
    raise Refusal.say(f"收件时刻“{typed.strip()}”看不懂，请写成 16:40，不知道就留空")

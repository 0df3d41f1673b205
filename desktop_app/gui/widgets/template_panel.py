"""The panel beside a template's drawing: the chosen step with its limits, papers and law, or the template itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.application.flows import choice_words, group_words
from desktop_app.domain.limit import Unit
from desktop_app.domain.template import ApprovalTemplate, StepTemplate
from desktop_app.domain.template_diff import limit_words, material_words, result_words
from desktop_app.domain.template_draft import TemplateDraft
from desktop_app.gui.widgets.bars import link
from desktop_app.gui.widgets.labels import Card, Facts, clear, scrolled, words

Shown = ApprovalTemplate | TemplateDraft
VERIFIED_WORDS = {"law": "条文已核对", "local_ref": "外地清单佐证，当地数值待核", "general": "常识，待核"}
_FACT = tuple[str, "str | QWidget"]


class StepLink(QPushButton):
    """The name of another step as a link; it ends in … when there is no room, with the whole name as tooltip."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._full = text
        self.setObjectName("stepLink")
        self.setAccessibleName(text)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the name anew."""
        super().resizeEvent(event)
        shown = self.fontMetrics().elidedText(self._full, Qt.TextElideMode.ElideRight, self.width() - 4)
        self.setText(shown)
        self.setToolTip(self._full if shown != self._full else "")


class TemplatePanel(QWidget):
    """Shows one step, or the whole template while none is chosen; asks for another step with `step_asked`."""

    step_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sources: Mapping[str, str] = {}
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(20, 16, 18, 16)
        self._column.setSpacing(10)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 0, 0, 0)
        outer.addWidget(scrolled(inside))

    def show_step(self, template: Shown, code: str) -> None:
        """Explain one step."""
        step = next((one for one in template.steps if one.code == code), None)
        if step is None:
            self.show_template(template)
            return
        clear(self._column)
        whole = link("← 看整个模板")
        whole.clicked.connect(lambda: self.step_asked.emit(""))
        self._column.addWidget(whole, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(words(step.title, "heading", wrap=True))
        self._column.addWidget(words(f"{step.code} · {step.matter.stage}", "faint", wrap=True))
        self._facts(_step_facts(template, step))
        self._steps("前置", [one for one in template.steps if one.code in step.after], "没有前置，可以先办")
        self._steps("后续", [one for one in template.steps if code in one.after], "没有后续")
        self._materials(step)
        self._sources(step)
        self._column.addStretch()

    def show_template(self, template: Shown) -> None:
        """Say what the template is for, how it is measured, and which groups it has."""
        clear(self._column)
        self._column.addWidget(words(template.name or template.key, "heading", wrap=True))
        self._column.addWidget(words(f"{template.key} · {len(template.steps)} 个环节", "faint"))
        self._facts(_head_facts(template))
        for title, lines in (
            ("对标", [_benchmark_line(one.name, one.days, one.unit, one.source) for one in template.benchmarks]),
            ("三未标准", [f"{one.name}：{one.definition}（{one.days} 天）" for one in template.thresholds]),
            ("分组", [*map(choice_words, template.choices), *map(group_words, template.groups)]),
            ("说明", list(template.notes)),
        ):
            if lines:
                self._lines(title, lines)
        self._column.addWidget(
            words("点图上的环节，或用方向键走到它，这里说明它的时限、材料和依据。", "faint", wrap=True)
        )
        self._column.addStretch()

    def _facts(self, pairs: Iterator[_FACT]) -> None:
        facts = Facts()
        facts.show_facts(pairs)
        self._column.addWidget(facts)

    def _lines(self, title: str, lines: list[str]) -> None:
        card = Card()
        card.inside.addWidget(words(title, "strong"))
        for line in lines:
            card.inside.addWidget(words(line, "soft", wrap=True))
        self._column.addWidget(card)

    def _steps(self, title: str, steps: list[StepTemplate], nothing: str) -> None:
        card = Card()
        card.inside.addWidget(words(f"{title} {len(steps) or ''}".strip(), "strong"))
        for step in steps:
            way = StepLink(f"{step.code} {step.title}")
            way.clicked.connect(lambda _on=False, code=step.code: self.step_asked.emit(code))
            card.inside.addWidget(way)
        if not steps:
            card.inside.addWidget(words(nothing, "faint"))
        self._column.addWidget(card)

    def _materials(self, step: StepTemplate) -> None:
        materials = step.matter.materials
        if materials:
            lines = [f"{number}. {material_words(one)}" for number, one in enumerate(materials, 1)]
            self._lines(f"材料 {len(lines)} 份", lines)

    def _sources(self, step: StepTemplate) -> None:
        told = [self.sources.get(code, code) for code in step.matter.sources]
        if told:
            self._lines("依据", told)


def _step_facts(template: Shown, step: StepTemplate) -> Iterator[_FACT]:
    matter = step.matter
    yield "审批机关", matter.authority or "未写明"
    if matter.approval_kind or matter.service_mode:
        yield "事项", " · ".join(part for part in (matter.approval_kind, matter.service_mode) if part)
    yield "办不办", f"可选：{step.condition or '办件时决定'}" if step.optional else "必经"
    groups = [choice_words(one) for one in template.choices if step.code in one.members]
    groups += [group_words(one) for one in template.groups if step.code in one.members]
    if groups:
        yield "分组", "；".join(groups)
    yield "法定", limit_words(step.statutory_limit) or "没有法定时限"
    yield "承诺", limit_words(step.promised_limit) or ("办件时询问天数" if matter.ask_days else "没有承诺时限")
    for one in matter.exclusions:
        most = f"最多 {one.max_days} 天" if one.max_days is not None else "天数不限"
        yield "不计时", f"{one.kind}（{most}）{one.basis}"
    yield "结果", result_words(matter.result) or "没有证照或批文"
    for part in step.parts:
        yield "分项", part.name + (f"，{part.limit.words()}" if part.limit else "")
    told = VERIFIED_WORDS.get(matter.verified, "待核")
    yield "核实", told if matter.verified == "law" else words(told, "amber", wrap=True)
    if matter.note:
        yield "备注", matter.note


def _head_facts(template: Shown) -> Iterator[_FACT]:
    yield "适用", template.applies_to or "未写明"
    yield "地区", template.region or "未写明"
    if isinstance(template, ApprovalTemplate):
        yield "版本", template.version
        yield "生效", f"{template.effective_from}" if template.effective_from else "未写明"
    else:
        yield "草稿", f"从版本 {template.base} 开始" if template.base else "新模板"


def _benchmark_line(name: str, days: int, unit: Unit, source: str) -> str:
    counted = "工作日" if unit is Unit.WORKING_DAYS else "自然日"
    return f"{name}：{days} 个{counted}" + (f"（{source}）" if source else "")

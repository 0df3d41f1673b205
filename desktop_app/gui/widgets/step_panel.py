"""The panel on the right: one step explained, why it is due on that day, what can be done next, and what happened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.application.form_filling import lamp_text
from desktop_app.application.overview import StepPanel
from desktop_app.domain.calendar import WorkingCalendar
from desktop_app.domain.events import Event, Verb
from desktop_app.domain.progress import Lamp, StepState
from desktop_app.domain.standing import Standing
from desktop_app.domain.suspension import suspension_kind
from desktop_app.domain.terms import CLOCK_WORDS, LAMP_WORDS, VERB_WORDS
from desktop_app.gui.widgets.bars import button
from desktop_app.gui.widgets.labels import Derivation, Facts, clear, scrolled, words
from desktop_app.gui.widgets.lamp import LampChip

ACT_WORDS: dict[Verb, str] = {
    Verb.RECEIVE: "登记收件",
    Verb.ACCEPT: "登记受理",
    Verb.FINISH: "登记办结",
    Verb.SUSPEND: "暂停计时",
    Verb.RESUME: "恢复计时",
    Verb.RETURN: "登记退件",
    Verb.WITHDRAW: "登记撤回",
    Verb.RECORD: "补录已办",
    Verb.INCLUDE: "纳入",
    Verb.SKIP: "不适用",
    Verb.ASSIGN: "指派代办员",
    Verb.REVERSE: "冲销",
}
_LEADING = (Verb.RESUME, Verb.FINISH, Verb.ACCEPT, Verb.INCLUDE, Verb.RECEIVE, Verb.RECORD)
_MATERIALS_SHOWN = 4


class StepPanelView(QWidget):
    """Shows a StepPanel; asks for acts, printing and opening by signals."""

    act_asked = Signal(object, object)
    print_asked = Signal(str)
    open_asked = Signal(str)

    def __init__(self, *, with_open: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._with_open = with_open
        self.panel: StepPanel | None = None
        self.buttons: dict[str, QWidget] = {}
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(20, 18, 20, 18)
        self._column.setSpacing(12)
        foot = QWidget()
        foot.setObjectName("actions")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._foot = QGridLayout(foot)
        self._foot.setContentsMargins(20, 12, 20, 14)
        self._foot.setSpacing(8)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(scrolled(inside), 1)
        outer.addWidget(foot)
        self.show_nothing()

    def show_nothing(self, text: str = "在左边选一个环节，这里会说明为什么是这一天到期、下一步能做什么。") -> None:
        """Say what the panel is for."""
        self.panel = None
        self.buttons.clear()
        clear(self._column)
        clear(self._foot)
        self._foot.parentWidget().hide()
        self._column.addWidget(words(text, "faint", wrap=True))
        self._column.addStretch()

    def show_panel(self, panel: StepPanel, today: date, calendar: WorkingCalendar) -> None:
        """Show a step as it stands today."""
        self.panel = panel
        self.buttons.clear()
        clear(self._column)
        clear(self._foot)
        step = panel.standing.step
        self._column.addWidget(words(step.title, "heading", wrap=True))
        stage = step.matter.stage
        self._column.addWidget(
            words(f"{panel.project.name} · {stage}" if stage else panel.project.name, "faint", wrap=True)
        )
        facts = Facts()
        facts.show_facts(_facts(panel, lamp_words(panel, today, calendar)))
        self._column.addWidget(facts)
        for card in _derivations(panel.standing):
            self._column.addWidget(card)
        self._offer(panel)
        self._column.addWidget(words("经过", "group"))
        for event in panel.history:
            self._column.addLayout(_history_line(event, event.id in panel.reversed_ids))
        if not panel.history:
            self._column.addWidget(words("还没有登记", "faint"))
        self._column.addStretch()

    def _offer(self, panel: StepPanel) -> None:
        """The actions stay in view below the explanation, also on a low screen."""
        grid = self._foot
        leading = next((verb for verb in _LEADING if verb in panel.possible), None)
        order = [verb for verb in (leading,) if verb] + [verb for verb in panel.possible if verb is not leading]
        made: list[QWidget] = []
        for verb in order:
            act = button(ACT_WORDS[verb], primary=verb is leading)
            act.clicked.connect(lambda _on, verb=verb: self.act_asked.emit(verb, panel))
            self.buttons[verb.value] = act
            made.append(act)
        paper = button("打印服务单", tip="Ctrl+P")
        paper.clicked.connect(lambda: self.print_asked.emit(panel.case.id))
        self.buttons["print"] = paper
        made.append(paper)
        if self._with_open:
            project = button("打开项目", tip="Enter")
            project.clicked.connect(lambda: self.open_asked.emit(panel.project.id))
            self.buttons["open"] = project
            made.append(project)
        for number, one in enumerate(made):
            one.setStyleSheet("padding: 0 4px")
            grid.addWidget(one, *divmod(number, 3))
        for side in range(3):
            grid.setColumnStretch(side, 1)
        grid.parentWidget().show()


def lamp_words(panel: StepPanel, today: date, calendar: WorkingCalendar) -> str:
    """The words beside the lamp: its own word and how many working days are left, over or stood still."""
    one = panel.standing
    if one.undecided:
        return "待定"
    word, more = LAMP_WORDS[one.lamp], lamp_text(one, today, calendar)
    if one.lamp is Lamp.OVERDUE and one.left is not None:
        return f"逾期 {-one.left} 个工作日" if one.left else "刚逾期"
    if one.lamp in (Lamp.DONE, Lamp.DONE_LATE) or more == word:
        return word
    return f"{word} · {more}"


def _facts(panel: StepPanel, lamp: str) -> list[tuple[str, str | QWidget]]:
    one, matter = panel.standing, panel.standing.step.matter
    pairs: list[tuple[str, str | QWidget]] = [("灯号", LampChip(one.lamp, lamp))]
    pairs.append(("代办员", one.officer))
    if matter.authority:
        pairs.append(("办理部门", matter.authority))
    if one.suspension is not None:
        since = one.suspension
        pairs.append(
            ("暂停", f"{since.first:%m-%d} 起 · {since.kind.word}{f' · {since.reason}' if since.reason else ''}")
        )
    pairs += _readiness(panel)
    if matter.materials:
        names = [material.name for material in matter.materials]
        more = f" 等 {len(names)} 项" if len(names) > _MATERIALS_SHOWN else ""
        pairs.append(("材料", "、".join(names[:_MATERIALS_SHOWN]) + more))
    if one.progress.marks:
        pairs.append(("标记", "、".join(one.progress.marks)))
    if matter.verified == "general":
        pairs.append(("时限来源", "通行做法，尚未核对本地规定"))
    return pairs


def _readiness(panel: StepPanel) -> list[tuple[str, str | QWidget]]:
    one, step = panel.standing, panel.standing.step
    pairs: list[tuple[str, str | QWidget]] = []
    if one.undecided:
        pairs.append(("待定", step.condition or "可选环节，请决定纳入还是不适用"))
    if one.blocked_by:
        names = [panel.case.template.step(code).title for code in one.blocked_by]
        pairs.append(("等待", "、".join(names)))
    if one.state is StepState.READY or not one.clocks:
        limits = [
            f"{CLOCK_WORDS[name]} {limit.words()}"
            for name, limit in (("promised", step.promised_limit), ("statutory", step.statutory_limit))
            if limit is not None
        ]
        if limits:
            pairs.append(("时限", " · ".join(limits)))
    if panel.waiting:
        pairs.append(("后续影响", "、".join(panel.waiting) + "在等它"))
    return pairs


def _derivations(one: Standing) -> Iterator[Derivation]:
    """A card for each clock that runs: why it ends on that day, or that it will be computed again."""
    for clock in one.clocks:
        name, due = CLOCK_WORDS[clock.name], clock.derivation.due
        lines = clock.derivation.lines(name)
        if clock.held_by is not None:
            held = clock.held_by
            title = f"{name}时限：恢复后重算"
            lines = (
                *(line for line in lines if not line[0].startswith((f"{name}到期", f"{name}届满"))),
                (f"{held.kind.word}暂停 {held.first:%m-%d} 起", "尚未恢复"),
                (f"若不暂停，{name}到期", f"{due:%m-%d}"),
            )
        elif not clock.counts_as_late:
            title = f"{name}期最早 {due.month} 月 {due.day} 日届满"
        else:
            title = f"为什么是 {due.month} 月 {due.day} 日{name}到期" + ("" if clock.derivation.firm else "（暂估）")
        card = Derivation()
        card.show_lines(title, lines, (f"{name}到期", f"{name}届满（最早）"))
        yield card


def history_words(event: Event) -> str:
    """One entry of the history as a sentence part."""
    parts = [VERB_WORDS[event.verb]]
    if event.kind:
        parts[0] = f"{suspension_kind(event.kind).word}{VERB_WORDS[event.verb]}"
    if event.verb is Verb.ASSIGN:
        parts[0] = f"指派给{event.officer}"
    details = "；".join(one for one in (event.reason, event.note, event.basis) if one)
    mark = f"〔{event.mark}〕" if event.mark else ""
    return f"{parts[0]}{mark}{'：' + details if details else ''}"


def history_day(event: Event) -> str:
    """The day of an entry, short."""
    if event.on is not None:
        return f"{event.on:%m-%d}" if event.on.year == event.at.year else event.on.isoformat()
    return event.month or "不详"


def _history_line(event: Event, gone: bool) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(12)
    day = words(history_day(event), "faint")
    day.setFixedWidth(76)
    said = words(history_words(event) + ("（已冲销）" if gone else ""), "faint" if gone else "", wrap=True)
    said.setToolTip(f"{event.by} 于 {event.at:%Y-%m-%d %H:%M} 登记")
    if gone:
        font = said.font()
        font.setStrikeOut(True)
        said.setFont(font)
    row.addWidget(day)
    row.addWidget(said, 1)
    return row

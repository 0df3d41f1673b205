"""The panel on the right: one step explained, why it is due on that day, what can be done next, and what happened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from desktop_app.domain.calendar import WorkingCalendar
from desktop_app.domain.events import Event, Verb
from desktop_app.domain.measure import BenchmarkStanding, Reach
from desktop_app.domain.officer import NOBODY, in_words
from desktop_app.domain.progress import Lamp, StepState
from desktop_app.domain.standing import Standing, bound_party
from desktop_app.domain.suspension import suspension_kind
from desktop_app.domain.terms import CLOCK_WORDS, LAMP_WORDS, VERB_WORDS, benchmark_words, clock_words
from desktop_app.gui.widgets.action_panel import ActionPanel
from desktop_app.gui.widgets.bars import button
from desktop_app.gui.widgets.clock_cards import clock_cards
from desktop_app.gui.widgets.labels import Facts, words
from desktop_app.gui.widgets.lamp import LampChip
from desktop_app.locations import resources

if TYPE_CHECKING:
    # Only named here: what the first page shows is read by the lane, after the window is on the screen.
    from desktop_app.application.overview import StepPanel

ACT_WORDS: dict[Verb, str] = {
    Verb.RECEIVE: "登记收件",
    Verb.ACCEPT: "登记受理",
    Verb.FINISH: "登记办结",
    Verb.SUSPEND: "暂停计时",
    Verb.RESUME: "恢复计时",
    Verb.SUPPLEMENT: "容缺补齐",
    Verb.DELIVER: "登记送达",
    Verb.PART: "分项完成",
    Verb.RECORD: "补录已办",
    Verb.INCLUDE: "纳入",
    Verb.SKIP: "不适用",
    Verb.EXTEND: "延期",
    Verb.TOLERATE: "容缺受理",
    Verb.RESTART: "重新起算",
    Verb.RETURN: "登记退件",
    Verb.WITHDRAW: "登记撤回",
    Verb.ASSIGN: "指派代办员",
    Verb.REVERSE: "冲销",
}
_USUAL = (
    Verb.RESUME,
    Verb.PART,
    Verb.FINISH,
    Verb.ACCEPT,
    Verb.INCLUDE,
    Verb.DELIVER,
    Verb.RECEIVE,
    Verb.SUSPEND,
    Verb.SUPPLEMENT,
    Verb.RECORD,
    Verb.SKIP,
)
"""The acts of an ordinary day in the order they are looked for; the first one possible leads."""
_BUTTONS = 3
"""So many acts have a button of their own; the others are under 更多, so that the panel stays calm."""
_MATERIALS_SHOWN = 4


class StepPanelView(ActionPanel):
    """Shows a StepPanel; asks for acts, printing, opening and the sheet of a clock (name, place) by signals."""

    act_asked = Signal(object, object)
    print_asked = Signal(str)
    open_asked = Signal(str)
    sheet_asked = Signal(object, str, int)

    def __init__(self, *, with_open: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._with_open = with_open
        self.panel: StepPanel | None = None
        self.show_nothing()

    def show_nothing(self, text: str = "在左边选一个环节，这里会说明为什么是这一天到期、下一步能做什么。") -> None:
        """Say what the panel is for."""
        self.panel = None
        self._say(text)

    def show_panel(
        self, panel: StepPanel, today: date, calendar: WorkingCalendar, covers: Mapping[str, str] = NOBODY
    ) -> None:
        """Show a step as it stands today."""
        held = next((key for key, one in self.buttons.items() if one.hasFocus()), "")
        self.panel = panel
        self._empty()
        step = panel.standing.step
        self._column.addWidget(words(step.title, "heading", wrap=True))
        stage = step.matter.stage
        self._column.addWidget(
            words(f"{panel.project.name} · {stage}" if stage else panel.project.name, "faint", wrap=True)
        )
        facts = Facts()
        facts.show_facts(_facts(panel, lamp_words(panel, today, calendar), covers))
        self._column.addWidget(facts)
        seen: Counter[str] = Counter()
        for clock, card in zip(panel.standing.clocks, clock_cards(panel.standing, today, calendar), strict=True):
            seen[clock.name] += 1
            card.inside.addWidget(self._sheet_button(panel, clock.name, seen[clock.name]))
            self._column.addWidget(card)
        if more := _more_facts(panel):
            beneath = Facts()
            beneath.show_facts(more)
            self._column.addWidget(beneath)
        self._offer(panel)
        if held:
            # The buttons are new ones; the keyboard stays where it was, or goes to the leading act.
            self.buttons.get(held, next(iter(self.buttons.values()))).setFocus()
        self._column.addWidget(words("经过", "group"))
        for event in panel.history:
            self._column.addLayout(_history_line(event, event.id in panel.reversed_ids))
        if not panel.history:
            self._column.addWidget(words("还没有登记", "faint"))
        self._column.addStretch()

    def _sheet_button(self, panel: StepPanel, clock: str, place: int) -> QWidget:
        """Below each explanation the way to every single day of it."""
        running = next((one for one in panel.standing.clocks if one.name == clock), None)
        name = clock_words(clock, bound_party(panel.standing.step, running)).removesuffix("时限")
        days = button("逐日计算…", tip=f"期限计算书：{name}时限逐日计不计、为什么，可复制、打印")
        days.setAccessibleName(f"{name}期限计算书")
        days.clicked.connect(lambda: self.sheet_asked.emit(panel, clock, place))
        self.buttons[f"sheet:{clock}:{place}"] = days
        return days

    def _offer(self, panel: StepPanel) -> None:
        """The actions stay in view below the explanation, also on a low screen: two rows and a menu."""
        usual = usual_acts(panel)
        made: list[QWidget] = []
        for verb in usual:
            act = button(ACT_WORDS[verb], primary=verb is usual[0])
            act.clicked.connect(lambda _on, verb=verb: self.act_asked.emit(verb, panel))
            self.buttons[verb.value] = act
            made.append(act)
        if rare := rare_acts(panel):
            more = button("更多", tip="、".join(ACT_WORDS[verb] for verb in rare))
            more.setIcon(QIcon(str(resources() / "icons" / "chevron-down.svg")))
            more.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            more.clicked.connect(lambda: self._more(panel, more))
            self.buttons["more"] = more
            made.append(more)
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
            self._foot.addWidget(one, *divmod(number, 3))
        for side in range(3):
            self._foot.setColumnStretch(side, 1)
        self._foot.parentWidget().show()

    def _more(self, panel: StepPanel, under: QWidget) -> None:
        """Offer the rarer acts in a menu that opens upwards: the buttons stand at the bottom."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for verb in rare_acts(panel):
            menu.addAction(ACT_WORDS[verb], lambda verb=verb: self.act_asked.emit(verb, panel))
        menu.popup(under.mapToGlobal(QPoint(0, -menu.sizeHint().height() - 4)))


def usual_acts(panel: StepPanel) -> tuple[Verb, ...]:
    """The possible acts of an ordinary day, the leading one first, at most as many as have room."""
    # 送达 may be recorded of every finished matter, but only a decision has a limit for it.
    served = any(clock.name == "delivery" for clock in panel.standing.clocks)
    offered = [verb for verb in _USUAL if verb in panel.possible and (verb is not Verb.DELIVER or served)]
    return tuple(offered[:_BUTTONS])


def rare_acts(panel: StepPanel) -> tuple[Verb, ...]:
    """The other possible acts."""
    return tuple(verb for verb in panel.possible if verb not in usual_acts(panel))


def lamp_words(panel: StepPanel, today: date, calendar: WorkingCalendar) -> str:
    """The words beside the lamp: its own word and how many working days are left, over or stood still."""
    # Loaded with the first step that is shown: what fills papers comes with it.
    from desktop_app.application.form_filling import lamp_text

    one = panel.standing
    if one.undecided:
        return "待定"
    word, more = LAMP_WORDS[one.lamp], lamp_text(one, today, calendar)
    if one.lamp is Lamp.OVERDUE and one.left is not None:
        return f"逾期 {-one.left} 个工作日" if one.left else "刚逾期"
    if one.lamp in (Lamp.DONE, Lamp.DONE_LATE) or more == word:
        return word
    return f"{word} · {more}"


def _facts(panel: StepPanel, lamp: str, covers: Mapping[str, str]) -> list[tuple[str, str | QWidget]]:
    one, matter = panel.standing, panel.standing.step.matter
    pairs: list[tuple[str, str | QWidget]] = [("灯号", LampChip(one.lamp, lamp))]
    pairs.append(("代办员", in_words(one.officer, covers.get(one.officer, ""))))
    if matter.authority:
        pairs.append(("办理部门", matter.authority))
    if one.suspension is not None:
        since = one.suspension
        pairs.append(
            ("暂停", f"{since.first:%m-%d} 起 · {since.kind.word}{f' · {since.reason}' if since.reason else ''}")
        )
    return pairs + _readiness(panel)


def _more_facts(panel: StepPanel) -> list[tuple[str, str | QWidget]]:
    """What can wait until after the clocks, so that these are in sight on a low screen."""
    one, matter = panel.standing, panel.standing.step.matter
    pairs: list[tuple[str, str | QWidget]] = []
    if matter.materials:
        names = [material.name for material in matter.materials]
        more = f" 等 {len(names)} 项" if len(names) > _MATERIALS_SHOWN else ""
        pairs.append(("材料", "、".join(names[:_MATERIALS_SHOWN]) + more))
    if one.progress.marks:
        pairs.append(("标记", "、".join(one.progress.marks)))
    pairs += [(CLOCK_WORDS["benchmark"], f"{mark.benchmark.name}：{benchmark_words(mark)}") for mark in _running(panel)]
    if matter.verified == "general":
        pairs.append(("时限来源", "通行做法，尚未核对本地规定"))
    return pairs


def _running(panel: StepPanel) -> list[BenchmarkStanding]:
    """The benchmarks of the case that run now: the third clock beside 法定 and 承诺."""
    return [one for one in panel.benchmarks if one.reach is Reach.RUNNING]


def _readiness(panel: StepPanel) -> list[tuple[str, str | QWidget]]:
    one, step = panel.standing, panel.standing.step
    pairs: list[tuple[str, str | QWidget]] = []
    if one.undecided:
        pairs.append(("待定", step.condition or "可选环节，请决定纳入还是不适用"))
    if step.parts and one.progress.attempt is not None and not one.progress.attempt.recorded:
        pairs.append(("分项", "、".join(_part_words(one, part.name) for part in step.parts)))
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


def _part_words(one: Standing, name: str) -> str:
    """A part with its sign: done on a day, or still to come."""
    attempt = one.progress.attempt
    done = attempt.part(name) if attempt is not None else None
    return f"✓ {name} {done.on:%m-%d}" if done is not None else f"○ {name}"


def history_words(event: Event) -> str:
    """One entry of the history as a sentence part."""
    said = VERB_WORDS[event.verb]
    details = [event.reason, event.note, event.basis]
    match event.verb:
        case Verb.SUSPEND | Verb.RESUME if event.kind:
            said = f"{suspension_kind(event.kind).word}{said}"
        case Verb.PART:
            said = f"分项“{event.kind}”完成"
        case Verb.ASSIGN if event.matter:
            said = f"指派给{event.officer}"
        case Verb.ASSIGN:
            said = "调整负责人员"
        case Verb.RECEIVE if event.time:
            said = f"{said} {event.time}"
        case Verb.EXTEND:
            said = f"{CLOCK_WORDS[event.kind]}时限{said} {event.amount} 日"
            details.insert(1, f"{event.officer}批准")
        case Verb.TOLERATE:
            said = f"{said}，{event.amount} 个工作日内补齐"
    mark = f"〔{event.mark}〕" if event.mark else ""
    told = "；".join(one for one in details if one)
    return f"{said}{mark}{'：' + told if told else ''}"


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
    row.addWidget(day, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(said, 1)
    return row

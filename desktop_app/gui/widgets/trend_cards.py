"""The cards of 走势: whose the days were, when the case will probably end, and what is best done next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from desktop_app.domain.attribution import Attribution, Party
from desktop_app.domain.case import Case
from desktop_app.domain.forecast import BenchmarkChance, FinishForecast, Forecast, chance_words
from desktop_app.domain.next_action import RANK_WORDS, NextAction
from desktop_app.domain.outlook import Outlook
from desktop_app.gui.theme import colour, text_font
from desktop_app.gui.widgets.bars import Hint, button
from desktop_app.gui.widgets.labels import Card, Elided, clear, words
from desktop_app.gui.widgets.party_bar import PartyBar, PartyButton
from desktop_app.gui.widgets.step_panel import ACT_WORDS

BASIS = "口径：按工作日计，起点当天不算；每天只归一方，几个环节同时在办时归机动最少的一个"


class AttributionCard(Card):
    """天数归属; `chosen` asks for the days of a party."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("天数归属")
        head = QHBoxLayout()
        head.addWidget(words("天数归属", "strong"))
        self.total = Elided("", "soft")
        self.total.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.total, 1)
        self.inside.addLayout(head)
        self.bar = PartyBar()
        self.bar.chosen.connect(self.chosen)
        self.inside.addWidget(self.bar)
        legend = QGridLayout()
        legend.setContentsMargins(0, 2, 0, 0)
        legend.setHorizontalSpacing(4)
        legend.setVerticalSpacing(0)
        self.entries = {party: PartyButton(party) for party in Party}
        for place, (party, entry) in enumerate(self.entries.items()):
            entry.clicked.connect(lambda _on, party=party: self.chosen.emit(party))
            legend.addWidget(entry, *divmod(place, 3))
        for side in range(3):
            legend.setColumnStretch(side, 1)
        self.inside.addLayout(legend)
        self.basis = words(BASIS, "small", wrap=True)
        self.inside.addWidget(self.basis)

    def show_attribution(self, found: Attribution) -> None:
        """Show the sums of a case."""
        total = len(found.days)
        doubt = "" if found.firm else "（暂估）"
        self.total.say(f"{found.start} 之后至 {found.through} · {total} 个工作日{doubt}")
        self.bar.show_sums(found.sums)
        for party, entry in self.entries.items():
            entry.show_days(found.sums[party], total)


class RangeBar(QWidget):
    """A line from today to the 90 % day with marks on it; what a mark means stands below it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(46)
        self._today = date.min
        self._finish: FinishForecast | None = None
        self._target: date | None = None

    def show_range(self, today: date, finish: FinishForecast, target: date | None) -> None:
        """Show another range; `target` is that of the plan."""
        self._today, self._finish, self._target = today, finish, target
        aim = f"，方案目标 {target}" if target else ""
        self.setAccessibleName(f"五成把握 {finish.p50}，九成把握 {finish.p90}{aim}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the range between the two days, then the marks."""
        if self._finish is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        first, p50, p90 = self._today, self._finish.p50, self._finish.p90
        last = max(p90, self._target or p90, first + timedelta(days=1))
        wide, days = self.width() - 12.0, (last - first).days

        def at(day: date) -> float:
            return 6 + wide * max(0, (day - first).days) / days

        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("line"))
        painter.drawRoundedRect(QRectF(6, 8, wide, 8), 4, 4)
        painter.setBrush(colour("accent_soft"))
        painter.setPen(QPen(colour("accent"), 1, Qt.PenStyle.SolidLine if self._finish.firm else Qt.PenStyle.DotLine))
        painter.drawRect(QRectF(at(p50), 6, max(at(p90) - at(p50), 2.0), 12))
        painter.setPen(QPen(colour("accent"), 3))
        for day in (p50, p90):
            painter.drawLine(QLineF(at(day), 3, at(day), 21))
        marks = [(at(p50), "50%"), (at(p90), "90%")]
        if self._target is not None:
            x = at(self._target)
            painter.setPen(QPen(colour("ink"), 1))
            painter.setBrush(colour("ink"))
            painter.drawPolygon(QPolygonF([QPointF(x, 18), QPointF(x - 5, 25), QPointF(x + 5, 25)]))
            marks.append((x, "目标"))
        self._paint_words(painter, [(6.0, "今天"), *sorted(marks)])
        painter.end()

    def _paint_words(self, painter: QPainter, marks: Sequence[tuple[float, str]]) -> None:
        """Names below the marks, pushed aside where two stand close together."""
        font = text_font(12)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(colour("soft"))
        boxes: list[list[float]] = []
        for x, name in marks:
            wide = metrics.horizontalAdvance(name)
            left = max(0.0, x - wide / 2, boxes[-1][1] + 8 if boxes else 0.0)
            boxes.append([left, left + wide])
        over = boxes[-1][1] - self.width()
        for number in range(len(boxes) - 1, -1, -1):
            limit = self.width() if number == len(boxes) - 1 else boxes[number + 1][0] - 8
            shift = max(0.0, boxes[number][1] - limit) if over > 0 else 0.0
            boxes[number] = [boxes[number][0] - shift, boxes[number][1] - shift]
        for (left, right), (_x, name) in zip(boxes, marks, strict=True):
            painter.drawText(QRectF(left, 26, right - left + 2, 18), Qt.AlignmentFlag.AlignVCenter, name)


class ForecastCard(Card):
    """预测: the two days, the range, and how likely each benchmark is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("预测")
        self.inside.addWidget(words("预测", "strong"))
        self._column = QGridLayout()
        self._column.setHorizontalSpacing(10)
        self._column.setVerticalSpacing(4)
        self._column.setColumnStretch(1, 1)
        self.inside.addLayout(self._column)
        self.range = RangeBar()
        self.inside.addWidget(self.range)
        self._chances = QGridLayout()
        self._chances.setHorizontalSpacing(10)
        self._chances.setVerticalSpacing(4)
        self._chances.setColumnStretch(0, 1)
        self.inside.addLayout(self._chances)
        self.thin = Hint()
        self.inside.addWidget(self.thin)
        self.basis = words("", "small", wrap=True)
        self.inside.addWidget(self.basis)
        self.show_waiting()

    def show_waiting(self) -> None:
        """Say that it is being computed."""
        clear(self._column)
        clear(self._chances)
        self._column.addWidget(words("正在推演……", "faint"), 0, 0)
        for part in (self.range, self.thin, self.basis):
            part.hide()

    def show_forecast(self, found: Forecast, case: Case, seen: Outlook, target: date | None) -> None:
        """Show the forecast of a case beside its earliest finish and the target of its plan."""
        titles = {step.code: step.title for step in case.template.steps}
        clear(self._column)
        clear(self._chances)
        for row, (name, value, role) in enumerate(_dates(found, seen, target)):
            self._column.addWidget(words(name, "soft"), row, 0)
            self._column.addWidget(words(value, role), row, 1)
        running = found.finish is not None and not found.ended
        self.range.setVisible(running)
        if running and found.finish is not None:
            self.range.show_range(found.as_of, found.finish, target)
        if found.benchmarks:
            self._chances.addWidget(words("对标达成的把握", "soft"), 0, 0)
            bases = dict.fromkeys(one.basis.words() for one in found.benchmarks)
            basis = words("；".join(bases), "small", wrap=True)
            self._chances.addWidget(basis, len(found.benchmarks) + 1, 0, 1, 2)
        for row, chance in enumerate(found.benchmarks, 1):
            self._add_chance(row, chance, titles)
        said = found.words(titles)
        self.thin.setVisible(bool(said))
        self.thin.say(said)
        self.basis.setVisible(running)
        self.basis.setText(f"用本工作区已办环节的快慢推演 {found.runs} 次；数据不变，结果不变（种子 {found.seed}）。")

    def _add_chance(self, row: int, one: BenchmarkChance, titles: Mapping[str, str]) -> None:
        mark = one.benchmark
        self._chances.addWidget(Elided(mark.name), row, 0)
        if one.probability is None:
            value, role = one.why or "无法判断", "faint"
        else:
            value = chance_words(one.probability, decided=one.decided)
            role = "green" if one.probability >= 0.5 else "red"
            value = f"{'✓' if one.probability >= 0.5 else '▲'} {value}"
        told = words(value, role)
        told.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        left_out = "、".join(titles.get(code, code) for code in mark.leaves_out)
        not_counted = f"\n不计{left_out}的时间" if left_out else ""
        told.setToolTip(f"{mark.name}\n{one.basis.words()}{not_counted}")
        self._chances.addWidget(told, row, 1)


def _dates(found: Forecast, seen: Outlook, target: date | None) -> Iterable[tuple[str, str, str]]:
    finish = found.finish
    if finish is None:
        yield "办完日期", "没有可推算的日期", "faint"
        return
    doubt = "" if finish.firm else "（暂估）"
    if found.ended:
        yield "已全部办完", f"{finish.p50}", "strong"
        return
    yield "五成把握", f"{finish.p50} 前办完{doubt}", "strong"
    yield "九成把握", f"{finish.p90} 前办完{doubt}", "strong"
    if seen.finish is not None:
        yield "按承诺最早", f"{seen.finish}{'' if seen.firm else '（暂估）'}", ""
    if target is not None:
        yield "方案目标", f"{target}", ""


class ActionsCard(Card):
    """最值得做: the acts of today that help most; `act_asked` hands over a verb and a matter.

    Where an authority ends the step, the agent is offered the paper that urges it (`urge_asked`), not the record of an
    end that has not come.
    """

    act_asked = Signal(object, str)
    urge_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("最值得做")
        self.inside.addWidget(words("最值得做", "strong"))
        self._rows = QGridLayout()
        self._rows.setHorizontalSpacing(12)
        self._rows.setVerticalSpacing(8)
        self._rows.setColumnStretch(0, 1)
        self.inside.addLayout(self._rows)
        self.show_waiting()

    def show_waiting(self) -> None:
        """Say that it is being computed."""
        clear(self._rows)
        self._rows.addWidget(words("正在比较今天能做的每一件事……", "faint"), 0, 0)

    def show_actions(self, found: Sequence[NextAction], *, ended: bool) -> None:
        """Show the acts, best first, each with the button that records it."""
        clear(self._rows)
        if not found:
            said = "已经全部办完。" if ended else "今天没有哪一件事能让全程提前。照常办就好。"
            self._rows.addWidget(words(said, "faint", wrap=True), 0, 0)
        for row, one in enumerate(found):
            doubt = "（暂估）" if one.missing_years else ""
            told = words(f"{row + 1}. {one.words}\n{one.benefit()}{doubt}", wrap=True)
            word = "催办单" if one.urges else ACT_WORDS[one.verb]
            act = button(word)
            act.setAccessibleName(f"{word}：{one.words}")
            act.clicked.connect(lambda _on, one=one: self._ask(one))
            self._rows.addWidget(told, row, 0)
            self._rows.addWidget(act, row, 1, Qt.AlignmentFlag.AlignTop)
        if found:
            self._rows.addWidget(words(f"排序：{RANK_WORDS}。", "faint", wrap=True), len(found), 0, 1, 2)

    def _ask(self, one: NextAction) -> None:
        if one.urges:
            self.urge_asked.emit(one.matter)
        else:
            self.act_asked.emit(one.verb, one.matter)

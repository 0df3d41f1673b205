"""Acts on figures: publishing one, and the days after which 三未 are late."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.application.changes import Changes
from desktop_app.application.indicator_facts import side_amount
from desktop_app.domain.as_of import SIGHT_WORDS
from desktop_app.domain.indicator_figure import IndicatorFigure
from desktop_app.domain.published_figure import PublishedFigure
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.terms import day_words
from desktop_app.domain.unfinished import PROPOSED_DAYS, UNFINISHED_WORDS, Thresholds, Unfinished
from desktop_app.gui.dialogs.dialog import Dialog, field, form
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.bars import Hint, button
from desktop_app.gui.widgets.labels import Facts, words


class PublishDialog(Dialog):
    """Freeze the figure that is shown."""

    def __init__(self, session: Session, figure: IndicatorFigure, parent: QWidget | None = None) -> None:
        super().__init__(session, "发布指标", "发布", parent)
        self._figure = figure
        indicator = figure.indicator
        self.body.addWidget(words(f"{indicator.name} {figure.words}", "heading", wrap=True))
        facts = Facts()
        above, below = (
            side_amount(indicator.numerator, figure.numerator),
            side_amount(indicator.denominator, figure.denominator),
        )
        facts.show_facts(
            [
                ("算式", f"{indicator.formula}；{above} ÷ {below}"),
                ("截至", f"{day_words(figure.as_of)}，{SIGHT_WORDS[figure.sight]}，{figure.zone or '全部开发区'}"),
                ("口径", figure.definition.label + ("" if indicator.verified else "（待核）")),
                ("项目", f"{len(figure.counted)} 个，其中 {len(figure.doubts)} 个有未填或不能确定的内容"),
            ]
        )
        self.body.addWidget(facts)
        self.body.addWidget(
            Hint("发布以后，数字、定义和每个项目当时的数据一起封存，不能改动；以后可以重算核对，看哪里变了。")
        )
        fields = form(self.body)
        self.note, self.by = QLineEdit(), QLineEdit(session.officer)
        field(fields, "用在哪里", self.note, "可留空，如：11 月月通报")
        field(fields, "发布人", self.by, "必填")
        self.body.addStretch()
        self.fit(620, 420)
        self.note.setFocus()

    def submit(self) -> None:
        """Publish it."""
        one, by, note = self._figure, self.by.text(), self.note.text()
        self.send(
            lambda desk: desk.indicators.publish(
                one.definition.id, by, as_of=one.as_of, reading=one.sight.value, zone=one.zone, note=note
            ),
            self._kept,
        )

    def _kept(self, answer: tuple[PublishedFigure, Changes]) -> None:
        self.session.announce(answer[1])
        self.accept()


class ThresholdsDialog(Dialog):
    """After how many natural days each of 三未 is late."""

    def __init__(self, session: Session, kept: Thresholds, parent: QWidget | None = None) -> None:
        super().__init__(session, "三未天数", "保存", parent)
        self.body.addWidget(
            Hint(
                "超过多少天算逾期，没有查到公布的统一标准，由本单位自定；按自然日计，提前 30 天预警。"
                "留空就不亮灯，只显示天数。"
            )
        )
        fields = form(self.body)
        self.days: dict[Unfinished, QLineEdit] = {}
        for kind in Unfinished:
            line = self.days[kind] = QLineEdit(str(kept.of(kind) or ""))
            field(fields, UNFINISHED_WORDS[kind], line, f"天数，参考 {PROPOSED_DAYS[kind]}（待核）")
        self.propose = button("填入参考天数")
        self.propose.clicked.connect(self._propose)
        fields.addRow("", self.propose)
        self.by = QLineEdit(session.officer)
        field(fields, "登记人", self.by, "必填")
        if kept.by:
            self.body.addWidget(words(f"现在的天数由 {kept.by} 于 {kept.at[:10]} 设定", "faint"))
        self.body.addStretch()
        self.fit(520, 400)
        self.days[Unfinished.NOT_STARTED].setFocus()

    def submit(self) -> None:
        """Keep them."""
        try:
            days = {kind: _whole(kind, line.text()) for kind, line in self.days.items()}
        except Refusal as refusal:
            self.fail(refusal)
            return
        self._send(days, self.by.text())

    def _send(self, days: Mapping[Unfinished, int | None], by: str) -> None:
        self.send(lambda desk: desk.indicators.set_thresholds(days, by), self._kept)

    def _propose(self) -> None:
        for kind, line in self.days.items():
            line.setText(str(PROPOSED_DAYS[kind]))

    def _kept(self, changes: Changes) -> None:
        self.session.announce(changes)
        self.accept()


def _whole(kind: Unfinished, text: str) -> int | None:
    if not text.strip():
        return None
    if not (text.strip().isascii() and text.strip().isdigit()):
        raise Refusal.say(f"“{UNFINISHED_WORDS[kind]}”的天数“{text.strip()}”不是整数；不设就留空")
    return int(text.strip())

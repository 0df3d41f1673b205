"""调度节奏: which reports are kept and when each is due; and 本期不出, why a period stays without its report."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QWidget

from desktop_app.application.changes import Changes
from desktop_app.domain.indicator import SET_WORDS
from desktop_app.domain.rhythm import CADENCE_WORDS, RULE_WORDS, Cadence, CadenceRule, DueRule, Period, RhythmSettings
from desktop_app.gui.dialogs.dialog import Dialog, field, form
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.bars import Hint
from desktop_app.gui.widgets.labels import words


class RhythmSettingsDialog(Dialog):
    """Change the rhythm; what was missed before stays listed."""

    def __init__(self, session: Session, settings: RhythmSettings, parent: QWidget | None = None) -> None:
        super().__init__(session, "调度节奏", "保存", parent)
        self.body.addWidget(
            Hint(
                "哪天该出没有统一规定，这里是建议（可调，待核）；工作日按工作日历算。关掉的一类不提醒，已出的照样在册；三率换一套口径，已出的月通报不变。"
            )
        )
        fields = form(self.body)
        self.boxes: dict[Cadence, QCheckBox] = {}
        self.rules: dict[Cadence, QComboBox] = {}
        for cadence, rule in settings.rules.items():
            box, choice = QCheckBox("提醒"), QComboBox()
            box.setChecked(rule.on)
            box.setAccessibleName(f"提醒{CADENCE_WORDS[cadence]}")
            for one in DueRule:
                choice.addItem(RULE_WORDS[one], one)
            choice.setCurrentIndex(choice.findData(rule.rule))
            choice.setEnabled(rule.on)
            box.toggled.connect(choice.setEnabled)
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            line.addWidget(box)
            line.addWidget(choice, 1)
            field(fields, CADENCE_WORDS[cadence], row)
            choice.setAccessibleName(f"{CADENCE_WORDS[cadence]}哪天到期")
            self.boxes[cadence], self.rules[cadence] = box, choice
        self.rates = QComboBox()
        for key, name in SET_WORDS.items():
            self.rates.addItem(name, key)
        self.rates.setCurrentIndex(self.rates.findData(settings.rates))
        field(fields, "月通报的三率", self.rates)
        self.by = QLineEdit(session.officer)
        field(fields, "登记人", self.by)
        self.body.addStretch()
        self.fit(520, 370)

    def submit(self) -> None:
        """Put the rhythm in force."""
        rules = {
            cadence: CadenceRule(box.isChecked(), DueRule(self.rules[cadence].currentData()))
            for cadence, box in self.boxes.items()
        }
        settings, by = RhythmSettings(rules, self.rates.currentData()), self.by.text()
        self.send(lambda desk: desk.rhythm.save_settings(settings, by), self._kept)

    def _kept(self, changes: Changes) -> None:
        self.session.announce(changes)
        self.accept()


class SkipReportDialog(Dialog):
    """Say why a period stays without its report; it can be taken back on the command line or here."""

    def __init__(self, session: Session, period: Period, parent: QWidget | None = None) -> None:
        super().__init__(session, "本期不出", "登记不出", parent)
        self.period = period
        self.body.addWidget(words(period.title, "heading", wrap=True))
        self.body.addWidget(Hint("登记以后不再提醒这一期；原因记入调度登记，以后可以恢复。"))
        fields = form(self.body)
        self.reason, self.by = QLineEdit(), QLineEdit(session.officer)
        field(fields, "原因", self.reason, "必填，如：国庆放假，没有调度")
        field(fields, "登记人", self.by)
        self.body.addStretch()
        self.fit(520, 260)
        self.reason.setFocus()

    def submit(self) -> None:
        """Put it down; a refusal stays in the dialog."""
        period, reason, by = self.period, self.reason.text(), self.by.text()
        self.send(lambda desk: desk.rhythm.skip(period, reason, by), self._kept)

    def _kept(self, changes: Changes) -> None:
        self.session.announce(changes)
        self.accept()

"""催办阶梯: which rungs there are, when each fires, whom it tells, and whether it is on."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from desktop_app.application.changes import Changes
from desktop_app.application.reminder_book import LadderVersion
from desktop_app.domain.clock_runs import NATURAL_TRACKS, Track
from desktop_app.domain.escalation import RECIPIENT_WORDS, TRACK_WORDS, Ladder, Recipient, Rung
from desktop_app.domain.refusals import Refusal
from desktop_app.gui.dialogs.dialog import Dialog, field, form
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.bars import Hint, button
from desktop_app.gui.widgets.labels import Card, scrolled, words

_HINT = (
    "每一级在一次计时里只提醒一次，只在上班时间发出；关机期间错过的，下次开机补发并注明。天数按工作日算，证照按自然日。"
    "标“待核”的天数没有依据可查，是建议值，请按本地规定改。"
)
_CARD = (
    "期限临近和逾期时，按这里的级别逐级提醒；容缺补齐、结果送达、应办未办、证照有效期、保管的原件各有自己的级别。"
    "企业自己的时限只提醒代办员，不算部门超期。"
)
_MOST = 90


@dataclass(frozen=True, slots=True)
class _Fields:
    on: QCheckBox
    who: QComboBox
    days: QSpinBox

    def into(self, rung: Rung) -> Rung:
        days = self.days.value()
        who = Recipient(self.who.currentData())
        return replace(rung, on=self.on.isChecked(), who=who, days=days if rung.days > 0 else -days)


class LadderCard(Card):
    """The ladder in 设置: what it does, which version is in force, and the button that opens it."""

    edit_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.inside.addWidget(words("催办阶梯", "group"))
        self.now = words("", "strong", wrap=True)
        self.edit = button("调整…")
        self.edit.setAccessibleName("调整催办阶梯")
        self.edit.clicked.connect(self.edit_asked)
        row = QHBoxLayout()
        row.addWidget(self.now, 1)
        row.addWidget(self.edit)
        self.inside.addLayout(row)
        self.inside.addWidget(words(_CARD, "soft", wrap=True))
        self.version = words("", "faint", wrap=True)
        self.inside.addWidget(self.version)

    def show_ladder(self, version: LadderVersion) -> None:
        """Show the rungs of a limit that are on, and who saved them."""
        rungs = [rung for rung in version.ladder.of(Track.LIMIT) if rung.on]
        told = (f"{RECIPIENT_WORDS[rung.who]}（{rung.trigger_words}）" for rung in rungs)
        self.now.setText(" → ".join(told) or "办理时限不提醒")
        self.version.setText(version_words(version))


class LadderDialog(Dialog):
    """Edit the ladder; a refusal names the rung, and older versions are kept."""

    def __init__(self, session: Session, version: LadderVersion, parent: QWidget | None = None) -> None:
        super().__init__(session, "催办阶梯", "保存", parent)
        self._ladder = version.ladder
        self.rungs: dict[str, _Fields] = {}
        self.body.addWidget(Hint(_HINT))
        names = form(self.body)
        self.leader, self.office = QLineEdit(version.ladder.leader), QLineEdit(version.ladder.office)
        self.by = QLineEdit(session.officer)
        field(names, "组长", self.leader, "姓名，可不填；领办领导取自每个代办件的包联领导")
        field(names, "领导小组办公室", self.office, "联系人，可不填")
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        for track in Track:
            column.addWidget(words(TRACK_WORDS[track], "group"))
            column.addLayout(self._track(track))
        column.addStretch()
        self.body.addWidget(scrolled(inside), 1)
        row = QHBoxLayout()
        row.addWidget(words(version_words(version), "faint"), 1)
        self.back = button("恢复缺省")
        self.back.clicked.connect(lambda: self.show_ladder(Ladder()))
        row.addWidget(self.back)
        self.body.addLayout(row)
        field(form(self.body), "修改人", self.by)
        self.show_ladder(version.ladder)
        self.leader.setFocus()
        self.fit(760, 680)

    def ladder(self) -> Ladder:
        """What the fields say; raises Refusal when it makes no sense."""
        rungs = tuple(self.rungs[rung.key].into(rung) for rung in self._ladder.rungs)
        return Ladder(rungs, self.leader.text().strip(), self.office.text().strip())

    def show_ladder(self, ladder: Ladder) -> None:
        """Fill the fields of the rungs; the names stay."""
        for rung in ladder.rungs:
            fields = self.rungs[rung.key]
            fields.on.setChecked(rung.on)
            fields.who.setCurrentIndex(fields.who.findData(rung.who.value))
            fields.days.setValue(abs(rung.days))

    def submit(self) -> None:
        """Put the ladder in force."""
        try:
            wanted = self.ladder()
        except Refusal as refusal:
            self.fail(refusal)
            return
        by = self.by.text()
        self.send(lambda desk: desk.reminders.save_ladder(wanted, by), self._saved)

    def _saved(self, _version: LadderVersion) -> None:
        self.session.announce(Changes(reminders=True, workspace=True))
        self.accept()

    def _track(self, track: Track) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(3, 1)
        for line, rung in enumerate(self._ladder.of(track)):
            fields = _fields(rung)
            self.rungs[rung.key] = fields
            label = words(rung.words if rung.verified else f"{rung.words}（待核）", "soft", wrap=True)
            for place, widget in enumerate((fields.on, fields.days, fields.who, label)):
                grid.addWidget(widget, line, place)
        return grid


def _fields(rung: Rung) -> _Fields:
    name = f"{TRACK_WORDS[rung.track]}：{rung.words}"
    on, who, days = QCheckBox(), QComboBox(), QSpinBox()
    on.setAccessibleName(f"启用 {name}")
    who.setAccessibleName(f"提醒谁 {name}")
    days.setAccessibleName(f"天数 {name}")
    only_officer = rung.track is Track.ENTERPRISE
    for recipient in (Recipient.OFFICER,) if only_officer else Recipient:
        who.addItem(RECIPIENT_WORDS[recipient], recipient.value)
    unit = "天" if rung.track in NATURAL_TRACKS else "个工作日"
    days.setRange(1 if rung.days > 0 else 0, _MOST)
    days.setPrefix("超过 " if rung.days > 0 else "提前 ")
    days.setSuffix(f" {unit}")
    if rung.days <= 0:
        days.setSpecialValueText("期满当天" if rung.track in NATURAL_TRACKS else "最后一天")
    days.setFixedWidth(164)
    who.setFixedWidth(150)
    return _Fields(on, who, days)


def version_words(version: LadderVersion) -> str:
    """Which version is in force, who saved it and when."""
    if version.recorded_at is None:
        return "现行：程序自带的缺省阶梯"
    return f"现行：第 {version.version} 版，{version.recorded_by}于 {version.recorded_at:%Y-%m-%d %H:%M} 修改"

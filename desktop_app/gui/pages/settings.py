"""设置: the names printed on papers, the desk letter of this PC, where the data lies and which program this is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from string import ascii_uppercase

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout

from desktop_app import __version__
from desktop_app.application.changes import Changes
from desktop_app.application.desk import Desk
from desktop_app.application.ports import Workspace
from desktop_app.application.reminder_book import LadderVersion
from desktop_app.domain.benchmark import CountingBasis
from desktop_app.domain.refusals import Refusal, WrongUsage
from desktop_app.gui.dialogs.day_policy import DayPolicyCard, DayPolicyDialog
from desktop_app.gui.dialogs.dialog import field, form
from desktop_app.gui.dialogs.fonts import FontCard
from desktop_app.gui.dialogs.keys import KeyCard
from desktop_app.gui.dialogs.ladder import LadderCard, LadderDialog
from desktop_app.gui.dialogs.wording import WordingCard, WordingDialog
from desktop_app.gui.pages.page import Page
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.bars import Hint, Refused, button
from desktop_app.gui.widgets.basis_card import BasisCard
from desktop_app.gui.widgets.labels import Card, Tall, scrolled, words

_WIDTH, _AROUND = 760, 44
_DESK_RULE = (
    "文书编号里有这个字母，如 BB-2026-A-D11-0001。每台电脑各用一个不同的字母，不联网也不会编出同样的号。"
    "换了字母，新文书按新字母另起一个号列；已经出具的文书编号不变。"
)


@dataclass(frozen=True, slots=True)
class _Typed:
    """What can be changed here."""

    name: str
    centre: str
    desk: str
    phone: str

    @classmethod
    def of(cls, workspace: Workspace) -> _Typed:
        return cls(workspace.name, workspace.centre, workspace.desk, workspace.phone)

    def into(self, workspace: Workspace) -> Workspace:
        return replace(workspace, name=self.name, centre=self.centre, desk=self.desk, phone=self.phone)


class SettingsPage(Page):
    """The settings of the workspace; what was typed stays until it is saved or taken back."""

    key = "settings"
    name = "设置"

    def __init__(self, session: Session) -> None:
        super().__init__(session, self.name)
        self._saved: _Typed | None = None
        self.find_projects()
        self.title, self.centre, self.phone = QLineEdit(), QLineEdit(), QLineEdit()
        self.letter = QComboBox()
        self.letter.addItems(list(ascii_uppercase))
        self.folder, self.copy = QLineEdit(), button("复制路径")
        self.folder.setReadOnly(True)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.folder.text()))
        self.change = Hint()
        self.refused = Refused()
        self.said = words("", "green")
        self.undo, self.save = button("放弃修改"), button("保存", primary=True)
        self.undo.clicked.connect(self.take_back)
        self.save.clicked.connect(self.store)
        for edit in (self.title, self.centre, self.phone):
            edit.textEdited.connect(lambda _text: self._touched())
            edit.returnPressed.connect(self.store)
        self.letter.activated.connect(lambda _index: self._touched())
        self.day_policy = DayPolicyCard()
        self.day_policy.change_asked.connect(lambda policy: DayPolicyDialog(session, policy, self).open())
        self.basis = BasisCard()
        self.basis.change_asked.connect(self._count_by)
        self.wording = WordingCard()
        self.wording.edit_asked.connect(self._edit_wording)
        self.fonts = FontCard(session)
        self.keys = KeyCard(session)
        self.ladder = LadderCard()
        self.ladder.edit_asked.connect(self._edit_ladder)
        self._lay_out()

    def enter(self, argument: object) -> None:
        """The centre's name has the keyboard: it is what most people come here for."""
        self.said.setText("")
        super().enter(argument)
        self.centre.setFocus()

    def refresh(self) -> None:
        """Read the settings again; what was typed and not saved stays."""
        self.stale = False
        self.session.ask(lambda desk: (desk.workspace.get(), str(desk.folder)), self._show, owner=self)
        self.session.ask(
            lambda desk: (desk.calendar.day_policy, desk.calendars.policy_changes()),
            lambda read: self.day_policy.show_policy(*read),
            owner=self,
        )

        self.session.ask(lambda desk: desk.reminders.ladder(), self.ladder.show_ladder, owner=self)
        self.session.ask(lambda desk: desk.wording.all(), self.wording.show_texts, owner=self)
        self.keys.refresh()
        self.fonts.refresh()
        self.session.ask(lambda desk: desk.benchmarks.standing_basis(), self.basis.show_standing, owner=self)

    def watches(self, changes: Changes) -> bool:
        """Only other settings concern this page, the rule of counting among them."""
        return changes.workspace or changes.calendar or changes.benchmarks

    def _count_by(self, basis: CountingBasis | None) -> None:
        by = self.session.officer or "本台席"
        self.session.ask(lambda desk: desk.benchmarks.count_by(basis, by), self.session.announce, owner=self)

    def _edit_wording(self) -> None:
        self.session.ask(
            lambda desk: desk.wording.all(), lambda texts: WordingDialog(self.session, texts, self).open(), owner=self
        )

    def _edit_ladder(self) -> None:
        def show(version: LadderVersion) -> None:
            LadderDialog(self.session, version, self).open()

        self.session.ask(lambda desk: desk.reminders.ladder(), show, owner=self)

    def typed(self) -> _Typed:
        """What the fields say now."""
        return _Typed(
            self.title.text().strip(),
            self.centre.text().strip(),
            self.letter.currentText(),
            self.phone.text().strip(),
        )

    def store(self) -> None:
        """Save what was typed; a refusal is shown here and nothing is lost."""
        wanted = self.typed()
        if not self.save.isEnabled() or wanted == self._saved:
            return
        self.refused.say("")
        self.save.setEnabled(False)

        def work(desk: Desk) -> None:
            desk.workspace.save(wanted.into(desk.workspace.get()))

        self.session.ask(work, lambda _nothing: self._stored(wanted), self._failed, owner=self)

    def take_back(self) -> None:
        """Show again what is saved."""
        if self._saved is not None:
            self._fill(self._saved)
            self.centre.setFocus()

    def back(self) -> None:
        """Esc: take back what was typed."""
        self.take_back()

    def _lay_out(self) -> None:
        paper, place = Card(), Card()
        paper.inside.addWidget(words("工作区和文书", "group"))
        names = form(paper.inside)
        field(names, "服务中心名称", self.centre, "如 侯马经济开发区帮办代办服务中心，印在每张文书上")
        field(names, "台席字母", self.letter)
        names.addRow("", words(_DESK_RULE, "soft", wrap=True))
        names.addRow("", self.change)
        field(names, "监督电话", self.phone, "印在文书上；没有就留空")
        field(names, "工作区名称", self.title, "显示在窗口左下角，不印在文书上")
        paper.inside.addWidget(self.refused)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.said, 1)
        row.addWidget(self.undo)
        row.addWidget(self.save)
        paper.inside.addLayout(row)
        place.inside.addWidget(words("数据和程序", "group"))
        facts: QFormLayout = form(place.inside)
        where = QHBoxLayout()
        where.setSpacing(10)
        where.addWidget(self.folder, 1)
        where.addWidget(self.copy)
        label = words("数据文件夹")
        label.setMinimumWidth(84)
        label.setBuddy(self.folder)
        self.folder.setAccessibleName("数据文件夹")
        facts.addRow(label, where)
        facts.addRow(
            "", words("项目、登记记录和文书存档都在这个文件夹里。备份时先关程序，再整个复制。", "soft", wrap=True)
        )
        self.version = words(f"帮办台 {__version__}")
        facts.addRow("程序版本", self.version)
        inside = Tall()
        inside.setMaximumWidth(_WIDTH + _AROUND)
        column = QVBoxLayout(inside)
        column.setContentsMargins(22, 16, 22, 16)
        column.setSpacing(14)
        for card in (paper, self.wording, self.fonts, self.day_policy, self.basis, self.ladder, self.keys, place):
            card.setMaximumWidth(_WIDTH)
            column.addWidget(card)
        column.addStretch()
        self.column.addWidget(scrolled(inside), 1)

    def _show(self, read: tuple[Workspace, str]) -> None:
        workspace, folder = read
        untouched = self._saved is None or self.typed() == self._saved
        self._saved = _Typed.of(workspace)
        self.folder.setText(folder)
        self.folder.setCursorPosition(0)
        if untouched:
            self._fill(self._saved)
        else:
            self._touched()

    def _fill(self, saved: _Typed) -> None:
        self.title.setText(saved.name)
        self.centre.setText(saved.centre)
        self.letter.setCurrentText(saved.desk)
        self.phone.setText(saved.phone)
        self.refused.say("")
        self._compare()

    def _touched(self) -> None:
        self.said.setText("")
        self._compare()

    def _compare(self) -> None:
        """Offer to save only what differs, and say what another letter does."""
        typed, saved = self.typed(), self._saved
        differs = saved is not None and typed != saved
        self.save.setEnabled(differs)
        self.undo.setEnabled(differs)
        self.topbar.subtitle.say("有修改没有保存" if differs else "")
        moved = saved is not None and typed.desk != saved.desk
        self.change.setVisible(moved)
        if saved is not None and moved:
            self.change.say(
                f"台席 {saved.desk} 改为 {typed.desk}：以后的文书编成 BB-{self.session.today.year}-{typed.desk}-…，"
                f"请先确认没有别的电脑用 {typed.desk}。"
            )

    def _stored(self, saved: _Typed) -> None:
        self._saved = saved
        self._compare()
        self.said.setText("已保存")
        self.session.announce(Changes(workspace=True))

    def _failed(self, error: Exception) -> None:
        self._compare()
        if isinstance(error, Refusal | WrongUsage):
            self.refused.say(str(error))
            self.centre.setFocus()
        else:
            self.session.lane.trouble.emit(error)

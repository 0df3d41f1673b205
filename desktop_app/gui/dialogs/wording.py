"""文书文字: the texts and names printed on the forms, as bundled and as this zone words them; every version stays."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QPlainTextEdit, QVBoxLayout, QWidget

from desktop_app.application.changes import Changes
from desktop_app.application.forms.registry import FORM_SPECS
from desktop_app.application.wording import Worded
from desktop_app.gui.dialogs.dialog import Dialog
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.bars import Hint, button
from desktop_app.gui.widgets.labels import Card, words

_ZONE = "zone"
_WHAT = (
    "委托协议条款、承诺内容、收费说明、发文机关和“办不成事”窗口等，由开发区按自己的规定改写。"
    "改过的文字只影响以后出具的文书；每一版都留存，随时可以恢复原文。"
)
_LIST_WIDTH = 300


class WordingCard(Card):
    """The card of 设置 that tells how many texts are this zone's own and opens the dialog."""

    edit_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.inside.addWidget(words("文书文字", "group"))
        self.said = words("", "soft", wrap=True)
        self.edit = button("查看和改写…")
        self.edit.clicked.connect(self.edit_asked)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.said, 1)
        row.addWidget(self.edit)
        self.inside.addLayout(row)
        self.inside.addWidget(words(_WHAT, "soft", wrap=True))

    def show_texts(self, texts: tuple[Worded, ...]) -> None:
        """Count the texts of the program, those worded here, and names that are still empty."""
        own = sum(one.own is not None for one in texts)
        empty = [one.bundled.title for one in texts if not one.text and one.bundled.form == _ZONE]
        said = f"共 {len(texts)} 段，本区改写 {own} 段"
        self.said.setText(said + (f"；还没有填写：{'、'.join(empty)}" if empty else ""))


class WordingDialog(Dialog):
    """Every text on the left, the chosen one on the right with what it must still follow; saved one at a time."""

    def __init__(self, session: Session, texts: tuple[Worded, ...], parent: QWidget | None = None) -> None:
        super().__init__(session, "文书文字", "保存这一段", parent)
        self.texts = {one.bundled.key: one for one in texts}
        self.list = QListWidget()
        self.list.setAccessibleName("文书文字")
        self.list.setFixedWidth(_LIST_WIDTH)
        self.list.currentItemChanged.connect(lambda item, before: self._leave(before, item))
        self.title = words("", "group", wrap=True)
        self.note = Hint()
        self.edit = QPlainTextEdit()
        self.edit.setTabChangesFocus(True)
        self.edit.textChanged.connect(self._compare)
        self.state = words("", "soft", wrap=True)
        self.restore = button("恢复原文")
        self.restore.clicked.connect(self.take_back)
        self.cancel.setText("关闭")
        self.foot.insertWidget(0, self.restore)
        right = QVBoxLayout()
        right.setSpacing(10)
        for part in (self.title, self.note):
            right.addWidget(part)
        right.addWidget(self.edit, 1)
        right.addWidget(self.state)
        both = QHBoxLayout()
        both.setSpacing(16)
        both.addWidget(self.list)
        both.addLayout(right, 1)
        self.body.addLayout(both, 1)
        self._unsaved: dict[str, str] = {}
        self._fill_list()
        self.fit(1000, 620)
        self.list.setFocus()

    @property
    def key(self) -> str:
        """The key of the chosen text."""
        row = self.list.currentRow()
        return str(self.list.item(row).data(Qt.ItemDataRole.UserRole) or "") if row >= 0 else ""

    def unsaved(self) -> bool:
        """A text that differs from the one stored, in view or left for another."""
        written = self._unsaved | {self.key: self.edit.toPlainText()}
        return any(text.strip() != self.texts[key].text.strip() for key, text in written.items() if key)

    def submit(self) -> None:
        """Store the chosen text."""
        key, text, by = self.key, self.edit.toPlainText(), self.session.officer
        self.send(lambda desk: desk.wording.reword(key, text, by), self._kept)

    def take_back(self) -> None:
        """Let the program's own words count again."""
        key, by = self.key, self.session.officer
        self.send(lambda desk: desk.wording.restore(key, by), self._kept)

    def choose(self, key: str) -> None:
        """Choose a text by its key."""
        for row in range(self.list.count()):
            if self.list.item(row).data(Qt.ItemDataRole.UserRole) == key:
                self.list.setCurrentRow(row)

    def _fill_list(self) -> None:
        form = ""
        for one in self.texts.values():
            if one.bundled.form != form:
                form = one.bundled.form
                heading = QListWidgetItem(FORM_SPECS[form].title if form in FORM_SPECS else "开发区和服务中心")
                heading.setFlags(Qt.ItemFlag.NoItemFlags)
                font = QFont(self.font())
                font.setBold(True)
                heading.setFont(font)
                self.list.addItem(heading)
            item = QListWidgetItem()
            item.setData(Qt.ItemDataRole.UserRole, one.bundled.key)
            self.list.addItem(item)
            self._name(item)
        self.list.setCurrentRow(1)

    def _name(self, item: QListWidgetItem) -> None:
        one = self.texts[str(item.data(Qt.ItemDataRole.UserRole))]
        mark = "（有新原文）" if one.outdated else "（本区改写）" if one.own else "" if one.text else "（未填）"
        item.setText(f"　{one.bundled.title}{mark}")

    def _leave(self, before: QListWidgetItem | None, now: QListWidgetItem | None) -> None:
        """What was typed and not saved stays with its text."""
        if before is not None and (key := str(before.data(Qt.ItemDataRole.UserRole) or "")):
            self._unsaved[key] = self.edit.toPlainText()
        self.refused.say("")
        if now is not None and self.key:
            self._show(self._unsaved.get(self.key, self.texts[self.key].text))

    def _show(self, text: str) -> None:
        one = self.texts[self.key]
        self.title.setText(one.bundled.title)
        self.edit.setAccessibleName(one.bundled.title)
        self.edit.setPlaceholderText("留空时，文书上印空白，手工填写" if not one.bundled.text else "每段一行")
        notes = [one.bundled.note, f"依据：{one.bundled.basis}" if one.bundled.basis else ""]
        said = "\n".join(note for note in notes if note)
        self.note.say(said)
        self.note.setVisible(bool(said))
        own = one.own
        told = "程序自带的文字"
        if own is not None:
            told = f"本区第 {own.version} 版，{own.recorded_at:%Y-%m-%d} {own.recorded_by or '未署名'} 改写"
        if one.outdated:
            told += "；程序带来了新的原文，请核对是否要跟着改"
        self.state.setText(told)
        self.edit.setPlainText(text)
        self._compare()

    def _compare(self) -> None:
        one = self.texts.get(self.key)
        self.agree.setEnabled(one is not None and self.edit.toPlainText().strip() != one.text.strip())
        self.restore.setEnabled(one is not None and one.own is not None)

    def _kept(self, worded: Worded) -> None:
        self.texts[worded.bundled.key] = worded
        self._unsaved.pop(worded.bundled.key, None)
        self._name(self.list.item(self.list.currentRow()))
        self._show(worded.text)
        self.session.announce(Changes(workspace=True))

"""公钥: the keys papers are verified with, the one of this PC to be handed out, those of other desks to be added."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from desktop_app.application.changes import Changes
from desktop_app.application.desk import Desk
from desktop_app.application.paper_keys import key_characters
from desktop_app.application.paper_register import PublicKey
from desktop_app.application.whole_file import write_whole
from desktop_app.domain.refusals import Refusal
from desktop_app.gui.dialogs.dialog import Dialog, field, form
from desktop_app.gui.models.listed import ListModel
from desktop_app.gui.models.paged import Column
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.bars import Hint, Refused, button
from desktop_app.gui.widgets.file_choice import choose_file, choose_place
from desktop_app.gui.widgets.labels import Card, words
from desktop_app.gui.widgets.listing import listing

_RULE = (
    "文书上的二维码用本机密钥签了名。把公钥另存交给别处，他们就能验真；别处的文书要在这里验，先加入他们的公钥。"
    "签名密钥（数据文件夹里的 signing-key.pem）只归本人，不要外传。"
)
_HEIGHT, _LEAST = 150, 110

KEY_COLUMNS: tuple[Column[PublicKey], ...] = (
    Column("name", "代号", 110, lambda key: key.name, tone=lambda _key: "strong", tip=key_characters),
    Column(
        "own", "来历", 84, lambda key: "● 本机" if key.own else "○ 别处", tone=lambda key: "green" if key.own else ""
    ),
    Column("owner", "单位", 260, lambda key: key.owner, stretch=True),
    Column("added", "加入日期", 110, lambda key: f"{key.added_at:%Y-%m-%d}", tone=lambda _key: "faint"),
)


class KeyCard(Card):
    """The known keys and what can be done with them."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.inside.addWidget(words("公钥", "group"))
        self.inside.addWidget(words(_RULE, "soft", wrap=True))
        self.model = ListModel[PublicKey](KEY_COLUMNS, self)
        self.table = listing("公钥", self.model)
        # Less than it would like: a wrapped text above may need a line more than the layout has foreseen.
        self.table.setMinimumHeight(_LEAST)
        self.table.setMaximumHeight(_HEIGHT)
        self.none = words("还没有公钥：出具第一份文书时生成本机的，也可以现在就另存。", "faint", wrap=True)
        self.inside.addWidget(self.table)
        self.inside.addWidget(self.none)
        self.refused = Refused()
        self._failed = self.session.refusing(self.refused.say)
        self.inside.addWidget(self.refused)
        row = QHBoxLayout()
        row.setSpacing(10)
        self.said = words("", "green", wrap=True)
        self.export, self.add, self.remove = button("另存本机公钥…"), button("加入公钥…"), button("移除")
        self.export.clicked.connect(self.ask_where)
        self.add.clicked.connect(lambda: AddKeyDialog(session, self).open())
        self.remove.clicked.connect(self.remove_chosen)
        self.table.selectionModel().currentRowChanged.connect(lambda _new, _old: self._offer())
        row.addWidget(self.said, 1)
        for act in (self.export, self.add, self.remove):
            row.addWidget(act)
        self.inside.addLayout(row)
        session.changed.connect(self._changed)

    def refresh(self) -> None:
        """Read the keys again."""
        self.session.ask(lambda desk: desk.keys.every(), self._show, owner=self)

    def ask_where(self) -> None:
        """Ask for a place, then save the public key of this PC there."""
        choose_place(self, "另存本机公钥", "帮办台公钥.pem", "公钥文件 (*.pem)", self.save_to)

    def save_to(self, path: Path) -> None:
        """Write the public key of this PC to a file."""
        by = self.session.officer

        def work(desk: Desk) -> PublicKey:
            key = desk.keys.own(by)
            write_whole(path, desk.keys.written(key).encode())
            return key

        def done(key: PublicKey) -> None:
            self.said.setText(f"已保存：{path.name}（代号 {key.name}）")
            self.refresh()

        self.session.ask(work, done, self._failed, owner=self)

    def remove_chosen(self) -> None:
        """Trust the chosen key of another desk no longer; adding it again undoes this."""
        key = self.model.row_at(self.table.currentIndex().row())
        if key is None:
            return

        def done(_nothing: None) -> None:
            self.said.setText(f"已移除 {key.owner} 的公钥；再加入一次就恢复")
            self.refresh()

        self.session.ask(lambda desk: desk.keys.remove(key.name), done, self._failed, owner=self)

    def _changed(self, changes: Changes) -> None:
        if changes.papers:
            self.refresh()

    def _show(self, keys: list[PublicKey]) -> None:
        self.model.show_rows(keys)
        self.table.setVisible(bool(keys))
        self.none.setVisible(not keys)
        if keys:
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._offer()

    def _offer(self) -> None:
        key = self.model.row_at(self.table.currentIndex().row())
        self.remove.setEnabled(key is not None and not key.own)
        self.refused.say("")


_LARGEST = 20_000


class AddKeyDialog(Dialog):
    """Whose key, and the key itself."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "加入公钥", "加入", parent)
        self.body.addWidget(
            Hint("公钥要当面拿到，或者打电话核对代号。加进一把来路不明的公钥，等于相信它签的每一份文书。")
        )
        row = QHBoxLayout()
        self.choose = button("选文件…")
        self.choose.clicked.connect(self.ask_file)
        row.addWidget(self.choose)
        row.addStretch()
        self.body.addLayout(row)
        fields = form(self.body)
        self.text, self.owner, self.by = QPlainTextEdit(), QLineEdit(), QLineEdit(session.officer)
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(120)
        field(fields, "公钥", self.text, "选文件，或者把文件内容、52 个字符粘贴在这里")
        field(fields, "单位", self.owner, "如：某某开发区帮办代办服务中心（B 台席）；文件里写了的可留空")
        field(fields, "登记人", self.by)
        self.body.addStretch()
        self.fit(600, 430)
        self.text.setFocus()

    def submit(self) -> None:
        """Keep the key; a refusal stays in the dialog."""
        text, owner, by = self.text.toPlainText(), self.owner.text(), self.by.text()
        self.send(lambda desk: desk.keys.add(text, owner, by), self._added)

    def ask_file(self) -> None:
        """Ask for the file another desk saved."""
        choose_file(self, "选公钥文件", "公钥文件 (*.pem *.txt)", self.open_file)

    def open_file(self, path: Path) -> None:
        """Put the content of a file into the field."""

        def read() -> str:
            try:
                if path.stat().st_size > _LARGEST:
                    raise Refusal.say(f"{path.name} 太大，不是公钥文件")
                return path.read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError) as error:
                raise Refusal.say(f"读不了 {path.name}，请选对方在“设置 → 公钥”里另存的文件") from error

        self.send(lambda _desk: read(), self.text.setPlainText)

    def _added(self, _key: PublicKey) -> None:
        self.session.announce(Changes(papers=True))
        self.accept()

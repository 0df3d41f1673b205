"""卷宗: a volume opened for reading only: whether it is genuine, what lies in it, what was done in the case."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QTabWidget, QWidget

from desktop_app.application.desk import Desk
from desktop_app.application.volume_package import (
    PAGES,
    VOLUME_WORDS,
    ContentsLine,
    OpenedVolume,
    PartCheck,
    VolumeVerdict,
)
from desktop_app.application.whole_file import write_whole
from desktop_app.domain.attachment import safe_name
from desktop_app.domain.refusals import Refusal, cause
from desktop_app.gui.dialogs.dialog import Dialog, close_only
from desktop_app.gui.models.history import HISTORY_COLUMNS, HistoryLine
from desktop_app.gui.models.listed import ListModel
from desktop_app.gui.models.volume import CONTENTS_COLUMNS, PART_COLUMNS, history_in
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.bars import Empty, button
from desktop_app.gui.widgets.cells import Table
from desktop_app.gui.widgets.file_choice import choose_file, choose_place
from desktop_app.gui.widgets.labels import Card, Elided, Facts, words
from desktop_app.gui.widgets.listing import listing

_ROLES = {VolumeVerdict.GENUINE: "green", VolumeVerdict.ALTERED: "red", VolumeVerdict.UNKNOWN: "amber"}
_START = "选一个卷宗文件（.zip），也可以把文件拖进来。只看不改：卷宗和本工作区都不会变。"


class VolumeDialog(Dialog):
    """A file to choose, the verdict, and three lists: 卷内目录, the parts, the history. Nothing can be changed."""

    def __init__(self, session: Session, path: Path | None = None, parent: QWidget | None = None) -> None:
        super().__init__(session, "打开卷宗", "", parent)
        self.setAcceptDrops(True)
        self.opened: OpenedVolume | None = None
        self.begin = button("选文件…", primary=True)
        self.begin.clicked.connect(self.ask_file)
        self.start = Empty("还没有打开卷宗", _START, self.begin)
        self.body.addWidget(self.start, 1)
        self._make_card()
        self.contents = ListModel[ContentsLine](CONTENTS_COLUMNS, self)
        self.parts = ListModel[PartCheck](PART_COLUMNS, self)
        self.history = ListModel[HistoryLine](HISTORY_COLUMNS, self)
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName("卷宗内容")
        self.tabs.setDocumentMode(True)
        self.table = self._tab("卷内目录", self.contents)
        self.part_table = self._tab("各部分", self.parts)
        self._tab("登记历史", self.history)
        self.part_table.opened.connect(lambda _index: self.ask_part())
        self.tabs.currentChanged.connect(lambda _place: self._offer())
        self.body.addWidget(self.tabs, 1)
        self.said = Elided("", "soft")
        self.body.addWidget(self.said)
        self.choose = button("换一个…")
        self.pages, self.part = button("另存阅览件…", tip="卷宗的全部页面，一份 PDF"), button("另存选中部分…")
        self.choose.clicked.connect(self.ask_file)
        self.pages.clicked.connect(lambda: self._ask_where(PAGES))
        self.part.clicked.connect(self.ask_part)
        for place, one in enumerate((self.choose, self.pages, self.part)):
            self.foot.insertWidget(place, one)
        close_only(self)
        self._clear()
        self.fit(1080, 720)
        if path is not None:
            self.open_file(path)

    def ask_file(self) -> None:
        """Ask for a volume and open it."""
        choose_file(self, "选卷宗文件", "卷宗 (*.zip)", self.open_file)

    def open_file(self, path: Path) -> None:
        """Read and verify a volume."""

        def work(desk: Desk) -> OpenedVolume:
            try:
                content = path.read_bytes()
            except OSError as error:
                raise Refusal.say(f"读不了文件 {path}，请检查路径和权限（{cause(error)}）") from error
            return desk.volumes.open(content)

        self._clear()
        self.send(work, lambda opened: self._show(opened, path))

    def ask_part(self) -> None:
        """Ask where to save the chosen part."""
        row = self.parts.row_at(self.part_table.currentIndex().row())
        if row is not None and self.opened is not None and row.name in self.opened.parts:
            self._ask_where(row.name)

    def save_part(self, name: str, path: Path) -> None:
        """Save a part as it is in the volume."""
        if self.opened is None:
            return
        content = self.opened.parts[name]
        self.send(lambda _desk: write_whole(path, content), lambda _none: self.said.say(f"已另存 {path}"))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a single file."""
        if len(event.mimeData().urls()) == 1 and event.mimeData().urls()[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the file that was dropped."""
        self.open_file(Path(event.mimeData().urls()[0].toLocalFile()))

    def _ask_where(self, name: str) -> None:
        # A name from somebody else's file: nothing in it may lead to another folder.
        last = safe_name(name)
        choose_place(self, "另存", last, "", lambda path: self.save_part(name, path))

    def _make_card(self) -> None:
        self.card = Card()
        self.verdict = words("", "heading")
        self.sentence = words("", wrap=True)
        self.facts = Facts()
        for part in (self.verdict, self.sentence, self.facts):
            self.card.inside.addWidget(part)
        self.body.addWidget(self.card)

    def _tab(self, name: str, model: ListModel[ContentsLine] | ListModel[PartCheck] | ListModel[HistoryLine]) -> Table:
        table = listing(name, model)
        self.tabs.addTab(table, name)
        return table

    def _clear(self) -> None:
        self.opened = None
        self.card.hide()
        self.tabs.hide()
        self.start.show()
        self.choose.hide()
        self.pages.hide()
        self.part.hide()
        self.said.say("")
        self._offer()

    def _show(self, opened: OpenedVolume, path: Path) -> None:
        self.opened = opened
        self.start.hide()
        self.verdict.setText(f"{VOLUME_WORDS[opened.verdict]}　{path.name}")
        self.verdict.setProperty("role", f"heading-{_ROLES[opened.verdict]}")
        self.verdict.style().polish(self.verdict)
        self.sentence.setText(opened.sentence)
        self.facts.show_facts(_pairs(opened))
        self.contents.show_rows(list(opened.manifest.contents) if opened.manifest else [])
        # What is not as it was made stands first: nobody should have to look for it.
        self.parts.show_rows([*opened.wrong, *(one for one in opened.checks if one not in opened.wrong)])
        self.history.show_rows(history_in(opened))
        for part in (self.card, self.tabs, self.choose, self.pages, self.part):
            part.show()
        self.tabs.setCurrentIndex(1 if opened.wrong else 0)
        self._offer()

    def _offer(self) -> None:
        there = self.opened is not None
        self.pages.setEnabled(self.opened is not None and PAGES in self.opened.parts)
        self.part.setEnabled(there and self.tabs.currentWidget() is self.part_table)


def _pairs(opened: OpenedVolume) -> list[tuple[str, str]]:
    manifest = opened.manifest
    if manifest is None:
        return []
    return [
        ("案卷题名", manifest.title),
        ("档号", manifest.number or "未填"),
        ("项目", manifest.project),
        ("立卷", f"{manifest.made_on}　{manifest.made_by}　{manifest.centre}"),
        ("签名", f"{opened.issuer or manifest.issuer + '（清单自称，未证实）'}"),
        ("篇幅", f"{len(manifest.contents)} 件，{manifest.page_count} 页（含封面、目录、备考表）"),
    ]

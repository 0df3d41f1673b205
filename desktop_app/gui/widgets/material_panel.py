"""One material explained: what is due, where its originals are, its files with a preview, and every entry."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.application.forms.custody_slip import MOVES as SLIP_MOVES
from desktop_app.application.materials import expiring
from desktop_app.domain.checklist import LineKind
from desktop_app.domain.custody import STATE_WORDS, CustodyItem, CustodyState, MaterialEntry
from desktop_app.domain.terms import day_words
from desktop_app.gui.models.materials import ShownMaterial
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.bars import link
from desktop_app.gui.widgets.file_view import FileView
from desktop_app.gui.widgets.labels import Card, Facts, Tall, clear, scrolled, words

_NOTHING = "从左边选一份材料，这里显示它的应收已收、原件在谁手里、电子件和每一条登记。"


def size_words(size: int) -> str:
    """A file size as people read it."""
    return f"{size / 1024 / 1024:.1f} MB" if size >= 1024 * 1024 else f"{max(1, round(size / 1024))} KB"


def whereabouts(item: CustodyItem, shown: ShownMaterial) -> str:
    """Where an original is, since when, until when it should be back and is valid."""
    told = f"{STATE_WORDS[item.state]}：{item.holder}，自 {day_words(item.since)}"
    if item.due_back is not None:
        told += f"；约定 {day_words(item.due_back)} 归还"
        if item.overdue(shown.today):
            told += f"，已过 {(shown.today - item.due_back).days} 天"
    until = item.received.valid_until
    if until is not None:
        told += f"；有效期至 {day_words(until)}"
        if expiring(item, shown.today):
            left = (until - shown.today).days
            told += f"（还有 {left} 天）" if left >= 0 else "（已过期）"
    return told


class MaterialPanel(QWidget):
    """`save_asked`, `reverse_asked` and `slip_asked` hand over an entry, `enlarge_asked` the entry and page in view."""

    slip_asked = Signal(object)
    save_asked = Signal(object)
    reverse_asked = Signal(object)
    enlarge_asked = Signal(object, int)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.shown: ShownMaterial | None = None
        self.view = FileView(session)
        self.view.enlarged.connect(self._enlarge)
        inside = Tall()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(18, 16, 18, 16)
        self._column.setSpacing(10)
        self._parts = QVBoxLayout()
        self._parts.setSpacing(8)
        self._below = QVBoxLayout()
        self._below.setSpacing(6)
        self._column.addLayout(self._parts)
        self._column.addWidget(self.view)
        self._column.addLayout(self._below)
        self._column.addStretch()
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(scrolled(inside))
        self.show_material(None)

    def show_material(self, shown: ShownMaterial | None) -> None:
        """Explain another material, or say what the panel is for."""
        self.shown = shown
        clear(self._parts)
        clear(self._below)
        if shown is None:
            self.view.show_nothing()
            self._parts.addWidget(words(_NOTHING, "soft", wrap=True))
            return
        line = shown.line
        self._parts.addWidget(words(line.name, "heading", wrap=True))
        facts = Facts()
        due = (
            line.due.words()
            if line.kind is LineKind.ASKED
            else "证照批文"
            if line.kind is LineKind.RESULT
            else "清单外"
        )
        pairs = [("应收", due + ("，可容缺" if line.tolerable else "")), ("已收", line.received.words())]
        pairs += [("来源", line.source)] if line.source else []
        pairs += [("说明", line.note)] if line.note else []
        facts.show_facts(pairs)
        self._parts.addWidget(facts)
        for item in line.items:
            self._parts.addWidget(self._original(item, shown))
        self._show_files(line.files)
        self._below.addWidget(words("登记", "strong"))
        for entry in reversed(line.entries):
            self._below.addWidget(self._entry(entry))
        if not line.entries:
            self._below.addWidget(
                words("还没有登记。收到材料请点“收件”，扫描件请点“附电子件”或拖到这里。", "soft", wrap=True)
            )

    def _original(self, item: CustodyItem, shown: ShownMaterial) -> QWidget:
        card = Card()
        number = f"　{item.received.document_number}" if item.received.document_number else ""
        card.inside.addWidget(words(f"原件 {item.received.originals} 份{number}", "strong", wrap=True))
        label = words(whereabouts(item, shown), "", wrap=True)
        card.inside.addWidget(label)
        if item.state is CustodyState.OUT:
            card.inside.addWidget(words("在外期间这一件不能办结", "faint", wrap=True))
        return card

    def _show_files(self, files: tuple[MaterialEntry, ...]) -> None:
        if not files:
            self.view.show_nothing()
            return
        self._parts.addWidget(words(f"电子件 {len(files)}", "strong"))
        for file in files:
            row = QHBoxLayout()
            row.setSpacing(8)
            name = link(file.file_name)
            name.setToolTip("预览")
            name.clicked.connect(lambda _on=False, file=file: self.view.show_entry(file.id))
            save = link("另存…")
            save.setAccessibleName(f"另存 {file.file_name}")
            save.clicked.connect(lambda _on=False, file=file: self.save_asked.emit(file))
            row.addWidget(name)
            row.addWidget(words(size_words(file.size), "faint"))
            row.addStretch()
            row.addWidget(save)
            self._parts.addLayout(row)
        kept = self.view.entry_id
        wanted = next((file.id for file in files if file.id == kept), files[-1].id)
        self.view.show_entry(wanted, self.view.page if wanted == kept else 0)

    def _entry(self, entry: MaterialEntry) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(2)
        head = QHBoxLayout()
        head.addWidget(words(f"{entry.on.isoformat()}　{entry.by}", "faint"))
        head.addStretch()
        if entry.act in SLIP_MOVES:
            slip = link("流转单")
            slip.setAccessibleName(f"流转单 {entry.words()}")
            slip.clicked.connect(lambda: self.slip_asked.emit(entry))
            head.addWidget(slip)
        undo = link("冲销")
        undo.setAccessibleName(f"冲销 {entry.words()}")
        undo.clicked.connect(lambda: self.reverse_asked.emit(entry))
        head.addWidget(undo)
        column.addLayout(head)
        column.addWidget(words(entry.words(), "", wrap=True))
        return made

    def _enlarge(self) -> None:
        files = self.shown.line.files if self.shown else ()
        file = next((one for one in files if one.id == self.view.entry_id), None)
        if file is not None:
            self.enlarge_asked.emit(file, self.view.page)

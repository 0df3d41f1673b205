"""材料与原件 of a project: the checklist of a case with lamps, and beside it the chosen material."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QIcon
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.application.changes import Changes
from desktop_app.application.desk import Desk
from desktop_app.application.forms.custody_slip import move_words
from desktop_app.application.materials import CaseMaterials, Handing
from desktop_app.application.whole_file import write_whole
from desktop_app.domain.attachment import BEGINNINGS, LARGEST_FILE
from desktop_app.domain.custody import POSSIBLE_IN, CustodyItem, CustodyState, MaterialAct, MaterialEntry
from desktop_app.domain.refusals import Refusal, cause
from desktop_app.gui.dialogs.material import MoveDialog, ReceiveDialog, ReverseMaterialDialog
from desktop_app.gui.dialogs.preview import PreviewDialog
from desktop_app.gui.models.materials import MaterialsModel
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.bars import Empty, Refused, button
from desktop_app.gui.widgets.cells import Table
from desktop_app.gui.widgets.counters import Chips
from desktop_app.gui.widgets.file_choice import choose_files, choose_place
from desktop_app.gui.widgets.file_view import FileDialog
from desktop_app.gui.widgets.labels import Elided, clear
from desktop_app.gui.widgets.lamp import LampCell
from desktop_app.gui.widgets.listing import listing
from desktop_app.gui.widgets.material_panel import MaterialPanel
from desktop_app.locations import resources

_HEADING_PIXELS = 40
_MIDDLE = Table.ScrollHint.PositionAtCenter
_NARROW = (("last", 1560), ("check", 1440), ("source", 1300), ("tolerable", 1200))
_MOVE_WORDS = {
    MaterialAct.GIVE: "送交审批部门…",
    MaterialAct.RETURN: "从审批部门收回…",
    MaterialAct.HANDOVER: "移交（退还）企业…",
}


def read_file(path: str) -> bytes:
    """The bytes of a file that is to be attached; raises Refusal when it cannot be read or is far too large."""
    try:
        if Path(path).stat().st_size > LARGEST_FILE:
            raise Refusal.say(f"“{Path(path).name}”超过 {LARGEST_FILE // 1024 // 1024} MB，请压缩或拆开后再附")
        return Path(path).read_bytes()
    except OSError as error:
        raise Refusal.say(f"读不了“{path}”，请检查文件和权限（{cause(error)}）") from error


class MaterialPane(QStackedWidget):
    """Chips choose between several cases; files are attached by button or by dragging them onto a material."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.case_id = ""
        self.found: CaseMaterials | None = None
        self._chosen: tuple[str, str] = ("", "")
        self._cases: list[tuple[str, str]] = []
        self.chips: Chips | None = None
        self.model = MaterialsModel(self)
        self.table = self._make_table()
        self.panel = MaterialPanel(session)
        self.panel.save_asked.connect(self._save)
        self.panel.reverse_asked.connect(self._reverse)
        self.panel.slip_asked.connect(self._slip)
        self.panel.enlarge_asked.connect(
            lambda file, page: FileDialog(session, file.file_name, file.id, page, self).open()
        )
        self.refused = Refused()
        self.summary = Elided("", "soft")
        self.receive = button("收件", primary=True)
        self.attach = button("附电子件…", tip="也可以把扫描件直接拖到材料上")
        self.move_menu = button("原件流转")
        self.move_menu.setIcon(QIcon(str(resources() / "icons" / "chevron-down.svg")))
        self.move_menu.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.receive.clicked.connect(self._receive)
        self.attach.clicked.connect(self._ask_files)
        self.move_menu.clicked.connect(self._offer_moves)
        self.setAcceptDrops(True)
        self._lay_out()

    @property
    def matter(self) -> str:
        """The step of the chosen material, empty while none is chosen."""
        return self._chosen[0]

    def show_cases(self, cases: Sequence[tuple[str, str]], chosen: str) -> None:
        """Offer the cases of a project as (id, words) and show the chosen one."""
        if not cases:
            self.case_id, self.found = "", None
            self.setCurrentIndex(1)
            return
        if list(cases) != self._cases:
            self._cases = list(cases)
            clear(self._above)
            self.chips = None
            if len(cases) > 1:
                self.chips = Chips(cases)
                self.chips.chosen.connect(self.show_case)
                self._above.addWidget(self.chips)
        if self.chips is not None:
            self.chips.choose(chosen)
        self.show_case(chosen)

    def show_case(self, case_id: str) -> None:
        """Read the checklist of a case; the chosen material stays chosen while it is there."""
        self.case_id = case_id

        def show(found: CaseMaterials) -> None:
            if self.case_id == case_id:
                self._show(found)

        self.session.ask(lambda desk: desk.materials.of_case(case_id), show, owner=self)

    def fit(self, width: int, panel: int) -> None:
        """On a narrow page some columns make room; lamp, name, what came and where it is always stay."""
        self.panel.setFixedWidth(panel)
        keys = [column.key for column in self.model.columns]
        for key, room in _NARROW:
            self.table.setColumnHidden(keys.index(key), width < room)

    def attach_files(self, paths: Sequence[str]) -> None:
        """Attach files to the chosen material; what is refused is said above the table, the others are kept."""
        shown = self.model.row_at(self.table.currentIndex().row())
        if shown is None or not paths:
            self.refused.say("请先选定一份材料，再附电子件")
            return
        case_id, by = self.case_id, self.session.officer
        said = Handing(matter=shown.line.matter, material=shown.line.name, by=by)

        def work(desk: Desk) -> tuple[list[Changes], list[str]]:
            kept: list[Changes] = []
            wrong: list[str] = []
            for path in paths:
                try:
                    kept.append(desk.materials.attach(case_id, said, Path(path).name, read_file(path)).changes)
                except Refusal as refusal:
                    wrong.append(str(refusal))
            return kept, wrong

        def done(answer: tuple[list[Changes], list[str]]) -> None:
            kept, wrong = answer
            self.refused.say("；".join(wrong))
            if kept:
                self.session.announce(kept[-1])

        self.session.ask(work, done, owner=self)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped."""
        if self.found is not None and event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Files dropped on a material of the table belong to it, elsewhere to the chosen one."""
        place = self.table.viewport().mapFrom(self, event.position().toPoint())
        index = self.table.indexAt(place) if self.table.viewport().rect().contains(place) else QModelIndex()
        if index.isValid() and self.model.row_at(index.row()) is not None:
            self.table.setCurrentIndex(index)
        self.attach_files([url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()])
        event.acceptProposedAction()

    def _make_table(self) -> Table:
        table = listing("材料清单", self.model)
        table.setItemDelegateForColumn(0, LampCell(table))
        table.selectionModel().currentRowChanged.connect(lambda index, _before: self._choose(index))
        table.previewed.connect(self._choose)
        table.opened.connect(lambda _index: self._receive())
        return table

    def _lay_out(self) -> None:
        shown = QWidget()
        sides = QHBoxLayout(shown)
        sides.setContentsMargins(0, 0, 0, 0)
        sides.setSpacing(0)
        left = QVBoxLayout()
        left.setContentsMargins(22, 12, 16, 14)
        left.setSpacing(10)
        self._above = QHBoxLayout()
        left.addLayout(self._above)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.summary, 1)
        for action in (self.move_menu, self.attach, self.receive):
            row.addWidget(action)
        left.addLayout(row)
        left.addWidget(self.refused)
        left.addWidget(self.table, 1)
        sides.addLayout(left, 1)
        sides.addWidget(self.panel)
        self.addWidget(shown)
        self.addWidget(
            Empty("还没有代办件", "开办代办件以后，这里按环节列出要收的材料，登记收件、扫描件和原件的去向。")
        )
        self.addWidget(Empty("这件没有要收的材料", "所用流程模板的环节都没有列材料。请到“流程模板”里给环节加上材料。"))

    def _show(self, found: CaseMaterials) -> None:
        self.found = found
        self.setCurrentIndex(0 if found.steps else 2)
        self.model.show_materials(found)
        self.table.show_headings(self.model.headings(), _HEADING_PIXELS)
        asked = [line for step in found.steps for line in step.asked]
        out, held = found.in_state(CustodyState.OUT), found.in_state(CustodyState.HELD)
        late = sum(item.overdue(found.today) for item in out)
        told = f"应收 {len(asked)} 份，已齐 {sum(line.complete for line in asked)}；"
        told += f"原件在中心 {len(held)} 件、在外 {len(out)} 件" + (f"，其中 {late} 件逾期未还" if late else "")
        self.summary.say(told)
        row = self.model.find(*self._chosen) if self._chosen[0] else -1
        if row < 0:
            row = self.model.first_of_interest()
        index = self.model.index(row, 0)
        self.table.setCurrentIndex(index)
        self._choose(index)
        # The table may only now come into view; scrolling needs its size.
        QTimer.singleShot(0, self.table, lambda: self.table.scrollTo(self.table.currentIndex(), _MIDDLE))

    def _choose(self, index: QModelIndex) -> None:
        shown = self.model.row_at(index.row()) if index.isValid() else None
        if shown is not None:
            self._chosen = (shown.line.matter, shown.line.name)
        self.panel.show_material(shown)
        self.move_menu.setEnabled(bool(self._moves()))

    def _moves(self) -> list[tuple[CustodyItem, MaterialAct]]:
        """What can be done with the originals of the chosen material now."""
        shown = self.model.row_at(self.table.currentIndex().row())
        items = shown.line.items if shown else ()
        return [(item, act) for item in items for act in _MOVE_WORDS if item.state in POSSIBLE_IN[act]]

    def _offer_moves(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        moves = self._moves()
        several = len({item.id for item, _act in moves}) > 1
        for item, act in moves:
            beside = f"（{item.received.on:%m-%d} 收，在{item.holder}）" if several else ""
            menu.addAction(_MOVE_WORDS[act] + beside, lambda item=item, act=act: self._move(item, act))
        menu.popup(self.move_menu.mapToGlobal(QPoint(0, self.move_menu.height() + 4)))

    def _move(self, item: CustodyItem, act: MaterialAct) -> None:
        if self.found is not None:
            dialog = MoveDialog(self.session, self.found.case, item, act, self)
            dialog.slip_asked.connect(self._slip)
            dialog.open()

    def _slip(self, entry: MaterialEntry) -> None:
        """The slip both parties sign for what moved together with an original."""
        answers = {"move": move_words(entry)}
        PreviewDialog(self.session, "custody-slip", self.case_id, self, answers=answers).open()

    def _receive(self) -> None:
        shown = self.model.row_at(self.table.currentIndex().row())
        if self.found is not None and shown is not None:
            ReceiveDialog(self.session, self.found.case, shown.line.matter, shown.line, self).open()

    def _reverse(self, entry: MaterialEntry) -> None:
        if self.found is not None:
            ReverseMaterialDialog(self.session, self.found.case, entry, self).open()

    def _ask_files(self) -> None:
        kinds = " ".join(f"*{end}" for end in BEGINNINGS)
        choose_files(self, "附电子件", f"电子件 ({kinds})", self.attach_files)

    def _save(self, entry: MaterialEntry) -> None:
        choose_place(self, "另存电子件", entry.file_name, "", lambda path: self.save_as(entry, path))

    def save_as(self, entry: MaterialEntry, path: Path) -> None:
        """Write an attached file; what goes wrong is said above the table."""

        self.session.ask(
            lambda desk: write_whole(path, desk.materials.file(entry.id).content),
            lambda _done: self.refused.say(""),
            self.session.refusing(self.refused.say),
            owner=self,
        )

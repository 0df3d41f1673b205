"""Print preview: the pages of a paper as pictures, first as a draft, then numbered; printed or saved as PDF."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pypdfium2
from PySide6.QtCore import QMargins, QRectF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QPixmap
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop_app.application.changes import Changes
from desktop_app.application.clock_checks import CHECKED_FORMS
from desktop_app.application.documents import About, Issued
from desktop_app.application.forms.asks import COPIES, Asked, Kind
from desktop_app.application.forms.registry import form_spec
from desktop_app.application.forms.spec import Subject
from desktop_app.application.papers import Copy, Draft
from desktop_app.application.ports import Paper, Printed
from desktop_app.application.whole_file import write_whole
from desktop_app.gui.dialogs.dialog import Dialog, close_only
from desktop_app.gui.dialogs.sheet_check import SheetCheckDialog
from desktop_app.gui.dialogs.who import with_name
from desktop_app.gui.lanes import Report
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.ask_fields import AskFields
from desktop_app.gui.widgets.bars import Banner, button
from desktop_app.gui.widgets.file_choice import choose_place
from desktop_app.gui.widgets.labels import Elided, words

_POINTS = 72
_PRINT_DPI = 300
_LONGEST_A4 = 3600
"""Pixels at print resolution: the longer side of A4 has 3508, of A3 4961."""
_FIT = 0
_ZOOMS = (50, 75, 100, 125, 150, 200)
_MARGIN = 28
_SIDE, _SIDE_OF_ROWS = 320, 430
_LEAST = (1000, 700)
"""Pixels: in less a page cannot be read beside its fields."""
_SCREEN_DPI = 96


def page_image(content: bytes, number: int, dpi: float = 0.0, width: int = 0) -> QImage:
    """One page of a PDF as a picture, by resolution or as wide as `width` pixels; pages count from 0.

    Used inside the lane only, never on two threads at once.
    """
    document = pypdfium2.PdfDocument(content)
    try:
        page = document[number]
        scale = width / page.get_width() if width else dpi / _POINTS
        bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=True)
        picture = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGBX8888)
        return picture.copy()
    finally:
        document.close()


def _title(form: str, archived: Paper | None, replacing: Draft | None) -> str:
    if archived is not None:
        return f"存档文书 · {archived.title}"
    if replacing is not None:
        return f"重出 · {form_spec(form).title}（替代 {replacing.number}）"
    return f"打印预览 · {form_spec(form).title}"


def _with_given(asked: Asked, given: object) -> Asked:
    """The ask with what the draft began with as its proposal."""
    if isinstance(given, list):
        rows = tuple(tuple(str(cell) for cell in row) for row in given if isinstance(row, list | tuple))
        return replace(asked, value=rows) if asked.ask.kind is Kind.ROWS else asked
    return replace(asked, value=given) if isinstance(given, str | int | tuple) else asked


class PreviewDialog(Dialog):
    """A draft of a form for a case; 编号出具 gives it its number and archives it, only then it is printed or saved.

    An `archived` paper is shown, printed and saved from the bytes it was issued with; nothing is drafted. A draft in
    place of another paper (`replacing`) begins with what had been filled in there, any other one with `answers`.
    """

    def __init__(
        self,
        session: Session,
        form: str,
        about: About | str,
        parent: QWidget | None = None,
        archived: Paper | None = None,
        replacing: Draft | None = None,
        answers: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(session, _title(form, archived, replacing), "编号出具", parent)
        self.form, self.about, self.archived, self.replacing = form, about, archived, replacing
        self._given = dict(replacing.answers if replacing else answers or {})
        self.content = b""
        self.issued: Issued | None = None
        self.pages = 0
        self.page = 0
        self._printer: QPrinter | None = None
        self._make_tools()
        self.warning = Banner()
        self.body.addWidget(self.warning)
        self._make_sheet()
        self.print, self.save = button("打印…", primary=True), button("另存 PDF…")
        self.print.clicked.connect(self.print_out)
        self.save.clicked.connect(self.ask_where)
        self.foot.insertWidget(0, self.save)
        if archived is not None and archived.form in CHECKED_FORMS:
            self.check = button("重算核对", tip="按出具时的登记和日历重算一遍，并与今天比较")
            self.check.clicked.connect(lambda: SheetCheckDialog(session, archived.number, self).open())
            self.foot.insertWidget(1, self.check)
        self.foot.addWidget(self.print)
        close_only(self).setText("关闭")
        self.agree.setVisible(archived is None)
        self.side.setVisible(archived is None)
        self.blank.setVisible(archived is None)
        self._offer_paper(archived is not None)
        self.fit(1500, 1000)
        room = self.screen().availableGeometry()
        self.setMinimumSize(min(_LEAST[0], room.width() - 40), min(_LEAST[1], room.height() - 60))
        self.area.setFocus()
        if archived is None:
            self.send(lambda desk: desk.documents.asked(form, about, self._given), self._show_asked)
        else:
            self.send(lambda desk: desk.papers.copy(archived.number), self._show_archived)

    def draft(self) -> None:
        """Render the draft with what is filled in so far, or the blank form."""
        answers = self.answers()
        if self.blank.isChecked():
            copies = answers.get(COPIES.key)
            number = copies if isinstance(copies, int) else None
            self.send(lambda desk: desk.documents.blank(self.form, number), self._show_blank)
        else:
            self.send(lambda desk: desk.documents.preview(self.form, self.about, answers), self._show_draft)

    def submit(self) -> None:
        """Give the paper its number and archive it."""
        if form_spec(self.form).subject is Subject.ZONE:
            # Nothing else tells who stands for a paper of the whole zone.
            with_name(self.session, self, self._issue)
        else:
            self._issue(self.session.officer)

    def _issue(self, by: str) -> None:
        answers, replaces = self.answers(), self.replacing.number if self.replacing else ""
        self.send(
            lambda desk: desk.documents.issue(self.form, self.about, answers, by, replaces=replaces), self._show_issued
        )

    def unsaved(self) -> bool:
        """A draft with something filled in; what was issued is kept."""
        return self.archived is None and self.issued is None and not self.blank.isChecked() and super().unsaved()

    def answers(self) -> dict[str, object]:
        """What is filled in, on top of what the draft began with."""
        return self._given | self.fields.answers()

    def turn(self, step: int) -> None:
        """Go some pages on or back."""
        self.page = max(0, min(self.pages - 1, self.page + step))
        self._draw()

    def ask_where(self) -> None:
        """Ask for a place, then save the PDF there."""
        paper = self.issued.paper if self.issued else None
        name = f"{paper.title}-{paper.number}.pdf" if paper else f"{form_spec(self.form).title}（空表）.pdf"
        choose_place(self, "另存 PDF", name, "PDF 文件 (*.pdf)", self.save_to)

    def save_to(self, path: Path) -> None:
        """Write the issued bytes to a file."""
        content = self.content

        def saved(_none: None) -> None:
            self._tell(f"已保存：{path}")
            self._note_reprint("另存")

        self.send(lambda _desk: write_whole(path, content), saved)

    def print_out(self) -> None:
        """Ask for a printer through the system's dialog, then print every page at 300 dpi."""
        # Kept on the dialog: a QPrinter that goes out of scope while Qt prints takes the program down.
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self._printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        if self.issued is not None:
            self._printer.setDocName(self.issued.paper.number)
        chooser = QPrintDialog(self._printer, self)
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.setMinMax(1, self.pages)
        chooser.accepted.connect(lambda: self.send_to(self._printer))
        # QPrintDialog hides the plain open() of QDialog behind its own with a slot.
        QDialog.open(chooser)

    def send_to(self, printer: QPrinter | None) -> None:
        """Print the pages chosen in the system's dialog."""
        if printer is None:
            return
        first = printer.fromPage() or 1
        last = printer.toPage() or self.pages
        content, lane = self.content, self.session.lane

        def render(report: Report) -> list[QImage]:
            made = []
            for number in range(first - 1, last):
                report(number - first + 1, last - first + 1, "正在准备打印")
                made.append(page_image(content, number, _PRINT_DPI))
            return made

        self.print.setEnabled(False)
        lane.run(
            render,
            lambda pictures: self._paint(printer, pictures),
            self.fail,
            progress=lambda done, total, what: self._tell(f"{what} {done + 1}／{total} 页"),
            owner=self,
        )

    def _paint(self, printer: QPrinter, pictures: list[QImage]) -> None:
        self.print.setEnabled(True)
        lying = bool(pictures) and pictures[0].width() > pictures[0].height()
        orientation = QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait
        large = bool(pictures) and max(pictures[0].width(), pictures[0].height()) > _LONGEST_A4
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A3 if large else QPageSize.PageSizeId.A4))
        printer.setPageOrientation(orientation)
        printer.setFullPage(True)
        painter = QPainter()
        if not painter.begin(printer):
            self.refused.say("打印机没有接受这份文书，请检查打印机是否连接、是否缺纸，然后再试")
            return
        for number, picture in enumerate(pictures):
            if number:
                printer.newPage()
            painter.drawImage(QRectF(printer.paperRect(QPrinter.Unit.DevicePixel)), picture)
        painter.end()
        self._tell(f"已送打印机：{len(pictures)} 页")
        self._note_reprint("打印")

    def _note_reprint(self, how: str) -> None:
        """Put down in the register that an archived paper went out once more."""
        if self.archived is None:
            return
        number, by = self.archived.number, self.session.officer
        told = Changes(papers=True)
        self.session.ask(
            lambda desk: desk.papers.reprinted(number, by, how),
            lambda _nothing: self.session.announce(told),
            self.fail,
            owner=self,
        )

    def _make_tools(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.said = Elided("正在排版…", "soft")
        self.earlier, self.later = button("上一页"), button("下一页")
        self.earlier.clicked.connect(lambda: self.turn(-1))
        self.later.clicked.connect(lambda: self.turn(1))
        self.number = words("", "soft")
        self.zoom = QComboBox()
        self.zoom.setAccessibleName("缩放")
        self.zoom.addItem("适合宽度", _FIT)
        for percent in _ZOOMS:
            self.zoom.addItem(f"{percent}%", percent)
        self.zoom.activated.connect(lambda _index: self._draw())
        self.blank = QCheckBox("空表")
        self.blank.setToolTip("打印没有填写的表，手工填写")
        self.blank.toggled.connect(lambda _on: self.draft())
        row.addWidget(self.said, 1)
        row.addWidget(self.blank)
        for part in (self.earlier, self.number, self.later, self.zoom):
            row.addWidget(part)
        self.body.addLayout(row)

    def _make_sheet(self) -> None:
        """The page, and beside it the fields it is filled in with."""
        self.sheet = QLabel()
        self.sheet.setObjectName("sheet")
        self.sheet.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.sheet.setAccessibleName("页面")
        self.area = QScrollArea()
        self.area.setObjectName("sheets")
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.area.setWidgetResizable(True)
        self.area.setWidget(self.sheet)
        self.fields = AskFields()
        self.fields.edited.connect(self.draft)
        self.side = QWidget()
        self.side.setFixedWidth(_SIDE)
        column = QVBoxLayout(self.side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(words("填写项", "group"))
        column.addWidget(self.fields, 1)
        both = QHBoxLayout()
        both.setSpacing(16)
        both.addWidget(self.area, 1)
        both.addWidget(self.side)
        self.body.addLayout(both, 1)

    def _show_asked(self, asked: tuple[Asked, ...]) -> None:
        self.fields.show_asks([_with_given(one, self._given.get(one.ask.key)) for one in asked])
        # On a small screen the page needs the room; the rows can be enlarged.
        if any(one.ask.kind is Kind.ROWS for one in asked) and self.width() >= _LEAST[0]:
            self.side.setFixedWidth(_SIDE_OF_ROWS)
        self.draft()

    def _offer_paper(self, ready: bool) -> None:
        for late in (self.print, self.save):
            late.setVisible(ready)

    def _show_blank(self, printed: Printed) -> None:
        if self.issued is not None or not self.blank.isChecked():
            return
        self.content, self.pages = printed.content, printed.pages
        self._warn(printed)
        self._tell("空表，不编号、不存档；打印出来手工填写")
        self.agree.hide()
        self._offer_paper(True)
        self.turn(0)

    def _show_draft(self, printed: Printed) -> None:
        if self.issued is not None or self.blank.isChecked():
            return
        self.content, self.pages = printed.content, printed.pages
        self.agree.show()
        self._offer_paper(False)
        self._warn(printed)
        self._tell("预览稿，尚未编号；核对无误后点“编号出具”")
        self.turn(0)

    def _show_issued(self, issued: Issued) -> None:
        self._show_final(issued, f"已出具：{issued.paper.number}，已存档")
        # An issued paper is no event of a step: only pages that list papers read again.
        projects = {issued.paper.project_id} - {""}
        self.session.announce(Changes(projects=frozenset(projects), papers=True))

    def _show_archived(self, copy: Copy) -> None:
        paper = copy.issued.paper
        state = "已作废，打印和另存都带“作废”章" if copy.row.void_at else "存档原件"
        self._show_final(
            replace(copy.issued, content=copy.content), f"{paper.number}，{paper.issued_on:%Y-%m-%d} 出具，{state}"
        )

    def _show_final(self, issued: Issued, said: str) -> None:
        self.issued, self.content, self.pages = issued, issued.content, issued.paper.pages
        self._warn(issued)
        self._tell(said)
        self.agree.hide()
        self.side.setEnabled(False)
        self.blank.hide()
        self._offer_paper(True)
        self.print.setFocus()
        self.turn(0)

    def _warn(self, printed: Printed | Issued) -> None:
        missing = " ".join(printed.unprintable)
        said = [f"这些字没有字体可印，印出来是“〓”，请换个写法或手工补写：{missing}"] if missing else []
        self.warning.say("；".join([*said, *printed.remarks]))

    def _tell(self, text: str) -> None:
        self.agree.setEnabled(True)
        self.said.say(text)

    def _draw(self) -> None:
        self.number.setText(f"第 {self.page + 1} 页 共 {self.pages} 页")
        self.earlier.setEnabled(self.page > 0)
        self.later.setEnabled(self.page < self.pages - 1)
        content, number, ratio = self.content, self.page, self.devicePixelRatioF()
        percent = int(self.zoom.currentData())
        dpi = _SCREEN_DPI * percent / 100 * ratio
        width = 0 if percent else int((self.area.viewport().width() - _MARGIN) * ratio)

        def show(picture: QImage) -> None:
            if content is self.content and number == self.page:
                picture.setDevicePixelRatio(ratio)
                self.sheet.setPixmap(QPixmap.fromImage(picture))
                shown = picture.deviceIndependentSize().toSize()
                self.sheet.setMinimumSize(shown.grownBy(QMargins(0, 0, _MARGIN, _MARGIN)))

        self.session.ask(lambda _desk: page_image(content, number, dpi, width), show, self.fail, owner=self)

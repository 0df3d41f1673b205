"""交接: who hands what to whom, counted before it is done, and the answer of the one who takes it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QAbstractItemView, QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QWidget

from desktop_app.application.changes import Changes
from desktop_app.application.documents import About
from desktop_app.application.handovers import Announced, HandoverWish, Share
from desktop_app.domain.handover import HandedCase, Handover
from desktop_app.gui.dialogs.act import day_field, to_date
from desktop_app.gui.dialogs.dialog import Dialog, field, form
from desktop_app.gui.dialogs.officer import names_box
from desktop_app.gui.dialogs.preview import PreviewDialog
from desktop_app.gui.models.listed import ListModel
from desktop_app.gui.models.officers import CHOICE_COLUMNS, CaseChoice
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.bars import Hint, button
from desktop_app.gui.widgets.labels import words
from desktop_app.gui.widgets.listing import listing

FORM = "staff-handover"
_CHOOSE, _STAYS = "（请选择）", "不交（留在移交人手上）"


class HandoverDialog(Dialog):
    """Choose from whom, to whom and which cases; the counts follow every choice, and are committed as announced."""

    def __init__(
        self,
        session: Session,
        givers: Sequence[str],
        takers: Sequence[str],
        giver: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(session, "交接", "办理交接", parent)
        self.announced: Announced | None = None
        self._edition = 0
        self._takers = list(takers)
        self.giver, self.taker = names_box(givers, giver), names_box((), blank=_CHOOSE)
        self.reason, self.by = QLineEdit(), QLineEdit(session.officer)
        self.on = day_field(session.today, session.today)
        self.model: ListModel[CaseChoice] = ListModel(CHOICE_COLUMNS, self)
        self.table = listing("要交接的代办件", self.model)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.other = names_box((), blank=_STAYS)
        self.other.setAccessibleName("所选的件交给")
        self.apply = button("用于所选的件", tip="在表里选几件（Ctrl 或 Shift 多选），改成交给别人或不交")
        self.counts, self.remarks = words("", "strong", wrap=True), words("", "amber", wrap=True)
        self._lay_out()
        self.giver.activated.connect(lambda _index: self._read())
        self.taker.activated.connect(lambda _index: self._give_all())
        self.on.dateChanged.connect(lambda _day: self._count())
        self.apply.clicked.connect(self._give_chosen)
        self.agree.setEnabled(False)
        self.fit(960, 680)
        self.giver.setFocus()
        self._read()

    @property
    def wish(self) -> HandoverWish:
        """What was stated so far; nobody is named while everything goes to one person."""
        rows = [row for place in range(self.model.rowCount()) if (row := self.model.row_at(place)) is not None]
        takers = dict.fromkeys(row.taker for row in rows if row.taker)
        shares = tuple(Share(taker, tuple(row.case.case_id for row in rows if row.taker == taker)) for taker in takers)
        giver = str(self.giver.currentData() or "")
        return HandoverWish(giver, shares, self.reason.text(), to_date(self.on.date()))

    def submit(self) -> None:
        """Hand over what was announced; a refusal stays in the dialog and counts again."""
        if self.announced is None:
            return
        wish, digests, by = self.wish, self.announced.digests, self.by.text()
        self.send(lambda desk: desk.handovers.commit(wish, digests, by), self._done)

    def fail(self, error: Exception) -> None:
        """After a refusal everything is read again: perhaps somebody else changed it."""
        super().fail(error)
        if self.announced is not None:
            self._read(keep=self.refused.text())

    def _lay_out(self) -> None:
        self.body.addWidget(words("工作交接", "heading"))
        self.body.addWidget(
            Hint(
                "件、环节、原件保管、提醒、未销号的问题一次全部转给接收人，都成功或都不动；以前办结的环节记录不变。"
                "办好后打印工作交接单（D31）双方清点签字，由接收人确认；确认以前可以撤回。"
            )
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(10)
        pairs: tuple[tuple[str, QWidget, str], ...] = (
            ("移交人", self.giver, ""),
            ("接收人", self.taker, ""),
            ("交接日期", self.on, ""),
            ("登记人", self.by, "必填"),
        )
        for place, (name, widget, hint) in enumerate(pairs):
            label = words(name)
            label.setBuddy(widget)
            widget.setAccessibleName(name)
            if isinstance(widget, QLineEdit):
                widget.setPlaceholderText(hint)
            grid.addWidget(label, place // 2, place % 2 * 2)
            grid.addWidget(widget, place // 2, place % 2 * 2 + 1)
        grid.addWidget(label := words("交接原因"), 2, 0)
        label.setBuddy(self.reason)
        self.reason.setAccessibleName("交接原因")
        self.reason.setPlaceholderText("必填，如：岗位调整、离岗、分片调整")
        grid.addWidget(self.reason, 2, 1, 1, 3)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        self.body.addLayout(grid)
        self.body.addWidget(self.table, 1)
        row = QHBoxLayout()
        row.addWidget(words("所选的件交给", "soft"))
        row.addWidget(self.other)
        row.addWidget(self.apply)
        row.addStretch()
        self.body.addLayout(row)
        self.body.addWidget(self.counts)
        self.body.addWidget(self.remarks)

    def _read(self, keep: str = "") -> None:
        """The cases of the giver, for the one taker unless another was chosen for them."""
        giver = str(self.giver.currentData() or "")
        self._offer_takers(giver)
        rows = [self.model.row_at(place) for place in range(self.model.rowCount())] if keep else []
        chosen = {row.case.case_id: row.taker for row in rows if row is not None}

        def show(cases: tuple[HandedCase, ...]) -> None:
            if giver == self.giver.currentData():
                taker = str(self.taker.currentData() or "")
                self.model.show_rows([CaseChoice(one, chosen.get(one.case_id, taker)) for one in cases])
                self._count(keep)

        self.session.ask(lambda desk: desk.handovers.choices(giver), show, self.fail, owner=self)

    def _offer_takers(self, giver: str) -> None:
        """Everybody but the giver; who was chosen stays chosen."""
        for box, blank in ((self.taker, _CHOOSE), (self.other, _STAYS)):
            kept = box.currentData()
            box.clear()
            box.addItem(blank, "")
            for name in self._takers:
                if name != giver:
                    box.addItem(name, name)
            box.setCurrentIndex(max(0, box.findData(kept)))

    def _give_all(self) -> None:
        taker = str(self.taker.currentData() or "")
        rows = [self.model.row_at(place) for place in range(self.model.rowCount())]
        self.model.show_rows([CaseChoice(row.case, taker) for row in rows if row is not None])
        self._count()

    def _give_chosen(self) -> None:
        chosen = {index.row() for index in self.table.selectionModel().selectedRows()}
        taker = str(self.other.currentData() or "")
        rows = [self.model.row_at(place) for place in range(self.model.rowCount())]
        self.model.show_rows(
            [
                CaseChoice(row.case, taker) if place in chosen else row
                for place, row in enumerate(rows)
                if row is not None
            ]
        )
        self._count()

    def _count(self, keep: str = "") -> None:
        """Count what would change hands; only the newest question is answered."""
        self._edition += 1
        edition, wish = self._edition, self.wish
        self.announced = None
        if not wish.shares:
            self._tell("请选接收人，数量随即清点。", "", keep)
            self.agree.setEnabled(False)
            return

        def show(found: Announced) -> None:
            if edition == self._edition:
                self.announced = found
                lines = [f"{one.giver} → {one.taker}：{one.counts.words}" for one in found.lists]
                self._tell("\n".join(lines), "；".join(found.remarks), keep)
                self.agree.setEnabled(True)

        def refused(error: Exception) -> None:
            if edition == self._edition:
                self._tell("", "", "")
                super(HandoverDialog, self).fail(error)
                self.agree.setEnabled(False)

        self.agree.setEnabled(False)
        self.session.ask(lambda desk: desk.handovers.announce(wish), show, refused, owner=self)

    def _tell(self, counts: str, remarks: str, refusal: str) -> None:
        self.counts.setText(counts)
        self.remarks.setText(remarks)
        self.remarks.setVisible(bool(remarks))
        self.refused.say(refusal)
        self._grow()

    def _done(self, done: tuple[tuple[Handover, ...], Changes]) -> None:
        made, changes = done
        self.session.announce(changes)
        parent = self.parentWidget()
        self.accept()
        PreviewDialog(self.session, FORM, About(), parent, answers={"handover": made[0].number}).open()


class AcceptDialog(Dialog):
    """The taker confirms the counts, or says what differs."""

    def __init__(self, session: Session, one: Handover, parent: QWidget | None = None) -> None:
        super().__init__(session, "接收交接", "确认接收", parent)
        self.one = one
        handed = one.handed
        self.body.addWidget(words(f"{one.number}　{handed.giver} → {handed.taker}", "heading", wrap=True))
        self.body.addWidget(words(handed.counts.words, "strong", wrap=True))
        self.body.addWidget(
            Hint(
                "请对照工作交接单清点件、原件和提醒。数量相符直接确认；不符的写明差异，照样接收，差异留在记录和交接单上。"
            )
        )
        fields = form(self.body)
        self.answer = QComboBox()
        self.answer.addItems(["各项数量相符", "有差异"])
        self.difference, self.by = QLineEdit(), QLineEdit(session.officer)
        self.difference.setEnabled(False)
        self.answer.currentIndexChanged.connect(lambda index: self.difference.setEnabled(index == 1))
        field(fields, "清点结果", self.answer)
        field(fields, "差异", self.difference, "有差异时写，如：少一份营业执照副本")
        field(fields, "接收人", self.by, f"由{handed.taker}本人或其代管人登记")
        self.body.addStretch()
        self.fit(600, 360)
        self.answer.setFocus()

    def submit(self) -> None:
        """Accept; a refusal stays in the dialog."""
        differs = self.answer.currentIndex() == 1
        number, by, difference = self.one.number, self.by.text(), self.difference.text().strip() if differs else ""
        if differs and not difference:
            self.refused.say("请写明哪里有差异，或选“各项数量相符”")
            self._grow()
            return
        self.send(lambda desk: desk.handovers.accept(number, by, difference), self._done)

    def _done(self, done: tuple[Handover, Changes]) -> None:
        self.session.announce(done[1])
        self.accept()


class TakeBackDialog(Dialog):
    """Undo a handover nobody has accepted."""

    def __init__(self, session: Session, one: Handover, parent: QWidget | None = None) -> None:
        super().__init__(session, "撤回交接", "全部退回", parent)
        self.one = one
        handed = one.handed
        self.body.addWidget(words(f"{one.number}　{handed.giver} → {handed.taker}", "heading", wrap=True))
        self.body.addWidget(words(handed.counts.words, "", wrap=True))
        self.body.addWidget(
            Hint(f"全部退回{handed.giver}，都成功或都不动；交接和撤回都留在记录里。交接以后又改派过的，不能撤回。")
        )
        fields = form(self.body)
        self.reason, self.by = QLineEdit(), QLineEdit(session.officer)
        field(fields, "撤回原因", self.reason, "必填，如：接收人选错")
        field(fields, "登记人", self.by, "必填")
        self.body.addStretch()
        self.fit(560, 320)
        self.reason.setFocus()

    def submit(self) -> None:
        """Take it back; a refusal stays in the dialog."""
        number, by, reason = self.one.number, self.by.text(), self.reason.text()
        self.send(lambda desk: desk.handovers.take_back(number, by, reason), self._done)

    def _done(self, done: tuple[Handover, Changes]) -> None:
        self.session.announce(done[1])
        self.accept()

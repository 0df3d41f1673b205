"""Acts on a row of a ledger: one of its flow (交办、办结、销号) with its day and what it asks, and taking rows out."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.application.changes import Changes
from desktop_app.application.desk import Desk
from desktop_app.application.ledger_rows import LedgerRowNow
from desktop_app.application.ledger_words import label_of, shows_lamp
from desktop_app.domain.ledger_entry import LedgerEntry
from desktop_app.domain.ledger_kind import FlowAct, LedgerKind
from desktop_app.domain.refusals import Refusal
from desktop_app.gui.dialogs.act import day_field, day_of
from desktop_app.gui.dialogs.dialog import Dialog, field, form
from desktop_app.gui.models.register_reading import remarks_typed
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.bars import Hint
from desktop_app.gui.widgets.labels import words
from desktop_app.gui.widgets.register_fields import ValueField, hint_of, problem_of, value_field
from desktop_app.gui.widgets.remark_note import RemarkNote


class FlowActDialog(Dialog):
    """Do an act of the flow; what it needs is marked, what the row already has is shown."""

    def __init__(
        self, session: Session, kind: LedgerKind, row: LedgerRowNow, act: FlowAct, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, f"{act.title} · {kind.name}", act.title, parent)
        self.kind, self.row, self.act = kind, row, act
        self.body.addWidget(words(row.words.get(kind.headline.key, "") or kind.title, "heading", wrap=True))
        self.body.addWidget(Hint(f"做完以后状态变为“{act.after}”。"))
        fields = form(self.body)
        self.on = day_field(session.today, session.today)
        field(fields, "日期", self.on, "这件事是哪一天做的；补录可以往前写，不能晚于今天")
        self.fields: dict[str, ValueField] = {}
        self._shown: dict[str, str] = {}
        for key in act.asks:
            column = kind.column(key)
            made = value_field(column, ())
            held = row.words.get(key, "")
            hint = f"这一次的；以前写的“{held}”照样算" if held and key in act.adds else hint_of(column)
            made.show_value("" if key in act.adds else row.cells.get(key, ""))
            field(fields, label_of(column) + (" *" if key in act.needs else ""), made, hint)
            made.setAccessibleName(column.label)
            self.fields[key] = made
            self._shown[key] = made.written()
        self.by = QLineEdit(session.officer)
        field(fields, "登记人", self.by, "必填")
        self.outlook = words("", "strong", wrap=True)
        self.body.addWidget(self.outlook)
        self.remarks = RemarkNote()
        self.remarks.shown.connect(self._grow)
        self.body.addWidget(self.remarks)
        self.body.addStretch()
        self._asked = 0
        for made in self.fields.values():
            made.changed.connect(self._look_ahead)
        self.on.dateChanged.connect(lambda _day: self._look_ahead())
        self._look_ahead()
        self.fit(560, 340)
        (next(iter(self.fields.values())) if self.fields else self.on).setFocus()

    def _written(self) -> dict[str, str]:
        return {name: one.written() for name, one in self.fields.items() if one.written() != self._shown[name]}

    def _look_ahead(self) -> None:
        """Say which date has to be kept now and which one with what is typed so far, and what is doubtful about it."""
        kind, typed = self.kind, self._written()
        self.remarks.look(self.session, lambda desk: remarks_typed(desk, kind, self.row.cells, typed))
        flow, row, key = self.kind.flow, self.row, self.act.key
        if flow is None or not flow.due:
            return
        self._asked += 1
        asked, written, due = self._asked, self._written(), self.kind.column(flow.due)
        try:
            on = day_of(self.on, self.session.today)
        except Refusal:
            on = self.session.today

        def foreseen(desk: Desk) -> Mapping[str, str] | None:
            try:
                return desk.entries.foreseen(row.id, key, written, on)[1].cells
            except Refusal:
                return None  # Not everything is typed yet; what is wrong with it is told when it is sent.

        def show(cells: Mapping[str, str] | None) -> None:
            if asked == self._asked:
                self.outlook.setText(outlook_words(self.kind, self.act, row.cells, cells, due.label))

        self.session.ask(foreseen, show, owner=self)

    def submit(self) -> None:
        """Do it; a refusal stays in the dialog."""
        wrong = [said for one in self.fields.values() if (said := problem_of(one))]
        by, row, key = self.by.text().strip(), self.row, self.act.key
        try:
            on = day_of(self.on, self.session.today)
            if wrong or not by:
                raise Refusal.say("；".join(wrong) or "请写登记人")
        except Refusal as refusal:
            self.fail(refusal)
            return
        written = self._written()

        def act(desk: Desk) -> tuple[LedgerEntry, Changes]:
            return desk.entries.act(row.id, key, written, by, on, version=row.version)

        self.send(act, self._acted)

    def _acted(self, answer: tuple[LedgerEntry, Changes]) -> None:
        self.session.announce(answer[1])
        self.accept()


def outlook_words(
    kind: LedgerKind, act: FlowAct, now: Mapping[str, str], then: Mapping[str, str] | None, label: str
) -> str:
    """The date to keep now, with its lamp, and the one an act leads to; empty where there is and will be none."""
    flow = kind.flow
    if flow is None or not flow.due:
        return ""
    lamp = next((now.get(one.key, "") for one in kind.columns if shows_lamp(one)), "")
    due, new = now.get(flow.due, ""), (then or {}).get(flow.due, "")
    said = [f"现在的{label} {due}" + (f"（{lamp}）" if lamp else "")] if due else []
    if new and new != due:
        said.append(f"{act.title}以后 {new}" if due else f"{label} {new}")
    if act.late and then is not None and then.get(act.late, "") != now.get(act.late, ""):
        said.append(f"已经过了{label}，会记为“{kind.column(act.late).label.removesuffix('（次）')}”")
    return "；".join(said)


class RemoveEntryDialog(Dialog):
    """Say why rows are taken out of a ledger; they stay in 已移出的行 and can be put back."""

    def __init__(
        self, session: Session, kind: LedgerKind, rows: list[LedgerRowNow], parent: QWidget | None = None
    ) -> None:
        super().__init__(session, f"移出台账 · {kind.name}", "移出", parent)
        self.rows = rows
        first = rows[0].words.get(kind.headline.key, "") or "一行"
        self.body.addWidget(words(first if len(rows) == 1 else f"{first} 等 {len(rows)} 行", "heading", wrap=True))
        self.body.addWidget(
            Hint("移出以后不再显示、不再统计，变更记录都保留；要找回来，在“视图”里打开“已移出的行”，选中后恢复。")
        )
        fields = form(self.body)
        self.reason, self.by = QLineEdit(), QLineEdit(session.officer)
        field(fields, "移出原因", self.reason, "必填，如：重复登记")
        field(fields, "登记人", self.by, "必填")
        self.body.addStretch()
        self.fit(560, 280)
        self.reason.setFocus()

    def submit(self) -> None:
        """Take them out; a refusal stays in the dialog."""
        reason, by = self.reason.text().strip(), self.by.text().strip()
        if not reason or not by:
            self.fail(Refusal.say("请写明移出台账的原因" if not reason else "请写登记人"))
            return
        ids = [row.id for row in self.rows]

        def remove(desk: Desk) -> Changes:
            kinds: frozenset[str] = frozenset()
            for entry_id in ids:
                kinds |= desk.entries.remove(entry_id, by, reason).ledgers
            return Changes(ledgers=kinds)

        self.send(remove, self._removed)

    def _removed(self, changes: Changes) -> None:
        self.session.announce(changes)
        self.accept()

"""重算核对: what deriving an archived 期限计算书 again has found, in words."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.application.sheet_checks import SheetCheck
from desktop_app.gui.dialogs.dialog import Dialog, close_only
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.labels import Facts, Tall, scrolled, words

_SIGNS = {True: ("✓", "green"), False: ("✕", "red"), None: ("◆", "amber")}


class SheetCheckDialog(Dialog):
    """Look at the outcome; nothing here changes anything."""

    def __init__(self, session: Session, number: str, parent: QWidget | None = None) -> None:
        super().__init__(session, "重算核对", "关闭", parent)
        self.found: SheetCheck | None = None
        self.body.addWidget(words(f"计算书 {number}", "heading", wrap=True))
        self.verdict = words("正在按出具时的登记和日历重算…", "soft", wrap=True)
        self.body.addWidget(self.verdict)
        inside = Tall()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(8)
        self.facts = Facts()
        self._column.addWidget(self.facts)
        self._column.addStretch()
        self.body.addWidget(scrolled(inside), 1)
        close_only(self)
        self.fit(720, 420)
        self.send(lambda desk: desk.clock_checks.check(number), self._show)

    def submit(self) -> None:
        """Nothing to agree to: it only shows."""
        self.accept()

    def _show(self, found: SheetCheck) -> None:
        self.found = found
        sign, role = _SIGNS[found.same]
        if found.same and found.differences:
            role = "amber"
        self.verdict.setText(f"{sign} {found.verdict}")
        self.verdict.setProperty("role", role)
        self.verdict.style().polish(self.verdict)
        today = f"{found.now_due}{'' if found.now_firm else '（暂估）'}" if found.now_due else "没有确定的到期日"
        archived = "暂停中，恢复后重算" if found.held else f"{found.due}{'' if found.firm else '（暂估）'}"
        facts = [
            ("期限", found.clock),
            ("出具", f"{found.paper.issued_on}，{found.paper.issued_by}"),
            (f"存档{found.due_word}", archived),
            ("今天重算", today),
            ("日历版本", found.calendar),
        ]
        facts += [(f"差别 {number}", told) for number, told in enumerate(found.differences, 1)]
        self.facts.show_facts(facts)

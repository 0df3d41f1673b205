"""验真: read a paper's code from a scanner, the keyboard, a picture or a PDF, and say what it is worth."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_app.application.desk import Desk
from desktop_app.application.verification import GOOD, VERDICT_SIGNS, VERDICT_WORDS, Finding, Verdict
from desktop_app.gui.dialogs.dialog import Dialog, close_only
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.bars import Hint, button
from desktop_app.gui.widgets.fact_check import FactCheck
from desktop_app.gui.widgets.file_choice import choose_file
from desktop_app.gui.widgets.labels import Card, Facts, scrolled, words

_ROLES = {
    Verdict.GENUINE: "green",
    Verdict.REPRINT: "green",
    Verdict.VOID: "red",
    Verdict.ALTERED: "red",
    Verdict.UNKNOWN: "amber",
    Verdict.UNCHECKED: "amber",
}
_FILES = "文书的照片、扫描件或 PDF (*.pdf *.png *.jpg *.jpeg *.bmp *.tif *.tiff *.webp)"


class VerifyDialog(Dialog):
    """One field for scanner and keyboard, one button for files; below, the verdict and what to compare by eye."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "文书验真", "验真", parent)
        self.setAcceptDrops(True)
        self._file: bytes | None = None
        self.findings: list[Finding] = []
        self.body.addWidget(
            Hint(
                "用扫码枪对准纸上右上角的二维码（先切换到英文输入）；没有扫码枪，就照小字输入编号和验真短码，"
                "或者选文书的照片、扫描件、PDF，也可以把文件拖进来。"
            )
        )
        row = QHBoxLayout()
        row.setSpacing(10)
        self.typed = QLineEdit()
        self.typed.setAccessibleName("扫码或输入")
        self.typed.setPlaceholderText("扫码，或输入 BB-2026-A-D11-0003 7KQF-2MX3-9ABC-DEFG")
        self.typed.textEdited.connect(lambda _text: self._forget_file())
        self.choose = button("选文件…")
        self.choose.clicked.connect(self.ask_file)
        row.addWidget(self.typed, 1)
        row.addWidget(self.choose)
        self.body.addLayout(row)
        self.body.addWidget(self._make_result(), 1)
        close_only(self)
        self.agree.show()
        self.fit(820, 700)
        self.typed.setFocus()

    def unsaved(self) -> bool:
        """Nothing is typed here that would be kept."""
        return False

    def submit(self) -> None:
        """Check what was typed or chosen; facts filled in from the paper are held against it as well."""
        shown = self.check.shown()
        content, text = self._file, self.typed.text()
        if content is not None:
            self._ask_for(content, shown)
        else:
            self.send(lambda desk: [desk.verification.check(text, shown)], self._show)

    def ask_file(self) -> None:
        """Ask for a picture or PDF and check it."""
        choose_file(self, "选文书的照片、扫描件或 PDF", _FILES, self.open_file)

    def open_file(self, path: Path) -> None:
        """Check the paper in a file."""

        def work(desk: Desk) -> tuple[bytes, list[Finding]]:
            content = path.read_bytes()
            return content, desk.verification.check_file(content)

        def done(read: tuple[bytes, list[Finding]]) -> None:
            self._file = read[0]
            self.typed.setText(path.name)
            self._show(read[1])

        self._clear()
        self.send(work, done)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a single file."""
        if len(event.mimeData().urls()) == 1 and event.mimeData().urls()[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Check the file that was dropped."""
        self.open_file(Path(event.mimeData().urls()[0].toLocalFile()))

    def fail(self, error: Exception) -> None:
        """A refusal takes the last verdict away: it belongs to another paper."""
        self._clear()
        super().fail(error)

    def _ask_for(self, content: bytes, shown: Mapping[str, str]) -> None:
        self.send(lambda desk: desk.verification.check_file(content, shown), self._show)

    def _make_result(self) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.card = Card()
        self.verdict = words("", "heading")
        self.sentence = words("", wrap=True)
        self.facts = Facts()
        self.differing = words("", "red", wrap=True)
        self.notes = words("", "soft", wrap=True)
        for part in (self.verdict, self.sentence, self.differing, self.facts, self.notes):
            self.card.inside.addWidget(part)
        self.check = FactCheck()
        self.check.asked.connect(self.submit)
        column.addWidget(self.card)
        column.addWidget(self.check)
        column.addStretch()
        self._clear()
        return scrolled(inside)

    def _forget_file(self) -> None:
        """Another paper: what was filled in for the last one goes too."""
        self._file = None
        if self.findings:
            self._clear()

    def _clear(self) -> None:
        self.findings = []
        self.card.hide()
        self.check.hide()
        self.check.show_facts(())

    def _show(self, findings: list[Finding]) -> None:
        self.findings = findings
        first = findings[0]
        self.card.show()
        worst = next((one for one in findings if one.verdict not in GOOD), first)
        self.verdict.setText(f"{VERDICT_SIGNS[worst.verdict]} {VERDICT_WORDS[worst.verdict]}")
        self.verdict.setProperty("role", f"heading-{_ROLES[worst.verdict]}")
        self.verdict.style().polish(self.verdict)
        self.sentence.setText("\n".join(one.sentence for one in findings))
        self.facts.show_facts(_pairs(first) if len(findings) == 1 else ())
        self.differing.setText(_differences(findings))
        self.differing.setVisible(bool(self.differing.text()))
        self.notes.setText("\n".join(note for one in findings for note in one.notes))
        self.notes.setVisible(bool(self.notes.text()))
        single = len(findings) == 1 and first.verdict is not Verdict.UNKNOWN
        self.check.setVisible(single)
        if single:
            self.check.show_finding(first)
        self._grow()


def _pairs(one: Finding) -> list[tuple[str, str]]:
    pairs = [("编号", one.number)]
    if one.archived:
        pairs += [("文书", one.title), ("项目", one.project or "—")]
        pairs.append(("出具", f"{one.issued_on:%Y-%m-%d}　{one.issued_by or '未填'}" if one.issued_on else ""))
    elif one.issuer:
        pairs.append(("出具单位", one.issuer))
    if one.void:
        pairs.append(("作废", f"{one.void.at:%Y-%m-%d}　{one.void.by or '未填'}：{one.void.reason}"))
    if one.replaced_by:
        pairs.append(("替代它的", one.replaced_by))
    if one.replaces:
        pairs.append(("它替代的", one.replaces))
    if one.reprints and one.last_reprint:
        pairs.append(("重印", f"{one.reprints} 次，最近 {one.last_reprint:%Y-%m-%d}；从纸面分不出原件和重印件"))
    return pairs


def _differences(findings: list[Finding]) -> str:
    lines = []
    for one in findings:
        for each in one.differences:
            issued = f"，出具时是“{each.issued}”" if each.issued else ""
            lines.append(f"▲ {each.label}：纸上是“{each.shown}”{issued}")
    return "\n".join(lines)

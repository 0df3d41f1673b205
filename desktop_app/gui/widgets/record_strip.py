"""A calm strip that tells of a record that fell, once, and proposes to enter it on the record board."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.application.changes import Changes
from desktop_app.domain.refusals import Refusal
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.bars import Refused, button, link
from desktop_app.gui.widgets.labels import Elided

if TYPE_CHECKING:
    # Only named here: what the first page shows is read by the lane, after the window is on the screen.
    from desktop_app.application.benchmark_rows import News
    from desktop_app.domain.record_board import FallenRecord


class RecordStrip(QWidget):
    """The newest record that fell and waits for an answer; takes no room when there is none."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._project_id = ""
        self._news: tuple[News, ...] = ()
        self._edition = 0
        self.said, self.refused = Elided("", "green"), Refused()
        self.accept, self.dismiss = button("记入纪录榜"), link("不记入")
        self.dismiss.setToolTip("以后不再提这一项")
        self.accept.clicked.connect(lambda: self._answer(accepted=True))
        self.dismiss.clicked.connect(lambda: self._answer(accepted=False))
        frame = QFrame()
        frame.setObjectName("hint")
        row = QHBoxLayout(frame)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(12)
        row.addWidget(self.said, 1)
        row.addWidget(self.accept)
        row.addWidget(self.dismiss)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 8, 22, 0)
        column.setSpacing(6)
        column.addWidget(frame)
        column.addWidget(self.refused)
        self.hide()
        session.changed.connect(self._changed)

    def show_of(self, project_id: str = "") -> None:
        """Look for news of one project, or of all."""
        self._project_id = project_id
        self._edition += 1
        edition = self._edition

        def show(news: tuple[News, ...]) -> None:
            if edition == self._edition:
                self._show(news)

        self.session.ask(lambda desk: desk.benchmarks.news(project_id), show, owner=self)

    def _show(self, news: tuple[News, ...]) -> None:
        self._news = news
        self.refused.say("")
        self.setVisible(bool(news))
        if news:
            more = f"（另有 {len(news) - 1} 项）" if len(news) > 1 else ""
            self.said.say(news_words(news[0]) + more)

    def _answer(self, *, accepted: bool) -> None:
        if not self._news:
            return
        fallen: FallenRecord = self._news[0].fallen
        by = self.session.officer or fallen.result.officer
        self.session.ask(
            lambda desk: desk.benchmarks.answer(fallen, by, accepted=accepted),
            lambda answered: self.session.announce(answered[1]),
            self._failed,
            owner=self,
        )

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Refusal):
            self.refused.say(str(error))
            self.show_of(self._project_id)
        else:
            self.session.lane.trouble.emit(error)

    def _changed(self, changes: Changes) -> None:
        if changes.benchmarks or changes.events or changes.calendar:
            self.show_of(self._project_id)


def news_words(one: News) -> str:
    """A fallen record as a sentence."""
    # Records fall seldom; the tables of the page 对标 come with the words.
    from desktop_app.gui.models.benchmarks import KIND_WORDS, unit_words

    result, before = one.fallen.result, one.fallen.before
    unit = unit_words(result.basis)
    kind = KIND_WORDS[result.subject.kind]
    return (
        f"★ {kind}纪录刷新：“{result.subject.title}” {result.days} {unit}（原纪录 {before.days}），"
        f"{one.case.project}，{result.officer}，{result.ended:%m-%d} 办成。{result.basis.words()}"
    )

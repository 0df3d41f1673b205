"""A draft being edited in the window: every change is kept, can be taken back, and is saved through the lane."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.application.template_book import StoredDraft
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.template_draft import TemplateDraft
from desktop_app.gui.session import Session

Edit = Callable[[TemplateDraft], TemplateDraft]
_PAUSE = 700
_REMEMBERED = 100
_OVERTAKEN = (
    "这份草稿刚被其他人改动，您后来的修改还没有保存，但都还在这里。"
    "按 F5 读入对方保存的草稿；再按 Ctrl+Z，就回到您的修改，并以您的为准保存。"
)


class DraftKeeper(QObject):
    """`changed` after every edit (True: fill the fields again), `saved` when stored, `refused` with a sentence.

    One save runs at a time; edits made meanwhile are saved after it.
    """

    changed = Signal(bool)
    saved = Signal()
    refused = Signal(str)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.stored: StoredDraft | None = None
        self.draft: TemplateDraft | None = None
        self._past: list[TemplateDraft] = []
        self._future: list[TemplateDraft] = []
        self._saving = False
        self.overtaken = False
        self._waiting: list[Callable[[], None]] = []
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.save)

    def open(self, stored: StoredDraft | None) -> None:
        """Take a draft up as it was stored; None puts it away."""
        self._pause.stop()
        self.stored, self.draft = stored, stored.draft if stored else None
        self._past.clear()
        self._future.clear()
        self._waiting.clear()
        self.overtaken = False

    def take_theirs(self, stored: StoredDraft) -> None:
        """Go on with what somebody else stored; one's own edits come back with one step of undo."""
        self.overtaken = False
        self.stored = stored
        if self.draft is not None and self.draft != stored.draft:
            self._past.append(self.draft)
            self._future.clear()
            self.draft = stored.draft
        self.refused.emit("")
        self.changed.emit(True)

    @property
    def dirty(self) -> bool:
        """Whether something is not stored yet."""
        return self._saving or (self.stored is not None and self.draft != self.stored.draft)

    @property
    def can_undo(self) -> bool:
        """Whether an edit can be taken back."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Whether an edit that was taken back can be made again."""
        return bool(self._future)

    def edit(self, change: Edit, *, refill: bool = False) -> None:
        """Change the draft; what the rules refuse is said and changes nothing."""
        if self.draft is None:
            return
        try:
            changed = change(self.draft)
        except Refusal as refusal:
            self.refused.emit(str(refusal))
            self.changed.emit(True)
            return
        self.refused.emit("")
        if changed == self.draft:
            return
        self._past = [*self._past, self.draft][-_REMEMBERED:]
        self._future.clear()
        self._take(changed, refill=refill)

    def undo(self) -> None:
        """Take the last edit back."""
        if self._past and self.draft is not None:
            self.refused.emit("")
            self._future.append(self.draft)
            self._take(self._past.pop(), refill=True)

    def redo(self) -> None:
        """Make the edit again that was taken back."""
        if self._future and self.draft is not None:
            self.refused.emit("")
            self._past.append(self.draft)
            self._take(self._future.pop(), refill=True)

    def then(self, act: Callable[[], None]) -> None:
        """Do something as soon as everything is stored."""
        if self.dirty:
            self._waiting.append(act)
            self.save()
        else:
            act()

    def save(self) -> None:
        """Store what was edited; somebody else's save in between is said, and nothing of either is lost."""
        stored, draft, by = self.stored, self.draft, self._session.officer
        self._pause.stop()
        if stored is None or draft is None or self._saving or self.overtaken or draft == stored.draft:
            return
        self._saving = True
        self._session.ask(lambda desk: desk.drafts.save(stored, draft, by), self._kept, self._failed, owner=self)

    def _take(self, draft: TemplateDraft, *, refill: bool) -> None:
        self.draft = draft
        self.changed.emit(refill)
        self._pause.start()

    def _kept(self, stored: StoredDraft) -> None:
        self._saving = False
        if self.stored is None or self.stored.id != stored.id:
            return
        self.stored = stored
        self.saved.emit()
        if self.dirty:
            self.save()
            return
        waiting, self._waiting = self._waiting, []
        for act in waiting:
            act()

    def _failed(self, error: Exception) -> None:
        self._saving = False
        self._waiting.clear()
        if isinstance(error, Refusal) and error.code == "stale":
            self.overtaken = True
            self.refused.emit(_OVERTAKEN)
        elif isinstance(error, Refusal):
            self.refused.emit(str(error))
        else:
            self._session.lane.trouble.emit(error)

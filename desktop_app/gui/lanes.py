"""Lanes: one worker thread through which every database call of the window goes, with answers on the GUI thread.

Callbacks are named before the work starts; an answer whose owner is gone, or that arrives after closing, is dropped.
"""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

T = TypeVar("T")
Failed = Callable[[Exception], None]
Progress = Callable[[int, int, str], None]

_log = logging.getLogger(__name__)


class Cancelled(Exception):
    """The person no longer wants this work; raised inside it at its next progress report."""


@dataclass(eq=False)
class Job:
    """One piece of work on its way through the lane."""

    work: Callable[[Report], Any]
    done: Callable[[Any], None] | None
    failed: Failed | None
    progress: Progress | None
    owner: QObject | None
    stopped: threading.Event = field(default_factory=threading.Event)
    over: bool = False

    def cancel(self) -> None:
        """Ask the work to stop; it stops at its next progress report, or never starts."""
        self.stopped.set()

    @property
    def wanted(self) -> bool:
        """Whether the one who asked is still there to be answered."""
        return self.owner is None or shiboken6.isValid(self.owner)


class Report:
    """Given to the work, so that it can tell how far it is and learn that it was cancelled."""

    def __init__(self, lane: Lane, job: Job) -> None:
        self._lane, self._job = lane, job

    def __call__(self, done: int, total: int, what: str = "") -> None:
        """Tell that `done` of `total` are finished; raises Cancelled when the person gave up."""
        if self._job.stopped.is_set():
            raise Cancelled
        self._lane.told.emit(self._job, done, total, what)


class Lane(QObject):
    """A worker thread with one queue. Made, used and closed on the GUI thread.

    `busy` tells how many jobs are not finished; `trouble` carries exceptions nobody asked to hear of.
    """

    answered = Signal(object, object, object)
    told = Signal(object, int, int, str)
    busy = Signal(int)
    trouble = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queue: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._open = True
        self._pending: set[Job] = set()
        self.answered.connect(self._answer, Qt.ConnectionType.QueuedConnection)
        self.told.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._serve, name="database-lane", daemon=True)
        self._thread.start()

    @property
    def idle(self) -> bool:
        """Whether nothing waits or runs."""
        return not self._pending

    def run(
        self,
        work: Callable[[Report], T],
        done: Callable[[T], None] | None = None,
        failed: Failed | None = None,
        *,
        progress: Progress | None = None,
        owner: QObject | None = None,
    ) -> Job:
        """Queue work; exactly one of `done` and `failed` is called on the GUI thread, unless cancelled or closed.

        Without `failed` an exception goes to `trouble`. With an `owner` nothing is called once that object is deleted.
        """
        job = Job(work, done, failed, progress, owner)
        if self._open:
            self._pending.add(job)
            self._queue.put(job)
            self.busy.emit(len(self._pending))
        return job

    def close(self) -> None:
        """Drop what waits, wait for what runs, and answer nothing any more."""
        self._open = False
        for job in self._pending:
            job.cancel()
        self._pending.clear()
        self._queue.put(None)
        self._thread.join()

    def _serve(self) -> None:
        while (job := self._queue.get()) is not None:
            if job.stopped.is_set():
                self.answered.emit(job, None, Cancelled())
                continue
            try:
                result, error = job.work(Report(self, job)), None
            except Exception as caught:  # noqa: BLE001 - delivered to the one who asked, or to `trouble`
                result, error = None, caught
            self.answered.emit(job, result, error)

    @Slot(object, int, int, str)
    def _tell(self, job: Job, done: int, total: int, what: str) -> None:
        if self._open and job.progress is not None and job.wanted and not job.stopped.is_set():
            job.progress(done, total, what)

    @Slot(object, object, object)
    def _answer(self, job: Job, result: Any, error: Exception | None) -> None:
        if not self._open:
            return
        self._pending.discard(job)
        job.over = True
        self.busy.emit(len(self._pending))
        if isinstance(error, Cancelled) or not job.wanted:
            if error is not None and not isinstance(error, Cancelled):
                _log.error("work of a closed view failed", exc_info=error)
            return
        if error is None:
            if job.done is not None:
                job.done(result)
        elif job.failed is not None:
            job.failed(error)
        else:
            self.trouble.emit(error)

"""Decisions of reconciliation in memory; tests/storage/test_reconciliations.py runs the same tests against both."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from desktop_app.application.reconcile_book import ReconcileDecision

if TYPE_CHECKING:
    from tests.fakes import Content


class FakeReconcileBook:
    """The decisions in the order of deciding."""

    def __init__(self, content: Content, changing: Callable[[], Content]) -> None:
        self._content, self._changing = content, changing

    def add(self, decision: ReconcileDecision) -> None:
        self._changing().reconciled.append(decision)

    def all(self) -> Sequence[ReconcileDecision]:
        return list(self._content.reconciled)

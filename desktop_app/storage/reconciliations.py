"""Reconciliation: what was decided about differences from official systems, appended and never changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

from sqlalchemy import Boolean, Column, Connection, ForeignKey, Integer, Table, Text, func, select

from desktop_app.application.reconcile_book import ReconcileDecision
from desktop_app.storage.mapping import instant_of, instant_text
from desktop_app.storage.tables import case_file, metadata, project


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


reconcile_decision = Table(
    "reconcile_decision",
    metadata,
    Column("id", Text, primary_key=True),
    # The order of deciding: the clock of a PC may be set back, this does not go back.
    Column("ordinal", Integer, nullable=False, unique=True),
    Column("key", Text, nullable=False, index=True),
    Column("project_id", Text, ForeignKey(project.c.id), nullable=False),
    Column("case_id", Text, ForeignKey(case_file.c.id), nullable=False),
    _text("matter"),
    _text("aspect"),
    _text("ours"),
    _text("theirs"),
    Column("accepted", Boolean, nullable=False),
    _text("reason"),
    _text("source"),
    _text("recorded_at"),
    _text("recorded_by"),
)
_RENAMED = {"at": "recorded_at", "by": "recorded_by"}


class SqlReconcileBook:
    """The decisions of one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, decision: ReconcileDecision) -> None:
        """Append a decision behind the others."""
        row = {_RENAMED.get(one.name, one.name): getattr(decision, one.name) for one in fields(ReconcileDecision)}
        earlier = reconcile_decision.alias()
        last = select(func.coalesce(func.max(earlier.c.ordinal), 0)).scalar_subquery()
        row |= {"recorded_at": instant_text(decision.at)}
        self._connection.execute(reconcile_decision.insert().values(**row, ordinal=last + 1))

    def all(self) -> Sequence[ReconcileDecision]:
        """Every decision in the order of deciding."""
        rows = self._connection.execute(select(reconcile_decision).order_by(reconcile_decision.c.ordinal)).mappings()
        found = []
        for row in rows:
            values = {one.name: row[_RENAMED.get(one.name, one.name)] for one in fields(ReconcileDecision)}
            found.append(ReconcileDecision(**values | {"at": instant_of(values["at"])}))
        return found

"""Tables of the ledgers: rows with their changes, saved views, remembered layouts of files."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, ForeignKey, Integer, Table, Text, UniqueConstraint

from desktop_app.storage.tables import metadata, project

ledger_entry = Table(
    "ledger_entry",
    metadata,
    Column("id", Text, primary_key=True),
    Column("ordinal", Integer, nullable=False, unique=True),
    Column("kind", Text, nullable=False, index=True),
    Column("project_id", Text, ForeignKey(project.c.id), index=True),
    # Null for a row that stands on its own, so that the pair is unique for the others.
    Column("anchor", Text),
    Column("body", Text, nullable=False),
    Column("removed", Boolean, nullable=False),
    Column("demo", Boolean, nullable=False),
    Column("version", Integer, nullable=False),
    UniqueConstraint("kind", "anchor"),
)

ledger_change = Table(
    "ledger_change",
    metadata,
    Column("id", Text, primary_key=True),
    Column("ordinal", Integer, nullable=False, unique=True),
    Column("entry_id", Text, ForeignKey(ledger_entry.c.id), nullable=False, index=True),
    Column("kind", Text, nullable=False, index=True),
    Column("act", Text, nullable=False),
    Column("flow_act", Text, nullable=False),
    Column("on_date", Date, nullable=False),
    Column("recorded_at", Text, nullable=False),
    Column("recorded_by", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("project_id", Text, nullable=False),
    Column("anchor", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("note", Text, nullable=False),
)

ledger_view = Table(
    "ledger_view",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("body", Text, nullable=False),
    UniqueConstraint("kind", "name"),
)

ledger_layout = Table(
    "ledger_layout",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("fingerprint", Text, primary_key=True),
    Column("body", Text, nullable=False),
)

"""Tables of the benchmarks: versions of definitions, and what was said to proposed records."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, ForeignKey, Integer, Table, Text

from desktop_app.storage.tables import case_file, metadata, project

benchmark_definition = Table(
    "benchmark_definition",
    metadata,
    Column("id", Text, primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    # The name is in the body too; here it can be read by whoever looks into the database.
    Column("name", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("templates", Text, nullable=False),
    Column("retired", Boolean, nullable=False),
    Column("reason", Text, nullable=False),
    Column("recorded_at", Text, nullable=False),
    Column("recorded_by", Text, nullable=False),
)

record_answer = Table(
    "record_answer",
    metadata,
    Column("id", Text, primary_key=True),
    # The order of answering: the clock of a PC may be set back, this does not go back.
    Column("ordinal", Integer, nullable=False, unique=True),
    Column("subject", Text, nullable=False),
    Column("case_id", Text, ForeignKey(case_file.c.id), nullable=False),
    Column("project_id", Text, ForeignKey(project.c.id), nullable=False),
    Column("officer", Text, nullable=False),
    Column("started_on", Date, nullable=False),
    Column("ended_on", Date, nullable=False),
    Column("days", Integer, nullable=False),
    Column("days_before", Integer, nullable=False),
    Column("basis", Text, nullable=False),
    Column("accepted", Boolean, nullable=False),
    Column("note", Text, nullable=False),
    Column("recorded_at", Text, nullable=False),
    Column("recorded_by", Text, nullable=False),
)

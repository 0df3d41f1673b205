"""Tables of the indicators: versions of definitions, figures that were published, and those that were withdrawn."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, ForeignKey, Integer, Table, Text

from desktop_app.storage.tables import metadata

indicator_definition = Table(
    "indicator_definition",
    metadata,
    Column("id", Text, primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    # The name is in the body too; here it can be read by whoever looks into the database.
    Column("name", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("retired", Boolean, nullable=False),
    Column("reason", Text, nullable=False),
    Column("recorded_at", Text, nullable=False),
    Column("recorded_by", Text, nullable=False),
)

published_figure = Table(
    "published_figure",
    metadata,
    Column("id", Text, primary_key=True),
    # The order of publishing: the clock of a PC may be set back, this does not go back.
    Column("ordinal", Integer, nullable=False, unique=True),
    Column("definition_id", Text, nullable=False),
    Column("definition_version", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("as_of", Date, nullable=False),
    Column("value", Text, nullable=False),
    # Definition, inputs and every project behind it: the figure needs nothing else to be understood.
    Column("body", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("recorded_at", Text, nullable=False),
    Column("recorded_by", Text, nullable=False),
)

figure_withdrawal = Table(
    "figure_withdrawal",
    metadata,
    # The order of recording; of a figure the last row counts, a later one only names its successor.
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("figure_id", Text, ForeignKey("published_figure.id"), nullable=False),
    Column("successor_id", Text, ForeignKey("published_figure.id")),
    Column("reason", Text, nullable=False),
    Column("recorded_at", Text, nullable=False),
    Column("recorded_by", Text, nullable=False),
)

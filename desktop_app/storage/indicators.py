"""Indicator book: definitions and published figures of one transaction."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import msgspec
from sqlalchemy import Connection, RowMapping, select

from desktop_app.domain.indicator import OWN, Indicator, IndicatorDefinition
from desktop_app.domain.indicator_figure import IndicatorFigure
from desktop_app.domain.published_figure import PublishedFigure, Withdrawal
from desktop_app.storage.appending import demand_next, next_number
from desktop_app.storage.indicator_tables import figure_withdrawal, indicator_definition, published_figure
from desktop_app.storage.mapping import instant_of, instant_text, understood


class SqlIndicatorBook:
    """The indicators' records."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def definitions(self) -> list[IndicatorDefinition]:
        """Every version of every definition; raises Damaged when one cannot be understood."""
        table = indicator_definition
        rows = self._connection.execute(select(table).order_by(table.c.id, table.c.version)).mappings()
        return [_definition(row) for row in rows]

    def add_definition(self, definition: IndicatorDefinition) -> None:
        """Keep a version; raises ValueError when its number is not the next one of its definition."""
        table = indicator_definition
        demand_next(self._connection, definition.id, definition.version, table.c.version, table.c.id == definition.id)
        self._connection.execute(
            table.insert().values(
                id=definition.id,
                version=definition.version,
                name=definition.indicator.name,
                body=msgspec.json.encode(definition.indicator).decode(),
                retired=definition.retired,
                reason=definition.reason,
                recorded_at=instant_text(definition.at),
                recorded_by=definition.by,
            )
        )

    def published(self) -> list[PublishedFigure]:
        """Every published figure, oldest first; raises Damaged when one cannot be understood."""
        table, taken_back = published_figure, figure_withdrawal
        rows = self._connection.execute(select(taken_back).order_by(taken_back.c.ordinal)).mappings()
        withdrawn = {row["figure_id"]: _withdrawal(row) for row in rows}
        return [
            replace(_figure(row), withdrawn=withdrawn.get(row["id"]))
            for row in self._connection.execute(select(table).order_by(table.c.ordinal)).mappings()
        ]

    def publish(self, figure: PublishedFigure) -> None:
        """Keep a figure that goes out; writers take turns, so the next place is free."""
        table, frozen = published_figure, figure.figure
        self._connection.execute(
            table.insert().values(
                id=figure.id,
                ordinal=next_number(self._connection, table.c.ordinal),
                definition_id=frozen.definition.id,
                definition_version=frozen.definition.version,
                name=frozen.indicator.name,
                as_of=frozen.as_of,
                value=frozen.value,
                body=msgspec.json.encode(frozen).decode(),
                note=figure.note,
                recorded_at=instant_text(figure.at),
                recorded_by=figure.by,
            )
        )

    def withdraw(self, withdrawal: Withdrawal) -> None:
        """Keep that a figure was taken back; writers take turns, so the next place is free."""
        table = figure_withdrawal
        self._connection.execute(
            table.insert().values(
                ordinal=next_number(self._connection, table.c.ordinal),
                figure_id=withdrawal.figure_id,
                successor_id=withdrawal.successor or None,
                reason=withdrawal.reason,
                recorded_at=instant_text(withdrawal.at),
                recorded_by=withdrawal.by,
            )
        )


def _definition(row: RowMapping) -> IndicatorDefinition:
    with understood("指标定义", row["name"]):
        indicator = msgspec.json.decode(row["body"], type=Indicator)
        at = datetime.fromisoformat(row["recorded_at"])
    return IndicatorDefinition(
        id=row["id"],
        version=row["version"],
        preset=OWN,
        indicator=indicator,
        at=at,
        by=row["recorded_by"],
        reason=row["reason"],
        retired=row["retired"],
    )


def _figure(row: RowMapping) -> PublishedFigure:
    with understood("已发布的指标", row["name"]):
        frozen = msgspec.json.decode(row["body"], type=IndicatorFigure)
        at = datetime.fromisoformat(row["recorded_at"])
    return PublishedFigure(row["id"], frozen, at, row["recorded_by"], row["note"])


def _withdrawal(row: RowMapping) -> Withdrawal:
    at = instant_of(row["recorded_at"])
    return Withdrawal(row["figure_id"], at, row["recorded_by"], row["reason"], row["successor_id"] or "")

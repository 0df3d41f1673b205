"""Indicator book: what a workspace keeps of its indicators, versions of definitions and published figures, for good."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from desktop_app.domain.indicator import IndicatorDefinition
from desktop_app.domain.published_figure import PublishedFigure, Withdrawal


class IndicatorBook(Protocol):
    """The indicators' records; entries are added and never changed."""

    def definitions(self) -> Sequence[IndicatorDefinition]:
        """Every version of every definition of this workspace, by id and then oldest first."""

    def add_definition(self, definition: IndicatorDefinition) -> None:
        """Keep a version; raises ValueError when its number is not the next one of its definition."""

    def published(self) -> Sequence[PublishedFigure]:
        """Every published figure, oldest first, each with its withdrawal where it has one."""

    def publish(self, figure: PublishedFigure) -> None:
        """Keep a figure that goes out."""

    def withdraw(self, withdrawal: Withdrawal) -> None:
        """Keep that a figure was taken back; of several about one figure the last counts."""

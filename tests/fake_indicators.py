"""The indicator book in memory; tests/storage/test_indicators.py runs the same tests against both."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from desktop_app.domain.indicator import IndicatorDefinition
from desktop_app.domain.published_figure import PublishedFigure, Withdrawal

if TYPE_CHECKING:
    from tests.fakes import Content


class FakeIndicatorBook:
    """Definitions and published figures in the order they were kept."""

    def __init__(self, content: Content, changing: Callable[[], Content]) -> None:
        self._content, self._changing = content, changing

    def definitions(self) -> list[IndicatorDefinition]:
        return sorted(self._content.indicators, key=lambda one: (one.id, one.version))

    def add_definition(self, definition: IndicatorDefinition) -> None:
        last = max((one.version for one in self._content.indicators if one.id == definition.id), default=0)
        if definition.version != last + 1:
            raise ValueError(f"{definition.id}: version {definition.version} does not follow {last}")
        if definition.at is None:
            raise ValueError("an instant without offset: None")
        self._changing().indicators.append(definition)

    def published(self) -> list[PublishedFigure]:
        withdrawn = {one.figure_id: one for one in self._content.withdrawals}
        return [replace(one, withdrawn=withdrawn.get(one.id)) for one in self._content.published_figures]

    def publish(self, figure: PublishedFigure) -> None:
        self._changing().published_figures.append(figure)

    def withdraw(self, withdrawal: Withdrawal) -> None:
        self._changing().withdrawals.append(withdrawal)

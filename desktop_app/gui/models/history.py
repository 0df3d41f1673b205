"""The history of a project: every entry of both logs, newest first, those taken back marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import merge

from desktop_app.application.overview import ProjectPage
from desktop_app.domain.custody import MaterialEntry
from desktop_app.domain.events import Event
from desktop_app.gui.models.paged import Column
from desktop_app.gui.widgets.step_panel import history_day, history_words


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """An entry with the title of its step and whether it was taken back."""

    event: Event | MaterialEntry
    title: str
    gone: bool

    @property
    def day(self) -> str:
        """The day of the act, short."""
        if isinstance(self.event, Event):
            return history_day(self.event)
        on = self.event.on
        return f"{on:%m-%d}" if on.year == self.event.at.year else on.isoformat()

    @property
    def words(self) -> str:
        """What was recorded."""
        told = history_words(self.event) if isinstance(self.event, Event) else self.event.words()
        return told + ("（已冲销）" if self.gone else "")


def _tone(line: HistoryLine) -> str:
    return "faint" if line.gone else ""


HISTORY_COLUMNS: tuple[Column[HistoryLine], ...] = (
    Column("on", "日期", 104, lambda line: line.day, tone=_tone),
    Column("title", "事项", 200, lambda line: line.title, stretch=True, tone=_tone),
    Column("what", "登记内容", 300, lambda line: line.words, stretch=True, tone=_tone),
    Column("by", "登记人", 80, lambda line: line.event.by, tone=_tone),
    Column("at", "登记时间", 140, lambda line: f"{line.event.at:%Y-%m-%d %H:%M}", tone=lambda _line: "faint"),
)


def history_of(page: ProjectPage) -> list[HistoryLine]:
    """The entries of a project with the titles its templates give."""
    titles = {step.code: step.title for one in page.cases for step in one.case.template.steps}
    both: tuple[Sequence[Event | MaterialEntry], ...] = (page.materials, page.history)
    # Each log keeps its own order, which is that of recording.
    entries = list(merge(*both, key=lambda entry: entry.at, reverse=True))
    gone = {entry.reverses for entry in entries if entry.reverses}
    return [HistoryLine(entry, titles.get(entry.matter, ""), entry.id in gone) for entry in entries]

"""The history of a project: every entry, newest first, those taken back marked."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.application.overview import ProjectPage
from desktop_app.domain.events import Event
from desktop_app.gui.models.paged import Column
from desktop_app.gui.widgets.step_panel import history_day, history_words


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """An entry with the title of its step and whether it was taken back."""

    event: Event
    title: str
    gone: bool


def _tone(line: HistoryLine) -> str:
    return "faint" if line.gone else ""


HISTORY_COLUMNS: tuple[Column[HistoryLine], ...] = (
    Column("on", "日期", 104, lambda line: history_day(line.event), tone=_tone),
    Column("title", "事项", 200, lambda line: line.title, stretch=True, tone=_tone),
    Column(
        "what",
        "登记内容",
        300,
        lambda line: history_words(line.event) + ("（已冲销）" if line.gone else ""),
        stretch=True,
        tone=_tone,
    ),
    Column("by", "登记人", 80, lambda line: line.event.by, tone=_tone),
    Column("at", "登记时间", 140, lambda line: f"{line.event.at:%Y-%m-%d %H:%M}", tone=lambda _line: "faint"),
)


def history_of(page: ProjectPage) -> list[HistoryLine]:
    """The entries of a project with the titles its templates give."""
    titles = {step.code: step.title for one in page.cases for step in one.case.template.steps}
    gone = {event.reverses for event in page.history if event.reverses}
    return [HistoryLine(event, titles.get(event.matter, ""), event.id in gone) for event in page.history]

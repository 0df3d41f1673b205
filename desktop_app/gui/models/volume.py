"""What an opened volume shows: its 卷内目录, the parts with what verifying found, and the history in its record."""

from __future__ import annotations

from desktop_app.application.case_record import events_in, titles_in
from desktop_app.application.volume_package import PART_WORDS, ContentsLine, OpenedVolume, PartCheck, PartState
from desktop_app.gui.models.history import HistoryLine
from desktop_app.gui.models.paged import Column

CONTENTS_COLUMNS: tuple[Column[ContentsLine], ...] = (
    Column("ordinal", "序号", 52, lambda line: line.ordinal, right=True),
    Column("number", "文件编号", 180, lambda line: line.number, tone=lambda _line: "strong"),
    Column("responsible", "责任者", 98, lambda line: line.responsible, tip=lambda line: line.responsible),
    Column("title", "文件题名", 120, lambda line: line.title, stretch=True, tip=lambda line: line.title),
    Column("date", "日期", 98, lambda line: line.date),
    Column("pages", "页次", 64, lambda line: line.pages, right=True),
    Column("remark", "备注", 72, lambda line: line.remark, tone=lambda line: "red" if "作废" in line.remark else ""),
)

_TONES = {PartState.SAME: "green", PartState.ADDED: "amber", PartState.ALTERED: "red", PartState.MISSING: "red"}

PART_COLUMNS: tuple[Column[PartCheck], ...] = (
    Column("state", "核对", 110, lambda one: PART_WORDS[one.state], tone=lambda one: _TONES[one.state]),
    Column("name", "部分", 340, lambda one: one.name, tone=lambda _one: "strong", tip=lambda one: one.name),
    Column("title", "内容", 260, lambda one: one.title, stretch=True, tip=lambda one: one.title),
)


def history_in(opened: OpenedVolume) -> list[HistoryLine]:
    """The entries of the record, newest first, as the history of a project shows them."""
    events, titles = events_in(opened.record), titles_in(opened.record)
    gone = {event.reverses for event in events if event.reverses}
    return [HistoryLine(event, titles.get(event.matter, ""), event.id in gone) for event in reversed(events)]

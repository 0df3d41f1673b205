"""卷内目录 (D24B): what lies in the volume of a case, in its order, and on which page each paper begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.application.forms.asks import Answers, Ask, Kind, Row
from desktop_app.application.forms.facts import Facts, FormData
from desktop_app.application.forms.spec import FormSpec, Occasion, Subject
from desktop_app.application.forms.volume import (
    FILE_NUMBER,
    TITLE,
    VOLUME_NUMBER,
    VolumePaper,
    page_spans,
    result_rows,
    volume_papers,
)
from desktop_app.domain.refusals import Refusal

COLUMNS = ("文件编号", "责任者", "文件题名", "日期", "页数", "备注")
"""What is told of a paper; 序号 and 页次 are counted."""


@dataclass(frozen=True, slots=True)
class VolumeEntry:
    """One line of the contents; `page` is 页次, empty where the pages before it are not known."""

    number: str
    document_number: str
    party: str
    title: str
    date: str
    page: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeContents(FormData):
    """The contents of one volume; `file_number` is 档号, `volume` 第几卷."""

    file_number: str = ""
    volume: str = ""
    title: str = ""
    project: str = ""
    entries: tuple[VolumeEntry, ...] = ()
    total: str = ""


def volume_entries(rows: Sequence[Row]) -> tuple[VolumeEntry, ...]:
    """The lines for rows of COLUMNS, with 序号 and 页次; raises Refusal when a number of pages is none."""
    spans = page_spans([_pages(number, row) for number, row in enumerate(rows, 1)])
    return tuple(
        VolumeEntry(str(number), row[0], row[1], row[2], row[3], span, row[5])
        for number, (row, span) in enumerate(zip(rows, spans, strict=True), 1)
    )


def proposed_rows(facts: Facts) -> tuple[Row, ...]:
    """Our own papers in the order they were issued, then what other authorities decided."""
    own = tuple(_row(one, facts.workspace.centre) for one in volume_papers(facts))
    return own + result_rows(facts)


def _row(one: VolumePaper, centre: str) -> Row:
    paper = one.paper
    day = f"{paper.issued_on:%Y-%m-%d}"
    return (paper.number, centre, paper.title, day, str(paper.pages), "已作废" if one.void else "")


def _pages(number: int, row: Row) -> int | None:
    written = row[4]
    if not written:
        return None
    if not re.fullmatch(r"[1-9]\d{0,3}", written, re.ASCII):
        raise Refusal.say(f"卷内目录第 {number} 行的页数“{written}”要写成 1 到 9999 的整数；不知道就留空")
    return int(written)


def _total(rows: Sequence[Row]) -> str:
    if not rows:
        return ""
    pages = [_pages(number, row) for number, row in enumerate(rows, 1)]
    unknown = pages.count(None)
    counted = sum(one or 0 for one in pages)
    rest = f"，另有 {unknown} 件页数待填" if unknown else ""
    return f"本卷共 {len(rows)} 件、{counted} 页{rest}"


def fill(facts: Facts, answers: Answers) -> VolumeContents:
    """The contents as they were told, the page of each paper counted."""
    rows = answers.rows("entries")
    return VolumeContents(
        **facts.common(),
        file_number=answers.text("file_number"),
        volume=answers.text("volume"),
        title=answers.text("title"),
        project=facts.project.name,
        entries=volume_entries(rows),
        total=_total(rows),
    )


def blank(facts: Facts) -> VolumeContents:
    """The form for hand-filling."""
    return VolumeContents(**facts.common())


SPEC = FormSpec(
    key="volume-contents",
    code="D24B",
    title="卷内目录",
    subject=Subject.CASE,
    occasion=Occasion.ARCHIVE,
    fill=fill,
    blank=blank,
    copies=1,
    asks=(
        FILE_NUMBER,
        VOLUME_NUMBER,
        TITLE,
        Ask(
            "entries",
            "卷内文件",
            Kind.ROWS,
            default=proposed_rows,
            columns=COLUMNS,
            hint="页次按页数累计；外来件的文件编号取自收件登记，没有的请补上；页数不知道的留空",
        ),
    ),
)

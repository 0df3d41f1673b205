"""卷宗封面 (D24A): what a volume is called, who made it up, between which days, how long it is kept."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.application.forms.asks import Answers, Ask, Kind
from desktop_app.application.forms.facts import Facts, FormData
from desktop_app.application.forms.spec import FormSpec, Occasion, Subject
from desktop_app.application.forms.volume import (
    FILE_NUMBER,
    PAGES,
    VOLUME_NUMBER,
    outside_results,
    volume_days,
    volume_papers,
    volume_title,
)
from desktop_app.domain.terms import day_words

RETENTIONS = ("永久", "30年", "10年")
SECRECIES = ("公开", "内部")
"""Papers with a state secret may not be kept on this kind of machine at all, so no such level is offered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeCover(FormData):
    """The cover of one volume; `days` is 起止日期, `unit` 立卷单位."""

    file_number: str = ""
    title: str = ""
    project: str = ""
    project_code: str = ""
    enterprise: str = ""
    officer: str = ""
    unit: str = ""
    days: str = ""
    retention: str = ""
    secrecy: str = ""
    volume: str = ""
    pieces: str = ""
    pages: str = ""
    filed_by: str = ""
    filed_on: str = ""


def _days(facts: Facts) -> str:
    first, last = volume_days(facts)
    return f"{day_words(first)}至{day_words(last)}"


def _pieces(facts: Facts) -> int:
    return len(volume_papers(facts)) + len(outside_results(facts))


def fill(facts: Facts, answers: Answers) -> VolumeCover:
    """The cover with the days of the record and the count of what is in the volume."""
    pieces, pages, filed_on = answers.number("pieces"), answers.number("pages"), answers.day("filed_on")
    return VolumeCover(
        **facts.common(),
        file_number=answers.text("file_number"),
        title=answers.text("title"),
        project=facts.project.name,
        project_code=facts.project.project_code or "待赋码",
        enterprise=facts.project.enterprise,
        officer=facts.case.officer,
        unit=answers.text("unit"),
        days=answers.text("days"),
        retention=answers.text("retention"),
        secrecy=answers.text("secrecy"),
        volume=answers.text("volume"),
        pieces=f"{pieces} 件" if pieces is not None else "",
        pages=f"{pages} 页" if pages is not None else "",
        filed_by=answers.text("filed_by"),
        filed_on=day_words(filed_on) if filed_on else "",
    )


def blank(facts: Facts) -> VolumeCover:
    """The form for hand-filling."""
    return VolumeCover(**facts.common())


SPEC = FormSpec(
    key="volume-cover",
    code="D24A",
    title="卷宗封面",
    subject=Subject.CASE,
    occasion=Occasion.ARCHIVE,
    fill=fill,
    blank=blank,
    copies=1,
    asks=(
        FILE_NUMBER,
        Ask("title", "案卷题名", required=True, default=volume_title),
        Ask(
            "unit",
            "立卷单位",
            required=True,
            default=lambda facts: facts.authority,
        ),
        Ask("days", "起止日期", default=_days),
        Ask("retention", "保管期限", Kind.CHOICE, options=RETENTIONS),
        Ask("secrecy", "密级", Kind.CHOICE, options=SECRECIES, hint="涉及国家秘密的材料不得在本机登记和存放"),
        VOLUME_NUMBER,
        Ask("pieces", "件数", Kind.NUMBER, default=_pieces),
        PAGES,
        Ask("filed_by", "立卷人", default=lambda facts: facts.case.officer),
        Ask("filed_on", "立卷日期", Kind.DATE, default=lambda facts: facts.today),
    ),
)

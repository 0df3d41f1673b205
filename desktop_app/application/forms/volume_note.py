"""卷内备考表 (D24C): what is to be said about a volume: how much is in it, what is missing or void, who checked it."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.application.forms.asks import Answers, Ask, Kind
from desktop_app.application.forms.facts import Facts, FormData
from desktop_app.application.forms.spec import FormSpec, Occasion, Subject
from desktop_app.application.forms.volume import (
    FILE_NUMBER,
    PAGES,
    TITLE,
    VOLUME_NUMBER,
    counted_pages,
    outside_results,
    volume_papers,
)
from desktop_app.domain.terms import day_words

_NAMED = 10
"""So many void papers are named; a volume with more is described by whoever files it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeNote(FormData):
    """The last sheet of a volume: its state when it was filed, and what was found or changed later."""

    file_number: str = ""
    volume: str = ""
    title: str = ""
    project: str = ""
    pieces: str = ""
    pages: str = ""
    explanation: str = ""
    later: str = ""
    filed_by: str = ""
    filed_on: str = ""
    checked_by: str = ""
    checked_on: str = ""


def _explanation(facts: Facts) -> str:
    papers, results = volume_papers(facts), outside_results(facts)
    sentences = [f"本卷有帮办代办服务中心出具的文书 {len(papers)} 件、{counted_pages(facts)} 页。"]
    void = [one.paper.number for one in papers if one.void]
    if void:
        more = f"等 {len(void)} 件" if len(void) > _NAMED else ""
        sentences.append(f"其中已作废：{'、'.join(void[:_NAMED])}{more}，按规定保留，不抽出。")
    if results:
        sentences.append(f"审批部门出具的证照批文 {len(results)} 项，入卷的是原件还是复印件见卷内目录备注。")
    if not facts.case.situation().ended:
        sentences.append(f"立卷时（{day_words(facts.today)}）本件尚未全部办结。")
    return "\n".join(sentences)


def fill(facts: Facts, answers: Answers) -> VolumeNote:
    """The note with the count of what is in the volume."""
    pieces, pages = answers.number("pieces"), answers.number("pages")
    filed_on, checked_on = answers.day("filed_on"), answers.day("checked_on")
    return VolumeNote(
        **facts.common(),
        file_number=answers.text("file_number"),
        volume=answers.text("volume"),
        title=answers.text("title"),
        project=facts.project.name,
        pieces=f"{pieces} 件" if pieces is not None else "",
        pages=f"{pages} 页" if pages is not None else "",
        explanation=answers.text("explanation"),
        later=answers.text("later"),
        filed_by=answers.text("filed_by"),
        filed_on=day_words(filed_on) if filed_on else "",
        checked_by=answers.text("checked_by"),
        checked_on=day_words(checked_on) if checked_on else "",
    )


def blank(facts: Facts) -> VolumeNote:
    """The form for hand-filling."""
    return VolumeNote(**facts.common())


SPEC = FormSpec(
    key="volume-note",
    code="D24C",
    title="卷内备考表",
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
            "pieces",
            "件数",
            Kind.NUMBER,
            default=lambda facts: len(volume_papers(facts)) + len(outside_results(facts)),
        ),
        PAGES,
        Ask("explanation", "本卷情况说明", Kind.TEXT, default=_explanation),
        Ask("later", "立卷后的变动", Kind.TEXT, hint="如补入、抽出、更正"),
        Ask("filed_by", "立卷人", default=lambda facts: facts.case.officer),
        Ask("filed_on", "立卷日期", Kind.DATE, default=lambda facts: facts.today),
        Ask("checked_by", "检查人"),
        Ask("checked_on", "检查日期", Kind.DATE),
    ),
)

"""What cover, contents and note of a volume 卷宗 say alike: which papers lie in it, from when to when, its name."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktop_app.application.forms.asks import Ask, Kind
from desktop_app.application.forms.facts import Facts
from desktop_app.application.forms.steps_of_case import ended_words, for_authorities
from desktop_app.application.ports import Paper
from desktop_app.domain.custody import written_number
from desktop_app.domain.progress import StepState
from desktop_app.domain.standing import Standing

OWN_FORMS = ("volume-cover", "volume-contents", "volume-note")
"""封面、卷内目录、备考表: part of the volume, but neither listed in its contents nor counted as pages of it (C.1)."""


@dataclass(frozen=True, slots=True)
class VolumePaper:
    """An issued paper that lies in the volume of a case; `void` when it was declared void since."""

    paper: Paper
    void: bool


def volume_papers(facts: Facts) -> tuple[VolumePaper, ...]:
    """The papers of the case and those of its project as a whole, oldest first; void ones stay in their place."""
    found = [
        one
        for one in facts.work.papers.of_project(facts.case.project_id)
        if one.case_id in ("", facts.case.id) and one.form not in OWN_FORMS
    ]
    void = facts.work.register.void_among([one.number for one in found])
    return tuple(VolumePaper(one, one.number in void) for one in found)


def outside_results(facts: Facts) -> tuple[Standing, ...]:
    """The finished steps whose certificate or opinion comes from another authority (D17, D23), oldest first."""
    found = [one for one in for_authorities(facts) if one.state is StepState.DONE and one.step.matter.result]
    return tuple(sorted(found, key=ended_words))


def volume_days(facts: Facts) -> tuple[date, date]:
    """The first and the last day of anything recorded or issued for the case 起止日期."""
    days = [facts.case.opened_on]
    days += [event.on for event in facts.case.events if event.on is not None and event.on <= facts.today]
    days += [one.paper.issued_on for one in volume_papers(facts)]
    return min(days), max(days)


def volume_title(facts: Facts) -> str:
    """The title of the volume 案卷题名 as proposed: whose, which way, what."""
    return f"{facts.project.name}（{facts.case.template.name}）帮办代办卷宗"


def said_before(facts: Facts, name: str) -> str:
    """What the newest valid sheet of this volume says in the field `name` (档号 is typed only once); empty if none."""
    papers = [one for one in facts.work.papers.of_case(facts.case.id) if one.form in OWN_FORMS]
    void = facts.work.register.void_among([one.number for one in papers])
    for paper in reversed(papers):
        if paper.number not in void:
            found = json.loads(facts.work.register.data(paper.number)).get(name, "")
            if found:
                return str(found)
    return ""


def counted_pages(facts: Facts) -> int:
    """The pages of the issued papers in the volume; what other authorities sent is not known here."""
    return sum(one.paper.pages for one in volume_papers(facts))


def result_rows(facts: Facts) -> tuple[tuple[str, ...], ...]:
    """The certificates of other authorities as lines of the contents, each with the number that was recorded when it
    came; how many pages it has is on the paper itself."""
    entries = facts.work.custody.of_project(facts.case.project_id)
    return tuple(
        (
            written_number(entries, one.step.code, result.name),
            one.step.matter.authority,
            result.name,
            ended_words(one),
            "",
            "外来件",
        )
        for one in outside_results(facts)
        if (result := one.step.matter.result)
    )


def page_spans(pages: Sequence[int | None]) -> tuple[str, ...]:
    """页次 of each paper: the page it begins on, of the last one 起—止; empty from the first unknown number on."""
    spans, first = [], 1
    known = True
    for place, count in enumerate(pages):
        last_one = place == len(pages) - 1
        if not known:
            spans.append("")
            continue
        spans.append(f"{first}—{first + count - 1}" if last_one and count and count > 1 else str(first))
        known = count is not None
        first += count or 0
    return tuple(spans)


FILE_NUMBER = Ask("file_number", "档号", default=lambda facts: said_before(facts, "file_number"))
VOLUME_NUMBER = Ask("volume", "卷次", default=lambda facts: said_before(facts, "volume"), hint="如 第 1 卷 共 2 卷")
TITLE = Ask("title", "案卷题名", default=lambda facts: said_before(facts, "title") or volume_title(facts))
PAGES = Ask("pages", "页数", Kind.NUMBER, default=counted_pages, hint="本机出具的文书的页数；有外来件请加上")
"""What every sheet of a volume asks for, said once on the first and proposed on the others."""

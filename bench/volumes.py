"""Volumes: everything of a case bound and signed, beside a bare ReportLab canvas that draws the very same pages."""

from collections.abc import Iterator

from bench.figures import Figure, best_of_both
from bench.sheets import TEMPLATE, draw, overheard
from desktop_app.application.desk import Desk
from desktop_app.application.volumes import VolumeChoice

PAPERS = 60


def figures(desk: Desk) -> Iterator[Figure]:
    """The volume of a case with so many papers; issuing them is not measured, drawing their pages is in the floor."""
    case = case_with_papers(desk, PAPERS - 1)
    calls = overheard(lambda: desk.documents.issue("service-sheet", case, {}, "甲")) * PAPERS
    choice = VolumeChoice()
    made = desk.volumes.make(case, choice, "甲")

    def ours() -> None:
        desk.volumes.make(case, choice, "甲")

    def floor() -> None:
        draw(calls)

    times = best_of_both(ours, floor, 3)
    size = len(made.content) / 1024 / 1024
    name = f"volume: {PAPERS} papers, {made.manifest.page_count} pages, {size:.0f} MB"
    yield Figure(name, *times, "canvas, same pages, not bound or signed")
    checking = best_of_both(lambda: desk.volumes.open(made.content), floor, 3)
    yield Figure("the same volume opened and verified", *checking, "canvas, same pages")


def case_with_papers(desk: Desk, papers: int) -> str:
    """A case for which so many service sheets were issued."""
    with desk.overview.open_work(writes=False) as work:
        case = next(case for case in work.cases.every() if case.template.key == TEMPLATE)
    for _number in range(papers):
        desk.documents.issue("service-sheet", case.id, {}, "甲")
    return case.id

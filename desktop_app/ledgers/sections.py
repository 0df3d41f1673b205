"""Section headings 小标题 and titles of project tables: which batch the rows below belong to, and in which year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from desktop_app.application.entry_files import FileColumn
from desktop_app.domain.ledger_kind import LedgerKind, Source
from desktop_app.ledgers.cells import BATCHES, batch_of, plain
from desktop_app.ledgers.grid import Grid

ORDINAL = r"(?:[（(]?[一二三四五六七八九十\d]{1,3}(?:[)）][、.．]?|[、.．:：]))?"
"""What a heading may begin with: 一、 （二） 3."""
SECTION = re.compile(
    ORDINAL + r"(?:\d{4}年)?(?:第[^批次]{1,3}[批次])?(?:签约|开工|投产)(?:一批)?(?:类)?(?:项目)?(?:[（(:：,，共].*)?"
)
"""A heading of a batch: 二、2026年第三批开工项目（5个）."""
_LABEL = re.compile(r"\d{4}年第[^批次]{1,3}[批次]")
_YEAR = re.compile(r"(?<!\d)20\d{2}(?!\d)")
_LONGEST = 60
_TOLD = ("batch", "batch_label")
"""The facts of a project that headings and titles tell."""


@dataclass(frozen=True, slots=True)
class Section:
    """What a heading or title says of the rows below it: the class (签约, 开工, 投产) and the batch (2026年第三批)."""

    batch: str
    label: str = ""

    def says(self, field: str) -> str:
        """What it says of one fact of a project."""
        return self.batch if field == "batch" else self.label


NOTHING = Section("")


def told_fields(kind: LedgerKind) -> dict[str, str]:
    """The columns of a ledger that headings may tell, with the fact of the project each shows."""
    return {one.key: one.field for one in kind.columns if one.source is Source.PROJECT and one.field in _TOLD}


def headings(grid: Grid, bottom: int) -> dict[int, Section]:
    """The rows below a header that are headings of a batch and no projects."""
    return {row: section for row, section in _headings(grid, bottom)}


def _headings(grid: Grid, bottom: int) -> Iterator[tuple[int, Section]]:
    for row in range(bottom + 1, grid.height):
        line = grid.values[row]
        # Nearly all rows begin with their number; those are passed over before anything is looked for in them.
        first = line[0] if line and line[0] else next((one for one in line if one != ""), "")
        if not isinstance(first, str) or len(first) > _LONGEST or not any(batch in first for batch in BATCHES):
            continue
        # Only sums stand beside a heading; a project says more than its name.
        if sum(isinstance(one, str) and one != "" for one in line) == 1 and SECTION.fullmatch(plain(first)):
            yield row, _section(plain(first))


def _section(text: str) -> Section:
    label = _LABEL.search(text)
    return Section(batch_of(text)[0], label[0] if label else "")


def of_titles(grid: Grid, top: int) -> Section:
    """What the name of a sheet and the titles above its header say of all rows, as far as they agree."""
    texts = _titles(grid, top)
    batches = {_section(text).batch for text in texts if sum(batch in text for batch in BATCHES) == 1}
    labels = {label for text in texts for label in _LABEL.findall(text)}
    return Section(*(next(iter(found)) if len(found) == 1 else "" for found in (batches, labels)))


def year_of_titles(grid: Grid, top: int) -> int:
    """The one year that the name of a sheet and the titles above its header name; 0 for none or several."""
    years = {int(year) for text in _titles(grid, top) for year in _YEAR.findall(text)}
    return years.pop() if len(years) == 1 else 0


def _titles(grid: Grid, top: int) -> list[str]:
    return [plain(text) for text in (grid.name, *(one for row in range(top) for one in grid.row_texts(row))) if text]


def by_row(grid: Grid, top: int, bottom: int, numbers: Sequence[int]) -> Mapping[int, Section]:
    """What is told of each row: by the heading above it, else by the titles."""
    title, found = of_titles(grid, top), headings(grid, bottom)
    told: dict[int, Section] = {}
    now, starts = title, iter(sorted(found))
    following = next(starts, grid.height)
    for row in numbers:
        while following < row:
            here = found[following]
            now = Section(here.batch or title.batch, here.label or title.label)
            following = next(starts, grid.height)
        told[row] = now
    return told


def told_columns(
    grid: Grid, kind: LedgerKind, top: int, bottom: int, columns: Sequence[FileColumn]
) -> list[FileColumn]:
    """Columns that stand in no cell of the rows but in headings or titles, behind those of the file.

    A file that has such a column of its own is believed.
    """
    stated = {one.key for one in columns}
    wanted = {key: field for key, field in told_fields(kind).items() if key not in stated}
    if not wanted:
        return []
    title, found = of_titles(grid, top), headings(grid, bottom)
    made: list[FileColumn] = []
    for key, field in wanted.items():
        said = list(dict.fromkeys(text for one in (*found.values(), title) if (text := one.says(field))))
        if said:
            header = "（小标题）" if any(one.says(field) for one in found.values()) else "（表名或标题）"
            made.append(FileColumn(grid.width + len(made), "", header, key, sure=True, samples=tuple(said)))
    return made

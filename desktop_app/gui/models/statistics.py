"""Tables of the page 统计: the lines of a figure, the rows behind a bar, and the late entries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktop_app.application.statistics_told import LateLine
from desktop_app.domain.as_of import SIGHT_WORDS, Sight
from desktop_app.domain.statistics.figure import Differences, FigureKind, Heading, Kind, Line, Row, Value, value_words
from desktop_app.gui.models.paged import Column

_WIDE = {Kind.TEXT: 116, Kind.YUAN: 112, Kind.SHARE: 76, Kind.RATE: 76}


@dataclass(frozen=True, slots=True)
class LineShown:
    """A line of a figure, with what the other knowledge of the same day says differently, by column."""

    line: Line
    differs: dict[int, Value]
    other: str

    def words(self, column: int, kind: Kind) -> str:
        """A cell; beside it, in brackets, what the other knowledge says."""
        told = value_words(kind, self.line.cells[column])
        return told if column not in self.differs else f"{told}（{value_words(kind, self.differs[column])}）"

    def explained(self, column: int, kind: Kind) -> str:
        """Whose the numbers of a cell are, empty where both knowledges say the same."""
        if column not in self.differs:
            return ""
        told, other = (value_words(kind, one) for one in (self.line.cells[column], self.differs[column]))
        return f"{told}；{self.other}是 {other}"


def lines_shown(lines: Sequence[Line], differing: Differences, sight: Sight) -> list[LineShown]:
    """The lines of a figure with what differs; lines only the other knowledge has come last."""
    other = Sight.RECORDED if sight is Sight.KNOWN else Sight.KNOWN
    word = SIGHT_WORDS[other]
    shown = [
        LineShown(
            line,
            {
                column: differing.cells[line.label, column]
                for column in range(len(line.cells))
                if (line.label, column) in differing.cells
            },
            word,
        )
        for line in lines
    ]
    nothing = [
        LineShown(
            Line(line.label, (None,) * len(line.cells), ((),) * len(line.behind)),
            {column: value for column, value in enumerate(line.cells) if value},
            word,
        )
        for line in differing.gone
    ]
    return [*shown, *nothing]


def line_columns(kind: FigureKind) -> tuple[Column[LineShown], ...]:
    """The columns of a figure's table."""
    return (
        Column("label", kind.first, 176, _label, stretch=True, tip=lambda one: one.line.label, tone=_note_tone),
        *(_column(number, heading) for number, heading in enumerate(kind.headings)),
    )


def _label(one: LineShown) -> str:
    return one.line.label + (f"（{one.line.note}）" if one.line.note else "")


def _note_tone(one: LineShown) -> str:
    return "faint" if one.line.note else ""


def _column(number: int, heading: Heading) -> Column[LineShown]:
    return Column(
        str(number),
        heading.name,
        _WIDE.get(heading.kind, 24 + 14 * max(len(heading.name), 2)),
        lambda one: one.words(number, heading.kind),
        right=heading.kind is not Kind.TEXT,
        tone=lambda one: "amber" if number in one.differs else "",
        tip=lambda one: one.explained(number, heading.kind),
        copied=lambda one: value_words(heading.kind, one.line.cells[number]),
    )


def _day(day: date | None) -> str:
    return f"{day:%Y-%m-%d}" if day else "－"


ROW_COLUMNS: tuple[Column[Row], ...] = (
    Column("project", "项目", 150, lambda row: row.project, stretch=True),
    Column("title", "环节", 150, lambda row: row.title or "－", stretch=True),
    Column("officer", "代办员", 66, lambda row: row.officer or "－"),
    Column("started", "起", 96, lambda row: _day(row.started), tone=lambda _row: "faint"),
    Column("ended", "止", 96, lambda row: _day(row.ended), tone=lambda _row: "faint"),
    Column("words", "说明", 190, lambda row: row.words, stretch=True),
)


LATE_COLUMNS: tuple[Column[LateLine], ...] = (
    Column("word", "", 54, lambda one: one.word, tone=lambda _one: "amber"),
    Column("project", "项目", 150, lambda one: one.project, stretch=True),
    Column("title", "环节", 150, lambda one: one.title, stretch=True),
    Column("verb", "登记", 98, lambda one: one.act),
    Column("on", "发生日", 128, lambda one: one.on_words),
    Column("at", "录入时间", 148, lambda one: f"{one.at:%Y-%m-%d %H:%M}", tone=lambda _one: "faint"),
    Column("by", "登记人", 70, lambda one: one.by),
)

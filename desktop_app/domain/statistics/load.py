"""负荷: how many projects, cases and steps each 代办员 has in hand, and how the 园区 compare."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desktop_app.domain.calendar import WorkingCalendar
from desktop_app.domain.progress import ENDED_STATES, Lamp
from desktop_app.domain.project import Project
from desktop_app.domain.statistics.closings import measure_closings
from desktop_app.domain.statistics.figure import (
    UNNAMED,
    FigureKind,
    Heading,
    Kind,
    Line,
    Row,
    Seen,
    Series,
    Shape,
    Span,
    by_group,
    of_series,
    once,
    share,
)
from desktop_app.domain.terms import LAMP_SIGNS, LAMP_WORDS

_DRAWN = (Lamp.OVERDUE, Lamp.WARNING, Lamp.SUSPENDED, Lamp.NORMAL, Lamp.READY)
_CASE = len(_DRAWN)
_OPEN_CASE, _OVERDUE, _IN_TIME, _LATE, _PROJECT, _CLOSED_CASE = range(6)


def measure_load(seen: Seen) -> Iterator[Row]:
    """A row for a case that has not ended, by its 代办员, and one for each of its open steps, by theirs."""
    if seen.ended:
        return
    yield seen.row(
        seen.case.officer or UNNAMED, _CASE, started=seen.case.opened_on, title=seen.case.template.name, words="在办件"
    )
    for step in seen.steps:
        if step.state in ENDED_STATES or step.lamp not in _DRAWN:
            continue
        attempt = step.progress.attempt
        yield seen.row(
            step.officer or UNNAMED,
            _DRAWN.index(step.lamp),
            step,
            started=attempt.filed if attempt else None,
            words=f"{LAMP_SIGNS[step.lamp]} {LAMP_WORDS[step.lamp]}",
        )


def gather_load(rows: Sequence[Row], span: Span, calendar: WorkingCalendar) -> list[Line]:
    """A line a name, who has most in hand first."""
    cases = [row for row in rows if row.series == _CASE]
    steps = once((row for row in rows if row.series < _CASE), lambda row: row.group)
    lines = [_officer(name, each) for name, each in by_group([*cases, *steps]).items()]
    return sorted(lines, key=lambda line: (-int(line.cells[-1] or 0), line.label))


def _officer(name: str, rows: list[Row]) -> Line:
    behind = of_series(rows, _CASE + 1)
    *counts, cases = (len(each) for each in behind)
    return Line(name, (len({row.project_id for row in rows}), cases, *counts, sum(counts)), behind)


def of_project(project: Project) -> Iterator[Row]:
    """A row for the project itself with its investment."""
    zone = project.zone or UNNAMED
    yield Row(
        group=zone,
        series=_PROJECT,
        project_id=project.id,
        project=project.name,
        zone=zone,
        value=project.investment_yuan or 0,
        words=f"{project.batch}项目" + ("" if project.investment_yuan is not None else "（总投资未填）"),
    )


def measure_zone(seen: Seen) -> Iterator[Row]:
    """Rows for the case, its overdue steps, and its finished ones in time or late."""
    zone = seen.project.zone or UNNAMED
    yield seen.row(
        zone,
        _CLOSED_CASE if seen.ended else _OPEN_CASE,
        started=seen.case.opened_on,
        title=seen.case.template.name,
        words="已办完的代办件" if seen.ended else "在办代办件",
    )
    for step in seen.steps:
        due = step.primary.due if step.primary else None
        if step.lamp is Lamp.OVERDUE and due is not None:
            yield seen.row(zone, _OVERDUE, step, started=due, words=f"{due:%Y-%m-%d} 到期，逾期未办结")
    for row in measure_closings(seen):
        if row.series < 2:
            yield seen.row(
                zone,
                _IN_TIME + row.series,
                matter=row.matter,
                title=row.title,
                authority=row.authority,
                officer=row.officer,
                started=row.started,
                ended=row.ended,
                words=row.words,
            )


def gather_zones(rows: Sequence[Row], span: Span, calendar: WorkingCalendar) -> list[Line]:
    """A line a zone, the one with most projects first."""
    closings = once(row for row in rows if row.series in (_IN_TIME, _LATE) and span.has(row.ended))
    overdue = once(row for row in rows if row.series == _OVERDUE)
    others = [row for row in rows if row.series in (_OPEN_CASE, _CLOSED_CASE, _PROJECT)]
    lines = [_zone(name, each) for name, each in by_group([*others, *overdue, *closings]).items()]
    return sorted(lines, key=lambda line: (-int(line.cells[0] or 0), line.label))


def _zone(name: str, rows: list[Row]) -> Line:
    running, overdue, in_time, late, projects, closed = of_series(rows, 6)
    rate = share(len(in_time), len(in_time) + len(late))
    known = [row.value for row in projects if row.value]
    cells = (
        len({row.project_id for row in rows}),
        sum(known) if known else None,
        len(running) + len(closed),
        len(running),
        len(overdue),
        rate,
    )
    return Line(name, cells, (running, overdue, in_time, late, projects, closed))


LOAD = FigureKind(
    key="load",
    title="代办员负荷",
    definition="截至日没有办完的代办件按主办代办员计，没有办结的环节按环节代办员计（未指派的随代办件）；"
    "同一项目的同一事项只计一次，“项目”是手上有件或有环节的项目数。",
    shape=Shape.STACKED_BARS,
    first="代办员",
    headings=(
        Heading("项目"),
        Heading("件"),
        *(Heading(LAMP_WORDS[lamp]) for lamp in _DRAWN),
        Heading("环节合计"),
    ),
    series=tuple(
        Series(f"{LAMP_SIGNS[lamp]} {LAMP_WORDS[lamp]}", tone, number + 2)
        for number, (lamp, tone) in enumerate(zip(_DRAWN, ("red", "amber", "slate", "green", "accent"), strict=True))
    ),
    measure=measure_load,
    gather=gather_load,
    advice=("截至日没有在办的代办件", "请先在项目里开办代办件；也可以换一个截至日或放宽筛选条件。"),
    spans=False,
)

ZONES = FigureKind(
    key="zones",
    title="园区对比",
    definition="项目数、总投资、代办件、在办件和逾期环节看截至日，各算在那天所在的园区（投资额未填的不计入合计）；"
    "按期率看所选日期内办结的环节，口径同“按期办结率”。",
    shape=Shape.BARS,
    first="园区",
    headings=(
        Heading("项目"),
        Heading("总投资", Kind.YUAN),
        Heading("代办件"),
        Heading("在办件"),
        Heading("逾期环节"),
        Heading("按期率", Kind.SHARE),
    ),
    series=(Series("在办件", "accent", 3), Series("▲ 逾期环节", "red", 4)),
    measure=measure_zone,
    gather=gather_zones,
    advice=("台账里还没有项目", "请先导入台账或新建项目，并填写“所在开发区”。"),
    of_project=of_project,
)

"""Benchmark tables: definitions, where running cases stand, results, and the record board."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.application.benchmark_rows import BenchmarkView, CaseName, DefinitionRow, RunningMark
from desktop_app.domain.benchmark import CountingBasis
from desktop_app.domain.benchmark_definition import BenchmarkDefinition
from desktop_app.domain.limit import Unit
from desktop_app.domain.measure import BenchmarkStanding, Reach
from desktop_app.domain.record_board import RecordLine
from desktop_app.domain.results import Result, SubjectKind
from desktop_app.domain.terms import benchmark_words
from desktop_app.gui.models.paged import Column, Row

KIND_WORDS = {SubjectKind.BENCHMARK: "对标", SubjectKind.TEMPLATE: "整件", SubjectKind.MATTER: "事项"}
_SHOWN_HOLDERS = 2


@dataclass(frozen=True, slots=True)
class DefinitionLine:
    """A definition with how many of its results met it."""

    row: DefinitionRow
    met: int
    measured: int


@dataclass(frozen=True, slots=True)
class RunningLine:
    """A benchmark on a running case, with the case's name."""

    row: DefinitionRow
    mark: RunningMark
    name: CaseName


@dataclass(frozen=True, slots=True)
class ResultLine:
    """A result with the name of its case."""

    result: Result
    name: CaseName


@dataclass(frozen=True, slots=True)
class BoardLine:
    """A record with the names of those who hold it."""

    line: RecordLine
    names: dict[str, CaseName]


def unit_words(basis: CountingBasis) -> str:
    """个工作日 or 天, as a figure is read."""
    return "个工作日" if basis.unit is Unit.WORKING_DAYS else "天"


def mark_days(row: DefinitionRow) -> str:
    """The days of a definition with their unit."""
    return f"{row.mark.days} {row.mark.basis.unit_word}"


def standing_words(one: BenchmarkStanding) -> str:
    """Where a benchmark stands, as sign and word."""
    match one.reach:
        case Reach.NOT_STARTED:
            return "○ 未起算"
        case Reach.UNKNOWN:
            return "？ 日期不详"
        case Reach.REACHED:
            return "✓ 达标" if one.met else "✕ 未达标"
    return "▲ 已超" if (one.remaining or 0) < 0 else "● 进行中"


def standing_tone(one: BenchmarkStanding) -> str:
    """The colour role of those words."""
    if one.met is False:
        return "red"
    return "green" if one.met else "faint" if one.elapsed is None else "ink"


def _rest(line: RunningLine) -> str:
    one = line.mark.standing
    if one.remaining is None or one.reach is Reach.REACHED:
        return "－"
    return f"余 {one.remaining}" if one.remaining >= 0 else f"超 {-one.remaining}"


def _elapsed(line: RunningLine) -> str:
    one = line.mark.standing
    if one.elapsed is None:
        return "－"
    return f"{one.elapsed} {unit_words(one.basis)}" + ("" if one.firm else "（暂估）")


def _marks(line: ResultLine) -> str:
    result = line.result
    said = [
        "" if result.firm else "暂估",
        "补录" if result.late_entry else "",
        "演示" if line.name.demo else "",
    ]
    return "、".join(one for one in said if one)


def _met(line: ResultLine) -> str:
    result = line.result
    if result.met is None:
        return "－"
    return "✓ 达标" if result.met else f"✕ 超 {result.days - (result.allowed or 0)}"


def _days(line: ResultLine) -> str:
    return f"{line.result.days} {unit_words(line.result.basis)}"


def _met_tone(line: ResultLine) -> str:
    return {True: "green", False: "red", None: "faint"}[line.result.met]


def _record_days(line: BoardLine) -> str:
    one = line.line
    if one.days is None:
        return "仅暂估"
    return f"{one.days} {unit_words(one.holders[0].basis)}"


def _holders(line: BoardLine) -> str:
    held = line.line.holders or line.line.provisional
    told = [f"{one.officer} · {line.names[one.case_id].project}" for one in held[:_SHOWN_HOLDERS]]
    return "、".join(told) + (f" 等 {len(held)} 件并列" if len(held) > _SHOWN_HOLDERS else "")


def _record_marks(line: BoardLine) -> str:
    one, held = line.line, line.line.holders or line.line.provisional
    accepted = "" if one.accepted is None else "★ 认定" if one.confirmed else "认定后有变"
    said = [
        accepted,
        f"另有 {len(one.provisional)} 件暂估" if one.provisional and one.holders else "",
        "并列" if len(held) > 1 else "",
        "演示" if any(line.names[each.case_id].demo for each in held) else "",
    ]
    return "、".join(part for part in said if part)


def _record_tip(line: BoardLine) -> str:
    lines = [line.line.subject.title, (line.line.holders or line.line.provisional)[0].basis.words()]
    lines += [
        f"{one.days} {unit_words(one.basis)} · {line.names[one.case_id].project} · {one.officer}"
        f" · {one.started} 至 {one.ended}{'' if one.firm else '（暂估，不算纪录）'}"
        for one in (*line.line.holders, *line.line.provisional)
    ]
    accepted = line.line.accepted
    if accepted is not None:
        lines.append(f"{accepted.by} 于 {accepted.at:%Y-%m-%d} 认定 {accepted.days}（原纪录 {accepted.before}）")
    return "\n".join(lines)


DEFINITION_COLUMNS: tuple[Column[DefinitionLine], ...] = (
    Column("name", "对标", 190, lambda line: line.row.mark.name, stretch=True),
    Column("days", "目标", 92, lambda line: mark_days(line.row)),
    Column("running", "在办", 50, lambda line: str(len(line.row.running)), right=True),
    Column("met", "达标", 56, lambda line: f"{line.met}/{line.measured}" if line.measured else "－", right=True),
    Column(
        "from",
        "来历",
        96,
        lambda line: (
            ("内置" if line.row.own is None else f"第 {line.row.version} 版")
            + ("" if line.row.mark.verified else "·待核")
        ),
        tone=lambda line: "" if line.row.mark.verified else "amber",
    ),
)

RUNNING_COLUMNS: tuple[Column[RunningLine], ...] = (
    Column(
        "state",
        "现况",
        104,
        lambda line: standing_words(line.mark.standing),
        tone=lambda line: standing_tone(line.mark.standing),
    ),
    Column("mark", "对标", 180, lambda line: line.row.mark.name, stretch=True),
    Column(
        "project",
        "项目",
        180,
        lambda line: line.name.project,
        stretch=True,
        tip=lambda line: (
            f"{line.name.project}\n代办员 {line.name.officer or '未定'}，起算 {line.mark.standing.started or '－'}"
        ),
    ),
    Column("officer", "代办员", 66, lambda line: line.name.officer),
    Column("started", "起算", 96, lambda line: str(line.mark.standing.started or "－"), tone=lambda _line: "faint"),
    Column("elapsed", "已用", 118, _elapsed, right=True),
    Column("rest", "余", 66, _rest, right=True, tone=lambda line: standing_tone(line.mark.standing)),
    Column(
        "words",
        "口径",
        200,
        lambda line: line.mark.standing.basis.words().removeprefix("口径："),
        stretch=True,
        tone=lambda _line: "faint",
        tip=lambda line: benchmark_words(line.mark.standing),
    ),
)

RESULT_COLUMNS: tuple[Column[ResultLine], ...] = (
    Column("kind", "类别", 50, lambda line: KIND_WORDS[line.result.subject.kind], tone=lambda _line: "faint"),
    Column("title", "对标或事项", 180, lambda line: line.result.subject.title, stretch=True),
    Column("days", "用时", 104, _days, right=True),
    Column("met", "结果", 74, _met, tone=_met_tone),
    Column("project", "项目", 150, lambda line: line.name.project, stretch=True),
    Column("officer", "代办员", 60, lambda line: line.result.officer),
    Column("ended", "办成", 94, lambda line: str(line.result.ended), tone=lambda _line: "faint"),
    Column(
        "marks",
        "标记",
        106,
        _marks,
        tone=lambda line: "faint" if line.result.firm else "amber",
        tip=lambda line: (
            f"{line.result.started} 至 {line.result.ended}；{line.result.basis.words()}"
            + (f"；按第 {line.result.subject.version} 版量" if line.result.subject.version else "")
        ),
    ),
)

BOARD_COLUMNS: tuple[Column[BoardLine], ...] = (
    Column("kind", "类别", 50, lambda line: KIND_WORDS[line.line.subject.kind], tone=lambda _line: "faint"),
    Column("title", "对标或事项", 190, lambda line: line.line.subject.title, stretch=True),
    Column("days", "最快", 104, _record_days, right=True, tone=lambda line: "strong" if line.line.holders else "amber"),
    Column("who", "谁办的", 220, _holders, stretch=True, tip=_record_tip),
    Column(
        "ended",
        "办成",
        94,
        lambda line: str((line.line.holders or line.line.provisional)[0].ended),
        tone=lambda _line: "faint",
    ),
    Column("second", "次快", 50, lambda line: "－" if line.line.second is None else str(line.line.second), right=True),
    Column("count", "共", 40, lambda line: str(line.line.count), right=True),
    Column(
        "marks",
        "标记",
        104,
        _record_marks,
        tone=lambda line: "green" if line.line.confirmed else "amber" if line.line.provisional else "faint",
        tip=_record_tip,
    ),
)


def definition_lines(view: BenchmarkView) -> list[DefinitionLine]:
    """The definitions with what became of them so far."""
    lines = []
    for row in view.definitions:
        found = [
            one
            for one in view.results
            if one.subject.key == row.key and one.subject.rule.startswith(f"{row.mark.rule} @")
        ]
        lines.append(DefinitionLine(row, sum(one.met is True for one in found), len(found)))
    return lines


def definitions_about(view: BenchmarkView, text: str) -> list[DefinitionLine]:
    """The definitions in which a text is found, or by which a running case is measured that it is found in."""
    every = definition_lines(view)
    found = matching(every, DEFINITION_COLUMNS, text)
    running = {line.row.mark for line in matching(running_lines(view, None), RUNNING_COLUMNS, text)}
    return [line for line in every if line in found or line.row.mark in running]


def running_lines(view: BenchmarkView, chosen: DefinitionRow | None) -> list[RunningLine]:
    """The running cases of one definition, or of all; the most urgent first."""
    rows = [row for row in view.definitions if chosen is None or (row.key, row.mark) == (chosen.key, chosen.mark)]
    lines = [RunningLine(row, mark, view.cases[mark.case_id]) for row in rows for mark in row.running]
    return sorted(lines, key=_urgency)


def _urgency(line: RunningLine) -> tuple[int, int, str]:
    one = line.mark.standing
    order = {Reach.RUNNING: 0, Reach.NOT_STARTED: 1, Reach.REACHED: 2, Reach.UNKNOWN: 3}
    return order[one.reach], one.remaining if one.remaining is not None else 0, line.name.project


def result_lines(view: BenchmarkView, kind: str) -> list[ResultLine]:
    """The results of a kind (all for ""), the newest end first."""
    chosen = [one for one in view.results if kind in ("", one.subject.kind.value)]
    ordered = sorted(chosen, key=lambda one: (one.ended, one.recorded_at), reverse=True)
    return [ResultLine(one, view.cases[one.case_id]) for one in ordered]


def board_lines(view: BenchmarkView, kind: str) -> list[BoardLine]:
    """The records of a kind (all for "")."""
    return [BoardLine(one, view.cases) for one in view.board if kind in ("", one.subject.kind.value)]


def matching(lines: Sequence[Row], columns: Sequence[Column[Row]], text: str) -> list[Row]:
    """The lines in which any column shows the text, whatever its case."""
    wanted = text.strip().casefold()
    if not wanted:
        return list(lines)
    return [line for line in lines if any(wanted in column.show(line).casefold() for column in columns)]


VERSION_COLUMN: Column[BenchmarkDefinition] = Column(
    "days", "目标", 110, lambda one: f"{one.mark.days} {one.mark.basis.unit_word}"
)
"""What tells one version of a benchmark from another."""

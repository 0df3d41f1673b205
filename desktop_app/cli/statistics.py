"""`bangban-cli statistics`: figures over all cases as of any day, with their 口径 and the rows behind them."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from desktop_app.application.desk import Desk
from desktop_app.application.statistics_told import FIRST_SET, LateLine, Question
from desktop_app.application.whole_file import write_whole
from desktop_app.cli.answer import Needs
from desktop_app.cli.arguments import day
from desktop_app.cli.workbook_place import check_workbook_place
from desktop_app.domain.as_of import SIGHT_WORDS, Sight
from desktop_app.domain.indicator import SET_WORDS
from desktop_app.domain.statistics.figure import (
    Figure,
    Heading,
    Kind,
    Line,
    Row,
    Scope,
    Value,
    rows_behind,
    value_words,
)
from desktop_app.domain.statistics.kinds import EVERY_FIGURE, INDICATORS

NOUN = "statistics"


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the noun with its verbs."""
    noun = subparsers.add_parser(
        NOUN, help="统计：灯的走势、按期率、用时、卡点、负荷、归属、对标、园区，可看过去任一天"
    )
    verbs = noun.add_subparsers(dest="verb", metavar="VERB", required=True)
    every = verbs.add_parser("list", help="列出有哪些统计图和各自的口径")
    every.set_defaults(run=list_figures, render=render_list, needs=Needs.CALENDAR)
    one = verbs.add_parser("show", help="一张统计图的表；--rows 连同每个数背后的明细")
    one.add_argument("figure", metavar="FIGURE", help="统计图的名字，见 statistics list")
    one.add_argument("--from", dest="first", metavar="DATE", type=day, help="起始日（默认截止日前半年）")
    one.add_argument("--to", dest="last", metavar="DATE", type=day, help="截止日（默认截至日）")
    one.add_argument("--as-of", metavar="DATE", type=day, help="截至哪一天（默认今天），其后发生的不看")
    one.add_argument("--zone", default="", help="只看这个园区（所在开发区）")
    one.add_argument("--officer", default="", help="只看这位代办员")
    one.add_argument("--template", default="", metavar="KEY", help="只看这个流程")
    one.add_argument("--matter", default="", metavar="MATTER", help="只看这个事项")
    one.add_argument("--authority", default="", help="只看这个审批机关")
    one.add_argument(
        "--definitions",
        choices=tuple(SET_WORDS),
        default=FIRST_SET,
        help="指标完成率按哪一套口径，缺省 2023；own 为自定，published 为已发布的数所用的",
    )
    one.add_argument("--rows", action="store_true", help="连同每个数背后的项目、环节和日期")
    one.add_argument("--excel", metavar="FILE", type=Path, help="同时存成 Excel 工作簿（统计表、明细、补录和冲正）")
    one.add_argument("--then", action="store_true", help="--excel 存当时所记的数（默认现在所知）")
    one.set_defaults(run=show_figure, render=render_figure, needs=Needs.WORKSPACE)


def list_figures(args: argparse.Namespace, _means: object) -> list[dict[str, object]]:
    """Every kind of figure with its definition and columns."""
    return [
        {
            "figure": kind.key,
            "title": kind.title,
            "definition": kind.definition,
            "columns": [kind.first, *(heading.name for heading in kind.headings)],
        }
        for kind in EVERY_FIGURE
    ]


def render_list(args: argparse.Namespace, answer: list[Mapping[str, Any]]) -> str:
    """One figure a line."""
    return "\n".join(f"{one['figure']}\t{one['title']}\t{one['definition']}" for one in answer)


def show_figure(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """One figure; raises Refusal for an unknown figure or name, or days that cannot be.

    `lines` are as known now, `recorded` as the ledger said on the day; without `--as-of` both are the same.
    """
    scope = Scope(args.zone, args.officer, args.template, args.matter, args.authority)
    question = Question(args.figure, args.first, args.last, args.as_of, scope, args.definitions)
    if args.excel is not None:
        check_workbook_place(args.excel)
    told = desk.statistics.tell(question)
    desk.statistics.require_known(scope)
    if args.excel is not None:
        write_whole(args.excel, desk.statistics.workbook(question, Sight.RECORDED if args.then else Sight.KNOWN))
    known = told.known
    return {
        "figure": known.kind.key,
        "title": known.kind.title,
        "definition": known.kind.definition,
        "definitions": args.definitions if known.kind.key == INDICATORS.key else None,
        "from": known.span.first.isoformat(),
        "to": known.span.last.isoformat(),
        "as_of": told.as_of.isoformat(),
        "columns": [known.kind.first, *(heading.name for heading in known.kind.headings)],
        "lines": _lines(known, rows=args.rows),
        "recorded": _lines(told.recorded, rows=args.rows),
        "differences": told.differing(Sight.KNOWN).count,
        "late_entries": [_late(one) for one in told.late],
        "excel": str(args.excel) if args.excel is not None else None,
        "advice": "" if known.lines else "：".join(known.kind.advice),
    }


def _lines(figure: Figure, *, rows: bool) -> list[dict[str, object]]:
    return [_line(line, figure.kind.headings, rows=rows) for line in figure.lines]


def _line(line: Line, headings: tuple[Heading, ...], *, rows: bool) -> dict[str, object]:
    cells = {heading.name: _plain(heading.kind, value) for heading, value in zip(headings, line.cells, strict=True)}
    words = [value_words(heading.kind, value) for heading, value in zip(headings, line.cells, strict=True)]
    keys: dict[str, object] = {"label": line.label, "cells": cells, "words": words, "note": line.note}
    if rows:
        keys["rows"] = [_row(row) for row in rows_behind([line])]
    return keys


def _plain(kind: Kind, value: Value) -> object:
    """A number as programs read it: a share in percent, a median in days, yuan."""
    if isinstance(value, Decimal):
        return float(value)
    if not isinstance(value, int):
        return value
    if kind is Kind.SHARE:
        return value / 10
    return value / 2 if kind is Kind.HALVES else value


def _row(row: Row) -> dict[str, object]:
    return {
        "project": row.project_id,
        "project_name": row.project,
        "case": row.case_id,
        "matter": row.matter,
        "title": row.title,
        "officer": row.officer,
        "authority": row.authority,
        "started": _iso(row.started),
        "ended": _iso(row.ended),
        "words": row.words,
    }


def _late(one: LateLine) -> dict[str, object]:
    return {
        "event": one.id,
        "kind": one.word,
        "project": one.project_id,
        "project_name": one.project,
        "case": one.case_id,
        "matter": one.matter,
        "verb": one.verb.value,
        "on": _iso(one.on) or one.month,
        "recorded_at": one.at.isoformat(),
        "by": one.by,
        "said": one.said,
    }


def _iso(value: date | None) -> str | None:
    return value.isoformat() if value else None


def render_figure(args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """Title, 口径, the table, and of a past day what was recorded then."""
    lines = [f"{answer['title']}（{answer['from']} 至 {answer['to']}，截至 {answer['as_of']}）"]
    lines.append(f"口径：{answer['definition']}")
    if answer["excel"]:
        lines.append(f"已存成 {answer['excel']}")
    if not answer["lines"] and not answer["recorded"]:
        return "\n".join([*lines, answer["advice"]])
    past = bool(answer["late_entries"]) or answer["differences"] > 0
    if past:
        lines.append(SIGHT_WORDS[Sight.KNOWN])
    lines += ["\t".join(answer["columns"]), *(_told(one) for one in answer["lines"])]
    if past:
        lines += [SIGHT_WORDS[Sight.RECORDED], *(_told(one) for one in answer["recorded"])]
        lines.append(f"{answer['differences']} 处不同，因为以后又补录、更正或冲正 {len(answer['late_entries'])} 条：")
        lines += [one["said"] for one in answer["late_entries"]]
    return "\n".join(lines)


def _told(line: Mapping[str, Any]) -> str:
    marked = f"{line['label']}（{line['note']}）" if line["note"] else line["label"]
    rows = [f"\n\t{one['project_name']}\t{one['title']}\t{one['words']}" for one in line.get("rows", ())]
    return "\t".join([marked, *line["words"]]) + "".join(rows)

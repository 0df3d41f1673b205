"""`bangban-cli overdue`: the steps whose clock passed before a day."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from typing import Any

from desktop_app.application.desk import Desk
from desktop_app.application.overview import OverdueRow
from desktop_app.cli.answer import Needs
from desktop_app.cli.arguments import day
from desktop_app.cli.dates import date_words, projected_keys
from desktop_app.domain.progress import Lamp
from desktop_app.domain.terms import LAMP_SIGNS, clock_words

NOUN = "overdue"


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the noun, which is its own verb."""
    noun = subparsers.add_parser(NOUN, help="逾期：列出某日之前已过承诺（无承诺看法定）期限而未办完的环节")
    noun.add_argument("--as-of", metavar="DATE", type=day, default=None, help="截至哪一天（默认今天），之后的记录不看")
    noun.set_defaults(run=list_overdue, render=render_overdue, needs=Needs.WORKSPACE)


def list_overdue(args: argparse.Namespace, desk: Desk) -> list[dict[str, object]]:
    """Overdue steps by due date; `days_over` in working days after the due date through the day asked for."""
    return [_line(row) for row in desk.overview.overdue(args.as_of or desk.overview.day())]


def _line(row: OverdueRow) -> dict[str, object]:
    return {
        **projected_keys(row.step),
        "project_name": row.entry.project,
        "enterprise": row.entry.enterprise,
        # A step on this list is late, whether it stands still now or not: ▲ beats ‖.
        "lamp": Lamp.OVERDUE.value,
        "days_over": row.days_over,
    }


def _over(days: int) -> str:
    """How late in words: past its date with no working day gone by since, on a weekend for example, is 刚逾期."""
    return f"逾期 {days} 个工作日" if days else "刚逾期"


def render_overdue(args: argparse.Namespace, answer: Sequence[Mapping[str, Any]]) -> str:
    """The overdue steps, one a line."""
    if not answer:
        return "没有逾期的环节"
    sign = LAMP_SIGNS[Lamp.OVERDUE]
    return "\n".join(
        f"{sign} {_over(one['days_over'])}\t{one['project_name']}\t{one['matter']} {one['title']}\t"
        f"{clock_words(one['clock'], one['bound_party'])}到期 {date_words(dict(one))}\t"
        f"{one['authority']}\t{one['officer']}"
        for one in answer
    )

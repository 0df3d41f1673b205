"""`bangban-cli today`: what is late, what falls due, what stands still and what can start."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import Any

from desktop_app.application.desk import Desk
from desktop_app.application.entries import ISSUES
from desktop_app.application.ledger_rows import LedgerRowNow
from desktop_app.application.overview import TodayRow
from desktop_app.application.ports import UnfiledStep
from desktop_app.application.records_ahead import RecordAhead, ahead_words
from desktop_app.cli.answer import Needs
from desktop_app.cli.dates import due_words, iso, projected_keys
from desktop_app.cli.outlooks import date_keys, written
from desktop_app.cli.today_notes import note_keys, note_lines
from desktop_app.domain.officer import in_words
from desktop_app.domain.progress import Lamp
from desktop_app.domain.terms import LAMP_SIGNS, LAMP_WORDS

NOUN = "today"

_GROUPS = {
    "overdue": "逾期",
    "due_today": "今日到期",
    "soon": "三个工作日内",
    "tolerances": "容缺待补",
    "expiring": "证照将到期",
    "originals": "原件在外逾期",
    "suspended": "暂停计时",
    "ready": "可以开办",
    "undecided": "待定环节",
}


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the noun, which is its own verb."""
    noun = subparsers.add_parser(NOUN, help="今日：逾期、到期、暂停、可办、待定和应办未办的环节")
    noun.add_argument("--officer", metavar="NAME", default="", help="只看这位代办员的，和今天由他代管的")
    noun.set_defaults(run=board, render=render_board, needs=Needs.WORKSPACE)


def board(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """The groups of 今日 by urgency, and 应办未办 by planned start; `firm` tells whether every date in them is."""
    found = desk.overview.today(args.officer.strip())
    groups = {name: [_line(row, found.covers) for row in getattr(found, name)] for name in _GROUPS}
    groups["unfiled"] = [_unfiled_line(row) for row in desk.plans.unfiled(args.officer.strip())]
    issues = desk.entries.watched(ISSUES)
    late = {
        "issues_overdue": [_issue_line(row, issues.lamp) for row in issues.overdue],
        "issues_warning": [_issue_line(row, issues.lamp) for row in issues.warning],
    }
    firm = all(line["firm"] for lines in groups.values() for line in lines)
    ahead = {"ahead": [_ahead_line(one) for one in found.ahead], "ahead_said": ahead_words(found.ahead) or None}
    notes = note_keys(desk)
    return {"today": iso(found.today), "firm": firm, "running": found.running, **groups, **late, **ahead, **notes}


def _ahead_line(one: RecordAhead) -> dict[str, object]:
    event = one.event
    return {
        "event": event.id,
        "project": event.project_id,
        "project_name": one.project,
        "case": event.case_id,
        "matter": event.matter or None,
        "title": one.step or None,
        "verb": event.verb.value,
        "on": iso(event.on),
        "month": event.month or None,
        "by": event.by,
    }


def _issue_line(row: LedgerRowNow, lamp: str) -> dict[str, object]:
    keys = ("number", "enterprise", "description", "duty_unit", "duty_person", "due_on")
    return {"row": row.id, "lamp": row.cells[lamp], **{key: row.cells.get(key) for key in keys}}


def _line(row: TodayRow, covers: Mapping[str, str]) -> dict[str, object]:
    return {
        **projected_keys(row.step),
        "project_name": row.entry.project,
        "enterprise": row.entry.enterprise,
        "lamp": row.lamp.value,
        "left": row.left,
        "suspended_on": iso(row.step.suspended_on),
        "suspension_kind": row.step.suspension_kind or None,
        "what": row.what or None,
        "substitute": covers.get(row.step.officer),
    }


def _unfiled_line(row: UnfiledStep) -> dict[str, object]:
    step = row.entry.step
    return {
        **projected_keys(step),
        "project_name": row.entry.project,
        "enterprise": row.entry.enterprise,
        "target": iso(row.target),
        **date_keys("planned_start", row.planned_start, row.missing_years),
        **date_keys("planned_finish", row.planned_finish, row.missing_years),
        "firm": step.firm and not row.missing_years,
        "missing_years": sorted({*step.missing_years, *row.missing_years}),
    }


def render_board(args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """The groups that are not empty, one step a line."""
    paused = len(answer["suspended"])
    pausing = f"（其中暂停计时 {paused}）" if paused else ""
    lines = [f"{answer['today']}\t在办 {answer['running']} 个环节{pausing}"]
    lines += [f"◆ {answer['ahead_said']}"] if answer["ahead_said"] else []
    lines += note_lines(answer)
    for name, word in _GROUPS.items():
        steps = answer[name]
        if steps:
            lines.append(f"【{word}】{len(steps)}")
            # An optional step nobody decided on has no lamp of its own; the window says 待定 too.
            lines += [_step_words(step, "待定" if name == "undecided" else "") for step in steps]
    for key, word in (("issues_overdue", "问题逾期"), ("issues_warning", "问题快到期")):
        if answer[key]:
            lines.append(f"【{word}】{len(answer[key])}")
            lines += [_issue_words(one) for one in answer[key]]
    if answer["unfiled"]:
        lines.append(f"【应办未办】{len(answer['unfiled'])}")
        lines += [_unfiled_words(step) for step in answer["unfiled"]]
    return "\n".join(lines)


def _issue_words(one: dict[str, Any]) -> str:
    duty = one["duty_unit"] or "未定责任单位"
    told = f"{one['number']}\t{one['enterprise']}\t{one['description']}\t应于 {one['due_on']} 办结\t{duty}"
    return f"  {one['lamp']}\t{told}"


def _unfiled_words(step: dict[str, Any]) -> str:
    return (
        f"  应于 {written(step, 'planned_start')} 申报\t{step['project_name']}\t{step['matter']} {step['title']}\t"
        f"目标 {step['target']}\t{step['officer']}"
    )


def _step_words(step: dict[str, Any], word: str) -> str:
    lamp = Lamp(step["lamp"])
    return (
        f"  {LAMP_SIGNS[lamp]} {word or LAMP_WORDS[lamp]}\t{step['project_name']}\t{step['matter']} {step['title']}\t"
        f"{due_words(step)}\t{in_words(step['officer'], step['substitute'] or '')}"
    )

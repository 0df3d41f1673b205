"""`bangban-cli reconcile`: an export of an official system beside our cases; take differences over or keep ours."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from desktop_app.application.desk import Desk
from desktop_app.application.reconciliations import JournalLine, ReconcileReport, Wish
from desktop_app.cli.answer import Answer, Needs
from desktop_app.cli.arguments import pair
from desktop_app.domain.refusals import Refusal, WrongUsage

NOUN = "reconcile"


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the noun, which is its own verb."""
    noun = subparsers.add_parser(NOUN, help="对账：官方系统导出的办件与本系统逐项比对，逐条按官方更正或保留")
    noun.add_argument(
        "file", metavar="FILE", type=Path, nargs="?", help="官方系统导出的工作簿（.xlsx、.xls、.ods、.csv）"
    )
    noun.add_argument("--accept", metavar="KEY", action="append", default=[], help="按官方更正这一条差异，可写多次")
    noun.add_argument("--accept-all", action="store_true", help="能按官方更正的差异全部更正")
    noun.add_argument("--keep", metavar="KEY", action="append", default=[], help="这一条保留本系统的记录，可写多次")
    noun.add_argument("--reason", metavar="TEXT", default="", help="保留的原因")
    noun.add_argument(
        "--map",
        metavar="NAME=CODE",
        type=pair,
        action="append",
        default=[],
        help="官方的事项名称对应哪个环节，可写多次",
    )
    noun.add_argument("--journal", action="store_true", help="列出以往的处理决定，不比对文件")
    noun.add_argument("--by", metavar="NAME", default="", help="登记人，要更正或保留时必填")
    noun.set_defaults(run=reconcile, render=render, needs=Needs.WORKSPACE)


def reconcile(args: argparse.Namespace, desk: Desk) -> Answer:
    """Compare, and settle what was asked; exit 1 while differences are open that nobody decided about."""
    if args.journal:
        return Answer({"decisions": [_decision(one) for one in desk.reconciliations.journal()]})
    if args.file is None:
        raise WrongUsage("请写明官方系统导出的文件，或用 --journal 查看以往的处理决定")
    if (args.accept or args.accept_all or args.keep) and not args.by.strip():
        raise Refusal.say("没有写登记人；更正和保留都要记下是谁决定的，请用 --by 写明")
    names = dict(args.map)
    before = desk.reconciliations.compare(args.file, names)
    wishes = _wishes(args, before)
    settled: dict[str, object] = {}
    if wishes:
        done = desk.reconciliations.settle(args.file, wishes, args.by, names)
        settled = {"accepted": done.accepted, "kept": done.kept}
    report = desk.reconciliations.compare(args.file, names) if wishes else before
    payload = {"settled": settled or None, **_told(report)}
    open_ones = [one for one in report.lines if not one.kept]
    return Answer(payload, 1 if open_ones or report.unmatched or any(one.blocks for one in report.problems) else 0)


def _wishes(args: argparse.Namespace, report: ReconcileReport) -> list[Wish]:
    accepted = dict.fromkeys(args.accept)
    if args.accept_all:
        accepted |= dict.fromkeys(
            one.key for one in report.lines if not one.obstacle and not one.kept and one.key not in args.keep
        )
    both = [key for key in args.keep if key in accepted]
    if both:
        raise WrongUsage(f"{both[0]} 既要更正又要保留，只能选一样")
    return [
        *(Wish(key, accept=True) for key in accepted),
        *(Wish(key, accept=False, reason=args.reason) for key in args.keep),
    ]


def _told(report: ReconcileReport) -> dict[str, object]:
    return {
        "file": report.file,
        "steps": report.steps,
        "agreed": report.agreed,
        "differences": [
            {
                "key": one.key,
                "project": one.project,
                "project_id": one.project_id,
                "case": one.case_id,
                "matter": one.matter,
                "title": one.title,
                "aspect": one.aspect.value,
                "aspect_words": one.aspect_words,
                "ours": one.ours,
                "theirs": one.theirs,
                "obstacle": one.obstacle or None,
                "kept": one.kept or None,
                "cell": one.place,
            }
            for one in report.lines
        ],
        "unmatched": [
            {
                "cell": one.place,
                "project": one.project,
                "matter": one.matter,
                "why": one.why,
                "suggestions": [{"matter": code, "title": title} for code, title in one.suggestions],
            }
            for one in report.unmatched
        ],
        "absent": [{"project": one.project, "matter": one.matter, "title": one.title} for one in report.absent],
        "problems": [
            {"sheet": one.sheet, "cell": one.cell, "level": one.level, "message": one.message}
            for one in report.problems
        ],
    }


def _decision(line: JournalLine) -> dict[str, object]:
    one = line.decision
    return {
        "project": line.project,
        "title": line.title,
        "key": one.key,
        "project_id": one.project_id,
        "matter": one.matter,
        "aspect": one.aspect,
        "ours": one.ours,
        "theirs": one.theirs,
        "accepted": one.accepted,
        "reason": one.reason or None,
        "source": one.source,
        "at": one.at.isoformat(),
        "by": one.by,
    }


def _values(decision: Mapping[str, Any]) -> str:
    ours, theirs = decision["ours"], decision["theirs"]
    return f"{ours} → {theirs}" if decision["accepted"] else f"{ours}（官方 {theirs}）"


def render(args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """Every difference with its key, what could not be matched, and the counts."""
    if "decisions" in answer:
        return (
            "\n".join(
                f"{one['at'][:10]}\t{'按官方更正' if one['accepted'] else '保留本系统'}\t"
                f"{one['project']}\t{one['title']}\t"
                f"{_values(one)}\t{one['reason'] or ''}\t{one['by']}\t{one['source']}"
                for one in answer["decisions"]
            )
            or "还没有处理决定"
        )
    lines = [f"提醒\t{one['sheet']} {one['cell']}\t{one['message']}" for one in answer["problems"]]
    for one in answer["differences"]:
        told = f"{one['key']}\t{one['project']}\t{one['title']}\t{one['aspect_words']}"
        told += f"\t本系统：{one['ours']}\t官方：{one['theirs']}"
        told += f"\t已保留：{one['kept']}" if one["kept"] else ""
        lines.append(told + (f"\t不能更正：{one['obstacle']}" if one["obstacle"] else ""))
    for one in answer["unmatched"]:
        near = "、".join(f"{two['matter']} {two['title']}" for two in one["suggestions"])
        lines.append(
            f"没对上\t{one['cell']}\t{one['project']}\t{one['matter']}\t{one['why']}"
            + (f"（相近：{near}）" if near else "")
        )
    lines += [f"官方未提到\t{one['project']}\t{one['title']}（本系统在办）" for one in answer["absent"]]
    if answer["settled"]:
        lines.append(f"已处理：按官方更正 {answer['settled']['accepted']} 条，保留 {answer['settled']['kept']} 条")
    lines.append(
        f"比对 {answer['steps']} 个环节，{answer['agreed']} 个一致，其余共有 {len(answer['differences'])} 条差异"
    )
    return "\n".join(lines)

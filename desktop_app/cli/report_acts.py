"""`bangban-cli report acts`: the register of supervision of a span, as a list, a workbook or a paper."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from desktop_app.application.desk import Desk
from desktop_app.application.documents import About
from desktop_app.application.supervision_register import ACT_WORDS
from desktop_app.application.whole_file import write_whole
from desktop_app.cli.answer import Needs
from desktop_app.cli.arguments import day
from desktop_app.domain.refusals import Refusal


def register_acts(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verb to the noun `report`."""
    acts = verbs.add_parser("acts", help="督办统计：调度会、通报、提醒函、约谈等各有多少，逐件列出")
    acts.add_argument("--from", dest="first", metavar="DATE", type=day, default=None, help="从哪一天起")
    acts.add_argument("--to", dest="last", metavar="DATE", type=day, default=None, help="到哪一天止")
    said = "另写成 Excel 工作簿（.xlsx），或没有编号的 PDF（.pdf）"
    acts.add_argument("--out", metavar="FILE", type=Path, default=None, help=said)
    acts.set_defaults(run=list_acts, render=render_acts, needs=Needs.WORKSPACE)


def list_acts(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """The acts of supervision of a span, counted by kind."""
    found = desk.supervision.register(args.first, args.last)
    if args.out is not None:
        write_whole(args.out, _acts_written(args, desk))
    return {
        "file": str(args.out) if args.out is not None else None,
        "counts": {kind: found.count(kind) for kind in ACT_WORDS},
        "acts": [
            {
                "kind": one.kind,
                "on": one.on.isoformat(),
                "title": one.title,
                "number": one.number or None,
                "unit": one.unit or None,
                "decisions": one.decisions,
                "done": one.done,
                "late": one.late,
                "by": one.by or None,
                "followed": one.followed or None,
            }
            for one in found.acts
        ],
    }


def _acts_written(args: argparse.Namespace, desk: Desk) -> bytes:
    """The register as a workbook or, without a number, on paper: what the name of the file asks for."""
    kind = args.out.suffix.lower()
    if kind == ".pdf":
        days = {"first": args.first, "last": args.last}
        given = {key: day.isoformat() for key, day in days.items() if day is not None}
        return desk.documents.preview("supervision-sheet", About(), given).content
    if kind != ".xlsx":
        raise Refusal.say(f"督办统计只能写成 .xlsx 或 .pdf，请改 --out 的文件名（现在是 {args.out.name}）")
    return desk.supervision.workbook(args.first, args.last)


def render_acts(args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """The counts in one line, then one act a line."""
    counts = "，".join(f"{ACT_WORDS[kind]} {number}" for kind, number in answer["counts"].items())
    lines = [
        f"{one['on']}\t{ACT_WORDS[one['kind']]}\t{one['title']}\t{one['number'] or ''}\t{one['unit'] or ''}"
        f"\t{one['by'] or ''}\t{one['followed'] or ''}".rstrip()
        for one in answer["acts"]
    ]
    lines += [f"已导出：{answer['file']}"] if answer["file"] else []
    return "\n".join([counts, *lines])

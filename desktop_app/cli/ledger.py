"""`bangban-cli ledger`: the rows of every ledger; bring a ledger workbook in, or only say what that would do."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from desktop_app.application.desk import Desk
from desktop_app.application.ledgers import LedgerImport
from desktop_app.cli.answer import Answer, Needs
from desktop_app.cli.arguments import pair
from desktop_app.cli.ledger_files import add_import_options, import_entries, register_files, render_entries
from desktop_app.cli.ledger_rows import register_rows
from desktop_app.domain.ledger import FIELD_LABELS, LedgerLayout
from desktop_app.domain.refusals import Refusal

NOUN = "ledger"


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the noun and its verbs to the command line."""
    noun = subparsers.add_parser(NOUN, help="台账：各本台账的行，导入，或先试算")
    verbs = noun.add_subparsers(dest="verb", metavar="VERB", required=True)
    register_rows(verbs)
    register_files(verbs)
    bring = verbs.add_parser("import", help="导入一份台账；有一处错误就整份不导入")
    bring.add_argument("kind", metavar="KIND", nargs="?", default="", help="哪本台账：键或名称；不写则按项目台账读")
    bring.add_argument("file", metavar="FILE", type=Path, help="台账文件（.xlsx、.xlsm、.xls、.ods、.csv）")
    bring.add_argument("--dry-run", action="store_true", help="只试算，什么都不写入")
    bring.add_argument(
        "--answer", metavar="QUESTION=ANSWER", type=pair, action="append", default=[], help="回答程序的提问，可写多次"
    )
    add_import_options(bring)
    bring.add_argument("--by", metavar="NAME", default="命令行", help="登记人（默认：命令行）")
    bring.set_defaults(run=import_ledger, render=render_import, needs=Needs.WORKSPACE)


def import_ledger(args: argparse.Namespace, desk: Desk) -> Answer:
    """What the import did or would do; exit 1 when an error among the problems keeps the whole file out."""
    if args.kind:
        return import_entries(args, desk)
    answers = dict(args.answer)
    if not args.by.strip():
        raise Refusal.say("请写明登记人")
    if args.dry_run:
        outcome = desk.ledgers.dry_run(args.file, answers)
    else:
        outcome = desk.ledgers.commit(args.file, args.by, answers)
    payload: dict[str, object] = {
        "created": outcome.created,
        "updated": outcome.updated,
        "unchanged": outcome.unchanged,
        "dry_run": args.dry_run,
        "sheets": [_sheet_keys(one) for one in outcome.layouts],
        "problems": [
            {"sheet": one.sheet, "cell": one.cell, "level": one.level, "message": one.message}
            for one in outcome.problems
        ],
        "questions": [
            {"key": one.key, "text": one.text, "options": list(one.options), "default": one.default or None}
            for one in outcome.questions
        ],
        "projects": [
            {
                "project": one.project_id or None,
                "name": one.name,
                "kind": one.kind,
                "sheet": one.sheet,
                "cell": one.cell,
                "changes": [{"field": two.label, "old": two.old, "new": two.new} for two in one.fields],
            }
            for one in outcome.changes
        ],
    }
    if outcome.blocked:
        payload["refused"] = _refusal(outcome)
    return Answer(payload, 1 if outcome.blocked else 0)


def _sheet_keys(layout: LedgerLayout) -> dict[str, object]:
    return {
        "sheet": layout.sheet,
        "first_header_row": layout.first_header_row,
        "last_header_row": layout.last_header_row,
        "columns": [
            {"letter": one.letter, "header": one.header, "label": FIELD_LABELS.get(one.field), "unit": one.unit or None}
            for one in layout.columns
        ],
        "words": layout.words(),
    }


def _refusal(outcome: LedgerImport) -> str:
    errors = [one for one in outcome.problems if one.blocks]
    first = errors[0]
    place = f"{first.sheet} {first.cell}：" if first.cell else ""
    return f"台账有 {len(errors)} 处错误，整份没有导入；{place}{first.message}"


def render_import(args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """Every problem by sheet and cell, every question, and the counts."""
    if args.kind:
        return render_entries(answer)
    level = {"error": "错误", "warning": "提醒"}
    lines = [one["words"] for one in answer["sheets"]]
    lines += [
        f"{level.get(one['level'], one['level'])}\t{one['sheet']} {one['cell']}\t{one['message']}"
        for one in answer["problems"]
    ]
    lines += [
        f"提问\t{one['text']}\t用 --answer {one['key']}=… 回答：{'、'.join(one['options'])}"
        for one in answer["questions"]
    ]
    counts = f"新建 {answer['created']} 个，更新 {answer['updated']} 个，无变化 {answer['unchanged']} 个"
    if "refused" in answer:
        lines.append(answer["refused"])
    else:
        lines.append(f"试算（没有写入）：{counts}" if answer["dry_run"] else f"已导入：{counts}")
    return "\n".join(lines)

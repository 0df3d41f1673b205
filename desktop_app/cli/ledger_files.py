"""`bangban-cli ledger import KIND FILE`, `export`, `blank`: files of any ledger, out and in again."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from desktop_app.application.desk import Desk
from desktop_app.application.entry_exports import LedgerFile
from desktop_app.application.entry_files import FileTable, Taken
from desktop_app.application.entry_plan import (
    Effect,
    EntryPlan,
    ImportChoice,
    OnConflict,
    OnDuplicate,
    PlannedRow,
)
from desktop_app.application.whole_file import write_whole
from desktop_app.cli.answer import Answer, Needs
from desktop_app.cli.arguments import pair
from desktop_app.domain.ledger_kind import LedgerKind
from desktop_app.domain.money import YUAN_PER_UNIT
from desktop_app.domain.refusals import Refusal

_DECIDED = {"merge": "合并", "add": "新增", "skip": "跳过"}


def register_files(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verbs that write files."""
    out = verbs.add_parser("export", help="导出一本台账，改好以后可以原样导入回来")
    out.add_argument("kind", metavar="KIND", help="哪本台账：键或名称")
    out.add_argument("--out", metavar="FILE", type=Path, required=True, help="写到哪里（.xlsx 或 .csv）")
    out.add_argument("--view", metavar="NAME", default="", help="只导出一个视图的行和栏")
    out.set_defaults(run=export_ledger, render=render_file, needs=Needs.WORKSPACE)
    blank = verbs.add_parser("blank", help="写一份空表，供填写后导入")
    blank.add_argument("kind", metavar="KIND", help="哪本台账：键或名称")
    blank.add_argument("--out", metavar="FILE", type=Path, required=True, help="写到哪里（.xlsx）")
    blank.set_defaults(run=blank_ledger, render=render_file, needs=Needs.WORKSPACE)


def add_import_options(bring: argparse.ArgumentParser) -> None:
    """The options of an import that names its ledger."""
    bring.add_argument("--sheet", metavar="NAME", default="", help="指明 KIND 时：读哪张工作表")
    bring.add_argument("--header-row", metavar="N", type=int, default=0, help="指明 KIND 时：表头在第几行")
    bring.add_argument(
        "--map", metavar="HEADER=COLUMN", type=pair, action="append", default=[],
        help="指明 KIND 时：文件的一列对应哪一栏（键或名称），- 为不导入，可写多次",
    )  # fmt: skip
    bring.add_argument("--unit", choices=list(YUAN_PER_UNIT), default="", help="指明 KIND 时：没有写单位的金额按什么算")
    for name, default, words in (
        ("--on-duplicate", "merge", "台账里已有的行（缺省合并）"),
        ("--on-similar", "add", "与台账相近的行（缺省新增）"),
    ):
        bring.add_argument(name, choices=list(_DECIDED), default=default, help=f"指明 KIND 时：{words}")
    bring.add_argument(
        "--on-conflict", choices=["ask", "keep", "take"], default="ask",
        help="指明 KIND 时：导出以后别人也改过的格，保留台账（keep）还是采用文件（take）",
    )  # fmt: skip


def export_ledger(args: argparse.Namespace, desk: Desk) -> Answer:
    """Write a ledger into a file."""
    view = desk.entry_exports.view(args.kind, args.view)
    return _written(args.out, desk.entry_exports.export(args.kind, view, args.out.suffix.lower()))


def blank_ledger(args: argparse.Namespace, desk: Desk) -> Answer:
    """Write an empty workbook of a ledger."""
    if args.out.suffix.lower() != ".xlsx":
        raise Refusal.say("空表只能写成 .xlsx，请改 --out 的文件名")
    return _written(args.out, desk.entry_exports.blank(args.kind))


def _written(path: Path, file: LedgerFile) -> Answer:
    write_whole(path, file.content)
    return Answer({"file": str(path), "rows": file.rows})


def render_file(args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """Where the file is and what it holds."""
    return f"已写入 {answer['file']}：{answer['rows']} 行" if answer["rows"] else f"已写入 {answer['file']}"


def import_entries(args: argparse.Namespace, desk: Desk) -> Answer:
    """What importing into a ledger did or would do; exit 1 when an error keeps the whole file out."""
    kind = desk.entries.kinds.get(args.kind)
    file = desk.entry_imports.open(args.file)
    look = desk.entry_imports.look(kind.key, file, args.sheet, args.header_row)
    columns = desk.entry_imports.mapped(kind.key, look, dict(args.map), args.unit)
    choice = ImportChoice(
        columns, OnDuplicate(args.on_duplicate), OnDuplicate(args.on_similar), OnConflict(args.on_conflict)
    )
    if args.dry_run:
        plan = desk.entry_imports.try_out(kind.key, file, look.table, choice)
    else:
        plan = desk.entry_imports.commit(kind.key, file, look.table, choice, args.by).plan
    payload: dict[str, object] = {
        "kind": kind.key,
        "dry_run": args.dry_run,
        **{one.value: 0 if plan.blocked else plan.count(one) for one in Effect},
        "sheet": look.table.sheet,
        "columns": _columns(kind, look.table, columns),
        "problems": [
            {"sheet": one.sheet, "cell": one.cell, "level": one.level, "message": one.message} for one in plan.problems
        ],
        "rows": [_row(kind, one) for one in plan.rows if one.effect is not Effect.UNCHANGED or one.conflicts],
        "gone": [one.words.get(kind.headline.key) or one.cells.get(kind.headline.key, "") for one in plan.gone],
    }
    if plan.blocked:
        payload["refused"] = _refusal(plan)
    return Answer(payload, 1 if plan.blocked else 0)


def _columns(kind: LedgerKind, table: FileTable, taken: tuple[Taken, ...]) -> list[dict[str, object]]:
    known = {one.place: one for one in taken}
    return [
        {
            "letter": one.letter,
            "header": one.header,
            "column": known[one.place].key or None,
            "label": kind.column(known[one.place].key).label if known[one.place].key else None,
            "unit": known[one.place].unit or None,
        }
        for one in table.columns
    ]


def _row(kind: LedgerKind, planned: PlannedRow) -> dict[str, object]:
    def label(key: str) -> str:
        return kind.column(key).label

    return {
        "row": planned.row.number,
        "effect": planned.effect.value,
        "title": planned.title,
        "twin": planned.likeness.value or None,
        "changes": [{"column": label(one.column), "old": one.old, "new": one.new} for one in planned.changes],
        "conflicts": [
            {"column": label(one.column), "ours": one.ours, "theirs": one.theirs, "decided": one.decided.value}
            for one in planned.conflicts
        ],
    }


def _refusal(plan: EntryPlan) -> str:
    errors = [one for one in plan.problems if one.blocks]
    return f"文件有 {len(errors)} 处错误，整份没有导入；{errors[0].sheet} {errors[0].cell}：{errors[0].message}"


def render_entries(answer: Mapping[str, Any]) -> str:
    """Every problem by cell, the columns not read, and the counts."""
    level = {"error": "错误", "warning": "提醒"}
    lines = [f"{level[one['level']]}\t{one['sheet']} {one['cell']}\t{one['message']}" for one in answer["problems"]]
    unread = "、".join(one["header"] or one["letter"] for one in answer["columns"] if not one["column"])
    lines += [f"没有导入的列：{unread}"] if unread else []
    lines += [f"台账里有、文件里没有的行（不会删除）：{'、'.join(answer['gone'])}"] if answer["gone"] else []
    if "refused" in answer:
        return "\n".join([*lines, answer["refused"]])
    counts = "，".join(
        f"{word} {answer[key]} 行"
        for key, word in (("created", "新增"), ("updated", "更新"), ("unchanged", "不变"), ("skipped", "跳过"))
    )
    return "\n".join([*lines, f"{'试算（没有写入）' if answer['dry_run'] else '已导入'}：{counts}"])

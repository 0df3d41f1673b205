"""`bangban-cli ledger kinds|list|add|edit|act|remove|restore|history|views`: the rows of every ledger."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from desktop_app.application.desk import Desk
from desktop_app.application.entry_changes import act_words, change_lines, entered_late
from desktop_app.application.entry_values import ProjectNames
from desktop_app.application.ledger_rows import LedgerRowNow
from desktop_app.application.project_history import PREFIX
from desktop_app.cli.answer import Needs
from desktop_app.cli.arguments import day, limit, pair
from desktop_app.cli.dates import iso
from desktop_app.cli.ledger_figures import figure_keys
from desktop_app.domain.ledger import FIELD_LABELS
from desktop_app.domain.ledger_entry import EntryChange, LedgerEntry
from desktop_app.domain.ledger_flow import state_of
from desktop_app.domain.ledger_kind import LedgerColumn, LedgerKind, RowsOf, Source
from desktop_app.domain.ledger_query import Condition, LedgerQuery, LedgerView, Order, Test
from desktop_app.domain.ledger_value import ValueProblem
from desktop_app.domain.refusals import Refusal

_ROWS_OF = {
    RowsOf.ENTRIES: "逐条登记",
    RowsOf.PROJECTS: "每个项目一行",
    RowsOf.CASES: "每个代办件一行",
    RowsOf.RESULTS: "每份办理结果一行，另可补登",
}
_PAIRS = "栏=内容，栏写键名或栏名（括号里的单位可不写）；内容留空（栏=）即清空"


def _cell(text: str) -> tuple[str, str]:
    """A column and what to write in it; unlike `pair` the content may be empty, which clears the cell."""
    key, equals, value = text.partition("=")
    if not equals or not key.strip():
        raise argparse.ArgumentTypeError(f"“{text}”看不懂，请写成 栏=内容 的样子，如 企业=某某公司")
    return key.strip(), value


def register_rows(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verbs on rows to the noun."""
    kinds = verbs.add_parser("kinds", help="有哪些台账，或一本台账有哪些栏")
    kinds.add_argument("kind", metavar="KIND", nargs="?", default="", help="台账的键名或名称")
    kinds.set_defaults(run=list_kinds, render=render_kinds, needs=Needs.WORKSPACE)
    listing = verbs.add_parser("list", help="列出一本台账的各行")
    listing.add_argument("kind", metavar="KIND", help="台账的键名或名称，如 issues 或 问题")
    listing.add_argument("--view", metavar="NAME", default="", help="用这个视图的条件、排序和栏")
    listing.add_argument("--text", metavar="TEXT", default="", help="只要任何一栏里有这些字的")
    listing.add_argument(
        "--where",
        metavar="COLUMN=TEXT",
        type=pair,
        action="append",
        default=[],
        help="只要这一栏里有这些字的，可写多次",
    )
    listing.add_argument("--sort", metavar="COLUMN", default="", help="按这一栏排序，不写则按视图或登记的先后")
    listing.add_argument("--descending", action="store_true", help="从大到小、从晚到早排序")
    listing.add_argument("--limit", metavar="N", type=limit, default=0, help="最多列出多少行，0 为全部")
    listing.add_argument("--removed", action="store_true", help="改列已移出台账的行")
    listing.set_defaults(run=list_rows, render=render_rows, needs=Needs.WORKSPACE)
    views = verbs.add_parser("views", help="一本台账的视图")
    views.add_argument("kind", metavar="KIND", help="台账的键名或名称")
    views.set_defaults(run=list_views, render=render_views, needs=Needs.WORKSPACE)
    history = verbs.add_parser("history", help="一行的全部变更")
    history.add_argument(
        "row", metavar="ROW", help="行的编号（ledger list 的第一列），问题也可写 WT-2026-001，随项目列入的写 台账:项目"
    )
    history.set_defaults(run=row_history, render=render_history, needs=Needs.WORKSPACE)
    _register_writing(verbs)


def _register_writing(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    add = _writing(verbs, "add", "在一本台账里新增一行", add_row, render_written)
    add.add_argument("kind", metavar="KIND", help="台账的键名或名称")
    add.add_argument("cells", metavar="COLUMN=TEXT", type=_cell, nargs="+", help=_PAIRS)
    edit = _writing(verbs, "edit", "修改一行的几栏", edit_row, render_written)
    edit.add_argument("row", metavar="ROW", help="行的编号；随项目列入的行也可写 台账:项目")
    edit.add_argument("cells", metavar="COLUMN=TEXT", type=_cell, nargs="+", help=_PAIRS)
    act = _writing(verbs, "act", "办理一行的下一步（如问题的交办、办结、企业确认、销号）", act_on_row, render_written)
    act.add_argument("row", metavar="ROW", help="行的编号，问题也可写 WT-2026-001")
    act.add_argument("act", metavar="ACT", help="动作的键名或名称，ledger kinds KIND 可查")
    act.add_argument("cells", metavar="COLUMN=TEXT", type=_cell, nargs="*", help=_PAIRS)
    act.add_argument("--on", metavar="DATE", type=day, default=None, help="办理日期，缺省为今天")
    for name, word, does in (
        ("remove", "把一行移出台账", remove_row),
        ("restore", "把移出的一行放回台账", restore_row),
    ):
        verb = verbs.add_parser(name, help=word)
        verb.add_argument("row", metavar="ROW", help="行的编号，问题也可写 WT-2026-001")
        verb.add_argument("--reason", metavar="TEXT", required=name == "remove", default="", help="原因")
        verb.add_argument("--by", metavar="NAME", default="命令行", help="登记人（默认：命令行）")
        verb.set_defaults(run=does, render=render_turned, needs=Needs.WORKSPACE)


def _writing(
    verbs: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    said: str,
    run: Callable[[argparse.Namespace, Desk], object],
    render: Callable[[argparse.Namespace, Any], str],
) -> argparse.ArgumentParser:
    verb = verbs.add_parser(name, help=said)
    verb.add_argument("--note", metavar="TEXT", default="", help="说明，记入变更")
    verb.add_argument("--by", metavar="NAME", default="命令行", help="登记人（默认：命令行）")
    verb.set_defaults(run=run, render=render, needs=Needs.WORKSPACE)
    return verb


def list_kinds(args: argparse.Namespace, desk: Desk) -> list[dict[str, object]]:
    """Every ledger with the number of its rows, or one with its columns and acts."""
    kinds = [desk.entries.kinds.get(args.kind)] if args.kind else list(desk.entries.kinds.all())
    return [_kind_keys(one, desk.entries.count(one.key)) for one in kinds]


def _kind_keys(kind: LedgerKind, rows: int) -> dict[str, object]:
    return {
        "kind": kind.key,
        "name": kind.name,
        "title": kind.title,
        "purpose": kind.purpose,
        "rows_of": kind.rows.value,
        "rows": rows,
        "note": kind.note or None,
        "columns": [_column_keys(one) for one in kind.columns],
        "acts": [
            {
                "act": one.key,
                "title": one.title,
                "before": list(one.before),
                "after": one.after,
                "asks": list(one.asks),
                "needs": list(one.needs),
            }
            for one in (kind.flow.acts if kind.flow is not None else ())
        ],
    }


def _column_keys(column: LedgerColumn) -> dict[str, object]:
    return {
        "key": column.key,
        "label": column.label,
        "type": column.type.value,
        "source": column.source.value,
        "unit": column.unit or None,
        "options": list(column.options),
        "required": column.required,
    }


def list_rows(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """The rows a view and the options want, with canonical cells, words, and the totals over them."""
    kind = desk.entries.kinds.get(args.kind)
    view = _view(desk, kind, args.view)
    wanted = view.query
    query = LedgerQuery(
        args.text or wanted.text,
        (*wanted.conditions, *(Condition(_column(kind, key).key, Test.CONTAINS, (text,)) for key, text in args.where)),
        (Order(_column(kind, args.sort).key, args.descending),) if args.sort else wanted.order,
    )
    rows = desk.entries.removed(kind.key) if args.removed else desk.entries.rows(kind.key, query)
    shown = rows[: args.limit] if args.limit > 0 else rows
    return {
        "kind": kind.key,
        "name": kind.name,
        "note": kind.note or None,
        "count": len(rows),
        "columns": list(view.columns) or [one.key for one in kind.columns],
        "totals": {} if args.removed else desk.entries.totals(kind.key, query),
        "figures": [] if args.removed else figure_keys(desk, kind),
        "rows": [_row_keys(kind, one) | _remark_keys(desk, kind, one.cells) for one in shown],
    }


def _row_keys(kind: LedgerKind, row: LedgerRowNow) -> dict[str, object]:
    return {
        "row": row.id or None,
        "anchor": row.anchor or None,
        "project": row.project_id or None,
        "version": row.version,
        "demo": row.demo,
        "cells": dict(row.cells),
        "words": dict(row.words),
    }


def _view(desk: Desk, kind: LedgerKind, name: str) -> LedgerView:
    if not name:
        return LedgerView("")
    views = desk.entries.views(kind.key)
    found = next((one for one in views if name in (one.name, one.id)), None)
    if found is None:
        known = "、".join(one.name for one in views) or "没有"
        raise Refusal.say(f"台账“{kind.name}”没有叫“{name}”的视图；现有的：{known}")
    return found


def _column(kind: LedgerKind, name: str) -> LedgerColumn:
    found = kind.named(name)
    if found is None:
        known = "、".join(f"{one.key}（{one.label}）" for one in kind.columns)
        raise Refusal.say(f"台账“{kind.name}”没有“{name}”这一栏；可用的栏：{known}")
    return found


def add_row(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """Enter a row."""
    entry, _ = desk.entries.add(args.kind, dict(args.cells), args.by, note=args.note)
    return _entry_keys(desk, entry)


def edit_row(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """Change cells of a row by its id, or of one that is there by itself by KIND:PROJECT (or its anchor)."""
    kind, colon, anchor = args.row.partition(":")
    if colon:
        entry, _ = desk.entries.put(kind, _anchor(desk, kind, anchor), dict(args.cells), args.by, note=args.note)
    else:
        entry, _ = desk.entries.edit(desk.entries.find(args.row), dict(args.cells), args.by, note=args.note)
    return _entry_keys(desk, entry)


def _anchor(desk: Desk, kind: str, written: str) -> str:
    """The anchor people mean: that of a row, or the project by code or name."""
    if desk.entries.kinds.get(kind).rows is not RowsOf.PROJECTS:
        return written
    try:
        return ProjectNames(desk.projects.all()).id_of(written)
    except ValueProblem as problem:
        raise Refusal.say(str(problem)) from None


def act_on_row(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """Do an act of the flow of a row."""
    entry, _ = desk.entries.act(
        desk.entries.find(args.row), args.act, dict(args.cells), args.by, args.on, note=args.note
    )
    return _entry_keys(desk, entry)


def _entry_keys(desk: Desk, entry: LedgerEntry) -> dict[str, object]:
    kind = desk.entries.kinds.get(entry.kind)
    return {
        "row": entry.id,
        "kind": entry.kind,
        "anchor": entry.anchor or None,
        "project": entry.project_id or None,
        "version": entry.version,
        "state": state_of(kind, entry.values) or None,
        "cells": {key: text for key, text in entry.values.items() if kind.has(key)},
        **_remark_keys(desk, kind, desk.entries.row(entry.id).cells),
    }


def _remark_keys(desk: Desk, kind: LedgerKind, cells: Mapping[str, str]) -> dict[str, object]:
    """What is doubtful about a row, by column."""
    found = desk.remarks.of(kind.key, cells)
    return {"remarks": [{"column": one.column, "message": one.message} for one in found]}


def _remark_words(row: Mapping[str, Any]) -> list[str]:
    said = [one["message"] for one in row["remarks"]]
    return [f"提醒：{'；'.join(said)}"] if said else []


def remove_row(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """Take a row out of its ledger."""
    row = desk.entries.find(args.row)
    desk.entries.remove(row, args.by, args.reason)
    return {"row": row, "removed": True}


def restore_row(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """Put a row back."""
    row = desk.entries.find(args.row)
    desk.entries.restore(row, args.by, args.reason)
    return {"row": row, "removed": False}


def row_history(args: argparse.Namespace, desk: Desk) -> list[dict[str, object]]:
    """Every change of a row, oldest first; KIND:PROJECT names one that is there by itself, as when it is edited."""
    kind, colon, anchor = args.row.partition(":")
    row = _entry_of(desk, kind, _anchor(desk, kind, anchor)) if colon else desk.entries.find(args.row)
    changes = desk.entries.history(row) if row else ()
    projects = {one.id: one.name for one in desk.projects.all()}
    return [_change_keys(desk.entries.kinds.get(one.kind), one, projects) for one in changes]


def _entry_of(desk: Desk, kind: str, anchor: str) -> str:
    """The id of the row that tells of an anchor, empty while nothing was entered for it."""
    found = next((one for one in desk.entries.rows(kind) if one.anchor == anchor), None)
    if found is None:
        raise Refusal.say(f"台账“{desk.entries.kinds.get(kind).name}”里没有“{anchor}”这一行，请用 ledger list 查看")
    return found.id


def _change_keys(kind: LedgerKind, change: EntryChange, projects: Mapping[str, str]) -> dict[str, object]:
    labels = {one.key: one.label for one in kind.columns}
    labels |= {PREFIX + key: label for key, label in FIELD_LABELS.items()}
    return {
        "what": act_words(kind, change),
        "late_entry": entered_late(change),
        "kind": change.kind,
        "act": change.act.value,
        "flow_act": change.flow_act or None,
        "on": iso(change.on),
        "at": change.at.isoformat(),
        "by": change.by,
        "note": change.note or None,
        "source": change.source or None,
        "changes": [
            {"column": one.column, "label": labels.get(one.column, one.column), "old": one.old, "new": one.new}
            for one in change.changes
        ],
        "words": [line.told for line in change_lines(kind, [change], projects) if line.told],
    }


def list_views(args: argparse.Namespace, desk: Desk) -> list[dict[str, object]]:
    """The views of a ledger; those that come with it have no id."""
    return [
        {"view": one.id or None, "name": one.name, "columns": list(one.columns)}
        for one in desk.entries.views(args.kind)
    ]


def render_kinds(args: argparse.Namespace, answer: Sequence[Mapping[str, Any]]) -> str:
    """One line a ledger; with a ledger named, its columns and acts."""
    lines = []
    for one in answer:
        lines.append(
            f"{one['kind']}\t{one['name']}\t{one['rows']} 行\t{_ROWS_OF[RowsOf(one['rows_of'])]}\t{one['purpose']}"
        )
        if args.kind:
            lines += [_column_line(column) for column in one["columns"]]
            lines += [_act_line(act) for act in one["acts"]]
            lines += [f"说明：{one['note']}"] if one["note"] else []
    return "\n".join(lines)


def _act_line(act: Mapping[str, Any]) -> str:
    needs = f"\t要写明：{'、'.join(act['needs'])}" if act["needs"] else ""
    return f"  动作 {act['act']}\t{act['title']}\t{'、'.join(act['before'])} → {act['after']}{needs}"


def _column_line(column: Mapping[str, Any]) -> str:
    sources = {Source.ENTERED: "填写", Source.PROJECT: "项目", Source.DERIVED: "推算"}
    unit = f"（{column['unit']}）" if column["unit"] else ""
    options = f"\t可选：{'、'.join(column['options'])}" if column["options"] else ""
    return f"  {column['key']}\t{column['label']}{unit}\t{sources[Source(column['source'])]}{options}"


def render_rows(args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """One row a line with its id first, then the totals."""
    if not answer["rows"]:
        return f"“{answer['name']}”台账里没有符合条件的行"
    lines = []
    for row in answer["rows"]:
        told = [" ".join(row["words"].get(key, "").split()) for key in answer["columns"]]
        lines.append("\t".join([row["row"] or f"{answer['kind']}:{row['anchor']}", *told, *_remark_words(row)]))
    lines += [f"共 {answer['count']} 行", *(one["words"] for one in answer["figures"])]
    return "\n".join(lines)


def render_views(args: argparse.Namespace, answer: Sequence[Mapping[str, Any]]) -> str:
    """One view a line."""
    return "\n".join(f"{one['name']}\t{one['view'] or '自带'}" for one in answer) or "这本台账还没有视图"


def render_written(args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """What was stored, and what is doubtful about it."""
    state = f"，现在“{answer['state']}”" if answer["state"] else ""
    number = f"{answer['cells']['number']}，" if answer["cells"].get("number") else ""
    return "\n".join([f"已登记，{number}编号 {answer['row']}{state}", *_remark_words(answer)])


def render_turned(args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """Whether the row is in or out."""
    return f"{answer['row']} 已{'移出台账' if answer['removed'] else '放回台账'}"


def render_history(args: argparse.Namespace, answer: Sequence[Mapping[str, Any]]) -> str:
    """One change a block: day, act, person, when it was recorded where that was later, then every column."""
    lines = []
    for one in answer:
        late = f"（补录，{one['at'][:10]} 登记）" if one["late_entry"] else ""
        more = "".join(f"\t{text}" for text in (one["source"], one["note"]) if text)
        lines.append(f"{one['on']}\t{one['what']}{late}\t{one['by']}{more}")
        lines += [f"  {told}" for told in one["words"]]
    return "\n".join(lines)

"""`bangban-cli material`: the checklist of a case, what came, attached files, and where the originals are."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from desktop_app.application.desk import Desk
from desktop_app.application.materials import Handing, Kept, OutItem
from desktop_app.application.whole_file import write_whole
from desktop_app.cli.answer import Needs
from desktop_app.cli.arguments import day
from desktop_app.cli.dates import iso
from desktop_app.cli.find import find_case
from desktop_app.cli.paper import check_place
from desktop_app.domain.checklist import LineKind, MaterialLine
from desktop_app.domain.custody import (
    STATE_WORDS,
    Check,
    CustodyItem,
    CustodyState,
    MaterialAct,
    MaterialEntry,
    counts_words,
)
from desktop_app.domain.refusals import Refusal, cause

NOUN = "material"
_MOVES = (
    ("give", MaterialAct.GIVE, "原件送交审批部门", "交给谁（部门、接收人）"),
    ("return", MaterialAct.RETURN, "从审批部门收回原件", "谁收回的（默认为代办员）"),
    ("handover", MaterialAct.HANDOVER, "把原件移交（退还）给企业", "企业谁接收"),
)


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the noun and its verbs to the command line."""
    noun = subparsers.add_parser(NOUN, help="材料与原件：清单、收件、电子件、原件流转")
    verbs = noun.add_subparsers(dest="verb", metavar="VERB", required=True)
    listing = verbs.add_parser("list", help="一件的材料清单：应收、已收、原件在哪里")
    _case(listing)
    listing.add_argument("matter", metavar="MATTER", nargs="?", default="", help="只看一个环节")
    listing.set_defaults(run=list_materials, render=render_list, needs=Needs.WORKSPACE)
    _register_receive(verbs)
    attach = verbs.add_parser("attach", help="附一个电子件（PDF、图片、办公文档，最大 50 MB）")
    _material(attach)
    attach.add_argument("file", metavar="FILE", type=Path, help="文件")
    attach.add_argument("--note", metavar="TEXT", default="", help="备注")
    _when(attach)
    attach.set_defaults(run=attach_file, render=render_entry, needs=Needs.WORKSPACE)
    custody = verbs.add_parser("custody", help="原件流转：送交、收回、移交")
    moves = custody.add_subparsers(dest="move", metavar="MOVE", required=True)
    for verb, act, words, taker in _MOVES:
        one = moves.add_parser(verb, help=words)
        one.add_argument("item", metavar="ITEM", help="原件编号（material list 可查）")
        one.add_argument("--to", metavar="NAME", default="", required=act is not MaterialAct.RETURN, help=taker)
        one.add_argument("--from", metavar="NAME", dest="giver", default="", help="谁交出（默认为现在的持有人）")
        if act is MaterialAct.GIVE:
            one.add_argument("--due-back", metavar="DATE", type=day, help="约定哪天归还；过了就列入原件在外逾期")
            one.add_argument("--matter", metavar="MATTER", default="", help="为哪个环节送交")
        one.add_argument("--note", metavar="TEXT", default="", help="备注")
        _when(one)
        one.set_defaults(run=move, act=act, due_back=None, matter="")
        one.set_defaults(render=render_entry, needs=Needs.WORKSPACE)
    out = verbs.add_parser("out", help="现在有哪些原件在外：在谁那里、从哪天起、该哪天还")
    out.add_argument("--officer", metavar="NAME", default="", help="只看这位代办员的")
    out.set_defaults(run=list_out, render=render_out, needs=Needs.WORKSPACE)
    save = verbs.add_parser("save", help="取出一个电子件")
    save.add_argument("entry", metavar="ENTRY", help="电子件记录的编号（material list 可查）")
    save.add_argument("--out", metavar="FILE", type=Path, required=True, help="写到哪里")
    save.set_defaults(run=save_file, render=lambda _args, answer: f"已写入 {answer['out']}", needs=Needs.WORKSPACE)
    reverse = verbs.add_parser("reverse", help="冲销一条材料记录")
    reverse.add_argument("entry", metavar="ENTRY", help="记录编号")
    reverse.add_argument("--reason", metavar="TEXT", required=True, help="原因")
    _when(reverse)
    reverse.set_defaults(run=take_back, render=render_entry, needs=Needs.WORKSPACE)


def _register_receive(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    one = verbs.add_parser("receive", help="登记收到材料；收存的原件从此有保管链")
    _material(one)
    one.add_argument("--originals", metavar="N", type=int, default=0, help="原件几份")
    one.add_argument("--copies", metavar="N", type=int, default=0, help="复印件几份")
    one.add_argument("--efiles", metavar="N", type=int, default=0, help="电子件几份（存在别处的；文件请用 attach）")
    one.add_argument(
        "--check",
        choices=[check.value for check in Check],
        default=Check.KEPT.value,
        help="原件：kept 收存（默认），seen 验后当场退还",
    )
    one.add_argument("--from", metavar="NAME", dest="giver", default="", help="谁交来的（有原件时必填）")
    one.add_argument("--to", metavar="NAME", default="", help="谁收下的（默认为代办员）")
    one.add_argument("--number", metavar="TEXT", default="", help="证照批文的文号")
    one.add_argument("--valid-until", metavar="DATE", type=day, help="有效期至")
    one.add_argument("--note", metavar="TEXT", default="", help="备注")
    _when(one)
    one.set_defaults(run=receive, render=render_entry, needs=Needs.WORKSPACE)


def _case(one: argparse.ArgumentParser) -> None:
    one.add_argument("case", metavar="CASE", help="代办件编号，可只写开头 8 位以上")


def _material(one: argparse.ArgumentParser) -> None:
    _case(one)
    one.add_argument("matter", metavar="MATTER", help="环节的事项编码")
    one.add_argument("name", metavar="NAME", help="材料名称，照清单写；清单里没有的也可以收")


def _when(one: argparse.ArgumentParser) -> None:
    one.add_argument("--on", metavar="DATE", type=day, help="哪一天（默认今天）")
    one.add_argument("--by", metavar="NAME", default="", help="登记人（默认为代办员）")


def list_materials(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """The checklist of a case or of one of its steps; raises Refusal when the step has none."""
    found = desk.materials.of_case(find_case(desk, args.case).id)
    steps = [one for one in found.steps if args.matter in ("", one.step.code)]
    if args.matter and not steps:
        raise Refusal.say(f"{args.matter} 没有材料清单，请核对事项编码")
    return {
        "case": found.case.id,
        "steps": [
            {
                "matter": one.step.code,
                "title": one.step.title,
                "complete": one.complete,
                "asked": len(one.asked),
                "materials": [_line_keys(line) for line in one.lines],
            }
            for one in steps
        ],
    }


def receive(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """Record that a material came."""
    case = find_case(desk, args.case)
    said = Handing(
        matter=args.matter,
        material=args.name,
        on=args.on,
        by=args.by,
        originals=args.originals,
        copies=args.copies,
        efiles=args.efiles,
        check=Check(args.check),
        giver=args.giver,
        taker=args.to or case.officer,
        valid_until=args.valid_until,
        document_number=args.number,
        note=args.note,
    )
    return _kept(desk.materials.receive(case.id, said))


def attach_file(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """Keep a file for a material; raises Refusal when it cannot be read or is not taken."""
    try:
        content = args.file.read_bytes()
    except OSError as error:
        raise Refusal.say(f"读不了 {args.file}，请检查路径和权限（{cause(error)}）") from error
    said = Handing(matter=args.matter, material=args.name, on=args.on, by=args.by, note=args.note)
    return _kept(desk.materials.attach(find_case(desk, args.case).id, said, args.file.name, content))


def move(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """Record that an original went to somebody else."""
    case = desk.cases.get(desk.materials.case_of(args.item))
    said = Handing(
        matter=args.matter,
        item=args.item,
        on=args.on,
        by=args.by,
        giver=args.giver,
        taker=args.to or case.officer,
        due_back=args.due_back,
        note=args.note,
    )
    return _kept(desk.materials.move(case.id, args.act, said))


def list_out(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """The originals that are out."""
    return {"out": [_out_keys(one) for one in desk.materials.out(args.officer.strip())]}


def save_file(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """Write an attached file; raises Refusal when it cannot be written."""
    file = desk.materials.file(args.entry)
    check_place(args.out)
    write_whole(args.out, file.content)
    return {"entry": args.entry, "file": file.name, "size": len(file.content), "out": str(args.out)}


def take_back(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """Take an entry back."""
    return _kept(desk.materials.reverse(args.entry, args.reason, args.by, args.on))


def _kept(kept: Kept) -> dict[str, object]:
    return _entry_keys(kept.entry)


def _entry_keys(one: MaterialEntry) -> dict[str, object]:
    return {
        "entry": one.id,
        "act": one.act.value,
        "case": one.case_id,
        "matter": one.matter,
        "material": one.material,
        "item": one.item or None,
        "on": iso(one.on),
        "by": one.by,
        "giver": one.giver or None,
        "taker": one.taker or None,
        "due_back": iso(one.due_back),
        "file": one.file_name or None,
        "sha256": one.sha256 or None,
        "words": one.words(),
    }


def _line_keys(line: MaterialLine) -> dict[str, object]:
    def counts(originals: int, copies: int, efiles: int) -> dict[str, int]:
        return {"originals": originals, "copies": copies, "efiles": efiles}

    due, got = line.due, line.received
    return {
        "name": line.name,
        "kind": line.kind.value,
        "due": counts(due.originals, due.copies, due.efiles),
        "received": counts(got.originals, got.copies, got.efiles),
        "seen": line.seen,
        "complete": line.complete,
        "tolerable": line.tolerable,
        "source": line.source,
        "items": [_item_keys(item) for item in line.items],
        "entries": [_entry_keys(one) for one in line.entries],
    }


def _item_keys(item: CustodyItem) -> dict[str, object]:
    return {
        "item": item.id,
        "originals": item.received.originals,
        "state": item.state.value,
        "holder": item.holder,
        "since": iso(item.since),
        "due_back": iso(item.due_back),
        "document_number": item.received.document_number or None,
        "valid_until": iso(item.received.valid_until),
    }


def _out_keys(one: OutItem) -> dict[str, object]:
    return {
        **_item_keys(one.item),
        "material": one.item.received.material,
        "case": one.item.received.case_id,
        "project": one.item.received.project_id,
        "project_name": one.project,
        "matter": one.item.last.matter,
        "title": one.title,
        "officer": one.officer,
        "left": one.left,
        "left_unit": "ND",
        "overdue": one.overdue,
    }


def render_list(_args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """One line a material below its step, and below it where its originals are and its files."""
    if not answer["steps"]:
        return "这件没有要收的材料"
    return "\n".join(line for step in answer["steps"] for line in _step_lines(step))


def _step_lines(step: Mapping[str, Any]) -> list[str]:
    lines = [f"{step['matter']} {step['title']}　已齐 {step['complete']}／{step['asked']}"]
    for one in step["materials"]:
        due = "证照批文" if one["kind"] == LineKind.RESULT else f"应收 {counts_words(*one['due'].values())}"
        sign = "✓" if one["complete"] else "○"
        tolerable = "，可容缺" if one["tolerable"] else ""
        got = counts_words(*one["received"].values())
        lines.append(f"  {sign} {one['name']}\t{due}{tolerable}（{one['source']}）\t已收 {got}")
        lines += [f"      原件 {item['item']}　{_where(item)}" for item in one["items"]]
        lines += [f"      电子件 {each['entry']}　{each['file']}" for each in one["entries"] if each["file"]]
    return lines


def _where(item: Mapping[str, Any]) -> str:
    due = f"，应于 {item['due_back']} 归还" if item["due_back"] else ""
    until = f"，有效期至 {item['valid_until']}" if item["valid_until"] else ""
    return f"{STATE_WORDS[CustodyState(item['state'])]}：{item['holder']}，自 {item['since']}{due}{until}"


def render_entry(_args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """What was recorded."""
    item = f"\n原件编号 {answer['item']}" if answer["item"] else ""
    return f"{answer['on']} {answer['words']}\n记录编号 {answer['entry']}{item}"


def render_out(_args: argparse.Namespace, answer: Mapping[str, Sequence[Mapping[str, Any]]]) -> str:
    """One line an original, those due back first on top."""
    rows = answer["out"]
    if not rows:
        return "没有原件在外"
    return (
        "\n".join(
            f"{'▲ 逾期' if one['overdue'] else '● 在外'}\t{one['material']}\t{one['project_name']}\t{one['holder']}\t"
            f"自 {one['since']}，{_left(one)}\t{one['item']}"
            for one in rows
        )
        + f"\n共 {len(rows)} 件在外"
    )


def _left(one: Mapping[str, Any]) -> str:
    if one["left"] is None:
        return "没有约定归还日期"
    due = f"应于 {one['due_back']} 归还"
    return f"{due}，{'已过' if one['overdue'] else '余'} {abs(one['left'])} 个自然日"

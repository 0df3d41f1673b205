"""`bangban-cli print`: issue a paper with its own number, or bring out an issued one again, byte for byte."""

from __future__ import annotations

import argparse
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from desktop_app.application.desk import Desk
from desktop_app.application.documents import FORM_TITLES, Issued
from desktop_app.application.form_filling import Wording
from desktop_app.cli.answer import Needs
from desktop_app.cli.arguments import copies
from desktop_app.cli.find import find_case
from desktop_app.domain.refusals import Refusal

NOUN = "print"


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the noun and its verbs to the command line."""
    noun = subparsers.add_parser(NOUN, help="文书：出具服务单或移交清单（PDF），或原样再取")
    verbs = noun.add_subparsers(dest="verb", metavar="VERB", required=True)
    for form, title in FORM_TITLES.items():
        one = verbs.add_parser(form, help=f"出具{title}，编号并存档")
        one.add_argument("case", metavar="CASE", help="代办件编号，或其不重复的前 8 位以上")
        one.add_argument("--out", metavar="FILE", type=Path, required=True, help="PDF 写到哪里")
        one.add_argument("--copies", metavar="N", type=copies, default=2, help="一式几份，1 到 20（默认 2）")
        one.add_argument("--by", metavar="NAME", default="", help="出具人（默认为代办员）")
        if form == "service-sheet":
            one.add_argument("--content", metavar="TEXT", default="", help="服务内容")
            one.add_argument("--cooperation", metavar="TEXT", default="", help="需企业配合的事项")
        else:
            one.add_argument("--received-by", metavar="NAME", default="", help="接收人")
            one.add_argument("--witnessed-by", metavar="NAME", default="", help="监交人")
        one.set_defaults(run=issue, render=render_issued, needs=Needs.WORKSPACE)
    again = verbs.add_parser("again", help="按编号原样取出已存档的文书")
    again.add_argument("number", metavar="NUMBER", help="文书编号，如 BB-2026-A-D11-0003")
    again.add_argument("--out", metavar="FILE", type=Path, required=True, help="PDF 写到哪里")
    again.set_defaults(run=print_again, render=render_issued, needs=Needs.WORKSPACE)


def issue(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """Number, print and archive a paper and write its bytes; raises Refusal when the file cannot be written."""
    case = find_case(desk, args.case)
    _check_place(args.out)
    wording = Wording(
        content=getattr(args, "content", ""),
        cooperation=getattr(args, "cooperation", ""),
        received_by=getattr(args, "received_by", ""),
        witnessed_by=getattr(args, "witnessed_by", ""),
        copies=args.copies,
    )
    return _written(desk.documents.issue(args.verb, case.id, wording, args.by), args.out)


def print_again(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """Write the archived bytes of an issued paper again; raises Refusal when the number is unknown."""
    _check_place(args.out)
    return _written(desk.documents.again(args.number), args.out)


def _check_place(out: Path) -> None:
    """Before a number is spent: the folder is there and can be written, and the name is not that of a folder."""
    if out.is_dir():
        raise Refusal.say(f"{out} 是文件夹，请写明 PDF 的文件名")
    if not out.parent.is_dir():
        raise Refusal.say(f"文件夹 {out.parent} 不存在，请先建好或换个位置")
    if not os.access(out if out.exists() else out.parent, os.W_OK):
        raise Refusal.say(f"不能写入 {out}，请换个位置或检查权限")


def _written(issued: Issued, out: Path) -> dict[str, object]:
    try:
        out.write_bytes(issued.content)
    except OSError as error:
        number = issued.paper.number
        raise Refusal.say(
            f"文书 {number} 已编号存档，但没能写入 {out}；请换个位置用 print again {number} 取出"
        ) from error
    return {
        "number": issued.paper.number,
        "sha256": issued.paper.sha256,
        "pages": issued.paper.pages,
        "form": issued.paper.form,
        "case": issued.paper.case_id,
        "out": str(out),
        "unprintable": list(issued.unprintable),
    }


def render_issued(args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """The number, where the file is, and any characters no font can print."""
    lines = [f"{FORM_TITLES[answer['form']]} {answer['number']}，{answer['pages']} 页，已写到 {answer['out']}"]
    if answer["unprintable"]:
        lines.append(f"以下字没有字体可印，请手填：{'、'.join(answer['unprintable'])}")
    return "\n".join(lines)

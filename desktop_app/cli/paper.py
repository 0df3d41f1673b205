"""`bangban-cli print`: list the forms, issue a numbered paper, print a blank form, bring out an issued one."""

from __future__ import annotations

import argparse
import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from desktop_app.application.desk import Desk
from desktop_app.application.documents import About, Issued
from desktop_app.application.entries import ISSUES
from desktop_app.application.forms.registry import FORM_SPECS
from desktop_app.application.forms.spec import FormSpec, Subject
from desktop_app.application.ledger_rows import LedgerRowNow
from desktop_app.application.problem_orders import order_answers
from desktop_app.cli import paper_batch
from desktop_app.cli.answer import Needs
from desktop_app.cli.answer_file import read_answers
from desktop_app.cli.arguments import copies
from desktop_app.cli.find import find_case
from desktop_app.cli.issuer import NOBODY, issuer
from desktop_app.domain.refusals import Refusal, WrongUsage

NOUN = "print"
_ORDER = "problem-order"
"""The paper that is also issued of a row of 问题, with or without a project."""

_ABOUT_WORDS = {
    Subject.CASE: "代办件编号，或其不重复的前 8 位以上",
    Subject.STEP: "代办件编号，或其不重复的前 8 位以上",
    Subject.PROJECT: "项目编号、项目代码或名称",
}
_CHART_OPTIONS = (
    ("paper", "PAPER", "纸张：A4 或 A3，横放（默认 A4）"),
    ("officer", "NAME", "只画这位代办员的事项"),
)
_OWN_OPTIONS: Mapping[str, tuple[tuple[str, str, str], ...]] = {
    "service-sheet": (("content", "TEXT", "服务内容"), ("cooperation", "TEXT", "需企业配合的事项")),
    "clock-sheet": (("clock", "WORD", "哪一个期限，如 承诺、法定（默认灯号所看的那个）"),),
    "benchmark-sheet": (("benchmark", "NAME", "哪一条对标（默认在计时的第一条）"),),
    "custody-slip": (("move", "TEXT", "哪一次流转，照 print custody-slip 的填写项写（默认最近的一次）"),),
    "progress-chart": _CHART_OPTIONS,
    "progress-charts": _CHART_OPTIONS,
    "ledger-sheet": (
        ("ledger", "NAME", "哪本台账，如 三个一批"),
        ("columns", "NAMES", "印哪些栏，用顿号隔开（默认全部，全空的不印）"),
        ("paper", "PAPER", "纸张：A4、A3 或 按宽度（默认）"),
        ("orientation", "WAY", "方向：横放、竖放 或 按宽度（默认）"),
    ),
    "supervision-sheet": (
        ("first", "DATE", "从哪一天起（默认最早的一件）"),
        ("last", "DATE", "到哪一天止（默认今天）"),
        ("kind", "WORD", "只列哪一种，如 提醒函（默认全部）"),
    ),
    "staff-handover": (
        ("handover", "NUMBER", "哪一次交接，如 JJ-2026-001（默认最近的一次）"),
        ("witness", "NAME", "监交人"),
    ),
    "handover": (("received_by", "NAME", "接收人"), ("witnessed_by", "NAME", "监交人")),
}
"""Answers with an option of their own: those that are asked for most, and those older than answer files."""


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the noun and its verbs to the command line."""
    noun = subparsers.add_parser(NOUN, help="文书：列出种类、出具并存档（PDF）、打印空表，或原样再取")
    noun.add_argument("--list", action="store_true", help="列出全部文书和各自的填写项")
    # The leaves get this option from the whole command line; here the noun itself answers.
    noun.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="用一行 JSON 回答")
    noun.set_defaults(run=list_forms, render=render_forms, needs=Needs.CALENDAR)
    verbs = noun.add_subparsers(dest="verb", metavar="VERB")
    for spec in FORM_SPECS.values():
        _register_form(verbs, spec)
    register_batch(verbs)
    again = verbs.add_parser("again", help="按编号原样取出已存档的文书")
    again.add_argument("number", metavar="NUMBER", help="文书编号，如 BB-2026-A-D11-0003")
    again.add_argument("--out", metavar="FILE", type=Path, required=True, help="PDF 写到哪里")
    again.add_argument("--as-archived", action="store_true", help="作废的也不加“作废”章，与存档逐字节一致")
    again.add_argument("--by", metavar="NAME", default="", help="谁取的，记入文书登记")
    again.set_defaults(run=print_again, render=render_issued, needs=Needs.WORKSPACE)


def register_batch(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verb for one form of many cases or projects."""
    batch = verbs.add_parser("batch", help="一种文书批量出具：每件一份，逐份编号存档，写进一个文件夹")
    several = [spec.key for spec in FORM_SPECS.values() if spec.subject in (Subject.CASE, Subject.PROJECT)]
    batch.add_argument(
        "form", metavar="FORM", choices=several, help="文书种类，针对代办件或项目的那些，见 print --list"
    )
    whose = batch.add_mutually_exclusive_group(required=True)
    whose.add_argument("--all", action="store_true", help="全部项目的代办件")
    whose.add_argument("--project", metavar="PROJECT", action="append", help="只要这个项目的，可写多次")
    whose.add_argument("--case", metavar="CASE", action="append", help="只要这一件，可写多次；项目文书不能这样写")
    batch.add_argument("--out", metavar="DIR", type=Path, required=True, help="写进哪个文件夹，要已经有")
    batch.add_argument("--answers", metavar="FILE", type=Path, help="每份都一样的填写项，JSON 文件；没写的按记录推算")
    batch.add_argument("--merge", action="store_true", help="另存一份合并打印的 PDF，各份按次序排在一起，有书签")
    batch.add_argument("--by", metavar="NAME", default="", help=f"出具人（默认为代办员，没有代办件的为“{NOBODY}”）")
    batch.set_defaults(run=paper_batch.issue_batch, render=paper_batch.render_batch, needs=Needs.WORKSPACE)


def _register_form(
    verbs: argparse._SubParsersAction[argparse.ArgumentParser], spec: FormSpec
) -> argparse.ArgumentParser:
    one = verbs.add_parser(spec.key, help=f"出具{spec.title}（{spec.code}），编号并存档；--blank 打印空表")
    if spec.subject in _ABOUT_WORDS:
        name = "PROJECT" if spec.subject is Subject.PROJECT else "CASE"
        words = _ABOUT_WORDS[spec.subject] + ("，或问题的编号" if spec.key == _ORDER else "")
        one.add_argument("about", metavar=name, nargs="?", default="", help=words)
    if spec.key == _ORDER:
        one.add_argument(
            "--row", metavar="ROW", default="", help="问题台账的哪一行，如 WT-2026-001；按这一行填好，没有项目也能出"
        )
    if spec.subject is Subject.STEP:
        one.add_argument("matter", metavar="MATTER", nargs="?", default="", help="环节的事项编码")
    one.add_argument("--out", metavar="FILE", type=Path, required=True, help="PDF 写到哪里")
    one.add_argument("--answers", metavar="FILE", type=Path, help="填写项的 JSON 文件；没写的按记录推算")
    one.add_argument("--blank", action="store_true", help="打印空表，手工填写，不编号")
    one.add_argument(
        "--copies", metavar="N", type=copies, default=None, help=f"一式几份，1 到 20（默认 {spec.copies}）"
    )
    someone = "代办员" if spec.subject in (Subject.CASE, Subject.STEP) else NOBODY
    one.add_argument("--by", metavar="NAME", default="", help=f"出具人（默认为{someone}）")
    for key, metavar, words in _OWN_OPTIONS.get(spec.key, ()):
        one.add_argument(f"--{key.replace('_', '-')}", metavar=metavar, default=None, help=words)
    one.set_defaults(run=issue, render=render_issued, needs=Needs.WORKSPACE)
    return one


def list_forms(args: argparse.Namespace, _given: object) -> list[dict[str, object]]:
    """Every form with its code, subject, occasion and what it asks."""
    if not args.list:
        raise WrongUsage(f"print 后面要写文书种类或 again，可选：{'、'.join(FORM_SPECS)}；全部种类见 print --list")
    return [
        {
            "key": spec.key,
            "code": spec.code,
            "title": spec.title,
            "subject": spec.subject.value,
            "occasion": spec.occasion.value,
            "copies": spec.copies,
            "asks": [
                {
                    "key": ask.key,
                    "label": ask.label,
                    "kind": ask.kind.value,
                    "required": ask.required,
                    "options": list(ask.options),
                    "columns": list(ask.columns),
                }
                for ask in spec.asks
            ],
        }
        for spec in FORM_SPECS.values()
    ]


def render_forms(_args: argparse.Namespace, answer: list[dict[str, Any]]) -> str:
    """One line a form, and below it what it asks."""
    lines = []
    for one in answer:
        lines.append(f"{one['code']:<6}{one['key']:<22}{one['title']}（{one['occasion']}，一式 {one['copies']} 份）")
        lines.extend(
            f"      {ask['key']}：{ask['label']}{'（必填）' if ask['required'] else ''}" for ask in one["asks"]
        )
    return "\n".join(lines)


def issue(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """Number, print and archive a paper and write its bytes; raises Refusal when the file cannot be written."""
    spec = FORM_SPECS[args.verb]
    check_place(args.out)
    if args.blank:
        return _blank(args, desk, spec)
    answers = _answers(args, spec)
    problem = _problem(args, desk) if spec.key == _ORDER else None
    if problem is not None:
        about, answers = About(project_id=problem.project_id), order_answers(problem.cells) | answers
    else:
        about = _about(args, desk, spec)
    return written(desk.documents.issue(spec.key, about, answers, issuer(args.by, about)), args.out)


def _problem(args: argparse.Namespace, desk: Desk) -> LedgerRowNow | None:
    """The row of 问题 an order is issued of, None for an order of a project; raises Refusal for an unknown row."""
    if args.row and args.about:
        raise WrongUsage("项目和 --row 只能写一个：写了 --row 就按问题台账的这一行出具")
    reference = args.row.strip() or args.about.strip()
    row_id = desk.entries.find(reference) if reference else ""
    if not args.row and row_id == reference:
        return None
    found = next((one for one in desk.entries.rows(ISSUES) if one.id == row_id), None)
    if found is None:
        raise Refusal.say(f"台账“问题”里没有“{reference}”这一行（移出的不能出具），请用 ledger list 问题 查看")
    return found


def _about(args: argparse.Namespace, desk: Desk, spec: FormSpec) -> About:
    if spec.subject is Subject.ZONE:
        return About()
    if not args.about:
        wanted = "项目" if spec.subject is Subject.PROJECT else "代办件"
        wanted += "，或用 --row 写明问题台账的哪一行" if spec.key == _ORDER else ""
        raise WrongUsage(f"请写明{wanted}；打印空表请加 --blank")
    if spec.subject is Subject.PROJECT:
        return About(project_id=desk.projects.find(args.about).id)
    if spec.subject is Subject.STEP and not args.matter:
        raise WrongUsage(f"“{spec.title}”是针对一个环节的，请在代办件后面写明事项编码")
    return About(case_id=find_case(desk, args.about).id, matter=getattr(args, "matter", ""))


def _answers(args: argparse.Namespace, spec: FormSpec) -> dict[str, object]:
    answers: dict[str, object] = read_answers(args.answers)
    for key, _metavar, _words in _OWN_OPTIONS.get(spec.key, ()):
        given = getattr(args, key)
        if given is not None:
            answers[key] = given
    if args.copies is not None:
        answers["copies"] = args.copies
    return answers


def _blank(args: argparse.Namespace, desk: Desk, spec: FormSpec) -> dict[str, object]:
    printed = desk.documents.blank(spec.key, args.copies)
    try:
        args.out.write_bytes(printed.content)
    except OSError as error:
        raise Refusal.say(f"没能写入 {args.out}；请换个位置或检查权限") from error
    return {
        "number": None,
        "sha256": printed.sha256,
        "pages": printed.pages,
        "form": spec.key,
        "case": None,
        "out": str(args.out),
        "unprintable": list(printed.unprintable),
        "remarks": list(printed.remarks),
    }


def print_again(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """Write an issued paper again as it was archived, a void one with the stamp 作废 unless asked otherwise.

    Raises Refusal when the number is unknown.
    """
    check_place(args.out)
    copy = desk.papers.copy(args.number)
    content = copy.issued.content if args.as_archived else copy.content
    answer = written(replace(copy.issued, content=content), args.out)
    desk.papers.reprinted(copy.row.number, args.by, "另存")
    return answer | {"void": copy.row.void_at is not None}


def check_place(out: Path) -> None:
    """Before a number is spent: the folder is there and can be written, and the name is not that of a folder."""
    if out.is_dir():
        raise Refusal.say(f"{out} 是文件夹，请写明 PDF 的文件名")
    if not out.parent.is_dir():
        raise Refusal.say(f"文件夹 {out.parent} 不存在，请先建好或换个位置")
    if not os.access(out if out.exists() else out.parent, os.W_OK):
        raise Refusal.say(f"不能写入 {out}，请换个位置或检查权限")


def written(issued: Issued, out: Path) -> dict[str, object]:
    """Write a paper to its file and answer what was written; raises Refusal when it cannot be written."""
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
        "case": issued.paper.case_id or None,
        "out": str(out),
        "unprintable": list(issued.unprintable),
        "remarks": list(issued.remarks),
    }


def render_issued(args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """The number, where the file is, and any characters no font can print."""
    title = FORM_SPECS[answer["form"]].title
    numbered = answer["number"] or "空表"
    lines = [f"{title} {numbered}，{answer['pages']} 页，已写到 {answer['out']}"]
    if answer.get("void"):
        lines.append("这份文书已经作废")
    if answer["unprintable"]:
        lines.append(f"以下字没有字体可印，印成了“〓”，请手填：{'、'.join(answer['unprintable'])}")
    lines += answer["remarks"]
    return "\n".join(lines)

"""`bangban-cli paper`: the register of issued papers, declaring one void, issuing it again under a new number."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from desktop_app.application.desk import Desk
from desktop_app.application.paper_register import PaperQuery, PaperRow
from desktop_app.cli.answer import Needs
from desktop_app.cli.answer_file import read_answers
from desktop_app.cli.issuer import NOBODY, issuer
from desktop_app.cli.paper import check_place, render_issued, written

NOUN = "paper"
_STATES = ("all", "valid", "void")


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the noun and its verbs to the command line."""
    noun = subparsers.add_parser(NOUN, help="文书登记：查找、作废、重出")
    verbs = noun.add_subparsers(dest="verb", metavar="VERB", required=True)
    listing = verbs.add_parser("list", help="查找出具过的文书，新的在前")
    listing.add_argument("text", metavar="TEXT", nargs="?", default="", help="编号、项目、企业、文书名、出具人或日期")
    listing.add_argument("--form", metavar="KEY", default="", help="只要一种文书，如 service-sheet")
    listing.add_argument("--year", metavar="YEAR", type=int, default=0, help="只要一个年份的编号")
    listing.add_argument("--state", choices=_STATES, default="all", help="all 全部、valid 有效、void 已作废")
    listing.set_defaults(run=list_papers, render=render_papers, needs=Needs.WORKSPACE)
    void = verbs.add_parser("void", help="作废一份文书；编号不再用，存档不变")
    void.add_argument("number", metavar="NUMBER", help="文书编号")
    void.add_argument("--reason", metavar="TEXT", required=True, help="作废原因")
    void.add_argument("--by", metavar="NAME", default="", help="谁作废的")
    void.set_defaults(run=void_paper, render=render_void, needs=Needs.WORKSPACE)
    again = verbs.add_parser("reissue", help="按现在的登记重出一份，用新编号，原来的作废")
    again.add_argument("number", metavar="NUMBER", help="原编号")
    again.add_argument("--out", metavar="FILE", type=Path, required=True, help="PDF 写到哪里")
    again.add_argument("--answers", metavar="FILE", type=Path, help="填写项的 JSON 文件；没写的沿用原来填的")
    again.add_argument("--by", metavar="NAME", default="", help=f"出具人（默认为代办员，没有代办件的为“{NOBODY}”）")
    again.set_defaults(run=reissue, render=render_issued, needs=Needs.WORKSPACE)


def list_papers(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """The papers a query finds."""
    query = PaperQuery(args.text, args.form, args.year, args.state)
    return {"papers": [_told(row) for row in desk.papers.rows(desk.papers.find(query))]}


def void_paper(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """Declare a paper void."""
    desk.papers.void(args.number, args.reason, args.by)
    (row,) = desk.papers.rows([args.number.strip()])
    return _told(row)


def reissue(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """Issue the paper again from the records as they are now."""
    draft = desk.papers.draft_of(args.number.strip())
    check_place(args.out)
    answers = draft.answers | read_answers(args.answers)
    issued = desk.documents.issue(
        draft.form, draft.about, answers, issuer(args.by, draft.about), replaces=args.number.strip()
    )
    return written(issued, args.out)


def _told(row: PaperRow) -> dict[str, object]:
    return {
        "number": row.number,
        "form": row.form,
        "title": row.title,
        "project": row.project,
        "case": row.case_id,
        "issued_on": row.issued_on.isoformat(),
        "issued_by": row.issued_by,
        "pages": row.pages,
        "sha256": row.sha256,
        "replaces": row.replaces,
        "replaced_by": row.replaced_by,
        "void_at": row.void_at.isoformat() if row.void_at else None,
        "void_by": row.void_by,
        "void_reason": row.void_reason,
        "reprints": row.reprints,
        "verifiable": row.verifiable,
        "overtaken": row.overtaken,
    }


def render_papers(args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """One line per paper."""
    lines = [
        "\t".join((one["number"], one["title"], one["project"], one["issued_on"], one["issued_by"], _state(one)))
        for one in answer["papers"]
    ]
    return "\n".join([*lines, f"共 {len(lines)} 份"])


def _state(one: Mapping[str, Any]) -> str:
    if one["void_at"] is None:
        return one["overtaken"] or "有效"
    return f"{one['void_at'][:10]} 作废：{one['void_reason']}"


def render_void(args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """What was declared void, and what follows."""
    return f"{answer['number']} 已作废：{answer['void_reason']}。编号不再使用，再打印会带“作废”章。"

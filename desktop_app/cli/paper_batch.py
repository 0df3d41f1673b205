"""`bangban-cli print batch`: one form for many cases or projects, each with its number, into one folder."""

from __future__ import annotations

import argparse
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from desktop_app.application.desk import Desk
from desktop_app.application.forms.registry import FORM_SPECS, form_spec
from desktop_app.application.forms.spec import Subject
from desktop_app.application.paper_batches import BatchItem, issue_each, leaves_of, subjects_of
from desktop_app.application.volumes import Leaf
from desktop_app.application.whole_file import write_whole
from desktop_app.cli.answer import Answer
from desktop_app.cli.answer_file import read_answers
from desktop_app.cli.find import find_case
from desktop_app.cli.issuer import issuer
from desktop_app.domain.refusals import Refusal, WrongUsage

REFUSED = 1


def issue_batch(args: argparse.Namespace, desk: Desk) -> Answer:
    """Issue a paper for each; what is refused is told and does not stop the rest, and the command ends with 1.

    Raises Refusal when the folder cannot be written or there is nothing to issue.
    """
    folder: Path = args.out
    if not folder.is_dir():
        raise Refusal.say(f"文件夹 {folder} 不存在，请先建好或换个位置")
    if not os.access(folder, os.W_OK):
        raise Refusal.say(f"不能写入 {folder}，请换个位置或检查权限")
    answers = read_answers(args.answers)
    items = _items(args, desk)
    if not items:
        raise Refusal.say("没有可以出具的：所选项目还没有代办件")
    issued: list[dict[str, object]] = []
    refused: list[dict[str, object]] = []
    done: list[BatchItem] = []
    # A batch is of cases or of projects, never of both.
    by = issuer(args.by, items[0].about)
    for item in issue_each(desk.documents, args.form, items, by, answers):
        if item.issued is None:
            refused.append(_about(item) | {"reason": item.refused})
            continue
        paper = item.issued.paper
        path = folder / f"{paper.title}-{paper.number}.pdf"
        try:
            write_whole(path, item.issued.content)
        except Refusal as error:
            raise Refusal.say(
                f"第 {len(issued) + 1} 份{error}；{paper.number} 和以前的都已编号存档，"
                f"可用 print again 取出，后面的没有出具"
            ) from error
        told = {"number": paper.number, "sha256": paper.sha256, "pages": paper.pages, "out": str(path)}
        done.append(item)
        issued.append(_about(item) | told | {"unprintable": list(item.issued.unprintable)})
    payload: dict[str, object] = {"form": args.form, "issued": issued, "refused": refused}
    if args.merge and done:
        whole = folder / f"{FORM_SPECS[args.form].title}-合并打印.pdf"
        payload["merged"] = str(_merged(desk, whole, leaves_of(done)))
    return Answer(payload, REFUSED if refused else 0)


def _merged(desk: Desk, path: Path, leaves: list[Leaf]) -> Path:
    """One PDF of all the papers, a bookmark each; an older one of the same name is replaced, as in the window."""
    content = desk.volumes.behind_each_other(path.stem, leaves)
    try:
        write_whole(path, content)
    except Refusal as refused:
        raise Refusal.say(f"{len(leaves)} 份都已出具，合并打印的文件没有写成：{refused}") from refused
    return path


def _items(args: argparse.Namespace, desk: Desk) -> list[BatchItem]:
    if args.all:
        return subjects_of(desk.documents, args.form, [one.id for one in desk.projects.all()])
    if args.project:
        return subjects_of(desk.documents, args.form, [desk.projects.find(one).id for one in args.project])
    if form_spec(args.form).subject is Subject.PROJECT:
        raise WrongUsage("这种文书针对项目，请用 --project 或 --all")
    cases = [find_case(desk, one) for one in args.case]
    every = subjects_of(desk.documents, args.form, list(dict.fromkeys(one.project_id for one in cases)))
    wanted = {one.id for one in cases}
    return [item for item in every if item.about.case_id in wanted]


def _about(item: BatchItem) -> dict[str, object]:
    return {"name": item.name, "case": item.about.case_id or None, "project": item.about.project_id or None}


def render_batch(_args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """A line a paper, then what was refused and why."""
    title = FORM_SPECS[answer["form"]].title
    lines = [f"{one['number']}\t{one['name']}\t{one['out']}" for one in answer["issued"]]
    lines += [f"✕ {one['name']}：{one['reason']}" for one in answer["refused"]]
    refused = f"，不能出具 {len(answer['refused'])} 份" if answer["refused"] else ""
    lines += [f"合并打印\t{answer['merged']}"] if "merged" in answer else []
    return "\n".join([*lines, f"{title}：已出具 {len(answer['issued'])} 份{refused}"])

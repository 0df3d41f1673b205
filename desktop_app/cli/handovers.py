"""The verbs of `bangban-cli officer` that hand work over: counted first, then committed, accepted or taken back."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from desktop_app.application.desk import Desk
from desktop_app.application.handovers import HandoverWish, Share
from desktop_app.cli.answer import Needs
from desktop_app.cli.arguments import day
from desktop_app.cli.dates import iso
from desktop_app.cli.find import find_case
from desktop_app.domain.handover import COUNT_WORDS, HANDOVER_WORDS, Handover, HandoverList, HandoverState
from desktop_app.domain.refusals import Refusal


def add_verbs(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add handover, handovers, accept and take-back."""
    over = verbs.add_parser("handover", help="交接：件、环节、原件、提醒一次全部转给接收人，数量先报后办")
    over.add_argument("--from", dest="giver", metavar="NAME", required=True, help="移交人")
    over.add_argument("--to", dest="taker", metavar="NAME", required=True, help="接收人")
    over.add_argument(
        "--case", metavar="CASE", action="append", default=[], help="只交这个代办件，可写多次（默认全部）"
    )
    over.add_argument("--reason", metavar="TEXT", required=True, help="交接原因，如 岗位调整")
    over.add_argument("--on", metavar="DATE", type=day, default=None, help="交接日期（默认今天）")
    over.add_argument("--dry-run", action="store_true", help="只清点，不交接")
    over.add_argument("--expect", metavar="CODE", default="", help="清点时给出的校验码；内容有变就拒绝")
    over.add_argument("--by", metavar="NAME", default="", help="登记人（默认同移交人）")
    over.set_defaults(run=hand_over, render=render_over, needs=Needs.WORKSPACE)
    listing = verbs.add_parser("handovers", help="列出交接，最近的在前")
    listing.add_argument("--waiting", action="store_true", help="只列待接收的")
    listing.set_defaults(run=list_handovers, render=render_handovers, needs=Needs.WORKSPACE)
    accept = verbs.add_parser("accept", help="接收人确认交接：数量相符，或写明差异")
    accept.add_argument("--difference", metavar="TEXT", default="", help="与清单不符的地方")
    back = verbs.add_parser("take-back", help="撤回还没有接收的交接，全部退回移交人")
    back.add_argument("--reason", metavar="TEXT", required=True, help="撤回原因")
    for verb, run in ((accept, accept_handover), (back, take_back)):
        verb.add_argument("number", metavar="NUMBER", help="交接编号，如 JJ-2026-001")
        verb.add_argument("--by", metavar="NAME", required=True, help="登记人；接收要由接收人本人或其代管人登记")
        verb.set_defaults(run=run, render=render_one, needs=Needs.WORKSPACE)


def hand_over(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """Count what would change hands and, unless `--dry-run`, hand it over; raises Refusal `stale` when the list is
    no longer the one of `--expect`."""
    cases = tuple(find_case(desk, one).id for one in args.case)
    wish = HandoverWish(args.giver, (Share(args.taker, cases),), args.reason, args.on or desk.overview.day())
    announced = desk.handovers.announce(wish)
    (handed,) = announced.lists
    answer: dict[str, object] = {**list_keys(handed), "remarks": list(announced.remarks), "dry_run": args.dry_run}
    if args.expect and not handed.digest.startswith(args.expect.strip().lower()):
        raise Refusal("stale", name="要交接的内容")
    if args.dry_run:
        return answer
    (made,), _ = desk.handovers.commit(wish, announced.digests, args.by.strip() or args.giver.strip())
    return {**answer, "number": made.number, "state": made.state.value}


def list_handovers(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """Handovers with their counts and what became of them."""
    every = desk.handovers.waiting() if args.waiting else desk.handovers.all()
    return {"handovers": [one_keys(one) for one in every]}


def accept_handover(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """Confirm the counts, or say what differs."""
    return one_keys(desk.handovers.accept(args.number, args.by, args.difference)[0])


def take_back(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """Undo a handover nobody has accepted."""
    return one_keys(desk.handovers.take_back(args.number, args.by, args.reason)[0])


def list_keys(handed: HandoverList) -> dict[str, object]:
    """What changes hands, counted and line by line."""
    return {
        "from": handed.giver,
        "to": handed.taker,
        "on": iso(handed.on),
        "counts": asdict(handed.counts),
        "code": handed.digest[:12],
        "firm": all(one.firm for one in handed.steps),
        "cases": [
            {
                "case": one.case_id,
                "project": one.project_id,
                "project_name": one.project,
                "template_name": one.template,
                "whole": one.whole,
                "steps": one.steps,
                "running": one.running,
                "overdue": one.overdue,
            }
            for one in handed.cases
        ],
        "steps": [
            {
                "case": one.case_id,
                "matter": one.matter,
                "title": one.title,
                "state": one.state.value,
                "clock": one.clock,
                "due": iso(one.due) if one.firm else None,
                **({} if one.firm else {"provisional": iso(one.due)}),
                "firm": one.firm,
            }
            for one in handed.steps
        ],
        "originals": [
            {"item": one.item, "case": one.case_id, "material": one.material, "count": one.count}
            for one in handed.originals
        ],
        "reminders": [{"id": one.id, "case": one.case_id, "title": one.title} for one in handed.reminders],
        "deliveries": [{"matter": one.id, "case": one.case_id, "title": one.title} for one in handed.deliveries],
        "problems": [{"entry": one.id, "project_name": one.project, "title": one.title} for one in handed.problems],
    }


def one_keys(one: Handover) -> dict[str, object]:
    """A handover with every act on it."""
    return {
        "number": one.number,
        "state": one.state.value,
        "reason": one.reason,
        **list_keys(one.handed),
        "acts": [
            {"act": act.act.value, "at": act.at.isoformat(timespec="seconds"), "by": act.by, "note": act.note}
            for act in one.entries
        ],
    }


def render_over(args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """The counts, the cases, and whether it was done."""
    head = f"{answer['from']} → {answer['to']}\t{_counts(answer)}"
    lines = [head, *answer["remarks"]]
    lines += [
        f"  {one['project_name']}\t{one['template_name']}\t{'整件' if one['whole'] else '仅环节'}\t"
        f"未结 {one['steps']}，在办（含暂停）{one['running']}，逾期 {one['overdue']}"
        for one in answer["cases"]
    ]
    if answer["dry_run"]:
        lines.append(f"只清点，没有交接；校验码 {answer['code']}")
    else:
        number = answer["number"]
        lines.append(
            f"已交接，编号 {number}，待{answer['to']}接收；交接单用 print staff-handover --handover {number} 打印"
        )
    return "\n".join(lines)


def render_handovers(args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """One handover a line."""
    return "\n".join(_line(one) for one in answer["handovers"]) or "还没有交接"


def render_one(args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """A handover after an act."""
    return _line(answer)


def _line(one: Mapping[str, Any]) -> str:
    words = HANDOVER_WORDS[HandoverState(one["state"])]
    return f"{one['number']}\t{words}\t{one['on']}\t{one['from']} → {one['to']}\t{_counts(one)}"


def _counts(answer: Mapping[str, Any]) -> str:
    return "、".join(f"{word} {answer['counts'][key]}" for key, word in COUNT_WORDS.items())

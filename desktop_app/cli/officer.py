"""`bangban-cli officer`: who is there, what they have in hand, leaves and who covers, and handing work over."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from desktop_app.application.desk import Desk
from desktop_app.application.officer_hand import HAND_WORDS, HandLine
from desktop_app.application.officers import OfficerRow
from desktop_app.cli import handovers
from desktop_app.cli.answer import Needs
from desktop_app.cli.arguments import day
from desktop_app.cli.dates import due_words, iso, projected_keys
from desktop_app.domain.officer import Cover, Leave, Officer
from desktop_app.domain.progress import Lamp
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.terms import LAMP_SIGNS, LAMP_WORDS

NOUN = "officer"

_WORDS = {
    "projects": "项目",
    "cases": "代办件",
    "running": "在办",
    "suspended": "暂停",
    "ready": "可办",
    "overdue": "逾期",
    "soon": "五日内",
    "originals": "原件",
    "reminders": "提醒",
    "problems": "问题",
    "visits": "走访",
}


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the noun and its verbs."""
    noun = subparsers.add_parser(NOUN, help="人员：名册、工作量、请假代管、交接")
    verbs = noun.add_subparsers(dest="verb", metavar="VERB", required=True)
    listing = verbs.add_parser("list", help="每个人手上有多少：项目、件、环节、逾期、原件、提醒")
    listing.set_defaults(run=list_officers, render=render_officers, needs=Needs.WORKSPACE)
    show = verbs.add_parser("show", help="一个人的登记、请假，手上的环节，和每个数背后的代办件、原件、提醒、问题、走访")
    show.add_argument("name", metavar="NAME", help="姓名，也可以是旧名")
    show.set_defaults(run=show_officer, render=render_officer, needs=Needs.WORKSPACE)
    _add_add(verbs)
    leave = verbs.add_parser("leave", help="登记请假，期间由谁代管；代管不改变谁是代办员")
    leave.add_argument("name", metavar="NAME", help="谁请假")
    leave.add_argument("--from", dest="first", metavar="DATE", type=day, required=True, help="第一天")
    leave.add_argument("--to", dest="last", metavar="DATE", type=day, required=True, help="最后一天")
    leave.add_argument("--substitute", metavar="NAME", default="", help="代管人（默认为常任代管人）")
    leave.add_argument("--reason", metavar="TEXT", default="", help="事由，如 年假")
    leave.add_argument("--cancel", action="store_true", help="撤销这段请假（起止日期要与登记的相同），要写 --reason")
    leave.add_argument("--by", metavar="NAME", required=True, help="登记人")
    leave.set_defaults(run=enter_leave, render=render_leave, needs=Needs.WORKSPACE)
    cover = verbs.add_parser("cover", help="某一天谁不在、由谁代管")
    cover.add_argument("--on", metavar="DATE", type=day, default=None, help="哪一天（默认今天）")
    cover.set_defaults(run=show_cover, render=render_cover, needs=Needs.WORKSPACE)
    handovers.add_verbs(verbs)


def _add_add(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    add = verbs.add_parser("add", help="登记一个人，或修改登记；--all 把件里没登记的姓名全部登记")
    add.add_argument("name", metavar="NAME", nargs="?", default="", help="姓名")
    add.add_argument("--all", action="store_true", help="把代办件里出现、还没有登记的姓名全部登记")
    add.add_argument("--rename", metavar="NAME", default="", help="改成这个姓名，旧名保留可查")
    add.add_argument("--carry", action="store_true", help="改名时，未办完的代办件也改用新名（逐件留记录）")
    for key, word in (
        ("unit", "单位"),
        ("zone", "园区"),
        ("post", "岗位"),
        ("deputy", "常任代管人"),
        ("note", "备注"),
    ):
        add.add_argument(f"--{key}", metavar="TEXT", default=None, help=word)
    add.add_argument("--active-from", metavar="DATE", type=day, default=None, help="到岗日期")
    add.add_argument("--active-to", metavar="DATE", type=day, default=None, help="离岗日期（最后一天）")
    add.add_argument("--by", metavar="NAME", required=True, help="登记人")
    add.set_defaults(run=add_officer, render=render_added, needs=Needs.WORKSPACE)


def list_officers(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """Everybody with their workload today."""
    board = desk.officers.board()
    return {"as_of": iso(board.today), "officers": [_row_keys(row) for row in board.rows]}


def show_officer(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """One person with what is in hand; raises Refusal for a name nobody has."""
    board = desk.officers.board()
    name = board.directory.present_name(args.name.strip())
    row = next((one for one in board.rows if one.name == name), None)
    if row is None:
        raise Refusal.say(f"没有“{args.name}”这个人，请用 officer list 查看")
    names = board.directory.known_as(name)
    steps = [
        {
            **projected_keys(one.step),
            "project_name": one.entry.project,
            "lamp": one.lamp.value,
            "left": one.left,
        }
        for one in desk.officers.steps(name)
    ]
    return {
        **_row_keys(row),
        "as_of": iso(board.today),
        "firm": all(step["firm"] for step in steps),
        "leaves": [_leave_keys(one) for one in board.directory.leaves if one.officer in names],
        "steps": steps,
        "hand": {kind.value: [_hand_keys(line) for line in lines] for kind, lines in desk.officers.hand(name).items()},
    }


def add_officer(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """Enter an officer, change one, or enter every name that cases use; raises Refusal for a name that is taken."""
    if args.all:
        made, _ = desk.officers.register_strangers(args.by)
        return {"added": [one.name for one in made], "changed": False, "events": 0}
    known = desk.officers.directory().officer(args.name)
    said = {
        key: value
        for key in ("unit", "zone", "post", "deputy", "note", "active_from", "active_to")
        if (value := getattr(args, key)) is not None
    }
    wanted = replace(known or Officer("", args.name), **said)
    if args.rename.strip():
        wanted = replace(wanted, name=args.rename)
    officer, events, _ = desk.officers.save(wanted, args.by, carry=args.carry)
    return {"added": [officer.name], "changed": known is not None, "events": len(events)}


def enter_leave(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """Enter a leave, or take one back; raises Refusal when it overlaps another or nobody could cover it."""
    if args.cancel:
        known = desk.officers.directory()
        names = known.known_as(args.name.strip())
        found = next(
            (
                one
                for one in known.leaves
                if one.officer in names and (one.first, one.last) == (args.first, args.last) and not one.cancelled
            ),
            None,
        )
        leave, _ = desk.officers.cancel_leave(found.id if found else "", args.by, args.reason)
        return {**_leave_keys(leave), "words": f"已撤销{leave.officer}的这次请假"}
    wanted = Leave("", args.name, args.first, args.last, args.reason, args.substitute)
    leave, said, _ = desk.officers.save_leave(wanted, args.by)
    return {**_leave_keys(leave), "words": said}


def show_cover(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """Who is away on a day and who covers them."""
    on = args.on or desk.overview.day()
    return {"on": iso(on), "covers": [cover_keys(one) for one in desk.officers.directory().absences(on)]}


def render_officers(args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """One person a line."""
    lines = [_row_words(one) for one in answer["officers"]]
    return "\n".join(lines) or "还没有人员：开办代办件以后这里自动列出，也可以用 officer add 登记"


def render_officer(args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """The person, the leaves, then a step a line, then the rows behind every other count."""
    lines = [_row_words(answer)]
    lines += [_leave_words(one) for one in answer["leaves"]]
    for step in answer["steps"]:
        lamp = Lamp(step["lamp"])
        lines.append(
            f"  {LAMP_SIGNS[lamp]} {LAMP_WORDS[lamp]}\t{step['project_name']}\t{step['title']}\t{due_words(step)}"
        )
    for kind, word in HAND_WORDS.items():
        found = answer["hand"][kind.value]
        lines += [f"{word}："] if found else []
        lines += [_hand_words(one) for one in found]
    return "\n".join(lines)


def render_added(args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """Who was entered or changed."""
    done = "已修改" if answer["changed"] else "已登记"
    more = f"，{answer['events']} 条记录改用新名" if answer["events"] else ""
    return f"{done}：{'、'.join(answer['added'])}{more}"


def render_leave(args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """The leave and who covers it."""
    return str(answer["words"])


def render_cover(args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """One absence a line."""
    return "\n".join(one["words"] for one in answer["covers"]) or f"{answer['on']} 没有人请假"


def _row_keys(row: OfficerRow) -> dict[str, Any]:
    officer = row.officer
    return {
        "name": row.name,
        "registered": row.registered,
        "active": row.active,
        "former": list(officer.former) if officer else [],
        "unit": officer.unit if officer else "",
        "zone": officer.zone if officer else "",
        "post": officer.post if officer else "",
        "deputy": officer.deputy if officer else "",
        "active_from": iso(officer.active_from) if officer else None,
        "active_to": iso(officer.active_to) if officer else None,
        "note": officer.note if officer else "",
        "teams": list(row.teams),
        "cover": cover_keys(row.cover) if row.cover else None,
        "projects": row.projects,
        "cases": row.cases,
        "running": row.steps.running,
        "suspended": row.steps.suspended,
        "ready": row.steps.ready,
        "waiting": row.steps.waiting,
        "overdue": row.steps.overdue,
        "soon": row.steps.soon,
        "originals": row.originals,
        "reminders": row.reminders,
        "problems": row.problems,
        "visits": row.visits,
        "share": round(row.share, 4),
    }


def _hand_keys(line: HandLine) -> dict[str, Any]:
    return {
        "id": line.id,
        "what": line.what,
        "where": line.where,
        "state": line.state,
        "lamp": line.lamp.value if line.lamp else None,
        "on": iso(line.on),
        "note": line.note,
        "project": line.project_id or None,
        "case": line.case_id or None,
        "matter": line.matter or None,
    }


def _hand_words(one: Mapping[str, Any]) -> str:
    sign = f"{LAMP_SIGNS[Lamp(one['lamp'])]} " if one["lamp"] else ""
    return f"  {sign}{one['state']}\t{one['where']}\t{one['what']}\t{one['on'] or ''}\t{one['note']}".rstrip()


def _row_words(one: Mapping[str, Any]) -> str:
    state = "未登记" if not one["registered"] else "在岗" if one["active"] else "不在岗"
    if one["cover"]:
        state = one["cover"]["words"]
    counts = "　".join(f"{word} {one[key]}" for key, word in _WORDS.items())
    teams = f"\t{'、'.join(one['teams'])}" if one["teams"] else ""
    return f"{one['name']}\t{state}\t{counts}\t占 {one['share']:.0%}{teams}"


def _leave_keys(one: Leave) -> dict[str, Any]:
    return {
        "id": one.id,
        "officer": one.officer,
        "from": iso(one.first),
        "to": iso(one.last),
        "reason": one.reason,
        "substitute": one.substitute,
        "cancelled": one.cancelled,
    }


def _leave_words(one: Mapping[str, Any]) -> str:
    gone = "（已撤销）" if one["cancelled"] else ""
    return f"  请假 {one['from']} 至 {one['to']} {one['reason']}，代管 {one['substitute'] or '常任代管人'}{gone}"


def cover_keys(one: Cover) -> dict[str, Any]:
    """Who is away, until when, and who stands in."""
    return {
        "absent": one.absent,
        "by": one.by or None,
        "chain": list(one.chain),
        "until": iso(one.leave.last),
        "words": one.words,
    }

"""`bangban-cli team`: the teams 专班, who leads and belongs to them, and what they carry."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from desktop_app.application.desk import Desk
from desktop_app.cli.answer import Needs
from desktop_app.cli.arguments import day
from desktop_app.cli.dates import iso
from desktop_app.domain.officer import Membership, Team

NOUN = "team"


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the noun and its verbs."""
    noun = subparsers.add_parser(NOUN, help="专班：组长、成员、承担的产业链和项目")
    verbs = noun.add_subparsers(dest="verb", metavar="VERB", required=True)
    listing = verbs.add_parser("list", help="列出专班")
    listing.set_defaults(run=list_teams, render=render_teams, needs=Needs.WORKSPACE)
    add = verbs.add_parser("add", help="新建专班，或修改同名的专班")
    add.add_argument("name", metavar="NAME", help="专班名称")
    add.add_argument("--leader", metavar="NAME", default=None, help="组长")
    add.add_argument("--zone", metavar="TEXT", default=None, help="园区")
    add.add_argument("--chain", metavar="TEXT", default=None, help="产业链")
    add.add_argument("--note", metavar="TEXT", default=None, help="备注")
    add.add_argument("--member", metavar="NAME", action="append", default=[], help="成员，可写多次")
    add.add_argument("--since", metavar="DATE", type=day, default=None, help="这次写的成员从哪一天起")
    add.add_argument("--leave", metavar="NAME", action="append", default=[], help="退出的成员，可写多次")
    add.add_argument("--until", metavar="DATE", type=day, default=None, help="退出的成员到哪一天为止（默认今天）")
    add.add_argument("--project", metavar="PROJECT", action="append", default=[], help="承担的项目，可写多次")
    add.add_argument("--dissolve", action="store_true", help="撤销这个专班")
    add.add_argument("--by", metavar="NAME", required=True, help="登记人")
    add.set_defaults(run=add_team, render=render_added, needs=Needs.WORKSPACE)


def list_teams(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """The teams there are."""
    names = {project.id: project.name for project in desk.projects.all()}
    return {"teams": [_keys(one, names) for one in desk.officers.directory().teams if not one.dissolved]}


def add_team(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """Enter or change a team; raises Refusal for a member nobody registered."""
    known = next(
        (one for one in desk.officers.directory().teams if one.name == args.name.strip() and not one.dissolved), None
    )
    said = {key: value for key in ("leader", "zone", "chain", "note") if (value := getattr(args, key)) is not None}
    team = replace(known or Team("", args.name), **said)
    gone, until = {one.strip() for one in args.leave}, args.until or desk.overview.day()
    members = [replace(one, until=until) if one.name in gone else one for one in team.members]
    members += [Membership(name.strip(), args.since) for name in args.member]
    projects = dict.fromkeys((*team.projects, *(desk.projects.find(one).id for one in args.project)))
    team = replace(team, members=tuple(members), projects=tuple(projects), dissolved=args.dissolve)
    kept, _ = desk.officers.save_team(team, args.by)
    return {**_keys(kept, {one.id: one.name for one in desk.projects.all()}), "changed": known is not None}


def _keys(team: Team, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "team": team.id,
        "name": team.name,
        "leader": team.leader,
        "zone": team.zone,
        "chain": team.chain,
        "note": team.note,
        "members": [{"name": one.name, "since": iso(one.since), "until": iso(one.until)} for one in team.members],
        "projects": [{"project": one, "project_name": names.get(one, "")} for one in team.projects],
        "dissolved": team.dissolved,
    }


def render_teams(args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """One team a line."""
    return "\n".join(map(_words, answer["teams"])) or "还没有专班，用 team add 新建"


def render_added(args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """The team as it is now."""
    done = "已撤销" if answer["dissolved"] else "已修改" if answer["changed"] else "已新建"
    return f"{done}：{_words(answer)}"


def _words(one: Mapping[str, Any]) -> str:
    members = "、".join(
        member["name"] + (f"（至 {member['until']}）" if member["until"] else "") for member in one["members"]
    )
    carries = "、".join(filter(None, (one["chain"], *(project["project_name"] for project in one["projects"]))))
    parts = (one["name"], f"组长 {one['leader'] or '未定'}", f"成员 {members or '无'}", f"承担 {carries or '未写'}")
    return "\t".join(parts)

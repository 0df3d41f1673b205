"""`bangban-cli workspace`: make a workspace, make a demonstration one, show its settings."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from typing import Any

from desktop_app.application.calendar_moves import MovedDate
from desktop_app.application.counting import basis_words
from desktop_app.application.day_policy import DAY_POLICY_WORDS
from desktop_app.application.demo import build_demo
from desktop_app.application.desk import Desk
from desktop_app.application.ports import Workspace
from desktop_app.cli.answer import Installation, Needs
from desktop_app.cli.benchmark import basis
from desktop_app.cli.calendar import moved_keys, moved_lines
from desktop_app.domain.benchmark import CountingBasis
from desktop_app.domain.limit import Unit
from desktop_app.domain.refusals import Refusal, WrongUsage

NOUN = "workspace"


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the noun and its verbs to the command line."""
    noun = subparsers.add_parser(NOUN, help="工作区：新建、生成演示数据、查看和修改设置")
    verbs = noun.add_subparsers(dest="verb", metavar="VERB", required=True)

    init = verbs.add_parser("init", help="在空文件夹里新建工作区")
    init.add_argument("--centre", metavar="NAME", default="", help="服务中心名称，印在每张文书上")
    init.add_argument("--desk", metavar="LETTER", default="", help="台席代号，一个大写字母，每台电脑各用一个（默认 A）")
    init.add_argument("--phone", metavar="PHONE", default="", help="监督电话，印在文书上")
    init.set_defaults(run=init_workspace, render=render_workspace, needs=Needs.INSTALLATION)

    demo = verbs.add_parser("demo", help="在空文件夹里新建演示工作区：真实台账项目加上各种状态的代办件")
    demo.set_defaults(run=demo_workspace, render=render_workspace, needs=Needs.INSTALLATION)

    change = verbs.add_parser("set", help="修改工作区设置；只改写明的几项")
    change.add_argument("--name", metavar="NAME", help="工作区名称，显示在窗口左下角，不印在文书上")
    change.add_argument("--centre", metavar="NAME", help="服务中心名称，印在以后的每张文书上")
    change.add_argument("--desk", metavar="LETTER", help="台席代号；换了以后新文书另起一个号列，旧文书编号不变")
    change.add_argument("--phone", metavar="PHONE", help="监督电话，印在文书上；写成空的就是没有")
    change.add_argument(
        "--day-policy",
        choices=[unit.value for unit in DAY_POLICY_WORDS],
        help="只写“日”的时限按工作日（WD）还是自然日（ND）计；在办期限随即重算，并记入有变动的项目",
    )
    change.add_argument(
        "--counting",
        metavar="BASIS",
        type=basis,
        help="对标天数的口径：WD 工作日、ND 自然日，后面可接 -补正、-特别程序 表示不含；own 各按对标自己的口径",
    )
    change.add_argument(
        "--reason", metavar="TEXT", default="", help="改口径的依据，如会议纪要文号；改 --day-policy 时必填"
    )
    change.add_argument("--by", metavar="NAME", default="", help="谁定的口径；改 --day-policy 时必填")
    change.add_argument("--dry-run", action="store_true", help="只列出改口径会变动的期限，什么都不写入")
    change.set_defaults(run=set_workspace, render=render_workspace, needs=Needs.WORKSPACE)

    show = verbs.add_parser("show", help="查看工作区设置")
    show.set_defaults(run=show_workspace, render=render_workspace, needs=Needs.WORKSPACE)


def init_workspace(args: argparse.Namespace, installation: Installation) -> dict[str, object]:
    """Make a workspace in an empty folder; raises Refusal when there is one already."""
    wishes = {"centre": args.centre.strip(), "desk": args.desk.strip(), "phone": args.phone.strip()}
    stated = {name: value for name, value in wishes.items() if value}
    with closing(installation.program.open_desk(installation.folder, create=True)) as desk:
        if stated:
            desk.workspace.save(replace(desk.workspace.get(), **stated))
        return _facts(desk)


def demo_workspace(args: argparse.Namespace, installation: Installation) -> dict[str, object]:
    """Make a workspace with demonstration data relative to today; raises Refusal when there is a workspace already."""
    with closing(installation.program.open_desk(installation.folder, create=True)) as desk:
        build_demo(desk, desk.overview.day())
        return show_workspace(args, desk)


def set_workspace(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """Change the settings that are stated; raises Refusal when none is, or when one cannot be."""
    wishes = {"name": args.name, "centre": args.centre, "desk": args.desk, "phone": args.phone}
    stated = {name: value.strip() for name, value in wishes.items() if value is not None}
    if not stated and args.day_policy is None and args.counting is None:
        raise Refusal.say(
            "没有写要改哪一项；请至少写 --name、--centre、--desk、--phone、--day-policy、--counting 中的一项"
        )
    if args.dry_run and args.day_policy is None:
        raise WrongUsage("--dry-run 只用来试算 --day-policy")
    if args.day_policy is not None and (stated or args.counting is not None):
        # Either could be refused after the other was kept.
        raise WrongUsage("--day-policy 会重算在办期限，请单独写这一项，其他设置另写一条命令")
    if stated:
        desk.workspace.save(replace(desk.workspace.get(), **stated))
    if args.counting is not None:
        desk.benchmarks.count_by(args.counting.basis, args.by.strip() or "命令行")
    if args.day_policy is None:
        return _facts(desk)
    return {**_policy_answer(args, desk), **_facts(desk)}


def _policy_answer(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    policy = Unit(args.day_policy)
    if args.dry_run:
        moved: Sequence[MovedDate] = desk.calendars.preview_day_policy(policy)
    else:
        if policy is not desk.calendar.day_policy and not (args.by.strip() and args.reason.strip()):
            raise Refusal.say("改时限口径会重算在办期限，请写明依据（--reason）和登记人（--by）；先看影响用 --dry-run")
        moved = desk.calendars.set_day_policy(policy, args.by.strip() or "命令行", args.reason).moved
    return {"dry_run": args.dry_run, "moved": [moved_keys(one) for one in moved]}


def show_workspace(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """The settings in force and what the workspace holds."""
    return {
        **_facts(desk),
        "projects": len(desk.projects.all()),
        "cases": len(desk.overview.every_case_id()),
        "officers": desk.overview.officers(),
    }


def _facts(desk: Desk) -> dict[str, object]:
    found: Workspace = desk.workspace.get()
    return {
        "workspace": found.id,
        "folder": str(desk.folder),
        "name": found.name,
        "centre": found.centre,
        "desk": found.desk,
        "phone": found.phone,
        "demo": found.demo,
        "read_only": desk.read_only,
        "day_policy": desk.calendar.day_policy.value,
        "counting": counting.code if (counting := desk.benchmarks.standing_basis()) else "own",
    }


def render_workspace(args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """The settings, one a line."""
    marks = ("（演示数据）" if answer["demo"] else "") + ("（只读）" if answer["read_only"] else "")
    lines = [
        f"工作区：{answer['folder']}{marks}",
        f"服务中心：{answer['centre'] or '未填'}",
        f"台席代号：{answer['desk']}",
        f"监督电话：{answer['phone'] or '未填'}",
        f"工作区名称：{answer['name'] or '未填'}",
        f"只写“日”的时限：按{DAY_POLICY_WORDS[Unit(answer['day_policy'])]}计",
    ]
    counting = answer["counting"]
    lines.append(f"对标天数{basis_words(None if counting == 'own' else CountingBasis.parse(counting))}")
    if "moved" in answer:
        lines += moved_lines(answer)
    if "projects" in answer:
        lines.append(f"项目 {answer['projects']} 个，代办件 {answer['cases']} 件")
    return "\n".join(lines)

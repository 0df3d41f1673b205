"""`bangban-cli case`: open a case for a project, also mid-way, and show where all its steps stand."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import Any

from desktop_app.application.cases import DoneBefore, Opening, People
from desktop_app.application.desk import Desk
from desktop_app.cli import forecasts, outlooks, plans
from desktop_app.cli.answer import Needs
from desktop_app.cli.arguments import day, pair
from desktop_app.cli.dates import benchmark_keys, clocks_words, iso, standing_keys
from desktop_app.cli.find import find_case
from desktop_app.domain.progress import Lamp
from desktop_app.domain.refusals import Refusal, WrongUsage
from desktop_app.domain.terms import LAMP_SIGNS, LAMP_WORDS

NOUN = "case"


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the noun and its verbs to the command line."""
    noun = subparsers.add_parser(NOUN, help="代办件：立件、查看、走势、预测、天数归属、推进方案")
    verbs = noun.add_subparsers(dest="verb", metavar="VERB", required=True)

    opening = verbs.add_parser("open", help="为一个项目立件，也可以中途接手")
    opening.add_argument("project", metavar="PROJECT", help="项目编号、项目代码，或不重名的项目名称")
    opening.add_argument("--template", metavar="KEY", required=True, help="流程模板编号，如 SX-BZD")
    opening.add_argument("--on", metavar="DATE", type=day, required=True, help="立件日期，如 2026-11-05")
    opening.add_argument("--officer", metavar="NAME", required=True, help="代办员")
    opening.add_argument("--lead-official", metavar="NAME", default="", help="包联领导（默认同项目）")
    opening.add_argument("--lead-unit", metavar="NAME", default="", help="包联单位（默认同项目）")
    opening.add_argument("--specialist", metavar="NAME", default="", help="项目专员（默认同项目）")
    opening.add_argument("--include", metavar="MATTER", nargs="+", action="extend", default=[], help="纳入的可选环节")
    opening.add_argument(
        "--leave-out", metavar="MATTER=REASON", type=pair, action="append", default=[], help="不办的环节和原因"
    )
    opening.add_argument(
        "--none", metavar="GROUP", action="append", default=[], help="“至多选一项”的择一组都不办，如 水土保持，可写多次"
    )
    opening.add_argument(
        "--done",
        metavar="MATTER=WHEN",
        type=pair,
        action="append",
        default=[],
        help="早已办完的环节：日期 2026-09-10、月份 2026-09 或 不详，可写多次",
    )
    opening.add_argument("--by", metavar="NAME", default="", help="登记人（默认同代办员）")
    opening.set_defaults(run=open_case, render=render_opened, needs=Needs.WORKSPACE)

    show = verbs.add_parser("show", help="查看一个代办件：每个环节的状态、灯号、期限、前置")
    show.add_argument("case", metavar="CASE", help="代办件编号，或其不重复的前 8 位以上")
    show.set_defaults(run=show_case, render=render_case, needs=Needs.WORKSPACE)

    assign = verbs.add_parser("assign", help="改派整个代办件：代办员、包联领导、包联单位、项目专员")
    assign.add_argument("case", metavar="CASE", help="代办件编号，或其不重复的前 8 位以上")
    assign.add_argument("--officer", metavar="NAME", help="代办员；单独指派过的环节不受影响")
    assign.add_argument("--lead-official", metavar="NAME", help="包联领导")
    assign.add_argument("--lead-unit", metavar="NAME", help="包联单位")
    assign.add_argument("--specialist", metavar="NAME", help="项目专员")
    assign.add_argument("--reason", metavar="TEXT", default="", help="改派的原因")
    assign.add_argument("--by", metavar="NAME", default="", help="登记人（默认同现任代办员）")
    assign.set_defaults(run=assign_case, render=render_assigned, needs=Needs.WORKSPACE)
    outlooks.add_verbs(verbs)
    forecasts.add_verbs(verbs)
    plans.add_verbs(verbs)


def open_case(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """Open a case; raises Refusal when the project, template or a step is unknown or such a case is open already."""
    opening = Opening(
        project_id=desk.projects.find(args.project).id,
        template=args.template,
        on=args.on,
        officer=args.officer,
        lead_official=args.lead_official,
        lead_unit=args.lead_unit,
        specialist=args.specialist,
        include=tuple(args.include),
        leave_out=tuple(args.leave_out),
        none=tuple(args.none),
        done=tuple(_done_before(matter, when) for matter, when in args.done),
    )
    case, _ = desk.cases.open(opening, args.by.strip() or args.officer.strip())
    return {
        "case": case.id,
        "project": case.project_id,
        "template": case.template.key,
        "version": case.template.version,
        "officer": case.officer,
        "steps": len(case.template.steps),
    }


def assign_case(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """Hand a case to other people; raises Refusal when nothing changes."""
    found = find_case(desk, args.case)
    people = People(args.officer, args.lead_official, args.lead_unit, args.specialist)
    case, _ = desk.cases.assign(found.id, people, args.by.strip() or found.officer, args.reason)
    return {
        "case": case.id,
        "officer": case.officer,
        "lead_official": case.lead_official,
        "lead_unit": case.lead_unit,
        "specialist": case.specialist,
    }


def render_assigned(_args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """Who carries the case now."""
    names = (
        ("代办员", "officer"),
        ("包联领导", "lead_official"),
        ("包联单位", "lead_unit"),
        ("项目专员", "specialist"),
    )
    return "已改派：" + "，".join(f"{word} {answer[key] or '未定'}" for word, key in names)


def _done_before(matter: str, when: str) -> DoneBefore:
    if when == "不详":
        return DoneBefore(matter)
    try:
        # A month is told from a day by its length, so that a wrong day is not read as something else.
        if len(when) == len("2026-09"):
            day(f"{when}-01")
            return DoneBefore(matter, month=when)
        return DoneBefore(matter, on=day(when))
    except argparse.ArgumentTypeError as error:
        raise WrongUsage(f"--done {matter}：{error}；也可以写月份 2026-09 或 不详") from error


def show_case(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """The people of a case and the standing of every step today."""
    found = find_case(desk, args.case)
    page = desk.overview.project_page(found.project_id)
    one = next((one for one in page.cases if one.case.id == found.id), None)
    if one is None:
        raise Refusal.say(f"代办件“{args.case}”刚被改动，请再试一次")
    steps = [standing_keys(standing) for standing in one.standings]
    return {
        "case": found.id,
        "project": found.project_id,
        "project_name": page.project.name,
        "template": found.template.key,
        "template_name": found.template.name,
        "version": found.template.version,
        "officer": found.officer,
        "lead_official": found.lead_official,
        "lead_unit": found.lead_unit,
        "specialist": found.specialist,
        "opened_on": iso(found.opened_on),
        "as_of": iso(desk.overview.day()),
        "done": one.done,
        "total": one.total,
        "ended": one.ended,
        "firm": all(step["firm"] for step in steps),
        "benchmarks": [benchmark_keys(mark) for mark in one.benchmarks],
        "steps": steps,
    }


def render_opened(args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """The new case with its id."""
    return f"已立件，编号 {answer['case']}，共 {answer['steps']} 个环节，代办员 {answer['officer']}"


def render_case(args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """The head of the case, then one step a line with lamp, due date and what it waits for."""
    lines = [
        f"{answer['project_name']}\t{answer['template_name']}\t代办员 {answer['officer']}\t"
        f"办结 {answer['done']}/{answer['total']}"
    ]
    for step in answer["steps"]:
        lamp = Lamp(step["lamp"])
        waits = f"\t等待 {'、'.join(step['blocked_by'])}" if step["blocked_by"] else ""
        choice = "\t待定：请纳入或标为不适用" if step["undecided"] else ""
        head = f"{LAMP_SIGNS[lamp]} {LAMP_WORDS[lamp]}\t{step['matter']}\t{step['title']}"
        lines.append(f"{head}\t{clocks_words(step)}{choice}{waits}")
    return "\n".join(lines)

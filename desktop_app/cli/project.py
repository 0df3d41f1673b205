"""`bangban-cli project`: list the projects, enter one, show one with its cases and papers."""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from desktop_app.application.desk import Desk
from desktop_app.application.overview import CasePage
from desktop_app.cli.answer import Needs
from desktop_app.cli.dates import benchmark_keys, iso
from desktop_app.domain.money import AmountProblem, amount_words, read_amount
from desktop_app.domain.partial_date import PartialDate
from desktop_app.domain.project import Project
from desktop_app.domain.refusals import Refusal

NOUN = "project"

_TEXTS = {
    "enterprise": "项目单位",
    "zone": "所在开发区",
    "chain": "产业链",
    "lead_official": "包联领导",
    "lead_unit": "包联单位",
    "specialist": "项目专员",
    "note": "备注",
}


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the noun and its verbs to the command line."""
    noun = subparsers.add_parser(NOUN, help="项目：列出、新建、查看")
    verbs = noun.add_subparsers(dest="verb", metavar="VERB", required=True)

    listing = verbs.add_parser("list", help="列出全部项目和它们的代办件")
    listing.set_defaults(run=list_projects, render=render_list, needs=Needs.WORKSPACE)

    adding = verbs.add_parser("add", help="新建一个项目")
    adding.add_argument("--name", metavar="NAME", required=True, help="项目名称")
    adding.add_argument("--code", metavar="CODE", default="", help="项目代码")
    adding.add_argument("--investment", metavar="AMOUNT", default="", help="总投资，要带单位，如 3.2亿元、4500万元")
    for name, word in _TEXTS.items():
        adding.add_argument(f"--{name.replace('_', '-')}", metavar="TEXT", default="", help=word)
    adding.add_argument("--by", metavar="NAME", default="命令行", help="登记人（默认：命令行）")
    adding.set_defaults(run=add_project, render=render_added, needs=Needs.WORKSPACE)

    show = verbs.add_parser("show", help="查看一个项目：基本情况、代办件、对标、文书")
    show.add_argument("project", metavar="PROJECT", help="项目编号、项目代码，或不重名的项目名称")
    show.set_defaults(run=show_project, render=render_project, needs=Needs.WORKSPACE)


def list_projects(args: argparse.Namespace, desk: Desk) -> list[dict[str, object]]:
    """Every project in the order of entry, with the ids of its cases."""
    cases: dict[str, list[str]] = defaultdict(list)
    for project_id, case_id in desk.overview.every_case_id():
        cases[project_id].append(case_id)
    return [
        {
            "project": one.id,
            "name": one.name,
            "enterprise": one.enterprise,
            "zone": one.zone,
            "project_code": one.project_code,
            "batch": one.batch,
            "investment_yuan": one.investment_yuan,
            "cases": cases[one.id],
            "demo": one.demo,
        }
        for one in desk.projects.all()
    ]


def add_project(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """Enter a project; raises Refusal for an amount that cannot be read or a project that is there already."""
    texts = {name: getattr(args, name).strip() for name in _TEXTS}
    draft = Project(
        id="", name=args.name, project_code=args.code.strip(), investment_yuan=_yuan(args.investment), **texts
    )
    project, _ = desk.projects.add(draft, args.by)
    told: dict[str, object] = {
        "project": project.id,
        "name": project.name,
        "enterprise": project.enterprise,
        "cases": [],
    }
    return told | {"remarks": desk.remarks.project(project)}


def _yuan(text: str) -> int | None:
    if not text.strip():
        return None
    try:
        return read_amount(text).yuan
    except AmountProblem as problem:
        raise Refusal.say(f"--investment：{problem}") from problem


def show_project(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """The facts of a project, its cases with their benchmarks, and the papers issued for it."""
    page = desk.overview.project_page(desk.projects.find(args.project).id)
    one = page.project
    return {
        "project": one.id,
        "name": one.name,
        "enterprise": one.enterprise,
        "zone": one.zone,
        "project_code": one.project_code,
        "investment_yuan": one.investment_yuan,
        "completed_yuan": one.completed_yuan,
        "batch": one.batch,
        "batch_label": one.batch_label,
        "signed": _words(one.signed),
        "started": _words(one.started),
        "produced": _words(one.produced),
        "chain": one.chain,
        "commitment": one.commitment,
        "standard_land": one.standard_land,
        "full_agency": one.full_agency,
        "lead_official": one.lead_official,
        "lead_unit": one.lead_unit,
        "specialist": one.specialist,
        "note": one.note,
        "demo": one.demo,
        "firm": all(mark.firm for case in page.cases for mark in case.benchmarks),
        "lamps": {lamp.value: count for lamp, count in page.lamps},
        "cases": [_case_line(case) for case in page.cases],
        "papers": [
            {"number": paper.number, "title": paper.title, "case": paper.case_id, "issued_on": iso(paper.issued_on)}
            for paper in page.papers
        ],
    }


def _words(day: PartialDate | None) -> str | None:
    return day.words() if day else None


def _case_line(page: CasePage) -> dict[str, object]:
    case = page.case
    return {
        "case": case.id,
        "template": case.template.key,
        "template_name": case.template.name,
        "version": case.template.version,
        "officer": case.officer,
        "opened_on": iso(case.opened_on),
        "done": page.done,
        "total": page.total,
        "ended": page.ended,
        "benchmarks": [benchmark_keys(mark) for mark in page.benchmarks],
    }


def render_list(args: argparse.Namespace, answer: Sequence[Mapping[str, Any]]) -> str:
    """The projects, one a line."""
    if not answer:
        return "还没有项目；用 ledger import 导入台账，或用 project add 新建"
    return "\n".join(
        f"{one['project']}\t{one['name']}\t{one['enterprise'] or '－'}\t代办件 {len(one['cases'])} 件" for one in answer
    )


def render_added(args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """The new project with its id, and what is doubtful about it."""
    remarks = [f"提醒：{one}" for one in answer["remarks"]]
    return "\n".join([f"已新建项目“{answer['name']}”，编号 {answer['project']}", *remarks])


def render_project(args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """The facts, then the cases with their benchmarks, then the papers."""
    batch = answer["batch_label"] or answer["batch"] or "未填"
    lines = [
        answer["name"] + ("（演示数据）" if answer["demo"] else ""),
        f"项目单位：{answer['enterprise'] or '未填'}\t所在开发区：{answer['zone'] or '未填'}",
        f"总投资：{amount_words(answer['investment_yuan'])}\t批次：{batch}",
        f"包联领导：{answer['lead_official'] or '未填'}\t包联单位：{answer['lead_unit'] or '未填'}",
    ]
    for case in answer["cases"]:
        lines.append(
            f"代办件 {case['case']}\t{case['template_name']}\t{case['officer']}\t办结 {case['done']}/{case['total']}"
        )
        for mark in case["benchmarks"]:
            lines.append(f"  对标 {mark['name']}\t{mark['words']}")
    lines += [f"文书 {paper['number']}\t{paper['title']}\t{paper['issued_on']}" for paper in answer["papers"]]
    return "\n".join(lines)

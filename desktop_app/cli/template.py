"""`bangban-cli template`: list the approval templates, check a template file, schedule a template from a day."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from desktop_app.cli import template_versions
from desktop_app.cli.answer import Answer
from desktop_app.domain.calendar import WorkingCalendar
from desktop_app.domain.limit import Limit
from desktop_app.domain.refusals import Refusal, WrongUsage
from desktop_app.domain.schedule import ScheduledStep, schedule
from desktop_app.domain.template import ApprovalTemplate, Problem
from desktop_app.domain.template_draft import TemplateDraft, problems

NOUN = "template"


class Templates(Protocol):
    """The approval templates of this installation."""

    def all(self) -> tuple[ApprovalTemplate, ...]:
        """Every template, by key."""

    def get(self, key: str, /) -> ApprovalTemplate:
        """The template of a key; raises Refusal when there is none."""

    def check(self, path: Path, /) -> tuple[Problem, ...]:
        """Every problem of a template file; raises Refusal when it cannot be opened."""


class TemplateDesk(Protocol):
    """What these commands need of the desk."""

    @property
    def templates(self) -> Templates:
        """The approval templates."""

    @property
    def calendar(self) -> WorkingCalendar:
        """The working calendar."""


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the noun and its verbs to the command line."""
    noun = subparsers.add_parser(NOUN, help="流程模板：列出、检查、排期、版本、换版、模板包")
    verbs = noun.add_subparsers(dest="verb", metavar="VERB", required=True)

    listing = verbs.add_parser("list", help="列出全部流程模板")
    listing.set_defaults(run=list_templates, render=render_list)

    check = verbs.add_parser("check", help="检查一个流程模板：文件指出每处问题的行号，编号查现行的那一版")
    check.add_argument("file", metavar="FILE|KEY", type=Path, help="YAML 文件，或模板编号，如 SX-ZS")
    check.set_defaults(run=check_file, render=render_check)

    plan = verbs.add_parser("schedule", help="从某日起按承诺时限排期，并指出关键环节")
    plan.add_argument("key", metavar="KEY", help="模板编号，如 SX-ZS")
    plan.add_argument("--from", dest="start", metavar="DATE", required=True, help="起始日期，如 2026-11-05")
    plan.add_argument(
        "--with", dest="included", metavar="MATTER", nargs="+", action="extend", default=[], help="要办的可选环节"
    )
    plan.add_argument(
        "--length", dest="lengths", metavar="MATTER=LIMIT", action="append", default=[], help="工期，如 SG02=180ND"
    )
    plan.set_defaults(run=schedule_template, render=render_schedule)
    template_versions.add_verbs(verbs)


def list_templates(args: argparse.Namespace, desk: TemplateDesk) -> list[dict[str, object]]:
    """Every template with its number of steps."""
    return [
        {"key": template.key, "name": template.name, "version": template.version, "steps": len(template.steps)}
        for template in desk.templates.all()
    ]


def check_file(args: argparse.Namespace, desk: TemplateDesk) -> Answer:
    """Every problem of a template file, or of the version in force of a template; exit 1 when there are any."""
    if not args.file.suffix and args.file.name == str(args.file) and not args.file.exists():
        found = _problems_of(desk.templates.get(args.file.name))
    else:
        found = [
            {"file": problem.file, "line": problem.line, "message": problem.message}
            for problem in desk.templates.check(args.file)
        ]
    return Answer({"problems": found}, 1 if found else 0)


def _problems_of(one: ApprovalTemplate) -> list[dict[str, object]]:
    """What would keep a template from being published as it is; a stored version has no lines to name."""
    found = problems(TemplateDraft.of(one))
    return [{"file": f"{one.key} {one.version}", "line": None, "message": problem.message} for problem in found]


def schedule_template(args: argparse.Namespace, desk: TemplateDesk) -> list[dict[str, object]]:
    """The kept steps of a template from a day on; a date that is not firm is given as provisional only.

    Raises Refusal for an unknown template or matter and two of one choice, WrongUsage for a date or limit that cannot
    be understood.
    """
    template = desk.templates.get(args.key)
    steps = schedule(template, _day(args.start), desk.calendar, args.included, lengths=_lengths(args.lengths))
    return [_line(step) for step in steps]


def _line(step: ScheduledStep) -> dict[str, object]:
    line: dict[str, object] = {
        "matter": step.code,
        "title": step.title,
        "start": step.start.isoformat() if step.start_firm else None,
        "finish": step.finish.isoformat() if step.firm else None,
        "slack": step.slack,
        "critical": step.critical,
        "firm": step.firm,
    }
    if not step.firm:
        line["provisional_start"] = step.start.isoformat()
        line["provisional_finish"] = step.finish.isoformat()
        line["missing_years"] = list(step.missing_years)
    return line


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise WrongUsage(f"--from 的日期“{text}”无法识别，请写成 2026-11-05 的样子。") from error


def _lengths(pairs: Sequence[str]) -> dict[str, Limit]:
    lengths: dict[str, Limit] = {}
    for pair in pairs:
        code, equals, text = pair.partition("=")
        if not equals or not code:
            raise WrongUsage(f"--length 的“{pair}”无法识别，请写成 SG02=180ND 的样子。")
        lengths[code] = _limit(text)
    return lengths


def _limit(text: str) -> Limit:
    try:
        return Limit.parse(text)
    except Refusal as error:
        raise WrongUsage(str(error)) from error


def render_list(args: argparse.Namespace, answer: Sequence[Mapping[str, Any]]) -> str:
    """The templates, one a line."""
    return "\n".join(f"{line['key']}\t{line['name']}\t{line['version']}\t{line['steps']} 个环节" for line in answer)


def render_check(args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """The problems, one a line, or the word that there are none."""
    found = answer["problems"]
    if not found:
        return f"{args.file}：没有问题"
    places = [f" 第 {problem['line']} 行" if problem["line"] is not None else "" for problem in found]
    lines = [f"{one['file']}{place}：{one['message']}" for one, place in zip(found, places, strict=True)]
    return "\n".join((*lines, f"共 {len(found)} 处问题"))


def render_schedule(args: argparse.Namespace, answer: Sequence[Mapping[str, Any]]) -> str:
    """The steps, one a line: from, to, slack in working days, with the critical and the provisional ones marked."""
    lines = []
    for step in answer:
        start = step["start"] or f"{step['provisional_start']}（暂估）"
        finish = step["finish"] or f"{step['provisional_finish']}（暂估）"
        room = "关键" if step["critical"] else f"余 {step['slack']} 个工作日"
        lines.append(f"{step['matter']}\t{start} 至 {finish}\t{room}\t{step['title']}")
    return "\n".join(lines)

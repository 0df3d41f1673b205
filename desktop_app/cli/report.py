"""`bangban-cli report`: assemble or issue the report of a week, half month or month; list and show issued ones."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from desktop_app.application.desk import Desk
from desktop_app.application.documents import About
from desktop_app.application.ledger_rules import JUST_OVER
from desktop_app.application.rhythm import FORM_OF, Assembled
from desktop_app.application.rhythm_book import Report
from desktop_app.application.rhythm_early import early_words
from desktop_app.application.rhythm_rates import KeptRate, RateDifference
from desktop_app.application.whole_file import write_whole
from desktop_app.cli.answer import Needs
from desktop_app.cli.answer_file import read_answers
from desktop_app.cli.arguments import day
from desktop_app.cli.paper import check_place
from desktop_app.cli.report_acts import register_acts
from desktop_app.domain.indicator import SET_WORDS
from desktop_app.domain.ledger_checks import unprintable_words
from desktop_app.domain.progress import Lamp
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.rhythm import CADENCE_WORDS, RULE_WORDS, Cadence, DuePeriod, DueRule, Period, period_of
from desktop_app.domain.terms import LAMP_SIGNS, LAMP_WORDS

NOUN = "report"


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the noun and its verbs."""
    noun = subparsers.add_parser(NOUN, help="调度：周调度、半月预警、月通报的汇总、出具、查看")
    verbs = noun.add_subparsers(dest="verb", required=True, metavar="VERB")
    for cadence in Cadence:
        one = verbs.add_parser(cadence.value, help=f"汇总{CADENCE_WORDS[cadence]}；写 --issue 时编号出具并冻结数字")
        one.add_argument("--on", metavar="DATE", type=day, default=None, help="这一天所在的一期（默认今天）")
        one.add_argument("--out", metavar="FOLDER", type=Path, default=None, help="PDF（和 Excel）写到哪个文件夹")
        one.add_argument("--issue", action="store_true", help="编号、存档、冻结数字；不写只出预览稿")
        one.add_argument("--early", action="store_true", help="本期还有工作日也照样出具；数字只到今天，期满后只能重出")
        one.add_argument("--excel", action="store_true", help="同时写出 Excel 工作簿")
        one.add_argument("--answers", metavar="FILE", type=Path, help="填写项的 JSON 文件（print --list 可查）")
        one.add_argument("--by", metavar="NAME", default="", help="出具人，写了 --issue 时必填")
        one.set_defaults(run=assemble, render=render_assembled, needs=Needs.WORKSPACE, cadence=cadence)
    due = verbs.add_parser("due", help="还没出的：到期的、逾期的、本期的")
    due.set_defaults(run=list_due, render=render_due, needs=Needs.WORKSPACE)
    skip = verbs.add_parser("skip", help="登记某一期不出，写明原因")
    back = verbs.add_parser("unskip", help="撤回“不出”")
    for verb, run in ((skip, skip_period), (back, bring_back)):
        verb.add_argument("cadence", metavar="KIND", choices=[one.value for one in Cadence], help="weekly 等")
        verb.add_argument("--on", metavar="DATE", type=day, required=True, help="这一天所在的一期")
        verb.add_argument("--by", metavar="NAME", required=True, help="登记人")
        verb.set_defaults(run=run, render=render_skip, needs=Needs.WORKSPACE)
    skip.add_argument("--reason", metavar="TEXT", required=True, help="不出的原因")
    listing = verbs.add_parser("list", help="已出的，新的在前")
    listing.set_defaults(run=list_reports, render=render_reports, needs=Needs.WORKSPACE)
    shown = verbs.add_parser("show", help="已出一期的当时数，对照现在数")
    shown.add_argument("number", metavar="NUMBER", help="编号，如 BB-2026-A-D22A-0001")
    shown.set_defaults(run=show_report, render=render_report, needs=Needs.WORKSPACE)
    settings = verbs.add_parser("settings", help="调度节奏；写 --rates 时换月通报三率的口径")
    settings.add_argument(
        "--rates", metavar="SET", choices=tuple(SET_WORDS), default="", help="2023、2021 或 own（自定）"
    )
    settings.add_argument("--by", metavar="NAME", default="", help="登记人，换口径时必填")
    settings.set_defaults(run=rhythm_settings, render=render_settings, needs=Needs.WORKSPACE)
    register_acts(verbs)


def assemble(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """The figures of a period; with `--out` its paper (a draft unless issued) and its workbook in a folder."""
    cadence: Cadence = args.cadence
    period = period_of(cadence, args.on or desk.now().date())
    answers = read_answers(args.answers)
    folder = args.out
    if folder is not None:
        check_place(folder / "x")
    found = desk.rhythm.assemble(cadence, period.first)
    number = ""
    files: list[str] = []
    content = b""
    unprintable: tuple[str, ...] = ()
    early = early_words(period, desk.now().date(), desk.calendars.current())
    if args.issue and early and not (args.early or found.issued):
        raise Refusal.say(f"{early}。确实要提前出具，请加 --early")
    if args.issue:
        if not args.by.strip():
            raise Refusal.say("请写明出具人（--by）")
        issued = desk.rhythm.issue(cadence, args.by, period.first, answers)
        number, content, unprintable = issued.paper.number, issued.content, issued.unprintable
    elif folder is not None:
        given = {**answers, **desk.rhythm.answers(cadence, period.first)}
        draft = desk.documents.preview(FORM_OF[cadence], About(), given)
        content, unprintable = draft.content, draft.unprintable
    if folder is not None:
        name = number or f"{CADENCE_WORDS[cadence]}-{period.first}-预览稿"
        files.append(_written(folder / f"{name}.pdf", content))
        if args.excel:
            book = desk.rhythm.workbook_of(number) if number else desk.rhythm.workbook(cadence, period.first, answers)
            files.append(_written(folder / f"{name}.xlsx", book))
    told: dict[str, object] = {"number": number or None, "files": files, "early": early or None}
    told["ahead"] = found.ahead or None
    return {**_figure_keys(found), **told, "unprintable": list(unprintable)}


def _written(path: Path, content: bytes) -> str:
    check_place(path)
    write_whole(path, content)
    return str(path)


def _period_keys(period: Period) -> dict[str, object]:
    return {
        "cadence": period.cadence.value,
        "from": period.first.isoformat(),
        "to": period.last.isoformat(),
        "period": period.words,
    }


def _figure_keys(found: Assembled) -> dict[str, object]:
    return {
        **_period_keys(found.period),
        "as_of": found.as_of.isoformat(),
        "counts": [{"key": one.key, "name": one.name, "now": one.now, "before": one.before} for one in found.changes],
        "before": found.before,
        "rankings": {
            kind: [
                {
                    "name": one.name,
                    "finished": one.finished,
                    "measured": one.measured,
                    "in_time": one.in_time,
                    "per_mille": one.per_mille,
                    "overdue": one.overdue,
                }
                for one in tallies
            ]
            for kind, tallies in found.figures.rankings.items()
        },
        "red": [_step_keys(one) for one in found.figures.red],
        "yellow": [_step_keys(one) for one in found.figures.yellow],
        "lines": [
            {
                "case": one.case_id,
                "project": one.project,
                "planned": one.planned,
                "done": one.done,
                "lamp": one.lamp,
                "stuck": one.stuck,
                "coordination": one.asked,
                "coming": one.coming,
            }
            for one in found.lines
        ],
        "praise": found.praise.splitlines(),
        "criticism": found.criticism.splitlines(),
    }


def _step_keys(one: Any) -> dict[str, object]:
    return {
        "project": one.project,
        "matter": one.matter,
        "authority": one.authority,
        "officer": one.officer,
        "due": one.due,
        "left": one.left,
    }


def list_due(args: argparse.Namespace, desk: Desk) -> list[dict[str, object]]:
    """The periods whose report is missing."""
    return [due_report_keys(one) for one in desk.rhythm.due()]


def due_report_keys(one: DuePeriod) -> dict[str, object]:
    """A period whose report is missing; the due day is null while its year has no notice."""
    due = one.due.isoformat()
    missing: list[int] = [] if one.firm else [one.due.year]
    return {
        **_period_keys(one.period),
        "due": due if one.firm else None,
        "firm": one.firm,
        "provisional": None if one.firm else due,
        "missing_years": missing,
        "lamp": one.lamp.value,
        "left": one.left,
        "said": one.words,
    }


def skip_period(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """Put down that a period stays without its report."""
    period = period_of(Cadence(args.cadence), args.on)
    desk.rhythm.skip(period, args.reason, args.by)
    return {**_period_keys(period), "skipped": True, "reason": args.reason}


def bring_back(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """Make a skipped period due again."""
    period = period_of(Cadence(args.cadence), args.on)
    desk.rhythm.bring_back(period, args.by)
    return {**_period_keys(period), "skipped": False, "reason": None}


def list_reports(args: argparse.Namespace, desk: Desk) -> list[dict[str, object]]:
    """Every issued report."""
    return [_report_keys(one) for one in desk.rhythm.reports()]


def _report_keys(one: Report) -> dict[str, object]:
    return {
        "number": one.number,
        **_period_keys(one.period),
        "as_of": one.as_of.isoformat(),
        "issued_at": one.issued_at.isoformat(timespec="seconds"),
        "issued_by": one.issued_by,
        "void": one.void,
    }


def show_report(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """An issued report as it was frozen, beside what is known now of the same day."""
    view = desk.rhythm.view(args.number)
    return {
        **_report_keys(view.report),
        "counts": [
            {
                "key": one.key,
                "name": one.name,
                "then": one.then,
                "now": one.now,
                "added": list(one.added),
                "gone": list(one.gone),
            }
            for one in view.differences
        ],
        "before": view.before,
        "rates": [_rate_keys(one) for one in view.rates],
        "late_entries": list(view.late),
    }


def _rate_keys(one: RateDifference) -> dict[str, object]:
    def side(kept: KeptRate | None) -> dict[str, object] | None:
        if kept is None:
            return None
        return {"value": kept.value, "numerator": kept.numerator, "denominator": kept.denominator, "said": kept.sides}

    then = one.then
    return {
        "name": then.name,
        "definition": then.definition,
        "version": then.version,
        "label": then.label,
        "formula": then.formula,
        "source": then.source,
        "verified": then.verified,
        "then": side(then),
        "now": side(one.now),
    }


def rhythm_settings(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """The rhythm in force, after the set of definitions for 三率 was changed where one is named."""
    settings = desk.rhythm.settings()
    if args.rates:
        settings = replace(settings, rates=args.rates)
        desk.rhythm.save_settings(settings, args.by)
    rules = {one.value: {"on": rule.on, "due": rule.rule.value} for one, rule in settings.rules.items()}
    return {"rules": rules, "rates": settings.rates}


def render_settings(args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """One kind of report a line, then the set of definitions."""
    lines = [
        f"{CADENCE_WORDS[Cadence(key)]}\t{'提醒' if rule['on'] else '不提醒'}\t{RULE_WORDS[DueRule(rule['due'])]}"
        for key, rule in answer["rules"].items()
    ]
    return "\n".join([*lines, f"月通报的三率\t{SET_WORDS[answer['rates']]}"])


def render_assembled(args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """The numbers, the lines that are proposed, and what was written."""
    title = f"{CADENCE_WORDS[Cadence(answer['cadence'])]}（{answer['period']}），截至 {answer['as_of']}"
    lines = [title, *(_count_line(one) for one in answer["counts"])]
    lines += [f"表扬：{one}" for one in answer["praise"]] + [f"批评：{one}" for one in answer["criticism"]]
    if answer["early"]:
        lines.append(f"注意：{answer['early']}")
    if answer["ahead"]:
        lines.append(f"注意：{answer['ahead']}")
    if answer["number"]:
        lines.append(f"已出具 {answer['number']}")
    lines += [f"已写出 {one}" for one in answer["files"]]
    if answer["unprintable"]:
        lines.append(unprintable_words("".join(answer["unprintable"])))
    return "\n".join(lines)


def _count_line(one: Mapping[str, Any]) -> str:
    before = one["before"]
    change = "" if before is None else f"（上期 {before}，{one['now'] - before:+d}）"
    return f"  {one['name']} {one['now']}{change}"


def render_due(args: argparse.Namespace, answer: list[Mapping[str, Any]]) -> str:
    """One period a line."""
    if not answer:
        return "没有要出的调度材料"
    return "\n".join(
        f"{LAMP_SIGNS[Lamp(one['lamp'])]} {_lamp_word(one)}\t"
        f"{CADENCE_WORDS[Cadence(one['cadence'])]}\t{one['period']}\t{one['due'] or one['provisional'] + ' 暂估'}"
        for one in answer
    )


def _lamp_word(one: Mapping[str, Any]) -> str:
    just_over = one["lamp"] == Lamp.OVERDUE and one["left"] == 0
    return JUST_OVER if just_over else LAMP_WORDS[Lamp(one["lamp"])]


def render_skip(args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """What was put down."""
    title = f"{CADENCE_WORDS[Cadence(answer['cadence'])]}（{answer['period']}）"
    return f"已登记不出：{title}，{answer['reason']}" if answer["skipped"] else f"已恢复：{title}"


def render_reports(args: argparse.Namespace, answer: list[Mapping[str, Any]]) -> str:
    """One report a line."""
    if not answer:
        return "还没有出具过调度材料"
    return "\n".join(
        f"{one['number']}\t{CADENCE_WORDS[Cadence(one['cadence'])]}\t{one['period']}\t截至 {one['as_of']}\t"
        f"{one['issued_by']}{'（已作废）' if one['void'] else ''}"
        for one in answer
    )


def render_report(args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """当时数 beside 现在数, and the late entries that explain the difference."""
    lines = [f"{answer['number']}（{answer['period']}），截至 {answer['as_of']}：当时数 → 现在数"]
    for one in answer["counts"]:
        lines.append(f"  {one['name']} {one['then']} → {one['now']}")
        lines += [f"    + {label}" for label in one["added"]] + [f"    - {label}" for label in one["gone"]]
    for one in answer["rates"]:
        then, now = one["then"], one["now"]
        lines.append(f"  {one['name']} {_side_words(then)} → {_side_words(now)}（{one['label']}）")
    return "\n".join([*lines, *answer["late_entries"]])


def _side_words(side: Mapping[str, Any] | None) -> str:
    if side is None:
        return "口径已不在，不能重算"
    return f"{side['value']}%（{side['said']}）" if side["value"] else f"—（{side['said']}）"

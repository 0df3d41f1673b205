"""`bangban-cli indicators`: rates by definitions as data on any day, 三未, own definitions, publishing and checking."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from desktop_app.application.desk import Desk
from desktop_app.application.indicator_facts import side_amount
from desktop_app.application.indicator_view import UnfinishedLists
from desktop_app.application.whole_file import write_whole
from desktop_app.cli.answer import Needs
from desktop_app.cli.arguments import day
from desktop_app.cli.indicator_file import read_indicator
from desktop_app.cli.indicator_keys import definition_keys, late_keys, published_keys, row_keys
from desktop_app.cli.indicator_words import (
    render_check,
    render_definition,
    render_definitions,
    render_figures,
    render_published,
    render_published_one,
    render_thresholds,
    render_unfinished,
)
from desktop_app.cli.workbook_place import check_workbook_place
from desktop_app.domain.as_of import Sight
from desktop_app.domain.batch_totals import sum_note
from desktop_app.domain.indicator import SET_WORDS
from desktop_app.domain.indicator_figure import IndicatorFigure
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.unfinished import PROPOSED_DAYS, UNFINISHED_WORDS, Unfinished

NOUN = "indicators"

_OPTIONS = {
    Unfinished.NOT_STARTED: "--not-started",
    Unfinished.NOT_PRODUCING: "--not-producing",
    Unfinished.NOT_REACHED: "--not-reached",
}


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the noun: without a verb it tells the figures, the verbs define, publish, check and list 三未."""
    noun = subparsers.add_parser(NOUN, help="指标：开工率、投产率、入统率、达效率、达规入库率，三未，可看过去任一天")
    _add_question(noun)
    noun.set_defaults(run=show_figures, render=render_figures, needs=Needs.WORKSPACE)
    # The noun is a command of its own, so it takes what every command takes.
    noun.add_argument("--workspace", metavar="DIR", type=Path, default=argparse.SUPPRESS, help="工作区文件夹")
    noun.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="用一行 JSON 回答")
    verbs = noun.add_subparsers(dest="verb", metavar="VERB", required=False)

    show = verbs.add_parser("show", help="算出一套口径的各项指标（不写动词时就是它）")
    _add_question(show)
    show.set_defaults(run=show_figures, render=render_figures, needs=Needs.WORKSPACE)

    listed = verbs.add_parser("list", help="列出指标定义：算式、条件、来源和待核之处")
    listed.add_argument("--retired", action="store_true", help="只列已停用的")
    listed.set_defaults(run=list_definitions, render=render_definitions, needs=Needs.WORKSPACE)

    define = verbs.add_parser("define", help="新建自定指标，或把自定指标存为新版本")
    define.add_argument(
        "file", metavar="FILE", type=Path, help="定义（JSON），样子见 indicators list --json 的 definition"
    )
    define.add_argument("--edit", metavar="ID", default="", help="修改这条自定指标（编号或名称），存为下一版")
    define.add_argument("--by", metavar="NAME", required=True, help="登记人")
    define.add_argument("--reason", metavar="TEXT", default="", help="为什么；修改时必填")
    define.set_defaults(run=define_indicator, render=render_definition, needs=Needs.WORKSPACE)

    resume = verbs.add_parser("resume", help="恢复停用的指标")
    resume.add_argument("id", metavar="ID", help="编号（自定的也可写名称），见 indicators list --retired")
    resume.add_argument("--by", metavar="NAME", required=True, help="登记人")
    resume.add_argument("--reason", metavar="TEXT", required=True, help="为什么恢复")
    resume.set_defaults(run=resume_indicator, render=render_definition, needs=Needs.WORKSPACE)

    retire = verbs.add_parser("retire", help="停用指标，自定的、内置的都可以；历次版本和已发布的数字都保留")
    retire.add_argument("id", metavar="ID", help="编号（自定的也可写名称）")
    retire.add_argument("--by", metavar="NAME", required=True, help="登记人")
    retire.add_argument("--reason", metavar="TEXT", required=True, help="为什么停用")
    retire.set_defaults(run=retire_indicator, render=render_definition, needs=Needs.WORKSPACE)

    _add_publishing(verbs)
    _add_unfinished(verbs)


def _add_publishing(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    publish = verbs.add_parser("publish", help="发布：把一个数字连同定义和每个项目的数据一起封存")
    publish.add_argument("id", metavar="ID", help="指标编号或名称，见 indicators list")
    _add_day(publish)
    publish.add_argument("--by", metavar="NAME", required=True, help="发布人")
    publish.add_argument("--note", metavar="TEXT", default="", help="用在哪里，如 月通报第 11 期")
    publish.set_defaults(run=publish_figure, render=render_published_one, needs=Needs.WORKSPACE)

    published = verbs.add_parser("published", help="列出已发布的数字")
    published.set_defaults(run=list_published, render=render_published, needs=Needs.WORKSPACE)

    withdraw = verbs.add_parser("withdraw", help="撤回发布错的数字：记录保留，标明已撤回和由哪个数接替")
    withdraw.add_argument("id", metavar="ID", help="编号，见 indicators published")
    withdraw.add_argument("--by", metavar="NAME", required=True, help="登记人")
    withdraw.add_argument("--reason", metavar="TEXT", default="", help="为什么撤回；只补写接替的数时可不写")
    withdraw.add_argument("--successor", metavar="ID", default="", help="更正后发布的那个数的编号；可以以后再补")
    withdraw.set_defaults(run=withdraw_figure, render=render_published_one, needs=Needs.WORKSPACE)

    check = verbs.add_parser("check", help="把已发布的数字按原定义重算，一致不一致、哪些项目变了")
    check.add_argument("id", metavar="ID", help="编号，见 indicators published")
    check.set_defaults(run=check_figure, render=render_check, needs=Needs.WORKSPACE)


def _add_unfinished(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    unfinished = verbs.add_parser("unfinished", help="三未清单：签约未开工、开工未投产、投产未达效")
    _add_day(unfinished)
    unfinished.set_defaults(run=list_unfinished, render=render_unfinished, needs=Needs.WORKSPACE)

    limits = verbs.add_parser("thresholds", help="三未各自超过多少天算逾期（自定，没有公布的标准）")
    for kind, option in _OPTIONS.items():
        limits.add_argument(
            option,
            metavar="DAYS",
            type=int,
            dest=kind.value,
            help=f"{UNFINISHED_WORDS[kind]}超过多少天，参考 {PROPOSED_DAYS[kind]}（待核），0 为不设",
        )
    limits.add_argument("--by", metavar="NAME", default="", help="登记人；不写天数只查看时可不写")
    limits.set_defaults(run=thresholds, render=render_thresholds, needs=Needs.WORKSPACE)


def _add_question(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--preset",
        choices=tuple(SET_WORDS),
        default="2023",
        help="哪一套口径，缺省 2023；own 为自定，published 为已发布的",
    )
    _add_day(parser)
    parser.add_argument("--projects", action="store_true", help="连同每个数背后的项目")
    parser.add_argument(
        "--excel", metavar="FILE", type=Path, help="同时存成 Excel 工作簿（指标、项目明细、未填、三未）"
    )


def _add_day(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--as-of", metavar="DATE", type=day, help="截至哪一天，缺省今天")
    reading = parser.add_mutually_exclusive_group()
    reading.add_argument(
        "--known", dest="reading", action="store_const", const="known", default="known", help="现在所知（缺省）"
    )
    reading.add_argument("--then", dest="reading", action="store_const", const="then", help="当时所记：那天台账上写的")
    parser.add_argument("--zone", default="", help="只看这个开发区")


def show_figures(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """The figures of a set with both readings side by side; raises Refusal for a day to come."""
    view = desk.indicators.view(args.preset, args.as_of, args.zone)
    if args.zone and args.zone not in view.zones:
        raise Refusal.say(f"没有“{args.zone}”这个开发区；可选：{'、'.join(view.zones) or '还没有'}")
    if args.excel is not None:
        check_workbook_place(args.excel)
        write_whole(args.excel, desk.indicators.workbook(args.preset, args.as_of, args.reading, args.zone))
    sight = Sight.RECORDED if args.reading == "then" else Sight.KNOWN
    batches = view.batches[sight]
    return {
        "preset": view.preset,
        "as_of": view.as_of.isoformat(),
        "reading": "then" if sight is Sight.RECORDED else "known",
        "zone": view.zone,
        "figures": [
            _figure_keys(pair.shown(sight), projects=args.projects)
            | {
                "known": pair.known.value or None,
                "then": pair.recorded.value or None,
                "late_entries": [late_keys(one) for one in pair.late],
            }
            for pair in view.pairs
        ],
        "batches": [
            {
                "batch": one.batch,
                "projects": one.count,
                "investment_yuan": one.investment_yuan,
                "unfilled": one.unfilled,
                "left_out": list(one.left_out),
            }
            for one in batches
        ],
        "sum_note": sum_note([one.investment_yuan for one in batches[:-1]]),
        "excel": str(args.excel) if args.excel is not None else None,
    }


def list_definitions(args: argparse.Namespace, desk: Desk) -> list[dict[str, object]]:
    """Every definition in force, or every one that is retired."""
    found = desk.indicators.retired() if args.retired else desk.indicators.definitions()
    return [definition_keys(one) for one in found]


def define_indicator(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """Keep a definition from a file; raises Refusal for a file that cannot be read or a definition that cannot be."""
    indicator = read_indicator(_read(args.file))
    if args.edit:
        made, _ = desk.indicators.edit(args.edit, indicator, args.by, args.reason)
    else:
        made, _ = desk.indicators.define(indicator, args.by, args.reason)
    return definition_keys(made)


def retire_indicator(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """Compute a definition no more."""
    made, _ = desk.indicators.retire(args.id, args.by, args.reason)
    return definition_keys(made)


def resume_indicator(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """Compute a retired definition again."""
    made, _ = desk.indicators.resume(args.id, args.by, args.reason)
    return definition_keys(made)


def publish_figure(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """Freeze a figure."""
    made, _ = desk.indicators.publish(
        args.id, args.by, as_of=args.as_of, reading=args.reading, zone=args.zone, note=args.note
    )
    return published_keys(made)


def list_published(_args: argparse.Namespace, desk: Desk) -> list[dict[str, object]]:
    """Every published figure, newest first, and whether it still comes out the same."""
    stands = desk.indicators.still_standing()
    return [published_keys(one) | {"agrees": stands.get(one.id)} for one in desk.indicators.published()]


def withdraw_figure(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """Take a published figure back."""
    taken, _ = desk.indicators.withdraw(args.id, args.by, args.reason, args.successor)
    return published_keys(taken)


def check_figure(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """A published figure computed again."""
    check, late = desk.indicators.check(args.id)
    return published_keys(check.published) | {
        "agrees": check.agrees,
        "words": check.words,
        "now": check.now.value or None,
        "differences": [late_keys(one) for one in late],
    }


def list_unfinished(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """The three lists."""
    lists = desk.indicators.unfinished(args.as_of, args.reading, args.zone)
    return {
        "as_of": lists.as_of.isoformat(),
        "thresholds": {kind.value: lists.thresholds.of(kind) for kind in Unfinished},
        "rows": [row_keys(one) for one in lists.rows],
        "advice": _advice(lists),
    }


def thresholds(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """Show the thresholds, or keep those stated; the others stay."""
    kept = desk.indicators.thresholds()
    stated = {kind: getattr(args, kind.value) for kind in Unfinished if getattr(args, kind.value) is not None}
    if stated:
        days = {kind: stated.get(kind, kept.of(kind)) or None for kind in Unfinished}
        desk.indicators.set_thresholds(days, args.by)
        kept = desk.indicators.thresholds()
    return {kind.value: kept.of(kind) for kind in Unfinished} | {"by": kept.by, "at": kept.at}


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise Refusal.say(f"读不到文件 {path}，请检查文件是否存在、有没有权限") from error
    except ValueError as error:
        raise Refusal.say(
            f"文件 {path} 不是 JSON（UTF-8），请按 indicators list --json 里 definition 的样子写"
        ) from error


def _figure_keys(one: IndicatorFigure, *, projects: bool) -> dict[str, object]:
    told: dict[str, object] = {
        "id": one.definition.id,
        "version": one.definition.version,
        "name": one.indicator.name,
        "basis": one.indicator.basis,
        "value": one.value or None,
        "numerator": one.numerator,
        "denominator": one.denominator,
        "sides": f"{side_amount(one.indicator.numerator, one.numerator)} ÷ "
        f"{side_amount(one.indicator.denominator, one.denominator)}",
        "formula": one.indicator.formula,
        "words": one.words if one.value else one.zero_words,
        "verified": one.indicator.verified,
        "unfilled": [{"project": item.project_id, "name": item.name, "why": item.why} for item in one.doubts],
    }
    if projects:
        told["projects"] = [
            {
                "project": item.project_id,
                "name": item.name,
                "in_numerator": item.in_numerator,
                "in_denominator": item.in_denominator,
                "numerator": item.numerator,
                "denominator": item.denominator,
                "why": item.why,
            }
            for item in one.counted
        ]
    return told


def _advice(lists: UnfinishedLists) -> str:
    if lists.thresholds.complete:
        return ""
    dark = "、".join(UNFINISHED_WORDS[kind] for kind in lists.thresholds.missing)
    return f"还没有给{dark}设天数，这里的灯不亮；用 indicators thresholds 设定（公开渠道没有统一标准，由本单位自定）"

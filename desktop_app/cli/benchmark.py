"""`bangban-cli benchmark`: what this workspace measures itself against, every result, and the record board."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from desktop_app.application.benchmark_rows import BenchmarkView, CaseName, DefinitionRow, News
from desktop_app.application.counting import basis_words
from desktop_app.application.desk import Desk
from desktop_app.cli.answer import Needs
from desktop_app.cli.arguments import kind
from desktop_app.cli.dates import benchmark_keys, iso
from desktop_app.cli.find import find_case
from desktop_app.domain.benchmark import Benchmark, BenchmarkPoint, CountingBasis
from desktop_app.domain.benchmark_definition import BenchmarkDefinition, DefinitionDraft
from desktop_app.domain.limit import Limit, Unit
from desktop_app.domain.record_board import RecordLine
from desktop_app.domain.refusals import Refusal, WrongUsage
from desktop_app.domain.results import Result

NOUN = "benchmark"

_KIND_WORDS = {"benchmark": "对标", "template": "整件", "matter": "事项"}


@dataclass(frozen=True, slots=True)
class StatedBasis:
    """A 口径 as it was typed; None means each benchmark by its own."""

    basis: CountingBasis | None


def _read_basis(text: str) -> StatedBasis:
    if text == "own":
        return StatedBasis(None)
    try:
        return StatedBasis(CountingBasis.parse(text))
    except WrongUsage as wrong:
        raise ValueError(str(wrong)) from None


basis = kind(_read_basis)
"""A 口径 as it is typed: WD, ND, WD-补正, ND-补正-特别程序 …, or own."""


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the noun and its verbs to the command line."""
    noun = subparsers.add_parser(NOUN, help="对标：定义、成绩、纪录榜")
    verbs = noun.add_subparsers(dest="verb", metavar="VERB", required=True)

    listed = verbs.add_parser("list", help="对标定义；写上代办件则列出它的各项对标现在怎么样")
    listed.add_argument("case", metavar="CASE", nargs="?", default="", help="代办件编号，或其不重复的前 8 位以上")
    listed.set_defaults(run=list_marks, render=render_list, needs=Needs.WORKSPACE)

    results = verbs.add_parser("results", help="历史成绩：每个代办件量出的每一项，谁办的、几天、达标没有")
    _add_basis(results)
    results.set_defaults(run=list_results, render=render_results, needs=Needs.WORKSPACE)

    board = verbs.add_parser("board", help="纪录榜：每个对标、每个流程、每个事项最快的一次")
    _add_basis(board)
    board.set_defaults(run=show_board, render=render_board, needs=Needs.WORKSPACE)

    add = verbs.add_parser("add", help="新建一条自己的对标")
    _add_fields(add, required=True)
    add.set_defaults(run=add_mark, render=render_definition, needs=Needs.WORKSPACE)

    edit = verbs.add_parser("edit", help="修改自己的对标，存为新版本；只改写明的几项")
    edit.add_argument("key", metavar="KEY", help="benchmark list 给出的 key")
    _add_fields(edit, required=False)
    edit.set_defaults(run=edit_mark, render=render_definition, needs=Needs.WORKSPACE)

    retire = verbs.add_parser("retire", help="停用自己的对标，已有成绩仍保留")
    retire.add_argument("key", metavar="KEY", help="benchmark list 给出的 key")
    retire.add_argument("--reason", metavar="TEXT", required=True, help="为什么停用")
    retire.add_argument("--by", metavar="NAME", required=True, help="登记人")
    retire.set_defaults(run=retire_mark, render=render_definition, needs=Needs.WORKSPACE)

    news = verbs.add_parser("news", help="最近两周刷新、还没有人处理的纪录")
    news.set_defaults(run=list_news, render=render_news, needs=Needs.WORKSPACE)

    for verb, words in (("accept", "把刷新的纪录记入纪录榜（认定）"), ("dismiss", "不记入，以后不再提")):
        answer = verbs.add_parser(verb, help=words)
        answer.add_argument("case", metavar="CASE", help="benchmark news 给出的代办件")
        answer.add_argument("subject", metavar="SUBJECT", help="benchmark news 给出的 subject")
        answer.add_argument("--by", metavar="NAME", required=True, help="登记人")
        answer.add_argument("--note", metavar="TEXT", default="", help="说明，如核对了哪些原件")
        answer.set_defaults(run=answer_news, render=render_answer, needs=Needs.WORKSPACE)


def _add_basis(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--basis",
        metavar="BASIS",
        type=basis,
        help="口径：WD 工作日、ND 自然日，后面可接 -补正、-特别程序 表示不含；own 各按自己的口径；不写按工作区设置",
    )


def _add_fields(parser: argparse.ArgumentParser, *, required: bool) -> None:
    parser.add_argument("--name", metavar="TEXT", required=required, help="名称")
    for end, words in (("start", "起点"), ("end", "终点")):
        parser.add_argument(
            f"--{end}",
            metavar="MATTER:EVENT",
            type=kind(_read_point),
            required=required,
            help=f"{words}，如 QQ01:accepted；事件为 received 收件、accepted 受理、done 办结",
        )
    parser.add_argument(
        "--limit", metavar="LIMIT", type=kind(_read_days), required=required, help="天数，如 45WD、150ND"
    )
    parser.add_argument(
        "--template", metavar="KEY", action="append", help="适用的流程，可写多次；不写则凡有两头事项的都适用"
    )
    parser.add_argument("--leave-out", metavar="MATTER", action="append", help="不计入的事项，可写多次")
    parser.add_argument("--without", choices=("补正", "特别程序"), action="append", help="不含这种暂停的天数，可写两次")
    parser.add_argument("--source", metavar="TEXT", required=required, help="来源")
    parser.add_argument("--note", metavar="TEXT", help="起止点有哪些不同说法")
    parser.add_argument("--verified", choices=("yes", "no"), help="起止和天数是否已核对；默认 no（待核）")
    parser.add_argument("--reason", metavar="TEXT", required=not required, default="", help="为什么新建或修改")
    parser.add_argument("--by", metavar="NAME", required=True, help="登记人")


def _read_point(text: str) -> BenchmarkPoint:
    matter, colon, event = text.partition(":")
    if not colon or not matter or not event:
        raise ValueError(f"“{text}”看不懂，请写成 事项:事件 的样子，如 QQ01:accepted")
    return BenchmarkPoint(matter, event)


def _read_days(text: str) -> Limit:
    try:
        return Limit.parse(text)
    except (Refusal, WrongUsage) as wrong:
        raise ValueError(str(wrong)) from None


def list_marks(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """The definitions in force, or how a case stands by each of them; raises Refusal for an unknown case."""
    standing = desk.benchmarks.standing_basis()
    if not args.case:
        rows = desk.benchmarks.definitions()
        return {"basis": basis_words(standing), "firm": True, "benchmarks": [_definition_keys(row) for row in rows]}
    case = find_case(desk, args.case)
    page = next(one for one in desk.overview.project_page(case.project_id).cases if one.case.id == case.id)
    found = [benchmark_keys(one) for one in page.benchmarks]
    firm = all(one.firm for one in page.benchmarks)
    return {"case": case.id, "basis": basis_words(standing), "firm": firm, "benchmarks": found}


def list_results(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """Every result, the newest end first."""
    view = _view(args, desk)
    ordered = sorted(view.results, key=lambda one: (one.ended, one.recorded_at), reverse=True)
    lines = [_result_keys(one, view.cases[one.case_id]) for one in ordered]
    return {"basis": basis_words(view.basis), "firm": all(one.firm for one in ordered), "results": lines}


def show_board(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """The record of every subject with its holders; provisional results hold none."""
    view = _view(args, desk)
    lines = [_record_keys(line, view) for line in view.board]
    return {"basis": basis_words(view.basis), "firm": all(line["firm"] for line in lines), "records": lines}


def add_mark(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """Keep a new definition; raises Refusal when something cannot be."""
    mark = Benchmark(args.name, args.start, args.end, 0, Unit.WORKING_DAYS, verified=False)
    made, _ = desk.benchmarks.add(_draft(args, mark, ()), args.by, args.reason)
    return _kept_keys(made)


def edit_mark(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """Keep what is stated as a new version; raises Refusal when nothing changes."""
    last = desk.benchmarks.versions(args.key)[-1]
    made, _ = desk.benchmarks.edit(args.key, _draft(args, last.mark, last.templates), args.by, args.reason)
    return _kept_keys(made)


def retire_mark(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """Stop measuring by a definition."""
    made, _ = desk.benchmarks.retire(args.key, args.by, args.reason)
    return _kept_keys(made)


def list_news(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """Records that fell and wait for an answer; they are firm by nature."""
    news = desk.benchmarks.news()
    return {"firm": True, "news": [_news_keys(one) for one in news]}


def answer_news(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """Accept a fallen record or put it aside; raises Refusal when there is none such."""
    case, accepted = find_case(desk, args.case), args.verb == "accept"
    for one in desk.benchmarks.news():
        result = one.fallen.result
        if result.case_id == case.id and result.subject.key == args.subject:
            answer, _ = desk.benchmarks.answer(one.fallen, args.by, accepted=accepted, note=args.note)
            return {
                "firm": True,
                "accepted": accepted,
                "case": case.id,
                "subject": answer.subject.key,
                "title": answer.subject.title,
                "days": answer.days,
                "unit": answer.basis.unit.value,
                "before": answer.before,
                "basis": answer.basis.words(),
                "by": answer.by,
            }
    raise Refusal.say(f"没有等待处理的纪录 {args.subject}（代办件 {args.case}）；用 benchmark news 查看")


def _view(args: argparse.Namespace, desk: Desk) -> BenchmarkView:
    stated: StatedBasis | None = args.basis
    if stated is None:
        return desk.benchmarks.view()
    return desk.benchmarks.view(stated.basis, own_basis=stated.basis is None)


def _draft(args: argparse.Namespace, mark: Benchmark, templates: tuple[str, ...]) -> DefinitionDraft:
    stated: dict[str, Any] = {
        name: value for name in ("name", "start", "end", "source", "note") if (value := getattr(args, name)) is not None
    }
    if args.limit is not None:
        stated |= {"days": args.limit.amount, "unit": args.limit.unit}
    if args.leave_out is not None:
        stated["leaves_out"] = tuple(args.leave_out)
    if args.without is not None:
        stated |= {"corrections": "补正" not in args.without, "special": "特别程序" not in args.without}
    if args.verified is not None:
        stated["verified"] = args.verified == "yes"
    keys = templates if args.template is None else tuple(args.template)
    return DefinitionDraft(replace(mark, **stated), keys)


def _mark_keys(mark: Benchmark) -> dict[str, object]:
    return {
        "name": mark.name,
        "start": {"matter": mark.start.matter, "event": mark.start.event},
        "end": {"matter": mark.end.matter, "event": mark.end.event},
        "days": mark.days,
        "unit": mark.unit.value,
        "basis": mark.basis.words(),
        "leaves_out": list(mark.leaves_out),
        "verified": mark.verified,
        "source": mark.source,
        "note": mark.note,
    }


def _definition_keys(row: DefinitionRow) -> dict[str, object]:
    return {
        "key": row.key,
        "version": row.version,
        "bundled": row.own is None,
        "templates": list(row.templates),
        **_mark_keys(row.mark),
    }


def _kept_keys(made: BenchmarkDefinition) -> dict[str, object]:
    return {
        "key": made.id,
        "version": str(made.version),
        "retired": made.retired,
        "templates": list(made.templates),
        **_mark_keys(made.mark),
        "reason": made.reason,
        "by": made.by,
    }


def _result_keys(one: Result, name: CaseName) -> dict[str, object]:
    return {
        "kind": one.subject.kind.value,
        "subject": one.subject.key,
        "title": one.subject.title,
        "version": one.subject.version,
        "project": one.project_id,
        "project_name": name.project,
        "case": one.case_id,
        "template": one.template,
        "officer": one.officer,
        "started": iso(one.started),
        "ended": iso(one.ended),
        "days": one.days,
        "allowed": one.allowed,
        "met": one.met,
        "firm": one.firm,
        "unit": one.basis.unit.value,
        "basis": one.basis.words(),
        "late_entry": one.late_entry,
        "demo": name.demo,
    }


def _record_keys(line: RecordLine, view: BenchmarkView) -> dict[str, Any]:
    accepted = line.accepted
    return {
        "kind": line.subject.kind.value,
        "subject": line.subject.key,
        "title": line.subject.title,
        "version": line.subject.version,
        "days": line.days,
        "second": line.second,
        "count": line.count,
        "unit": (line.holders or line.provisional)[0].basis.unit.value,
        "firm": not line.provisional,
        "holders": [_result_keys(one, view.cases[one.case_id]) for one in line.holders],
        "provisional": [_result_keys(one, view.cases[one.case_id]) for one in line.provisional],
        "accepted": None
        if accepted is None
        else {"case": accepted.case_id, "days": accepted.days, "by": accepted.by, "stands": line.confirmed},
    }


def _news_keys(one: News) -> dict[str, object]:
    return {**_result_keys(one.fallen.result, one.case), "before": one.fallen.before.days}


def render_list(args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """One benchmark a line, under the 口径 of the workspace."""
    lines = [answer["basis"]]
    for one in answer["benchmarks"]:
        doubt = "" if one["verified"] else "\t待核"
        if "words" in one:
            lines.append(f"{one['name']}\t{one['words']}")
            continue
        where = "内置" if one["bundled"] else f"自定 第 {one['version']} 版"
        lines.append(f"{one['key']}\t{where}\t{one['name']}\t{_days(one)}\t{'、'.join(one['templates'])}{doubt}")
    return "\n".join(lines)


def render_results(args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """One result a line."""
    return "\n".join([answer["basis"], *(_result_line(one) for one in answer["results"])])


def render_board(args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """One record a line with those who hold it."""
    lines = [answer["basis"]]
    for one in answer["records"]:
        head = f"{_KIND_WORDS[one['kind']]}\t{one['title']}"
        if one["days"] is None:
            lines.append(f"{head}\t只有暂估，不算纪录")
            continue
        who = "、".join(f"{held['project_name']}（{held['officer']}，{held['ended']}）" for held in one["holders"][:3])
        more = f"等 {len(one['holders'])} 件并列" if len(one["holders"]) > 1 else ""
        known = "\t认定" if one["accepted"] and one["accepted"]["stands"] else ""
        lines.append(f"{head}\t{_days(one)}\t{who}{more}{known}")
    return "\n".join(lines)


def render_definition(args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """The definition as it is kept now."""
    done = "已停用" if answer["retired"] else "已保存"
    return f"{done}：{answer['name']}（第 {answer['version']} 版，{answer['by']}）\t{answer['key']}"


def render_news(args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """One fallen record a line."""
    if not answer["news"]:
        return "最近两周没有刷新的纪录"
    return "\n".join(
        f"{_result_line(one)}\t原纪录 {one['before']} {_unit(one)}\t{one['subject']}" for one in answer["news"]
    )


def render_answer(args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """What was done with it."""
    done = "已记入纪录榜" if answer["accepted"] else "不记入，以后不再提"
    return f"{done}：{answer['title']} {_days(answer)}（原纪录 {answer['before']}）"


def _result_line(one: Mapping[str, Any]) -> str:
    met = {True: "\t达标", False: "\t未达标", None: ""}[one["met"]]
    marks = (
        ("" if one["firm"] else "\t暂估") + ("\t补录" if one["late_entry"] else "") + ("\t演示" if one["demo"] else "")
    )
    span = f"{one['started']} 至 {one['ended']}"
    head = f"{_KIND_WORDS[one['kind']]}\t{one['title']}\t{_days(one)}\t{span}"
    return f"{head}\t{one['project_name']}\t{one['officer']}{met}{marks}"


def _unit(keys: Mapping[str, Any]) -> str:
    return "个工作日" if keys["unit"] == "WD" else "个自然日"


def _days(keys: Mapping[str, Any]) -> str:
    return f"{keys['days']} {_unit(keys)}"

"""`bangban-cli clock explain`: the 期限计算书 of a clock of a real step, with the act that started it and its law."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import Any

from desktop_app.application.clock_sheets import ClockSheet, Credit
from desktop_app.application.desk import Desk
from desktop_app.cli.answer import Needs
from desktop_app.cli.benchmark_sheet import benchmark_sheet_keys, event_keys, render_benchmark_sheet
from desktop_app.cli.dates import clock_keys, date_words, due_keys, iso
from desktop_app.cli.find import find_case
from desktop_app.domain.refusals import WrongUsage
from desktop_app.domain.terms import CLOCK_WORDS

CLOCKS = tuple(clock for clock in CLOCK_WORDS if clock != "benchmark")


def add_verbs(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verb to the noun `clock`."""
    explain = verbs.add_parser("explain", help="期限计算书：环节的期限或对标从哪件事起算、逐日计不计、为什么")
    explain.add_argument("case", metavar="CASE", help="代办件编号，或其不重复的前 8 位以上")
    explain.add_argument("matter", metavar="MATTER", nargs="?", default="", help="事项编号，如 LX01")
    explain.add_argument("--benchmark", metavar="NAME", help="改看一条对标（名称或其中几个字）：对标计算书，不写事项")
    explain.add_argument("--clock", choices=CLOCKS, default="", help="哪一个期限（默认灯号所看的那个）")
    explain.add_argument(
        "--place", metavar="N", type=int, default=1, help="同名的期限不止一个时第几个（几次容缺），从 1 起"
    )
    verify = verbs.add_parser("verify", help="核对已出具的期限、对标计算书：按出具时的登记和日历重算，并与今天比较")
    verify.add_argument("number", metavar="NUMBER", help="文书编号，如 BB-2026-A-D26-0001（对标计算书 D29）")
    verify.set_defaults(run=verify_sheet, render=render_check, needs=Needs.WORKSPACE)
    explain.set_defaults(run=explain_clock, render=render_explanation, needs=Needs.WORKSPACE)


def verify_sheet(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """An archived sheet derived again; raises Refusal when the number is unknown or that of another form."""
    found = desk.clock_checks.check(args.number)
    return {
        "number": found.paper.number,
        "case": found.paper.case_id,
        "matter": found.paper.matter,
        "clock_name": found.clock,
        "issued_on": iso(found.paper.issued_on),
        "calendar": found.calendar,
        **due_keys(None if found.held else found.due, found.firm, found.missing_years),
        "same": found.same,
        "unchanged": found.unchanged,
        "now": due_keys(found.now_due, found.now_firm, found.now_missing_years),
        "due_word": found.due_word,
        "verdict": found.verdict,
        "differences": list(found.differences),
    }


def render_check(args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """The verdict, and every difference a line."""
    head = f"{answer['number']}　{answer['clock_name']}：存档{answer['due_word']} {date_words(dict(answer))}"
    today = f"今天重算：{date_words(answer['now'])}"
    return "\n".join([head, answer["verdict"], *(f"  {one}" for one in answer["differences"]), today])


def explain_clock(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """Everything a due date, or the figure of a benchmark, was computed from.

    Raises Refusal when the step has no such clock running, or the benchmark has not begun on a known day.
    """
    if args.benchmark is not None:
        if args.matter or args.clock or args.place != 1:
            raise WrongUsage("--benchmark 看的是整件的对标，不要再写事项、--clock 或 --place")
        return benchmark_sheet_keys(desk.outlooks.benchmark_sheet(find_case(desk, args.case).id, args.benchmark))
    if not args.matter:
        raise WrongUsage("请写事项编号，如 clock explain CASE LX01；看对标用 --benchmark NAME")
    sheet = desk.outlooks.clock_sheet(find_case(desk, args.case).id, args.matter, args.clock, args.place)
    clock, derivation = sheet.clock, sheet.clock.derivation
    limit = derivation.limit
    return {
        "case": sheet.case.id,
        "matter": args.matter,
        "title": sheet.standing.step.title,
        **clock_keys(clock),
        "clock_name": sheet.name,
        "limit": limit.words(),
        "limit_words": sheet.limit_words,
        "started_by": event_keys(sheet.started_by),
        "start_words": sheet.start_words,
        "rule": sheet.rule,
        "counting": sheet.counting,
        "counted_as": derivation.counted_as.value,
        "day_policy": sheet.day_policy.value,
        "bound_party": limit.bound_party.value,
        "basis": limit.basis,
        "text": limit.text,
        "sources": list(sheet.standing.step.matter.sources),
        "held_by": _held_keys(sheet),
        "pauses": [
            {"from": iso(pause.first), "to": iso(pause.last), "label": pause.label} for pause in derivation.pauses
        ],
        "suspensions": [_credit_keys(one) for one in sheet.credits],
        "extension": _extension_keys(sheet),
        "documents": [{"year": one.year, "known": one.known, "document": one.citation} for one in sheet.documents],
        "overrides": [{"date": iso(one.day), "works": one.works, "reason": one.reason} for one in sheet.overrides],
        "laws": list(sheet.laws),
        "rolled": derivation.rolled,
        "reason": derivation.doubt,
        "lines": [list(line) for line in derivation.lines(sheet.name)],
        "days": [
            {"date": day.date.isoformat(), "counts": day.counts, "n": day.n, "why": day.why} for day in derivation.days
        ],
    }


def _credit_keys(one: Credit) -> dict[str, object]:
    held = one.suspension
    return {
        "kind": held.kind.key,
        "word": held.kind.word,
        "from": iso(held.first),
        "to": iso(one.pause.last) if one.pause else None,
        "resumed": iso(held.resumed),
        "reason": held.reason,
        "basis": held.basis or None,
        "stops": one.stops,
        "credited": one.days,
    }


def _extension_keys(sheet: ClockSheet) -> dict[str, object] | None:
    longer = sheet.extension
    if longer is None:
        return None
    return {
        "on": iso(longer.on),
        "amount": longer.amount,
        "approver": longer.approver,
        "notice": longer.notice,
        "reason": longer.reason,
    }


def _held_keys(sheet: ClockSheet) -> dict[str, object] | None:
    held = sheet.clock.held_by
    if held is None:
        return None
    return {"kind": held.kind.key, "word": held.kind.word, "from": iso(held.first), "reason": held.reason}


def render_explanation(args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """The lines of the explanation, every day, and what the limit rests on."""
    if "target" in answer:
        return render_benchmark_sheet(answer)
    due = date_words(dict(answer))
    held = answer["held_by"]
    if held is not None:
        due = f"{held['from']} 起{held['word']}暂停，恢复后再定"
    lines = [f"“{answer['title']}”{answer['clock_name']}到期：{due}", f"起算：{answer['start_words']}", answer["rule"]]
    if answer["extension"] is not None:
        longer, before = answer["extension"], date_words(answer["original"])
        lines.append(
            f"延期：延长 {longer['amount']} 日（{longer['approver']}批准，{longer['notice']}），延期前 {before}"
        )
    lines += [f"时限：{answer['limit_words']}", f"口径：{answer['counting']}"]
    lines += [f"  {label}\t{value}" for label, value in answer["lines"]]
    lines += [f"  {day['date']}\t{day['n'] or '－'}\t{day['why']}" for day in answer["days"]]
    lines += [_suspension_words(one) for one in answer["suspensions"]]
    lines += [f"依据：{law}" for law in answer["laws"]]
    lines += [f"放假安排 {one['year']} 年：{one['document']}" for one in answer["documents"]]
    return "\n".join([*lines, f"日历版本：{answer['calendar']}"])


def _suspension_words(one: Mapping[str, Any]) -> str:
    ground = "；".join(part for part in (one["reason"], one["basis"]) if part)
    credited = f"扣除 {one['credited']} 日" if one["stops"] else "不停本时限"
    return f"暂停：{one['word']} {one['from']} 至 {one['to'] or '未恢复'}（{ground}），{credited}"

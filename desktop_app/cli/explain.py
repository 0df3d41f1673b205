"""`bangban-cli clock explain`: the 期限计算书 of a clock of a real step, with the act that started it and its law."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import Any

from desktop_app.application.desk import Desk
from desktop_app.application.outlooks import ClockSheet
from desktop_app.cli.answer import Needs
from desktop_app.cli.dates import clock_keys, date_words, iso
from desktop_app.cli.find import find_case
from desktop_app.domain.terms import CLOCK_WORDS, VERB_WORDS

START_RULES = {
    "received": "自收件之日起算，当日不计入；下班后或休息日收件，视为次一工作日收件。",
    "accepted": "自受理之日起算，当日不计入；逾期未告知补正的，自收件之日起即为受理（行政许可法32）。",
    "done": "自前序事项办结之日起算，当日不计入。",
}
CLOCKS = tuple(clock for clock in CLOCK_WORDS if clock != "benchmark")


def add_verbs(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verb to the noun `clock`."""
    explain = verbs.add_parser("explain", help="期限计算书：一个环节的期限从哪件事起算、逐日计不计、为什么")
    explain.add_argument("case", metavar="CASE", help="代办件编号，或其不重复的前 8 位以上")
    explain.add_argument("matter", metavar="MATTER", help="事项编号，如 LX01")
    explain.add_argument("--clock", choices=CLOCKS, default="", help="哪一个期限（默认灯号所看的那个）")
    explain.set_defaults(run=explain_clock, render=render_explanation, needs=Needs.WORKSPACE)


def explain_clock(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """Everything a due date was computed from; raises Refusal when the step has no such clock running."""
    sheet = desk.outlooks.clock_sheet(find_case(desk, args.case).id, args.matter, args.clock)
    clock, derivation = sheet.clock, sheet.clock.derivation
    limit = derivation.limit
    return {
        "case": sheet.case.id,
        "matter": args.matter,
        "title": sheet.standing.step.title,
        **clock_keys(clock),
        "clock_name": CLOCK_WORDS[clock.name],
        "limit": limit.words(),
        "started_by": _event_keys(sheet),
        "rule": START_RULES[limit.start.partition(":")[0]],
        "bound_party": limit.bound_party.value,
        "basis": limit.basis,
        "text": limit.text,
        "sources": list(sheet.standing.step.matter.sources),
        "held_by": _held_keys(sheet),
        "pauses": [
            {"from": iso(pause.first), "to": iso(pause.last), "label": pause.label} for pause in derivation.pauses
        ],
        "rolled": derivation.rolled,
        "reason": derivation.doubt,
        "lines": [list(line) for line in derivation.lines(CLOCK_WORDS[clock.name])],
        "days": [
            {"date": day.date.isoformat(), "counts": day.counts, "n": day.n, "why": day.why} for day in derivation.days
        ],
    }


def _event_keys(sheet: ClockSheet) -> dict[str, object] | None:
    event = sheet.started_by
    if event is None:
        return None
    return {
        "event": event.id,
        "matter": event.matter,
        "verb": event.verb.value,
        "word": VERB_WORDS[event.verb],
        "on": iso(event.on),
        "time": event.time or None,
        "by": event.by,
    }


def _held_keys(sheet: ClockSheet) -> dict[str, object] | None:
    held = sheet.clock.held_by
    if held is None:
        return None
    return {"kind": held.kind.key, "word": held.kind.word, "from": iso(held.first), "reason": held.reason}


def render_explanation(args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """The lines of the explanation, every day, and what the limit rests on."""
    due = date_words(dict(answer))
    held = answer["held_by"]
    if held is not None:
        due = f"{held['from']} 起{held['word']}暂停，恢复后再定"
    lines = [f"“{answer['title']}”{answer['clock_name']}到期：{due}", answer["rule"]]
    lines += [f"  {label}\t{value}" for label, value in answer["lines"]]
    lines += [f"  {day['date']}\t{day['n'] or '－'}\t{day['why']}" for day in answer["days"]]
    basis = "；".join(part for part in (answer["basis"], answer["text"]) if part)
    return "\n".join([*lines, *([f"依据：{basis}"] if basis else []), f"日历版本：{answer['calendar']}"])

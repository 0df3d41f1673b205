"""`bangban-cli case timeline` and `case attribution`: where a case is heading, and whose its days were."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from desktop_app.application.desk import Desk
from desktop_app.cli.answer import Needs
from desktop_app.cli.arguments import day, kind
from desktop_app.cli.dates import iso
from desktop_app.cli.find import find_case
from desktop_app.domain.case import Case
from desktop_app.domain.limit import Limit
from desktop_app.domain.outlook import GroupOutlook, StepOutlook, as_known
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.terms import STATE_WORDS


def add_verbs(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verbs to the noun `case`."""
    timeline = verbs.add_parser("timeline", help="走势：已办环节的实际日期、未办环节的最早日期、机动时间、关键线路")
    timeline.add_argument("case", metavar="CASE", help="代办件编号，或其不重复的前 8 位以上")
    timeline.add_argument("--as-of", metavar="DATE", type=day, help="站在哪一天看（默认今天），其后的记录不计")
    add_lengths(timeline)
    timeline.set_defaults(run=show_timeline, render=render_timeline, needs=Needs.WORKSPACE)

    whose = verbs.add_parser("attribution", help="天数归属：每个工作日归审批部门、企业、代办、特别程序还是不可归责")
    whose.add_argument("case", metavar="CASE", help="代办件编号，或其不重复的前 8 位以上")
    whose.add_argument("--as-of", metavar="DATE", type=day, help="算到哪一天（默认今天），其后的记录不计")
    whose.set_defaults(run=show_attribution, render=render_attribution, needs=Needs.WORKSPACE)


def add_lengths(parser: argparse.ArgumentParser) -> None:
    """Add the option that gives the building time."""
    parser.add_argument(
        "--length",
        dest="lengths",
        metavar="MATTER=LIMIT",
        type=_length,
        action="append",
        help="工期，如 SG02=180ND（默认用推进方案里的，没有则不计）",
    )


def given_lengths(args: argparse.Namespace) -> dict[str, Limit] | None:
    """The building times written on the command line, None when there are none."""
    return dict(args.lengths) if args.lengths else None


def _read_length(text: str) -> tuple[str, Limit]:
    code, equals, amount = text.partition("=")
    if not equals or not code:
        raise ValueError(f"“{text}”看不懂，请写成 SG02=180ND 的样子")
    try:
        return code, Limit.parse(amount)
    except Refusal as error:
        raise ValueError(str(error)) from error


_length = kind(_read_length)


def show_timeline(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """Every kept step with its recorded or earliest dates; raises Refusal for a length the template rules."""
    case = find_case(desk, args.case)
    seen = desk.outlooks.outlook(case.id, as_of=args.as_of, lengths=given_lengths(args))
    months = month_keys(as_known(case, seen.today))
    return {
        "case": case.id,
        "project": case.project_id,
        "template": case.template.key,
        "as_of": iso(seen.today),
        **date_keys("finish", seen.finish, seen.missing_years),
        "firm": seen.firm,
        "missing_years": list(seen.missing_years),
        "critical": list(seen.critical),
        "undecided": list(seen.undecided),
        "groups": [_group_keys(group) for group in seen.groups],
        "steps": [_step_keys(step) | months.get(step.code, {}) for step in seen.steps],
    }


def month_keys(case: Case) -> dict[str, dict[str, object]]:
    """By step, the month it ended in, of those of which nobody knows the day."""
    attempts = {code: one.attempt for code, one in case.situation().progress.items()}
    return {
        code: {"finish_month": one.ended_month}
        for code, one in attempts.items()
        if one is not None and one.ended is None and one.ended_month
    }


def date_keys(name: str, value: date | None, missing_years: Iterable[int]) -> dict[str, object]:
    """A date under its name when it is firm, otherwise null beside `provisional_` and the name."""
    if not tuple(missing_years):
        return {name: iso(value)}
    return {name: None, f"provisional_{name}": iso(value)}


def _step_keys(step: StepOutlook) -> dict[str, object]:
    keys: dict[str, object] = {
        "matter": step.code,
        "title": step.title,
        "state": step.state.value,
        "start": iso(step.start) if step.start_firm else None,
        "finish": iso(step.finish) if step.firm else None,
        "began": step.began,
        "ended": step.ended,
        "slack": step.slack,
        "critical": step.critical,
        "before": list(step.before),
        "assumed": step.assumed,
        "firm": step.firm,
    }
    if not step.firm:
        keys["provisional_start"] = iso(step.start)
        keys["provisional_finish"] = iso(step.finish)
        keys["missing_years"] = list(step.missing_years)
    return keys


def _group_keys(group: GroupOutlook) -> dict[str, object]:
    keys: dict[str, object] = {"group": group.name, "members": list(group.members), "limit": group.limit.words()}
    for name, value in (("start", group.start), ("due", group.due), ("finish", group.finish)):
        keys |= date_keys(name, value, group.missing_years)
    return keys | {"over": group.over, "firm": group.firm, "missing_years": list(group.missing_years)}


def show_attribution(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """Each elapsed working day with its party, step and reason, and the sums per party."""
    case = find_case(desk, args.case)
    found = desk.outlooks.attribution(case.id, as_of=args.as_of)
    return {
        "case": case.id,
        "from": iso(found.start),
        "through": iso(found.through),
        "working_days": len(found.days),
        "sums": {party.value: days for party, days in found.sums.items()},
        "firm": found.firm,
        "missing_years": list(found.missing_years),
        "calendar": found.calendar_version,
        "days": [
            {
                "date": iso(one.day),
                "party": one.party.value,
                "matter": one.matter or None,
                "reason": one.reason,
                "firm": one.firm,
            }
            for one in found.days
        ],
    }


def render_timeline(args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """The finish of the case, then one step a line: from, to, slack."""
    lines = [f"最早全部办完：{written(answer, 'finish')}（站在 {answer['as_of']} 看）"]
    words = {state.value: word for state, word in STATE_WORDS.items()}
    for step in answer["steps"]:
        room = "－" if step["slack"] is None else "关键" if step["critical"] else f"余 {step['slack']} 个工作日"
        span = span_words(step)
        note = f"\t{step['assumed']}" if step["assumed"] else ""
        lines.append(f"{step['matter']}\t{words[step['state']]}\t{span}\t{room}\t{step['title']}{note}")
    for group in answer["groups"]:
        kept = f"超 {group['over']} 个工作日" if group["over"] else "不超"
        lines.append(f"并联“{group['group']}”限 {group['limit']}，应于 {written(group, 'due')} 前办完，{kept}")
    if answer["undecided"]:
        lines.append(f"未定而没有计入：{'、'.join(answer['undecided'])}")
    return "\n".join(lines)


def render_attribution(args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """The sums, then one day a line."""
    sums = "，".join(f"{party} {days}" for party, days in answer["sums"].items())
    doubt = "" if answer["firm"] else "（暂估）"
    head = f"{answer['from']} 之后至 {answer['through']}，共 {answer['working_days']} 个工作日{doubt}：{sums}"
    return "\n".join([head, *(f"{one['date']}\t{one['party']}\t{one['reason']}" for one in answer["days"])])


def span_words(keys: Mapping[str, Any]) -> str:
    """From when to when a step takes; of one that was only entered as done, the month if it is known."""
    month = keys.get("finish_month")
    if not month:
        return f"{written(keys, 'start')} 至 {written(keys, 'finish')}"
    done = f"{month}（只知道月份）"
    return f"{written(keys, 'start')} 至 {done}" if keys.get("start") else done


def written(keys: Mapping[str, Any], name: str) -> str:
    """A date of an answer for people: the day, the day with 暂估, or 日期不详."""
    if keys.get(name):
        return str(keys[name])
    provisional = keys.get(f"provisional_{name}")
    return f"{provisional}（暂估）" if provisional else "日期不详"

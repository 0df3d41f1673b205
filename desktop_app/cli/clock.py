"""`bangban-cli clock`: when something is due, and why of every day."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

from desktop_app.application.day_policy import DAY_POLICY_WORDS
from desktop_app.cli import explain
from desktop_app.domain.calendar import WorkingCalendar
from desktop_app.domain.clock import Derivation, OfficeHours, Pause, civil_time, derive, effective_start
from desktop_app.domain.limit import Limit, Unit
from desktop_app.domain.refusals import Refusal, WrongUsage

NOUN = "clock"
FROM_RULE = "按给定的起算日计：起算日当日不计入，次日（次一工作日）为第 1 日。"
START_RULE = "起算日当日不计入，次日（次一工作日）为第 1 日；下班后或休息日收件，视为次一工作日收件。"
_PAIR = 2
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class ClockDesk(Protocol):
    """What these commands need of the desk."""

    @property
    def calendar(self) -> WorkingCalendar:
        """The working calendar."""


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the noun and its verbs to the command line."""
    noun = subparsers.add_parser(NOUN, help="期限：算到期日，并逐日说明理由")
    verbs = noun.add_subparsers(dest="verb", metavar="VERB", required=True)
    due = verbs.add_parser("due", help="从起算日和时限算到期日")
    due.add_argument("--from", dest="start", metavar="DATE", help="起算日，如 2026-11-05（当日不计入）")
    due.add_argument("--filed-at", metavar="MOMENT", help="收件时刻，如 2026-11-06T18:10，由程序定起算日")
    due.add_argument("--limit", metavar="LIMIT", help="时限：8WD 工作日、30ND 自然日、7D 日、4WH 工作小时、24NH 小时")
    due.add_argument(
        "--pause", dest="pauses", metavar="A..B", action="append", default=[], help="暂停的首日..末日，可写多次"
    )
    due.add_argument(
        "--batch",
        metavar="FILE",
        type=Path,
        help='JSON 文件：[{"start", "working_days", "pauses": [[首日, 末日], …]}, …]',
    )
    due.add_argument(
        "--day-policy",
        choices=[unit.value for unit in DAY_POLICY_WORDS],
        default="",
        help="只写“日”的时限按工作日（WD）还是自然日（ND）计；缺省从工作区设置，没有设置按工作日",
    )
    due.set_defaults(run=due_date, render=render_due)
    explain.add_verbs(verbs)


def due_date(args: argparse.Namespace, desk: ClockDesk) -> object:
    """The due date with its days, or a list of due dates for `--batch`.

    Raises WrongUsage for arguments that cannot be understood and Refusal for dates that contradict each other.
    """
    if args.batch is not None:
        if args.start or args.filed_at or args.limit or args.pauses:
            raise WrongUsage("--batch 不能与 --from、--filed-at、--limit、--pause 同用。")
        return [_batch_answer(desk.calendar, number, item) for number, item in enumerate(_batch(args.batch), start=1)]
    if bool(args.start) == bool(args.filed_at) or not args.limit:
        raise WrongUsage("请给出 --limit，并在 --from 与 --filed-at 中选一个；或用 --batch 文件。")
    calendar = desk.calendar.counting_days_as(Unit(args.day_policy)) if args.day_policy else desk.calendar
    limit = _limit(args.limit)
    pauses = tuple(_pause(text) for text in args.pauses)
    if args.start:
        answer = _single_answer(derive(calendar, _day(args.start, "--from"), limit, pauses))
        # The start is given, so the rule for late filings was not applied to it.
        return answer | {"rule": FROM_RULE}
    return _filed_answer(calendar, _moment(args.filed_at), limit, pauses)


def _filed_answer(
    calendar: WorkingCalendar, filed_at: dt.datetime, limit: Limit, pauses: Sequence[Pause]
) -> dict[str, object]:
    hours = OfficeHours()
    start = effective_start(calendar, filed_at, hours)
    limit = replace(limit, start="received")
    moment = None
    if limit.unit in (Unit.WORKING_HOURS, Unit.NATURAL_HOURS):
        moment = filed_at if filed_at.date() == start else dt.datetime.combine(start, hours.opens)
    answer = _single_answer(derive(calendar, start, limit, pauses, hours=hours, moment=moment))
    answer["filed_at"] = filed_at.isoformat(timespec="minutes")
    answer["start_firm"] = all(calendar.known(year) for year in range(filed_at.year, start.year + 1))
    return answer


def _single_answer(derivation: Derivation) -> dict[str, object]:
    answer = _date_answer(derivation)
    answer["limit"] = derivation.limit.words()
    answer["counted_as"] = derivation.counted_as.value
    answer["rule"] = START_RULE
    answer["calendar"] = derivation.calendar_version
    answer["credited"] = derivation.credited
    answer["rolled"] = derivation.rolled
    if derivation.due_at is not None:
        answer["due_at" if derivation.firm else "provisional_at"] = derivation.due_at.isoformat()
    answer["lines"] = [list(line) for line in derivation.lines("办理")]
    answer["days"] = [
        {"date": day.date.isoformat(), "counts": day.counts, "n": day.n, "why": day.why} for day in derivation.days
    ]
    return answer


def _date_answer(derivation: Derivation) -> dict[str, object]:
    due = derivation.due.isoformat()
    answer: dict[str, object] = {
        "start": derivation.start.isoformat(),
        "due": due if derivation.firm else None,
        "firm": derivation.firm,
    }
    if not derivation.firm:
        answer["provisional"] = due
        answer["missing_years"] = list(derivation.missing_years)
        answer["reason"] = derivation.doubt
    return answer


def _batch(path: Path) -> list[object]:
    try:
        items = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise Refusal.say(f"打不开文件 {path}，请核对路径和读取权限。") from error
    except UnicodeDecodeError as error:
        raise Refusal.say(f"文件 {path} 不是 UTF-8 编码，请另存为 UTF-8。") from error
    except json.JSONDecodeError as error:
        raise Refusal.say(f"文件 {path} 第 {error.lineno} 行不是合法的 JSON，请检查逗号、引号和括号。") from error
    except RecursionError as error:
        raise Refusal.say(f"文件 {path} 嵌套太深，应是一张列表。") from error
    if not isinstance(items, list):
        raise Refusal.say(f'文件 {path} 应是一张列表：[{{"start", "working_days", "pauses"}}, …]。')
    return items


def _batch_answer(calendar: WorkingCalendar, number: int, item: object) -> dict[str, object]:
    try:
        return _date_answer(_batch_derivation(calendar, item))
    except (Refusal, WrongUsage) as error:
        raise Refusal.say(f"第 {number} 条：{error}") from error


def _batch_derivation(calendar: WorkingCalendar, item: object) -> Derivation:
    if not isinstance(item, dict) or not {"start", "working_days"} <= item.keys():
        raise Refusal.say('应写成 {"start": 日期, "working_days": 天数, "pauses": [[首日, 末日], …]}。')
    amount, pauses = item["working_days"], item.get("pauses") or []
    if not isinstance(amount, int) or isinstance(amount, bool):
        raise Refusal.say(f"working_days 应是整数，不能是 {json.dumps(amount, ensure_ascii=False)}。")
    if not isinstance(pauses, list) or not all(isinstance(pair, list) and len(pair) == _PAIR for pair in pauses):
        raise Refusal.say("pauses 应写成 [[首日, 末日], …]。")
    held = tuple(Pause(_day(first, "暂停"), _day(last, "暂停")) for first, last in pauses)
    return derive(calendar, _day(item["start"], "start"), Limit(amount, Unit.WORKING_DAYS), held)


def _limit(text: str) -> Limit:
    try:
        return Limit.parse(text)
    except Refusal as error:
        raise WrongUsage(f"--limit：{error}") from error


def _pause(text: str) -> Pause:
    first, dots, last = text.partition("..")
    if not dots:
        raise WrongUsage(f"--pause“{text}”看不懂，请写成 首日..末日，如 2026-11-12..2026-11-15。")
    return Pause(_day(first, "--pause"), _day(last, "--pause"))


def _day(value: object, place: str) -> dt.date:
    try:
        if not isinstance(value, str) or not _DATE.fullmatch(value.strip()):
            raise ValueError("not a civil date")
        return dt.date.fromisoformat(value.strip())
    except ValueError as error:
        raise WrongUsage(f"{place} 的日期“{value}”看不懂，请写成 2026-11-05 的样子。") from error


def _moment(text: str) -> dt.datetime:
    try:
        moment = dt.datetime.fromisoformat(text.strip())
        if len(text.strip()) <= len("2026-11-06"):
            raise ValueError("no time of day")
        return civil_time(moment)
    except (ValueError, OverflowError) as error:
        raise WrongUsage(f"--filed-at 的时刻“{text}”看不懂，请写成 2026-11-06T18:10 的样子。") from error


def render_due(args: argparse.Namespace, answer: Sequence[Mapping[str, Any]] | Mapping[str, Any]) -> str:
    """The lines of the explanation and every day, or one due date a line for a batch."""
    if not isinstance(answer, Mapping):
        return "\n".join(f"{item['start']}\t{_due_words(item)}" for item in answer)
    filed = f"{answer['filed_at'].replace('T', ' ')} 收件，起算日 {answer['start']}" if "filed_at" in answer else ""
    lines = [f"办理到期：{_due_words(answer)}", *([filed] if filed else []), answer["rule"]]
    lines += [f"  {label}\t{value}" for label, value in answer["lines"]]
    lines += [f"  {day['date']}\t{day['n'] or '－'}\t{day['why']}" for day in answer["days"]]
    return "\n".join((*lines, f"日历版本：{answer['calendar']}"))


def _due_words(item: Mapping[str, Any]) -> str:
    return str(item["due"]) if item["firm"] else f"{item['provisional']}（暂估：{item['reason']}）"

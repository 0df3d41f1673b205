"""`bangban-cli calendar`: what the official years say, and this workspace's own exceptions."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from desktop_app.application.calendars import MovedDate
from desktop_app.application.desk import Desk
from desktop_app.cli.answer import Needs
from desktop_app.cli.arguments import day, year
from desktop_app.cli.dates import date_words, due_keys, iso
from desktop_app.domain.calendar import DayFact, DayKind, DayOverride, WorkingCalendar

NOUN = "calendar"


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the noun and its verbs to the command line."""
    noun = subparsers.add_parser(NOUN, help="日历：查看一年，登记或撤销本地停办、临时补班")
    verbs = noun.add_subparsers(dest="verb", metavar="VERB", required=True)

    show = verbs.add_parser("show", help="查看一年的放假、补班和本地调整")
    show.add_argument("year", metavar="YEAR", type=year, help="年份，如 2026")
    show.set_defaults(run=show_year, render=render_year, needs=Needs.CALENDAR)

    override = verbs.add_parser("override", help="登记某天本地停办或临时补班，并重算在办期限")
    override.add_argument("day", metavar="DATE", type=day, help="哪一天，如 2026-11-09")
    which = override.add_mutually_exclusive_group(required=True)
    which.add_argument("--works", action="store_true", help="临时补班：这天上班")
    which.add_argument("--rests", action="store_true", help="本地停办：这天不上班")
    override.add_argument("--reason", metavar="TEXT", required=True, help="依据或原因，如通知文号")
    override.add_argument("--dry-run", action="store_true", help="只列出哪些期限会变，不写入")
    override.set_defaults(run=override_day, render=render_override, needs=Needs.WORKSPACE)

    remove = verbs.add_parser("remove", help="撤销某天的本地调整，并重算在办期限")
    remove.add_argument("day", metavar="DATE", type=day, help="哪一天")
    remove.set_defaults(run=remove_override, render=render_removed, needs=Needs.WORKSPACE)


def show_year(args: argparse.Namespace, desk: Any) -> dict[str, object]:
    """The document of a year and every day that is not an ordinary weekday or weekend."""
    calendar: WorkingCalendar = desk.calendar
    first = date(args.year, 1, 1)
    days = ((date(args.year, 12, 31) - first).days) + 1
    facts = [calendar.fact(first + timedelta(days=number)) for number in range(days)]
    notice = next((one for one in calendar.notices if one.year == args.year), None)
    return {
        "year": args.year,
        "known": notice is not None,
        "firm": notice is not None,
        "document": notice.document if notice else None,
        "verified": notice.verified if notice else None,
        "version": calendar.version,
        "working_days": sum(fact.works for fact in facts),
        "days": [_day_keys(fact) for fact in facts if fact.kind not in (DayKind.WORKDAY, DayKind.WEEKEND)],
    }


def _day_keys(fact: DayFact) -> dict[str, object]:
    return {
        "date": iso(fact.day),
        "works": fact.works,
        "kind": fact.kind.value,
        "why": fact.reason,
        "firm": fact.firm,
    }


def override_day(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """Store a local exception, or only say which running dates it would move; raises Refusal when it has no effect."""
    override = DayOverride(args.day, args.works, args.reason)
    moved = desk.calendars.preview(override) if args.dry_run else desk.calendars.override(override)
    calendar = desk.calendar
    return {
        "date": iso(args.day),
        "works": args.works,
        "reason": args.reason,
        "dry_run": args.dry_run,
        "firm": calendar.known(args.day.year),
        "version": calendar.version,
        "moved": [_moved_keys(one) for one in moved],
    }


def remove_override(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """Take a local exception away; raises Refusal when there is none on that day."""
    desk.calendars.remove_override(args.day)
    calendar = desk.calendar
    return {"date": iso(args.day), "firm": calendar.known(args.day.year), "version": calendar.version}


def _moved_keys(one: MovedDate) -> dict[str, object]:
    """A moved date; an override never makes a year known, so both dates are firm or neither."""
    before = iso(one.before)
    return {
        "project": one.project_id,
        "case": one.case_id,
        "matter": one.matter,
        "title": one.title,
        "before" if one.firm else "provisional_before": before,
        **due_keys(one.after, one.firm, one.missing_years),
    }


def render_year(args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """The document, the number of working days, and the special days one a line."""
    known = f"{answer['document']}" + ("" if answer["verified"] else "（文号待核）")
    source = known if answer["known"] else "放假安排尚未发布，以下按双休日和法定节假日推算，均为暂估"
    lines = [f"{answer['year']} 年：{source}", f"工作日 {answer['working_days']} 天，日历版本 {answer['version']}"]
    lines += [f"{one['date']}\t{'上班' if one['works'] else '休息'}\t{one['why']}" for one in answer["days"]]
    return "\n".join(lines)


def render_override(args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """What was stored, and every date it moves."""
    word = "临时补班" if answer["works"] else "本地停办"
    head = f"{answer['date']} {word}（{answer['reason']}）"
    lines = [f"{head}：试算，没有写入" if answer["dry_run"] else f"已登记 {head}"]
    for one in answer["moved"]:
        before = one.get("before") or one.get("provisional_before") or "－"
        lines.append(f"  {one['matter']} {one['title']}\t{before} → {date_words(dict(one))}")
    lines.append(f"{len(answer['moved'])} 个在办期限{'将' if answer['dry_run'] else '已'}变动")
    return "\n".join(lines)


def render_removed(args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """That the day is an ordinary one again."""
    return f"已撤销 {answer['date']} 的本地调整"

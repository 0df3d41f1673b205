"""`bangban-cli calendar`: what the official years say, and this workspace's own exceptions."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from desktop_app.application.calendar_book import NoticeVersion
from desktop_app.application.calendar_moves import MovedDate
from desktop_app.application.desk import Desk
from desktop_app.cli.answer import Answer, Needs
from desktop_app.cli.arguments import day, year
from desktop_app.cli.dates import date_words, due_keys, iso
from desktop_app.domain.calendar import DayFact, DayKind, DayOverride, WorkingCalendar
from desktop_app.domain.notice_text import Stated

NOUN = "calendar"


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the noun and its verbs to the command line."""
    noun = subparsers.add_parser(NOUN, help="日历：查看一年，导入放假安排，登记或撤销本地停办、临时补班")
    verbs = noun.add_subparsers(dest="verb", metavar="VERB", required=True)

    show = verbs.add_parser("show", help="查看一年的放假、补班和本地调整")
    show.add_argument("year", metavar="YEAR", type=year, help="年份，如 2026")
    show.set_defaults(run=show_year, render=render_year, needs=Needs.CALENDAR)

    bring = verbs.add_parser("import", help="导入一年的放假安排，并重算在办期限")
    _notice_file(bring)
    bring.add_argument("--dry-run", action="store_true", help="只列出看懂的日子和会变的期限，不写入")
    _by(bring)
    bring.set_defaults(run=import_notice, render=render_import, needs=Needs.WORKSPACE)

    diff = verbs.add_parser("diff", help="放假安排与现行日历逐日比较，列出会变的日子和期限，不写入")
    _notice_file(diff)
    diff.set_defaults(run=diff_notice, render=render_diff, needs=Needs.WORKSPACE)

    history = verbs.add_parser("history", help="历次放假安排和本地调整：文号、来源、谁、何时")
    history.add_argument("--year", metavar="YEAR", type=year, help="只看这一年")
    history.set_defaults(run=show_history, render=render_history, needs=Needs.WORKSPACE)

    override = verbs.add_parser("override", help="登记某天本地停办或临时补班，并重算在办期限")
    override.add_argument("day", metavar="DATE", type=day, help="哪一天，如 2026-11-09")
    which = override.add_mutually_exclusive_group(required=True)
    which.add_argument("--works", action="store_true", help="临时补班：这天上班")
    which.add_argument("--rests", action="store_true", help="本地停办：这天不上班")
    override.add_argument("--reason", metavar="TEXT", required=True, help="依据或原因，如通知文号")
    override.add_argument("--dry-run", action="store_true", help="只列出哪些期限会变，不写入")
    _by(override)
    override.set_defaults(run=override_day, render=render_override, needs=Needs.WORKSPACE)

    remove = verbs.add_parser("remove", help="撤销某天的本地调整，并重算在办期限")
    remove.add_argument("day", metavar="DATE", type=day, help="哪一天")
    remove.add_argument("--dry-run", action="store_true", help="只列出哪些期限会变，不写入")
    _by(remove)
    remove.set_defaults(run=remove_override, render=render_removed, needs=Needs.WORKSPACE)


def _by(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--by", metavar="NAME", default="命令行", help="登记人（默认：命令行）")


def _notice_file(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="放假安排：.yaml，或通知正文的文本文件")
    parser.add_argument("--year", metavar="YEAR", type=year, default=0, help="正文没有写年份时，是哪一年")
    parser.add_argument("--document", metavar="TEXT", default="", help="文号；不写则用正文里的")
    parser.add_argument("--verified", action="store_true", help="文号已与原文核对；不写则标为待核（.yaml 以文件为准）")


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


def import_notice(args: argparse.Namespace, desk: Desk) -> Answer:
    """Import a notice, or only say what that would do; exit 1 when the text contradicts itself."""
    return _notice_answer(args, desk, dry_run=args.dry_run)


def diff_notice(args: argparse.Namespace, desk: Desk) -> Answer:
    """Compare a notice with the calendar in force; exit 1 when the text contradicts itself."""
    return _notice_answer(args, desk, dry_run=True)


def _notice_answer(args: argparse.Namespace, desk: Desk, *, dry_run: bool) -> Answer:
    reading = desk.calendars.read_file(args.file, Stated(args.year, args.document, args.verified))
    payload: dict[str, object] = {
        "year": reading.year or None,
        "document": reading.document or None,
        "dry_run": dry_run,
        "understood": [
            {
                "name": run.name,
                "first": iso(run.first),
                "last": iso(run.last),
                "days": run.count,
                "works": run.works,
                "text": run.text,
            }
            for run in reading.runs
        ],
        "problems": list(reading.problems),
        "remarks": list(reading.remarks),
    }
    if reading.notice is None:
        payload["refused"] = f"放假安排有 {len(reading.problems)} 处不对，没有导入；{reading.problems[0]}"
        return Answer(payload, 1)
    preview = desk.calendars.preview_notice(reading.notice)
    moved = preview.moved
    if not dry_run:
        moved = desk.calendars.import_notice(reading.notice, args.by, args.file.name).moved
    payload |= {
        "document": reading.notice.document,
        "amended_by": reading.notice.amended_by or None,
        "verified": reading.notice.verified,
        "was_known": preview.before is not None,
        "firm": True,
        "version": desk.calendar.version,
        "remarks": list(dict.fromkeys([*reading.remarks, *preview.remarks])),
        "days": [
            {**_day_keys(one.after), "was": {"works": one.before.works, "why": one.before.reason}}
            for one in preview.days
        ],
        "moved": [moved_keys(one) for one in moved],
    }
    return Answer(payload)


def show_history(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """Every version of every year's notice, and every local change, oldest first."""
    versions = [one for one in desk.calendars.versions() if args.year in (None, one.year)]
    in_force = {one.year: one for one in versions}
    return {
        "version": desk.calendar.version,
        "notices": [_version_keys(one, in_force[one.year] is one) for one in versions],
        "overrides": [
            {
                "date": iso(one.day),
                "works": one.works,
                "reason": one.reason,
                "act": "removed" if one.removed else "set",
                "by": one.recorded_by,
                "at": one.recorded_at.isoformat(),
            }
            for one in desk.calendars.entries()
            if args.year in (None, one.day.year)
        ],
    }


def _version_keys(one: NoticeVersion, in_force: bool) -> dict[str, object]:
    return {
        "year": one.year,
        "number": one.version,
        "document": one.notice.document,
        "amended_by": one.notice.amended_by or None,
        "verified": one.notice.verified,
        "issued": iso(one.notice.issued),
        "url": one.notice.url or None,
        "bundled": one.recorded_at is None,
        "source": one.source or None,
        "by": one.recorded_by or None,
        "at": one.recorded_at.isoformat() if one.recorded_at else None,
        "in_force": in_force,
        "off": [iso(day) for day in sorted(one.notice.off)],
        "work": [iso(day) for day in sorted(one.notice.work)],
    }


def override_day(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """Store a local exception, or only say which running dates it would move; raises Refusal when it has no effect."""
    override = DayOverride(args.day, args.works, args.reason)
    if args.dry_run:
        moved: Sequence[MovedDate] = desk.calendars.preview(override)
    else:
        moved = desk.calendars.override(override, args.by).moved
    calendar = desk.calendar
    return {
        "date": iso(args.day),
        "works": args.works,
        "reason": args.reason,
        "dry_run": args.dry_run,
        "firm": calendar.known(args.day.year),
        "version": calendar.version,
        "moved": [moved_keys(one) for one in moved],
    }


def remove_override(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """Take a local exception away; raises Refusal when there is none on that day."""
    if args.dry_run:
        moved: Sequence[MovedDate] = desk.calendars.preview_removal(args.day)
    else:
        moved = desk.calendars.remove_override(args.day, args.by).moved
    calendar = desk.calendar
    return {
        "date": iso(args.day),
        "dry_run": args.dry_run,
        "firm": calendar.known(args.day.year),
        "version": calendar.version,
        "moved": [moved_keys(one) for one in moved],
    }


def moved_keys(one: MovedDate) -> dict[str, object]:
    """A moved date: what it was, firm or provisional, and what it is afterwards."""
    before = iso(one.before)
    return {
        "project": one.project_id,
        "case": one.case_id,
        "name": one.project,
        "matter": one.matter,
        "title": one.title,
        "clock": one.clock,
        "before" if one.before_firm else "provisional_before": before,
        **due_keys(one.after, one.firm, one.missing_years),
    }


def render_year(args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """The document, the number of working days, and the special days one a line."""
    known = f"{answer['document']}" + ("" if answer["verified"] else "（文号待核）")
    source = known if answer["known"] else "放假安排尚未发布，以下按双休日和法定节假日推算，均为暂估"
    lines = [f"{answer['year']} 年：{source}", f"工作日 {answer['working_days']} 天，日历版本 {answer['version']}"]
    lines += [f"{one['date']}\t{'上班' if one['works'] else '休息'}\t{one['why']}" for one in answer["days"]]
    return "\n".join(lines)


def render_import(args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """What was understood, what it changes, and whether it was kept."""
    lines = [f"{one['name']}\t{_run_words(one)}" for one in answer["understood"]]
    lines += [f"注意\t{remark}" for remark in answer["remarks"]]
    if "refused" in answer:
        return "\n".join([*lines, *(f"不对\t{problem}" for problem in answer["problems"]), answer["refused"]])
    lines += [f"{one['date']}\t{one['was']['why']} → {one['why']}" for one in answer["days"]]
    lines += moved_lines(answer)
    kept = "试算，没有写入" if answer["dry_run"] else f"已导入，日历版本 {answer['version']}"
    lines.append(f"{answer['year']} 年（{answer['amended_by'] or answer['document']}）：{kept}")
    return "\n".join(lines)


def _run_words(one: Mapping[str, Any]) -> str:
    days = one["first"] if one["days"] == 1 else f"{one['first']} 至 {one['last']}"
    return f"{days} {'上班' if one['works'] else '放假'} {one['days']} 天"


def render_diff(args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """As an import that is only tried."""
    return render_import(args, answer)


def render_history(args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """The versions a line each, then the local changes."""
    lines = []
    for one in answer["notices"]:
        number = (
            "随程序提供"
            if one["bundled"]
            else f"第 {one['number']} 版 {one['by']} {one['at'][:16]} {one['source'] or ''}"
        )
        document = one["document"] + (f"，{one['amended_by']}" if one["amended_by"] else "")
        checked = "" if one["verified"] else "（文号待核）"
        lines.append(
            f"{one['year']}\t{'现行' if one['in_force'] else '已被取代'}\t{document}{checked}\t{number.strip()}"
        )
    for one in answer["overrides"]:
        act = "撤销" if one["act"] == "removed" else "登记"
        word = "临时补班" if one["works"] else "本地停办"
        lines.append(f"{one['date']}\t{act}{word}\t{one['reason']}\t{one['by']} {one['at'][:16]}")
    return "\n".join(lines)


def render_override(args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """What was stored, and every date it moves."""
    word = "临时补班" if answer["works"] else "本地停办"
    head = f"{answer['date']} {word}（{answer['reason']}）"
    lines = [f"{head}：试算，没有写入" if answer["dry_run"] else f"已登记 {head}"]
    return "\n".join([*lines, *moved_lines(answer)])


def render_removed(args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """That the day is an ordinary one again, and every date this moves."""
    head = f"{'试算，没有写入：撤销' if answer['dry_run'] else '已撤销'} {answer['date']} 的本地调整"
    return "\n".join([head, *moved_lines(answer)])


def moved_lines(answer: Mapping[str, Any]) -> list[str]:
    """The running dates that moved, or would, one a line, and how many there are."""
    lines = []
    for one in answer["moved"]:
        before = one.get("before") or one.get("provisional_before") or "－"
        tentative = "（暂估）" if one.get("provisional_before") else ""
        whose = f"{one['name']}（{one['case'][:13]}）"
        lines.append(f"  {whose}\t{one['matter']} {one['title']}\t{before}{tentative} → {date_words(dict(one))}")
    lines.append(f"{len(answer['moved'])} 个在办期限{'将' if answer['dry_run'] else '已'}变动")
    return lines

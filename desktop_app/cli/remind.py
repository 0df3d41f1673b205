"""`bangban-cli remind`: fire the reminders whose time has come, list them, and say what was done about them."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from typing import Any

from desktop_app.application.desk import Desk
from desktop_app.application.entries import ISSUES
from desktop_app.application.reminder_book import Reminder, WatchedRun
from desktop_app.application.reminder_issues import IssueLine, issue_lines
from desktop_app.application.reminder_rows import ReminderRow
from desktop_app.application.rhythm import FORM_OF
from desktop_app.cli.answer import Needs
from desktop_app.cli.arguments import day
from desktop_app.cli.dates import date_words, due_keys, iso
from desktop_app.domain.clock_runs import NATURAL_TRACKS, Track
from desktop_app.domain.escalation import RECIPIENT_WORDS, TRACK_WORDS, DueRung, Recipient, Rung
from desktop_app.domain.progress import Lamp
from desktop_app.domain.rhythm import DuePeriod
from desktop_app.domain.terms import LAMP_SIGNS, clock_words

NOUN = "remind"
_RHYTHM = "rhythm"
"""The track of reports that are due, which belong to no step."""
_ISSUES = "issues"
"""The track of issues of enterprises whose date is near or has passed."""


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the noun and its verbs."""
    verbs = subparsers.add_parser(NOUN, help="提醒：按催办阶梯发出提醒、列出、标为已读或已处理").add_subparsers(
        dest="verb", required=True, metavar="VERB"
    )
    shown = verbs.add_parser("list", help="列出待处理的提醒；写 --as-of 时连同到那天将要发出的")
    shown.add_argument("--officer", metavar="NAME", default="", help="只看这个人的（他承办的，或要提醒他的）")
    shown.add_argument("--as-of", metavar="DATE", type=day, default=None, help="到哪一天为止，如 2026-12-31")
    shown.set_defaults(run=list_reminders, render=render_list, needs=Needs.WORKSPACE)
    fire = verbs.add_parser("fire", help="发出到时间的提醒（只在上班时间发；适合放进计划任务）")
    fire.set_defaults(run=fire_reminders, render=render_fired, needs=Needs.WORKSPACE)
    seen = verbs.add_parser("seen", help="标为已读")
    handled = verbs.add_parser("handled", help="标为已处理；期限照常计算，下一级到时仍会提醒")
    snooze = verbs.add_parser("snooze", help="稍后提醒：推迟到几个工作日后上班时")
    reopen = verbs.add_parser("reopen", help="撤回“已处理”或“稍后提醒”，放回待处理")
    for verb, run in ((seen, mark_seen), (handled, mark_handled), (snooze, put_off), (reopen, put_back)):
        verb.add_argument("id", metavar="ID", help="提醒编号（remind list 可查）")
        verb.set_defaults(run=run, render=render_one, needs=Needs.WORKSPACE)
    for verb in (seen, handled, snooze):
        verb.add_argument("--by", metavar="NAME", default="", help="谁")
    handled.add_argument("--note", metavar="TEXT", default="", help="处理情况")
    snooze.add_argument(
        "--days", metavar="N", type=int, default=1, help="几个工作日后（默认 1；0 为一小时后，已下班则为下次上班时）"
    )
    ladder = verbs.add_parser("ladder", help="现行的催办阶梯：每一级哪一天提醒谁")
    ladder.set_defaults(run=show_ladder, render=render_ladder, needs=Needs.WORKSPACE)


def list_reminders(args: argparse.Namespace, desk: Desk) -> list[dict[str, object]]:
    """Reminders that wait for somebody, by urgency; with a day also the rungs that will have fired by then."""
    officer, until = args.officer.strip(), args.as_of
    rows = desk.reminders.board(officer).open
    found = [row_keys(row) for row in rows if until is None or row.reminder.on <= until]
    if until is not None:
        for due, watched in desk.reminders.pending(until):
            if not officer or officer == watched.entry.step.officer:
                found.append(pending_keys(due, watched))
    if not officer:
        found += [_report_keys(one) for one in desk.rhythm.due() if one.left <= 0 or (until and one.due <= until)]
    lines = issue_lines(desk.entries.watched(ISSUES), desk.calendar, desk.now().date(), officer)
    found += [_issue_keys(one) for one in lines if until is None or one.over or one.due <= until]
    return found


def _issue_keys(one: IssueLine) -> dict[str, object]:
    """An issue whose date is near or over, as a line among the reminders; `id` is its row in the ledger."""
    return {
        "id": one.id,
        "project": one.project_id or None,
        "case": None,
        "matter": None,
        "track": _ISSUES,
        "clock": None,
        "rung": "issue-overdue" if one.over else "issue-due",
        "who": Recipient.OFFICER.value,
        "person": one.person or None,
        "authority": one.unit or None,
        "on": iso(one.due),
        "fired": True,
        "fired_at": None,
        "late": False,
        "words": f"企业问题 {one.number} {one.words}",
        "what": one.description,
        "enterprise": one.enterprise,
        "form": None,
        **due_keys(one.due, one.firm, () if one.firm else (one.due.year,)),
        "lamp": one.lamp.value,
        "left": one.left,
        "left_unit": "WD",
    }


def _report_keys(one: DuePeriod) -> dict[str, object]:
    """A report that is due, as a line among the reminders; it belongs to no project."""
    return {
        "id": None,
        "project": None,
        "case": None,
        "matter": None,
        "track": _RHYTHM,
        "clock": None,
        "rung": "report-overdue" if one.over else "report-due",
        "who": Recipient.OFFICE.value,
        "person": None,
        "on": iso(one.due),
        "fired": one.left <= 0,
        "fired_at": None,
        "late": False,
        "words": f"{one.period.title}{one.words}",
        "form": FORM_OF[one.period.cadence],
        **due_keys(one.due, one.firm, () if one.firm else (one.due.year,)),
        "lamp": one.lamp.value,
        "left": one.left,
        "left_unit": "WD",
    }


def fire_reminders(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """Fire what is due; outside office hours nothing fires and nothing is lost."""
    fired = desk.reminders.fire()
    told = desk.rhythm.remind()
    rows = {row.reminder.place: row for row in desk.reminders.board().open}
    said = {rung.key: rung.words for rung in desk.reminders.ladder().ladder.rungs}
    return {
        "fired": [
            {**reminder_keys(one), **_names(rows.get(one.place)), "words": said.get(one.rung)}
            for one in fired.reminders
        ],
        "late": sum(one.late for one in fired.reminders),
        "closed": [one.id for one in fired.closed],
        "revived": [one.id for one in fired.revived],
        "reports": [_report_keys(one) for one in told.periods],
    }


def mark_seen(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """Mark as read."""
    desk.reminders.seen(args.id, args.by)
    return _kept(args.id, desk)


def mark_handled(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """Mark as dealt with."""
    desk.reminders.handled(args.id, args.by, args.note)
    return _kept(args.id, desk)


def put_off(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """Put off to the opening of the office some working days from now; raises Refusal for a negative number."""
    desk.reminders.snooze(args.id, desk.reminders.next_moment(args.days), args.by)
    return _kept(args.id, desk)


def put_back(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """Take back what was marked."""
    desk.reminders.reopen(args.id)
    return _kept(args.id, desk)


def show_ladder(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """The ladder in force."""
    version = desk.reminders.ladder()
    ladder = version.ladder
    return {
        "version": version.version,
        "recorded_at": version.recorded_at.isoformat(timespec="seconds") if version.recorded_at else None,
        "recorded_by": version.recorded_by,
        "leader": ladder.leader,
        "office": ladder.office,
        "rungs": [_rung_keys(rung) for rung in ladder.rungs],
    }


def _kept(reminder_id: str, desk: Desk) -> dict[str, object]:
    return reminder_keys(desk.reminders.get(reminder_id))


def _rung_keys(rung: Rung) -> dict[str, object]:
    return {
        "rung": rung.key,
        "track": rung.track.value,
        "who": rung.who.value,
        "days": rung.days,
        "unit": "ND" if rung.track in NATURAL_TRACKS else "WD",
        "words": rung.words,
        "form": rung.form or None,
        "on": rung.on,
        "verified": rung.verified,
    }


def reminder_keys(one: Reminder) -> dict[str, object]:
    """A reminder that fired and what became of it."""
    return {
        "id": one.id,
        "project": one.project_id,
        "case": one.case_id,
        "matter": one.matter,
        "track": one.track.value,
        "clock": one.clock,
        "rung": one.rung,
        "who": one.who.value,
        "person": one.person,
        "on": iso(one.on),
        "fired": True,
        "fired_at": one.fired_at.isoformat(timespec="seconds"),
        "late": one.late,
        "seen_by": one.seen_by or None,
        "seen_at": one.seen_at.isoformat(timespec="seconds") if one.seen_at else None,
        "snoozed_until": one.snoozed_until.isoformat(timespec="seconds") if one.snoozed_until else None,
        "handled_by": one.handled_by or None,
        "handled_at": one.handled_at.isoformat(timespec="seconds") if one.handled_at else None,
        "note": one.note or None,
        "closed_why": one.closed_why or None,
        "paper": one.paper or None,
    }


def row_keys(row: ReminderRow) -> dict[str, object]:
    """One date to keep with the highest rung that fired for it."""
    missing = row.watched.run.missing_years if row.watched else ()
    return {
        **reminder_keys(row.reminder),
        **_names(row),
        **due_keys(row.due, not missing, missing),
        "lamp": row.lamp.value,
        "left": row.left,
        "left_unit": "ND" if row.reminder.track in NATURAL_TRACKS else "WD",
        "words": row.rung.words if row.rung else None,
        "form": (row.rung.form or None) if row.rung else None,
        "what": (row.watched.run.what or None) if row.watched else None,
        "earlier": [one.rung for one in row.earlier],
        "next": {"rung": row.next[0].key, "on": iso(row.next[1])} if row.next else None,
    }


def _names(row: ReminderRow | None) -> dict[str, object]:
    entry = row.entry if row else None
    return {
        "project_name": entry.project if entry else None,
        "title": entry.step.title if entry else None,
        "officer": entry.step.officer if entry else None,
        "authority": entry.step.authority if entry else None,
    }


def pending_keys(due: DueRung, watched: WatchedRun) -> dict[str, object]:
    """A rung that has not fired yet."""
    run, step = due.run, watched.entry.step
    return {
        "id": None,
        "project": run.project_id,
        "case": run.case_id,
        "matter": run.matter,
        "track": run.track.value,
        "clock": run.clock,
        "rung": due.rung.key,
        "who": due.rung.who.value,
        "person": None,
        "on": iso(due.on),
        "fired": False,
        "project_name": watched.entry.project,
        "title": step.title,
        "officer": step.officer,
        "authority": step.authority,
        **due_keys(run.due, not run.missing_years, run.missing_years),
        "words": due.rung.words,
        "form": due.rung.form or None,
        "what": run.what or None,
    }


def render_list(args: argparse.Namespace, answer: Sequence[Mapping[str, Any]]) -> str:
    """One reminder a line."""
    if not answer:
        return "没有待处理的提醒"
    return "\n".join(_line(one) for one in answer)


def _line(one: Mapping[str, Any]) -> str:
    if one["track"] == _RHYTHM:
        return f"{LAMP_SIGNS[Lamp(one['lamp'])]} {one['words']}\t{date_words(dict(one))}"
    if one["track"] == _ISSUES:
        duty = " ".join(filter(None, (one["authority"], one["person"])))
        return (
            f"{LAMP_SIGNS[Lamp(one['lamp'])]} {one['words']}\t{one['enterprise']}\t{one['what']}\t{duty}\t"
            f"{date_words(dict(one))}"
        )
    return _fired_line(one) if one["fired"] else _pending_line(one)


def _fired_line(one: Mapping[str, Any]) -> str:
    sign = LAMP_SIGNS[Lamp(one["lamp"])]
    late = "（补发）" if one["late"] else ""
    return (
        f"{sign} {one['words'] or TRACK_WORDS[Track(one['track'])]}\t{one['project_name'] or ''}\t"
        f"{one['matter']} {one['title'] or ''}\t{clock_words(one['clock'], one['track'])} {date_words(dict(one))}\t"
        f"{one['fired_at'][:10]} 提醒{one['person']}{late}\t{one['id']}"
    )


def _pending_line(one: Mapping[str, Any]) -> str:
    who = RECIPIENT_WORDS[Recipient(one["who"])]
    return (
        f"· {one['on']} 将提醒{who}：{one['words']}\t{one['project_name']}\t{one['matter']} {one['title']}\t"
        f"{clock_words(one['clock'], one['track'])} {date_words(dict(one))}"
    )


def render_fired(args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """How many fired, and which."""
    late = f"（其中补发 {answer['late']} 条）" if answer["late"] else ""
    closed = f"，{len(answer['closed'])} 条已不必再提醒" if answer["closed"] else ""
    lines = [f"发出 {len(answer['fired'])} 条提醒{late}{closed}"]
    lines += [
        f"  提醒{one['person']}：{one['words'] or TRACK_WORDS[Track(one['track'])]}\t{one['project_name'] or ''}\t"
        f"{one['matter']} {one['title'] or ''}\t"
        f"{clock_words(one['clock'], one['track'])}{'（补发）' if one['late'] else ''}"
        for one in answer["fired"]
    ]
    lines += [f"  {_line(one)}" for one in answer["reports"]]
    return "\n".join(lines)


def render_one(args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """What a reminder is now."""
    if answer["handled_at"]:
        return f"已处理：{answer['id']}（{answer['handled_by']}）"
    if answer["snoozed_until"]:
        return f"{answer['snoozed_until'][:16].replace('T', ' ')} 再提醒：{answer['id']}"
    return f"{'已读' if answer['seen_at'] else '未读'}：{answer['id']}"


def render_ladder(args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """The rungs, those of a track below each other."""
    lines = []
    for one in answer["rungs"]:
        rung = Rung(one["rung"], Track(one["track"]), Recipient(one["who"]), one["days"], one["words"])
        off = "" if one["on"] else "（停用）"
        doubt = "" if one["verified"] else "（可调，待核）"
        lines.append(
            f"{TRACK_WORDS[rung.track]}\t{rung.trigger_words}{doubt}{off}\t{RECIPIENT_WORDS[rung.who]}\t{rung.words}"
        )
    return "\n".join(lines)

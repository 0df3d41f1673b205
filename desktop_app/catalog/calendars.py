"""Year notices and statutory days: `resources/calendars/*.yaml` to domain values; complaints name file and line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from desktop_app.catalog.fields import Complaints, Fields
from desktop_app.catalog.marked import Marked, MarkedFile, Unreadable, load_marked
from desktop_app.catalog.matters import raise_damaged, read_files
from desktop_app.domain.calendar import HolidayBlock, YearNotice, notice_problems
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.template import Problem

STATUTORY_FILE = "statutory.yaml"
NOTICE_KEYS = ("year", "document", "verified", "issued", "amended_by", "url", "off", "work")
BLOCK_KEYS = ("name", "first", "last")
STATUTORY_KEYS = ("note", "basis", "years")
_LAST_YEAR = 9998
_LONGEST_BLOCK = 31


def load_notices(folder: Path) -> tuple[YearNotice, ...]:
    """The notices of a folder, oldest year first; raises Damaged with file and line when one is wrong."""
    notices, _ = _load(folder)
    return notices


def load_statutory(folder: Path) -> dict[int, dict[date, str]]:
    """The lunar holidays computed for years without a notice, by year; raises Damaged when the file is wrong."""
    _, statutory = _load(folder)
    return statutory


def read_notice(path: Path) -> YearNotice:
    """One notice that somebody wants to import; raises Refusal naming file and line when it is wrong."""
    try:
        notice, problems = _read_notice(load_marked(path))
    except Unreadable as error:
        raise Refusal.say(str(error.problem)) from error
    if notice is None:
        raise Refusal.say("；".join(str(problem) for problem in problems))
    return notice


def _load(folder: Path) -> tuple[tuple[YearNotice, ...], dict[int, dict[date, str]]]:
    files, problems = read_files(folder)
    notices: dict[int, YearNotice] = {}
    statutory: dict[int, dict[date, str]] = {}
    for file in files:
        if file.path.name == STATUTORY_FILE:
            statutory, found = _read_statutory(file)
        else:
            notice, found = _read_notice(file)
            if notice and notice.year in notices:
                message = f"{notice.year} 年的放假安排另一个文件里已有，请只留一份"
                found = (Problem(str(file.path), file.line(("year",)), message),)
            elif notice:
                notices[notice.year] = notice
        problems.extend(found)
    raise_damaged("工作日历", problems)
    return tuple(notices[year] for year in sorted(notices)), statutory


def _read_notice(file: MarkedFile) -> tuple[YearNotice | None, tuple[Problem, ...]]:
    complaints = Complaints(file.path, file.problems)
    root = Fields(file.root, "放假安排", NOTICE_KEYS, complaints)
    year = root.number("year", _LAST_YEAR)
    if year is None and root.child("year") is None:
        root.complain("year", "放假安排缺少 year")
    document = root.required("document")
    if root.child("verified") is None:
        root.complain("verified", "放假安排缺少 verified（文号已核写 true，待核写 false）")
    lines: dict[date, int] = {}
    blocks = tuple(block for item in root.children("off") if (block := _block(item, lines, complaints)))
    work = _days(root.children("work"), "补班日", lines, complaints)
    if not blocks and not complaints.found:
        root.complain("off", "放假安排没有写放假的日期（off）")
    off = frozenset(day for block in blocks for day in block.days())
    verified, issued = root.flag("verified"), root.day("issued")
    for day, message in notice_problems(year, off, work) if year is not None else ():
        complaints.add(lines[day], message)
    if complaints.found or year is None:
        return None, complaints.sorted()
    notice = YearNotice(
        year, document, verified, off, frozenset(work), issued, root.text("amended_by"), root.text("url"), blocks
    )
    return notice, ()


def _block(item: Marked, lines: dict[date, int], complaints: Complaints) -> HolidayBlock | None:
    fields = Fields(item, "放假日期", BLOCK_KEYS, complaints)
    name = fields.required("name")
    first, last = (fields.day(key) if fields.required(key) else None for key in ("first", "last"))
    if not first or not last:
        return None
    if not first <= last < first + timedelta(days=_LONGEST_BLOCK):
        fields.complain("last", f"{name}放假的末日 {last} 应在首日 {first} 当日或之后，且不超过 {_LONGEST_BLOCK} 天")
        return None
    block = HolidayBlock(name, first, last)
    for day in block.days():
        if day in lines:
            fields.complain("first", f"{day} 在第 {lines[day]} 行已经写过")
        lines.setdefault(day, fields.line)
    return block


def _days(items: Sequence[Marked], place: str, lines: dict[date, int], complaints: Complaints) -> tuple[date, ...]:
    days = []
    for item in items:
        try:
            day = date.fromisoformat(item.text or "")
        except ValueError:
            complaints.add(item.line, f"{place}“{(item.text or '')[:20]}”不是日期，请写成 2026-01-04 的样子")
            continue
        if day in days:
            complaints.add(item.line, f"{place} {day} 重复")
        lines[day] = item.line
        days.append(day)
    return tuple(days)


def _read_statutory(file: MarkedFile) -> tuple[dict[int, dict[date, str]], tuple[Problem, ...]]:
    complaints = Complaints(file.path, file.problems)
    root = Fields(file.root, "法定节假日", STATUTORY_KEYS, complaints)
    statutory: dict[int, dict[date, str]] = {}
    for year, value in root.named("years"):
        named: dict[date, str] = {}
        for name, dates in (value.entries or {}).items():
            lines: dict[date, int] = {}
            for day in _days(dates.items or (), name, lines, complaints):
                if str(day.year) != year:
                    complaints.add(lines[day], f"{name} {day} 不在 {year} 年")
                named[day] = name
        if not named:
            complaints.add(value.line, f"{year} 年没有写节日，应为“节名: [日期, …]”")
        else:
            statutory[next(iter(named)).year] = named
    return statutory, complaints.sorted()

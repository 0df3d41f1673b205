"""The tour 演示走查: the main job without a screen; leaves the list of what is due, papers and a workbook."""

from __future__ import annotations

from pathlib import Path

from desktop_app.application.desk import Desk
from desktop_app.application.entries import ISSUES
from desktop_app.application.overview import TodayRow
from desktop_app.domain.rhythm import Cadence
from desktop_app.domain.terms import LAMP_SIGNS, LAMP_WORDS, clock_words

_WORDING = {
    "content": "上门核对申报材料，指导补齐缺件并当日送窗口；与审批部门确认办理进度。",
    "cooperation": "请按一次性告知书备齐原件，加盖公章后交代办员。",
}


def leave_papers(desk: Desk, folder: Path) -> list[Path]:
    """Write 今日清单, issue papers of two cases, the week and the issues, export those; answers the files written."""
    folder.mkdir(parents=True, exist_ok=True)
    made = [_list(desk, folder / "今日清单.txt")]
    pages = [page for project in desk.projects.all() for page in desk.overview.project_page(project.id).cases]
    busiest = max(pages, key=lambda page: (sum(len(one.clocks) > 0 for one in page.standings), page.case.id))
    furthest = max(pages, key=lambda page: (page.done, page.case.id))
    for form, page, answers in (("service-sheet", busiest, _WORDING), ("handover", furthest, {})):
        issued = desk.documents.issue(form, page.case.id, answers, page.case.officer)
        path = folder / f"{issued.paper.title}-{issued.paper.number}.pdf"
        path.write_bytes(issued.content)
        made.append(path)
    return [*made, *_reports(desk, folder)]


def _reports(desk: Desk, folder: Path) -> list[Path]:
    """The report of the week, and the issues of enterprises on paper and as a workbook."""
    by = desk.overview.officers()[0]
    week = desk.rhythm.issue(Cadence.WEEK, by)
    sheet = desk.documents.issue("ledger-sheet", "", {"ledger": desk.entries.kinds.get(ISSUES).name}, by)
    made = []
    for issued in (week, sheet):
        path = folder / f"{issued.paper.title}-{issued.paper.number}.pdf"
        path.write_bytes(issued.content)
        made.append(path)
    book = desk.entry_exports.export(ISSUES)
    path = folder / book.name
    path.write_bytes(book.content)
    return [*made, path]


def _list(desk: Desk, path: Path) -> Path:
    board = desk.overview.today()
    groups: tuple[tuple[str, tuple[TodayRow, ...]], ...] = (
        ("逾期", board.overdue),
        ("今日到期", board.due_today),
        ("三个工作日内", board.soon),
        ("暂停计时", board.suspended),
        ("可以开办", board.ready),
        ("待定环节", board.undecided),
    )
    lines = [f"今日清单  {board.today:%Y-%m-%d}", ""]
    for name, rows in groups:
        lines.append(f"{name}（{len(rows)}）")
        lines.extend(f"  {_words(row)}" for row in rows)
        lines.append("")
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def _words(row: TodayRow) -> str:
    step, parts = row.step, [f"{LAMP_SIGNS[row.lamp]}{LAMP_WORDS[row.lamp]}", row.entry.project]
    parts += [step.title, step.authority, step.officer]
    if step.due_on is not None:
        firm = "" if step.firm else "（暂估）"
        parts.append(f"{clock_words(step.clock, step.bound_party)}到期 {step.due_on:%Y-%m-%d}{firm}")
    if step.suspension_kind:
        parts.append(f"{step.suspension_kind}，{step.suspended_on:%Y-%m-%d} 起")
    return "  ".join(parts)

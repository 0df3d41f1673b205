"""The register of supervision 督办统计: meetings, bulletins, letters and interviews of a span, with the list behind.

Meetings come from the ledger 会议纪要 (a row a decision), everything else from the papers that were issued and are not
void. Nothing is entered twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from desktop_app.application.calendars import CalendarService
from desktop_app.application.paper_register import PaperQuery, PaperRow
from desktop_app.application.ports import Now, OpenUnitOfWork, TodayStep, UnitOfWork
from desktop_app.application.sheets_out import SheetColumn, SheetKind, SheetTable, WorkbookWriter
from desktop_app.domain.calendar import WorkingCalendar
from desktop_app.domain.ledger_entry import LedgerEntry
from desktop_app.domain.ledger_value import day_of
from desktop_app.domain.progress import ENDED_STATES, Lamp
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.standing import lamp_on
from desktop_app.domain.terms import LAMP_SIGNS, LAMP_WORDS, STATE_WORDS, day_words

MEETINGS = "meetings"
_DISPATCH = "调度会"
ACT_WORDS: Mapping[str, str] = {
    "dispatch-meeting": "调度会",
    "other-meeting": "其他会议",
    "monthly-bulletin": "通报",
    "warning-letter": "提醒函",
    "interview": "约谈",
    "urge": "催办单",
    "weekly-dispatch": "周调度表",
    "fortnight-warning": "半月预警",
}
"""What is counted, in the order it is shown; the keys of papers are those of their forms."""
_PAPERS = tuple(key for key in ACT_WORDS if not key.endswith("meeting"))
_OF_STEPS = frozenset({"warning-letter", "interview", "urge"})
"""Letters that press for one step, so that what came of them is how that step stands."""


@dataclass(frozen=True, slots=True)
class SupervisionAct:
    """One meeting or paper: `number` is that of the paper or 纪要文号, `unit` who presided or the project it is about.

    Of a meeting `decisions` were taken, `done` of them carried out and `late` past their limit and not done. `by` is
    who issued a paper; of one about a step `answer` says how it stands today, `pressing` that it is still late.
    """

    kind: str
    on: date
    title: str
    number: str = ""
    unit: str = ""
    decisions: int = 0
    done: int = 0
    late: int = 0
    by: str = ""
    answer: str = ""
    pressing: bool = False

    @property
    def is_paper(self) -> bool:
        """Whether there is a paper to open."""
        return self.kind in _PAPERS

    @property
    def followed(self) -> str:
        """How far the decisions of a meeting are carried out, or what came of a letter."""
        if not self.decisions:
            return self.answer
        late = f"，▲ 逾期 {self.late} 项" if self.late else ""
        return f"议定 {self.decisions} 项，已落实 {self.done} 项{late}"


@dataclass(frozen=True, slots=True)
class SupervisionRegister:
    """The acts of a span, the newest first, and how many there are of each kind."""

    acts: tuple[SupervisionAct, ...]

    def count(self, kind: str) -> int:
        """How many acts of a kind."""
        return sum(one.kind == kind for one in self.acts)


@dataclass(frozen=True, slots=True)
class SupervisionService:
    """What was done to keep projects and authorities moving."""

    open_work: OpenUnitOfWork
    now: Now
    calendars: CalendarService
    workbooks: WorkbookWriter

    def register(self, first: date | None = None, last: date | None = None) -> SupervisionRegister:
        """The acts from a day through another, both included; raises Refusal when the last day is the earlier one."""
        calendar = self.calendars.current()
        with self.open_work(writes=False) as work:
            return register_of(work, self.now().date(), calendar, first, last)

    def workbook(self, first: date | None = None, last: date | None = None) -> bytes:
        """The acts of a span as an Excel workbook: how many of each kind, then the list.

        Raises Refusal as `register`.
        """
        found = self.register(first, last)
        with self.open_work(writes=False) as work:
            said = f"{work.workspace().centre}；{span_words(first, last, self.now().date())}"
        return self.workbooks.write(_tables(found, said))


def register_of(
    work: UnitOfWork, today: date, calendar: WorkingCalendar, first: date | None, last: date | None
) -> SupervisionRegister:
    """The acts of a span, both days included, None where it is open; raises Refusal when the last day is earlier."""
    if first is not None and last is not None and last < first:
        raise Refusal.say(f"起止日期颠倒：{first} 在 {last} 之后，请改正")
    found = [*_papers(work, today, calendar), *_meetings(work.entries.of_kind(MEETINGS), today)]
    kept = [one for one in found if (first is None or one.on >= first) and (last is None or one.on <= last)]
    return SupervisionRegister(tuple(sorted(kept, key=lambda one: (one.on, one.number), reverse=True)))


def span_words(first: date | None, last: date | None, today: date) -> str:
    """开始至2026年11月20日: a span as it is printed; what is open ends today."""
    return f"{day_words(first) if first else '开始'}至{day_words(min(last, today) if last else today)}"


_COUNTS = (SheetColumn("种类", width_mm=60), SheetColumn("次数", SheetKind.COUNT, 30, total=True))
_LISTED = (
    SheetColumn("日期", SheetKind.DAY),
    SheetColumn("种类", width_mm=24),
    SheetColumn("内容", SheetKind.LONG, 70),
    SheetColumn("编号／文号", width_mm=46),
    SheetColumn("主持人／项目", SheetKind.LONG, 50),
    SheetColumn("出具人", width_mm=22),
    SheetColumn("落实", SheetKind.LONG, 60),
)


def _tables(found: SupervisionRegister, said: str) -> tuple[SheetTable, ...]:
    counts = tuple((word, found.count(kind)) for kind, word in ACT_WORDS.items())
    rows = tuple(
        (one.on, ACT_WORDS[one.kind], one.title, one.number, one.unit, one.by, one.followed) for one in found.acts
    )
    return (
        SheetTable("次数", "督办统计", said, _COUNTS, counts, landscape=False),
        SheetTable("督办记录", "督办记录", said, _LISTED, rows),
    )


def _papers(work: UnitOfWork, today: date, calendar: WorkingCalendar) -> list[SupervisionAct]:
    rows = [
        row
        for form in _PAPERS
        for row in work.register.rows(work.register.numbers(PaperQuery(form=form, state="valid")))
    ]
    matters = {
        paper.number: paper.matter
        for project_id in {row.project_id for row in rows if row.form in _OF_STEPS}
        for paper in work.papers.of_project(project_id)
    }
    places = {row.number: (row.case_id, matters.get(row.number, "")) for row in rows if row.form in _OF_STEPS}
    steps = work.reminders.entries(places.values())
    return [_paper(row, steps.get(places.get(row.number, ("", ""))), today, calendar) for row in rows]


def _paper(row: PaperRow, entry: TodayStep | None, today: date, calendar: WorkingCalendar) -> SupervisionAct:
    act = SupervisionAct(row.form, row.issued_on, row.title, row.number, row.project, by=row.issued_by)
    if entry is None:
        return act
    step = entry.step
    if step.state in ENDED_STATES:
        when = f" {step.ended_on.isoformat()}" if step.ended_on else ""
        return replace(act, answer=f"{STATE_WORDS[step.state]}{when}：{step.title}")
    lamp, left = lamp_on(step.state, step.binds_on, today, calendar)
    late = f" {-left} 个工作日" if lamp is Lamp.OVERDUE and left else ""
    said = f"{LAMP_SIGNS[lamp]} {LAMP_WORDS[lamp]}{late}，还没有办结：{step.title}"
    return replace(act, answer=said, pressing=lamp is Lamp.OVERDUE)


def _meetings(entries: Iterable[LedgerEntry], today: date) -> list[SupervisionAct]:
    """A meeting has a row for every decision; rows of one kind, day and number are one meeting."""
    found: dict[tuple[str, date, str], list[Mapping[str, str]]] = {}
    for entry in entries:
        said = entry.values
        on = day_of(said.get("held_on", ""))
        if on is not None:
            found.setdefault((said.get("kind", ""), on, said.get("number", "")), []).append(said)
    return [_meeting(kind, on, number, rows, today) for (kind, on, number), rows in found.items()]


def _meeting(kind: str, on: date, number: str, rows: list[Mapping[str, str]], today: date) -> SupervisionAct:
    subjects = dict.fromkeys(row.get("subject", "") for row in rows)
    done = sum(bool(row.get("done_on")) for row in rows)
    late = sum(
        not row.get("done_on") and (due := day_of(row.get("due_on", ""))) is not None and due < today for row in rows
    )
    return SupervisionAct(
        "dispatch-meeting" if kind == _DISPATCH else "other-meeting",
        on,
        f"{kind}：{'；'.join(one for one in subjects if one)}",
        number,
        next((row["chair"] for row in rows if row.get("chair")), ""),
        sum(bool(row.get("decision")) for row in rows),
        done,
        late,
    )

"""Rhythm 调度: which reports are due, assembling and issuing them, and what was published against what is known now."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any, cast

from desktop_app.application.calendars import CalendarService
from desktop_app.application.changes import Changes
from desktop_app.application.documents import About, DocumentService, Issued
from desktop_app.application.forms.facts import Facts
from desktop_app.application.forms.fortnight_warning import held_words
from desktop_app.application.forms.weekly_dispatch import CaseLine, case_lines
from desktop_app.application.ports import Now, OpenUnitOfWork, UnitOfWork
from desktop_app.application.report_sheets import report_tables
from desktop_app.application.rhythm_book import Report, ReportDraft, RhythmAct, RhythmVerb
from desktop_app.application.rhythm_draft import CELLS, LONGEST_CELL, LONGEST_TEXT, TEXTS, Typed, typed
from desktop_app.application.rhythm_early import not_counted
from desktop_app.application.rhythm_figures import (
    Change,
    Difference,
    Figures,
    Moment,
    before,
    before_words,
    changes,
    differences,
    kept,
    kept_before,
    kept_lines,
    measure,
    moment,
    period_answers,
)
from desktop_app.application.rhythm_late import late_entries
from desktop_app.application.rhythm_lines import criticism, praise
from desktop_app.application.rhythm_rates import RateDifference, kept_rates, rate_differences
from desktop_app.application.rhythm_settings import keep_settings, stored_settings
from desktop_app.application.sheets_out import WorkbookWriter
from desktop_app.application.wording import WordingService
from desktop_app.domain.clock import OfficeHours
from desktop_app.domain.escalation import in_office
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.rhythm import (
    Cadence,
    DuePeriod,
    Period,
    RhythmSettings,
    due_periods,
    period_of,
)

FORM_OF: Mapping[Cadence, str] = {
    Cadence.WEEK: "weekly-dispatch",
    Cadence.FORTNIGHT: "fortnight-warning",
    Cadence.MONTH: "monthly-bulletin",
}
_SINCE = "rhythm-since"


@dataclass(frozen=True, slots=True)
class Assembled:
    """A period as its report would say it today: counts beside those before, lists, lines, and what was typed.

    `ahead` tells of records dated after today, which it leaves out.
    """

    period: Period
    as_of: date
    figures: Figures
    changes: tuple[Change, ...]
    before: str
    lines: tuple[CaseLine, ...]
    held: Mapping[str, tuple[str, str]]
    praise: str
    criticism: str
    typed: Typed
    saved_at: datetime | None
    issued: str = ""
    ahead: str = ""


@dataclass(frozen=True, slots=True)
class ReportView:
    """An issued report: its frozen figures and changes, what is known now of the same day, and late entries since."""

    report: Report
    figures: Figures
    changes: tuple[Change, ...]
    before: str
    differences: tuple[Difference, ...]
    late: tuple[str, ...]
    rates: tuple[RateDifference, ...] = ()

    @property
    def changed(self) -> tuple[Difference, ...]:
        """The counts that are known differently now, or count other things."""
        return tuple(one for one in self.differences if one.added or one.gone)


@dataclass(frozen=True, slots=True)
class Told:
    """Periods somebody was told of for the first time."""

    periods: tuple[DuePeriod, ...] = ()

    @property
    def changes(self) -> Changes:
        """What pages must know of it."""
        return Changes(reminders=bool(self.periods))


@dataclass(frozen=True, slots=True)
class RhythmService:
    """Use cases on the reports of weeks, half months and months."""

    open_work: OpenUnitOfWork
    calendars: CalendarService
    documents: DocumentService
    wording: WordingService
    workbooks: WorkbookWriter
    now: Now
    hours: OfficeHours = field(default_factory=OfficeHours)

    def due(self) -> tuple[DuePeriod, ...]:
        """The periods whose report is missing, those overdue first; each missed one is there once."""
        calendar, today = self.calendars.current(), self.now().date()
        with self.open_work(writes=False) as work:
            return due_periods(stored_settings(work), _since(work, today), _ended(work), calendar, today)

    def waiting(self) -> tuple[DuePeriod, ...]:
        """Those of them that are due today or overdue: what 提醒 lists."""
        return tuple(one for one in self.due() if one.left <= 0)

    def remind(self) -> Told:
        """Note, in office hours, which due periods people are told of for the first time; starts the rhythm."""
        calendar, now = self.calendars.current(), self.now()
        with self.open_work(writes=False) as work:
            started = bool(work.recall(_SINCE))
        if started and not in_office(calendar, now, self.hours):
            return Told()
        waiting = self.waiting()
        with self.open_work(writes=False) as work:
            told = {(one.cadence, one.first) for one in work.rhythm.acts() if one.act is RhythmVerb.TOLD}
        fresh = tuple(one for one in waiting if one.period.key not in told)
        if started and not fresh:
            return Told()
        with self.open_work() as work:
            if not started:
                work.remember(_SINCE, now.date().isoformat())
            for one in fresh if in_office(calendar, now, self.hours) else ():
                work.rhythm.add_act(RhythmAct(*one.period.key, RhythmVerb.TOLD, now))
            work.commit()
        return Told(fresh if in_office(calendar, now, self.hours) else ())

    def assemble(self, cadence: Cadence, on: date | None = None) -> Assembled:
        """A period as it stands, or as it was published; raises Refusal for one that has not begun."""
        with self.open_work(writes=False) as work:
            facts = self._facts(work)
            period = period_of(cadence, on or facts.today)
            draft = work.rhythm.draft(*period.key)
            issued = next((one for one in work.rhythm.reports() if one.period == period and not one.void), None)
            if issued is not None:
                return _published(issued, typed(draft))
            at = moment(facts, cadence, period.first)
            figures, (numbers, source) = measure(at), before(at)
            said = typed(draft)
            return Assembled(
                at.period,
                at.as_of,
                figures,
                changes(figures, numbers),
                before_words(cadence, numbers, source),
                case_lines(at) if cadence is Cadence.WEEK else (),
                held_words(at, (*figures.red, *figures.yellow)) if cadence is Cadence.FORTNIGHT else {},
                said.text("praise", "\n".join(praise(figures, numbers))),
                said.text("criticism", "\n".join(criticism(figures, numbers))),
                said,
                draft.saved_at if draft else None,
                ahead=not_counted(facts, at.period),
            )

    def type_cell(self, period: Period, key: str, cell: str, words: str | None, by: str) -> Changes:
        """Keep what was typed for a case or step; None takes it back, so that the proposal counts again.

        Raises Refusal for a text that is too long for its cell.
        """
        if cell not in CELLS:
            raise ValueError(f"no such cell: {cell}")
        words = None if words is None else " ".join(words.split())
        if words is not None and len(words) > LONGEST_CELL:
            raise Refusal.say(f"这一格太长：{len(words)} 字，最多 {LONGEST_CELL} 字，请写得短一些")
        return self._type(period, by, lambda said: said.with_cell(key, cell, words))

    def type_text(self, period: Period, name: str, words: str | None, by: str) -> Changes:
        """Keep a text of the whole report; None takes it back. Raises Refusal for one that is too long."""
        if name not in TEXTS:
            raise ValueError(f"no such text: {name}")
        words = None if words is None else "\n".join(line.strip() for line in words.splitlines() if line.strip())
        if words is not None and len(words) > LONGEST_TEXT:
            raise Refusal.say(f"太长：{len(words)} 字，最多 {LONGEST_TEXT} 字，请写得短一些")
        return self._type(period, by, lambda said: said.with_text(name, words))

    def answers(self, cadence: Cadence, on: date | None = None) -> dict[str, str]:
        """What the form of a period is asked, so that it is about that period."""
        return period_answers(period_of(cadence, on or self.now().date()))

    def issue(
        self, cadence: Cadence, by: str, on: date | None = None, answers: Mapping[str, object] | None = None
    ) -> Issued:
        """Number, sign, print and archive the report of a period, and freeze its figures, in one transaction.

        Raises Refusal for a period that has not begun or has its report: that one is issued again from the register.
        """
        period = period_of(cadence, on or self.now().date())
        with self.open_work(writes=False) as work:
            for one in work.rhythm.reports():
                if one.period == period and not one.void:
                    raise Refusal.say(
                        f"{period.title}已经出具：{one.number}。数字有误请在“文书”里重出，原来的会作废并存档"
                    )
        given = {**(answers or {}), **self.answers(cadence, period.first)}
        return self.documents.issue(FORM_OF[cadence], About(), given, by)

    def workbook(self, cadence: Cadence, on: date | None = None, answers: Mapping[str, object] | None = None) -> bytes:
        """The report of a period as an Excel workbook, as it stands now."""
        given = {**(answers or {}), **self.answers(cadence, on)}
        data = self.documents.data(FORM_OF[cadence], About(), given)
        found = self.assemble(cadence, on)
        return self.workbooks.write(
            report_tables(found.figures, found.changes, asdict(cast(Any, data)), "", self._centre(), note=found.ahead)
        )

    def workbook_of(self, number: str) -> bytes:
        """An issued report as an Excel workbook, with the figures and words it was issued with."""
        view = self.view(number)
        with self.open_work(writes=False) as work:
            data = json.loads(work.register.data(view.report.number))
        rates = kept_rates(view.report)
        return self.workbooks.write(
            report_tables(view.figures, view.changes, data, view.report.number, self._centre(), rates)
        )

    def reports(self) -> tuple[Report, ...]:
        """Every issued report, the newest first."""
        with self.open_work(writes=False) as work:
            return tuple(work.rhythm.reports())

    def view(self, number: str) -> ReportView:
        """An issued report as it was frozen, beside what is known now; raises Refusal for an unknown number."""
        with self.open_work(writes=False) as work:
            report = work.rhythm.report(number.strip())
            if report is None:
                raise Refusal.say(f"没有编号为 {number.strip()} 的调度材料，请在“调度—已出”里核对编号")
            facts = self._facts(work)
            at = _at(facts, report)
            numbers, source = kept_before(report)
            figures, now = kept(report), measure(at)
            return ReportView(
                report,
                figures,
                changes(figures, numbers),
                before_words(report.period.cadence, numbers, source),
                differences(report, now),
                late_entries(report, at, now),
                rate_differences(facts, report),
            )

    def skip(self, period: Period, reason: str, by: str) -> Changes:
        """Leave a period without its report; raises Refusal without a reason or a name, or when nothing is due."""
        if not reason.strip():
            raise Refusal.say("请写明不出的原因，如：国庆放假，没有调度")
        return self._put_down(period, RhythmVerb.SKIP, by, reason.strip())

    def bring_back(self, period: Period, by: str) -> Changes:
        """Make a skipped period due again; raises Refusal for one that was not skipped."""
        return self._put_down(period, RhythmVerb.BACK, by, "")

    def skipped(self) -> tuple[RhythmAct, ...]:
        """The periods left without a report, the newest first."""
        with self.open_work(writes=False) as work:
            return tuple(reversed(_skips(work).values()))

    def settings(self) -> RhythmSettings:
        """The rhythm in force."""
        with self.open_work(writes=False) as work:
            return stored_settings(work)

    def save_settings(self, settings: RhythmSettings, by: str) -> Changes:
        """Put another rhythm in force; raises Refusal without a name or for an unknown set of definitions."""
        with self.open_work() as work:
            keep_settings(work, settings, self.now(), by)
            work.commit()
        return Changes(reminders=True)

    def begin(self, since: date) -> None:
        """Ask for the reports of every period from a day on; used where a workspace brings a past along."""
        with self.open_work() as work:
            work.remember(_SINCE, since.isoformat())
            work.commit()

    def _centre(self) -> str:
        with self.open_work(writes=False) as work:
            return work.workspace().centre

    def _facts(self, work: UnitOfWork) -> Facts:
        return Facts(
            workspace=work.workspace(),
            calendar=self.calendars.current(),
            today=self.now().date(),
            number="",
            texts=self.wording.in_force(work),
            opened=work,
            indicators=self.documents.indicators,
        )

    def _type(self, period: Period, by: str, change: Callable[[Typed], Typed]) -> Changes:
        with self.open_work() as work:
            said = change(typed(work.rhythm.draft(*period.key)))
            work.rhythm.save_draft(ReportDraft(*period.key, said.written(), self.now(), by.strip()))
            work.commit()
        return Changes(reports=True)

    def _put_down(self, period: Period, act: RhythmVerb, by: str, reason: str) -> Changes:
        if not by.strip():
            raise Refusal.say("请写明登记人")
        with self.open_work() as work:
            is_skipped = period.key in _skips(work)
            if act is RhythmVerb.SKIP and period.key in _ended(work):
                raise Refusal.say(f"{period.title}{'已经登记为不出' if is_skipped else '已经出具'}，无需再登记")
            if act is RhythmVerb.BACK and not is_skipped:
                raise Refusal.say(f"{period.title}没有登记为不出，无需恢复")
            work.rhythm.add_act(RhythmAct(*period.key, act, self.now(), by.strip(), reason))
            work.commit()
        return Changes(reminders=True, reports=True)


def _at(facts: Facts, report: Report) -> Moment:
    """The day an issued report stood for, as it is known now."""
    return moment(facts, report.period.cadence, report.period.first, report.as_of)


def _published(report: Report, said: Typed) -> Assembled:
    """A period whose report is out: as it was published, whatever is known since."""
    figures, (numbers, source) = kept(report), kept_before(report)
    cadence, lines = report.period.cadence, kept_lines(report)
    texts = lines[0] if cadence is Cadence.MONTH and lines else {}
    return Assembled(
        report.period,
        report.as_of,
        figures,
        changes(figures, numbers),
        before_words(cadence, numbers, source),
        tuple(CaseLine(**line) for line in lines) if cadence is Cadence.WEEK else (),
        {line["id"]: (line["stuck"], line["asked"]) for line in lines} if cadence is Cadence.FORTNIGHT else {},
        texts.get("praise", ""),
        texts.get("criticism", ""),
        said,
        None,
        report.number,
    )


def _since(work: UnitOfWork, today: date) -> date:
    stored = work.recall(_SINCE)
    return date.fromisoformat(stored) if stored else today


def _skips(work: UnitOfWork) -> dict[tuple[Cadence, date], RhythmAct]:
    found: dict[tuple[Cadence, date], RhythmAct] = {}
    for act in work.rhythm.acts():
        if act.act is RhythmVerb.SKIP:
            found[act.cadence, act.first] = act
        elif act.act is RhythmVerb.BACK:
            found.pop((act.cadence, act.first), None)
    return found


def _ended(work: UnitOfWork) -> set[tuple[Cadence, date]]:
    return {one.period.key for one in work.rhythm.reports() if not one.void} | set(_skips(work))

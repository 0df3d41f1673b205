"""Reports and acts stay as they were recorded, a draft is replaced by the next, on every kind of store."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from sqlalchemy.exc import DBAPIError

from desktop_app.application.paper_register import PaperAct, PaperEntry
from desktop_app.application.ports import Paper
from desktop_app.application.rhythm_book import Report, ReportDraft, RhythmAct, RhythmVerb
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.rhythm import Cadence, period_of
from desktop_app.storage.rhythm import report, rhythm_act
from desktop_app.storage.unit_of_work import unit_of_work
from tests.command_line import CHINA

AT = datetime(2026, 11, 20, 16, tzinfo=CHINA)
WEEK = period_of(Cadence.WEEK, date(2026, 11, 20))
NUMBER = "BB-2026-A-D22A-0001"
PAPER = Paper(
    id="p1",
    number=NUMBER,
    form="weekly-dispatch",
    case_id="",
    project_id="",
    matter="",
    title="周调度表",
    sha256="0" * 64,
    pages=1,
    issued_on=AT.date(),
    issued_at=AT,
    issued_by="甲",
)
REPORT = Report(NUMBER, WEEK, date(2026, 11, 20), '{"counts": []}', AT, "甲")
SKIP = RhythmAct(Cadence.WEEK, WEEK.first, RhythmVerb.SKIP, AT, "甲", "国庆放假，没有调度")
DRAFT = ReportDraft(Cadence.WEEK, WEEK.first, "{}", AT, "甲")


def add_report(open_work) -> None:
    with open_work() as work:
        work.papers.add(PAPER, b"%PDF", b"{}")
        work.rhythm.add_report(REPORT)
        work.commit()


def test_a_report_comes_back_with_its_figures_until_its_paper_is_void(open_work):
    add_report(open_work)
    with open_work() as work:
        assert work.rhythm.report(NUMBER) == REPORT
        assert work.rhythm.report("BB-2026-A-D22A-0009") is None
        work.register.add_entry(PaperEntry(NUMBER, PaperAct.VOID, AT, "甲", "数字有误"))
        work.commit()
    with open_work(writes=False) as work:
        assert work.rhythm.reports() == [replace(REPORT, void=True)]


def test_a_draft_is_replaced_by_the_next_and_belongs_to_one_period(open_work):
    later = replace(DRAFT, body='{"praise": []}', saved_by="乙")
    with open_work() as work:
        work.rhythm.save_draft(DRAFT)
        work.rhythm.save_draft(later)
        work.commit()
    with open_work(writes=False) as work:
        assert work.rhythm.draft(Cadence.WEEK, WEEK.first) == later
        assert work.rhythm.draft(Cadence.WEEK, WEEK.before.first) is None
        assert work.rhythm.draft(Cadence.MONTH, WEEK.first) is None


def test_acts_come_back_in_the_order_of_recording(open_work):
    back = RhythmAct(Cadence.WEEK, WEEK.first, RhythmVerb.BACK, AT.replace(hour=9), "乙")
    with open_work() as work:
        for act in (SKIP, back):
            work.rhythm.add_act(act)
        work.commit()
    with open_work(writes=False) as work:
        assert work.rhythm.acts() == [SKIP, back]


def test_the_database_itself_keeps_reports_and_acts(database):
    open_work = unit_of_work(database)
    add_report(open_work)
    with open_work() as work:
        work.rhythm.add_act(SKIP)
        work.commit()
    for statement in (report.delete(), report.update().values(figures=""), rhythm_act.delete()):
        with pytest.raises((DBAPIError, Refusal), match="never changed"), database.writing() as connection:
            connection.execute(statement)

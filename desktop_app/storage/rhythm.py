"""Rhythm: issued reports with their frozen figures, drafts, and what was put down about periods."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Column, Connection, Date, ForeignKey, Integer, RowMapping, Table, Text, exists, select

from desktop_app.application.paper_register import PaperAct
from desktop_app.application.rhythm_book import Report, ReportDraft, RhythmAct, RhythmVerb
from desktop_app.domain.rhythm import Cadence, Period
from desktop_app.storage.appending import next_number
from desktop_app.storage.mapping import instant_of, instant_text, understood
from desktop_app.storage.paper_register import paper_entry
from desktop_app.storage.tables import metadata

report = Table(
    "report",
    metadata,
    Column("number", Text, ForeignKey("paper.number"), primary_key=True),
    Column("cadence", Text, nullable=False),
    Column("first_date", Date, nullable=False, index=True),
    Column("last_date", Date, nullable=False),
    Column("as_of", Date, nullable=False),
    Column("figures", Text, nullable=False),
    Column("issued_at", Text, nullable=False),
    Column("issued_by", Text, nullable=False),
)

report_draft = Table(
    "report_draft",
    metadata,
    Column("cadence", Text, primary_key=True),
    Column("first_date", Date, primary_key=True),
    Column("body", Text, nullable=False),
    Column("saved_at", Text, nullable=False),
    Column("saved_by", Text, nullable=False),
)

rhythm_act = Table(
    "rhythm_act",
    metadata,
    # The order of recording: the clock of a PC may be set back, this does not go back.
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("cadence", Text, nullable=False),
    Column("first_date", Date, nullable=False),
    Column("act", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("reason", Text, nullable=False),
)

_VOID = exists().where(paper_entry.c.number == report.c.number, paper_entry.c.act == PaperAct.VOID.value)


class SqlRhythmBook:
    """The rhythm of one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add_report(self, one: Report) -> None:
        """Keep the figures of a paper."""
        self._connection.execute(
            report.insert().values(
                number=one.number,
                cadence=one.period.cadence.value,
                first_date=one.period.first,
                last_date=one.period.last,
                as_of=one.as_of,
                figures=one.figures,
                issued_at=instant_text(one.issued_at),
                issued_by=one.issued_by,
            )
        )

    def report(self, number: str) -> Report | None:
        """The report issued under a number, None when that paper is no report."""
        found = self._connection.execute(_reports().where(report.c.number == number)).mappings().first()
        return _report(found) if found else None

    def reports(self) -> list[Report]:
        """Every report, the newest first."""
        rows = self._connection.execute(_reports().order_by(report.c.issued_at.desc(), report.c.number.desc()))
        return [_report(row) for row in rows.mappings()]

    def draft(self, cadence: Cadence, first: date) -> ReportDraft | None:
        """What was typed for a period."""
        row = self._connection.execute(
            select(report_draft).where(report_draft.c.cadence == cadence.value, report_draft.c.first_date == first)
        ).first()
        if row is None:
            return None
        return ReportDraft(cadence, row.first_date, row.body, instant_of(row.saved_at), row.saved_by)

    def save_draft(self, draft: ReportDraft) -> None:
        """Keep what was typed, in place of what was before."""
        mine = (report_draft.c.cadence == draft.cadence.value, report_draft.c.first_date == draft.first)
        values = {"body": draft.body, "saved_at": instant_text(draft.saved_at), "saved_by": draft.saved_by}
        if not self._connection.execute(report_draft.update().where(*mine).values(**values)).rowcount:
            self._connection.execute(
                report_draft.insert().values(cadence=draft.cadence.value, first_date=draft.first, **values)
            )

    def acts(self) -> list[RhythmAct]:
        """Every act on a period, in the order of recording."""
        rows = self._connection.execute(select(rhythm_act).order_by(rhythm_act.c.ordinal))
        return [_act(row) for row in rows.mappings()]

    def add_act(self, act: RhythmAct) -> None:
        """Keep an act; writers take turns, so the next place is free."""
        self._connection.execute(
            rhythm_act.insert().values(
                ordinal=next_number(self._connection, rhythm_act.c.ordinal),
                cadence=act.cadence.value,
                first_date=act.first,
                act=act.act.value,
                at=instant_text(act.at),
                by=act.by,
                reason=act.reason,
            )
        )


def _reports() -> Any:
    return select(report, _VOID.label("void"))


def _act(row: RowMapping) -> RhythmAct:
    with understood("调度记录", f"第 {row['ordinal']} 条"):
        cadence, act = Cadence(row["cadence"]), RhythmVerb(row["act"])
    return RhythmAct(cadence, row["first_date"], act, instant_of(row["at"]), row["by"], row["reason"])


def _report(row: RowMapping) -> Report:
    with understood("调度报告", row["number"]):
        cadence = Cadence(row["cadence"])
    return Report(
        number=row["number"],
        period=Period(cadence, row["first_date"], row["last_date"]),
        as_of=row["as_of"],
        figures=row["figures"],
        issued_at=instant_of(row["issued_at"]),
        issued_by=row["issued_by"],
        void=bool(row["void"]),
    )

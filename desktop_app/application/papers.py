"""Papers 文书: the register of everything that was issued, and what is done with a paper afterwards."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from desktop_app.application.documents import About, Issued
from desktop_app.application.forms.asks import BINDING, COPIES, Ask, Kind
from desktop_app.application.forms.registry import form_spec
from desktop_app.application.paper_register import PaperAct, PaperCounts, PaperEntry, PaperQuery, PaperRow, void_words
from desktop_app.application.paper_standing import with_standing
from desktop_app.application.ports import Now, OpenUnitOfWork, PaperPrinter, UnitOfWork
from desktop_app.application.rhythm_figures import period_answers
from desktop_app.domain.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Copy:
    """A paper as it is shown, printed and saved again: the archived bytes, stamped 作废 when it is void."""

    row: PaperRow
    issued: Issued
    content: bytes


@dataclass(frozen=True, slots=True)
class Draft:
    """What a paper that is to be issued again starts from: its form, its subject and what had been filled in."""

    number: str
    form: str
    about: About
    answers: dict[str, object]


@dataclass(frozen=True, slots=True)
class PaperService:
    """Use cases on issued papers."""

    open_work: OpenUnitOfWork
    printer: PaperPrinter
    now: Now

    def find(self, query: PaperQuery) -> list[str]:
        """The numbers that a query finds, newest first."""
        with self.open_work(writes=False) as work:
            return work.register.numbers(query)

    def rows(self, numbers: Sequence[str]) -> list[PaperRow]:
        """The lines of some papers, in the order of `numbers`."""
        with self.open_work(writes=False) as work:
            return with_standing(work, work.register.rows(numbers))

    def counts(self) -> PaperCounts:
        """Totals and what can be filtered by."""
        with self.open_work(writes=False) as work:
            return work.register.counts()

    def entries(self, number: str) -> list[PaperEntry]:
        """What was done with a paper since it was issued, oldest first."""
        with self.open_work(writes=False) as work:
            return work.register.entries(number)

    def copy(self, number: str) -> Copy:
        """A paper to be looked at or printed again: byte for byte as archived, but never a void one without its stamp.

        Raises Refusal when the number is unknown, Damaged when the archive was tampered with.
        """
        number = number.strip()
        with self.open_work(writes=False) as work:
            paper, content = work.papers.get(number)
            (row,) = with_standing(work, work.register.rows([number]))
        issued = Issued(paper, content)
        if row.void_at is None:
            return Copy(row, issued, content)
        return Copy(row, issued, self.printer.void_copy(content, void_words(row)))

    def void(self, number: str, reason: str, by: str) -> None:
        """Declare a paper void; its number is never given again and its archived bytes stay as they are.

        Raises Refusal without a reason, for an unknown number and for a paper that is void already.
        """
        number, reason = number.strip(), reason.strip()
        if not reason:
            raise Refusal.say("请写明作废原因，如：企业名称有误")
        with self.open_work() as work:
            work.papers.get(number)
            before = _void_entry(work, number)
            if before is not None:
                raise Refusal.say(f"{number} 在 {before.at:%Y-%m-%d} 已经作废：{before.reason}")
            work.register.add_entry(PaperEntry(number, PaperAct.VOID, self.now(), by.strip(), reason))
            work.commit()

    def reprinted(self, number: str, by: str, how: str) -> None:
        """Note that a paper was printed or saved again (`how`: 打印, 另存); raises Refusal for an unknown number."""
        with self.open_work() as work:
            work.papers.get(number)
            work.register.add_entry(PaperEntry(number, PaperAct.REPRINT, self.now(), by.strip(), how))
            work.commit()

    def draft_of(self, number: str) -> Draft:
        """What issuing a paper again starts from: everything that was filled in then, tables and dates too.

        Of a paper issued before that was kept, its texts are read from the paper itself.
        """
        with self.open_work(writes=False) as work:
            paper, _content = work.papers.get(number)
            data = json.loads(work.register.data(number))
            report, kept = work.rhythm.report(number), work.register.answers(number)
        asks = (*form_spec(paper.form).asks, BINDING, COPIES)
        if kept is None:
            answers = {ask.key: data[ask.key] for ask in asks if isinstance(data.get(ask.key), str) and data[ask.key]}
        else:
            answers = {ask.key: _told(ask, kept[ask.key]) for ask in asks if ask.key in kept}
        if report is not None:
            # A report is issued again about its own period, whatever day it is today.
            answers |= period_answers(report.period)
        return Draft(number, paper.form, About(paper.case_id, paper.matter, paper.project_id), answers)


def _told(ask: Ask, value: Any) -> object:
    """An answer as JSON kept it, in the shape it is proposed in: rows and ticked boxes as tuples."""
    if ask.kind is Kind.CHECKS and isinstance(value, str):
        return (value,) if value else ()
    if not isinstance(value, list):
        return value
    if ask.kind is not Kind.ROWS:
        return tuple(value)
    return tuple(
        tuple(str(row.get(column, "")) for column in ask.columns) if isinstance(row, dict) else tuple(map(str, row))
        for row in value
    )


def _void_entry(work: UnitOfWork, number: str) -> PaperEntry | None:
    return next((one for one in work.register.entries(number) if one.act is PaperAct.VOID), None)

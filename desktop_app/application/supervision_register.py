"""The register of supervision 督办统计: meetings, bulletins, letters and interviews of a span, with the list behind.

Meetings come from the ledger 会议纪要 (a row a decision), everything else from the papers that were issued and are not
void. Nothing is entered twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from desktop_app.application.paper_register import PaperQuery, PaperRow
from desktop_app.application.ports import Now, OpenUnitOfWork, UnitOfWork
from desktop_app.domain.ledger_entry import LedgerEntry
from desktop_app.domain.ledger_value import day_of
from desktop_app.domain.refusals import Refusal

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


@dataclass(frozen=True, slots=True)
class SupervisionAct:
    """One meeting or paper: `number` is that of the paper or 纪要文号, `unit` who presided or the project it is about.

    Of a meeting `decisions` were taken, `done` of them carried out and `late` past their limit and not done.
    """

    kind: str
    on: date
    title: str
    number: str = ""
    unit: str = ""
    decisions: int = 0
    done: int = 0
    late: int = 0

    @property
    def is_paper(self) -> bool:
        """Whether there is a paper to open."""
        return self.kind in _PAPERS

    @property
    def followed(self) -> str:
        """How far the decisions of a meeting are carried out."""
        if not self.decisions:
            return ""
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

    def register(self, first: date | None = None, last: date | None = None) -> SupervisionRegister:
        """The acts from a day through another, both included; raises Refusal when the last day is the earlier one."""
        if first is not None and last is not None and last < first:
            raise Refusal.say(f"起止日期颠倒：{first} 在 {last} 之后，请改正")
        with self.open_work(writes=False) as work:
            found = [*_papers(work), *_meetings(work.entries.of_kind(MEETINGS), self.now().date())]
        kept = [one for one in found if (first is None or one.on >= first) and (last is None or one.on <= last)]
        return SupervisionRegister(tuple(sorted(kept, key=lambda one: (one.on, one.number), reverse=True)))


def _papers(work: UnitOfWork) -> list[SupervisionAct]:
    found: list[SupervisionAct] = []
    for form in _PAPERS:
        rows = work.register.rows(work.register.numbers(PaperQuery(form=form, state="valid")))
        found += [_paper(row) for row in rows]
    return found


def _paper(row: PaperRow) -> SupervisionAct:
    return SupervisionAct(row.form, row.issued_on, row.title, row.number, row.project)


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

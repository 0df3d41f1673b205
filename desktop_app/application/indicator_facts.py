"""What indicators count: every project with the facts of its ledger row, as known now or as recorded by a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from desktop_app.application.entry_book import LedgerKinds
from desktop_app.application.ports import UnitOfWork
from desktop_app.application.project_history import PREFIX, PROJECT_KIND, facts_of
from desktop_app.domain.indicator import Criterion, IndicatorTest, Side
from desktop_app.domain.indicator_figure import ProjectFacts
from desktop_app.domain.ledger import FIELD_LABELS
from desktop_app.domain.ledger_entry import EntryAct, EntryChange, LedgerEntry, folded
from desktop_app.domain.ledger_kind import ColumnType, Source
from desktop_app.domain.money import amount_words
from desktop_app.domain.project import Project


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact a definition may look at: its key, what it is called, and what it holds."""

    key: str
    label: str
    type: ColumnType
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LateFact:
    """A fact recorded after the day looked at (补录): before and after, when and by whom; `said` tells it in words."""

    field: str
    old: str
    new: str
    at: datetime
    by: str
    said: str
    note: str = ""

    @property
    def words(self) -> str:
        """开工时间：未填 → 2023年11月2日（甲 2026-11-20 补录）."""
        return f"{self.said}（{self.by or '未署名'} {self.at:%Y-%m-%d} 补录）"


_PROJECT_TYPES = {
    "investment_yuan": ColumnType.AMOUNT,
    "completed_yuan": ColumnType.AMOUNT,
    "signed": ColumnType.DATE,
    "started": ColumnType.DATE,
    "produced": ColumnType.DATE,
    "commitment": ColumnType.YES_NO,
    "standard_land": ColumnType.YES_NO,
    "full_agency": ColumnType.YES_NO,
}


def facts_known(kinds: LedgerKinds) -> tuple[Fact, ...]:
    """Every fact of a project that definitions may use: those of the project, then the entered columns of its row."""
    columns = kinds.get(PROJECT_KIND).columns
    options = {one.field: one.options for one in columns if one.source is Source.PROJECT}
    own = [
        Fact(
            key,
            label,
            _PROJECT_TYPES.get(key, ColumnType.CHOICE if options.get(key) else ColumnType.TEXT),
            options.get(key, ()),
        )
        for key, label in FIELD_LABELS.items()
    ]
    entered = [Fact(one.key, one.label, one.type, one.options) for one in columns if one.source is Source.ENTERED]
    return (*own, *entered)


def known_now(work: UnitOfWork) -> tuple[ProjectFacts, ...]:
    """Every project as it is known now, in the order of entering."""
    rows = {one.anchor: one for one in work.entries.of_kind(PROJECT_KIND)}
    return tuple(_facts(one, rows.get(one.id)) for one in work.projects.find_all())


def recorded_by(work: UnitOfWork, day: date) -> tuple[ProjectFacts, ...]:
    """Every project as its row had been recorded by the end of a day, in the order of entering.

    A project of an older workspace without a history counts as it is now from its first event on.
    """
    changes = work.entries.changes_of(PROJECT_KIND)
    rows = folded(one for one in changes if one.at.date() <= day)
    told = {one.entry_id for one in changes}
    found: list[ProjectFacts] = []
    for project in work.projects.find_all():
        row = rows.get(project.id)
        if row is not None:
            found.append(_told(row, project.demo))
        elif project.id not in told and work.events_of_project(project.id)[0].at.date() <= day:
            found.append(_facts(project, None))
    return tuple(found)


def _facts(project: Project, row: LedgerEntry | None) -> ProjectFacts:
    own = _plain(facts_of(project))
    return ProjectFacts(project.id, project.name, _extras(row) | own, project.demo)


def _told(row: LedgerEntry, demo: bool) -> ProjectFacts:
    own = _plain({key: text for key, text in row.values.items() if key.startswith(PREFIX)})
    return ProjectFacts(row.id, own.get("name", row.id), _extras(row) | own, demo)


def _plain(told: Mapping[str, str]) -> dict[str, str]:
    return {key.removeprefix(PREFIX): text for key, text in told.items()}


def _extras(row: LedgerEntry | None) -> dict[str, str]:
    """What was entered beside the facts of the project; a row taken out of the ledger says nothing more."""
    if row is None or row.removed:
        return {}
    return {key: text for key, text in row.values.items() if not key.startswith(PREFIX)}


def fact_words(fact: Fact | None, text: str) -> str:
    """A canonical text as people read it: amounts with their unit, 未填 for what is unknown."""
    if not text:
        return "未填"
    return amount_words(int(text)) if fact is not None and fact.type is ColumnType.AMOUNT else text


def change_words(facts: Mapping[str, Fact], key: str, old: str, new: str) -> str:
    """One fact before and after: 总投资：未填 → 3.2 亿元."""
    fact = facts.get(key)
    return f"{fact.label if fact else key}：{fact_words(fact, old)} → {fact_words(fact, new)}"


def late_facts(
    changes: Iterable[EntryChange], after: date, fields: Sequence[str], facts: Mapping[str, Fact]
) -> dict[str, tuple[LateFact, ...]]:
    """What was recorded after a day on the facts a definition looks at, by project, in the order of recording."""
    wanted = set(fields)
    found: dict[str, list[LateFact]] = {}
    for change in changes:
        if change.at.date() <= after:
            continue
        at, by, note = change.at, change.by, change.note
        late = found.setdefault(change.entry_id, [])
        if change.act is EntryAct.ADD:
            late.append(LateFact("", "", "", at, by, "项目录入台账", note))
            continue
        for one in change.changes:
            key = one.column.removeprefix(PREFIX)
            if key in wanted:
                said = change_words(facts, key, one.old, one.new)
                late.append(LateFact(key, one.old, one.new, at, by, said, note))
    return {project_id: tuple(late) for project_id, late in found.items() if late}


def criterion_words(facts: Mapping[str, Fact], one: Criterion) -> str:
    """A criterion as people read it: 开工时间不晚于截至日, 类别是签约, 总投资不少于 1 亿元."""
    fact = facts.get(one.field)
    name = fact.label if fact else one.field
    match one.test:
        case IndicatorTest.BY:
            return f"{name}不晚于截至日"
        case IndicatorTest.NOT_AFTER:
            return f"{name}没有晚于截至日（未填的算在内）"
        case IndicatorTest.YES:
            dated = facts.get(one.dated)
            return f"{name}为“是”" + (f"，{dated.label}不晚于截至日" if dated else "")
        case IndicatorTest.FILLED:
            return f"{name}已填"
        case IndicatorTest.IS:
            return f"{name}是{'或'.join(one.values)}"
    least = one.test is IndicatorTest.AT_LEAST
    return f"{name}{'不少于' if least else '不多于'} {fact_words(fact, one.values[0] if one.values else '')}"


def side_words(facts: Mapping[str, Fact], side: Side) -> str:
    """What a side adds up and under which conditions."""
    measured = facts.get(side.measure)
    what = f"合计{measured.label if measured else side.measure}" if side.measure else "数项目个数"
    conditions = "，且".join(criterion_words(facts, one) for one in side.criteria)
    return f"{side.words}：{what}" + (f"；{conditions}" if conditions else "")


def side_amount(side: Side, number: int) -> str:
    """A side of a figure as people read it: 109 个, 409.72 亿元."""
    return amount_words(number) if side.measure else f"{number} 个"

"""Readers: the lists of the desk straight from SQL, without building a single case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Row,
    RowMapping,
    Select,
    and_,
    bindparam,
    case,
    distinct,
    func,
    literal,
    or_,
    select,
    union,
)

from desktop_app.application.ports import LedgerTotals, ProjectQuery, ProjectRow, TodayStep, UnfiledStep
from desktop_app.domain.progress import Lamp, StepState
from desktop_app.storage.database import Database
from desktop_app.storage.mapping import order_key, step_of
from desktop_app.storage.repositories import chunks
from desktop_app.storage.tables import (
    case_file,
    event,
    plan,
    plan_step,
    project,
    project_now,
    step_now,
    template_version,
)

_RANKS = (Lamp.OVERDUE, Lamp.WARNING, Lamp.SUSPENDED, Lamp.NORMAL, Lamp.READY, Lamp.NOT_STARTED, Lamp.DONE)
"""Lamps of a project from the loudest to the quietest: a project shows the worst of its open steps."""

_LEDGER = project.outerjoin(project_now, project_now.c.project_id == project.c.id)

_OF_PROJECT = ("name", "enterprise", "zone", "investment_yuan", "batch", "demo", "project_code", "lead_unit")
_OF_STANDING = (
    *("suspended", "running", "ready", "waiting", "done", "total", "cases"),
    *("current_matter", "officer", "next_due_on", "next_due_firm", "next_due_clock", "suspended_on"),
)
_ROW = (
    project.c.id.label("project_id"),
    *(project.c[name] for name in _OF_PROJECT),
    *(project_now.c[name] for name in _OF_STANDING),
)
"""What a line of the ledger is made of."""

_IDS: BindParameter[Any] = bindparam("ids", expanding=True)

_BATCHES = ("签约", "开工", "投产")

_SORTS: Mapping[str, ColumnElement[Any]] = {
    "entered": project.c.id,
    "name": project.c.name_order,
    "enterprise": project.c.enterprise_order,
    "zone": project.c.zone_order,
    "investment": project.c.investment_yuan,
    "batch": case(*((project.c.batch == batch, rank) for rank, batch in enumerate(_BATCHES)), else_=None),
    "officer": project_now.c.officer_order,
    "next_due": project_now.c.next_due_on,
    "progress": project_now.c.done / func.nullif(project_now.c.total, 0),
}

_BATCH_CHIPS = dict(zip(("signed", "started", "produced"), _BATCHES, strict=True))


def _lamp_rank(today: date, warn_until: date) -> ColumnElement[int]:
    """The place in _RANKS of the worst lamp among the steps that have not ended."""
    now = project_now.c
    return case(
        (now.next_due_on < today, 0),
        # A suspended step shows no warning; its date stands only because it was passed before, or another clock runs.
        (now.running_due_on <= warn_until, 1),
        (now.suspended > 0, 2),
        (now.running > 0, 3),
        (now.ready > 0, 4),
        (and_(now.unended == 0, now.done > 0), 6),
        else_=5,
    )


def _is_near(today: date, warn_until: date) -> ColumnElement[bool]:
    return and_(step_now.c.open_due_on.between(today, warn_until), step_now.c.state != StepState.SUSPENDED.value)


def _chip(name: str, today: date, warn_until: date) -> ColumnElement[bool]:
    """Whether a project has any step of this kind, whatever louder lamp it may show."""
    now = project_now.c
    if name in _BATCH_CHIPS:
        return project.c.batch == _BATCH_CHIPS[name]
    return {
        "overdue": now.next_due_on < today,
        "warning": project.c.id.in_(select(step_now.c.project_id).where(_is_near(today, warn_until))),
        "suspended": now.suspended > 0,
        "ready": now.ready > 0,
    }[name]


_CHIPS = ("signed", "started", "produced", "overdue", "warning", "suspended", "ready")


def _conditions(query: ProjectQuery, *, chip: bool = True) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    wanted = query.text.strip()
    if wanted:
        places = (project.c.name, project.c.enterprise, project.c.zone, project.c.project_code, project_now.c.officer)
        found.append(or_(*(place.icontains(wanted, autoescape=True) for place in places)))
    if query.officer:
        own_cases = select(case_file.c.project_id).where(case_file.c.officer == query.officer)
        own_steps = select(step_now.c.project_id).where(step_now.c.officer == query.officer)
        found.append(project.c.id.in_(union(own_cases, own_steps)))
    if chip and query.chip != "all":
        found.append(_chip(query.chip, query.today, query.warn_until))
    return found


class SqlReaders:
    """Read-only lists; every method is one or two statements whatever the size."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def project_ids(self, query: ProjectQuery) -> list[str]:
        """The ids of the selection in the order asked for; unknown values last, ties by order of entry."""
        key = _lamp_rank(query.today, query.warn_until) if query.sort == "lamp" else _SORTS[query.sort]
        order = (key.desc() if query.descending else key.asc()).nulls_last()
        statement = select(project.c.id).select_from(_LEDGER).where(*_conditions(query))
        # Ordering by the key of the table itself needs no tie-breaker and can walk its index.
        statement = statement.order_by(order) if query.sort == "entered" else statement.order_by(order, project.c.id)
        with self._database.reading() as connection:
            return list(connection.execute(statement).scalars())

    def project_rows(self, ids: Sequence[str], today: date, warn_until: date) -> list[ProjectRow]:
        """The rows of one page, in the order of `ids`."""
        lines, due = _page(today, warn_until)
        found: dict[str, ProjectRow] = {}
        with self._database.reading() as connection:
            for some in chunks(ids):
                wanted = {"ids": some}
                late = {one.project_id: (one.overdue, one.warning) for one in connection.execute(due, wanted).all()}
                found |= {row.project_id: _project_row(row, late) for row in connection.execute(lines, wanted).all()}
        return [found[one] for one in ids if one in found]

    def totals(self, query: ProjectQuery, ids: Sequence[str] | None = None) -> LedgerTotals:
        """Totals of the selection, or of the given projects; the chip counts leave the chosen chip aside."""
        if ids is not None:
            return self._totals_of(ids)
        chosen = _conditions(query)
        counts = [func.count(case((_chip(name, query.today, query.warn_until), 1))).label(name) for name in _CHIPS]
        here = and_(*chosen) if chosen else literal(True)
        statement = (
            select(
                func.count().label("all"),
                func.count(case((here, 1))).label("projects"),
                func.sum(case((here, project.c.investment_yuan))).label("investment"),
                *counts,
            )
            .select_from(_LEDGER)
            .where(*_conditions(query, chip=False))
        )
        with self._database.reading() as connection:
            row = connection.execute(statement).mappings().one()
        chips = {"all": int(row["all"])} | {name: int(row[name]) for name in _CHIPS}
        return LedgerTotals(int(row["projects"]), int(row["investment"] or 0), chips)

    def _totals_of(self, ids: Sequence[str]) -> LedgerTotals:
        projects = investment = 0
        with self._database.reading() as connection:
            for some in chunks(ids):
                statement = select(func.count(), func.sum(project.c.investment_yuan)).where(project.c.id.in_(some))
                count, yuan = connection.execute(statement).one()
                projects, investment = projects + count, investment + int(yuan or 0)
        return LedgerTotals(projects, investment, {})

    def open_steps(self, officer: str = "") -> list[TodayStep]:
        """Steps 今日 may show."""
        statement = _steps().where(step_now.c.shown)
        if officer:
            statement = statement.where(step_now.c.officer == officer)
        return self._today(statement.order_by(step_now.c.case_id, step_now.c.ordinal))

    def overdue_steps(self, as_of: date) -> list[TodayStep]:
        """Steps not ended whose clock passed before `as_of`, by due date."""
        due = step_now.c.open_due_on
        return self._today(_steps().where(due < as_of).order_by(due, step_now.c.case_id, step_now.c.ordinal))

    def _today(self, statement: Select[Any]) -> list[TodayStep]:
        with self._database.reading() as connection:
            return [_entry(row) for row in connection.execute(statement).mappings().all()]

    def unfiled_steps(self, today: date, officer: str = "") -> list[UnfiledStep]:
        """Steps past their planned start that nobody has filed."""
        newest = select(plan.c.case_id, func.max(plan.c.ordinal).label("ordinal")).group_by(plan.c.case_id).subquery()
        statement = (
            _steps()
            .add_columns(
                plan_step.c.start_on.label("planned_start"),
                plan_step.c.finish_on.label("planned_finish"),
                plan_step.c.missing_years.label("plan_missing_years"),
                plan.c.target,
            )
            .join(plan, plan.c.case_id == step_now.c.case_id)
            .join(newest, (newest.c.case_id == plan.c.case_id) & (newest.c.ordinal == plan.c.ordinal))
            .join(plan_step, (plan_step.c.plan_id == plan.c.id) & (plan_step.c.matter == step_now.c.matter))
            .where(step_now.c.state.in_([StepState.WAITING.value, StepState.READY.value]))
            .where(~plan_step.c.began, plan_step.c.start_on < today)
            .order_by(plan_step.c.start_on, step_now.c.case_id, step_now.c.ordinal)
        )
        if officer:
            statement = statement.where(step_now.c.officer == officer)
        with self._database.reading() as connection:
            return [_unfiled(row) for row in connection.execute(statement).mappings()]

    def last_event_on(self) -> date | None:
        """The latest date any event carries; one of which only the month is known counts from its first day."""
        # Two questions in one: each finds its answer in the index over the dates.
        last_day = select(func.max(event.c.on_date)).scalar_subquery()
        last_month = select(func.max(event.c.month)).where(event.c.on_date.is_(None)).scalar_subquery()
        with self._database.reading() as connection:
            day, month = connection.execute(select(last_day, last_month)).one()
        first = date.fromisoformat(f"{month}-01") if month else None
        return max((one for one in (day, first) if one), default=None)

    def officers(self) -> list[str]:
        """Every 代办员 named in the workspace."""
        named = union(
            select(case_file.c.officer).where(case_file.c.officer != ""),
            select(step_now.c.officer).where(step_now.c.officer != ""),
        )
        with self._database.reading() as connection:
            return sorted(connection.execute(named).scalars(), key=lambda name: order_key(name) or b"")

    def case_ids(self, project_id: str) -> list[str]:
        """The cases of a project, oldest first."""
        statement = select(case_file.c.id).where(case_file.c.project_id == project_id).order_by(case_file.c.id)
        with self._database.reading() as connection:
            return list(connection.execute(statement).scalars())

    def every_case_id(self) -> list[tuple[str, str]]:
        """Every case as (project id, case id), oldest first."""
        statement = select(case_file.c.project_id, case_file.c.id).order_by(case_file.c.id)
        with self._database.reading() as connection:
            return [(row.project_id, row.id) for row in connection.execute(statement)]


def _entry(row: RowMapping) -> TodayStep:
    return TodayStep(step_of(row), row["project_name"], row["enterprise"], row["template_name"], row["case_officer"])


def _unfiled(row: RowMapping) -> UnfiledStep:
    missing = tuple(int(year) for year in row["plan_missing_years"].split())
    return UnfiledStep(_entry(row), row["planned_start"], row["planned_finish"], row["target"], missing)


def _steps() -> Select[Any]:
    """Projected steps with the names 今日 shows beside them."""
    return (
        select(
            step_now,
            project.c.name.label("project_name"),
            project.c.enterprise,
            template_version.c.name.label("template_name"),
            case_file.c.officer.label("case_officer"),
        )
        .join(project, project.c.id == step_now.c.project_id)
        .join(case_file, case_file.c.id == step_now.c.case_id)
        .join(
            template_version,
            and_(
                template_version.c.key == case_file.c.template_key,
                template_version.c.version == case_file.c.template_version,
            ),
        )
    )


@lru_cache(maxsize=4)
def _page(today: date, warn_until: date) -> tuple[Select[Any], Select[Any]]:
    """The lines of some projects (`ids`) and their dates; put together once, since a day asks for very many pages."""
    rank = _lamp_rank(today, warn_until).label("rank")
    lines: Select[Any] = select(*_ROW, rank).select_from(_LEDGER).where(project.c.id.in_(_IDS))
    return lines, _due_counts(today, warn_until)


def _due_counts(today: date, warn_until: date) -> Select[Any]:
    """How many matters of each project are overdue, and how many are near their date."""
    due, matter = step_now.c.open_due_on, step_now.c.matter
    return (
        select(
            step_now.c.project_id,
            func.count(distinct(case((due < today, matter)))).label("overdue"),
            func.count(distinct(case((_is_near(today, warn_until), matter)))).label("warning"),
        )
        .where(step_now.c.project_id.in_(_IDS), due.is_not(None))
        .group_by(step_now.c.project_id)
    )


def _project_row(row: Row[*tuple[Any, ...]], late: Mapping[str, tuple[int, int]]) -> ProjectRow:
    overdue, warning = late.get(row.project_id, (0, 0))
    # In the order of _RANKS.
    counts = (overdue, warning, row.suspended, row.running, row.ready, row.waiting, row.done)
    return ProjectRow(
        project_id=row.project_id,
        lamp=_RANKS[row.rank].value,
        lamp_count=counts[row.rank] or 0,
        name=row.name,
        enterprise=row.enterprise,
        zone=row.zone,
        investment_yuan=row.investment_yuan,
        batch=row.batch,
        current_matter=row.current_matter or "",
        officer=row.officer or "",
        next_due_on=row.next_due_on,
        next_due_firm=row.next_due_firm is not False,
        next_due_clock=row.next_due_clock or "",
        suspended_on=row.suspended_on,
        done=row.done or 0,
        total=row.total or 0,
        cases=row.cases or 0,
        demo=row.demo,
        project_code=row.project_code,
        lead_unit=row.lead_unit,
    )

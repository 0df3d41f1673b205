"""The register of papers in SQL: marks, acts on papers and public keys, and the lists of the page 文书."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Connection,
    ForeignKey,
    Integer,
    LargeBinary,
    RowMapping,
    Select,
    Table,
    Text,
    cast,
    delete,
    func,
    or_,
    select,
)

from desktop_app.application.paper_register import (
    PaperAct,
    PaperCounts,
    PaperEntry,
    PaperMark,
    PaperQuery,
    PaperRow,
    PublicKey,
)
from desktop_app.domain.refusals import Refusal
from desktop_app.storage.appending import next_number
from desktop_app.storage.mapping import instant_of, instant_text
from desktop_app.storage.repositories import chunks
from desktop_app.storage.tables import metadata, paper, project

paper_mark = Table(
    "paper_mark",
    metadata,
    Column("number", Text, ForeignKey(paper.c.number), primary_key=True),
    Column("code", Text, nullable=False),
    Column("short", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("replaces", Text, nullable=False, index=True),
)

paper_entry = Table(
    "paper_entry",
    metadata,
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("number", Text, ForeignKey(paper.c.number), nullable=False, index=True),
    Column("act", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("reason", Text, nullable=False),
)

paper_answer = Table(
    "paper_answer",
    metadata,
    Column("number", Text, ForeignKey(paper.c.number), primary_key=True),
    Column("body", Text, nullable=False),
)

public_key = Table(
    "public_key",
    metadata,
    Column("name", Text, primary_key=True),
    Column("raw", LargeBinary, nullable=False),
    Column("owner", Text, nullable=False),
    Column("own", Boolean, nullable=False),
    Column("added_at", Text, nullable=False),
    Column("added_by", Text, nullable=False),
)

_LISTED = paper.outerjoin(project, project.c.id == paper.c.project_id).outerjoin(
    paper_mark, paper_mark.c.number == paper.c.number
)


class SqlPaperRegister:
    """The register in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add_mark(self, number: str, mark: PaperMark) -> None:
        """Keep the mark a paper is printed with."""
        self._connection.execute(
            paper_mark.insert().values(
                number=number, code=mark.code, short=mark.short, key=mark.key, replaces=mark.replaces
            )
        )

    def add_answers(self, number: str, answers: Mapping[str, Any]) -> None:
        """Keep what was filled in on a paper."""
        body = json.dumps(dict(answers), ensure_ascii=False, sort_keys=True, default=date.isoformat)
        self._connection.execute(paper_answer.insert().values(number=number, body=body))

    def answers(self, number: str) -> dict[str, Any] | None:
        """What was filled in on a paper, as JSON has it; None for one issued before that was kept."""
        body = self._connection.execute(select(paper_answer.c.body).where(paper_answer.c.number == number)).scalar()
        return None if body is None else json.loads(body)

    def mark(self, number: str) -> PaperMark | None:
        """The mark of a paper, None for one issued before papers had marks."""
        row = self._connection.execute(select(paper_mark).where(paper_mark.c.number == number)).first()
        return PaperMark(row.code, row.short, row.key, row.replaces) if row else None

    def add_entry(self, entry: PaperEntry) -> None:
        """Keep an act on a paper; writers take turns, so the next place is free."""
        self._connection.execute(
            paper_entry.insert().values(
                ordinal=next_number(self._connection, paper_entry.c.ordinal),
                number=entry.number,
                act=entry.act.value,
                at=instant_text(entry.at),
                by=entry.by,
                reason=entry.reason,
            )
        )

    def entries(self, number: str) -> list[PaperEntry]:
        """The acts on a paper, oldest first."""
        rows = self._connection.execute(
            select(paper_entry).where(paper_entry.c.number == number).order_by(paper_entry.c.ordinal)
        )
        return [PaperEntry(row.number, PaperAct(row.act), instant_of(row.at), row.by, row.reason) for row in rows]

    def void_among(self, numbers: Sequence[str]) -> frozenset[str]:
        """Those of some papers that were declared void."""
        void = select(paper_entry.c.number).where(paper_entry.c.act == PaperAct.VOID.value)
        return frozenset(
            found
            for some in chunks(numbers)
            for found in self._connection.execute(void.where(paper_entry.c.number.in_(some))).scalars()
        )

    def data(self, number: str) -> bytes:
        """The frozen form data of a paper; raises Refusal when the number is unknown."""
        found = self._connection.execute(select(paper.c.data).where(paper.c.number == number)).scalar()
        if found is None:
            raise Refusal.say(f"没有编号为 {number} 的文书，请核对编号")
        return bytes(found)

    def number_of(self, sha256: str) -> str:
        """The number of the paper whose archived bytes have this SHA-256, empty when there is none."""
        return self._connection.execute(select(paper.c.number).where(paper.c.sha256 == sha256)).scalar() or ""

    def replaced_by(self, number: str) -> str:
        """The number of the paper issued in place of this one, empty when there is none."""
        found = self._connection.execute(select(paper_mark.c.number).where(paper_mark.c.replaces == number)).scalar()
        return found or ""

    def numbers(self, query: PaperQuery) -> list[str]:
        """The numbers that a query finds, newest paper first."""
        statement = select(paper.c.number).select_from(_LISTED).where(*_conditions(query))
        return list(self._connection.execute(statement.order_by(paper.c.id.desc())).scalars())

    def rows(self, numbers: Sequence[str]) -> list[PaperRow]:
        """The lines of some papers, in the order of `numbers`."""
        found: dict[str, PaperRow] = {}
        for some in chunks(numbers):
            listed = self._connection.execute(_lines().where(paper.c.number.in_(some))).mappings().all()
            acts = self._acts(some)
            replacing = select(paper_mark.c.replaces, paper_mark.c.number).where(paper_mark.c.replaces.in_(some))
            after = {row.replaces: row.number for row in self._connection.execute(replacing)}
            for row in listed:
                number = row["number"]
                found[number] = _row(row, acts.get(number, []), after.get(number, ""))
        return [found[one] for one in numbers if one in found]

    def _acts(self, numbers: Sequence[str]) -> dict[str, list[PaperEntry]]:
        statement = select(paper_entry).where(paper_entry.c.number.in_(numbers)).order_by(paper_entry.c.ordinal)
        acts: dict[str, list[PaperEntry]] = {}
        for row in self._connection.execute(statement):
            entry = PaperEntry(row.number, PaperAct(row.act), instant_of(row.at), row.by, row.reason)
            acts.setdefault(row.number, []).append(entry)
        return acts

    def counts(self) -> PaperCounts:
        """Totals and what can be filtered by."""
        run = self._connection.execute
        years = run(select(paper.c.year).distinct().order_by(paper.c.year.desc())).scalars()
        forms = run(select(paper.c.form, func.max(paper.c.title)).group_by(paper.c.form).order_by(paper.c.form))
        return PaperCounts(
            all=run(select(func.count()).select_from(paper)).scalar_one(),
            void=run(select(func.count()).select_from(paper).where(_is_void())).scalar_one(),
            years=tuple(years),
            forms=tuple((form, title) for form, title in forms),
        )

    def public_keys(self) -> list[PublicKey]:
        """Every key papers can be verified with, own ones first, then by owner."""
        rows = self._connection.execute(
            select(public_key).order_by(public_key.c.own.desc(), public_key.c.owner, public_key.c.name)
        )
        return [
            PublicKey(row.name, bytes(row.raw), row.owner, row.own, instant_of(row.added_at), row.added_by)
            for row in rows
        ]

    def add_key(self, key: PublicKey) -> None:
        """Keep a key; one that is there already stays as it is."""
        known = self._connection.execute(select(public_key.c.name).where(public_key.c.name == key.name)).scalar()
        if known is None:
            self._connection.execute(
                public_key.insert().values(
                    name=key.name,
                    raw=key.raw,
                    owner=key.owner,
                    own=key.own,
                    added_at=instant_text(key.added_at),
                    added_by=key.added_by,
                )
            )

    def remove_key(self, name: str) -> None:
        """Forget the key of another desk."""
        self._connection.execute(delete(public_key).where(public_key.c.name == name, ~public_key.c.own))


def _is_void() -> ColumnElement[bool]:
    return paper.c.number.in_(select(paper_entry.c.number).where(paper_entry.c.act == PaperAct.VOID.value))


def _conditions(query: PaperQuery) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    for word in query.text.split():
        places = (
            paper.c.number,
            paper.c.title,
            paper.c.issued_by,
            cast(paper.c.issued_on, Text),
            project.c.name,
            project.c.enterprise,
        )
        found.append(or_(*(place.icontains(word, autoescape=True) for place in places)))
    if query.form:
        found.append(paper.c.form == query.form)
    if query.year:
        found.append(paper.c.year == query.year)
    if query.state != "all":
        found.append(_is_void() if query.state == "void" else ~_is_void())
    return found


def _lines() -> Select[Any]:
    return select(
        paper.c.number,
        paper.c.form,
        paper.c.title,
        paper.c.project_id,
        paper.c.case_id,
        paper.c.pages,
        paper.c.issued_on,
        paper.c.issued_by,
        paper.c.sha256,
        project.c.name.label("project"),
        paper_mark.c.replaces,
        paper_mark.c.code,
    ).select_from(_LISTED)


def _row(row: RowMapping, acts: list[PaperEntry], replaced_by: str) -> PaperRow:
    void = next((one for one in acts if one.act is PaperAct.VOID), None)
    return PaperRow(
        number=row["number"],
        form=row["form"],
        title=row["title"],
        project_id=row["project_id"] or "",
        case_id=row["case_id"] or "",
        project=row["project"] or "",
        pages=row["pages"],
        issued_on=row["issued_on"],
        issued_by=row["issued_by"],
        sha256=row["sha256"],
        replaces=row["replaces"] or "",
        replaced_by=replaced_by,
        void_at=void.at if void else None,
        void_by=void.by if void else "",
        void_reason=void.reason if void else "",
        reprints=sum(one.act is PaperAct.REPRINT for one in acts),
        verifiable=bool(row["code"]),
    )

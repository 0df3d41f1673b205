"""Template book in SQL: where each version came from, and the drafts being edited."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import msgspec
from sqlalchemy import (
    Column,
    Connection,
    Date,
    ForeignKeyConstraint,
    Integer,
    Row,
    Table,
    Text,
    case,
    delete,
    exists,
    func,
    select,
    update,
)

from desktop_app.application.template_book import Followers, Origin, Publication, StoredDraft, VersionLine
from desktop_app.domain.progress import ENDED_STATES
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.template import ApprovalTemplate
from desktop_app.domain.template_draft import TemplateDraft
from desktop_app.storage.appending import next_number
from desktop_app.storage.mapping import instant_of, instant_text, understood
from desktop_app.storage.tables import case_file, metadata, step_now, template_version

template_publication = Table(
    "template_publication",
    metadata,
    Column("key", Text, primary_key=True),
    Column("version", Text, primary_key=True),
    Column("origin", Text, nullable=False),
    Column("effective_from", Date),
    Column("base", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("recorded_at", Text, nullable=False),
    Column("recorded_by", Text, nullable=False),
    ForeignKeyConstraint(["key", "version"], [template_version.c.key, template_version.c.version]),
)

template_draft = Table(
    "template_draft",
    metadata,
    Column("id", Text, primary_key=True),
    # One draft of a template at a time: two people who edit the same one would have to merge by hand.
    Column("key", Text, nullable=False, unique=True),
    Column("revision", Integer, nullable=False),
    Column("body", Text, nullable=False),
    Column("begun_at", Text, nullable=False),
    Column("begun_by", Text, nullable=False),
    Column("saved_at", Text, nullable=False),
    Column("saved_by", Text, nullable=False),
)


def lines(connection: Connection, key: str = "") -> list[VersionLine]:
    """Every version of a template, or of all, by key and then oldest first."""
    stored, told = template_version.c, template_publication.c
    query = (
        select(
            stored.key,
            stored.version,
            stored.ordinal,
            stored.name,
            told.origin,
            told.effective_from,
            told.base,
            told.source,
            told.why,
            told.recorded_at,
            told.recorded_by,
        )
        .join_from(
            template_version,
            template_publication,
            (stored.key == told.key) & (stored.version == told.version),
            isouter=True,
        )
        .order_by(stored.key, stored.ordinal)
    )
    rows = connection.execute(query.where(stored.key == key) if key else query)
    return [VersionLine(row.key, row.version, row.ordinal, row.name, _publication(row)) for row in rows]


def _publication(row: Any) -> Publication | None:
    if row.origin is None:
        return None
    return Publication(
        key=row.key,
        version=row.version,
        origin=Origin(row.origin),
        effective_from=row.effective_from,
        why=row.why,
        recorded_at=instant_of(row.recorded_at),
        recorded_by=row.recorded_by,
        base=row.base,
        source=row.source,
    )


def insert_version(connection: Connection, template: ApprovalTemplate, digest: str) -> None:
    """Store a version behind those of its key; writers take turns, so the next place is free."""
    table = template_version
    connection.execute(
        table.insert().values(
            key=template.key,
            version=template.version,
            ordinal=next_number(connection, table.c.ordinal, table.c.key == template.key),
            name=template.name,
            digest=digest,
            body=msgspec.json.encode(template).decode(),
        )
    )


def digest_of(template: ApprovalTemplate) -> str:
    """What tells the content of a version from any other."""
    return sha256(msgspec.json.encode(template)).hexdigest()


class SqlTemplateBook:
    """The versions and drafts of one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def lines(self, key: str = "") -> list[VersionLine]:
        """Every version of a template, or of all, by key and then oldest first."""
        return lines(self._connection, key)

    def followers(self) -> dict[tuple[str, str], Followers]:
        """Who follows each version, by key and version, as the projection knows it; one without cases is absent."""
        file = case_file.c
        unended = step_now.c.state.not_in([state.value for state in ENDED_STATES])
        runs = exists().where(step_now.c.case_id == file.id, unended)
        query = select(
            file.template_key,
            file.template_version,
            func.count().label("cases"),
            func.sum(case((runs, 1), else_=0)).label("running"),
        ).group_by(file.template_key, file.template_version)
        rows = self._connection.execute(query)
        return {(row.template_key, row.template_version): Followers(row.cases, int(row.running)) for row in rows}

    def publish(self, template: ApprovalTemplate, publication: Publication) -> None:
        """Keep a version exactly as it is called; raises ValueError when the key has one of that name."""
        if (publication.key, publication.version) != (template.key, template.version):
            raise ValueError(f"{publication.key} {publication.version} does not tell of {template.version}")
        if any(line.version == template.version for line in self.lines(template.key)):
            raise ValueError(f"{template.key} has a version {template.version} already")
        insert_version(self._connection, template, digest_of(template))
        self._connection.execute(
            template_publication.insert().values(
                key=publication.key,
                version=publication.version,
                origin=publication.origin.value,
                effective_from=publication.effective_from,
                base=publication.base,
                source=publication.source,
                why=publication.why,
                recorded_at=instant_text(publication.recorded_at),
                recorded_by=publication.recorded_by,
            )
        )

    def drafts(self) -> list[StoredDraft]:
        """Every draft, by key; raises Damaged when one cannot be understood."""
        rows = self._connection.execute(select(template_draft).order_by(template_draft.c.key))
        return [_draft(row) for row in rows]

    def draft(self, draft_id: str) -> StoredDraft:
        """One draft; raises Refusal when it was published or discarded meanwhile."""
        row = self._connection.execute(select(template_draft).where(template_draft.c.id == draft_id)).first()
        if row is None:
            raise Refusal.say("这份模板草稿已经发布或放弃，请重新打开流程模板")
        return _draft(row)

    def keep_draft(self, stored: StoredDraft) -> None:
        """Store a new draft (revision 1) or the next revision of one; raises Refusal `stale` when it is not."""
        values = {
            "id": stored.id,
            "key": stored.draft.key,
            "revision": stored.revision,
            "body": msgspec.json.encode(stored.draft).decode(),
            "begun_at": instant_text(stored.begun_at),
            "begun_by": stored.begun_by,
            "saved_at": instant_text(stored.saved_at),
            "saved_by": stored.saved_by,
        }
        if stored.revision == 1:
            self._connection.execute(template_draft.insert().values(values))
            return
        column = template_draft.c
        changed = self._connection.execute(
            update(template_draft).where(column.id == stored.id, column.revision == stored.revision - 1).values(values)
        )
        if changed.rowcount != 1:
            raise Refusal("stale", name=stored.draft.name)

    def drop_draft(self, draft_id: str) -> None:
        """Take a draft away."""
        self._connection.execute(delete(template_draft).where(template_draft.c.id == draft_id))


def _draft(row: Row[Any]) -> StoredDraft:
    with understood("模板草稿", row.key):
        draft = msgspec.json.decode(row.body, type=TemplateDraft)
    return StoredDraft(
        id=row.id,
        draft=draft,
        revision=row.revision,
        begun_at=instant_of(row.begun_at),
        begun_by=row.begun_by,
        saved_at=instant_of(row.saved_at),
        saved_by=row.saved_by,
    )

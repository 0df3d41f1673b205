"""Custody: the log of materials and originals, appended and never changed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Date,
    ForeignKey,
    Integer,
    Select,
    Table,
    Text,
    UniqueConstraint,
    func,
    select,
)

from desktop_app.domain.custody import Check, MaterialAct, MaterialEntry
from desktop_app.domain.refusals import Refusal
from desktop_app.storage.mapping import Row, instant_text, understood
from desktop_app.storage.repositories import chunks
from desktop_app.storage.tables import case_file, metadata, project


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


material_entry = Table(
    "material_entry",
    metadata,
    Column("id", Text, primary_key=True),
    Column("project_id", Text, ForeignKey(project.c.id), nullable=False, index=True),
    Column("ordinal", Integer, nullable=False),
    Column("case_id", Text, ForeignKey(case_file.c.id), nullable=False),
    _text("matter"),
    Column("act", Text, nullable=False, index=True),
    Column("on_date", Date, nullable=False),
    _text("recorded_at"),
    _text("recorded_by"),
    _text("material"),
    Column("item", Text, nullable=False, index=True),
    Column("originals", Integer, nullable=False),
    Column("copies", Integer, nullable=False),
    Column("efiles", Integer, nullable=False),
    _text("checked"),
    _text("giver"),
    _text("taker"),
    Column("due_back", Date),
    Column("valid_until", Date),
    _text("document_number"),
    _text("note"),
    _text("reason"),
    _text("reverses"),
    _text("file_name"),
    _text("sha256"),
    Column("size", Integer, nullable=False),
    UniqueConstraint("project_id", "ordinal"),
)

_RENAMED = {"on": "on_date", "at": "recorded_at", "by": "recorded_by", "check": "checked"}


class SqlCustodyBook:
    """The log of materials of one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, entry: MaterialEntry) -> None:
        """Append an entry behind those of its project; writers take turns, so the place is free."""
        earlier = material_entry.alias()
        last = select(func.coalesce(func.max(earlier.c.ordinal), 0)).where(earlier.c.project_id == entry.project_id)
        self._connection.execute(
            material_entry.insert().values(**_entry_row(entry), ordinal=last.scalar_subquery() + 1)
        )

    def get(self, entry_id: str) -> MaterialEntry:
        """An entry; raises Refusal when there is none with this id."""
        found = self._entries(select(material_entry).where(material_entry.c.id == entry_id))
        if not found:
            raise Refusal.say(f"没有编号为“{entry_id}”的材料记录，请用 material list 查看")
        return found[0]

    def of_project(self, project_id: str) -> Sequence[MaterialEntry]:
        """Every entry of a project in the order of recording."""
        return self.of_projects([project_id])[project_id]

    def of_projects(self, project_ids: Collection[str]) -> Mapping[str, Sequence[MaterialEntry]]:
        """Every entry of some projects in the order of recording, by project."""
        table = material_entry.c
        found: dict[str, list[MaterialEntry]] = {one: [] for one in project_ids}
        for some in chunks(list(found)):
            for one in self._entries(select(material_entry).where(table.project_id.in_(some)).order_by(table.ordinal)):
                found[one.project_id].append(one)
        return found

    def of_originals_given(self) -> Sequence[MaterialEntry]:
        """Every entry about originals that were given out at some time."""
        table = material_entry.c
        given = select(table.item).where(table.act == MaterialAct.GIVE.value)
        return self._entries(
            select(material_entry).where(table.item.in_(given)).order_by(table.project_id, table.ordinal)
        )

    def of_originals(self) -> Sequence[MaterialEntry]:
        """Every entry about originals that were kept."""
        table = material_entry.c
        wanted = select(material_entry).where((table.item != "") | (table.reverses != ""))
        return self._entries(wanted.order_by(table.project_id, table.ordinal))

    def attached(self) -> Sequence[MaterialEntry]:
        """Every attached file of the workspace."""
        table = material_entry.c
        wanted = select(material_entry).where(table.act == MaterialAct.ATTACH.value)
        return self._entries(wanted.order_by(table.project_id, table.ordinal))

    def _entries(self, statement: Select[Any]) -> list[MaterialEntry]:
        return [_entry_of(row) for row in self._connection.execute(statement).mappings()]


def _entry_row(entry: MaterialEntry) -> dict[str, Any]:
    row = {_RENAMED.get(one.name, one.name): getattr(entry, one.name) for one in fields(MaterialEntry)}
    return row | {
        "recorded_at": instant_text(entry.at),
        "act": entry.act.value,
        "checked": entry.check.value,
    }


def _entry_of(row: Row) -> MaterialEntry:
    values = {one.name: row[_RENAMED.get(one.name, one.name)] for one in fields(MaterialEntry)}
    with understood("材料记录", row["id"]):
        values["at"] = datetime.fromisoformat(values["at"])
        values["act"], values["check"] = MaterialAct(values["act"]), Check(values["check"])
    return MaterialEntry(**values)

"""The tables as they are described, and what holds for all of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlalchemy import DateTime, Float, Table

from desktop_app.storage.tables import metadata

PAGE = Path(__file__).parents[2] / "docs" / "schema.md"
TABLES = list(metadata.tables.values())


@pytest.mark.parametrize("table", TABLES, ids=str)
def test_every_table_and_column_is_described(table: Table) -> None:
    sections = dict(re.findall(r"^### (\w+)\n(.*?)(?=^### |\Z)", PAGE.read_text(encoding="utf-8"), re.M | re.S))
    described = set(re.findall(r"`(\w+)`", sections[table.name]))
    assert [column.name for column in table.columns if column.name not in described] == []


@pytest.mark.parametrize("table", TABLES, ids=str)
def test_no_column_rounds_money_or_loses_an_offset(table: Table) -> None:
    assert not [column for column in table.columns if isinstance(column.type, Float | DateTime)]


@pytest.mark.parametrize("table", TABLES, ids=str)
def test_constraints_have_names_that_migrations_can_use(table: Table) -> None:
    assert all(constraint.name for constraint in table.constraints)

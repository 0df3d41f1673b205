"""Numbers of rows that are only added."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Column, Connection, Integer, MetaData, Table, Text, create_engine

from desktop_app.storage.appending import demand_next, next_number

ROWS = Table("rows", MetaData(), Column("key", Text), Column("number", Integer))


@pytest.fixture
def connection() -> Iterator[Connection]:
    engine = create_engine("sqlite://")
    with engine.begin() as made:
        ROWS.metadata.create_all(made)
        yield made
    engine.dispose()


def test_numbers_count_from_one_and_go_on_behind_the_last(connection: Connection) -> None:
    assert next_number(connection, ROWS.c.number) == 1
    connection.execute(ROWS.insert(), [{"key": "a", "number": 4}, {"key": "b", "number": 2}])
    assert next_number(connection, ROWS.c.number) == 5
    assert next_number(connection, ROWS.c.number, ROWS.c.key == "b") == 3
    assert next_number(connection, ROWS.c.number, ROWS.c.key == "c") == 1


@pytest.mark.parametrize("version", [0, 2, 4])
def test_a_version_must_follow_the_last(connection: Connection, version: int) -> None:
    connection.execute(ROWS.insert(), [{"key": "a", "number": 2}])
    demand_next(connection, "a", 3, ROWS.c.number, ROWS.c.key == "a")
    with pytest.raises(ValueError, match=f"a: version {version} does not follow 2"):
        demand_next(connection, "a", version, ROWS.c.number, ROWS.c.key == "a")

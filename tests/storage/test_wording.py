"""Reworded texts: versions follow each other and stay, on every kind of store."""

from dataclasses import replace
from datetime import datetime

import pytest
from sqlalchemy.exc import DBAPIError

from desktop_app.application.wording_book import WordingVersion
from desktop_app.domain.refusals import Refusal
from desktop_app.storage.unit_of_work import unit_of_work
from desktop_app.storage.wording import wording_version
from tests.command_line import CHINA

FIRST = WordingVersion(
    "closing.handover", 1, "材料已全部退还。", "2026-11", datetime(2026, 11, 20, 10, tzinfo=CHINA), "甲"
)


def test_versions_come_back_by_key_and_in_their_order(open_work):
    later = replace(FIRST, version=2, text="")
    other = replace(FIRST, key="application.pledge")
    with open_work() as work:
        for one in (FIRST, later, other):
            work.wording.add(one)
        work.commit()
    with open_work(writes=False) as work:
        assert work.wording.versions() == [other, FIRST, later]


@pytest.mark.parametrize("number", [1, 3])
def test_a_version_that_does_not_follow_is_not_kept(number, open_work):
    with open_work() as work:
        work.wording.add(FIRST)
        with pytest.raises(ValueError, match="does not follow"):
            work.wording.add(replace(FIRST, version=number))


def test_the_database_itself_keeps_what_was_kept(database):
    with unit_of_work(database)() as work:
        work.wording.add(FIRST)
        work.commit()
    for statement in (wording_version.delete(), wording_version.update().values(text="")):
        with pytest.raises((DBAPIError, Refusal), match="never changed"), database.writing() as connection:
            connection.execute(statement)

"""The log of materials: appended in order, found by project and by original, kept for good."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from sqlalchemy.exc import DBAPIError

from desktop_app.domain.custody import Check, MaterialAct, MaterialEntry
from desktop_app.domain.refusals import Damaged, Refusal
from desktop_app.storage.custody import material_entry
from desktop_app.storage.unit_of_work import unit_of_work
from tests.builders import on, stored_case

AT = datetime(2026, 11, 20, 10, 0, 0, 123456, tzinfo=timezone(timedelta(hours=8)))


def receipt(case, **more):
    values = {
        "id": "m1", "project_id": case.project_id, "case_id": case.id, "matter": "A01", "act": MaterialAct.RECEIVE,
        "on": on("2026-11-19"), "at": AT, "by": "甲", "material": "不动产权证书", "item": "m1",
        "originals": 1, "copies": 2,
        "efiles": 3, "check": Check.KEPT, "giver": "企业张工", "taker": "甲", "valid_until": on("2029-01-01"),
        "document_number": "冀（2026）第1号", "note": "封皮破损",
    }  # fmt: skip
    return MaterialEntry(**(values | more))


def test_entries_come_back_whole_and_in_their_order(open_work):
    with open_work() as work:
        case = stored_case(work)
        first = receipt(case)
        given = receipt(case, id="m0", act=MaterialAct.GIVE, due_back=on("2026-12-01"), reason="窗口核验")
        file = receipt(case, id="m9", act=MaterialAct.ATTACH, item="", file_name="扫描.pdf", sha256="a" * 64, size=9)
        for entry in (first, given, file):
            work.custody.add(entry)
        work.commit()
    with open_work(writes=False) as work:
        assert list(work.custody.of_project(case.project_id)) == [first, given, file]
        assert list(work.custody.of_project("another")) == []
        found = work.custody.of_projects([case.project_id, "another"])
        assert found == {case.project_id: [first, given, file], "another": []}
        assert list(work.custody.attached()) == [file]
        assert work.custody.get("m0") == given
        with pytest.raises(Refusal, match="没有编号为“m7”的材料记录"):
            work.custody.get("m7")


def test_only_originals_that_were_given_out_are_looked_through(open_work):
    with open_work() as work:
        case = stored_case(work)
        stays, goes = receipt(case, id="a", item="a"), receipt(case, id="b", item="b")
        given = replace(goes, id="c", act=MaterialAct.GIVE)
        for entry in (stays, goes, given):
            work.custody.add(entry)
        work.commit()
    with open_work(writes=False) as work:
        assert list(work.custody.of_originals_given()) == [goes, given]


def test_nothing_is_kept_without_commit(open_work):
    with open_work() as work:
        case = stored_case(work)
        work.custody.add(receipt(case))
    with open_work() as work:
        assert list(work.custody.of_project(case.project_id)) == []


@pytest.mark.parametrize("act", ["update", "delete"])
def test_the_database_itself_keeps_what_was_recorded(act, database):
    with unit_of_work(database)() as work:
        work.custody.add(receipt(stored_case(work)))
        work.commit()
    statement = material_entry.delete() if act == "delete" else material_entry.update().values(taker="丙")
    with pytest.raises((DBAPIError, Refusal), match="never changed"), database.writing() as connection:
        connection.execute(statement)


def test_an_entry_that_cannot_be_understood_is_damage(database):
    with unit_of_work(database)() as work:
        case = stored_case(work)
        work.commit()
    with database.writing() as connection:
        row = {column.name: "" for column in material_entry.columns}
        row |= {"id": "x", "project_id": case.project_id, "case_id": case.id, "ordinal": 1, "act": "eat", "size": 0}
        row |= {"on_date": on("2026-11-20"), "recorded_at": AT.isoformat(), "due_back": None, "valid_until": None}
        row |= {"originals": 0, "copies": 0, "efiles": 0, "checked": "kept"}
        connection.execute(material_entry.insert().values(**row))
        connection.commit()
    with unit_of_work(database)(writes=False) as work, pytest.raises(Damaged, match="材料记录 x 无法识别"):
        work.custody.of_project(case.project_id)

"""Keys: made with the first paper, kept in the database, exchanged, and survived when the file is lost."""

from __future__ import annotations

import pytest

from desktop_app.application.desk import Desk
from desktop_app.application.paper_keys import key_characters
from desktop_app.application.verification import Verdict
from desktop_app.domain.refusals import Damaged, Refusal
from desktop_app.keys.ring import KEY_FILE
from tests.desks import opened


def test_the_first_paper_makes_the_key_and_its_name_is_that_of_the_desk(workspace: Desk) -> None:
    assert workspace.keys.every() == []
    workspace.documents.issue("handover", opened(workspace).id, {}, "甲")
    (key,) = workspace.keys.every()
    assert key.own and key.owner.endswith("（A 台席）") and key.added_by == "甲"
    assert workspace.keys.own() == key
    assert len(key_characters(key)) == 52


def test_papers_of_a_lost_key_stay_genuine(workspace: Desk) -> None:
    case = opened(workspace)
    first = workspace.documents.issue("handover", case.id, {}, "甲").paper.number
    (workspace.folder / KEY_FILE).unlink()
    second = workspace.documents.issue("handover", case.id, {}, "甲").paper.number
    assert len(workspace.keys.every()) == 2
    for number in (first, second):
        with workspace.papers.open_work(writes=False) as work:
            mark = work.register.mark(number)
        assert mark is not None
        assert workspace.verification.check(mark.code).verdict is Verdict.GENUINE


def test_a_damaged_key_stops_the_paper_and_takes_no_number(workspace: Desk) -> None:
    case = opened(workspace)
    (workspace.folder / KEY_FILE).write_text("damaged", encoding="utf-8")
    with pytest.raises(Damaged, match=KEY_FILE):
        workspace.documents.issue("handover", case.id, {}, "甲")
    (workspace.folder / KEY_FILE).unlink()
    assert workspace.documents.issue("handover", case.id, {}, "甲").paper.number == "BB-2026-A-D19-0001"


def test_an_own_key_is_never_removed(workspace: Desk) -> None:
    key = workspace.keys.own()
    with pytest.raises(Refusal, match="不能移除"):
        workspace.keys.remove(key.name)
    with pytest.raises(Refusal, match="已经在表里"):
        workspace.keys.add(workspace.keys.written(key), "", "甲")


def test_the_owner_is_read_from_the_file_or_must_be_named(workspace: Desk) -> None:
    text = workspace.keys.written(workspace.keys.own())
    with pytest.raises(Refusal, match="哪个单位"):
        workspace.keys.add("0" * 51 + "0", " ", "甲")
    assert workspace.keys.every()[0].owner in text

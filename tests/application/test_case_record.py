"""The record of a case as JSON: everything that was recorded, and read back without this workspace."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from enum import Enum

import pytest

from desktop_app.application.case_record import case_record, events_in, plain, titles_in
from desktop_app.application.desk import Desk
from desktop_app.domain.events import Verb
from tests.desks import act, on, opened


class Colour(Enum):
    RED = "red"


@dataclass(frozen=True)
class Thing:
    name: str
    colours: frozenset[Colour]
    days: tuple[date, ...]


def test_domain_values_become_what_json_can_say() -> None:
    told = plain({"a": Thing("x", frozenset({Colour.RED}), (date(2026, 11, 20),)), "b": None, "c": 3})
    assert told == {"a": {"name": "x", "colours": ["red"], "days": ["2026-11-20"]}, "b": None, "c": 3}


def test_events_come_back_as_they_were_recorded(workspace: Desk) -> None:
    case = opened(workspace)
    act(workspace, case, Verb.ACCEPT, "QQ01", "2026-11-09")
    act(workspace, case, Verb.SUSPEND, "QQ01", "2026-11-12", reason="缺材料", kind="correction")
    with workspace.projects.open_work(writes=False) as work:
        case = work.cases.get(case.id)
        record = json.loads(json.dumps(case_record(work, case, [], on("2026-11-20"), workspace.calendar)))
    assert events_in(record) == list(case.events)
    assert [one["word"] for one in record["events"]] == ["修改", "立件", "受理", "暂停"]
    assert titles_in(record)["QQ01"] == case.template.step("QQ01").title
    assert record["steps"][0] == {
        "matter": "QQ01",
        "title": case.template.step("QQ01").title,
        "state": "suspended",
        "word": "暂停",
    }
    (sheet,) = [one for one in record["derivations"] if one["clock"] == "promised"]
    assert (sheet["start"], sheet["name"], sheet["days"][0][0]) == ("2026-11-09", "承诺", "2026-11-10")


@pytest.mark.parametrize(
    "told",
    [{}, {"events": None}, {"events": [3, {"verb": "dance"}, {"verb": "open", "at": "x", "on": ""}]}, {"events": {}}],
)
def test_a_record_of_another_program_is_read_as_far_as_possible(told: dict[str, object]) -> None:
    assert events_in(told) == []
    assert titles_in({"steps": [{"matter": "A", "title": "甲"}, 5]}) == {"A": "甲"}

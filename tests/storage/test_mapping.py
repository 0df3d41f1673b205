"""Rows and domain values: what goes in comes out, and what cannot be understood is called damage."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.partial_date import PartialDate, read_date
from desktop_app.domain.project import Project
from desktop_app.domain.refusals import Damaged
from desktop_app.storage.mapping import event_of, event_row, order_key, project_of, project_row, step_of, step_row
from tests.builders import case, event, on, project, step_now

PARTIAL = [
    None,
    *(read_date(text).value for text in ("2023年10月20日", "2022年11月底", "2022.6", "2023上半年", "拟于明年")),
]


@pytest.mark.parametrize("written", PARTIAL, ids=str)
def test_a_date_keeps_its_precision_and_its_text(written: PartialDate | None) -> None:
    one = project(signed=written)
    row = project_row(one)
    assert project_of(row).signed == written
    assert row["signed_order"] == (written.sort_key() if written else None)


@given(st.text(st.characters(codec="utf-8")), st.none() | st.booleans(), st.none() | st.integers(0, 2**53))
def test_a_project_comes_back_whatever_was_typed(text: str, maybe: bool | None, yuan: int | None) -> None:
    one = Project("id", text, note=text, commitment=maybe, investment_yuan=yuan, signed=PartialDate(text))
    assert project_of(project_row(one)) == one


def test_every_field_of_a_project_has_its_column() -> None:
    assert {field.name for field in fields(Project)} <= project_row(project()).keys()


@given(st.text(st.characters(codec="utf-8")))
def test_every_text_has_a_sort_key(text: str) -> None:
    key = order_key(text)
    assert key is None or key > b""
    assert order_key("") is None


def test_sort_keys_follow_pinyin_and_ignore_case_and_width() -> None:
    names = ["阿里", "北京", "侯马", "临汾", "曲沃", "山西", "襄汾", "中联"]
    assert sorted(reversed(names), key=lambda name: order_key(name) or b"") == names
    assert order_key("ＡＢＣ") == order_key("abc")


@pytest.mark.parametrize(
    "change", [{"recorded_at": "昨天"}, {"verb": "fly"}], ids=["instant", "verb of a newer program"]
)
def test_an_event_nobody_understands_is_damage(change: dict[str, str]) -> None:
    row = event_row(event("p")) | {"ordinal": 1}
    assert event_of(row).verb is event("p").verb
    with pytest.raises(Damaged, match=r"记录 .* 无法识别，可能已损坏；请从备份恢复$") as said:
        event_of(row | change)
    assert next(iter(change.values())) in said.value.details


@pytest.mark.parametrize("change", [{"state": "flying"}, {"missing_years": "2027 ?"}], ids=str)
def test_a_projected_step_nobody_understands_is_damage(change: dict[str, str]) -> None:
    row = step_row(step_now(case("p")))
    with pytest.raises(Damaged, match=r"环节 .* 无法识别"):
        step_of(row | change)


def test_a_project_nobody_understands_is_damage() -> None:
    with pytest.raises(Damaged, match=r"项目 .* 无法识别"):
        project_of(project_row(project()) | {"signed": "{"})


def test_a_step_that_ended_has_no_open_date() -> None:
    running = step_now(case("p"))
    assert step_row(running)["open_due_on"] == running.due_on
    deemed = replace(running, deemed_after=on("2026-11-28"))
    assert step_row(deemed)["open_due_on"] == deemed.deemed_after

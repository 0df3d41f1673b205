"""What is done with issued papers: found, void with a reason, issued again, printed again."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

import pytest

from desktop_app.application.desk import Desk
from desktop_app.application.documents import About
from desktop_app.application.paper_register import PaperQuery, void_words
from desktop_app.bootstrap import DATABASE_FILE
from desktop_app.domain.refusals import Refusal
from tests.desks import Clock, finish, on, opened


@pytest.fixture
def number(workspace: Desk) -> str:
    answers = {"content": "上门核对材料"}
    return workspace.documents.issue("service-sheet", opened(workspace).id, answers, "甲").paper.number


def test_a_void_paper_is_never_shown_without_its_stamp(workspace: Desk, number: str, clock: Clock) -> None:
    before = workspace.papers.copy(number)
    assert before.content == before.issued.content == workspace.documents.again(number).content
    clock.day = "2026-11-23"
    workspace.papers.void(number, " 企业名称有误 ", "乙")
    after = workspace.papers.copy(number)
    assert after.issued.content == before.content != after.content
    assert void_words(after.row) == "2026-11-23 作废，乙：企业名称有误"
    assert workspace.papers.copy(number).content == after.content


def test_a_number_is_not_given_again_when_its_paper_is_void(workspace: Desk, number: str) -> None:
    workspace.papers.void(number, "打错了", "甲")
    again = workspace.documents.issue("service-sheet", opened(workspace).id, {}, "甲")
    assert again.paper.number == "BB-2026-A-D11-0002"


def test_issuing_again_begins_with_what_was_filled_in(workspace: Desk, number: str) -> None:
    draft = workspace.papers.draft_of(number)
    assert (draft.form, draft.answers) == ("service-sheet", {"content": "上门核对材料"})
    new = workspace.documents.issue(draft.form, draft.about, draft.answers, "乙", replaces=number).paper.number
    row, old = workspace.papers.rows(workspace.papers.find(PaperQuery()))
    assert (row.number, row.replaces, old.replaced_by, old.void_reason) == (new, number, new, f"由 {new} 替代")
    assert row.case_id == old.case_id
    with pytest.raises(Refusal, match=new):
        workspace.documents.issue(draft.form, draft.about, draft.answers, "乙", replaces=number)
    assert workspace.papers.counts().all == 2


def test_dates_choices_and_tables_are_carried_over_too(workspace: Desk) -> None:
    case = opened(workspace)
    finish(workspace, case, "2026-11-18", "QQ01")
    about = About(case.id, "QQ01")
    given: dict[str, object] = {
        "papers": [["批复", "临审〔2026〕1号", "2", ""], {"文件名称": "附图", "份数": 1}],
        "recipient": "中联恒创",
        "served_on": on("2026-11-19"),
        "ways": ["邮政快递"],
        "copies": 3,
        "remark": "",
    }
    first = workspace.documents.issue("service-receipt", about, given, "甲").paper
    draft = workspace.papers.draft_of(first.number)
    assert draft.answers == {
        "papers": (("批复", "临审〔2026〕1号", "2", ""), ("附图", "", "1", "")),
        "recipient": "中联恒创",
        "served_on": "2026-11-19",
        "ways": ("邮政快递",),
        "copies": 3,
        "remark": "",
    }
    again = workspace.documents.issue("service-receipt", draft.about, draft.answers, "甲", replaces=first.number).paper
    with workspace.documents.open_work(writes=False) as work:
        before, after = (json.loads(work.register.data(one)) for one in (first.number, again.number))
    assert after == before | {"number": again.number}


def test_of_an_older_paper_its_texts_are_carried_over(workspace: Desk, number: str) -> None:
    with closing(sqlite3.connect(workspace.folder / DATABASE_FILE)) as old:
        old.execute("DROP TRIGGER paper_answer_no_delete")
        old.execute("DELETE FROM paper_answer")
        old.commit()
    assert workspace.papers.draft_of(number).answers == {"content": "上门核对材料"}


def test_only_a_paper_of_the_same_kind_takes_the_place_of_another(workspace: Desk, number: str) -> None:
    with pytest.raises(Refusal, match="同一种文书"):
        workspace.documents.issue("handover", opened(workspace).id, {}, "甲", replaces=number)
    assert workspace.papers.counts().all == 1


def test_a_void_paper_can_still_be_replaced_and_stays_void_for_its_own_reason(workspace: Desk, number: str) -> None:
    workspace.papers.void(number, "打错了", "甲")
    draft = workspace.papers.draft_of(number)
    workspace.documents.issue(draft.form, draft.about, draft.answers, "乙", replaces=number)
    (old,) = workspace.papers.rows([number])
    assert old.void_reason == "打错了"


def test_reprints_are_counted(workspace: Desk, number: str) -> None:
    workspace.papers.reprinted(number, "甲", "打印")
    workspace.papers.reprinted(number, "乙", "另存")
    assert workspace.papers.rows([number])[0].reprints == 2
    assert [one.reason for one in workspace.papers.entries(number)] == ["打印", "另存"]
    with pytest.raises(Refusal, match="没有编号"):
        workspace.papers.reprinted("BB-2026-A-D11-0099", "甲", "打印")


def test_void_needs_a_reason_a_known_number_and_happens_once(workspace: Desk, number: str) -> None:
    with pytest.raises(Refusal, match="作废原因"):
        workspace.papers.void(number, "  ", "甲")
    with pytest.raises(Refusal, match="没有编号"):
        workspace.papers.void("BB-2026-A-D11-0099", "错", "甲")
    workspace.papers.void(number, "错", "甲")
    with pytest.raises(Refusal, match="已经作废：错"):
        workspace.papers.void(number, "又错", "甲")

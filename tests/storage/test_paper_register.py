"""The register of papers: on the fake, on SQLite and on PostgreSQL."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from desktop_app.application.paper_register import PaperAct, PaperEntry, PaperMark, PaperQuery, PublicKey
from desktop_app.application.ports import Paper, UnitOfWork
from desktop_app.domain.refusals import Refusal
from desktop_app.storage.database import Database
from desktop_app.storage.unit_of_work import unit_of_work
from tests.builders import NOON, new_id, on, stored_case
from tests.storage.conftest import Store

MARK = PaperMark("BBT1:…", "7KQF-2MX3-9ABC-DEFG", "7KQF2MX3")


def stored_paper(work: UnitOfWork, form: str = "service-sheet", code: str = "D11", year: int = 2026) -> Paper:
    """A paper of a new case with its mark."""
    case = stored_case(work)
    owner = work.projects.get(case.project_id)
    work.projects.update(replace(owner, name=f"{code} {year} 项目", enterprise="某企业"))
    number = f"BB-{year}-A-{code}-{work.papers.next_number(year, 'A', code):04d}"
    content = number.encode()
    paper = Paper(
        id=new_id("paper"),
        number=number,
        form=form,
        case_id=case.id,
        project_id=case.project_id,
        title={"D11": "项目帮办代办服务单", "D19": "证照批文移交清单"}[code],
        sha256=sha256(content).hexdigest(),
        pages=2,
        issued_on=on(f"{year}-11-20"),
        issued_at=NOON,
        issued_by="甲",
    )
    work.papers.add(paper, content, b'{"number": "x"}')
    work.register.add_mark(number, MARK)
    return paper


def void(number: str) -> PaperEntry:
    return PaperEntry(number, PaperAct.VOID, NOON, "乙", "打错了")


def test_papers_are_found_newest_first_by_every_word(store: Store) -> None:
    with store.open_work() as work:
        old = stored_paper(work, year=2025)
        first, second = stored_paper(work), stored_paper(work, "handover", "D19")
        work.register.add_entry(void(first.number))
        work.commit()
    with store.open_work(writes=False) as work:
        project = work.projects.get(first.project_id)
        every = [second.number, first.number, old.number]
        found = work.register.numbers
        assert found(PaperQuery()) == every
        assert found(PaperQuery(text=project.name)) == [first.number]
        assert found(PaperQuery(text="某企业 D11 2026")) == [first.number]
        assert found(PaperQuery(text=f"{project.name} D19")) == []
        assert found(PaperQuery(text="移交")) == [second.number]
        assert found(PaperQuery(text="2025-11")) == [old.number]
        assert found(PaperQuery(text="%")) == []
        assert found(PaperQuery(form="handover")) == [second.number]
        assert found(PaperQuery(year=2025)) == [old.number]
        assert found(PaperQuery(state="void")) == [first.number]
        assert found(PaperQuery(state="valid")) == [second.number, old.number]
        counts = work.register.counts()
    assert (counts.all, counts.void, counts.years) == (3, 1, (2026, 2025))
    assert counts.forms == (("handover", "证照批文移交清单"), ("service-sheet", "项目帮办代办服务单"))


def test_a_line_tells_what_became_of_a_paper(store: Store) -> None:
    with store.open_work() as work:
        first = stored_paper(work)
        for entry in (
            PaperEntry(first.number, PaperAct.REPRINT, NOON, "甲", "打印"),
            void(first.number),
            PaperEntry(first.number, PaperAct.REPRINT, NOON, "甲", "另存"),
        ):
            work.register.add_entry(entry)
        case = stored_case(work)
        second = replace(first, id=new_id("paper"), number="BB-2026-A-D11-0002", case_id=case.id)
        work.papers.add(second, b"2", b"{}")
        work.register.add_mark(second.number, PaperMark("c", "s", "k", first.number))
        work.commit()
    with store.open_work(writes=False) as work:
        newer, older = work.register.rows([second.number, first.number])
        assert work.register.rows(["BB-2026-A-D11-0099"]) == []
        assert work.register.replaced_by(first.number) == second.number
        assert work.register.replaced_by(second.number) == ""
        assert [one.act for one in work.register.entries(first.number)] == [
            PaperAct.REPRINT,
            PaperAct.VOID,
            PaperAct.REPRINT,
        ]
        assert work.register.void_among([first.number, second.number, "none"]) == {first.number}
        assert work.register.void_among([]) == frozenset()
        assert work.register.number_of(first.sha256) == first.number
        assert work.register.number_of("0" * 64) == ""
        assert work.register.data(first.number) == b'{"number": "x"}'
        with pytest.raises(Refusal, match="BB-2026-A-D11-0099"):
            work.register.data("BB-2026-A-D11-0099")
    assert (newer.replaces, newer.replaced_by, newer.void_at) == (first.number, "", None)
    assert (older.replaces, older.replaced_by) == ("", second.number)
    assert (older.void_at, older.void_by, older.void_reason, older.reprints) == (NOON, "乙", "打错了", 2)
    assert older.verifiable


def test_marks_come_back_and_old_papers_have_none(store: Store) -> None:
    with store.open_work() as work:
        paper = stored_paper(work)
        assert work.register.mark(paper.number) == MARK
        assert work.register.mark("BB-2020-A-D11-0001") is None


def test_what_was_filled_in_is_kept_with_its_kinds(store: Store) -> None:
    given = {"day": date(2026, 11, 20), "rows": (("a", "b"),), "copies": 3, "words": "文字", "none": None}
    with store.open_work() as work:
        paper = stored_paper(work)
        assert work.register.answers(paper.number) is None
        work.register.add_answers(paper.number, given)
        work.commit()
    with store.open_work(writes=False) as work:
        kept = work.register.answers(paper.number)
    assert kept == {"day": "2026-11-20", "rows": [["a", "b"]], "copies": 3, "words": "文字", "none": None}


def test_keys_are_kept_once_and_only_foreign_ones_go(store: Store) -> None:
    own = PublicKey("OWN00000", b"o" * 32, "本中心", own=True, added_at=NOON, added_by="甲")
    other = PublicKey("OTHER000", b"x" * 32, "别的中心", own=False, added_at=NOON, added_by="乙")
    with store.open_work() as work:
        for key in (other, own, other):
            work.register.add_key(key)
        assert work.register.public_keys() == [own, other]
        work.register.remove_key(own.name)
        work.register.remove_key(other.name)
        assert work.register.public_keys() == [own]


@pytest.mark.parametrize("table", ["paper_mark", "paper_entry", "paper_answer"])
@pytest.mark.parametrize("act", ["UPDATE {} SET number = number", "DELETE FROM {}"])
def test_the_database_refuses_to_change_them(database: Database, table: str, act: str) -> None:
    with unit_of_work(database)() as work:
        paper = stored_paper(work)
        work.register.add_entry(void(paper.number))
        work.register.add_answers(paper.number, {})
        work.commit()
    with pytest.raises(DBAPIError, match="never changed"), database.engine.begin() as connection:
        connection.execute(text(act.format(table)))

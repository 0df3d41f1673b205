"""Issued papers: numbered without gaps, archived as printed, printed again byte for byte."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from hashlib import sha256
from typing import Any

import pytest
from sqlalchemy import select, text

from desktop_app.application.desk import Desk
from desktop_app.application.documents import DRAFT_NUMBER, DocumentService
from desktop_app.application.form_data import ServiceSheet
from desktop_app.application.paper_register import PaperMark
from desktop_app.application.ports import Printed
from desktop_app.bootstrap import DATABASE_FILE
from desktop_app.domain.events import Verb
from desktop_app.domain.refusals import Damaged, Refusal
from desktop_app.storage.database import file_url, open_database
from desktop_app.storage.tables import paper as paper_table
from tests.desks import Clock, act, finish, opened, with_desk_letter

WORDING = {"content": "上门核对材料", "cooperation": "备齐原件"}


class Typewriter:
    """A printer that keeps what it was given; told to, it jams."""

    def __init__(self) -> None:
        self.printed: list[Any] = []
        self.jams = False

    def render(self, form: str, data: object, mark: PaperMark | None = None) -> Printed:
        if self.jams:
            raise Refusal.say("打印失败")
        self.printed.append(data)
        return Printed(f"{form} {data!r}".encode(), 2, ("𠮷",))

    def void_copy(self, content: bytes, why: str) -> bytes:
        return content + why.encode()


@pytest.fixture
def typewriter() -> Typewriter:
    return Typewriter()


@pytest.fixture
def documents(workspace: Desk, typewriter: Typewriter) -> DocumentService:
    return replace(workspace.documents, printer=typewriter)


def test_numbers_run_without_gaps_for_each_kind_and_year(
    workspace: Desk, documents: DocumentService, clock: Clock
) -> None:
    case = opened(workspace)

    def number(form: str) -> str:
        return documents.issue(form, case.id, {}, "甲").paper.number

    given = [number(form) for form in ("service-sheet", "service-sheet", "handover", "service-sheet")]
    assert given == ["BB-2026-A-D11-0001", "BB-2026-A-D11-0002", "BB-2026-A-D19-0001", "BB-2026-A-D11-0003"]
    with_desk_letter(workspace, "B")
    assert number("service-sheet") == "BB-2026-B-D11-0001"
    with_desk_letter(workspace, "A")
    clock.day = "2027-01-04"
    assert [number("service-sheet"), number("handover")] == ["BB-2027-A-D11-0001", "BB-2027-A-D19-0001"]
    assert [paper.number for paper in documents.of_case(case.id)] == [
        *given,
        "BB-2026-B-D11-0001",
        "BB-2027-A-D11-0001",
        "BB-2027-A-D19-0001",
    ]


def test_a_paper_that_cannot_be_printed_takes_no_number(
    workspace: Desk, documents: DocumentService, typewriter: Typewriter
) -> None:
    case = opened(workspace)
    typewriter.jams = True
    with pytest.raises(Refusal, match="打印失败"):
        documents.issue("service-sheet", case.id, WORDING, "甲")
    assert documents.of_case(case.id) == []
    typewriter.jams = False
    assert documents.issue("service-sheet", case.id, WORDING, "甲").paper.number == "BB-2026-A-D11-0001"


def test_a_preview_has_no_number_and_stores_nothing(
    workspace: Desk, documents: DocumentService, typewriter: Typewriter
) -> None:
    case = opened(workspace)
    assert documents.preview("service-sheet", case.id, WORDING).pages == 2
    assert typewriter.printed[0].number == DRAFT_NUMBER
    assert documents.of_case(case.id) == []
    assert documents.issue("service-sheet", case.id, WORDING, "甲").paper.number == "BB-2026-A-D11-0001"


def test_an_issued_paper_says_what_it_is(workspace: Desk, documents: DocumentService, clock: Clock) -> None:
    case = opened(workspace, officer="乙")
    issued = documents.issue("handover", case.id, {}, "  ")
    paper = issued.paper
    assert (paper.form, paper.title, paper.pages) == ("handover", "证照批文移交清单", 2)
    assert (paper.case_id, paper.project_id) == (case.id, case.project_id)
    assert (paper.issued_on, paper.issued_at, paper.issued_by) == (clock().date(), clock(), "乙")
    assert paper.sha256 == sha256(issued.content).hexdigest()
    assert issued.unprintable == ("𠮷",)
    assert workspace.overview.project_page(case.project_id).papers == (paper,)


def test_the_archive_keeps_the_frozen_data_as_json(
    workspace: Desk, documents: DocumentService, typewriter: Typewriter
) -> None:
    case = opened(workspace)
    number = documents.issue("service-sheet", case.id, WORDING, "甲").paper.number
    database = open_database(file_url(workspace.folder / DATABASE_FILE))
    with database.reading() as connection:
        data = connection.execute(select(paper_table.c.data).where(paper_table.c.number == number)).scalar_one()
    database.close()
    (sheet,) = typewriter.printed
    assert isinstance(sheet, ServiceSheet) and sheet.number == number
    frozen = json.loads(data)
    assert frozen == json.loads(json.dumps(asdict(sheet)))
    assert (frozen["content"], frozen["steps"][0]["title"]) == ("上门核对材料", "项目线索登记与首次洽谈")


def test_a_reprint_is_the_archived_paper_whatever_happened_since(workspace: Desk) -> None:
    case = opened(workspace)
    first = workspace.documents.issue("service-sheet", case.id, WORDING, "甲")
    finish(workspace, case, "2026-11-20", "QQ01")
    workspace.workspace.save(replace(workspace.workspace.get(), centre="改名后的中心"))
    second = workspace.documents.issue("service-sheet", case.id, WORDING, "甲")
    assert second.content != first.content
    again = workspace.documents.again(f" {first.paper.number} ")
    assert (again.paper, again.content) == (first.paper, first.content)
    assert first.content.startswith(b"%PDF")


def test_unknown_forms_numbers_and_cases_are_refused(workspace: Desk, documents: DocumentService) -> None:
    case = opened(workspace)
    with pytest.raises(Refusal, match=r"没有“invoice”这种文书，可选：.*service-sheet"):
        documents.issue("invoice", case.id, WORDING, "甲")
    with pytest.raises(Refusal, match="没有“invoice”这种文书"):
        documents.preview("invoice", case.id, WORDING)
    with pytest.raises(Refusal, match="没有找到代办件 nowhere"):
        documents.issue("handover", "nowhere", {}, "甲")
    with pytest.raises(Refusal, match="没有编号为 BB-2026-A-D11-0001 的文书"):
        documents.again("BB-2026-A-D11-0001")


def test_an_altered_archive_is_not_printed(workspace: Desk, documents: DocumentService) -> None:
    case = opened(workspace)
    number = documents.issue("service-sheet", case.id, WORDING, "甲").paper.number
    database = open_database(file_url(workspace.folder / DATABASE_FILE))
    with database.writing() as connection:
        for (trigger,) in connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
            connection.execute(text(f"DROP TRIGGER {trigger}"))  # somebody with a database tool
        connection.execute(paper_table.update().values(content=b"%PDF-forged"))
        connection.commit()
    database.close()
    with pytest.raises(Damaged, match=f"文书 {number} 的存档与出具时不一致"):
        documents.again(number)


def test_the_delivery_list_has_the_certificates_of_finished_steps(
    workspace: Desk, documents: DocumentService, typewriter: Typewriter
) -> None:
    case = opened(workspace)
    finish(workspace, case, "2026-11-03", "QQ01", "QQ02", "QQ03", "QQ04", "QQ05", "DJ01", "DJ02")
    act(workspace, case, Verb.ACCEPT, "DJ03", "2026-11-04")
    documents.issue("handover", case.id, {"received_by": "某人", "witnessed_by": "丁"}, "甲")
    (data,) = typewriter.printed
    assert [item.name for item in data.items] == ["企业名称申报保留通知", "营业执照(含电子营业执照)"]
    assert [(item.number, item.issued_on) for item in data.items] == [(1, "2026-11-03"), (2, "2026-11-03")]
    assert (data.handed_by, data.received_by, data.witnessed_by) == ("甲", "某人", "丁")

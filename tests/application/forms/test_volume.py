"""卷宗 sheets on a real case: what lies in the volume, in which order, on which page it begins."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.application.desk import Desk
from desktop_app.application.documents import About
from desktop_app.application.forms.volume import page_spans
from desktop_app.application.forms.volume_contents import volume_entries
from desktop_app.application.materials import Handing
from desktop_app.domain.case import Case
from desktop_app.domain.refusals import Refusal
from tests.desks import entered, finish, opened
from tests.documents.reading import page_texts


@pytest.fixture
def case(workspace: Desk) -> Case:
    project = entered(workspace, enterprise="中联恒创")
    made = opened(workspace, "SX-BA-CG", project_id=project.id)
    finish(workspace, made, "2026-11-03", "QQ01", "QQ02", "QQ03", "QQ04", "QQ05", "QQ06", "DJ01", "DJ02")
    finish(workspace, made, "2026-11-10", "DJ03")
    finish(workspace, made, "2026-11-06", "DJ05")
    return made


def proposed(desk: Desk, form: str, case: Case) -> dict[str, object]:
    return {one.ask.key: one.value for one in desk.documents.asked(form, case.id)}


def text_of(content: bytes) -> str:
    return "".join("".join(page_texts(content)).split())


@given(st.lists(st.integers(1, 40), min_size=1, max_size=30))
def test_a_paper_begins_where_the_one_before_it_ended(pages: list[int]) -> None:
    spans = page_spans(pages)
    assert [int(span.split("—")[0]) for span in spans] == [1 + sum(pages[:place]) for place in range(len(pages))]
    assert spans[-1].split("—")[-1] == str(sum(pages))


def test_after_an_unknown_number_of_pages_no_page_is_claimed() -> None:
    assert page_spans([2, None, 3]) == ("1", "3", "")
    assert page_spans([None]) == ("1",)
    assert page_spans([]) == ()


@pytest.mark.parametrize("written", ["三", "0", "-1", "1.5", "12345", "２"])
def test_a_number_of_pages_that_is_none_is_refused_with_its_row(written: str) -> None:
    with pytest.raises(Refusal, match=f"第 2 行的页数“{written}”"):
        volume_entries([("", "", "甲", "", "1", ""), ("", "", "乙", "", written, "")])


def test_the_contents_list_every_paper_of_the_case_and_the_results_of_others(workspace: Desk, case: Case) -> None:
    documents = workspace.documents
    application = documents.issue("application", About(case.id, "", case.project_id), {}, "甲").paper
    wrong = documents.issue("service-sheet", case.id, {}, "甲").paper
    sheet = documents.issue("service-sheet", case.id, {}, "甲").paper
    workspace.papers.void(wrong.number, "打错了", "甲")
    documents.issue("volume-cover", case.id, {}, "甲")
    other = opened(workspace, "SX-BZD", project_id=case.project_id)
    documents.issue("service-sheet", other.id, {}, "甲")
    rows = proposed(workspace, "volume-contents", case)["entries"]
    assert isinstance(rows, tuple)
    assert [row[0] for row in rows][:3] == [application.number, wrong.number, sheet.number]
    assert [row[5] for row in rows][:3] == ["", "已作废", ""]
    assert [row[4] for row in rows][:3] == [str(application.pages), str(wrong.pages), str(sheet.pages)]
    assert all(row[5] == "外来件" and row[4] == "" for row in rows[3:])
    results = [row[2] for row in rows[3:]]
    assert [row[3] for row in rows[3:]] == ["2026-11-03"] * (len(results) - 2) + ["2026-11-06", "2026-11-10"]
    assert "营业执照" in "".join(results)
    issued = documents.issue("volume-contents", case.id, {}, "甲")
    text = text_of(issued.content)
    for wanted in (application.number, wrong.number, sheet.number, "已作废", *results):
        assert "".join(str(wanted).split()) in text
    assert f"另有{len(results)}件页数待填" in text


def test_the_number_of_an_outside_paper_is_the_one_recorded_when_it_came(workspace: Desk, case: Case) -> None:
    result = case.template.step("DJ03").matter.result
    assert result is not None

    def came(number: str) -> str:
        said = Handing("DJ03", result.name, originals=1, giver="企业张工", taker="甲", document_number=number)
        return workspace.materials.receive(case.id, said).entry.id

    came("91141000-A")
    wrong = came("91141000-B")
    rows = {row[2]: row for row in proposed(workspace, "volume-contents", case)["entries"]}  # type: ignore[attr-defined]
    assert rows[result.name][0] == "91141000-B"
    assert {row[0] for name, row in rows.items() if name != result.name} == {""}
    workspace.materials.reverse(wrong, "登记错了")
    issued = workspace.documents.issue("volume-contents", case.id, {}, "甲")
    assert "91141000-A" in text_of(issued.content) and "91141000-B" not in text_of(issued.content)


def test_what_the_cover_says_is_proposed_on_the_other_sheets(workspace: Desk, case: Case) -> None:
    cover = {"file_number": "LF-2026-0012", "volume": "第 1 卷 共 1 卷", "title": "园中园卷宗", "retention": "30年"}
    first = workspace.documents.issue("volume-cover", case.id, cover, "甲").paper
    for form in ("volume-contents", "volume-note"):
        asked = proposed(workspace, form, case)
        assert (asked["file_number"], asked["volume"], asked["title"]) == (
            "LF-2026-0012",
            "第 1 卷 共 1 卷",
            "园中园卷宗",
        )
    workspace.papers.void(first.number, "档号写错", "甲")
    assert proposed(workspace, "volume-note", case)["file_number"] == ""


def test_the_cover_counts_days_and_pieces(workspace: Desk, case: Case) -> None:
    before = proposed(workspace, "volume-cover", case)
    issued = workspace.documents.issue("service-sheet", case.id, {}, "甲").paper
    after = proposed(workspace, "volume-cover", case)
    assert (int(str(after["pieces"])), int(str(after["pages"]))) == (
        int(str(before["pieces"])) + 1,
        int(str(before["pages"])) + issued.pages,
    )
    assert str(after["days"]).startswith("2026年11月2日至") or str(after["days"]).startswith("2026年11月3日至")
    assert str(after["title"]).endswith("帮办代办卷宗")


def test_the_note_names_void_papers_and_an_unfinished_case(workspace: Desk, case: Case) -> None:
    sheet = workspace.documents.issue("service-sheet", case.id, {}, "甲").paper
    workspace.papers.void(sheet.number, "打错了", "甲")
    told = str(proposed(workspace, "volume-note", case)["explanation"])
    assert f"其中已作废：{sheet.number}" in told
    assert "尚未全部办结" in told

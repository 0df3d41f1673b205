"""Volumes made on a real desk: what lies in them in which order, and what is said of what could not be bound."""

from __future__ import annotations

import json
from io import BytesIO

import pytest
from PIL import Image

from desktop_app.application.desk import Desk
from desktop_app.application.materials import Handing
from desktop_app.application.volume_package import PAGES, RECORD, OpenedVolume, VolumeVerdict
from desktop_app.application.volumes import VolumeChoice, open_anywhere
from desktop_app.domain.case import Case
from desktop_app.domain.custody import Check
from desktop_app.domain.events import Verb
from desktop_app.domain.refusals import Damaged, Refusal
from desktop_app.services import ATTACHMENTS
from tests.desks import Clock, act, opened

CHOICE = VolumeChoice({"file_number": "LF-2026-001", "retention": "30年"})


@pytest.fixture
def case(workspace: Desk) -> Case:
    """A case with two papers, the second void."""
    found = opened(workspace)
    act(workspace, found, Verb.ACCEPT, "QQ01", "2026-11-09")
    workspace.documents.issue("service-sheet", found.id, {}, "甲")
    number = workspace.documents.issue("handover", found.id, {}, "甲").paper.number
    workspace.papers.void(number, "份数写错", "乙")
    return found


def picture(colour: str = "red", form: str = "JPEG") -> bytes:
    buffer = BytesIO()
    Image.new("RGB", (300, 400), colour).save(buffer, form)
    return buffer.getvalue()


def attach(desk: Desk, case: Case, name: str, content: bytes, material: str = "营业执照") -> None:
    desk.materials.attach(case.id, Handing(matter="QQ01", material=material, by="甲", giver="企业"), name, content)


def reopened(desk: Desk, content: bytes) -> OpenedVolume:
    found = desk.volumes.open(content)
    assert found.verdict is VolumeVerdict.GENUINE, found.sentence
    return found


def test_papers_lie_in_their_order_with_the_page_they_begin_on(workspace: Desk, case: Case) -> None:
    volume = workspace.volumes.make(case.id, CHOICE, "甲")
    first, last = volume.manifest.contents
    assert (first.number, first.title, first.pages, first.remark) == (
        "BB-2026-A-D11-0001",
        "项目帮办代办服务单",
        "1",
        "",
    )
    assert (last.number, last.pages, last.remark) == ("BB-2026-A-D19-0001", "3", "已作废")
    assert (volume.manifest.number, volume.manifest.made_by) == ("LF-2026-001", "甲")
    assert volume.manifest.page_count == 6  # cover, contents, 2 + 1 pages, note


def test_it_holds_the_archived_bytes_and_the_whole_record(workspace: Desk, case: Case) -> None:
    attach(workspace, case, "执照.jpg", picture())
    found = reopened(workspace, workspace.volumes.make(case.id, CHOICE, "甲").content)
    paper = workspace.documents.again("BB-2026-A-D19-0001")
    assert found.parts["文书/BB-2026-A-D19-0001.pdf"] == paper.content
    assert json.loads(found.parts["文书/BB-2026-A-D11-0001.json"])["project"]
    assert found.parts["附件/001-执照.jpg"] == picture()
    record = found.record
    assert [(one["verb"], one["matter"]) for one in record["events"]][1:] == [("open", ""), ("accept", "QQ01")]
    assert record["case"]["template_version"] == case.template.version
    assert record["template"]["key"] == case.template.key
    assert record["derivations"][0]["matter"] == "QQ01"
    assert record["derivations"][0]["days"]
    assert [one["void_reason"] for one in record["papers"]] == ["", "份数写错"]
    assert record["materials"][0]["file_name"] == "执照.jpg"


def test_the_same_records_give_the_same_bytes(workspace: Desk, case: Case, clock: Clock) -> None:
    attach(workspace, case, "执照.png", picture(form="PNG"))
    before = workspace.volumes.make(case.id, CHOICE, "甲")
    assert workspace.volumes.make(case.id, CHOICE, "甲").content == before.content
    clock.day = "2026-11-23"
    assert workspace.volumes.make(case.id, CHOICE, "甲").content != before.content


def test_scans_are_bound_in_and_counted_other_files_lie_beside(workspace: Desk, case: Case) -> None:
    attach(workspace, case, "执照.jpg", picture())
    attach(workspace, case, "说明.docx", b"PK\x03\x04 a document", "情况说明")
    attach(workspace, case, "坏的.pdf", b"%PDF-1.4 nothing follows", "旧批复")
    volume = workspace.volumes.make(case.id, CHOICE, "甲")
    line = volume.manifest.contents[-1]
    assert (line.title, line.responsible, line.pages, line.remark) == ("营业执照", "企业", "4", "扫描件")
    assert len(volume.manifest.contents) == 3
    assert ["说明.docx" in volume.notes[0], "坏的.pdf" in volume.notes[1]] == [True, True]
    names = [part.name for part in volume.manifest.parts]
    assert names[-3:] == ["附件/001-执照.jpg", "附件/002-说明.docx", "附件/003-坏的.pdf"]


def test_what_was_taken_back_or_only_seen_is_not_in_it(workspace: Desk, case: Case) -> None:
    attach(workspace, case, "执照.jpg", picture())
    entry = workspace.materials.attach(
        case.id, Handing(matter="QQ01", material="旧图", by="甲"), "旧图.jpg", picture("blue")
    ).entry
    workspace.materials.reverse(entry.id, "附错了", "甲")
    seen = Handing(matter="QQ01", material="身份证", by="甲", originals=1, check=Check.SEEN, giver="企业", taker="甲")
    workspace.materials.receive(case.id, seen)
    names = [part.name for part in workspace.volumes.make(case.id, CHOICE, "甲").manifest.parts]
    assert [name for name in names if name.startswith("附件/")] == ["附件/001-执照.jpg"]


def test_a_missing_attachment_stops_it_and_is_named(workspace: Desk, case: Case) -> None:
    attach(workspace, case, "执照.jpg", picture())
    (kept,) = [path for path in (workspace.folder / ATTACHMENTS).rglob("*") if path.is_file()]
    kept.unlink()
    with pytest.raises(Damaged, match="不见了"):
        workspace.volumes.make(case.id, CHOICE, "甲")


def test_a_case_with_sixty_papers(workspace: Desk, case: Case) -> None:
    for _number in range(58):
        workspace.documents.issue("handover", case.id, {}, "甲")
    told: list[tuple[int, int]] = []
    volume = workspace.volumes.make(case.id, CHOICE, "甲", lambda done, total, _what: told.append((done, total)))
    assert len(volume.manifest.contents) == 60
    assert volume.manifest.contents[-1].pages == "61"
    assert told == [(done, 63) for done in range(64)]
    assert len(reopened(workspace, volume.content).parts) == 122


def test_nothing_is_stored_and_a_listener_can_stop_it(workspace: Desk, case: Case) -> None:
    class Stop(Exception):
        pass

    def stop(done: int, _total: int, _what: str) -> None:
        if done == 1:
            raise Stop

    before = workspace.papers.counts().all
    with pytest.raises(Stop):
        workspace.volumes.make(case.id, CHOICE, "甲", stop)
    workspace.volumes.make(case.id, CHOICE, "甲")
    assert workspace.papers.counts().all == before


def test_a_case_without_papers_has_a_volume_too(workspace: Desk) -> None:
    found = reopened(workspace, workspace.volumes.make(opened(workspace).id, VolumeChoice(), "").content)
    assert found.manifest is not None
    assert (found.manifest.contents, found.manifest.made_by, set(found.parts)) == ((), "甲", {PAGES, RECORD})


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        ({"colour": "红"}, "colour"),
        ({"pages": 7}, "pages"),
        ({"retention": "5年"}, "保管期限"),
        ({"filed_on": "x"}, "立卷日期"),
    ],
)
def test_answers_that_cannot_be_used_are_named(
    workspace: Desk, case: Case, answers: dict[str, object], says: str
) -> None:
    with pytest.raises(Refusal, match=says):
        workspace.volumes.make(case.id, VolumeChoice(answers), "甲")


def test_the_pages_alone_are_not_taken_for_a_volume(workspace: Desk, case: Case) -> None:
    volume = workspace.volumes.make(case.id, CHOICE, "甲")
    with pytest.raises(Refusal, match="阅览件"):
        workspace.volumes.open(volume.pages)
    assert open_anywhere(volume.content, [], workspace.keys.texts).verdict is VolumeVerdict.UNKNOWN

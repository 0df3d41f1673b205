"""Verification: genuine, reprint, void, unknown issuer, altered, and which facts differ."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.application.desk import Desk
from desktop_app.application.documents import Issued
from desktop_app.application.paper_register import PaperMark
from desktop_app.application.verification import Verdict, facts_asked, named
from desktop_app.domain.paper_code import PaperCode, encode, read_code
from desktop_app.domain.paper_facts import facts_of
from desktop_app.domain.refusals import Refusal
from desktop_app.on_demand import verifier
from tests.desks import Clock, new_desk, opened


@pytest.fixture
def issued(workspace: Desk) -> Issued:
    return workspace.documents.issue("service-sheet", opened(workspace).id, {}, "甲")


@pytest.fixture
def mark(workspace: Desk, issued: Issued) -> PaperMark:
    with workspace.papers.open_work(writes=False) as work:
        found = work.register.mark(issued.paper.number)
    assert found is not None
    return found


def test_the_code_of_an_issued_paper_is_genuine_and_tells_the_archive(
    workspace: Desk, issued: Issued, mark: PaperMark
) -> None:
    found = workspace.verification.check(mark.code)
    assert found.verdict is Verdict.GENUINE and found.archived
    assert (found.number, found.title, found.issued_by) == (issued.paper.number, "项目帮办代办服务单", "甲")
    assert issued.paper.number in found.sentence
    right = {one.name: one.value for one in found.facts if one.value}
    assert workspace.verification.check(mark.code, right).checked == tuple(
        one.label for one in found.facts if one.value
    )


def test_every_single_fact_that_is_changed_is_named(workspace: Desk, mark: PaperMark) -> None:
    facts = workspace.verification.check(mark.code).facts
    keys = workspace.keys.every()
    assert len(facts) > 8
    for fact in facts:
        own = workspace.verification.check(mark.code, {fact.name: fact.value + "改"})
        assert own.verdict is Verdict.ALTERED
        assert [(one.name, one.shown) for one in own.differences] == [(fact.name, fact.value + "改")]
        code = read_code(mark.code)
        assert isinstance(code, PaperCode)
        if code.rows == 1:
            elsewhere = verifier().check(mark.code, keys, {fact.name: fact.value + "改"})
            assert [one.name for one in elsewhere.differences] == [fact.name]


def test_a_changed_code_is_altered_whatever_was_changed(workspace: Desk, mark: PaperMark) -> None:
    code = read_code(mark.code)
    assert isinstance(code, PaperCode)
    for other in (
        replace(code, number="BB-2026-A-D11-0002"),
        replace(code, digest="0" * 26),
        replace(code, facts=("0000", *code.facts[1:])),
        replace(code, signature=encode(bytes(64))),
        replace(code, signature="U" * 103),
    ):
        assert workspace.verification.check(other.text).verdict is Verdict.ALTERED


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(place=st.integers(0, 400), char=st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_no_single_character_can_be_changed(workspace: Desk, mark: PaperMark, place: int, char: str) -> None:
    place %= len(mark.code)
    changed = mark.code[:place] + char + mark.code[place + 1 :]
    if changed == mark.code:
        return
    try:
        found = workspace.verification.check(changed)
    except Refusal:
        return
    # The last character of the signature carries unused bits: another one can stand for the same signature.
    assert found.verdict is not Verdict.GENUINE or place == len(mark.code) - 1


def test_another_workspace_knows_the_issuer_only_by_its_key(
    workspace: Desk, mark: PaperMark, tmp_path: Path, clock: Clock
) -> None:
    other = new_desk(tmp_path / "other", clock)
    other.documents.issue("service-sheet", opened(other).id, {}, "丙")
    assert other.verification.check(mark.code).verdict is Verdict.UNKNOWN
    other.keys.add(workspace.keys.written(workspace.keys.own()), "", "丙")
    found = other.verification.check(mark.code)
    # The other desk has a paper of the same number: it is not the one that is verified.
    assert (found.verdict, found.archived) == (Verdict.GENUINE, False)
    assert found.issuer == workspace.keys.own().owner
    other.close()


def test_a_paper_missing_from_the_archive_is_genuine_with_a_warning(
    workspace: Desk, mark: PaperMark, tmp_path: Path, clock: Clock
) -> None:
    earlier = new_desk(tmp_path / "earlier", clock)
    key = replace(workspace.keys.own(), own=True)
    with earlier.papers.open_work() as work:
        work.register.add_key(key)
        work.commit()
    found = earlier.verification.check(mark.code)
    assert found.verdict is Verdict.GENUINE
    assert "存档里没有这个编号" in found.notes[0]
    earlier.documents.issue("service-sheet", opened(earlier).id, {}, "丙")
    again = earlier.verification.check(mark.code)
    assert again.verdict is Verdict.ALTERED
    assert "同一个编号又用了一次" in again.notes[0]
    earlier.close()


def test_void_and_replaced_papers_say_so(workspace: Desk, issued: Issued, mark: PaperMark) -> None:
    draft = workspace.papers.draft_of(issued.paper.number)
    new = workspace.documents.issue(draft.form, draft.about, draft.answers, "乙", replaces=issued.paper.number)
    found = workspace.verification.check(mark.code)
    assert (found.verdict, found.replaced_by) == (Verdict.VOID, new.paper.number)
    (fresh,) = workspace.verification.check_file(new.content)
    assert (fresh.verdict, fresh.replaces) == (Verdict.REPRINT, issued.paper.number)
    assert workspace.verification.check(mark.code, {"project": "别的"}).verdict is Verdict.ALTERED


def test_short_codes_are_checked_where_the_paper_was_issued(workspace: Desk, issued: Issued, mark: PaperMark) -> None:
    number = issued.paper.number
    assert workspace.verification.check(f"{number} {mark.short}").verdict is Verdict.GENUINE
    assert workspace.verification.check(number).verdict is Verdict.UNCHECKED
    other = workspace.documents.issue("service-sheet", opened(workspace).id, {}, "甲")
    (found,) = workspace.verification.check_file(other.content)
    with workspace.papers.open_work(writes=False) as work:
        second = work.register.mark(found.number)
    assert second is not None and second.short != mark.short
    with pytest.raises(Refusal, match="抄错了"):
        workspace.verification.check(f"{number} {second.short}")
    with pytest.raises(Refusal, match="没有编号"):
        workspace.verification.check("BB-2026-A-D11-0099")
    with pytest.raises(Refusal, match="出具单位自己的电脑"):
        verifier().check(f"{number} {mark.short}", workspace.keys.every(), {})


def test_the_archived_file_is_a_reprint_and_a_stamped_one_is_not(workspace: Desk, issued: Issued) -> None:
    (found,) = workspace.verification.check_file(issued.content)
    assert found.verdict is Verdict.REPRINT
    workspace.papers.reprinted(issued.paper.number, "甲", "打印")
    assert workspace.verification.check_file(issued.content)[0].reprints == 1


def test_a_pdf_whose_text_was_changed_names_the_fact(workspace: Desk, issued: Issued) -> None:
    resaved = BytesIO()
    with pikepdf.open(BytesIO(issued.content)) as paper:
        paper.save(resaved)
    (same,) = workspace.verification.check_file(resaved.getvalue())
    assert same.verdict is Verdict.GENUINE and "文字与存档完全一致" in same.notes[0]
    cut = BytesIO()
    with pikepdf.open(BytesIO(issued.content)) as paper:
        content = paper.pages[0].Contents.read_bytes()
        first = content.index(b"Tj", content.index(b"Tj", content.index(b"Tj") + 200) + 2500)
        # One line of text loses its operator: what stood there is gone from the page.
        paper.pages[0].Contents = paper.make_stream(content[:first] + b"  " + content[first + 2 :])
        paper.save(cut)
    (found,) = workspace.verification.check_file(cut.getvalue())
    assert found.verdict is Verdict.ALTERED
    assert found.differences or found.notes


def test_a_file_without_a_code_is_refused(workspace: Desk) -> None:
    draft = workspace.documents.preview("service-sheet", opened(workspace).id, {})
    with pytest.raises(Refusal, match="没有找到二维码"):
        workspace.verification.check_file(draft.content)


def test_names_and_labels_are_understood_and_others_refused() -> None:
    assert named({"项目名称": "某", "officer": "甲", "steps.2": "11-19／", "enterprise": " "}) == {
        "project": "某",
        "officer": "甲",
        "steps.2": "11-19／",
    }
    with pytest.raises(Refusal, match="没有“颜色”"):
        named({"颜色": "红"})


def test_what_is_asked_elsewhere_are_the_fields_of_the_form() -> None:
    asked = {one.name for one in facts_asked("BB-2026-A-D19-0001")}
    assert {"project", "handed_by", "received_by"} <= asked
    assert "officer" not in asked
    assert {one.name for one in facts_asked("BB-2026-A-QX99-0001")} > asked
    assert facts_of({"project": "某"})[0].label == "项目名称"

"""Packs between two workspaces: what leaves arrives, once, and as a version beside what is there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.application.desk import Desk
from desktop_app.application.template_book import Origin
from desktop_app.application.template_packs import Arrival, Pack, PackService
from desktop_app.catalog.packs import pack_bytes, read_pack
from desktop_app.domain import template_draft as edit
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.template_draft import TemplateDraft
from tests.builders import on, template
from tests.desks import Clock, new_desk
from tests.fakes import FakeStore


@pytest.fixture
def file(workspace: Desk, tmp_path: Path) -> Path:
    """A pack with a changed template and an unchanged one."""
    stored = workspace.drafts.begin("SX-ZS", "乙")
    workspace.drafts.save(stored, edit.rename_step(stored.draft, "QQ02", "现场考察"), "乙")
    workspace.drafts.publish(stored.id, "本区1", on("2026-11-20"), "乙", "试")
    path = tmp_path / "模板.bbmb"
    written = workspace.packs.export((("SX-ZS", ""), ("SX-SGYP", "")), path)
    assert (written.path, written.templates, written.sha256) == (path, 2, read_pack(path).sha256)
    return path


def test_another_workspace_takes_it_in_once(workspace: Desk, file: Path, tmp_path: Path) -> None:
    other = new_desk(tmp_path / "另一个")
    seen = other.packs.preview(file)
    assert other.templates.get("SX-ZS").version != "本区1", "a preview writes nothing"
    taken = other.packs.take(file, "丙")
    assert taken == seen and taken.added == 1
    assert [(one.key, one.state, one.stored_as) for one in taken.entries] == [
        ("SX-SGYP", Arrival.SAME, other.templates.get("SX-SGYP").version),
        ("SX-ZS", Arrival.VERSION, "本区1"),
    ]
    assert [one.words for one in taken.entries[1].differences] == ["环节 QQ02 的名称：项目考察与选址踏勘 → 现场考察"]
    assert other.templates.get("SX-ZS") == workspace.templates.get("SX-ZS")
    newest = other.templates.versions("SX-ZS")[0]
    assert (newest.origin, newest.source, newest.recorded_by, newest.why, newest.in_force) == (
        Origin.IMPORTED,
        "模板.bbmb",
        "丙",
        "导入模板包 模板.bbmb",
        True,
    )
    assert other.packs.take(file, "丙").added == 0, "the second time everything is there"
    assert len(other.templates.versions("SX-ZS")) == 2
    other.close()


def service(store: FakeStore, content: Pack) -> PackService:
    return PackService(store.open_work, lambda *_: "", lambda _: content, Clock())


def test_other_content_of_the_same_version_is_kept_beside_it() -> None:
    store = FakeStore()
    with store.open_work() as work:
        work.templates.add_version(template("K", "1"))
        work.templates.add_version(template("K", "1.2"))
        work.commit()
    arriving = Pack("", (template("K", "1", name="别处的"), template("N", "7")))
    taken = service(store, arriving).take(Path("某.bbmb"), "丙", "试")
    assert [(one.state, one.stored_as) for one in taken.entries] == [(Arrival.VERSION, "1.3"), (Arrival.NEW, "7")]
    with store.open_work() as work:
        assert work.templates.version("K", "1") == template("K", "1")
        assert work.templates.version("K", "1.3") == template("K", "1.3", name="别处的")


def test_a_template_that_could_not_be_published_is_not_taken_in() -> None:
    store = FakeStore()
    bad = replace(template("B"), name="")
    with pytest.raises(Refusal, match="模板包里的流程模板 B 有问题：模板没有名称"):
        service(store, Pack("", (template("A"), bad))).take(Path("某.bbmb"), "丙")
    with store.open_work() as work:
        assert work.template_book.lines() == [], "all or none"


def test_what_is_refused(workspace: Desk, file: Path, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="由谁导入模板包"):
        workspace.packs.take(file, " ")
    with pytest.raises(Refusal, match="请选定要导出的流程模板"):
        workspace.packs.export((), tmp_path / "空.bbmb")
    with pytest.raises(Refusal, match="选了两次"):
        workspace.packs.export((("SX-ZS", ""), ("SX-ZS", "本区1")), tmp_path / "两次.bbmb")
    with pytest.raises(Refusal, match="没有流程模板 SX-XX"):
        workspace.packs.export((("SX-XX", ""),), tmp_path / "无.bbmb")
    assert sorted(path.name for path in tmp_path.glob("*.bbmb")) == ["模板.bbmb"]


def test_a_pack_of_a_draft_is_the_same_again(workspace: Desk, file: Path) -> None:
    every = tuple(read_pack(file).templates)
    assert [TemplateDraft.of(one).key for one in every] == ["SX-SGYP", "SX-ZS"]
    assert pack_bytes(every[::-1]) == file.read_bytes()

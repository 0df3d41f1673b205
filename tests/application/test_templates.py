"""Bringing bundled templates into a workspace: once, as versions that never change, while running cases keep theirs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.application.desk import Desk
from desktop_app.application.templates import BundledTemplates, TemplateService
from desktop_app.bootstrap import bundled
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.template import ApprovalTemplate
from tests.builders import template
from tests.desks import Clock, entered, opened
from tests.fakes import FakeStore


class Bundle:
    """What the program comes with, as a test decides."""

    def __init__(self, *templates: ApprovalTemplate) -> None:
        self.templates = templates
        self.digest = "1"
        self.loaded = 0

    def load(self) -> tuple[ApprovalTemplate, ...]:
        self.loaded += 1
        return self.templates

    def service(self, store: FakeStore) -> TemplateService:
        return TemplateService(store.open_work, BundledTemplates(self.load, lambda _: (), lambda: self.digest), Clock())


def test_templates_are_brought_in_once() -> None:
    store, bundle = FakeStore(), Bundle(template("B"), template("A"))
    service = bundle.service(store)
    assert [service.catch_up(), service.catch_up()] == [2, 0]
    assert bundle.loaded == 1, "an unchanged bundle is not even read"
    assert [one.key for one in service.all()] == ["A", "B"]
    assert service.get("A") == template("A")
    with pytest.raises(Refusal, match="没有流程模板 Z，可选：A、B"):
        service.get("Z")


def test_changed_content_is_a_new_version() -> None:
    store, bundle = FakeStore(), Bundle(template("A", version="2026.1"))
    service = bundle.service(store)
    service.catch_up()
    bundle.templates, bundle.digest = (template("A", version="2026.1", notes=("改了一句",)), template("B")), "2"
    assert service.catch_up() == 2
    assert (service.get("A").version, service.get("A").notes) == ("2026.1.2", ("改了一句",))
    bundle.digest = "3"  # another file of the bundle changed, no template did
    assert service.catch_up() == 0


def test_a_running_case_keeps_its_version(workspace: Desk) -> None:
    case = opened(workspace, "SX-SGYP")
    first = case.template
    with workspace.templates.open_work() as work:
        work.templates.add_version(replace(first, name="改名后的流程"))
        work.commit()
    assert workspace.cases.get(case.id).template == first
    later = opened(workspace, "SX-SGYP", project_id=entered(workspace).id)
    assert later.template.name == "改名后的流程"
    assert later.template.version == f"{first.version}.2"


def test_a_workspace_has_every_bundled_template_and_nothing_to_catch_up(workspace: Desk) -> None:
    assert workspace.templates.all() == bundled().templates.all()
    assert workspace.templates.catch_up() == 0


def test_bundled_templates_are_found_by_key() -> None:
    assert bundled().templates.get("SX-ZS").key == "SX-ZS"
    with pytest.raises(Refusal, match="没有流程模板 SX-XX，可选：SX-BA-CG、"):
        bundled().templates.get("SX-XX")


def test_a_template_file_is_checked_with_its_lines(workspace: Desk, tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("key: X\nname: 样板\nsteps:\n  - {matter: ZZ99}\n", encoding="utf-8")
    problems = workspace.templates.check(path)
    assert problems and all(problem.line > 0 and problem.message for problem in problems)
    assert any("ZZ99" in problem.message for problem in problems)

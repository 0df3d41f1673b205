"""Settings of a workspace: what is printed on paper, and the letter that keeps two desks apart."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_app.application.workspaces import WorkspaceService
from desktop_app.domain.refusals import Refusal
from tests.fakes import FakeStore


@pytest.fixture
def service() -> WorkspaceService:
    return WorkspaceService(FakeStore().open_work, lambda: "01890a5d-ac96-774b-bcce-b302099a8057")


def test_a_new_workspace_can_print_at_once(service: WorkspaceService) -> None:
    found = service.get()
    assert found.desk == "A" and found.centre and found.name and not found.demo
    service.save(found)


def test_settings_are_kept(service: WorkspaceService) -> None:
    wanted = replace(service.get(), name="临汾", centre="临汾经济开发区帮办代办中心", desk="Z", phone="0357-0000000")
    service.save(wanted)
    assert replace(service.get(), id="") == wanted


def test_a_workspace_gets_its_identity_once(service: WorkspaceService) -> None:
    service.begin()
    first = service.get().id
    assert first == "01890a5d-ac96-774b-bcce-b302099a8057"
    service.save(replace(service.get(), name="改名"))
    assert service.get().id == first


@pytest.mark.parametrize("letter", ["", "a", "AB", "1", "Ａ", "甲", " A", "A\n"])
def test_the_desk_letter_is_one_capital_letter(service: WorkspaceService, letter: str) -> None:
    before = service.get()
    with pytest.raises(Refusal, match="台席代号要用一个大写字母"):
        service.save(replace(before, desk=letter))
    assert service.get() == before


@pytest.mark.parametrize("centre", ["", "  \n"])
def test_the_name_of_the_centre_is_on_every_paper(service: WorkspaceService, centre: str) -> None:
    with pytest.raises(Refusal, match="请填写服务中心名称"):
        service.save(replace(service.get(), centre=centre))

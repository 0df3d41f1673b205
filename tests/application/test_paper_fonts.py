"""Which font serves which role on this PC: chosen, refused, gone, bundled again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from desktop_app.application.paper_fonts import (
    BUNDLED_FACES,
    ROLE_WORDS,
    FontFile,
    InstalledFont,
    PaperFontService,
    PaperRole,
)
from desktop_app.domain.refusals import Refusal

FANG = InstalledFont(FontFile("/f/fs.ttf", 0, "仿宋_GB2312"), "Regular", "5.0", "只许本单位")
SECRET = InstalledFont(FontFile("/f/secret.ttf", 0, "保密体"), refused="许可不准嵌入文书（受限）")
OTHER = InstalledFont(FontFile("/f/a.ttc", 1, "阿体"))


class Shelf:
    """Three fonts; those in `broken` cannot be printed."""

    def __init__(self) -> None:
        self.fonts = [SECRET, OTHER, FANG]
        self.broken: set[str] = set()
        self.sampled: list[FontFile | None] = []

    def installed(self) -> tuple[InstalledFont, ...]:
        return tuple(self.fonts)

    def read(self, path: str, index: int) -> InstalledFont:
        for one in self.fonts:
            if (one.file.path, one.file.index) == (path, index):
                return one
        raise Refusal.say(f"找不到字体文件 {path}")

    def sample(self, role: PaperRole, file: FontFile | None) -> bytes:
        self.sampled.append(file)
        if file and file.path in self.broken:
            raise Refusal.say("印不出来")
        return role.value.encode()


class Choices:
    """A record in memory."""

    def __init__(self) -> None:
        self.kept: dict[PaperRole, FontFile] = {}

    def load(self) -> dict[PaperRole, FontFile]:
        return dict(self.kept)

    def save(self, chosen: Mapping[PaperRole, FontFile]) -> None:
        self.kept = dict(chosen)


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def service(shelf: Shelf) -> PaperFontService:
    return PaperFontService(lambda: shelf, Choices())


def test_nothing_chosen_means_the_bundled_fonts_and_no_look_at_the_pc() -> None:
    def never() -> Shelf:
        raise AssertionError("the fonts of the PC were read")

    service = PaperFontService(never, Choices())
    assert [one.used for one in service.roles()] == [BUNDLED_FACES[role] for role in PaperRole]
    assert (service.faces(), service.notes()) == ({}, ())
    assert set(ROLE_WORDS) == set(BUNDLED_FACES) == set(PaperRole)


@pytest.mark.parametrize("named", ["仿宋_GB2312", "仿宋_gb2312 regular", "/f/fs.ttf", "  /f/fs.ttf "])
def test_a_font_is_chosen_by_name_or_file(service: PaperFontService, shelf: Shelf, named: str) -> None:
    assert service.choose(PaperRole.FANG, named).used == "仿宋_GB2312 Regular"
    assert service.faces() == {PaperRole.FANG: FANG.file}
    assert shelf.sampled == [FANG.file]
    assert service.choose(PaperRole.KAI, "/f/a.ttc", 1).used == "阿体"
    assert set(service.faces()) == {PaperRole.FANG, PaperRole.KAI}


def test_a_font_that_may_not_or_cannot_be_used_changes_nothing(service: PaperFontService, shelf: Shelf) -> None:
    with pytest.raises(Refusal, match="“保密体”不能用在文书上：许可不准嵌入文书"):
        service.choose(PaperRole.BODY, "保密体")
    shelf.broken = {FANG.file.path}
    with pytest.raises(Refusal, match="印不出来"):
        service.choose(PaperRole.BODY, "仿宋_GB2312")
    with pytest.raises(Refusal, match="找不到字体文件"):
        service.choose(PaperRole.BODY, "/f/none.ttf")
    with pytest.raises(Refusal, match="本机没有叫“宋体 Bold”的中文字体；有哪些见 font list --installed"):
        service.choose(PaperRole.BODY, "宋体 Bold")
    with pytest.raises(Refusal, match="没有写用哪个字体"):
        service.choose(PaperRole.BODY, "  ")
    assert service.faces() == {}


def test_a_font_that_is_gone_is_told_and_the_bundled_one_serves(service: PaperFontService, shelf: Shelf) -> None:
    service.choose(PaperRole.FANG, "仿宋_GB2312")
    shelf.fonts.remove(FANG)
    (fang,) = [one for one in service.roles() if one.role is PaperRole.FANG]
    assert fang.used == BUNDLED_FACES[PaperRole.FANG] and fang.chosen == FANG.file
    assert service.faces() == {}
    assert service.notes() == (fang.note,)
    assert "仿宋选的“仿宋_GB2312”现在用不了（找不到字体文件 /f/fs.ttf）" in fang.note
    shelf.fonts.append(FANG)
    assert service.notes() == ()


def test_another_font_in_the_same_file_is_not_taken_for_it(service: PaperFontService, shelf: Shelf) -> None:
    service.choose(PaperRole.FANG, "仿宋_GB2312")
    shelf.fonts = [replace(FANG, file=replace(FANG.file, family="别的体"))]
    assert "文件里现在是“别的体”" in service.notes()[0]
    shelf.fonts = [replace(FANG, refused="许可变了")]
    assert "许可变了" in service.notes()[0]


def test_one_role_or_all_go_back_to_the_bundled_font(service: PaperFontService) -> None:
    for role in (PaperRole.FANG, PaperRole.BODY, PaperRole.KAI):
        service.choose(role, "仿宋_GB2312")
    service.reset(PaperRole.BODY)
    assert set(service.faces()) == {PaperRole.FANG, PaperRole.KAI}
    assert all(one.chosen is None for one in service.reset())


def test_the_usual_fonts_of_a_role_stand_first_and_refused_ones_last(service: PaperFontService) -> None:
    assert [font.file.family for font in service.installed(PaperRole.FANG)] == ["仿宋_GB2312", "阿体", "保密体"]
    assert service.installed()[-1] == SECRET


def test_a_sample_shows_what_serves_the_role_or_a_font_to_choose(service: PaperFontService, shelf: Shelf) -> None:
    service.choose(PaperRole.FANG, "仿宋_GB2312")
    assert service.sample(PaperRole.FANG) == b"fang"
    service.sample(PaperRole.FANG, OTHER.file)
    service.sample(PaperRole.BODY)
    assert shelf.sampled == [FANG.file, FANG.file, OTHER.file, None]

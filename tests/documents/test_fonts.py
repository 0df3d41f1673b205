"""Every character is looked up on its own; nothing ever prints as a blank."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from desktop_app.documents import fonts, signs
from desktop_app.documents.fonts import CHAINS, FACES, REPLACEMENT, Role, cleaned, face_for, glyph, missing
from desktop_app.domain.refusals import Damaged
from desktop_app.domain.terms import LAMP_SIGNS
from desktop_app.locations import resources

RARE = "䶮㐂𠮷𫖮𬱖𬭎喆堃垚㛃镕"
MARKS = "，。、；：？！“”‘’（）《》〈〉【】〔〕「」『』—…·－～￥％＿①②③℃№×→≥≤〇"
GONE = "\U0003134a"


@pytest.mark.parametrize("role", list(Role))
def test_every_role_prints_rare_names_marks_and_lamp_signs(role: Role) -> None:
    wanted = RARE + MARKS + "".join(LAMP_SIGNS.values()) + REPLACEMENT + "☐☑"
    assert [char for char in wanted if face_for(char, role) is None] == []


def test_a_role_falls_back_character_by_character() -> None:
    assert [face_for(char, Role.FANG) for char in "关𬭎𠮷"] == [
        "FandolFang-Regular",
        "NotoSerifSC-Regular",
        "LXGWWenKai-Regular",
    ]
    assert face_for("关", Role.BODY) == "NotoSerifSC-Regular"
    assert face_for("↩", Role.BODY) == ""


@pytest.mark.parametrize("face", list(FACES))
def test_a_mapped_character_has_an_outline(face: str) -> None:
    # A face that maps a character to an empty glyph would print a blank and never fall back.
    with TTFont(resources() / "fonts" / FACES[face] / f"{face}.ttf", lazy=True) as font:
        places, number, mapping = font["loca"], font.getReverseGlyphMap(), font.getBestCmap()
    blank = {point for point, name in mapping.items() if places[number[name]] == places[number[name] + 1]}
    assert blank, "the space at least has no outline"
    spaces = {0x20, 0xA0, 0x3000} | set(range(0x2000, 0x2010)) | set(range(0x2028, 0x2030)) | {0x205F, 0x2060, 0xFEFF}
    assert {hex(point) for point in blank - spaces if chr(point).isprintable()} == set()


def test_missing_names_only_what_no_font_has() -> None:
    assert missing("䶮𠮷✕☑ \n\u3000\ufeff\u200b" + GONE + "\ue000") == {GONE, "\ue000"}
    assert missing("") == set()


def test_a_missing_character_is_set_as_the_replacement() -> None:
    assert glyph(GONE, Role.BODY, 10.0).char == REPLACEMENT
    assert glyph(GONE, Role.BODY, 10.0).width == pytest.approx(10.0)


def test_shapeless_characters_are_taken_out() -> None:
    assert cleaned("\ufeff甲\u200b乙\ufe00\t丙\r\n丁\x07\u2028戊") == "甲乙 丙\n丁\n戊"


def test_a_lost_font_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "resources", lambda: tmp_path)
    with pytest.raises(Damaged, match=r"NotoSerifSC-Bold\.ttf"):
        fonts._file.__wrapped__("NotoSerifSC-Bold")


def test_a_broken_font_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "fonts" / FACES["NotoSerifSC-Bold"]
    folder.mkdir(parents=True)
    (folder / "NotoSerifSC-Bold.ttf").write_bytes(b"not a font at all")
    monkeypatch.setattr(fonts, "resources", lambda: tmp_path)
    with pytest.raises(Damaged, match="重新安装"):
        fonts._file.__wrapped__("NotoSerifSC-Bold")


def test_every_bundled_face_is_used_and_licensed() -> None:
    assert {face for chain in CHAINS.values() for face in chain} == set(FACES)
    files = {path.stem: path for path in (resources() / "fonts").rglob("*.ttf")}
    assert set(files) == set(FACES)
    for path in files.values():
        assert any((path.parent / name).is_file() for name in ("OFL.txt", "COPYING.txt"))
    assert sum(path.stat().st_size for path in files.values()) < 80_000_000


def test_the_drawn_signs_are_in_no_font() -> None:
    in_fonts = {char for char in signs.DRAWN if face_for(char, Role.BODY)}
    assert in_fonts == set()

"""A font says who it is and whether it may be embedded; what is no font is told so."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont, newTable

from desktop_app.documents.installed_fonts import (
    NO_OUTLINES,
    SILENT,
    VARIABLE,
    embedding_refusal,
    font_folders,
    installed_fonts,
    read_font,
)
from desktop_app.domain.refusals import Refusal
from tests.pc_fonts import collection, font_like, laid


@pytest.fixture
def own_fonts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    folder = tmp_path / "fonts"
    monkeypatch.setattr("desktop_app.documents.installed_fonts.font_folders", lambda: (folder, tmp_path / "none"))
    return folder


@pytest.mark.parametrize(
    ("fs_type", "word"),
    [
        (None, SILENT),
        (0x0000, ""),
        (0x0008, ""),
        (0x0002, "受限"),
        (0x0004, "预览"),
        (0x0006, "预览"),
        (0x000C, ""),
        (0x0100, "子集"),
        (0x0108, "子集"),
        (0x0200, "点阵"),
    ],
)
def test_the_rights_of_a_font_decide(fs_type: int | None, word: str) -> None:
    refused = embedding_refusal(fs_type)
    assert (word in refused) if word else refused == ""


def test_a_font_is_read_with_its_chinese_name_and_licence(own_fonts: Path) -> None:
    path = laid(own_fonts, "fs.ttf", font_like("仿宋_GB2312", licence="只许本单位使用"))
    font = read_font(str(path), 0)
    assert (font.name, font.version, font.licence, font.refused) == (
        "仿宋_GB2312 Regular",
        "Version 1.0",
        "只许本单位使用",
        "",
    )


@pytest.mark.parametrize(("fs_type", "word"), [(0x0002, "受限"), (0x0004, "预览"), (0x0100, "子集"), (0x0200, "点阵")])
def test_a_font_that_may_not_be_embedded_says_why(own_fonts: Path, fs_type: int, word: str) -> None:
    assert word in read_font(str(laid(own_fonts, "x.ttf", font_like("某体", fs_type=fs_type))), 0).refused


def test_a_font_without_rights_or_with_moving_weights_is_refused(own_fonts: Path) -> None:
    silent = font_like("无声")
    del silent["OS/2"]
    assert read_font(str(laid(own_fonts, "silent.ttf", silent)), 0).refused == SILENT
    moving = font_like("可变")
    table = newTable("fvar")
    table.axes, table.instances = [], []
    moving["fvar"] = table
    assert read_font(str(laid(own_fonts, "moving.ttf", moving)), 0).refused == VARIABLE


def test_postscript_outlines_are_refused(own_fonts: Path) -> None:
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.t2CharStringPen import T2CharStringPen

    pen = T2CharStringPen(500, None)
    maker = FontBuilder(1000, isTTF=False)
    maker.setupGlyphOrder([".notdef"])
    maker.setupCharacterMap({})
    maker.setupCFF("Post", {}, {".notdef": pen.getCharString()}, {})
    maker.setupHorizontalMetrics({".notdef": (500, 0)})
    maker.setupHorizontalHeader()
    maker.setupNameTable({"familyName": "Post"})
    maker.setupOS2()
    maker.setupPost()
    assert read_font(str(laid(own_fonts, "post.otf", maker.font)), 0).refused == NO_OUTLINES


def test_a_collection_is_read_by_number(own_fonts: Path) -> None:
    path = collection(own_fonts, "two.ttc", font_like("甲体"), font_like("乙体", fs_type=2))
    assert [read_font(str(path), place).file.family for place in (0, 1)] == ["甲体", "乙体"]
    assert [bool(read_font(str(path), place).refused) for place in (0, 1)] == [False, True]
    for wrong in (2, -1):
        with pytest.raises(Refusal, match="只有 2 个字体"):
            read_font(str(path), wrong)


@pytest.mark.parametrize("content", [b"", b"not a font at all", b"ttcf" + b"\xff" * 40, b"\0\1\0\0\0\x05" + b"\0" * 20])
def test_what_is_no_font_is_refused(own_fonts: Path, content: bytes) -> None:
    own_fonts.mkdir(parents=True)
    path = own_fonts / "wrong.ttf"
    path.write_bytes(content)
    with pytest.raises(Refusal, match="不是字体文件"):
        read_font(str(path), 0)
    assert installed_fonts() == ()


def test_a_missing_file_is_named() -> None:
    with pytest.raises(Refusal, match=r"找不到字体文件 .*gone\.ttf"):
        read_font("/nowhere/gone.ttf", 0)


def test_the_chinese_fonts_of_the_folders_are_listed(own_fonts: Path) -> None:
    laid(own_fonts / "deep", "b.TTF", font_like("乙体"))
    laid(own_fonts, "a.ttf", font_like("甲体", fs_type=2))
    latin = font_like("Latin", text="ABC")
    latin["OS/2"].ulUnicodeRange2 = latin["OS/2"].ulCodePageRange1 = 0
    laid(own_fonts, "latin.ttf", latin)
    maths = font_like("Maths")
    maths["OS/2"].ulUnicodeRange2, maths["OS/2"].ulCodePageRange1 = 1 << 27, 1
    laid(own_fonts, "maths.ttf", maths)
    old = font_like("旧体")
    old["OS/2"].ulUnicodeRange2, old["OS/2"].ulCodePageRange1 = 1 << 27, 0
    laid(own_fonts, "old.ttf", old)
    (own_fonts / "notes.txt").write_text("no font", encoding="utf-8")
    assert {font.file.family for font in installed_fonts()} == {"甲体", "乙体", "旧体"}


def test_the_folders_are_those_of_the_system_and_of_the_person(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert Path("/usr/share/fonts") in font_folders()
    assert tmp_path / "fonts" in font_folders()
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setenv("WINDIR", "/w")
    monkeypatch.setenv("LOCALAPPDATA", "")
    assert font_folders() == (Path("/w/Fonts"),)
    monkeypatch.setenv("LOCALAPPDATA", "/l")
    assert font_folders()[1] == Path("/l/Microsoft/Windows/Fonts")


def test_names_of_an_old_font_in_gbk_are_read(own_fonts: Path) -> None:
    font: TTFont = font_like("x")
    font["name"].removeNames(nameID=1)
    font["name"].setName("旧宋体".encode("gb18030"), 1, 3, 3, 0x804)
    assert read_font(str(laid(own_fonts, "old.ttf", font)), 0).file.family == "旧宋体"

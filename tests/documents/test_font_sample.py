"""A sample shows a font, and proves that a paper can be set in it."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pikepdf import pdfa

from desktop_app.application.paper_fonts import FontFile, PaperRole
from desktop_app.documents import FormPrinter
from desktop_app.documents.font_sample import SAMPLE, PcFonts, sample
from desktop_app.documents.fonts import Role, face_for, glyph, set_in
from desktop_app.documents.proof import PaperProof
from desktop_app.domain.refusals import Refusal
from tests.documents.samples import SAMPLES
from tests.pc_fonts import TEXT, collection, font_like, laid


def fonts_of(content: bytes) -> set[str]:
    with pikepdf.open(BytesIO(content)) as pdf:
        return {
            str(font.BaseFont).split("+")[-1]
            for page in pdf.pages
            for font in (page.Resources.get("/Font") or {}).values()
        }


@pytest.mark.parametrize("role", list(PaperRole))
def test_the_bundled_font_of_every_role_has_a_sample(role: PaperRole) -> None:
    content = sample(role, None)
    assert SAMPLE[0] in PaperProof().text(content)
    assert content == sample(role, None)


def test_a_sample_is_set_in_the_font_and_helped_out_where_it_lacks_characters(tmp_path: Path) -> None:
    file = FontFile(str(laid(tmp_path, "own.ttf", font_like("自选体"))), 0, "自选体")
    content = PcFonts().sample(PaperRole.FANG, file)
    text = PaperProof().text(content)
    assert SAMPLE[0] in text and "𬭎" in text and "堃" in text
    assert any(name.startswith("Test0") for name in fonts_of(content))
    assert len(fonts_of(content)) > 1


def test_a_character_falls_back_where_the_font_has_an_empty_shape(tmp_path: Path) -> None:
    file = FontFile(str(laid(tmp_path, "hollow.ttf", font_like("空心", text=TEXT + "关", hollow="关"))), 0, "空心")
    with set_in({PaperRole.FANG: file}):
        assert face_for("关", Role.FANG) == "FandolFang-Regular"
        assert str(face_for("国", Role.FANG)).startswith("Own-")
        assert face_for("国", Role.KAI) == "LXGWWenKai-Regular"
        assert str(face_for(" ", Role.FANG)).startswith("Own-")
    assert face_for("国", Role.FANG) == "FandolFang-Regular"
    assert glyph("国", Role.FANG, 10.0).face == "FandolFang-Regular"


def test_a_font_of_a_collection_prints(tmp_path: Path) -> None:
    path = collection(tmp_path, "two.ttc", font_like("甲"), font_like("乙乙乙乙"))
    content = sample(PaperRole.TITLE, FontFile(str(path), 1, "乙乙乙乙"))
    assert any(name.startswith("Test0-4") for name in fonts_of(content))


def test_a_font_without_chinese_or_with_broken_tables_is_refused(tmp_path: Path) -> None:
    latin = FontFile(str(laid(tmp_path, "latin.ttf", font_like("Latin", text="ABC"))), 0, "Latin")
    with pytest.raises(Refusal, match="没有常用汉字"):
        sample(PaperRole.BODY, latin)
    whole = laid(tmp_path, "cut.ttf", font_like("断"))
    whole.write_bytes(whole.read_bytes()[:1200])
    with pytest.raises(Refusal, match="“断”读不出来"):
        sample(PaperRole.BODY, FontFile(str(whole), 0, "断"))
    with pytest.raises(Refusal, match="找不到字体文件"):
        sample(PaperRole.BODY, FontFile(str(tmp_path / "gone.ttf"), 0, "没了"))


def test_papers_are_set_in_chosen_fonts_and_stay_the_same_bytes(tmp_path: Path) -> None:
    file = FontFile(str(laid(tmp_path, "own.ttf", font_like("自选体"))), 0, "自选体")
    chosen = dict.fromkeys(PaperRole, file)
    data = SAMPLES["warning-letter", "short"]
    bundled = FormPrinter().render("warning-letter", data).content
    own = FormPrinter(chosen).render("warning-letter", data)
    assert own.content == FormPrinter(chosen).render("warning-letter", data).content
    assert FormPrinter().render("warning-letter", data).content == bundled
    assert pdfa.validate_written(BytesIO(own.content), "2b").passed
    assert any(name.startswith("Test0") for name in fonts_of(own.content))
    document = pypdfium2.PdfDocument(own.content)
    assert len(document) == own.pages
    document.close()
    assert "项目" in PaperProof().text(own.content)

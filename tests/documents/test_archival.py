"""PDF/A-2b: every form passes the validator, and the points of the standard that can be read off hold one by one."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from pikepdf import pdfa

from desktop_app.documents import FormPrinter
from tests.documents.samples import SAMPLES, SHORT
from tests.documents.test_mark import MARK

every_sample = pytest.mark.parametrize(("form", "sample"), list(SAMPLES))


def printed(form: str, sample: str) -> bytes:
    return FormPrinter().render(form, SAMPLES[form, sample], MARK).content


@every_sample
def test_the_validator_approves(form: str, sample: str) -> None:
    report = pdfa.validate_written(BytesIO(printed(form, sample)), "2b")
    assert report.passed, report.summary()


def test_the_validator_would_notice_a_missing_profile() -> None:
    with pikepdf.open(BytesIO(printed("service-sheet", "short"))) as paper:
        del paper.Root.OutputIntents
        buffer = BytesIO()
        paper.save(buffer)
    buffer.seek(0)
    assert not pdfa.validate_written(buffer, "2b").passed


@every_sample
def test_colours_identity_and_metadata_are_as_the_standard_wants_them(form: str, sample: str) -> None:
    with pikepdf.open(BytesIO(printed(form, sample))) as paper:
        assert not paper.is_encrypted
        (intent,) = paper.Root.OutputIntents
        assert (str(intent.S), str(intent.OutputConditionIdentifier)) == ("/GTS_PDFA1", "sRGB")
        assert bytes(intent.DestOutputProfile.read_bytes())[36:40] == b"acsp"
        assert len(paper.trailer.ID) == 2
        assert str(paper.Root.Lang) == "zh-CN"
        assert bool(paper.Root.ViewerPreferences.DisplayDocTitle)
        metadata = paper.Root.Metadata.read_bytes().decode()
        for name, value in (("Title", paper.docinfo.Title), ("Author", paper.docinfo.Author)):
            assert str(value) and str(value) in metadata, name
        assert "<pdfaid:part>2</pdfaid:part>" in metadata
        assert not {"/JavaScript", "/EmbeddedFiles"} & set(paper.Root.get("/Names", pikepdf.Dictionary()).keys())
        assert "/OpenAction" not in paper.Root and "/AA" not in paper.Root
        for page in paper.pages:
            assert not {"/Trans", "/AA", "/Group"} & set(page.obj.keys())
            assert "/ExtGState" not in page.obj.Resources


def test_special_characters_in_names_do_not_break_the_metadata() -> None:
    data = replace(SHORT, centre='甲 & 乙 <"中心">')
    report = pdfa.validate_written(BytesIO(FormPrinter().render("service-sheet", data, MARK).content), "2b")
    assert report.passed, report.summary()

"""Batch printing: every case gets its paper and number, a refused one is told, stopping keeps what is numbered."""

import pypdfium2
import pytest

from desktop_app.application.paper_batches import subjects_of
from desktop_app.domain.refusals import Refusal
from desktop_app.gui.dialogs.batch_print import BatchPrintDialog


@pytest.fixture
def batch(full, screen_of):
    screen = screen_of(full)
    ids = [project.id for project in full.projects.all()]

    def opened(form: str, chosen=None) -> BatchPrintDialog:
        dialog = BatchPrintDialog(screen.session, form, ids if chosen is None else chosen, screen.window)
        dialog.open()
        screen.rest()
        return dialog

    opened.screen, opened.ids = screen, ids
    return opened


def pages(path) -> int:
    document = pypdfium2.PdfDocument(path)
    number = len(document)
    document.close()
    return number


def test_every_case_gets_a_paper_and_all_are_in_one_file(batch, full, tmp_path):
    dialog = batch("service-sheet")
    cases = full.overview.every_case_id()
    assert dialog.model.rowCount() == len(cases) > 2
    dialog.issue_into(tmp_path)
    batch.screen.rest()
    numbers = [item.issued.paper.number for item in dialog.items]
    assert numbers == [f"BB-2026-A-D11-{serial:04d}" for serial in range(1, len(cases) + 1)]
    for item in dialog.items:
        paper = item.issued.paper
        assert (tmp_path / f"{paper.title}-{paper.number}.pdf").read_bytes() == item.issued.content
    whole = tmp_path / "项目帮办代办服务单-合并打印.pdf"
    assert pages(whole) == sum(item.issued.paper.pages for item in dialog.items)
    assert f"已出具 {len(cases)} 份" in dialog.hint.text()
    assert not dialog.agree.isVisible()
    dialog.reject()


def test_a_form_of_the_project_is_issued_once_for_each(batch, full, tmp_path):
    dialog = batch("application", batch.ids[:2])
    dialog.issue_into(tmp_path)
    batch.screen.rest()
    assert [item.issued.paper.project_id for item in dialog.items] == batch.ids[:2]
    assert all(item.issued.paper.case_id == "" for item in dialog.items)
    dialog.reject()


def test_what_cannot_be_issued_is_told_and_takes_no_number(batch, full, tmp_path):
    dialog = batch("closing")
    dialog.issue_into(tmp_path)
    batch.screen.rest()
    refused = [item for item in dialog.items if item.refused]
    assert refused and all("请先填写：终止（办结）原因" in item.refused for item in refused)
    assert f"不能出具 {len(refused)} 份" in dialog.hint.text()
    dialog.reject()


def test_stopping_keeps_what_is_numbered(batch, full, tmp_path):
    dialog = batch("service-sheet")
    dialog.issue_into(tmp_path)
    dialog.reject()
    batch.screen.rest()
    numbered = sum(len(full.documents.of_case(case_id)) for _project, case_id in full.overview.every_case_id())
    assert numbered < len(dialog.items)
    assert dialog.hint.text().startswith("已停止")
    assert dialog.isVisible()
    dialog.reject()
    assert not dialog.isVisible()


def test_a_folder_that_cannot_be_written_is_said(batch, tmp_path):
    dialog = batch("service-sheet")
    dialog.issue_into(tmp_path / "没有")
    batch.screen.rest()
    assert "已编号的都已存档" in dialog.refused.text()
    dialog.reject()


def test_without_cases_it_says_what_to_do_first(batch, full):
    bare = [one for one in batch.ids if not full.overview.case_ids(one)]
    dialog = batch("service-sheet", bare[:1])
    assert "请先打开项目，开办代办件" in dialog.hint.text()
    assert not dialog.agree.isEnabled()
    dialog.reject()


def test_forms_of_a_step_have_no_batch(full):
    with pytest.raises(Refusal, match="“容缺受理承诺书”不能批量出具"):
        subjects_of(full.documents, "tolerance-pledge", [])
